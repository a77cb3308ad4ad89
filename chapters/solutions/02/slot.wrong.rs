// rejected: the slot is gone, and its last list is still owned
//! What is replaced is dropped here, but nobody drops what is in the slot at its end.

use pyobject::PyRef;
use std::mem::ManuallyDrop;

/// A place that holds a reference, and another one later.
pub struct Slot<'rt> {
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
        drop(std::mem::replace(&mut *self.item, item));
    }
}
