//! The collector at work, with what CPython 3.13.0 answers to the same.

use super::*;
use crate::objects::list::PyListObject;

fn push(rt: &Runtime, list: &Obj, item: &Obj) {
    let items = &list.expect::<PyListObject>().items;
    items.push(rt, item.clone()).expect("memory");
}

fn list(rt: &Runtime) -> Obj {
    rt.new_list(Vec::new()).expect("memory")
}

#[test]
fn a_list_that_holds_itself_counts_as_one() {
    let rt = Runtime::bare();
    let spiral = list(&rt);
    push(&rt, &spiral, &spiral);
    assert_eq!(collect(&rt, OLDEST), 0);
    drop(spiral);
    assert_eq!(collect(&rt, OLDEST), 1);
    assert_eq!(collect(&rt, OLDEST), 0);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn a_cycle_of_two_lists_counts_as_two_and_frees_what_hangs_on_it() {
    let rt = Runtime::bare();
    let (a, b) = (list(&rt), list(&rt));
    push(&rt, &a, &b);
    push(&rt, &b, &a);
    let hanging = list(&rt);
    push(&rt, &b, &hanging);
    assert_eq!(hanging.refcnt(), 2);
    drop((a, b));
    assert_eq!(collect(&rt, 0), 2);
    assert_eq!(hanging.refcnt(), 1);
    drop(hanging);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn what_is_reachable_from_outside_stays() {
    let rt = Runtime::bare();
    let (a, b) = (list(&rt), list(&rt));
    push(&rt, &a, &b);
    push(&rt, &b, &a);
    drop(a);
    for generation in 0..=OLDEST {
        assert_eq!(collect(&rt, generation), 0);
    }
    assert!(
        objects(&rt, Some(OLDEST))
            .iter()
            .any(|object| object.is(&b))
    );
    drop(b);
    assert_eq!(collect(&rt, 1), 0, "it is in the oldest generation by now");
    assert_eq!(collect(&rt, OLDEST), 2);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "many thousand objects")]
fn a_million_lists_in_a_chain_or_a_circle_need_no_stack() {
    let rt = Runtime::bare();
    let count = if cfg!(miri) { 300 } else { 1_000_000 };
    let first = list(&rt);
    let mut last = first.clone();
    for _ in 1..count {
        let next = list(&rt);
        push(&rt, &last, &next);
        last = next;
    }
    assert_eq!(collect(&rt, OLDEST), 0);
    push(&rt, &last, &first);
    drop((first, last));
    assert_eq!(collect(&rt, OLDEST), count);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn tuples_of_harmless_things_are_watched_no_longer() {
    let rt = Runtime::bare();
    let tuple = |item: Obj| rt.new_tuple(vec![item]).expect("memory");
    let harmless = tuple(rt.new_int(1_000_000).expect("memory"));
    let nested = tuple(tuple(rt.none().clone()));
    let with_list = tuple(list(&rt));
    assert!(is_tracked(&harmless) && is_tracked(&nested));
    collect(&rt, OLDEST);
    assert!(!is_tracked(&harmless) && is_tracked(&with_list));
    // The inner tuple was examined last; the outer one follows next time.
    assert!(is_tracked(&nested));
    collect(&rt, OLDEST);
    assert!(!is_tracked(&nested));
    drop((harmless, nested, with_list));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "many thousand objects")]
fn the_loop_is_asked_to_collect_after_2000_containers_more() {
    let rt = Runtime::bare();
    collect(&rt, OLDEST);
    rt.breaker.set(false);
    let mut kept = Vec::new();
    while !rt.breaker.get() {
        kept.push(list(&rt));
    }
    assert_eq!((kept.len(), get_count(&rt)), (2001, [2001, 0, 0]));
    collect_if_due(&rt).expect("no error");
    assert_eq!(get_count(&rt), [0, 1, 0]);
    assert_eq!(stats(&rt)[0].collections, 1);
    drop(kept);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "many thousand objects")]
fn full_collections_wait_for_a_quarter() {
    let rt = Runtime::bare();
    let mut kept: Vec<Obj> = (0..4000).map(|_| list(&rt)).collect();
    collect(&rt, OLDEST);
    set_threshold(&rt, [10, 3, 2]);
    let before = stats(&rt);
    for _ in 0..400 {
        kept.push(list(&rt));
        collect_if_due(&rt).expect("no error");
    }
    let after = stats(&rt);
    let collections = |i: usize| after[i].collections - before[i].collections;
    // Every fifth is of the middle generation, as in CPython 3.13.0.
    assert_eq!([0, 1, 2].map(collections), [29, 7, 0]);
    drop(kept);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn frozen_containers_are_left_alone() {
    let rt = Runtime::bare();
    let spiral = list(&rt);
    push(&rt, &spiral, &spiral);
    drop(spiral);
    freeze(&rt);
    assert!(freeze_count(&rt) > 0);
    assert_eq!(collect(&rt, OLDEST), 0);
    unfreeze(&rt);
    assert_eq!(collect(&rt, OLDEST), 1);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn referrers_and_referents_are_found() {
    let rt = Runtime::bare();
    let (inner, outer) = (list(&rt), list(&rt));
    push(&rt, &outer, &inner);
    let found = referrers(&rt, std::slice::from_ref(&inner));
    assert!(found.len() == 1 && found[0].is(&outer));
    drop(found);
    let found = referents(&outer);
    assert!(found.len() == 1 && found[0].is(&inner));
    drop((inner, outer, found));
    drop(referrers(&rt, &[]));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "many thousand objects")]
fn deep_nesting_waits_in_the_trashcan() {
    let rt = Runtime::bare();
    let mut nested = list(&rt);
    for _ in 0..200 {
        nested = rt.new_list(vec![nested]).expect("memory");
    }
    drop(nested);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
