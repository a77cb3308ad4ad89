//! Shortcuts for operators between ints, between floats, and for items of lists
//! (`Python/bytecodes.c@v3.13.0#BINARY_OP_ADD_INT`).
//!
//! Most operands are short ints or floats, of the exact types. Then there is nothing to
//! ask a type for. What is not decided here goes through the slots.

use crate::objects::float;
use crate::objects::int::{compact_value, to_i64};
use crate::objects::list::PyListObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// Of `BINARY_OP`'s argument: the operators that are decided here, plain and in place.
const ADD: usize = 0;
const INPLACE_ADD: usize = 13;
const MULTIPLY: usize = 5;
const INPLACE_MULTIPLY: usize = 18;
const SUBTRACT: usize = 10;
const INPLACE_SUBTRACT: usize = 23;
const TRUE_DIVIDE: usize = 11;
const INPLACE_TRUE_DIVIDE: usize = 24;
const AND: usize = 1;
const INPLACE_AND: usize = 14;
const FLOOR_DIVIDE: usize = 2;
const INPLACE_FLOOR_DIVIDE: usize = 15;
const LSHIFT: usize = 3;
const INPLACE_LSHIFT: usize = 16;
const REMAINDER: usize = 6;
const INPLACE_REMAINDER: usize = 19;
const OR: usize = 7;
const INPLACE_OR: usize = 20;
const RSHIFT: usize = 9;
const INPLACE_RSHIFT: usize = 22;
const XOR: usize = 12;
const INPLACE_XOR: usize = 25;

/// The result of `a op b` for short ints and for floats.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn binary(rt: &Runtime, arg: usize, a: &Obj, b: &Obj) -> Option<PyResult> {
    if let Some(x) = compact_value(a) {
        let y = compact_value(b)?;
        let result = match arg {
            ADD | INPLACE_ADD => x + y,
            SUBTRACT | INPLACE_SUBTRACT => x - y,
            MULTIPLY | INPLACE_MULTIPLY => x * y,
            _ => return further(rt, arg, x, y),
        };
        return Some(int(rt, result));
    }
    let (x, y) = (float::exact(a)?, float::exact(b)?);
    Some(rt.new_float(floats(arg, x, y)?))
}

/// The int with this value; what is shared needs no call.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn int(rt: &Runtime, value: i64) -> PyResult {
    match rt.small_int(value) {
        Some(int) => Ok(int.clone()),
        None => rt.fresh_int(value),
    }
}

/// The result of `x op y` for floats.
#[inline(always)]
fn floats(arg: usize, x: f64, y: f64) -> Option<f64> {
    let result = match arg {
        ADD | INPLACE_ADD => x + y,
        SUBTRACT | INPLACE_SUBTRACT => x - y,
        MULTIPLY | INPLACE_MULTIPLY => x * y,
        TRUE_DIVIDE | INPLACE_TRUE_DIVIDE if y != 0.0 => x / y,
        _ => return None,
    };
    Some(result)
}

/// The rarer operators between short ints.
#[inline(never)]
fn further(rt: &Runtime, arg: usize, x: i64, y: i64) -> Option<PyResult> {
    let result = match arg {
        AND | INPLACE_AND => x & y,
        OR | INPLACE_OR => x | y,
        XOR | INPLACE_XOR => x ^ y,
        FLOOR_DIVIDE | INPLACE_FLOOR_DIVIDE if y != 0 => {
            x.div_euclid(y) - i64::from(y < 0 && x.rem_euclid(y) != 0)
        }
        REMAINDER | INPLACE_REMAINDER if y != 0 => {
            let rest = x.rem_euclid(y);
            if y < 0 && rest != 0 { rest + y } else { rest }
        }
        LSHIFT | INPLACE_LSHIFT if (0..32).contains(&y) => x << y,
        RSHIFT | INPLACE_RSHIFT if (0..64).contains(&y) => x >> y,
        TRUE_DIVIDE | INPLACE_TRUE_DIVIDE if y != 0 => {
            return Some(rt.new_float(x as f64 / y as f64));
        }
        _ => return None,
    };
    Some(rt.new_int(result))
}

/// The result of `a op b` for ints that fit in 64 bits, as it does itself, and for a float
/// and a short int.
#[inline(never)]
pub(super) fn longer(rt: &Runtime, arg: usize, a: &Obj, b: &Obj) -> Option<PyResult> {
    let is_int = |object: &Obj| object.ty().is_exactly(Builtin::Int);
    if is_int(a) && is_int(b) {
        let (x, y) = (to_i64(a)?, to_i64(b)?);
        let result = match arg {
            ADD | INPLACE_ADD => x.checked_add(y),
            SUBTRACT | INPLACE_SUBTRACT => x.checked_sub(y),
            MULTIPLY | INPLACE_MULTIPLY => x.checked_mul(y),
            AND | INPLACE_AND => Some(x & y),
            _ => None,
        };
        return Some(rt.new_int(result?));
    }
    let number = |object: &Obj| {
        let short = || compact_value(object).map(|value| value as f64);
        float::exact(object).or_else(short)
    };
    let (x, y) = (number(a)?, number(b)?);
    Some(rt.new_float(floats(arg, x, y)?))
}

/// The answer of `a op b` for short ints and for floats: whether the outcome is one of
/// those that `COMPARE_OP`'s argument lists, a bit for each: unordered, less, greater,
/// equal.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn compare(arg: usize, a: &Obj, b: &Obj) -> Option<bool> {
    let (below, above) = if let Some(x) = compact_value(a) {
        let y = compact_value(b)?;
        (x <= y, x >= y)
    } else {
        let (x, y) = (float::exact(a)?, float::exact(b)?);
        (x <= y, x >= y)
    };
    let outcome = usize::from(below) + 2 * usize::from(above);
    Some(arg >> outcome & 1 != 0)
}

/// The list and the index for `list[index]`, if it is exactly a list and within it.
#[cfg_attr(not(debug_assertions), inline(always))]
fn place<'a>(list: &'a Obj, index: &Obj) -> Option<(&'a PyListObject, usize)> {
    let index = usize::try_from(compact_value(index)?).ok()?;
    if !list.ty().is_exactly(Builtin::List) {
        return None;
    }
    let list = list.expect::<PyListObject>().get();
    (index < list.items.len()).then_some((list, index))
}

/// `list[index]`
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn list_item(list: &Obj, index: &Obj) -> Option<Obj> {
    let (list, index) = place(list, index)?;
    list.items.get(index)
}

/// `list[index] = value`, if it is exactly a list and the index within it; what was
/// there before.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn set_list_item(list: &Obj, index: &Obj, value: &Obj) -> Option<Obj> {
    let (list, index) = place(list, index)?;
    Some(list.items.replace(index, value.clone()))
}
