//! The objects whose bytes a memory view can look at: bytes, bytearray, array
//! (`Include/cpython/object.h@v3.13.0#PyBufferProcs`).

use super::array::PyArrayObject;
use super::bytearray::PyByteArrayObject;
use super::bytes;
use super::memory_view_items::Format;
use crate::refcount::Obj;
use std::ops::Range;

/// The format of an object's items, and whether they can be written; `None` for an
/// object without a buffer.
pub(super) fn format(object: &Obj) -> Option<(Format, bool)> {
    if let Some(array) = object.cast::<PyArrayObject>() {
        return Some((Format::of_item(array.block.code()), true));
    }
    if object.cast::<PyByteArrayObject>().is_some() {
        return Some((Format::BYTE, true));
    }
    bytes::value(object).map(|_| (Format::BYTE, false))
}

/// Bytes of the buffer.
pub(super) fn len(object: &Obj) -> usize {
    if let Some(array) = object.cast::<PyArrayObject>() {
        return array.block.byte_len();
    }
    match object.cast::<PyByteArrayObject>() {
        Some(array) => array.block.len(),
        None => bytes::value(object).map_or(0, <[u8]>::len),
    }
}

/// A copy of some of the bytes.
pub(super) fn read(object: &Obj, range: Range<usize>) -> Vec<u8> {
    if let Some(array) = object.cast::<PyArrayObject>() {
        return array.block.read(range);
    }
    match object.cast::<PyByteArrayObject>() {
        Some(array) => range.filter_map(|index| array.block.get(index)).collect(),
        None => {
            let content = bytes::value(object).unwrap_or_default();
            content.get(range).unwrap_or_default().to_vec()
        }
    }
}

/// Writes over some of the bytes of an object that allows it.
pub(super) fn write(object: &Obj, at: usize, content: &[u8]) {
    if let Some(array) = object.cast::<PyArrayObject>() {
        array.block.write(at, content);
    } else if let Some(array) = object.cast::<PyByteArrayObject>() {
        for (offset, byte) in content.iter().enumerate() {
            array.block.set(at + offset, *byte);
        }
    }
}

/// Counts one view more: meanwhile the number of bytes cannot change.
pub(super) fn export(object: &Obj) {
    if let Some(array) = object.cast::<PyArrayObject>() {
        array.export();
    } else if let Some(array) = object.cast::<PyByteArrayObject>() {
        array.block.export();
    }
}

/// Counts one view less.
pub(super) fn release(object: &Obj) {
    if let Some(array) = object.cast::<PyArrayObject>() {
        array.release();
    } else if let Some(array) = object.cast::<PyByteArrayObject>() {
        array.block.release();
    }
}
