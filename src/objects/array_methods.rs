//! What an array can do (`Modules/arraymodule.c@v3.13.0#array_methods`).

use super::args::check_count;
use super::array::{PyArrayObject, is_array, size, view, with_bytes};
use super::array_items as items;
use super::iterators::{compare_rows, slice_arg};
use super::list::PyListObject;
use super::protocol::is_index;
use super::str::Text;
use super::text_builder::TextBuilder;
use super::{bytes, slice};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{CompareOp, GetSetDef, MethodDef};

fn own(this: &Obj) -> &PyArrayObject {
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

fn index_error(rt: &Runtime, message: &str) -> Raised {
    rt.raise(Builtin::IndexError, message)
}

/// Replaces some items by others, given as bytes.
fn splice(
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
    let shown = Text::of(text).map(Text::to_rust).unwrap_or_default();
    let content: Vec<u8> = shown
        .chars()
        .flat_map(|character| u32::from(character).to_le_bytes())
        .collect();
    add_bytes(rt, this, &content)
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

fn push(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult<()> {
    let packed = items::put(rt, own(this).block.code(), item)?;
    let len = own(this).block.len();
    splice(rt, this, len, len, &packed)
}

fn bad_argument(rt: &Runtime) -> Raised {
    rt.type_error("bad argument type for built-in operation")
}

fn to_objects(rt: &Runtime, this: &Obj) -> PyResult<Vec<Obj>> {
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
fn extend_by(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<()> {
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
    value: Option<Obj>,
) -> PyResult<()> {
    let index = match usize::try_from(index) {
        Ok(index) if index < own(this).block.len() => index,
        _ => return Err(index_error(rt, "array assignment index out of range")),
    };
    match value {
        Some(value) => store(rt, this, index, &value),
        None => splice(rt, this, index, index + 1, b""),
    }
}

pub(super) fn assign(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    value: Option<Obj>,
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
    let content = match &value {
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
        let goes: Vec<usize> = (0..count as isize)
            .map(|at| (start + at * step) as usize)
            .collect();
        let (old, mut left) = (block.to_vec(), Vec::new());
        for (index, item) in old.chunks(size).enumerate() {
            if !goes.contains(&index) {
                left.extend_from_slice(item);
            }
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
fn find(
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

fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "index", args.len(), 1, 3)?;
    let len = own(this).block.len() as isize;
    let bound = |index: usize, default: isize| -> PyResult<usize> {
        let value = slice_arg(rt, args.get(index), default)?;
        Ok(if value < 0 { value + len } else { value }.max(0) as usize)
    };
    match find(rt, this, &args[0], bound(1, 0)?, bound(2, isize::MAX)?)? {
        Some(index) => rt.new_size(index),
        None => Err(rt.value_error("array.index(x): x not in array")),
    }
}

fn remove(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult {
    match find(rt, this, wanted, 0, usize::MAX)? {
        Some(index) => {
            splice(rt, this, index, index + 1, b"")?;
            rt.done()
        }
        None => Err(rt.value_error("array.remove(x): x not in array")),
    }
}

fn count(rt: &Runtime, this: &Obj, wanted: &Obj) -> PyResult {
    let (mut count, mut start) = (0, 0);
    while let Some(found) = find(rt, this, wanted, start, usize::MAX)? {
        count += 1;
        start = found + 1;
    }
    rt.new_size(count)
}

fn pop(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "pop", args.len(), 0, 1)?;
    let index = match args.first() {
        Some(index) => rt.as_index(index, Some(Builtin::IndexError))?,
        None => -1,
    };
    let len = own(this).block.len();
    if len == 0 {
        return Err(index_error(rt, "pop from empty array"));
    }
    let index = if index < 0 {
        index + len as isize
    } else {
        index
    };
    match usize::try_from(index) {
        Ok(index) if index < len => {
            let item = load(rt, this, index)?;
            splice(rt, this, index, index + 1, b"")?;
            Ok(item)
        }
        _ => Err(index_error(rt, "pop index out of range")),
    }
}

fn insert(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "insert", args.len(), 2, 2)?;
    let index = rt.as_index(&args[0], Some(Builtin::OverflowError))?;
    let packed = items::put(rt, own(this).block.code(), &args[1])?;
    let len = own(this).block.len();
    let at = if index < 0 {
        len.saturating_sub(index.unsigned_abs())
    } else {
        len.min(index as usize)
    };
    splice(rt, this, at, at, &packed)?;
    rt.done()
}

/// The bytes with each item's turned round, or the items.
fn turned(rt: &Runtime, this: &Obj, by_item: bool) -> PyResult {
    let block = &own(this).block;
    rt.spend(block.byte_len() as u64 / 8)?;
    let mut content = block.to_vec();
    if !by_item {
        content.reverse();
    }
    for item in content.chunks_mut(block.item_size()) {
        item.reverse();
    }
    block.write(0, &content);
    rt.done()
}

fn from_list(rt: &Runtime, this: &Obj, list: &Obj) -> PyResult {
    let Some(row) = list.cast::<PyListObject>() else {
        return Err(rt.type_error("arg must be list"));
    };
    let (len, code) = (own(this).block.len(), own(this).block.code());
    let mut content = Vec::new();
    for item in row.items.to_vec() {
        content.extend(items::put(rt, code, &item)?);
    }
    splice(rt, this, len, len, &content)?;
    rt.done()
}

fn from_file(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "fromfile", args.len(), 2, 2)?;
    let count = rt.as_index(&args[1], Some(Builtin::OverflowError))?;
    let Ok(count) = usize::try_from(count) else {
        return Err(rt.value_error("negative count"));
    };
    let wanted = count.saturating_mul(own(this).block.item_size());
    let got = rt.call_method(&args[0], "read", &[rt.new_size(wanted)?])?;
    let Some(content) = bytes::value(&got) else {
        return Err(rt.type_error("read() didn't return bytes"));
    };
    add_bytes(rt, this, content)?;
    if content.len() < wanted {
        let message = "read() didn't return enough bytes";
        return Err(rt.raise(Builtin::EOFError, message));
    }
    rt.done()
}

fn unicode_only(rt: &Runtime, this: &Obj, what: &str) -> PyResult<()> {
    if items::is_text(own(this).block.code()) {
        return Ok(());
    }
    Err(rt.value_error(format!(
        "{what}() may only be called on unicode type arrays ('u' or 'w')"
    )))
}

fn from_unicode(rt: &Runtime, this: &Obj, text: &Obj) -> PyResult {
    if Text::of(text).is_none() {
        let what = text.ty().name();
        let message = format!("fromunicode() argument must be str, not {what}");
        return Err(rt.type_error(message));
    }
    unicode_only(rt, this, "fromunicode")?;
    add_text(rt, this, text)?;
    rt.done()
}

fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    with_bytes(rt, own(this).block.code(), &own(this).block.to_vec())
}

/// `(class, (typecode, items), __dict__)`, from which an equal array can be made.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let code = rt.new_str(&char::from(own(this).block.code()).to_string())?;
    let list = rt.new_list(to_objects(rt, this)?)?;
    let name = rt.intern_str("__dict__")?;
    let state = crate::attributes::getattr_optional(rt, this, &name)?;
    let state = state.unwrap_or_else(|| rt.none().clone());
    let args = rt.new_tuple(vec![code, list])?;
    rt.new_tuple(vec![this.ty().to_obj(), args, state])
}

/// The methods of array.
pub(super) static METHODS: &[MethodDef] = &[
    MethodDef::one("append", |rt, this, item| {
        push(rt, this, item)?;
        rt.done()
    })
    .doc("Append new value v to the end of the array."),
    MethodDef::none("buffer_info", |rt, this| {
        let block = &own(this).block;
        let address = rt.new_size(block.address().unwrap_or(0))?;
        rt.new_tuple(vec![address, rt.new_size(block.len())?])
    })
    .doc("Return a tuple (address, length) of the array's contents."),
    MethodDef::none("byteswap", |rt, this| turned(rt, this, true))
        .doc("Byteswap all items of the array."),
    MethodDef::none("clear", |rt, this| {
        splice(rt, this, 0, own(this).block.len(), b"")?;
        rt.done()
    })
    .doc("Remove all items from the array."),
    MethodDef::none("__copy__", copy).doc("Return a copy of the array."),
    MethodDef::one("__deepcopy__", |rt, this, _| copy(rt, this))
        .doc("Return a copy of the array."),
    MethodDef::one("count", count)
        .doc("Return number of occurrences of v in the array."),
    MethodDef::one("extend", |rt, this, other| {
        extend_by(rt, this, other)?;
        rt.done()
    })
    .doc("Append items to the end of the array."),
    MethodDef::one("frombytes", |rt, this, content| {
        let content = bytes::required(rt, content)?.into_owned();
        add_bytes(rt, this, &content)?;
        rt.done()
    })
    .doc("Append the items that the bytes are."),
    MethodDef::many("fromfile", from_file).doc("Read items from a file object."),
    MethodDef::one("fromlist", from_list).doc("Append items from a list."),
    MethodDef::one("fromunicode", from_unicode).doc("Append the characters of a str."),
    MethodDef::many("index", index).doc("Return index of first occurrence of v."),
    MethodDef::many("insert", insert)
        .doc("Insert a new item v into the array before position i."),
    MethodDef::many("pop", pop).doc("Return the i-th element and delete it."),
    MethodDef::none("__reduce__", reduce).doc("Return state information for pickling."),
    MethodDef::one("remove", remove).doc("Remove the first occurrence of v."),
    MethodDef::none("reverse", |rt, this| turned(rt, this, false))
        .doc("Reverse the order of the items in the array."),
    MethodDef::none("__sizeof__", |rt, this| rt.new_size(size(this)))
        .doc("Size of the array in memory, in bytes."),
    MethodDef::none("tobytes", |rt, this| {
        rt.new_bytes(&own(this).block.to_vec())
    })
    .doc("Return the items as bytes."),
    MethodDef::one("tofile", |rt, this, file| {
        let content = rt.new_bytes(&own(this).block.to_vec())?;
        rt.call_method(file, "write", &[content])?;
        rt.done()
    })
    .doc("Write all items to a file object."),
    MethodDef::none("tolist", |rt, this| rt.new_list(to_objects(rt, this)?))
        .doc("Return the items as a list."),
    MethodDef::none("tounicode", |rt, this| {
        unicode_only(rt, this, "tounicode")?;
        items::text(rt, &own(this).block.to_vec())
    })
    .doc("Return the characters as a str."),
    super::generic_alias::CLASS_GETITEM,
];

/// The attributes of array.
pub(super) static GETSET: &[GetSetDef] = &[
    GetSetDef::get("itemsize", |rt, this| {
        rt.new_size(own(this).block.item_size())
    }),
    GetSetDef::get("typecode", |rt, this| {
        rt.new_str(&char::from(own(this).block.code()).to_string())
    }),
];
