//! What tuples, ranges and iterators do, measured on CPython 3.13.0.

use super::str::Text;
use super::{int, list_methods, slice, tuple, tuple_methods};
use crate::refcount::Obj;
use crate::runtime::{Payload, Pending, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, CompareOp};

fn int(rt: &Runtime, value: i64) -> Obj {
    rt.new_int(value).expect("an int")
}

fn ints(rt: &Runtime, values: &[i64]) -> Obj {
    let items = values.iter().map(|&value| int(rt, value));
    rt.new_tuple(items.collect()).expect("a tuple")
}

fn show(rt: &Runtime, object: &Obj) -> String {
    let repr = rt.repr(object).expect("a repr");
    Text::of(&repr).expect("a str").to_rust()
}

/// Calls a type; the message if that fails.
fn make(rt: &Runtime, which: Builtin, args: &[Obj]) -> Result<Obj, String> {
    let new = rt.ty(which).tp_new.get().expect("a constructor");
    new(rt, &rt.type_obj(which), Args::positional(args)).map_err(|_| message(rt))
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

/// `repr(list(iterable))`.
fn listed(rt: &Runtime, iterable: &Obj) -> String {
    match list_methods::from_iterable(rt, iterable) {
        Ok(list) => show(rt, &list),
        Err(_) => message(rt),
    }
}

fn range(rt: &Runtime, parts: &[i64]) -> Obj {
    let parts: Vec<Obj> = parts.iter().map(|&part| int(rt, part)).collect();
    make(rt, Builtin::Range, &parts).expect("a range")
}

fn big(rt: &Runtime, bits: u32) -> Obj {
    rt.new_big(&(num_bigint::BigInt::from(1) << bits))
        .expect("an int")
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn tuples_hash_print_and_share_as_in_3_13() {
    let rt = Runtime::new();
    let hash = |tuple: &Obj| rt.hash(tuple).expect("a hash");
    assert_eq!(hash(&ints(&rt, &[])), 5740354900026072187);
    assert_eq!(hash(&ints(&rt, &[1, 2, 3])), 529344067295497451);
    assert_eq!(hash(&ints(&rt, &[1])), -6644214454873602895);
    let nested = rt.new_tuple(vec![ints(&rt, &[])]).expect("a tuple");
    assert_eq!(hash(&nested), -5486347211504344842);
    assert_eq!(show(&rt, &nested), "((),)");
    let three = ints(&rt, &[1, 2, 3]);
    assert_eq!(show(&rt, &three), "(1, 2, 3)");
    let none = || rt.none().clone();
    let all = rt.new_slice(none(), none(), none()).expect("a slice");
    assert!(
        tuple_methods::subscript(&rt, &three, &all)
            .expect("a tuple")
            .is(&three)
    );
    let parts = [int(&rt, 1), int(&rt, 2), int(&rt, 3)];
    let [a, b, c] = parts;
    let slice = rt.new_slice(a, b, c).expect("a slice");
    assert_eq!(hash(&slice), -2340833382717974474);
    assert_eq!(show(&rt, &slice), "slice(1, 2, 3)");
    assert!(slice::is_slice(&slice));
    let empty = ints(&rt, &[]);
    assert!(
        tuple_methods::concat(&rt, &three, &empty)
            .expect("a tuple")
            .is(&three)
    );
    assert!(
        tuple_methods::repeat(&rt, &three, 1)
            .expect("a tuple")
            .is(&three)
    );
    assert!(
        tuple_methods::repeat(&rt, &three, 0)
            .expect("a tuple")
            .is(&empty)
    );
    assert!(
        make(&rt, Builtin::Tuple, std::slice::from_ref(&three))
            .expect("a tuple")
            .is(&three)
    );
    let twice = tuple_methods::repeat(&rt, &three, 2).expect("a tuple");
    assert_eq!(show(&rt, &twice), "(1, 2, 3, 1, 2, 3)");
    assert!(rt.compare(&three, &twice, CompareOp::Lt).expect("a bool"));
    drop((nested, three, twice, slice, all, empty));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn ranges_are_what_they_are_in_3_13() {
    let rt = Runtime::new();
    assert_eq!(
        rt.hash(&range(&rt, &[0])).expect("a hash"),
        2676694398852732306
    );
    assert_eq!(
        rt.hash(&range(&rt, &[3])).expect("a hash"),
        -8338477496398685190
    );
    assert_eq!(
        rt.hash(&range(&rt, &[1])).expect("a hash"),
        -6721383568238688696
    );
    assert_eq!(show(&rt, &range(&rt, &[1, 10, 3])), "range(1, 10, 3)");
    assert_eq!(listed(&rt, &range(&rt, &[1, 10, 3])), "[1, 4, 7]");
    assert_eq!(listed(&rt, &range(&rt, &[10, 1, -4])), "[10, 6, 2]");
    let none = || rt.none().clone();
    let sliced = |parts: [Option<Obj>; 3]| {
        let [a, b, c] = parts.map(|part| part.unwrap_or_else(none));
        let slice = rt.new_slice(a, b, c).expect("a slice");
        show(
            &rt,
            &rt.getitem(&range(&rt, &[10]), &slice).expect("a range"),
        )
    };
    assert_eq!(sliced([None, None, Some(int(&rt, -1))]), "range(9, -1, -1)");
    let parts = [Some(int(&rt, 2)), Some(big(&rt, 80)), Some(int(&rt, 3))];
    assert_eq!(sliced(parts), "range(2, 10, 3)");
    let huge = make(&rt, Builtin::Range, &[big(&rt, 70)]).expect("a range");
    let item = rt.getitem(&huge, &int(&rt, -1)).expect("an item");
    assert_eq!(show(&rt, &item), "1180591620717411303423");
    assert!(rt.contains(&huge, &item).expect("a bool"));
    assert!(!rt.contains(&huge, &int(&rt, -1)).expect("a bool"));
    assert!(rt.len(&huge).is_err());
    let iterator = rt.iter(&huge).expect("an iterator");
    assert_eq!(iterator.ty().name(), "longrange_iterator");
    let first = rt.next(&iterator).expect("no error").expect("an item");
    assert_eq!(int::to_i64(&first), Some(0));
    let zero = [1, 2, 0].map(|part| int(&rt, part));
    assert_eq!(
        make(&rt, Builtin::Range, &zero).err().as_deref(),
        Some("range() arg 3 must not be zero")
    );
    let (a, b) = (range(&rt, &[0, 3, 2]), range(&rt, &[0, 4, 2]));
    assert!(rt.equal(&a, &b).expect("a bool"));
    drop((huge, item, iterator, first, zero, a, b));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn iterators_are_made_of_others() {
    let rt = Runtime::new();
    let row = ints(&rt, &[7, 8, 9]);
    let pairs = make(&rt, Builtin::Enumerate, &[row.clone(), int(&rt, 5)]);
    assert_eq!(
        listed(&rt, &pairs.expect("pairs")),
        "[(5, 7), (6, 8), (7, 9)]"
    );
    let pairs = make(&rt, Builtin::Enumerate, &[row.clone(), int(&rt, i64::MAX)]);
    assert_eq!(
        listed(&rt, &pairs.expect("pairs")),
        "[(9223372036854775807, 7), (9223372036854775808, 8), \
         (9223372036854775809, 9)]"
    );
    let zip = |rows: &[Obj]| make(&rt, Builtin::Zip, rows).expect("a zip");
    assert_eq!(
        listed(&rt, &zip(&[row.clone(), range(&rt, &[2])])),
        "[(7, 0), (8, 1)]"
    );
    assert_eq!(
        listed(&rt, &zip(&[row.clone(), row.clone(), row.clone()])),
        "[(7, 7, 7), (8, 8, 8), (9, 9, 9)]"
    );
    assert_eq!(listed(&rt, &zip(&[])), "[]");
    let args = [rt.none().clone(), ints(&rt, &[0, 1, 0, 2])];
    let filter = make(&rt, Builtin::Filter, &args).expect("a filter");
    assert_eq!(listed(&rt, &filter), "[1, 2]");
    let back =
        make(&rt, Builtin::Reversed, std::slice::from_ref(&row)).expect("a reversed");
    assert_eq!(rt.length_hint(&back, 0).expect("a hint"), 3);
    assert_eq!(listed(&rt, &back), "[9, 8, 7]");
    let range_back =
        make(&rt, Builtin::Reversed, &[range(&rt, &[3])]).expect("a reversed");
    assert_eq!(range_back.ty().name(), "range_iterator");
    assert_eq!(listed(&rt, &range_back), "[2, 1, 0]");
    assert_eq!(
        make(&rt, Builtin::Reversed, &[int(&rt, 1)])
            .err()
            .as_deref(),
        Some("'int' object is not reversible")
    );
    assert_eq!(
        make(&rt, Builtin::Map, &[int(&rt, 1)]).err().as_deref(),
        Some("map() must have at least two arguments.")
    );
    drop((row, args, filter, back, range_back));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_pair_that_nobody_keeps_is_used_again() {
    let rt = Runtime::new();
    let pairs = make(&rt, Builtin::Enumerate, &[ints(&rt, &[7, 8, 9])]);
    let pairs = pairs.expect("pairs");
    let next = || rt.next(&pairs).expect("no error").expect("a pair");
    let first = next();
    let place = first.id();
    let second = next();
    assert_ne!(second.id(), place);
    assert_eq!(int::to_i64(&tuple::items(&first)[1]), Some(7));
    drop((first, second));
    assert_eq!(next().id(), place);
    drop(pairs);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
