//! Fields that a type finds by offset: members, `__dict__`, the list of weak references.
//!
//! The offsets come from type tables and from classes; where they lead is checked here.

use super::Field;
use crate::object::{GC_HEAD, MANAGED, PyObject};
use crate::refcount::Obj;
use crate::typeobject::TypeFlags;
use std::ptr::NonNull;

/// The field at an offset of an object, in bytes. The type's table or the class that
/// named the offset has a reference there.
///
/// # Safety
/// A [`Field`] stands at this offset of objects of this type.
pub(crate) unsafe fn field_at(object: &Obj, offset: usize) -> &Field {
    debug_assert!(offset.is_multiple_of(8));
    debug_assert!(offset < object.ty().tp_basicsize.get() as usize);
    // SAFETY: the caller's promise; the pointer reaches the whole block.
    unsafe { object.pointer().cast::<u8>().add(offset).cast().as_ref() }
}

/// The bytes of a number in an object.
///
/// # Safety
/// `N` initialised bytes of plain data stand at this offset.
pub(crate) unsafe fn bytes_at<const N: usize>(object: &Obj, offset: usize) -> [u8; N] {
    // SAFETY: the caller's promise.
    unsafe {
        object
            .pointer()
            .cast::<u8>()
            .add(offset)
            .cast::<[u8; N]>()
            .read()
    }
}

/// Where an object keeps its `__dict__`, if it can have one.
pub(crate) fn dict_field(object: &Obj) -> Option<&Field> {
    let ty = object.ty();
    if ty.flags().has(TypeFlags::MANAGED_DICT) {
        // SAFETY: instances of such classes are made with these words before them.
        return Some(unsafe { managed(object.pointer(), 8).as_ref() });
    }
    let offset = usize::try_from(ty.tp_dictoffset.get())
        .ok()
        .filter(|&o| o > 0)?;
    // SAFETY: `tp_dictoffset` is set from type tables alone.
    Some(unsafe { field_at(object, offset) })
}

/// Where an object keeps the first of the weak references to it, uncounted, if it can
/// have any.
pub(crate) fn weakref_word(
    object: &Obj,
) -> Option<&std::cell::Cell<crate::memory::ptr::Ptr<PyObject>>> {
    let ty = object.ty();
    if ty.flags().has(TypeFlags::MANAGED_WEAKREF) {
        // SAFETY: as in `dict_field`.
        return Some(unsafe { managed(object.pointer(), 0).cast().as_ref() });
    }
    if ty.flags().has(TypeFlags::TYPE_SUBCLASS) {
        return Some(
            &object
                .expect::<crate::typeobject::PyTypeObject>()
                .get()
                .tp_weaklist,
        );
    }
    let offset = usize::try_from(ty.tp_weaklistoffset.get())
        .ok()
        .filter(|&o| o > 0)?;
    // SAFETY: `tp_weaklistoffset` is set from type tables alone.
    Some(unsafe { object.pointer().cast::<u8>().add(offset).cast().as_ref() })
}

/// A word before an instance of a class: at 0 the weak references, at 8 the dict.
///
/// # Safety
/// The object's type has managed words.
unsafe fn managed(pointer: NonNull<PyObject>, offset: usize) -> NonNull<Field> {
    // SAFETY: the words stand before the collector's head.
    unsafe {
        pointer
            .cast::<u8>()
            .sub(GC_HEAD + MANAGED)
            .add(offset)
            .cast()
    }
}
