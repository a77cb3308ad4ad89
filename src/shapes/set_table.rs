//! A hash table of references without values: what a set is, after its head
//! (`Objects/setobject.c@v3.13.0`).
//!
//! The entries are the table: each holds a reference and its hash, or nothing. Up to
//! eight are part of the object itself, more are in a block. A search looks at ten
//! neighbours before it jumps, since they are in the processor's cache already.
//!
//! What [`super::key_table`] says of Python that runs meanwhile holds here too.

use super::Field;
use super::key_table::{Compare, is_text};
use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Visitor;
use std::cell::Cell;

/// An entry: 16 bytes. Without a key it was never used, or is a *dummy*, whose key was
/// taken out: searches go on behind that.
#[repr(C)]
#[derive(Default)]
pub(crate) struct SetEntry {
    pub(super) key: Field,
    /// The key's hash; 0 if the entry was never used, -1 in a dummy.
    pub(super) hash: Cell<i64>,
}

const _: () = assert!(size_of::<SetEntry>() == 16);

/// The fields of a set behind its head, but the last: 176 bytes.
#[repr(C)]
pub struct SetTable {
    /// Entries in use, and dummies.
    pub(crate) fill: Cell<i64>,
    /// Entries in use.
    pub(crate) used: Cell<i64>,
    /// The number of entries, less one.
    pub(crate) mask: Cell<i64>,
    /// Where the entries are: `smalltable`, or a block.
    pub(crate) table: Cell<Ptr<SetEntry>>,
    /// The hash of a frozenset, or -1 while it is not known.
    pub(crate) hash: Cell<i64>,
    /// Where `pop` goes on searching.
    pub(crate) finger: Cell<i64>,
    /// Entries for a small set.
    pub(crate) smalltable: [SetEntry; MINSIZE],
}

const _: () = assert!(size_of::<SetTable>() == 176);
const _: () = assert!(std::mem::offset_of!(SetTable, smalltable) == 48);

/// The number of entries of a small set.
pub(crate) const MINSIZE: usize = 8;
/// How many neighbours are looked at before a jump.
const LINEAR_PROBES: u64 = 9;
/// The hash in a dummy.
const DUMMY: i64 = -1;

/// The places at which a key may be: ten in a row, then somewhere else.
pub(super) struct Probe {
    pub(super) at: u64,
    start: u64,
    left: u64,
    perturb: u64,
    mask: u64,
}

impl Probe {
    #[inline(always)]
    pub(super) fn new(hash: i64, mask: u64) -> Probe {
        let mut probe = Probe {
            at: 0,
            start: hash as u64 & mask,
            left: 0,
            perturb: hash as u64,
            mask,
        };
        probe.land();
        probe
    }

    #[inline(always)]
    fn land(&mut self) {
        self.at = self.start;
        let fits = self.start + LINEAR_PROBES <= self.mask;
        self.left = if fits { LINEAR_PROBES } else { 0 };
    }

    #[inline(always)]
    pub(super) fn step(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= 5;
        let next = self.start.wrapping_mul(5).wrapping_add(1);
        self.start = next.wrapping_add(self.perturb) & self.mask;
        self.land();
    }
}

enum Search {
    Found(usize),
    /// The entry that ends the search, which was never used, and the last dummy before.
    Missing(usize, Option<usize>),
    /// A comparison changed the table: begin again.
    Changed,
}

impl SetTable {
    /// An empty table.
    pub(crate) fn new() -> SetTable {
        SetTable {
            fill: Cell::new(0),
            used: Cell::new(0),
            mask: Cell::new(MINSIZE as i64 - 1),
            table: Cell::new(Ptr::NULL),
            hash: Cell::new(-1),
            finger: Cell::new(0),
            smalltable: Default::default(),
        }
    }

    /// Writes into `table` where the entries of a small set are, for those who look at
    /// the bytes; to be called when the table is in its place.
    pub(crate) fn settle(&self) {
        if self.is_small() {
            let small = (&raw const self.smalltable[0]).cast_mut();
            self.table.set(Ptr::new(small));
        }
    }

    /// The number of keys.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.used.get() as usize
    }

    /// The number of keys and dummies.
    pub(crate) fn fill(&self) -> usize {
        self.fill.get() as usize
    }

    /// The number of entries.
    pub(crate) fn capacity(&self) -> usize {
        self.mask.get() as usize + 1
    }

    /// Bytes of the block, if there is one.
    pub(crate) fn block_bytes(&self) -> usize {
        if self.is_small() {
            0
        } else {
            self.capacity() * size_of::<SetEntry>()
        }
    }

    /// The hash of the whole set, if it was noted.
    pub(crate) fn known_hash(&self) -> Option<i64> {
        Some(self.hash.get()).filter(|&hash| hash != -1)
    }

    /// Notes the hash of the whole set; -1 forgets it.
    pub(crate) fn note_hash(&self, hash: i64) {
        self.hash.set(hash);
    }

    /// The key and hash at an index, if one is there.
    #[inline]
    pub(crate) fn entry(&self, index: usize) -> Option<(Obj, i64)> {
        if index >= self.capacity() {
            return None;
        }
        let entry = self.at(index);
        Some((entry.key.get()?, entry.hash.get()))
    }

    /// The next key from a position on, which begins at 0.
    #[inline]
    pub(crate) fn next(&self, position: &mut usize) -> Option<(Obj, i64)> {
        while *position < self.capacity() {
            let entry = self.entry(*position);
            *position += 1;
            if entry.is_some() {
                return entry;
            }
        }
        None
    }

    /// All hashes, those of dummies (-1) and of unused entries (0) too.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = i64> {
        (0..self.capacity()).map(|index| self.at(index).hash.get())
    }

    /// The index of a key equal to this one
    /// (`Objects/setobject.c@v3.13.0#set_lookkey`).
    #[inline]
    pub(crate) fn find(
        &self,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<Option<usize>> {
        loop {
            match self.search(key, hash, with)? {
                Search::Found(index) => return Ok(Some(index)),
                Search::Missing(..) => return Ok(None),
                Search::Changed => {}
            }
        }
    }

    /// Adds a key, whose reference is there during comparisons; false if an equal one is
    /// there
    /// (`Objects/setobject.c@v3.13.0#set_add_entry`).
    #[inline]
    pub(crate) fn add(
        &self,
        rt: &Runtime,
        key: Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<bool> {
        loop {
            match self.search(&key, hash, with)? {
                Search::Found(_) => return Ok(false),
                Search::Changed => {}
                Search::Missing(unused, dummy) => {
                    // A comparison may have filled the dummy.
                    let dummy = dummy.filter(|&dummy| self.is_dummy(dummy));
                    let entry = self.at(dummy.unwrap_or(unused));
                    entry.key.set(Some(key));
                    entry.hash.set(hash);
                    self.used.set(self.used.get() + 1);
                    if dummy.is_some() {
                        return Ok(true);
                    }
                    self.fill.set(self.fill.get() + 1);
                    if self.fill.get() * 5 < self.mask.get() * 3 {
                        return Ok(true);
                    }
                    return self.grow(rt, unused).map(|()| true);
                }
            }
        }
    }

    fn is_dummy(&self, index: usize) -> bool {
        let entry = self.at(index);
        entry.hash.get() == DUMMY && entry.key.is_empty()
    }

    #[inline(always)]
    fn search(&self, key: &Obj, hash: i64, with: &impl Compare) -> PyResult<Search> {
        let mask = self.mask.get();
        let mut probe = Probe::new(hash, mask as u64);
        let mut dummy = None;
        loop {
            let index = probe.at as usize;
            let entry = self.at(index);
            if entry.hash.get() == hash
                && let Some(found) = entry.key.peek(|held| {
                    let held = held?;
                    let texts = is_text(held) && is_text(key);
                    Some(held.is(key) || texts && with.same_text(held, key))
                })
            {
                if found {
                    return Ok(Search::Found(index));
                }
                let table = self.table.get();
                let Some(candidate) = entry.key.get() else {
                    return Ok(Search::Changed);
                };
                let address = candidate.id();
                let equal = with.equal(&candidate, key)?;
                drop(candidate);
                let same = self.table.get() == table
                    && self.mask.get() == mask
                    && self.at(index).key.peek(|held| held.map(Obj::id))
                        == Some(address);
                if !same {
                    return Ok(Search::Changed);
                }
                if equal {
                    return Ok(Search::Found(index));
                }
            } else if entry.hash.get() == 0 && entry.key.is_empty() {
                return Ok(Search::Missing(index, dummy));
            } else if entry.hash.get() == DUMMY {
                dummy = Some(index);
            }
            probe.step();
        }
    }

    /// Takes the key at an index out; its entry becomes a dummy.
    pub(crate) fn remove(&self, index: usize) -> Option<Obj> {
        if index >= self.capacity() || self.at(index).key.is_empty() {
            return None;
        }
        self.at(index).hash.set(DUMMY);
        self.used.set(self.used.get() - 1);
        self.at(index).key.take()
    }

    /// Takes some key out: the next one after that which was taken last.
    pub(crate) fn pop(&self) -> Option<Obj> {
        if self.len() == 0 {
            return None;
        }
        let mask = self.capacity() - 1;
        let mut index = self.finger.get() as usize & mask;
        while self.at(index).key.is_empty() {
            index = if index == mask { 0 } else { index + 1 };
        }
        self.finger.set(index as i64 + 1);
        self.remove(index)
    }

    /// Shows the references.
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        for index in 0..self.capacity() {
            self.at(index).key.visit(visitor);
        }
    }

    /// Whether the entries are in the object itself.
    #[inline(always)]
    pub(super) fn is_small(&self) -> bool {
        self.mask.get() == MINSIZE as i64 - 1
    }

    /// The entry at an index below the capacity. The reference is not used any more
    /// when other code may have run.
    #[inline(always)]
    pub(super) fn at(&self, index: usize) -> &SetEntry {
        debug_assert!(index < self.capacity());
        if self.is_small() {
            return &self.smalltable[index & (MINSIZE - 1)];
        }
        // SAFETY: a table that is not small has a block with `mask + 1` entries.
        unsafe { &*self.table.get().as_ptr().add(index) }
    }
}
