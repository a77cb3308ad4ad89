//! method-wrapper: a slot's method with its instance, such as `(5).__add__`
//! (`Objects/descrobject.c@v3.13.0#wrapperobject`).

use super::descriptors::{call_wrapped, wrapped};
use crate::object::{self, PyObject, View};
use crate::objects::iter_reduce;
use crate::objects::object_type::hash_address;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{CompareOp, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// A method-wrapper: 32 bytes.
#[repr(C)]
pub struct Wrapper {
    /// Count and type.
    pub ob_base: PyObject,
    descr: Obj,
    instance: Obj,
}

crate::py_struct!(
    Wrapper, Builtin::MethodWrapper, size 32, descr @ 16, instance @ 24
);

/// Binds a wrapper descriptor to an instance.
pub(super) fn new(rt: &Runtime, descriptor: &Obj, instance: &Obj) -> PyResult {
    let made = rt.alloc(Wrapper {
        ob_base: PyObject::new(rt.ty(Builtin::MethodWrapper)),
        descr: descriptor.clone(),
        instance: instance.clone(),
    })?;
    object::track(&made);
    Ok(made)
}

fn view(this: &Obj) -> View<'_, Wrapper> {
    this.expect()
}

fn name(this: &Obj) -> &'static str {
    wrapped(&view(this).get().descr).map_or("?", |(definition, _)| definition.name)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let instance = &view(this).get().instance;
    rt.new_str(&format!(
        "<method-wrapper '{}' of {} object at 0x{:x}>",
        name(this),
        instance.ty().name(),
        instance.id()
    ))
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (this.cast::<Wrapper>(), other.cast::<Wrapper>()) else {
        return Ok(rt.not_implemented().clone());
    };
    let same = a.descr.is(&b.descr) && a.instance.is(&b.instance);
    match op {
        CompareOp::Eq => rt.new_bool(same),
        CompareOp::Ne => rt.new_bool(!same),
        _ => Ok(rt.not_implemented().clone()),
    }
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let wrapper = view(this).get();
    let instance = hash_address(rt, &wrapper.instance)?;
    match instance ^ hash_address(rt, &wrapper.descr)? {
        -1 => Ok(-2),
        hash => Ok(hash),
    }
}

/// The type `method-wrapper`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::MethodWrapper,
    name: "method-wrapper",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<Wrapper>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.visit(&view(this).get().descr);
            visitor.visit(&view(this).get().instance);
        }),
        tp_call: Some(|rt, this, args| {
            let wrapper = view(this).get();
            call_wrapped(rt, &wrapper.descr, &wrapper.instance, args)
        }),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        tp_hash: Some(hash),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", |rt, this| {
        let instance = view(this).instance.clone();
        iter_reduce::by_name(rt, instance, name(this))
    })],
    getset: &[
        GetSetDef::get("__name__", |rt, this| rt.new_str(name(this))),
        GetSetDef::get("__doc__", |rt, this| {
            let wrapped = wrapped(&view(this).get().descr);
            match wrapped {
                Some((definition, _)) => definition.doc(rt),
                None => rt.done(),
            }
        }),
        GetSetDef::get("__text_signature__", |rt, this| {
            match wrapped(&view(this).get().descr) {
                Some((definition, _)) => rt.new_str(definition.text_signature()),
                None => rt.done(),
            }
        }),
        GetSetDef::member("__self__", |_, this| Ok(view(this).instance.clone())),
        GetSetDef::get("__objclass__", |rt, this| {
            let owner = wrapped(&view(this).get().descr).map(|(_, owner)| owner);
            Ok(owner.unwrap_or_else(|| rt.none().clone()))
        }),
        GetSetDef::get("__qualname__", |rt, this| {
            rt.attr(&view(this).get().descr, "__qualname__")
        }),
    ],
    ..TypeSpec::PLAIN
};
