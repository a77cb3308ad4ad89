//! The iterator over a memoryview (`Objects/memoryobject.c@v3.13.0#memory_iter`).

use super::memory_view;
use crate::object::{PyObject, dealloc_struct, track};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An iterator over the items of a view: 48 bytes.
#[repr(C)]
pub struct MemoryIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    /// Nothing once the end was reached.
    it_seq: Field,
    /// How many items the view had.
    it_length: i64,
    /// Where C has the format of an item.
    it_fmt: u64,
}

crate::py_struct!(
    MemoryIterator, Builtin::MemoryIterator, size 48,
    it_index @ 16, it_seq @ 24, it_length @ 32
);

/// `iter(memoryview)`
pub(super) fn iter(rt: &Runtime, view: &Obj) -> PyResult {
    let iterator = rt.alloc(MemoryIterator {
        ob_base: PyObject::new(rt.ty(Builtin::MemoryIterator)),
        it_index: Cell::new(0),
        it_seq: Field::new(Some(view.clone())),
        it_length: memory_view::items_in_a_row(rt, view)?,
        it_fmt: 0,
    })?;
    track(&iterator);
    Ok(iterator)
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<MemoryIterator>();
    let Some(view) = iterator.it_seq.get() else {
        return Ok(None);
    };
    let index = iterator.it_index.get();
    if index >= iterator.it_length {
        iterator.it_seq.set(None);
        return Ok(None);
    }
    iterator.it_index.set(index + 1);
    memory_view::sq_item(rt, &view, index as isize).map(Some)
}

/// The type `memory_iterator`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::MemoryIterator,
    name: "memory_iterator",
    basicsize: 48,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(dealloc_struct::<MemoryIterator>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&this.expect::<MemoryIterator>().it_seq);
        }),
        tp_iter: Some(super::iterators::itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
