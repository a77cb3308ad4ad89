//! A shelf of ready-made ints.

use pyobject::{PyRef, Runtime};

/// The ints of a range, one object each.
pub struct Shelf<'rt> {
    rt: &'rt Runtime,
    /// The smallest value on it.
    first: i64,
    /// The objects, in order of value.
    table: Vec<PyRef<'rt>>,
}

impl<'rt> Shelf<'rt> {
    /// A shelf for the values from `first` to `last`, both included.
    pub fn new(rt: &'rt Runtime, first: i64, last: i64) -> Shelf<'rt> {
        let _ = last;
        let table = Vec::new();
        Shelf { rt, first, table }
    }

    /// An int: the one on the shelf, if it is there, or else a new one.
    pub fn int(&self, value: i64) -> PyRef<'rt> {
        self.rt.int(value)
    }
}
