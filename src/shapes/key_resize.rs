//! How a [`KeyTable`] gets larger, is copied and goes
//! (`Objects/dictobject.c@v3.13.0#dictresize`).
//!
//! A table never shrinks by deleting. It is rebuilt when no entry can be added any
//! more, with three slots for each key that is then in use.

use super::dict_values::Values;
use super::key_block::{
    GENERAL, Keys, LOG_MINSIZE, PyDictKeysObject, UNICODE, estimate_log2_keysize,
    log2_keysize, usable_fraction,
};
use super::key_table::{Compare, KeyTable, next_version};
use crate::memory::ptr::Ptr;
use crate::runtime::{PyResult, Runtime, rooms};
use std::cell::Cell;

/// What all tables of a runtime share: the block of keys that empty ones begin with.
pub struct Shared {
    empty: Cell<Ptr<PyDictKeysObject>>,
}

crate::room!(Shared, rooms::KEY_TABLES);

/// Makes the block for empty tables.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let empty = Keys::new(rt, 0, UNICODE)?;
    rt.furnish(Shared {
        empty: Cell::new(empty.pointer().into()),
    });
    rt.at_teardown(|rt| {
        let empty = rt.room::<Shared>().empty.replace(Ptr::NULL);
        release(rt, empty);
    });
    Ok(())
}

pub(super) fn kind(texts: bool) -> u8 {
    if texts { UNICODE } else { GENERAL }
}

/// A new reference to the block that empty tables share. A runtime that is ending has
/// none; a table without a block is empty too.
#[inline]
fn empty_keys(rt: &Runtime) -> Ptr<PyDictKeysObject> {
    let Some(shared) = rt.try_room::<Shared>() else {
        return Ptr::NULL;
    };
    if let Some(pointer) = shared.empty.get().get() {
        // SAFETY: the runtime has a reference to the block.
        let count = &unsafe { Keys::from_pointer(pointer) }.head().dk_refcnt;
        count.set(count.get() + 1);
    }
    shared.empty.get()
}

/// Gives up a reference to a block; with the last one go its keys and values, in
/// order, and its memory.
pub(super) fn release(rt: &Runtime, keys: Ptr<PyDictKeysObject>) {
    let Some(pointer) = keys.get() else { return };
    // SAFETY: the reference that is given up kept the block alive.
    let keys = unsafe { Keys::from_pointer(pointer) };
    let count = keys.head().dk_refcnt.get() - 1;
    keys.head().dk_refcnt.set(count);
    if count > 0 {
        return;
    }
    // No table refers to the block now, so the code that runs as things are dropped
    // cannot reach it.
    for index in 0..keys.entries() {
        keys.key(index).set(None);
        keys.value(index).set(None);
    }
    keys.free(rt);
}

impl KeyTable {
    /// An empty table.
    #[inline]
    pub(crate) fn new(rt: &Runtime) -> PyResult<KeyTable> {
        Ok(KeyTable {
            ma_used: Cell::new(0),
            ma_version_tag: Cell::new(next_version(rt)),
            ma_keys: Cell::new(empty_keys(rt)),
            ma_values: Cell::new(Ptr::NULL),
        })
    }

    /// An empty table with room for so many entries
    /// (`Objects/dictobject.c@v3.13.0#dict_new_presized`).
    pub(crate) fn presized(
        rt: &Runtime,
        entries: usize,
        texts: bool,
    ) -> PyResult<KeyTable> {
        let table = KeyTable::new(rt)?;
        if entries as u64 > usable_fraction(1 << LOG_MINSIZE) {
            let largest = 17;
            let log2_size = if entries as u64 > usable_fraction(1 << largest) {
                largest
            } else {
                estimate_log2_keysize(entries)
            };
            table.install(rt, Keys::new(rt, log2_size, kind(texts))?, 0);
        }
        Ok(table)
    }

    /// A table with shared keys and these values, its own or an instance's.
    pub(super) fn of_values(rt: &Runtime, keys: Keys, values: Values) -> KeyTable {
        let count = &keys.head().dk_refcnt;
        count.set(count.get() + 1);
        KeyTable {
            ma_used: Cell::new(values.size() as i64),
            ma_version_tag: Cell::new(next_version(rt)),
            ma_keys: Cell::new(keys.pointer().into()),
            ma_values: Cell::new(values.pointer().into()),
        }
    }

    /// Bytes of the block of keys, unless others use it too: then eight for each value
    /// there is room for.
    pub(crate) fn block_bytes(&self) -> usize {
        if let (Some(keys), true) = (self.keys(), self.is_split()) {
            let head = keys.head();
            return (head.dk_nentries.get() + head.dk_usable.get()) as usize * 8;
        }
        let alone = |keys: &Keys| {
            keys.head().dk_log2_size > 0 && keys.head().dk_refcnt.get() == 1
        };
        let keys = self.keys().filter(alone);
        keys.map_or(0, |keys| keys.head().bytes())
    }

    /// The number of slots, 1 for the block that empty tables share.
    pub(crate) fn slots(&self) -> u64 {
        self.keys().map_or(1, |keys| keys.mask() + 1)
    }

    /// Empties the table. Keys and values are dropped in order, when it is empty.
    pub(crate) fn clear(&self, rt: &Runtime) {
        match self.values() {
            Some(values) if values.is_embedded() => {
                // The table stays that of the instance.
                self.ma_used.set(0);
                self.changed(rt);
                values.empty();
                return;
            }
            Some(values) => {
                let old = self.ma_keys.replace(empty_keys(rt));
                self.ma_values.set(Ptr::NULL);
                self.ma_used.set(0);
                self.changed(rt);
                values.free(rt);
                release(rt, old);
                return;
            }
            None => {}
        }
        if self.slots() > 1 {
            let old = self.ma_keys.replace(empty_keys(rt));
            self.ma_used.set(0);
            self.changed(rt);
            release(rt, old);
        }
    }

    /// The instance whose values these were has gone, and the values with it.
    pub(crate) fn leave_instance(&self, rt: &Runtime) {
        if self.values().is_some_and(Values::is_embedded) {
            self.ma_values.set(Ptr::NULL);
            release(rt, self.ma_keys.replace(empty_keys(rt)));
        }
    }

    /// Lets go of everything, for the last time.
    pub(crate) fn dismantle(&self, rt: &Runtime) {
        self.ma_used.set(0);
        self.changed(rt);
        let values = self.values();
        self.ma_values.set(Ptr::NULL);
        if let Some(values) = values.filter(|values| !values.is_embedded()) {
            values.free(rt);
        }
        release(rt, self.ma_keys.replace(Ptr::NULL));
    }

    /// Puts a copy of another table's block in place of this empty one's; shared keys
    /// are shared by one table more.
    pub(crate) fn clone_from(&self, rt: &Runtime, other: &KeyTable) -> PyResult<()> {
        assert!(self.len() == 0 && !self.is_split());
        if let (Some(keys), Some(theirs)) = (other.keys(), other.values()) {
            let values = Values::new(rt, theirs.capacity())?;
            values.copy_from(theirs);
            let count = &keys.head().dk_refcnt;
            count.set(count.get() + 1);
            self.install(rt, keys, other.len());
            self.ma_values.set(values.pointer().into());
            return Ok(());
        }
        let Some(theirs) = other.keys().filter(|_| other.slots() > 1) else {
            return Ok(());
        };
        let head = theirs.head();
        rt.spend(other.len() as u64 / 4)?;
        let keys = Keys::new(rt, head.dk_log2_size, head.dk_kind)?;
        keys.copy_from(theirs);
        self.install(rt, keys, other.len());
        Ok(())
    }

    /// Whether a copy of the block is as good as one that was filled anew: nothing
    /// was deleted, and it is not twice as large as needed.
    pub(crate) fn is_compact(&self) -> bool {
        let slots = self.slots();
        self.len() == self.entries()
            && !self.is_split()
            && (slots == 1 << LOG_MINSIZE
                || usable_fraction(slots / 2) < self.len() as u64)
    }

    /// Makes room for `more` entries besides those in use, where the block would not
    /// take that many if it were empty.
    pub(crate) fn reserve(
        &self,
        rt: &Runtime,
        more: usize,
        texts: bool,
        with: &impl Compare,
    ) -> PyResult<()> {
        let slots = if self.slots() == 1 { 0 } else { self.slots() };
        if usable_fraction(slots) < more as u64 {
            let log2_size = estimate_log2_keysize(self.len() + more);
            self.resize(rt, log2_size, texts, with)?;
        }
        Ok(())
    }

    /// Makes room for so many entries at least, however many there is room for.
    pub(crate) fn enlarge(
        &self,
        rt: &Runtime,
        entries: usize,
        texts: bool,
        with: &impl Compare,
    ) -> PyResult<()> {
        let now = self.keys().map_or(0, |keys| keys.head().dk_log2_size);
        self.resize(rt, estimate_log2_keysize(entries).max(now), texts, with)
    }

    /// A block with three slots for each entry in use.
    #[inline(never)]
    pub(super) fn grow(
        &self,
        rt: &Runtime,
        texts: bool,
        with: &impl Compare,
    ) -> PyResult<()> {
        self.resize(rt, log2_keysize(self.len() as u64 * 3), texts, with)
    }

    /// Moves all entries into another block
    /// (`Objects/dictobject.c@v3.13.0#dictresize`).
    fn resize(
        &self,
        rt: &Runtime,
        log2_size: u8,
        texts: bool,
        with: &impl Compare,
    ) -> PyResult<()> {
        if self.is_split() {
            return self.combine(rt, log2_size, texts, with);
        }
        let Some(old) = self.keys() else {
            return Ok(());
        };
        rt.spend(self.len() as u64 / 4)?;
        let texts = texts && old.head().is_unicode();
        // A block too small for what it must take cannot be asked for, but let that
        // not depend on the callers.
        let least = estimate_log2_keysize(self.len());
        let keys = Keys::new(rt, log2_size.max(least), kind(texts))?;
        let alone = old.head().dk_refcnt.get() == 1;
        for index in 0..old.entries() {
            let (key, value) = (old.key(index), old.value(index));
            let (key, value) = match alone {
                true => (key.take(), value.take()),
                false => (key.get(), value.get()),
            };
            if let (Some(key), Some(value)) = (key, value) {
                let hash = old.stored_hash(index);
                let hash = hash.unwrap_or_else(|| with.text_hash(&key));
                keys.push(key, hash, value);
            }
        }
        self.install(rt, keys, self.len());
        Ok(())
    }

    /// Shared keys are shared no longer: the table gets a block of the same size.
    pub(super) fn unshare(&self, rt: &Runtime, with: &impl Compare) -> PyResult<()> {
        let log2_size = self.keys().map_or(0, |keys| keys.head().dk_log2_size);
        self.combine(rt, log2_size, true, with)
    }

    /// Moves the values of a table with shared keys into a block that it has alone. An
    /// instance whose values they were has them no longer.
    fn combine(
        &self,
        rt: &Runtime,
        log2_size: u8,
        texts: bool,
        with: &impl Compare,
    ) -> PyResult<()> {
        let (Some(old), Some(values)) = (self.keys(), self.values()) else {
            return Ok(());
        };
        let least = estimate_log2_keysize(self.len());
        let keys = Keys::new(rt, log2_size.max(least), kind(texts))?;
        let mut position = 0;
        while let Some(index) = values.index_at(position) {
            if let (Some(key), Some(value)) =
                (old.key(index).get(), values.value(index).take())
            {
                let hash = with.text_hash(&key);
                keys.push(key, hash, value);
            }
            position += 1;
        }
        self.ma_values.set(Ptr::NULL);
        self.install(rt, keys, self.len());
        if values.is_embedded() {
            values.invalidate();
            values.empty();
        } else {
            values.free(rt);
        }
        Ok(())
    }

    pub(super) fn install(&self, rt: &Runtime, keys: Keys, used: usize) {
        let old = self.ma_keys.replace(keys.pointer().into());
        self.ma_used.set(used as i64);
        self.changed(rt);
        release(rt, old);
    }
}
