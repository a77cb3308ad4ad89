//! Counts go up and down by one for each owned reference, whoever owns it.

use super::IMMORTAL_REFCNT;
use crate::runtime::{Options, Profile, Runtime};

#[test]
fn each_owned_reference_is_counted_and_no_borrowed_one() {
    let rt = Runtime::bare();
    let x = rt.list([]);
    let looked = |object: &crate::PyRef<'_>| object.refcnt();
    assert_eq!(looked(&x), 1);
    let y = x.clone();
    assert_eq!(looked(&x), 2);
    let pair = rt.list([x.clone(), x.clone()]);
    assert_eq!(looked(&x), 4);
    drop(y);
    assert_eq!(looked(&x), 3);
    drop(pair);
    assert_eq!(looked(&x), 1);
    drop(x);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn a_reference_that_was_passed_on_is_not_counted_again() {
    let rt = Runtime::bare();
    let x = rt.list([]);
    let pointer = x.clone().into_pointer();
    assert_eq!(x.refcnt(), 2);
    // SAFETY: `into_pointer` gave up one counted reference, and `x` is alive.
    let (second, third) = unsafe {
        (
            super::Obj::from_owned(pointer),
            super::Obj::from_borrowed(pointer),
        )
    };
    assert_eq!(x.refcnt(), 3);
    drop((second, third));
    assert_eq!(x.refcnt(), 1);
    drop(x);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn nobody_counts_an_immortal_object() {
    let rt = Runtime::bare();
    let x = rt.int(7);
    assert!(x.object().is_immortal());
    drop(vec![x.clone(); 1000]);
    assert_eq!(x.refcnt(), IMMORTAL_REFCNT);
    assert!(!rt.int(1_000_000).object().is_immortal());
    drop(x);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn small_ints_were_counted_once() {
    let profile = Profile::Classic;
    let rt = Runtime::with(Options {
        profile,
        ..Options::default()
    });
    let x = rt.int(56);
    let before = x.refcnt();
    let row = vec![x.clone(); 1000];
    assert_eq!(x.refcnt(), before + 1000);
    drop((x, row));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
