//! "Did you mean": what a misspelt name may have been
//! (`Lib/traceback.py@v3.13.0#_compute_suggestion_error`).

use super::modules;
use crate::attributes::slot_functions::call_special;
use crate::objects::builtin_function::plain;
use crate::objects::exception_types::field_value;
use crate::objects::exceptions::exception;
use crate::objects::suggest::closest;
use crate::objects::traceback::PyTracebackObject;
use crate::objects::{dict, list};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::typeobject::{Builtin, is_instance};

/// The end of an error's message: a name that is close to the one that was not found.
pub(super) fn hint(rt: &Runtime, error: &Obj) -> String {
    let is = |which| is_instance(error, rt.ty(which));
    let Some(wrong) = field_value(error, "name").filter(|name| !name.is(rt.none()))
    else {
        return String::new();
    };
    let wrong = plain(&wrong);
    let candidates = if is(Builtin::AttributeError) {
        field_value(error, "obj")
            .map(|object| attributes(rt, &object))
            .unwrap_or_default()
    } else if is(Builtin::NameError) {
        names(rt, error)
    } else {
        return String::new();
    };
    let close =
        closest(&wrong, &candidates).map(|name| format!(". Did you mean: '{name}'?"));
    let forgotten = is(Builtin::NameError)
        && !is(Builtin::UnboundLocalError)
        && modules::names().any(|module| module == wrong);
    match (close, forgotten) {
        (Some(close), true) => {
            let close = close.trim_end_matches('?');
            format!("{close}? Or did you forget to import '{wrong}'?")
        }
        (Some(close), false) => close,
        (None, true) => format!(". Did you forget to import '{wrong}'?"),
        (None, false) => String::new(),
    }
}

fn attributes(rt: &Runtime, object: &Obj) -> Vec<String> {
    let names = call_special(rt, object, "__dir__", &[]);
    let Ok(Some(names)) = names else {
        rt.clear_raised();
        return Vec::new();
    };
    let Some(names) = names.cast::<list::PyListObject>() else {
        return Vec::new();
    };
    let mut names: Vec<String> = names.items.to_vec().iter().map(plain).collect();
    names.sort();
    names
}

/// The names that could be seen where the error was raised.
fn names(rt: &Runtime, error: &Obj) -> Vec<String> {
    let mut step = exception(error).and_then(|view| view.traceback.get());
    while let Some(next) = step.as_ref().and_then(|step| {
        step.cast::<PyTracebackObject>()
            .and_then(|view| view.tb_next.get())
    }) {
        step = Some(next);
    }
    let Some(step) = step else { return Vec::new() };
    let frame = &step.expect::<PyTracebackObject>().get().tb_frame;
    let mut found = Vec::new();
    for attribute in ["f_locals", "f_globals", "f_builtins"] {
        match rt.attr(frame, attribute) {
            Ok(namespace) => found.extend(dict::keys(&namespace).iter().map(plain)),
            Err(_) => rt.clear_raised(),
        }
    }
    found
}
