//! The methods of dict.

use super::args::check_count;
use super::dict::{self, Equality, is_dict, table};
use super::dict_iter;
use super::dict_merge::{self, update_with};
use super::{dict_views, ordered_dict};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, MethodDef};
use crate::typeobject::{Builtin, Matches, PyTypeObject};

fn get(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "get", args.len(), 1, 2)?;
    let found = dict::get(rt, this, &args[0])?;
    Ok(found.unwrap_or_else(|| args.get(1).unwrap_or(rt.none()).clone()))
}

fn setdefault(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "setdefault", args.len(), 1, 2)?;
    dict::set_default(rt, this, &args[0], args.get(1).unwrap_or(rt.none()))
}

fn pop(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "pop", args.len(), 1, 2)?;
    let found = if dict::len(this) == 0 {
        None
    } else {
        dict::take(rt, this, &args[0])?
    };
    match (found, args.get(1)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(rt.raise_value(Builtin::KeyError, args[0].clone())),
    }
}

fn popitem(rt: &Runtime, this: &Obj) -> PyResult {
    match table(this).pop(rt, &Equality(rt))? {
        Some(entry) => rt.new_tuple(vec![entry.key, entry.value]),
        None => Err(rt.raise(Builtin::KeyError, "popitem(): dictionary is empty")),
    }
}

fn update(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    update_with(rt, this, args, "update")?;
    rt.done()
}

fn clear(rt: &Runtime, this: &Obj) -> PyResult {
    dict::clear(rt, this);
    rt.done()
}

fn fromkeys(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    args.no_keywords(rt, "dict.fromkeys")?;
    check_count(rt, "fromkeys", args.items.len(), 1, 2)?;
    let value = args.items.get(1).unwrap_or(rt.none());
    dict_merge::from_keys(rt, class, &args.items[0], value)
}

fn contains(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    rt.new_bool(dict::contains(rt, this, key)?)
}

fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(dict::sizeof(this))
}

/// The methods that are not made from slots.
pub static METHODS: &[MethodDef] = &[
    MethodDef::one("__getitem__", super::dict_type::subscript),
    MethodDef::one("__contains__", contains),
    MethodDef::none("__sizeof__", sizeof),
    MethodDef::many("get", get),
    MethodDef::many("setdefault", setdefault),
    MethodDef::many("pop", pop),
    MethodDef::none("popitem", popitem),
    MethodDef::none("keys", dict_views::keys),
    MethodDef::none("items", dict_views::items),
    MethodDef::none("values", dict_views::values),
    MethodDef::keywords("update", update),
    MethodDef {
        name: "fromkeys",
        function: Function::Class(fromkeys),
    },
    MethodDef::none("clear", clear),
    MethodDef::none("copy", dict_merge::copy),
    MethodDef::none("__reversed__", dict_iter::reversed_keys),
    super::generic_alias::CLASS_GETITEM,
];

/// `dict.__new__`: an empty dict, whatever the arguments are.
pub(super) fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    match Builtin::OrderedDict.matches(class.flags()) {
        true => ordered_dict::make(rt, class),
        false => rt.dict_of(class),
    }
}

/// `dict.__init__`: fills it.
pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    update_with(rt, this, args, "dict")
}

/// `a | b`: a new dict; keys of both have the value from `b`.
pub(super) fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !is_dict(a) || !is_dict(b) {
        return Ok(rt.not_implemented().clone());
    }
    let new = dict_merge::copy(rt, a)?;
    dict_merge::update(rt, &new, b)?;
    Ok(new)
}

/// `a |= b`, where `b` may be pairs too.
pub(super) fn inplace_or(rt: &Runtime, this: &Obj, other: &Obj) -> PyResult {
    dict_merge::update(rt, this, other)?;
    Ok(this.clone())
}
