//! `_memory`: the bytes of the heap, for `ctypes` to read.
//!
//! An address counts if it lies in a block that is in use, or was: it is looked up anew
//! for every read, and of a freed object what it left there is read, as in C.

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::builtin_function::plain;
use crate::objects::float_methods::expect_number;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_memory",
    doc: "The bytes of live objects.",
    functions: &[
        MethodDef::many("read", read),
        MethodDef::many("content", content),
        MethodDef::many("text", text),
        MethodDef::one("float_of", float_of),
        MethodDef::many("float_bytes", float_bytes),
        MethodDef::many("view", view),
        MethodDef::many("ignored", ignored),
    ],
    fill: |_, _| Ok(()),
};

fn bytes(rt: &Runtime, address: &Obj, length: usize) -> PyResult<Vec<u8>> {
    let address = rt.as_index(address, None)?;
    let found = usize::try_from(address).ok();
    let found = found.and_then(|address| rt.remains(address, length));
    found.ok_or_else(|| {
        rt.value_error(format!("0x{address:x} is not the address of a live object"))
    })
}

/// `read(address, length, signed)`: a little-endian int.
fn read(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "read", args.len(), 3, 3)?;
    let length = rt.as_index(&args[1], None)?.clamp(1, 8) as usize;
    let signed = rt.is_true(&args[2])?;
    let data = bytes(rt, &args[0], length)?;
    let mut word = [0; 8];
    if signed && data.last().is_some_and(|last| last & 0x80 != 0) {
        word = [0xFF; 8];
    }
    word[..length].copy_from_slice(&data);
    if signed {
        rt.new_int(i64::from_le_bytes(word))
    } else {
        rt.new_big(&u64::from_le_bytes(word).into())
    }
}

/// Bytes one after the other, which may lie in several blocks.
fn row(rt: &Runtime, start: &Obj, length: usize) -> PyResult<Vec<u8>> {
    let address = rt.as_index(start, None)?;
    rt.spend(length as u64 / 64)?;
    let whole = usize::try_from(address).ok();
    let whole = whole.filter(|_| length < i32::MAX as usize);
    if let Some(found) = whole.and_then(|address| rt.remains(address, length)) {
        return Ok(found);
    }
    let mut found = Vec::new();
    while found.len() < length {
        let piece = rt.new_int(address as i64 + found.len() as i64)?;
        found.extend(bytes(rt, &piece, (length - found.len()).min(8))?);
        rt.spend(1)?;
    }
    Ok(found)
}

/// `content(address, length)`: so many bytes.
fn content(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "content", args.len(), 2, 2)?;
    let length = rt.as_index(&args[1], None)?.max(0) as usize;
    rt.new_bytes(&row(rt, &args[0], length)?)
}

/// `text(address, width)`: the bytes up to as many zeros.
fn text(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "text", args.len(), 2, 2)?;
    let width = rt.as_index(&args[1], None)?.clamp(1, 8) as usize;
    let start = rt.as_index(&args[0], None)?;
    let mut found = Vec::new();
    loop {
        let piece = rt.new_int(start as i64 + found.len() as i64)?;
        let item = bytes(rt, &piece, width)?;
        if item.iter().all(|byte| *byte == 0) {
            return rt.new_bytes(&found);
        }
        found.extend(item);
        rt.spend(1)?;
    }
}

/// `float_of(data)`: the float that 4 or 8 bytes are.
fn float_of(rt: &Runtime, _: &Obj, data: &Obj) -> PyResult {
    let data = rt.collect(data)?;
    let mut word = [0; 8];
    for (place, byte) in word.iter_mut().zip(&data) {
        *place = rt.as_index(byte, None)? as u8;
    }
    let [a, b, c, d, ..] = word;
    rt.new_float(match data.len() {
        4 => f64::from(f32::from_le_bytes([a, b, c, d])),
        _ => f64::from_le_bytes(word),
    })
}

/// `float_bytes(number, length)`: a float as 4 or 8 bytes.
fn float_bytes(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "float_bytes", args.len(), 2, 2)?;
    let number = expect_number(rt, &args[0])?;
    match rt.as_index(&args[1], None)? {
        4 => rt.new_bytes(&(number as f32).to_le_bytes()),
        _ => rt.new_bytes(&number.to_le_bytes()),
    }
}

/// `view(memory, start, owner, format, itemsize, shape)`: a memoryview of the bytes in a
/// bytearray, or in a view of one, that are the memory of an object.
fn view(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "view", args.len(), 6, 6)?;
    let number = |object: &Obj| -> PyResult<usize> {
        Ok(rt.as_index(object, None)?.clamp(0, i32::MAX as isize) as usize)
    };
    let (start, itemsize) = (number(&args[1])?, number(&args[4])?);
    let dims = rt.collect(&args[5])?;
    let dims = dims.iter().map(&number).collect::<PyResult<Vec<usize>>>()?;
    let count = dims
        .iter()
        .try_fold(itemsize, |all, one| all.checked_mul(*one));
    let end = count.and_then(|count| count.checked_add(start));
    let Some(end) = end else {
        return Err(rt.memory_error());
    };
    let dims = dims.into_iter().map(|dim| dim as i64).collect();
    let format = plain(&args[3]);
    rt.told_view(&args[0], start..end, &args[2], &format, (itemsize, dims))
}

/// `ignored(message, error)`: tells of an error where no caller could handle it.
fn ignored(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "ignored", args.len(), 2, 2)?;
    crate::python::hooks::tell(rt, Some(plain(&args[0])), None, &args[1]);
    rt.done()
}
