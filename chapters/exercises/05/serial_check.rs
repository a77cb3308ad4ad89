use super::serial::{SERIALS, SerialFloat, SerialPair, TYPES};

#[test]
fn code_that_knows_the_short_header_finds_the_type() {
    assert_eq!(
        TYPES,
        [8, 8],
        "the type of every object is eight bytes behind its address, and code that \
         knows only the short header reads it there"
    );
}

#[test]
fn the_serial_is_found_in_any_object() {
    assert_eq!(
        SERIALS[0], SERIALS[1],
        "a float and a pair have their serials at different places: whoever looks for \
         one must not need to know the kind of object"
    );
    let sizes = [size_of::<SerialFloat>(), size_of::<SerialPair>()];
    assert_eq!(sizes, [32, 40], "a serial takes eight bytes, and all else stays");
}
