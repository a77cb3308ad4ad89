//! `_report`: tracebacks as text, and the lines that they quote, for `traceback` and
//! `warnings`.

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::builtin_function::plain;
use crate::objects::code::PyCodeObject;
use crate::objects::exceptions::exception;
use crate::objects::str::Text;
use crate::objects::traceback::PyTracebackObject;
use crate::objects::{dict, int, list, module, tuple};
use crate::python::report;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_report",
    functions: &[
        MethodDef::many("error", error),
        MethodDef::many("step", step),
        MethodDef::many("source_line", source_line),
    ],
    fill: |_, _| Ok(()),
};

/// `error(exception, traceback)`: what an exception says.
fn error(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "error", args.len(), 2, 2)?;
    if exception(&args[0]).is_none() {
        return Err(rt.type_error("an exception is required"));
    }
    let traceback =
        Some(&args[1]).filter(|step| step.cast::<PyTracebackObject>().is_some());
    rt.new_str(&report::error_text(rt, &args[0], traceback))
}

/// `source_line(filename, line)`: a line of a file, or None.
fn source_line(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "source_line", args.len(), 2, 2)?;
    let line = u32::try_from(int::to_i64(&args[1]).unwrap_or(0)).unwrap_or(0);
    let number = rt.python().source_number(&plain(&args[0]));
    let lines = rt.python().source_lines(number, line, line);
    match lines.first().filter(|_| number != rt.python().untold.get()) {
        Some(text) => rt.new_str(text),
        None => rt.done(),
    }
}

/// `step(code, line, instruction)`: one step of a traceback as text; the instruction may
/// be None.
fn step(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "step", args.len(), 3, 3)?;
    if args[0].cast::<PyCodeObject>().is_none() {
        return Err(rt.type_error("a code object is required"));
    }
    let number = |index: usize| int::to_i64(&args[index]).unwrap_or(0).max(0);
    let at = (!args[2].is(rt.none())).then(|| number(2) as usize);
    let line = number(1) as u32;
    rt.new_str(&report::step_text(rt, &args[0], line, at))
}

/// Some lines of what a program has put into `linecache.cache` under the name of a file,
/// without the blanks at their ends.
pub(crate) fn lines_told(
    rt: &Runtime,
    filename: &Obj,
    first: u32,
    last: u32,
) -> Vec<String> {
    let found = || -> PyResult<Option<Obj>> {
        let module = dict::get_str(rt, &rt.python().modules, "linecache")?;
        let Some(names) = module.as_ref().and_then(module::namespace) else {
            return Ok(None);
        };
        match dict::get_str(rt, &names, "cache")? {
            Some(cache) if dict::is_dict(&cache) => dict::get(rt, &cache, filename),
            _ => Ok(None),
        }
    };
    let found = found().unwrap_or_else(|_| {
        rt.clear_raised();
        None
    });
    let lines = found.filter(|entry| entry.ty().is_exactly(Builtin::Tuple));
    let lines = lines.and_then(|entry| tuple::items(&entry).get(2).cloned());
    let Some(lines) = lines.filter(|lines| lines.ty().is_exactly(Builtin::List)) else {
        return Vec::new();
    };
    let told = |number: u32| {
        let line = list::get(&lines, number.checked_sub(1)? as usize)?;
        Text::of(&line).map(|text| text.to_rust().trim_end().to_owned())
    };
    (first..=last).filter_map(told).collect()
}

/// How many steps of a traceback are shown: what a program put into `sys.tracebacklimit`.
pub(crate) fn traceback_limit(rt: &Runtime) -> usize {
    let limit = super::of_sys(rt, "tracebacklimit").unwrap_or_else(|_| {
        rt.clear_raised();
        None
    });
    let limit = limit.as_ref().and_then(int::to_i64);
    limit.map_or(usize::MAX, |limit| limit.max(0) as usize)
}
