//! The iterators of lists, forwards and backwards
//! (`Objects/listobject.c@v3.13.0#PyListIter_Type`).

use super::iter_reduce;
use super::list::{self, PyListObject};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An iterator over a list: 32 bytes. At the end it lets go of the list.
#[repr(C)]
pub struct ListIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    it_seq: Field,
}

crate::py_struct!(
    ListIterator, [Builtin::ListIterator, Builtin::ListReverseIterator], size 32,
    it_index @ 16, it_seq @ 24
);

fn make(rt: &Runtime, which: Builtin, list: &Obj, index: i64) -> PyResult {
    let iterator = rt.alloc(ListIterator {
        ob_base: PyObject::new(rt.ty(which)),
        it_index: Cell::new(index),
        it_seq: Field::new(Some(list.clone())),
    })?;
    object::track(&iterator);
    Ok(iterator)
}

/// `iter(list)`.
pub(super) fn iter(rt: &Runtime, list: &Obj) -> PyResult {
    make(rt, Builtin::ListIterator, list, 0)
}

/// `reversed(list)`.
pub(super) fn reversed(rt: &Runtime, list: &Obj) -> PyResult {
    let last = list::len(list) as i64 - 1;
    make(rt, Builtin::ListReverseIterator, list, last)
}

/// The next item, while there is one; `None` also where this is no such iterator.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn forward(this: &Obj) -> Option<Obj> {
    if !this.ty().is_exactly(Builtin::ListIterator) {
        return None;
    }
    let iterator = this.expect::<ListIterator>();
    let index = iterator.it_index.get();
    let item = iterator.it_seq.peek(|list| {
        let items = &list?.expect::<PyListObject>().get().items;
        items.get(index as usize)
    })?;
    iterator.it_index.set(index + 1);
    Some(item)
}

fn next(_: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<ListIterator>();
    let index = iterator.it_index.get();
    if index < 0 {
        // Backwards this is the end, at which the list is kept.
        return Ok(None);
    }
    let item = iterator.it_seq.peek(|list| {
        let items = &list?.expect::<PyListObject>().get().items;
        items.get(index as usize)
    });
    let Some(item) = item else {
        iterator.it_index.set(-1);
        iterator.it_seq.set(None);
        return Ok(None);
    };
    let backwards = this.ty().is_exactly(Builtin::ListReverseIterator);
    iterator
        .it_index
        .set(if backwards { index - 1 } else { index + 1 });
    Ok(Some(item))
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<ListIterator>();
    let Some(list) = iterator.it_seq.get() else {
        return rt.new_int(0);
    };
    let (len, index) = (list::len(&list) as i64, iterator.it_index.get());
    let left = if this.ty().is_exactly(Builtin::ListIterator) {
        if index < 0 { 0 } else { (len - index).max(0) }
    } else if index < len {
        index + 1
    } else {
        0
    };
    rt.new_int(left)
}

/// How to make the iterator again.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let forwards = this.ty().is_exactly(Builtin::ListIterator);
    let name = if forwards { "iter" } else { "reversed" };
    let function = iter_reduce::function(rt, name)?;
    let iterator = this.expect::<ListIterator>();
    let index = iterator.it_index.get();
    match iterator.it_seq.get().filter(|_| index >= 0) {
        Some(list) => iter_reduce::at(rt, function, list, index),
        None => iter_reduce::at_end(rt, function, rt.new_list(Vec::new())?),
    }
}

fn setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let index = super::iterators::state_arg(rt, state)?;
    let iterator = this.expect::<ListIterator>();
    if let Some(list) = iterator.it_seq.get() {
        let len = list::len(&list) as i64;
        let forwards = this.ty().is_exactly(Builtin::ListIterator);
        let last = if forwards { len } else { len - 1 };
        iterator.it_index.set(index.max(-1).min(last));
    }
    rt.done()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    this.expect::<ListIterator>().it_seq.visit(visitor);
}

const PLAIN: TypeSpec = TypeSpec {
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<ListIterator>),
        tp_traverse: Some(traverse),
        tp_iter: Some(super::iterators::itself),
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

/// The type of `iter(list)`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::ListIterator,
    name: "list_iterator",
    ..PLAIN
};

/// The type of `reversed(list)`.
pub static REVERSE_TYPE: TypeSpec = TypeSpec {
    which: Builtin::ListReverseIterator,
    name: "list_reverseiterator",
    ..PLAIN
};
