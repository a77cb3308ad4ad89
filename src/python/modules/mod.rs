//! The modules that can be imported: those in this folder, and no others.

pub(crate) mod atexit;
mod gc;
mod memory;
mod sys;
mod weakref;

use super::compile::Mode;
use super::eval::{frame_for_code, run_frame_to_end};
use super::interp::Python;
use crate::objects::{dict, module};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

/// A module of the runtime itself.
pub(crate) struct ModuleDef {
    /// The name to import it by.
    pub(crate) name: &'static str,
    /// The text of `__doc__`.
    pub(crate) doc: &'static str,
    /// Its functions.
    pub(crate) functions: &'static [MethodDef],
    /// Adds what is not a function: namespace in hand.
    pub(crate) fill: fn(&Runtime, &Obj) -> PyResult<()>,
}

/// All of them, in alphabetical order.
static MODULES: &[&ModuleDef] = &[
    &memory::MODULE,
    &weakref::MODULE,
    &atexit::MODULE,
    &gc::MODULE,
    &sys::MODULE,
];

/// Those that are written in Python, compiled when they are first imported.
static FROZEN: &[(&str, &str)] = &[
    ("copy", include_str!("copy.py")),
    ("ctypes", include_str!("ctypes.py")),
    ("weakref", include_str!("weakref.py")),
    ("_typing", include_str!("typing_native.py")),
];

/// Makes `builtins` and what belongs to the evaluation loop.
pub(crate) fn install(rt: &Runtime) -> PyResult<()> {
    rt.furnish(Python::new(rt)?);
    let builtins = &rt.python().builtins;
    super::builtins::fill(rt, builtins)?;
    rt.unraisable_hook.set(super::report::unraisable);
    rt.at_teardown(teardown);
    Ok(())
}

/// Fills a namespace with functions.
pub(crate) fn add_functions(
    rt: &Runtime,
    namespace: &Obj,
    owner: Option<&Obj>,
    functions: &'static [MethodDef],
) -> PyResult<()> {
    let module_name = match owner.and_then(module::namespace) {
        Some(own) => dict::get_str(rt, &own, "__name__")?,
        None => Some(rt.intern_str("builtins")?),
    };
    for definition in functions {
        let function =
            rt.new_builtin(definition, owner.cloned(), module_name.clone())?;
        dict::set(rt, namespace, &rt.intern_str(definition.name)?, function)?;
    }
    Ok(())
}

/// The module with this name: the one in `sys.modules`, or made now.
pub(crate) fn import(rt: &Runtime, name: &str) -> PyResult {
    let modules = &rt.python().modules;
    if let Some(found) = dict::get_str(rt, modules, name)? {
        return Ok(found);
    }
    if let Some((_, source)) = FROZEN.iter().find(|(frozen, _)| *frozen == name) {
        return run_frozen(rt, name, source);
    }
    let Some(definition) = MODULES.iter().find(|module| module.name == name) else {
        let message = format!("No module named '{name}'");
        let shown = rt.new_str(name)?;
        let fields = [(1, &shown)];
        return Err(rt.raise_with(Builtin::ModuleNotFoundError, &message, &fields));
    };
    let made = rt.new_module(name)?;
    let namespace = module::namespace(&made).expect("a new module has a namespace");
    if !definition.doc.is_empty() {
        dict::set_str(rt, &namespace, "__doc__", rt.new_str(definition.doc)?)?;
    }
    dict::set_str(rt, modules, name, made.clone())?;
    let filled = add_functions(rt, &namespace, Some(&made), definition.functions)
        .and_then(|()| (definition.fill)(rt, &namespace));
    if let Err(raised) = filled {
        dict::del(rt, modules, &rt.intern_str(name)?)?;
        return Err(raised);
    }
    Ok(made)
}

/// Runs the source of a module that is written in Python.
fn run_frozen(rt: &Runtime, name: &str, source: &str) -> PyResult {
    let made = rt.new_module(name)?;
    let namespace = module::namespace(&made).expect("a new module has a namespace");
    let builtins = import(rt, "builtins")?;
    dict::set_str(rt, &namespace, "__builtins__", builtins)?;
    dict::set_str(rt, &rt.python().modules, name, made.clone())?;
    let filename = format!("<frozen {name}>");
    let code = super::builtins::execute::compile(rt, source, &filename, Mode::Exec)?;
    let frame = frame_for_code(rt, &code, &namespace, &namespace, None)?;
    drop(code);
    if let Err(raised) = run_frame_to_end(rt, frame) {
        dict::del(rt, &rt.python().modules, &rt.intern_str(name)?)?;
        return Err(raised);
    }
    Ok(made)
}

/// An attribute of `sys`, if that module was imported.
fn of_sys(rt: &Runtime, name: &str) -> PyResult<Option<Obj>> {
    match dict::get_str(rt, &rt.python().modules, "sys")? {
        Some(sys) => match module::namespace(&sys) {
            Some(namespace) => dict::get_str(rt, &namespace, name),
            None => Ok(None),
        },
        None => Ok(None),
    }
}

/// What a program put in place of a hook of `sys`.
pub(crate) fn own_hook(rt: &Runtime, name: &str) -> PyResult<Option<Obj>> {
    let hook = of_sys(rt, name)?;
    let original = of_sys(rt, &format!("__{name}__"))?;
    Ok(hook.filter(|hook| !original.is_some_and(|original| original.is(hook))))
}

/// The names of all modules that can be imported.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let frozen = FROZEN.iter().map(|(name, _)| *name);
    MODULES.iter().map(|module| module.name).chain(frozen)
}

/// Lets go of everything the program made: modules last to first, then `builtins`.
fn teardown(rt: &Runtime) {
    let py = rt.python();
    atexit::run(rt);
    py.handled.set(None);
    rt.clear_raised();
    let all = dict::items(&py.modules);
    for (_, made) in all.iter().rev() {
        if let Some(namespace) = module::namespace(made) {
            dict::clear(rt, &namespace);
        }
    }
    drop(all);
    dict::clear(rt, &py.modules);
    dict::clear(rt, &py.builtins);
    crate::attributes::populate::clear_types(rt);
    crate::gc::collect(rt, 2);
}
