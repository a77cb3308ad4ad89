//! What operators do with complex numbers (`Objects/complexobject.c@v3.13.0`).

use super::complex::{PyComplexObject, value};
use super::{float, float_ops};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;
use std::ops::{Add, Mul, Neg, Sub};

/// A complex number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Complex {
    pub real: f64,
    pub imag: f64,
}

impl Complex {
    const ONE: Complex = Complex {
        real: 1.0,
        imag: 0.0,
    };

    fn is_zero(self) -> bool {
        self.real == 0.0 && self.imag == 0.0
    }

    fn is_finite(self) -> bool {
        self.real.is_finite() && self.imag.is_finite()
    }

    /// The quotient, by the larger part of the divisor first so that nothing
    /// overflows on the way (`_Py_c_quot`); `None` for a divisor of zero.
    pub(crate) fn divide(self, by: Complex) -> Option<Complex> {
        let (a, b) = (self, by);
        if b.is_zero() {
            return None;
        }
        if b.real.abs() >= b.imag.abs() {
            let ratio = b.imag / b.real;
            let denominator = b.real + b.imag * ratio;
            Some(Complex {
                real: (a.real + a.imag * ratio) / denominator,
                imag: (a.imag - a.real * ratio) / denominator,
            })
        } else if b.imag.abs() >= b.real.abs() {
            let ratio = b.real / b.imag;
            let denominator = b.real * ratio + b.imag;
            Some(Complex {
                real: (a.real * ratio + a.imag) / denominator,
                imag: (a.imag * ratio - a.real) / denominator,
            })
        } else {
            Some(Complex {
                real: f64::NAN,
                imag: f64::NAN,
            })
        }
    }

    /// A power; `None` for zero to a negative or complex power.
    fn power(self, exponent: Complex) -> Option<Complex> {
        let whole = exponent.real == exponent.real.floor();
        if exponent.imag == 0.0 && whole && exponent.real.abs() <= 100.0 {
            let power = self.whole_power(exponent.real.abs() as u32);
            return if exponent.real > 0.0 {
                Some(power)
            } else {
                Complex::ONE.divide(power)
            };
        }
        if self.is_zero() {
            let allowed = exponent.imag == 0.0 && exponent.real >= 0.0;
            return allowed.then_some(Complex {
                real: 0.0,
                imag: 0.0,
            });
        }
        let length = self.real.hypot(self.imag);
        let angle = self.imag.atan2(self.real);
        let mut new_length = length.powf(exponent.real);
        let mut new_angle = angle * exponent.real;
        if exponent.imag != 0.0 {
            new_length /= (angle * exponent.imag).exp();
            new_angle += exponent.imag * length.ln();
        }
        Some(Complex {
            real: new_length * new_angle.cos(),
            imag: new_length * new_angle.sin(),
        })
    }

    /// A power by repeated squaring.
    fn whole_power(self, exponent: u32) -> Complex {
        let (mut result, mut square, mut rest) = (Complex::ONE, self, exponent);
        while rest > 0 {
            if rest & 1 == 1 {
                result = result * square;
            }
            square = square * square;
            rest >>= 1;
        }
        result
    }
}

impl Add for Complex {
    type Output = Complex;

    fn add(self, other: Complex) -> Complex {
        Complex {
            real: self.real + other.real,
            imag: self.imag + other.imag,
        }
    }
}

impl Sub for Complex {
    type Output = Complex;

    fn sub(self, other: Complex) -> Complex {
        Complex {
            real: self.real - other.real,
            imag: self.imag - other.imag,
        }
    }
}

impl Mul for Complex {
    type Output = Complex;

    fn mul(self, other: Complex) -> Complex {
        Complex {
            real: self.real * other.real - self.imag * other.imag,
            imag: self.real * other.imag + self.imag * other.real,
        }
    }
}

impl Neg for Complex {
    type Output = Complex;

    fn neg(self) -> Complex {
        Complex {
            real: -self.real,
            imag: -self.imag,
        }
    }
}

/// The value of a slot's own number.
pub(crate) fn own(this: &Obj) -> Complex {
    this.expect::<PyComplexObject>().value()
}

/// The value of a complex, float or int; `None` for other objects.
fn operand(rt: &Runtime, object: &Obj) -> PyResult<Option<Complex>> {
    if let Some(value) = value(object) {
        return Ok(Some(value));
    }
    let real = match float::value(object) {
        Some(value) => Some(value),
        None => float_ops::of_int(rt, object)?,
    };
    Ok(real.map(|real| Complex { real, imag: 0.0 }))
}

/// Declares slots of two operands.
macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident: $compute:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
            let (Some(x), Some(y)) = (operand(rt, a)?, operand(rt, b)?) else {
                return Ok(rt.not_implemented().clone());
            };
            let compute: fn(&Runtime, Complex, Complex) -> PyResult<Complex> = $compute;
            rt.new_complex(compute(rt, x, y)?)
        }
    )*};
}

binary! {
    /// `a + b`
    add: |_, x, y| Ok(x + y);
    /// `a - b`
    subtract: |_, x, y| Ok(x - y);
    /// `a * b`
    multiply: |_, x, y| Ok(x * y);
    /// `a / b`
    true_divide: |rt, x, y| x.divide(y).ok_or_else(|| {
        rt.raise(Builtin::ZeroDivisionError, "complex division by zero")
    });
}

/// `a ** b`
pub(crate) fn power(rt: &Runtime, a: &Obj, b: &Obj, c: &Obj) -> PyResult {
    let (Some(x), Some(y)) = (operand(rt, a)?, operand(rt, b)?) else {
        return Ok(rt.not_implemented().clone());
    };
    if !c.is(rt.none()) {
        return Err(rt.value_error("complex modulo"));
    }
    let Some(result) = x.power(y) else {
        let message = "0.0 to a negative or complex power";
        return Err(rt.raise(Builtin::ZeroDivisionError, message));
    };
    if (result.real.is_infinite() || result.imag.is_infinite())
        && x.is_finite()
        && y.is_finite()
    {
        let message = "complex exponentiation";
        return Err(rt.raise(Builtin::OverflowError, message));
    }
    rt.new_complex(result)
}

/// `-a`
pub(crate) fn negative(rt: &Runtime, a: &Obj) -> PyResult {
    rt.new_complex(-own(a))
}

/// `+a`
pub(crate) fn itself(rt: &Runtime, a: &Obj) -> PyResult {
    if a.ty().is_exactly(Builtin::Complex) {
        return Ok(a.clone());
    }
    rt.new_complex(own(a))
}

/// `abs(a)`
pub(crate) fn absolute(rt: &Runtime, a: &Obj) -> PyResult {
    let value = own(a);
    let length = value.real.hypot(value.imag);
    if length.is_infinite() && value.is_finite() {
        let message = "absolute value too large";
        return Err(rt.raise(Builtin::OverflowError, message));
    }
    rt.new_float(length)
}

/// `bool(a)`
pub(crate) fn is_nonzero(_: &Runtime, a: &Obj) -> PyResult<bool> {
    Ok(!own(a).is_zero())
}

/// `==` and `!=`; complex numbers have no order.
pub(crate) fn richcompare(rt: &Runtime, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(rt.not_implemented().clone());
    }
    let x = own(a);
    let equal = if let Some(y) = value(b) {
        x == y
    } else if let Some(y) = float::value(b) {
        x.imag == 0.0 && x.real == y
    } else if b.cast::<super::int::PyLongObject>().is_some() {
        x.imag == 0.0
            && float_ops::with_int(x.real, b).is_some_and(|order| order.is_eq())
    } else {
        return Ok(rt.not_implemented().clone());
    };
    rt.new_bool(equal == (op == CompareOp::Eq))
}

/// `hash(a)`: equal to the float's hash where the imaginary part is zero.
pub(crate) fn hash(rt: &Runtime, a: &Obj) -> PyResult<i64> {
    const IMAGINARY: i64 = 1_000_003;
    let value = own(a);
    let part = |part: f64| {
        if part.is_nan() {
            super::object_type::hash_address(rt, a)
        } else {
            Ok(float_ops::hash_of(part))
        }
    };
    let hash =
        part(value.real)?.wrapping_add(part(value.imag)?.wrapping_mul(IMAGINARY));
    Ok(if hash == -1 { -2 } else { hash })
}
