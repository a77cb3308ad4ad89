//! What lists do, measured on CPython 3.13.0.

use super::list::{self, PyListObject};
use super::{int, list_iter, list_methods, list_slices, list_sort, str::Text};
use crate::refcount::Obj;
use crate::runtime::{Payload, Pending, Runtime};

fn ints(rt: &Runtime, values: impl IntoIterator<Item = i64>) -> Obj {
    let list = rt.new_list(Vec::new()).expect("a list");
    for value in values {
        list::append(rt, &list, rt.new_int(value).expect("an int")).expect("room");
    }
    list
}

fn exact(rt: &Runtime, len: usize) -> Obj {
    let items = (0..len).map(|n| rt.new_int(n as i64).expect("an int"));
    rt.new_list(items.collect()).expect("a list")
}

fn values(list: &Obj) -> Vec<i64> {
    let items = list.expect::<PyListObject>().items.to_vec();
    items.iter().filter_map(int::to_i64).collect()
}

fn room(list: &Obj) -> usize {
    list.expect::<PyListObject>().items.allocated()
}

fn show(rt: &Runtime, object: &Obj) -> String {
    let repr = rt.repr(object).expect("a repr");
    Text::of(&repr).expect("a str").to_rust()
}

fn slice(rt: &Runtime, parts: [Option<i64>; 3]) -> Obj {
    let part = |part: Option<i64>| match part {
        Some(value) => rt.new_int(value).expect("an int"),
        None => rt.none().clone(),
    };
    let [start, stop, step] = parts.map(part);
    rt.new_slice(start, stop, step).expect("a slice")
}

fn message(rt: &Runtime) -> String {
    match rt.take_pending() {
        Some(Pending::Lazy(_, Payload::Text(text))) => text,
        Some(Pending::Lazy(_, Payload::Value(text))) => {
            Text::of(&text).expect("a str").to_rust()
        }
        _ => String::new(),
    }
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_list_grows_and_shrinks_in_the_steps_of_3_13() {
    let rt = Runtime::new();
    let list = ints(&rt, []);
    let mut steps = vec![0];
    for n in 0..130 {
        list::append(&rt, &list, rt.new_int(n).expect("an int")).expect("room");
        if steps.last() != Some(&room(&list)) {
            steps.push(room(&list));
        }
    }
    assert_eq!(
        steps,
        [0, 4, 8, 16, 24, 32, 40, 52, 64, 76, 92, 108, 128, 148]
    );
    drop(list);
    let list = exact(&rt, 64);
    let items = &list.expect::<PyListObject>().get().items;
    let mut steps = vec![64];
    while !items.is_empty() {
        items.pop(&rt, items.len() - 1);
        if steps.last() != Some(&room(&list)) {
            steps.push(room(&list));
        }
    }
    assert_eq!(steps, [64, 40, 24, 16, 12, 8, 4, 0]);
    drop(list);
    drop(ints(&rt, 0..3));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn sizes_after_each_operation_are_those_of_3_13() {
    let rt = Runtime::new();
    let extended = |from: usize, by: usize| {
        let list = exact(&rt, from);
        let tuple = rt.new_tuple(vec![rt.none().clone(); by]).expect("a tuple");
        list_methods::extend(&rt, &list, &tuple).expect("room");
        room(&list)
    };
    let from_0: Vec<usize> = (0..8).map(|by| extended(0, by)).collect();
    assert_eq!(from_0, [0, 2, 2, 4, 4, 6, 6, 8]);
    let from_3: Vec<usize> = (0..8).map(|by| extended(3, by)).collect();
    assert_eq!(from_3, [3, 8, 8, 12, 12, 8, 16, 12]);
    let copied = |len: usize| {
        let iterator = list_iter::iter(&rt, &exact(&rt, len)).expect("an iterator");
        room(&list_methods::from_iterable(&rt, &iterator).expect("a list"))
    };
    assert_eq!((0..6).map(copied).collect::<Vec<_>>(), [0, 2, 2, 4, 4, 6]);
    let doubled = |len: usize| {
        let list = exact(&rt, len);
        list_methods::extend(&rt, &list, &list).expect("room");
        room(&list)
    };
    let doubled: Vec<usize> = (0..8).map(doubled).collect();
    assert_eq!(doubled, [0, 8, 8, 12, 12, 16, 12, 16]);
    let cut = |count: i64| {
        let list = exact(&rt, 20);
        let key = slice(&rt, [None, Some(count), None]);
        list_slices::assign_subscript(&rt, &list, &key, None).expect("deleted");
        room(&list)
    };
    let cut: Vec<usize> = (9..21).map(cut).collect();
    assert_eq!(cut, [20, 20, 16, 12, 12, 12, 8, 8, 8, 8, 4, 0]);
    let list = exact(&rt, 3);
    assert_eq!(list_methods::sizeof(&list), 64);
    while list::len(&list) > 0 {
        list_slices::assign_item(&rt, &list, 0, None).expect("deleted");
    }
    assert_eq!(list_methods::sizeof(&list), 64);
    drop(list);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn slices_are_read_assigned_and_deleted() {
    let rt = Runtime::new();
    let read = |parts| {
        let result = list_slices::subscript(&rt, &ints(&rt, 0..10), &slice(&rt, parts));
        values(&result.expect("a list"))
    };
    assert_eq!(read([None, None, Some(-3)]), [9, 6, 3, 0]);
    assert_eq!(read([Some(-3), Some(100), None]), [7, 8, 9]);
    assert_eq!(read([Some(5), Some(2), None]), [0i64; 0]);
    let write = |parts, new: &[i64]| {
        let list = ints(&rt, 0..8);
        let new = ints(&rt, new.iter().copied());
        let key = slice(&rt, parts);
        match list_slices::assign_subscript(&rt, &list, &key, Some(&new)) {
            Ok(()) => Ok(values(&list)),
            Err(_) => Err(message(&rt)),
        }
    };
    assert_eq!(
        write([Some(5), Some(2), None], &[70, 71]),
        Ok(vec![0, 1, 2, 3, 4, 70, 71, 5, 6, 7])
    );
    assert_eq!(
        write([Some(1), Some(6), None], &[70]),
        Ok(vec![0, 70, 6, 7])
    );
    assert_eq!(
        write([None, None, Some(-3)], &[70, 71, 72]),
        Ok(vec![0, 72, 2, 3, 71, 5, 6, 70])
    );
    assert_eq!(
        write([None, None, Some(3)], &[1]),
        Err("attempt to assign sequence of size 1 to extended slice of size 3".into())
    );
    let delete = |parts| {
        let list = ints(&rt, 0..10);
        let key = slice(&rt, parts);
        list_slices::assign_subscript(&rt, &list, &key, None).expect("deleted");
        values(&list)
    };
    assert_eq!(delete([None, None, Some(3)]), [1, 2, 4, 5, 7, 8]);
    assert_eq!(
        delete([Some(8), Some(1), Some(-4)]),
        [0, 1, 2, 3, 5, 6, 7, 9]
    );
    assert_eq!(
        delete([Some(2), None, Some(i64::MAX)]),
        [0, 1, 3, 4, 5, 6, 7, 8, 9]
    );
    assert_eq!(delete([None, None, None]), [0i64; 0]);
    let list = ints(&rt, 0..4);
    let key = slice(&rt, [None, None, Some(-1)]);
    list_slices::assign_subscript(&rt, &list, &key, Some(&list)).expect("same");
    assert_eq!(values(&list), [3, 2, 1, 0]);
    drop((list, key));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

/// The sequences sorted below, as the script that measured them makes them.
fn lcg(len: usize, below: i64) -> Vec<i64> {
    let mut x = 12345i64;
    let next = |_| {
        x = (x * 1_103_515_245 + 12345) & 0x7fff_ffff;
        (x >> 8) % below
    };
    (0..len).map(next).collect()
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn sorting_compares_as_often_as_3_13() {
    let rt = Runtime::new();
    let saw = |len: i64, period: i64| {
        (0..len)
            .map(move |i| i % period * 3 + i / period)
            .collect::<Vec<i64>>()
    };
    let organ: Vec<i64> = (0..1000i64).map(|i| i.min(999 - i)).collect();
    let down: Vec<i64> = (0..300).map(|i| -(i / 3)).collect();
    let cases: [(Vec<i64>, u64, u64); 8] = [
        (lcg(10, 5), 23, 24),
        (lcg(100, 1000), 540, 536),
        (lcg(1000, 100), 8643, 8645),
        (lcg(5000, 1_000_000), 55069, 55091),
        (saw(1000, 100), 4400, 4401),
        (saw(3000, 700), 9426, 9404),
        (down, 498, 299),
        (organ, 1999, 1999),
    ];
    for (numbers, up, reversed) in cases {
        for (reverse, expected) in [(false, up), (true, reversed)] {
            let list = ints(&rt, numbers.iter().copied());
            let before = rt.fuel();
            list_sort::sort(&rt, &list, None, reverse).expect("sorted");
            let spent = before - rt.fuel() - numbers.len() as u64;
            let mut sorted = numbers.clone();
            sorted.sort_by(|a, b| if reverse { b.cmp(a) } else { a.cmp(b) });
            assert_eq!(values(&list), sorted);
            assert_eq!(spent, expected, "comparisons of {} items", numbers.len());
        }
    }
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn sorting_is_stable_and_survives_errors() {
    let rt = Runtime::new();
    let pairs = lcg(500, 7).into_iter().enumerate().map(|(n, key)| {
        let items = [rt.new_int(key), rt.new_int(n as i64)];
        rt.new_tuple(items.map(|item| item.expect("an int")).to_vec())
            .expect("a tuple")
    });
    let list = rt.new_list(pairs.collect()).expect("a list");
    list_sort::sort(&rt, &list, None, false).expect("sorted");
    let items = list.expect::<PyListObject>().items.to_vec();
    let rows: Vec<Vec<i64>> = items
        .iter()
        .map(|pair| {
            super::tuple::items(pair)
                .iter()
                .filter_map(int::to_i64)
                .collect()
        })
        .collect();
    assert!(rows.is_sorted());
    let mixed = ints(&rt, (0..100).rev());
    list::append(&rt, &mixed, rt.new_str("spam").expect("a str")).expect("room");
    assert!(list_sort::sort(&rt, &mixed, None, true).is_err());
    let expected = "'<' not supported between instances of 'str' and 'int'";
    let swapped = "'<' not supported between instances of 'int' and 'str'";
    let said = message(&rt);
    assert!(said == expected || said == swapped);
    let mut left = values(&mixed);
    left.sort();
    assert_eq!(left, (0..100).collect::<Vec<i64>>());
    drop((list, items, mixed));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn lists_print_and_compare() {
    let rt = Runtime::new();
    let list = ints(&rt, 1..4);
    assert_eq!(show(&rt, &list), "[1, 2, 3]");
    list::append(&rt, &list, list.clone()).expect("room");
    assert_eq!(show(&rt, &list), "[1, 2, 3, [...]]");
    list::set_item(&rt, &list, 3, rt.none().clone()).expect("an item");
    assert_eq!(show(&rt, &list), "[1, 2, 3, None]");
    let (a, b) = (ints(&rt, [1, 2, 3]), ints(&rt, [1, 2, 4]));
    use crate::typeobject::slots::CompareOp::*;
    assert!(rt.compare(&a, &b, Lt).expect("a bool"));
    assert!(!rt.compare(&a, &b, Eq).expect("a bool"));
    assert!(rt.compare(&a, &ints(&rt, [1, 2]), Gt).expect("a bool"));
    let nine = rt.new_int(9).expect("an int");
    assert!(list_methods::index(&rt, &a, &[nine]).is_err());
    assert_eq!(message(&rt), "9 is not in list");
    drop((list, a, b));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_huge_repetition_is_a_memory_error() {
    let options = crate::Options {
        memory: Some(1 << 24),
        ..Default::default()
    };
    let rt = Runtime::with(options);
    let list = ints(&rt, [0]);
    assert!(list_methods::repeat(&rt, &list, 1_000_000_000).is_err());
    rt.clear_raised();
    drop(list);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
