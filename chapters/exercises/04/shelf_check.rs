use super::shelf::Shelf;
use pyobject::Runtime;

#[test]
fn the_ints_of_the_range_are_shared() {
    let rt = Runtime::new();
    let shelf = Shelf::new(&rt, 1000, 2000);
    let is_shared = |value| shelf.int(value).is(&shelf.int(value));
    assert!(is_shared(1500), "1500 is in the range, and was made twice");
    assert!(is_shared(1000), "1000 is the first number of the range, and was made twice");
    assert!(is_shared(2000), "2000 is the last number of the range, and was made twice");
    assert!(!shelf.int(1000).is(&shelf.int(1001)), "1000 and 1001 are one object");
}

#[test]
fn all_others_are_made_anew() {
    let rt = Runtime::new();
    let shelf = Shelf::new(&rt, 1000, 2000);
    for value in [999, 2001, -1000, i64::MIN, i64::MAX] {
        assert!(
            !shelf.int(value).is(&shelf.int(value)),
            "{value} is not in the range, and is shared"
        );
    }
}
