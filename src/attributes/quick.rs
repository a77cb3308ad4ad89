//! Attributes that are found without asking anybody
//! (`Python/specialize.c@v3.13.0#specialize_instance_load_attr`).
//!
//! The cache of class attributes remembers what each answer means for an instance, and
//! where instances of the class have the name among their own values. That settles most
//! of what programs read, write and call. Where it does not, nothing has happened, and
//! the long way is gone. (CPython keeps the same knowledge beside each instruction.)

use super::descriptors::member;
use super::{generic_getattr, generic_setattr};
use crate::object::View;
use crate::objects::dict::{self, Equality};
use crate::objects::{class_methods, module, property};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::inline_values::{self, Known};
use crate::shapes::members;
use crate::typeobject::slots::{Assign, Binary};
use crate::typeobject::type_cache::{Answer, Kind};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// What an instance makes of a class attribute.
pub(super) fn kind(ty: View<'_, PyTypeObject>, found: Option<&Obj>) -> Kind {
    let Some(found) = found else {
        return Kind::Nothing;
    };
    let descriptor = found.ty();
    if descriptor.flags().has(TypeFlags::HEAPTYPE) {
        // Its class may become a descriptor's later.
        return Kind::Other;
    }
    if descriptor.flags().has(TypeFlags::METHOD_DESCRIPTOR) {
        return Kind::Method;
    }
    if let Some(offset) = member::slot_of(found, ty) {
        return Kind::Slot(offset);
    }
    if descriptor.is_exactly(Builtin::StaticMethod) {
        return Kind::Static;
    }
    if descriptor.is_exactly(Builtin::Property) {
        return Kind::Property;
    }
    let asks = descriptor.tp_descr_get.get().is_some();
    match asks || descriptor.tp_descr_set.get().is_some() {
        true => Kind::Other,
        false => Kind::Plain,
    }
}

/// The answer of the class, where its instances have no ways of their own.
#[inline(always)]
fn ask<'a>(rt: &'a Runtime, this: &Obj, name: &Obj) -> Option<Answer<'a>> {
    rt.type_cache.answer(this.ty(), name)
}

/// What the instance's own values say.
#[inline(always)]
fn own<'a>(rt: &Runtime, this: &'a Obj, name: &Obj, answer: Answer<'_>) -> Known<'a> {
    match inline_values::place(this, answer.index()) {
        Known::Unknown => {
            look_again(rt, this, name, answer);
            inline_values::place(this, answer.index())
        }
        known => known,
    }
}

/// Finds out where the instances have a name; the class may have got it since.
#[inline(never)]
fn look_again(rt: &Runtime, this: &Obj, name: &Obj, answer: Answer<'_>) {
    if let Some(index) = inline_values::index_of(this.ty(), name, &Equality(rt)) {
        answer.set_index(index);
    }
}

/// `this.name`
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn load(rt: &Runtime, this: &Obj, name: &Obj) -> Option<Obj> {
    if !has_generic_get(this) {
        return load_of_others(rt, this, name);
    }
    let answer = ask(rt, this, name)?;
    match answer.kind() {
        Kind::Slot(offset) => members::slot(this, offset).get(),
        Kind::Other | Kind::Property => None,
        kind => match own(rt, this, name, answer) {
            Known::At(field) if !field.is_empty() => field.get(),
            Known::At(_) | Known::Nothing => unbound(kind, answer),
            Known::Unknown | Known::Elsewhere => None,
        },
    }
}

/// A class attribute that is the same for all who ask.
#[inline(always)]
fn unbound(kind: Kind, answer: Answer<'_>) -> Option<Obj> {
    match kind {
        Kind::Plain => answer.value(),
        Kind::Static => class_methods::callable(&answer.value()?),
        _ => None,
    }
}

/// `this.name` of a class or a module.
#[inline(never)]
pub(crate) fn load_of_others(rt: &Runtime, this: &Obj, name: &Obj) -> Option<Obj> {
    let ty = this.ty();
    let asks = ty.tp_getattro.get()?;
    let of_classes: Binary = super::type_methods::getattro;
    let is_class = std::ptr::fn_addr_eq(asks, of_classes);
    if !is_class && !ty.is_exactly(Builtin::Module) {
        return None;
    }
    match ask(rt, this, name)?.kind() {
        // The class of classes, or of modules, does not come first.
        Kind::Nothing | Kind::Plain | Kind::Method | Kind::Static => {}
        _ => return None,
    }
    if !is_class {
        return dict::guess(rt, &module::namespace(this)?, name)?;
    }
    let answer = rt.type_cache.answer(this.cast::<PyTypeObject>()?, name)?;
    match answer.kind() {
        // A function is no method where it is asked for by its class.
        Kind::Method => answer.value(),
        kind => unbound(kind, answer),
    }
}

/// The function that computes `this.name`, where that is a property.
pub(crate) fn getter(rt: &Runtime, this: &Obj, name: &Obj) -> Option<Obj> {
    let answer = ask(rt, this, name)?;
    let computed = answer.kind() == Kind::Property && has_generic_get(this);
    computed.then(|| property::getter(&answer.value()?))?
}

/// `this.name`, to be called with `this` as its first argument.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn load_method(rt: &Runtime, this: &Obj, name: &Obj) -> Option<Obj> {
    let answer = ask(rt, this, name)?;
    if answer.kind() != Kind::Method || !has_generic_get(this) {
        return None;
    }
    match own(rt, this, name, answer) {
        Known::At(field) if field.is_empty() => answer.value(),
        Known::Nothing => answer.value(),
        _ => None,
    }
}

/// `this.name = value`, if that is simple: what was there before.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn store(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    value: &Obj,
) -> Option<Option<Obj>> {
    let answer = ask(rt, this, name)?;
    if !has_generic_set(this) {
        return None;
    }
    match answer.kind() {
        Kind::Slot(offset) => {
            Some(members::slot(this, offset).replace(Some(value.clone())))
        }
        Kind::Other | Kind::Property => None,
        _ => {
            own(rt, this, name, answer);
            inline_values::store_at(this, answer.index(), value)
        }
    }
}

#[inline(always)]
fn has_generic_get(this: &Obj) -> bool {
    let generic: Binary = generic_getattr;
    let slot = this.ty().tp_getattro.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, generic))
}

#[inline(always)]
fn has_generic_set(this: &Obj) -> bool {
    let generic: Assign = generic_setattr;
    let slot = this.ty().tp_setattro.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, generic))
}
