//! The type `dict`: its slots, and the table that names them.

use super::dict::{self, PyDictObject, table};
use crate::object::{self, Dying};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    table(this).visit(visitor);
}

fn tp_clear(this: &Obj) {
    table(this).clear(this.runtime());
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    table(&this.as_obj()).dismantle(rt);
    this.finish::<PyDictObject>(rt);
}

fn length(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(dict::len(this))
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    match dict::get(rt, this, key)? {
        Some(value) => Ok(value),
        None => Err(rt.raise_value(Builtin::KeyError, key.clone())),
    }
}

fn assign(rt: &Runtime, this: &Obj, key: &Obj, value: Option<Obj>) -> PyResult<()> {
    match value {
        Some(value) => dict::set(rt, this, key, value),
        None if dict::del(rt, this, key)? => Ok(()),
        None => Err(rt.raise_value(Builtin::KeyError, key.clone())),
    }
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
        tp_traverse: Some(traverse),
        tp_clear: Some(tp_clear),
        mp_length: Some(length),
        mp_subscript: Some(subscript),
        mp_ass_subscript: Some(assign),
        sq_contains: Some(dict::contains),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
