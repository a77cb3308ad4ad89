//! What lists can do: their methods and operators
//! (`Objects/listobject.c@v3.13.0#list_methods`).
//!
//! Wherever items are compared, other code may run and change the list; so each step
//! asks anew how long it is.

use super::args::{Limits, check_count};
use super::list::{self, PyListObject};
use super::text_builder::TextBuilder;
use super::{
    dict, dict_views, iterators, list_iter, list_slices, list_sort, set, tuple,
};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::{ITEM, ItemArray};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, CompareOp, MethodDef};

fn items(list: &Obj) -> &ItemArray {
    &list.expect::<PyListObject>().get().items
}

/// A list of what an iterable yields (`PySequence_List`).
pub(crate) fn from_iterable(rt: &Runtime, iterable: &Obj) -> PyResult {
    let result = rt.empty_list()?;
    extend(rt, &result, iterable)?;
    Ok(result)
}

/// The items of an iterable, which becomes a list unless it is one or a tuple
/// (`Objects/abstract.c@v3.13.0#PySequence_Fast`). The list asks its iterator for an
/// iterator, and how much it has.
pub(crate) fn row(rt: &Runtime, iterable: &Obj) -> PyResult<Vec<Obj>> {
    let ty = iterable.ty();
    if ty.is_exactly(Builtin::List) || ty.is_exactly(Builtin::Tuple) {
        return rt.collect(iterable);
    }
    let list = from_iterable(rt, &rt.iter(iterable)?)?;
    Ok(items(&list).to_vec())
}

/// Adds what an iterable yields at the end.
pub(crate) fn extend(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult<()> {
    let ty = iterable.ty();
    if this.is(iterable) {
        repeat_in_place(rt, this, 2)
    } else if let Some(other) = iterable.cast::<PyListObject>()
        && ty.is_exactly(Builtin::List)
    {
        let other = &other.get().items;
        let copies = (0..other.len()).map_while(|index| other.get(index));
        extend_with(rt, this, other.len(), copies)
    } else if ty.is_exactly(Builtin::Tuple) {
        let other = tuple::items(iterable);
        extend_with(rt, this, other.len(), other.iter().cloned())
    } else if let Some(others) = known_items(rt, iterable)? {
        rt.spend(others.len() as u64 / 8)?;
        let items = items(this);
        items.grow(rt, others.len())?;
        others.into_iter().try_for_each(|item| items.push(rt, item))
    } else {
        extend_iter(rt, this, iterable)
    }
}

/// The items of sets, dicts and their views, which are at hand without an iterator.
fn known_items(rt: &Runtime, iterable: &Obj) -> PyResult<Option<Vec<Obj>>> {
    let ty = iterable.ty();
    if ty.is_exactly(Builtin::Set) || ty.is_exactly(Builtin::FrozenSet) {
        return Ok(Some(set::items(iterable)));
    }
    if ty.is_exactly(Builtin::Dict) {
        return Ok(Some(dict::keys(iterable)));
    }
    let viewed = if ty.is_exactly(Builtin::DictKeys)
        || ty.is_exactly(Builtin::DictValues)
        || ty.is_exactly(Builtin::DictItems)
    {
        dict_views::viewed(iterable)
    } else {
        None
    };
    let Some(viewed) = viewed else {
        return Ok(None);
    };
    if ty.is_exactly(Builtin::DictKeys) {
        return Ok(Some(dict::keys(&viewed)));
    }
    if ty.is_exactly(Builtin::DictValues) {
        return Ok(Some(dict::values(&viewed)));
    }
    let pairs = dict::items(&viewed).into_iter();
    let pairs = pairs.map(|(key, value)| rt.new_tuple(vec![key, value]));
    pairs.collect::<PyResult<Vec<Obj>>>().map(Some)
}

/// Adds `count` items that are at hand.
fn extend_with(
    rt: &Runtime,
    this: &Obj,
    count: usize,
    others: impl Iterator<Item = Obj>,
) -> PyResult<()> {
    if count == 0 {
        return Ok(());
    }
    rt.spend(count as u64 / 8)?;
    let items = items(this);
    items.make_room(rt, count)?;
    for item in others {
        items.push(rt, item)?;
    }
    Ok(())
}

/// Adds what an iterator yields; how many items that may be is asked before, so that
/// room is made once.
fn extend_iter(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult<()> {
    let iterator = rt.iter(iterable)?;
    let expected = rt.length_hint(iterable, 8)?;
    let items = items(this);
    if expected < isize::MAX as usize - items.len() {
        items.make_room(rt, expected)?;
    }
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        items.push(rt, item)?;
    }
    items.settle(rt);
    Ok(())
}

/// `list *= count`.
fn repeat_in_place(rt: &Runtime, this: &Obj, count: isize) -> PyResult<()> {
    let items = items(this);
    let len = items.len();
    if len == 0 || count == 1 {
        return Ok(());
    }
    if count < 1 {
        items.clear(rt);
        return Ok(());
    }
    let more = len.checked_mul(count as usize - 1);
    let more = more.filter(|&more| more <= isize::MAX as usize / 8);
    let more = more.ok_or_else(|| rt.memory_error())?;
    rt.spend(more as u64 / 64)?;
    items.grow(rt, more)?;
    for index in 0..more {
        let item = items.get(index % len);
        items.push(rt, item.unwrap_or_else(|| rt.none().clone()))?;
    }
    Ok(())
}

/// `list + list`.
pub(super) fn concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    let Some(others) = other.cast::<PyListObject>() else {
        let name = other.ty().name();
        return Err(rt.type_error(format!(
            "can only concatenate list (not \"{name}\") to list"
        )));
    };
    let (a, b) = (items(this), &others.get().items);
    let len = a.len() + b.len();
    rt.spend(len as u64 / 8)?;
    rt.list_from(len, a.iter().chain(b.iter()))
}

/// `list * count`.
pub(super) fn repeat(rt: &Runtime, this: &Obj, count: isize) -> PyResult {
    let items = items(this);
    let len = items.len();
    let total = len.checked_mul(count.max(0) as usize);
    let total = total.filter(|&total| total <= isize::MAX as usize / 8);
    let total = total.ok_or_else(|| rt.memory_error())?;
    rt.spend(total as u64 / 64)?;
    let repeated = (0..total).map(|index| {
        let item = items.get(index % len);
        item.unwrap_or_else(|| rt.none().clone())
    });
    rt.list_from(total, repeated)
}

/// `list += iterable`.
pub(super) fn inplace_concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    extend(rt, this, other)?;
    Ok(this.clone())
}

/// `list *= count`.
pub(super) fn inplace_repeat(rt: &Runtime, this: &Obj, count: isize) -> PyResult {
    repeat_in_place(rt, this, count)?;
    Ok(this.clone())
}

/// The index of the first item equal to a value, between two indices.
fn find(
    rt: &Runtime,
    this: &Obj,
    value: &Obj,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    for index in start..stop {
        let Some(item) = list::get(this, index) else {
            break;
        };
        rt.spend(1)?;
        if rt.equal(&item, value)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// `value in list`.
pub(super) fn contains(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult<bool> {
    Ok(find(rt, this, value, 0, usize::MAX)?.is_some())
}

/// `list < list` and the like.
pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    if other.cast::<PyListObject>().is_none() {
        return Ok(rt.not_implemented().clone());
    }
    let (a, b) = (items(this), items(other));
    if a.len() != b.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return rt.new_bool(op == CompareOp::Ne);
    }
    iterators::compare_rows(
        rt,
        op,
        || (a.len(), b.len()),
        |index| Some((a.get(index)?, b.get(index)?)),
    )
}

/// `repr(list)`.
pub(super) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if items(this).is_empty() {
        return rt.new_str("[]");
    }
    if !rt.repr_enter(this)? {
        return rt.new_str("[...]");
    }
    let text = repr_items(rt, this);
    rt.repr_leave(this);
    text?.finish(rt)
}

fn repr_items(rt: &Runtime, this: &Obj) -> PyResult<TextBuilder> {
    let mut text = TextBuilder::new();
    text.push_str("[");
    let mut index = 0;
    while let Some(item) = list::get(this, index) {
        if index > 0 {
            text.push_str(", ");
        }
        rt.uncounted(item, |item| text.push_repr(rt, item))?;
        index += 1;
    }
    text.push_str("]");
    Ok(text)
}

fn append(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    list::append(rt, this, value.clone())?;
    rt.done()
}

fn extend_method(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult {
    extend(rt, this, iterable)?;
    rt.done()
}

fn insert(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "insert", args.len(), 2, 2)?;
    let index = iterators::size_arg(rt, &args[0])?;
    let items = items(this);
    let len = items.len() as isize;
    let index = if index < 0 { index + len } else { index };
    items.insert(rt, index.clamp(0, len) as usize, args[1].clone())?;
    rt.done()
}

fn remove(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    match find(rt, this, value, 0, usize::MAX)? {
        Some(index) if index < list::len(this) => {
            list_slices::splice(rt, this, index, index + 1, Vec::new())?;
            rt.done()
        }
        // The comparison emptied the list.
        Some(_) => rt.done(),
        None => Err(rt.value_error("list.remove(x): x not in list")),
    }
}

fn pop(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "pop", args.len(), 0, 1)?;
    let index = match args.first() {
        Some(index) => iterators::size_arg(rt, index)?,
        None => -1,
    };
    let items = items(this);
    if items.is_empty() {
        return Err(rt.raise(Builtin::IndexError, "pop from empty list"));
    }
    let len = items.len() as isize;
    let index = if index < 0 { index + len } else { index };
    if !(0..len).contains(&index) {
        return Err(rt.raise(Builtin::IndexError, "pop index out of range"));
    }
    Ok(items.pop(rt, index as usize))
}

fn clear(rt: &Runtime, this: &Obj) -> PyResult {
    items(this).clear(rt);
    rt.done()
}

pub(super) fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "index", args.len(), 1, 3)?;
    let start = iterators::slice_arg(rt, args.get(1), 0)?;
    let stop = iterators::slice_arg(rt, args.get(2), isize::MAX)?;
    let len = list::len(this) as isize;
    let clip = |index: isize| {
        let index = if index < 0 { index + len } else { index };
        index.max(0) as usize
    };
    match find(rt, this, &args[0], clip(start), clip(stop))? {
        Some(index) => rt.new_size(index),
        None => {
            let mut text = TextBuilder::new();
            text.push_repr(rt, &args[0])?;
            text.push_str(" is not in list");
            Err(rt.raise_value(Builtin::ValueError, text.finish(rt)?))
        }
    }
}

fn count(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    let (mut count, mut index) = (0, 0);
    while let Some(item) = list::get(this, index) {
        rt.spend(1)?;
        count += usize::from(rt.equal(&item, value)?);
        index += 1;
    }
    rt.new_size(count)
}

fn reverse(rt: &Runtime, this: &Obj) -> PyResult {
    let items = items(this);
    let len = items.len();
    rt.spend(len as u64 / 16)?;
    for index in 0..len / 2 {
        items.swap(index, len - 1 - index);
    }
    rt.done()
}

/// A shallow copy.
pub(crate) fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    list_slices::part(rt, this, 0, list::len(this))
}

fn sort(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0).keyword_only(0);
    let [key, reverse] = args.parse(rt, "sort", ["key", "reverse"], limits)?;
    let reverse = reverse.map_or(Ok(false), |reverse| rt.is_true(reverse))?;
    list_sort::sort(rt, this, key, reverse)?;
    rt.done()
}

/// The bytes of a list and of its items' block, without what stands before the list.
pub(crate) fn sizeof(list: &Obj) -> usize {
    list.ty().instance_size(0) + items(list).allocated() * ITEM
}

/// The methods of `list`.
pub(super) static METHODS: &[MethodDef] = &[
    MethodDef::one("__getitem__", list_slices::subscript),
    MethodDef::none("__reversed__", list_iter::reversed),
    MethodDef::none("__sizeof__", |rt, this| rt.new_size(sizeof(this))),
    MethodDef::none("clear", clear),
    MethodDef::none("copy", copy),
    MethodDef::one("append", append),
    MethodDef::many("insert", insert),
    MethodDef::one("extend", extend_method),
    MethodDef::many("pop", pop),
    MethodDef::one("remove", remove),
    MethodDef::many("index", index),
    MethodDef::one("count", count),
    MethodDef::none("reverse", reverse),
    MethodDef::keywords("sort", sort),
    super::generic_alias::CLASS_GETITEM,
];
