//! Makes what a module in Python has look as it does where CPython has it in C: classes
//! that cannot be changed, methods and functions that are no Python functions.

use super::frozen::{Frozen, is_native};
use crate::attributes::slot_defs;
use crate::object::View;
use crate::objects::builtin_function::plain;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::str::Text;
use crate::objects::{class_methods, dict};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// Makes the classes of a module as those are that CPython has in C: all of a native
/// module's, but for those that say that they are another such module's; of others
/// those that stand in for a struct.
pub(super) fn classes(
    rt: &Runtime,
    name: &str,
    namespace: &Obj,
    native: bool,
) -> PyResult<()> {
    for (_, value) in dict::items(namespace) {
        let Some(class) = value.cast::<PyTypeObject>() else {
            continue;
        };
        if !native {
            if class.flags().has(TypeFlags::LAYOUT)
                && !class.flags().has(TypeFlags::IMMUTABLETYPE)
            {
                methods(rt, &value, false)?;
                class.get().add_flags(TypeFlags::IMMUTABLETYPE);
            }
            continue;
        }
        let module = rt.attr(&value, "__module__")?;
        let module = Text::of(&module).map_or_else(String::new, |text| text.to_rust());
        let elsewhere = Frozen::find(&module).is_some_and(|other| other.native);
        if module == name || !elsewhere {
            // What is abstract is in Python there too, but for streams.
            if value.ty().is_exactly(Builtin::Type) || name.ends_with("io") {
                methods(rt, &value, true)?;
            }
            self::class(rt, &value, &module)?;
        }
    }
    Ok(())
}

/// Makes the functions of a module as those are that CPython has in C: all of a native
/// module's, but for those that begin with an underscore or are named in `__python__`,
/// and those of any module that are named in `__native__`.
pub(super) fn functions(
    rt: &Runtime,
    module: &Obj,
    namespace: &Obj,
    native: bool,
) -> PyResult<()> {
    let named = |key: &str| -> PyResult<Option<Vec<String>>> {
        let key = rt.intern_str(key)?;
        let Some(words) = dict::get(rt, namespace, &key)? else {
            return Ok(None);
        };
        dict::del(rt, namespace, &key)?;
        let words = Text::of(&words).map_or_else(String::new, Text::to_rust);
        Ok(Some(words.split_whitespace().map(str::to_owned).collect()))
    };
    let (in_c, in_python) = (named("__native__")?, named("__python__")?);
    named("__within__")?;
    if in_c.is_none() && !native {
        return Ok(());
    }
    let has = |words: &Option<Vec<String>>, name: &str| {
        words.iter().flatten().any(|word| word == name)
    };
    for (key, value) in dict::items(namespace) {
        let Some(function) = value.cast::<PyFunctionObject>() else {
            continue;
        };
        let name = Text::of(&key).map_or_else(String::new, Text::to_rust);
        let usual = native && !name.starts_with('_') && !has(&in_python, &name);
        let own = function.func_globals.is(namespace);
        if own && (usual || has(&in_c, &name)) {
            let made = rt.new_builtin_around(&value, module)?;
            dict::set(rt, namespace, &key, made)?;
        }
    }
    Ok(())
}

/// Whether a class can still be made one that CPython has in C.
fn is_open(ty: View<'_, PyTypeObject>) -> bool {
    let flags = ty.flags();
    flags.has(TypeFlags::HEAPTYPE)
        && !flags.has(TypeFlags::IMMUTABLETYPE)
        && !flags.has(TypeFlags::BASE_EXC_SUBCLASS)
}

/// Makes a class of a module as one that CPython has in C: it cannot be changed any
/// more, and messages call it by its module and name. Exceptions are classes like any
/// other there too (`Python/errors.c@v3.13.0#PyErr_NewException`).
pub(super) fn class(rt: &Runtime, class: &Obj, module: &str) -> PyResult<()> {
    let Some(ty) = class.cast::<PyTypeObject>() else {
        return Ok(());
    };
    if !is_open(ty) {
        return Ok(());
    }
    if module != "builtins" {
        rt.set_type_name(ty.get(), &format!("{module}.{}", ty.get().short_name()))?;
    }
    ty.add_flags(TypeFlags::IMMUTABLETYPE);
    // A struct in C says nothing of a class body.
    if let Some(names) = ty.get().tp_dict.get() {
        for name in ["__firstlineno__", "__static_attributes__"] {
            dict::del(rt, &names, &rt.intern_str(name)?)?;
        }
    }
    Ok(())
}

/// Makes the methods of a class as those are that CPython has in C, but for the special
/// ones that the type's slots lead to, and, in a native module, those that another module
/// has made.
pub(super) fn methods(rt: &Runtime, class: &Obj, native: bool) -> PyResult<()> {
    let Some(ty) = class.cast::<PyTypeObject>().filter(|ty| is_open(*ty)) else {
        return Ok(());
    };
    let Some(names) = ty.get().tp_dict.get() else {
        return Ok(());
    };
    let is_own = |function: &PyFunctionObject| {
        let code = function.code();
        is_native(&plain(code.expect::<PyCodeObject>().filename()))
    };
    for (name, value) in dict::items(&names) {
        let text = plain(&name);
        if slot_defs::all().any(|slot| slot.name == text) {
            continue;
        }
        let of_class = value.ty().is_exactly(Builtin::ClassMethod);
        let function = match of_class {
            true => class_methods::callable(&value),
            false => Some(value),
        };
        if let Some(function) = function
            && let Some(view) = function.cast::<PyFunctionObject>()
            && (!native || is_own(view.get()))
        {
            let made = rt.new_method_around(class, &name, &function, of_class)?;
            rt.setattr(class, &name, Some(&made))?;
        }
    }
    Ok(())
}
