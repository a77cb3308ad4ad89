//! The memo is a row of pairs. It holds the old rows too, so none of them can die while its
//! copy is looked for.

use pyobject::alias::is;
use pyobject::{PyRef, Runtime};

/// A new board with a copy of each row of this one, in which are the same items. A row
/// that stands in it twice is copied once.
pub fn copy_rows<'rt>(rt: &'rt Runtime, board: &PyRef<'rt>) -> PyRef<'rt> {
    let mut memo: Vec<(PyRef<'rt>, PyRef<'rt>)> = Vec::new();
    let mut rows = Vec::new();
    for row in (0..).map_while(|index| rt.list_get(board, index)) {
        let known = memo.iter().find(|(old, _)| is(old, &row));
        let copy = match known {
            Some((_, copy)) => copy.clone(),
            None => {
                let copy = rt.copy(&row).expect("memory for a copy");
                memo.push((row, copy.clone()));
                copy
            }
        };
        rows.push(copy);
    }
    rt.list(rows)
}
