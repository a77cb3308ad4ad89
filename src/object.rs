//! What a PyObject is (`Include/object.h@v3.13.0#_object`).
//!
//! The book's chapter: [What a PyObject is](../../../book/05-pyobject.html).
//!
//! Every object begins with the same two words, a count and a pointer to its type.
//! That is the whole of [`PyObject`]; a value, if there is one, follows in the longer
//! struct of which this is the beginning. Containers are preceded by two words more,
//! the [`PyGCHead`], with which the collector finds them.
//!
//! # Where raw pointers are handled, and why it is sound
//! This module, `refcount`, `typeobject` and `memory` are the only ones that handle
//! raw pointers; above them stand safe functions. They rest on four rules:
//! 1. A pointer to an object comes from the block it was made in (never from a
//!    `&PyObject`), so it may reach all of the block: the head before the object and
//!    the tail behind the struct.
//! 2. All fields that change are in `Cell`s, and a [`View`] lives no longer than the
//!    reference that it was taken from: a struct may be read while others change it.
//! 3. A type's flags say which struct its objects begin with ([`PyStruct::matches`]);
//!    they are set by the functions here that make types, and inherited.
//! 4. An object's memory is given back in one place, [`dealloc`], when its count is 0.
#![allow(unsafe_code)]

mod alloc;
mod dealloc;
mod declare;
mod extent;
mod look;
mod refchain;
#[cfg(test)]
mod tests;
mod view;

pub use dealloc::Dying;
pub(crate) use dealloc::{
    Trashcan, dealloc, dealloc_number, dealloc_struct, forget_type,
    tell_weak_references,
};
pub(crate) use extent::{is_gc, item_count, presize_of};
pub use refchain::HEAD_EXTRA;
pub(crate) use refchain::RefChain;

use crate::memory::ptr::Ptr;
use crate::refcount::PyRef;
use crate::shapes::free_list::Kept;
pub(crate) use crate::shapes::gc_ring::{is_tracked, track, untrack};
use crate::typeobject::{PyTypeObject, TypeFlags};
use refchain::HeadExtra;
use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::offset_of;
use std::ops::Deref;
use std::ptr::NonNull;

/// The beginning of every object: 16 bytes.
#[repr(C)]
pub struct PyObject {
    /// No bytes at all, but in a build that traces references.
    head_extra: HeadExtra,
    /// How many references are owned, anywhere; see [`crate::refcount`].
    pub(crate) ob_refcnt: Cell<u64>,
    /// The type, itself an object.
    pub(crate) ob_type: Cell<Ptr<PyTypeObject>>,
}

/// The beginning of an object whose size varies: 24 bytes.
#[repr(C)]
pub struct PyVarObject {
    /// The header that all objects have.
    pub ob_base: PyObject,
    /// The number of items (not bytes).
    pub(crate) ob_size: Cell<i64>,
}

const _: () = {
    assert!(size_of::<PyObject>() == 16 + HEAD_EXTRA);
    assert!(offset_of!(PyObject, ob_type) == 8 + HEAD_EXTRA);
    assert!(size_of::<PyVarObject>() == 24 + HEAD_EXTRA);
    assert!(offset_of!(PyVarObject, ob_size) == 16 + HEAD_EXTRA);
};

/// A struct that objects of some types begin with.
///
/// # Safety
/// The struct is `repr(C)` and begins with a [`PyObject`], `FIELDS` and `tail_len` are
/// true of it, and `matches` accepts the flags of no type whose objects begin with
/// another struct. [`py_struct!`](crate::py_struct) checks what can be checked.
pub unsafe trait PyStruct: Sized + 'static {
    /// What lies behind the struct; `()` if nothing does.
    type Tail;

    /// The fields behind the header: name, and offset in bytes.
    const FIELDS: &'static [(&'static str, usize)] = &[];

    /// Which free list keeps the blocks of objects that died, if any does.
    const KEPT: Option<Kept> = None;

    /// Whether objects of a type with these flags begin with this struct.
    fn matches(flags: TypeFlags) -> bool;

    /// How many items the tail has.
    fn tail_len(&self) -> usize {
        0
    }
}

/// A checked look at an object as its struct.
///
/// It derefs to the struct, and reaches the tail behind it too.
pub struct View<'a, T> {
    pointer: NonNull<T>,
    owner: PhantomData<&'a T>,
}

impl<'a, T> View<'a, T> {
    /// # Safety
    /// `pointer` comes from the allocation of an object that begins with `T` and lives
    /// for `'a`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn new(pointer: NonNull<T>) -> View<'a, T> {
        let owner = PhantomData;
        View { pointer, owner }
    }
}

impl<T> Deref for View<'_, T> {
    type Target = T;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref(&self) -> &T {
        // SAFETY: rule 2; the object lives as long as the reference viewed.
        unsafe { self.pointer.as_ref() }
    }
}

impl PyObject {
    /// The object's type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn ty(&self) -> View<'_, PyTypeObject> {
        let ty = self.ob_type.get().get();
        // SAFETY: every object has a type, which lives as long as its instances.
        unsafe { View::new(ty.unwrap_unchecked()) }
    }

    /// Whether the object's type says that it is a `T`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn is_a<T: PyStruct>(&self) -> bool {
        T::matches(self.ty().flags())
    }
}

impl PyRef<'_> {
    /// The object's type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn ty(&self) -> View<'_, PyTypeObject> {
        self.object().ty()
    }

    /// A look at the object as a `T`, if its type says that it is one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn cast<T: PyStruct>(&self) -> Option<View<'_, T>> {
        let is_a = self.object().is_a::<T>();
        // SAFETY: rule 3; the pointer is the allocation's (rule 1).
        is_a.then(|| unsafe { View::new(self.pointer().cast()) })
    }
}

impl<'a, T: PyStruct> View<'a, T> {
    /// What lies behind the struct.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn tail(self) -> &'a [T::Tail] {
        // SAFETY: objects are made with a tail of this length (`Runtime::alloc_tail`).
        unsafe {
            let start = self.pointer.add(1).cast();
            std::slice::from_raw_parts(start.as_ptr(), self.tail_len())
        }
    }
}

/// The two words before a container, 16 bytes (`Include/internal/pycore_gc.h`).
///
/// Tracked objects of one generation form a ring through these. Zero in `gc_next`
/// means: not tracked. The low bits of `gc_prev` are flags.
#[repr(C)]
pub struct PyGCHead {
    /// The next container of the generation.
    pub(crate) gc_next: Cell<Ptr<PyGCHead>>,
    /// The previous one, with flags; the collector keeps copies of counts here.
    pub(crate) gc_prev: Cell<Ptr<PyGCHead>>,
}

/// Bytes before an object that the collector can find.
pub const GC_HEAD: usize = size_of::<PyGCHead>();

/// Bytes before an instance of a Python class: the words for its `__dict__` and its
/// weak references (`Include/internal/pycore_object.h@v3.13.0#_PyType_PreHeaderSize`).
pub const MANAGED: usize = 16;

/// Bytes before an object of this type.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn presize(flags: TypeFlags) -> usize {
    let gc = flags.has(TypeFlags::HAVE_GC) as usize;
    let managed = flags.any(TypeFlags::MANAGED) as usize;
    gc * GC_HEAD + managed * MANAGED
}

impl PyObject {
    /// A header with a count of 1. The reference to the type is not counted.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn of_type(ty: Ptr<PyTypeObject>) -> PyObject {
        PyObject {
            head_extra: HeadExtra::default(),
            ob_refcnt: Cell::new(1),
            ob_type: Cell::new(ty),
        }
    }

    /// The header of a new object: a count of 1, and the type.
    ///
    /// A class made by a `class` statement is kept alive by its instances.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(ty: View<'_, PyTypeObject>) -> PyObject {
        if ty.flags().has(TypeFlags::HEAPTYPE) {
            ty.ob_base.ob_base.incref();
        }
        PyObject::of_type(ty.pointer().into())
    }
}

impl PyVarObject {
    /// The header of a new object with `size` items.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(ty: View<'_, PyTypeObject>, size: usize) -> PyVarObject {
        PyVarObject {
            ob_base: PyObject::new(ty),
            ob_size: Cell::new(size as i64),
        }
    }

    /// The number of items.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn size(&self) -> usize {
        self.ob_size.get() as usize
    }
}
