//! The built-in names (`Python/bltinmodule.c@v3.13.0`).

mod class;
pub(crate) mod execute;
mod functions;
pub(super) mod source_text;

use super::modules::{add_functions, import};
use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// Fills the namespace of `builtins`.
pub(crate) fn fill(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let module = import(rt, "builtins")?;
    add_functions(rt, namespace, &module, class::FUNCTIONS)?;
    add_functions(rt, namespace, &module, functions::FUNCTIONS)?;
    add_functions(rt, namespace, &module, execute::FUNCTIONS)?;
    let import = std::slice::from_ref(&super::eval::IMPORT);
    add_functions(rt, namespace, &module, import)?;
    for which in Builtin::ALL {
        if let Some(ty) = rt.try_ty(*which)
            && (ty.flags().has(TypeFlags::BASE_EXC_SUBCLASS) || TYPES.contains(which))
        {
            dict::set_str(rt, namespace, ty.short_name(), ty.to_obj())?;
        }
    }
    for (name, value) in [
        ("None", rt.none()),
        ("Ellipsis", rt.ellipsis()),
        ("NotImplemented", rt.not_implemented()),
        ("False", rt.bool(false)),
        ("True", rt.bool(true)),
        ("__debug__", rt.bool(true)),
    ] {
        dict::set_str(rt, namespace, name, value.clone())?;
    }
    let os_error = rt.type_obj(Builtin::OsError);
    dict::set_str(rt, namespace, "EnvironmentError", os_error.clone())?;
    dict::set_str(rt, namespace, "IOError", os_error)?;
    put_in_order(rt, namespace)
}

/// Puts the names in CPython's order, in which a misspelt name is compared with them.
fn put_in_order(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let ranked =
        |(name, value): (Obj, Obj)| (rank(rt, &plain(&name), &value), name, value);
    let mut entries: Vec<_> = dict::items(namespace).into_iter().map(ranked).collect();
    crate::shapes::order::sort(&mut entries, |a, b| a.0.cmp(&b.0));
    dict::clear(rt, namespace);
    for (_, name, value) in entries {
        dict::set(rt, namespace, &name, value)?;
    }
    Ok(())
}

/// Where a built-in name stands: the functions by their names, the constants, the types,
/// then the exceptions, first those with the fewest bases.
fn rank(rt: &Runtime, name: &str, value: &Obj) -> (usize, usize, String) {
    let named = |name: &str| name.to_owned();
    match name {
        "__debug__" => (4, 0, String::new()),
        "ExceptionGroup" | "EnvironmentError" | "IOError" => (6, 0, String::new()),
        "open" => (7, 0, String::new()),
        "memoryview" => (3, 0, named("bool, too")),
        "property" => (3, 0, named("frozenset, too")),
        _ => match value.cast::<PyTypeObject>() {
            Some(ty) if ty.flags().has(TypeFlags::BASE_EXC_SUBCLASS) => {
                let mut depth = 0;
                let mut base = ty.tp_base.get();
                let family =
                    [Builtin::ArithmeticError, Builtin::Warning, Builtin::OsError];
                let parent = |which: &Builtin| {
                    base.as_ref()
                        .is_some_and(|base| base.is(&rt.type_obj(*which)))
                };
                let family = family.iter().position(parent).unwrap_or(family.len());
                while let Some(class) =
                    base.and_then(|base| base.expect::<PyTypeObject>().tp_base.get())
                {
                    base = Some(class);
                    depth += 4;
                }
                (5, depth + family, named(name))
            }
            Some(_) => (3, 0, named(name)),
            None if value.ty().is_exactly(Builtin::BuiltinFunction) => {
                (1, 0, named(name))
            }
            None if name.starts_with("__") => (0, 0, String::new()),
            None => (2, 0, String::new()),
        },
    }
}

/// The types with a built-in name.
const TYPES: &[Builtin] = &[
    Builtin::Object,
    Builtin::Type,
    Builtin::Int,
    Builtin::Bool,
    Builtin::Float,
    Builtin::Complex,
    Builtin::Str,
    Builtin::Bytes,
    Builtin::ByteArray,
    Builtin::List,
    Builtin::Tuple,
    Builtin::Dict,
    Builtin::Set,
    Builtin::FrozenSet,
    Builtin::Range,
    Builtin::Slice,
    Builtin::ClassMethod,
    Builtin::StaticMethod,
    Builtin::Property,
    Builtin::Super,
    Builtin::Enumerate,
    Builtin::Zip,
    Builtin::Map,
    Builtin::Filter,
    Builtin::Reversed,
    Builtin::MemoryView,
];
