//! What few programs need and no instruction of its own exists for.

use super::machine::Machine;
use crate::attributes::getattr_optional;
use crate::names;
use crate::objects::builtin_function::plain;
use crate::objects::exception_groups::{is_group, projection};
use crate::objects::exceptions::exception;
use crate::objects::list::PyListObject;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, is_instance};

/// `CALL_INTRINSIC_1`.
pub(super) fn one(machine: &mut Machine<'_>, which: usize, value: Obj) -> PyResult {
    let rt = machine.rt;
    match which {
        1 => {
            machine.save();
            crate::python::display::display(rt, &value)?;
            rt.done()
        }
        2 => import_star(machine, &value),
        3 => stop_iteration_error(rt, value),
        5 => rt.positive(&value),
        6 => {
            let list = value.expect::<PyListObject>();
            rt.new_tuple(list.items.to_vec())
        }
        7..=9 => crate::python::type_params::new(rt, which, &value),
        10 => crate::python::type_params::generic(rt, &value),
        11 => crate::python::type_params::alias(rt, &value),
        _ => Err(rt.raise(Builtin::SystemError, "unknown intrinsic")),
    }
}

/// `CALL_INTRINSIC_2`.
pub(super) fn two(machine: &mut Machine<'_>, which: usize, a: Obj, b: Obj) -> PyResult {
    let rt = machine.rt;
    match which {
        1 => prep_reraise_star(rt, &a, &b),
        2 | 3 => crate::python::type_params::with_bound(rt, which, &a, &b),
        4 => {
            let function = a.expect::<crate::objects::function::PyFunctionObject>();
            function.func_typeparams.set(Some(b));
            Ok(a.clone())
        }
        5 => crate::python::type_params::with_default(rt, &a, &b),
        _ => Err(rt.raise(Builtin::SystemError, "unknown intrinsic")),
    }
}

/// `from module import *`: `__all__`, or all names without a leading underscore.
fn import_star(machine: &Machine<'_>, imported: &Obj) -> PyResult {
    let rt = machine.rt;
    let Some(locals) = &machine.frame.locals else {
        return rt.done();
    };
    let asked = |name: &str| getattr_optional(rt, imported, &rt.intern_str(name)?);
    let (names, place) = match asked("__all__")? {
        Some(all) => (rt.collect(&all)?, "Item in {}.__all__"),
        None => {
            let Some(namespace) = asked("__dict__")? else {
                let message = "from-import-* object has no __dict__ and no __all__";
                return Err(rt.raise(Builtin::ImportError, message));
            };
            let hidden = |name: &Obj| {
                Text::of(name).is_some_and(|name| name.to_rust().starts_with('_'))
            };
            let mut names = rt.collect(&namespace)?;
            names.retain(|name| !hidden(name));
            (names, "Key in {}.__dict__")
        }
    };
    for name in names {
        if Text::of(&name).is_none() {
            let module = plain(&rt.attr(imported, "__name__")?);
            let place = place.replace("{}", &module);
            let message = format!("{place} must be str, not {}", name.ty().name());
            return Err(rt.type_error(&message));
        }
        let value = rt.getattr(imported, &name)?;
        names::store(rt, locals, &name, value)?;
    }
    rt.done()
}

/// A StopIteration that leaves a generator would end somebody else's loop.
fn stop_iteration_error(rt: &Runtime, raised: Obj) -> PyResult {
    if !is_instance(&raised, rt.ty(Builtin::StopIteration)) {
        return Ok(raised);
    }
    let message = rt.new_str("generator raised StopIteration")?;
    let error = rt.new_exception(Builtin::RuntimeError, vec![message])?;
    if let Some(view) = exception(&error) {
        view.cause.set(Some(raised.clone()));
        view.context.set(Some(raised));
        view.suppress_context.set(1);
    }
    Ok(error)
}

/// What is left to raise after the handlers of `except*`: what they raised and what
/// none of them took (`Objects/exceptions.c@v3.13.0#_PyExc_PrepReraiseStar`).
fn prep_reraise_star(rt: &Runtime, original: &Obj, parts: &Obj) -> PyResult {
    let parts = parts.expect::<PyListObject>().items.to_vec();
    let parts: Vec<Obj> = parts
        .into_iter()
        .filter(|part| !part.is(rt.none()))
        .collect();
    if parts.is_empty() {
        return rt.done();
    }
    if !is_group(rt, original) {
        return Ok(parts[0].clone());
    }
    let came_from = |error: &Obj| {
        let view = exception(error)?;
        let ids = [&view.traceback, &view.context, &view.cause];
        Some(ids.map(|field| field.get().map(|object| object.id())))
    };
    let same =
        |part: &&Obj| is_group(rt, part) && came_from(part) == came_from(original);
    let (kept, raised): (Vec<&Obj>, Vec<&Obj>) = parts.iter().partition(same);
    let rest = projection(rt, original, &kept)?;
    let mut all: Vec<Obj> = raised.into_iter().cloned().collect();
    all.extend(rest);
    match all.len() {
        0 => rt.done(),
        1 => Ok(all.remove(0)),
        _ => {
            let group = rt.type_obj(Builtin::BaseExceptionGroup);
            rt.call_with(&group, &[rt.new_str("")?, rt.new_list(all)?])
        }
    }
}
