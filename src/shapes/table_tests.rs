//! Comparisons that change the very table in which a key is searched, as a Python
//! `__eq__` may.

use super::key_table::{Compare, KeyTable};
use super::set_table::SetTable;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use std::cell::Cell;

/// All keys have the hash 1; the first comparisons do something to the table.
struct Nasty<'a, F: Fn()> {
    act: &'a F,
    times: Cell<u32>,
    compared: Cell<u32>,
}

impl<F: Fn()> Compare for Nasty<'_, F> {
    fn text_hash(&self, _: &Obj) -> i64 {
        1
    }

    fn same_text(&self, a: &Obj, b: &Obj) -> bool {
        a.is(b)
    }

    fn equal(&self, a: &Obj, b: &Obj) -> PyResult<bool> {
        self.compared.set(self.compared.get() + 1);
        if self.times.get() > 0 {
            self.times.set(self.times.get() - 1);
            (self.act)();
        }
        Ok(a.is(b))
    }
}

fn nasty<F: Fn()>(act: &F, times: u32) -> Nasty<'_, F> {
    Nasty {
        act,
        times: Cell::new(times),
        compared: Cell::new(0),
    }
}

fn nothing() {}

fn keys(rt: &Runtime) -> Vec<Obj> {
    let key = |i: i64| rt.new_int(1000 + i).expect("there is memory");
    (0..20).map(key).collect()
}

fn table(rt: &Runtime, keys: &[Obj]) -> KeyTable {
    let table = KeyTable::new(rt).expect("there is memory");
    for key in keys {
        let with = nasty(&nothing, 0);
        let old = table.insert(rt, key, 1, key.clone(), &with);
        assert!(old.expect("no error").is_none());
    }
    table
}

#[test]
fn a_table_that_is_cleared_while_it_is_searched() {
    let rt = Runtime::bare();
    let all = keys(&rt);
    let table = table(&rt, &all[..5]);
    let clear = || table.clear(&rt);
    let with = nasty(&clear, 1);
    let found = table.find(&all[4], 1, &with).expect("no error");
    assert_eq!((found, with.compared.get()), (None, 1));
    let with = nasty(&clear, 1);
    let added = table.insert(&rt, &all[7], 1, all[8].clone(), &with);
    assert!(added.expect("no error").is_none());
    let with = nasty(&clear, 1);
    let added = table.insert(&rt, &all[9], 1, all[8].clone(), &with);
    assert!(added.expect("no error").is_none());
    assert_eq!(table.len(), 1);
    table.dismantle(&rt);
    drop(all);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn a_table_that_is_refilled_while_it_is_searched() {
    let rt = Runtime::bare();
    let all = keys(&rt);
    let table = table(&rt, &all[..5]);
    // The new block may well be where the old one was.
    let refill = || {
        table.clear(&rt);
        for key in &all[10..13] {
            let added = table.insert(&rt, key, 1, key.clone(), &nasty(&nothing, 0));
            drop(added.expect("no error"));
        }
    };
    let with = nasty(&refill, 3);
    let found = table.find(&all[12], 1, &with).expect("no error");
    assert!(
        table
            .key_at(found.expect("it is there"))
            .is_some_and(|key| key.is(&all[12]))
    );
    let grow = || {
        for key in &all {
            let added = table.insert(&rt, key, 1, key.clone(), &nasty(&nothing, 0));
            drop(added.expect("no error"));
        }
    };
    let with = nasty(&grow, 1);
    let missing = rt.new_int(5000).expect("there is memory");
    assert_eq!(table.find(&missing, 1, &with).expect("no error"), None);
    assert_eq!(table.len(), all.len());
    table.dismantle(&rt);
    drop((all, missing));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn an_entry_that_goes_while_it_is_compared() {
    let rt = Runtime::bare();
    let mut all = keys(&rt);
    let table = table(&rt, &all[..5]);
    let wanted = all[4].clone();
    all.clear();
    let remove = || {
        let first = (0..table.entries()).find(|&index| table.index_at(index).is_some());
        drop(first.and_then(|index| table.remove(&rt, index, 1)));
    };
    let with = nasty(&remove, 2);
    let found = table.find(&wanted, 1, &with).expect("no error");
    assert_eq!((found, table.len()), (Some(4), 3));
    table.dismantle(&rt);
    drop(wanted);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn a_set_that_changes_while_it_is_searched() {
    let rt = Runtime::bare();
    let all = keys(&rt);
    let set = SetTable::new();
    let add = |key: &Obj| {
        set.add(&rt, key.clone(), 1, &nasty(&nothing, 0))
            .expect("no error")
    };
    assert!(all[..4].iter().all(add));
    let clear = || set.clear(&rt);
    let with = nasty(&clear, 1);
    assert_eq!(set.find(&all[9], 1, &with).expect("no error"), None);
    assert!(all[..4].iter().all(add));
    let grow = || assert_eq!(all.iter().filter(|key| add(key)).count(), 16);
    let with = nasty(&grow, 1);
    assert!(!set.add(&rt, all[19].clone(), 1, &with).expect("no error"));
    let clear_and_fill = || {
        set.clear(&rt);
        all[5..].iter().for_each(|key| assert!(add(key)));
    };
    let with = nasty(&clear_and_fill, 5);
    let found = set.find(&all[18], 1, &with).expect("no error");
    let entry = found.and_then(|index| set.entry(index));
    assert!(entry.is_some_and(|(key, _)| key.is(&all[18])));
    // A dummy that a comparison fills is not filled again.
    let first = set.find(&all[5], 1, &nasty(&nothing, 0)).expect("no error");
    drop(set.remove(first.expect("it is there")));
    let fill = || assert!(add(&all[0]));
    let with = nasty(&fill, 1);
    assert!(set.add(&rt, all[1].clone(), 1, &with).expect("no error"));
    assert_eq!((set.len(), set.fill()), (16, 16));
    set.clear(&rt);
    drop(all);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
