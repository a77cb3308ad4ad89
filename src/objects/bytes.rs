//! bytes: a row of numbers from 0 to 255 (`Objects/bytesobject.c@v3.13.0`).
//!
//! The bytes follow the struct, and a zero ends them. The empty row and the 256 rows of
//! one byte are shared and immortal.

use super::memory_view;
use super::protocol::is_index;
use super::slice;
use super::str::hash_bytes;
use super::str_search::{Needle, Row};
use super::str_slots::repeat_bytes;
use super::{
    bytearray, bytes_iter, bytes_methods, bytes_new, bytes_percent, bytes_repr,
};
use crate::object::{PyStruct, PyVarObject, View, dealloc_struct};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime, rooms};
use crate::typeobject::slots::{CompareOp, Slots};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::borrow::Cow;
use std::cell::Cell;

/// A bytes object: 32 bytes, its content, and a zero.
#[repr(C)]
pub struct PyBytesObject {
    /// Count, type, and the number of bytes.
    pub ob_base: PyVarObject,
    /// The hash, or -1 while it is not known.
    ob_shash: Cell<i64>,
}

crate::py_struct!(
    PyBytesObject, TypeFlags::BYTES_SUBCLASS, size 32, ob_shash @ 24;
    tail u8, |this| this.ob_base.size() + 1
);

/// The rows that are shared.
pub struct SharedBytes {
    empty: Obj,
    single: Vec<Obj>,
}

crate::room!(SharedBytes, rooms::BYTES);

/// Makes the shared rows.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let class = rt.ty(Builtin::Bytes);
    let one = |byte: u8| rt.alloc_octets(class, 1, |out| out[0] = byte);
    let single: PyResult<Vec<Obj>> = (0..=255).map(one).collect();
    let shared = SharedBytes {
        empty: rt.alloc_octets(class, 0, |_| ())?,
        single: single?,
    };
    shared
        .single
        .iter()
        .for_each(|single| rt.immortalize(single));
    rt.immortalize(&shared.empty);
    rt.furnish(shared);
    Ok(())
}

/// The content of a bytes object; `None` for others.
pub(crate) fn value(object: &Obj) -> Option<&[u8]> {
    let bytes = object.cast::<PyBytesObject>()?;
    Some(&bytes.tail()[..bytes.ob_base.size()])
}

/// The content of any bytes-like object: of one that may change a copy.
pub(crate) fn octets(object: &Obj) -> Option<Cow<'_, [u8]>> {
    value(object)
        .map(Cow::Borrowed)
        .or_else(|| bytearray::content(object).map(Cow::Owned))
        .or_else(|| memory_view::content(object).map(Cow::Owned))
        .or_else(|| super::array::content(object).map(Cow::Owned))
        .or_else(|| super::memory_view_told::given(object).map(Cow::Owned))
}

/// The content of the `self` of a method of bytes or bytearray.
pub(super) fn own(this: &Obj) -> Cow<'_, [u8]> {
    octets(this).unwrap_or_default()
}

/// The content of an argument that must be bytes-like.
pub(super) fn required<'a>(rt: &Runtime, object: &'a Obj) -> PyResult<Cow<'a, [u8]>> {
    octets(object).ok_or_else(|| {
        let name = object.ty().name();
        rt.type_error(format!("a bytes-like object is required, not '{name}'"))
    })
}

/// A number as a byte.
pub(super) fn byte(rt: &Runtime, object: &Obj) -> PyResult<u8> {
    let number = rt.as_index(object, None)?;
    u8::try_from(number).map_err(|_| rt.value_error("byte must be in range(0, 256)"))
}

impl Runtime {
    /// The bytes object with this content; shared if it is short.
    pub(crate) fn new_bytes(&self, content: &[u8]) -> PyResult {
        match content {
            [byte] => Ok(self.room::<SharedBytes>().single[usize::from(*byte)].clone()),
            _ => self.fresh_bytes(content),
        }
    }

    /// A bytes object with this content, of its own even where it is a single byte.
    pub(super) fn fresh_bytes(&self, content: &[u8]) -> PyResult {
        self.bytes_with(content.len(), |out| out.copy_from_slice(content))
    }

    /// A new bytes object of `len` bytes, which are zero until `fill` writes them. Only
    /// the one without any is shared.
    pub(super) fn bytes_with(
        &self,
        len: usize,
        fill: impl FnOnce(&mut [u8]),
    ) -> PyResult {
        if len == 0 {
            return Ok(self.room::<SharedBytes>().empty.clone());
        }
        self.spend(len as u64 / 64)?;
        self.alloc_octets(self.ty(Builtin::Bytes), len, fill)
    }

    /// A new object of `bytes` or a subclass, never a shared one.
    pub(super) fn alloc_octets(
        &self,
        class: View<'_, PyTypeObject>,
        len: usize,
        fill: impl FnOnce(&mut [u8]),
    ) -> PyResult {
        if len > isize::MAX as usize - 64 {
            return Err(self.memory_error());
        }
        let value = PyBytesObject {
            ob_base: PyVarObject::new(class, len),
            ob_shash: Cell::new(-1),
        };
        let tail = value.tail_len();
        let made = self.alloc_bytes(value, tail, |tail| fill(&mut tail[..len]))?;
        if crate::object::is_gc(&made) {
            crate::object::track(&made);
        }
        Ok(made)
    }
}

/// A part of some bytes: bytes for bytes, shared if it is short; bytearray for bytearray.
pub(super) fn make(rt: &Runtime, this: &Obj, content: &[u8]) -> PyResult {
    match content {
        [_] if this.cast::<PyBytesObject>().is_some() => rt.new_bytes(content),
        _ => make_fresh(rt, this, content),
    }
}

/// What a method puts together: a new object with this content.
pub(super) fn make_fresh(rt: &Runtime, this: &Obj, content: &[u8]) -> PyResult {
    make_with(rt, this, content.len(), |out| out.copy_from_slice(content))
}

/// The same, of `len` bytes which `fill` writes.
pub(super) fn make_with(
    rt: &Runtime,
    this: &Obj,
    len: usize,
    fill: impl FnOnce(&mut [u8]),
) -> PyResult {
    if this.cast::<PyBytesObject>().is_some() {
        rt.bytes_with(len, fill)
    } else {
        rt.bytearray_with(len, fill)
    }
}

/// The content unchanged: a bytes object itself, or a new bytearray.
pub(super) fn unchanged(rt: &Runtime, this: &Obj) -> PyResult {
    if this.ty().is_exactly(Builtin::Bytes) {
        return Ok(this.clone());
    }
    make(rt, this, &own(this))
}

fn hash(_: &Runtime, this: &Obj) -> PyResult<i64> {
    let view = this.expect::<PyBytesObject>();
    if view.ob_shash.get() == -1 {
        view.ob_shash.set(hash_bytes(&own(this)));
    }
    Ok(view.ob_shash.get())
}

/// Comparison of bytes and bytearray with anything bytes-like.
pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    // Bytes leave it to a memory view to compare, and are no array's equal.
    let is_other =
        other.ty().is_exactly(Builtin::MemoryView) || super::array::is_array(other);
    if is_other && value(this).is_some() {
        return Ok(rt.not_implemented().clone());
    }
    let (Some(a), Some(b)) = (octets(this), octets(other)) else {
        return Ok(rt.not_implemented().clone());
    };
    rt.spend(a.len().min(b.len()) as u64 / 64)?;
    match op {
        CompareOp::Eq => rt.new_bool(a == b),
        CompareOp::Ne => rt.new_bool(a != b),
        _ => rt.new_bool(op.accepts(a.cmp(&b))),
    }
}

fn length(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(this.expect::<PyBytesObject>().ob_base.size())
}

/// The error for operands that bytes cannot be joined with.
pub(super) fn cannot_concat(rt: &Runtime, this: &Obj, other: &Obj) -> Raised {
    let (a, b) = (this.ty().name(), other.ty().name());
    rt.type_error(format!("can't concat {b} to {a}"))
}

/// `a + b`, of the type of `a`.
pub(super) fn concat(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let (Some(left), Some(right)) = (octets(a), octets(b)) else {
        return Err(cannot_concat(rt, a, b));
    };
    let exact = |object: &Obj| object.ty().is_exactly(Builtin::Bytes);
    if exact(a) && exact(b) {
        if right.is_empty() {
            return Ok(a.clone());
        }
        if left.is_empty() {
            return Ok(b.clone());
        }
    }
    make_with(rt, a, left.len() + right.len(), |out| {
        out[..left.len()].copy_from_slice(&left);
        out[left.len()..].copy_from_slice(&right);
    })
}

/// `a * n`
pub(super) fn repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    let content = own(this);
    let times = times.max(0) as usize;
    if times == 1 {
        return unchanged(rt, this);
    }
    let len = content.len().checked_mul(times);
    let len = len
        .filter(|&len| len <= isize::MAX as usize - 64)
        .ok_or_else(|| {
            if this.cast::<PyBytesObject>().is_none() {
                return rt.memory_error();
            }
            rt.raise(Builtin::OverflowError, "repeated bytes are too long")
        })?;
    make_with(rt, this, len, |out| repeat_bytes(&content, out))
}

fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let content = own(this);
    let byte = usize::try_from(index)
        .ok()
        .and_then(|index| content.get(index));
    match byte {
        Some(byte) => rt.new_int(i64::from(*byte)),
        None => Err(rt.raise(Builtin::IndexError, "index out of range")),
    }
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    let content = own(this);
    if is_index(key) {
        let index = rt.as_index(key, Some(Builtin::IndexError))?;
        let index = if index < 0 {
            index + content.len() as isize
        } else {
            index
        };
        return item(rt, this, index);
    }
    if !slice::is_slice(key) {
        let name = key.ty().name();
        return Err(rt.type_error(format!(
            "byte indices must be integers or slices, not {name}"
        )));
    }
    let (start, _, step, count) = slice::indices(rt, key, content.len())?;
    if step == 1 && count == content.len() {
        return unchanged(rt, this);
    }
    match step {
        1 => rt.new_bytes(&content[start as usize..start as usize + count]),
        _ => rt.bytes_with(count, |out| stepped(&content, start, step, out)),
    }
}

/// Copies every `step`-th byte.
pub(super) fn stepped(content: &[u8], start: isize, step: isize, out: &mut [u8]) {
    if step == 1 && !out.is_empty() {
        let start = start as usize;
        return out.copy_from_slice(&content[start..start + out.len()]);
    }
    let mut at = start;
    for out in out {
        *out = content[at as usize];
        // Behind the last byte a long step may leave the range of indices.
        at = at.wrapping_add(step);
    }
}

/// `item in content`: a number or a row of bytes.
pub(super) fn contains(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult<bool> {
    if is_index(item) {
        let byte = byte(rt, item)?;
        let content = own(this);
        rt.spend(content.len() as u64 / 64)?;
        return Ok(memchr::memchr(byte, &content).is_some());
    }
    let sub = required(rt, item)?;
    let content = own(this);
    rt.spend(content.len() as u64 / 64)?;
    let needle = Needle::new(Row::bytes(&sub), 1);
    Ok(needle.find(Row::bytes(&content)).is_some())
}

/// The type `bytes`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Bytes,
    name: "bytes",
    basicsize: 33,
    itemsize: 1,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::BYTES_SUBCLASS)
        .with(TypeFlags::MATCH_SELF),
    slots: Slots {
        tp_dealloc: Some(dealloc_struct::<PyBytesObject>),
        tp_repr: Some(bytes_repr::repr),
        tp_str: Some(bytes_repr::repr),
        tp_hash: Some(hash),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(bytes_iter::iter),
        tp_new: Some(bytes_new::new),
        nb_remainder: Some(bytes_percent::remainder),
        sq_length: Some(length),
        sq_concat: Some(concat),
        sq_repeat: Some(repeat),
        sq_item: Some(item),
        sq_contains: Some(contains),
        mp_length: Some(length),
        mp_subscript: Some(subscript),
        ..Slots::EMPTY
    },
    methods: bytes_methods::BYTES_METHODS,
    ..TypeSpec::PLAIN
};
