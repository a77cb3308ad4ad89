//! Attributes: what `x.name` finds (`Objects/object.c@v3.13.0#_PyObject_GenericGetAttrWithDict`).
//!
//! A class keeps its attributes in a dict, and looks into those of its bases in a fixed
//! order, the MRO. What is found there may be a *descriptor*: an object that computes
//! the attribute, as functions do when they become methods. An instance may have a dict
//! of its own. Three places, and a rule which of them comes first:
//! 1. a descriptor of the class that can also be assigned to (a property, a slot);
//! 2. the instance's own dict;
//! 3. whatever else the class has, bound to the instance if it is a descriptor.

pub(crate) mod bases;
pub mod class;
pub mod descriptors;
pub mod instance_check;
mod layout;
pub mod method_wrapper;
pub mod mro;
pub mod object_methods;
pub mod populate;
pub(crate) mod quick;
mod reduce;
pub mod slot_defs;
mod slot_docs;
pub(crate) mod slot_functions;
pub mod type_methods;

pub(crate) use descriptors::is_late_doc;

use crate::instance;
use crate::object::View;
use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::objects::exception_types;
use crate::objects::str::Text;
use crate::objects::tuple;
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{Pending, PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::shapes::key_table::is_text;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// The tables of the types that this floor adds.
pub static SPECS: &[&TypeSpec] = &[
    &descriptors::METHOD,
    &descriptors::CLASS_METHOD,
    &descriptors::GETSET_TYPE,
    &descriptors::MEMBER,
    &descriptors::WRAPPER,
    &method_wrapper::TYPE,
];

/// Fills the slots of `object` and `type` that wait for this floor.
pub(crate) fn install(rt: &Runtime) {
    let object = rt.ty(Builtin::Object);
    object.tp_getattro.set(Some(generic_getattr));
    object.tp_setattro.set(Some(generic_setattr));
    object.tp_repr.set(Some(object_methods::repr));
    object.tp_new.set(Some(crate::instance::new));
    object.tp_init.set(Some(crate::instance::init));
    let class = rt.ty(Builtin::Type);
    class.tp_call.set(Some(type_methods::call));
    class.tp_getattro.set(Some(type_methods::getattro));
    class.tp_setattro.set(Some(type_methods::setattro));
    class.tp_repr.set(Some(type_methods::repr));
    class.tp_new.set(Some(class::new));
    class.tp_init.set(Some(|rt, _, args| {
        if matches!(args.positionals().len(), 1 | 3) {
            return Ok(());
        }
        Err(rt.type_error("type.__init__() takes 1 or 3 arguments"))
    }));
}

/// The class attribute with this name: the first that the MRO leads to. It is returned
/// as it stands in the namespace, not bound.
#[inline]
pub(crate) fn lookup(ty: View<'_, PyTypeObject>, name: &Obj) -> Option<Obj> {
    let cache = &ty.runtime().type_cache;
    match cache.get(ty, name) {
        Some(known) => known,
        None => lookup_anew(ty, name),
    }
}

/// Asks the class and its bases, and remembers the answer.
#[inline(never)]
fn lookup_anew(ty: View<'_, PyTypeObject>, name: &Obj) -> Option<Obj> {
    let mro = ty.tp_mro.get()?;
    let namespaces = tuple::items(&mro)
        .iter()
        .filter_map(|class| class.expect::<PyTypeObject>().tp_dict.get());
    let mut simple = is_text(name);
    let mut found = None;
    for namespace in namespaces {
        // Keys other than strs may run code as they are compared.
        simple &= dict::table(&namespace).is_unicode();
        dict::table(&namespace).watch();
        found = dict::get_name(&namespace, name);
        if found.is_some() {
            break;
        }
    }
    if simple {
        let kind = quick::kind(ty, found.as_ref());
        ty.runtime().type_cache.put(ty, name, found.as_ref(), kind);
    }
    found
}

/// `object.name`, unless the type has ways of its own.
pub(crate) fn generic_getattr(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    match find(rt, this, name)? {
        Some(found) => Ok(found),
        None => Err(no_attribute(rt, this, name)),
    }
}

/// The three places, in order; `None` if none of them has it.
fn find(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    let known = rt.type_cache.get(this.ty(), name);
    if let Some(None) = known {
        return instance::get(rt, this, name);
    }
    let ty = this.ty().to_obj();
    let descriptor = match known {
        Some(found) => found,
        None => {
            check_name(rt, name)?;
            lookup(ty.expect::<PyTypeObject>(), name)
        }
    };
    let get = descriptor
        .as_ref()
        .and_then(|found| found.ty().tp_descr_get.get());
    if let (Some(descriptor), Some(get)) = (&descriptor, get)
        && descriptor.ty().tp_descr_set.get().is_some()
    {
        return get(rt, descriptor, Some(this), Some(&ty)).map(Some);
    }
    if let Some(found) = instance::get(rt, this, name)? {
        return Ok(Some(found));
    }
    match (descriptor, get) {
        (Some(descriptor), Some(get)) => {
            get(rt, &descriptor, Some(this), Some(&ty)).map(Some)
        }
        (descriptor, _) => Ok(descriptor),
    }
}

/// What `LOAD_ATTR` finds for a call: a function to call with the instance first, or an
/// attribute to call as it is. Saves making a method object.
pub(crate) fn load_method(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
) -> PyResult<(Obj, Option<Obj>)> {
    if !is_generic(this.ty()) {
        return Ok((rt.getattr(this, name)?, None));
    }
    let ty = this.ty();
    if let Some(descriptor) = lookup(ty, name)
        && descriptor.ty().flags().has(TypeFlags::METHOD_DESCRIPTOR)
    {
        if let Some(found) = instance::get(rt, this, name)? {
            return Ok((found, None));
        }
        return Ok((descriptors::called(descriptor), Some(this.clone())));
    }
    Ok((generic_getattr(rt, this, name)?, None))
}

/// Whether attributes of instances are looked up as they are of most types.
pub(crate) fn is_generic(ty: View<'_, PyTypeObject>) -> bool {
    ty.tp_getattro.get().is_some_and(|slot| {
        std::ptr::fn_addr_eq(slot, generic_getattr as fn(_, _, _) -> _)
    })
}

/// `object.name = value` or `del object.name`, unless the type has ways of its own.
pub(crate) fn generic_setattr(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    if let Some(None) = rt.type_cache.get(this.ty(), name)
        && value.is_some()
        && instance::has_namespace(this)
    {
        // The class has no say: the value is the instance's own.
        return instance::set(rt, this, name, value).map(|_| ());
    }
    check_name(rt, name)?;
    let ty = this.ty().to_obj();
    let descriptor = lookup(ty.expect::<PyTypeObject>(), name);
    if let Some(descriptor) = &descriptor
        && let Some(set) = descriptor.ty().tp_descr_set.get()
    {
        return set(rt, descriptor, this, value);
    }
    if !instance::has_namespace(this) {
        let class = this.ty().get().full_name().to_owned();
        let attribute = plain(name);
        if descriptor.is_some() {
            let message =
                format!("'{class}' object attribute '{attribute}' is read-only");
            return Err(rt.raise(Builtin::AttributeError, message));
        }
        let message = format!(
            "'{class}' object has no attribute '{attribute}' and no __dict__ for \
             setting new attributes"
        );
        let fields = [("name", name), ("obj", this)];
        return Err(rt.raise_with(Builtin::AttributeError, &message, &fields));
    }
    let deletes = value.is_none();
    if instance::set(rt, this, name, value)? || !deletes {
        return Ok(());
    }
    // C says nothing more of one that is not among inline values
    // (`Objects/dictobject.c@v3.13.0#store_instance_attr_lock_held`).
    match crate::shapes::inline_values::is_valid(this) {
        true => Err(rt.raise(Builtin::AttributeError, no_attribute_text(this, name))),
        false => Err(no_attribute(rt, this, name)),
    }
}

/// The error for an attribute that is nowhere.
pub(crate) fn no_attribute(rt: &Runtime, this: &Obj, name: &Obj) -> Raised {
    rt.raise_with(
        Builtin::AttributeError,
        &no_attribute_text(this, name),
        &[("name", name), ("obj", this)],
    )
}

fn no_attribute_text(this: &Obj, name: &Obj) -> String {
    let class = this.ty().full_name().to_owned();
    format!("'{class}' object has no attribute '{}'", plain(name))
}

/// An AttributeError that a program raised in a method of its own is told which attribute
/// of what was asked for, unless it was told so already
/// (`Objects/object.c@v3.13.0#_PyObject_SetAttributeErrorContext`).
#[cold]
pub(crate) fn told_which(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    raised: Raised,
) -> Raised {
    if !rt.raised_is(Builtin::AttributeError) {
        return raised;
    }
    let raised = match rt.take_pending() {
        Some(thrown @ Pending::Thrown(_)) => return rt.raise_pending(thrown),
        Some(pending) => rt.raise_pending(pending),
        None => return raised,
    };
    let Some(error) = rt.fetch(raised) else {
        return rt.raise_pending(Pending::Stopped);
    };
    let fields = [("name", name), ("obj", this)];
    let field = |name: &str| exception_types::field(&error, name);
    if fields
        .iter()
        .all(|(name, _)| field(name).is_some_and(Field::is_empty))
    {
        for (name, value) in fields {
            exception_types::set_field(&error, name, Some(value.clone()));
        }
    }
    rt.raise_object(error)
}

/// Attribute names are strings.
pub(crate) fn check_name(rt: &Runtime, name: &Obj) -> PyResult<()> {
    if Text::of(name).is_some() {
        return Ok(());
    }
    let what = name.ty().name();
    Err(rt.type_error(format!("attribute name must be string, not '{what}'")))
}

/// `object.name` where a missing one is no error.
pub(crate) fn getattr_optional(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
) -> PyResult<Option<Obj>> {
    match rt.getattr(this, name) {
        Ok(found) => Ok(Some(found)),
        Err(_) if rt.swallow(Builtin::AttributeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

impl Runtime {
    /// `object.name` for a name in this source.
    pub(crate) fn attr(&self, object: &Obj, name: &str) -> PyResult {
        self.getattr(object, &self.intern_str(name)?)
    }

    /// Calls `object.name(*args)`.
    pub(crate) fn call_method(
        &self,
        object: &Obj,
        name: &str,
        args: &[Obj],
    ) -> PyResult {
        let (function, instance) = load_method(self, object, &self.intern_str(name)?)?;
        match instance {
            None => self.call_with(&function, args),
            Some(instance) => {
                drop(instance);
                in_a_row([object].into_iter().chain(args), |items| {
                    self.call_with(&function, items)
                })
            }
        }
    }
}
