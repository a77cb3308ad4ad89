//! The declarative table from which a built-in type is made.

use super::PyTypeObject;
use super::builtin::Builtin;
use super::flags::TypeFlags;
use super::slots::{GetSetDef, MethodDef, Slots, Unary};

/// All there is to say about a built-in type.
///
/// Each file of `objects/` ends in one of these. Its sizes and offsets are the usual
/// ones; [`HEAD_EXTRA`](crate::object::HEAD_EXTRA) is added when the type is made.
pub struct TypeSpec {
    /// Which type this is.
    pub which: Builtin,
    /// The name; with its module unless that is `builtins`.
    pub name: &'static str,
    /// The base class; `object` alone has none.
    pub base: Option<Builtin>,
    /// A second base, as only `ExceptionGroup` has.
    pub second_base: Option<Builtin>,
    /// Bytes of an instance, without items.
    pub basicsize: usize,
    /// Bytes of each item.
    pub itemsize: usize,
    /// Offset in bytes of the field with the `__dict__`; 0 for none.
    pub dictoffset: usize,
    /// Offset in bytes of the word with the weak references; 0 for none.
    pub weaklistoffset: usize,
    /// What is special about it, besides what is inherited.
    pub flags: TypeFlags,
    /// The functions behind operators and built-in operations.
    pub slots: Slots,
    /// The methods.
    pub methods: &'static [MethodDef],
    /// The computed attributes.
    pub getset: &'static [GetSetDef],
    /// The attributes that are fields of the struct.
    pub members: &'static [MemberDef],
}

impl TypeSpec {
    /// Whether CPython makes the type when its module is imported.
    pub(crate) fn is_of_module(&self) -> bool {
        let module = self.name.split_once('.').map_or("", |(module, _)| module);
        matches!(module, "array" | "collections" | "functools" | "_io")
            && self.which != Builtin::OrderedDict
    }

    /// A type with nothing but `object`'s behaviour, for `..TypeSpec::PLAIN`.
    pub const PLAIN: TypeSpec = TypeSpec {
        which: Builtin::Object,
        name: "",
        base: Some(Builtin::Object),
        second_base: None,
        basicsize: 16,
        itemsize: 0,
        dictoffset: 0,
        weaklistoffset: 0,
        flags: TypeFlags::NONE,
        slots: Slots::EMPTY,
        methods: &[],
        getset: &[],
        members: &[],
    };
}

impl PyTypeObject {
    /// The table from which a built-in type was made.
    pub fn spec(&self) -> Option<&'static TypeSpec> {
        self.tp_methods
            .get()
            .get()
            // SAFETY: `make_type` stored a pointer to a static.
            .map(|spec| unsafe { spec.as_ref() })
    }
}

/// An attribute that is a field of the struct.
#[derive(Clone, Copy)]
pub struct MemberDef {
    /// The name in Python.
    pub name: &'static str,
    /// Bytes from the start of the object; in a type's table, without
    /// [`HEAD_EXTRA`](crate::object::HEAD_EXTRA).
    pub offset: usize,
    /// How the bytes are read.
    pub kind: MemberKind,
    /// Whether it cannot be assigned.
    pub readonly: bool,
}

impl MemberDef {
    /// A reference, None when there is none, which cannot be assigned.
    pub const fn object(name: &'static str, offset: usize) -> MemberDef {
        MemberDef {
            name,
            offset,
            kind: MemberKind::Object,
            readonly: true,
        }
    }

    /// The same, which can be assigned.
    pub const fn writable(self) -> MemberDef {
        MemberDef {
            readonly: false,
            ..self
        }
    }
}

/// How a member's bytes are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemberKind {
    /// A reference; None when there is none (`_Py_T_OBJECT`).
    Object,
    /// A reference; AttributeError when there is none (`Py_T_OBJECT_EX`).
    ObjectEx,
    /// A reference; None when there is none, and none when it is set to None.
    ObjectOrNull,
    /// A signed 64-bit number (`Py_T_PYSSIZET`).
    Ssize,
    /// A signed 32-bit number (`Py_T_INT`).
    Int,
    /// One byte, read as a truth value (`Py_T_BOOL`).
    Bool,
    /// A floating-point number of eight bytes (`Py_T_DOUBLE`).
    Double,
    /// One byte, a number from 0 on.
    Unsigned1,
    /// Two bytes, the higher one first, a number from 0 on.
    Unsigned2,
    /// Three bytes, the highest one first, a number from 0 on.
    Unsigned3,
}

impl MemberKind {
    /// Whether it is a number from 0 on.
    pub fn is_unsigned(self) -> bool {
        matches!(
            self,
            MemberKind::Unsigned1 | MemberKind::Unsigned2 | MemberKind::Unsigned3
        )
    }
}

impl GetSetDef {
    /// An attribute that can only be read, where CPython has a member of the struct: its
    /// descriptor is that of a member, and what is said of writing it is said of every
    /// such member (`Python/structmember.c@v3.13.0`).
    pub const fn member(name: &'static str, get: Unary) -> GetSetDef {
        let mut made = GetSetDef::get(name, get);
        made.member = true;
        made
    }
}
