//! The iterators over bytes and bytearrays.

use super::{bytearray, bytes, iter_reduce};
use crate::object::{PyObject, dealloc_struct, track};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An iterator over bytes: 32 bytes.
#[repr(C)]
pub struct BytesIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    /// Nothing once the end was reached.
    it_seq: Field,
}

crate::py_struct!(
    BytesIterator, [Builtin::BytesIterator, Builtin::ByteArrayIterator], size 32,
    it_index @ 16, it_seq @ 24
);

fn make(rt: &Runtime, this: &Obj, which: Builtin) -> PyResult {
    let iterator = rt.alloc(BytesIterator {
        ob_base: PyObject::new(rt.ty(which)),
        it_index: Cell::new(0),
        it_seq: Field::new(Some(this.clone())),
    })?;
    track(&iterator);
    Ok(iterator)
}

/// `iter(bytes)`
pub(super) fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    make(rt, this, Builtin::BytesIterator)
}

/// `iter(bytearray)`
pub(super) fn bytearray_iter(rt: &Runtime, this: &Obj) -> PyResult {
    make(rt, this, Builtin::ByteArrayIterator)
}

fn byte_at(object: &Obj, index: usize) -> Option<u8> {
    match bytes::value(object) {
        Some(content) => content.get(index).copied(),
        None => bytearray::get(object, index),
    }
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<BytesIterator>();
    let Some(object) = iterator.it_seq.get() else {
        return Ok(None);
    };
    let index = iterator.it_index.get();
    let Some(byte) = byte_at(&object, index as usize) else {
        iterator.it_seq.set(None);
        return Ok(None);
    };
    iterator.it_index.set(index + 1);
    rt.new_int(i64::from(byte)).map(Some)
}

fn itself(_: &Runtime, this: &Obj) -> PyResult {
    Ok(this.clone())
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<BytesIterator>().it_seq);
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<BytesIterator>();
    let length = match iterator.it_seq.get() {
        Some(object) => rt.len(&object)?,
        None => 0,
    };
    rt.new_size(length.saturating_sub(iterator.it_index.get() as usize))
}

/// How to make the iterator again.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iter = iter_reduce::function(rt, "iter")?;
    let iterator = this.expect::<BytesIterator>();
    match iterator.it_seq.get() {
        Some(content) => iter_reduce::at(rt, iter, content, iterator.it_index.get()),
        None => iter_reduce::at_end(rt, iter, rt.new_tuple(Vec::new())?),
    }
}

fn setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let iterator = this.expect::<BytesIterator>();
    let index = rt.as_index(state, None)?;
    if let Some(object) = iterator.it_seq.get() {
        let length = rt.len(&object)? as i64;
        iterator.it_index.set((index as i64).clamp(0, length));
    }
    rt.done()
}

const SLOTS: Slots = Slots {
    tp_dealloc: Some(dealloc_struct::<BytesIterator>),
    tp_traverse: Some(traverse),
    tp_iter: Some(itself),
    tp_iternext: Some(next),
    ..Slots::EMPTY
};

const METHODS: &[MethodDef] = &[
    MethodDef::none("__length_hint__", length_hint),
    MethodDef::none("__reduce__", reduce),
    MethodDef::one("__setstate__", setstate),
];

/// The type of the iterators over bytes.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::BytesIterator,
    name: "bytes_iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: SLOTS,
    methods: METHODS,
    ..TypeSpec::PLAIN
};

/// The type of the iterators over bytearrays.
pub static BYTEARRAY_TYPE: TypeSpec = TypeSpec {
    which: Builtin::ByteArrayIterator,
    name: "bytearray_iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: SLOTS,
    methods: METHODS,
    ..TypeSpec::PLAIN
};
