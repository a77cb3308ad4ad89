//! Bases and subclasses: a class knows both, and `__bases__` can be assigned
//! (`Objects/typeobject.c@v3.13.0#type_set_bases_unlocked`).
//!
//! With other bases a class has another MRO, and so have all its subclasses; each may
//! compute it in a way of its own (`mro()` of its metaclass), which may fail, or assign
//! `__bases__` itself. If anything fails, all is as before.

use super::{class, mro, type_methods};
use crate::object::View;
use crate::objects::type_type::forget_subclass;
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, heap_type, is_subtype};
use crate::weakref;

fn ty(class: &Obj) -> View<'_, PyTypeObject> {
    class.expect()
}

/// Lets each base know its new subclass, by a weak reference.
pub(super) fn register_subclass(rt: &Runtime, class: &Obj, bases: &[Obj]) {
    for base in bases {
        if subclasses(base).iter().any(|known| known.is(class)) {
            continue;
        }
        if add_subclass(rt, ty(base).get(), class).is_err() {
            rt.clear_raised();
        }
    }
}

/// A class has weak references to its subclasses, by their addresses
/// (`Objects/typeobject.c@v3.13.0#add_subclass`).
fn add_subclass(rt: &Runtime, base: &PyTypeObject, class: &Obj) -> PyResult<()> {
    let key = rt.new_int(class.id() as i64)?;
    let reference = weakref::new_ref(rt, rt.ty(Builtin::WeakRef), class, None)?;
    let known = match base.tp_subclasses.get() {
        Some(known) => known,
        None => rt.new_dict()?,
    };
    base.tp_subclasses.set(Some(known.clone()));
    dict::set(rt, &known, &key, reference)
}

/// Lets each base forget a subclass.
fn forget_in_bases(rt: &Runtime, class: &Obj, bases: &[Obj]) -> PyResult<()> {
    for base in bases {
        forget_subclass(rt, ty(base).get(), class)?;
    }
    Ok(())
}

/// The direct subclasses that are alive.
pub(crate) fn subclasses(class: &Obj) -> Vec<Obj> {
    let known = ty(class).tp_subclasses.get();
    let references = known.map_or_else(Vec::new, |known| dict::values(&known));
    references.iter().filter_map(weakref::target).collect()
}

/// The direct subclasses, with those that are there from the start: these stand on no
/// list of their base's.
pub(super) fn all_subclasses(rt: &Runtime, class: &Obj) -> Vec<Obj> {
    let is_below = |other: &Obj| {
        let bases = ty(other).tp_bases.get();
        bases.is_some_and(|bases| tuple::items(&bases).iter().any(|it| it.is(class)))
    };
    let born = Builtin::ALL.iter().filter_map(|born| rt.try_ty(*born));
    let mut all: Vec<Obj> = born.map(|born| born.to_obj()).filter(is_below).collect();
    if ty(class).flags().has(TypeFlags::BASE_EXC_SUBCLASS) {
        // By their names; but the class of a group is made last.
        let group = rt.type_obj(Builtin::ExceptionGroup);
        all.sort_by_cached_key(|error| (error.is(&group), ty(error).name().to_owned()));
    }
    all.extend(subclasses(class));
    all
}

/// The order that a class's metaclass gives it: C3's, or what its own `mro()` returns.
fn compute_mro(rt: &Runtime, class: &Obj) -> PyResult {
    let bases = ty(class).tp_bases.get();
    let bases = bases.as_ref().map_or(&[][..], tuple::items);
    if class.ty().is_exactly(Builtin::Type) {
        let order = mro::linearize(rt, class, bases)?;
        // Where several orders are merged, that is in a list.
        let merged = match bases.len() {
            1 => None,
            _ => Some(rt.new_list(order.clone())?),
        };
        let order = rt.new_tuple(order)?;
        drop(merged);
        return Ok(order);
    }
    let found = super::slot_functions::call_special(rt, class, "mro", &[])?;
    let Some(found) = found else {
        return Err(rt.raise(Builtin::AttributeError, "mro"));
    };
    let order = rt.collect(&found)?;
    if order.is_empty() {
        return Err(rt.type_error("type MRO must not be empty"));
    }
    let solid = class::solid_base(class);
    for base in &order {
        let Some(base_type) = base.cast::<PyTypeObject>() else {
            let what = base.ty().name();
            let message = format!("mro() returned a non-class ('{what}')");
            return Err(rt.type_error(message));
        };
        if !is_subtype(ty(&solid), ty(&class::solid_base(base))) {
            return Err(rt.type_error(format!(
                "mro() returned base with unsuitable layout ('{}')",
                base_type.name()
            )));
        }
    }
    rt.new_tuple(order)
}

fn set_mro(rt: &Runtime, class: &Obj, order: Option<Obj>) {
    rt.type_cache.forget_all();
    ty(class).tp_mro.set(order);
}

/// Gives a class its order; false if its `mro()` did so itself, by assigning
/// `__bases__`.
pub(super) fn update_mro(rt: &Runtime, class: &Obj) -> PyResult<bool> {
    let old = ty(class).tp_mro.get();
    let order = compute_mro(rt, class)?;
    let unchanged = match (&old, ty(class).tp_mro.get()) {
        (None, None) => true,
        (Some(old), Some(now)) => old.is(&now),
        _ => false,
    };
    if unchanged {
        set_mro(rt, class, Some(order));
    }
    Ok(unchanged)
}

/// A class whose order has changed, with the new one and the one before.
type Change = (Obj, Option<Obj>, Option<Obj>);

/// Gives a class and all its subclasses new orders.
fn update_hierarchy(
    rt: &Runtime,
    class: &Obj,
    changes: &mut Vec<Change>,
) -> PyResult<()> {
    let _level = rt.deeper("")?;
    let old = ty(class).tp_mro.get();
    if !update_mro(rt, class)? {
        return Ok(());
    }
    changes.push((class.clone(), ty(class).tp_mro.get(), old));
    for subclass in subclasses(class) {
        update_hierarchy(rt, &subclass, changes)?;
    }
    Ok(())
}

/// Fills the slots of a class and its subclasses anew.
pub(super) fn refill(rt: &Runtime, class: &Obj) -> PyResult<()> {
    let _level = rt.deeper("")?;
    class::fill_all(rt, ty(class))?;
    // What was remembered meanwhile is of the slots as they were.
    rt.type_cache.forget_all();
    for subclass in subclasses(class) {
        refill(rt, &subclass)?;
    }
    Ok(())
}

/// `C.__bases__ = bases`.
pub(super) fn set_bases(
    rt: &Runtime,
    class: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    type_methods::mutable(rt, class, "__bases__", value)?;
    let Some(bases) = value else { return Ok(()) };
    let name = ty(class).name();
    if bases.cast::<PyTuple>().is_none() {
        let what = bases.ty().name();
        return Err(rt.type_error(format!(
            "can only assign tuple to {name}.__bases__, not {what}"
        )));
    }
    if tuple::items(bases).is_empty() {
        return Err(rt.type_error(format!(
            "can only assign non-empty tuple to {name}.__bases__, not ()"
        )));
    }
    for base in tuple::items(bases) {
        let Some(base_type) = base.cast::<PyTypeObject>() else {
            let what = base.ty().name();
            return Err(rt.type_error(format!(
                "{name}.__bases__ must be tuple of classes, not '{what}'"
            )));
        };
        if is_subtype(base_type, ty(class)) || descends(base, class) {
            let message = "a __bases__ item causes an inheritance cycle";
            return Err(rt.type_error(message));
        }
    }
    let base = class::best_base(rt, tuple::items(bases))?;
    let old_base = ty(class).tp_base.get();
    if let Some(old_base) = &old_base {
        check_layout(rt, "__bases__", ty(old_base), ty(&base))?;
    }
    let old_bases = ty(class).tp_bases.get();
    let is_ours = || ty(class).tp_bases.get().is_some_and(|now| now.is(bases));
    ty(class).tp_bases.set(Some(bases.clone()));
    ty(class).tp_base.set(Some(base));
    let mut changes = Vec::new();
    if let Err(raised) = update_hierarchy(rt, class, &mut changes) {
        for (changed, new, old) in changes {
            let now = ty(&changed).tp_mro.get();
            if matches!((&now, &new), (Some(now), Some(new)) if now.is(new)) {
                set_mro(rt, &changed, old);
            }
        }
        if is_ours() {
            ty(class).tp_bases.set(old_bases);
            ty(class).tp_base.set(old_base);
        }
        return Err(raised);
    }
    if !is_ours() {
        return Ok(());
    }
    forget_in_bases(rt, class, old_bases.as_ref().map_or(&[][..], tuple::items))?;
    register_subclass(rt, class, tuple::items(bases));
    refill(rt, class)
}

/// Whether the first bases of a class lead to another one, whatever its MRO says.
fn descends(class: &Obj, from: &Obj) -> bool {
    let mut next = Some(class.clone());
    while let Some(class) = next {
        if class.is(from) {
            return true;
        }
        next = ty(&class).tp_base.get();
    }
    false
}

/// What instances of a class are made of: sizes, offsets, and the words before them.
fn layout(ty: &PyTypeObject) -> (u8, [i64; 4], TypeFlags) {
    let words = TypeFlags::MANAGED
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::INLINE_VALUES);
    let sizes = [
        ty.tp_basicsize.get(),
        ty.tp_itemsize.get(),
        ty.tp_dictoffset.get(),
        ty.tp_weaklistoffset.get(),
    ];
    (ty.flags().tag(), sizes, ty.flags().and(words))
}

/// Whether instances of one class can become instances of another, or a class's bases
/// be exchanged (`Objects/typeobject.c@v3.13.0#compatible_for_assignment`). It is hard
/// to say of two structs of the same size whether they are the same; but a class that
/// adds nothing to its base has its base's.
pub(super) fn check_layout(
    rt: &Runtime,
    attribute: &str,
    old: View<'_, PyTypeObject>,
    new: View<'_, PyTypeObject>,
) -> PyResult<()> {
    let refuse = |what: &str| {
        Err(rt.type_error(format!(
            "{attribute} assignment: '{}' {what} differs from '{}'",
            new.name(),
            old.name()
        )))
    };
    let is_container = |ty: &PyTypeObject| ty.flags().has(TypeFlags::HAVE_GC);
    if is_container(&old) != is_container(&new) {
        return refuse("deallocator");
    }
    let (old_root, new_root) = (plainest(&old.to_obj()), plainest(&new.to_obj()));
    let same = old_root.is(&new_root) || {
        let base = |class: &Obj| ty(class).tp_base.get();
        matches!(
            (base(&old_root), base(&new_root)),
            (Some(old), Some(new)) if old.is(&new)
        ) && same_slots_added(rt, ty(&old_root), ty(&new_root))?
    };
    if !same || layout(&old) != layout(&new) {
        return refuse("object layout");
    }
    Ok(())
}

/// The furthest base to which a class and those between add nothing.
fn plainest(class: &Obj) -> Obj {
    let mut class = class.clone();
    loop {
        match ty(&class).tp_base.get() {
            Some(base) if layout(&ty(&class)) == layout(&ty(&base)) => class = base,
            _ => return class,
        }
    }
}

/// Whether two classes with the same base add the same to it.
fn same_slots_added(
    rt: &Runtime,
    a: View<'_, PyTypeObject>,
    b: View<'_, PyTypeObject>,
) -> PyResult<bool> {
    let (Some(a), Some(b)) = (heap_type(a), heap_type(b)) else {
        return Ok(false);
    };
    match (a.ht_slots.get(), b.ht_slots.get()) {
        (Some(a), Some(b)) => rt.equal(&a, &b),
        (None, None) => Ok(true),
        _ => Ok(false),
    }
}
