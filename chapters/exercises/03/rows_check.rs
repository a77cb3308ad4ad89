use super::rows::board;
use pyobject::Runtime;

#[test]
fn each_row_is_a_list_of_its_own() {
    let rt = Runtime::new();
    let board = board(&rt, 3);
    let row = |at| rt.list_get(&board, at).expect("a board of three rows");
    assert!(rt.list_get(&board, 3).is_none(), "a board of three rows has more");
    rt.list_append(&row(0), rt.int(1)).expect("memory for an item");
    assert!(rt.list_get(&row(0), 0).is_some(), "row 0 was given an item");
    for at in 1..3 {
        assert!(
            rt.list_get(&row(at), 0).is_none(),
            "what was put into row 0 is in row {at} too: a clone of a reference is one \
             more arrow to the same list, and no copy of the board makes two lists of it"
        );
    }
}
