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
    if !a.is_zero() && b.is_positive() {
        let exponent = b.to_u64()?;
        if a.bits() > MAX_INT_SIZE / exponent {
            return None;
        }
    }
    if a.is_zero() {
        return Some(Value::int(i32::from(b.is_zero())));
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
