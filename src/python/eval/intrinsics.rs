//! What few programs need and no instruction of its own exists for.

use super::step::Machine;
use crate::names;
use crate::objects::exception_types::field_value;
use crate::objects::exceptions::exception;
use crate::objects::list::PyListObject;
use crate::objects::str::Text;
use crate::objects::{dict, module};
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
    let Some(namespace) = module::namespace(imported) else {
        return rt.done();
    };
    let listed = match dict::get_str(rt, &namespace, "__all__")? {
        Some(all) => Some(rt.collect(&all)?),
        None => None,
    };
    let names = match listed {
        Some(names) => names,
        None => {
            let public = |name: &Obj| {
                Text::of(name).is_some_and(|name| !name.to_rust().starts_with('_'))
            };
            dict::keys(&namespace).into_iter().filter(public).collect()
        }
    };
    for name in names {
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
    if !is_instance(original, rt.ty(Builtin::BaseExceptionGroup)) {
        return Ok(parts[0].clone());
    }
    let metadata = |error: &Obj| {
        exception(error)
            .and_then(|view| view.traceback.get())
            .map(|traceback| traceback.id())
    };
    let same = |part: &&Obj| {
        is_instance(part, rt.ty(Builtin::BaseExceptionGroup))
            && metadata(part) == metadata(original)
    };
    let (kept, raised): (Vec<&Obj>, Vec<&Obj>) = parts.iter().partition(same);
    let group = |members: Vec<Obj>, message: Obj, class: Obj| -> PyResult {
        let members = rt.new_list(members)?;
        rt.call_with(&class, &[message, members])
    };
    let rest = match &kept[..] {
        [] => None,
        [only] => Some((*only).clone()),
        many => {
            let mut members = Vec::new();
            for part in many {
                let inner = field_value(part, "exceptions");
                members.extend(inner.map(|inner| rt.collect(&inner)).transpose()?);
            }
            let message = field_value(original, "message");
            let message = message.unwrap_or_else(|| rt.none().clone());
            let members = members.into_iter().flatten().collect();
            Some(group(members, message, original.ty().to_obj())?)
        }
    };
    let raised: Vec<Obj> = raised.into_iter().cloned().collect();
    match (raised.is_empty(), rest) {
        (true, Some(rest)) => Ok(rest),
        (_, rest) => {
            let members = raised.into_iter().chain(rest).collect();
            let class = rt.type_obj(Builtin::ExceptionGroup);
            group(members, rt.new_str("")?, class)
        }
    }
}
