//! The iterators of ranges: one that counts in machine words, and one for numbers that
//! do not fit there (`Objects/rangeobject.c@v3.13.0#PyRangeIter_Type`).

use super::iterators::itself;
use super::{int, range};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots};
use crate::typeobject::{Builtin, TypeSpec};
use num_bigint::BigInt;
use std::cell::Cell;

/// An iterator over numbers of 64 bits: 40 bytes.
#[repr(C)]
pub struct RangeIterator {
    /// Count and type.
    pub ob_base: PyObject,
    /// The next number.
    start: Cell<i64>,
    step: Cell<i64>,
    /// How many numbers are left.
    len: Cell<i64>,
}

crate::py_struct!(
    RangeIterator, Builtin::RangeIterator, size 40, start @ 16, step @ 24, len @ 32
);

/// An iterator over numbers of any size: 40 bytes.
#[repr(C)]
pub struct LongRangeIterator {
    /// Count and type.
    pub ob_base: PyObject,
    start: Field,
    step: Field,
    len: Field,
}

crate::py_struct!(
    LongRangeIterator, Builtin::LongRangeIterator, size 40,
    start @ 16, step @ 24, len @ 32
);

fn small(rt: &Runtime, start: i64, step: i64, len: i64) -> PyResult {
    rt.alloc(RangeIterator {
        ob_base: PyObject::new(rt.ty(Builtin::RangeIterator)),
        start: Cell::new(start),
        step: Cell::new(step),
        len: Cell::new(len),
    })
}

fn large(rt: &Runtime, start: &BigInt, step: &BigInt, len: &BigInt) -> PyResult {
    let field = |value: &BigInt| Ok(Field::new(Some(rt.new_big(value)?)));
    rt.alloc(LongRangeIterator {
        ob_base: PyObject::new(rt.ty(Builtin::LongRangeIterator)),
        start: field(start)?,
        step: field(step)?,
        len: field(len)?,
    })
}

/// `iter(range)`.
pub(super) fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some([start, stop, step, len]) = range::small_numbers(this)
        && stop.checked_add(step - step.signum()).is_some()
    {
        return small(rt, start, step, len);
    }
    let range = range::numbers(this);
    large(rt, &range.start, &range.step, &range.length)
}

/// `reversed(range)`.
pub(super) fn reversed(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some([last, step, len]) = reversed_words(this) {
        return small(rt, last, step, len);
    }
    let range = range::numbers(this);
    let last = &range.start + (&range.length - 1) * &range.step;
    let end = &range.start - &range.step;
    let (first, step) = (i64::try_from(&last), i64::try_from(-&range.step));
    let (end, len) = (i64::try_from(end), i64::try_from(&range.length));
    if let (Ok(first), Ok(step), Ok(_), Ok(len)) = (first, step, end, len) {
        return small(rt, first, step, len);
    }
    large(rt, &last, &-&range.step, &range.length)
}

/// The last number of a range, what leads to the one before, and how many there are, where
/// nothing on the way is longer than a machine word.
fn reversed_words(range: &Obj) -> Option<[i64; 3]> {
    let [start, _, step, len] = range::small_numbers(range)?;
    let last = (len - 1).checked_mul(step)?.checked_add(start)?;
    start.checked_sub(step)?;
    Some([last, step.checked_neg()?, len])
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    count(this).map(|value| rt.new_int(value)).transpose()
}

/// The next number, while there is one; `None` also where this is no such iterator.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn count(this: &Obj) -> Option<i64> {
    if !this.ty().is_exactly(Builtin::RangeIterator) {
        return None;
    }
    let iterator = this.expect::<RangeIterator>();
    let len = iterator.len.get();
    if len <= 0 {
        return None;
    }
    let value = iterator.start.get();
    iterator.start.set(value.wrapping_add(iterator.step.get()));
    iterator.len.set(len - 1);
    Some(value)
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_int(this.expect::<RangeIterator>().len.get())
}

/// How to make the iterator again: by a range of what is left.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<RangeIterator>();
    let big = |number: &Cell<i64>| BigInt::from(number.get());
    reduced(
        rt,
        big(&iterator.start),
        big(&iterator.step),
        big(&iterator.len),
    )
}

fn long_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<LongRangeIterator>();
    reduced(
        rt,
        big(&iterator.start),
        big(&iterator.step),
        big(&iterator.len),
    )
}

fn reduced(rt: &Runtime, start: BigInt, step: BigInt, len: BigInt) -> PyResult {
    let stop = &start + &step * len;
    let args = [rt.new_big(&start)?, rt.new_big(&stop)?, rt.new_big(&step)?];
    let left = rt.call_with(&rt.type_obj(Builtin::Range), &args)?;
    let iter = super::iter_reduce::function(rt, "iter")?;
    let args = rt.new_tuple(vec![left])?;
    rt.new_tuple(vec![iter, args, rt.none().clone()])
}

fn setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let index = super::iterators::state_arg(rt, state)?;
    let iterator = this.expect::<RangeIterator>();
    let index = index.clamp(0, iterator.len.get());
    let way = index.wrapping_mul(iterator.step.get());
    iterator.start.set(iterator.start.get().wrapping_add(way));
    iterator.len.set(iterator.len.get() - index);
    rt.done()
}

fn big(field: &Field) -> BigInt {
    field.peek(|value| value.and_then(int::to_big).unwrap_or_default())
}

fn long_next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<LongRangeIterator>();
    let len = big(&iterator.len);
    if len <= BigInt::ZERO {
        return Ok(None);
    }
    // Each step makes two long ints.
    rt.spend(16)?;
    let value = iterator.start.get();
    let next = rt.new_big(&(big(&iterator.start) + big(&iterator.step)))?;
    iterator.len.set(Some(rt.new_big(&(len - 1))?));
    iterator.start.set(Some(next));
    Ok(value)
}

fn long_length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let len = this.expect::<LongRangeIterator>().len.get();
    Ok(len.unwrap_or_else(|| rt.none().clone()))
}

fn long_setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let Some(index) = int::to_big(state) else {
        let name = state.ty().name();
        return Err(rt.type_error(format!("state must be an int, not {name}")));
    };
    let iterator = this.expect::<LongRangeIterator>();
    let len = big(&iterator.len);
    let index = index.clamp(BigInt::ZERO, len.clone());
    let start = big(&iterator.start) + &index * big(&iterator.step);
    iterator.start.set(Some(rt.new_big(&start)?));
    iterator.len.set(Some(rt.new_big(&(len - index))?));
    rt.done()
}

/// The type of `iter(range)`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::RangeIterator,
    name: "range_iterator",
    basicsize: 40,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<RangeIterator>),
        tp_iter: Some(itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__length_hint__", length_hint),
        MethodDef::none("__reduce__", reduce),
        MethodDef::one("__setstate__", setstate),
    ],
    ..TypeSpec::PLAIN
};

/// The type of `iter(range)` where the numbers are large.
pub static LONG_TYPE: TypeSpec = TypeSpec {
    which: Builtin::LongRangeIterator,
    name: "longrange_iterator",
    basicsize: 40,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<LongRangeIterator>),
        tp_iter: Some(itself),
        tp_iternext: Some(long_next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__length_hint__", long_length_hint),
        MethodDef::none("__reduce__", long_reduce),
        MethodDef::one("__setstate__", long_setstate),
    ],
    ..TypeSpec::PLAIN
};
