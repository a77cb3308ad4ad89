//! Union, intersection, difference and comparison of sets
//! (`Objects/setobject.c@v3.13.0`). Which operand is walked, and which is asked,
//! decides the order of the result: all of that is CPython's.

use super::dict;
use super::set::{
    self, add_known, contains_known, discard_known, is_any_set, new_like, table,
};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;

/// `set.copy()`: a set or a frozenset, also of a subclass's object.
pub(super) fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    new_like(rt, this, Some(this))
}

/// `this.intersection(other)`.
pub(super) fn intersection(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if this.is(other) {
        return copy(rt, this);
    }
    let result = new_like(rt, this, None)?;
    if is_any_set(other) {
        let (asked, walked) = if set::len(other) > set::len(this) {
            (other, this)
        } else {
            (this, other)
        };
        let mut position = 0;
        while let Some((key, hash)) = set::next(walked, &mut position) {
            rt.spend(1)?;
            if contains_known(rt, asked, &key, hash)? {
                add_known(rt, &result, key.clone(), hash)?;
            }
        }
        return Ok(result);
    }
    let iterator = rt.iter(other)?;
    while let Some(key) = rt.next(&iterator)? {
        rt.spend(1)?;
        let hash = rt.hash_key(&key)?;
        if contains_known(rt, this, &key, hash)? {
            add_known(rt, &result, key.clone(), hash)?;
            if set::len(&result) >= set::len(this) {
                break;
            }
        }
    }
    Ok(result)
}

/// `this.difference(other)`.
pub(super) fn difference(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    let exact_dict = other.ty().is_exactly(Builtin::Dict);
    let others = if is_any_set(other) {
        set::len(other)
    } else if exact_dict {
        dict::len(other)
    } else {
        usize::MAX
    };
    // Few are taken from many: it is quicker to copy all and take those away.
    if others == usize::MAX || set::len(this) >> 2 > others {
        let result = copy(rt, this)?;
        difference_update(rt, &result, other)?;
        return Ok(result);
    }
    let result = new_like(rt, this, None)?;
    let mut position = 0;
    while let Some((key, hash)) = set::next(this, &mut position) {
        rt.spend(1)?;
        let contained = if exact_dict {
            dict::get_known(rt, other, &key, hash)?.is_some()
        } else {
            contains_known(rt, other, &key, hash)?
        };
        if !contained {
            add_known(rt, &result, key.clone(), hash)?;
        }
    }
    Ok(result)
}

/// `this.difference_update(other)`.
pub(super) fn difference_update(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<()> {
    if this.is(other) {
        set::clear(rt, this);
        return Ok(());
    }
    if is_any_set(other) {
        // Of a much larger set, only what both have matters.
        let other = if set::len(other) >> 3 > set::len(this) {
            intersection(rt, this, other)?
        } else {
            other.clone()
        };
        let mut position = 0;
        while let Some((key, hash)) = set::next(&other, &mut position) {
            rt.spend(1)?;
            discard_known(rt, this, &key, hash)?;
        }
    } else {
        let iterator = rt.iter(other)?;
        while let Some(key) = rt.next(&iterator)? {
            rt.spend(1)?;
            set::discard(rt, this, &key)?;
        }
    }
    table(this).sweep(rt)
}

/// `this.symmetric_difference(other)`.
pub(super) fn symmetric_difference(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    let result = new_like(rt, this, Some(other))?;
    toggle_all(rt, &result, this)?;
    Ok(result)
}

/// `this.symmetric_difference_update(other)`.
pub(super) fn symmetric_difference_update(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
) -> PyResult<()> {
    if this.is(other) {
        set::clear(rt, this);
        return Ok(());
    }
    if other.ty().is_exactly(Builtin::Dict) {
        let mut position = 0;
        while let Some((key, _, hash)) = dict::next(other, &mut position) {
            toggle(rt, this, &key, hash)?;
        }
        return Ok(());
    }
    if is_any_set(other) {
        return toggle_all(rt, this, other);
    }
    toggle_all(rt, this, &new_like(rt, this, Some(other))?)
}

fn toggle_all(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<()> {
    let mut position = 0;
    while let Some((key, hash)) = set::next(other, &mut position) {
        toggle(rt, this, &key, hash)?;
    }
    Ok(())
}

fn toggle(rt: &Runtime, this: &Obj, key: &Obj, hash: i64) -> PyResult<()> {
    rt.spend(1)?;
    if !discard_known(rt, this, key, hash)? {
        add_known(rt, this, key.clone(), hash)?;
    }
    Ok(())
}

/// `this.isdisjoint(other)`.
pub(super) fn is_disjoint(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<bool> {
    if this.is(other) {
        return Ok(set::len(this) == 0);
    }
    let ty = other.ty();
    if ty.is_exactly(Builtin::Set) || ty.is_exactly(Builtin::FrozenSet) {
        let (asked, walked) = if set::len(other) > set::len(this) {
            (other, this)
        } else {
            (this, other)
        };
        let mut position = 0;
        while let Some((key, hash)) = set::next(walked, &mut position) {
            rt.spend(1)?;
            if contains_known(rt, asked, &key, hash)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let iterator = rt.iter(other)?;
    while let Some(key) = rt.next(&iterator)? {
        rt.spend(1)?;
        if set::contains(rt, this, &key)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `this.issubset(other)`.
pub(super) fn is_subset(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<bool> {
    if !is_any_set(other) {
        let common = intersection(rt, this, other)?;
        return Ok(set::len(&common) == set::len(this));
    }
    if set::len(this) > set::len(other) {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((key, hash)) = set::next(this, &mut position) {
        rt.spend(1)?;
        if !contains_known(rt, other, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `this.issuperset(other)`.
pub(super) fn is_superset(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<bool> {
    if is_any_set(other) {
        return is_subset(rt, other, this);
    }
    let iterator = rt.iter(other)?;
    while let Some(key) = rt.next(&iterator)? {
        rt.spend(1)?;
        if !set::contains(rt, this, &key)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The six comparisons; `<` is "is a proper subset of".
pub(super) fn richcompare(rt: &Runtime, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
    if !is_any_set(b) {
        return Ok(rt.not_implemented().clone());
    }
    let answer = match op {
        CompareOp::Eq => equal(rt, a, b)?,
        CompareOp::Ne => !equal(rt, a, b)?,
        CompareOp::Le => is_subset(rt, a, b)?,
        CompareOp::Ge => is_subset(rt, b, a)?,
        CompareOp::Lt => set::len(a) < set::len(b) && is_subset(rt, a, b)?,
        CompareOp::Gt => set::len(a) > set::len(b) && is_subset(rt, b, a)?,
    };
    rt.new_bool(answer)
}

fn equal(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult<bool> {
    if set::len(a) != set::len(b) {
        return Ok(false);
    }
    if let (Some(a), Some(b)) = (table(a).known_hash(), table(b).known_hash())
        && a != b
    {
        return Ok(false);
    }
    is_subset(rt, a, b)
}

/// `a | b`, where both are sets.
pub(super) fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(rt.not_implemented().clone());
    }
    let result = copy(rt, a)?;
    if !a.is(b) {
        set::update(rt, &result, b)?;
    }
    Ok(result)
}

/// `a & b`, where both are sets.
pub(super) fn and(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(rt.not_implemented().clone());
    }
    intersection(rt, a, b)
}

/// `a - b`, where both are sets.
pub(super) fn sub(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(rt.not_implemented().clone());
    }
    difference(rt, a, b)
}

/// `a ^ b`, where both are sets.
pub(super) fn xor(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(rt.not_implemented().clone());
    }
    symmetric_difference(rt, a, b)
}

/// `a |= b`, where both are sets.
pub(super) fn inplace_or(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if !is_any_set(other) {
        return Ok(rt.not_implemented().clone());
    }
    set::update(rt, this, other)?;
    Ok(this.clone())
}

/// `a &= b`, where both are sets.
pub(super) fn inplace_and(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if !is_any_set(other) {
        return Ok(rt.not_implemented().clone());
    }
    table(this).swap(table(&intersection(rt, this, other)?));
    Ok(this.clone())
}

/// `a -= b`, where both are sets.
pub(super) fn inplace_sub(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if !is_any_set(other) {
        return Ok(rt.not_implemented().clone());
    }
    difference_update(rt, this, other)?;
    Ok(this.clone())
}

/// `a ^= b`, where both are sets.
pub(super) fn inplace_xor(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if !is_any_set(other) {
        return Ok(rt.not_implemented().clone());
    }
    symmetric_difference_update(rt, this, other)?;
    Ok(this.clone())
}
