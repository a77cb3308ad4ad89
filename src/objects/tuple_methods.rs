//! What tuples can do: their methods and operators
//! (`Objects/tupleobject.c@v3.13.0#tuple_methods`).
//!
//! A tuple does not change, so where the result would have the same items, it is the
//! same tuple: `t[:]`, `t + ()`, `t * 1`, `tuple(t)`.

use super::args::check_count;
use super::protocol::is_index;
use super::text_builder::TextBuilder;
use super::{iterators, list, slice, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::slots::{Args, CompareOp, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject};

/// Whether the object is a tuple and of no subclass.
fn is_exact(object: &Obj) -> bool {
    object.ty().is_exactly(Builtin::Tuple)
}

/// `tuple(iterable)`.
pub(super) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    let exactly = class.is_exactly(Builtin::Tuple);
    if exactly || has_own_init(rt, class.get()) {
        args.no_keywords(rt, "tuple")?;
    }
    let args = args.positionals();
    check_count(rt, "tuple", args.len(), 0, 1)?;
    let items = match args.first() {
        Some(iterable) => from_iterable(rt, iterable)?,
        None => rt.new_tuple(Vec::new())?,
    };
    if exactly {
        return Ok(items);
    }
    rt.tuple_of(class, tuple::items(&items).to_vec())
}

/// Whether a class leaves `__init__` as it is for tuples.
fn has_own_init(rt: &Runtime, class: &PyTypeObject) -> bool {
    let base = rt.ty(Builtin::Tuple).tp_init.get();
    match (class.tp_init.get(), base) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// A tuple of what an iterable yields (`PySequence_Tuple`).
pub(crate) fn from_iterable(rt: &Runtime, iterable: &Obj) -> PyResult {
    if is_exact(iterable) {
        return Ok(iterable.clone());
    }
    if iterable.ty().is_exactly(Builtin::List) {
        let len = list::len(iterable);
        rt.spend(len as u64 / 8)?;
        // Making a tuple runs no code that could change the list.
        return rt.tuple_from(len, |index| {
            list::get(iterable, index).unwrap_or_else(|| rt.none().clone())
        });
    }
    rt.new_tuple(rt.collect_sized(iterable)?)
}

/// `tuple + tuple`.
pub(super) fn concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    let a = tuple::items(this);
    if a.is_empty() && is_exact(other) {
        return Ok(other.clone());
    }
    let Some(other_tuple) = other.cast::<PyTuple>() else {
        let name = other.ty().name();
        return Err(rt.type_error(format!(
            "can only concatenate tuple (not \"{name}\") to tuple"
        )));
    };
    let b = other_tuple.tail();
    if b.is_empty() && is_exact(this) {
        return Ok(this.clone());
    }
    rt.spend((a.len() + b.len()) as u64 / 8)?;
    rt.tuple_from(a.len() + b.len(), |index| match a.get(index) {
        Some(item) => item.clone(),
        None => b[index - a.len()].clone(),
    })
}

/// `tuple * count`.
pub(super) fn repeat(rt: &Runtime, this: &Obj, count: isize) -> PyResult {
    let items = tuple::items(this);
    if (items.is_empty() || count == 1) && is_exact(this) {
        return Ok(this.clone());
    }
    let total = items.len().checked_mul(count.max(0) as usize);
    let total = total.filter(|&total| total < isize::MAX as usize / 16);
    let total = total.ok_or_else(|| rt.memory_error())?;
    rt.spend(total as u64 / 64)?;
    rt.tuple_from(total, |index| items[index % items.len()].clone())
}

/// `tuple[index]`; negative indices are the caller's concern.
pub(super) fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let item = usize::try_from(index)
        .ok()
        .and_then(|index| tuple::items(this).get(index));
    match item {
        Some(item) => Ok(item.clone()),
        None => Err(rt.raise(Builtin::IndexError, "tuple index out of range")),
    }
}

/// `tuple[key]`.
pub(super) fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    let items = tuple::items(this);
    if is_index(key) {
        let index = rt.as_index(key, Some(Builtin::IndexError))?;
        let from_end = if index < 0 { items.len() as isize } else { 0 };
        return item(rt, this, index + from_end);
    }
    if !slice::is_slice(key) {
        let name = key.ty().name();
        return Err(rt.type_error(format!(
            "tuple indices must be integers or slices, not {name}"
        )));
    }
    let (start, _, step, count) = slice::indices(rt, key, items.len())?;
    if start == 0 && step == 1 && count == items.len() && is_exact(this) {
        return Ok(this.clone());
    }
    rt.spend(count as u64 / 8)?;
    rt.tuple_from(count, |n| {
        items[(start + n as isize * step) as usize].clone()
    })
}

/// `value in tuple`.
pub(super) fn contains(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult<bool> {
    Ok(find(rt, this, value, 0, usize::MAX)?.is_some())
}

fn find(
    rt: &Runtime,
    this: &Obj,
    value: &Obj,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    let items = tuple::items(this);
    let stop = stop.min(items.len());
    for (index, item) in items.iter().enumerate().take(stop).skip(start) {
        rt.spend(1)?;
        if rt.equal(item, value)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// `tuple < tuple` and the like.
pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    if other.cast::<PyTuple>().is_none() {
        return Ok(rt.not_implemented().clone());
    }
    let (a, b) = (tuple::items(this), tuple::items(other));
    iterators::compare_rows(
        rt,
        op,
        || (a.len(), b.len()),
        |index| Some((a.get(index)?, b.get(index)?)),
    )
}

/// `repr(tuple)`.
pub(super) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if tuple::items(this).is_empty() {
        return rt.new_str("()");
    }
    if !rt.repr_enter(this)? {
        return rt.new_str("(...)");
    }
    let text = repr_items(rt, tuple::items(this));
    rt.repr_leave(this);
    text?.finish(rt)
}

fn repr_items(rt: &Runtime, items: &[Obj]) -> PyResult<TextBuilder> {
    let mut text = TextBuilder::new();
    text.push_str("(");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_repr(rt, item)?;
    }
    text.push_str(if items.len() == 1 { ",)" } else { ")" });
    Ok(text)
}

fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "index", args.len(), 1, 3)?;
    let start = iterators::slice_arg(rt, args.get(1), 0)?;
    let stop = iterators::slice_arg(rt, args.get(2), isize::MAX)?;
    let len = tuple::items(this).len() as isize;
    let clip = |index: isize| {
        let index = if index < 0 { index + len } else { index };
        index.max(0) as usize
    };
    match find(rt, this, &args[0], clip(start), clip(stop))? {
        Some(index) => rt.new_size(index),
        None => Err(rt.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    let mut count = 0;
    for item in tuple::items(this) {
        rt.spend(1)?;
        count += usize::from(rt.equal(item, value)?);
    }
    rt.new_size(count)
}

fn getnewargs(rt: &Runtime, this: &Obj) -> PyResult {
    let items = tuple::items(this);
    let copy = if is_exact(this) {
        this.clone()
    } else {
        rt.tuple_from(items.len(), |index| items[index].clone())?
    };
    rt.new_tuple(vec![copy])
}

/// The methods of `tuple`.
pub(super) static METHODS: &[MethodDef] = &[
    MethodDef::none("__getnewargs__", getnewargs),
    MethodDef::many("index", index),
    MethodDef::one("count", count),
    super::generic_alias::CLASS_GETITEM,
];
