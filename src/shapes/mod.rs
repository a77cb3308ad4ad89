//! Storage shapes: the ways in which objects hold references and data, as safe types.
//!
//! * [`Field`]: one reference in a struct, which may be missing;
//! * [`ItemArray`]: a growing array of references in a block of its own (list);
//! * an inline tail is part of the object's own block: see [`crate::object::View::tail`].
//!
//! All of them hand out owned references only. Replaced values are dropped after the
//! new ones are in place, since dropping may run any code.
#![allow(unsafe_code)]

pub mod intern_table;
pub mod key_block;
pub mod key_table;
pub mod members;
pub mod weak_list;

use crate::memory::ptr::Ptr;
use crate::object::{PyObject, PyVarObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::TypeFlags;
use crate::typeobject::slots::Visitor;
use std::cell::Cell;

/// A reference in a struct, or none; eight bytes.
#[derive(Default)]
#[repr(transparent)]
pub struct Field(Cell<Option<Obj>>);

impl Field {
    /// A field that holds nothing.
    pub const fn empty() -> Field {
        Field(Cell::new(None))
    }

    /// A field that holds this.
    #[inline(always)]
    pub const fn new(value: Option<Obj>) -> Field {
        Field(Cell::new(value))
    }

    /// What it holds.
    #[inline(always)]
    pub(crate) fn get(&self) -> Option<Obj> {
        // SAFETY: cloning a reference runs no code that could change the field.
        unsafe { (*self.0.as_ptr()).clone() }
    }

    /// Whether it holds exactly this object.
    #[inline(always)]
    pub(crate) fn is(&self, object: &Obj) -> bool {
        // SAFETY: comparing addresses runs no other code.
        unsafe {
            (*self.0.as_ptr())
                .as_ref()
                .is_some_and(|held| held.is(object))
        }
    }

    /// Whether it holds nothing.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        // SAFETY: as in `is`.
        unsafe { (*self.0.as_ptr()).is_none() }
    }

    /// Stores a value; the old one is dropped after that.
    #[inline(always)]
    pub(crate) fn set(&self, value: Option<Obj>) {
        drop(self.0.replace(value));
    }

    /// Stores a value and returns the old one.
    #[inline(always)]
    pub(crate) fn replace(&self, value: Option<Obj>) -> Option<Obj> {
        self.0.replace(value)
    }

    /// Takes the value out.
    #[inline(always)]
    pub(crate) fn take(&self) -> Option<Obj> {
        self.0.take()
    }

    /// Shows the reference to the collector or the lens.
    #[inline(always)]
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        // SAFETY: visitors run no Python and change no field.
        if let Some(held) = unsafe { (*self.0.as_ptr()).as_ref() } {
            visitor.visit(held);
        }
    }

    /// Looks at the value without counting.
    ///
    /// `look` must not run Python, nor drop any reference.
    #[inline(always)]
    pub(crate) fn peek<R>(&self, look: impl FnOnce(Option<&Obj>) -> R) -> R {
        // SAFETY: by contract nothing changes the field meanwhile; the contract is
        // kept by its few callers, which only compare and read.
        look(unsafe { (*self.0.as_ptr()).as_ref() })
    }
}

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
    /// The number of items that the block has room for.
    allocated: Cell<i64>,
}

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
        self.allocated.get() as usize
    }

    /// The item at an index below `len`.
    #[inline(always)]
    pub(crate) fn get(&self, index: usize) -> Option<Obj> {
        // SAFETY: items below `ob_size` are references; cloning one runs no code.
        (index < self.len()).then(|| unsafe { (*self.slot(index)).clone() })
    }

    /// All items.
    pub(crate) fn to_vec(&self) -> Vec<Obj> {
        (0..self.len())
            .filter_map(|index| self.get(index))
            .collect()
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
        if len == self.allocated() {
            self.resize(rt, len + 1)?;
        } else {
            self.ob_size.set(len as i64 + 1);
        }
        // SAFETY: the slot is the block's, and holds nothing yet.
        unsafe { self.slot(len).write(item) };
        Ok(())
    }

    /// Takes the last item away.
    #[inline(always)]
    pub(crate) fn pop(&self, rt: &Runtime) -> Option<Obj> {
        let last = self.len().checked_sub(1)?;
        // SAFETY: the slot holds a reference, which moves out as the size shrinks.
        let item = unsafe { self.slot(last).read() };
        self.shrink(rt, last);
        Some(item)
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

    /// Takes the item at an index below `len` out.
    pub(crate) fn remove(&self, rt: &Runtime, index: usize) -> Obj {
        let len = self.len();
        assert!(index < len);
        // SAFETY: the reference moves out; those behind it close the gap.
        let item = unsafe {
            let slot = self.slot(index);
            let item = slot.read();
            slot.add(1).copy_to(slot, len - index - 1);
            item
        };
        self.shrink(rt, len - 1);
        item
    }

    /// Replaces the items in `start..end` by others and returns the old ones, which
    /// the caller drops when the array is in order again.
    pub(crate) fn splice(
        &self,
        rt: &Runtime,
        start: usize,
        end: usize,
        items: &[Obj],
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
            for (index, item) in items.iter().enumerate() {
                self.slot(start + index).write(item.clone());
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

    /// Puts a content in place of an empty one.
    pub(crate) fn put(&self, rt: &Runtime, content: ItemArray) {
        self.clear(rt);
        self.ob_size.set(content.ob_size.take());
        self.ob_item.set(content.ob_item.replace(Ptr::NULL));
        self.allocated.set(content.allocated.take());
    }

    /// Makes room for exactly `count` items in an empty array
    /// (`Objects/listobject.c@v3.13.0#list_preallocate_exact`).
    pub(crate) fn preallocate(&self, rt: &Runtime, count: usize) -> PyResult<()> {
        if self.ob_item.get().is_null() && count > 0 {
            self.set_allocated(rt, count)?;
        }
        Ok(())
    }

    /// Fills an empty array with exactly these items.
    pub(crate) fn fill(
        &self,
        rt: &Runtime,
        items: impl ExactSizeIterator<Item = Obj>,
    ) -> PyResult<()> {
        self.preallocate(rt, items.len())?;
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
        let allocated = self.allocated();
        if allocated >= newsize && newsize >= (allocated >> 1) {
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
        if newsize >= self.allocated() >> 1 {
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

/// A tuple's struct (`Include/cpython/tupleobject.h`): its items are its tail. It is
/// declared here, since types already need tuples for their bases.
#[repr(C)]
pub struct PyTuple {
    /// Count, type and number of items.
    pub ob_base: PyVarObject,
}

crate::py_struct!(
    PyTuple, TypeFlags::TUPLE_SUBCLASS, size 24;
    tail Obj, |this| this.ob_base.size()
);

const _: () = assert!(size_of::<Field>() == 8 && size_of::<ItemArray>() == 24);
const _: () = assert!(size_of::<PyObject>() + size_of::<ItemArray>() == 40);
