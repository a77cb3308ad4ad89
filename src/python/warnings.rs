//! Warnings that the runtime itself gives (`Python/_warnings.c@v3.13.0`).
//!
//! A program that imported `warnings` decides what becomes of them: they are handed to
//! its `warn_explicit`. For any other the filters are those that Python starts with:
//! what is deprecated is said to `__main__` only, and each warning once a line.

use super::modules::write_to;
use super::session::{raise_syntax_error, told_file};
use super::syntax::SyntaxError;
use super::unit;
use crate::objects::builtin_function::plain;
use crate::objects::dict;
use crate::objects::exceptions::exception;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// A warning on its way.
struct Warning<'a> {
    class: Builtin,
    message: &'a str,
    filename: &'a str,
    line: u32,
    /// The module that is warned.
    module: &'a str,
    /// Where that module notes which warnings it has had.
    registry: Option<Obj>,
    /// The line as written, if it is to be shown.
    quoted: Option<String>,
}

/// What the runtime calls to warn of what the line that runs does.
pub(super) fn warn(rt: &Runtime, class: Builtin, message: &str) -> PyResult<()> {
    let py = rt.python();
    let frame = py.visible_frame();
    let (names, filename, line) = match &frame {
        Some(frame) => (
            frame.globals().clone(),
            plain(frame.code().filename()),
            frame.line(),
        ),
        None => (rt.new_dict()?, "<sys>".to_owned(), 0),
    };
    let registry = match dict::get_str(rt, &names, "__warningregistry__")? {
        Some(registry) => registry,
        None => {
            let registry = rt.new_dict()?;
            dict::set_str(rt, &names, "__warningregistry__", registry.clone())?;
            registry
        }
    };
    let module = dict::get_str(rt, &names, "__name__")?;
    let module = module.filter(|name| Text::of(name).is_some());
    let warning = Warning {
        class,
        message,
        filename: &filename,
        line,
        module: &module.as_ref().map_or("<string>".to_owned(), plain),
        registry: Some(registry),
        quoted: quoted(rt, &filename, line),
    };
    give(rt, &warning)
}

/// Gives the warnings that compiling a source gave, whether it failed or not. One that the
/// program's filters make an error is a `SyntaxError`.
pub(super) fn of_source(
    rt: &Runtime,
    warnings: &[unit::Warning],
    filename: &str,
    quote: bool,
) -> PyResult<()> {
    if warnings.is_empty() {
        return Ok(());
    }
    // CPython's `linecache` learns of an input of the prompt when it is compiled.
    let untold = if quote {
        0
    } else {
        rt.python().source_number(filename)
    };
    rt.python().untold.set(untold);
    let given = each_of_source(rt, warnings, filename, quote);
    rt.python().untold.set(0);
    given
}

fn each_of_source(
    rt: &Runtime,
    warnings: &[unit::Warning],
    filename: &str,
    quote: bool,
) -> PyResult<()> {
    for warning in warnings {
        let line = u32::try_from(warning.at.line).unwrap_or(0);
        let filename = if warning.text.is_some() {
            told_file(filename)
        } else {
            filename
        };
        let given = give(
            rt,
            &Warning {
                class: Builtin::SyntaxWarning,
                message: &warning.message,
                filename,
                line,
                module: filename.strip_suffix(".py").unwrap_or(filename),
                registry: None,
                quoted: quoted(rt, filename, line).filter(|_| quote),
            },
        );
        if given.is_err() && rt.swallow(Builtin::SyntaxWarning) {
            let mut error = SyntaxError::of_warning(warning);
            error.parsed = warning.text.is_none();
            return Err(raise_syntax_error(rt, &error, filename));
        }
        given?;
    }
    Ok(())
}

fn quoted(rt: &Runtime, filename: &str, line: u32) -> Option<String> {
    let number = rt.python().source_number(filename);
    let mut lines = rt.python().source_lines(number, line, line);
    lines.pop().map(|line| line.trim().to_owned())
}

fn give(rt: &Runtime, warning: &Warning<'_>) -> PyResult<()> {
    match dict::get_str(rt, &rt.python().modules, "warnings")? {
        Some(module) => hand_over(rt, &module, warning),
        None => show(rt, warning),
    }
}

/// Lets the program's own `warnings` see to it.
fn hand_over(rt: &Runtime, module: &Obj, warning: &Warning<'_>) -> PyResult<()> {
    let args = [
        rt.new_str(warning.message)?,
        rt.type_obj(warning.class),
        rt.new_str(warning.filename)?,
        rt.new_int(warning.line.into())?,
        rt.new_str(warning.module)?,
        warning
            .registry
            .clone()
            .unwrap_or_else(|| rt.none().clone()),
    ];
    let Err(raised) = rt.call_method(module, "warn_explicit", &args) else {
        return Ok(());
    };
    let Some(error) = rt.fetch(raised) else {
        return Err(rt.raise_pending(crate::runtime::Pending::Stopped));
    };
    // CPython's own is written in C: no step of the traceback is in it.
    if let Some(view) = exception(&error) {
        view.traceback.set(None);
    }
    Err(rt.raise_object(error))
}

/// Shows a warning, unless it is one of those that nobody asked for or was seen before.
fn show(rt: &Runtime, warning: &Warning<'_>) -> PyResult<()> {
    use Builtin::*;
    let unwanted = match warning.class {
        DeprecationWarning => warning.module != "__main__",
        PendingDeprecationWarning | ImportWarning | ResourceWarning => true,
        _ => false,
    };
    let class = rt.type_obj(warning.class);
    if let Some(registry) = &warning.registry {
        let zero = rt.new_int(0)?;
        if dict::get_str(rt, registry, "version")?.is_none() {
            dict::set_str(rt, registry, "version", zero)?;
        }
        let text = rt.new_str(warning.message)?;
        let line = rt.new_int(warning.line.into())?;
        let key = rt.new_tuple(vec![text, class.clone(), line])?;
        if unwanted || dict::get(rt, registry, &key)?.is_some() {
            return Ok(());
        }
        dict::set(rt, registry, &key, rt.bool(true).clone())?;
    }
    if unwanted {
        return Ok(());
    }
    let (filename, line, message) = (warning.filename, warning.line, warning.message);
    let class = rt.ty(warning.class);
    let class = class.short_name();
    let mut text = format!("{filename}:{line}: {class}: {message}\n");
    if let Some(quoted) = warning.quoted.as_ref().filter(|line| !line.is_empty()) {
        text += &format!("  {quoted}\n");
    }
    write_to(rt, "stderr", &text);
    Ok(())
}
