//! The methods of set and frozenset.

use super::args::check_count;
use super::generic_alias::CLASS_GETITEM;
use super::set::{self, is_set, table};
use super::set_ops as ops;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Init, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject};

/// Asks with a key; where that is a set, which has no hash, with a frozen copy.
fn ask(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    question: fn(&Runtime, &Obj, &Obj) -> PyResult<bool>,
) -> PyResult<bool> {
    match question(rt, this, key) {
        Err(_) if is_set(key) && rt.swallow(Builtin::TypeError) => {
            let frozen = rt.set_of(rt.ty(Builtin::FrozenSet))?;
            set::update(rt, &frozen, key)?;
            question(rt, this, &frozen)
        }
        answer => answer,
    }
}

/// `key in set`.
pub(super) fn contains(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<bool> {
    ask(rt, this, key, set::contains)
}

fn dunder_contains(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    rt.new_bool(contains(rt, this, key)?)
}

fn add(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    set::add(rt, this, key)?;
    rt.done()
}

fn discard(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    ask(rt, this, key, set::discard)?;
    rt.done()
}

fn remove(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if ask(rt, this, key, set::discard)? {
        return rt.done();
    }
    Err(rt.raise_value(Builtin::KeyError, key.clone()))
}

fn pop(rt: &Runtime, this: &Obj) -> PyResult {
    let popped = table(this).pop();
    popped.ok_or_else(|| rt.raise(Builtin::KeyError, "pop from an empty set"))
}

fn clear(rt: &Runtime, this: &Obj) -> PyResult {
    set::clear(rt, this);
    rt.done()
}

fn frozen_copy(rt: &Runtime, this: &Obj) -> PyResult {
    if this.ty().is_exactly(Builtin::FrozenSet) {
        return Ok(this.clone());
    }
    ops::copy(rt, this)
}

fn union(rt: &Runtime, this: &Obj, others: &[Obj]) -> PyResult {
    let result = ops::copy(rt, this)?;
    for other in others.iter().filter(|other| !other.is(this)) {
        set::update(rt, &result, other)?;
    }
    Ok(result)
}

fn update(rt: &Runtime, this: &Obj, others: &[Obj]) -> PyResult {
    for other in others {
        set::update(rt, this, other)?;
    }
    rt.done()
}

fn intersection(rt: &Runtime, this: &Obj, others: &[Obj]) -> PyResult {
    let Some((first, others)) = others.split_first() else {
        return ops::copy(rt, this);
    };
    let mut result = ops::intersection(rt, this, first)?;
    for other in others {
        result = ops::intersection(rt, &result, other)?;
    }
    Ok(result)
}

fn intersection_update(rt: &Runtime, this: &Obj, others: &[Obj]) -> PyResult {
    let result = intersection(rt, this, others)?;
    table(this).swap(table(&result));
    rt.done()
}

fn difference(rt: &Runtime, this: &Obj, others: &[Obj]) -> PyResult {
    let Some((first, others)) = others.split_first() else {
        return ops::copy(rt, this);
    };
    let result = ops::difference(rt, this, first)?;
    for other in others {
        ops::difference_update(rt, &result, other)?;
    }
    Ok(result)
}

fn difference_update(rt: &Runtime, this: &Obj, others: &[Obj]) -> PyResult {
    for other in others {
        ops::difference_update(rt, this, other)?;
    }
    rt.done()
}

fn symmetric_difference_update(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    ops::symmetric_difference_update(rt, this, other)?;
    rt.done()
}

fn isdisjoint(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    rt.new_bool(ops::is_disjoint(rt, this, other)?)
}

fn issubset(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    rt.new_bool(ops::is_subset(rt, this, other)?)
}

fn issuperset(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    rt.new_bool(ops::is_superset(rt, this, other)?)
}

fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(set::sizeof(this))
}

/// `set.__new__`: empty, whatever the arguments are.
pub(super) fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    rt.set_of(class.expect::<PyTypeObject>())
}

/// `set.__init__`: begins anew with the keys of an iterable.
pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    args.no_keywords(rt, "set")?;
    check_count(rt, this.ty().name(), args.items.len(), 0, 1)?;
    if table(this).fill() > 0 {
        set::clear(rt, this);
    }
    table(this).note_hash(-1);
    match args.items.first() {
        Some(keys) => set::update(rt, this, keys),
        None => Ok(()),
    }
}

/// `frozenset.__new__`: a frozenset stays the same object.
pub(super) fn new_frozenset(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    let exact = class.is_exactly(Builtin::FrozenSet);
    if exact || same_init(class.tp_init.get(), rt.ty(Builtin::FrozenSet).tp_init.get())
    {
        args.no_keywords(rt, "frozenset")?;
    }
    check_count(rt, "frozenset", args.positionals().len(), 0, 1)?;
    let keys = args.positionals().first();
    if exact
        && let Some(keys) = keys
        && keys.ty().is_exactly(Builtin::FrozenSet)
    {
        return Ok(keys.clone());
    }
    let made = rt.set_of(class)?;
    if let Some(keys) = keys {
        set::update(rt, &made, keys)?;
    }
    Ok(made)
}

/// Whether two types have the same `__init__`.
pub(super) fn same_init(a: Option<Init>, b: Option<Init>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// How to make the set again: its class, its items, its attributes.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let items = rt.new_list(rt.collect(this)?)?;
    let state = rt.call_method(this, "__getstate__", &[])?;
    let args = rt.new_tuple(vec![items])?;
    rt.new_tuple(vec![this.ty().to_obj(), args, state])
}

/// The methods of set.
pub static METHODS: &[MethodDef] = &[
    CONTAINS,
    MethodDef::one("add", add),
    MethodDef::none("clear", clear),
    MethodDef::none("copy", ops::copy),
    MethodDef::one("discard", discard),
    DIFFERENCE,
    MethodDef::tuple("difference_update", difference_update),
    INTERSECTION,
    MethodDef::tuple("intersection_update", intersection_update),
    ISDISJOINT,
    ISSUBSET,
    ISSUPERSET,
    MethodDef::none("pop", pop),
    REDUCE,
    MethodDef::one("remove", remove),
    SIZEOF,
    SYMMETRIC_DIFFERENCE,
    MethodDef::one("symmetric_difference_update", symmetric_difference_update),
    UNION,
    MethodDef::tuple("update", update),
    CLASS_GETITEM,
];

/// The methods of frozenset.
pub static FROZEN_METHODS: &[MethodDef] = &[
    CONTAINS,
    MethodDef::none("copy", frozen_copy),
    DIFFERENCE,
    INTERSECTION,
    ISDISJOINT,
    ISSUBSET,
    ISSUPERSET,
    REDUCE,
    SIZEOF,
    SYMMETRIC_DIFFERENCE,
    UNION,
    CLASS_GETITEM,
];

// What both types can do.
const CONTAINS: MethodDef = MethodDef::one("__contains__", dunder_contains);
const REDUCE: MethodDef = MethodDef::none("__reduce__", reduce);
const SIZEOF: MethodDef = MethodDef::none("__sizeof__", sizeof);
const DIFFERENCE: MethodDef = MethodDef::tuple("difference", difference);
const INTERSECTION: MethodDef = MethodDef::tuple("intersection", intersection);
const ISDISJOINT: MethodDef = MethodDef::one("isdisjoint", isdisjoint);
const ISSUBSET: MethodDef = MethodDef::one("issubset", issubset);
const ISSUPERSET: MethodDef = MethodDef::one("issuperset", issuperset);
const SYMMETRIC_DIFFERENCE: MethodDef =
    MethodDef::one("symmetric_difference", ops::symmetric_difference);
const UNION: MethodDef = MethodDef::tuple("union", union);
