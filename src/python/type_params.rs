//! Type parameters (`class C[T]`, `type X = …`): made by the module `_typing`, which is
//! written in Python.

use crate::objects::tuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

fn make(rt: &Runtime, function: &str, args: &[Obj]) -> PyResult {
    let module = super::modules::import(rt, "_typing")?;
    rt.call_with(&rt.attr(&module, function)?, args)
}

/// `T`, `**P` (8) or `*Ts` (9), by name (`CALL_INTRINSIC_1`).
pub(super) fn new(rt: &Runtime, which: usize, name: &Obj) -> PyResult {
    let function = match which {
        7 => "_type_var",
        8 => "_param_spec",
        _ => "_type_var_tuple",
    };
    make(rt, function, std::slice::from_ref(name))
}

/// The base `Generic[T, …]` of a class with type parameters.
pub(super) fn generic(rt: &Runtime, params: &Obj) -> PyResult {
    make(rt, "_generic", std::slice::from_ref(params))
}

/// `type X = …`: its name, its parameters, and what computes its value.
pub(super) fn alias(rt: &Runtime, parts: &Obj) -> PyResult {
    make(rt, "_type_alias", tuple::items(parts))
}

/// `T: bound` (2) or `T: (A, B)` (3), computed when asked for.
pub(super) fn with_bound(
    rt: &Runtime,
    which: usize,
    name: &Obj,
    compute: &Obj,
) -> PyResult {
    let (name, compute) = (name.clone(), compute.clone());
    match which {
        2 => make(rt, "_type_var", &[name, compute]),
        _ => make(rt, "_type_var", &[name, rt.none().clone(), compute]),
    }
}

/// `T = default`, computed when asked for.
pub(super) fn with_default(rt: &Runtime, param: &Obj, compute: &Obj) -> PyResult {
    rt.call_method(param, "_set_default", std::slice::from_ref(compute))?;
    Ok(param.clone())
}
