//! "Did you mean": what a misspelt name may have been
//! (`Lib/traceback.py@v3.13.0#_compute_suggestion_error`).

use super::modules;
use crate::attributes::slot_functions::call_special;
use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::objects::exception_types::field_value;
use crate::objects::frame_variables;
use crate::objects::similar::closest;
use crate::objects::traceback::PyTracebackObject;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::typeobject::{Builtin, is_instance};

/// The end of an error's message: a name that is close to the one that was not found.
/// Names are those that could be seen where the traceback ends.
pub(super) fn hint(rt: &Runtime, error: &Obj, traceback: Option<&Obj>) -> String {
    let is = |which| is_instance(error, rt.ty(which));
    let import = is(Builtin::ImportError);
    let field = if import { "name_from" } else { "name" };
    let Some(wrong) = field_value(error, field).filter(|name| !name.is(rt.none()))
    else {
        return String::new();
    };
    let wrong = plain(&wrong);
    let close = if is(Builtin::AttributeError) {
        let object = field_value(error, "obj").unwrap_or_else(|| rt.none().clone());
        closest(
            &wrong,
            attributes(rt, &object, &wrong, frame(traceback).as_ref()),
        )
    } else if is(Builtin::NameError) {
        match frame(traceback) {
            Some(frame) if is_of_self(rt, &frame, &wrong) => {
                Some(format!("self.{wrong}"))
            }
            Some(frame) => closest(&wrong, names(rt, &frame)),
            None => None,
        }
    } else if import {
        let module = field_value(error, "name").map(|name| plain(&name));
        match module.map(|name| modules::import(rt, &name)) {
            Some(Ok(module)) => closest(&wrong, attributes(rt, &module, &wrong, None)),
            Some(Err(_)) => {
                rt.clear_raised();
                None
            }
            None => None,
        }
    } else {
        return String::new();
    };
    let forgotten = is(Builtin::NameError) && modules::is_standard(&wrong);
    match (close, forgotten) {
        (Some(close), true) => {
            format!(". Did you mean: '{close}'? Or did you forget to import '{wrong}'?")
        }
        (Some(close), false) => format!(". Did you mean: '{close}'?"),
        (None, true) => format!(". Did you forget to import '{wrong}'?"),
        (None, false) => String::new(),
    }
}

/// The attributes of an object that may have been meant: those that begin with an
/// underscore only where the misspelt name does, or in a method of the object.
fn attributes(
    rt: &Runtime,
    object: &Obj,
    wrong: &str,
    frame: Option<&Obj>,
) -> Vec<String> {
    let names = call_special(rt, object, "__dir__", &[]);
    let Ok(Some(names)) = names else {
        rt.clear_raised();
        return Vec::new();
    };
    let Ok(names) = rt.collect(&names) else {
        rt.clear_raised();
        return Vec::new();
    };
    let mut names: Vec<String> = names.iter().map(plain).collect();
    let own = |frame: &Obj| local(rt, frame, "self").is_some_and(|own| own.is(object));
    if !wrong.starts_with('_') && !frame.is_some_and(own) {
        names.retain(|name| !name.starts_with('_'));
    }
    crate::shapes::order::sort(&mut names, Ord::cmp);
    names
}

/// The frame in which a traceback ends.
fn frame(traceback: Option<&Obj>) -> Option<Obj> {
    let mut step = traceback?.clone();
    while let Some(next) = step.expect::<PyTracebackObject>().tb_next.get() {
        step = next;
    }
    let frame = &step.expect::<PyTracebackObject>().get().tb_frame;
    Some(frame.clone())
}

/// A local variable of a frame.
fn local(rt: &Runtime, frame: &Obj, name: &str) -> Option<Obj> {
    let found = frame_variables::all(rt, frame)
        .and_then(|locals| dict::get_str(rt, &locals, name));
    found.unwrap_or_else(|_| {
        rt.clear_raised();
        None
    })
}

/// Whether a name is an attribute of the `self` of the method that was running.
fn is_of_self(rt: &Runtime, frame: &Obj, name: &str) -> bool {
    let Some(own) = local(rt, frame, "self") else {
        return false;
    };
    match rt.attr(&own, name) {
        Ok(_) => true,
        Err(_) => {
            rt.clear_raised();
            false
        }
    }
}

/// The names that could be seen in a frame.
fn names(rt: &Runtime, frame: &Obj) -> Vec<String> {
    let mut found = Vec::new();
    match frame_variables::all(rt, frame) {
        Ok(locals) => found.extend(dict::keys(&locals).iter().map(plain)),
        Err(_) => rt.clear_raised(),
    }
    for attribute in ["f_globals", "f_builtins"] {
        match rt.attr(frame, attribute) {
            Ok(namespace) if dict::is_dict(&namespace) => {
                found.extend(dict::keys(&namespace).iter().map(plain))
            }
            Ok(_) => {}
            Err(_) => rt.clear_raised(),
        }
    }
    found.extend(super::modules::SITE.map(str::to_owned));
    found
}
