//! `list[...]`: items and slices of a list, read, assigned and deleted
//! (`Objects/listobject.c@v3.13.0#list_subscript`).

use super::list::{self, PyListObject};
use super::protocol::is_index;
use super::{slice, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::ItemArray;
use crate::typeobject::Builtin;

fn items(list: &Obj) -> &ItemArray {
    &list.expect::<PyListObject>().get().items
}

/// Drops what was replaced, the last of it first.
fn drop_reversed(mut old: Vec<Obj>) {
    while let Some(item) = old.pop() {
        drop(item);
    }
}

/// `list[index]`; negative indices are the caller's concern.
pub(crate) fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let item = usize::try_from(index)
        .ok()
        .and_then(|index| items(this).get(index));
    item.ok_or_else(|| rt.raise(Builtin::IndexError, "list index out of range"))
}

/// `list[index] = value`, or `del list[index]`, which never gives room back.
pub(crate) fn assign_item(
    rt: &Runtime,
    this: &Obj,
    index: isize,
    value: Option<&Obj>,
) -> PyResult<()> {
    if let Some(value) = value {
        return list::set_item(rt, this, index, value.clone());
    }
    let items = items(this);
    if index as usize >= items.len() {
        return Err(list::no_such_item(rt));
    }
    drop(items.remove(index as usize));
    Ok(())
}

fn bad_index(rt: &Runtime, key: &Obj) -> Raised {
    let name = key.ty().name();
    rt.type_error(format!(
        "list indices must be integers or slices, not {name}"
    ))
}

/// A key as an index; negative ones count from the end.
fn index(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<isize> {
    let index = rt.as_index(key, Some(Builtin::IndexError))?;
    if index < 0 {
        return Ok(index + list::len(this) as isize);
    }
    Ok(index)
}

/// `list[key]`.
pub(crate) fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if is_index(key) {
        let index = index(rt, this, key)?;
        return item(rt, this, index);
    }
    if !slice::is_slice(key) {
        return Err(bad_index(rt, key));
    }
    let (start, stop, step) = slice::unpack(rt, key)?;
    let (start, _, count) = slice::adjust(list::len(this), start, stop, step);
    copy(rt, this, start, step, count)
}

/// A new list of `count` items, every `step`-th from `start` on.
fn copy(rt: &Runtime, this: &Obj, start: isize, step: isize, count: usize) -> PyResult {
    rt.spend(count as u64 / 8)?;
    let items = items(this);
    // The indices are valid: nothing runs between counting the items and this.
    let taken = (0..count).map(|n| {
        let item = items.get((start + n as isize * step) as usize);
        item.unwrap_or_else(|| rt.none().clone())
    });
    rt.list_from(count, taken)
}

/// A list of the items from `start` to `stop`, both within the list.
pub(crate) fn part(rt: &Runtime, this: &Obj, start: usize, stop: usize) -> PyResult {
    copy(rt, this, start as isize, 1, stop - start)
}

/// `list[key] = value`, or `del list[key]`.
pub(crate) fn assign_subscript(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    if is_index(key) {
        let index = index(rt, this, key)?;
        return assign_item(rt, this, index, value);
    }
    if !slice::is_slice(key) {
        return Err(bad_index(rt, key));
    }
    let parts = slice::unpack(rt, key)?;
    match value {
        Some(value) => assign_slice(rt, this, parts, value),
        None => delete_slice(rt, this, parts),
    }
}

/// A slice's parts clipped to the list; what ends before it begins is empty, and lies
/// where it begins.
fn clip(this: &Obj, parts: (isize, isize, isize)) -> (isize, isize, usize) {
    let (start, stop, step) = parts;
    let (start, stop, count) = slice::adjust(list::len(this), start, stop, step);
    if count == 0 {
        return (start, start, 0);
    }
    (start, stop, count)
}

fn assign_slice(
    rt: &Runtime,
    this: &Obj,
    parts: (isize, isize, isize),
    value: &Obj,
) -> PyResult<()> {
    let sequence = if this.is(value) {
        part(rt, this, 0, list::len(this))?
    } else {
        sequence(rt, value, "must assign iterable to extended slice")?
    };
    let (start, stop, count) = clip(this, parts);
    let values = values(&sequence);
    rt.spend(values.len() as u64 / 8)?;
    if parts.2 == 1 {
        return splice(rt, this, start as usize, stop as usize, values);
    }
    if values.len() != count {
        return Err(rt.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {count}",
            values.len()
        )));
    }
    let items = items(this);
    let store = |(n, value)| {
        let index = start + n as isize * parts.2;
        items.replace(index as usize, value)
    };
    let old: Vec<Obj> = values.into_iter().enumerate().map(store).collect();
    drop(old);
    Ok(())
}

fn delete_slice(
    rt: &Runtime,
    this: &Obj,
    parts: (isize, isize, isize),
) -> PyResult<()> {
    let (start, stop, count) = clip(this, parts);
    if parts.2 == 1 {
        return splice(rt, this, start as usize, stop as usize, Vec::new());
    }
    if count == 0 {
        return Ok(());
    }
    let (first, step) = if parts.2 < 0 {
        (start + parts.2 * (count as isize - 1), -parts.2)
    } else {
        (start, parts.2)
    };
    drop(items(this).remove_every(rt, first as usize, step as usize, count));
    Ok(())
}

/// Replaces the items from `start` to `stop` by others
/// (`Objects/listobject.c@v3.13.0#list_ass_slice`).
pub(crate) fn splice(
    rt: &Runtime,
    this: &Obj,
    start: usize,
    stop: usize,
    values: Vec<Obj>,
) -> PyResult<()> {
    let items = items(this);
    if values.is_empty() && stop - start == items.len() {
        items.clear(rt);
        return Ok(());
    }
    drop_reversed(items.splice(rt, start, stop, values)?);
    Ok(())
}

/// A list or tuple as it is; of another iterable, a list of its items
/// (`Objects/abstract.c@v3.13.0#PySequence_Fast`).
pub(crate) fn sequence(rt: &Runtime, iterable: &Obj, message: &str) -> PyResult {
    if iterable.ty().is_exactly(Builtin::List)
        || iterable.ty().is_exactly(Builtin::Tuple)
    {
        return Ok(iterable.clone());
    }
    match rt.iter(iterable) {
        Ok(iterator) => super::list_methods::from_iterable(rt, &iterator),
        Err(raised) => Err(if super::iterators::swallow(rt, Builtin::TypeError) {
            rt.type_error(message)
        } else {
            raised
        }),
    }
}

/// The items of what [`sequence`] returned.
pub(crate) fn values(sequence: &Obj) -> Vec<Obj> {
    match sequence.cast::<PyListObject>() {
        Some(list) => list.items.to_vec(),
        None => tuple::items(sequence).to_vec(),
    }
}
