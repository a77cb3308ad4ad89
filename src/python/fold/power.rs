//! `**` on constants.

use num_bigint::BigInt;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use super::arith::MAX_INT_SIZE;
use crate::python::syntax::tree::Value;

/// `a ** b` of ints: `2**64` is computed, `2**100` is not.
pub(super) fn ints(a: &BigInt, b: &BigInt) -> Option<Value> {
    if b.is_negative() {
        return floats(a.to_f64()?, b.to_f64()?).map(Value::Float);
    }
    if a.is_zero() {
        return Some(Value::int(i32::from(b.is_zero())));
    }
    if b.is_positive() && a.bits() > MAX_INT_SIZE / b.to_u64()? {
        return None;
    }
    Some(Value::Int(Pow::pow(a, b.to_u32()?)))
}

/// `a ** b` of floats; `None` where Python raises or the result is complex.
pub(super) fn floats(a: f64, b: f64) -> Option<f64> {
    if !a.is_finite() || !b.is_finite() {
        return None;
    }
    if b == 0.0 || a == 1.0 {
        return Some(1.0);
    }
    if (a == 0.0 && b < 0.0) || (a < 0.0 && b.floor() != b) {
        return None;
    }
    Some(a.powf(b)).filter(|p| p.is_finite())
}

/// The largest exponent for which a complex power is a product.
const MAX_INT_EXPONENT: f64 = 100.0;

/// `a ** b` of complex numbers (`Objects/complexobject.c#complex_pow`).
pub(super) fn complexes(a: (f64, f64), b: (f64, f64)) -> Option<(f64, f64)> {
    let power = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= MAX_INT_EXPONENT {
        let power = by_squaring(a, b.0.abs() as u32);
        if b.0 > 0.0 {
            power
        } else {
            super::arith::quotient((1.0, 0.0), power)?
        }
    } else {
        polar(a, b)?
    };
    (power.0.is_finite() && power.1.is_finite()).then_some(power)
}

fn by_squaring(x: (f64, f64), n: u32) -> (f64, f64) {
    let product =
        |a: (f64, f64), b: (f64, f64)| (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0);
    let (mut result, mut square) = ((1.0, 0.0), x);
    let mut mask = 1;
    while mask > 0 && n >= mask {
        if n & mask != 0 {
            result = product(result, square);
        }
        mask <<= 1;
        square = product(square, square);
    }
    result
}

fn polar(a: (f64, f64), b: (f64, f64)) -> Option<(f64, f64)> {
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        return (b.1 == 0.0 && b.0 >= 0.0).then_some((0.0, 0.0));
    }
    let size = a.0.hypot(a.1);
    let mut len = size.powf(b.0);
    let at = a.1.atan2(a.0);
    let mut phase = at * b.0;
    if b.1 != 0.0 {
        len *= (-at * b.1).exp();
        phase += b.1 * size.ln();
    }
    Some((len * phase.cos(), len * phase.sin()))
}
