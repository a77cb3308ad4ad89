//! The bytes of a bytearray: a block of their own that grows, and a start within it
//! (`Include/cpython/bytearrayobject.h@v3.13.0`).
//!
//! Bytes that are deleted at the beginning stay in the block for a while: only the
//! start moves. Nobody gets a reference to the bytes, only copies of them.
#![allow(unsafe_code)]

use crate::memory::ptr::Ptr;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use std::cell::Cell;
use std::ptr::NonNull;

/// Five words, which follow the two of [`crate::object::PyObject`].
#[repr(C)]
pub struct ByteBlock {
    /// The number of bytes.
    ob_size: Cell<i64>,
    /// The number that the block has room for, one of which is a zero at the end.
    ob_alloc: Cell<i64>,
    /// The block, or null.
    ob_bytes: Cell<Ptr<u8>>,
    /// The first byte, in the block.
    ob_start: Cell<Ptr<u8>>,
    /// How many views of the bytes there are; with any, the size cannot change.
    ob_exports: Cell<i64>,
}

const _: () = assert!(size_of::<ByteBlock>() == 40);

impl Default for ByteBlock {
    fn default() -> Self {
        ByteBlock {
            ob_size: Cell::new(0),
            ob_alloc: Cell::new(0),
            ob_bytes: Cell::new(Ptr::NULL),
            ob_start: Cell::new(Ptr::NULL),
            ob_exports: Cell::new(0),
        }
    }
}

impl ByteBlock {
    /// The number of bytes.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_size.get() as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of the block.
    pub fn allocated(&self) -> usize {
        self.ob_alloc.get() as usize
    }

    /// Where the block is, if there is one.
    pub fn address(&self) -> Option<usize> {
        self.ob_bytes.get().get().map(|block| block.addr().get())
    }

    /// The byte at an index below `len`.
    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<u8> {
        // SAFETY: bytes below `ob_size` are in the block, and initialized.
        (index < self.len()).then(|| unsafe { self.at(index).read() })
    }

    /// Changes the byte at an index below `len`.
    #[inline]
    pub(crate) fn set(&self, index: usize, byte: u8) {
        assert!(index < self.len());
        // SAFETY: as above; nobody has a reference to the bytes.
        unsafe { self.at(index).write(byte) };
    }

    /// A copy of all bytes.
    pub(crate) fn to_vec(&self) -> Vec<u8> {
        if self.is_empty() {
            return Vec::new();
        }
        let start = self.at(0);
        // SAFETY: as above; the reference ends before anybody writes.
        unsafe { std::slice::from_raw_parts(start, self.len()) }.to_vec()
    }

    /// Reverses the bytes in place.
    pub(crate) fn reverse(&self) {
        if !self.is_empty() {
            // SAFETY: as above.
            unsafe { std::slice::from_raw_parts_mut(self.at(0), self.len()) }.reverse();
        }
    }

    /// Lends the bytes out to be written. Meanwhile the array is empty: there is no
    /// other way to the bytes.
    pub(crate) fn fill(&self, write: impl FnOnce(&mut [u8])) {
        let size = self.ob_size.take();
        let alloc = self.ob_alloc.take();
        let block = self.ob_bytes.replace(Ptr::NULL);
        let start = self.ob_start.replace(Ptr::NULL);
        match start.get() {
            // SAFETY: the bytes up to `size` are in the block and initialized.
            Some(start) => write(unsafe {
                std::slice::from_raw_parts_mut(start.as_ptr(), size as usize)
            }),
            None => write(&mut []),
        }
        debug_assert!(self.ob_bytes.get().is_null(), "filled while it was lent");
        self.ob_size.set(size);
        self.ob_alloc.set(alloc);
        self.ob_bytes.set(block);
        self.ob_start.set(start);
    }

    /// Counts one view more: until it is released, the size stays.
    pub(crate) fn export(&self) {
        self.ob_exports.set(self.ob_exports.get() + 1);
    }

    /// Counts one view less.
    pub(crate) fn release(&self) {
        self.ob_exports.set(self.ob_exports.get() - 1);
    }

    /// Fails where a view of the bytes forbids that their number changes.
    pub(crate) fn check_resizable(&self, rt: &Runtime) -> PyResult<()> {
        if self.ob_exports.get() > 0 {
            let message = "Existing exports of data: object cannot be re-sized";
            return Err(rt.raise(Builtin::BufferError, message));
        }
        Ok(())
    }

    /// Replaces the bytes in `start..end` by others.
    pub(crate) fn splice(
        &self,
        rt: &Runtime,
        start: usize,
        end: usize,
        bytes: &[u8],
    ) -> PyResult<()> {
        let len = self.len();
        assert!(start <= end && end <= len);
        let new_len = len - (end - start) + bytes.len();
        let behind = len - end;
        if new_len != len {
            self.check_resizable(rt)?;
        }
        // SAFETY: each move stays within the block, which is large enough for the
        // longer of both lengths when it happens.
        unsafe {
            if new_len < len && start == 0 {
                let start = self.at(len - new_len);
                self.ob_start.set(Ptr::new(start));
                self.shrink(rt, new_len);
            } else if new_len < len {
                let to = self.at(start + bytes.len());
                self.at(end).copy_to(to, behind);
                self.shrink(rt, new_len);
            } else if new_len > len {
                self.resize(rt, new_len)?;
                let to = self.at(start + bytes.len());
                self.at(end).copy_to(to, behind);
            }
            if !bytes.is_empty() {
                let to = self.at(start);
                to.copy_from(bytes.as_ptr(), bytes.len());
            }
        }
        Ok(())
    }

    /// Takes every `step`-th byte out, `count` of them.
    pub(crate) fn remove_stepped(
        &self,
        rt: &Runtime,
        start: usize,
        step: usize,
        count: usize,
    ) -> PyResult<()> {
        self.check_resizable(rt)?;
        let bytes = self.to_vec();
        let goes = |index: usize| {
            index >= start
                && (index - start).is_multiple_of(step)
                && (index - start) / step < count
        };
        let mut to = 0;
        for (index, &byte) in bytes.iter().enumerate() {
            if !goes(index) {
                self.set(to, byte);
                to += 1;
            }
        }
        self.shrink(rt, to);
        Ok(())
    }

    /// Lowers the size; a smaller block that cannot be had is no error.
    fn shrink(&self, rt: &Runtime, len: usize) {
        if self.resize(rt, len).is_err() {
            rt.clear_raised();
            self.ob_size.set(len as i64);
            self.end();
        }
    }

    /// Changes the number of bytes (`PyByteArray_Resize`). What is new is zero.
    pub(crate) fn resize(&self, rt: &Runtime, len: usize) -> PyResult<()> {
        let old_len = self.len();
        if len == old_len {
            return Ok(());
        }
        self.check_resizable(rt)?;
        if len > isize::MAX as usize / 2 {
            return Err(rt.memory_error());
        }
        let alloc = self.allocated();
        let offset = self.offset();
        let new_alloc = if len + offset < alloc {
            if len >= alloc / 2 {
                self.ob_size.set(len as i64);
                self.clear_from(old_len);
                self.end();
                return Ok(());
            }
            len + 1
        } else if len as f64 <= alloc as f64 * 1.125 {
            len + (len >> 3) + if len < 9 { 3 } else { 6 }
        } else {
            len + 1
        };
        let block = self.new_block(rt, new_alloc, len.min(old_len), offset)?;
        self.ob_bytes.set(block.into());
        self.ob_start.set(block.into());
        self.ob_alloc.set(new_alloc as i64);
        self.ob_size.set(len as i64);
        self.clear_from(old_len);
        self.end();
        Ok(())
    }

    /// Another block with the first `keep` bytes, in place of the present one.
    fn new_block(
        &self,
        rt: &Runtime,
        size: usize,
        keep: usize,
        offset: usize,
    ) -> PyResult<NonNull<u8>> {
        let old = self.ob_bytes.get().get();
        let alloc = self.allocated();
        let block = match old {
            // SAFETY: the block is this array's, of `alloc` bytes.
            Some(old) if offset == 0 => unsafe { rt.heap.realloc(old, alloc, size) },
            _ => rt.heap.alloc(size),
        };
        let block = block.ok_or_else(|| rt.memory_error())?;
        if let Some(old) = old
            && offset > 0
        {
            // SAFETY: both blocks have `keep` bytes from where is said on; the old one
            // is not used any more.
            unsafe {
                block.copy_from_nonoverlapping(old.add(offset), keep);
                rt.heap.free(old, alloc);
            }
        }
        Ok(block)
    }

    /// Gives the block back; the array is empty.
    pub(crate) fn give_back(&self, rt: &Runtime) {
        if let Some(block) = self.ob_bytes.replace(Ptr::NULL).get() {
            // SAFETY: the block is this array's.
            unsafe { rt.heap.free(block, self.allocated()) };
        }
        self.ob_start.set(Ptr::NULL);
        self.ob_alloc.set(0);
        self.ob_size.set(0);
    }

    fn offset(&self) -> usize {
        self.ob_start.get().as_ptr().addr() - self.ob_bytes.get().as_ptr().addr()
    }

    fn clear_from(&self, from: usize) {
        if from < self.len() {
            // SAFETY: the bytes up to `ob_size` are in the block.
            unsafe { self.at(from).write_bytes(0, self.len() - from) };
        }
    }

    /// Writes the zero behind the last byte.
    fn end(&self) {
        if !self.ob_bytes.get().is_null() {
            // SAFETY: the block has room for one byte more than there are.
            unsafe { self.at(self.len()).write(0) };
        }
    }

    #[inline(always)]
    fn at(&self, index: usize) -> *mut u8 {
        self.ob_start.get().as_ptr().wrapping_add(index)
    }
}
