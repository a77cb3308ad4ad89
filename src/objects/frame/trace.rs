//! What traces a call: `f_trace`, and what it is told.

use super::{running, view};
use crate::python::eval;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use std::cell::Cell;

/// Where the call's own trace function is kept.
pub(crate) fn trace_function(this: &Obj) -> &Field {
    &view(this).get().f_trace
}

/// Whether a line begins anew at an instruction: another one than before, or the same
/// by a jump back. Remembers it.
pub(crate) fn reaches_line(this: &Obj, line: u32, at: usize) -> bool {
    let frame = view(this);
    let before = (
        frame.f_told_line.replace(line),
        frame.f_told_at.replace(at as u32),
    );
    frame.f_trace_lines.get() != 0 && (before.0 != line || before.1 >= at as u32)
}

pub(super) fn get(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&view(this).f_trace))
}

pub(super) fn set(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let value = value.filter(|value| !value.is(rt.none()));
    view(this).f_trace.set(value.cloned());
    let py = rt.python();
    if py.tracing.get()
        && let Some(frame) = running(rt, this)
    {
        eval::trace::watch(py, &frame);
    }
    Ok(())
}

fn set_flag(rt: &Runtime, flag: &Cell<u8>, value: Option<&Obj>) -> PyResult<()> {
    match value.and_then(|value| rt.is_bool(value)) {
        Some(on) => flag.set(on.into()),
        None if value.is_none() => {
            return Err(rt.type_error("can't delete numeric/char attribute"));
        }
        None => return Err(rt.type_error("attribute value type must be bool")),
    }
    Ok(())
}

pub(super) fn get_lines(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_bool(view(this).f_trace_lines.get() != 0)
}

pub(super) fn set_lines(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    set_flag(rt, &view(this).get().f_trace_lines, value)
}

pub(super) fn get_opcodes(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_bool(view(this).f_trace_opcodes.get() != 0)
}

pub(super) fn set_opcodes(
    rt: &Runtime,
    this: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    set_flag(rt, &view(this).get().f_trace_opcodes, value)
}
