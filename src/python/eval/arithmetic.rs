//! Shortcuts for operators between ints, between floats, and for items of lists
//! (`Python/bytecodes.c@v3.13.0#BINARY_OP_ADD_INT`).
//!
//! Most operands are short ints or floats, of the exact types. Then there is nothing to
//! ask a type for. What is not decided here goes through the slots.

use crate::objects::float;
use crate::objects::int::compact_value;
use crate::objects::list::PyListObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;

/// Of `BINARY_OP`'s argument: the operators that are decided here, plain and in place.
const ADD: usize = 0;
const INPLACE_ADD: usize = 13;
const MULTIPLY: usize = 5;
const INPLACE_MULTIPLY: usize = 18;
const SUBTRACT: usize = 10;
const INPLACE_SUBTRACT: usize = 23;
const TRUE_DIVIDE: usize = 11;
const AND: usize = 1;

/// The result of `a op b` for short ints and for floats.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn binary(rt: &Runtime, arg: usize, a: &Obj, b: &Obj) -> Option<PyResult> {
    if let (Some(x), Some(y)) = (compact_value(a), compact_value(b)) {
        let result = match arg {
            ADD | INPLACE_ADD => x + y,
            SUBTRACT | INPLACE_SUBTRACT => x - y,
            MULTIPLY | INPLACE_MULTIPLY => x * y,
            AND => x & y,
            _ => return None,
        };
        return Some(rt.new_int(result));
    }
    let (x, y) = (float::exact(a)?, float::exact(b)?);
    let result = match arg {
        ADD | INPLACE_ADD => x + y,
        SUBTRACT | INPLACE_SUBTRACT => x - y,
        MULTIPLY | INPLACE_MULTIPLY => x * y,
        TRUE_DIVIDE if y != 0.0 => x / y,
        _ => return None,
    };
    Some(rt.new_float(result))
}

/// The answer of `a op b` for short ints and for floats.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn compare(op: CompareOp, a: &Obj, b: &Obj) -> Option<bool> {
    if let (Some(x), Some(y)) = (compact_value(a), compact_value(b)) {
        return Some(op.accepts(x.cmp(&y)));
    }
    let (x, y) = (float::exact(a)?, float::exact(b)?);
    Some(op.accepts(x.partial_cmp(&y)?))
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
