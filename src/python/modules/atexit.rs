//! `atexit`: functions to be called when the program ends (`Modules/atexitmodule.c@v3.13.0`).

use super::ModuleDef;
use crate::objects::list::PyListObject;
use crate::objects::{dict, tuple};
use crate::python::hooks;
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, MethodDef};

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "atexit",
    functions: &[
        MethodDef::keywords("register", register),
        MethodDef::one("unregister", unregister),
        MethodDef::none("_run_exitfuncs", |rt, _| {
            run(rt);
            rt.done()
        }),
        MethodDef::none("_clear", |rt, _| {
            rt.python().at_exit.set(None);
            rt.done()
        }),
        // With those that were unregistered.
        MethodDef::none("_ncallbacks", |rt, _| rt.new_size(entries(rt).len())),
    ],
    fill: |_, _| Ok(()),
};

/// What is registered: tuples of a function, its arguments and its keyword arguments.
fn entries(rt: &Runtime) -> Vec<Obj> {
    let list = rt.python().at_exit.get();
    let list = list.as_ref().and_then(|list| list.cast::<PyListObject>());
    list.map_or(Vec::new(), |list| list.items.to_vec())
}

/// `register(function, *args, **kwargs)`
fn register(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let Some((function, values)) = args.positionals().split_first() else {
        let message = "register() takes at least 1 argument (0 given)";
        return Err(rt.type_error(message));
    };
    if function.ty().tp_call.get().is_none() {
        return Err(rt.type_error("the first argument must be callable"));
    }
    let values = rt.new_tuple(values.to_vec())?;
    let names = rt.new_dict()?;
    for (name, value) in args.keywords() {
        dict::set(rt, &names, name, value.clone())?;
    }
    let entry = rt.new_tuple(vec![function.clone(), values, names])?;
    let field = &rt.python().at_exit;
    match field.get() {
        None => field.set(Some(rt.new_list(vec![entry])?)),
        Some(list) => list.expect::<PyListObject>().items.push(rt, entry)?,
    }
    Ok(function.clone())
}

fn unregister(rt: &Runtime, _: &Obj, function: &Obj) -> PyResult {
    for (index, entry) in entries(rt).into_iter().enumerate() {
        if !entry.is(rt.none()) && rt.equal(function, &tuple::items(&entry)[0])? {
            forget(rt, index);
        }
    }
    rt.done()
}

/// Leaves None in the place of an entry.
fn forget(rt: &Runtime, index: usize) {
    let list = rt.python().at_exit.get();
    let list = list.as_ref().and_then(|list| list.cast::<PyListObject>());
    if let Some(list) = list
        && index < list.items.len()
    {
        drop(list.items.replace(index, rt.none().clone()));
    }
}

/// Calls what is registered, the last one first; what goes wrong is reported. What is
/// registered meanwhile is not called any more.
pub(crate) fn run(rt: &Runtime) {
    for index in (0..entries(rt).len()).rev() {
        let entry = entries(rt).into_iter().nth(index);
        let Some(entry) = entry.filter(|entry| !entry.is(rt.none())) else {
            continue;
        };
        let [function, values, names] = tuple::items(&entry) else {
            continue;
        };
        forget(rt, index);
        let named = dict::values(names);
        let result = rt.new_tuple(dict::keys(names)).and_then(|names| {
            let names = (!tuple::items(&names).is_empty()).then_some(&names);
            in_a_row(tuple::items(values).iter().chain(&named), |items| {
                rt.call_given(function, Args { items, names })
            })
        });
        match result {
            Ok(_) => {}
            Err(_) if rt.is_stopped() => return,
            Err(raised) => hooks::unraisable_at_exit(rt, function, raised),
        }
    }
    rt.python().at_exit.set(None);
}
