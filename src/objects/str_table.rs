//! The methods of str.

use super::{
    str_case as case, str_encode, str_find as find, str_format as format,
    str_split as split, str_translate as translate,
};
use crate::object::PyStruct;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::text::PyUnicodeObject;
use crate::typeobject::slots::{Function, MethodDef};

/// `str.__doc__`.
pub(super) const DOC: &str = "\
str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Create a new string object from the given object. If encoding or
errors is specified, then the object must expose a data buffer
that will be decoded using the given encoding and error handler.
Otherwise, returns the result of object.__str__() (if defined)
or repr(object).
encoding defaults to 'utf-8'.
errors defaults to 'strict'.";

/// The methods of `str`.
pub(super) const METHODS: &[MethodDef] = &[
    MethodDef::keywords("encode", str_encode::encode).doc(
        "Encode the string using the codec registered for encoding.\n\n  \
         encoding\n    The encoding in which to encode the string.\n  \
         errors\n    The error handling scheme to use for encoding errors.\n    \
         The default is 'strict' meaning that encoding errors raise a\n    \
         UnicodeEncodeError.  Other possible values are 'ignore', 'replace' \
         and\n    'xmlcharrefreplace' as well as any other name registered \
         with\n    codecs.register_error that can handle UnicodeEncodeErrors.",
    ),
    MethodDef::keywords("replace", find::replace).doc(
        "Return a copy with all occurrences of substring old replaced by \
         new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 \
         (the default value) means replace all occurrences.\n\nIf the optional \
         argument count is given, only the first count occurrences are\nreplaced.",
    ),
    MethodDef::keywords("split", split::split).doc(
        "Return a list of the substrings in the string, using sep as the \
         separator string.\n\n  sep\n    The separator used to split the \
         string.\n\n    When set to None (the default value), will split on any \
         whitespace\n    character (including \\n \\r \\t \\f and spaces) and \
         will discard\n    empty strings from the result.\n  maxsplit\n    \
         Maximum number of splits.\n    -1 (the default value) means no \
         limit.\n\nSplitting starts at the front of the string and works to the \
         end.\n\nNote, str.split() is mainly useful for data that has been \
         intentionally\ndelimited.  With natural text that includes punctuation, \
         consider using\nthe regular expression module.",
    ),
    MethodDef::keywords("rsplit", split::rsplit).doc(
        "Return a list of the substrings in the string, using sep as the \
         separator string.\n\n  sep\n    The separator used to split the \
         string.\n\n    When set to None (the default value), will split on any \
         whitespace\n    character (including \\n \\r \\t \\f and spaces) and \
         will discard\n    empty strings from the result.\n  maxsplit\n    \
         Maximum number of splits.\n    -1 (the default value) means no \
         limit.\n\nSplitting starts at the end of the string and works to the \
         front.",
    ),
    MethodDef::one("join", split::join).doc(
        "Concatenate any number of strings.\n\nThe string whose method is called \
         is inserted in between each given string.\nThe result is returned as a \
         new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'",
    ),
    MethodDef::none("capitalize", case::capitalize).doc(
        "Return a capitalized version of the string.\n\nMore specifically, make \
         the first character have upper case and the rest lower\ncase.",
    ),
    MethodDef::none("casefold", case::casefold)
        .doc("Return a version of the string suitable for caseless comparisons."),
    MethodDef::none("title", case::title_text).doc(
        "Return a version of the string where each word is titlecased.\n\nMore \
         specifically, words start with uppercased characters and all \
         remaining\ncased characters have lower case.",
    ),
    MethodDef::many("center", split::center).doc(
        "Return a centered string of length width.\n\nPadding is done using the \
         specified fill character (default is a space).",
    ),
    MethodDef::many("count", find::count).doc(
        "Return the number of non-overlapping occurrences of substring sub in \
         string S[start:end].\n\nOptional arguments start and end are \
         interpreted as in slice notation.",
    ),
    MethodDef::keywords("expandtabs", split::expandtabs).doc(
        "Return a copy where all tab characters are expanded using spaces.\n\nIf \
         tabsize is not given, a tab size of 8 characters is assumed.",
    ),
    MethodDef::many("find", find::find).doc(
        "Return the lowest index in S where substring sub is found, such that \
         sub is contained within S[start:end].\n\nOptional arguments start and \
         end are interpreted as in slice notation.\nReturn -1 on failure.",
    ),
    MethodDef::one("partition", split::partition).doc(
        "Partition the string into three parts using the given \
         separator.\n\nThis will search for the separator in the string.  If the \
         separator is found,\nreturns a 3-tuple containing the part before the \
         separator, the separator\nitself, and the part after it.\n\nIf the \
         separator is not found, returns a 3-tuple containing the original \
         string\nand two empty strings.",
    ),
    MethodDef::many("index", find::index).doc(
        "Return the lowest index in S where substring sub is found, such that \
         sub is contained within S[start:end].\n\nOptional arguments start and \
         end are interpreted as in slice notation.\nRaises ValueError when the \
         substring is not found.",
    ),
    MethodDef::many("ljust", split::ljust).doc(
        "Return a left-justified string of length width.\n\nPadding is done \
         using the specified fill character (default is a space).",
    ),
    MethodDef::none("lower", case::lower_text)
        .doc("Return a copy of the string converted to lowercase."),
    MethodDef::many("lstrip", split::lstrip).doc(
        "Return a copy of the string with leading whitespace removed.\n\nIf \
         chars is given and not None, remove characters in chars instead.",
    ),
    MethodDef::many("rfind", find::rfind).doc(
        "Return the highest index in S where substring sub is found, such that \
         sub is contained within S[start:end].\n\nOptional arguments start and \
         end are interpreted as in slice notation.\nReturn -1 on failure.",
    ),
    MethodDef::many("rindex", find::rindex).doc(
        "Return the highest index in S where substring sub is found, such that \
         sub is contained within S[start:end].\n\nOptional arguments start and \
         end are interpreted as in slice notation.\nRaises ValueError when the \
         substring is not found.",
    ),
    MethodDef::many("rjust", split::rjust).doc(
        "Return a right-justified string of length width.\n\nPadding is done \
         using the specified fill character (default is a space).",
    ),
    MethodDef::many("rstrip", split::rstrip).doc(
        "Return a copy of the string with trailing whitespace removed.\n\nIf \
         chars is given and not None, remove characters in chars instead.",
    ),
    MethodDef::one("rpartition", split::rpartition).doc(
        "Partition the string into three parts using the given \
         separator.\n\nThis will search for the separator in the string, \
         starting at the end. If\nthe separator is found, returns a 3-tuple \
         containing the part before the\nseparator, the separator itself, and \
         the part after it.\n\nIf the separator is not found, returns a 3-tuple \
         containing two empty strings\nand the original string.",
    ),
    MethodDef::keywords("splitlines", split::splitlines).doc(
        "Return a list of the lines in the string, breaking at line \
         boundaries.\n\nLine breaks are not included in the resulting list \
         unless keepends is given and\ntrue.",
    ),
    MethodDef::many("strip", split::strip).doc(
        "Return a copy of the string with leading and trailing whitespace \
         removed.\n\nIf chars is given and not None, remove characters in chars \
         instead.",
    ),
    MethodDef::none("swapcase", case::swapcase).doc(
        "Convert uppercase characters to lowercase and lowercase characters to \
         uppercase.",
    ),
    MethodDef::one("translate", translate::translate).doc(
        "Replace each character in the string using the given translation \
         table.\n\n  table\n    Translation table, which must be a mapping of \
         Unicode ordinals to\n    Unicode ordinals, strings, or None.\n\nThe \
         table must implement lookup/indexing via __getitem__, for instance \
         a\ndictionary or list.  If this operation raises LookupError, the \
         character is\nleft untouched.  Characters mapped to None are deleted.",
    ),
    MethodDef::none("upper", case::upper_text)
        .doc("Return a copy of the string converted to uppercase."),
    MethodDef::many("startswith", find::startswith).doc(
        "Return True if the string starts with the specified prefix, False \
         otherwise.\n\n  prefix\n    A string or a tuple of strings to try.\n  \
         start\n    Optional start position. Default: start of the string.\n  \
         end\n    Optional stop position. Default: end of the string.",
    ),
    MethodDef::many("endswith", find::endswith).doc(
        "Return True if the string ends with the specified suffix, False \
         otherwise.\n\n  suffix\n    A string or a tuple of strings to try.\n  \
         start\n    Optional start position. Default: start of the string.\n  \
         end\n    Optional stop position. Default: end of the string.",
    ),
    MethodDef::one("removeprefix", find::removeprefix).doc(
        "Return a str with the given prefix string removed if present.\n\nIf the \
         string starts with the prefix string, return \
         string[len(prefix):].\nOtherwise, return a copy of the original string.",
    ),
    MethodDef::one("removesuffix", find::removesuffix).doc(
        "Return a str with the given suffix string removed if present.\n\nIf the \
         string ends with the suffix string and that suffix is not \
         empty,\nreturn string[:-len(suffix)]. Otherwise, return a copy of the \
         original\nstring.",
    ),
    MethodDef::none("isascii", case::isascii).doc(
        "Return True if all characters in the string are ASCII, False \
         otherwise.\n\nASCII characters have code points in the range \
         U+0000-U+007F.\nEmpty string is ASCII too.",
    ),
    MethodDef::none("islower", case::islower).doc(
        "Return True if the string is a lowercase string, False otherwise.\n\nA \
         string is lowercase if all cased characters in the string are lowercase \
         and\nthere is at least one cased character in the string.",
    ),
    MethodDef::none("isupper", case::isupper).doc(
        "Return True if the string is an uppercase string, False otherwise.\n\nA \
         string is uppercase if all cased characters in the string are uppercase \
         and\nthere is at least one cased character in the string.",
    ),
    MethodDef::none("istitle", case::istitle).doc(
        "Return True if the string is a title-cased string, False \
         otherwise.\n\nIn a title-cased string, upper- and title-case characters \
         may only\nfollow uncased characters and lowercase characters only cased \
         ones.",
    ),
    MethodDef::none("isspace", case::isspace).doc(
        "Return True if the string is a whitespace string, False otherwise.\n\nA \
         string is whitespace if all characters in the string are whitespace and \
         there\nis at least one character in the string.",
    ),
    MethodDef::none("isdecimal", case::isdecimal).doc(
        "Return True if the string is a decimal string, False otherwise.\n\nA \
         string is a decimal string if all characters in the string are decimal \
         and\nthere is at least one character in the string.",
    ),
    MethodDef::none("isdigit", case::isdigit).doc(
        "Return True if the string is a digit string, False otherwise.\n\nA \
         string is a digit string if all characters in the string are digits and \
         there\nis at least one character in the string.",
    ),
    MethodDef::none("isnumeric", case::isnumeric).doc(
        "Return True if the string is a numeric string, False otherwise.\n\nA \
         string is numeric if all characters in the string are numeric and there \
         is at\nleast one character in the string.",
    ),
    MethodDef::none("isalpha", case::isalpha).doc(
        "Return True if the string is an alphabetic string, False \
         otherwise.\n\nA string is alphabetic if all characters in the string \
         are alphabetic and there\nis at least one character in the string.",
    ),
    MethodDef::none("isalnum", case::isalnum).doc(
        "Return True if the string is an alpha-numeric string, False \
         otherwise.\n\nA string is alpha-numeric if all characters in the string \
         are alpha-numeric and\nthere is at least one character in the string.",
    ),
    MethodDef::none("isidentifier", case::isidentifier).doc(
        "Return True if the string is a valid Python identifier, False \
         otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a \
         reserved identifier,\nsuch as \"def\" or \"class\".",
    ),
    MethodDef::none("isprintable", case::isprintable).doc(
        "Return True if the string is printable, False otherwise.\n\nA string is \
         printable if all of its characters are considered printable in\nrepr() \
         or if it is empty.",
    ),
    MethodDef::one("zfill", split::zfill).doc(
        "Pad a numeric string with zeros on the left, to fill a field of the \
         given width.\n\nThe string is never truncated.",
    ),
    MethodDef::packed("format", format::format).doc(
        "Return a formatted version of the string, using substitutions from args \
         and kwargs.\nThe substitutions are identified by braces ('{' and '}').",
    ),
    MethodDef::one("format_map", format::format_map).doc(
        "Return a formatted version of the string, using substitutions from \
         mapping.\nThe substitutions are identified by braces ('{' and '}').",
    ),
    MethodDef::one("__format__", format::dunder_format)
        .doc("Return a formatted version of the string as described by format_spec."),
    MethodDef {
        name: "maketrans",
        function: Function::Static(translate::maketrans),
        doc: "Return a translation table usable for str.translate().\n\nIf there is \
         only one argument, it must be a dictionary mapping Unicode\nordinals \
         (integers) or characters to Unicode ordinals, strings or \
         None.\nCharacter keys will be then converted to ordinals.\nIf there are \
         two arguments, they must be strings of equal length, and\nin the \
         resulting dictionary, each character in x will be mapped to \
         the\ncharacter at the same position in y. If there is a third argument, \
         it\nmust be a string, whose characters will be mapped to None in the \
         result.",
    },
    MethodDef::none("__sizeof__", sizeof)
        .doc("Return the size of the string in memory, in bytes."),
    MethodDef::none("__getnewargs__", getnewargs),
];

/// Bytes of all blocks of the str, without what stands before it.
fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(size(this))
}

/// Bytes of a str and the blocks that are its own, without what stands before it.
pub(crate) fn size(this: &Obj) -> usize {
    let text = this.expect::<PyUnicodeObject>();
    let own = size_of::<PyUnicodeObject>() + text.tail_len();
    own + text.other_blocks().map(|(_, size)| size).sum::<usize>()
}

/// The argument from which `copy` makes an equal str.
fn getnewargs(rt: &Runtime, this: &Obj) -> PyResult {
    let text = super::str::Text::this(this);
    let copy = rt.new_text(text.data(), text.kind())?;
    rt.new_tuple(vec![copy])
}
