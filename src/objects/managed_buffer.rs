//! managedbuffer: what all views of one buffer share
//! (`Objects/memoryobject.c@v3.13.0#_PyManagedBuffer_Type`).
//!
//! A memory view does not hold the object that it looks at: the first view of it makes
//! this, and those that are made of that view, by slicing or `cast`, share it. So a
//! bytearray is counted once and locked once, however many views of it there are.

use super::buffer;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A managed buffer: 112 bytes.
#[repr(C)]
pub struct PyManagedBufferObject {
    /// Count and type.
    pub ob_base: PyObject,
    flags: u64,
    /// How many views there are that were not released.
    exports: Cell<i64>,
    /// `master`, a `Py_buffer`: where the bytes begin, whose they are, and what each
    /// view here says of them itself.
    buf: u64,
    /// The object with the bytes; nothing once the last view is released.
    obj: Field,
    rest: [u64; 4],
    /// CPython: the format. Here, if the bytes are another object's memory, a tuple of
    /// that object and of the format in its words.
    told: Field,
    rest_behind: [u64; 3],
}

crate::py_struct!(
    PyManagedBufferObject, Builtin::ManagedBuffer, size 112, exports @ 24, obj @ 40,
    told @ 80
);

fn view(this: &Obj) -> View<'_, PyManagedBufferObject> {
    this.expect()
}

impl Runtime {
    /// A managed buffer of an object that has bytes, without views.
    pub(super) fn new_managed_buffer(&self, obj: &Obj, told: Option<Obj>) -> PyResult {
        let made = self.alloc(PyManagedBufferObject {
            ob_base: PyObject::new(self.ty(Builtin::ManagedBuffer)),
            flags: 0,
            exports: Cell::new(0),
            buf: 0,
            obj: Field::new(Some(obj.clone())),
            rest: [0; 4],
            told: Field::new(told),
            rest_behind: [0; 3],
        })?;
        buffer::export(obj);
        object::track(&made);
        Ok(made)
    }
}

/// The object with the bytes.
pub(super) fn looked_at(this: &Obj) -> Option<Obj> {
    view(this).obj.get()
}

/// Whose memory the bytes are, and their format, if an object told them.
pub(super) fn told(this: &Obj) -> Option<Obj> {
    view(this).told.get()
}

/// There is a view more.
pub(super) fn add_view(this: &Obj) {
    let own = view(this);
    own.exports.set(own.exports.get() + 1);
}

/// There is a view less; with the last one the object is let go.
pub(super) fn remove_view(this: &Obj) {
    let own = view(this);
    own.exports.set(own.exports.get() - 1);
    if own.exports.get() == 0 {
        let_go(this);
    }
}

fn let_go(this: &Obj) {
    if let Some(obj) = view(this).obj.take() {
        buffer::release(&obj);
    }
    drop(view(this).told.take());
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    let_go(&this.as_obj());
    this.finish::<PyManagedBufferObject>(rt);
}

/// The type `managedbuffer`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::ManagedBuffer,
    name: "managedbuffer",
    basicsize: 112,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).obj);
            visitor.field(&view(this).told);
        }),
        tp_clear: Some(let_go),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
