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
    super::generic_alias::CLASS_GETITEM,
    MethodDef::one("__contains__", contains)
        .doc("True if the dictionary has the specified key, else False."),
    MethodDef::one("__getitem__", super::dict_type::subscript)
        .doc("Return self[key]."),
    MethodDef::none("__sizeof__", sizeof)
        .doc("D.__sizeof__() -> size of D in memory, in bytes"),
    MethodDef::many("get", get)
        .doc("Return the value for key if key is in the dictionary, else default."),
    MethodDef::many("setdefault", setdefault).doc(
        "Insert key with a value of default if key is not in the dictionary.\n\n\
         Return the value for key if key is in the dictionary, else default.",
    ),
    MethodDef::many("pop", pop).doc(
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n\
         If the key is not found, return the default if given; otherwise,\n\
         raise a KeyError.",
    ),
    MethodDef::none("popitem", popitem).doc(
        "Remove and return a (key, value) pair as a 2-tuple.\n\n\
         Pairs are returned in LIFO (last-in, first-out) order.\n\
         Raises KeyError if the dict is empty.",
    ),
    MethodDef::none("keys", dict_views::keys)
        .doc("D.keys() -> a set-like object providing a view on D's keys"),
    MethodDef::none("items", dict_views::items)
        .doc("D.items() -> a set-like object providing a view on D's items"),
    MethodDef::none("values", dict_views::values)
        .doc("D.values() -> an object providing a view on D's values"),
    MethodDef::keywords("update", update).doc(
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\n\
         If E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n\
         If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n\
         In either case, this is followed by: for k in F:  D[k] = F[k]",
    ),
    MethodDef {
        name: "fromkeys",
        function: Function::Class(fromkeys),
        doc: "Create a new dictionary with keys from iterable and values set to value.",
    },
    MethodDef::none("clear", clear)
        .doc("D.clear() -> None.  Remove all items from D."),
    MethodDef::none("copy", dict_merge::copy)
        .doc("D.copy() -> a shallow copy of D"),
    MethodDef::none("__reversed__", dict_iter::reversed_keys)
        .doc("Return a reverse iterator over the dict keys."),
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
