//! Sizes and orders that CPython 3.13.0 answers, asked of this runtime.

use super::dict;
use super::dict_merge;
use crate::refcount::Obj;
use crate::runtime::Runtime;

/// What `sys.getsizeof` says: the collector's head is counted too.
fn getsizeof(dict: &Obj) -> usize {
    dict::sizeof(dict) + 16
}

fn number(rt: &Runtime, value: i64) -> Obj {
    rt.new_int(value).expect("there is memory")
}

fn text(rt: &Runtime, text: &str) -> Obj {
    rt.new_str(text).expect("there is memory")
}

fn set_text(rt: &Runtime, dict: &Obj, key: &str, value: i64) {
    dict::set(rt, dict, &text(rt, key), number(rt, value)).expect("strs are keys");
}

fn set_number(rt: &Runtime, dict: &Obj, key: i64) {
    let key = number(rt, key);
    let hash = super::int::to_i64(&key).expect("it is small");
    dict::set_known(rt, dict, &key, hash, key.clone()).expect("ints are keys");
}

fn texts(rt: &Runtime, count: i64) -> Obj {
    let dict = rt.new_dict().expect("there is memory");
    for i in 0..count {
        set_text(rt, &dict, &i.to_string(), i);
    }
    dict
}

fn finish(rt: std::pin::Pin<Box<Runtime>>) {
    assert_eq!(Runtime::finish(rt), Default::default());
}

/// `[(len(d), getsizeof(d))]` at each change of the size, as keys are added.
fn growth(rt: &Runtime, add: impl Fn(&Obj, i64)) -> Vec<(usize, usize)> {
    let dict = rt.new_dict().expect("there is memory");
    let mut sizes = vec![(0, getsizeof(&dict))];
    for i in 0..180 {
        add(&dict, i);
        let size = getsizeof(&dict);
        if sizes.last().is_some_and(|last| last.1 != size) {
            sizes.push((dict::len(&dict), size));
        }
    }
    sizes
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_dict_grows_as_in_cpython() {
    let rt = Runtime::new();
    let with_texts = growth(&rt, |dict, i| set_text(&rt, dict, &i.to_string(), i));
    let sizes = [
        (0, 64),
        (1, 184),
        (6, 272),
        (11, 464),
        (22, 832),
        (43, 1584),
        (86, 3328),
        (171, 6576),
    ];
    assert_eq!(with_texts, sizes);
    let with_ints = growth(&rt, |dict, i| set_number(&rt, dict, i));
    let sizes = [
        (0, 64),
        (1, 224),
        (6, 352),
        (11, 632),
        (22, 1168),
        (43, 2264),
        (86, 4688),
        (171, 9304),
    ];
    assert_eq!(with_ints, sizes);
    finish(rt);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_key_that_is_no_str_brings_hashes_into_the_block() {
    let rt = Runtime::new();
    let dict = texts(&rt, 1);
    assert_eq!(getsizeof(&dict), 184);
    set_number(&rt, &dict, 1);
    assert_eq!(getsizeof(&dict), 352);
    assert_eq!(dict::keys(&dict).len(), 2);
    assert!(dict::contains(&rt, &dict, &text(&rt, "0")).expect("a str"));
    drop(dict);
    finish(rt);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn deleting_does_not_shrink_and_copying_does() {
    let rt = Runtime::new();
    let dict = texts(&rt, 100);
    for i in 0..99 {
        assert!(dict::del(&rt, &dict, &text(&rt, &i.to_string())).expect("a str"));
    }
    assert_eq!(getsizeof(&dict), 3328);
    set_text(&rt, &dict, "new", 1);
    assert_eq!(getsizeof(&dict), 3328);
    dict::del(&rt, &dict, &text(&rt, "new")).expect("a str");
    let copy = dict_merge::copy(&rt, &dict).expect("there is memory");
    assert_eq!(getsizeof(&copy), 272);
    let full = texts(&rt, 100);
    let whole = dict_merge::copy(&rt, &full).expect("there is memory");
    assert_eq!(getsizeof(&whole), 3328);
    assert_eq!(dict::items(&whole).len(), 100);
    drop((dict, full, copy, whole));
    finish(rt);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn presized_dicts_have_the_sizes_of_displays() {
    let rt = Runtime::new();
    let size = |entries, texts| {
        getsizeof(
            &rt.new_dict_presized(entries, texts)
                .expect("there is memory"),
        )
    };
    assert_eq!(size(5, true), 64);
    assert_eq!(size(6, true), 272);
    assert_eq!(size(6, false), 352);
    finish(rt);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn entries_keep_their_order_and_come_and_go() {
    let rt = Runtime::new();
    let dict = texts(&rt, 4);
    let version = dict::version(&dict);
    dict::del(&rt, &dict, &text(&rt, "1")).expect("a str");
    set_text(&rt, &dict, "1", 7);
    assert_ne!(dict::version(&dict), version);
    let order: Vec<String> = dict::keys(&dict)
        .iter()
        .filter_map(|key| super::str::Text::of(key).map(|text| text.to_rust()))
        .collect();
    assert_eq!(order, ["0", "2", "3", "1"]);
    dict::clear(&rt, &dict);
    assert_eq!((dict::len(&dict), getsizeof(&dict)), (0, 64));
    drop(dict);
    finish(rt);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn the_collector_learns_of_a_dict_with_its_first_container() {
    let rt = Runtime::new();
    let dict = texts(&rt, 1);
    assert!(!crate::object::is_tracked(&dict));
    let list = rt.new_list(Vec::new()).expect("there is memory");
    dict::set_str(&rt, &dict, "list", list).expect("a str");
    assert!(crate::object::is_tracked(&dict));
    drop(dict);
    finish(rt);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn iterators_notice_changes() {
    let rt = Runtime::new();
    let dict = texts(&rt, 2);
    let iterator = rt.iter(&dict).expect("a dict");
    assert!(rt.next(&iterator).expect("an entry").is_some());
    set_text(&rt, &dict, "more", 1);
    assert!(rt.next(&iterator).is_err());
    assert!(rt.next(&iterator).is_err());
    rt.clear_raised();
    drop((dict, iterator));
    finish(rt);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn many_entries_with_wide_indices() {
    let rt = Runtime::new();
    let count = if cfg!(miri) { 300 } else { 70_000 };
    let dict = rt.new_dict().expect("there is memory");
    for i in 0..count {
        let key = number(&rt, i);
        dict::set_known(&rt, &dict, &key, i, rt.none().clone()).expect("an int");
    }
    assert_eq!(dict::len(&dict), count as usize);
    let mut position = 0;
    for i in 0..count {
        let (_, _, hash) = dict::next(&dict, &mut position).expect("an entry");
        assert_eq!(hash, i);
    }
    drop(dict);
    finish(rt);
}
