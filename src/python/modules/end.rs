//! The end of a program: what is to be called then is called, and its modules go.

use crate::objects::{dict, dict_merge, module};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// Lets go of what only the interpreter keeps: the last result at the prompt, the last
/// error, and what a program put in place of the streams
/// (`Python/pylifecycle.c@v3.13.0#finalize_modules_delete_special`).
fn delete_special(rt: &Runtime) -> PyResult<()> {
    let py = rt.python();
    if dict::get_str(rt, &py.builtins, "_")?.is_some() {
        dict::set_str(rt, &py.builtins, "_", rt.none().clone())?;
    }
    drop(py.last_error.take());
    let Some(namespace) = super::namespace_of_sys(rt)? else {
        return Ok(());
    };
    for name in [
        "path",
        "argv",
        "ps1",
        "ps2",
        "last_exc",
        "last_type",
        "last_value",
        "last_traceback",
    ] {
        dict::set_str(rt, &namespace, name, rt.none().clone())?;
    }
    for name in ["stdout", "stderr"] {
        if let Some(own) = dict::get_str(rt, &namespace, &format!("__{name}__"))? {
            dict::set_str(rt, &namespace, name, own)?;
        }
    }
    Ok(())
}

/// Gives `builtins` the names back that it began with, and lets go of what a program
/// put there (`Python/pylifecycle.c@v3.13.0#finalize_restore_builtins_dict`).
fn restore_builtins(rt: &Runtime) -> PyResult<()> {
    let py = rt.python();
    let last = dict_merge::copy(rt, &py.builtins)?;
    dict::clear(rt, &py.builtins);
    dict_merge::update(rt, &py.builtins, &py.first_builtins)?;
    drop(last);
    Ok(())
}

/// Lets go of everything the program made: modules last to first, then `builtins`.
pub(super) fn teardown(rt: &Runtime) {
    let py = rt.python();
    super::atexit::run(rt);
    py.handled.set(None);
    crate::python::eval::trace::forget(py);
    rt.clear_raised();
    crate::gc::collect(rt, 2);
    super::gc::forget_callbacks(rt);
    if delete_special(rt).is_err() {
        rt.clear_raised();
    }
    // Modules die with the last reference to them; what their names kept in a cycle is
    // found by the collector, while `builtins` is still there. Then the rest goes
    // (`Python/pylifecycle.c@v3.13.0#finalize_modules`).
    let modules = dict::items(&py.modules);
    let kept = modules.iter().filter_map(|(_, module)| {
        crate::weakref::new_ref(rt, rt.ty(Builtin::WeakRef), module, None).ok()
    });
    let kept: Vec<Obj> = kept.collect();
    let builtins = dict::get_str(rt, &py.modules, "builtins");
    let sys = dict::get_str(rt, &py.modules, "sys").ok().flatten();
    drop(modules);
    // From here on no file can be opened to show a line of it.
    py.sources.borrow_mut().clear();
    let typed = py.typed.borrow_mut().take();
    drop(typed);
    dict::clear(rt, &py.modules);
    if restore_builtins(rt).is_err() {
        rt.clear_raised();
    }
    crate::gc::collect(rt, 2);
    let sys = sys.as_ref().and_then(module::namespace);
    for module in kept.iter().rev().filter_map(crate::weakref::target) {
        match module::namespace(&module) {
            Some(namespace)
                if !namespace.is(&py.builtins)
                    && !sys.as_ref().is_some_and(|sys| sys.is(&namespace)) =>
            {
                dict::clear(rt, &namespace);
            }
            _ => {}
        }
    }
    // With `sys` go the streams.
    py.is_over.set(true);
    if let Some(namespace) = sys {
        dict::clear(rt, &namespace);
    }
    drop((kept, builtins));
    rt.clear_raised();
    dict::clear(rt, &py.builtins);
    dict::clear(rt, &py.first_builtins);
    // A finalizer may have asked for it again.
    crate::python::eval::trace::forget(py);
    crate::attributes::populate::clear_types(rt);
    crate::gc::collect(rt, 2);
}
