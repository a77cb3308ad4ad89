//! `import` (`Python/import.c@v3.13.0#PyImport_ImportModuleLevelObject`).

use super::super::modules;
use super::machine::Machine;
use crate::attributes::getattr_optional;
use crate::names;
use crate::objects::args::Limits;
use crate::objects::builtin_function::{is_definition, plain};
use crate::objects::dict;
use crate::objects::str::Text;
use crate::python::session::{PROMPT, told_file};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

/// `import name` or `from name import …`: through `__import__` of the built-in names,
/// which a program may replace.
pub(super) fn name(
    machine: &Machine<'_>,
    name: &Obj,
    from: &Obj,
    level: &Obj,
) -> PyResult {
    let rt = machine.rt;
    machine.save();
    let frame = &machine.frame;
    let own = rt.intern_str("__import__")?;
    let Some(function) = names::find(rt, frame.builtins(), &own)? else {
        return Err(rt.raise(Builtin::ImportError, "__import__ not found"));
    };
    let (globals, from) = (frame.globals().clone(), from.clone());
    if is_definition(&function, &IMPORT) {
        let level = crate::objects::int::to_i64(level).unwrap_or(0);
        let own = |name: &str| {
            let typed = ["<string>", PROMPT].contains(&told_file(name));
            typed || !name.starts_with('<') && !modules::place::is_library(name)
        };
        let left = (level == 0 && own(&plain(frame.code().filename())))
            .then(|| modules::leftovers::begin(rt, &plain(name)))
            .flatten();
        let module = import(rt, name, &from, level, Some(&globals));
        if let Some(left) = left {
            left.leave(rt)?;
        }
        return module;
    }
    let locals = frame.locals.as_ref().unwrap_or_else(|| rt.none());
    let args = [name.clone(), globals, locals.clone(), from, level.clone()];
    rt.call_with(&function, &args)
}

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
pub(crate) static IMPORT: MethodDef =
    MethodDef::keywords("__import__", |rt, _, args| {
        let names = ["name", "globals", "locals", "fromlist", "level"];
        let [name, globals, _, from, level] =
            args.parse(rt, "__import__", names, Limits::required(1))?;
        let Some(name) = name else {
            return rt.done();
        };
        if Text::of(name).is_none() {
            return Err(rt.type_error("module name must be a string"));
        }
        let level = level.map_or(Ok(0), |level| rt.as_index(level, None))?;
        if level < 0 {
            return Err(rt.value_error("level must be >= 0"));
        }
        if level > 0 && globals.is_none_or(|globals| globals.is(rt.none())) {
            return Err(rt.raise(Builtin::KeyError, "'__name__' not in globals"));
        }
        let from = from.unwrap_or_else(|| rt.none());
        import(rt, name, from, level as i64, globals)
    });

/// The module that a name leads to: the last of a dotted name where parts of it are
/// asked for, else the first.
fn import(
    rt: &Runtime,
    name: &Obj,
    from: &Obj,
    level: i64,
    globals: Option<&Obj>,
) -> PyResult {
    let full = match level {
        0 => plain(name),
        _ => relative(rt, &plain(name), level, globals)?,
    };
    if full.is_empty() {
        return Err(rt.value_error("Empty module name"));
    }
    let module = modules::import(rt, &full)?;
    if rt.is_true(from)? {
        let path = rt.intern_str("__path__")?;
        if getattr_optional(rt, &module, &path)?.is_some() {
            parts(rt, &module, from, false)?;
        }
        return Ok(module);
    }
    match full.split_once('.') {
        Some((first, _)) if level == 0 => modules::import(rt, first),
        _ => Ok(module),
    }
}

/// Imports the parts of a package that are asked of it by name and are not among its
/// attributes yet (`Lib/importlib/_bootstrap.py@v3.13.0#_handle_fromlist`).
fn parts(rt: &Runtime, module: &Obj, from: &Obj, all: bool) -> PyResult<()> {
    let wanted = rt.iter(from)?;
    while let Some(name) = rt.next(&wanted)? {
        let Some(text) = Text::of(&name) else {
            let place = match all {
                true => format!("{}.__all__", plain(&rt.attr(module, "__name__")?)),
                false => "``from list''".to_owned(),
            };
            let kind = name.ty();
            let message = format!("Item in {place} must be str, not {}", kind.name());
            return Err(rt.type_error(&message));
        };
        if text.as_ascii() == Some("*") {
            let names = rt.intern_str("__all__")?;
            if !all && getattr_optional(rt, module, &names)?.is_some() {
                parts(rt, module, &rt.getattr(module, &names)?, true)?;
            }
        } else if getattr_optional(rt, module, &name)?.is_none() {
            let package = plain(&rt.attr(module, "__name__")?);
            let part = format!("{package}.{}", plain(&name));
            if modules::has(rt, &part) {
                modules::import(rt, &part)?;
            } else if modules::place::has_finders(rt)? {
                modules::import_if_here(rt, &part)?;
            }
        }
    }
    Ok(())
}

/// The package that the module with a namespace is in, or is itself.
/// (`Python/import.c@v3.13.0#resolve_name`.)
fn package_of(rt: &Runtime, globals: &Obj) -> PyResult<String> {
    let known = |name: &str| {
        let value = dict::get_str(rt, globals, name)?;
        Ok(value.filter(|value| !value.is(rt.none())))
    };
    if let Some(package) = known("__package__")? {
        if Text::of(&package).is_none() {
            return Err(rt.type_error("package must be a string"));
        }
        return Ok(plain(&package));
    }
    if let Some(spec) = known("__spec__")? {
        let parent = rt.attr(&spec, "parent")?;
        if Text::of(&parent).is_none() {
            return Err(rt.type_error("__spec__.parent must be a string"));
        }
        return Ok(plain(&parent));
    }
    let message = "can't resolve package from __spec__ or __package__, \
                   falling back on __name__ and __path__";
    rt.warn(Builtin::ImportWarning, message)?;
    let Some(name) = dict::get_str(rt, globals, "__name__")? else {
        return Err(rt.raise(Builtin::KeyError, "'__name__' not in globals"));
    };
    if Text::of(&name).is_none() {
        return Err(rt.type_error("__name__ must be a string"));
    }
    let name = plain(&name);
    let is_package = dict::get_str(rt, globals, "__path__")?.is_some();
    Ok(match name.rsplit_once('.') {
        _ if is_package => name,
        Some((parent, _)) => parent.to_owned(),
        None => String::new(),
    })
}

/// The full name of a module that is named from the package of whoever imports it, one
/// dot for the package itself (`Python/import.c@v3.13.0#resolve_name`).
fn relative(
    rt: &Runtime,
    name: &str,
    level: i64,
    globals: Option<&Obj>,
) -> PyResult<String> {
    let package = match globals {
        Some(globals) => package_of(rt, globals)?,
        None => String::new(),
    };
    if package.is_empty() {
        let message = "attempted relative import with no known parent package";
        return Err(rt.raise(Builtin::ImportError, message));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        let Some((outer, _)) = base.rsplit_once('.') else {
            let message = "attempted relative import beyond top-level package";
            return Err(rt.raise(Builtin::ImportError, message));
        };
        base = outer;
    }
    Ok(match name.is_empty() {
        true => base.to_owned(),
        false => format!("{base}.{name}"),
    })
}

/// `from module import name`
pub(super) fn from(rt: &Runtime, module: &Obj, name: &Obj) -> PyResult {
    match rt.getattr(module, name) {
        Err(_) if rt.swallow(Builtin::AttributeError) => {}
        result => return result,
    }
    let namespace = crate::objects::module::namespace(module);
    let module_name = getattr_optional(rt, module, &rt.intern_str("__name__")?)?;
    let module_name = module_name.filter(|name| Text::of(name).is_some());
    if let Some(package) = &module_name {
        let part = format!("{}.{}", plain(package), plain(name));
        if let Some(found) = dict::get_str(rt, &rt.python().modules, &part)? {
            return Ok(found);
        }
    }
    let shown = module_name
        .as_ref()
        .map_or("<unknown module name>".to_owned(), plain);
    let file = match &namespace {
        Some(namespace) => modules::file_of(rt, namespace)?,
        None => None,
    };
    let partial = match modules::is_loading(rt, &shown) {
        true => [
            "partially initialized module ",
            " (most likely due to a circular import)",
        ],
        false => ["", ""],
    };
    let message = format!(
        "cannot import name '{}' from {}'{shown}'{} ({})",
        plain(name),
        partial[0],
        partial[1],
        file.as_deref().unwrap_or("unknown location")
    );
    let none = rt.none().clone();
    let module_name = module_name.unwrap_or(none);
    let text = rt.new_str(&message)?;
    let path = match &file {
        Some(file) => rt.new_str(file)?,
        None => rt.none().clone(),
    };
    let fields = [
        ("msg", &text),
        ("name", &module_name),
        ("name_from", name),
        ("path", &path),
    ];
    Err(rt.raise_with(Builtin::ImportError, &message, &fields))
}
