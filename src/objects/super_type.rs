//! super: an object's attributes from the next class on (`Objects/typeobject.c@v3.13.0#superobject`).
//!
//! It remembers a class, and an instance (or a class) whose MRO has that class in it.
//! An attribute is looked up in what comes behind the class in that order, and bound to
//! the instance. Without arguments, both come from the method that runs: the class from
//! the cell `__class__`, which the compiler adds to methods that mention `super`, the
//! instance from the first argument.

use super::cell::PyCellObject;
use super::code::PyCodeObject;
use super::str::Text;
use super::tuple;
use super::{dict, dict_names};
use crate::attributes::{generic_getattr, getattr_optional, is_generic};
use crate::object::{self, PyObject, View};
use crate::python::frame::Frame;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::places::{Place, Way};
use crate::typeobject::slots::{Args, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_subtype};

/// A super object: 40 bytes.
#[repr(C)]
pub struct PySuperObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The class behind which the search begins.
    class: Field,
    /// The instance or class that attributes are bound to; nothing if unbound.
    obj: Field,
    /// The class whose MRO is searched.
    obj_type: Field,
}

crate::py_struct!(
    PySuperObject, Builtin::Super, size 40, class @ 16, obj @ 24, obj_type @ 32
);

fn view(this: &Obj) -> View<'_, PySuperObject> {
    this.expect()
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    let made = rt.alloc(PySuperObject {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        class: Field::empty(),
        obj: Field::empty(),
        obj_type: Field::empty(),
    })?;
    object::track(&made);
    Ok(made)
}

fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let (class, obj) = match args.only(rt, "super", 0, 2)? {
        [] => {
            let (class, obj) = from_frame(rt)?;
            (class, Some(obj))
        }
        [class, obj @ ..] => {
            if class.cast::<PyTypeObject>().is_none() {
                let what = class.ty().name();
                let message = format!("super() argument 1 must be a type, not {what}");
                return Err(rt.type_error(message));
            }
            let obj = obj.first().filter(|obj| !obj.is(rt.none()));
            (class.clone(), obj.cloned())
        }
    };
    bind(rt, this, class, obj)
}

fn bind(rt: &Runtime, this: &Obj, class: Obj, obj: Option<Obj>) -> PyResult<()> {
    let start = obj.as_ref().map(|obj| check(rt, &class, obj)).transpose()?;
    let own = view(this);
    own.class.set(Some(class));
    own.obj.set(obj);
    own.obj_type.set(start);
    Ok(())
}

/// What `super()` without arguments stands for in the method that runs.
fn from_frame(rt: &Runtime) -> PyResult<(Obj, Obj)> {
    let wrong = |message: &str| rt.raise(Builtin::RuntimeError, message);
    let frame = rt.python().frame();
    let frame = frame.ok_or_else(|| wrong("super(): no current frame"))?;
    if frame.code().argcount() == 0 {
        return Err(wrong("super(): no arguments"));
    }
    let obj = match frame.row.get(0) {
        Some(cell) if frame.code().kind(0) & CO_FAST_CELL != 0 => {
            match cell.cast::<PyCellObject>() {
                Some(view) => view.ob_ref.get(),
                None => Some(cell),
            }
        }
        held => held,
    };
    let obj = obj.ok_or_else(|| wrong("super(): arg[0] deleted"))?;
    let cell =
        class_cell(&frame).ok_or_else(|| wrong("super(): __class__ cell not found"))?;
    let Some(cell) = cell.cast::<PyCellObject>() else {
        return Err(wrong("super(): bad __class__ cell"));
    };
    let class = cell
        .ob_ref
        .get()
        .ok_or_else(|| wrong("super(): empty __class__ cell"))?;
    if class.cast::<PyTypeObject>().is_none() {
        let what = class.ty().name();
        let message = format!("super(): __class__ is not a type ({what})");
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    Ok((class, obj))
}

/// The kind of a variable that lives in a cell.
const CO_FAST_CELL: u8 = 0x40;

/// The variable `__class__` among those of outer scopes.
fn class_cell(frame: &Frame) -> Option<Obj> {
    let code: View<'_, PyCodeObject> = frame.code();
    let first = code.nlocalsplus() - code.nfreevars();
    let names = &code.localsplusnames()[first..];
    let index = names.iter().position(is_class)?;
    frame.row.get(first + index)
}

fn is_class(name: &Obj) -> bool {
    Text::of(name).is_some_and(|name| name.data() == b"__class__")
}

/// Whether a class has an order that leaves the other out, were it the same class.
fn disowned(own: View<'_, PyTypeObject>, class: &Obj) -> bool {
    let mro = own.tp_mro.get();
    mro.is_some_and(|mro| !tuple::items(&mro).iter().any(|item| item.is(class)))
}

/// The class whose MRO is searched for an object: the object itself where it is a kind
/// of the class, else its type.
fn check(rt: &Runtime, class: &Obj, obj: &Obj) -> PyResult {
    let ty = class.expect::<PyTypeObject>();
    if let Some(own) = obj.cast::<PyTypeObject>()
        && is_subtype(own, ty)
        && !disowned(own, class)
    {
        return Ok(obj.clone());
    }
    if is_subtype(obj.ty(), ty) {
        return Ok(obj.ty().to_obj());
    }
    let claimed = getattr_optional(rt, obj, &rt.intern_str("__class__")?)?;
    if let Some(claimed) = claimed
        && let Some(view) = claimed.cast::<PyTypeObject>()
        && is_subtype(view, ty)
    {
        return Ok(claimed);
    }
    let (kind, name) = match obj.cast::<PyTypeObject>() {
        Some(own) => ("type", own.full_name().to_owned()),
        None => ("instance of", obj.ty().full_name().to_owned()),
    };
    Err(rt.type_error(format!(
        "super(type, obj): obj ({kind} {name}) is not an instance or subtype of type \
         ({}).",
        ty.full_name()
    )))
}

/// The attribute as it stands in the first class behind `class` that has it.
fn behind(class: &Obj, start: &Obj, name: &Obj) -> Option<Obj> {
    let mro = start.expect::<PyTypeObject>().tp_mro.get()?;
    let order = tuple::items(&mro);
    let at = order.iter().position(|other| other.is(class))?;
    order[at + 1..].iter().find_map(|class| {
        let namespace = class.expect::<PyTypeObject>().tp_dict.get()?;
        dict::get_name(&namespace, name)
    })
}

/// The method behind `class`, if it is remembered for instances of this type.
fn known_method(rt: &Runtime, place: &Place, class: &Obj, obj: &Obj) -> Option<Obj> {
    let ty = obj.ty();
    let seen = place.seen(&rt.type_cache, ty)?;
    let Way::Super(at) = seen.way() else {
        return None;
    };
    let is_there = |mro: Option<&Obj>| {
        let other = tuple::items(mro?).get(at as usize);
        Some(other?.is(class))
    };
    match ty.tp_mro.peek(is_there) {
        Some(true) => seen.value(),
        _ => None,
    }
}

/// Remembers a method that was found behind `class`. As with what is in the cache of
/// class attributes, the dicts that were looked into are watched from now on.
fn learn_method(rt: &Runtime, place: &Place, class: &Obj, obj: &Obj, name: &Obj) {
    let ty = obj.ty();
    let Some(mro) = ty.tp_mro.get().filter(|_| place.is_willing(&rt.type_cache)) else {
        return;
    };
    let order = tuple::items(&mro);
    let Some(at) = order.iter().position(|other| other.is(class)) else {
        return;
    };
    for class in &order[at + 1..] {
        let Some(namespace) = class.expect::<PyTypeObject>().tp_dict.get() else {
            return;
        };
        let Some(found) = dict_names::guess(rt, &namespace, name) else {
            return;
        };
        dict::table(&namespace).watch();
        if found.is_some() {
            let way = Way::Super(at as u32);
            return place.remember(&rt.type_cache, ty, way, found.as_ref(), 0);
        }
    }
}

fn getattro(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    let own = view(this);
    let (Some(class), Some(obj), Some(start)) =
        (own.class.get(), own.obj.get(), own.obj_type.get())
    else {
        return generic_getattr(rt, this, name);
    };
    // `super().__class__` is super itself.
    let found = (!is_class(name)).then(|| behind(&class, &start, name));
    match found.flatten() {
        Some(found) => bound(rt, found, &obj, &start),
        None => generic_getattr(rt, this, name),
    }
}

fn bound(rt: &Runtime, found: Obj, obj: &Obj, start: &Obj) -> PyResult {
    match found.ty().tp_descr_get.get() {
        Some(get) => {
            let instance = (!obj.is(start)).then_some(obj);
            get(rt, &found, instance, Some(start))
        }
        None => Ok(found),
    }
}

/// `super(class, obj).name` without a super object in between: what to call, and the
/// instance to call it with where it is a method that need not be bound.
pub(crate) fn load(
    rt: &Runtime,
    class: &Obj,
    obj: &Obj,
    name: &Obj,
    as_method: bool,
    place: &Place,
) -> PyResult<(Obj, Option<Obj>)> {
    if as_method && let Some(method) = known_method(rt, place, class, obj) {
        return Ok((method, Some(obj.clone())));
    }
    if class.cast::<PyTypeObject>().is_none() {
        let what = class.ty().name();
        let message = format!("super() argument 1 must be a type, not {what}");
        return Err(rt.type_error(message));
    }
    if !obj.is(rt.none()) && !is_class(name) {
        let start = check(rt, class, obj)?;
        if let Some(found) = behind(class, &start, name) {
            let method = found.ty().flags().has(TypeFlags::METHOD_DESCRIPTOR);
            if as_method && method && !obj.is(&start) {
                let first = !place.was_asked();
                if start.is(&obj.ty().as_obj()) && obj.cast::<PyTypeObject>().is_none()
                {
                    learn_method(rt, place, class, obj, name);
                }
                // The first time, and where attributes are looked up in another way,
                // CPython binds what it finds (`LOAD_SUPER_ATTR_METHOD`).
                if !first && is_generic(obj.ty()) {
                    return Ok((found, Some(obj.clone())));
                }
            }
            return Ok((bound(rt, found, obj, &start)?, None));
        }
    }
    let args = [class.clone(), obj.clone()];
    let proxy = rt.call_with(&rt.type_obj(Builtin::Super), &args)?;
    Ok((rt.getattr(&proxy, name)?, None))
}

/// An unbound super in a class, looked up through an instance, becomes a bound one.
/// (CPython goes down where `__init__` was never called; here that one stays as it is.)
fn descr_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let own = view(this);
    let instance = instance.filter(|instance| !instance.is(rt.none()));
    let (Some(instance), Some(class), true) =
        (instance, own.class.get(), own.obj.is_empty())
    else {
        return Ok(this.clone());
    };
    if !this.ty().is_exactly(Builtin::Super) {
        return rt.call_with(&this.ty().to_obj(), &[class, instance.clone()]);
    }
    let made = new(rt, &this.ty().to_obj(), Args::positional(&[]))?;
    bind(rt, &made, class, Some(instance.clone()))?;
    Ok(made)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let own = view(this);
    let name = |class: &Field| {
        let class = class.get();
        class.map_or("NULL".to_owned(), |class| {
            class.expect::<PyTypeObject>().name().to_owned()
        })
    };
    let class = name(&own.class);
    rt.new_str(&if own.obj_type.is_empty() {
        format!("<super: <class '{class}'>, NULL>")
    } else {
        let object = name(&own.obj_type);
        format!("<super: <class '{class}'>, <{object} object>>")
    })
}

/// The type `super`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Super,
    name: "super",
    basicsize: 40,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PySuperObject>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            let own = view(this);
            visitor.field(&own.obj);
            visitor.field(&own.class);
            visitor.field(&own.obj_type);
        }),
        // Not in CPython, where one of itself stays for ever.
        tp_clear: Some(|this| view(this).obj.set(None)),
        tp_getattro: Some(getattro),
        tp_repr: Some(repr),
        tp_descr_get: Some(descr_get),
        tp_new: Some(new),
        tp_init: Some(init),
        ..Slots::EMPTY
    },
    members: &[
        MemberDef::object("__thisclass__", 16),
        MemberDef::object("__self__", 24),
        MemberDef::object("__self_class__", 32),
    ],
    ..TypeSpec::PLAIN
};
