//! How far an object reaches before its address and behind its struct.

use super::{GC_HEAD, PyVarObject, presize};
use crate::refcount::Obj;
use crate::typeobject::TypeFlags;

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
