//! `isinstance` and `issubclass`
//! (`Objects/abstract.c@v3.13.0#object_recursive_isinstance`).
//!
//! A class answers with its `__instancecheck__` or `__subclasscheck__`; `type`'s own look
//! at the MRO. What is no class at all may pass for one, if it has `__bases__` that are
//! a tuple: then its bases are searched, and theirs.

use super::getattr_optional;
use crate::objects::{tuple, union_type};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::{Builtin, PyTypeObject, is_instance, is_subtype};

const NO_CLASS: &str = "issubclass() arg 1 must be a class";
const NO_CLASSES: &str =
    "issubclass() arg 2 must be a class, a tuple of classes, or a union";
const NO_TYPES: &str =
    "isinstance() arg 2 must be a type, a tuple of types, or a union";

/// `type.__instancecheck__`.
pub(super) fn instance_check(rt: &Runtime, class: &Obj, object: &Obj) -> PyResult {
    rt.new_bool(is_real_instance(rt, object, class)?)
}

/// `type.__subclasscheck__`.
pub(super) fn subclass_check(rt: &Runtime, class: &Obj, other: &Obj) -> PyResult {
    rt.new_bool(is_real_subclass(rt, other, class)?)
}

/// Whether the object's type, or what its `__class__` says, is a kind of the class.
fn is_real_instance(rt: &Runtime, object: &Obj, class: &Obj) -> PyResult<bool> {
    let ty = class.cast::<PyTypeObject>();
    if ty.is_some_and(|ty| is_instance(object, ty)) {
        return Ok(true);
    }
    if ty.is_none() {
        expect_class(rt, class, NO_TYPES)?;
    }
    let claimed = getattr_optional(rt, object, &rt.intern_str("__class__")?)?;
    match (claimed, ty) {
        (None, _) => Ok(false),
        (Some(claimed), None) => is_abstract_subclass(rt, claimed, class),
        (Some(claimed), Some(ty)) => Ok(claimed
            .cast::<PyTypeObject>()
            .is_some_and(|claimed| is_subtype(claimed, ty))),
    }
}

fn is_real_subclass(rt: &Runtime, class: &Obj, of: &Obj) -> PyResult<bool> {
    let types = (class.cast::<PyTypeObject>(), of.cast::<PyTypeObject>());
    if let (Some(class), Some(of)) = types {
        return Ok(is_subtype(class, of));
    }
    expect_class(rt, class, NO_CLASS)?;
    expect_class(rt, of, NO_CLASSES)?;
    is_abstract_subclass(rt, class.clone(), of)
}

/// The `__bases__` of what passes for a class; `None` where they are no tuple.
fn bases(rt: &Runtime, class: &Obj) -> PyResult<Option<Obj>> {
    let found = getattr_optional(rt, class, &rt.intern_str("__bases__")?)?;
    Ok(found.filter(|found| found.cast::<PyTuple>().is_some()))
}

fn expect_class(rt: &Runtime, class: &Obj, message: &str) -> PyResult<()> {
    match bases(rt, class)? {
        Some(_) => Ok(()),
        None => Err(rt.type_error(message)),
    }
}

/// Whether the class is another one or has it among its bases, however far away.
fn is_abstract_subclass(rt: &Runtime, mut class: Obj, of: &Obj) -> PyResult<bool> {
    loop {
        rt.spend(1)?;
        if class.is(of) {
            return Ok(true);
        }
        let Some(bases) = bases(rt, &class)? else {
            return Ok(false);
        };
        match tuple::items(&bases) {
            [] => return Ok(false),
            [only] => class = only.clone(),
            several => {
                let _level = rt.deeper(" in __issubclass__")?;
                for base in several {
                    if is_abstract_subclass(rt, base.clone(), of)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
        }
    }
}

/// `isinstance(object, class_or_tuple)`.
pub(crate) fn isinstance(rt: &Runtime, object: &Obj, classes: &Obj) -> PyResult<bool> {
    if object.ty().as_obj().is(classes) {
        return Ok(true);
    }
    check(rt, object, classes, "__instancecheck__", is_real_instance)
}

/// `issubclass(class, class_or_tuple)`.
pub(crate) fn issubclass(rt: &Runtime, class: &Obj, classes: &Obj) -> PyResult<bool> {
    check(rt, class, classes, "__subclasscheck__", is_real_subclass)
}

fn check(
    rt: &Runtime,
    object: &Obj,
    classes: &Obj,
    method: &str,
    plain_check: fn(&Runtime, &Obj, &Obj) -> PyResult<bool>,
) -> PyResult<bool> {
    if classes.ty().is_exactly(Builtin::Type) {
        return plain_check(rt, object, classes);
    }
    let several = match classes.cast::<PyTuple>() {
        Some(_) => Some(tuple::items(classes)),
        None => union_type::is_union(classes).then(|| union_type::args(classes)),
    };
    if let Some(several) = several {
        let _level = rt.deeper(" in __instancecheck__")?;
        for class in several {
            if check(rt, object, class, method, plain_check)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let args = std::slice::from_ref(object);
    match super::slot_functions::call_bound(rt, classes, method, args)? {
        Some(result) => rt.is_true(&result),
        None => plain_check(rt, object, classes),
    }
}
