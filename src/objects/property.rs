//! property: an attribute that is computed (`Objects/descrobject.c@v3.13.0#propertyobject`).

use super::args::Limits;
use super::builtin_function::plain;
use super::str::Text;
use super::{dict, tuple};
use crate::object::{self, PyObject, View};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A property: 64 bytes.
#[repr(C)]
pub struct PyProperty {
    /// Count and type.
    pub ob_base: PyObject,
    prop_get: Field,
    prop_set: Field,
    prop_del: Field,
    prop_doc: Field,
    prop_name: Field,
    /// 1 where the text of `__doc__` is the getter's.
    getter_doc: Cell<u64>,
}

crate::py_struct!(
    PyProperty, Builtin::Property, size 64, prop_get @ 16, prop_set @ 24, prop_del @ 32,
    prop_doc @ 40, prop_name @ 48
);

fn view(this: &Obj) -> View<'_, PyProperty> {
    this.expect()
}

impl PyProperty {
    fn fields(&self) -> [&Field; 5] {
        [
            &self.prop_get,
            &self.prop_set,
            &self.prop_del,
            &self.prop_doc,
            &self.prop_name,
        ]
    }
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    let made = rt.alloc(PyProperty {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        prop_get: Field::empty(),
        prop_set: Field::empty(),
        prop_del: Field::empty(),
        prop_doc: Field::empty(),
        prop_name: Field::empty(),
        getter_doc: Cell::new(0),
    })?;
    object::track(&made);
    Ok(made)
}

/// The function that computes the attribute.
pub(crate) fn getter(this: &Obj) -> Option<Obj> {
    this.cast::<PyProperty>()?.prop_get.get()
}

fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let names = ["fget", "fset", "fdel", "doc"];
    let [get, set, del, doc] =
        args.parse(rt, "property", names, Limits::required(0))?;
    let given =
        |object: Option<&Obj>| object.filter(|object| !object.is(rt.none())).cloned();
    let property = view(this);
    property.prop_get.set(given(get));
    property.prop_set.set(given(set));
    property.prop_del.set(given(del));
    let mut doc = doc.cloned().filter(|doc| !doc.is(rt.none()));
    property.getter_doc.set(0);
    if doc.is_none()
        && let Some(get) = given(get)
    {
        let name = rt.intern_str("__doc__")?;
        let own = crate::attributes::getattr_optional(rt, &get, &name)?;
        doc = own.filter(|own| !own.is(rt.none()));
        property.getter_doc.set(doc.is_some().into());
    }
    if this.ty().is_exactly(Builtin::Property) {
        property.prop_doc.set(doc);
        return Ok(());
    }
    // The class of a subclass has a text of its own, which hides the property's.
    let from_getter = property.getter_doc.get() != 0;
    property.prop_doc.set(doc.clone());
    let name = rt.intern_str("__doc__")?;
    let shown = doc.unwrap_or_else(|| rt.none().clone());
    match rt.setattr(this, &name, Some(&shown)) {
        Err(_) if !from_getter && rt.swallow(Builtin::AttributeError) => Ok(()),
        result => result,
    }
}

/// The error for what a property does not do.
fn cannot(rt: &Runtime, this: &Obj, instance: &Obj, what: &str) -> Raised {
    let name = view(this).prop_name.get();
    let name = name.as_ref().and_then(Text::of).map(Text::to_rust);
    if let (Some(name), Some(owner)) = (&name, sealed_owner(this, instance)) {
        let message =
            format!("attribute '{name}' of '{owner}' objects is not writable");
        return rt.raise(Builtin::AttributeError, message);
    }
    let class = match rt.attr(&instance.ty().as_obj(), "__qualname__") {
        Ok(class) => plain(&class),
        Err(raised) => return raised,
    };
    let message = match name {
        Some(name) => format!("property '{name}' of '{class}' object has no {what}"),
        None => format!("property of '{class}' object has no {what}"),
    };
    rt.raise(Builtin::AttributeError, message)
}

/// The class that has a property, where CPython has that class in C, and in place of the
/// property a descriptor of its own (`Objects/descrobject.c@v3.13.0#getset_set`).
fn sealed_owner(this: &Obj, instance: &Obj) -> Option<String> {
    let own = |class: &&Obj| {
        let names = class
            .cast::<PyTypeObject>()
            .and_then(|ty| ty.get().tp_dict.get());
        names.is_some_and(|names| dict::items(&names).iter().any(|(_, v)| v.is(this)))
    };
    let mro = instance.ty().tp_mro.get()?;
    let owner = tuple::items(&mro)
        .iter()
        .find(own)?
        .cast::<PyTypeObject>()?;
    let sealed = owner.flags().has(TypeFlags::IMMUTABLETYPE);
    sealed.then(|| owner.name().to_owned())
}

fn descr_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let instance = instance.filter(|instance| !instance.is(rt.none()));
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    match view(this).prop_get.get() {
        // It is the property that refers to the function, and not the call.
        Some(get) => {
            rt.uncounted(get, |get| rt.call_with(get, std::slice::from_ref(instance)))
        }
        None => Err(cannot(rt, this, instance, "getter")),
    }
}

fn descr_set(
    rt: &Runtime,
    this: &Obj,
    instance: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    let property = view(this);
    match value {
        Some(value) => match property.prop_set.get() {
            Some(set) => in_a_row([instance, value].into_iter(), |args| {
                rt.uncounted(set, |set| rt.call_with(set, args)).map(drop)
            }),
            None => Err(cannot(rt, this, instance, "setter")),
        },
        None => match property.prop_del.get() {
            Some(del) => {
                let args = std::slice::from_ref(instance);
                rt.uncounted(del, |del| rt.call_with(del, args)).map(drop)
            }
            None => Err(cannot(rt, this, instance, "deleter")),
        },
    }
}

/// A property like this one with one function exchanged.
fn with(rt: &Runtime, this: &Obj, index: usize, function: &Obj) -> PyResult {
    let property = view(this);
    let mut parts: Vec<Obj> = property.fields()[..3]
        .iter()
        .map(|field| rt.or_none(field))
        .collect();
    parts[index] = function.clone();
    if property.getter_doc.get() == 0
        && let Some(doc) = property.prop_doc.get()
    {
        parts.push(doc);
    }
    let made = rt.call_with(&this.ty().to_obj(), &parts)?;
    if let Some(copy) = made.cast::<PyProperty>() {
        copy.prop_name.set(property.prop_name.get());
    }
    Ok(made)
}

fn set_name(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    if args.len() != 2 {
        return Err(rt.type_error(format!(
            "__set_name__() takes 2 positional arguments but {} were given",
            args.len()
        )));
    }
    view(this).prop_name.set(args.get(1).cloned());
    rt.done()
}

/// The name it was given in a class, or its getter's.
fn get_name(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(name) = view(this).prop_name.get() {
        return Ok(name);
    }
    let _level = rt.deeper("")?;
    let name = rt.intern_str("__name__")?;
    let found = match view(this).prop_get.get() {
        Some(get) => crate::attributes::getattr_optional(rt, &get, &name)?,
        None => None,
    };
    found.ok_or_else(|| crate::attributes::no_attribute(rt, this, &name))
}

/// Whether one of its functions is an abstract method.
fn is_abstract(rt: &Runtime, this: &Obj) -> PyResult {
    let _level = rt.deeper("")?;
    let name = rt.intern_str("__isabstractmethod__")?;
    for field in &view(this).fields()[..3] {
        if let Some(function) = field.get()
            && let Some(mark) =
                crate::attributes::getattr_optional(rt, &function, &name)?
            && rt.is_true(&mark)?
        {
            return rt.new_bool(true);
        }
    }
    rt.new_bool(false)
}

/// The type `property`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Property,
    name: "property",
    basicsize: 64,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyProperty>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            view(this)
                .fields()
                .into_iter()
                .for_each(|field| visitor.field(field));
        }),
        // CPython clears no more than the text, so that one in itself stays for ever.
        tp_clear: Some(|this| {
            let fields = view(this).get().fields();
            fields.into_iter().for_each(|field| field.set(None));
        }),
        tp_new: Some(new),
        tp_init: Some(init),
        tp_descr_get: Some(descr_get),
        tp_descr_set: Some(descr_set),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::one("getter", |rt, this, function| with(rt, this, 0, function)),
        MethodDef::one("setter", |rt, this, function| with(rt, this, 1, function)),
        MethodDef::one("deleter", |rt, this, function| with(rt, this, 2, function)),
        MethodDef::many("__set_name__", set_name),
    ],
    getset: &[
        GetSetDef::get_set("__name__", get_name, |_, this, value| {
            view(this).prop_name.set(value.cloned());
            Ok(())
        }),
        GetSetDef::get("__isabstractmethod__", is_abstract),
    ],
    members: &[
        MemberDef::object("fget", 16),
        MemberDef::object("fset", 24),
        MemberDef::object("fdel", 32),
        MemberDef::object("__doc__", 40).writable(),
    ],
    ..TypeSpec::PLAIN
};
