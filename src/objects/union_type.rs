//! UnionType: what `int | str` is (`Objects/unionobject.c@v3.13.0`).

use super::builtin_function::plain;
use super::generic_alias::{self, is_alias};
use super::{tuple, type_variables};
use crate::object::{self, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{CompareOp, GetSetDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// A union: 32 bytes.
#[repr(C)]
pub struct PyUnionObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// A tuple of the types, each once.
    args: Obj,
    parameters: Field,
}

crate::py_struct!(
    PyUnionObject, Builtin::Union, size 32, args @ 16, parameters @ 24
);

fn view(this: &Obj) -> View<'_, PyUnionObject> {
    this.expect()
}

/// The types of a union.
pub(crate) fn args(this: &Obj) -> &[Obj] {
    tuple::items(&view(this).get().args)
}

/// Whether an object is such as `int | str`.
pub(crate) fn is_union(object: &Obj) -> bool {
    object.ty().is_exactly(Builtin::Union)
}

/// Whether an object may be part of a union.
fn may_join(rt: &Runtime, object: &Obj) -> bool {
    object.is(rt.none())
        || object.cast::<PyTypeObject>().is_some()
        || is_alias(object)
        || is_union(object)
}

/// `a | b`, of types: what is in both, each once, in order.
pub(crate) fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    if !may_join(rt, a) || !may_join(rt, b) {
        return Ok(rt.not_implemented().clone());
    }
    join(rt, a, b)
}

/// The union of two parts, whatever they are.
pub(crate) fn join(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let mut members: Vec<Obj> = Vec::new();
    for part in [a, b] {
        let parts = match is_union(part) {
            true => args(part),
            false => std::slice::from_ref(part),
        };
        for part in parts {
            let part = match part.is(rt.none()) {
                true => rt.type_obj(Builtin::NoneType),
                false => part.clone(),
            };
            let mut known = false;
            for member in &members {
                known |= member.is(&part)
                    || is_alias(member)
                        && is_alias(&part)
                        && rt.equal(member, &part)?;
            }
            if !known {
                members.push(part);
            }
        }
    }
    new(rt, members)
}

fn new(rt: &Runtime, mut members: Vec<Obj>) -> PyResult {
    if members.len() == 1
        && let Some(only) = members.pop()
    {
        return Ok(only);
    }
    let made = rt.alloc(PyUnionObject {
        ob_base: PyObject::new(rt.ty(Builtin::Union)),
        args: rt.new_tuple(members)?,
        parameters: Field::empty(),
    })?;
    object::track(&made);
    Ok(made)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let none = rt.type_obj(Builtin::NoneType);
    let shown: PyResult<Vec<String>> = args(this)
        .iter()
        .map(|part| match part.is(&none) {
            true => Ok("None".to_owned()),
            false => generic_alias::shown(rt, part),
        })
        .collect();
    rt.new_str(&shown?.join(" | "))
}

fn as_set(rt: &Runtime, this: &Obj) -> PyResult {
    let class = rt.type_obj(Builtin::FrozenSet);
    rt.call_with(&class, std::slice::from_ref(&view(this).get().args))
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    if !is_union(other) || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(rt.not_implemented().clone());
    }
    let equal = rt.equal(&as_set(rt, this)?, &as_set(rt, other)?)?;
    rt.new_bool(equal == (op == CompareOp::Eq))
}

fn parameters(rt: &Runtime, this: &Obj) -> PyResult {
    let own = view(this);
    if let Some(known) = own.parameters.get() {
        return Ok(known);
    }
    let found = rt.new_tuple(type_variables::parameters(rt, args(this))?)?;
    own.parameters.set(Some(found.clone()));
    Ok(found)
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    let known = parameters(rt, this)?;
    let made = type_variables::substitute(rt, this, args(this), &known, key)?;
    let mut made = made.into_iter();
    let Some(mut union) = made.next() else {
        return rt.done();
    };
    for part in made {
        union = rt.binary(super::operators::Operator::Or, &union, &part)?;
    }
    Ok(union)
}

fn no_attribute(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    // What every class has would say something about the union itself.
    match plain(name).as_str() {
        "__qualname__" | "__name__" => {
            Err(crate::attributes::no_attribute(rt, this, name))
        }
        "__module__" => rt.intern_str("types"),
        _ => crate::attributes::generic_getattr(rt, this, name),
    }
}

/// The type `types.UnionType`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Union,
    name: "types.UnionType",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyUnionObject>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.visit(&view(this).get().args);
            visitor.field(&view(this).parameters);
        }),
        tp_repr: Some(repr),
        tp_hash: Some(|rt, this| rt.hash(&as_set(rt, this)?)),
        tp_getattro: Some(no_attribute),
        tp_richcompare: Some(richcompare),
        nb_or: Some(or),
        mp_subscript: Some(subscript),
        ..Slots::EMPTY
    },
    getset: &[GetSetDef::get("__parameters__", parameters)],
    members: &[MemberDef::object("__args__", 16)],
    ..TypeSpec::PLAIN
};
