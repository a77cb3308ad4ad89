//! range: start, stop and step, and what follows from them
//! (`Objects/rangeobject.c@v3.13.0`).
//!
//! However many numbers a range means, it is 48 bytes: its items are computed when
//! they are asked for. All four fields are ints, of any size.

use super::protocol::is_index;
use super::text_builder::TextBuilder;
use super::{int, iterators, range_iter, slice};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, CompareOp, MethodDef, Slots};
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;

/// A range: 48 bytes.
#[repr(C)]
pub struct RangeObject {
    /// Count and type.
    pub ob_base: PyObject,
    start: Field,
    stop: Field,
    step: Field,
    length: Field,
}

crate::py_struct!(
    RangeObject, Builtin::Range, size 48,
    start @ 16, stop @ 24, step @ 32, length @ 40
);

/// The numbers of a range.
#[derive(Clone)]
pub(crate) struct Numbers {
    pub(crate) start: BigInt,
    pub(crate) stop: BigInt,
    pub(crate) step: BigInt,
    pub(crate) length: BigInt,
}

fn big(field: &Field) -> BigInt {
    field.peek(|value| value.and_then(int::to_big).unwrap_or_default())
}

/// The numbers of a range as Rust has them.
pub(crate) fn numbers(range: &Obj) -> Numbers {
    let range = range.expect::<RangeObject>();
    Numbers {
        start: big(&range.start),
        stop: big(&range.stop),
        step: big(&range.step),
        length: big(&range.length),
    }
}

/// The same, if all of them fit in 64 bits.
pub(super) fn small_numbers(range: &Obj) -> Option<[i64; 4]> {
    let range = range.expect::<RangeObject>();
    let small = |field: &Field| field.peek(|value| value.and_then(int::to_i64));
    Some([
        small(&range.start)?,
        small(&range.stop)?,
        small(&range.step)?,
        small(&range.length)?,
    ])
}

fn count(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
    let (low, high, size) = match step.sign() {
        Sign::Minus => (stop, start, -step),
        _ => (start, stop, step.clone()),
    };
    if low >= high {
        return BigInt::ZERO;
    }
    (high - low - 1u8) / size + 1u8
}

/// `range(start, stop, step)` of ints.
pub(super) fn make(rt: &Runtime, start: Obj, stop: Obj, step: Obj) -> PyResult {
    let number = |object: &Obj| int::to_big(object).unwrap_or_default();
    let words = (int::to_i64(&start), int::to_i64(&stop), int::to_i64(&step));
    let short = match words {
        (Some(start), Some(stop), Some(1)) => stop.checked_sub(start),
        (Some(start), Some(stop), Some(-1)) => start.checked_sub(stop),
        _ => None,
    };
    let length = match short {
        Some(length) => rt.new_int(length.max(0))?,
        None => {
            let (start, stop, step) = (number(&start), number(&stop), number(&step));
            rt.new_big(&count(&start, &stop, &step))?
        }
    };
    rt.alloc(RangeObject {
        ob_base: PyObject::new(rt.ty(Builtin::Range)),
        start: Field::new(Some(start)),
        stop: Field::new(Some(stop)),
        step: Field::new(Some(step)),
        length: Field::new(Some(length)),
    })
}

/// An argument as an int, of no subclass.
fn exact_int(rt: &Runtime, object: &Obj) -> PyResult {
    let value = rt.index(object)?;
    if value.ty().is_exactly(Builtin::Int) {
        return Ok(value);
    }
    rt.new_big(&int::to_big(&value).unwrap_or_default())
}

fn new(rt: &Runtime, _class: &Obj, args: Args<'_>) -> PyResult {
    let args = args.only(rt, "range", 1, 3)?;
    if let [stop] = args {
        let stop = exact_int(rt, stop)?;
        return make(rt, rt.new_int(0)?, stop, rt.new_int(1)?);
    }
    let (start, stop) = (exact_int(rt, &args[0])?, exact_int(rt, &args[1])?);
    let step = match args.get(2) {
        Some(step) => exact_int(rt, step)?,
        None => rt.new_int(1)?,
    };
    if int::to_i64(&step) == Some(0) {
        return Err(rt.value_error("range() arg 3 must not be zero"));
    }
    make(rt, start, stop, step)
}

fn length(rt: &Runtime, this: &Obj) -> PyResult<usize> {
    let length = this.expect::<RangeObject>().length.get();
    let length = length.unwrap_or_else(|| rt.none().clone());
    Ok(iterators::size_arg(rt, &length)? as usize)
}

fn is_nonzero(_: &Runtime, this: &Obj) -> PyResult<bool> {
    Ok(big(&this.expect::<RangeObject>().length).sign() != Sign::NoSign)
}

/// The same as [`item_at`], in machine words, where all numbers fit there.
fn short_item(rt: &Runtime, this: &Obj, index: isize) -> Option<PyResult> {
    let [start, _, step, length] = small_numbers(this)?;
    let index = index as i64;
    let index = if index < 0 { index + length } else { index };
    if !(0..length).contains(&index) {
        return None;
    }
    Some(rt.new_int(step.checked_mul(index)?.checked_add(start)?))
}

/// The item at an index that may count from the end.
fn item_at(rt: &Runtime, this: &Obj, index: BigInt) -> PyResult {
    let range = numbers(this);
    let index = if index.sign() == Sign::Minus {
        index + &range.length
    } else {
        index
    };
    if index.sign() == Sign::Minus || index >= range.length {
        return Err(rt.raise(Builtin::IndexError, "range object index out of range"));
    }
    rt.new_big(&(range.start + index * range.step))
}

fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let short = short_item(rt, this, index);
    short.unwrap_or_else(|| item_at(rt, this, BigInt::from(index)))
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if is_index(key) {
        let index = rt.index(key)?;
        if let Some(short) = int::compact_value(&index)
            && let Some(item) = short_item(rt, this, short as isize)
        {
            return item;
        }
        return item_at(rt, this, int::to_big(&index).unwrap_or_default());
    }
    if !slice::is_slice(key) {
        let name = key.ty().name();
        return Err(rt.type_error(format!(
            "range indices must be integers or slices, not {name}"
        )));
    }
    let range = numbers(this);
    let [start, stop, step] = slice::long_indices(rt, key, &range.length)?;
    let at = |index: BigInt| rt.new_big(&(&range.start + index * &range.step));
    let step = rt.new_big(&(step * &range.step))?;
    make(rt, at(start)?, at(stop)?, step)
}

/// The index of an int in the range, if it is one of its items: that is computed, not
/// searched.
fn place(this: &Obj, value: &BigInt) -> Option<BigInt> {
    let range = numbers(this);
    let inside = match range.step.sign() {
        Sign::Minus => *value <= range.start && *value > range.stop,
        _ => *value >= range.start && *value < range.stop,
    };
    let (index, rest) = (value - &range.start).div_rem(&range.step);
    (inside && rest.sign() == Sign::NoSign).then_some(index)
}

/// The value of an int or bool; other numbers, even of subclasses, are compared.
fn plain_int(object: &Obj) -> Option<BigInt> {
    let ty = object.ty();
    if ty.is_exactly(Builtin::Int) || ty.is_exactly(Builtin::Bool) {
        return int::to_big(object);
    }
    None
}

/// Looks at all items, for objects that are equal to ints in their own way. Returns how
/// many are equal; at the first one, calls `stop`.
fn search(
    rt: &Runtime,
    this: &Obj,
    value: &Obj,
    first_only: bool,
) -> PyResult<(usize, Option<usize>)> {
    let iterator = range_iter::iter(rt, this)?;
    let (mut count, mut first, mut index) = (0, None, 0);
    while let Some(candidate) = rt.next(&iterator)? {
        rt.spend(1)?;
        if rt.equal(&candidate, value)? {
            count += 1;
            first = first.or(Some(index));
            if first_only {
                break;
            }
        }
        index += 1;
    }
    Ok((count, first))
}

fn contains(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult<bool> {
    match plain_int(value) {
        Some(value) => Ok(place(this, &value).is_some()),
        None => Ok(search(rt, this, value, true)?.0 > 0),
    }
}

fn count_method(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    match plain_int(value) {
        Some(value) => rt.new_int(i64::from(place(this, &value).is_some())),
        None => rt.new_size(search(rt, this, value, false)?.0),
    }
}

fn index(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    let Some(number) = plain_int(value) else {
        return match search(rt, this, value, true)?.1 {
            Some(index) => rt.new_size(index),
            None => Err(rt.value_error("sequence.index(x): x not in sequence")),
        };
    };
    match place(this, &number) {
        Some(index) => rt.new_big(&index),
        None => {
            let mut text = TextBuilder::new();
            text.push_repr(rt, value)?;
            text.push_str(" is not in range");
            Err(rt.raise_value(Builtin::ValueError, text.finish(rt)?))
        }
    }
}

/// What makes ranges equal: length, first item, and step, as far as there are any.
fn essence(range: &Numbers) -> (BigInt, Option<BigInt>, Option<BigInt>) {
    let length = range.length.clone();
    let first = (length > BigInt::ZERO).then(|| range.start.clone());
    let step = (length > BigInt::from(1)).then(|| range.step.clone());
    (length, first, step)
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let ranges = other.cast::<RangeObject>().is_some();
    if !ranges || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(rt.not_implemented().clone());
    }
    let equal = this.is(other) || essence(&numbers(this)) == essence(&numbers(other));
    rt.new_bool(equal == (op == CompareOp::Eq))
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let (length, first, step) = essence(&numbers(this));
    let part = |part: Option<BigInt>| match part {
        Some(value) => rt.new_big(&value),
        None => Ok(rt.none().clone()),
    };
    let parts = vec![rt.new_big(&length)?, part(first)?, part(step)?];
    rt.hash(&rt.new_tuple(parts)?)
}

fn parts(this: &Obj) -> [Option<Obj>; 3] {
    let range = this.expect::<RangeObject>();
    [range.start.get(), range.stop.get(), range.step.get()]
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let [start, stop, step] = parts(this);
    let step = step.filter(|step| int::to_i64(step) != Some(1));
    let mut text = TextBuilder::new();
    text.push_str("range(");
    for (index, part) in [start, stop, step].iter().flatten().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_repr(rt, part)?;
    }
    text.push_str(")");
    text.finish(rt)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let parts = parts(this).into_iter().flatten().collect();
    rt.new_tuple(vec![rt.type_obj(Builtin::Range), rt.new_tuple(parts)?])
}

const fn member(name: &'static str, offset: usize) -> MemberDef {
    MemberDef {
        name,
        offset,
        kind: MemberKind::ObjectEx,
        readonly: true,
    }
}

/// The type `range`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Range,
    name: "range",
    basicsize: 48,
    flags: TypeFlags::SEQUENCE,
    slots: Slots {
        tp_new: Some(new),
        tp_dealloc: Some(object::dealloc_struct::<RangeObject>),
        tp_repr: Some(repr),
        tp_hash: Some(hash),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(range_iter::iter),
        nb_bool: Some(is_nonzero),
        sq_length: Some(length),
        sq_item: Some(item),
        sq_contains: Some(contains),
        mp_length: Some(length),
        mp_subscript: Some(subscript),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reversed__", range_iter::reversed),
        MethodDef::none("__reduce__", reduce),
        MethodDef::one("count", count_method),
        MethodDef::one("index", index),
    ],
    members: &[member("start", 16), member("stop", 24), member("step", 32)],
    ..TypeSpec::PLAIN
};
