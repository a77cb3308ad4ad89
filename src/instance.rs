//! Where an instance keeps its values, and how it comes and goes
//! (`Objects/typeobject.c@v3.13.0#subtype_dealloc`).
//!
//! An instance of a class begins like an instance of the built-in type that the class
//! descends from. Before it stand two words, for its `__dict__` and for weak references
//! to it; behind it a field for each of the `__slots__` of its class and its bases, or
//! its values, whose names the class keeps for all its instances
//! ([`crate::shapes::inline_values`]).
//!
//! There is no dict until somebody asks for one ([`namespace`]). Then it shows the
//! values in the instance, and what is changed here is changed there.

use crate::gc;
use crate::object::{self, Dying, PyObject, View};
use crate::objects::dict::{self, Equality};
use crate::objects::object_type::Plain;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::inline_values::{self, Found, Stored};
use crate::shapes::members::{dict_field, slot_fields, visit_class, visit_slots};
use crate::typeobject::slots::{Args, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// `object.__new__`: a new instance with nothing in it.
pub(crate) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let ty = class.expect::<PyTypeObject>();
    if !args.items.is_empty() {
        let overrides_new = !is_slot(ty.tp_new.get(), new);
        if overrides_new {
            let message =
                "object.__new__() takes exactly one argument (the type to instantiate)";
            return Err(rt.type_error(message));
        }
        if is_init(ty) {
            return Err(rt.type_error(format!("{}() takes no arguments", ty.name())));
        }
    }
    if ty.flags().has(TypeFlags::IS_ABSTRACT) {
        return Err(abstract_error(rt, class)?);
    }
    make(rt, ty)
}

/// A new instance of a class whose instances begin like plain objects.
pub(crate) fn make(rt: &Runtime, ty: View<'_, PyTypeObject>) -> PyResult {
    rt.alloc(Plain {
        ob_base: PyObject::new(ty),
    })
}

/// `object.__init__`: takes no arguments, unless `__new__` is the class's own.
pub(crate) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    if args.items.is_empty() {
        return Ok(());
    }
    let ty = this.ty();
    if !is_init(ty) {
        let message =
            "object.__init__() takes exactly one argument (the instance to initialize)";
        return Err(rt.type_error(message));
    }
    if is_slot(ty.tp_new.get(), new) {
        return Err(rt.type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            ty.name()
        )));
    }
    Ok(())
}

fn is_slot(
    slot: Option<crate::typeobject::slots::Call>,
    function: crate::typeobject::slots::Call,
) -> bool {
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, function))
}

fn is_init(ty: View<'_, PyTypeObject>) -> bool {
    let init: crate::typeobject::slots::Init = init;
    ty.tp_init
        .get()
        .is_some_and(|slot| std::ptr::fn_addr_eq(slot, init))
}

fn abstract_error(rt: &Runtime, class: &Obj) -> PyResult<crate::runtime::Raised> {
    let names = rt.attr(class, "__abstractmethods__")?;
    let mut names: Vec<String> = rt
        .collect(&names)?
        .iter()
        .map(crate::objects::builtin_function::plain)
        .collect();
    crate::shapes::order::sort(&mut names, Ord::cmp);
    let plural = if names.len() == 1 { "" } else { "s" };
    Ok(rt.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract \
         method{plural} '{}'",
        class.expect::<PyTypeObject>().name(),
        names.join("', '")
    )))
}

/// An attribute of the instance itself.
#[inline]
pub(crate) fn get(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    match inline_values::get(this, name, &Equality(rt)) {
        Found::Value(value) => return Ok(Some(value)),
        Found::Nothing => return Ok(None),
        Found::Elsewhere => {}
    }
    let values = match inline_values::is_valid(this) {
        // The name is of a subclass of str, which may compare in its own way.
        true => namespace(rt, this)?,
        false => dict_field(this).and_then(|field| field.get()),
    };
    match values {
        Some(values) => dict::get(rt, &values, name),
        None => Ok(None),
    }
}

/// Whether objects of this type can have attributes of their own.
pub(crate) fn has_namespace(this: &Obj) -> bool {
    dict_field(this).is_some()
}

/// Sets an attribute of the instance itself, or unsets it; says whether it was there.
#[inline]
pub(crate) fn set(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    value: Option<&Obj>,
) -> PyResult<bool> {
    let Some(field) = dict_field(this) else {
        return Ok(false);
    };
    if inline_values::is_valid(this) {
        let shown = field.get();
        let table = shown.as_ref().map(dict::table);
        let with = Equality(rt);
        let stored = inline_values::store(rt, this, table, name, value.cloned(), &with);
        if let Stored::Done(old) = stored {
            return Ok(old.is_some());
        }
    }
    let values = match field.get() {
        Some(values) => values,
        None if value.is_none() && !inline_values::is_valid(this) => return Ok(false),
        None => match namespace(rt, this)? {
            Some(values) => values,
            None => return Ok(false),
        },
    };
    match value {
        Some(value) => dict::set(rt, &values, name, value.clone()).map(|()| true),
        None => dict::del(rt, &values, name),
    }
}

/// `object.__dict__`, made when it is first asked for; `None` if the type has none.
pub(crate) fn namespace(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let Some(field) = dict_field(this) else {
        return Ok(None);
    };
    if let Some(values) = field.get() {
        return Ok(Some(values));
    }
    let values = match inline_values::show(rt, this) {
        Some(table) => {
            let values = rt.alloc_dict(table)?;
            dict::track_if_needed(&values);
            values
        }
        None => match inline_values::table_for(rt, this)? {
            Some(table) => rt.alloc_dict(table)?,
            None => rt.new_dict()?,
        },
    };
    field.set(Some(values.clone()));
    Ok(Some(values))
}

/// Gives an instance another dict, or none: the values that it had go, unless somebody
/// else holds the old dict.
pub(crate) fn set_namespace(
    rt: &Runtime,
    this: &Obj,
    values: Option<Obj>,
) -> PyResult<()> {
    if let Some(field) = dict_field(this) {
        part(rt, this)?;
        let old = field.replace(values);
        inline_values::abandon(this);
        drop(old);
    }
    Ok(())
}

/// Parts an instance from its values: they go to its dict, which it then has for sure.
pub(crate) fn move_values_to_namespace(rt: &Runtime, this: &Obj) -> PyResult<()> {
    if inline_values::is_valid(this) {
        namespace(rt, this)?;
        part(rt, this)?;
    }
    Ok(())
}

/// Makes the dict of an instance keep its values when the instance does not.
fn part(rt: &Runtime, this: &Obj) -> PyResult<()> {
    let shown = dict_field(this).and_then(|field| field.get());
    match shown.filter(|shown| shown.cast::<dict::PyDictObject>().is_some()) {
        Some(shown) => {
            inline_values::detach(rt, this, dict::table(&shown))?;
            // The collector may not know the dict, though it knew the instance that had
            // these values; and it does not learn of it now.
            if !object::is_tracked(&shown) {
                rt.lent.lost.note(&shown);
            }
            Ok(())
        }
        None => Ok(()),
    }
}

/// Lets go of the values of an instance and of its dict.
fn clear_namespace(rt: &Runtime, this: &Obj) {
    let Some(field) = dict_field(this) else {
        return;
    };
    let shared = field.peek(|shown| shown.is_some_and(|shown| shown.refcnt() > 1));
    if shared && part(rt, this).is_err() {
        // No memory to move the values to: the dict loses them.
        rt.clear_raised();
        if let Some(shown) = field.get() {
            dict::clear(rt, &shown);
            dict::table(&shown).leave_instance(rt);
        }
    }
    drop(field.take());
    inline_values::abandon(this);
}

/// The built-in type that a class descends from.
#[inline]
fn native_base<'a>(rt: &'a Runtime, this: &Obj) -> View<'a, PyTypeObject> {
    rt.ty(Builtin::ALL[usize::from(this.ty().flags().tag())])
}
/// `tp_dealloc` of classes: last words first, then the weak references, the slots, the
/// dict, and last what the built-in base has.
pub(crate) fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    let Some(this) = last_words(rt, this) else {
        return;
    };
    let base = {
        let object = this.as_obj();
        let flags = object.ty().flags();
        if flags.has(TypeFlags::MANAGED_WEAKREF)
            || object.ty().tp_weaklistoffset.get() > 0
        {
            crate::weakref::clear_weakrefs(rt, &object);
        }
        if has_fields(&object) {
            slot_fields(&object).for_each(|field| field.set(None));
        }
        if flags.has(TypeFlags::MANAGED_DICT) {
            clear_namespace(rt, &object);
        }
        native_base(rt, &object)
    };
    let base_dealloc = base.tp_dealloc.get();
    base_dealloc.expect("every type can free its objects")(rt, this);
}

/// Calls the finalizer, once in an object's life. `None` if that kept the object alive.
fn last_words(rt: &Runtime, this: Dying) -> Option<Dying> {
    let finalize = this.as_obj().ty().tp_finalize.get();
    let Some(finalize) = finalize else {
        return Some(this);
    };
    let gc = object::is_gc(&this.as_obj());
    if gc && gc::is_finalized(&this.as_obj()) {
        return Some(this);
    }
    let revived = this.while_alive(|object| {
        if gc {
            object::track(object);
        }
        finalize(rt, object);
        if gc {
            crate::shapes::gc_ring::set_finalized(object);
        }
    });
    if let Some(dying) = &revived {
        object::untrack(&dying.as_obj());
    }
    revived
}

/// Whether there is anything in an instance behind its header, but for a dict's values.
/// Most have nothing there, so that a walk along the bases of their class can be spared.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn has_fields(this: &Obj) -> bool {
    this.ty().tp_basicsize.get() as usize > size_of::<PyObject>()
}

/// `tp_traverse` of classes.
pub(crate) fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let has_fields = has_fields(this);
    if has_fields {
        visit_slots(this, visitor);
    }
    if this.ty().flags().has(TypeFlags::MANAGED_DICT)
        && let Some(field) = dict_field(this)
    {
        // The dict that shows these values is left out: nothing leads on from it.
        if !inline_values::visit(this, visitor) {
            visitor.field(field);
        }
    }
    if !has_fields {
        return visitor.visit(&this.ty().as_obj());
    }
    visit_class(this, visitor);
    if let Some(traverse) = native_base(this.runtime(), this).tp_traverse.get() {
        traverse(this, visitor);
    }
}

/// `tp_clear` of classes.
pub(crate) fn clear(this: &Obj) {
    slot_fields(this).for_each(|field| field.set(None));
    if this.ty().flags().has(TypeFlags::MANAGED_DICT) {
        clear_namespace(this.runtime(), this);
    }
    if let Some(clear) = native_base(this.runtime(), this).tp_clear.get() {
        clear(this);
    }
}

#[cfg(test)]
mod tests;
