//! The methods that every object has from `object`
//! (`Objects/typeobject.c@v3.13.0#object_methods`).

use super::reduce;
use crate::instance;
use crate::object::{self, View};
use crate::objects::builtin_function::plain;
use crate::objects::str::Text;
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, GetSetDef, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, is_subtype};

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
    let is_module = |ty| is_subtype(ty, rt.ty(Builtin::Module));
    let is_class = |ty: View<'_, PyTypeObject>| ty.flags().has(TypeFlags::HEAPTYPE);
    if !(is_module(old) && is_module(new) || is_class(old) && is_class(new)) {
        return Err(rt.type_error(
            "__class__ assignment only supported for mutable types or ModuleType \
             subclasses",
        ));
    }
    super::bases::check_layout(rt, "__class__", old, new)?;
    // Another class has other keys.
    instance::move_values_to_namespace(rt, this)?;
    rt.set_class(this, new);
    // It may be a class, or among the attributes of one.
    rt.type_cache.forget_all();
    Ok(())
}

/// `dir(object)`: the names of its own and its classes' attributes.
pub(super) fn dir(rt: &Runtime, this: &Obj) -> PyResult {
    let names = rt.new_dict()?;
    let own = super::getattr_optional(rt, this, &rt.intern_str("__dict__")?)?;
    if let Some(namespace) = own.filter(dict::is_dict) {
        add_names(rt, &names, &namespace)?;
    }
    // An object may say that it is of another class, or of none.
    let class = super::getattr_optional(rt, this, &rt.intern_str("__class__")?)?;
    if let Some(class) = class.filter(|class| class.cast::<PyTypeObject>().is_some()) {
        add_class_names(rt, &names, &class)?;
    }
    rt.new_list(dict::keys(&names))
}

/// `dir()` of a class: its names and those of its bases.
pub(super) fn class_dir(rt: &Runtime, class: &Obj) -> PyResult {
    let names = rt.new_dict()?;
    add_class_names(rt, &names, class)?;
    rt.new_list(dict::keys(&names))
}

fn add_names(rt: &Runtime, names: &Obj, namespace: &Obj) -> PyResult<()> {
    for name in dict::keys(namespace) {
        dict::set(rt, names, &name, rt.none().clone())?;
    }
    Ok(())
}

fn add_class_names(rt: &Runtime, names: &Obj, class: &Obj) -> PyResult<()> {
    let order = class.expect::<PyTypeObject>().tp_mro.get();
    for class in order.as_ref().map_or(&[][..], tuple::items) {
        if let Some(namespace) = class.expect::<PyTypeObject>().tp_dict.get() {
            add_names(rt, names, &namespace)?;
        }
    }
    Ok(())
}

/// `object.__sizeof__()`: the bytes of the object, without what stands before it. It
/// takes the word behind the type for the number of items, whatever stands there, which
/// is why types that have something else in it bring a `__sizeof__` of their own.
fn sizeof(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_size(this.ty().instance_size(object::item_count(this)))
}

fn format(rt: &Runtime, this: &Obj, spec: &Obj) -> PyResult {
    let Some(text) = Text::of(spec).map(Text::to_rust) else {
        let what = spec.ty().name();
        let message = format!("__format__() argument must be str, not {what}");
        return Err(rt.type_error(message));
    };
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

/// The methods of `object`.
pub static METHODS: &[MethodDef] = &[
    MethodDef::one("__reduce_ex__", reduce::reduce_ex),
    MethodDef::none("__reduce__", |rt, this| reduce::by_protocol(rt, this, 0)),
    MethodDef::none("__getstate__", reduce::get_state),
    MethodDef {
        name: "__subclasshook__",
        function: Function::Class(subclass_hook),
    },
    MethodDef {
        name: "__init_subclass__",
        function: Function::Class(init_subclass),
    },
    MethodDef::one("__format__", format),
    MethodDef::none("__sizeof__", sizeof),
    MethodDef::none("__dir__", dir),
];

/// The computed attributes of `object`.
pub static GETSET: &[GetSetDef] =
    &[GetSetDef::get_set("__class__", get_class, set_class)];
