//! A hash table of references that keeps their order: what a dict is, after its head.
//!
//! Python runs where two keys are compared, and where a reference is dropped. It may
//! do anything to the very table that is being searched. So a search holds on to the
//! key it compares, and looks afterwards whether the table is still the one it knew;
//! and whatever is taken out of the table is handed to the caller, who drops it when
//! the table is in order again.

use super::Field;
use super::dict_values::{PyDictValues, Values};
use super::key_block::{
    DUMMY, EMPTY, Keys, LOG_MINSIZE, Probe, PyDictKeysObject, UNICODE,
};
use super::key_resize::kind;
use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
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
///
/// An entry has an *index*, its place in the block of keys, and a *position*, its place
/// in the order of insertion. They are the same unless the keys are shared: then each
/// table's values were set in an order of its own.
#[repr(C)]
pub struct KeyTable {
    /// The number of entries in use.
    pub(crate) ma_used: Cell<i64>,
    /// The number of the last change; no two changes in a runtime have the same.
    pub(crate) ma_version_tag: Cell<u64>,
    /// The block of keys; null only while the table is taken apart.
    pub(crate) ma_keys: Cell<Ptr<PyDictKeysObject>>,
    /// The values, where the keys are shared with others.
    pub(crate) ma_values: Cell<Ptr<PyDictValues>>,
}

const _: () = assert!(size_of::<KeyTable>() == 32);
const _: () = assert!(std::mem::offset_of!(KeyTable, ma_version_tag) == 8);
const _: () = assert!(std::mem::offset_of!(KeyTable, ma_keys) == 16);
const _: () = assert!(std::mem::offset_of!(KeyTable, ma_values) == 24);

/// In the number of the last change: the table is a class's.
const WATCHED: u64 = 1;

/// A new number for a change, larger than all before.
#[inline(always)]
pub(super) fn next_version(rt: &Runtime) -> u64 {
    let version = rt.table_changes.get() + 2;
    rt.table_changes.set(version);
    version
}

/// An entry as it is handed out.
pub(crate) struct Entry {
    pub(crate) key: Obj,
    pub(crate) value: Obj,
    /// The key's hash.
    pub(crate) hash: i64,
}

/// What one slot says of a key.
pub(crate) enum Guess {
    /// The index of its entry.
    At(usize),
    /// There is no such key.
    Missing,
    /// Nothing.
    Unknown,
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
    /// The number of entries in use.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.ma_used.get() as usize
    }

    /// Notes a change of keys or values; to be called before anything is dropped.
    #[inline(always)]
    pub(super) fn changed(&self, rt: &Runtime) {
        let watched = self.ma_version_tag.get() & WATCHED;
        if watched != 0 {
            rt.type_cache.forget_all();
        }
        self.ma_version_tag.set(next_version(rt) | watched);
    }

    /// Notes that a key is about to get another value. Of the key of a class, the cache
    /// of class attributes may know already that this happens all the time.
    #[inline(always)]
    fn changes_value(&self, rt: &Runtime, keys: Keys, index: usize) {
        let watched = self.ma_version_tag.get() & WATCHED;
        if watched != 0 {
            keys.key(index).peek(|key| rt.type_cache.rebound(key));
        }
        self.ma_version_tag.set(next_version(rt) | watched);
    }

    /// From now on the cache of class attributes is told of each change.
    #[inline(always)]
    pub(crate) fn watch(&self) {
        self.ma_version_tag.set(self.ma_version_tag.get() | WATCHED);
    }

    /// A number that is another one after each change.
    #[cfg(test)]
    #[inline(always)]
    pub(crate) fn version(&self) -> u64 {
        self.ma_version_tag.get()
    }

    /// The number of entries added, those deleted since included: one more than the
    /// highest position that an entry can have.
    #[inline(always)]
    pub(crate) fn entries(&self) -> usize {
        match self.values() {
            Some(values) => values.size(),
            None => self.keys().map_or(0, Keys::entries),
        }
    }

    /// The index that the next new entry of the block will have.
    pub(super) fn next_index(&self) -> usize {
        self.keys().map_or(0, Keys::entries)
    }

    /// The index of the entry at this position, unless it was deleted.
    #[inline]
    pub(crate) fn index_at(&self, position: usize) -> Option<usize> {
        let keys = self.keys()?;
        match self.values() {
            Some(values) => values.index_at(position),
            None if position >= keys.entries() => None,
            None => (!keys.value(position).is_empty()).then_some(position),
        }
    }

    /// Whether the keys are shared, and the values elsewhere.
    pub(crate) fn is_split(&self) -> bool {
        !self.ma_values.get().is_null()
    }

    #[inline(always)]
    pub(super) fn values(&self) -> Option<Values> {
        let values = self.ma_values.get().get()?;
        // SAFETY: the row is this table's as long as `ma_values` points to it: in a
        // block of its own, or in an instance that parts from the table before it goes.
        Some(unsafe { Values::from_pointer(values) })
    }

    /// Where the value of an entry is.
    #[inline(always)]
    fn value_field<'a>(&self, keys: Keys, index: usize) -> &'a Field {
        match self.values() {
            Some(values) => values.value(index),
            None => keys.value(index),
        }
    }

    /// The instance whose values these are has changed one.
    #[inline]
    pub(super) fn values_changed(&self, rt: &Runtime, values: Values) {
        self.ma_used.set(values.size() as i64);
        self.changed(rt);
    }

    /// Whether there is a block for exact strs only.
    pub(crate) fn is_unicode(&self) -> bool {
        self.keys().is_none_or(|keys| keys.head().is_unicode())
    }

    /// The entry at this position, unless it was deleted.
    #[inline]
    pub(crate) fn entry(&self, position: usize, with: &impl Compare) -> Option<Entry> {
        let keys = self.keys()?;
        let index = self.index_at(position)?;
        let value = self.value_field(keys, index).get()?;
        let key = keys.key(index).get()?;
        let hash = match keys.stored_hash(index) {
            Some(hash) => hash,
            None => with.text_hash(&key),
        };
        Some(Entry { key, value, hash })
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
        self.value_field(keys, index).get()
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
                let found = find_text(keys, key, hash, with);
                return Ok(found.filter(|&index| self.has_value(index)));
            }
            match self.search(keys, key, hash, with)? {
                Search::Found(index) => {
                    return Ok(Some(index).filter(|&index| self.has_value(index)));
                }
                Search::Missing => return Ok(None),
                Search::Changed => {}
            }
        }
    }

    /// A key that is shared is there only if it has a value.
    #[inline(always)]
    fn has_value(&self, index: usize) -> bool {
        self.values()
            .is_none_or(|values| !values.value(index).is_empty())
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
                    .and_then(|index| self.value_field(keys, index).get()))
            }
            _ => Ok(self
                .find(key, hash, with)?
                .and_then(|index| self.value_at(index))),
        }
    }

    /// Looks for a key, an exact str, by its address: names that are looked up again and
    /// again are the same object. Most are in the first slot for their hash.
    #[inline(always)]
    pub(crate) fn guess(&self, key: &Obj, hash: i64, with: &impl Compare) -> Guess {
        match self.keys() {
            Some(keys) if keys.head().dk_kind == UNICODE => {
                match keys.index(hash as u64 & keys.mask()) {
                    EMPTY => Guess::Missing,
                    index if index >= 0 && keys.key(index as usize).is(key) => {
                        Guess::At(index as usize)
                    }
                    _ => guess_further(keys, key, hash, with),
                }
            }
            _ => Guess::Unknown,
        }
    }

    /// The number of the keys, all exact strs; 0 where they have none. As long as a table
    /// has keys of the same number, each is in the same entry.
    #[inline(always)]
    pub(crate) fn keys_number(&self) -> u32 {
        self.keys().map_or(0, |keys| keys.head().dk_version.get())
    }

    /// The same, where keys that have no number get one, if they can
    /// (`Objects/dictobject.c@v3.13.0#_PyDictKeys_GetVersionForCurrentState`).
    pub(crate) fn number_keys(&self, rt: &Runtime) -> u32 {
        match self.keys() {
            Some(keys) if keys.head().dk_kind == UNICODE => {
                if keys.head().dk_version.get() == 0 {
                    let next = rt.numbered_keys.get().saturating_add(1);
                    if next < u32::MAX {
                        rt.numbered_keys.set(next);
                        keys.head().dk_version.set(next);
                    }
                }
                keys.head().dk_version.get()
            }
            _ => 0,
        }
    }

    /// The value of an entry that [`KeyTable::guess`] has found.
    #[inline(always)]
    pub(crate) fn guessed_value(&self, index: usize) -> Option<Obj> {
        match self.keys() {
            Some(keys) if keys.head().dk_kind == UNICODE && index < keys.entries() => {
                keys.value(index).get()
            }
            _ => None,
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
        self.changes_value(rt, keys, index);
        match self.values() {
            Some(values) => values.replace(index, Some(value)),
            None => keys.value(index).replace(Some(value)),
        }
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
        if let (Some(keys), Some(values)) = (self.keys(), self.values()) {
            if text && let Some(index) = keys.share(key, hash, with) {
                values.replace(index, Some(value));
                self.values_changed(rt, values);
                return Ok(());
            }
            self.grow(rt, text, with)?;
        }
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
            self.changed(rt);
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
        if let Some(values) = self.values() {
            let value = values.replace(index, None)?;
            self.values_changed(rt, values);
            let key = keys.key(index).get()?;
            return Some(Entry { key, value, hash });
        }
        if keys.value(index).is_empty() {
            return None;
        }
        keys.set_index(keys.slot_of(index, hash), DUMMY);
        keys.head().dk_version.set(0);
        self.ma_used.set(self.ma_used.get() - 1);
        self.changed(rt);
        let key = keys.key(index).take()?;
        let value = keys.value(index).take()?;
        Some(Entry { key, value, hash })
    }

    /// Takes the last entry out. Keys that were shared are so no longer.
    pub(crate) fn pop(
        &self,
        rt: &Runtime,
        with: &impl Compare,
    ) -> PyResult<Option<Entry>> {
        if self.len() == 0 {
            return Ok(None);
        }
        if self.is_split() {
            self.unshare(rt, with)?;
        }
        Ok(self.pop_last(rt, with))
    }

    fn pop_last(&self, rt: &Runtime, with: &impl Compare) -> Option<Entry> {
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

    /// Shows the references: the values, and keys other than strs.
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        let Some(keys) = self.keys() else { return };
        if let Some(values) = self.values() {
            // Those in an instance are shown by that.
            if visitor.borrowed || !values.is_embedded() {
                let all = 0..values.capacity();
                all.for_each(|index| values.value(index).visit(visitor));
            }
            return;
        }
        for index in 0..keys.entries() {
            keys.value(index).visit(visitor);
            if !keys.head().is_unicode() {
                keys.key(index).visit(visitor);
            }
        }
    }

    #[inline(always)]
    pub(super) fn keys(&self) -> Option<Keys> {
        let keys = self.ma_keys.get().get()?;
        // SAFETY: the block is this table's as long as `ma_keys` points to it.
        Some(unsafe { Keys::from_pointer(keys) })
    }
}

/// The other slots. A key with the same hash may have the same text, which is for others
/// to find out.
#[inline(never)]
fn guess_further(keys: Keys, key: &Obj, hash: i64, with: &impl Compare) -> Guess {
    let mut probe = Probe::new(hash, keys.mask());
    loop {
        match keys.index(probe.slot) {
            EMPTY => return Guess::Missing,
            DUMMY => {}
            index => {
                let field = keys.key(index as usize);
                if field.is(key) {
                    return Guess::At(index as usize);
                }
                let alike = |known: &Obj| with.text_hash(known) == hash;
                if field.peek(|known| known.is_some_and(alike)) {
                    return Guess::Unknown;
                }
            }
        }
        probe.step();
    }
}

/// Probes for an exact str among exact strs: the same object, or the same characters.
#[inline(always)]
pub(super) fn find_text(
    keys: Keys,
    key: &Obj,
    hash: i64,
    with: &impl Compare,
) -> Option<usize> {
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
