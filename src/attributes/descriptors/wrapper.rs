//! wrapper_descriptor: the method for a slot, such as `int.__add__`.

use super::{CALLED, COMMON, METHODS, PyDescrObject};
use crate::attributes::slot_defs::SlotDef;
use crate::memory::ptr::StaticRef;
use crate::object;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec, is_instance};

/// The method for a slot: 56 bytes.
#[repr(C)]
pub struct PyWrapperDescrObject {
    /// What all descriptors have.
    pub ob_base: PyDescrObject,
    d_base: StaticRef<SlotDef>,
    d_wrapped: u64,
}

crate::py_struct!(
    PyWrapperDescrObject, Builtin::WrapperDescriptor,
    size 56, d_base @ 40
);

impl Runtime {
    pub(in crate::attributes) fn new_wrapper_descriptor(
        &self,
        class: &Obj,
        definition: &'static SlotDef,
    ) -> PyResult {
        self.tracked(PyWrapperDescrObject {
            ob_base: PyDescrObject::new(
                self.ty(Builtin::WrapperDescriptor),
                class,
                self.intern_str(definition.name)?,
            ),
            d_base: StaticRef::new(definition),
            d_wrapped: 0,
        })
    }
}

/// The slot that a wrapper descriptor stands for, and the type it belongs to.
pub(crate) fn wrapped(object: &Obj) -> Option<(&'static SlotDef, Obj)> {
    let wrapper = object.cast::<PyWrapperDescrObject>()?;
    Some((wrapper.d_base.get(), wrapper.ob_base.d_type.clone()))
}

fn wrapper_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyWrapperDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    descriptor.get().ob_base.check(rt, instance)?;
    crate::attributes::method_wrapper::new(rt, this, instance)
}

fn wrapper_call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyWrapperDescrObject>();
    let owner = descriptor.get().ob_base.owner();
    let name = descriptor.d_base.get().name;
    let Some(instance) = args.positionals().first() else {
        return Err(rt.type_error(format!(
            "descriptor '{name}' of '{}' object needs an argument",
            owner.name()
        )));
    };
    if !is_instance(instance, owner) {
        return Err(rt.type_error(format!(
            "descriptor '{name}' requires a '{}' object but received a '{}'",
            owner.name(),
            instance.ty().name()
        )));
    }
    // The slot is given all but the first in another tuple.
    let given = args.positionals();
    let _rest = rt.tuple_from(given.len() - 1, |index| given[index + 1].clone())?;
    let rest = Args {
        items: &args.items[1..],
        names: args.names,
    };
    call_wrapped(rt, this, instance, rest)
}

/// Calls the slot behind a wrapper for an instance.
pub(in crate::attributes) fn call_wrapped(
    rt: &Runtime,
    wrapper: &Obj,
    instance: &Obj,
    args: Args<'_>,
) -> PyResult {
    let _level = rt.deeper("")?;
    let descriptor = wrapper.expect::<PyWrapperDescrObject>();
    descriptor
        .d_base
        .get()
        .call(rt, descriptor.get().ob_base.owner(), instance, args)
}

/// The type `wrapper_descriptor`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::WrapperDescriptor,
    name: "wrapper_descriptor",
    basicsize: 56,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::METHOD_DESCRIPTOR),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyWrapperDescrObject>),
        tp_call: Some(wrapper_call),
        tp_descr_get: Some(wrapper_get),
        ..COMMON
    },
    methods: METHODS,
    getset: CALLED,
    ..TypeSpec::PLAIN
};
