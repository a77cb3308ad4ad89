//! The list of an object's weak references, and the struct of those
//! (`Include/cpython/weakrefobject.h@v3.13.0#_PyWeakReference`).
//!
//! A weak reference refers to its object without being counted, and the object leads to
//! the first of its weak references; these are chained both ways. So whoever goes first
//! can tell the other: a weak reference leaves the list as it dies, and an object that
//! dies empties its list.
//!
//! What keeps this sound, and is kept here: a weak reference in the list of an object
//! has that object as its `wr_object`, and no object's memory is given back before its
//! list is empty (`Dying::finish` sees to it).
#![allow(unsafe_code)]

use super::{Field, members};
use crate::memory::ptr::Ptr;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::{Borrowed, Obj, PyRef};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Unused;
use crate::typeobject::{Builtin, PyTypeObject};
use std::cell::Cell;
use std::ptr::NonNull;

/// A weak reference or a weak proxy: 64 bytes.
#[repr(C)]
pub struct PyWeakReference {
    /// Count and type.
    pub ob_base: PyObject,
    /// The object referred to, uncounted; null when it is gone (CPython stores None).
    wr_object: Cell<Ptr<PyObject>>,
    /// What is called when the object is gone.
    pub(crate) wr_callback: Field,
    /// The hash of the object, once it was asked for; -1 before.
    pub(crate) hash: Cell<i64>,
    wr_prev: Cell<Ptr<PyObject>>,
    wr_next: Cell<Ptr<PyObject>>,
    vectorcall: Unused,
}

crate::py_struct!(
    PyWeakReference,
    [Builtin::WeakRef, Builtin::WeakProxy, Builtin::WeakCallableProxy],
    size 64, wr_object @ 16, wr_callback @ 24, hash @ 32, wr_prev @ 40, wr_next @ 48,
    vectorcall @ 56
);

impl PyWeakReference {
    /// A new reference to the object referred to, unless it is gone or about to go.
    pub(crate) fn target(&self) -> Option<Obj> {
        let pointer = self.wr_object.get().get()?;
        // SAFETY: the object's memory is in place as long as this is in its list.
        let object = unsafe { Borrowed::new(pointer) };
        // A count of 0: it is being taken apart, and nobody shall bring it back.
        (object.refcnt() != 0).then(|| (*object).clone())
    }

    /// Whether the object referred to is in place, be it about to go.
    pub(crate) fn is_linked(&self) -> bool {
        !self.wr_object.get().is_null()
    }

    /// The address of the object referred to; 0 when it is gone.
    pub(crate) fn target_address(&self) -> usize {
        self.wr_object.get().as_ptr().addr()
    }
}

impl Runtime {
    /// Makes a weak reference that is not in any list yet.
    pub(crate) fn new_weak_reference(
        &self,
        class: View<'_, PyTypeObject>,
        callback: Option<Obj>,
    ) -> PyResult {
        let weak = self.alloc(PyWeakReference {
            ob_base: PyObject::new(class),
            wr_object: Cell::new(Ptr::NULL),
            wr_callback: Field::new(callback),
            hash: Cell::new(-1),
            wr_prev: Cell::new(Ptr::NULL),
            wr_next: Cell::new(Ptr::NULL),
            vectorcall: Ptr::NULL,
        })?;
        object::track(&weak);
        Ok(weak)
    }
}

/// The weak references to an object, first to last. Those that are themselves about to
/// go are left out.
pub(crate) fn references(object: &Obj) -> Vec<Obj> {
    let mut found = Vec::new();
    let mut next = members::weakref_word(object).map_or(Ptr::NULL, Cell::get);
    while let Some(pointer) = next.get() {
        // SAFETY: what is in the list is in place.
        let weak = unsafe { Borrowed::new(pointer) };
        if weak.refcnt() != 0 {
            found.push((*weak).clone());
        }
        next = weak.expect::<PyWeakReference>().wr_next.get();
    }
    found
}

/// Whether there is a weak reference to the object.
#[inline(always)]
pub(crate) fn any(object: &Obj) -> bool {
    members::weakref_word(object).is_some_and(|word| !word.get().is_null())
}

/// Puts a new weak reference into the list of an object, behind another one in it or
/// at the front.
pub(crate) fn link(weak: &Obj, object: &Obj, behind: Option<&Obj>) {
    let this = weak.expect::<PyWeakReference>();
    let word = members::weakref_word(object).expect("the type allows weak references");
    assert!(!this.is_linked());
    this.wr_object.set(object.pointer().into());
    let me = Ptr::from(weak.pointer());
    let next = match behind {
        Some(behind) => {
            let behind_view = behind.expect::<PyWeakReference>();
            assert!(behind_view.target_address() == object.id());
            this.wr_prev.set(behind.pointer().into());
            behind_view.wr_next.replace(me)
        }
        None => word.replace(me),
    };
    this.wr_next.set(next);
    if let Some(next) = next.get() {
        // SAFETY: what is in the list is in place.
        unsafe { look(next) }.wr_prev.set(me);
    }
}

/// Takes a weak reference out of its list: its object is gone for it.
pub(crate) fn unlink(weak: &Obj) {
    let this = weak.expect::<PyWeakReference>();
    let Some(pointer) = this.wr_object.replace(Ptr::NULL).get() else {
        return;
    };
    let prev = this.wr_prev.replace(Ptr::NULL);
    let next = this.wr_next.replace(Ptr::NULL);
    // SAFETY: the object and the neighbours in its list are in place.
    unsafe {
        match prev.get() {
            Some(prev) => look(prev).wr_next.set(next),
            None => {
                let object = Borrowed::new(pointer);
                let word = members::weakref_word(&object);
                word.expect("it has a list").set(next);
            }
        }
        if let Some(next) = next.get() {
            look(next).wr_prev.set(prev);
        }
    }
}

/// Takes the first weak reference out of an object's list. It is returned unless it is
/// about to go itself, with its callback, which will not be called by others.
pub(crate) fn pop(object: &Obj) -> Option<(Option<Obj>, Option<Obj>)> {
    let first = members::weakref_word(object)?.get().get()?;
    // SAFETY: what is in the list is in place, and stays so: nothing is dropped here.
    let weak = unsafe { Borrowed::new(first) };
    unlink(&weak);
    let callback = weak.expect::<PyWeakReference>().wr_callback.take();
    let alive = (weak.refcnt() != 0).then(|| (*weak).clone());
    Some((alive, callback))
}

/// `tp_dealloc` of weak references.
pub(crate) fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    unlink(&this.as_obj());
    this.finish::<PyWeakReference>(rt);
}

/// # Safety
/// `pointer` is a weak reference in a list.
unsafe fn look<'a>(pointer: NonNull<PyObject>) -> &'a PyWeakReference {
    // SAFETY: the caller's promise.
    unsafe { View::<PyWeakReference>::new(pointer.cast()) }.get()
}

const _: () = assert!(size_of::<PyRef>() == size_of::<Ptr<PyObject>>());
