//! The evaluation loop (`Python/ceval.c@v3.13.0#_PyEval_EvalFrameDefault`).
//!
//! One call of [`run`] goes through the instructions of a frame, and of the frames that
//! it calls: a Python function that calls another does not recurse in Rust. What an
//! instruction does, beyond moving references, is in the modules beside this one.

mod arguments;
mod arithmetic;
mod attributes;
mod build;
mod calls;
pub(super) mod class_calls;
pub(super) mod handlers;
mod imports;
mod intrinsics;
mod machine;
mod matching;
mod often;
mod operators;
mod plain_calls;
mod refusals;
mod rest;
mod slot_calls;
mod step;
pub(crate) mod trace;
mod variables;

pub(crate) use build::format;
pub(crate) use calls::{frame_for_code, install, run_frame_to_end};
pub(crate) use handlers::set_context;
pub(crate) use imports::IMPORT;

use super::frame::Frame;
use super::interp::Python;
use super::registers::Running;
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
    /// The generator's frame yielded this, and was left.
    Yielded(Obj, Rc<Frame>),
}

/// Whether one more Python call may be nested.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn check_depth(rt: &Runtime, py: &Python) -> PyResult<()> {
    if py.depth.get() >= py.recursion_limit.get() {
        return Err(too_deep(rt));
    }
    Ok(())
}

#[cold]
fn too_deep(rt: &Runtime) -> Raised {
    let message = "maximum recursion depth exceeded";
    rt.raise(Builtin::RecursionError, message)
}

/// Enters a frame: it becomes the current one, one level deeper.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn enter(py: &Python, frame: Rc<Frame>) -> Running {
    py.depth.set(py.depth.get() + 1);
    if py.tracing.get() {
        trace::watch(py, &frame);
    }
    let entered = Running::new(&frame);
    entered.back.put(py.current.take());
    py.current.put(Some(frame));
    entered
}

/// Leaves the current frame, which is returned, for its caller's.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn leave(py: &Python) -> Rc<Frame> {
    py.depth.set(py.depth.get() - 1);
    let frame = py.current.take().expect("the current frame");
    py.current.put(frame.back.take());
    frame
}

/// Runs the current frame, entered by the caller, until it returns, yields or fails.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn run(rt: &Runtime) -> PyResult<Outcome> {
    rt.trashcan.anew(|| {
        let py = rt.python();
        match step::run(rt, py) {
            Exit::Yield(value) => Ok(Outcome::Yielded(value, leave(py))),
            exit => go_on(rt, py, exit),
        }
    })
}

/// The same, where an exception comes up at the frame's present place.
pub(crate) fn run_raising(rt: &Runtime, raised: Raised) -> PyResult<Outcome> {
    let py = rt.python();
    rt.trashcan.anew(|| go_on(rt, py, Exit::Raised(raised)))
}

#[inline(never)]
fn go_on(rt: &Runtime, py: &Python, mut exit: Exit) -> PyResult<Outcome> {
    loop {
        exit = match exit {
            Exit::Return(value) if py.is_entry() => {
                let frame = leave(py);
                crate::objects::generator::ends(&frame);
                clear(rt, py, &frame);
                py.recycle(frame);
                return Ok(Outcome::Returned(value));
            }
            Exit::Return(value) => {
                let what = value.ty().name();
                let message = format!("__init__() should return None, not '{what}'");
                unwind(rt, py, rt.type_error(message))?;
                Exit::Raised(again(rt))
            }
            Exit::Yield(value) => {
                return Ok(Outcome::Yielded(value, leave(py)));
            }
            Exit::Raised(raised) => {
                // Nothing keeps the frame while its handler runs: its call may be over
                // long before this loop is.
                let handled = {
                    let frame = py.frame().expect("the current frame");
                    handlers::handle(rt, py, &frame)
                };
                if handled {
                    step::run(rt, py)
                } else {
                    unwind(rt, py, raised)?;
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

/// Leaves the current frame, in which an exception found no handler, for its caller's;
/// the exception comes back if the caller is Rust.
fn unwind(rt: &Runtime, py: &Python, raised: Raised) -> PyResult<()> {
    let frame = py.frame().expect("the current frame");
    frame.instance.set(None);
    if py.tracing.get() {
        trace::unwound(rt, &frame);
    }
    drop(leave(py));
    let is_entry = frame.is_entry;
    crate::objects::generator::ends(&frame);
    clear(rt, py, &frame);
    if !is_entry && let Some(generator) = &frame.generator {
        crate::objects::generator::returned(rt, generator);
    }
    let kept = frame.kept.take();
    py.recycle(frame);
    if is_entry {
        return Err(raised);
    }
    drop_kept_slots(&py.current.running().expect("a caller"), kept);
    Ok(())
}

/// What a caller kept on its stack for a call goes, the lowest first.
fn drop_kept_slots(caller: &Frame, count: usize) {
    let top = caller.top.get();
    (top - count..top).for_each(|slot| drop(caller.row.take(slot)));
    caller.top.set(top - count);
}

/// A frame is done: its variables go, unless somebody holds the frame's object.
#[cfg_attr(not(debug_assertions), inline(always))]
fn clear(rt: &Runtime, py: &Python, frame: &Frame) {
    // What is left on the stack, top first; there is something only after an exception.
    let variables = frame.program.variables();
    if frame.top.get() > variables {
        for index in (variables..frame.top.get()).rev() {
            drop(frame.row.take(index));
        }
    }
    if let Some(object) = frame.object.take() {
        frame.top.set(variables);
        crate::objects::frame::take_over(rt, &object, frame);
    }
    discard(py, frame);
}

/// A frame that is done, or was prepared and never ran, lets go of its variables.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn discard(py: &Python, frame: &Frame) {
    frame.clear_variables();
    frame.drop_kept();
    if frame.generator.is_none() {
        py.data.give(frame.row);
    }
}
