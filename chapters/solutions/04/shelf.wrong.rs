// rejected: 2000 is the last number of the range
//! `first..last` ends before its last number.

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
        let table = (first..last).map(|value| rt.int(value)).collect();
        Shelf { rt, first, table }
    }

    /// An int: the one on the shelf, if it is there, or else a new one.
    pub fn int(&self, value: i64) -> PyRef<'rt> {
        let index = value.wrapping_sub(self.first) as u64;
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let shared = self.table.get(index);
        shared.map_or_else(|| self.rt.int(value), PyRef::clone)
    }
}
