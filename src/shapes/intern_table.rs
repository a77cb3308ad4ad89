//! A table of objects that it does not keep alive: interned strings.

use super::Field;
use super::text::PyUnicodeObject;
use crate::refcount::{Borrowed, Obj};
use crate::runtime::PyResult;
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

/// How many names are at hand.
const ASKED: usize = 256;

/// Names that Rust code asks for again and again, such as `__add__`: the immortal ones,
/// each in the place that the address of its text leads to.
pub(crate) struct Asked([Field; ASKED]);

impl Default for Asked {
    fn default() -> Asked {
        Asked([const { Field::empty() }; ASKED])
    }
}

impl Asked {
    /// The name with this text, a str: the one at hand, or a new one.
    pub(crate) fn get_or(
        &self,
        text: &str,
        make: impl FnOnce() -> PyResult,
    ) -> PyResult {
        let address = text.as_ptr().addr();
        let place = &self.0[(address ^ address >> 8) % ASKED];
        let same = |known: &Obj| {
            let known = known.cast::<PyUnicodeObject>();
            known.is_some_and(|known| {
                known.is_ascii() && known.data() == text.as_bytes()
            })
        };
        if let Some(known) = place.get().filter(same) {
            return Ok(known);
        }
        let name = make()?;
        if name.object().is_immortal() {
            place.set(Some(name.clone()));
        }
        Ok(name)
    }
}
