//! Objects that the collector will not find, though they may be in a cycle: the dict of
//! an instance that is gone, where CPython does not track it either. CPython leaks them.
//! Here they are known until they go, so that the end of the runtime can free them.

use super::Obj;
use crate::object::PyObject;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ptr::NonNull;

/// The objects that are lost, in no order.
#[derive(Default)]
pub(crate) struct Lost {
    any: Cell<bool>,
    objects: RefCell<BTreeSet<NonNull<PyObject>>>,
}

impl Lost {
    /// Notes an object. It is to be forgotten before it is freed.
    pub(crate) fn note(&self, object: &Obj) {
        self.objects.borrow_mut().insert(object.pointer());
        self.any.set(true);
    }

    /// The object's end has come.
    #[inline(always)]
    pub(crate) fn forget(&self, object: &Obj) {
        if self.any.get() {
            self.remove(object);
        }
    }

    #[cold]
    #[inline(never)]
    fn remove(&self, object: &Obj) {
        let mut objects = self.objects.borrow_mut();
        objects.remove(&object.pointer());
        self.any.set(!objects.is_empty());
    }

    /// Lets the collector know them.
    pub(crate) fn find_again(&self) {
        if self.any.take() {
            self.track_all();
        }
    }

    #[cold]
    #[inline(never)]
    fn track_all(&self) {
        for pointer in self.objects.take() {
            // SAFETY: they are alive, since whoever frees one lets it be forgotten; the
            // owned reference is not dropped.
            let held = std::mem::ManuallyDrop::new(unsafe { Obj::from_owned(pointer) });
            crate::shapes::gc_ring::track(&held);
        }
    }
}
