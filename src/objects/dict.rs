//! dict: what names, attributes and keys are looked up in
//! (`Objects/dictobject.c@v3.13.0`).
//!
//! This file has the struct and what the rest of the runtime does with dicts; the
//! methods that Python sees are in `dict_type` and its neighbours, and the hash table
//! itself is in [`crate::shapes::key_table`].

use super::str::{self, Text};
use crate::object::{self, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::shapes::key_table::{Compare, KeyTable, is_text};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// A number that is another one after each change of the dict's keys or values. No two
/// states of any dicts of a runtime have the same number.
#[cfg(test)]
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn version(dict: &Obj) -> u64 {
    table(dict).version()
}

/// A dict: 48 bytes; keys and values are in a block of their own.
#[repr(C)]
pub struct PyDictObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// `ma_used`, `ma_version_tag`, `ma_keys`, `ma_values`.
    pub table: KeyTable,
}

crate::py_struct!(PyDictObject, TypeFlags::DICT_SUBCLASS, size 48, table @ 16; kept Dict);

const _: () = {
    use crate::object::HEAD_EXTRA;
    use std::mem::offset_of;
    assert!(offset_of!(PyDictObject, table.ma_used) == 16 + HEAD_EXTRA);
    assert!(offset_of!(PyDictObject, table.ma_version_tag) == 24 + HEAD_EXTRA);
    assert!(offset_of!(PyDictObject, table.ma_keys) == 32 + HEAD_EXTRA);
    assert!(offset_of!(PyDictObject, table.ma_values) == 40 + HEAD_EXTRA);
};

/// Keys are compared as `is` or `==` would; strs by their characters.
pub(crate) struct Equality<'a>(pub(crate) &'a Runtime);

impl Compare for Equality<'_> {
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn text_hash(&self, text: &Obj) -> i64 {
        Text::of(text).map_or(0, str::hash_of)
    }

    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn same_text(&self, a: &Obj, b: &Obj) -> bool {
        match (Text::of(a), Text::of(b)) {
            (Some(a), Some(b)) => str::same(a, b),
            _ => false,
        }
    }

    fn equal(&self, a: &Obj, b: &Obj) -> PyResult<bool> {
        self.0.spend(1)?;
        self.0.equal(a, b)
    }
}

impl Runtime {
    /// An empty dict. The collector learns of it when it gets a container to hold.
    pub(crate) fn new_dict(&self) -> PyResult {
        self.alloc(PyDictObject {
            ob_base: PyObject::new(self.ty(Builtin::Dict)),
            table: KeyTable::new(self)?,
        })
    }

    /// An empty dict with room for so many entries, whose keys are all exact strs or
    /// not (`_PyDict_NewPresized`).
    pub(crate) fn new_dict_presized(&self, entries: usize, texts: bool) -> PyResult {
        let table = KeyTable::presized(self, entries, texts)?;
        self.alloc_dict(table)
    }

    /// A dict of these keys and values, as a display or a call makes it
    /// (`_PyDict_FromItems`).
    pub(crate) fn new_dict_from(&self, items: &[(&Obj, &Obj)]) -> PyResult {
        let texts = items.iter().all(|(key, _)| is_text(key));
        let dict = self.new_dict_presized(items.len(), texts)?;
        for (key, value) in items {
            set(self, &dict, key, (*value).clone())?;
        }
        Ok(dict)
    }

    /// An empty object of `dict` or a subclass, as calling its type makes it. That of a
    /// subclass is the collector's from the beginning.
    pub(crate) fn dict_of(&self, class: View<'_, PyTypeObject>) -> PyResult {
        let dict = self.alloc_generic(PyDictObject {
            ob_base: PyObject::new(class),
            table: KeyTable::new(self)?,
        })?;
        if !class.is_exactly(Builtin::Dict) {
            object::track(&dict);
        }
        Ok(dict)
    }

    /// A dict with this hash table.
    pub(crate) fn alloc_dict(&self, table: KeyTable) -> PyResult {
        self.alloc(PyDictObject {
            ob_base: PyObject::new(self.ty(Builtin::Dict)),
            table,
        })
    }

    /// The hash of a key.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn hash_key(&self, key: &Obj) -> PyResult<i64> {
        match Text::of(key) {
            Some(text) if is_text(key) => Ok(str::hash_of(text)),
            _ => self.hash(key),
        }
    }
}

/// The hash table of a dict.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
#[track_caller]
pub(crate) fn table(dict: &Obj) -> &KeyTable {
    &dict.expect::<PyDictObject>().get().table
}

/// Whether the object is a dict, or one of a subclass.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn is_dict(object: &Obj) -> bool {
    object.ty().flags().has(TypeFlags::DICT_SUBCLASS)
}

/// The number of entries.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn len(dict: &Obj) -> usize {
    table(dict).len()
}

/// Bytes of the dict and its block of keys, without what stands before the object:
/// what `dict.__sizeof__` says.
pub(crate) fn sizeof(dict: &Obj) -> usize {
    dict.ty().instance_size(0).max(size_of::<PyDictObject>())
        + table(dict).block_bytes()
}

/// The value of a key.
#[inline]
pub(crate) fn get(rt: &Runtime, dict: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    let hash = rt.hash_key(key)?;
    get_known(rt, dict, key, hash)
}

/// The value of a key whose hash is known.
#[inline]
pub(crate) fn get_known(
    rt: &Runtime,
    dict: &Obj,
    key: &Obj,
    hash: i64,
) -> PyResult<Option<Obj>> {
    let table = table(dict);
    match table.find(key, hash, &Equality(rt))? {
        Some(index) => Ok(table.value_at(index)),
        None => Ok(None),
    }
}

/// The value of a key that is an exact str, as names are. Where all of the dict's keys
/// are such, no code runs, and the only count that changes is the result's.
#[inline]
pub(crate) fn get_interned(
    rt: &Runtime,
    dict: &Obj,
    name: &Obj,
) -> PyResult<Option<Obj>> {
    match Text::of(name) {
        Some(text) if is_text(name) => {
            let hash = str::hash_of(text);
            table(dict).find_value_of_text(name, hash, &Equality(rt))
        }
        _ => get(rt, dict, name),
    }
}

/// As [`get_interned`], for namespaces: where comparing keys fails, there is none.
#[inline]
pub(crate) fn get_name(dict: &Obj, name: &Obj) -> Option<Obj> {
    let rt = dict.runtime();
    get_interned(rt, dict, name).unwrap_or_else(|_| {
        rt.clear_raised();
        None
    })
}

/// The value of the key with this text.
pub(crate) fn get_str(rt: &Runtime, dict: &Obj, name: &str) -> PyResult<Option<Obj>> {
    get(rt, dict, &rt.new_str(name)?)
}

/// Whether there is such a key.
#[inline]
pub(crate) fn contains(rt: &Runtime, dict: &Obj, key: &Obj) -> PyResult<bool> {
    let hash = rt.hash_key(key)?;
    Ok(table(dict).find(key, hash, &Equality(rt))?.is_some())
}

/// Stores a value under a key.
#[inline]
pub(crate) fn set(rt: &Runtime, dict: &Obj, key: &Obj, value: Obj) -> PyResult<()> {
    if is_text(key) {
        return set_known(rt, dict, key, rt.hash_key(key)?, value);
    }
    // The dict's own reference is there while the key is asked for its hash
    // (`Objects/dictobject.c@v3.13.0#PyDict_SetItem`).
    set_taken(rt, dict, key.clone(), value)
}

/// The same with the caller's reference to the key.
pub(crate) fn set_taken(
    rt: &Runtime,
    dict: &Obj,
    key: Obj,
    value: Obj,
) -> PyResult<()> {
    let hash = rt.hash_key(&key)?;
    set_known(rt, dict, &key, hash, value)
}

/// Stores a value under the interned str with this text.
pub(crate) fn set_str(
    rt: &Runtime,
    dict: &Obj,
    name: &str,
    value: Obj,
) -> PyResult<()> {
    set(rt, dict, &rt.intern_str(name)?, value)
}

/// Stores a value under a key whose hash is known.
#[inline]
pub(crate) fn set_known(
    rt: &Runtime,
    dict: &Obj,
    key: &Obj,
    hash: i64,
    value: Obj,
) -> PyResult<()> {
    maintain_tracking(dict, key, &value);
    let old = table(dict).insert(rt, key, hash, value, &Equality(rt))?;
    drop(old);
    Ok(())
}

/// The value of a key, which is stored first where there is none.
pub(crate) fn set_default(
    rt: &Runtime,
    dict: &Obj,
    key: &Obj,
    default: &Obj,
) -> PyResult {
    let hash = rt.hash_key(key)?;
    let (table, with) = (table(dict), Equality(rt));
    if let Some(index) = table.find_to_insert(rt, key, hash, &with)?
        && let Some(value) = table.value_at(index)
    {
        return Ok(value);
    }
    maintain_tracking(dict, key, default);
    table.add(rt, key, hash, default.clone(), &with)?;
    Ok(default.clone())
}

/// Deletes a key; false where there is none.
#[inline]
pub(crate) fn del(rt: &Runtime, dict: &Obj, key: &Obj) -> PyResult<bool> {
    Ok(take(rt, dict, key)?.is_some())
}

/// Deletes a key and returns its value.
pub(crate) fn take(rt: &Runtime, dict: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    let hash = rt.hash_key(key)?;
    take_known(rt, dict, key, hash)
}

/// Deletes a key whose hash is known and returns its value.
pub(crate) fn take_known(
    rt: &Runtime,
    dict: &Obj,
    key: &Obj,
    hash: i64,
) -> PyResult<Option<Obj>> {
    let table = table(dict);
    let Some(index) = table.find(key, hash, &Equality(rt))? else {
        return Ok(None);
    };
    match table.remove(rt, index, hash) {
        Some(entry) => {
            drop(entry.key);
            Ok(Some(entry.value))
        }
        None => Ok(None),
    }
}

/// The value of a key whose hash is known, after its entry was made the last one.
pub(crate) fn make_last(
    rt: &Runtime,
    dict: &Obj,
    key: &Obj,
    hash: i64,
) -> PyResult<Option<Obj>> {
    let (table, with) = (table(dict), Equality(rt));
    let Some(index) = table.find(key, hash, &with)? else {
        return Ok(None);
    };
    let Some(entry) = table.remove(rt, index, hash) else {
        return Ok(None);
    };
    let old = table.insert(rt, &entry.key, hash, entry.value.clone(), &with)?;
    drop(old);
    Ok(Some(entry.value))
}

/// Deletes all keys. They and the values are dropped in order.
pub(crate) fn clear(rt: &Runtime, dict: &Obj) {
    table(dict).clear(rt);
}

/// The next entry from a position on, which begins at 0: key, value and hash.
#[inline]
pub(crate) fn next(dict: &Obj, position: &mut usize) -> Option<(Obj, Obj, i64)> {
    let table = table(dict);
    let with = Equality(dict.runtime());
    while *position < table.entries() {
        let entry = table.entry(*position, &with);
        *position += 1;
        if let Some(entry) = entry {
            return Some((entry.key, entry.value, entry.hash));
        }
    }
    None
}

/// All keys and values as they are now.
pub(crate) fn items(dict: &Obj) -> Vec<(Obj, Obj)> {
    let mut position = 0;
    let next = || next(dict, &mut position).map(|(key, value, _)| (key, value));
    std::iter::from_fn(next).collect()
}

/// All keys as they are now.
pub(crate) fn keys(dict: &Obj) -> Vec<Obj> {
    let table = table(dict);
    let key = |position| table.key_at(table.index_at(position)?);
    (0..table.entries()).filter_map(key).collect()
}

/// All values as they are now.
pub(crate) fn values(dict: &Obj) -> Vec<Obj> {
    let table = table(dict);
    let value = |position| table.value_at(table.index_at(position)?);
    (0..table.entries()).filter_map(value).collect()
}

/// The collector learns of a dict when it gets the first container to hold.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) fn maintain_tracking(dict: &Obj, key: &Obj, value: &Obj) {
    if (may_be_tracked(value) || may_be_tracked(key)) && !object::is_tracked(dict) {
        object::track(dict);
    }
}

/// The same for a dict that was made with its values.
pub(crate) fn track_if_needed(dict: &Obj) {
    if values(dict).iter().any(may_be_tracked) {
        object::track(dict);
    }
}

/// Whether the object is a container that can be part of a cycle.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn may_be_tracked(object: &Obj) -> bool {
    object::is_gc(object)
        && (!object.ty().is_exactly(Builtin::Tuple) || object::is_tracked(object))
}

/// The items of a tuple of two.
pub(super) fn pair(object: &Obj) -> Option<(&Obj, &Obj)> {
    match object.cast::<PyTuple>()?.tail() {
        [a, b] => Some((a, b)),
        _ => None,
    }
}
