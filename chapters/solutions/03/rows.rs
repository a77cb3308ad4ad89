//! `vec![x; n]` makes one x and clones it. `map` calls its function for each number, and each
//! call makes a list.

use pyobject::{PyRef, Runtime};

/// A list of so many lists, all empty.
pub fn board(rt: &Runtime, count: usize) -> PyRef<'_> {
    rt.list((0..count).map(|_| rt.list([])))
}
