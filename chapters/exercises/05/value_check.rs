use super::value::float_value;
use pyobject::{Options, Runtime};

#[test]
fn the_number_of_a_float_is_read() {
    let rt = Runtime::with(Options::default());
    for value in [1.5, -0.25, 1e300] {
        let read = float_value(&rt, &rt.float(value));
        assert_eq!(read, Some(value), "{value} is a float");
    }
}

#[test]
fn nothing_else_has_one() {
    let rt = Runtime::with(Options::default());
    let int = float_value(&rt, &rt.int(56));
    assert_eq!(int, None, "an int keeps its number of digits at offset 16");
    let list = float_value(&rt, &rt.list([rt.int(56)]));
    assert_eq!(list, None, "a list keeps its number of items at offset 16");
    let tuple = float_value(&rt, &rt.tuple([]));
    assert_eq!(tuple, None, "a tuple keeps its number of items at offset 16");
    let text = float_value(&rt, &rt.str("spam"));
    assert_eq!(text, None, "a str keeps its length at offset 16");
}
