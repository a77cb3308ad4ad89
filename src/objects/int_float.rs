//! Where ints and floats meet: the nearest float of an int, the nearest float of a
//! quotient of ints, and exact comparison (`Objects/longobject.c@v3.13.0#long_true_divide`,
//! `Objects/floatobject.c@v3.13.0#float_richcompare`).

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::Zero;
use std::cmp::Ordering;

/// Bits of a float's fraction, the hidden one included.
const MANTISSA: u64 = f64::MANTISSA_DIGITS as u64;

/// The least exponent of a bit that a float can have: 2**-1074.
const LEAST: i64 = -1074;

/// The float nearest to an int, ties to even; `None` where it is too large.
pub(crate) fn to_f64(value: &BigInt) -> Option<f64> {
    divide(value, &BigInt::from(1))
}

/// The float nearest to `a / b`, ties to even; `None` where it is too large.
///
/// The quotient is computed as an integer with two bits more than a float has (fewer
/// for results so small that floats have fewer), and one more that tells whether
/// anything was left over; then it is rounded once.
pub(crate) fn divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if a.is_zero() {
        return Some(if b.sign() == Sign::Minus { -0.0 } else { 0.0 });
    }
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let (a, b) = (a.magnitude(), b.magnitude());
    // The quotient lies between 2**(size - 1) and 2**(size + 1).
    let size = a.bits() as i64 - b.bits() as i64;
    if size > f64::MAX_EXP.into() {
        return None;
    }
    let lowest = (size - MANTISSA as i64 - 2).max(LEAST - 2);
    if size + 1 < LEAST {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    let (quotient, exact) = scaled_quotient(a, b, lowest);
    let value = round(quotient, exact, lowest)?;
    Some(if negative { -value } else { value })
}

/// `a / b / 2**lowest`, rounded down, and whether that is all of it.
fn scaled_quotient(a: &BigUint, b: &BigUint, lowest: i64) -> (u64, bool) {
    let shift = lowest.unsigned_abs();
    let (quotient, exact) = if lowest <= 0 {
        let scaled = a << shift;
        let quotient = &scaled / b;
        let exact = &quotient * b == scaled;
        (quotient, exact)
    } else {
        let scaled = b << shift;
        let quotient = a / &scaled;
        let exact = &quotient * &scaled == *a;
        (quotient, exact)
    };
    (u64::try_from(quotient).unwrap_or(u64::MAX), exact)
}

/// The float nearest to `value * 2**lowest`, ties to even; `exact` says that nothing
/// was cut off from `value`.
fn round(value: u64, exact: bool, lowest: i64) -> Option<f64> {
    let bits = i64::from(u64::BITS - value.leading_zeros());
    // How many bits at the end a float has no room for.
    let extra = (bits - MANTISSA as i64).max(LEAST - lowest).max(0) as u32;
    let half = 1u64 << extra >> 1;
    let rest = value & ((1u64 << extra) - 1);
    let mut kept = value >> extra;
    let up = match rest.cmp(&half) {
        Ordering::Greater => true,
        Ordering::Equal if extra > 0 => !exact || kept & 1 == 1,
        _ => false,
    };
    kept += u64::from(up);
    let result = scale(kept as f64, lowest + i64::from(extra));
    result.is_finite().then_some(result)
}

/// `value * 2**exponent` where the result needs no rounding, or is infinite.
pub(crate) fn scale(value: f64, exponent: i64) -> f64 {
    let mut value = value;
    let mut rest = exponent;
    while rest != 0 {
        // Powers of two between 2**-1000 and 2**1000 are exact.
        let step = rest.clamp(-1000, 1000);
        value *= f64::from_bits(((1023 + step) as u64) << 52);
        rest -= step;
        if value == 0.0 || value.is_infinite() {
            break;
        }
    }
    value
}

/// The integer part of a finite float.
pub(crate) fn truncated(value: f64) -> BigInt {
    let (mantissa, exponent, negative) = parts(value);
    let magnitude = if exponent >= 0 {
        BigInt::from(mantissa) << exponent as u64
    } else {
        BigInt::from(mantissa.checked_shr(-exponent as u32).unwrap_or(0))
    };
    if negative { -magnitude } else { magnitude }
}

/// A finite float as `mantissa * 2**exponent`, and whether it is negative.
pub(crate) fn parts(value: f64) -> (u64, i64, bool) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7FF) as i64;
    let negative = bits >> 63 == 1;
    match exponent {
        0 => (fraction, LEAST, negative),
        _ => (fraction | 1 << 52, exponent - 1075, negative),
    }
}

/// The order of a float and an int, exactly; `None` if the float is not a number.
pub(crate) fn compare(float: f64, int: &BigInt) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return float.partial_cmp(&0.0);
    }
    let whole = truncated(float);
    let fraction = float - float.trunc();
    // Equal integer parts: what is behind the point decides.
    Some(
        whole
            .cmp(int)
            .then_with(|| fraction.partial_cmp(&0.0).unwrap_or(Ordering::Equal)),
    )
}
