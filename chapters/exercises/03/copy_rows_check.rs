use super::copy_rows::copy_rows;
use pyobject::alias::is;
use pyobject::{PyRef, Runtime};

fn at<'rt>(rt: &'rt Runtime, list: &PyRef<'rt>, index: usize) -> PyRef<'rt> {
    let items = (0..).map_while(|index| rt.list_get(list, index));
    let mut items = items.skip(index);
    items.next().expect("a list that has so many items")
}

#[test]
fn the_board_and_its_rows_are_new() {
    let rt = Runtime::new();
    let board = rt.list([rt.list([rt.int(1)]), rt.list([])]);
    let copy = copy_rows(&rt, &board);
    assert!(!is(&copy, &board), "the copy of a board is another list");
    for row in 0..2 {
        assert!(
            !is(&at(&rt, &copy, row), &at(&rt, &board, row)),
            "row {row} of the copy is the old row: a shallow copy has one floor"
        );
    }
    assert!(rt.list_get(&copy, 2).is_none(), "the copy has more rows");
}

#[test]
fn what_is_below_the_rows_is_not_copied() {
    let rt = Runtime::new();
    let item = rt.list([]);
    let board = rt.list([rt.list([item.clone()])]);
    let copy = copy_rows(&rt, &board);
    assert!(
        is(&at(&rt, &at(&rt, &copy, 0), 0), &item),
        "the item was copied too, and only two floors were asked for"
    );
}

#[test]
fn the_copy_has_the_same_shape() {
    let rt = Runtime::new();
    let row = rt.list([]);
    let board = rt.list([row.clone(), rt.list([]), row]);
    let copy = copy_rows(&rt, &board);
    assert!(
        is(&at(&rt, &copy, 0), &at(&rt, &copy, 2)),
        "one row stood in the board twice, and in the copy it is two lists"
    );
    assert!(
        !is(&at(&rt, &copy, 0), &at(&rt, &copy, 1)),
        "two rows of the board have become one"
    );
}
