//! A board of rows.

use pyobject::{PyRef, Runtime};

/// A list of so many lists, all empty.
pub fn board(rt: &Runtime, count: usize) -> PyRef<'_> {
    rt.list(vec![rt.list([]); count])
}
