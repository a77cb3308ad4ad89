//! A place for one reference.

use pyobject::PyRef;
use std::mem::ManuallyDrop;

/// A place that holds a reference, and another one later.
pub struct Slot<'rt> {
    // Not to be dropped twice.
    item: ManuallyDrop<PyRef<'rt>>,
}

impl<'rt> Slot<'rt> {
    /// A place that holds this reference.
    pub fn new(item: PyRef<'rt>) -> Slot<'rt> {
        let item = ManuallyDrop::new(item);
        Slot { item }
    }

    /// One more reference to the object in it.
    pub fn get(&self) -> PyRef<'rt> {
        PyRef::clone(&self.item)
    }

    /// Puts another reference in, and gives up the old one.
    pub fn replace(&mut self, item: PyRef<'rt>) {
        self.item = ManuallyDrop::new(item);
    }
}
