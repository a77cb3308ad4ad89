//! A table of objects that it does not keep alive: interned strings.

use crate::refcount::{Borrowed, Obj};
use hashbrown::HashTable;
use std::cell::RefCell;
use std::ptr::NonNull;

/// Uncounted references, found by hash. Whoever puts an object in sees to it that it
/// is taken out before its memory is given back.
#[derive(Default)]
pub struct InternTable {
    table: RefCell<HashTable<(u64, NonNull<crate::object::PyObject>)>>,
}

impl InternTable {
    /// A new reference to the object with this hash that `same` accepts.
    ///
    /// `same` only compares bytes.
    pub(crate) fn find(&self, hash: u64, same: impl Fn(&Obj) -> bool) -> Option<Obj> {
        let table = self.table.borrow();
        let same = |entry: &(u64, NonNull<_>)| {
            // SAFETY: objects in the table are alive: they are taken out as they die.
            let object = unsafe { Borrowed::new(entry.1) };
            entry.0 == hash && same(&object)
        };
        let (_, pointer) = table.find(hash, same)?;
        // SAFETY: as above.
        Some(unsafe { Obj::from_borrowed(*pointer) })
    }

    /// Puts an object in, which must not be there yet.
    pub(crate) fn insert(&self, hash: u64, object: &Obj) {
        let entry = (hash, object.pointer());
        self.table
            .borrow_mut()
            .insert_unique(hash, entry, |entry| entry.0);
    }

    /// Takes an object out.
    pub(crate) fn remove(&self, hash: u64, object: &Obj) {
        let mut table = self.table.borrow_mut();
        if let Ok(entry) = table.find_entry(hash, |entry| entry.1 == object.pointer()) {
            entry.remove();
        }
    }

    /// How many objects are in the table.
    pub fn len(&self) -> usize {
        self.table.borrow().len()
    }

    /// Whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
