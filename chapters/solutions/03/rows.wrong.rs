// rejected: no copy of the board makes two lists of it
//! A deep copy keeps the shape: one row that stood three times stands three times again.

use pyobject::{PyRef, Runtime};

/// A list of so many lists, all empty.
pub fn board(rt: &Runtime, count: usize) -> PyRef<'_> {
    let rows = rt.list(vec![rt.list([]); count]);
    rt.deepcopy(&rows).expect("memory for a copy")
}
