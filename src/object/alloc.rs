//! Making an object: a block, and what is written into it.

use super::dealloc::forget_type;
use super::{PyObject, PyStruct, View, presize, track};
use crate::refcount::PyRef;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::inline_values;
use crate::typeobject::{PyTypeObject, TypeFlags};
use std::ptr::NonNull;

impl Runtime {
    /// Makes an object without a tail.
    ///
    /// `value` is the struct, its header made by [`PyObject::new`] with the same type.
    #[inline(always)]
    pub(crate) fn alloc<T: PyStruct<Tail = ()>>(&self, value: T) -> PyResult {
        self.alloc_tail(value, 0, |_| unreachable!("no tail"))
    }

    /// Makes an object with a tail of `len` items.
    ///
    /// The struct's size field must say `len` already.
    #[inline(always)]
    pub(crate) fn alloc_tail<T: PyStruct>(
        &self,
        value: T,
        len: usize,
        mut item: impl FnMut(usize) -> T::Tail,
    ) -> PyResult {
        // SAFETY: exactly `len` items are written.
        unsafe {
            self.alloc_with(value, len, |tail| {
                for index in 0..len {
                    tail.add(index).write(item(index));
                }
            })
        }
    }

    /// Makes an object with a tail of `len` bytes, all zero until `fill` writes them.
    ///
    /// The struct's size field must say `len` already.
    #[inline(always)]
    pub(crate) fn alloc_bytes<T: PyStruct<Tail = u8>>(
        &self,
        value: T,
        len: usize,
        fill: impl FnOnce(&mut [u8]),
    ) -> PyResult {
        // SAFETY: exactly `len` bytes are written, and then lent out.
        unsafe {
            self.alloc_with(value, len, |tail| {
                tail.write_bytes(0, len);
                fill(std::slice::from_raw_parts_mut(tail.as_ptr(), len));
            })
        }
    }

    /// # Safety
    /// `write` fills the tail, of which it gets the start, with `len` items.
    #[inline(always)]
    unsafe fn alloc_with<T: PyStruct>(
        &self,
        value: T,
        len: usize,
        write: impl FnOnce(NonNull<T::Tail>),
    ) -> PyResult {
        assert!(value.tail_len() == len);
        // SAFETY: every struct begins with a PyObject (`py_struct!`).
        let header = unsafe { &*(&raw const value).cast::<PyObject>() };
        // SAFETY: `PyObject::new` gave it a type.
        let ty: View<'_, PyTypeObject> =
            unsafe { View::new(header.ob_type.get().get().unwrap_unchecked()) };
        let flags = ty.flags();
        assert!(T::matches(flags));
        let size = object_size::<T>(ty, len);
        let before = presize(flags);
        let inline = inline_values::new_bytes(ty);
        let kept = kept_list::<T>(flags, len);
        let kept = kept.and_then(|list| self.free_lists.take(list, before + size));
        let whole = before + size + inline;
        let Some(block) = kept.or_else(|| self.new_block(flags, whole)) else {
            // The header's reference to its type goes with the value.
            forget_type(ty);
            return Err(self.memory_error());
        };
        // SAFETY: the block has room for `before`, `size` and `inline` bytes, and the
        // struct and its tail are no longer than `size`; the new object's count is 1.
        unsafe {
            block.write_bytes(0, before);
            let object = lay_out(block.add(before), size, value, len, write);
            if inline > 0 {
                inline_values::begin(ty, object.cast().add(size));
            }
            let made = PyRef::from_owned(object);
            if flags.has(TypeFlags::HEAPTYPE.with(TypeFlags::HAVE_GC)) {
                // An instance may be part of a cycle, whatever its class descends from.
                track(&made);
            }
            Ok(made)
        }
    }
}

impl Runtime {
    /// A block of the heap for an object.
    #[inline(always)]
    fn new_block(&self, flags: TypeFlags, size: usize) -> Option<NonNull<u8>> {
        if flags.has(TypeFlags::HAVE_GC) {
            self.count_container();
        }
        self.heap.alloc(size)
    }
}

/// Writes an object into its memory: the struct, its tail, and zeros for whatever its
/// type asks for beyond that.
///
/// # Safety
/// At `start` there is room for `size` bytes, as many as the struct and a tail of `len`
/// items take, or more; and `write` fills the tail.
#[inline(always)]
unsafe fn lay_out<T: PyStruct>(
    start: NonNull<u8>,
    size: usize,
    value: T,
    len: usize,
    write: impl FnOnce(NonNull<T::Tail>),
) -> NonNull<PyObject> {
    let fixed = size_of::<T>() + len * size_of::<T::Tail>();
    // SAFETY: the caller's promise; what is added up is `size` bytes.
    unsafe {
        let object: NonNull<T> = start.cast();
        object.write(value);
        write(object.add(1).cast());
        start.add(fixed).write_bytes(0, size - fixed);
    }
    start.cast()
}

/// The free list for an object, if it is of an exact built-in type that has one.
#[inline(always)]
pub(super) fn kept_list<T: PyStruct>(flags: TypeFlags, len: usize) -> Option<usize> {
    T::KEPT
        .filter(|_| !flags.has(TypeFlags::HEAPTYPE))
        .and_then(|kept| kept.list(len))
}

/// Bytes of an object with a tail of `len` items: of a built-in type as many as it
/// needs, of a class as many as the class asks for besides.
#[inline(always)]
pub(super) fn object_size<T: PyStruct>(
    ty: View<'_, PyTypeObject>,
    len: usize,
) -> usize {
    let fixed = size_of::<T>() + len * size_of::<T::Tail>();
    if ty.flags().has(TypeFlags::HEAPTYPE) {
        fixed.max(ty.instance_size(len))
    } else {
        fixed
    }
}
