//! set and frozenset: what they are, and what the rest of the runtime does with them
//! (`Objects/setobject.c@v3.13.0`). The hash table is in [`crate::shapes::set_table`].

use super::dict::{self, Equality};
use crate::memory::ptr::Ptr;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::set_table::SetTable;
use crate::typeobject::flags::Matches;
use crate::typeobject::slots::Visitor;
use crate::typeobject::{Builtin, PyTypeObject};
use std::cell::Cell;

/// A set or a frozenset: 200 bytes, and a block when it has more than four keys.
#[repr(C)]
pub struct PySetObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// `fill`, `used`, `mask`, `table`, `hash`, `finger`, `smalltable`.
    pub keys: SetTable,
    /// Weak references to the set.
    pub weakreflist: Cell<Ptr<PyObject>>,
}

crate::py_struct!(
    PySetObject, [Builtin::Set, Builtin::FrozenSet], size 200,
    keys @ 16, weakreflist @ 192
);

const _: () = {
    use crate::object::HEAD_EXTRA;
    use std::mem::offset_of;
    assert!(offset_of!(PySetObject, keys.fill) == 16 + HEAD_EXTRA);
    assert!(offset_of!(PySetObject, keys.used) == 24 + HEAD_EXTRA);
    assert!(offset_of!(PySetObject, keys.mask) == 32 + HEAD_EXTRA);
    assert!(offset_of!(PySetObject, keys.table) == 40 + HEAD_EXTRA);
    assert!(offset_of!(PySetObject, keys.hash) == 48 + HEAD_EXTRA);
    assert!(offset_of!(PySetObject, keys.finger) == 56 + HEAD_EXTRA);
    assert!(offset_of!(PySetObject, keys.smalltable) == 64 + HEAD_EXTRA);
};

impl Runtime {
    /// An empty set.
    pub(crate) fn new_set(&self) -> PyResult {
        self.set_of(self.ty(Builtin::Set))
    }

    /// A set of these keys, as a display makes it.
    pub(crate) fn new_set_from(&self, keys: &[Obj]) -> PyResult {
        let set = self.new_set()?;
        for key in keys {
            add(self, &set, key)?;
        }
        Ok(set)
    }

    /// The same of keys that are let go of one by one.
    pub(crate) fn new_set_of(&self, keys: Vec<Obj>) -> PyResult {
        let set = self.new_set()?;
        for key in keys {
            add(self, &set, &key)?;
        }
        Ok(set)
    }

    /// A frozenset of these keys.
    pub(crate) fn new_frozenset(&self, keys: &[Obj]) -> PyResult {
        let set = self.set_of(self.ty(Builtin::FrozenSet))?;
        for key in keys {
            add(self, &set, key)?;
        }
        Ok(set)
    }

    /// An empty object of `set`, `frozenset` or a subclass.
    pub(crate) fn set_of(&self, class: View<'_, PyTypeObject>) -> PyResult {
        let set = self.alloc(PySetObject {
            ob_base: PyObject::new(class),
            keys: SetTable::new(),
            weakreflist: Cell::new(Ptr::NULL),
        })?;
        table(&set).settle();
        object::track(&set);
        Ok(set)
    }
}

/// The hash table of a set.
#[inline(always)]
#[track_caller]
pub(super) fn table(set: &Obj) -> &SetTable {
    &set.expect::<PySetObject>().get().keys
}

/// Whether the object is a set, a frozenset, or one of a subclass.
#[inline(always)]
pub(crate) fn is_any_set(object: &Obj) -> bool {
    object.cast::<PySetObject>().is_some()
}

/// Whether the object is a set or one of a subclass, but no frozenset.
#[inline(always)]
pub(crate) fn is_set(object: &Obj) -> bool {
    Builtin::Set.matches(object.ty().flags())
}

/// The number of keys.
#[inline(always)]
pub(crate) fn len(set: &Obj) -> usize {
    table(set).len()
}

/// Bytes of the set and its block, without what stands before the object: what
/// `set.__sizeof__` says.
pub(crate) fn sizeof(set: &Obj) -> usize {
    set.ty().instance_size(0).max(size_of::<PySetObject>()) + table(set).block_bytes()
}

/// Adds a key.
#[inline]
pub(crate) fn add(rt: &Runtime, set: &Obj, key: &Obj) -> PyResult<()> {
    let hash = rt.hash_key(key)?;
    add_known(rt, set, key.clone(), hash)
}

/// Adds a key whose hash is known.
#[inline]
pub(crate) fn add_known(rt: &Runtime, set: &Obj, key: Obj, hash: i64) -> PyResult<()> {
    table(set).add(rt, key, hash, &Equality(rt)).map(|_| ())
}

/// Whether there is such a key.
#[inline]
pub(crate) fn contains(rt: &Runtime, set: &Obj, key: &Obj) -> PyResult<bool> {
    let hash = rt.hash_key(key)?;
    contains_known(rt, set, key, hash)
}

/// Whether there is a key whose hash is known.
#[inline]
pub(crate) fn contains_known(
    rt: &Runtime,
    set: &Obj,
    key: &Obj,
    hash: i64,
) -> PyResult<bool> {
    Ok(table(set).find(key, hash, &Equality(rt))?.is_some())
}

/// Takes a key out; false where there is none.
pub(crate) fn discard(rt: &Runtime, set: &Obj, key: &Obj) -> PyResult<bool> {
    let hash = rt.hash_key(key)?;
    discard_known(rt, set, key, hash)
}

/// Takes a key out whose hash is known.
pub(crate) fn discard_known(
    rt: &Runtime,
    set: &Obj,
    key: &Obj,
    hash: i64,
) -> PyResult<bool> {
    let table = table(set);
    let found = table.find(key, hash, &Equality(rt))?;
    let removed = found.and_then(|index| table.remove(index));
    Ok(removed.is_some())
}

/// Takes all keys out.
pub(crate) fn clear(rt: &Runtime, set: &Obj) {
    table(set).clear(rt);
}

/// The next key from a position on, which begins at 0, and its hash.
#[inline]
pub(crate) fn next(set: &Obj, position: &mut usize) -> Option<(Obj, i64)> {
    table(set).next(position)
}

/// All keys as they are now.
pub(crate) fn items(set: &Obj) -> Vec<Obj> {
    let mut position = 0;
    let next = || next(set, &mut position).map(|(key, _)| key);
    std::iter::from_fn(next).collect()
}

/// Adds all keys of another set, a dict or any iterable
/// (`Objects/setobject.c@v3.13.0#set_update_internal`).
pub(crate) fn update(rt: &Runtime, set: &Obj, other: &Obj) -> PyResult<()> {
    if is_any_set(other) {
        return merge(rt, set, other);
    }
    if other.ty().is_exactly(Builtin::Dict) {
        table(set).reserve(rt, dict::len(other))?;
        let mut position = 0;
        while let Some((key, _, hash)) = dict::next(other, &mut position) {
            rt.spend(1)?;
            add_known(rt, set, key, hash)?;
        }
        return Ok(());
    }
    let iterator = rt.iter(other)?;
    while let Some(key) = rt.next(&iterator)? {
        rt.spend(1)?;
        add(rt, set, &key)?;
    }
    Ok(())
}

fn merge(rt: &Runtime, set: &Obj, other: &Obj) -> PyResult<()> {
    let (mine, theirs) = (table(set), table(other));
    if set.is(other) || theirs.len() == 0 {
        return Ok(());
    }
    mine.reserve(rt, theirs.len())?;
    if mine.copy_from(rt, theirs)? {
        return Ok(());
    }
    let mut position = 0;
    while let Some((key, hash)) = theirs.next(&mut position) {
        rt.spend(1)?;
        add_known(rt, set, key, hash)?;
    }
    Ok(())
}

/// A new set, or frozenset, as the class of `like` descends from one or the other, with
/// the keys of an iterable.
pub(super) fn new_like(rt: &Runtime, like: &Obj, keys: Option<&Obj>) -> PyResult {
    let which = if is_set(like) {
        Builtin::Set
    } else {
        Builtin::FrozenSet
    };
    let set = rt.set_of(rt.ty(which))?;
    if let Some(keys) = keys {
        update(rt, &set, keys)?;
    }
    Ok(set)
}

/// The hash of a frozenset, which does not depend on the order of its keys
/// (`Objects/setobject.c@v3.13.0#frozenset_hash`).
pub(super) fn frozenset_hash(_: &Runtime, this: &Obj) -> PyResult<i64> {
    let table = table(this);
    if let Some(hash) = table.known_hash() {
        return Ok(hash);
    }
    let shuffle =
        |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut hash = table
        .hashes()
        .fold(0, |mixed, hash| mixed ^ shuffle(hash as u64));
    // Of unused entries and of dummies, an even number mixes to nothing.
    if (table.capacity() - table.fill()) % 2 == 1 {
        hash ^= shuffle(0);
    }
    if (table.fill() - table.len()) % 2 == 1 {
        hash ^= shuffle(u64::MAX);
    }
    hash ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    let hash = match hash as i64 {
        -1 => 590_923_713,
        hash => hash,
    };
    table.note_hash(hash);
    Ok(hash)
}

pub(super) fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    table(this).visit(visitor);
}

pub(super) fn tp_clear(this: &Obj) {
    clear(this.runtime(), this);
}

pub(super) fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    clear(rt, &this.as_obj());
    this.finish::<PySetObject>(rt);
}
