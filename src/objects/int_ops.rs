//! What `+ - * << >> & | ^ ~` and comparisons do with ints (`Objects/longobject.c@v3.13.0`).
//!
//! Most ints fit in a machine word, so each operation tries that first and checks for
//! overflow; long ones are left to a library for big numbers. Work and memory of long
//! operations are paid for before they begin, so that a program can be stopped.

use super::int::{PyLongObject, compact_value, to_big, to_i64};
use super::{int_digits, int_float};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;
use num_bigint::{BigInt, Sign};
use std::cmp::Ordering;

/// Both operands, if both are ints of at most 64 bits.
#[inline(always)]
pub(super) fn words(a: &Obj, b: &Obj) -> Option<(i64, i64)> {
    Some((to_i64(a)?, to_i64(b)?))
}

/// Both operands, if both are ints.
pub(super) fn bigs(a: &Obj, b: &Obj) -> Option<(BigInt, BigInt)> {
    Some((to_big(a)?, to_big(b)?))
}

/// The number of 64-bit words that a value takes.
pub(super) fn size(value: &BigInt) -> u64 {
    value.bits().div_ceil(64)
}

/// Fails where a value of so many bits would be more than there is memory for.
pub(crate) fn check_room(rt: &Runtime, bits: u64) -> PyResult<()> {
    // The value exists three times: as a result, as an object, and on the way there.
    let bytes = usize::try_from(bits / 8)
        .ok()
        .and_then(|n| n.checked_mul(3));
    let bytes = bytes.ok_or_else(|| rt.memory_error())?;
    rt.check_rust_memory(bytes)?;
    if bytes > 1 << 20 && Vec::<u8>::new().try_reserve_exact(bytes).is_err() {
        return Err(rt.memory_error());
    }
    Ok(())
}

/// Pays for work that looks at each word once.
pub(super) fn pay_linear(rt: &Runtime, words: u64) -> PyResult<()> {
    rt.spend(words / 16)
}

/// Pays for a product or a quotient of values of so many words.
pub(crate) fn pay_product(rt: &Runtime, a: u64, b: u64) -> PyResult<()> {
    let (short, long) = (a.min(b) as f64, a.max(b) as f64);
    // Karatsuba's exponent, spread over the pieces of the longer factor.
    rt.spend((long * short.powf(0.585) / 16.0) as u64)
}

/// Declares slots that take as much work as the operands are long.
macro_rules! linear {
    ($($(#[$doc:meta])* $name:ident: $small:expr, $long:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
            let small: fn(i64, i64) -> Option<i64> = $small;
            if let Some((x, y)) = words(a, b)
                && let Some(result) = small(x, y)
            {
                return rt.new_int(result);
            }
            let long: fn(&Runtime, &Obj, &Obj) -> Option<PyResult> = $long;
            long(rt, a, b).unwrap_or_else(|| Ok(rt.not_implemented().clone()))
        }
    )*};
}

linear! {
    /// `a + b`
    add: |x, y| x.checked_add(y), |rt, a, b| int_digits::sum(rt, a, b, false);
    /// `a - b`
    subtract: |x, y| x.checked_sub(y), |rt, a, b| int_digits::sum(rt, a, b, true);
    /// `a & b`
    and: |x, y| Some(x & y), |rt, a, b| bitwise(rt, a, b, |x, y| x & y);
    /// `a | b`
    or: |x, y| Some(x | y), |rt, a, b| bitwise(rt, a, b, |x, y| x | y);
    /// `a ^ b`
    xor: |x, y| Some(x ^ y), |rt, a, b| bitwise(rt, a, b, |x, y| x ^ y);
}

/// What an operator makes of the bits of two ints; `None` for other objects.
fn bitwise(
    rt: &Runtime,
    a: &Obj,
    b: &Obj,
    operator: fn(BigInt, BigInt) -> BigInt,
) -> Option<PyResult> {
    let (x, y) = bigs(a, b)?;
    let ready = pay_linear(rt, size(&x) + size(&y))
        .and_then(|()| check_room(rt, x.bits().max(y.bits())));
    Some(ready.and_then(|()| rt.new_big(&operator(x, y))))
}

/// `a * b`
pub(crate) fn multiply(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if let Some((x, y)) = words(a, b)
        && let Some(result) = x.checked_mul(y)
    {
        return rt.new_int(result);
    }
    if let Some(product) = int_digits::product(rt, a, b) {
        return product;
    }
    let Some((x, y)) = bigs(a, b) else {
        return Ok(rt.not_implemented().clone());
    };
    rt.new_big(&product(rt, &x, &y)?)
}

/// A product that is paid for.
pub(super) fn product(rt: &Runtime, x: &BigInt, y: &BigInt) -> PyResult<BigInt> {
    pay_product(rt, size(x), size(y))?;
    check_room(rt, x.bits() + y.bits())?;
    Ok(x * y)
}

/// How far to shift.
enum Shift {
    By(u64),
    /// Farther than any value is long.
    Far,
}

fn shift_count(rt: &Runtime, count: &Obj) -> PyResult<Shift> {
    match to_i64(count) {
        Some(count) => match u64::try_from(count) {
            Ok(count) => Ok(Shift::By(count)),
            Err(_) => Err(rt.value_error("negative shift count")),
        },
        None if count.expect::<PyLongObject>().is_negative() => {
            Err(rt.value_error("negative shift count"))
        }
        None => Ok(Shift::Far),
    }
}

fn are_ints(a: &Obj, b: &Obj) -> bool {
    a.cast::<PyLongObject>().is_some() && b.cast::<PyLongObject>().is_some()
}

/// `a << b`
pub(crate) fn lshift(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !are_ints(a, b) {
        return Ok(rt.not_implemented().clone());
    }
    let shift = shift_count(rt, b)?;
    if to_i64(a) == Some(0) {
        return rt.new_int(0);
    }
    let Shift::By(count) = shift else {
        let message = "too many digits in integer";
        return Err(rt.raise(Builtin::OverflowError, message));
    };
    if let Some(value) = to_i64(a)
        && count < u64::from(value.unsigned_abs().leading_zeros()).saturating_sub(1)
    {
        return rt.new_int(value << count);
    }
    let value = to_big(a).unwrap_or_default();
    check_room(rt, value.bits().saturating_add(count))?;
    pay_linear(rt, size(&value) + count / 64)?;
    rt.new_big(&(value << count))
}

/// `a >> b`, rounded down.
pub(crate) fn rshift(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !are_ints(a, b) {
        return Ok(rt.not_implemented().clone());
    }
    let count = match shift_count(rt, b)? {
        Shift::By(count) => count,
        Shift::Far => u64::MAX,
    };
    if let Some(value) = to_i64(a) {
        return rt.new_int(value >> count.min(63));
    }
    let value = to_big(a).unwrap_or_default();
    pay_linear(rt, size(&value))?;
    if count >= value.bits() {
        let sign = value.sign();
        return rt.new_int(if sign == Sign::Minus { -1 } else { 0 });
    }
    rt.new_big(&(value >> count))
}

/// An int as the nearest float.
pub(crate) fn float_of(rt: &Runtime, value: &BigInt) -> PyResult<f64> {
    int_float::to_f64(value).ok_or_else(|| {
        rt.raise(Builtin::OverflowError, "int too large to convert to float")
    })
}

/// `-a`
pub(crate) fn negative(rt: &Runtime, a: &Obj) -> PyResult {
    match to_i64(a).and_then(i64::checked_neg) {
        Some(value) => rt.new_int(value),
        None => rt.new_big(&-big(rt, a)?),
    }
}

/// `~a`
pub(crate) fn invert(rt: &Runtime, a: &Obj) -> PyResult {
    match to_i64(a) {
        Some(value) => rt.new_int(!value),
        None => rt.new_big(&!big(rt, a)?),
    }
}

/// `abs(a)`
pub(crate) fn absolute(rt: &Runtime, a: &Obj) -> PyResult {
    if a.expect::<PyLongObject>().is_negative() {
        negative(rt, a)
    } else {
        itself(rt, a)
    }
}

/// `+a`, `int(a)`, `a.__index__()`: an exact int is that already; a subclass's gives
/// an exact one.
pub(crate) fn itself(rt: &Runtime, a: &Obj) -> PyResult {
    if a.ty().is_exactly(Builtin::Int) {
        return Ok(a.clone());
    }
    match to_i64(a) {
        Some(value) => rt.new_int(value),
        None => rt.new_big(&big(rt, a)?),
    }
}

/// The value of an int that does not fit in a word, its reading paid for.
fn big(rt: &Runtime, a: &Obj) -> PyResult<BigInt> {
    let value = to_big(a).unwrap_or_default();
    pay_linear(rt, size(&value))?;
    Ok(value)
}

/// `float(a)`
pub(crate) fn float(rt: &Runtime, a: &Obj) -> PyResult {
    match to_i64(a) {
        Some(value) => rt.new_float(value as f64),
        None => rt.new_float(float_of(rt, &big(rt, a)?)?),
    }
}

/// The six comparisons.
pub(crate) fn richcompare(rt: &Runtime, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
    match order(rt, a, b)? {
        Some(order) => rt.new_bool(op.accepts(order)),
        None => Ok(rt.not_implemented().clone()),
    }
}

/// The order of two ints; `None` for other objects.
#[inline]
pub(crate) fn order(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult<Option<Ordering>> {
    if let Some((x, y)) = words(a, b) {
        return Ok(Some(x.cmp(&y)));
    }
    pay_linear(rt, digits_of(a).min(digits_of(b)) / 2)?;
    Ok(int_digits::order(a, b))
}

/// How many digits an int has.
fn digits_of(a: &Obj) -> u64 {
    a.cast::<PyLongObject>()
        .map_or(0, |int| int.digits() as u64)
}

/// `hash(a)`: the value modulo 2**61 - 1, with the value's sign
/// (`Objects/longobject.c@v3.13.0#long_hash`).
pub(crate) fn hash(rt: &Runtime, a: &Obj) -> PyResult<i64> {
    const MODULUS: i64 = (1 << 61) - 1;
    if let Some(short) = compact_value(a) {
        return Ok(if short == -1 { -2 } else { short });
    }
    let hash = match to_i64(a) {
        Some(value) => value % MODULUS,
        None => {
            let rest = big(rt, a)? % MODULUS;
            i64::try_from(rest).unwrap_or_default()
        }
    };
    Ok(if hash == -1 { -2 } else { hash })
}
