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
mod look;
mod refchain;
#[cfg(test)]
mod tests;

pub use dealloc::Dying;
pub(crate) use dealloc::{
    Trashcan, dealloc, dealloc_number, dealloc_struct, forget_type,
    tell_weak_references,
};
pub use refchain::HEAD_EXTRA;

pub(crate) use refchain::RefChain;

use crate::memory::ptr::Ptr;
use crate::refcount::{Borrowed, Obj, PyRef};
use crate::runtime::Runtime;
use crate::shapes::free_list::Kept;
pub(crate) use crate::shapes::gc_ring::{is_tracked, track, untrack};
use crate::typeobject::{PyTypeObject, TypeFlags};
use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

/// The beginning of every object: 16 bytes.
#[repr(C)]
pub struct PyObject {
    /// 16 bytes more, in a build that traces references.
    #[cfg(feature = "trace-refs")]
    links: refchain::Links,
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

const _: () = assert!(size_of::<PyObject>() == 16 + HEAD_EXTRA);
const _: () = assert!(std::mem::offset_of!(PyObject, ob_type) == 8 + HEAD_EXTRA);
const _: () = assert!(size_of::<PyVarObject>() == 24 + HEAD_EXTRA);
const _: () = assert!(std::mem::offset_of!(PyVarObject, ob_size) == 16 + HEAD_EXTRA);
const _: () = assert!(size_of::<PyGCHead>() == GC_HEAD);

/// Bytes before an object that the collector can find.
pub const GC_HEAD: usize = 16;

/// Bytes before an instance of a Python class: the words for its `__dict__` and its
/// weak references (`Include/internal/pycore_object.h@v3.13.0#_PyType_PreHeaderSize`).
pub const MANAGED: usize = 16;

/// A struct that objects of some types begin with.
///
/// # Safety
/// Implemented by [`py_struct!`](crate::py_struct) alone, which checks that the struct
/// is `repr(C)`, begins with a [`PyObject`] and has the size and offsets it claims.
pub unsafe trait PyStruct: Sized + 'static {
    /// What lies behind the struct; `()` if nothing does.
    type Tail: TailItem;

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

/// What the tail of an object may consist of.
///
/// # Safety
/// References, fields and plain numbers only.
pub unsafe trait TailItem: Sized + 'static {}

// SAFETY: as the trait's documentation lists.
unsafe impl TailItem for () {}
// SAFETY: as above.
unsafe impl TailItem for u8 {}
// SAFETY: as above.
unsafe impl TailItem for u32 {}
// SAFETY: as above.
unsafe impl TailItem for i64 {}
// SAFETY: as above.
unsafe impl TailItem for Obj {}
// SAFETY: a cell with a reference or nothing.
unsafe impl TailItem for crate::shapes::Field {}

/// Declares a struct of objects: which types have it, its size, the offsets of its
/// fields (all in bytes, checked when the crate is compiled), and its tail. In a build
/// with the feature `trace-refs` all of these are 16 larger; the line says the usual.
///
/// `py_struct!(PyFloat, Builtin::Float, size 24, ob_fval @ 16; kept Float);`
///
/// The last words are for types whose freed blocks are kept: see
/// [`free_list`](crate::shapes::free_list).
#[macro_export]
macro_rules! py_struct {
    ($name:ident, $matches:expr, size $size:literal $(, $field:ident @ $offset:literal)*
     $(; tail $tail:ty, |$this:ident| $len:expr)? $(; kept $kept:ident)?) => {
        const _: () = {
            const EXTRA: usize = $crate::object::HEAD_EXTRA;
            assert!(size_of::<$name>() == $size + EXTRA);
            assert!(align_of::<$name>() == 8);
            assert!(std::mem::offset_of!($name, ob_base) == 0);
            $(assert!(std::mem::offset_of!($name, $field) == $offset + EXTRA);)*
        };
        #[allow(unsafe_code)]
        // SAFETY: the assertions above, and `repr(C)` for their meaning.
        unsafe impl $crate::object::PyStruct for $name {
            type Tail = $crate::py_struct!(@tail $($tail)?);
            const FIELDS: &'static [(&'static str, usize)] =
                &[$((stringify!($field), $offset + $crate::object::HEAD_EXTRA)),*];
            $(const KEPT: Option<$crate::shapes::free_list::Kept> =
                Some($crate::shapes::free_list::Kept::$kept);)?
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn matches(flags: $crate::typeobject::TypeFlags) -> bool {
                $crate::typeobject::Matches::matches(&$matches, flags)
            }
            $(
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn tail_len(&self) -> usize {
                let $this = self;
                $len
            })?
        }
    };
    (@tail) => { () };
    (@tail $tail:ty) => { $tail };
}

/// A checked look at an object as its struct.
///
/// It derefs to the struct, and reaches the tail behind it too.
pub struct View<'a, T> {
    pointer: NonNull<T>,
    owner: PhantomData<&'a T>,
}

impl<T> Clone for View<'_, T> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for View<'_, T> {}

impl<T> Deref for View<'_, T> {
    type Target = T;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref(&self) -> &T {
        // SAFETY: rule 2; the object lives as long as the reference viewed.
        unsafe { self.pointer.as_ref() }
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

    /// # Safety
    /// `pointer` comes from the allocation of a live object that begins with `T`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn new(pointer: NonNull<T>) -> View<'a, T> {
        View {
            pointer,
            owner: PhantomData,
        }
    }
}

impl<'rt> PyRef<'rt> {
    /// A look at the object as a `T`, if its type says that it is one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn cast<T: PyStruct>(&self) -> Option<View<'_, T>> {
        self.object().is_a::<T>().then(|| View {
            pointer: self.pointer().cast(),
            owner: PhantomData,
        })
    }

    /// A look at the object as a `T`, for the functions in `T`'s own type table, whose
    /// first argument is always one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn expect<T: PyStruct>(&self) -> View<'_, T> {
        self.object().must_be::<T>();
        View {
            pointer: self.pointer().cast(),
            owner: PhantomData,
        }
    }

    /// The object's type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn ty(&self) -> View<'_, PyTypeObject> {
        self.object().ty()
    }

    /// The runtime that the object belongs to.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn runtime(&self) -> &'rt Runtime {
        // SAFETY: a `PyRef<'rt>` is made by a runtime that lives as long as `'rt`.
        unsafe { self.ty().get().runtime_pointer().as_ref() }
    }
}

impl PyObject {
    /// Whether the object's type says that it is a `T`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn is_a<T: PyStruct>(&self) -> bool {
        T::matches(self.type_flags())
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn must_be<T: PyStruct>(&self) {
        if !self.is_a::<T>() {
            self.not_for_this_slot();
        }
    }

    #[cold]
    #[inline(never)]
    fn not_for_this_slot(&self) -> ! {
        unreachable!("a {} is not what this slot is for", self.ty().name())
    }

    /// The object's type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn ty(&self) -> View<'_, PyTypeObject> {
        // SAFETY: every object has a type, which lives as long as its instances.
        unsafe { View::new(self.ob_type.get().get().unwrap_unchecked()) }
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

    /// A header with a count of 1. The reference to the type is not counted.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn of_type(ty: Ptr<PyTypeObject>) -> PyObject {
        PyObject {
            #[cfg(feature = "trace-refs")]
            links: refchain::Links::default(),
            ob_refcnt: Cell::new(1),
            ob_type: Cell::new(ty),
        }
    }
}

impl PyObject {
    /// The flags of the object's type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn type_flags(&self) -> TypeFlags {
        self.ty().flags()
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

/// Bytes before an object of this type.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn presize(flags: TypeFlags) -> usize {
    let gc = if flags.has(TypeFlags::HAVE_GC) {
        GC_HEAD
    } else {
        0
    };
    let managed = if flags.any(TypeFlags::MANAGED) {
        MANAGED
    } else {
        0
    };
    gc + managed
}

/// Bytes before this object. (A static type has no [`PyGCHead`], though classes do.)
pub(crate) fn presize_of(object: &Obj) -> usize {
    let before = presize(object.ty().flags());
    let head = object.ty().flags().has(TypeFlags::HAVE_GC) && !is_gc(object);
    before - if head { GC_HEAD } else { 0 }
}

/// The number of items of an object whose type has items: its `ob_size`.
pub(crate) fn item_count(object: &Obj) -> usize {
    if object.ty().tp_itemsize.get() == 0 {
        return 0;
    }
    // SAFETY: objects of types with items have this word behind the header.
    let size = unsafe { object.pointer().cast::<PyVarObject>().as_ref() }
        .ob_size
        .get();
    size.max(0) as usize
}

/// Whether the object has a [`PyGCHead`] before it.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn is_gc(object: &Obj) -> bool {
    object.ty().flags().has(TypeFlags::HAVE_GC)
        && object
            .ty()
            .tp_is_gc
            .get()
            .is_none_or(|tp_is_gc| tp_is_gc(object))
}
