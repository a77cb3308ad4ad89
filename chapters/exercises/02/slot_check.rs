use super::slot::Slot;
use pyobject::{Options, Runtime};

#[test]
fn what_is_replaced_is_given_up() {
    let rt = Runtime::with(Options::default());
    let (first, second) = (rt.list([]), rt.list([]));
    let mut slot = Slot::new(first.clone());
    assert!(slot.get().is(&first), "the slot holds another object");
    assert_eq!(first.refcnt(), 2, "one for the variable, one for the slot");
    slot.replace(second.clone());
    assert!(slot.get().is(&second), "the slot still holds the old object");
    assert_eq!(
        first.refcnt(),
        1,
        "the slot has another list now, and still owns the first: who drops it?"
    );
    drop(slot);
    assert_eq!(
        second.refcnt(),
        1,
        "the slot is gone, and its last list is still owned: who drops that one?"
    );
}

#[test]
fn nothing_is_left_when_the_runtime_ends() {
    let rt = Runtime::with(Options::default());
    let mut slot = Slot::new(rt.list([]));
    slot.replace(rt.list([]));
    drop(slot);
    let left = Runtime::finish(rt).objects;
    assert!(left.is_empty(), "the runtime ended, and these were left: {left:?}");
}
