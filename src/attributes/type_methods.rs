//! What `type` itself does: calling a class, its attributes, its methods
//! (`Objects/typeobject.c@v3.13.0#type_getattro`).

use super::bases::{self, subclasses};
use super::{class, generic_setattr, instance_check, is_late_doc, lookup, mro};
use crate::instance;
use crate::object::View;
use crate::objects::builtin_function::{plain, text_signature};
use crate::objects::str::Text;
use crate::objects::{dict, docs, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::slots::{Args, Function, GetSetDef, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, heap_type, is_instance};

fn ty(class: &Obj) -> View<'_, PyTypeObject> {
    class.expect()
}

/// `C(*args)`: `__new__`, then `__init__` if that made an instance of C.
pub(crate) fn call(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let Some(new) = ty(class).tp_new.get() else {
        let message = format!("cannot create '{}' instances", ty(class).full_name());
        return Err(rt.type_error(message));
    };
    let made = new(rt, class, args)?;
    let asks_type = class.is(&rt.type_obj(Builtin::Type)) && args.items.len() == 1;
    if !asks_type
        && is_instance(&made, ty(class))
        && let Some(init) = made.ty().tp_init.get()
    {
        init(rt, &made, args)?;
    }
    Ok(made)
}

/// `C.name`: a data descriptor of the metaclass, then what the class or its bases have,
/// then what the metaclass has.
pub(crate) fn getattro(rt: &Runtime, class: &Obj, name: &Obj) -> PyResult {
    super::check_name(rt, name)?;
    let metatype = class.ty().to_obj();
    let meta = lookup(ty(&metatype), name);
    let meta_get = meta
        .as_ref()
        .and_then(|found| found.ty().tp_descr_get.get());
    if let (Some(found), Some(get)) = (&meta, meta_get)
        && found.ty().tp_descr_set.get().is_some()
    {
        return get(rt, found, Some(class), Some(&metatype));
    }
    if let Some(found) = lookup(ty(class), name) {
        return match found.ty().tp_descr_get.get() {
            Some(get) => get(rt, &found, None, Some(class)),
            None => Ok(found),
        };
    }
    match (meta, meta_get) {
        (Some(found), Some(get)) => get(rt, &found, Some(class), Some(&metatype)),
        (Some(found), None) => Ok(found),
        (None, _) => Err(missing(rt, class, name)),
    }
}

fn missing(rt: &Runtime, class: &Obj, name: &Obj) -> Raised {
    let message = format!(
        "type object '{}' has no attribute '{}'",
        ty(class).full_name(),
        plain(name)
    );
    rt.raise(Builtin::AttributeError, message)
}

/// The error for who changes a class that cannot be changed.
#[cold]
fn immutable(rt: &Runtime, class: &Obj, name: &Obj) -> Raised {
    rt.type_error(format!(
        "cannot set '{}' attribute of immutable type '{}'",
        plain(name),
        ty(class).name(),
    ))
}

/// `C.name = value`; where the name is a special method, slots follow.
pub(crate) fn setattro(
    rt: &Runtime,
    class: &Obj,
    name: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    super::check_name(rt, name)?;
    if ty(class).flags().has(TypeFlags::IMMUTABLETYPE) {
        return Err(immutable(rt, class, name));
    }
    let name = rt.intern(name.clone());
    let meta = lookup(class.ty(), &name);
    let computed = meta.is_some_and(|meta| meta.ty().tp_descr_set.get().is_some());
    let deletes = value.is_none();
    match generic_setattr(rt, class, &name, value) {
        Err(_) if !computed && rt.swallow(Builtin::AttributeError) => {
            let raised = missing(rt, class, &name);
            return Err(super::told_which(rt, class, &name, raised));
        }
        result => result?,
    }
    if Text::of(&name)
        .and_then(Text::as_ascii)
        .is_some_and(|name| name.starts_with("__"))
    {
        if deletes {
            // Which of the slots have others to fall back on, all bases together say.
            return bases::refill(rt, class);
        }
        update_slots(rt, class, &name)?;
        // What was remembered meanwhile is of the slots as they were.
        rt.type_cache.forget_all();
    }
    Ok(())
}

/// Fills anew the slots for a special method, in a class and all its subclasses.
fn update_slots(rt: &Runtime, class: &Obj, name: &Obj) -> PyResult<()> {
    let text = plain(name);
    // Each class comes before its subclasses, of which there may be many below another.
    let mut waiting = vec![class.clone()];
    while let Some(class) = waiting.pop() {
        rt.spend(1)?;
        for definition in super::slot_defs::all() {
            if definition.name == text && !definition.is_for_builtin_types() {
                class::fill_slot(rt, ty(&class), definition)?;
            }
        }
        waiting.extend(subclasses(&class).into_iter().rev());
    }
    Ok(())
}

/// `__dict__` and `__weakref__`, where a class brings the words for them.
pub(super) fn add_instance_attributes(
    rt: &Runtime,
    class: &Obj,
    attributes: &Obj,
    words: TypeFlags,
) -> PyResult<()> {
    for (flag, definition) in INSTANCE {
        if !words.has(*flag) {
            continue;
        }
        let name = rt.intern_str(definition.name)?;
        if dict::get(rt, attributes, &name)?.is_none() {
            dict::set(
                rt,
                attributes,
                &name,
                rt.new_getset_descriptor(class, definition)?,
            )?;
        }
    }
    Ok(())
}

/// Computed attributes that come with the words before an instance.
static INSTANCE: &[(TypeFlags, GetSetDef)] = &[
    (
        TypeFlags::MANAGED_DICT,
        GetSetDef::get_set("__dict__", get_instance_dict, set_instance_dict),
    ),
    (
        TypeFlags::MANAGED_WEAKREF,
        GetSetDef::get("__weakref__", |rt, this| {
            let references = crate::weakref::references(this);
            Ok(references.first().unwrap_or_else(|| rt.none()).clone())
        }),
    ),
];

/// The `__dict__` of the built-in type that a class derives from, if that has one: it is
/// used in place of the class's (`Objects/typeobject.c@v3.13.0#subtype_dict`).
fn builtin_dict(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let mut base = this.ty().to_obj();
    while ty(&base).flags().has(TypeFlags::HEAPTYPE) {
        match ty(&base).tp_base.get() {
            Some(next) => base = next,
            None => return Ok(None),
        }
    }
    Ok(lookup(ty(&base), &rt.intern_str("__dict__")?))
}

/// `__dict__` of an instance, as its class has it.
fn get_instance_dict(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(descriptor) = builtin_dict(rt, this)?
        && let Some(get) = descriptor.ty().tp_descr_get.get()
    {
        return get(rt, &descriptor, Some(this), Some(&this.ty().as_obj()));
    }
    get_dict(rt, this)
}

fn set_instance_dict(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(descriptor) = builtin_dict(rt, this)? else {
        return store_dict(rt, this, value);
    };
    match descriptor.ty().tp_descr_set.get() {
        Some(set) => set(rt, &descriptor, this, value),
        None => {
            let name = this.ty().name();
            Err(rt.type_error(format!(
                "this __dict__ descriptor does not support '{name}' objects"
            )))
        }
    }
}

/// `object.__dict__`, made when it is first asked for.
pub(crate) fn get_dict(rt: &Runtime, this: &Obj) -> PyResult {
    match instance::namespace(rt, this)? {
        Some(values) => Ok(values),
        None => Err(super::no_attribute(rt, this, &rt.intern_str("__dict__")?)),
    }
}

/// `object.__dict__ = value` for objects of built-in types.
pub(crate) fn set_dict(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if value.is_none() {
        return Err(rt.type_error("cannot delete __dict__"));
    }
    store_dict(rt, this, value)
}

fn store_dict(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if !instance::has_namespace(this) {
        let name = rt.intern_str("__dict__")?;
        return Err(super::no_attribute(rt, this, &name));
    }
    match value {
        Some(value) if !is_instance(value, rt.ty(Builtin::Dict)) => {
            let what = value.ty().name();
            let message =
                format!("__dict__ must be set to a dictionary, not a '{what}'");
            Err(rt.type_error(message))
        }
        value => instance::set_namespace(rt, this, value.cloned()),
    }
}

fn get_name(rt: &Runtime, class: &Obj) -> PyResult {
    match heap_type(ty(class)) {
        Some(heap) => Ok(rt.or_none(&heap.ht_name)),
        None => rt.new_str(ty(class).short_name()),
    }
}

fn set_name(rt: &Runtime, class: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let heap = mutable(rt, class, "__name__", value)?;
    let Some(text) = value.and_then(Text::of) else {
        let what = value.map_or("None", |value| value.ty().name());
        return Err(rt.type_error(format!(
            "can only assign string to {}.__name__, not '{what}'",
            ty(class).name()
        )));
    };
    if let Some(name) = value {
        class::check_name(rt, name)?;
    }
    rt.set_type_name(ty(class).get(), &text.to_rust())?;
    heap.ht_name.set(value.cloned());
    Ok(())
}

/// The long struct of a class that may be changed.
pub(super) fn mutable<'a>(
    rt: &Runtime,
    class: &'a Obj,
    attribute: &str,
    value: Option<&Obj>,
) -> PyResult<View<'a, crate::typeobject::PyHeapTypeObject>> {
    let Some(heap) = heap_type(ty(class)) else {
        return Err(rt.type_error(format!(
            "cannot set '{attribute}' attribute of immutable type '{}'",
            ty(class).full_name()
        )));
    };
    if value.is_none() {
        let name = ty(class).name();
        return Err(rt.type_error(format!(
            "cannot delete '{attribute}' attribute of immutable type '{name}'"
        )));
    }
    Ok(heap)
}

fn get_qualname(rt: &Runtime, class: &Obj) -> PyResult {
    match heap_type(ty(class)) {
        Some(heap) => Ok(rt.or_none(&heap.ht_qualname)),
        None => get_name(rt, class),
    }
}

fn set_qualname(rt: &Runtime, class: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let heap = mutable(rt, class, "__qualname__", value)?;
    if let Some(value) = value
        && Text::of(value).is_none()
    {
        let (name, what) = (ty(class).name(), value.ty().name());
        let message =
            format!("can only assign string to {name}.__qualname__, not '{what}'");
        return Err(rt.type_error(message));
    }
    heap.ht_qualname.set(value.cloned());
    Ok(())
}

fn get_module(rt: &Runtime, class: &Obj) -> PyResult {
    if heap_type(ty(class)).is_some()
        && let Some(namespace) = ty(class).tp_dict.get()
        && let Some(module) = dict::get_str(rt, &namespace, "__module__")?
    {
        return Ok(module);
    }
    match ty(class).full_name().rsplit_once('.') {
        Some((module, _)) => rt.new_str(module),
        None => rt.intern_str("builtins"),
    }
}

/// The name of a class with its module, unless that is `builtins` or `__main__`
/// (`Objects/typeobject.c@v3.13.0#PyType_GetFullyQualifiedName`).
pub(crate) fn qualified_name(rt: &Runtime, class: &Obj) -> PyResult<String> {
    let module = get_module(rt, class)?;
    let name = plain(&get_qualname(rt, class)?);
    Ok(match Text::of(&module).map(Text::to_rust) {
        Some(module) if module != "builtins" && module != "__main__" => {
            format!("{module}.{name}")
        }
        _ => name,
    })
}

fn set_module(rt: &Runtime, class: &Obj, value: Option<&Obj>) -> PyResult<()> {
    mutable(rt, class, "__module__", value)?;
    match (ty(class).tp_dict.get(), value) {
        (Some(namespace), Some(value)) => {
            // Another module has the class on another line.
            dict::del(rt, &namespace, &rt.intern_str("__firstlineno__")?)?;
            dict::set(rt, &namespace, &rt.intern_str("__module__")?, value.clone())
        }
        _ => Ok(()),
    }
}

fn get_mro(rt: &Runtime, class: &Obj) -> PyResult {
    Ok(rt.or_none(&ty(class).tp_mro))
}

fn get_namespace(rt: &Runtime, class: &Obj) -> PyResult {
    match ty(class).tp_dict.get() {
        Some(namespace) => rt.new_mapping_proxy(namespace),
        None => rt.done(),
    }
}

fn get_doc(rt: &Runtime, class: &Obj) -> PyResult {
    let name = rt.intern_str("__doc__")?;
    if let Some(text) = docs::of_attribute(rt, ty(class), "")? {
        return Ok(text);
    }
    let namespace = ty(class).tp_dict.get();
    let found = namespace.and_then(|namespace| dict::get_name(&namespace, &name));
    match found {
        None => rt.done(),
        // A type without a text is not told of its own bases' ones.
        Some(doc) if is_late_doc(&doc) => rt.done(),
        Some(doc) => match doc.ty().tp_descr_get.get() {
            Some(get) => get(rt, &doc, None, Some(class)),
            None => Ok(doc),
        },
    }
}

fn set_doc(rt: &Runtime, class: &Obj, value: Option<&Obj>) -> PyResult<()> {
    mutable(rt, class, "__doc__", value)?;
    match (ty(class).tp_dict.get(), value) {
        (Some(namespace), Some(value)) => {
            dict::set(rt, &namespace, &rt.intern_str("__doc__")?, value.clone())
        }
        _ => Ok(()),
    }
}

fn get_abstract_methods(rt: &Runtime, class: &Obj) -> PyResult {
    // What `type` itself has there is this attribute of other classes.
    let is_type = class.is(&rt.type_obj(Builtin::Type));
    let found = match ty(class).tp_dict.get().filter(|_| !is_type) {
        Some(namespace) => dict::get_str(rt, &namespace, "__abstractmethods__")?,
        None => None,
    };
    found.ok_or_else(|| rt.raise(Builtin::AttributeError, "__abstractmethods__"))
}

fn get_type_params(rt: &Runtime, class: &Obj) -> PyResult {
    let found = match ty(class).tp_dict.get() {
        Some(namespace) if ty(class).flags().has(TypeFlags::HEAPTYPE) => {
            dict::get_str(rt, &namespace, "__type_params__")?
        }
        _ => None,
    };
    found.map_or_else(|| rt.new_tuple(Vec::new()), Ok)
}

fn set_type_params(rt: &Runtime, class: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let name = rt.intern_str("__type_params__")?;
    let fixed = ty(class).flags().has(TypeFlags::IMMUTABLETYPE);
    let (Some(value), Some(namespace), false) = (value, ty(class).tp_dict.get(), fixed)
    else {
        let (verb, kind) = match value {
            Some(_) => ("set", "immutable type"),
            None => ("delete", "type"),
        };
        return Err(rt.type_error(format!(
            "cannot {verb} '__type_params__' attribute of {kind} '{}'",
            ty(class).full_name()
        )));
    };
    dict::set(rt, &namespace, &name, value.clone())
}

fn set_abstract_methods(
    rt: &Runtime,
    class: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    let Some(namespace) = ty(class).tp_dict.get() else {
        return Ok(());
    };
    let name = rt.intern_str("__abstractmethods__")?;
    match value {
        Some(value) => {
            let abstract_now = rt.is_true(value)?;
            dict::set(rt, &namespace, &name, value.clone())?;
            if abstract_now {
                ty(class).add_flags(TypeFlags::IS_ABSTRACT);
            } else {
                ty(class).remove_flags(TypeFlags::IS_ABSTRACT);
            }
        }
        None => {
            if !dict::del(rt, &namespace, &name)? {
                let message = "__abstractmethods__";
                return Err(rt.raise(Builtin::AttributeError, message));
            }
            ty(class).remove_flags(TypeFlags::IS_ABSTRACT);
        }
    }
    Ok(())
}

fn get_annotations(rt: &Runtime, class: &Obj) -> PyResult {
    let missing = || {
        let name = ty(class).name();
        let message =
            format!("type object '{name}' has no attribute '__annotations__'");
        rt.raise(Builtin::AttributeError, message)
    };
    if heap_type(ty(class)).is_none() {
        return Err(missing());
    }
    let Some(namespace) = ty(class).tp_dict.get() else {
        return Err(missing());
    };
    let name = rt.intern_str("__annotations__")?;
    if let Some(found) = dict::get(rt, &namespace, &name)? {
        return Ok(found);
    }
    let made = rt.new_dict()?;
    dict::set(rt, &namespace, &name, made.clone())?;
    Ok(made)
}

fn set_annotations(rt: &Runtime, class: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(namespace) = ty(class).tp_dict.get() else {
        return Ok(());
    };
    let name = rt.intern_str("__annotations__")?;
    match value {
        Some(value) => dict::set(rt, &namespace, &name, value.clone()),
        None => dict::del(rt, &namespace, &name).map(|_| ()),
    }
}

/// `repr(C)`.
pub(crate) fn repr(rt: &Runtime, class: &Obj) -> PyResult {
    let module = get_module(rt, class)?;
    let module = Text::of(&module).map(Text::to_rust);
    let name = plain(&get_qualname(rt, class)?);
    rt.new_str(&match module {
        Some(module) if module != "builtins" => format!("<class '{module}.{name}'>"),
        _ => format!("<class '{name}'>"),
    })
}

fn mro_method(rt: &Runtime, class: &Obj) -> PyResult {
    let bases = ty(class).tp_bases.get();
    let bases = bases.as_ref().map_or(&[][..], tuple::items);
    rt.new_list(mro::linearize(rt, class, bases)?)
}

fn subclasses_method(rt: &Runtime, class: &Obj) -> PyResult {
    rt.list_within(0, bases::all_subclasses(rt, class))
}

fn prepare(rt: &Runtime, _: &Obj, _: Args<'_>) -> PyResult {
    rt.new_dict()
}

/// The methods of `type`.
pub static METHODS: &[MethodDef] = &[
    MethodDef::none("mro", mro_method),
    MethodDef::none("__subclasses__", subclasses_method),
    MethodDef {
        name: "__prepare__",
        function: Function::Class(prepare),
    },
    MethodDef::one("__instancecheck__", instance_check::instance_check),
    MethodDef::one("__subclasscheck__", instance_check::subclass_check),
    MethodDef::none("__dir__", super::object_methods::class_dir),
    MethodDef::none("__sizeof__", |rt, class| {
        rt.new_size(crate::sizes::own_size(class))
    }),
];

/// The computed attributes of `type`.
pub static GETSET: &[GetSetDef] = &[
    GetSetDef::member("__basicsize__", |rt, class| {
        rt.new_int(ty(class).tp_basicsize.get())
    }),
    GetSetDef::member("__itemsize__", |rt, class| {
        rt.new_int(ty(class).tp_itemsize.get())
    }),
    GetSetDef::member("__flags__", |rt, class| {
        rt.new_int(ty(class).flags().public() as i64)
    }),
    GetSetDef::member("__weakrefoffset__", |rt, class| {
        let managed = ty(class).flags().has(TypeFlags::MANAGED_WEAKREF);
        rt.new_int(if managed {
            -32
        } else {
            ty(class).tp_weaklistoffset.get()
        })
    }),
    GetSetDef::member("__base__", |rt, class| Ok(rt.or_none(&ty(class).tp_base))),
    GetSetDef::member("__dictoffset__", |rt, class| {
        let managed = ty(class).flags().has(TypeFlags::MANAGED_DICT);
        rt.new_int(if managed {
            -1
        } else {
            ty(class).tp_dictoffset.get()
        })
    }),
    GetSetDef::get_set("__name__", get_name, set_name),
    GetSetDef::get_set("__qualname__", get_qualname, set_qualname),
    GetSetDef::get_set(
        "__bases__",
        |rt, class| Ok(rt.or_none(&ty(class).tp_bases)),
        bases::set_bases,
    ),
    GetSetDef::get("__mro__", get_mro),
    GetSetDef::get_set("__module__", get_module, set_module),
    GetSetDef::get_set(
        "__abstractmethods__",
        get_abstract_methods,
        set_abstract_methods,
    ),
    GetSetDef::get("__dict__", get_namespace),
    GetSetDef::get_set("__doc__", get_doc, set_doc),
    GetSetDef::get("__text_signature__", text_signature),
    GetSetDef::get_set("__annotations__", get_annotations, set_annotations),
    GetSetDef::get_set("__type_params__", get_type_params, set_type_params),
];
