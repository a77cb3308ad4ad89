//! What built-in types, their methods and attributes, built-in functions and modules say
//! of themselves. The texts are in the library, in the modules `_docs` and
//! `_docs_modules`, which are read when the first text is asked for.
//!
//! In the namespaces of types and modules a descriptor stands for the text. Whoever looks
//! there gets the text.

use super::builtin_function::{PyCFunctionObject, plain};
use super::module::{self, PyModuleObject};
use super::{class_methods, dict, tuple};
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Function, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// The module of the library with the texts of types and of what is in `builtins`.
const TYPES: &str = "_docs";

/// The one with those of other modules, and of what is in them.
const MODULES: &str = "_docs_modules";

/// What the descriptor is made from that stands for a text in a namespace.
pub(crate) static LATE: MethodDef = MethodDef {
    name: "__doc__",
    function: Function::Class(|rt, class, _| of_type(rt, class)),
};

/// A text of the library: of an owner, where the name is empty, or of what it has by this
/// name. None where there is no text, or no library.
fn find(rt: &Runtime, library: &str, owner: &str, name: &str) -> PyResult<Option<Obj>> {
    let library = match owner {
        "builtins" => TYPES,
        _ => library,
    };
    // CPython has them at hand, so what reading them makes counts as nothing made.
    let count = rt.young_count.replace(i64::MIN / 2);
    let texts = rt.import_module(library);
    rt.young_count.set(count);
    let texts = match texts {
        Ok(texts) => module::namespace(&texts),
        Err(_) if rt.swallow(Builtin::ImportError) => None,
        Err(raised) => return Err(raised),
    };
    let Some(texts) = texts else {
        return Ok(None);
    };
    match dict::get_str(rt, &texts, &owner.replace(['.', '-'], "_"))? {
        Some(texts) => dict::get_str(rt, &texts, name),
        None => Ok(None),
    }
}

fn or_none(rt: &Runtime, text: Option<Obj>) -> Obj {
    text.unwrap_or_else(|| rt.none().clone())
}

/// Whether a type's texts are in the library: CPython has it in C.
fn is_told(ty: View<'_, PyTypeObject>) -> bool {
    ty.spec().is_some() || ty.flags().has(TypeFlags::IMMUTABLETYPE)
}

/// The text of what a type has by this name, or of the type where the name is empty.
pub(crate) fn of_attribute(
    rt: &Runtime,
    class: View<'_, PyTypeObject>,
    name: &str,
) -> PyResult<Option<Obj>> {
    match class.spec() {
        Some(spec) => find(rt, TYPES, spec.name, name),
        None if is_told(class) => find(rt, MODULES, class.name(), name),
        None if matches!(name, "__dict__" | "__weakref__") => {
            find(rt, TYPES, "instances", name)
        }
        None => Ok(None),
    }
}

/// The text of the first built-in type in the order of a class.
fn of_type(rt: &Runtime, class: &Obj) -> PyResult {
    let order = class
        .cast::<PyTypeObject>()
        .and_then(|class| class.tp_mro.get());
    for base in order.iter().flat_map(tuple::items) {
        if let Some(base) = base.cast::<PyTypeObject>()
            && base.spec().is_some()
        {
            return Ok(or_none(rt, of_attribute(rt, base, "")?));
        }
    }
    rt.done()
}

/// What an instance says of itself that has no text of its own: the text of its type. A
/// class method says what the built-in type or function says that it wraps.
pub(crate) fn of_instance(
    rt: &Runtime,
    instance: Option<&Obj>,
    class: &Obj,
) -> PyResult {
    match instance.and_then(class_methods::callable) {
        Some(wrapped) if is_in_library(&wrapped) => rt.attr(&wrapped, "__doc__"),
        _ => of_type(rt, class),
    }
}

fn is_in_library(object: &Obj) -> bool {
    let class = object.cast::<PyTypeObject>();
    object.cast::<PyCFunctionObject>().is_some()
        || class.is_some_and(|class| class.spec().is_some())
}

/// Whether the text of what a class method wraps can be read when it is asked for
/// ([`of_instance`]): it is in the library.
pub(crate) fn waits(rt: &Runtime, this: &Obj, wrapped: &Obj) -> PyResult<bool> {
    match this.ty().get().tp_dict.get() {
        Some(names) if is_in_library(wrapped) => is_due(rt, &names),
        _ => Ok(false),
    }
}

/// The text of a special method; `of_sequence` for `+=` and `*=` of sequences.
pub(crate) fn of_slot(rt: &Runtime, name: &str, of_sequence: bool) -> PyResult {
    let owner = match of_sequence {
        true => "slots_of_sequences",
        false => "slots",
    };
    Ok(or_none(rt, find(rt, TYPES, owner, name)?))
}

/// A text, or that of the special method by this name.
pub(crate) fn or_slot(rt: &Runtime, text: Obj, name: &str) -> PyResult {
    match text.is(rt.none()) {
        true => of_slot(rt, name, false),
        false => Ok(text),
    }
}

/// The text of a built-in function, or of a method that is bound.
pub(crate) fn of_function(rt: &Runtime, owner: Option<&Obj>, name: &str) -> PyResult {
    let found = match owner {
        Some(_) if name == "__new__" => find(rt, TYPES, "object", name)?,
        Some(owner) if owner.cast::<PyModuleObject>().is_some() => {
            return Ok(or_none(rt, of_module(rt, owner, name)?));
        }
        Some(owner) => {
            let key = rt.intern_str(name)?;
            let found = definer(&owner.ty().to_obj(), &key);
            match found.or_else(|| definer(owner, &key)) {
                Some(class) => of_attribute(rt, class.expect(), name)?,
                None => None,
            }
        }
        None => None,
    };
    Ok(or_none(rt, found))
}

/// The text of what a module has by this name, or of the module where the name is empty.
pub(crate) fn of_module(
    rt: &Runtime,
    module: &Obj,
    name: &str,
) -> PyResult<Option<Obj>> {
    let Some(names) = module::namespace(module) else {
        return Ok(None);
    };
    match dict::get_str(rt, &names, "__name__")? {
        Some(module) => find(rt, MODULES, &plain(&module), name),
        None => Ok(None),
    }
}

/// The first built-in type among the bases of a class that has a name.
fn definer(class: &Obj, name: &Obj) -> Option<Obj> {
    let order = class.cast::<PyTypeObject>()?.tp_mro.get()?;
    let has = |base: &&Obj| {
        let base = base.expect::<PyTypeObject>();
        let names = base.tp_dict.get().filter(|_| is_told(base));
        names.is_some_and(|names| dict::get_name(&names, name).is_some())
    };
    tuple::items(&order).iter().find(has).cloned()
}

/// The text of the type or the module whose namespace this is.
pub(crate) fn of_namespace(rt: &Runtime, names: &Obj) -> PyResult {
    let mut types = Builtin::ALL.iter().filter_map(|which| rt.try_ty(*which));
    let owner = types.find(|class| {
        let own = class.get().tp_dict.get();
        own.is_some_and(|own| own.is(names))
    });
    let text = match owner {
        Some(class) => of_attribute(rt, class, "")?,
        None => match dict::get_str(rt, names, "__name__")? {
            Some(module) => find(rt, MODULES, &plain(&module), "")?,
            None => None,
        },
    };
    Ok(or_none(rt, text))
}

/// Whether a descriptor still stands for the text in a namespace.
pub(crate) fn is_due(rt: &Runtime, names: &Obj) -> PyResult<bool> {
    let late = match names.ty().is_exactly(Builtin::Dict) {
        true => dict::get_name(names, &rt.intern_str("__doc__")?),
        false => None,
    };
    Ok(late.is_some_and(|found| crate::attributes::is_late_doc(&found)))
}

/// Puts the text into a namespace in which a descriptor stands for it, for who sees all
/// that is there.
pub(crate) fn settle(rt: &Runtime, names: &Obj) -> PyResult<()> {
    match is_due(rt, names)? {
        true => {
            let text = of_namespace(rt, names)?;
            dict::set(rt, names, &rt.intern_str("__doc__")?, text)
        }
        false => Ok(()),
    }
}
