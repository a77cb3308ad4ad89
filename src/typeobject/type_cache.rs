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
#![allow(unsafe_code)]

use super::PyTypeObject;
use crate::memory::ptr::Ptr;
use crate::object::{PyObject, View};
use crate::refcount::{Obj, PyRef};
use crate::shapes::Field;
use std::cell::Cell;

/// How many answers are remembered; Miri has no time to make so many places for them.
const SIZE: usize = if cfg!(miri) { 1 << 6 } else { 1 << 11 };

/// Answers, each in the place that its question leads to.
pub(crate) struct TypeCache {
    entries: Box<[Entry]>,
    /// Answers of other epochs are forgotten.
    epoch: Cell<u64>,
}

struct Entry {
    epoch: Cell<u64>,
    /// The address of the class.
    class: Cell<usize>,
    /// The name, counted, so that no other one can be at its address.
    name: Field,
    /// What the class has under the name, uncounted, or nothing.
    value: Cell<Ptr<PyObject>>,
}

impl TypeCache {
    /// A cache without answers.
    pub(crate) fn new() -> TypeCache {
        let entry = || Entry {
            epoch: Cell::new(0),
            class: Cell::new(0),
            name: Field::empty(),
            value: Cell::new(Ptr::NULL),
        };
        TypeCache {
            entries: (0..SIZE).map(|_| entry()).collect(),
            epoch: Cell::new(1),
        }
    }

    #[inline(always)]
    fn entry(&self, class: usize, name: &Obj) -> &Entry {
        let mixed = (class >> 4) ^ (name.id() >> 3);
        &self.entries[mixed & (SIZE - 1)]
    }

    /// The answer, if it is remembered.
    #[inline(always)]
    pub(crate) fn get(
        &self,
        class: View<'_, PyTypeObject>,
        name: &Obj,
    ) -> Option<Option<Obj>> {
        let class = class.pointer().addr().get();
        let entry = self.entry(class, name);
        let known = entry.epoch.get() == self.epoch.get()
            && entry.class.get() == class
            && entry.name.is(name);
        known.then(|| {
            let value = entry.value.get().get();
            // SAFETY: in this epoch no class has changed, so the one that had the value
            // still has it.
            value.map(|value| unsafe { PyRef::from_borrowed(value) })
        })
    }

    /// Remembers an answer. All dicts that were looked into are watched.
    pub(crate) fn put(
        &self,
        class: View<'_, PyTypeObject>,
        name: &Obj,
        value: Option<&Obj>,
    ) {
        let class = class.pointer().addr().get();
        let entry = self.entry(class, name);
        let value = value.map_or(Ptr::NULL, |value| value.pointer().into());
        entry.class.set(class);
        entry.value.set(value);
        entry.epoch.set(self.epoch.get());
        entry.name.set(Some(name.clone()));
    }

    /// Forgets all answers: a class changes.
    #[inline]
    pub(crate) fn forget_all(&self) {
        self.epoch.set(self.epoch.get() + 1);
    }

    /// Lets go of the names too.
    pub(crate) fn clear(&self) {
        self.forget_all();
        self.entries.iter().for_each(|entry| entry.name.set(None));
    }
}
