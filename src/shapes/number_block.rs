//! The numbers of an array: a block of their own that grows
//! (`Modules/arraymodule.c@v3.13.0#array_resize`).
//!
//! They are kept as C would keep them, one after the other, so that an item takes one
//! to eight bytes. Nobody gets a reference to the bytes, only copies of them.
#![allow(unsafe_code)]

use crate::memory::ptr::Ptr;
use crate::runtime::{PyResult, Runtime};
use std::cell::Cell;
use std::ops::Range;

/// Four words, which follow the two of [`crate::object::PyObject`].
#[repr(C)]
pub struct NumberBlock {
    /// The number of items.
    ob_size: Cell<i64>,
    /// The block that holds them, or null.
    ob_item: Cell<Ptr<u8>>,
    /// The number of items that the block has room for.
    allocated: Cell<i64>,
    /// What an item is: its type code in the low byte, its size in the next one.
    ob_descr: Cell<u64>,
}

const _: () = assert!(size_of::<NumberBlock>() == 32);

impl NumberBlock {
    /// No items yet, of `item_size` bytes each.
    pub fn new(code: u8, item_size: usize) -> NumberBlock {
        NumberBlock {
            ob_size: Cell::new(0),
            ob_item: Cell::new(Ptr::NULL),
            allocated: Cell::new(0),
            ob_descr: Cell::new(u64::from(code) | (item_size as u64) << 8),
        }
    }

    /// The type code of the items.
    pub fn code(&self) -> u8 {
        self.ob_descr.get() as u8
    }

    /// Bytes of one item.
    pub fn item_size(&self) -> usize {
        (self.ob_descr.get() >> 8) as usize
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        self.ob_size.get() as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of all items.
    pub fn byte_len(&self) -> usize {
        self.len() * self.item_size()
    }

    /// Bytes of the block.
    pub fn allocated(&self) -> usize {
        self.allocated.get() as usize * self.item_size()
    }

    /// Where the block is, if there is one.
    pub fn address(&self) -> Option<usize> {
        self.ob_item.get().get().map(|block| block.addr().get())
    }

    /// A copy of some of the bytes.
    pub(crate) fn read(&self, range: Range<usize>) -> Vec<u8> {
        assert!(range.start <= range.end && range.end <= self.byte_len());
        if range.is_empty() {
            return Vec::new();
        }
        // SAFETY: bytes below `byte_len` are in the block and initialized; the
        // reference ends before anybody writes.
        unsafe { std::slice::from_raw_parts(self.at(range.start), range.len()) }
            .to_vec()
    }

    /// A copy of all bytes.
    pub(crate) fn to_vec(&self) -> Vec<u8> {
        self.read(0..self.byte_len())
    }

    /// Writes over some of the bytes.
    pub(crate) fn write(&self, at: usize, bytes: &[u8]) {
        assert!(at + bytes.len() <= self.byte_len());
        if !bytes.is_empty() {
            // SAFETY: as above; nobody has a reference to the bytes.
            unsafe { self.at(at).copy_from(bytes.as_ptr(), bytes.len()) };
        }
    }

    /// Makes room for exactly so many items, zeros, where there were none.
    pub(crate) fn start(&self, rt: &Runtime, len: usize) -> PyResult<()> {
        debug_assert!(self.ob_item.get().is_null());
        if len > 0 {
            self.move_to(rt, len)?;
            self.grow_to(len);
        }
        Ok(())
    }

    /// Changes the number of items. What is new is zero.
    pub(crate) fn resize(&self, rt: &Runtime, len: usize) -> PyResult<()> {
        let (old, has_block) = (self.len(), !self.ob_item.get().is_null());
        if self.allocated.get() >= len as i64 && old < len + 16 && has_block {
            self.grow_to(len);
            return Ok(());
        }
        if len == 0 {
            self.give_back(rt);
            return Ok(());
        }
        let room = (len >> 4) + if old < 8 { 3 } else { 7 } + len;
        self.move_to(rt, room)?;
        self.grow_to(len);
        Ok(())
    }

    /// Replaces the items in `start..end` by others, given as bytes.
    pub(crate) fn splice(
        &self,
        rt: &Runtime,
        start: usize,
        end: usize,
        bytes: &[u8],
    ) -> PyResult<()> {
        let (len, size) = (self.len(), self.item_size());
        assert!(start <= end && end <= len && bytes.len().is_multiple_of(size));
        let new_len = len - (end - start) + bytes.len() / size;
        let behind = (len - end) * size;
        if new_len > len {
            self.resize(rt, new_len)?;
        }
        if new_len != len && behind > 0 {
            let to = self.at(start * size + bytes.len());
            // SAFETY: the block has room for the longer of both lengths.
            unsafe { self.at(end * size).copy_to(to, behind) };
        }
        if !bytes.is_empty() {
            // SAFETY: as above.
            unsafe { self.at(start * size).copy_from(bytes.as_ptr(), bytes.len()) };
        }
        if new_len < len {
            self.resize(rt, new_len)?;
        }
        Ok(())
    }

    /// Gives the block back; the array is empty.
    pub(crate) fn give_back(&self, rt: &Runtime) {
        let bytes = self.allocated();
        if let Some(block) = self.ob_item.replace(Ptr::NULL).get() {
            // SAFETY: the block is this array's.
            unsafe { rt.heap.free(block, bytes) };
        }
        self.allocated.set(0);
        self.ob_size.set(0);
    }

    /// Another block, with room for so many items, in place of the present one.
    fn move_to(&self, rt: &Runtime, room: usize) -> PyResult<()> {
        let size = room.checked_mul(self.item_size());
        let size = size.filter(|size| *size < isize::MAX as usize / 2);
        let size = size.ok_or_else(|| rt.memory_error())?;
        let block = match self.ob_item.get().get() {
            // SAFETY: the block is this array's, of `allocated` bytes.
            Some(old) => unsafe { rt.heap.realloc(old, self.allocated(), size) },
            None => rt.heap.alloc(size),
        };
        let block = block.ok_or_else(|| rt.memory_error())?;
        self.ob_item.set(block.into());
        self.allocated.set(room as i64);
        Ok(())
    }

    fn grow_to(&self, len: usize) {
        let old = self.byte_len();
        self.ob_size.set(len as i64);
        if self.byte_len() > old {
            // SAFETY: the block has room for `len` items.
            unsafe { self.at(old).write_bytes(0, self.byte_len() - old) };
        }
    }

    #[inline(always)]
    fn at(&self, index: usize) -> *mut u8 {
        self.ob_item.get().as_ptr().wrapping_add(index)
    }
}
