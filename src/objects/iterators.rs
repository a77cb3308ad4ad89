//! The iterators that belong to no container: over anything with `__getitem__`, and
//! over a callable (`Objects/iterobject.c@v3.13.0`).

use crate::object::PyObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::Builtin;
use std::cell::Cell;

/// The iterator over an object with `__getitem__`.
#[repr(C)]
pub struct SeqIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    it_seq: Field,
}

crate::py_struct!(
    SeqIterator, Builtin::SeqIterator, size 32, it_index @ 16, it_seq @ 24
);

/// The iterator that `iter(sequence)` returns where there is no `__iter__`.
pub(crate) fn sequence_iterator(rt: &Runtime, sequence: &Obj) -> PyResult {
    let iterator = rt.alloc(SeqIterator {
        ob_base: PyObject::new(rt.ty(Builtin::SeqIterator)),
        it_index: Cell::new(0),
        it_seq: Field::new(Some(sequence.clone())),
    })?;
    crate::object::track(&iterator);
    Ok(iterator)
}
