//! complex: two floats in one object (`Objects/complexobject.c@v3.13.0`).

use super::complex_methods;
use super::complex_ops::{self, Complex};
use super::float_text::{FloatFlags, format_float};
use crate::object::{PyObject, View, dealloc_number};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Slots;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A complex number: 32 bytes.
#[repr(C)]
pub struct PyComplexObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The real part.
    real: Cell<f64>,
    /// The imaginary part.
    imag: Cell<f64>,
}

crate::py_struct!(PyComplexObject, Builtin::Complex, size 32, real @ 16, imag @ 24);

impl PyComplexObject {
    /// The number.
    pub(crate) fn value(&self) -> Complex {
        Complex {
            real: self.real.get(),
            imag: self.imag.get(),
        }
    }
}

impl Runtime {
    /// A new complex number.
    pub(crate) fn new_complex(&self, value: Complex) -> PyResult {
        self.new_complex_of(self.ty(Builtin::Complex), value)
    }

    /// A new object of `complex` or a subclass.
    pub(crate) fn new_complex_of(
        &self,
        class: View<'_, PyTypeObject>,
        value: Complex,
    ) -> PyResult {
        self.alloc(PyComplexObject {
            ob_base: PyObject::new(class),
            real: Cell::new(value.real),
            imag: Cell::new(value.imag),
        })
    }
}

/// The value, if the object is a complex number or of a subclass.
#[inline]
pub(crate) fn value(object: &Obj) -> Option<Complex> {
    object
        .cast::<PyComplexObject>()
        .map(|complex| complex.value())
}

/// `repr(this)`
fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let Complex { real, imag } = complex_ops::own(this);
    let part = |value| format_float(value, 'r', 0, FloatFlags::default());
    let imag_text = part(imag);
    let text = if real == 0.0 && real.is_sign_positive() {
        format!("{imag_text}j")
    } else {
        let plus = if imag_text.starts_with('-') { "" } else { "+" };
        format!("({}{plus}{imag_text}j)", part(real))
    };
    rt.new_latin1(text.as_bytes())
}

/// The type `complex`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Complex,
    name: "complex",
    basicsize: 32,
    flags: TypeFlags::BASETYPE,
    slots: Slots {
        tp_dealloc: Some(dealloc_number::<PyComplexObject>),
        tp_new: Some(complex_methods::new),
        tp_repr: Some(repr),
        tp_hash: Some(complex_ops::hash),
        tp_richcompare: Some(complex_ops::richcompare),
        nb_add: Some(complex_ops::add),
        nb_subtract: Some(complex_ops::subtract),
        nb_multiply: Some(complex_ops::multiply),
        nb_power: Some(complex_ops::power),
        nb_negative: Some(complex_ops::negative),
        nb_positive: Some(complex_ops::itself),
        nb_absolute: Some(complex_ops::absolute),
        nb_bool: Some(complex_ops::is_nonzero),
        nb_true_divide: Some(complex_ops::true_divide),
        ..Slots::EMPTY
    },
    methods: complex_methods::METHODS,
    members: complex_methods::MEMBERS,
    ..TypeSpec::PLAIN
};
