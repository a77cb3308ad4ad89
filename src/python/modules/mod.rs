//! The modules that can be imported: those in this folder, and no others.

mod array;
pub(crate) mod atexit;
mod bisect;
mod code;
mod containers;
mod end;
pub(crate) mod frozen;
mod functools;
mod gc;
pub(crate) mod leftovers;
mod math;
mod math_extended;
mod math_floats;
mod math_gamma;
mod math_ints;
mod memory;
mod missing;
pub(crate) use missing::{file_of, is_loading, is_standard, no_attribute};
mod objects;
mod operator;
pub(crate) mod place;
pub(crate) use place::{origin, specify, specify_main};
mod random;
mod report;
mod seal;
mod source;
pub(super) mod sys;
mod sys_infos;
mod sys_names;
mod time;
pub(crate) mod tracemalloc;
mod tree;
mod types;
mod weakref;

use super::eval::{frame_for_code, run_frame_to_end};
use super::{compile::Mode, interp::Python};
use crate::objects::{dict, dict_merge, module, str::Text};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;
use frozen::Frozen;
use place::Kind;
pub(crate) use report::{lines_told, traceback_limit};
use source::Source;

/// A module of the runtime itself.
pub(crate) struct ModuleDef {
    /// The name to import it by.
    pub(crate) name: &'static str,
    /// Its functions.
    pub(crate) functions: &'static [MethodDef],
    /// Adds what is not a function: namespace in hand.
    pub(crate) fill: fn(&Runtime, &Obj) -> PyResult<()>,
}

/// All of them, in alphabetical order.
static MODULES: &[&ModuleDef] = &[
    &bisect::MODULE,
    &code::MODULE,
    &containers::MODULE,
    &functools::MODULE,
    &memory::MODULE,
    &objects::MODULE,
    &operator::MODULE,
    &random::MODULE,
    &report::MODULE,
    &tracemalloc::MODULE,
    &tree::MODULE,
    &types::MODULE,
    &weakref::MODULE,
    &array::MODULE,
    &atexit::MODULE,
    &gc::MODULE,
    &math::MODULE,
    &math_gamma::COMPLEX,
    &math_gamma::MODULE,
    &math_ints::MODULE,
    &sys::MODULE,
    &sys_names::MODULE,
    &time::MODULE,
    &time::SLEEP,
];

/// Makes `builtins` and what belongs to the evaluation loop.
pub(crate) fn install(rt: &Runtime) -> PyResult<()> {
    rt.furnish(Python::new(rt)?);
    let builtins = &rt.python().builtins;
    super::builtins::fill(rt, builtins)?;
    dict_merge::update(rt, &rt.python().first_builtins, builtins)?;
    rt.unraisable_hook.set(super::hooks::unraisable);
    rt.late_names.set(late_name);
    rt.codecs.set(ask_codecs);
    rt.warn_hook.set(super::warnings::warn);
    rt.at_teardown(end::teardown);
    Ok(())
}

/// Fills a namespace with functions.
pub(crate) fn add_functions(
    rt: &Runtime,
    namespace: &Obj,
    owner: &Obj,
    functions: &'static [MethodDef],
) -> PyResult<()> {
    let module_name = match module::namespace(owner) {
        Some(own) => dict::get_str(rt, &own, "__name__")?,
        None => None,
    };
    for definition in functions {
        let function =
            rt.new_builtin(definition, Some(owner.clone()), module_name.clone())?;
        dict::set(rt, namespace, &rt.intern_str(definition.name)?, function)?;
    }
    Ok(())
}

/// The module with this name: the one in `sys.modules`, or made now. Of a dotted name
/// each part is imported, and becomes an attribute of the one before it.
pub(crate) fn import(rt: &Runtime, name: &str) -> PyResult {
    let modules = &rt.python().modules;
    if let Some(found) = dict::get_str(rt, modules, name)? {
        if found.is(rt.none()) {
            let message = format!("import of {name} halted; None in sys.modules");
            return Err(missing::raise(rt, name, &message)?);
        }
        return Ok(found);
    }
    let parent = match name.rsplit_once('.') {
        Some((parent, last)) => Some((import(rt, parent)?, parent, last)),
        None => None,
    };
    // A parent may have imported its part itself.
    let known = dict::get_str(rt, modules, name)?;
    if let Some((made, parent, _)) = &parent
        && known.is_none()
        && crate::attributes::getattr_optional(rt, made, &rt.intern_str("__path__")?)?
            .is_none()
    {
        let message = format!("No module named '{name}'; '{parent}' is not a package");
        return Err(missing::raise(rt, name, &message)?);
    }
    let made = match known {
        Some(made) => made,
        None => load(rt, name)?,
    };
    if let Some((parent, _, last)) = parent {
        rt.setattr(&parent, &rt.intern_str(last)?, Some(&made))?;
    }
    Ok(made)
}

/// Imports a module, if its text can be had.
pub(crate) fn import_if_here(rt: &Runtime, name: &str) -> PyResult<Option<Obj>> {
    match import(rt, name) {
        Ok(module) => Ok(Some(module)),
        Err(_) if rt.swallow(Builtin::ImportError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// The names that CPython's `site` adds to the built-in ones, made when the first of
/// them is asked for.
pub(crate) const SITE: [&str; 6] =
    ["quit", "exit", "copyright", "credits", "license", "help"];

fn late_name(rt: &Runtime, name: &Obj) -> PyResult<Option<Obj>> {
    let known = Text::of(name).and_then(Text::as_ascii);
    if !known.is_some_and(|name| SITE.contains(&name)) {
        return Ok(None);
    }
    match import_if_here(rt, "_sitebuiltins")? {
        Some(module) => crate::attributes::getattr_optional(rt, &module, name),
        None => Ok(None),
    }
}

/// One of the names of `site`, if the module is `builtins`.
pub(crate) fn of_site(rt: &Runtime, module: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    let builtins = dict::get_str(rt, &rt.python().modules, "builtins")?;
    match builtins.is_some_and(|builtins| builtins.is(module)) {
        true => late_name(rt, name),
        false => Ok(None),
    }
}

/// Makes the names of a module that are made late: those of `site`, if it is `builtins`.
pub(crate) fn complete(rt: &Runtime, module: &Obj) -> PyResult<()> {
    let builtins = dict::get_str(rt, &rt.python().modules, "builtins")?;
    if builtins.is_some_and(|builtins| builtins.is(module)) {
        import_if_here(rt, "_sitebuiltins")?;
    }
    Ok(())
}

/// Calls a function of `_codecs`, if its text can be had.
fn ask_codecs(rt: &Runtime, function: &str, args: &[Obj]) -> PyResult<Option<Obj>> {
    let Some(module) = import_if_here(rt, "_codecs")? else {
        return Ok(None);
    };
    let function = rt.attr(&module, function)?;
    rt.call_with(&function, args).map(Some)
}

/// Makes a module that nobody imported yet.
fn load(rt: &Runtime, name: &str) -> PyResult {
    if let Some(found) = place::by_finders(rt, name)? {
        return Ok(found);
    }
    // Programs, too, call a package of their own so.
    if name.split('.').next() == Some("test")
        && let Some(found) = source::find(rt, name)?
    {
        return run(rt, name, &found);
    }
    if let Some(frozen) = Frozen::find(name) {
        let Some(text) = frozen.source(&rt.options) else {
            let message = format!("the text of module '{name}' is not here");
            return Err(rt.raise(Builtin::ImportError, message));
        };
        let found = Source {
            text,
            filename: place::filename(frozen),
            is_file: false,
            is_package: place::is_package(name),
        };
        return run(rt, name, &found);
    }
    // A module may be there in several parts.
    let mut parts = MODULES.iter().filter(|part| part.name == name).peekable();
    if parts.peek().is_none() {
        if let Some(found) = source::find(rt, name)? {
            return run(rt, name, &found);
        }
        let folders = source::folders(rt, name)?;
        if !folders.is_empty() {
            let made = rt.new_module(name)?;
            let told = place::tell_folders(rt, &made, name, folders);
            return register(rt, name, made, told);
        }
        let message = format!("No module named '{name}'");
        return Err(missing::raise(rt, name, &message)?);
    }
    let made = rt.new_module(name)?;
    let namespace = module::namespace(&made).expect("a new module has a namespace");
    dict::set_str(rt, &namespace, "__package__", rt.intern_str("")?)?;
    place::tell(rt, &made, name)?;
    dict::set_str(rt, &namespace, "__doc__", rt.late_doc()?)?;
    let filled = parts.try_for_each(|part| {
        add_functions(rt, &namespace, &made, part.functions)?;
        (part.fill)(rt, &namespace)
    });
    register(rt, name, made, filled)
}

/// Runs the text of a module that is written in Python.
fn run(rt: &Runtime, name: &str, source: &Source) -> PyResult {
    let made = rt.new_module(name)?;
    let namespace = module::namespace(&made).expect("a new module has a namespace");
    dict::set_str(rt, &namespace, "__builtins__", rt.python().builtins.clone())?;
    let package = match name.rsplit_once('.') {
        _ if source.is_package => name,
        Some((parent, _)) => parent,
        None => "",
    };
    dict::set_str(rt, &namespace, "__package__", rt.intern_str(package)?)?;
    match source.is_file {
        true => place::tell_file(rt, &made, source)?,
        false => place::tell(rt, &made, name)?,
    }
    if !source.filename.starts_with('<') {
        rt.python().remember(&source.filename, source.text.clone());
    }
    // Whoever imports it meanwhile gets what is there already.
    dict::set_str(rt, &rt.python().modules, name, made.clone())?;
    rt.python().loading.borrow_mut().push(name.to_owned());
    let ran = (|| {
        let (text, filename) = (&source.text, &source.filename);
        let code = super::builtins::execute::compile(rt, text, filename, Mode::Exec)?;
        let frame = frame_for_code(rt, &code, &namespace, &namespace, None)?;
        drop(code);
        run_frame_to_end(rt, frame)?;
        let native = frozen::is_native(filename);
        seal::classes(rt, name, &namespace, native)?;
        seal::functions(rt, &made, &namespace, native)?;
        if native {
            // Nothing of a module in C is looked up there.
            dict::del(rt, &namespace, &rt.intern_str("__builtins__")?)?;
            if matches!(place::kind(name), Some(Kind::BuiltIn | Kind::Extension)) {
                dict::set_str(rt, &namespace, "__doc__", rt.late_doc()?)?;
            }
        }
        Ok(())
    })();
    rt.python().loading.borrow_mut().pop();
    register(rt, name, made, ran)
}

/// Puts a module into `sys.modules`, unless it has put something else there itself, or
/// takes it out again where making it failed.
fn register(rt: &Runtime, name: &str, made: Obj, result: PyResult<()>) -> PyResult {
    let modules = &rt.python().modules;
    match result {
        Ok(()) => {
            if let Some(there) = dict::get_str(rt, modules, name)? {
                return Ok(there);
            }
            dict::set_str(rt, modules, name, made.clone())?;
            Ok(made)
        }
        Err(raised) => {
            let raised = rt.fetch(raised);
            dict::del(rt, modules, &rt.intern_str(name)?)?;
            match raised {
                Some(raised) => Err(rt.raise_object(raised)),
                None => Err(rt.raise_pending(crate::runtime::Pending::Stopped)),
            }
        }
    }
}

/// The names of `sys`, if that module was imported.
fn namespace_of_sys(rt: &Runtime) -> PyResult<Option<Obj>> {
    let sys = dict::get_str(rt, &rt.python().modules, "sys")?;
    Ok(sys.as_ref().and_then(module::namespace))
}

/// Refuses to go on where a program has taken a name out of `sys`.
pub(crate) fn expect_in_sys(rt: &Runtime, name: &str) -> PyResult<()> {
    match namespace_of_sys(rt)? {
        Some(namespace) if dict::get_str(rt, &namespace, name)?.is_none() => {
            Err(rt.raise(Builtin::RuntimeError, format!("lost sys.{name}")))
        }
        _ => Ok(()),
    }
}

/// Refuses to go on where a program has taken a stream out of `sys`
/// (`Python/bltinmodule.c@v3.13.0#builtin_input_impl`).
pub(crate) fn expect_streams(rt: &Runtime, who: &str) -> PyResult<()> {
    let Some(namespace) = namespace_of_sys(rt)? else {
        return Ok(());
    };
    for name in ["stdin", "stdout", "stderr"] {
        let stream = dict::get_str(rt, &namespace, name)?;
        if stream.is_none_or(|stream| stream.is(rt.none())) {
            let message = format!("{who}: lost sys.{name}");
            return Err(rt.raise(Builtin::RuntimeError, message));
        }
    }
    Ok(())
}

/// What a program has in `sys` under a name.
pub(crate) fn of_sys(rt: &Runtime, name: &str) -> PyResult<Option<Obj>> {
    match namespace_of_sys(rt)? {
        Some(namespace) => dict::get_str(rt, &namespace, name),
        None => Ok(None),
    }
}

/// What a program put in place of a hook of `sys`.
pub(crate) fn own_hook(rt: &Runtime, name: &str) -> PyResult<Option<Obj>> {
    let hook = of_sys(rt, name)?;
    let original = of_sys(rt, &format!("__{name}__"))?;
    Ok(hook.filter(|hook| {
        let same = original.is_some_and(|original| original.is(hook));
        !same || crate::objects::stream::is_altered(hook)
    }))
}

/// Writes to what a program has in `sys` under a name, such as `stderr`: to nothing if
/// that is None, and to the runtime's own if the program's cannot be written to.
pub(crate) fn write_to(rt: &Runtime, name: &str, text: &str) {
    if rt.python().is_over.get() {
        // `sys` has no streams any more.
        return;
    }
    let written = own_hook(rt, name).and_then(|stream| match stream {
        Some(stream) if stream.is(rt.none()) => Ok(true),
        Some(stream) => rt
            .call_method(&stream, "write", &[rt.new_str(text)?])
            .map(|_| true),
        None => Ok(false),
    });
    match written {
        Ok(true) => return,
        Ok(false) => {}
        Err(_) => rt.clear_raised(),
    }
    match name {
        "stdout" if rt.write_out(text).is_err() => rt.clear_raised(),
        "stdout" => {}
        _ => rt.write_err(text),
    }
}

/// The names of all modules that can be imported.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let frozen = frozen::ALL.iter().map(|module| module.name);
    MODULES.iter().map(|module| module.name).chain(frozen)
}

/// Whether there is a module with a name.
pub(crate) fn has(rt: &Runtime, name: &str) -> bool {
    // A text that cannot be read is there.
    names().any(|known| known == name)
        || !matches!(source::find(rt, name), Ok(None))
        || source::folders(rt, name).is_ok_and(|folders| !folders.is_empty())
}
