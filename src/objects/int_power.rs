//! `**` and `pow()` of ints (`Objects/longobject.c@v3.13.0#long_pow`).

use super::float_ops;
use super::int::to_big;
use super::int_ops::{
    bigs, check_room, float_of, pay_linear, pay_product, product, size,
};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// `a ** b` and `pow(a, b, c)`
pub(crate) fn power(rt: &Runtime, a: &Obj, b: &Obj, c: &Obj) -> PyResult {
    let Some((base, exponent)) = bigs(a, b) else {
        return Ok(rt.not_implemented().clone());
    };
    if c.is(rt.none()) {
        if exponent.is_negative() {
            let (base, exponent) = (float_of(rt, &base)?, float_of(rt, &exponent)?);
            return rt.new_float(float_ops::pow(rt, base, exponent)?);
        }
        return rt.new_big(&raise_to(rt, base, &exponent)?);
    }
    match to_big(c) {
        None => Ok(rt.not_implemented().clone()),
        Some(modulus) => rt.new_big(&power_modulo(rt, base, exponent, modulus)?),
    }
}

/// `base ** exponent` of an exponent that is not negative. Factors of two are taken
/// out of the base first: they are a shift of the result.
fn raise_to(rt: &Runtime, base: BigInt, exponent: &BigInt) -> PyResult<BigInt> {
    if exponent.is_zero() {
        return Ok(BigInt::one());
    }
    if base.is_zero() || base.is_one() {
        return Ok(base);
    }
    let twos = base.trailing_zeros().unwrap_or(0);
    let odd = base >> twos;
    if odd.magnitude().is_one() && twos == 0 {
        return Ok(if exponent.is_odd() { odd } else { -odd });
    }
    let Ok(exponent) = u64::try_from(exponent) else {
        return Err(rt.memory_error());
    };
    let shift = twos.checked_mul(exponent);
    let shift = shift.ok_or_else(|| rt.memory_error())?;
    let bits = odd.bits().checked_mul(exponent);
    let bits = bits.and_then(|bits| bits.checked_add(shift));
    check_room(rt, bits.ok_or_else(|| rt.memory_error())?)?;
    if odd.magnitude().is_one() {
        pay_linear(rt, shift / 64)?;
        let one = if exponent.is_odd() {
            odd
        } else {
            BigInt::one()
        };
        return Ok(one << shift);
    }
    let mut result = odd.clone();
    for bit in (0..exponent.ilog2()).rev() {
        result = product(rt, &result, &result)?;
        if exponent >> bit & 1 == 1 {
            result = product(rt, &result, &odd)?;
        }
    }
    Ok(result << shift)
}

/// `pow(base, exponent, modulus)`: the result has the modulus's sign.
fn power_modulo(
    rt: &Runtime,
    base: BigInt,
    exponent: BigInt,
    modulus: BigInt,
) -> PyResult<BigInt> {
    if modulus.is_zero() {
        return Err(rt.value_error("pow() 3rd argument cannot be 0"));
    }
    let words = size(&modulus);
    let steps = exponent.bits().max(1);
    pay_product(rt, words, words.saturating_mul(steps))?;
    let positive = modulus.abs();
    let mut base = base.mod_floor(&positive);
    if exponent.is_negative() {
        base = base.modinv(&positive).ok_or_else(|| {
            rt.value_error("base is not invertible for the given modulus")
        })?;
    }
    let result = base.modpow(&exponent.abs(), &positive);
    Ok(result.mod_floor(&modulus))
}
