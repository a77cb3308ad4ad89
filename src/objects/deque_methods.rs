//! What a deque can do (`Modules/_collectionsmodule.c@v3.13.0#deque_methods`).

use super::args::{Limits, check_count};
use super::deque::{iterator, left, make, reduce_iterator, view};
use super::iterators::{compare_rows, state_arg};
use super::text_builder::TextBuilder;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::item_blocks::{BLOCK, ItemBlocks};
use crate::typeobject::slots::{Args, CompareOp, MethodDef};
use crate::typeobject::{Builtin, is_instance};

fn items(this: &Obj) -> &ItemBlocks {
    &view(this).get().items
}

pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let names = ["iterable", "maxlen"];
    let [iterable, maxlen] = args.parse(rt, "deque", names, Limits::required(0))?;
    let maxlen = match maxlen.filter(|maxlen| !maxlen.is(rt.none())) {
        Some(maxlen) => {
            let maxlen = state_arg(rt, maxlen)?;
            let Ok(maxlen) = usize::try_from(maxlen) else {
                return Err(rt.value_error("maxlen must be non-negative"));
            };
            Some(maxlen)
        }
        None => None,
    };
    items(this).set_maxlen(maxlen);
    items(this).clear(rt);
    match iterable {
        Some(iterable) => extend_right(rt, this, iterable),
        None => Ok(()),
    }
}

/// Adds an item at the right; where there are too many, the first one goes.
fn append(rt: &Runtime, this: &Obj, item: Obj) -> PyResult<()> {
    items(this).push_right(rt, item)?;
    let over = items(this)
        .maxlen()
        .is_some_and(|max| items(this).len() > max);
    drop(over.then(|| items(this).pop_left(rt)));
    Ok(())
}

/// Adds an item at the left; where there are too many, the last one goes.
fn append_left(rt: &Runtime, this: &Obj, item: Obj) -> PyResult<()> {
    items(this).push_left(rt, item)?;
    let over = items(this)
        .maxlen()
        .is_some_and(|max| items(this).len() > max);
    drop(over.then(|| items(this).pop_right(rt)));
    Ok(())
}

fn extend(
    rt: &Runtime,
    this: &Obj,
    iterable: &Obj,
    add: fn(&Runtime, &Obj, Obj) -> PyResult<()>,
) -> PyResult<()> {
    if iterable.is(this) {
        for item in items(this).to_vec() {
            add(rt, this, item)?;
        }
        return Ok(());
    }
    let iterator = rt.iter(iterable)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        add(rt, this, item)?;
    }
    Ok(())
}

fn extend_right(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult<()> {
    // Those of an empty deque begin at the left: that saves room.
    items(this).begin_left();
    extend(rt, this, iterable, append)
}

/// A deque of the same class and with the same limit.
fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    let class = this.ty();
    if class.is_exactly(Builtin::Deque) {
        let made = make(rt, class, items(this).maxlen())?;
        extend_right(rt, &made, this)?;
        return Ok(made);
    }
    let maker = class.to_obj();
    let made = match items(this).maxlen() {
        Some(maxlen) => rt.call_with(&maker, &[this.clone(), rt.new_size(maxlen)?])?,
        None => rt.call_with(&maker, std::slice::from_ref(this))?,
    };
    if !is_instance(&made, rt.ty(Builtin::Deque)) {
        let (class, what) = (class.short_name(), made.ty());
        let what = what.short_name();
        let message = format!("{class}() must return a deque, not {what}");
        return Err(rt.type_error(message));
    }
    Ok(made)
}

pub(super) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if !rt.repr_enter(this)? {
        return rt.new_str("[...]");
    }
    let result = (|| {
        let mut text = TextBuilder::new();
        text.push_str(this.ty().short_name());
        text.push_str("(");
        let list = rt.new_list(items(this).to_vec())?;
        text.push_repr(rt, &list)?;
        if let Some(maxlen) = items(this).maxlen() {
            text.push_str(&format!(", maxlen={maxlen}"));
        }
        text.push_str(")");
        text.finish(rt)
    })();
    rt.repr_leave(this);
    result
}

pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    if !is_instance(other, rt.ty(Builtin::Deque)) {
        return Ok(rt.not_implemented().clone());
    }
    let (a, b) = (items(this), items(other));
    if a.len() != b.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return rt.new_bool(op == CompareOp::Ne);
    }
    // Each has an iterator meanwhile.
    let _iterated = (this.clone(), other.clone());
    let pair = |index| Some((a.get(index)?, b.get(index)?));
    compare_rows(rt, op, || (a.len(), b.len()), pair)
}

pub(super) fn concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if !is_instance(other, rt.ty(Builtin::Deque)) {
        let what = other.ty().name();
        let message = format!("can only concatenate deque (not \"{what}\") to deque");
        return Err(rt.type_error(message));
    }
    let made = copy(rt, this)?;
    extend_right(rt, &made, other)?;
    Ok(made)
}

pub(super) fn inplace_concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    extend_right(rt, this, other)?;
    Ok(this.clone())
}

pub(super) fn repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    inplace_repeat(rt, &copy(rt, this)?, times)
}

pub(super) fn inplace_repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    if times <= 0 {
        items(this).clear(rt);
        return Ok(this.clone());
    }
    let once = items(this).to_vec();
    if once.is_empty() {
        return Ok(this.clone());
    }
    let most = items(this).maxlen().unwrap_or(usize::MAX);
    let mut times = times as usize - 1;
    if most < usize::MAX {
        times = times.min(most / once.len() + 1);
    }
    let total = once.len().checked_mul(times);
    let total = total.filter(|total| *total < isize::MAX as usize / 16);
    let total = total.ok_or_else(|| rt.memory_error())?;
    rt.check_rust_memory(total * 8)?;
    for item in (0..times).flat_map(|_| &once) {
        rt.spend(1)?;
        append(rt, this, item.clone())?;
    }
    Ok(this.clone())
}

pub(super) fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let found = usize::try_from(index).ok();
    let found = found.and_then(|index| items(this).get(index));
    found.ok_or_else(|| rt.raise(Builtin::IndexError, "deque index out of range"))
}

pub(super) fn assign_item(
    rt: &Runtime,
    this: &Obj,
    index: isize,
    value: Option<&Obj>,
) -> PyResult<()> {
    let len = items(this).len();
    let Some(index) = usize::try_from(index).ok().filter(|&index| index < len) else {
        return Err(rt.raise(Builtin::IndexError, "deque index out of range"));
    };
    match value {
        Some(value) => drop(items(this).replace(index, value.clone())),
        None => remove_at(rt, this, index)?,
    }
    Ok(())
}

fn remove_at(rt: &Runtime, this: &Obj, index: usize) -> PyResult<()> {
    rotate_by(rt, this, -(index as i64))?;
    let gone = items(this).pop_left(rt);
    rotate_by(rt, this, index as i64)?;
    drop(gone);
    Ok(())
}

pub(super) fn contains(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult<bool> {
    Ok(find(rt, this, wanted, 0, usize::MAX, Builtin::RuntimeError)?.is_some())
}

/// The first place of an item that is, or equals, the one that is wanted. Where
/// comparing changes the deque, that is an error of a class.
fn find(
    rt: &Runtime,
    this: &Obj,
    wanted: &Obj,
    start: usize,
    stop: usize,
    changed: Builtin,
) -> PyResult<Option<usize>> {
    let state = items(this).state();
    for index in start..stop.min(items(this).len()) {
        let Some(item) = items(this).get(index) else {
            break;
        };
        rt.spend(1)?;
        let equal = rt.equal(&item, wanted)?;
        if state != items(this).state() {
            let message = "deque mutated during iteration";
            return Err(rt.raise(changed, message));
        }
        if equal {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn count(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult {
    let (mut count, mut start) = (0, 0);
    let changed = Builtin::RuntimeError;
    while let Some(found) = find(rt, this, wanted, start, usize::MAX, changed)? {
        count += 1;
        start = found + 1;
    }
    rt.new_size(count)
}

fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "index", args.len(), 1, 3)?;
    let len = items(this).len() as isize;
    let bound = |index: usize, default: isize| -> PyResult<usize> {
        let value = super::iterators::slice_arg(rt, args.get(index), default)?;
        let value = if value < 0 { value + len } else { value };
        Ok(value.clamp(0, len) as usize)
    };
    let (start, stop) = (bound(1, 0)?, bound(2, isize::MAX)?);
    match find(rt, this, &args[0], start, stop, Builtin::RuntimeError)? {
        Some(index) => rt.new_size(index),
        None => {
            let shown = super::builtin_function::plain(&rt.repr(&args[0])?);
            Err(rt.value_error(format!("{shown} is not in deque")))
        }
    }
}

fn remove(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult {
    match find(rt, this, wanted, 0, usize::MAX, Builtin::IndexError)? {
        Some(index) => {
            remove_at(rt, this, index)?;
            rt.done()
        }
        None => {
            let shown = super::builtin_function::plain(&rt.repr(wanted)?);
            Err(rt.value_error(format!("{shown} is not in deque")))
        }
    }
}

fn insert(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "insert", args.len(), 2, 2)?;
    let len = items(this).len();
    if items(this).maxlen() == Some(len) {
        let message = "deque already at its maximum size";
        return Err(rt.raise(Builtin::IndexError, message));
    }
    let index = rt.as_index(&args[0], None)? as i64;
    let value = args[1].clone();
    if index >= len as i64 {
        append(rt, this, value)?;
    } else if index <= -(len as i64) || index == 0 {
        append_left(rt, this, value)?;
    } else {
        rotate_by(rt, this, -index)?;
        if index < 0 {
            append(rt, this, value)?;
        } else {
            append_left(rt, this, value)?;
        }
        rotate_by(rt, this, index)?;
    }
    rt.done()
}

/// Moves items from the right end to the left, or the other way for a negative number.
fn rotate_by(rt: &Runtime, this: &Obj, steps: i64) -> PyResult<()> {
    let items = items(this);
    let len = items.len() as i64;
    if len <= 1 {
        return Ok(());
    }
    let mut steps = steps % len;
    if steps > len / 2 {
        steps -= len;
    } else if steps < -(len / 2) {
        steps += len;
    }
    rt.spend(steps.unsigned_abs() / 8)?;
    for _ in 0..steps {
        if let Some(item) = items.pop_right(rt) {
            items.push_left(rt, item)?;
        }
    }
    for _ in steps..0 {
        if let Some(item) = items.pop_left(rt) {
            items.push_right(rt, item)?;
        }
    }
    Ok(())
}

fn rotate(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "rotate", args.len(), 0, 1)?;
    let steps = match args.first() {
        Some(steps) => rt.as_index(steps, Some(Builtin::OverflowError))?,
        None => 1,
    };
    rotate_by(rt, this, steps as i64)?;
    rt.done()
}

fn reverse(rt: &Runtime, this: &Obj) -> PyResult {
    let (mut low, mut high) = (0, items(this).len());
    while low + 1 < high {
        high -= 1;
        if let Some(item) = items(this).get(low) {
            let other = items(this).replace(high, item);
            drop(items(this).replace(low, other));
        }
        low += 1;
    }
    rt.done()
}

fn pop(rt: &Runtime, item: Option<Obj>) -> PyResult {
    item.ok_or_else(|| rt.raise(Builtin::IndexError, "pop from an empty deque"))
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let class = this.ty().to_obj();
    let args = match items(this).maxlen() {
        Some(maxlen) => vec![rt.new_tuple(Vec::new())?, rt.new_size(maxlen)?],
        None => Vec::new(),
    };
    let state = rt.call_method(this, "__getstate__", &[])?;
    let items = rt.iter(this)?;
    rt.new_tuple(vec![class, rt.new_tuple(args)?, state, items])
}

pub(super) static METHODS: &[MethodDef] = &[
    MethodDef::one("append", |rt, this, item| {
        append(rt, this, item.clone())?;
        rt.done()
    }),
    MethodDef::one("appendleft", |rt, this, item| {
        append_left(rt, this, item.clone())?;
        rt.done()
    }),
    MethodDef::none("clear", |rt, this| {
        items(this).clear(rt);
        rt.done()
    }),
    MethodDef::none("__copy__", copy),
    MethodDef::none("copy", copy),
    MethodDef::one("count", count),
    MethodDef::one("extend", |rt, this, iterable| {
        extend_right(rt, this, iterable)?;
        rt.done()
    }),
    MethodDef::one("extendleft", |rt, this, iterable| {
        items(this).begin_right();
        extend(rt, this, iterable, append_left)?;
        rt.done()
    }),
    MethodDef::many("index", index),
    MethodDef::many("insert", insert),
    MethodDef::none("pop", |rt, this| pop(rt, items(this).pop_right(rt))),
    MethodDef::none("popleft", |rt, this| pop(rt, items(this).pop_left(rt))),
    super::generic_alias::CLASS_GETITEM,
    MethodDef::none("__reduce__", reduce),
    MethodDef::one("remove", remove),
    MethodDef::none("__reversed__", |rt, this| {
        iterator(rt, this, Builtin::DequeReverseIterator)
    }),
    MethodDef::none("reverse", reverse),
    MethodDef::many("rotate", rotate),
    MethodDef::none("__sizeof__", |rt, this| {
        rt.new_size(this.ty().instance_size(0) + items(this).blocks() * BLOCK)
    }),
];

pub(super) static ITERATOR_METHODS: &[MethodDef] = &[
    MethodDef::none("__length_hint__", left),
    MethodDef::none("__reduce__", reduce_iterator),
];
