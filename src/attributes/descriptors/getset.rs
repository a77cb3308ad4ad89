//! getset_descriptor: a computed attribute of a built-in type, such as `int.real`.

use super::{COMMON, GETSET, PyDescrObject};
use crate::memory::ptr::StaticRef;
use crate::object;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{GetSetDef, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// A computed attribute of a built-in type: 48 bytes.
#[repr(C)]
pub struct PyGetSetDescrObject {
    /// What all descriptors have.
    pub ob_base: PyDescrObject,
    pub(super) d_getset: StaticRef<GetSetDef>,
}

crate::py_struct!(
    PyGetSetDescrObject, Builtin::GetSetDescriptor,
    size 48, d_getset @ 40
);

impl Runtime {
    pub(in crate::attributes) fn new_getset_descriptor(
        &self,
        class: &Obj,
        definition: &'static GetSetDef,
    ) -> PyResult {
        self.tracked(PyGetSetDescrObject {
            ob_base: PyDescrObject::new(
                self.ty(Builtin::GetSetDescriptor),
                class,
                self.intern_str(definition.name)?,
            ),
            d_getset: StaticRef::new(definition),
        })
    }
}

fn getset_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyGetSetDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    descriptor.get().ob_base.check(rt, instance)?;
    (descriptor.d_getset.get().get)(rt, instance)
}

fn getset_set(
    rt: &Runtime,
    this: &Obj,
    instance: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    let descriptor = this.expect::<PyGetSetDescrObject>();
    descriptor.get().ob_base.check(rt, instance)?;
    match descriptor.d_getset.get().set {
        Some(set) => set(rt, instance, value),
        None => Err(rt.raise(
            Builtin::AttributeError,
            format!(
                "attribute '{}' of '{}' objects is not writable",
                descriptor.d_getset.get().name,
                descriptor.get().ob_base.owner().name()
            ),
        )),
    }
}

/// The type `getset_descriptor`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::GetSetDescriptor,
    name: "getset_descriptor",
    basicsize: 48,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyGetSetDescrObject>),
        tp_descr_get: Some(getset_get),
        tp_descr_set: Some(getset_set),
        ..COMMON
    },
    getset: GETSET,
    ..TypeSpec::PLAIN
};
