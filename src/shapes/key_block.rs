//! The block in which a dict keeps its keys
//! (`Objects/dictobject.c@v3.13.0#PyDictKeysObject`).
//!
//! First a head of 32 bytes; then the *indices*, a hash table of small numbers; then
//! the *entries*, in the order of insertion. A slot of the indices holds the number of
//! an entry, so that the sparse half of the table costs one byte a slot, not 24. Where
//! all keys are exact strs, which know their hash, an entry has no word for it.
//!
//! ```text
//! head | indices: -1  0 -1 -1  1 -1 -1 -1 | entries: (key, value) (key, value) …
//! ```

use super::Field;
use super::free_list::Kept;
use super::key_table::{Compare, find_text};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use std::cell::Cell;
use std::ptr::NonNull;

/// The head of a block of keys: 32 bytes.
#[repr(C)]
pub struct PyDictKeysObject {
    /// How many tables use the block.
    pub(super) dk_refcnt: Cell<i64>,
    /// The binary logarithm of the number of slots.
    pub(super) dk_log2_size: u8,
    /// The binary logarithm of the number of bytes of all slots.
    pub(super) dk_log2_index_bytes: u8,
    /// [`GENERAL`], [`UNICODE`] or [`SPLIT`].
    pub(super) dk_kind: u8,
    padding: u8,
    /// A number for caches, 0 while none was asked for.
    pub(super) dk_version: Cell<u32>,
    /// How many entries can still be added.
    pub(super) dk_usable: Cell<i64>,
    /// How many entries were added, those deleted since included.
    pub(super) dk_nentries: Cell<i64>,
}

const _: () = assert!(size_of::<PyDictKeysObject>() == HEAD);

/// Bytes of the head.
const HEAD: usize = 32;

/// Entries have hash, key, value: 24 bytes.
pub const GENERAL: u8 = 0;
/// All keys are exact strs; entries have key and value: 16 bytes.
pub const UNICODE: u8 = 1;
/// As `UNICODE`, and each table has values of its own elsewhere.
pub const SPLIT: u8 = 2;

/// A slot that was never used.
pub(super) const EMPTY: i64 = -1;
/// A slot whose entry was deleted; probing goes on behind it.
pub(super) const DUMMY: i64 = -2;

/// The binary logarithm of the least number of slots.
pub const LOG_MINSIZE: u8 = 3;

/// How many entries a table with so many slots takes: two thirds.
pub(super) fn usable_fraction(slots: u64) -> u64 {
    (slots << 1) / 3
}

/// The size for at least so many slots, in 3.13.0's own way: the least size is or-ed
/// in, not compared, so that a few numbers (1 to 7, 16) give twice what they need.
pub(super) fn log2_keysize(min_slots: u64) -> u8 {
    let bits = ((min_slots | 8) - 1) | 7;
    (u64::BITS - bits.leading_zeros()) as u8
}

/// The size for so many entries.
pub(super) fn estimate_log2_keysize(entries: usize) -> u8 {
    log2_keysize((entries as u64 * 3).div_ceil(2))
}

/// The places at which a key with this hash may be, one after the other.
pub(super) struct Probe {
    /// The slot to look into.
    pub(super) slot: u64,
    perturb: u64,
    mask: u64,
}

impl Probe {
    #[inline(always)]
    pub(super) fn new(hash: i64, mask: u64) -> Probe {
        Probe {
            slot: hash as u64 & mask,
            perturb: hash as u64,
            mask,
        }
    }

    /// Goes on: the higher bits of the hash come in, five at a time.
    #[inline(always)]
    pub(super) fn step(&mut self) {
        self.perturb >>= 5;
        let next = self.slot.wrapping_mul(5).wrapping_add(self.perturb);
        self.slot = next.wrapping_add(1) & self.mask;
    }
}

#[repr(C)]
struct GeneralEntry {
    me_hash: Cell<i64>,
    me_key: Field,
    me_value: Field,
}

#[repr(C)]
struct UnicodeEntry {
    me_key: Field,
    me_value: Field,
}

const _: () = assert!(size_of::<GeneralEntry>() == 24);
const _: () = assert!(size_of::<UnicodeEntry>() == 16);

/// The free list for blocks like this one: small ones with only strs as keys.
fn kept_list(head: &PyDictKeysObject) -> Option<usize> {
    let small = head.dk_kind != GENERAL && head.dk_log2_size == LOG_MINSIZE;
    small.then(|| Kept::DictKeys.list(0)).flatten()
}

/// A pointer to a block of keys, for [`super::key_table`] alone.
///
/// Whoever has one uses it only as long as no other code can have freed the block:
/// it is read anew from the table after each call that may run Python.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Keys(NonNull<PyDictKeysObject>);

impl Keys {
    /// A new block, with one user and no entries.
    pub(super) fn new(rt: &Runtime, log2_size: u8, kind: u8) -> PyResult<Keys> {
        let usable = match log2_size {
            0 => 0,
            _ => usable_fraction(1 << log2_size),
        };
        let log2_index_bytes = match log2_size {
            0..8 => log2_size.max(LOG_MINSIZE),
            8..16 => log2_size + 1,
            16..32 => log2_size + 2,
            _ => log2_size + 3,
        };
        let head = PyDictKeysObject {
            dk_refcnt: Cell::new(1),
            dk_log2_size: log2_size,
            dk_log2_index_bytes: log2_index_bytes,
            dk_kind: kind,
            padding: 0,
            dk_version: Cell::new(0),
            dk_usable: Cell::new(usable as i64),
            dk_nentries: Cell::new(0),
        };
        // Far more than any memory has; what is computed below does not overflow.
        if log2_index_bytes >= 48 || usize::BITS <= u32::from(log2_index_bytes) + 5 {
            return Err(rt.memory_error());
        }
        let size = head.bytes();
        rt.spend(size as u64 / 256)?;
        let kept = kept_list(&head).and_then(|list| rt.free_lists.take(list, size));
        let block = kept.or_else(|| rt.heap.alloc(size));
        let block = block.ok_or_else(|| rt.memory_error())?;
        // SAFETY: the block has `size` bytes, which are the head, the indices and the
        // entries; a null word is an empty `Field`.
        unsafe {
            block.cast::<PyDictKeysObject>().write(head);
            let indices = 1 << log2_index_bytes;
            block.add(HEAD).write_bytes(0xFF, indices);
            block
                .add(HEAD + indices)
                .write_bytes(0, size - HEAD - indices);
        }
        Ok(Keys(block.cast()))
    }

    /// Frees the block, whose entries have been taken out.
    pub(super) fn free(self, rt: &Runtime) {
        let (block, size) = (self.0.cast(), self.head().bytes());
        let list = kept_list(self.head());
        // SAFETY: the block was made by `new` with this size; the caller had the last
        // reference to it.
        unsafe {
            if !list.is_some_and(|list| rt.free_lists.give(list, block, size)) {
                rt.heap.free(block, size)
            }
        }
    }

    pub(super) fn pointer(self) -> NonNull<PyDictKeysObject> {
        self.0
    }

    /// # Safety
    /// The pointer is that of a live block made by [`Keys::new`].
    #[inline(always)]
    pub(super) unsafe fn from_pointer(pointer: NonNull<PyDictKeysObject>) -> Keys {
        Keys(pointer)
    }

    #[inline(always)]
    pub(super) fn head<'a>(self) -> &'a PyDictKeysObject {
        // SAFETY: the block is alive, as the type's documentation demands.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub(super) fn mask(self) -> u64 {
        (1u64 << self.head().dk_log2_size) - 1
    }

    /// The number of entries added so far.
    #[inline(always)]
    pub(super) fn entries(self) -> usize {
        self.head().dk_nentries.get() as usize
    }

    /// What a slot holds: the number of an entry, [`EMPTY`] or [`DUMMY`].
    #[inline(always)]
    pub(super) fn index(self, slot: u64) -> i64 {
        debug_assert!(slot <= self.mask());
        // SAFETY: slots are masked to the number that the block has; a slot has as
        // many bytes as `new` reckoned with.
        unsafe {
            let indices = self.0.cast::<u8>().add(HEAD);
            let slot = slot as usize;
            match self.head().dk_log2_size {
                0..8 => i64::from(indices.cast::<i8>().add(slot).read()),
                8..16 => i64::from(indices.cast::<i16>().add(slot).read()),
                16..32 => i64::from(indices.cast::<i32>().add(slot).read()),
                _ => indices.cast::<i64>().add(slot).read(),
            }
        }
    }

    #[inline(always)]
    pub(super) fn set_index(self, slot: u64, index: i64) {
        debug_assert!(slot <= self.mask());
        // SAFETY: as in `index`.
        unsafe {
            let indices = self.0.cast::<u8>().add(HEAD);
            let slot = slot as usize;
            match self.head().dk_log2_size {
                0..8 => indices.cast::<i8>().add(slot).write(index as i8),
                8..16 => indices.cast::<i16>().add(slot).write(index as i16),
                16..32 => indices.cast::<i32>().add(slot).write(index as i32),
                _ => indices.cast::<i64>().add(slot).write(index),
            }
        }
    }

    #[inline(always)]
    fn entry<'a, E>(self, index: usize) -> &'a E {
        debug_assert!(size_of::<E>() == self.head().entry_size());
        let start = HEAD + (1usize << self.head().dk_log2_index_bytes);
        // SAFETY: callers stay below the number of entries that the block has room
        // for, and ask for the struct that its kind says.
        unsafe {
            self.0
                .cast::<u8>()
                .add(start)
                .cast::<E>()
                .add(index)
                .as_ref()
        }
    }

    #[inline(always)]
    pub(super) fn key<'a>(self, index: usize) -> &'a Field {
        match self.head().dk_kind {
            GENERAL => &self.entry::<GeneralEntry>(index).me_key,
            _ => &self.entry::<UnicodeEntry>(index).me_key,
        }
    }

    #[inline(always)]
    pub(super) fn value<'a>(self, index: usize) -> &'a Field {
        match self.head().dk_kind {
            GENERAL => &self.entry::<GeneralEntry>(index).me_value,
            _ => &self.entry::<UnicodeEntry>(index).me_value,
        }
    }

    /// The hash that stands in the entry, if hashes do.
    #[inline(always)]
    pub(super) fn stored_hash(self, index: usize) -> Option<i64> {
        match self.head().dk_kind {
            GENERAL => Some(self.entry::<GeneralEntry>(index).me_hash.get()),
            _ => None,
        }
    }

    /// Adds an entry whose key is in none; there must be room for it.
    #[inline(always)]
    pub(super) fn push(self, key: Obj, hash: i64, value: Obj) {
        let number = self.entries();
        self.add_key(key, hash);
        self.value(number).set(Some(value));
    }

    /// Adds a key without a value.
    #[inline(always)]
    fn add_key(self, key: Obj, hash: i64) {
        let head = self.head();
        assert!(head.dk_usable.get() > 0);
        let mut probe = Probe::new(hash, self.mask());
        while self.index(probe.slot) >= 0 {
            probe.step();
        }
        let number = self.entries();
        self.set_index(probe.slot, number as i64);
        if head.dk_kind == GENERAL {
            self.entry::<GeneralEntry>(number).me_hash.set(hash);
        }
        self.key(number).set(Some(key));
        head.dk_version.set(0);
        head.dk_nentries.set(number as i64 + 1);
        head.dk_usable.set(head.dk_usable.get() - 1);
    }

    /// The index of a key among keys that are shared, an exact str. A new one is added
    /// while there is room for it (`Objects/dictobject.c@v3.13.0#insert_split_key`).
    #[inline]
    pub(super) fn share(
        self,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> Option<usize> {
        if let Some(index) = find_text(self, key, hash, with) {
            return Some(index);
        }
        if self.head().dk_usable.get() <= 0 {
            return None;
        }
        let index = self.entries();
        self.add_key(key.clone(), hash);
        Some(index)
    }

    /// The slot that holds the number of an entry.
    pub(super) fn slot_of(self, index: usize, hash: i64) -> u64 {
        let mut probe = Probe::new(hash, self.mask());
        while self.index(probe.slot) != index as i64 {
            assert!(self.index(probe.slot) != EMPTY, "the entry has a slot");
            probe.step();
        }
        probe.slot
    }

    /// Copies slots and entries of another block of the same size and kind.
    pub(super) fn copy_from(self, other: Keys) {
        let (mine, theirs) = (self.head(), other.head());
        assert!(mine.dk_log2_size == theirs.dk_log2_size);
        assert!(mine.dk_kind == theirs.dk_kind && self.entries() == 0);
        // SAFETY: both blocks have the same number of slots, of the same size.
        unsafe {
            let indices = other.0.cast::<u8>().add(HEAD);
            let bytes = 1 << mine.dk_log2_index_bytes;
            indices.copy_to_nonoverlapping(self.0.cast::<u8>().add(HEAD), bytes);
        }
        for index in 0..other.entries() {
            if mine.dk_kind == GENERAL {
                let hash = other.stored_hash(index).unwrap_or(0);
                self.entry::<GeneralEntry>(index).me_hash.set(hash);
            }
            self.key(index).set(other.key(index).get());
            self.value(index).set(other.value(index).get());
        }
        mine.dk_usable.set(theirs.dk_usable.get());
        mine.dk_nentries.set(theirs.dk_nentries.get());
    }
}

impl PyDictKeysObject {
    /// Whether all keys are exact strs.
    #[inline(always)]
    pub(super) fn is_unicode(&self) -> bool {
        self.dk_kind != GENERAL
    }

    /// Bytes of an entry.
    pub fn entry_size(&self) -> usize {
        if self.is_unicode() { 16 } else { 24 }
    }

    /// Bytes of the whole block.
    pub fn bytes(&self) -> usize {
        let entries = match self.dk_log2_size {
            0 => 0,
            log2_size => usable_fraction(1 << log2_size) as usize,
        };
        HEAD + (1usize << self.dk_log2_index_bytes) + entries * self.entry_size()
    }
}
