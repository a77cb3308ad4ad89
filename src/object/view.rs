//! What else can be done with a [`View`].

use super::{PyObject, PyStruct, View};
use crate::refcount::{Borrowed, Obj, PyRef};
use std::ptr::NonNull;

impl<T> Clone for View<'_, T> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for View<'_, T> {}

impl<'a, T> View<'a, T> {
    /// The struct, borrowed as long as the object is.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get(self) -> &'a T {
        // SAFETY: as in `deref`.
        unsafe { self.pointer.as_ref() }
    }

    /// The object viewed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn as_obj(self) -> Borrowed<'a> {
        // SAFETY: rule 2.
        unsafe { Borrowed::new(self.pointer.cast()) }
    }

    /// A new reference to the object viewed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn to_obj(self) -> Obj {
        // SAFETY: the pointer is the allocation's, and the object is alive.
        unsafe { PyRef::from_borrowed(self.pointer.cast()) }
    }

    /// The pointer, which keeps the provenance of the object's allocation.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn pointer(self) -> NonNull<T> {
        self.pointer
    }
}

impl PyRef<'_> {
    /// A look at the object as a `T`, for the functions in `T`'s own type table, whose
    /// first argument is always one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn expect<T: PyStruct>(&self) -> View<'_, T> {
        self.object().must_be::<T>();
        // SAFETY: it is one.
        unsafe { View::new(self.pointer().cast()) }
    }
}

impl PyObject {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(super) fn must_be<T: PyStruct>(&self) {
        if !self.is_a::<T>() {
            self.not_for_this_slot();
        }
    }

    #[cold]
    #[inline(never)]
    fn not_for_this_slot(&self) -> ! {
        unreachable!("a {} is not what this slot is for", self.ty().name())
    }
}
