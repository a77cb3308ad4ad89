//! A cache of ints that were met.

use pyobject::{PyRef, Runtime};
use std::collections::HashMap;

/// The ints that were met, one object each.
pub struct Bounded<'rt> {
    rt: &'rt Runtime,
    /// How many it may hold.
    room: usize,
    seen: HashMap<i64, PyRef<'rt>>,
}

impl<'rt> Bounded<'rt> {
    /// A cache that may hold so many ints, and holds none yet.
    pub fn new(rt: &'rt Runtime, room: usize) -> Bounded<'rt> {
        let seen = HashMap::new();
        Bounded { rt, room, seen }
    }

    /// How many ints it holds.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// How many it may hold.
    pub fn room(&self) -> usize {
        self.room
    }

    /// An int: the one in the cache, if it is there.
    pub fn int(&mut self, value: i64) -> PyRef<'rt> {
        let rt = self.rt;
        let made = || rt.int(value);
        self.seen.entry(value).or_insert_with(made).clone()
    }
}
