//! SimpleNamespace: attributes and nothing else (`Objects/namespaceobject.c@v3.13.0`).

use super::builtin_function::plain;
use super::dict;
use crate::object::{self, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, CompareOp, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// A namespace: 24 bytes.
#[repr(C)]
pub struct PyNamespaceObject {
    /// Count and type.
    pub ob_base: PyObject,
    ns_dict: Field,
}

crate::py_struct!(PyNamespaceObject, Builtin::SimpleNamespace, size 24, ns_dict @ 16);

fn view(this: &Obj) -> View<'_, PyNamespaceObject> {
    this.expect()
}

/// The attributes, as a dict.
fn attributes(rt: &Runtime, this: &Obj) -> PyResult {
    crate::attributes::type_methods::get_dict(rt, this)
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    let made = rt.alloc(PyNamespaceObject {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        ns_dict: Field::new(Some(rt.new_dict()?)),
    })?;
    object::track(&made);
    Ok(made)
}

/// `SimpleNamespace(mapping_or_iterable=(), /, **kwargs)`
fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let own = attributes(rt, this)?;
    match args.positionals() {
        [] => {}
        [given] => {
            let made = rt.call_with(&rt.type_obj(Builtin::Dict), &[given.clone()])?;
            for (name, value) in dict::items(&made) {
                if super::str::Text::of(&name).is_none() {
                    return Err(rt.type_error("keywords must be strings"));
                }
                dict::set(rt, &own, &name, value)?;
            }
        }
        many => {
            let name = this.ty().name().to_owned();
            return Err(rt.type_error(format!(
                "{name} expected at most 1 argument, got {}",
                many.len()
            )));
        }
    }
    for (name, value) in args.keywords() {
        dict::set(rt, &own, name, value.clone())?;
    }
    Ok(())
}

impl Runtime {
    /// A namespace with these attributes.
    pub(crate) fn new_namespace(&self, attributes: &[(&str, Obj)]) -> PyResult {
        let class = self.type_obj(Builtin::SimpleNamespace);
        let made = new(self, &class, Args::positional(&[]))?;
        for (name, value) in attributes {
            self.setattr(&made, &self.intern_str(name)?, Some(value.clone()))?;
        }
        Ok(made)
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let name = match this.ty().is_exactly(Builtin::SimpleNamespace) {
        true => "namespace".to_owned(),
        false => this.ty().name().to_owned(),
    };
    if !rt.repr_enter(this) {
        return rt.new_str(&format!("{name}(...)"));
    }
    let shown = shown(rt, this);
    rt.repr_leave(this);
    rt.new_str(&format!("{name}({})", shown?.join(", ")))
}

fn shown(rt: &Runtime, this: &Obj) -> PyResult<Vec<String>> {
    let mut shown = Vec::new();
    for (key, value) in dict::items(&attributes(rt, this)?) {
        if super::str::Text::of(&key).is_some_and(|key| !key.is_empty()) {
            shown.push(format!("{}={}", plain(&key), plain(&rt.repr(&value)?)));
        }
    }
    Ok(shown)
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    if this.cast::<PyNamespaceObject>().is_none()
        || other.cast::<PyNamespaceObject>().is_none()
    {
        return Ok(rt.not_implemented().clone());
    }
    rt.richcompare(&attributes(rt, this)?, &attributes(rt, other)?, op)
}

/// `copy.replace(namespace, **changes)`
fn replace(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    if !args.positionals().is_empty() {
        let given = args.positionals().len();
        return Err(rt.type_error(format!(
            "__replace__() takes no positional arguments ({given} given)"
        )));
    }
    let made = rt.call_with(&this.ty().to_obj(), &[])?;
    let (from, to) = (attributes(rt, this)?, attributes(rt, &made)?);
    for (name, value) in dict::items(&from) {
        dict::set(rt, &to, &name, value)?;
    }
    for (name, value) in args.keywords() {
        dict::set(rt, &to, name, value.clone())?;
    }
    Ok(made)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let (class, empty) = (this.ty().to_obj(), rt.new_tuple(Vec::new())?);
    rt.new_tuple(vec![class, empty, attributes(rt, this)?])
}

/// The type `types.SimpleNamespace`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::SimpleNamespace,
    name: "types.SimpleNamespace",
    basicsize: 24,
    dictoffset: 16,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    doc: "A simple attribute-based namespace.",
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyNamespaceObject>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).ns_dict);
        }),
        tp_clear: Some(|this| view(this).ns_dict.set(None)),
        tp_new: Some(new),
        tp_init: Some(init),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", reduce)
            .doc("Return state information for pickling"),
        MethodDef::keywords("__replace__", replace)
            .doc("Return a copy of the namespace object with new values."),
    ],
    ..TypeSpec::PLAIN
};
