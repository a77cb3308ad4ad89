//! The structs that a reader meets: what follows the header, under CPython's names and
//! at CPython's offsets. A test compares this with what CPython itself says.

use crate::typeobject::Builtin;

/// How the bytes of a field are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A signed number of eight bytes.
    Number,
    /// An unsigned number of four bytes.
    Half,
    /// A floating-point number of eight bytes.
    Double,
    /// Two of those, the parts of a complex number.
    Doubles,
    /// An unsigned number of one byte.
    Byte,
    /// An address of eight bytes.
    Address,
    /// The keys of the eight entries in a small set.
    Entries,
    /// As many numbers of four bytes as the int has digits.
    Digits,
    /// As many addresses as `ob_size` says.
    Items,
    /// As many characters or bytes as the text has.
    Text,
}

/// A field: its name, its offset in bytes, and how it is read.
pub(super) type Field = (&'static str, usize, Kind);

/// What follows the header, by type: the name of the struct in CPython and its fields.
pub(super) const STRUCTS: &[(Builtin, &str, &[Field])] = &[
    (
        Builtin::Int,
        "PyLongObject",
        &[("lv_tag", 16, Kind::Number), ("ob_digit", 24, Kind::Digits)],
    ),
    (
        Builtin::Float,
        "PyFloatObject",
        &[("ob_fval", 16, Kind::Double)],
    ),
    (
        Builtin::Str,
        "PyASCIIObject",
        &[
            ("length", 16, Kind::Number),
            ("hash", 24, Kind::Number),
            ("state", 32, Kind::Half),
        ],
    ),
    (
        Builtin::Bytes,
        "PyBytesObject",
        &[
            ("ob_size", 16, Kind::Number),
            ("ob_shash", 24, Kind::Number),
            ("ob_sval", 32, Kind::Text),
        ],
    ),
    (
        Builtin::List,
        "PyListObject",
        &[
            ("ob_size", 16, Kind::Number),
            ("ob_item", 24, Kind::Address),
            ("allocated", 32, Kind::Number),
        ],
    ),
    (
        Builtin::Tuple,
        "PyTupleObject",
        &[("ob_size", 16, Kind::Number), ("ob_item", 24, Kind::Items)],
    ),
    (
        Builtin::Dict,
        "PyDictObject",
        &[
            ("ma_used", 16, Kind::Number),
            ("ma_version_tag", 24, Kind::Number),
            ("ma_keys", 32, Kind::Address),
            ("ma_values", 40, Kind::Address),
        ],
    ),
    (Builtin::Set, "PySetObject", SET),
    (Builtin::FrozenSet, "PySetObject", SET),
    (
        Builtin::Complex,
        "PyComplexObject",
        &[("cval", 16, Kind::Doubles)],
    ),
    (
        Builtin::ByteArray,
        "PyByteArrayObject",
        &[
            ("ob_size", 16, Kind::Number),
            ("ob_alloc", 24, Kind::Number),
            ("ob_bytes", 32, Kind::Address),
            ("ob_start", 40, Kind::Address),
            ("ob_exports", 48, Kind::Number),
        ],
    ),
    (
        Builtin::Function,
        "PyFunctionObject",
        &[
            ("func_globals", 16, Kind::Address),
            ("func_builtins", 24, Kind::Address),
            ("func_name", 32, Kind::Address),
            ("func_qualname", 40, Kind::Address),
            ("func_code", 48, Kind::Address),
            ("func_defaults", 56, Kind::Address),
            ("func_kwdefaults", 64, Kind::Address),
            ("func_closure", 72, Kind::Address),
            ("func_doc", 80, Kind::Address),
            ("func_dict", 88, Kind::Address),
            ("func_weakreflist", 96, Kind::Address),
            ("func_module", 104, Kind::Address),
            ("func_annotations", 112, Kind::Address),
            ("func_typeparams", 120, Kind::Address),
        ],
    ),
    (
        Builtin::Method,
        "PyMethodObject",
        &[
            ("im_func", 16, Kind::Address),
            ("im_self", 24, Kind::Address),
            ("im_weakreflist", 32, Kind::Address),
        ],
    ),
    (
        Builtin::Cell,
        "PyCellObject",
        &[("ob_ref", 16, Kind::Address)],
    ),
    (
        Builtin::Slice,
        "PySliceObject",
        &[
            ("start", 16, Kind::Address),
            ("stop", 24, Kind::Address),
            ("step", 32, Kind::Address),
        ],
    ),
    (
        Builtin::Type,
        "PyTypeObject",
        &[
            ("ob_size", 16, Kind::Number),
            ("tp_basicsize", 32, Kind::Number),
            ("tp_itemsize", 40, Kind::Number),
            ("tp_flags", 168, Kind::Number),
            ("tp_weaklistoffset", 208, Kind::Number),
            ("tp_base", 256, Kind::Address),
            ("tp_dict", 264, Kind::Address),
            ("tp_dictoffset", 288, Kind::Number),
            ("tp_bases", 336, Kind::Address),
            ("tp_mro", 344, Kind::Address),
            ("tp_subclasses", 360, Kind::Address),
            ("tp_weaklist", 368, Kind::Address),
            ("tp_version_tag", 384, Kind::Half),
        ],
    ),
    (
        Builtin::BaseException,
        "PyBaseExceptionObject",
        &[
            ("dict", 16, Kind::Address),
            ("args", 24, Kind::Address),
            ("notes", 32, Kind::Address),
            ("traceback", 40, Kind::Address),
            ("context", 48, Kind::Address),
            ("cause", 56, Kind::Address),
            ("suppress_context", 64, Kind::Byte),
        ],
    ),
];

/// A set's and a frozenset's.
const SET: &[Field] = &[
    ("fill", 16, Kind::Number),
    ("used", 24, Kind::Number),
    ("mask", 32, Kind::Number),
    ("table", 40, Kind::Address),
    ("hash", 48, Kind::Number),
    ("finger", 56, Kind::Number),
    ("smalltable", 64, Kind::Entries),
    ("weakreflist", 192, Kind::Address),
];

/// What a str has that is not ASCII alone, behind the fields of all.
pub(super) const WIDE: &[Field] = &[
    ("utf8_length", 40, Kind::Number),
    ("utf8", 48, Kind::Address),
];

/// The head of a row of values in an instance, counted from the row.
pub(super) const VALUES: &[Field] = &[
    ("capacity", 0, Kind::Byte),
    ("size", 1, Kind::Byte),
    ("embedded", 2, Kind::Byte),
    ("valid", 3, Kind::Byte),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_of_cpython_3_13() {
        let layout = include_str!("../../../tests/data/layout-3.13.json");
        let layout: serde_json::Value = serde_json::from_str(layout).unwrap();
        let more = [
            (Builtin::Str, "PyCompactUnicodeObject", WIDE),
            (Builtin::Object, "PyDictValues", VALUES),
        ];
        for (_, name, fields) in STRUCTS.iter().chain(&more) {
            for (field, offset, _) in *fields {
                // What all structs with a size share stands there under their base.
                let names = [*name, "PyVarObject"];
                let known = names.map(|name| layout["structs"][name][*field].as_u64());
                let known = known.into_iter().flatten().next();
                assert_eq!(known, Some(*offset as u64), "{name}.{field}");
            }
        }
    }
}
