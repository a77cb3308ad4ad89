//! The methods that every object has from `object`
//! (`Objects/typeobject.c@v3.13.0#object_methods`).

use crate::instance;
use crate::objects::builtin_function::plain;
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, GetSetDef, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, heap_type};

/// `repr(object())`: `<module.name object at 0x…>`.
pub(crate) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let class = this.ty().to_obj();
    let module = rt.attr(&class, "__module__");
    let module = match module {
        Ok(module) => plain(&module),
        Err(_) if rt.swallow(Builtin::AttributeError) => String::new(),
        Err(raised) => return Err(raised),
    };
    let name = plain(&rt.attr(&class, "__qualname__")?);
    let name = match module.as_str() {
        "" | "builtins" => name,
        module => format!("{module}.{name}"),
    };
    rt.new_str(&format!("<{name} object at 0x{:x}>", this.id()))
}

fn get_class(_: &Runtime, this: &Obj) -> PyResult {
    Ok(this.ty().to_obj())
}

/// `object.__class__ = C`: for instances of classes of the same shape.
fn set_class(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(rt.type_error("can't delete __class__ attribute"));
    };
    let Some(new) = value.cast::<PyTypeObject>() else {
        let what = value.ty().name();
        return Err(rt.type_error(format!(
            "__class__ must be set to a class, not '{what}' object"
        )));
    };
    let old = this.ty();
    if !old.flags().has(TypeFlags::HEAPTYPE) || !new.flags().has(TypeFlags::HEAPTYPE) {
        return Err(rt.type_error(
            "__class__ assignment only supported for mutable types or ModuleType \
             subclasses",
        ));
    }
    let shape = |ty: &PyTypeObject| {
        let words = TypeFlags::MANAGED
            .with(TypeFlags::HAVE_GC)
            .with(TypeFlags::INLINE_VALUES);
        (
            ty.flags().tag(),
            ty.tp_basicsize.get(),
            ty.flags().and(words),
        )
    };
    if shape(&old) != shape(&new) || !same_slots(&old, &new) {
        return Err(rt.type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name(),
            old.name()
        )));
    }
    // Another class has other keys.
    instance::move_values_to_namespace(rt, this)?;
    rt.set_class(this, new);
    Ok(())
}

/// Whether two classes of the same size have the same `__slots__`.
fn same_slots(a: &PyTypeObject, b: &PyTypeObject) -> bool {
    let base = |ty: &PyTypeObject| ty.tp_base.get();
    let own = |ty: &PyTypeObject, base: &Option<Obj>| {
        let size = base
            .as_ref()
            .map_or(16, |base| base.expect::<PyTypeObject>().tp_basicsize.get());
        ty.tp_basicsize.get() - size
    };
    let (base_a, base_b) = (base(a), base(b));
    let (own_a, own_b) = (own(a, &base_a), own(b, &base_b));
    if own_a == 0 && own_b == 0 {
        return true;
    }
    own_a == own_b && matches!((&base_a, &base_b), (Some(a), Some(b)) if a.is(b))
}

/// `dir(object)`: the names of its own and its classes' attributes.
fn dir(rt: &Runtime, this: &Obj) -> PyResult {
    let names = rt.new_dict()?;
    let add = |namespace: &Obj| -> PyResult<()> {
        for (name, _) in dict::items(namespace) {
            dict::set(rt, &names, &name, rt.none().clone())?;
        }
        Ok(())
    };
    if let Some(namespace) = instance::namespace_if_any(rt, this)? {
        add(&namespace)?;
    }
    let class = match this.cast::<PyTypeObject>() {
        Some(class) => class.to_obj(),
        None => this.ty().to_obj(),
    };
    if let Some(order) = class.expect::<PyTypeObject>().tp_mro.get() {
        for class in tuple::items(&order) {
            if let Some(namespace) = class.expect::<PyTypeObject>().tp_dict.get() {
                add(&namespace)?;
            }
        }
    }
    rt.new_list(dict::keys(&names))
}

/// `object.__sizeof__()`: the bytes of the object, without what stands before it.
fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(crate::sizes::own_size(this))
}

fn format(rt: &Runtime, this: &Obj, spec: &Obj) -> PyResult {
    let text = plain(spec);
    if !text.is_empty() {
        let name = this.ty().name();
        let message = format!("unsupported format string passed to {name}.__format__");
        return Err(rt.type_error(message));
    }
    rt.str_of(this)
}

fn init_subclass(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    if args.items.is_empty() {
        return rt.done();
    }
    let name = class.expect::<PyTypeObject>().name();
    Err(rt.type_error(format!(
        "{name}.__init_subclass__() takes no keyword arguments"
    )))
}

fn subclass_hook(rt: &Runtime, _: &Obj, _: Args<'_>) -> PyResult {
    Ok(rt.not_implemented().clone())
}

/// `copy.copy` and `copy.deepcopy` ask for this: how to make the object again.
fn reduce_ex(rt: &Runtime, this: &Obj, _: &Obj) -> PyResult {
    let class = this.ty().to_obj();
    let new = rt.attr(&class, "__new__")?;
    let args = rt.new_tuple(vec![class])?;
    let state = get_state(rt, this)?;
    rt.new_tuple(vec![new, args, state])
}

/// What an object has besides its built-in value: its dict, or None; where its classes
/// have `__slots__`, a pair of that and a dict of those
/// (`Objects/typeobject.c@v3.13.0#object_getstate_default`).
fn get_state(rt: &Runtime, this: &Obj) -> PyResult {
    let values = instance::namespace_if_any(rt, this)?;
    let values = values.unwrap_or_else(|| rt.none().clone());
    let order = this.ty().tp_mro.get();
    let classes = order.as_ref().map_or(&[][..], tuple::items);
    let filled = rt.new_dict()?;
    for class in classes {
        let heap = heap_type(class.expect::<PyTypeObject>());
        let names = heap.and_then(|heap| heap.ht_slots.get());
        for name in names.as_ref().map_or(&[][..], tuple::items) {
            if let Some(value) = super::getattr_optional(rt, this, name)? {
                dict::set(rt, &filled, name, value)?;
            }
        }
    }
    if dict::len(&filled) == 0 {
        return Ok(values);
    }
    rt.new_tuple(vec![values, filled])
}

/// The methods of `object`.
pub static METHODS: &[MethodDef] = &[
    MethodDef::none("__dir__", dir).doc("Default dir() implementation."),
    MethodDef::none("__sizeof__", sizeof).doc("Size of object in memory, in bytes."),
    MethodDef::one("__format__", format).doc("Default object formatter."),
    MethodDef::one("__reduce_ex__", reduce_ex).doc("Helper for pickle."),
    MethodDef {
        name: "__init_subclass__",
        function: Function::Class(init_subclass),
        doc: "This method is called when a class is subclassed.",
    },
    MethodDef {
        name: "__subclasshook__",
        function: Function::Class(subclass_hook),
        doc: "Abstract classes can override this to customize issubclass().",
    },
];

/// The computed attributes of `object`.
pub static GETSET: &[GetSetDef] =
    &[GetSetDef::get_set("__class__", get_class, set_class)];
