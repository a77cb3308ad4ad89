//! The cache of class attributes (`Objects/typeobject.c@v3.13.0#_PyType_Lookup`).
//!
//! To find an attribute, a class and all its bases have to be asked in turn. Since the
//! same few are asked for again and again, the answers are remembered: also that there
//! is no such attribute.
//!
//! An answer is not counted as a reference. What keeps this sound: the dict of each
//! class that was asked is *watched*; before such a dict changes, or goes, all answers
//! are forgotten ([`TypeCache::forget_all`]), since they are of an earlier *epoch*. (In
//! CPython each class has a number of its own for that, `tp_version_tag`.) So they are
//! when a class gets another order of its bases.
//!
//! With an answer stands what it means for instances ([`Kind`]), and at which index the
//! class's instances have the name among their own values, so that most attributes are
//! found without asking anybody ([`crate::attributes::quick`]).
#![allow(unsafe_code)]

use super::PyTypeObject;
use crate::memory::arena::POOL_SIZE;
use crate::memory::ptr::Ptr;
use crate::object::{PyObject, View};
use crate::refcount::{Obj, PyRef};
use crate::shapes::Field;
use crate::shapes::text::PyUnicodeObject;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// How many answers are remembered; Miri has no time to make so many places for them.
const SIZE: usize = if cfg!(miri) { 1 << 6 } else { 1 << 11 };

/// How often a class gets another value under a name before answers about that name are
/// remembered no more (`Include/internal/pycore_typeobject.h@v3.13.0`:
/// `MAX_VERSIONS_PER_CLASS`).
const PATIENCE: u32 = 100;

/// For how many names that is counted, before counting begins anew.
const NAMES: usize = 1 << 10;

/// Answers, each in the place that its question leads to.
pub(crate) struct TypeCache {
    entries: Box<[Entry]>,
    /// Answers of other epochs are forgotten.
    epoch: Cell<u64>,
    /// How often classes got another value under a name, by its hash. A program that
    /// counts in a class would have all answers forgotten all the time; instead, a name
    /// that is bound anew so often has none.
    restless: RefCell<HashMap<i64, u32>>,
}

/// What a class's answer means for an instance that is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The class has no such attribute.
    Nothing,
    /// It is no descriptor.
    Plain,
    /// A function, or what else is called with the instance as first argument.
    Method,
    /// A field of the instance that holds a reference or nothing, at this offset.
    Slot(u32),
    /// A `staticmethod`, of which what it wraps is the attribute.
    Static,
    /// A `property`, which calls a function.
    Property,
    /// Something that has to be asked.
    Other,
}

/// Where instances have a name among their own values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// At this index.
    At(u32),
    /// Nowhere, as long as the class has so many names for its instances.
    Nowhere(u32),
    /// Nobody has looked yet.
    Unknown,
}

/// An answer that is remembered.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a>(&'a Entry);

struct Entry {
    epoch: Cell<u64>,
    /// The address of the class.
    class: Cell<usize>,
    /// The name, counted, so that no other one can be at its address.
    name: Field,
    /// What the class has under the name, uncounted, or nothing.
    value: Cell<Ptr<PyObject>>,
    kind: Cell<Kind>,
    index: Cell<Index>,
}

impl Entry {
    /// Remembers another place's answer.
    fn take_over(&self, other: &Entry) {
        self.epoch.set(other.epoch.get());
        self.class.set(other.class.get());
        self.value.set(other.value.get());
        self.kind.set(other.kind.get());
        self.index.set(other.index.get());
        self.name.set(other.name.take());
    }
}

impl Answer<'_> {
    /// What the class has under the name.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn value(self) -> Option<Obj> {
        let value = self.0.value.get().get();
        // SAFETY: in this epoch no class has changed, so the one that had the value
        // still has it.
        value.map(|value| unsafe { PyRef::from_borrowed(value) })
    }

    /// What that means for an instance.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn kind(self) -> Kind {
        self.0.kind.get()
    }

    /// Where instances have the name.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn index(self) -> Index {
        self.0.index.get()
    }

    /// Remembers where instances have the name.
    pub(crate) fn set_index(self, index: Index) {
        self.0.index.set(index);
    }
}

impl TypeCache {
    /// A cache without answers.
    pub(crate) fn new() -> TypeCache {
        let entry = || Entry {
            epoch: Cell::new(0),
            class: Cell::new(0),
            name: Field::empty(),
            value: Cell::new(Ptr::NULL),
            kind: Cell::new(Kind::Other),
            index: Cell::new(Index::Unknown),
        };
        TypeCache {
            entries: (0..SIZE).map(|_| entry()).collect(),
            epoch: Cell::new(1),
            restless: RefCell::default(),
        }
    }

    /// The first of the two places, side by side, that a question leads to. There are two
    /// lest questions that are asked in turn chase each other's answers away.
    ///
    /// Which answers are chased away decides how long names live. So a place comes from
    /// that part of the two addresses that is the same in every run, wherever the system
    /// puts the arenas.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn place(class: usize, name: usize) -> usize {
        let mixed = ((class % POOL_SIZE) >> 4) ^ ((name % POOL_SIZE) >> 3);
        mixed & (SIZE - 1)
    }

    /// The class attribute, if the answer is remembered.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn get(
        &self,
        class: View<'_, PyTypeObject>,
        name: &Obj,
    ) -> Option<Option<Obj>> {
        self.answer(class, name).map(Answer::value)
    }

    /// The answer, if it is remembered.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn answer(
        &self,
        class: View<'_, PyTypeObject>,
        name: &Obj,
    ) -> Option<Answer<'_>> {
        let class = class.pointer().addr().get();
        let index = TypeCache::place(class, name.id());
        let known = |entry: &Entry| {
            entry.epoch.get() == self.epoch.get()
                && entry.class.get() == class
                && entry.name.is(name)
        };
        let entry = &self.entries[index];
        if known(entry) {
            return Some(Answer(entry));
        }
        let entry = &self.entries[index ^ 1];
        known(entry).then_some(Answer(entry))
    }

    /// Remembers an answer. All dicts that were looked into are watched.
    pub(crate) fn put(
        &self,
        class: View<'_, PyTypeObject>,
        name: &Obj,
        value: Option<&Obj>,
        kind: Kind,
    ) {
        if self.is_restless(name) {
            return;
        }
        let class = class.pointer().addr().get();
        let index = TypeCache::place(class, name.id());
        let (entry, second) = (&self.entries[index], &self.entries[index ^ 1]);
        if entry.epoch.get() == self.epoch.get() {
            second.take_over(entry);
        }
        let value = value.map_or(Ptr::NULL, |value| value.pointer().into());
        entry.class.set(class);
        entry.value.set(value);
        entry.kind.set(kind);
        entry.index.set(Index::Unknown);
        entry.epoch.set(self.epoch.get());
        entry.name.set(Some(name.clone()));
    }

    /// Since when no class has changed.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.get()
    }

    /// Forgets all answers: a class changes.
    #[inline]
    pub(crate) fn forget_all(&self) {
        self.epoch.set(self.epoch.get() + 1);
    }

    /// A class gets another value under a key that it has.
    pub(crate) fn rebound(&self, key: Option<&Obj>) {
        let Some(hash) = key.and_then(hash_of) else {
            return self.forget_all();
        };
        let mut restless = self.restless.borrow_mut();
        if restless.len() >= NAMES {
            restless.clear();
        }
        let times = restless.entry(hash).or_default();
        if *times < PATIENCE {
            *times += 1;
            self.forget_all();
        }
    }

    /// Whether no answers about a name are remembered.
    fn is_restless(&self, name: &Obj) -> bool {
        let restless = self.restless.borrow();
        hash_of(name).is_none_or(|hash| restless.get(&hash) == Some(&PATIENCE))
    }

    /// Lets go of the names too.
    pub(crate) fn clear(&self) {
        self.forget_all();
        self.entries.iter().for_each(|entry| entry.name.set(None));
    }
}

/// The hash of a name, which was looked for in a dict.
fn hash_of(name: &Obj) -> Option<i64> {
    let hash = name.cast::<PyUnicodeObject>()?.hash.get();
    (hash != -1).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::arena::ARENA_SIZE;

    #[test]
    fn a_place_does_not_depend_on_where_the_system_puts_an_arena() {
        let (class, name) = (0x7f00_4560, 0x7f20_1230);
        let place = TypeCache::place(class, name);
        for moved in [POOL_SIZE, 5 * POOL_SIZE, ARENA_SIZE, 77 * ARENA_SIZE] {
            assert_eq!(TypeCache::place(class + moved, name), place);
            assert_eq!(TypeCache::place(class, name + moved), place);
        }
        assert_ne!(TypeCache::place(class + 32, name), place);
        assert_ne!(TypeCache::place(class, name + 16), place);
    }
}
