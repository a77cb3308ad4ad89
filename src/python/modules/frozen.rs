//! The modules that are written in Python: their text is compiled when it is first
//! imported. It is part of the program, unless that was built without the feature
//! `library`: then whoever makes a runtime says where the text is
//! ([`Options::library`](crate::Options::library)).
//!
//! What CPython writes in C is *native* here too, as far as a program can tell: frames
//! of such a module leave no line in a traceback.

use crate::runtime::Options;
use std::borrow::Cow;

/// A module in Python.
pub(super) struct Frozen {
    /// The name to import it by.
    pub(super) name: &'static str,
    /// The name of the file with its text.
    file: &'static str,
    /// Its text.
    #[cfg(feature = "library")]
    source: &'static str,
    /// Whether CPython's own is written in C.
    pub(super) native: bool,
}

impl Frozen {
    /// The module with a name.
    pub(super) fn find(name: &str) -> Option<&'static Frozen> {
        ALL.iter().find(|module| module.name == name)
    }

    /// Whether modules of its own are here, such as `collections.abc`.
    pub(super) fn has_parts(&self) -> bool {
        let inside = |other: &Frozen| {
            let rest = other.name.strip_prefix(self.name);
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        ALL.iter().any(inside)
    }

    /// Its text, if it can be had.
    pub(super) fn source(&self, options: &Options) -> Option<Cow<'static, str>> {
        match options.library {
            Some(library) => library(self.file).map(Cow::Owned),
            #[cfg(feature = "library")]
            None => Some(Cow::Borrowed(self.source)),
            #[cfg(not(feature = "library"))]
            None => None,
        }
    }
}

/// Whether code of a file stands for code that CPython has in C.
pub(crate) fn is_native(filename: &str) -> bool {
    filename.starts_with("<native ")
}

macro_rules! frozen {
    ($($kind:ident $name:literal $file:literal;)*) => {
        &[$(Frozen {
            name: $name,
            file: $file,
            #[cfg(feature = "library")]
            source: include_str!(concat!("lib/", $file)),
            native: frozen!(@ $kind),
        },)*]
    };
    (@ native) => { true };
    (@ python) => { false };
}

/// All of them.
pub(super) static ALL: &[Frozen] = frozen! {
    python "__future__" "future.py";
    native "_abc" "abc_native.py";
    native "_anext" "anext.py";
    native "_codecs" "codecs_native.py";
    native "_io" "io_native.py";
    native "_codecs_tables" "codecs_tables.py";
    native "_collections" "collections_native.py";
    python "_collections_plain" "collections_plain.py";
    python "_collections_user" "collections_user.py";
    native "_frame_locals" "frame_locals.py";
    native "_ctypes" "ctypes_native.py";
    native "_ctypes_api" "ctypes_api.py";
    native "_ctypes_calls" "ctypes_calls.py";
    native "_ctypes_library" "ctypes_library.py";
    native "_decimal_context" "decimal_context.py";
    python "_ast_unparse" "ast_unparse.py";
    native "_blake2" "blake2.py";
    native "_deflate" "deflate.py";
    native "_elementtree" "elementtree_native.py";
    native "_files" "files.py";
    native "_functools_native" "functools_native.py";
    native "_hashes" "hashes.py";
    native "_inflate" "inflate.py";
    python "_docs" "docs.py";
    python "_docs_modules" "docs_modules.py";
    python "_inspect_methods" "inspect_methods.py";
    native "_operator_getters" "operator_getters.py";
    native "_pickle" "pickle_native.py";
    native "_pickle_names" "pickle_names.py";
    python "_pickle_opcodes" "pickle_opcodes.py";
    native "_pickle_reader" "pickle_reader.py";
    python "_sitebuiltins" "sitebuiltins.py";
    native "_sre" "re_engine.py";
    native "_typing" "typing_native.py";
    native "_unicodedata_names" "unicodedata_names.py";
    native "_unicodedata_tables" "unicodedata_tables.py";
    python "_unittest_assertions" "unittest_assertions.py";
    python "abc" "abc.py";
    python "argparse" "argparse.py";
    python "ast" "ast.py";
    python "base64" "base64.py";
    native "binascii" "binascii.py";
    python "bisect" "bisect.py";
    python "calendar" "calendar.py";
    native "cmath" "cmath.py";
    python "codecs" "codecs.py";
    python "cmd" "cmd.py";
    python "collections" "collections.py";
    python "collections.abc" "collections_abc.py";
    python "colorsys" "colorsys.py";
    python "concurrent" "concurrent.py";
    python "concurrent.futures" "concurrent_futures.py";
    python "configparser" "configparser.py";
    python "contextlib" "contextlib.py";
    python "contextvars" "contextvars.py";
    python "copy" "copy.py";
    python "copyreg" "copyreg.py";
    python "csv" "csv.py";
    python "ctypes" "ctypes.py";
    python "ctypes.util" "ctypes_util.py";
    python "dataclasses" "dataclasses.py";
    native "datetime" "datetime.py";
    native "decimal" "decimal.py";
    python "dbm" "dbm.py";
    python "difflib" "difflib.py";
    python "dis" "dis.py";
    python "doctest" "doctest.py";
    python "enum" "enum.py";
    native "errno" "errno.py";
    python "filecmp" "filecmp.py";
    python "fnmatch" "fnmatch.py";
    python "fractions" "fractions.py";
    python "functools" "functools.py";
    python "getopt" "getopt.py";
    python "getpass" "getpass.py";
    python "gettext" "gettext.py";
    python "glob" "glob.py";
    python "graphlib" "graphlib.py";
    python "gzip" "gzip.py";
    python "hashlib" "hashlib.py";
    native "heapq" "heapq.py";
    python "hmac" "hmac.py";
    python "html" "html.py";
    python "html.entities" "html_entities.py";
    python "html.parser" "html_parser.py";
    python "importlib" "importlib.py";
    python "importlib.machinery" "importlib_machinery.py";
    python "importlib.util" "importlib_util.py";
    python "inspect" "inspect.py";
    python "http" "http.py";
    python "io" "io.py";
    python "ipaddress" "ipaddress.py";
    native "itertools" "itertools.py";
    python "json" "json.py";
    python "json.decoder" "json_decoder.py";
    python "json.encoder" "json_encoder.py";
    python "json.scanner" "json_scanner.py";
    python "keyword" "keyword.py";
    python "linecache" "linecache.py";
    python "locale" "locale.py";
    python "logging" "logging.py";
    python "logging.config" "logging_config.py";
    python "logging.handlers" "logging_handlers.py";
    python "numbers" "numbers.py";
    python "operator" "operator.py";
    native "os" "os.py";
    python "pathlib" "pathlib.py";
    python "pathlib._local" "pathlib_local.py";
    python "pickle" "pickle.py";
    python "platform" "platform.py";
    python "posixpath" "posixpath.py";
    python "pprint" "pprint.py";
    python "pydoc" "pydoc.py";
    python "queue" "queue.py";
    python "random" "random.py";
    python "re" "re.py";
    python "re._length" "re_length.py";
    python "re._parser" "re_parser.py";
    python "reprlib" "reprlib.py";
    python "sched" "sched.py";
    python "secrets" "secrets.py";
    python "shelve" "shelve.py";
    python "shlex" "shlex.py";
    python "stat" "stat.py";
    python "shutil" "shutil.py";
    python "site" "site.py";
    python "statistics" "statistics.py";
    python "string" "string.py";
    native "struct" "struct.py";
    python "tempfile" "tempfile.py";
    python "test" "test_package.py";
    python "test.support" "test_support.py";
    python "test.support.import_helper" "test_import_helper.py";
    python "test.support.os_helper" "test_os_helper.py";
    python "test.support.script_helper" "test_script_helper.py";
    python "test.support.testcase" "test_testcase.py";
    python "test.support.threading_helper" "test_threading_helper.py";
    python "test.support.warnings_helper" "test_warnings_helper.py";
    python "textwrap" "textwrap.py";
    python "threading" "threading.py";
    native "time" "time.py";
    python "timeit" "timeit.py";
    python "token" "token.py";
    python "tokenize" "tokenize.py";
    python "tomllib" "tomllib.py";
    python "traceback" "traceback.py";
    python "tracemalloc" "tracemalloc.py";
    python "types" "types.py";
    python "typing" "typing.py";
    native "unicodedata" "unicodedata.py";
    python "unittest" "unittest.py";
    python "unittest.mock" "unittest_mock.py";
    python "unittest.mock_calls" "unittest_mock_calls.py";
    python "unittest.mock_patch" "unittest_mock_patch.py";
    python "urllib" "urllib.py";
    python "urllib.parse" "urllib_parse.py";
    python "uuid" "uuid.py";
    python "warnings" "warnings.py";
    python "weakref" "weakref.py";
    python "xml" "xml_package.py";
    python "xml.etree" "xml_etree.py";
    python "xml.etree.ElementPath" "elementpath.py";
    python "xml.etree.ElementTree" "xml_etree_elementtree.py";
    native "zlib" "zlib.py";
    native "zoneinfo" "zoneinfo.py";
};
