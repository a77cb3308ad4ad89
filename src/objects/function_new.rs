//! `FunctionType(code, globals, …)`: a function put together by hand
//! (`Objects/funcobject.c@v3.13.0#func_new_impl`).

use super::args::{Limits, bad_argument};
use super::cell::PyCellObject;
use super::code::PyCodeObject;
use super::dict;
use super::function::PyFunctionObject;

use super::str::Text;
use super::tuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, is_instance};

const NAMES: [&str; 6] = [
    "code",
    "globals",
    "name",
    "argdefs",
    "closure",
    "kwdefaults",
];

/// `tp_new` of functions.
pub(super) fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(2);
    let given = args.parse(rt, "function", NAMES, limits)?;
    let [Some(code), Some(globals), name, defaults, closure, keywords] = given else {
        unreachable!("two arguments are required");
    };
    let wants = |index: usize, value: &Obj, which: Builtin| {
        if is_instance(value, rt.ty(which)) {
            return Ok(());
        }
        let wanted = rt.ty(which).name();
        Err(bad_argument(rt, "function", NAMES[index], wanted, value))
    };
    wants(0, code, Builtin::Code)?;
    wants(1, globals, Builtin::Dict)?;
    let name = optional(
        rt,
        name,
        Builtin::Str,
        "arg 3 (name) must be None or string",
    )?;
    let message = "arg 4 (defaults) must be None or tuple";
    let defaults = optional(rt, defaults, Builtin::Tuple, message)?;
    check_closure(rt, code, closure)?;
    let message = "arg 6 (kwdefaults) must be None or dict";
    let keywords = optional(rt, keywords, Builtin::Dict, message)?;

    // Globals without built-in names get those that the code sees which runs.
    let running = rt.python().visible_frame();
    let builtins = match (running, dict::get_str(rt, globals, "__builtins__")?) {
        (Some(frame), None) => frame.builtins().clone(),
        _ => rt.builtins_for(globals)?,
    };
    let function = rt.new_function(code.clone(), globals.clone(), builtins)?;
    let made = function.expect::<PyFunctionObject>();
    let put = |field: &Field, value: Option<&Obj>| {
        if let Some(value) = value {
            field.set(Some(value.clone()));
        }
    };
    put(&made.func_name, name);
    put(&made.func_defaults, defaults);
    put(
        &made.func_closure,
        closure.filter(|closure| !closure.is(rt.none())),
    );
    put(&made.func_kwdefaults, keywords);
    Ok(function)
}

/// An argument that may be `None`.
fn optional<'a>(
    rt: &Runtime,
    value: Option<&'a Obj>,
    which: Builtin,
    message: &str,
) -> PyResult<Option<&'a Obj>> {
    let value = value.filter(|value| !value.is(rt.none()));
    match value.is_none_or(|value| is_instance(value, rt.ty(which))) {
        true => Ok(value),
        false => Err(rt.type_error(message)),
    }
}

/// Code that has free variables wants a cell for each; other code wants none.
fn check_closure(rt: &Runtime, code: &Obj, closure: Option<&Obj>) -> PyResult<()> {
    let code = code.expect::<PyCodeObject>();
    let wanted = code.nfreevars();
    let cells = match closure.filter(|closure| !closure.is(rt.none())) {
        None if wanted > 0 => {
            return Err(rt.type_error("arg 5 (closure) must be tuple"));
        }
        None => return Ok(()),
        Some(closure) if is_instance(closure, rt.ty(Builtin::Tuple)) => {
            tuple::items(closure)
        }
        Some(_) => return Err(rt.type_error("arg 5 (closure) must be None or tuple")),
    };
    if cells.len() != wanted {
        let name = Text::of(code.name()).map(Text::to_rust).unwrap_or_default();
        let has = cells.len();
        return Err(rt.value_error(format!(
            "{name} requires closure of length {wanted}, not {has}"
        )));
    }
    match cells
        .iter()
        .find(|cell| cell.cast::<PyCellObject>().is_none())
    {
        Some(other) => {
            let kind = other.ty().name();
            Err(rt.type_error(format!("arg 5 (closure) expected cell, found {kind}")))
        }
        None => Ok(()),
    }
}
