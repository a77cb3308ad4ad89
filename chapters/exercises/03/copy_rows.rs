//! A copy of two floors.

use pyobject::{PyRef, Runtime};

/// A new board with a copy of each row of this one, in which are the same items. A row
/// that stands in it twice is copied once.
pub fn copy_rows<'rt>(rt: &'rt Runtime, board: &PyRef<'rt>) -> PyRef<'rt> {
    rt.copy(board).expect("memory for a copy")
}
