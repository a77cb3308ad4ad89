//! What operators do with floats (`Objects/floatobject.c@v3.13.0`).
//!
//! An int beside a float becomes a float first, except in comparisons, which are exact.

use super::float::value;
use super::int::{PyLongObject, to_big, to_i64};
use super::{int_float, int_ops};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;
use std::cmp::Ordering;

/// The value of a float or an int as a float; `None` for other objects.
#[inline(always)]
fn operand(rt: &Runtime, object: &Obj) -> PyResult<Option<f64>> {
    match value(object) {
        Some(value) => Ok(Some(value)),
        None => of_int(rt, object),
    }
}

/// The float nearest to an int; `None` for other objects.
pub(crate) fn of_int(rt: &Runtime, object: &Obj) -> PyResult<Option<f64>> {
    if let Some(value) = to_i64(object) {
        return Ok(Some(value as f64));
    }
    match to_big(object) {
        Some(value) => int_ops::float_of(rt, &value).map(Some),
        None => Ok(None),
    }
}

/// Declares slots of two operands.
macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident: $compute:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
            let (Some(x), Some(y)) = (operand(rt, a)?, operand(rt, b)?) else {
                return Ok(rt.not_implemented().clone());
            };
            let compute: fn(&Runtime, f64, f64) -> PyResult<f64> = $compute;
            rt.new_float(compute(rt, x, y)?)
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
    true_divide: |rt, x, y| {
        not_zero(rt, y, "float division by zero")?;
        Ok(x / y)
    };
    /// `a // b`
    floor_divide: |rt, x, y| {
        not_zero(rt, y, "float floor division by zero")?;
        Ok(quotient_and_rest(x, y).0)
    };
    /// `a % b`
    remainder: |rt, x, y| {
        not_zero(rt, y, "float modulo by zero")?;
        Ok(rest(x, y))
    };
}

fn not_zero(rt: &Runtime, divisor: f64, message: &str) -> PyResult<()> {
    if divisor == 0.0 {
        return Err(rt.raise(Builtin::ZeroDivisionError, message));
    }
    Ok(())
}

/// `x % y`, with the sign of `y`.
fn rest(x: f64, y: f64) -> f64 {
    let rest = x % y;
    if rest == 0.0 {
        return 0f64.copysign(y);
    }
    if (y < 0.0) != (rest < 0.0) {
        rest + y
    } else {
        rest
    }
}

/// `divmod(x, y)` (`Objects/floatobject.c@v3.13.0#_float_div_mod`).
fn quotient_and_rest(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    // Not exact, but nearly: the difference is a multiple of y.
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(x / y), rest);
    }
    let floor = quotient.floor();
    let floor = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (floor, rest)
}

/// `divmod(a, b)`
pub(crate) fn divmod(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let (Some(x), Some(y)) = (operand(rt, a)?, operand(rt, b)?) else {
        return Ok(rt.not_implemented().clone());
    };
    not_zero(rt, y, "float divmod()")?;
    let (quotient, rest) = quotient_and_rest(x, y);
    rt.new_tuple(vec![rt.new_float(quotient)?, rt.new_float(rest)?])
}

/// `a ** b`
pub(crate) fn power(rt: &Runtime, a: &Obj, b: &Obj, c: &Obj) -> PyResult {
    if !c.is(rt.none()) {
        let message =
            "pow() 3rd argument not allowed unless all arguments are integers";
        return Err(rt.type_error(message));
    }
    let (Some(x), Some(y)) = (operand(rt, a)?, operand(rt, b)?) else {
        return Ok(rt.not_implemented().clone());
    };
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        // A negative number has no real root: the result is complex.
        return super::complex_ops::power(rt, a, b, c);
    }
    rt.new_float(pow(rt, x, y)?)
}

/// `x ** y` where the result is real.
pub(crate) fn pow(rt: &Runtime, x: f64, y: f64) -> PyResult<f64> {
    if x == 0.0 && y < 0.0 && y != f64::NEG_INFINITY {
        let message = "0.0 cannot be raised to a negative power";
        return Err(rt.raise(Builtin::ZeroDivisionError, message));
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(out_of_range(rt));
    }
    Ok(result)
}

/// The error for a result that floats do not reach.
pub(crate) fn out_of_range(rt: &Runtime) -> Raised {
    let message = "(34, 'Numerical result out of range')";
    rt.raise(Builtin::OverflowError, message)
}

/// `-a`
pub(crate) fn negative(rt: &Runtime, a: &Obj) -> PyResult {
    rt.new_float(-own(a))
}

/// `abs(a)`
pub(crate) fn absolute(rt: &Runtime, a: &Obj) -> PyResult {
    rt.new_float(own(a).abs())
}

/// `+a`, `float(a)`: an exact float is that already; a subclass's gives an exact one.
pub(crate) fn itself(rt: &Runtime, a: &Obj) -> PyResult {
    if a.ty().is_exactly(Builtin::Float) {
        return Ok(a.clone());
    }
    rt.new_float(own(a))
}

/// `bool(a)`
pub(crate) fn is_nonzero(_: &Runtime, a: &Obj) -> PyResult<bool> {
    Ok(own(a) != 0.0)
}

/// `int(a)`: rounded towards zero.
pub(crate) fn to_int(rt: &Runtime, a: &Obj) -> PyResult {
    whole(rt, own(a))
}

/// The int that a float rounds to, towards zero.
pub(crate) fn whole(rt: &Runtime, value: f64) -> PyResult {
    if value.abs() < 9e18 {
        return rt.new_int(value as i64);
    }
    if value.is_nan() {
        return Err(rt.value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        let message = "cannot convert float infinity to integer";
        return Err(rt.raise(Builtin::OverflowError, message));
    }
    rt.new_big(&int_float::truncated(value))
}

/// The value of a slot's own float.
#[inline(always)]
pub(crate) fn own(this: &Obj) -> f64 {
    this.expect::<super::float::PyFloatObject>().value()
}

/// The six comparisons.
pub(crate) fn richcompare(rt: &Runtime, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
    let x = own(a);
    let order = if let Some(y) = value(b) {
        x.partial_cmp(&y)
    } else if b.cast::<PyLongObject>().is_some() {
        with_int(x, b)
    } else {
        return Ok(rt.not_implemented().clone());
    };
    // What is not a number differs from all, itself included.
    rt.new_bool(order.map_or(op == CompareOp::Ne, |order| op.accepts(order)))
}

/// The order of a float and an int, exactly.
pub(crate) fn with_int(x: f64, int: &Obj) -> Option<Ordering> {
    const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
    match to_i64(int) {
        Some(y) if y.unsigned_abs() <= EXACT => x.partial_cmp(&(y as f64)),
        _ => int_float::compare(x, &to_big(int).unwrap_or_default()),
    }
}

/// `hash(a)`
pub(crate) fn hash(rt: &Runtime, a: &Obj) -> PyResult<i64> {
    let value = own(a);
    if value.is_nan() {
        return super::object_type::hash_address(rt, a);
    }
    Ok(hash_of(value))
}

/// The hash of a float that is a number: that of the equal int or fraction, modulo
/// 2**61 - 1 (`Python/pyhash.c@v3.13.0#_Py_HashDouble`).
pub(crate) fn hash_of(value: f64) -> i64 {
    const BITS: i64 = 61;
    const MODULUS: u64 = (1 << BITS) - 1;
    const INFINITE: i64 = 314_159;
    if value.is_infinite() {
        return if value > 0.0 { INFINITE } else { -INFINITE };
    }
    let (mantissa, exponent, negative) = int_float::parts(value);
    // Modulo 2**61 - 1, multiplying by 2**n turns the 61 bits by n places.
    let turn = exponent.rem_euclid(BITS) as u32;
    let turned = (mantissa << turn & MODULUS)
        | (mantissa.checked_shr(BITS as u32 - turn).unwrap_or(0));
    let hash = (turned % MODULUS) as i64;
    match if negative { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}
