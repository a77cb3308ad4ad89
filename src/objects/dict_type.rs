//! The type `dict`: its slots, and the table that names them.

use super::dict::{self, Equality, PyDictObject, is_dict, table};
use super::dict_iter;
use super::dict_methods::{self, METHODS};
use super::module;
use super::text_builder::TextBuilder;
use crate::attributes::slot_functions;
use crate::object::{self, Dying};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{CompareOp, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    table(this).visit(visitor);
}

fn tp_clear(this: &Obj) {
    table(this).clear(this.runtime());
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    rt.lent.lost.forget(&this.as_obj());
    table(&this.as_obj()).dismantle(rt);
    this.finish::<PyDictObject>(rt);
}

fn length(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(dict::len(this))
}

/// `d[key]`; a subclass may know what to do with a missing key.
pub(super) fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if let Some(value) = dict::get(rt, this, key)? {
        return Ok(value);
    }
    if !this.ty().is_exactly(Builtin::Dict) {
        let args = std::slice::from_ref(key);
        let found = slot_functions::call_bound(rt, this, "__missing__", args)?;
        if let Some(found) = found {
            return Ok(found);
        }
    }
    Err(rt.raise_value(Builtin::KeyError, key.clone()))
}

fn assign(rt: &Runtime, this: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    match value {
        Some(value) => dict::set(rt, this, key, value.clone()),
        None if dict::del(rt, this, key)? => Ok(()),
        None => Err(rt.raise_value(Builtin::KeyError, key.clone())),
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if !rt.repr_enter(this)? {
        return rt.new_str("{...}");
    }
    let text = module::shown(rt, this).and_then(|()| write_entries(rt, this));
    rt.repr_leave(this);
    text?.finish(rt)
}

fn write_entries(rt: &Runtime, this: &Obj) -> PyResult<TextBuilder> {
    let mut text = TextBuilder::new();
    text.push_str("{");
    let mut position = 0;
    let mut separator = "";
    while let Some((key, value, _)) = dict::next(this, &mut position) {
        text.push_str(separator);
        text.push_repr(rt, &key)?;
        text.push_str(": ");
        text.push_repr(rt, &value)?;
        separator = ", ";
    }
    text.push_str("}");
    Ok(text)
}

fn richcompare(rt: &Runtime, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
    match op {
        CompareOp::Eq | CompareOp::Ne if is_dict(a) && is_dict(b) => {
            rt.new_bool(equal(rt, a, b)? == (op == CompareOp::Eq))
        }
        _ => Ok(rt.not_implemented().clone()),
    }
}

/// Whether each key of one has an equal value in the other
/// (`Objects/dictobject.c@v3.13.0#dict_equal`).
pub(super) fn equal(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult<bool> {
    if dict::len(a) != dict::len(b) {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((key, value, hash)) = dict::next(a, &mut position) {
        rt.spend(1)?;
        let other = table(b).find(&key, hash, &Equality(rt))?;
        let Some(other) = other.and_then(|index| table(b).value_at(index)) else {
            return Ok(false);
        };
        if !rt.equal(&other, &value)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The type `dict`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Dict,
    name: "dict",
    basicsize: 48,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::MAPPING)
        .with(TypeFlags::MATCH_SELF)
        .with(TypeFlags::DICT_SUBCLASS),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_repr: Some(repr),
        tp_traverse: Some(traverse),
        tp_clear: Some(tp_clear),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(dict_iter::keys),
        tp_init: Some(dict_methods::init),
        tp_new: Some(dict_methods::new),
        nb_or: Some(dict_methods::or),
        nb_inplace_or: Some(dict_methods::inplace_or),
        mp_length: Some(length),
        mp_subscript: Some(subscript),
        mp_ass_subscript: Some(assign),
        sq_contains: Some(dict::contains),
        ..Slots::EMPTY
    },
    methods: METHODS,
    ..TypeSpec::PLAIN
};
