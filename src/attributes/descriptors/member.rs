//! member_descriptor: a field of a struct, of a built-in type or of a class with
//! `__slots__`.

use super::{COMMON, GETSET, METHODS, PyDescrObject};
use crate::object::{self, View};
use crate::objects::builtin_function::plain;
use crate::objects::int;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::members;
use crate::typeobject::slots::Slots;
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_subtype};

/// A field of a struct: 48 bytes.
#[repr(C)]
pub struct PyMemberDescrObject {
    /// What all descriptors have.
    pub ob_base: PyDescrObject,
    offset: u32,
    /// The kind of the field, and bit 8 if it cannot be assigned; or `COMPUTED`, the offset
    /// then being a place in the type's table of computed attributes.
    kind: u32,
}

/// CPython has such a field, and here it is computed.
const COMPUTED: u32 = 0x1FF;

crate::py_struct!(
    PyMemberDescrObject, Builtin::MemberDescriptor,
    size 48, offset @ 40, kind @ 44
);

impl PyMemberDescrObject {
    fn definition(&self) -> MemberDef {
        const KINDS: [MemberKind; 10] = [
            MemberKind::Object,
            MemberKind::ObjectEx,
            MemberKind::ObjectOrNull,
            MemberKind::Ssize,
            MemberKind::Int,
            MemberKind::Bool,
            MemberKind::Double,
            MemberKind::Unsigned1,
            MemberKind::Unsigned2,
            MemberKind::Unsigned3,
        ];
        MemberDef {
            name: "",
            offset: self.offset as usize,
            kind: KINDS[(self.kind & 0xFF) as usize],
            readonly: self.kind & 0x100 != 0,
        }
    }
}

impl Runtime {
    /// The descriptor of a field; the class has such a field at this offset.
    pub(crate) fn new_member_descriptor(
        &self,
        class: &Obj,
        name: Obj,
        definition: &MemberDef,
    ) -> PyResult {
        let kind = definition.kind as u32 | u32::from(definition.readonly) << 8;
        self.new_member(class, name, definition.offset, kind)
    }

    /// The descriptor of a field that is computed, by the function at this place of the
    /// type's table.
    pub(in crate::attributes) fn new_computed_member(
        &self,
        class: &Obj,
        name: Obj,
        place: usize,
    ) -> PyResult {
        self.new_member(class, name, place, COMPUTED)
    }

    fn new_member(&self, class: &Obj, name: Obj, offset: usize, kind: u32) -> PyResult {
        let ty = self.ty(Builtin::MemberDescriptor);
        self.tracked(PyMemberDescrObject {
            ob_base: PyDescrObject::new(ty, class, name),
            offset: offset as u32,
            kind,
        })
    }
}

/// The name and the offset, in bytes, of the field that a member descriptor stands for.
pub(crate) fn member(object: &Obj) -> Option<(String, usize)> {
    let member = object.cast::<PyMemberDescrObject>()?;
    if member.kind == COMPUTED {
        return None;
    }
    Some((plain(&member.ob_base.d_name), member.offset as usize))
}

/// The offset, in bytes, of a field that holds a reference or nothing and may be
/// assigned, if that is what the attribute of a class stands for.
pub(crate) fn slot_of(found: &Obj, class: View<'_, PyTypeObject>) -> Option<u32> {
    let member = found.cast::<PyMemberDescrObject>()?;
    let plain = member.kind == MemberKind::ObjectEx as u32;
    (plain && is_subtype(class, member.ob_base.owner())).then_some(member.offset)
}

fn member_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyMemberDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    descriptor.get().ob_base.check(rt, instance)?;
    if descriptor.kind == COMPUTED {
        let owner = descriptor.get().ob_base.owner();
        let spec = owner.spec().expect("a built-in type");
        let computed =
            &super::super::populate::getset(spec)[descriptor.offset as usize];
        return (computed.get)(rt, instance);
    }
    let class = instance.ty().to_obj();
    members::get(rt, instance, &descriptor.definition(), || {
        let name = plain(&descriptor.ob_base.d_name);
        let class = match crate::attributes::type_methods::qualified_name(rt, &class) {
            Ok(name) => name,
            Err(raised) => return raised,
        };
        let message = format!("'{class}' object has no attribute '{name}'");
        // Whoever asked for an attribute of the instance says so: the descriptor may
        // have been asked itself.
        rt.raise(Builtin::AttributeError, message)
    })
}

fn member_set(
    rt: &Runtime,
    this: &Obj,
    instance: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    let descriptor = this.expect::<PyMemberDescrObject>();
    descriptor.get().ob_base.check(rt, instance)?;
    if descriptor.kind & 0x100 != 0 {
        return Err(rt.raise(Builtin::AttributeError, "readonly attribute"));
    }
    let definition = descriptor.definition();
    if definition.kind == MemberKind::Ssize {
        let number = value.and_then(int::to_i64);
        let Some(number) = number else {
            return Err(rt.value_error("a number that does not fit its field"));
        };
        members::set_ssize(instance, &definition, number);
        return Ok(());
    }
    if definition.kind.is_unsigned() {
        let number = value.and_then(int::to_i64);
        let number = number.and_then(|number| u64::try_from(number).ok());
        if !number.is_some_and(|n| members::set_unsigned(instance, &definition, n)) {
            return Err(rt.value_error("a number that does not fit its field"));
        }
        return Ok(());
    }
    let deletes = value.is_none();
    if members::set(rt, instance, &definition, value)? || !deletes {
        return Ok(());
    }
    let name = plain(&descriptor.ob_base.d_name);
    Err(rt.raise(Builtin::AttributeError, name))
}

/// The type `member_descriptor`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::MemberDescriptor,
    name: "member_descriptor",
    basicsize: 48,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyMemberDescrObject>),
        tp_descr_get: Some(member_get),
        tp_descr_set: Some(member_set),
        ..COMMON
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::PLAIN
};
