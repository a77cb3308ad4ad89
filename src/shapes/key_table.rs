//! A hash table of references that keeps their order: what a dict is, after its head.
//!
//! Python runs where two keys are compared, and where a reference is dropped. It may
//! do anything to the very table that is being searched. So a search holds on to the
//! key it compares, and looks afterwards whether the table is still the one it knew;
//! and whatever is taken out of the table is handed to the caller, who drops it when
//! the table is in order again.

use super::key_block::{
    DUMMY, EMPTY, GENERAL, Keys, LOG_MINSIZE, Probe, PyDictKeysObject, UNICODE,
    estimate_log2_keysize, log2_keysize, usable_fraction,
};
use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Visitor;
use std::cell::Cell;

/// How keys are compared. The floor above knows.
pub(crate) trait Compare {
    /// The hash of an exact str.
    fn text_hash(&self, text: &Obj) -> i64;
    /// Whether two exact strs are equal.
    fn same_text(&self, a: &Obj, b: &Obj) -> bool;
    /// Whether two keys are equal; may run anything.
    fn equal(&self, a: &Obj, b: &Obj) -> PyResult<bool>;
}

/// The four words of a dict behind its head: `ma_used`, a number that changes with
/// each change, `ma_keys`, `ma_values`.
#[repr(C)]
pub struct KeyTable {
    /// The number of entries in use.
    ma_used: Cell<i64>,
    /// The number of the last change; no two changes in a runtime have the same.
    ma_version: Cell<u64>,
    /// The block of keys; null only while the table is taken apart.
    ma_keys: Cell<Ptr<PyDictKeysObject>>,
    /// The values, where the keys are shared with others.
    ma_values: Cell<Ptr<()>>,
}

const _: () = assert!(size_of::<KeyTable>() == 32);
const _: () = assert!(std::mem::offset_of!(KeyTable, ma_version) == 8);
const _: () = assert!(std::mem::offset_of!(KeyTable, ma_keys) == 16);
const _: () = assert!(std::mem::offset_of!(KeyTable, ma_values) == 24);

/// What all tables of a runtime share: the block of keys that empty ones begin with,
/// and the count of changes.
pub struct Shared {
    empty: Cell<Ptr<PyDictKeysObject>>,
    changes: Cell<u64>,
}

crate::room!(Shared, rooms::KEY_TABLES);

/// Makes the block for empty tables.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let empty = Keys::new(rt, 0, UNICODE)?;
    rt.furnish(Shared {
        empty: Cell::new(empty.pointer().into()),
        changes: Cell::new(0),
    });
    rt.at_teardown(|rt| {
        let empty = rt.room::<Shared>().empty.replace(Ptr::NULL);
        release(rt, empty);
    });
    Ok(())
}

/// An entry as it is handed out.
pub(crate) struct Entry {
    pub(crate) key: Obj,
    pub(crate) value: Obj,
    /// The key's hash.
    pub(crate) hash: i64,
}

enum Search {
    Found(usize),
    Missing,
    /// A comparison changed the table: begin again.
    Changed,
}

#[inline(always)]
pub(crate) fn is_text(key: &Obj) -> bool {
    key.ty().is_exactly(Builtin::Str)
}

impl KeyTable {
    /// An empty table.
    #[inline]
    pub(crate) fn new(rt: &Runtime) -> PyResult<KeyTable> {
        Ok(KeyTable {
            ma_used: Cell::new(0),
            ma_version: Cell::new(next_version(rt)),
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

    /// The number of entries in use.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.ma_used.get() as usize
    }

    /// A number that is another one after each change.
    #[inline(always)]
    pub(crate) fn version(&self) -> u64 {
        self.ma_version.get()
    }

    /// The number of entries added, those deleted since included: one more than the
    /// highest index that an entry can have.
    #[inline(always)]
    pub(crate) fn entries(&self) -> usize {
        self.keys().map_or(0, Keys::entries)
    }

    /// Whether there is a block for exact strs only.
    pub(crate) fn is_unicode(&self) -> bool {
        self.keys().is_none_or(|keys| keys.head().is_unicode())
    }

    /// Bytes of the block of keys, unless others use it too.
    pub(crate) fn block_bytes(&self) -> usize {
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

    /// The entry with this index, unless it was deleted.
    #[inline]
    pub(crate) fn entry(&self, index: usize, with: &impl Compare) -> Option<Entry> {
        let keys = self.keys()?;
        if index >= keys.entries() {
            return None;
        }
        let value = keys.value(index).get()?;
        let key = keys.key(index).get()?;
        let hash = match keys.stored_hash(index) {
            Some(hash) => hash,
            None => with.text_hash(&key),
        };
        Some(Entry { key, value, hash })
    }

    /// Whether there is an entry with this index that was not deleted.
    #[inline]
    pub(crate) fn is_used(&self, index: usize) -> bool {
        let keys = self.keys().filter(|keys| index < keys.entries());
        keys.is_some_and(|keys| !keys.value(index).is_empty())
    }

    /// The key of an entry.
    #[inline]
    pub(crate) fn key_at(&self, index: usize) -> Option<Obj> {
        let keys = self.keys().filter(|keys| index < keys.entries())?;
        keys.key(index).get()
    }

    /// The value of an entry.
    #[inline]
    pub(crate) fn value_at(&self, index: usize) -> Option<Obj> {
        let keys = self.keys().filter(|keys| index < keys.entries())?;
        keys.value(index).get()
    }

    /// The index of the entry with a key equal to this one
    /// (`Objects/dictobject.c@v3.13.0#_Py_dict_lookup`).
    #[inline]
    pub(crate) fn find(
        &self,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<Option<usize>> {
        loop {
            let Some(keys) = self.keys() else {
                return Ok(None);
            };
            if keys.head().is_unicode() && is_text(key) {
                return Ok(find_text(keys, key, hash, with));
            }
            match self.search(keys, key, hash, with)? {
                Search::Found(index) => return Ok(Some(index)),
                Search::Missing => return Ok(None),
                Search::Changed => {}
            }
        }
    }

    /// The value of a key that is an exact str. Runs nothing where all keys are; no
    /// reference is counted but that to the result.
    #[inline(always)]
    pub(crate) fn find_value_of_text(
        &self,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<Option<Obj>> {
        match self.keys() {
            Some(keys) if keys.head().is_unicode() => {
                Ok(find_text(keys, key, hash, with)
                    .and_then(|index| keys.value(index).get()))
            }
            _ => Ok(self
                .find(key, hash, with)?
                .and_then(|index| self.value_at(index))),
        }
    }

    fn search(
        &self,
        mut keys: Keys,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<Search> {
        let log2_size = keys.head().dk_log2_size;
        let mut probe = Probe::new(hash, keys.mask());
        loop {
            let index = keys.index(probe.slot);
            if index == EMPTY {
                return Ok(Search::Missing);
            }
            if index >= 0 {
                let index = index as usize;
                let field = keys.key(index);
                if field.is(key) {
                    return Ok(Search::Found(index));
                }
                let known = keys.stored_hash(index).unwrap_or_else(|| {
                    field.peek(|known| known.map_or(0, |text| with.text_hash(text)))
                });
                if known == hash
                    && let Some(candidate) = field.get()
                {
                    let address = candidate.id();
                    let equal = with.equal(&candidate, key)?;
                    drop(candidate);
                    // Anything may have happened. Go on where the entry is still what
                    // it was; the pointer is read anew, since the block may be too.
                    match self.keys() {
                        Some(now) if now == keys => keys = now,
                        _ => return Ok(Search::Changed),
                    }
                    let same = keys.head().dk_log2_size == log2_size
                        && index < keys.entries()
                        && keys.key(index).peek(|held| held.map(Obj::id))
                            == Some(address);
                    if !same {
                        return Ok(Search::Changed);
                    }
                    if equal {
                        return Ok(Search::Found(index));
                    }
                }
            }
            probe.step();
        }
    }

    /// Stores a value under a key, in the key's entry or in a new one
    /// (`Objects/dictobject.c@v3.13.0#insertdict`). Returns the old value, which the
    /// caller drops.
    #[inline]
    pub(crate) fn insert(
        &self,
        rt: &Runtime,
        key: &Obj,
        hash: i64,
        value: Obj,
        with: &impl Compare,
    ) -> PyResult<Option<Obj>> {
        match self.find_to_insert(rt, key, hash, with)? {
            Some(index) => Ok(self.replace(rt, index, value)),
            None => self.add(rt, key, hash, value, with).map(|()| None),
        }
    }

    /// Looks for a key that is going to be stored. Before a first key that is not a
    /// str, the block is changed for one with hashes.
    #[inline]
    pub(crate) fn find_to_insert(
        &self,
        rt: &Runtime,
        key: &Obj,
        hash: i64,
        with: &impl Compare,
    ) -> PyResult<Option<usize>> {
        if let Some(keys) = self.keys()
            && keys.head().is_unicode()
            && keys.head().dk_log2_size > 0
            && !is_text(key)
        {
            self.grow(rt, false, with)?;
        }
        self.find(key, hash, with)
    }

    /// Stores a value in an entry and returns the old one.
    #[inline]
    pub(crate) fn replace(
        &self,
        rt: &Runtime,
        index: usize,
        value: Obj,
    ) -> Option<Obj> {
        let keys = self.keys()?;
        assert!(index < keys.entries());
        self.ma_version.set(next_version(rt));
        keys.value(index).replace(Some(value))
    }

    /// Adds an entry for a key that is in none.
    pub(crate) fn add(
        &self,
        rt: &Runtime,
        key: &Obj,
        hash: i64,
        value: Obj,
        with: &impl Compare,
    ) -> PyResult<()> {
        let text = is_text(key);
        match self.keys() {
            Some(keys) if keys.head().dk_log2_size > 0 => {
                if keys.head().is_unicode() && !text {
                    self.grow(rt, false, with)?;
                } else if keys.head().dk_usable.get() <= 0 {
                    self.grow(rt, true, with)?;
                }
            }
            _ => self.install(rt, Keys::new(rt, LOG_MINSIZE, kind(text))?, 0),
        }
        if let Some(keys) = self.keys() {
            keys.push(key.clone(), hash, value);
            self.ma_used.set(self.ma_used.get() + 1);
            self.ma_version.set(next_version(rt));
        }
        Ok(())
    }

    /// Takes an entry out; its slot becomes a dummy.
    pub(crate) fn remove(
        &self,
        rt: &Runtime,
        index: usize,
        hash: i64,
    ) -> Option<Entry> {
        let keys = self.keys().filter(|keys| index < keys.entries())?;
        if keys.value(index).is_empty() {
            return None;
        }
        keys.set_index(keys.slot_of(index, hash), DUMMY);
        keys.head().dk_version.set(0);
        self.ma_used.set(self.ma_used.get() - 1);
        self.ma_version.set(next_version(rt));
        let key = keys.key(index).take()?;
        let value = keys.value(index).take()?;
        Some(Entry { key, value, hash })
    }

    /// Takes the last entry out.
    pub(crate) fn pop(&self, rt: &Runtime, with: &impl Compare) -> Option<Entry> {
        if self.len() == 0 {
            return None;
        }
        let keys = self.keys()?;
        let last = (0..keys.entries()).rfind(|&i| !keys.value(i).is_empty())?;
        let hash = match keys.stored_hash(last) {
            Some(hash) => hash,
            None => with.text_hash(&keys.key(last).get()?),
        };
        let entry = self.remove(rt, last, hash);
        keys.head().dk_nentries.set(last as i64);
        entry
    }

    /// Empties the table. Keys and values are dropped in order, when it is empty.
    pub(crate) fn clear(&self, rt: &Runtime) {
        if self.slots() > 1 {
            let old = self.ma_keys.replace(empty_keys(rt));
            self.ma_used.set(0);
            self.ma_version.set(next_version(rt));
            release(rt, old);
        }
    }

    /// Lets go of everything, for the last time.
    pub(crate) fn dismantle(&self, rt: &Runtime) {
        self.ma_used.set(0);
        release(rt, self.ma_keys.replace(Ptr::NULL));
    }

    /// Puts a copy of another table's block in place of this empty one's.
    pub(crate) fn clone_from(&self, rt: &Runtime, other: &KeyTable) -> PyResult<()> {
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

    /// Shows the references: the values, and keys other than strs.
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        let Some(keys) = self.keys() else { return };
        for index in 0..keys.entries() {
            keys.value(index).visit(visitor);
            if !keys.head().is_unicode() {
                keys.key(index).visit(visitor);
            }
        }
    }

    /// A block with three slots for each entry in use.
    #[inline(never)]
    fn grow(&self, rt: &Runtime, texts: bool, with: &impl Compare) -> PyResult<()> {
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

    fn install(&self, rt: &Runtime, keys: Keys, used: usize) {
        let old = self.ma_keys.replace(keys.pointer().into());
        self.ma_used.set(used as i64);
        self.ma_version.set(next_version(rt));
        release(rt, old);
    }

    #[inline(always)]
    fn keys(&self) -> Option<Keys> {
        let keys = self.ma_keys.get().get()?;
        // SAFETY: the block is this table's as long as `ma_keys` points to it.
        Some(unsafe { Keys::from_pointer(keys) })
    }
}

fn kind(texts: bool) -> u8 {
    if texts { UNICODE } else { GENERAL }
}

/// Probes for an exact str among exact strs: the same object, or the same characters.
#[inline(always)]
fn find_text(keys: Keys, key: &Obj, hash: i64, with: &impl Compare) -> Option<usize> {
    let mut probe = Probe::new(hash, keys.mask());
    loop {
        let index = keys.index(probe.slot);
        if index >= 0 {
            let index = index as usize;
            let field = keys.key(index);
            let same = |known: &Obj| {
                with.text_hash(known) == hash && with.same_text(known, key)
            };
            if field.is(key) || field.peek(|known| known.is_some_and(same)) {
                return Some(index);
            }
        } else if index == EMPTY {
            return None;
        }
        probe.step();
    }
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

#[inline(always)]
fn next_version(rt: &Runtime) -> u64 {
    let Some(shared) = rt.try_room::<Shared>() else {
        return u64::MAX;
    };
    let version = shared.changes.get() + 1;
    shared.changes.set(version);
    version
}

/// Gives up a reference to a block; with the last one go its keys and values, in
/// order, and its memory.
fn release(rt: &Runtime, keys: Ptr<PyDictKeysObject>) {
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
