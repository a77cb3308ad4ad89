//! Descriptors of built-in types: what stands in a type's namespace for its methods,
//! computed attributes, fields and slots (`Include/descrobject.h@v3.13.0`).

mod getset;
pub(super) mod member;
mod method;
mod wrapper;

pub use getset::TYPE as GETSET_TYPE;
pub use member::TYPE as MEMBER;
pub use method::{CLASS_METHOD, METHOD};
pub(crate) use method::{
    call_fitting_method, call_method, called, is_late_doc, method_inside,
};
pub use wrapper::TYPE as WRAPPER;

pub(crate) use member::member;
pub(super) use wrapper::call_wrapped;
pub(crate) use wrapper::wrapped;

use crate::object::{self, PyObject, View};
use crate::objects::builtin_function::{plain, text_signature};
use crate::objects::{docs, iter_reduce};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, is_instance};

/// What all descriptors begin with: 40 bytes.
#[repr(C)]
pub struct PyDescrObject {
    /// Count and type.
    pub ob_base: PyObject,
    d_type: Obj,
    d_name: Obj,
    d_qualname: u64,
}

crate::py_struct!(
    PyDescrObject,
    [
        Builtin::MethodDescriptor, Builtin::ClassMethodDescriptor,
        Builtin::GetSetDescriptor, Builtin::MemberDescriptor, Builtin::WrapperDescriptor
    ],
    size 40, d_type @ 16, d_name @ 24
);

impl PyDescrObject {
    fn new(which: View<'_, PyTypeObject>, class: &Obj, name: Obj) -> PyDescrObject {
        PyDescrObject {
            ob_base: PyObject::new(which),
            d_type: class.clone(),
            d_name: name,
            d_qualname: 0,
        }
    }

    /// The type in whose namespace it stands.
    fn owner(&self) -> View<'_, PyTypeObject> {
        self.d_type.expect()
    }

    /// Refuses an instance that is not one of that type.
    fn check(&self, rt: &Runtime, this: &Obj) -> PyResult<()> {
        if is_instance(this, self.owner()) {
            return Ok(());
        }
        Err(rt.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            plain(&self.d_name),
            self.owner().name(),
            this.ty().name()
        )))
    }
}

impl Runtime {
    /// Makes a descriptor.
    fn tracked<T: object::PyStruct<Tail = ()>>(&self, value: T) -> PyResult {
        let made = self.alloc(value)?;
        object::track(&made);
        Ok(made)
    }
}

fn view(this: &Obj) -> View<'_, PyDescrObject> {
    this.expect()
}

/// Takes the instance off the arguments of an unbound call.
fn unbound<'a>(
    rt: &Runtime,
    descriptor: &PyDescrObject,
    args: Args<'a>,
) -> PyResult<(&'a Obj, Args<'a>)> {
    let Some(this) = args.positionals().first() else {
        return Err(rt.type_error(format!(
            "unbound method {}.{}() needs an argument",
            descriptor.owner().short_name(),
            plain(&descriptor.d_name)
        )));
    };
    descriptor.check(rt, this)?;
    let rest = Args {
        items: &args.items[1..],
        names: args.names,
    };
    Ok((this, rest))
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let descriptor = view(this);
    let what = match this.ty().name() {
        "wrapper_descriptor" => "slot wrapper",
        "method_descriptor" | "classmethod_descriptor" => "method",
        "getset_descriptor" => "attribute",
        _ => "member",
    };
    rt.new_str(&format!(
        "<{what} '{}' of '{}' objects>",
        plain(&descriptor.d_name),
        descriptor.get().owner().name()
    ))
}

fn get_qualname(rt: &Runtime, this: &Obj) -> PyResult {
    let descriptor = view(this);
    let class = rt.attr(&descriptor.d_type, "__qualname__")?;
    if crate::objects::str::Text::of(&class).is_none() {
        let message = "<descriptor>.__objclass__.__qualname__ is not a unicode object";
        return Err(rt.type_error(message));
    }
    let (class, name) = (plain(&class), plain(&descriptor.d_name));
    rt.new_str(&format!("{class}.{name}"))
}

fn get_doc(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some((definition, _)) = wrapped(this) {
        return definition.doc(rt);
    }
    let descriptor = view(this);
    let name = plain(&descriptor.d_name);
    match docs::of_attribute(rt, descriptor.get().owner(), &name)? {
        Some(text) => Ok(text),
        None => match method_inside(this) {
            Some(inside) => docs::or_slot(rt, rt.attr(&inside, "__doc__")?, &name),
            None => docs::of_slot(rt, &name, false),
        },
    }
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.visit(&view(this).get().d_type);
}

const GETSET: &[GetSetDef] = &[NAME, OBJCLASS, QUALNAME, DOC];
/// Those of a descriptor that is called, which tells of its parameters too.
const CALLED: &[GetSetDef] = &[NAME, OBJCLASS, QUALNAME, DOC, TEXT_SIGNATURE];

const NAME: GetSetDef =
    GetSetDef::member("__name__", |_, this| Ok(view(this).d_name.clone()));
const OBJCLASS: GetSetDef =
    GetSetDef::member("__objclass__", |_, this| Ok(view(this).d_type.clone()));
const QUALNAME: GetSetDef = GetSetDef::get("__qualname__", get_qualname);
const DOC: GetSetDef = GetSetDef::get("__doc__", get_doc);
const TEXT_SIGNATURE: GetSetDef =
    GetSetDef::get("__text_signature__", |rt, this| match wrapped(this) {
        Some((definition, _)) => rt.new_str(definition.text_signature()),
        None => text_signature(rt, this),
    });

/// A descriptor is made again by looking it up.
const METHODS: &[MethodDef] = &[MethodDef::none("__reduce__", |rt, this| {
    let descriptor = view(this);
    let name = plain(&descriptor.d_name);
    iter_reduce::by_name(rt, descriptor.d_type.clone(), &name)
})];

const COMMON: Slots = Slots {
    tp_repr: Some(repr),
    tp_traverse: Some(traverse),
    ..Slots::EMPTY
};
