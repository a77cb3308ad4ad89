//! `sys.settrace` and `sys.setprofile`: a program that watches a program
//! (`Python/legacy_tracing.c@v3.13.0`).
//!
//! A frame that is traced runs other instructions than its code's: where it begins, goes
//! on, yields or returns, and where a line begins, there is an `INSTRUMENTED_LINE`. Its
//! argument leads to the original instruction, which lies behind the others, and from
//! there a jump leads back. So a frame that is not traced pays nothing. A frame that ran
//! before its program asked to be watched tells a profile function only what it calls.

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::opcode::{Instr, Op};
use super::machine::Machine;
use crate::object::View;
use crate::objects::code::PyCodeObject;
use crate::objects::exceptions::exception;
use crate::objects::frame;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use std::collections::HashSet;
use std::rc::Rc;

/// The instructions of a code with stops: as many as before, then two for each stop,
/// then for each the index where it is, doubled, and 1 more where a line begins there.
fn instrument(code: View<'_, PyCodeObject>) -> Rc<[u32]> {
    let own = code.instructions();
    let jumps = own.iter().map(|&word| Instr(word));
    let jumps = jumps.filter(|instr| instr.op().is_jump());
    let mut targets: HashSet<u32> = jumps.map(Instr::arg).collect();
    targets.extend(code.handlers().map(|entry| entry[2]));
    let mut words = own.to_vec();
    let mut stops = Vec::new();
    let (mut begun, mut before) = (false, None);
    for (at, &word) in own.iter().enumerate() {
        let (instr, line) = (Instr(word), code.line(at));
        let begins = instr.op() == Op::Resume && instr.arg() & 3 == 0;
        let starts = begun
            && !begins
            && line.is_some()
            && (line != before || targets.contains(&(at as u32)));
        if starts || is_event(instr.op()) {
            words[at] = Instr::new(Op::InstrumentedLine, stops.len() as u32).0;
            stops.push((at as u32) << 1 | u32::from(starts));
        }
        begun |= begins;
        before = line.filter(|_| !begins);
    }
    for stop in &stops {
        let at = stop >> 1;
        words.push(own[at as usize]);
        words.push(Instr::new(Op::JumpForward, at + 1).0);
    }
    words.extend(stops);
    words.into()
}

fn is_event(op: Op) -> bool {
    use Op::{Resume, ReturnConst, ReturnValue, YieldValue};
    matches!(op, Resume | ReturnConst | ReturnValue | YieldValue)
}

/// From here on the frame stops where there is something to be told.
pub(crate) fn watch(py: &Python, frame: &Frame) {
    let code = frame.code();
    if super::handlers::is_native(code.filename()) {
        return;
    }
    let mut traced = py.traced.borrow_mut();
    let (_, words) = traced
        .entry(frame.code_object().id())
        .or_insert_with(|| (frame.code_object().clone(), instrument(code)));
    frame.program.replace_instructions(words);
}

/// `sys.settrace(function)`
pub(crate) fn set(py: &Python, function: Option<Obj>) {
    py.trace.set(function);
    update(py);
}

/// `sys.setprofile(function)`
pub(crate) fn set_profile(py: &Python, function: Option<Obj>) {
    py.profile.set(function);
    update(py);
}

/// Nothing is traced any more, and no frame runs that was.
pub(crate) fn forget(py: &Python) {
    set(py, None);
    set_profile(py, None);
    drop(py.traced.take());
}

fn update(py: &Python) {
    let awake = !py.in_trace.get();
    let profiling = awake && !py.profile.is_empty();
    py.profiling.set(profiling);
    py.tracing.set(profiling || awake && !py.trace.is_empty());
}

/// Calls a function that is told of events; meanwhile there are none.
fn ask(rt: &Runtime, function: &Obj, object: &Obj, event: &str, arg: Obj) -> PyResult {
    let py = rt.python();
    py.in_trace.set(true);
    update(py);
    let event = rt.intern_str(event);
    let result =
        event.and_then(|event| rt.call_with(function, &[object.clone(), event, arg]));
    py.in_trace.set(false);
    update(py);
    result
}

/// Tells the profile function, if there is one. One that fails is the last.
fn profile(rt: &Runtime, frame: &Rc<Frame>, event: &str, arg: Obj) -> PyResult<()> {
    let py = rt.python();
    if !py.profiling.get() {
        return Ok(());
    }
    let Some(function) = py.profile.get() else {
        return Ok(());
    };
    let object = frame::object_for(rt, frame)?;
    let told =
        rt.uncounted(function, |function| ask(rt, function, &object, event, arg));
    told.map(drop).inspect_err(|_| set_profile(py, None))
}

/// Calls a trace function, in which nothing is traced. One that fails is the last.
fn call(
    rt: &Runtime,
    function: &Obj,
    object: &Obj,
    event: &str,
    arg: Obj,
) -> PyResult<()> {
    match ask(rt, function, object, event, arg) {
        Ok(local) => {
            if !local.is(rt.none()) {
                frame::trace_function(object).set(Some(local));
            }
            Ok(())
        }
        Err(raised) => {
            set(rt.python(), None);
            frame::trace_function(object).set(None);
            Err(raised)
        }
    }
}

/// Tells the frame's own trace function, if there is one.
fn tell(rt: &Runtime, frame: &Rc<Frame>, event: &str, arg: Obj) -> PyResult<()> {
    if !rt.python().tracing.get() || rt.python().trace.is_empty() {
        return Ok(());
    }
    let Some(object) = frame.object.get() else {
        return Ok(());
    };
    match frame::trace_function(&object).get() {
        Some(function) => {
            rt.uncounted(function, |function| call(rt, function, &object, event, arg))
        }
        None => Ok(()),
    }
}

/// An exception came up in a frame, or came into it; the one to go on with.
pub(super) fn exception_event(rt: &Runtime, frame: &Rc<Frame>, raised: Obj) -> Obj {
    let told = || -> PyResult<()> {
        let traceback = exception(&raised).and_then(|view| view.traceback.get());
        let traceback = traceback.unwrap_or_else(|| rt.none().clone());
        let parts = vec![raised.ty().to_obj(), raised.clone(), traceback];
        tell(rt, frame, "exception", rt.new_tuple(parts)?)
    };
    match told() {
        Ok(()) => raised,
        Err(other) => rt.fetch(other).unwrap_or(raised),
    }
}

/// An exception leaves a frame.
pub(super) fn unwound(rt: &Runtime, frame: &Rc<Frame>) {
    let pending = rt.take_pending();
    let mut told = tell(rt, frame, "return", rt.none().clone());
    if told.is_ok() && !is_native_frame(frame) {
        told = profile(rt, frame, "return", rt.none().clone());
    }
    match told {
        Ok(()) => {
            if let Some(pending) = pending {
                rt.raise_pending(pending);
            }
        }
        Err(_) => drop(pending),
    }
}

fn is_native_frame(frame: &Frame) -> bool {
    super::handlers::is_native(frame.code().filename())
}

/// What a profile function is told that a frame calls: a function that is written in
/// Rust. A method of an instance is told of as one that is bound to it.
fn native_callable(
    rt: &Runtime,
    callable: &Obj,
    args: &[Obj],
) -> PyResult<Option<Obj>> {
    let ty = callable.ty();
    if ty.is_exactly(Builtin::BuiltinFunction) {
        return Ok(Some(callable.clone()));
    }
    match (args.first(), ty.tp_descr_get.get()) {
        (Some(instance), Some(bind)) if ty.is_exactly(Builtin::MethodDescriptor) => {
            let class = instance.ty().to_obj();
            bind(rt, callable, Some(instance), Some(&class)).map(Some)
        }
        _ => Ok(None),
    }
}

/// Calls what is written in Rust while a profile function is told of it.
#[cold]
pub(super) fn call_profiled(
    rt: &Runtime,
    callable: &Obj,
    args: &[Obj],
    call: impl FnOnce() -> PyResult,
) -> PyResult {
    let frame = rt.python().frame().expect("the current frame");
    if is_native_frame(&frame) {
        return call();
    }
    let Some(told) = native_callable(rt, callable, args)? else {
        return call();
    };
    profile(rt, &frame, "c_call", told.clone())?;
    match call() {
        Ok(result) => {
            profile(rt, &frame, "c_return", told)?;
            Ok(result)
        }
        Err(raised) => {
            let Some(error) = rt.fetch(raised) else {
                return Err(super::again(rt));
            };
            profile(rt, &frame, "c_exception", told)?;
            Err(rt.raise_object(error))
        }
    }
}

impl Machine<'_> {
    /// A stop: tells what is to be told. Returns where the original instruction is.
    #[cold]
    pub(super) fn stop(&mut self, stop: usize) -> PyResult<usize> {
        self.save();
        let (rt, frame) = (self.rt, self.py.frame().expect("the current frame"));
        let (at, starts, side) = frame.program.stop(stop);
        if !self.py.tracing.get() {
            return Ok(side);
        }
        let instr = Instr(frame.code().instructions()[at]);
        if instr.op() == Op::Resume
            && let Some(function) = self.py.trace.get()
        {
            let object = frame::object_for(rt, &frame)?;
            rt.uncounted(function, |function| {
                call(rt, function, &object, "call", rt.none().clone())
            })?;
        }
        if instr.op() == Op::Resume {
            profile(rt, &frame, "call", rt.none().clone())?;
        }
        if starts
            && let Some(object) = frame.object.get()
            && frame::reaches_line(&object, frame.line(), at)
        {
            tell(rt, &frame, "line", rt.none().clone())?;
        }
        let value = match instr.op() {
            Op::ReturnConst => frame.program.consts()[instr.arg() as usize].clone(),
            Op::ReturnValue | Op::YieldValue => self.stack.peek(1).clone(),
            _ => return Ok(side),
        };
        tell(rt, &frame, "return", value.clone())?;
        profile(rt, &frame, "return", value)?;
        Ok(side)
    }
}
