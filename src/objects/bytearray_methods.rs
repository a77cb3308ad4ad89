//! What changes a bytearray: assignment, deletion, and the methods of its own.

use super::args::check_count;
use super::bytearray::PyByteArrayObject;
use super::bytes::{byte, cannot_concat, octets, stepped};
use super::bytes_new::from_numbers;
use super::protocol::is_index;
use super::slice;
use super::str::Text;
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

fn view(this: &Obj) -> View<'_, PyByteArrayObject> {
    this.expect::<PyByteArrayObject>()
}

fn out_of_range(rt: &Runtime) -> crate::runtime::Raised {
    rt.raise(Builtin::IndexError, "bytearray index out of range")
}

/// An index below the length; negative ones count from the end.
fn place(rt: &Runtime, this: &Obj, index: isize) -> PyResult<usize> {
    let len = view(this).block.len();
    match usize::try_from(index) {
        Ok(index) if index < len => Ok(index),
        _ => Err(out_of_range(rt)),
    }
}

fn index_of_key(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<isize> {
    let index = rt.as_index(key, Some(Builtin::IndexError))?;
    let len = view(this).block.len() as isize;
    Ok(if index < 0 { index + len } else { index })
}

/// `array[i]`
pub(super) fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let index = place(rt, this, index)?;
    let byte = view(this)
        .block
        .get(index)
        .ok_or_else(|| out_of_range(rt))?;
    rt.new_int(i64::from(byte))
}

fn wrong_key(rt: &Runtime, key: &Obj) -> crate::runtime::Raised {
    let name = key.ty().name();
    rt.type_error(format!(
        "bytearray indices must be integers or slices, not {name}"
    ))
}

/// `array[key]`
pub(super) fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if is_index(key) {
        return item(rt, this, index_of_key(rt, this, key)?);
    }
    if !slice::is_slice(key) {
        return Err(wrong_key(rt, key));
    }
    let (start, stop, step) = slice::unpack(rt, key)?;
    let content = view(this).block.to_vec();
    let (start, _, count) = slice::adjust(content.len(), start, stop, step);
    rt.bytearray_with(count, |out| stepped(&content, start, step, out))
}

/// `array[i] = number`, `del array[i]`
pub(super) fn assign_item(
    rt: &Runtime,
    this: &Obj,
    index: isize,
    value: Option<&Obj>,
) -> PyResult<()> {
    let Some(value) = value else {
        let index = place(rt, this, index)?;
        return view(this).block.splice(rt, index, index + 1, b"");
    };
    place(rt, this, index)?;
    let byte = byte(rt, value)?;
    // The number's `__index__` may have shortened the array.
    let index = place(rt, this, index)?;
    view(this).block.set(index, byte);
    Ok(())
}

/// `array[key] = value`, `del array[key]`
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
        return Err(wrong_key(rt, key));
    }
    let bytes = match value {
        Some(value) => to_assign(rt, value)?,
        None => Vec::new(),
    };
    let (start, stop, step) = slice::unpack(rt, key)?;
    let block = &view(this).get().block;
    let (start, _, count) = slice::adjust(block.len(), start, stop, step);
    rt.spend((block.len() + bytes.len()) as u64 / 64)?;
    if step == 1 {
        let start = start as usize;
        return block.splice(rt, start, start + count, &bytes);
    }
    // To assign nothing is to delete.
    if bytes.is_empty() {
        if count == 0 {
            return Ok(());
        }
        let (first, step) = if step < 0 {
            (start + step * (count as isize - 1), step.unsigned_abs())
        } else {
            (start, step as usize)
        };
        return block.remove_stepped(rt, first as usize, step, count);
    }
    if bytes.len() != count {
        return Err(rt.value_error(format!(
            "attempt to assign bytes of size {} to extended slice of size {count}",
            bytes.len()
        )));
    }
    for (offset, byte) in bytes.into_iter().enumerate() {
        block.set((start + step * offset as isize) as usize, byte);
    }
    Ok(())
}

/// The bytes that are assigned to a slice.
fn to_assign(rt: &Runtime, value: &Obj) -> PyResult<Vec<u8>> {
    if let Some(content) = octets(value) {
        return Ok(content.into_owned());
    }
    if Text::of(value).is_some() || is_index(value) {
        return Err(rt.type_error(
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
        ));
    }
    from_numbers(rt, "bytearray", value)
}

/// `array += bytes`
pub(super) fn inplace_concat(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    let Some(content) = octets(other) else {
        return Err(cannot_concat(rt, this, other));
    };
    add(rt, this, &content)?;
    Ok(this.clone())
}

fn add(rt: &Runtime, this: &Obj, content: &[u8]) -> PyResult<()> {
    rt.spend(content.len() as u64 / 64)?;
    let block = &view(this).get().block;
    let len = block.len();
    block.splice(rt, len, len, content)
}

/// `array *= n`
pub(super) fn inplace_repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    let block = &view(this).get().block;
    let times = times.max(0) as usize;
    if times != 1 {
        let content = block.to_vec();
        let len = content.len().checked_mul(times);
        let len = len.ok_or_else(|| rt.memory_error())?;
        rt.spend(len as u64 / 64)?;
        block.resize(rt, len)?;
        block.fill(|out| super::str_slots::repeat_bytes(&content, out));
    }
    Ok(this.clone())
}

/// `bytearray.append`.
pub(super) fn append(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult {
    let byte = byte(rt, item)?;
    let block = &view(this).get().block;
    let len = block.len();
    block.resize(rt, len + 1)?;
    block.set(len, byte);
    rt.done()
}

/// `bytearray.extend`.
pub(super) fn extend(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult {
    if let Some(content) = octets(iterable) {
        add(rt, this, &content)?;
        return rt.done();
    }
    let ty = iterable.ty();
    let by_index = ty
        .as_sequence()
        .is_some_and(|suite| suite.sq_item.get().is_some());
    if ty.tp_iter.get().is_none() && !by_index {
        let name = ty.name();
        return Err(rt.type_error(format!("can't extend bytearray with {name}")));
    }
    if Text::of(iterable).is_some_and(|text| !text.is_empty()) {
        let message = "expected iterable of integers; got: 'str'";
        return Err(rt.type_error(message));
    }
    let content = from_numbers(rt, "bytearray.extend", iterable)?;
    add(rt, this, &content)?;
    rt.done()
}

/// `bytearray.insert`.
pub(super) fn insert(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "insert", args.len(), 2, 2)?;
    let index = rt.as_index(&args[0], Some(Builtin::OverflowError))?;
    let byte = byte(rt, &args[1])?;
    let block = &view(this).get().block;
    let len = block.len();
    let index = if index < 0 {
        len.saturating_sub(index.unsigned_abs())
    } else {
        len.min(index as usize)
    };
    block.splice(rt, index, index, &[byte])?;
    rt.done()
}

/// Takes one byte out; those behind it move, the start stays.
fn take_out(rt: &Runtime, this: &Obj, index: usize) -> PyResult<u8> {
    let block = &view(this).get().block;
    let byte = block.get(index).ok_or_else(|| out_of_range(rt))?;
    block.remove_stepped(rt, index, 1, 1)?;
    Ok(byte)
}

/// `bytearray.pop`.
pub(super) fn pop(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "pop", args.len(), 0, 1)?;
    let index = match args.first() {
        Some(index) => rt.as_index(index, Some(Builtin::OverflowError))?,
        None => -1,
    };
    let len = view(this).block.len();
    if len == 0 {
        return Err(rt.raise(Builtin::IndexError, "pop from empty bytearray"));
    }
    let index = if index < 0 {
        index + len as isize
    } else {
        index
    };
    match usize::try_from(index) {
        Ok(index) if index < len => {
            let byte = take_out(rt, this, index)?;
            rt.new_int(i64::from(byte))
        }
        _ => Err(rt.raise(Builtin::IndexError, "pop index out of range")),
    }
}

/// `bytearray.remove`.
pub(super) fn remove(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    let byte = byte(rt, value)?;
    let content = view(this).block.to_vec();
    match memchr::memchr(byte, &content) {
        Some(at) => {
            take_out(rt, this, at)?;
            rt.done()
        }
        None => Err(rt.value_error("value not found in bytearray")),
    }
}

/// `bytearray.reverse`.
pub(super) fn reverse(rt: &Runtime, this: &Obj) -> PyResult {
    view(this).block.reverse();
    rt.done()
}

/// `bytearray.clear`.
pub(super) fn clear(rt: &Runtime, this: &Obj) -> PyResult {
    view(this).block.resize(rt, 0)?;
    rt.done()
}

/// `bytearray.copy`.
pub(super) fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_bytearray(&view(this).block.to_vec())
}

/// `bytearray.__alloc__`: bytes of the block.
pub(super) fn alloc(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(view(this).block.allocated())
}

/// `bytearray.__sizeof__`: the object and its block.
pub(super) fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(size(this))
}

/// Bytes of a bytearray and its block.
pub(crate) fn size(this: &Obj) -> usize {
    this.ty().instance_size(0) + view(this).block.allocated()
}

/// `(class, (text, 'latin-1'), None)`, from which `copy` makes an equal bytearray.
pub(super) fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let content = view(this).block.to_vec();
    let args = match content.is_empty() {
        true => rt.new_tuple(vec![])?,
        false => {
            let text = rt.new_latin1(&content)?;
            rt.new_tuple(vec![text, rt.new_str("latin-1")?])?
        }
    };
    rt.new_tuple(vec![this.ty().to_obj(), args, state(rt, this)?])
}

/// `bytearray.__reduce_ex__`: from protocol 3 on the content is bytes.
pub(super) fn reduce_ex(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "__reduce_ex__", args.len(), 0, 1)?;
    let protocol = match args.first() {
        Some(protocol) => rt.as_index(protocol, None)?,
        None => 0,
    };
    if protocol < 3 {
        return reduce(rt, this);
    }
    let content = view(this).block.to_vec();
    let args = match content.is_empty() {
        true => vec![],
        false => vec![rt.new_bytes(&content)?],
    };
    let args = rt.new_tuple(args)?;
    rt.new_tuple(vec![this.ty().to_obj(), args, state(rt, this)?])
}

/// The attributes of an instance of a subclass.
fn state(rt: &Runtime, this: &Obj) -> PyResult {
    if this.ty().is_exactly(Builtin::ByteArray) {
        return rt.done();
    }
    let name = rt.intern_str("__getstate__")?;
    let method = rt.getattr(this, &name)?;
    rt.call_with(&method, &[])
}
