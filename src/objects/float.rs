//! float: a number in 64 bits, as the processor has it (`Objects/floatobject.c@v3.13.0`).
//!
//! A float is 24 bytes: header and value. Nothing is shared: each result is a new
//! object, even where its value was seen before.

use super::{float_methods, float_ops};
use crate::object::{PyObject, dealloc_number};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Slots;
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A float: 24 bytes.
#[repr(C)]
pub struct PyFloatObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The value.
    ob_fval: Cell<f64>,
}

crate::py_struct!(PyFloatObject, Builtin::Float, size 24, ob_fval @ 16; kept Float);

impl PyFloatObject {
    /// The number.
    #[inline(always)]
    pub fn value(&self) -> f64 {
        self.ob_fval.get()
    }
}

impl Runtime {
    /// A new float with this value.
    #[inline]
    pub(crate) fn new_float(&self, value: f64) -> PyResult {
        self.alloc(PyFloatObject {
            ob_base: PyObject::new(self.ty(Builtin::Float)),
            ob_fval: Cell::new(value),
        })
    }

    /// A new object of `float` or a subclass.
    pub(crate) fn new_float_of(
        &self,
        class: crate::object::View<'_, crate::typeobject::PyTypeObject>,
        value: f64,
    ) -> PyResult {
        self.alloc(PyFloatObject {
            ob_base: PyObject::new(class),
            ob_fval: Cell::new(value),
        })
    }
}

/// The value, if the object is exactly a float.
#[inline(always)]
pub(crate) fn exact(object: &Obj) -> Option<f64> {
    let exact = object.ty().is_exactly(Builtin::Float);
    exact.then(|| object.expect::<PyFloatObject>().ob_fval.get())
}

/// The value, if the object is a float or of a subclass.
#[inline(always)]
pub(crate) fn value(object: &Obj) -> Option<f64> {
    object.cast::<PyFloatObject>().map(|float| float.value())
}

/// The type `float`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Float,
    name: "float",
    basicsize: 24,
    flags: TypeFlags::BASETYPE.with(TypeFlags::MATCH_SELF),
    slots: Slots {
        tp_dealloc: Some(dealloc_number::<PyFloatObject>),
        tp_new: Some(float_methods::new),
        tp_repr: Some(float_methods::repr),
        tp_hash: Some(float_ops::hash),
        tp_richcompare: Some(float_ops::richcompare),
        nb_add: Some(float_ops::add),
        nb_subtract: Some(float_ops::subtract),
        nb_multiply: Some(float_ops::multiply),
        nb_remainder: Some(float_ops::remainder),
        nb_divmod: Some(float_ops::divmod),
        nb_power: Some(float_ops::power),
        nb_negative: Some(float_ops::negative),
        nb_positive: Some(float_ops::itself),
        nb_absolute: Some(float_ops::absolute),
        nb_bool: Some(float_ops::is_nonzero),
        nb_int: Some(float_ops::to_int),
        nb_float: Some(float_ops::itself),
        nb_floor_divide: Some(float_ops::floor_divide),
        nb_true_divide: Some(float_ops::true_divide),
        ..Slots::EMPTY
    },
    methods: float_methods::METHODS,
    getset: float_methods::GETSET,
    ..TypeSpec::PLAIN
};
