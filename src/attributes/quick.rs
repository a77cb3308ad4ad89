//! Attributes that are found without asking anybody
//! (`Python/specialize.c@v3.13.0#specialize_instance_load_attr`).
//!
//! The cache of class attributes remembers what each answer means for an instance, and
//! where instances of the class have the name among their own values. That settles most
//! of what programs read, write and call. Where it does not, nothing has happened, and
//! the long way is gone. Which way it was is remembered beside the name
//! ([`Place`]), as CPython does beside each instruction.

use super::descriptors::{called, member};
use super::{generic_getattr, generic_setattr};
use crate::object::View;
use crate::objects::dict::Equality;
use crate::objects::{class_methods, dict_names, module, property};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::inline_values::{self, Known};
use crate::shapes::members;
use crate::typeobject::places::{Place, Way};
use crate::typeobject::slots::{Assign, Binary};
use crate::typeobject::type_cache::{Answer, Index, Kind};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// What an instance makes of a class attribute.
pub(super) fn kind(ty: View<'_, PyTypeObject>, found: Option<&Obj>) -> Kind {
    let Some(found) = found else {
        return Kind::Nothing;
    };
    let descriptor = found.ty();
    if descriptor.flags().has(TypeFlags::HEAPTYPE) {
        // Where its class becomes a descriptor's later, answers are forgotten.
        return of_other(descriptor);
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
    of_other(descriptor)
}

fn of_other(descriptor: View<'_, PyTypeObject>) -> Kind {
    let asks = descriptor.tp_descr_get.get().is_some();
    match asks || descriptor.tp_descr_set.get().is_some() {
        true => Kind::Other,
        false => Kind::Plain,
    }
}

/// The answer of the class, where its instances have no ways of their own.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn ask<'a>(rt: &'a Runtime, this: &Obj, name: &Obj) -> Option<Answer<'a>> {
    rt.type_cache.answer(this.ty(), name)
}

/// What the instance's own values say.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
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

/// `this.name`, if it is remembered what way leads there.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn known(rt: &Runtime, this: &Obj, place: &Place) -> Option<Obj> {
    let cache = &rt.type_cache;
    let Some(seen) = place.seen(cache, this.ty()) else {
        let seen = place.seen_itself(cache, this)?;
        return match seen.way() {
            Way::OfClass => seen.value(),
            Way::StaticOfClass => class_methods::callable(&seen.value()?),
            _ => None,
        };
    };
    match seen.way() {
        Way::Own(index) => inline_values::value_at(this, index),
        Way::Slot(offset) => members::slot(this, offset).get(),
        Way::Class if inline_values::has_only(this, seen.keys()) => seen.value(),
        Way::Module(index) => module::value_at(this, seen.keys(), index),
        _ => None,
    }
}

/// The same for an attribute that is to be called with `this` as its first argument.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn known_method(rt: &Runtime, this: &Obj, place: &Place) -> Option<Obj> {
    let seen = place.seen(&rt.type_cache, this.ty())?;
    let is_method =
        seen.way() == Way::Method && inline_values::has_only(this, seen.keys());
    is_method.then(|| seen.value())?
}

/// Remembers what way leads to `this.name`, to read it or to store it.
#[inline(never)]
pub(crate) fn learn(rt: &Runtime, this: &Obj, name: &Obj, place: &Place, stores: bool) {
    let cache = &rt.type_cache;
    if !place.is_willing(cache) {
        return;
    }
    let ty = this.ty();
    let Some(answer) = ask(rt, this, name) else {
        return;
    };
    if has_generic_get(this) {
        let (way, keys) = way_of_instance(rt, this, name, answer, stores);
        let value = match way {
            Way::Method => answer.value().map(called),
            _ => answer.value(),
        };
        return place.remember(cache, ty, way, value.as_ref(), keys);
    }
    match answer.kind() {
        Kind::Nothing | Kind::Plain | Kind::Method | Kind::Static => {}
        _ => return,
    }
    if is_class(this) {
        let Some(class) = this.cast::<PyTypeObject>() else {
            return;
        };
        let Some(answer) = cache.answer(class, name) else {
            return;
        };
        let way = match answer.kind() {
            Kind::Plain | Kind::Method => Way::OfClass,
            Kind::Static => Way::StaticOfClass,
            _ => return,
        };
        place.remember(cache, class, way, answer.value().as_ref(), 0);
    } else if ty.is_exactly(Builtin::Module)
        && !module::is_late(this, name)
        && let Some(namespace) = module::namespace(this)
        && let Some((keys, Some(index))) =
            dict_names::place_of_name(rt, &namespace, name)
    {
        place.remember(cache, ty, Way::Module(index), None, keys);
    }
}

/// The way from an instance, and how many names it has for its own values where that
/// matters.
fn way_of_instance(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    answer: Answer<'_>,
    stores: bool,
) -> (Way, u32) {
    // What an instance has itself is read and stored the same way.
    let both = has_generic_set(this);
    match answer.kind() {
        Kind::Slot(offset) if both => return (Way::Slot(offset), 0),
        Kind::Slot(_) | Kind::Other => return (Way::None, 0),
        Kind::Property => return (Way::Property, 0),
        _ => {}
    }
    let own = own(rt, this, name, answer);
    match (own, answer.index(), answer.kind()) {
        (Known::At(field), Index::At(index), _)
            if both && (stores || !field.is_empty()) =>
        {
            (Way::Own(index), 0)
        }
        (Known::Nothing, index, kind) => {
            let keys = match index {
                Index::Nowhere(names) => names,
                _ => 0,
            };
            match kind {
                Kind::Plain => (Way::Class, keys),
                Kind::Method => (Way::Method, keys),
                _ => (Way::None, 0),
            }
        }
        _ => (Way::None, 0),
    }
}

/// `this.name`, where that is simple.
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
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn unbound(kind: Kind, answer: Answer<'_>) -> Option<Obj> {
    match kind {
        Kind::Plain => answer.value(),
        Kind::Static => class_methods::callable(&answer.value()?),
        _ => None,
    }
}

/// Whether this is a class that has the ways of `type`.
fn is_class(this: &Obj) -> bool {
    let of_classes: Binary = super::type_methods::getattro;
    let slot = this.ty().tp_getattro.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, of_classes))
}

/// `this.name` of a class or a module.
fn load_of_others(rt: &Runtime, this: &Obj, name: &Obj) -> Option<Obj> {
    let is_class = is_class(this);
    if !is_class && !this.ty().is_exactly(Builtin::Module) {
        return None;
    }
    match ask(rt, this, name)?.kind() {
        // The class of classes, or of modules, does not come first.
        Kind::Nothing | Kind::Plain | Kind::Method | Kind::Static => {}
        _ => return None,
    }
    if !is_class {
        if module::is_late(this, name) {
            return None;
        }
        return dict_names::guess(rt, &module::namespace(this)?, name)?;
    }
    let answer = rt.type_cache.answer(this.cast::<PyTypeObject>()?, name)?;
    match answer.kind() {
        // A function is no method where it is asked for by its class.
        Kind::Method => answer.value(),
        kind => unbound(kind, answer),
    }
}

/// The function that computes `this.name`, where that is a property.
pub(crate) fn getter(rt: &Runtime, this: &Obj, place: &Place) -> Option<Obj> {
    let seen = place.seen(&rt.type_cache, this.ty())?;
    let computed = seen.way() == Way::Property;
    computed.then(|| property::getter(&seen.value()?))?
}

/// `this.name`, to be called with `this` as its first argument.
pub(crate) fn load_method(rt: &Runtime, this: &Obj, name: &Obj) -> Option<Obj> {
    let answer = ask(rt, this, name)?;
    if answer.kind() != Kind::Method || !has_generic_get(this) {
        return None;
    }
    match own(rt, this, name, answer) {
        Known::At(field) if field.is_empty() => answer.value().map(called),
        Known::Nothing => answer.value().map(called),
        _ => None,
    }
}

/// `this.name = value`, if it is remembered what way leads there: what was there before.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn store(
    rt: &Runtime,
    this: &Obj,
    place: &Place,
    value: &Obj,
) -> Option<Option<Obj>> {
    match place.seen(&rt.type_cache, this.ty())?.way() {
        Way::Own(index) => inline_values::store_at(this, Index::At(index), value),
        Way::Slot(offset) => {
            Some(members::slot(this, offset).replace(Some(value.clone())))
        }
        _ => None,
    }
}

/// `this.name = value`, if that is simple: what was there before.
#[inline(never)]
pub(crate) fn store_anew(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    place: &Place,
    value: &Obj,
) -> Option<Option<Obj>> {
    learn(rt, this, name, place, true);
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

#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn has_generic_get(this: &Obj) -> bool {
    let generic: Binary = generic_getattr;
    let slot = this.ty().tp_getattro.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, generic))
}

#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn has_generic_set(this: &Obj) -> bool {
    let generic: Assign = generic_setattr;
    let slot = this.ty().tp_setattro.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, generic))
}
