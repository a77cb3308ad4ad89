//! object: the base of everything (`Objects/typeobject.c@v3.13.0#PyBaseObject_Type`).

use crate::object::{PyObject, dealloc_struct};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{CompareOp, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// What `object()` makes: a header and nothing more. Every object begins so, which is
/// why any type's objects can be looked at as this.
#[repr(C)]
pub struct Plain {
    /// Count and type.
    pub ob_base: PyObject,
}

crate::py_struct!(Plain, TypeFlags::NONE, size 16);

/// `hash(object())`: the address, turned by four bits since the low four are zero
/// (`Python/pyhash.c@v3.13.0#_Py_HashPointer`).
pub fn hash_address(_: &Runtime, this: &Obj) -> PyResult<i64> {
    let hash = (this.id() as u64).rotate_right(4) as i64;
    Ok(if hash == -1 { -2 } else { hash })
}

pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    match op {
        CompareOp::Eq if this.is(other) => Ok(rt.bool(true).clone()),
        CompareOp::Ne => {
            // `!=` is the contrary of what the type's own `==` says.
            let slot = this.ty().tp_richcompare.get().unwrap_or(richcompare);
            let equal = slot(rt, this, other, CompareOp::Eq)?;
            if rt.is_not_implemented(&equal) {
                return Ok(equal);
            }
            Ok(rt.bool(!rt.is_true(&equal)?).clone())
        }
        _ => Ok(rt.not_implemented().clone()),
    }
}

fn str(rt: &Runtime, this: &Obj) -> PyResult {
    // What is no str is said of `__str__`.
    match this.ty().tp_repr.get() {
        Some(slot) => slot(rt, this),
        None => rt.repr(this),
    }
}

/// The type `object`. What concerns attributes, and `object.__new__`, is filled in by
/// the floor above.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Object,
    name: "object",
    base: None,
    flags: TypeFlags::BASETYPE,
    slots: Slots {
        tp_dealloc: Some(dealloc_struct::<Plain>),
        tp_hash: Some(hash_address),
        tp_richcompare: Some(richcompare),
        tp_str: Some(str),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
