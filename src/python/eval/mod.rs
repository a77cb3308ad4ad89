//! The evaluation loop (`Python/ceval.c@v3.13.0#_PyEval_EvalFrameDefault`).
//!
//! One call of [`run`] goes through the instructions of a frame, and of the frames that
//! it calls: a Python function that calls another does not recurse in Rust. What an
//! instruction does, beyond moving references, is in the modules beside this one.

mod arguments;
mod arithmetic;
mod build;
mod calls;
pub(super) mod class_calls;
pub(super) mod handlers;
mod imports;
mod intrinsics;
mod machine;
mod matching;
mod operators;
mod rest;
mod slot_calls;
mod step;
pub(crate) mod trace;
mod variables;

pub(crate) use build::format;
pub(crate) use calls::{frame_for_code, install, run_frame_to_end};
pub(crate) use imports::IMPORT;

use super::frame::Frame;
use super::interp::Python;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use std::rc::Rc;

/// Why a frame stopped running instructions.
pub(crate) enum Exit {
    /// It returned to Rust, or returned something from `__init__`.
    Return(Obj),
    /// It yielded.
    Yield(Obj),
    /// An instruction raised.
    Raised(Raised),
}

/// How a run ended.
pub(crate) enum Outcome {
    /// The frame returned this.
    Returned(Obj),
    /// The generator's frame yielded this, and waits.
    Yielded(Obj),
}

/// Enters a frame: it becomes the current one, one level deeper.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn enter(rt: &Runtime, py: &Python, frame: &Rc<Frame>) -> PyResult<()> {
    if py.depth.get() >= py.recursion_limit.get() {
        let message = "maximum recursion depth exceeded";
        return Err(rt.raise(Builtin::RecursionError, message));
    }
    py.depth.set(py.depth.get() + 1);
    let back = py.current.replace(Some(frame.clone()));
    frame.back.replace(back);
    if py.tracing.get() {
        trace::watch(py, frame);
    }
    Ok(())
}

/// Leaves the current frame for its caller's.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn leave(py: &Python, frame: &Frame) {
    py.depth.set(py.depth.get() - 1);
    py.current.replace(frame.back.take());
}

/// Runs a frame, entered by the caller, until it returns, yields or fails.
pub(crate) fn run(rt: &Runtime, frame: Rc<Frame>) -> PyResult<Outcome> {
    rt.trashcan.anew(|| {
        let py = rt.python();
        let exit = step::run(rt, py, frame);
        go_on(rt, py.frame().expect("the current frame"), exit)
    })
}

/// The same, where an exception comes up at the frame's present place.
pub(crate) fn run_raising(
    rt: &Runtime,
    frame: Rc<Frame>,
    raised: Raised,
) -> PyResult<Outcome> {
    rt.trashcan.anew(|| go_on(rt, frame, Exit::Raised(raised)))
}

fn go_on(rt: &Runtime, mut frame: Rc<Frame>, mut exit: Exit) -> PyResult<Outcome> {
    let py = rt.python();
    loop {
        exit = match exit {
            Exit::Return(value) if frame.is_entry => {
                finish(rt, py, &frame);
                return Ok(Outcome::Returned(value));
            }
            Exit::Return(value) => {
                let what = value.ty().name();
                let message = format!("__init__() should return None, not '{what}'");
                frame = unwind(rt, py, &frame, rt.type_error(message))?;
                Exit::Raised(again(rt))
            }
            Exit::Yield(value) => {
                leave(py, &frame);
                return Ok(Outcome::Yielded(value));
            }
            Exit::Raised(raised) => {
                if handlers::handle(rt, py, &frame) {
                    let exit = step::run(rt, py, frame);
                    frame = py.frame().expect("the current frame");
                    exit
                } else {
                    frame = unwind(rt, py, &frame, raised)?;
                    Exit::Raised(again(rt))
                }
            }
        };
    }
}

/// The exception that waits goes on waiting, in the next frame.
fn again(rt: &Runtime) -> Raised {
    match rt.take_pending() {
        Some(pending) => rt.raise_pending(pending),
        None => rt.raise(Builtin::SystemError, "error return without exception set"),
    }
}

/// Leaves a frame in which an exception found no handler. The caller's frame, or the
/// exception if the caller is Rust.
fn unwind(
    rt: &Runtime,
    py: &Python,
    frame: &Rc<Frame>,
    raised: Raised,
) -> Result<Rc<Frame>, Raised> {
    frame.instance.set(None);
    if py.tracing.get() {
        trace::unwound(rt, frame);
    }
    finish(rt, py, frame);
    if frame.is_entry {
        return Err(raised);
    }
    let caller = py.frame().expect("a caller");
    drop_kept_slots(&caller, frame.kept.take());
    Ok(caller)
}

/// What a caller kept on its stack for a call goes, the lowest first.
fn drop_kept_slots(caller: &Frame, count: usize) {
    let top = caller.top.get();
    (top - count..top).for_each(|slot| drop(caller.row.take(slot)));
    caller.top.set(top - count);
}

/// A frame is done: its variables go, unless somebody holds the frame's object.
fn finish(rt: &Runtime, py: &Python, frame: &Frame) {
    leave(py, frame);
    clear(rt, py, frame);
    frame.drop_kept();
}

#[cfg_attr(not(debug_assertions), inline(always))]
fn clear(rt: &Runtime, py: &Python, frame: &Frame) {
    // What is left on the stack, top first; there is something only after an exception.
    let variables = frame.code().nlocalsplus();
    for index in (variables..frame.top.get()).rev() {
        drop(frame.row.take(index));
    }
    frame.top.set(variables);
    if let Some(object) = frame.object.take() {
        crate::objects::frame::take_over(rt, &object, frame);
    }
    frame.clear_variables();
    if frame.generator.is_none() {
        py.data.give(frame.row);
    }
}

/// A frame that was prepared and never ran.
pub(super) fn discard(py: &Python, frame: &Frame) {
    frame.clear_variables();
    frame.drop_kept();
    if frame.generator.is_none() {
        py.data.give(frame.row);
    }
}
