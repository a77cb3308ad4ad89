//! `import` (`Python/import.c@v3.13.0#PyImport_ImportModuleLevelObject`).

use super::super::modules;
use super::step::Machine;
use crate::objects::builtin_function::plain;
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// `import name` or `from name import …`: through `__import__` of the built-in names.
pub(super) fn name(
    machine: &Machine<'_>,
    name: &Obj,
    from: &Obj,
    level: &Obj,
) -> PyResult {
    let rt = machine.rt;
    machine.save();
    if crate::objects::int::to_i64(level).unwrap_or(0) > 0 {
        let message = "attempted relative import with no known parent package";
        return Err(rt.raise(Builtin::ImportError, message));
    }
    let module = modules::import(rt, &plain(name))?;
    let asks_for_parts = !from.is(rt.none()) && !tuple::items(from).is_empty();
    let full = plain(name);
    match full.split_once('.') {
        Some((first, _)) if !asks_for_parts => modules::import(rt, first),
        _ => Ok(module),
    }
}

/// `from module import name`
pub(super) fn from(rt: &Runtime, module: &Obj, name: &Obj) -> PyResult {
    match rt.getattr(module, name) {
        Err(_) if rt.swallow(Builtin::AttributeError) => {}
        result => return result,
    }
    let namespace = crate::objects::module::namespace(module);
    let module_name = match &namespace {
        Some(namespace) => dict::get_str(rt, namespace, "__name__")?,
        None => None,
    };
    if let Some(package) = &module_name {
        let part = format!("{}.{}", plain(package), plain(name));
        if modules::has(&part) {
            return modules::import(rt, &part);
        }
    }
    let shown = module_name
        .as_ref()
        .map_or("<unknown module name>".to_owned(), plain);
    let message = format!(
        "cannot import name '{}' from '{shown}' (unknown location)",
        plain(name)
    );
    let none = rt.none().clone();
    let module_name = module_name.unwrap_or(none);
    let fields = [(1, &module_name), (3, name)];
    Err(rt.raise_with(Builtin::ImportError, &message, &fields))
}
