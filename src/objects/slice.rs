//! slice: three objects that say which items are meant
//! (`Objects/sliceobject.c@v3.13.0`).
//!
//! A slice knows no sequence. Only when it is applied to one of a known length do its
//! parts become numbers ([`unpack`]), clipped to what is there ([`adjust`]).

use super::int;
use crate::object::{self, Dying, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, CompareOp, MethodDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use num_bigint::{BigInt, Sign};

/// A slice: 40 bytes.
#[repr(C)]
pub struct PySlice {
    /// Count and type.
    pub ob_base: PyObject,
    start: Obj,
    stop: Obj,
    step: Obj,
}

crate::py_struct!(
    PySlice, Builtin::Slice, size 40, start @ 16, stop @ 24, step @ 32;
    kept Slice
);

impl Runtime {
    /// `slice(start, stop, step)`.
    pub(crate) fn new_slice(&self, start: Obj, stop: Obj, step: Obj) -> PyResult {
        let slice = self.alloc(PySlice {
            ob_base: PyObject::new(self.ty(Builtin::Slice)),
            start,
            stop,
            step,
        })?;
        object::track(&slice);
        Ok(slice)
    }
}

/// Whether the object is a slice.
#[inline(always)]
pub(crate) fn is_slice(object: &Obj) -> bool {
    object.ty().is_exactly(Builtin::Slice)
}

/// The three parts of a slice.
pub(crate) fn parts(slice: &Obj) -> [&Obj; 3] {
    let slice = slice.expect::<PySlice>().get();
    [&slice.start, &slice.stop, &slice.step]
}

/// Start, stop and step as numbers, with what is missing filled in, clipped to the
/// range of `isize` but not yet to a length (`PySlice_Unpack`). Parts that have
/// `__index__` run it: ask for the length of the sequence afterwards.
pub(crate) fn unpack(rt: &Runtime, slice: &Obj) -> PyResult<(isize, isize, isize)> {
    let [start, stop, step] = parts(slice);
    let step = part(rt, step, 1)?;
    if step == 0 {
        return Err(rt.value_error("slice step cannot be zero"));
    }
    // So that `-step` is a number too.
    let step = step.max(-isize::MAX);
    let (first, last) = if step < 0 {
        (isize::MAX, isize::MIN)
    } else {
        (0, isize::MAX)
    };
    Ok((part(rt, start, first)?, part(rt, stop, last)?, step))
}

/// One part as a number; None stands for the default.
fn part(rt: &Runtime, part: &Obj, default: isize) -> PyResult<isize> {
    if part.is(rt.none()) {
        return Ok(default);
    }
    if let Some(short) = int::compact_value(part) {
        return Ok(short as isize);
    }
    check_index(rt, part)?;
    rt.as_index(part, None)
}

fn check_index(rt: &Runtime, part: &Obj) -> PyResult<()> {
    if super::protocol::is_index(part) {
        return Ok(());
    }
    let message = "slice indices must be integers or None or have an __index__ method";
    Err(rt.type_error(message))
}

/// Clips start and stop to a sequence of `len` items, and counts the items meant
/// (`PySlice_AdjustIndices`).
pub(crate) fn adjust(
    len: usize,
    start: isize,
    stop: isize,
    step: isize,
) -> (isize, isize, usize) {
    let len = len as isize;
    let clip = |index: isize| {
        if index < 0 {
            let index = index.saturating_add(len);
            if index >= 0 {
                index
            } else if step < 0 {
                -1
            } else {
                0
            }
        } else if index >= len {
            if step < 0 { len - 1 } else { len }
        } else {
            index
        }
    };
    let (start, stop) = (clip(start), clip(stop));
    let count = if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    (start, stop, count as usize)
}

/// Start, stop, step and the number of items that a slice means in a sequence whose
/// length does not change: see [`unpack`].
pub(crate) fn indices(
    rt: &Runtime,
    slice: &Obj,
    len: usize,
) -> PyResult<(isize, isize, isize, usize)> {
    let (start, stop, step) = unpack(rt, slice)?;
    let (start, stop, count) = adjust(len, start, stop, step);
    Ok((start, stop, step, count))
}

/// `slice.indices(length)`: start, stop and step for a length of any size.
pub(crate) fn long_indices(
    rt: &Runtime,
    slice: &Obj,
    length: &BigInt,
) -> PyResult<[BigInt; 3]> {
    let [start, stop, step] = parts(slice);
    let number = |part: &Obj, default: BigInt| {
        if part.is(rt.none()) {
            return Ok(default);
        }
        check_index(rt, part)?;
        Ok(int::to_big(&rt.index(part)?).unwrap_or_default())
    };
    let step = number(step, BigInt::from(1))?;
    if step.sign() == Sign::NoSign {
        return Err(rt.value_error("slice step cannot be zero"));
    }
    let backwards = step.sign() == Sign::Minus;
    let (lower, upper) = if backwards {
        (BigInt::from(-1), length - 1)
    } else {
        (BigInt::from(0), length.clone())
    };
    let clip = |part: &Obj, default: &BigInt| {
        let mut value = number(part, default.clone())?;
        if !part.is(rt.none()) && value.sign() == Sign::Minus {
            value += length;
        }
        Ok(value.clamp(lower.clone(), upper.clone().max(lower.clone())))
    };
    let (first, last) = if backwards {
        (&upper, &lower)
    } else {
        (&lower, &upper)
    };
    Ok([clip(start, first)?, clip(stop, last)?, step])
}

fn indices_method(rt: &Runtime, this: &Obj, length: &Obj) -> PyResult {
    let length = int::to_big(&rt.index(length)?).unwrap_or_default();
    if length.sign() == Sign::Minus {
        return Err(rt.value_error("length should not be negative"));
    }
    let indices = long_indices(rt, this, &length)?;
    let indices: PyResult<Vec<Obj>> = indices.iter().map(|i| rt.new_big(i)).collect();
    rt.new_tuple(indices?)
}

fn new(rt: &Runtime, _class: &Obj, args: Args<'_>) -> PyResult {
    let none = || rt.none().clone();
    match args.only(rt, "slice", 1, 3)? {
        [stop] => rt.new_slice(none(), stop.clone(), none()),
        [start, stop] => rt.new_slice(start.clone(), stop.clone(), none()),
        items => rt.new_slice(items[0].clone(), items[1].clone(), items[2].clone()),
    }
}

fn as_tuple(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_tuple(parts(this).map(Obj::clone).to_vec())
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    if !is_slice(this) || !is_slice(other) {
        return Ok(rt.not_implemented().clone());
    }
    if this.is(other) {
        return Ok(rt.bool(op.accepts(std::cmp::Ordering::Equal)).clone());
    }
    rt.richcompare(&as_tuple(rt, this)?, &as_tuple(rt, other)?, op)
}

/// As a tuple's hash, without its length
/// (`Objects/sliceobject.c@v3.13.0#slicehash`).
fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let _level = rt.deeper("")?;
    let mut acc = super::tuple::XXPRIME_5;
    for part in parts(this) {
        acc = super::tuple::hash_lane(acc, rt.hash(part)?);
    }
    Ok(if acc == u64::MAX {
        1_546_275_796
    } else {
        acc as i64
    })
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let mut text = super::text_builder::TextBuilder::new();
    text.push_str("slice(");
    for (index, part) in parts(this).into_iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_repr(rt, part)?;
    }
    text.push_str(")");
    text.finish(rt)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_tuple(vec![rt.type_obj(Builtin::Slice), as_tuple(rt, this)?])
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    parts(this).into_iter().for_each(|part| visitor.visit(part));
}

/// The step goes first.
fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    let object = this.as_obj();
    let slice = object.expect::<PySlice>();
    let others = (!slice.step.object().is_immortal()).then(|| {
        // In the order in which they go after it.
        (slice.start.clone(), slice.stop.clone())
    });
    this.finish::<PySlice>(rt);
    drop(others);
}

/// The type `slice`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Slice,
    name: "slice",
    basicsize: 40,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_repr: Some(repr),
        tp_hash: Some(hash),
        tp_richcompare: Some(richcompare),
        tp_new: Some(new),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::one("indices", indices_method),
        MethodDef::none("__reduce__", reduce),
    ],
    members: &[
        MemberDef::object("start", 16),
        MemberDef::object("stop", 24),
        MemberDef::object("step", 32),
    ],
    ..TypeSpec::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(rt: &Runtime, parts: [Option<i64>; 3]) -> Obj {
        let part = |part: Option<i64>| match part {
            Some(value) => rt.new_int(value).expect("an int"),
            None => rt.none().clone(),
        };
        let [start, stop, step] = parts.map(part);
        rt.new_slice(start, stop, step).expect("a slice")
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn parts_are_clipped_as_cpython_3_13_0_clips_them() {
        let rt = Runtime::new();
        let cases = [
            ([None, Some(5), None], 10, (0, 5, 1, 5)),
            ([None, None, Some(-1)], 0, (-1, -1, -1, 0)),
            ([Some(-100), Some(100), Some(-3)], 7, (-1, 6, -3, 0)),
            ([None, None, Some(-2)], 7, (6, -1, -2, 4)),
            ([Some(-3), None, None], 7, (4, 7, 1, 3)),
        ];
        for (parts, len, expected) in cases {
            let slice = slice(&rt, parts);
            assert_eq!(indices(&rt, &slice, len).expect("indices"), expected);
            let long = long_indices(&rt, &slice, &BigInt::from(len)).expect("indices");
            let (start, stop, step, _) = expected;
            assert_eq!(long, [start, stop, step].map(BigInt::from));
        }
        let zero = slice(&rt, [None, None, Some(0)]);
        assert!(indices(&rt, &zero, 3).is_err());
        drop(zero);
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }
}
