//! Where an instance keeps its values, and how it comes and goes
//! (`Objects/typeobject.c@v3.13.0#subtype_dealloc`).
//!
//! An instance of a class begins like an instance of the built-in type that the class
//! descends from. Before it stand two words, for its `__dict__` and for weak references
//! to it; behind it a field for each of the `__slots__` of its class and its bases.

use crate::gc;
use crate::object::{self, Dying, PyObject, View};
use crate::objects::object_type::Plain;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::members::{dict_field, slot_fields};
use crate::typeobject::slots::{Args, Visitor};
use crate::typeobject::{PyTypeObject, TypeFlags};

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
    let made = rt.alloc(Plain {
        ob_base: PyObject::new(ty),
    })?;
    if ty.flags().has(TypeFlags::HAVE_GC) {
        object::track(&made);
    }
    Ok(made)
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
        return Err(rt.type_error(format!("{}() takes no arguments", ty.name())));
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
    names.sort();
    let plural = if names.len() == 1 { "" } else { "s" };
    Ok(rt.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract \
         method{plural} '{}'",
        class.expect::<PyTypeObject>().name(),
        names.join("', '")
    )))
}

/// The built-in type that a class descends from.
fn native_base(ty: View<'_, PyTypeObject>) -> Obj {
    let mut class = ty.to_obj();
    while class
        .expect::<PyTypeObject>()
        .flags()
        .has(TypeFlags::HEAPTYPE)
    {
        let base = class.expect::<PyTypeObject>().tp_base.get();
        class = base.expect("every class has a base");
    }
    class
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
        slot_fields(&object).for_each(|field| field.set(None));
        if flags.has(TypeFlags::MANAGED_DICT)
            && let Some(field) = dict_field(&object)
        {
            field.set(None);
        }
        native_base(object.ty())
    };
    let base_dealloc = base.expect::<PyTypeObject>().tp_dealloc.get();
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
            crate::shapes::gc_ring::set_finalized(object);
        }
        finalize(rt, object);
    });
    if let Some(dying) = &revived {
        object::untrack(&dying.as_obj());
    }
    revived
}

/// `tp_traverse` of classes.
pub(crate) fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    slot_fields(this).for_each(|field| visitor.field(field));
    if this.ty().flags().has(TypeFlags::MANAGED_DICT)
        && let Some(field) = dict_field(this)
    {
        visitor.field(field);
    }
    visitor.visit(&this.ty().as_obj());
    let base = native_base(this.ty());
    if let Some(traverse) = base.expect::<PyTypeObject>().tp_traverse.get() {
        traverse(this, visitor);
    }
}

/// `tp_clear` of classes.
pub(crate) fn clear(this: &Obj) {
    slot_fields(this).for_each(|field| field.set(None));
    if this.ty().flags().has(TypeFlags::MANAGED_DICT)
        && let Some(field) = dict_field(this)
    {
        field.set(None);
    }
    let base = native_base(this.ty());
    if let Some(clear) = base.expect::<PyTypeObject>().tp_clear.get() {
        clear(this);
    }
}
