//! SimpleNamespace: an object that is nothing but its attributes
//! (`Objects/namespaceobject.c@v3.13.0`).

use super::args::check_count;
use super::dict;
use super::dict_merge;
use super::str::Text;
use super::text_builder::TextBuilder;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, CompareOp, MethodDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_instance};

/// A namespace: 24 bytes.
#[repr(C)]
pub struct PyNamespaceObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// Its `__dict__`.
    ns_dict: Field,
}

crate::py_struct!(
    PyNamespaceObject, Builtin::SimpleNamespace, size 24, ns_dict @ 16
);

fn view(this: &Obj) -> View<'_, PyNamespaceObject> {
    this.expect()
}

/// The attributes, made where they were cleared.
fn attributes(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(own) = view(this).ns_dict.get() {
        return Ok(own);
    }
    let made = rt.new_dict()?;
    view(this).ns_dict.set(Some(made.clone()));
    Ok(made)
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    let made = rt.alloc(PyNamespaceObject {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        ns_dict: Field::new(Some(rt.new_dict()?)),
    })?;
    object::track(&made);
    Ok(made)
}

fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let name = this.ty().short_name().to_owned();
    check_count(rt, &name, args.positionals().len(), 0, 1)?;
    let own = attributes(rt, this)?;
    if let Some(first) = args.positionals().first() {
        let given = if dict::is_dict(first) {
            first.clone()
        } else {
            rt.call_with(&rt.type_obj(Builtin::Dict), std::slice::from_ref(first))?
        };
        if dict::keys(&given).iter().any(|key| Text::of(key).is_none()) {
            return Err(rt.type_error("keywords must be strings"));
        }
        dict_merge::update(rt, &own, &given)?;
    }
    for (name, value) in args.keywords() {
        dict::set(rt, &own, name, value.clone())?;
    }
    Ok(())
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let class = this.ty();
    let name = match class.is_exactly(Builtin::SimpleNamespace) {
        true => "namespace",
        false => class.short_name(),
    };
    if !rt.repr_enter(this)? {
        return rt.new_str(&format!("{name}(...)"));
    }
    let result = attributes(rt, this).and_then(|own| {
        let mut text = TextBuilder::new();
        text.push_str(&format!("{name}("));
        let mut first = true;
        for (name, value) in dict::items(&own) {
            if Text::of(&name).is_none_or(Text::is_empty) {
                continue;
            }
            if !std::mem::take(&mut first) {
                text.push_str(", ");
            }
            text.push_obj(&name);
            text.push_str("=");
            text.push_repr(rt, &value)?;
        }
        text.push_str(")");
        text.finish(rt)
    });
    rt.repr_leave(this);
    result
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let class = rt.ty(Builtin::SimpleNamespace);
    if !is_instance(this, class) || !is_instance(other, class) {
        return Ok(rt.not_implemented().clone());
    }
    rt.richcompare(&attributes(rt, this)?, &attributes(rt, other)?, op)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let parts = vec![
        this.ty().to_obj(),
        rt.new_tuple(Vec::new())?,
        attributes(rt, this)?,
    ];
    rt.new_tuple(parts)
}

/// A namespace of the same class with some attributes changed.
fn replace(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    if !args.positionals().is_empty() {
        let given = args.positionals().len();
        let message =
            format!("__replace__() takes no positional arguments ({given} given)");
        return Err(rt.type_error(message));
    }
    let made = rt.call_with(&this.ty().to_obj(), &[])?;
    let own = attributes(rt, &made)?;
    dict_merge::update(rt, &own, &attributes(rt, this)?)?;
    for (name, value) in args.keywords() {
        dict::set(rt, &own, name, value.clone())?;
    }
    Ok(made)
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    view(&this.as_obj()).ns_dict.set(None);
    this.finish::<PyNamespaceObject>(rt);
}

/// The type `types.SimpleNamespace`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::SimpleNamespace,
    name: "types.SimpleNamespace",
    basicsize: 24,
    dictoffset: 16,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_new: Some(new),
        tp_init: Some(init),
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).ns_dict);
        }),
        tp_clear: Some(|this| view(this).ns_dict.set(None)),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", reduce),
        MethodDef::keywords("__replace__", replace),
    ],
    members: &[MemberDef::object("__dict__", 16)],
    ..TypeSpec::PLAIN
};
