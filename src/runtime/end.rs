//! The end of a runtime: the floors let go, from the top down, and what is alive after
//! that was leaked.
#![allow(unsafe_code)]

use super::Runtime;
use crate::object::HEAD_EXTRA;
use crate::refcount::Obj;
use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;

/// What was still alive when a runtime had let go of everything.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// The number of blocks.
    pub blocks: usize,
    /// The names of the types of objects in them, with how many there are.
    pub objects: Vec<(String, usize)>,
}

impl Runtime {
    /// Frees the immortal objects, those made last first.
    fn free_immortals(&self) {
        let immortals = std::mem::take(&mut *self.immortals.borrow_mut());
        for pointer in immortals.into_iter().rev() {
            // SAFETY: an immortal object was never freed; from here on it has one
            // reference, which is dropped. Other objects that still refer to it are
            // gone, or are in this list and hold references that were never counted.
            unsafe {
                pointer.as_ref().ob_refcnt.set(1);
                drop(Obj::from_owned(pointer));
            }
        }
    }

    fn end(&self) -> Leaks {
        self.heap.traces().stop();
        let floors = std::mem::take(&mut *self.teardown.borrow_mut());
        for floor in floors.into_iter().rev() {
            floor(self);
        }
        self.clear_raised();
        self.type_cache.clear();
        self.clear_rooms();
        self.free_immortals();
        self.free_lists.clear(self);
        self.heap.weigh_anchors();
        let objects = self.leaked_objects();
        self.free_types();
        Leaks {
            blocks: self.heap.live_blocks(),
            objects,
        }
    }

    /// Ends a runtime and says what it left behind, which should be nothing.
    ///
    /// ```
    /// let rt = pyobject::Runtime::new();
    /// let list = rt.list([rt.int(1), rt.int(2)]);
    /// drop(list);
    /// assert_eq!(pyobject::Runtime::finish(rt).blocks, 0);
    /// ```
    pub fn finish(runtime: Pin<Box<Runtime>>) -> Leaks {
        runtime.end()
    }

    /// The addresses of the blocks that the built-in types consist of.
    fn type_blocks(&self) -> BTreeSet<usize> {
        let mut blocks = BTreeSet::new();
        for ty in self.types.iter().filter_map(|ty| ty.get().get()) {
            // SAFETY: the types are not freed yet.
            unsafe { ty.as_ref() }.own_blocks(|address| {
                blocks.insert(address);
            });
        }
        blocks
    }

    /// The types of what is alive: blocks in which a word is where `ob_type` would be
    /// and points to a type.
    fn leaked_objects(&self) -> Vec<(String, usize)> {
        let expected = self.type_blocks();
        if self.heap.live_blocks() == expected.len() {
            return Vec::new();
        }
        let types = self.types.iter().filter_map(|ty| ty.get().get());
        let types: Vec<(usize, &str)> = types
            // SAFETY: the types are not freed yet.
            .map(|ty| (ty.addr().get(), unsafe { ty.as_ref() }.short_name()))
            .collect();
        let mut found = BTreeMap::<String, usize>::new();
        self.heap.each_live_block(|block| {
            let word = |offset| {
                let at = block.start + HEAD_EXTRA + offset;
                let bytes = self.heap.read(at, 8)?;
                Some(u64::from_le_bytes(bytes.try_into().ok()?) as usize)
            };
            let name = [8, 24, 40].into_iter().find_map(|offset| {
                let word = word(offset)?;
                types.iter().find(|(address, _)| *address == word)
            });
            if !expected.contains(&block.start) {
                let name = name.map_or("memory of an object", |(_, name)| name);
                *found.entry(name.to_owned()).or_default() += 1;
            }
        });
        found.into_iter().collect()
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // Ended already by `finish`, or never furnished: nothing happens twice.
        self.end();
    }
}
