//! The iterator of tuples (`Objects/tupleobject.c@v3.13.0#PyTupleIter_Type`).

use super::iterators::{itself, state_arg};
use super::{iter_reduce, tuple};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An iterator over a tuple: 32 bytes. At the end it lets go of the tuple.
#[repr(C)]
pub struct TupleIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    it_seq: Field,
}

crate::py_struct!(
    TupleIterator, Builtin::TupleIterator, size 32, it_index @ 16, it_seq @ 24
);

/// `iter(tuple)`.
pub(super) fn iter(rt: &Runtime, tuple: &Obj) -> PyResult {
    let iterator = rt.alloc(TupleIterator {
        ob_base: PyObject::new(rt.ty(Builtin::TupleIterator)),
        it_index: Cell::new(0),
        it_seq: Field::new(Some(tuple.clone())),
    })?;
    object::track(&iterator);
    Ok(iterator)
}

fn next(_: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<TupleIterator>();
    let index = iterator.it_index.get();
    let item = iterator.it_seq.peek(|tuple| {
        let items = tuple.map_or(&[][..], tuple::items);
        items.get(index as usize).cloned()
    });
    match item {
        Some(_) => iterator.it_index.set(index + 1),
        None => iterator.it_seq.set(None),
    }
    Ok(item)
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<TupleIterator>();
    let len = iterator
        .it_seq
        .peek(|tuple| tuple.map_or(0, |tuple| tuple::items(tuple).len()));
    rt.new_int((len as i64 - iterator.it_index.get()).max(0))
}

/// How to make the iterator again.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iter = iter_reduce::function(rt, "iter")?;
    let iterator = this.expect::<TupleIterator>();
    match iterator.it_seq.get() {
        Some(content) => iter_reduce::at(rt, iter, content, iterator.it_index.get()),
        None => iter_reduce::at_end(rt, iter, rt.new_tuple(Vec::new())?),
    }
}

fn setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let index = state_arg(rt, state)?;
    let iterator = this.expect::<TupleIterator>();
    if let Some(tuple) = iterator.it_seq.get() {
        let len = tuple::items(&tuple).len() as i64;
        iterator.it_index.set(index.clamp(0, len));
    }
    rt.done()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    this.expect::<TupleIterator>().it_seq.visit(visitor);
}

/// The type of `iter(tuple)`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::TupleIterator,
    name: "tuple_iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<TupleIterator>),
        tp_traverse: Some(traverse),
        tp_iter: Some(itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__length_hint__", length_hint),
        MethodDef::none("__reduce__", reduce),
        MethodDef::one("__setstate__", setstate),
    ],
    ..TypeSpec::PLAIN
};
