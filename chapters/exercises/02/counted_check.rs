use super::counted::Heap;

#[test]
fn a_clone_counts_up_and_a_drop_counts_down() {
    let heap = Heap::default();
    let first = heap.make("spam");
    assert_eq!(first.count(), 1, "the thing was just made");
    let second = first.clone();
    assert_eq!(first.count(), 2, "two handles lead there: clone has to count");
    drop(second);
    assert_eq!(first.count(), 1, "one handle was dropped: drop has to count");
    assert!(heap.gone().is_empty(), "spam still has a handle, and is gone");
}

#[test]
fn at_zero_a_thing_is_gone_at_once() {
    let heap = Heap::default();
    let (spam, eggs) = (heap.make("spam"), heap.make("eggs"));
    let more = spam.clone();
    drop(eggs);
    assert_eq!(heap.gone(), ["eggs"], "its last handle was dropped just now");
    drop(spam);
    assert_eq!(heap.gone(), ["eggs"], "spam has one more handle");
    drop(more);
    assert_eq!(heap.gone(), ["eggs", "spam"], "its last handle was dropped just now");
}
