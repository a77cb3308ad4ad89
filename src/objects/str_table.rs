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

/// The methods of `str`.
pub(super) const METHODS: &[MethodDef] = &[
    MethodDef::keywords("encode", str_encode::encode),
    MethodDef::keywords("replace", find::replace),
    MethodDef::keywords("split", split::split),
    MethodDef::keywords("rsplit", split::rsplit),
    MethodDef::one("join", split::join),
    MethodDef::none("capitalize", case::capitalize),
    MethodDef::none("casefold", case::casefold),
    MethodDef::none("title", case::title_text),
    MethodDef::many("center", split::center),
    MethodDef::many("count", find::count),
    MethodDef::keywords("expandtabs", split::expandtabs),
    MethodDef::many("find", find::find),
    MethodDef::one("partition", split::partition),
    MethodDef::many("index", find::index),
    MethodDef::many("ljust", split::ljust),
    MethodDef::none("lower", case::lower_text),
    MethodDef::many("lstrip", split::lstrip),
    MethodDef::many("rfind", find::rfind),
    MethodDef::many("rindex", find::rindex),
    MethodDef::many("rjust", split::rjust),
    MethodDef::many("rstrip", split::rstrip),
    MethodDef::one("rpartition", split::rpartition),
    MethodDef::keywords("splitlines", split::splitlines),
    MethodDef::many("strip", split::strip),
    MethodDef::none("swapcase", case::swapcase),
    MethodDef::one("translate", translate::translate),
    MethodDef::none("upper", case::upper_text),
    MethodDef::many("startswith", find::startswith),
    MethodDef::many("endswith", find::endswith),
    MethodDef::one("removeprefix", find::removeprefix),
    MethodDef::one("removesuffix", find::removesuffix),
    MethodDef::none("isascii", case::isascii),
    MethodDef::none("islower", case::islower),
    MethodDef::none("isupper", case::isupper),
    MethodDef::none("istitle", case::istitle),
    MethodDef::none("isspace", case::isspace),
    MethodDef::none("isdecimal", case::isdecimal),
    MethodDef::none("isdigit", case::isdigit),
    MethodDef::none("isnumeric", case::isnumeric),
    MethodDef::none("isalpha", case::isalpha),
    MethodDef::none("isalnum", case::isalnum),
    MethodDef::none("isidentifier", case::isidentifier),
    MethodDef::none("isprintable", case::isprintable),
    MethodDef::one("zfill", split::zfill),
    MethodDef::packed("format", format::format),
    MethodDef::one("format_map", format::format_map),
    MethodDef::one("__format__", format::dunder_format),
    MethodDef {
        name: "maketrans",
        function: Function::Static(translate::maketrans),
    },
    MethodDef::none("__sizeof__", sizeof),
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
