//! What an OrderedDict can do beside its slots
//! (`Objects/odictobject.c@v3.13.0#odict_methods`).

use super::args::Limits;
use super::dict::{self, is_dict};
use super::dict_merge;
use super::dict_views;
use super::ordered_dict::{find, is_ordered, make, order, set_known};
use super::ordered_dict_iter::{self as iter, REVERSED};
use super::text_builder::TextBuilder;
use crate::attributes::getattr_optional;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::order_list::NODE;
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, Function, MethodDef};

fn is_exact(this: &Obj) -> bool {
    this.ty().is_exactly(Builtin::OrderedDict)
}

pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let given = args.positionals().len();
    if given > 1 {
        let message = format!("expected at most 1 arguments, got {given}");
        return Err(rt.type_error(message));
    }
    update_with(rt, this, args)
}

/// `update`: by what the class says to the storing of an item
/// (`mutablemapping_update`).
fn update_with(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let given = args.positionals();
    if given.len() > 1 {
        let message = format!(
            "update() takes at most 1 positional argument ({} given)",
            given.len()
        );
        return Err(rt.type_error(message));
    }
    if let Some(other) = given.first() {
        update(rt, this, &other.clone())?;
    }
    for (name, value) in args.keywords() {
        rt.setitem(this, name, Some(value))?;
    }
    Ok(())
}

/// Takes over what a dict, a mapping, or an iterable of pairs has
/// (`mutablemapping_update_arg`).
fn update(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult<()> {
    if other.ty().is_exactly(Builtin::Dict) {
        for (key, value) in dict::items(other) {
            rt.spend(1)?;
            rt.setitem(this, &key, Some(&value))?;
        }
        return Ok(());
    }
    if let Some(keys) = getattr_optional(rt, other, &rt.intern_str("keys")?)? {
        let keys = rt.call_with(&keys, &[])?;
        let iterator = rt.iter(&keys)?;
        drop(keys);
        while let Some(key) = rt.next(&iterator)? {
            rt.spend(1)?;
            let value = rt.getitem(other, &key)?;
            rt.setitem(this, &key, Some(&value))?;
        }
        return Ok(());
    }
    match getattr_optional(rt, other, &rt.intern_str("items")?)? {
        Some(items) => add_pairs(rt, this, &rt.call_with(&items, &[])?),
        None => add_pairs(rt, this, other),
    }
}

/// Stores pairs (`mutablemapping_add_pairs`).
fn add_pairs(rt: &Runtime, this: &Obj, pairs: &Obj) -> PyResult<()> {
    let iterator = rt.iter(pairs)?;
    while let Some(pair) = rt.next(&iterator)? {
        rt.spend(1)?;
        let parts = rt.iter(&pair)?;
        let part = |missing: &str| match rt.next(&parts)? {
            Some(part) => Ok(part),
            None => Err(rt.value_error(missing)),
        };
        let key = part("need more than 0 values to unpack")?;
        let value = part("need more than 1 value to unpack")?;
        if rt.next(&parts)?.is_some() {
            let message = "too many values to unpack (expected 2)";
            return Err(rt.value_error(message));
        }
        rt.setitem(this, &key, Some(&value))?;
    }
    Ok(())
}

/// The name of the class with what a dict of the same items shows.
pub(super) fn shown(rt: &Runtime, this: &Obj, name: &str) -> PyResult<TextBuilder> {
    let same = if is_exact(this) {
        dict_merge::copy(rt, this)?
    } else {
        let items = rt.call_method(this, "items", &[])?;
        rt.call_with(&rt.type_obj(Builtin::Dict), &[items])?
    };
    let mut text = TextBuilder::new();
    text.push_str(name);
    text.push_str("(");
    text.push_repr(rt, &same)?;
    text.push_str(")");
    Ok(text)
}

/// `a | b`, of the class of that which is an OrderedDict.
pub(super) fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let (class, other) = if is_ordered(a) { (a, b) } else { (b, a) };
    if !is_dict(other) {
        return Ok(rt.not_implemented().clone());
    }
    let made = rt.call_with(&class.ty().to_obj(), std::slice::from_ref(a))?;
    update(rt, &made, b)?;
    Ok(made)
}

/// `a |= b`, where `b` may be pairs too.
pub(super) fn inplace_or(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    update(rt, this, other)?;
    Ok(this.clone())
}

fn fromkeys(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let names = ["iterable", "value"];
    let [iterable, value] = args.parse(rt, "fromkeys", names, Limits::required(1))?;
    let iterable = iterable.expect("the first argument is required");
    dict_merge::from_keys(rt, class, iterable, value.unwrap_or(rt.none()))
}

fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    let nodes = match order(this).is_empty() {
        true => 0,
        false => dict::len(this) * NODE,
    };
    rt.new_size(dict::sizeof(this) + order(this).table_bytes() + nodes)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let state = rt.call_method(this, "__getstate__", &[])?;
    let args = rt.new_tuple(Vec::new())?;
    let items = rt.iter(&rt.call_method(this, "items", &[])?)?;
    let class = this.ty().to_obj();
    rt.new_tuple(vec![class, args, state, rt.none().clone(), items])
}

/// The value of a key, which is stored first where there is none. `__missing__` is not
/// asked.
fn setdefault(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let names = ["key", "default"];
    let [key, default] = args.parse(rt, "setdefault", names, Limits::required(1))?;
    let key = key.expect("the first argument is required");
    let default = default.unwrap_or(rt.none());
    if is_exact(this) {
        if let Some(value) = dict::get(rt, this, key)? {
            return Ok(value);
        }
        let hash = rt.hash(key)?;
        set_known(rt, this, key, hash, default.clone())?;
    } else if rt.contains(this, key)? {
        return rt.getitem(this, key);
    } else {
        rt.setitem(this, key, Some(default))?;
    }
    Ok(default.clone())
}

fn pop(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let names = ["key", "default"];
    let [key, default] = args.parse(rt, "pop", names, Limits::required(1))?;
    let key = key.expect("the first argument is required");
    let hash = rt.hash(key)?;
    pop_known(rt, this, key, default, hash)
}

/// Takes a key out: from the chain first, then from the dict (`_odict_popkey_hash`).
fn pop_known(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    default: Option<&Obj>,
    hash: i64,
) -> PyResult {
    if let Some(at) = find(rt, this, key, hash)? {
        order(this).remove(rt, at);
        if let Some(value) = dict::take_known(rt, this, key, hash)? {
            return Ok(value);
        }
    }
    match default {
        Some(default) => Ok(default.clone()),
        None => Err(rt.raise_value(Builtin::KeyError, key.clone())),
    }
}

/// The argument `last`: true where it is not given.
fn last(rt: &Runtime, flag: Option<&Obj>) -> PyResult<bool> {
    flag.map_or(Ok(true), |flag| rt.is_true(flag))
}

fn popitem(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let [flag] = args.parse(rt, "popitem", ["last"], Limits::required(0))?;
    let Some((key, hash)) = order(this).end(last(rt, flag)?) else {
        return Err(rt.raise(Builtin::KeyError, "dictionary is empty"));
    };
    let value = pop_known(rt, this, &key, None, hash)?;
    rt.new_tuple(vec![key, value])
}

fn move_to_end(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let names = ["key", "last"];
    let [key, flag] = args.parse(rt, "move_to_end", names, Limits::required(1))?;
    let key = key.expect("the first argument is required");
    let last = last(rt, flag)?;
    let missing = || rt.raise_value(Builtin::KeyError, key.clone());
    let (end, _) = order(this).end(last).ok_or_else(missing)?;
    if !end.is(key) {
        let hash = rt.hash(key)?;
        let at = find(rt, this, key, hash)?.ok_or_else(missing)?;
        order(this).move_to_end(at, last);
    }
    rt.done()
}

fn clear(rt: &Runtime, this: &Obj) -> PyResult {
    dict::clear(rt, this);
    order(this).clear(rt);
    rt.done()
}

fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    if !is_exact(this) {
        let made = rt.call_with(&this.ty().to_obj(), &[])?;
        for (key, _) in order(this).keys() {
            rt.spend(1)?;
            let value = rt.getitem(this, &key)?;
            rt.setitem(&made, &key, Some(&value))?;
        }
        return Ok(made);
    }
    let made = make(rt, this.ty())?;
    for (key, hash) in order(this).keys() {
        rt.spend(1)?;
        // The key is asked for its hash again, as C does.
        let Some(value) = dict::get(rt, this, &key)? else {
            return Err(rt.raise_value(Builtin::KeyError, key));
        };
        set_known(rt, &made, &key, hash, value)?;
    }
    Ok(made)
}

/// The methods that are not made from slots.
pub(super) static METHODS: &[MethodDef] = &[
    MethodDef {
        name: "fromkeys",
        function: Function::Class(fromkeys),
    },
    MethodDef::none("__sizeof__", sizeof),
    MethodDef::none("__reduce__", reduce),
    MethodDef::keywords("setdefault", setdefault),
    MethodDef::keywords("pop", pop),
    MethodDef::keywords("popitem", popitem),
    MethodDef::none("keys", |rt, this| {
        dict_views::make(rt, this, Builtin::OdictKeys)
    }),
    MethodDef::none("values", |rt, this| {
        dict_views::make(rt, this, Builtin::OdictValues)
    }),
    MethodDef::none("items", |rt, this| {
        dict_views::make(rt, this, Builtin::OdictItems)
    }),
    MethodDef::keywords("update", |rt, this, args| {
        update_with(rt, this, args)?;
        rt.done()
    }),
    MethodDef::none("clear", clear),
    MethodDef::none("copy", copy),
    MethodDef::none("__reversed__", |rt, this| {
        iter::make(rt, this, iter::KEYS | REVERSED)
    }),
    MethodDef::keywords("move_to_end", move_to_end),
];
