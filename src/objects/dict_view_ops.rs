//! Views of keys and items as sets: `|`, `&`, `-`, `^` and comparison
//! (`Objects/dictobject.c@v3.13.0#dictviews_or`).

use super::dict_views::{contains, is_set_like, len, viewed};
use super::set::{self, is_any_set};
use super::{dict, set_ops};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;

/// A set of what an operand has; either operand may be the view.
fn to_set(rt: &Runtime, operand: &Obj) -> PyResult {
    let exact = |dict: &Obj| dict.ty().is_exactly(Builtin::Dict);
    let dict = if operand.ty().is_exactly(Builtin::DictKeys) {
        viewed(operand).filter(exact)
    } else {
        None
    };
    let set = rt.new_set()?;
    set::update(rt, &set, dict.as_ref().unwrap_or(operand))?;
    Ok(set)
}

/// `a | b`.
pub(super) fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let result = to_set(rt, a)?;
    set::update(rt, &result, b)?;
    Ok(result)
}

/// `a - b`.
pub(super) fn sub(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let result = to_set(rt, a)?;
    set_ops::difference_update(rt, &result, b)?;
    Ok(result)
}

/// `a & b`.
pub(super) fn and(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let (mut view, mut other) = if is_set_like(a) { (a, b) } else { (b, a) };
    if other.ty().is_exactly(Builtin::Set) && len(rt, view)? <= set::len(other) {
        return set_ops::intersection(rt, other, view);
    }
    if is_set_like(other) && len(rt, other)? > len(rt, view)? {
        std::mem::swap(&mut view, &mut other);
    }
    let result = rt.new_set()?;
    let iterator = rt.iter(other)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        if contains(rt, view, &item)? {
            set::add(rt, &result, &item)?;
        }
    }
    Ok(result)
}

/// `a ^ b`.
pub(super) fn xor(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let both_items = [a, b].map(|view| view.ty().is_exactly(Builtin::DictItems));
    if both_items == [true, true]
        && let (Some(a), Some(b)) = (viewed(a), viewed(b))
    {
        return items_xor(rt, &a, &b);
    }
    let result = to_set(rt, a)?;
    set_ops::symmetric_difference_update(rt, &result, b)?;
    Ok(result)
}

/// The items that only one of two dicts has
/// (`Objects/dictobject.c@v3.13.0#dictitems_xor`).
fn items_xor(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let (small, large) = if dict::len(a) > dict::len(b) {
        (b, a)
    } else {
        (a, b)
    };
    let rest = super::dict_merge::copy(rt, large)?;
    let result = rt.new_set()?;
    let mut position = 0;
    while let Some((key, value, hash)) = dict::next(small, &mut position) {
        rt.spend(1)?;
        let other = dict::get_known(rt, &rest, &key, hash)?;
        match other {
            Some(other) if rt.equal(&value, &other)? => {
                dict::del(rt, &rest, &key)?;
            }
            _ => set::add(rt, &result, &rt.new_tuple(vec![key, value])?)?,
        }
    }
    let mut position = 0;
    while let Some((key, value, _)) = dict::next(&rest, &mut position) {
        set::add(rt, &result, &rt.new_tuple(vec![key, value])?)?;
    }
    Ok(result)
}

/// Whether all items of one are in the other.
fn all_in(rt: &Runtime, items: &Obj, container: &Obj) -> PyResult<bool> {
    let iterator = rt.iter(items)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        if !rt.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The six comparisons, with a set or another set-like view.
pub(super) fn richcompare(
    rt: &Runtime,
    view: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    if !is_any_set(other) && !is_set_like(other) {
        return Ok(rt.not_implemented().clone());
    }
    let (mine, theirs) = (len(rt, view)?, rt.len(other)?);
    let answer = match op {
        CompareOp::Eq => mine == theirs && all_in(rt, view, other)?,
        CompareOp::Ne => mine != theirs || !all_in(rt, view, other)?,
        CompareOp::Lt => mine < theirs && all_in(rt, view, other)?,
        CompareOp::Le => mine <= theirs && all_in(rt, view, other)?,
        CompareOp::Gt => mine > theirs && all_in(rt, other, view)?,
        CompareOp::Ge => mine >= theirs && all_in(rt, other, view)?,
    };
    rt.new_bool(answer)
}

/// `view.isdisjoint(other)`.
pub(super) fn isdisjoint(rt: &Runtime, view: &Obj, other: &Obj) -> PyResult {
    if view.is(other) {
        return rt.new_bool(len(rt, view)? == 0);
    }
    let (mut asked, mut walked) = (view, other);
    let kind = other.ty();
    let is_set = kind.is_exactly(Builtin::Set) || kind.is_exactly(Builtin::FrozenSet);
    if (is_set || is_set_like(other)) && rt.len(other)? > len(rt, view)? {
        (asked, walked) = (other, view);
    }
    let iterator = rt.iter(walked)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        if rt.contains(asked, &item)? {
            return rt.new_bool(false);
        }
    }
    rt.new_bool(true)
}
