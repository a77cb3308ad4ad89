//! The operators of arrays, and their items by index and slice
//! (`Modules/arraymodule.c@v3.13.0#array_as_sequence`).

use super::array::{PyArrayObject, is_array, view, with_bytes};
use super::array_items as items;
use super::iterators::compare_rows;
use super::protocol::is_index;
use super::slice;
use super::str::Text;
use super::text_builder::TextBuilder;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;

pub(super) fn own(this: &Obj) -> &PyArrayObject {
    view(this).get()
}

/// The item at an index below the length.
pub(super) fn load(rt: &Runtime, this: &Obj, index: usize) -> PyResult {
    let block = &own(this).block;
    let start = index * block.item_size();
    items::get(
        rt,
        block.code(),
        &block.read(start..start + block.item_size()),
    )
}

/// Changes the item at an index, if it is still there once the value was asked.
pub(super) fn store(rt: &Runtime, this: &Obj, at: usize, value: &Obj) -> PyResult<()> {
    let block = &own(this).block;
    let packed = items::put(rt, block.code(), value)?;
    if at >= block.len() {
        return Err(index_error(rt, "array assignment index out of range"));
    }
    block.write(at * block.item_size(), &packed);
    Ok(())
}

pub(super) fn index_error(rt: &Runtime, message: &str) -> Raised {
    rt.raise(Builtin::IndexError, message)
}

/// Replaces some items by others, given as bytes.
pub(super) fn splice(
    rt: &Runtime,
    this: &Obj,
    start: usize,
    end: usize,
    content: &[u8],
) -> PyResult<()> {
    let array = own(this);
    if content.len() != (end - start) * array.block.item_size() {
        array.check_resizable(rt)?;
    }
    rt.spend(content.len() as u64 / 64)?;
    array.block.splice(rt, start, end, content)
}

/// Adds bytes at the end, which must be whole items.
pub(super) fn add_bytes(rt: &Runtime, this: &Obj, content: &[u8]) -> PyResult<()> {
    let block = &own(this).block;
    if !content.len().is_multiple_of(block.item_size()) {
        let message = "bytes length not a multiple of item size";
        return Err(rt.value_error(message));
    }
    splice(rt, this, block.len(), block.len(), content)
}

/// Adds the characters of a str.
pub(super) fn add_text(rt: &Runtime, this: &Obj, text: &Obj) -> PyResult<()> {
    add_bytes(rt, this, &text_bytes(text))
}

/// The characters of a text as an array of characters has them.
pub(super) fn text_bytes(text: &Obj) -> Vec<u8> {
    let shown = Text::of(text).map(Text::to_rust).unwrap_or_default();
    shown
        .chars()
        .flat_map(|character| u32::from(character).to_le_bytes())
        .collect()
}

/// Adds one item after the other.
pub(super) fn add_each(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult<()> {
    let iterator = rt.iter(iterable)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        push(rt, this, &item)?;
    }
    Ok(())
}

pub(super) fn push(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult<()> {
    let packed = items::put(rt, own(this).block.code(), item)?;
    let len = own(this).block.len();
    splice(rt, this, len, len, &packed)
}

fn bad_argument(rt: &Runtime) -> Raised {
    rt.type_error("bad argument type for built-in operation")
}

pub(super) fn to_objects(rt: &Runtime, this: &Obj) -> PyResult<Vec<Obj>> {
    (0..own(this).block.len())
        .map(|index| {
            rt.spend(1)?;
            load(rt, this, index)
        })
        .collect()
}

pub(super) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let block = &own(this).block;
    let mut text = TextBuilder::new();
    let code = block.code();
    text.push_str(this.ty().short_name());
    text.push_str(&format!("('{}'", code as char));
    if !block.is_empty() {
        text.push_str(", ");
        let content = match items::is_text(code) {
            true => items::text(rt, &block.to_vec())?,
            false => rt.new_list(to_objects(rt, this)?)?,
        };
        text.push_repr(rt, &content)?;
    }
    text.push_str(")");
    text.finish(rt)
}

pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    if !is_array(this) || !is_array(other) {
        return Ok(rt.not_implemented().clone());
    }
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if equality && own(this).block.len() != own(other).block.len() {
        return rt.new_bool(op == CompareOp::Ne);
    }
    let (a, b) = (to_objects(rt, this)?, to_objects(rt, other)?);
    let pair = |index: usize| Some((a.get(index)?.clone(), b.get(index)?.clone()));
    compare_rows(rt, op, || (a.len(), b.len()), pair)
}

pub(super) fn concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    let Some(more) = other.cast::<PyArrayObject>() else {
        let what = other.ty().name();
        let message = format!("can only append array (not \"{what}\") to array");
        return Err(rt.type_error(message));
    };
    let block = &own(this).block;
    if block.code() != more.block.code() {
        return Err(bad_argument(rt));
    }
    let mut content = block.to_vec();
    content.extend(more.block.to_vec());
    with_bytes(rt, block.code(), &content)
}

/// The content so many times.
fn repeated(rt: &Runtime, this: &Obj, times: isize) -> PyResult<Vec<u8>> {
    let content = own(this).block.to_vec();
    let times = times.max(0) as usize;
    let total = content.len().checked_mul(times);
    let total = total.filter(|total| *total < isize::MAX as usize / 2);
    let total = total.ok_or_else(|| rt.memory_error())?;
    rt.check_rust_memory(total)?;
    rt.spend(total as u64 / 64)?;
    Ok(content.repeat(times))
}

pub(super) fn repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    with_bytes(rt, own(this).block.code(), &repeated(rt, this, times)?)
}

pub(super) fn inplace_repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    let content = repeated(rt, this, times)?;
    splice(rt, this, 0, own(this).block.len(), &content)?;
    Ok(this.clone())
}

/// Adds the items of another array, or of any iterable.
pub(super) fn extend_by(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<()> {
    let Some(more) = other.cast::<PyArrayObject>() else {
        return add_each(rt, this, other);
    };
    if own(this).block.code() != more.block.code() {
        return Err(rt.type_error("can only extend with array of same kind"));
    }
    let content = more.block.to_vec();
    add_bytes(rt, this, &content)
}

pub(super) fn inplace_concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    if !is_array(other) {
        let what = other.ty().name();
        let message = format!("can only extend array with array (not \"{what}\")");
        return Err(rt.type_error(message));
    }
    extend_by(rt, this, other)?;
    Ok(this.clone())
}

pub(super) fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    match usize::try_from(index) {
        Ok(index) if index < own(this).block.len() => load(rt, this, index),
        _ => Err(index_error(rt, "array index out of range")),
    }
}

fn index_of_key(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<isize> {
    let index = rt.as_index(key, Some(Builtin::IndexError))?;
    let len = own(this).block.len() as isize;
    Ok(if index < 0 { index + len } else { index })
}

fn wrong_key(rt: &Runtime) -> Raised {
    rt.type_error("array indices must be integers")
}

/// The items that a stepped slice means, as bytes.
fn picked(
    content: &[u8],
    size: usize,
    start: isize,
    step: isize,
    count: usize,
) -> Vec<u8> {
    (0..count as isize)
        .flat_map(|at| {
            let place = (start + at * step) as usize * size;
            content[place..place + size].iter().copied()
        })
        .collect()
}

pub(super) fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if is_index(key) {
        return item(rt, this, index_of_key(rt, this, key)?);
    }
    if !slice::is_slice(key) {
        return Err(wrong_key(rt));
    }
    let (start, stop, step) = slice::unpack(rt, key)?;
    let block = &own(this).block;
    let (start, _, count) = slice::adjust(block.len(), start, stop, step);
    rt.spend(count as u64 / 8)?;
    let content = picked(&block.to_vec(), block.item_size(), start, step, count);
    with_bytes(rt, block.code(), &content)
}

pub(super) fn assign_item(
    rt: &Runtime,
    this: &Obj,
    index: isize,
    value: Option<&Obj>,
) -> PyResult<()> {
    let index = match usize::try_from(index) {
        Ok(index) if index < own(this).block.len() => index,
        _ => return Err(index_error(rt, "array assignment index out of range")),
    };
    match value {
        Some(value) => store(rt, this, index, value),
        None => splice(rt, this, index, index + 1, b""),
    }
}

pub(super) fn assign(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    if is_index(key) {
        let index = index_of_key(rt, this, key)?;
        return assign_item(rt, this, index, value);
    }
    if !slice::is_slice(key) {
        return Err(wrong_key(rt));
    }
    let (start, stop, step) = slice::unpack(rt, key)?;
    let block = &own(this).block;
    let content = match value {
        None => Vec::new(),
        Some(value) => match value.cast::<PyArrayObject>() {
            Some(array) if array.block.code() == block.code() => array.block.to_vec(),
            Some(_) => return Err(bad_argument(rt)),
            None => {
                let what = value.ty().name();
                return Err(rt.type_error(format!(
                    "can only assign array (not \"{what}\") to array slice"
                )));
            }
        },
    };
    let size = block.item_size();
    let (start, _, count) = slice::adjust(block.len(), start, stop, step);
    rt.spend((block.byte_len() + content.len()) as u64 / 64)?;
    if step == 1 {
        return splice(rt, this, start as usize, start as usize + count, &content);
    }
    if value.is_none() {
        let mut goes = vec![false; block.len()];
        for at in 0..count as isize {
            goes[(start + at * step) as usize] = true;
        }
        let (old, mut left) = (block.to_vec(), Vec::new());
        for (item, _) in old.chunks(size).zip(goes).filter(|(_, goes)| !goes) {
            left.extend_from_slice(item);
        }
        return splice(rt, this, 0, block.len(), &left);
    }
    if content.len() != count * size {
        return Err(rt.value_error(format!(
            "attempt to assign array of size {} to extended slice of size {count}",
            content.len() / size
        )));
    }
    for (at, item) in content.chunks(size).enumerate() {
        block.write((start + at as isize * step) as usize * size, item);
    }
    Ok(())
}

/// Where the first item equal to a value is, from one index up to another.
pub(super) fn find(
    rt: &Runtime,
    this: &Obj,
    wanted: &Obj,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    let mut index = start;
    // Comparing may run code that shortens the array.
    while index < stop.min(own(this).block.len()) {
        rt.spend(1)?;
        if rt.equal(&load(rt, this, index)?, wanted)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

pub(super) fn contains(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult<bool> {
    Ok(find(rt, this, wanted, 0, usize::MAX)?.is_some())
}
