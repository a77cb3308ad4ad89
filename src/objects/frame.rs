//! frame: a call as Python sees it (`Objects/frameobject.c@v3.13.0`).
//!
//! It is made when somebody asks: for a traceback, or `sys._getframe()`. While the call
//! runs, its variables are on the evaluation stack; when it is over and the object is
//! still referred to, they move in here, and so stay alive as long as it does.

mod trace;

pub(crate) use trace::{reaches_line, trace_function};

use super::code::PyCodeObject;
use super::function::PyFunctionObject;
use crate::object::{self, Dying, PyVarObject, View};
use crate::python::frame::Frame;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;
use std::rc::Rc;

/// A frame object: 136 bytes, a field for each variable, and one for each value that
/// its code may have on the stack.
#[repr(C)]
pub struct PyFrameObject {
    /// Count, type, and the number of fields.
    pub ob_base: PyVarObject,
    f_back: Field,
    f_code: Obj,
    /// The names that the call finds outside of it, until it is over: then they are the
    /// function's.
    f_globals: Field,
    f_builtins: Field,
    /// The namespace of a module or class body.
    f_locals: Field,
    /// What a program put into `f_locals` that is no variable: a dict.
    f_extra_locals: Field,
    /// What traces this call.
    f_trace: Field,
    /// The instruction that ran last.
    f_lasti: Cell<i32>,
    f_state: Cell<u8>,
    /// Whether new lines, and instructions, are traced.
    f_trace_lines: Cell<u8>,
    f_trace_opcodes: Cell<u8>,
    padding: u8,
    /// The line that was told last, and the instruction where that was.
    f_told_line: Cell<u32>,
    f_told_at: Cell<u32>,
    /// The function that was called, once the call is over.
    f_funcobj: Field,
    /// What CPython's frame has besides, and ours finds elsewhere: the line, and links to
    /// the frames before and after.
    _rest: [u64; 4],
}

/// The call runs.
const RUNS: u8 = 0;
/// It is over.
const OVER: u8 = 1;
/// It is a generator's, which waits.
const WAITS: u8 = 2;

crate::py_struct!(
    PyFrameObject, Builtin::Frame, size 136, f_back @ 24, f_code @ 32;
    tail Field, |this| this.ob_base.size()
);

/// Bytes from a frame object to the first of its variables.
pub(crate) const FIRST_VARIABLE: usize = size_of::<PyFrameObject>();

/// The object of a frame that runs, made now if nobody asked before.
pub(crate) fn object_for(rt: &Runtime, frame: &Rc<Frame>) -> PyResult {
    if let Some(object) = frame.object.get() {
        return Ok(object);
    }
    let names = (frame.globals().clone(), frame.builtins().clone());
    let made = new(rt, frame.code_object(), names, frame.locals.clone(), RUNS)?;
    frame.object.set(Some(made.clone()));
    frame.is_plain.set(false);
    Ok(made)
}

fn new(
    rt: &Runtime,
    code: &Obj,
    (globals, builtins): (Obj, Obj),
    locals: Option<Obj>,
    state: u8,
) -> PyResult {
    let fields = code.expect::<PyCodeObject>().framesize();
    let value = PyFrameObject {
        ob_base: PyVarObject::new(rt.ty(Builtin::Frame), fields),
        f_back: Field::empty(),
        f_code: code.clone(),
        f_globals: Field::new(Some(globals)),
        f_builtins: Field::new(Some(builtins)),
        f_locals: Field::new(locals),
        f_extra_locals: Field::empty(),
        f_trace: Field::empty(),
        f_lasti: Cell::new(-1),
        f_state: Cell::new(state),
        f_trace_lines: Cell::new(1),
        f_trace_opcodes: Cell::new(0),
        padding: 0,
        f_told_line: Cell::new(0),
        f_told_at: Cell::new(0),
        f_funcobj: Field::empty(),
        _rest: [0; 4],
    };
    rt.alloc_tail(value, fields, |_| Field::empty())
}

/// The object of a frame that waits, a generator's.
pub(super) fn waiting(rt: &Runtime, code: &Obj, names: (Obj, Obj)) -> PyResult {
    new(rt, code, names, None, WAITS)
}

/// A generator waits at an instruction: its variables move into the frame object that
/// somebody holds, and stay there until it goes on.
pub(super) fn suspend(this: &Obj, at: i32, take: impl Fn(usize) -> Option<Obj>) {
    let frame = view(this);
    frame.f_lasti.set(at);
    frame.f_state.set(WAITS);
    for (index, field) in variables(this).iter().enumerate() {
        field.set(take(index));
    }
    if !object::is_tracked(this) {
        object::track(this);
    }
}

/// The generator goes on, and its variables move back.
pub(super) fn resume(this: &Obj, give: impl Fn(usize, Option<Obj>)) {
    let frame = view(this);
    frame.f_state.set(RUNS);
    for (index, field) in variables(this).iter().enumerate() {
        give(index, field.take());
    }
}

/// The generator that waited is closed, and nothing of it had to run for that.
pub(super) fn let_go(this: &Obj) {
    view(this).f_state.set(OVER);
    view(this).tail().iter().for_each(|field| field.set(None));
}

/// The generator that waited is gone, or will never go on.
pub(super) fn abandon(this: &Obj, function: Option<Obj>) {
    view(this).f_state.set(OVER);
    keep_function(this, function);
}

/// A call that is over keeps its function, and finds its names there.
fn keep_function(this: &Obj, function: Option<Obj>) {
    if function.is_some() {
        let frame = view(this);
        frame.f_funcobj.set(function);
        frame.f_globals.set(None);
        frame.f_builtins.set(None);
    }
}

/// The global names of a frame, and the built-in ones.
fn names(this: &Obj) -> Option<(Obj, Obj)> {
    let frame = view(this);
    match frame.f_funcobj.get() {
        None => frame.f_globals.get().zip(frame.f_builtins.get()),
        Some(function) => {
            let function = function.expect::<PyFunctionObject>();
            let globals = function.func_globals.clone();
            Some((globals, function.func_builtins.clone()))
        }
    }
}

/// A call is over: its frame object, if anybody holds it, takes the variables over.
pub(crate) fn take_over(rt: &Runtime, object: &Obj, frame: &Frame) {
    let view = object.expect::<PyFrameObject>();
    view.f_lasti.set(frame.at() as i32);
    view.f_state.set(OVER);
    if object.refcnt() == 1 {
        return;
    }
    // In CPython the code of a module, too, is run as a function.
    let function = frame.function.clone().or_else(|| {
        let (globals, builtins) = names(object)?;
        rt.new_function(frame.code_object().clone(), globals, builtins)
            .ok()
    });
    keep_function(object, function);
    for (index, field) in variables(object).iter().enumerate() {
        field.set(frame.row.take(index));
    }
    let caller = frame.back.get().or_else(|| rt.python().frame());
    if let Some(caller) = rt.python().visible(caller)
        && let Ok(back) = object_for(rt, &caller)
    {
        view.f_back.set(Some(back));
    }
    if !object::is_tracked(object) {
        object::track(object);
    }
}

fn view(this: &Obj) -> View<'_, PyFrameObject> {
    this.expect()
}

/// The fields of the variables of a call that does not run.
fn variables(this: &Obj) -> &[Field] {
    let frame = view(this);
    let count = frame.f_code.expect::<PyCodeObject>().nlocalsplus();
    &frame.tail()[..count]
}

/// The field of one of them.
pub(super) fn variable(this: &Obj, index: usize) -> &Field {
    &variables(this)[index]
}

/// The namespace of a module or class body.
pub(super) fn namespace(this: &Obj) -> Option<Obj> {
    view(this).f_locals.get()
}

/// Where a dict of names that are no variables is kept.
pub(super) fn extra(this: &Obj) -> &Field {
    &view(this).get().f_extra_locals
}

/// The frame that runs, of which this is the object.
pub(super) fn running(rt: &Runtime, this: &Obj) -> Option<Rc<Frame>> {
    let mut frame = rt.python().frame();
    while let Some(candidate) = frame {
        if candidate.object.is(this) {
            return Some(candidate);
        }
        frame = candidate.back.get();
    }
    None
}

/// The instruction that the frame is at.
fn at(rt: &Runtime, this: &Obj) -> i64 {
    let kept = view(this).f_lasti.get().into();
    running(rt, this).map_or(kept, |frame| frame.at() as i64)
}

/// The line of that instruction, if it has any, and the first one of its code.
fn lines(rt: &Runtime, this: &Obj) -> (Option<u32>, u32) {
    let frame = view(this);
    let code = frame.f_code.expect::<PyCodeObject>();
    let at = usize::try_from(at(rt, this)).unwrap_or(0);
    (code.line(at), code.firstlineno())
}

/// The line that the frame is at.
pub(crate) fn line(rt: &Runtime, this: &Obj) -> u32 {
    let (line, first) = lines(rt, this);
    line.unwrap_or(first)
}

/// The code of a frame.
pub(crate) fn code(this: &Obj) -> Obj {
    view(this).f_code.clone()
}

fn get_back(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(frame) = running(rt, this) {
        let back = rt.python().visible(frame.back.get());
        return match back {
            Some(back) => object_for(rt, &back),
            None => rt.done(),
        };
    }
    Ok(rt.or_none(&view(this).f_back))
}

/// `frame.clear()`: lets go of the variables of a call that is over.
fn clear_method(rt: &Runtime, this: &Obj) -> PyResult {
    if running(rt, this).is_some() {
        let message = "cannot clear an executing frame";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    if view(this).f_state.get() == WAITS {
        let message = "cannot clear a suspended frame";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    clear(this);
    rt.done()
}

fn clear(this: &Obj) {
    view(this).f_trace.set(None);
    view(this).f_extra_locals.set(None);
    view(this).tail().iter().for_each(|field| field.set(None));
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let frame = view(this);
    visitor.field(&frame.f_back);
    visitor.field(&frame.f_trace);
    visitor.field(&frame.f_extra_locals);
    // What a call refers to while it runs is not the frame object's, and no garbage.
    if frame.f_state.get() == RUNS {
        return;
    }
    visitor.field(&frame.f_locals);
    visitor.field(&frame.f_globals);
    visitor.field(&frame.f_builtins);
    visitor.field(&frame.f_funcobj);
    if frame.f_state.get() == OVER {
        visitor.visit(&frame.get().f_code);
    }
    frame.tail().iter().for_each(|field| visitor.field(field));
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    clear(&this.as_obj());
    this.finish::<PyFrameObject>(rt);
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let code = view(this).f_code.clone();
    let code = code.expect::<PyCodeObject>();
    let plain = super::builtin_function::plain;
    rt.new_str(&format!(
        "<frame at 0x{:x}, file '{}', line {}, code {}>",
        this.id(),
        plain(code.filename()),
        line(rt, this),
        plain(code.name())
    ))
}

/// The type `frame`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Frame,
    name: "frame",
    basicsize: size_of::<PyFrameObject>() - object::HEAD_EXTRA,
    itemsize: 8,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_repr: Some(repr),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("clear", clear_method)],
    getset: &[
        GetSetDef::get("f_back", get_back),
        GetSetDef::get("f_code", |_, this| Ok(view(this).f_code.clone())),
        GetSetDef::get("f_globals", |rt, this| {
            Ok(names(this).map_or_else(|| rt.none().clone(), |names| names.0))
        }),
        GetSetDef::get("f_builtins", |rt, this| {
            Ok(names(this).map_or_else(|| rt.none().clone(), |names| names.1))
        }),
        GetSetDef::get("f_locals", super::frame_variables::f_locals),
        GetSetDef::get_set("f_trace", trace::get, trace::set),
        GetSetDef::get_set("f_trace_lines", trace::get_lines, trace::set_lines),
        GetSetDef::get_set("f_trace_opcodes", trace::get_opcodes, trace::set_opcodes),
        GetSetDef::get("f_lineno", |rt, this| match lines(rt, this).0 {
            Some(line) => rt.new_int(line.into()),
            None => rt.done(),
        }),
        GetSetDef::get("f_lasti", |rt, this| rt.new_int(at(rt, this) * 2)),
    ],
    ..TypeSpec::PLAIN
};
