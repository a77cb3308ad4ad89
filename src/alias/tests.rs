//! What is copied, what is shared, and what one reference shows of another's change.

use super::{id, is};
use crate::objects::{dict, tuple};
use crate::runtime::Runtime;

#[test]
fn a_deep_copy_of_a_list_in_itself_is_in_itself() {
    let rt = Runtime::new();
    let ring = rt.list([]);
    rt.list_append(&ring, ring.clone()).expect("room");
    let copy = rt.deepcopy(&ring).expect("a copy");
    assert!(!copy.is(&ring));
    assert!(rt.list_get(&copy, 0).is_some_and(|item| item.is(&copy)));
    for list in [&ring, &copy] {
        rt.list_set(list, 0, rt.int(0)).expect("an item");
    }
    drop((ring, copy));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn a_deep_copy_of_a_tuple_in_its_own_list_is_in_its_own_list() {
    let rt = Runtime::new();
    let list = rt.list([]);
    let ring = rt.tuple([list.clone()]);
    rt.list_append(&list, ring.clone()).expect("room");
    let copy = rt.adopt(rt.deepcopy(&ring).expect("a copy"));
    let inner = tuple::items(&copy)[0].clone();
    assert!(!copy.is(&ring) && !inner.is(&list));
    assert!(rt.list_get(&inner, 0).is_some_and(|item| item.is(&copy)));
    for list in [&list, &inner] {
        rt.list_set(list, 0, rt.int(0)).expect("an item");
    }
    drop((list, ring, copy, inner));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn sets_and_dicts_are_copied() {
    let rt = Runtime::new();
    let one = rt.new_int(1).expect("an int");
    let row = rt.new_tuple(vec![one.clone()]).expect("a tuple");
    let set = rt.new_set_from(std::slice::from_ref(&row)).expect("a set");
    let copy = rt.adopt(rt.deepcopy(&set).expect("a copy"));
    assert!(!copy.is(&set) && rt.equal(&copy, &set).expect("a bool"));
    let dict = rt.new_dict_from(&[(&one, &set)]).expect("a dict");
    let deep = rt.adopt(rt.deepcopy(&dict).expect("a copy"));
    assert!(rt.equal(&deep, &dict).expect("a bool"));
    let (inner, _) = dict::items(&deep).remove(0);
    assert!(inner.is(&one) && !dict::values(&deep)[0].is(&set));
    let shallow = rt.adopt(rt.copy(&dict).expect("a copy"));
    assert!(dict::values(&shallow)[0].is(&set));
    drop((one, row, set, copy, dict, deep, inner, shallow));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn what_one_reference_stores_all_others_see() {
    let rt = Runtime::new();
    let a = rt.list([rt.int(1), rt.int(2), rt.int(3)]);
    let b = a.clone();
    let before = id(&a);
    rt.list_set(&a, 1, rt.int(5)).expect("an item");
    assert!(is(&rt.list_get(&b, 1).expect("an item"), &rt.int(5)));
    for n in 0..1000 {
        rt.list_append(&b, rt.int(n)).expect("room");
    }
    assert_eq!(id(&a), before);
    assert!(rt.list_get(&a, 1002).is_some() && rt.list_get(&a, 1003).is_none());
    assert!(rt.list_set(&rt.tuple([]), 0, rt.int(5)).is_err());
    assert!(rt.list_set(&a, 1003, rt.int(5)).is_err());
    drop((a, b));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn the_next_list_moves_into_a_place_that_is_free() {
    let rt = Runtime::new();
    let first = id(&rt.list([]));
    assert_eq!(id(&rt.list([])), first);
    let (a, b) = (rt.list([]), rt.list([]));
    assert!(!is(&a, &b) && id(&a) != id(&b));
}

#[test]
fn a_deep_copy_has_the_shape_of_what_was_copied() {
    let rt = Runtime::new();
    let row = rt.list([rt.int(0), rt.int(0)]);
    let table = rt.list([row.clone(), row.clone()]);
    let deep = rt.deepcopy(&table).expect("a copy");
    rt.list_set(&row, 0, rt.int(7)).expect("an item");
    let item = |index| rt.list_get(&deep, index).expect("an item");
    assert!(is(&item(0), &item(1)) && !is(&item(0), &row));
    assert!(is(&rt.list_get(&item(0), 0).expect("an item"), &rt.int(0)));
}

#[test]
fn a_shallow_copy_has_the_same_items() {
    let rt = Runtime::new();
    let row = rt.list([rt.int(0)]);
    let table = rt.list([row.clone(), row.clone()]);
    let copy = rt.copy(&table).expect("a copy");
    assert!(!is(&copy, &table));
    for index in [0, 1] {
        assert!(is(&rt.list_get(&copy, index).expect("an item"), &row));
    }
    assert_eq!(row.refcnt(), 5);
    let fixed = rt.tuple([row.clone()]);
    assert!(is(&rt.copy(&fixed).expect("a copy"), &fixed));
    drop((row, table, copy, fixed));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn what_cannot_change_is_its_own_copy() {
    let rt = Runtime::new();
    let plain = rt.tuple([rt.int(1), rt.str("spam")]);
    assert!(rt.deepcopy(&plain).expect("a copy").is(&plain));
    let row = rt.tuple([rt.list([rt.int(1)])]);
    assert!(rt.copy(&row).expect("a copy").is(&row));
    assert!(!rt.deepcopy(&row).expect("a copy").is(&row));
    drop((plain, row));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
