use super::road::road;
use pyobject::Runtime;

#[test]
fn the_road_ends_where_it_goes_in_a_circle() {
    let rt = Runtime::new();
    let int = road(&rt.int(56));
    assert_eq!(int, ["int", "type"], "from 56 to its type, and on to that one's type");
    assert_eq!(road(&rt.list([])), ["list", "type"], "from a list");
    let type_int = rt.int(56).ob_type();
    assert_eq!(road(&type_int), ["type"], "from int, which is an object too");
    let type_type = type_int.ob_type();
    assert_eq!(
        road(&type_type),
        ["type"],
        "from `type` itself, there is one step on the road, and it leads back"
    );
}
