//! What is remembered beside the names of a code object (`Include/internal/pycore_code.h`:
//! the caches of instructions).
//!
//! An instruction that reads an attribute or a global name meets the same class, or the
//! same module, nearly always. So each name that a code object uses has a *place*: for
//! which class it was asked last, and what way led to the value. Where the class is the
//! same and no class has changed since, the way is gone again and nobody is asked. (In
//! CPython each instruction has its own place, behind it in the code. Here all
//! instructions of a code object with the same name share one, outside of the code,
//! which keeps its size.)
//!
//! Like the answers of the [cache](super::type_cache) that places are filled from, what
//! they remember is not counted, and of one *epoch*.
#![allow(unsafe_code)]

use super::PyTypeObject;
use super::type_cache::TypeCache;
use crate::memory::ptr::Ptr;
use crate::object::{PyObject, View};
use crate::refcount::{Obj, PyRef};
use std::cell::Cell;
use std::ptr::NonNull;

/// How an attribute was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Nobody knows a short way.
    None,
    /// Among the instance's own values, at this index.
    Own(u32),
    /// In a field of the instance, at this offset.
    Slot(u32),
    /// In the class, the same for all instances that have no value of their own.
    Class,
    /// In the class: a method of all instances that have no value of their own.
    Method,
    /// In the class: a property.
    Property,
    /// In a class behind the one that has this place in the order of the class: a method
    /// of all instances.
    Super(u32),
    /// The one who is asked is the class, and has it.
    OfClass,
    /// The same, wrapped as a `staticmethod`.
    StaticOfClass,
    /// The one who is asked is a module, whose dict has it at this index.
    Module(u32),
}

/// Where a global name was found, if anybody knows.
#[derive(Clone, Copy)]
pub(crate) enum Global {
    Unknown,
    /// In the entry at this index of the module whose code runs, whose keys had this
    /// number.
    Module {
        keys: u32,
        index: u32,
    },
    /// Among the built-in names, whose keys had a number too; not in the module.
    Builtin {
        keys: u32,
        builtin_keys: u32,
        index: u32,
    },
}

/// What is remembered of a class.
pub(crate) struct Seen {
    /// The address of the class.
    class: Cell<usize>,
    epoch: Cell<u64>,
    way: Cell<Way>,
    /// What the class has, uncounted.
    value: Cell<Ptr<PyObject>>,
    /// Which keys these were: the number of a module's, or how many an instance's.
    keys: Cell<u32>,
}

/// What is remembered beside a name. Two classes often take turns, so there is room for
/// two.
pub(crate) struct Place {
    first: Seen,
    second: Seen,
    /// How often neither was the way.
    missed: Cell<u32>,
    /// Where the name is a global one.
    global: Cell<Global>,
}

/// How often a place stands by what it knows, before it learns of another class.
const PATIENCE: u32 = 16;

impl Seen {
    fn nothing() -> Seen {
        Seen {
            class: Cell::new(0),
            epoch: Cell::new(0),
            way: Cell::new(Way::None),
            value: Cell::new(Ptr::NULL),
            keys: Cell::new(0),
        }
    }

    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn is_of(&self, cache: &TypeCache, class: usize) -> bool {
        self.class.get() == class && self.epoch.get() == cache.epoch()
    }

    /// The way that led to the value.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn way(&self) -> Way {
        self.way.get()
    }

    /// What the class has.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn value(&self) -> Option<Obj> {
        let value = self.value.get().get();
        // SAFETY: `Place::seen` gave this, so in this epoch no class has changed, and the
        // one that had the value still has it.
        value.map(|value| unsafe { PyRef::from_borrowed(value) })
    }

    /// The number, or the count, of the keys.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn keys(&self) -> u32 {
        self.keys.get()
    }
}

impl Place {
    fn new() -> Place {
        Place {
            first: Seen::nothing(),
            second: Seen::nothing(),
            missed: Cell::new(0),
            global: Cell::new(Global::Unknown),
        }
    }

    /// What is remembered of a class, in this epoch.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn seen(
        &self,
        cache: &TypeCache,
        class: View<'_, PyTypeObject>,
    ) -> Option<&Seen> {
        self.seen_at(cache, class.pointer().addr().get())
    }

    /// The same, where an object is asked that may be the class itself.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn seen_itself(&self, cache: &TypeCache, asked: &Obj) -> Option<&Seen> {
        self.seen_at(cache, asked.id())
    }

    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn seen_at(&self, cache: &TypeCache, class: usize) -> Option<&Seen> {
        if self.first.is_of(cache, class) {
            return Some(&self.first);
        }
        self.second.is_of(cache, class).then_some(&self.second)
    }

    /// Where the global name is.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn global(&self) -> Global {
        self.global.get()
    }

    /// Remembers where the global name is.
    pub(crate) fn remember_global(&self, global: Global) {
        self.global.set(global);
    }

    /// Whether there was something to be remembered before.
    pub(crate) fn was_asked(&self) -> bool {
        self.missed.get() != 0
    }

    /// Whether something else is to be remembered: not where many classes take turns.
    pub(crate) fn is_willing(&self, cache: &TypeCache) -> bool {
        let missed = self.missed.get().wrapping_add(1);
        self.missed.set(missed);
        self.second.epoch.get() != cache.epoch() || missed.is_multiple_of(PATIENCE)
    }

    /// Remembers a way that begins at a class.
    pub(crate) fn remember(
        &self,
        cache: &TypeCache,
        class: View<'_, PyTypeObject>,
        way: Way,
        value: Option<&Obj>,
        keys: u32,
    ) {
        let address = class.pointer().addr().get();
        let (epoch, first) = (cache.epoch(), &self.first);
        let free = first.epoch.get() != epoch || first.class.get() == address;
        let seen = if free { first } else { &self.second };
        seen.class.set(address);
        seen.epoch.set(epoch);
        seen.value
            .set(value.map_or(Ptr::NULL, |value| value.pointer().into()));
        seen.way.set(way);
        seen.keys.set(keys);
    }
}

/// The places of a code object, made when it first runs: 16 bytes.
#[repr(C)]
pub(crate) struct Places {
    first: Cell<Ptr<Place>>,
    count: Cell<u64>,
}

impl Places {
    /// None yet.
    pub(crate) fn none() -> Places {
        Places {
            first: Cell::new(Ptr::NULL),
            count: Cell::new(0),
        }
    }

    /// The first of so many places, which stay where they are.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn first(&self, count: usize) -> NonNull<Place> {
        match self.first.get().get() {
            Some(first) => first,
            None => self.make(count),
        }
    }

    #[cold]
    fn make(&self, count: usize) -> NonNull<Place> {
        let places: Box<[Place]> = (0..count).map(|_| Place::new()).collect();
        let first = NonNull::from(Box::leak(places)).cast();
        self.first.set(first.into());
        self.count.set(count as u64);
        first
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        if let Some(first) = self.first.get().get() {
            let count = self.count.get() as usize;
            let places = std::ptr::slice_from_raw_parts_mut(first.as_ptr(), count);
            // SAFETY: `make` leaked the box, and whoever has a pointer to a place holds
            // the code object.
            drop(unsafe { Box::from_raw(places) });
        }
    }
}
