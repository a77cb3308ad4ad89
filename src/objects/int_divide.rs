//! `/ // % divmod()` of ints: rounded down, with the divisor's sign for what is left
//! (`Objects/longobject.c@v3.13.0#l_divmod`).

use super::int_float;
use super::int_ops::{bigs, pay_product, size, words};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Zero;

fn zero_division(rt: &Runtime, message: &str) -> Raised {
    rt.raise(Builtin::ZeroDivisionError, message)
}

/// Operands of a division, in the form that suits them.
enum Dividing {
    Words(i64, i64),
    Bigs(BigInt, BigInt),
    Other,
}

/// The operands of a division, unless it is one by zero. What does not fit in a word
/// when divided (the smallest word by -1) is treated as long.
#[inline(always)]
fn dividing(rt: &Runtime, a: &Obj, b: &Obj, by_zero: &str) -> PyResult<Dividing> {
    if let Some((x, y)) = words(a, b)
        && (y != -1 || x != i64::MIN)
    {
        return match y {
            0 => Err(zero_division(rt, by_zero)),
            _ => Ok(Dividing::Words(x, y)),
        };
    }
    let Some((x, y)) = bigs(a, b) else {
        return Ok(Dividing::Other);
    };
    if y.is_zero() {
        return Err(zero_division(rt, by_zero));
    }
    pay_product(rt, size(&x).saturating_sub(size(&y)) + 1, size(&y))?;
    Ok(Dividing::Bigs(x, y))
}

const DIVISION: &str = "integer division or modulo by zero";
const MODULO: &str = "integer modulo by zero";

/// `a // b`, rounded down.
pub(crate) fn floor_divide(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    match dividing(rt, a, b, DIVISION)? {
        Dividing::Words(x, y) => rt.new_int(Integer::div_floor(&x, &y)),
        Dividing::Bigs(x, y) => rt.new_big(&x.div_floor(&y)),
        Dividing::Other => Ok(rt.not_implemented().clone()),
    }
}

/// `a % b`, with the sign of `b`.
pub(crate) fn remainder(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    match dividing(rt, a, b, MODULO)? {
        Dividing::Words(x, y) => rt.new_int(x.mod_floor(&y)),
        Dividing::Bigs(x, y) => rt.new_big(&x.mod_floor(&y)),
        Dividing::Other => Ok(rt.not_implemented().clone()),
    }
}

/// `divmod(a, b)`
pub(crate) fn divmod(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let (quotient, rest) = match dividing(rt, a, b, DIVISION)? {
        Dividing::Words(x, y) => {
            let (quotient, rest) = x.div_mod_floor(&y);
            (rt.new_int(quotient)?, rt.new_int(rest)?)
        }
        Dividing::Bigs(x, y) => {
            let (quotient, rest) = x.div_mod_floor(&y);
            (rt.new_big(&quotient)?, rt.new_big(&rest)?)
        }
        Dividing::Other => return Ok(rt.not_implemented().clone()),
    };
    rt.new_tuple(vec![quotient, rest])
}

/// `a / b`: a float.
pub(crate) fn true_divide(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
    if let Some((x, y)) = words(a, b)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
        && y != 0
    {
        return rt.new_float(x as f64 / y as f64);
    }
    let Some((x, y)) = bigs(a, b) else {
        return Ok(rt.not_implemented().clone());
    };
    if y.is_zero() {
        return Err(zero_division(rt, "division by zero"));
    }
    pay_product(rt, size(&x).abs_diff(size(&y)) + 2, size(&y))?;
    match int_float::divide(&x, &y) {
        Some(quotient) => rt.new_float(quotient),
        None => {
            let message = "integer division result too large for a float";
            Err(rt.raise(Builtin::OverflowError, message))
        }
    }
}
