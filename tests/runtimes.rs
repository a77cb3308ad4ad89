//! A runtime is a value: many live side by side, and each leaves nothing behind.

use pyobject::Runtime;

#[test]
fn two_runtimes_in_one_process_share_nothing() {
    let (one, other) = (Runtime::new(), Runtime::new());
    let (here, there) = (one.int(56), other.int(56));
    assert!(here.is(&one.int(56)) && there.is(&other.int(56)));
    assert!(!here.is(&there));
    drop((here, there));
    assert_eq!(Runtime::finish(one), Default::default());
    let still = other.list([other.int(1), other.int(1_000_000)]);
    assert_eq!(still.refcnt(), 1);
    drop(still);
    assert_eq!(Runtime::finish(other), Default::default());
}

#[test]
fn runtimes_on_threads_do_not_meet() {
    let threads: Vec<_> = (0..4)
        .map(|n| {
            std::thread::spawn(move || {
                let rt = Runtime::new();
                let items = rt.list((0..1000).map(|at| rt.int(n * 1_000_000 + at)));
                let also = items.clone();
                assert_eq!(items.refcnt(), 2);
                drop((items, also));
                Runtime::finish(rt)
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), Default::default());
    }
}

#[test]
fn a_million_nested_lists_are_freed_without_recursion() {
    let small_stack = std::thread::Builder::new().stack_size(256 << 10);
    let thread = small_stack.spawn(|| {
        let rt = Runtime::new();
        let mut nested = rt.list([]);
        for _ in 0..1_000_000 {
            nested = rt.list([nested]);
        }
        drop(nested);
        Runtime::finish(rt)
    });
    let leaks = thread.expect("a thread").join().expect("no overflow");
    assert_eq!(leaks, Default::default());
}

#[test]
fn one_forgotten_reference_is_named_by_its_type() {
    let rt = Runtime::new();
    let kept = rt.tuple([rt.int(1_000_000), rt.str("kept")]);
    std::mem::forget(kept);
    let leaks = Runtime::finish(rt);
    let tuples = leaks.objects.iter().find(|(name, _)| name == "tuple");
    assert_eq!(tuples.map(|(_, count)| *count), Some(1), "{leaks:?}");
}
