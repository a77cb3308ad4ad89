//! Counting references (`Include/object.h@v3.13.0#Py_INCREF`).
//!
//! The book's chapter: [Counting references](../../../book/02-counting.html).
//!
//! A [`PyRef`] is one owned reference to an object: as long as it lives, the object
//! does. Making another one (`clone`) adds one to the object's count, dropping one
//! takes one away, and whoever takes the last one away calls the function that the
//! object's type names for this moment, `tp_dealloc`. That is all of it; no collector
//! is involved, and nothing happens later.
//!
//! A `&PyRef` is a borrowed reference: it costs no count, and the compiler sees to it
//! that it does not outlive the owned one it was borrowed from.
//!
//! Some objects are *immortal*: the low half of their count reads 4294967295, and
//! nobody changes it any more (PEP 683).
#![allow(unsafe_code)]

mod borrowed;
mod identity;
mod lent;
mod lost;
#[cfg(test)]
mod tests;

pub use borrowed::Borrowed;
pub(crate) use borrowed::in_a_row;
pub(crate) use lent::Lent;

use crate::memory::ptr::Wide;
use crate::object::PyObject;
use crate::runtime::Runtime;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

/// The count that an immortal object shows, as in CPython 3.12 and 3.13.
pub const IMMORTAL_REFCNT: u64 = 0xFFFF_FFFF;

/// One owned reference to an object of a [`Runtime`].
///
/// ```
/// let rt = pyobject::Runtime::new();
/// let million = rt.int(1_000_000);
/// assert_eq!(million.refcnt(), 1);
/// let again = million.clone();
/// assert_eq!(million.refcnt(), 2);
/// drop(again);
/// assert_eq!(million.refcnt(), 1);
/// ```
///
/// It cannot outlive the runtime whose memory it points into:
///
/// ```compile_fail,E0505
/// let rt = pyobject::Runtime::new();
/// let million = rt.int(1_000_000);
/// drop(rt);
/// million.refcnt();
/// ```
#[repr(transparent)]
pub struct PyRef<'rt> {
    /// A reference has eight bytes on every machine.
    pointer: Wide<PyObject>,
    runtime: PhantomData<&'rt Runtime>,
}

/// A reference as the runtime's own code holds it.
///
/// The runtime outlives its own code's work, so no lifetime is tracked in here; the
/// public functions hand out `PyRef<'rt>`, which the compiler ties to the [`Runtime`].
pub(crate) type Obj = PyRef<'static>;

const _: () = assert!(size_of::<PyRef>() == 8 && size_of::<Option<PyRef>>() == 8);

impl Clone for PyRef<'_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn clone(&self) -> Self {
        self.object().incref();
        PyRef {
            pointer: self.pointer,
            runtime: PhantomData,
        }
    }
}

impl Drop for PyRef<'_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn drop(&mut self) {
        // SAFETY: the reference is not used after this.
        unsafe { release(self.pointer()) }
    }
}

/// Counts one reference less; the last takes the object with it.
///
/// # Safety
/// The caller gives up one counted reference to the object.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
unsafe fn release(pointer: NonNull<PyObject>) {
    // SAFETY: the object is alive, and once its count is zero nobody uses it again.
    unsafe {
        if pointer.as_ref().decref() {
            crate::object::dealloc(pointer);
        }
    }
}

impl PyObject {
    /// Whether the object is immortal: whether the low half of its count, read as a
    /// signed number, is negative.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_immortal(&self) -> bool {
        (self.ob_refcnt.get() as i32) < 0
    }

    /// Counts one reference more, unless the object is immortal.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(crate) fn incref(&self) {
        if !self.is_immortal() {
            self.ob_refcnt.set(self.ob_refcnt.get() + 1);
        }
    }

    /// Counts one reference less, unless the object is immortal; true for the last.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn decref(&self) -> bool {
        if self.is_immortal() {
            return false;
        }
        let count = self.ob_refcnt.get() - 1;
        self.ob_refcnt.set(count);
        count == 0
    }
}

impl<'rt> PyRef<'rt> {
    /// The object's count, as `ob_refcnt` holds it.
    pub fn refcnt(&self) -> u64 {
        self.object().ob_refcnt.get()
    }

    /// The header of the object.
    #[inline]
    pub fn object(&self) -> &PyObject {
        // SAFETY: the object lives as long as this reference to it.
        unsafe { self.pointer().as_ref() }
    }

    /// The pointer, which keeps the provenance of the object's allocation.
    #[inline]
    pub(crate) fn pointer(&self) -> NonNull<PyObject> {
        self.pointer.get()
    }

    /// Takes over a counted reference from a pointer.
    ///
    /// # Safety
    /// `pointer` has the provenance of the object's allocation, the object is alive,
    /// and the caller gives up one counted reference to it.
    #[inline]
    pub(crate) unsafe fn from_owned(pointer: NonNull<PyObject>) -> PyRef<'rt> {
        PyRef {
            pointer: Wide::new(pointer),
            runtime: PhantomData,
        }
    }

    /// Makes a new counted reference from a pointer.
    ///
    /// # Safety
    /// `pointer` has the provenance of the object's allocation, and the object is
    /// alive.
    #[inline]
    pub(crate) unsafe fn from_borrowed(pointer: NonNull<PyObject>) -> PyRef<'rt> {
        // SAFETY: the caller's promise; the count that is given up is a new one.
        unsafe {
            pointer.as_ref().incref();
            PyRef::from_owned(pointer)
        }
    }

    /// Gives up the reference without counting it down.
    #[inline]
    pub(crate) fn into_pointer(self) -> NonNull<PyObject> {
        ManuallyDrop::new(self).pointer()
    }
}

impl Runtime {
    /// Takes a reference from outside in.
    ///
    /// # Panics
    /// Where the object belongs to another runtime: objects cannot be mixed.
    pub(crate) fn adopt(&self, reference: PyRef<'_>) -> Obj {
        let mine = std::ptr::eq(reference.runtime(), self);
        assert!(mine, "the object belongs to another runtime");
        // SAFETY: the count goes from the one reference to the other.
        unsafe { Obj::from_owned(reference.into_pointer()) }
    }
}

impl std::fmt::Debug for PyRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} at {:p}>", self.ty().name(), self.pointer())
    }
}
