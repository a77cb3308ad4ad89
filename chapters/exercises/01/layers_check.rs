use super::layers::Layers;
use pyobject::Runtime;

#[test]
fn a_block_hides_a_name_until_it_ends() {
    let rt = Runtime::new();
    let mut names = Layers::new(&rt);
    let (outer, inner) = (rt.list([]), rt.list([]));
    names.bind("x", outer.clone());
    names.enter();
    names.bind("x", inner.clone());
    let found = names.lookup("x").expect("x is bound in here");
    assert!(found.is(&inner), "in the block, x is the block's own");
    names.leave();
    let found = names.lookup("x");
    let found = found.expect("x was bound outside, and the block has ended");
    assert!(
        found.is(&outer),
        "the block has ended, and x still leads to what it had inside"
    );
}

#[test]
fn a_block_sees_the_names_outside() {
    let rt = Runtime::new();
    let mut names = Layers::new(&rt);
    let list = rt.list([]);
    names.bind("x", list.clone());
    names.enter();
    names.enter();
    let found = names.lookup("x").is_some_and(|found| found.is(&list));
    assert!(found, "x was bound two blocks further out, and is not found");
    assert!(names.lookup("y").is_none(), "nobody has bound y");
}

#[test]
fn what_is_unbound_gives_way_to_what_it_hid() {
    let rt = Runtime::new();
    let mut names = Layers::new(&rt);
    let outer = rt.list([]);
    names.bind("x", outer.clone());
    names.enter();
    names.bind("x", rt.list([]));
    assert!(names.unbind("x"), "the block has a name x");
    let found = names.lookup("x").is_some_and(|found| found.is(&outer));
    assert!(found, "what the block's x hid must come to light again");
    assert!(!names.unbind("x"), "the block has no name x any more");
}

#[test]
fn what_is_outside_all_blocks_never_ends() {
    let rt = Runtime::new();
    let mut names = Layers::new(&rt);
    names.bind("x", rt.list([]));
    names.leave();
    assert!(names.lookup("x").is_some(), "no block had begun, and x is lost");
}
