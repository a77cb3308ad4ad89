//! A growing row of references in a block of its own: the items of a list.
//!
//! Two numbers go with the block: how many items there are, and how many there is room
//! for. The second is the larger one, by a rule ([`ItemArray::resize`]) that makes
//! appending cheap.
#![allow(unsafe_code)]

use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Visitor;
use std::cell::Cell;

/// The items of a list: how many, where they are, and how many there is room for.
///
/// As part of an object it follows the two words of [`PyObject`], so that `ob_size` is
/// at offset 16, `ob_item` at 24 and `allocated` at 32, as in `PyListObject`.
#[repr(C)]
pub struct ItemArray {
    /// The number of items.
    ob_size: Cell<i64>,
    /// The block that holds them, or null.
    ob_item: Cell<Ptr<Obj>>,
    /// The number of items that the block has room for; [`SORTING`] while the items
    /// are elsewhere.
    allocated: Cell<i64>,
}

/// In `allocated`: the items were taken to be sorted, and nothing was done to the
/// list since. Whatever makes room sets it to another value.
const SORTING: i64 = -1;

/// Bytes of one item.
pub const ITEM: usize = 8;

impl Default for ItemArray {
    fn default() -> Self {
        ItemArray {
            ob_size: Cell::new(0),
            ob_item: Cell::new(Ptr::NULL),
            allocated: Cell::new(0),
        }
    }
}

impl ItemArray {
    /// The number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_size.get() as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of items that there is room for.
    pub fn allocated(&self) -> usize {
        self.allocated.get().max(0) as usize
    }

    /// The item at an index below `len`.
    #[inline(always)]
    pub(crate) fn get(&self, index: usize) -> Option<Obj> {
        // SAFETY: items below `ob_size` are references; cloning one runs no code.
        (index < self.len()).then(|| unsafe { (*self.slot(index)).clone() })
    }

    /// The items, one after the other, each as a reference of its own.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Obj> {
        (0..self.len()).map_while(|index| self.get(index))
    }

    /// All items.
    pub(crate) fn to_vec(&self) -> Vec<Obj> {
        self.iter().collect()
    }

    /// Stores an item at an index below `len` and returns the old one.
    #[inline(always)]
    pub(crate) fn replace(&self, index: usize, item: Obj) -> Obj {
        assert!(index < self.len());
        // SAFETY: the slot holds a reference; no other code runs in between.
        unsafe { std::mem::replace(&mut *self.slot(index), item) }
    }

    /// Exchanges two items.
    pub(crate) fn swap(&self, a: usize, b: usize) {
        assert!(a < self.len() && b < self.len());
        // SAFETY: both slots hold references.
        unsafe { self.slot(a).swap(self.slot(b)) }
    }

    /// Adds an item at the end (`Objects/listobject.c@v3.13.0#_PyList_AppendTakeRef`).
    #[inline(always)]
    pub(crate) fn push(&self, rt: &Runtime, item: Obj) -> PyResult<()> {
        let len = self.len();
        if len as i64 >= self.allocated.get() {
            self.resize(rt, len + 1)?;
        } else {
            self.ob_size.set(len as i64 + 1);
        }
        // SAFETY: the slot is the block's, and holds nothing yet.
        unsafe { self.slot(len).write(item) };
        Ok(())
    }

    /// Puts an item before the one at `index` (at most `len`).
    pub(crate) fn insert(&self, rt: &Runtime, index: usize, item: Obj) -> PyResult<()> {
        let len = self.len();
        assert!(index <= len);
        self.resize(rt, len + 1)?;
        // SAFETY: the block has room for one item more; references move as bytes.
        unsafe {
            let slot = self.slot(index);
            slot.copy_to(slot.add(1), len - index);
            slot.write(item);
        }
        Ok(())
    }

    /// Takes the item at an index below `len` out, and gives room back where much of
    /// it is unused.
    pub(crate) fn pop(&self, rt: &Runtime, index: usize) -> Obj {
        let item = self.remove(index);
        match self.len() {
            0 => self.give_block(rt),
            len => self.shrink(rt, len),
        }
        item
    }

    /// Takes the item at an index below `len` out; the block stays as it is.
    pub(crate) fn remove(&self, index: usize) -> Obj {
        let len = self.len();
        assert!(index < len);
        self.ob_size.set(len as i64 - 1);
        // SAFETY: the reference moves out; those behind it close the gap.
        unsafe {
            let slot = self.slot(index);
            let item = slot.read();
            slot.add(1).copy_to(slot, len - index - 1);
            item
        }
    }

    /// Takes `count` items out, every `step`-th from `start` on.
    pub(crate) fn remove_every(
        &self,
        rt: &Runtime,
        start: usize,
        step: usize,
        count: usize,
    ) -> Vec<Obj> {
        let len = self.len();
        let last = count
            .checked_sub(1)
            .and_then(|n| n.checked_mul(step))
            .and_then(|n| n.checked_add(start));
        assert!(step > 0 && count > 0 && last.is_some_and(|last| last < len));
        let mut removed = Vec::with_capacity(count);
        for index in 0..count {
            let from = start + index * step;
            let kept = (step - 1).min(len - from - 1);
            // SAFETY: one reference moves out; those up to the next one to go move
            // down over the gaps.
            unsafe {
                removed.push(self.slot(from).read());
                self.slot(from + 1).copy_to(self.slot(from - index), kept);
            }
        }
        let end = start.saturating_add(count.saturating_mul(step));
        if end < len {
            // SAFETY: what is behind the last gap moves down over all of them.
            unsafe { self.slot(end).copy_to(self.slot(end - count), len - end) };
        }
        self.shrink(rt, len - count);
        removed
    }

    /// Replaces the items in `start..end` by others and returns the old ones, which
    /// the caller drops when the array is in order again.
    pub(crate) fn splice(
        &self,
        rt: &Runtime,
        start: usize,
        end: usize,
        items: Vec<Obj>,
    ) -> PyResult<Vec<Obj>> {
        let len = self.len();
        assert!(start <= end && end <= len);
        let new_len = len - (end - start) + items.len();
        if new_len > len {
            self.resize(rt, new_len)?;
        }
        // SAFETY: the old references move out, the tail moves, the new ones move in;
        // the block has room for the longer of both lengths.
        let old = unsafe {
            let old = (start..end).map(|index| self.slot(index).read()).collect();
            self.slot(end)
                .copy_to(self.slot(start + items.len()), len - end);
            for (index, item) in items.into_iter().enumerate() {
                self.slot(start + index).write(item);
            }
            old
        };
        if new_len < len {
            self.shrink(rt, new_len);
        }
        Ok(old)
    }

    /// Takes all items out, leaving the array empty and without a block. They are
    /// dropped from last to first, as `list_clear` does.
    pub(crate) fn clear(&self, rt: &Runtime) {
        if self.ob_item.get().is_null() {
            return;
        }
        let taken = self.take();
        for index in (0..taken.len()).rev() {
            // SAFETY: each reference moves out once.
            drop(unsafe { taken.slot(index).read() });
        }
        taken.ob_size.set(0);
        taken.give_block(rt);
    }

    /// Takes the whole content out.
    pub(crate) fn take(&self) -> ItemArray {
        ItemArray {
            ob_size: Cell::new(self.ob_size.take()),
            ob_item: Cell::new(self.ob_item.replace(Ptr::NULL)),
            allocated: Cell::new(self.allocated.take()),
        }
    }

    /// Takes the whole content out for sorting, so that nothing that runs meanwhile
    /// can reach it.
    pub(crate) fn take_for_sorting(&self) -> ItemArray {
        let content = self.take();
        self.allocated.set(SORTING);
        content
    }

    /// Whether anything was done to the array since its content was taken for sorting.
    pub(crate) fn was_changed(&self) -> bool {
        self.allocated.get() != SORTING
    }

    /// Puts a content in. What was there is dropped after that.
    pub(crate) fn put(&self, rt: &Runtime, content: ItemArray) {
        let old = self.take();
        self.ob_size.set(content.ob_size.take());
        self.ob_item.set(content.ob_item.replace(Ptr::NULL));
        self.allocated.set(content.allocated.take());
        old.clear(rt);
    }

    /// The items of an array that nobody else can reach: one that was taken.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Obj] {
        match self.len() {
            0 => &mut [],
            // SAFETY: the slots below `ob_size` hold references, and the exclusive
            // borrow keeps every other function here away.
            len => unsafe { std::slice::from_raw_parts_mut(self.slot(0), len) },
        }
    }

    /// Makes room for exactly `count` items in an array without a block
    /// (`Objects/listobject.c@v3.13.0#list_new_prealloc`).
    pub(crate) fn preallocate(&self, rt: &Runtime, count: usize) -> PyResult<()> {
        if self.ob_item.get().is_null() && count > 0 {
            self.set_allocated(rt, count)?;
        }
        Ok(())
    }

    /// Makes room for `count` items more, for `extend`. A first block gets an even
    /// number of them (`Objects/listobject.c@v3.13.0#list_preallocate_exact`): half
    /// a heap's granule would be wasted otherwise.
    pub(crate) fn make_room(&self, rt: &Runtime, count: usize) -> PyResult<()> {
        if self.ob_item.get().is_null() {
            return self.preallocate(rt, count.saturating_add(count & 1));
        }
        let len = self.len();
        let wanted = len.checked_add(count).ok_or_else(|| rt.memory_error())?;
        self.resize(rt, wanted)?;
        self.ob_size.set(len as i64);
        Ok(())
    }

    /// As [`ItemArray::make_room`], by the rule of appending even for a first block.
    pub(crate) fn grow(&self, rt: &Runtime, count: usize) -> PyResult<()> {
        let len = self.len();
        let wanted = len.checked_add(count).ok_or_else(|| rt.memory_error())?;
        self.resize(rt, wanted)?;
        self.ob_size.set(len as i64);
        Ok(())
    }

    /// Gives back room that turned out not to be needed.
    pub(crate) fn settle(&self, rt: &Runtime) {
        if self.len() < self.allocated() {
            self.shrink(rt, self.len());
        }
    }

    /// Fills an empty array with these items, `len` of them, and has room for no more.
    pub(crate) fn fill(
        &self,
        rt: &Runtime,
        len: usize,
        items: impl IntoIterator<Item = Obj>,
    ) -> PyResult<()> {
        self.preallocate(rt, len)?;
        for item in items {
            self.push(rt, item)?;
        }
        Ok(())
    }

    /// Shows the references to the collector or the lens.
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        for index in (0..self.len()).rev() {
            // SAFETY: visitors run no Python and change no array.
            visitor.visit(unsafe { &*self.slot(index) });
        }
    }

    /// Changes the size, with room to grow (`Objects/listobject.c@v3.13.0#list_resize`).
    ///
    /// A list that grows asks for an eighth more than it needs, and a bit; so that a
    /// million appends copy the items a few dozen times, not a million times. New
    /// items must be written by the caller, old ones moved out before.
    #[inline(never)]
    fn resize(&self, rt: &Runtime, newsize: usize) -> PyResult<()> {
        if newsize > isize::MAX as usize / (2 * ITEM) {
            return Err(rt.memory_error());
        }
        let allocated = self.allocated.get();
        if allocated >= newsize as i64 && newsize as i64 >= (allocated >> 1) {
            self.ob_size.set(newsize as i64);
            return Ok(());
        }
        let mut new_allocated = (newsize + (newsize >> 3) + 6) & !3;
        if newsize.saturating_sub(self.len()) > new_allocated - newsize {
            new_allocated = (newsize + 3) & !3;
        }
        if newsize == 0 {
            new_allocated = 0;
        }
        self.set_allocated(rt, new_allocated)?;
        self.ob_size.set(newsize as i64);
        Ok(())
    }

    /// Lowers the size after items have moved out. A smaller block that cannot be had
    /// is no error: the larger one stays.
    #[inline(always)]
    fn shrink(&self, rt: &Runtime, newsize: usize) {
        if newsize as i64 >= self.allocated.get() >> 1 {
            self.ob_size.set(newsize as i64);
        } else if self.resize(rt, newsize).is_err() {
            rt.clear_raised();
            self.ob_size.set(newsize as i64);
        }
    }

    #[inline(never)]
    fn set_allocated(&self, rt: &Runtime, count: usize) -> PyResult<()> {
        let old = self.allocated() * ITEM;
        let new = count
            .checked_mul(ITEM)
            .filter(|&new| new < isize::MAX as usize);
        let new = new.ok_or_else(|| rt.memory_error())?;
        let block = match self.ob_item.get().get() {
            _ if new == 0 => {
                self.give_block(rt);
                return Ok(());
            }
            None => rt.heap.alloc(new),
            // SAFETY: the block is this array's, of `old` bytes.
            Some(block) => unsafe { rt.heap.realloc(block.cast(), old, new) },
        };
        let block = block.ok_or_else(|| rt.memory_error())?;
        self.ob_item.set(block.cast().into());
        self.allocated.set(count as i64);
        Ok(())
    }

    fn give_block(&self, rt: &Runtime) {
        let size = self.allocated() * ITEM;
        if let Some(block) = self.ob_item.replace(Ptr::NULL).get() {
            // SAFETY: the block is this array's, of `size` bytes, and holds no items.
            unsafe { rt.heap.free(block.cast(), size) };
        }
        self.allocated.set(0);
    }

    #[inline(always)]
    fn slot(&self, index: usize) -> *mut Obj {
        // SAFETY: callers stay within the block; `wrapping` since it may be null.
        self.ob_item.get().as_ptr().wrapping_add(index)
    }
}

const _: () = assert!(size_of::<ItemArray>() == 24);
