//! Making an object: a block, and what is written into it.

use super::dealloc::forget_type;
use super::{GC_HEAD, PyObject, PyStruct, View, presize, track};
use crate::refcount::PyRef;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::inline_values;
use crate::typeobject::{PyTypeObject, TypeFlags};
use std::ptr::NonNull;

/// What objects may have around them, besides the two words of a container.
const MORE: TypeFlags = TypeFlags::HEAPTYPE
    .with(TypeFlags::MANAGED)
    .with(TypeFlags::INLINE_VALUES);

impl Runtime {
    /// Makes an object without a tail.
    ///
    /// `value` is the struct, its header made by [`PyObject::new`] with the same type.
    #[inline(always)]
    pub(crate) fn alloc<T: PyStruct<Tail = ()>>(&self, value: T) -> PyResult {
        self.alloc_tail(value, 0, |_| unreachable!("no tail"))
    }

    /// The same in a new block, whatever a free list has: so instances are made by
    /// calling their type (`Objects/typeobject.c@v3.13.0#PyType_GenericAlloc`).
    pub(crate) fn alloc_generic<T: PyStruct<Tail = ()>>(&self, value: T) -> PyResult {
        // SAFETY: there is no tail to be written.
        unsafe { self.alloc_with(value, 0, false, |_| ()) }
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
            self.alloc_with(value, len, true, |tail| {
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
            self.alloc_with(value, len, true, |tail| {
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
        reuse: bool,
        write: impl FnOnce(NonNull<T::Tail>),
    ) -> PyResult {
        assert!(value.tail_len() == len);
        // SAFETY: every struct begins with a PyObject (`py_struct!`).
        let header = unsafe { &*(&raw const value).cast::<PyObject>() };
        header.must_be::<T>();
        // SAFETY: the type outlives the header.
        let ty: View<'_, PyTypeObject> = unsafe { View::new(header.ty().pointer()) };
        let kept = kept_list::<T>(ty.flags(), len).filter(|_| reuse);
        let Some(start) = self.place_for(ty, kept, asked::<T>(len), len) else {
            // The header's reference to its type goes with the value.
            forget_type(ty);
            return Err(self.memory_error());
        };
        // SAFETY: at `start` there is room for the struct and its tail; the new
        // object's count is 1.
        let made = unsafe { PyRef::from_owned(lay_out(start, value, write)) };
        self.refchain.add(made.pointer());
        if ty.flags().has(TypeFlags::HEAPTYPE.with(TypeFlags::HAVE_GC)) {
            // An instance may be part of a cycle, whatever its class descends from.
            track(&made);
        }
        Ok(made)
    }

    /// The place of a new object, which takes `fixed` bytes that are still to be
    /// written. All else is there: zeros before the object, zeros for whatever its type
    /// asks for beyond, and an instance's values.
    ///
    /// Objects of most built-in types have nothing of that but the two words of a
    /// container, so that few questions lead to their block.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn place_for(
        &self,
        ty: View<'_, PyTypeObject>,
        kept: Option<usize>,
        fixed: usize,
        len: usize,
    ) -> Option<NonNull<u8>> {
        let flags = ty.flags();
        if flags.any(MORE) {
            return self.place_with_more(ty, kept, fixed, len);
        }
        if !flags.has(TypeFlags::HAVE_GC) {
            return match self.used_before(kept, fixed) {
                Some(block) => Some(block),
                None => self.heap.alloc(fixed),
            };
        }
        let block = match self.used_before(kept, GC_HEAD + fixed) {
            Some(block) => block,
            None => self.new_block(flags, GC_HEAD + fixed)?,
        };
        // SAFETY: the block has room for the head and the object.
        unsafe {
            block.cast::<[u64; 2]>().write([0; 2]);
            Some(block.add(GC_HEAD))
        }
    }

    /// A block that was kept when an object died.
    #[inline(always)]
    fn used_before(&self, kept: Option<usize>, size: usize) -> Option<NonNull<u8>> {
        let block = self.free_lists.take(kept?, size)?;
        if self.heap.traces().on() {
            self.heap.traces().used_again(block.addr().get());
        }
        Some(block)
    }

    /// The same for types that may ask for all of it.
    #[inline(never)]
    fn place_with_more(
        &self,
        ty: View<'_, PyTypeObject>,
        kept: Option<usize>,
        fixed: usize,
        len: usize,
    ) -> Option<NonNull<u8>> {
        let flags = ty.flags();
        let size = object_size(ty, fixed, len);
        let before = presize(flags);
        let inline = inline_values::new_bytes(ty);
        let block = match self.used_before(kept, before + size) {
            Some(block) => block,
            None => self.new_block(flags, before + size + inline)?,
        };
        // SAFETY: the block has room for `before`, `size` and `inline` bytes, and
        // `fixed` is at most `size`.
        unsafe {
            if flags.has(TypeFlags::HAVE_GC) {
                block.cast::<[u64; 2]>().write([0; 2]);
            }
            if before > GC_HEAD {
                block.add(GC_HEAD).write_bytes(0, before - GC_HEAD);
            }
            let start = block.add(before);
            if size > fixed {
                start.add(fixed).write_bytes(0, size - fixed);
            }
            if inline > 0 {
                inline_values::begin(ty, start.add(size));
            }
            Some(start)
        }
    }

    /// A block of the heap for an object.
    #[inline(always)]
    fn new_block(&self, flags: TypeFlags, size: usize) -> Option<NonNull<u8>> {
        if flags.has(TypeFlags::HAVE_GC) {
            self.count_container();
        }
        self.heap.alloc(size)
    }
}

impl<T: PyStruct> View<'_, T> {
    /// A pointer to what lies behind the struct.
    #[inline(always)]
    pub(crate) fn tail_pointer(self) -> NonNull<T::Tail> {
        // SAFETY: objects are at least as long as their struct.
        unsafe { self.pointer().add(1).cast() }
    }
}

/// Writes an object into its memory: the struct, and its tail.
///
/// # Safety
/// At `start` there is room for the struct and for the tail, which `write` fills.
#[inline(always)]
unsafe fn lay_out<T: PyStruct>(
    start: NonNull<u8>,
    value: T,
    write: impl FnOnce(NonNull<T::Tail>),
) -> NonNull<PyObject> {
    let object: NonNull<T> = start.cast();
    // SAFETY: the caller's promise.
    unsafe {
        object.write(value);
        write(object.add(1).cast());
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

/// Bytes of a struct with a tail of `len` items.
#[inline(always)]
pub(super) const fn fixed_size<T: PyStruct>(len: usize) -> usize {
    size_of::<T>() + len * size_of::<T::Tail>()
}

/// Bytes that are asked for: for an object of `int` with one digit four more than it has,
/// where the struct of C ends (`Objects/longobject.c@v3.13.0#_PyLong_FromMedium`).
#[inline(always)]
const fn asked<T: PyStruct>(len: usize) -> usize {
    let bytes = fixed_size::<T>(len);
    if len == 1 && size_of::<T::Tail>() == 4 {
        bytes.next_multiple_of(8)
    } else {
        bytes
    }
}

/// Bytes of an object that needs `fixed`: of a built-in type no more, of a class as many
/// as the class asks for besides. Where instances have items, there is room for one more,
/// up to a full word (`Objects/typeobject.c@v3.13.0#_PyType_AllocNoTrack`).
#[inline(always)]
pub(super) fn object_size(
    ty: View<'_, PyTypeObject>,
    fixed: usize,
    len: usize,
) -> usize {
    if !ty.flags().has(TypeFlags::HEAPTYPE) {
        fixed
    } else if ty.tp_itemsize.get() == 0 {
        fixed.max(ty.instance_size(len))
    } else {
        let size = ty.instance_size(len + 1).next_multiple_of(8);
        fixed.max(size)
    }
}
