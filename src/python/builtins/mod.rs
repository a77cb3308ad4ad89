//! The built-in names (`Python/bltinmodule.c@v3.13.0`).

mod class;
pub(crate) mod execute;
mod functions;
pub(super) mod source_text;

use super::modules::{add_functions, import};
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, TypeFlags};

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
    dict::set_str(rt, namespace, "IOError", os_error)
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
