//! A plain field does all of it. The assignment in `replace` drops the old reference, and
//! when a slot goes, Rust drops its fields. Nothing is ever dropped twice, because what was
//! moved away is no longer there to be dropped.

use pyobject::PyRef;

/// A place that holds a reference, and another one later.
pub struct Slot<'rt> {
    item: PyRef<'rt>,
}

impl<'rt> Slot<'rt> {
    /// A place that holds this reference.
    pub fn new(item: PyRef<'rt>) -> Slot<'rt> {
        Slot { item }
    }

    /// One more reference to the object in it.
    pub fn get(&self) -> PyRef<'rt> {
        self.item.clone()
    }

    /// Puts another reference in, and gives up the old one.
    pub fn replace(&mut self, item: PyRef<'rt>) {
        self.item = item;
    }
}
