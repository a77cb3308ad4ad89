//! The values of a dict that shares its keys with others
//! (`Include/internal/pycore_dict.h@v3.13.0#_dictvalues`).
//!
//! The instances of a class mostly have the same attributes. So the class keeps their
//! names, in one block of keys, and each instance has only a row of values, one for
//! each of those names. Behind the values stand, one byte each, the numbers of the
//! values in use, in the order in which they were set.
//!
//! ```text
//! capacity, size, embedded, valid | value value value … | order: 0 2 1 …
//! ```
//!
//! The row is *embedded* in the instance where its class allows that (see
//! [`super::inline_values`]), or a block of its own.

use super::Field;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use std::cell::Cell;
use std::ptr::NonNull;

/// The head of a row of values: 8 bytes.
#[repr(C)]
pub struct PyDictValues {
    /// How many values there is room for.
    capacity: Cell<u8>,
    /// How many values are in use.
    size: Cell<u8>,
    /// Whether the row is part of an instance.
    embedded: Cell<u8>,
    /// Whether the values are those of the instance; not when it got another dict.
    valid: Cell<u8>,
    padding: [u8; 4],
    values: [Field; 0],
}

const _: () = {
    use std::mem::offset_of;
    assert!(size_of::<PyDictValues>() == HEAD);
    assert!(offset_of!(PyDictValues, capacity) == 0);
    assert!(offset_of!(PyDictValues, size) == 1);
    assert!(offset_of!(PyDictValues, embedded) == 2);
    assert!(offset_of!(PyDictValues, valid) == 3);
    assert!(offset_of!(PyDictValues, values) == 8);
};

/// Bytes of the head.
const HEAD: usize = 8;

/// Bytes of a row with room for so many values.
#[inline(always)]
pub(crate) fn bytes(capacity: usize) -> usize {
    HEAD + capacity * 8 + capacity.next_multiple_of(8)
}

/// A pointer to a row of values, used only while its owner is in place.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Values(NonNull<PyDictValues>);

impl Values {
    /// Begins a row with no value in use.
    ///
    /// # Safety
    /// `place` has room for [`bytes`]`(capacity)`, aligned to 8, and nobody uses it.
    #[inline(always)]
    pub(super) unsafe fn begin(
        place: NonNull<u8>,
        capacity: usize,
        embedded: bool,
    ) -> Values {
        let head = PyDictValues {
            capacity: Cell::new(capacity as u8),
            size: Cell::new(0),
            embedded: Cell::new(embedded.into()),
            valid: Cell::new(1),
            padding: [0; 4],
            values: [],
        };
        // SAFETY: the caller's promise; a null word is an empty `Field`.
        unsafe {
            place.cast::<PyDictValues>().write(head);
            place.add(HEAD).write_bytes(0, bytes(capacity) - HEAD);
        }
        Values(place.cast())
    }

    /// A row in a block of its own.
    pub(super) fn new(rt: &Runtime, capacity: usize) -> PyResult<Values> {
        let block = rt.heap.alloc(bytes(capacity));
        let block = block.ok_or_else(|| rt.memory_error())?;
        // SAFETY: the block is new and large enough.
        Ok(unsafe { Values::begin(block, capacity, false) })
    }

    /// Drops the values of a row that has a block of its own, and frees that.
    pub(super) fn free(self, rt: &Runtime) {
        assert!(!self.is_embedded());
        self.empty();
        // SAFETY: `new` made the block with this size, and its owner lets it go.
        unsafe { rt.heap.free(self.0.cast(), bytes(self.capacity())) };
    }

    pub(super) fn pointer(self) -> NonNull<PyDictValues> {
        self.0
    }

    /// # Safety
    /// A row begins there, which stays in place while the result is used.
    #[inline(always)]
    pub(super) unsafe fn from_pointer(pointer: NonNull<PyDictValues>) -> Values {
        Values(pointer)
    }

    #[inline(always)]
    fn head<'a>(self) -> &'a PyDictValues {
        // SAFETY: the row is in place, as the type's documentation demands.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub(super) fn capacity(self) -> usize {
        self.head().capacity.get().into()
    }

    /// How many values are in use.
    #[inline(always)]
    pub(super) fn size(self) -> usize {
        self.head().size.get().into()
    }

    #[inline(always)]
    pub(super) fn is_embedded(self) -> bool {
        self.head().embedded.get() != 0
    }

    #[inline(always)]
    pub(super) fn is_valid(self) -> bool {
        self.head().valid.get() != 0
    }

    /// The values are no longer those of the instance.
    pub(super) fn invalidate(self) {
        self.head().valid.set(0);
    }

    /// The value for a key.
    #[inline(always)]
    pub(super) fn value<'a>(self, index: usize) -> &'a Field {
        assert!(index < self.capacity());
        // SAFETY: the row has this many values behind its head.
        unsafe {
            self.0
                .cast::<u8>()
                .add(HEAD)
                .cast::<Field>()
                .add(index)
                .as_ref()
        }
    }

    #[inline(always)]
    fn order<'a>(self, position: usize) -> &'a Cell<u8> {
        assert!(position < self.capacity());
        let start = HEAD + self.capacity() * 8;
        // SAFETY: behind the values there is a byte for each.
        unsafe { self.0.cast::<u8>().add(start + position).cast().as_ref() }
    }

    /// The number of the value that was set at this position, counted from 0.
    #[inline(always)]
    pub(super) fn index_at(self, position: usize) -> Option<usize> {
        (position < self.size()).then(|| self.order(position).get().into())
    }

    /// Stores a value or unsets it, keeping the order; what was there is returned.
    #[inline]
    pub(super) fn replace(self, index: usize, value: Option<Obj>) -> Option<Obj> {
        let is_set = value.is_some();
        let old = self.value(index).replace(value);
        match (old.is_some(), is_set) {
            (false, true) => {
                self.order(self.size()).set(index as u8);
                self.head().size.set(self.size() as u8 + 1);
            }
            (true, false) => self.forget(index),
            _ => {}
        }
        old
    }

    /// Takes the number of a value that was unset out of the order.
    fn forget(self, index: usize) {
        let last = self.size() - 1;
        let place = (0..=last).find(|&at| usize::from(self.order(at).get()) == index);
        for at in place.unwrap_or(last)..last {
            self.order(at).set(self.order(at + 1).get());
        }
        self.head().size.set(last as u8);
    }

    /// Drops all values, in the order of the keys.
    pub(super) fn empty(self) {
        self.head().size.set(0);
        for index in 0..self.capacity() {
            self.value(index).set(None);
        }
    }

    /// Copies another row, which has the same capacity.
    pub(super) fn copy_from(self, other: Values) {
        assert!(self.capacity() == other.capacity() && self.size() == 0);
        for position in 0..other.size() {
            let index = usize::from(other.order(position).get());
            self.replace(index, other.value(index).get());
        }
    }
}
