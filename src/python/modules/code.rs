//! `_code`: what `dis` and `inspect` ask of compiled code.

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::builtin_function::plain;
use crate::objects::code::PyCodeObject;
use crate::objects::{frame, frame_variables};
use crate::python::opcode::Instr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_code",
    functions: &[
        MethodDef::one("instructions", instructions),
        MethodDef::one("handlers", handlers),
        MethodDef::one("locals", locals),
        MethodDef::one("source", source),
        MethodDef::many("remember", |rt, _, args| {
            check_count(rt, "remember", args.len(), 2, 2)?;
            let text = plain(&args[1]).into();
            rt.python().remember(&plain(&args[0]), text);
            rt.done()
        }),
        MethodDef::none("lines", lines),
        MethodDef::one("variables", |rt, _, frame| {
            frame_variables::all(rt, checked(rt, frame)?)
        }),
        MethodDef::many("variable", |rt, _, args| {
            check_count(rt, "variable", args.len(), 2, 2)?;
            frame_variables::get(rt, checked(rt, &args[0])?, &args[1])
        }),
        MethodDef::many("set_variable", |rt, _, args| {
            check_count(rt, "set_variable", args.len(), 3, 3)?;
            let frame = checked(rt, &args[0])?;
            frame_variables::set(rt, frame, &args[1], &args[2])?;
            rt.done()
        }),
        MethodDef::none("frame", current),
        MethodDef::one("folders", |rt, _, name| {
            rt.new_list(super::source::folders(rt, &plain(name))?)
        }),
        MethodDef::none("files", |rt, _| super::place::files(rt)),
        MethodDef::one("place", |rt, _, name| super::place::place(rt, &plain(name))),
    ],
    fill: |_, _| Ok(()),
};

/// The dict with the lines of what was typed at the prompt.
fn lines(rt: &Runtime, _: &Obj) -> PyResult {
    match &*rt.python().typed.borrow() {
        Some(typed) => Ok(typed.cache.clone()),
        None => rt.new_dict(),
    }
}

fn checked<'a>(rt: &Runtime, frame: &'a Obj) -> PyResult<&'a Obj> {
    if frame.ty().is_exactly(Builtin::Frame) {
        return Ok(frame);
    }
    Err(rt.type_error("a frame object is required"))
}

/// The instructions of a code object: name, argument, and where each comes from.
fn instructions(rt: &Runtime, _: &Obj, code: &Obj) -> PyResult {
    let Some(code) = code.cast::<PyCodeObject>() else {
        return Err(rt.type_error("a code object is required"));
    };
    let mut made = Vec::new();
    for (at, &word) in code.instructions().iter().enumerate() {
        let instr = Instr(word);
        let mut parts = vec![
            rt.intern_str(instr.op().name())?,
            rt.new_int(instr.arg().into())?,
            rt.new_bool(instr.op().is_jump())?,
        ];
        for number in code.position(at) {
            parts.push(match number {
                ..0 => rt.none().clone(),
                number => rt.new_int(number.into())?,
            });
        }
        made.push(rt.new_tuple(parts)?);
    }
    rt.new_list(made)
}

/// The exception table: start, end, target, depth, and whether the index is wanted.
fn handlers(rt: &Runtime, _: &Obj, code: &Obj) -> PyResult {
    let Some(code) = code.cast::<PyCodeObject>() else {
        return Err(rt.type_error("a code object is required"));
    };
    let entries = code.handlers().map(|entry| {
        let numbers = entry.iter().map(|&number| rt.new_int(number.into()));
        rt.new_tuple(numbers.collect::<PyResult<Vec<Obj>>>()?)
    });
    rt.new_list(entries.collect::<PyResult<Vec<Obj>>>()?)
}

/// The names of all locals, cells and free variables, in order.
fn locals(rt: &Runtime, _: &Obj, code: &Obj) -> PyResult {
    match code.cast::<PyCodeObject>() {
        Some(code) => rt.new_tuple(code.localsplusnames().to_vec()),
        None => Err(rt.type_error("a code object is required")),
    }
}

/// The text that a code object was made of, or the newest of a name, if the runtime
/// has it.
fn source(rt: &Runtime, _: &Obj, of: &Obj) -> PyResult {
    let (number, filename) = match of.cast::<PyCodeObject>() {
        Some(code) => (code.source(), plain(code.filename())),
        None => (rt.python().source_number(&plain(of)), plain(of)),
    };
    let known = rt.python().source_text(number);
    match known.or_else(|| super::place::text(rt, &filename)) {
        Some(text) => rt.new_str(&text),
        None => rt.done(),
    }
}

/// The frame of whoever called the function that calls this.
fn current(rt: &Runtime, _: &Obj) -> PyResult {
    let caller = rt.python().frame();
    let caller = caller.and_then(|frame| frame.back.get());
    match caller {
        Some(caller) => frame::object_for(rt, &caller),
        None => rt.done(),
    }
}
