//! The iterators over the characters of a str: `str_iterator`, and for ASCII texts
//! `str_ascii_iterator` (`Objects/unicodeobject.c@v3.13.0#unicodeiterobject`).

use super::iter_reduce;
use super::str::Text;
use crate::object::{PyObject, dealloc_struct, track};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An iterator over a str: 32 bytes.
#[repr(C)]
pub struct StrIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    /// Nothing once the end was reached.
    it_seq: Field,
}

crate::py_struct!(
    StrIterator, [Builtin::StrIterator, Builtin::StrAsciiIterator], size 32,
    it_index @ 16, it_seq @ 24
);

/// `iter(text)`
pub(super) fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    let which = if Text::this(this).is_ascii() {
        Builtin::StrAsciiIterator
    } else {
        Builtin::StrIterator
    };
    let iterator = rt.alloc(StrIterator {
        ob_base: PyObject::new(rt.ty(which)),
        it_index: Cell::new(0),
        it_seq: Field::new(Some(this.clone())),
    })?;
    track(&iterator);
    Ok(iterator)
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<StrIterator>();
    let Some(string) = iterator.it_seq.get() else {
        return Ok(None);
    };
    let (text, index) = (Text::this(&string), iterator.it_index.get());
    if index as usize >= text.len() {
        iterator.it_seq.set(None);
        return Ok(None);
    }
    iterator.it_index.set(index + 1);
    rt.new_char(text.char_at(index as usize)).map(Some)
}

fn itself(_: &Runtime, this: &Obj) -> PyResult {
    Ok(this.clone())
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<StrIterator>().it_seq);
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<StrIterator>();
    let Some(string) = iterator.it_seq.get() else {
        return rt.new_int(0);
    };
    let done = iterator.it_index.get() as usize;
    rt.new_size(Text::this(&string).len().saturating_sub(done))
}

/// How to make the iterator again.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iter = iter_reduce::function(rt, "iter")?;
    let iterator = this.expect::<StrIterator>();
    match iterator.it_seq.get() {
        Some(content) => iter_reduce::at(rt, iter, content, iterator.it_index.get()),
        None => iter_reduce::at_end(rt, iter, rt.new_str("")?),
    }
}

fn setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let iterator = this.expect::<StrIterator>();
    let index = rt.as_index(state, None)?;
    if let Some(string) = iterator.it_seq.get() {
        let length = Text::this(&string).len() as i64;
        iterator.it_index.set((index as i64).clamp(0, length));
    }
    rt.done()
}

const SLOTS: Slots = Slots {
    tp_dealloc: Some(dealloc_struct::<StrIterator>),
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

/// The type of the iterators.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::StrIterator,
    name: "str_iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: SLOTS,
    methods: METHODS,
    ..TypeSpec::PLAIN
};

/// The type of the iterators over ASCII texts.
pub static ASCII_TYPE: TypeSpec = TypeSpec {
    which: Builtin::StrAsciiIterator,
    name: "str_ascii_iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: SLOTS,
    methods: METHODS,
    ..TypeSpec::PLAIN
};
