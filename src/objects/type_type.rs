//! type: the type of types (`Objects/typeobject.c@v3.13.0#PyType_Type`).

use super::{dict, tuple};
use crate::object::{Dying, HEAD_EXTRA};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{
    Builtin, PyHeapTypeObject, PyTypeObject, TypeFlags, TypeSpec, heap_type,
    type_dealloc,
};

/// Only classes made by a `class` statement are containers; built-in types are not.
fn is_gc(this: &Obj) -> bool {
    heap_type(this.expect::<PyTypeObject>()).is_some()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let ty = this.expect::<PyTypeObject>();
    visitor.field(&ty.tp_dict);
    visitor.field(&ty.tp_mro);
    visitor.field(&ty.tp_bases);
    visitor.field(&ty.tp_base);
    if let Some(heap) = heap_type(ty) {
        visitor.field(&heap.ht_module);
    }
}

/// Lets go of what makes a class part of a cycle: its namespace and the order of its
/// bases, in which it stands itself.
fn clear(this: &Obj) {
    let ty = this.expect::<PyTypeObject>();
    if let Some(heap) = heap_type(ty) {
        heap.ht_module.set(None);
    }
    ty.tp_dict.set(None);
    ty.tp_mro.set(None);
}

/// `class[key]`, where the metaclass has no way to do that: `__class_getitem__`.
pub(crate) fn class_getitem(rt: &Runtime, class: &Obj, key: &Obj) -> PyResult {
    if class.is(&rt.type_obj(Builtin::Type)) {
        return rt.new_generic_alias(class, key, false);
    }
    let name = rt.intern_str("__class_getitem__")?;
    match rt.getattr(class, &name) {
        Ok(method) if !method.is(rt.none()) => {
            rt.call_with(&method, std::slice::from_ref(key))
        }
        Err(raised) if !rt.swallow(Builtin::AttributeError) => Err(raised),
        _ => {
            let ty = class.expect::<PyTypeObject>();
            Err(rt.type_error(format!("type '{}' is not subscriptable", ty.name())))
        }
    }
}

/// A class forgets one of its subclasses, and with the last one that it had any.
pub(crate) fn forget_subclass(
    rt: &Runtime,
    base: &PyTypeObject,
    class: &Obj,
) -> PyResult<()> {
    let Some(known) = base.tp_subclasses.get() else {
        return Ok(());
    };
    dict::del(rt, &known, &rt.new_int(class.id() as i64)?)?;
    if dict::len(&known) == 0 {
        base.tp_subclasses.set(None);
    }
    Ok(())
}

/// A class is forgotten by its bases, then taken apart.
fn dealloc(rt: &Runtime, this: Dying) {
    let class = this.as_obj();
    let bases = class.expect::<PyTypeObject>().tp_bases.get();
    for base in bases.as_ref().map_or(&[][..], tuple::items) {
        if forget_subclass(rt, base.expect::<PyTypeObject>().get(), &class).is_err() {
            rt.clear_raised();
        }
    }
    drop(bases);
    type_dealloc(rt, this)
}

/// The type `type`. Calling it, its attributes and its methods are filled in by the
/// floor above.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Type,
    name: "type",
    basicsize: size_of::<PyHeapTypeObject>() - HEAD_EXTRA,
    itemsize: 40,
    dictoffset: std::mem::offset_of!(PyTypeObject, tp_dict) - HEAD_EXTRA,
    weaklistoffset: std::mem::offset_of!(PyTypeObject, tp_weaklist) - HEAD_EXTRA,
    flags: TypeFlags::HAVE_GC
        .with(TypeFlags::HAVE_VECTORCALL)
        .with(TypeFlags::ITEMS_AT_END)
        .with(TypeFlags::BASETYPE)
        .with(TypeFlags::TYPE_SUBCLASS),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_is_gc: Some(is_gc),
        nb_or: Some(super::union_type::or),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
