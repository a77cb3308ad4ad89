//! The ways in which a generator is made to end from outside: `throw()`, `close()`, and
//! being dropped while it waits.
//!
//! A generator that waits in a `yield from` passes them on to the iterator there first.

use super::{
    COMPLETED, CREATED, DEPTH1, Input, OVER, PyGenObject, RUNS, WAITS, enter, handling,
    prepare, resume, stop, view, wait,
};
use crate::object::View;
use crate::objects::builtin_function::plain;
use crate::objects::code::PyCodeObject;
use crate::objects::exceptions::exception;
use crate::objects::traceback::PyTracebackObject;
use crate::objects::{args, tuple};
use crate::python::eval;
use crate::python::opcode::{Instr, Op};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, is_instance};

/// The iterator that a generator delegates to with `yield from`, while it waits there.
pub(super) fn delegate(this: &Obj) -> Option<Obj> {
    let generator = view(this);
    if generator.gi_frame_state.get() != WAITS {
        return None;
    }
    let code = generator.f_executable.expect::<PyCodeObject>();
    let next = generator.next.get() as usize;
    let resumes = Instr(*code.instructions().get(next)?);
    // After a yield inside `yield from`, RESUME says so in its argument.
    if resumes.op() != Op::Resume || resumes.arg() & 3 < 2 {
        return None;
    }
    generator.tail()[generator.stacktop.get() as usize - 1].get()
}

pub(super) fn throw_method(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    args::check_count(rt, "throw", args.len(), 1, 3)?;
    if args.len() > 1 {
        rt.deprecated(
            "the (type, exc, tb) signature of throw() is deprecated, use the \
             single-arg signature instead.",
        )?;
    }
    let raised = thrown(rt, args)?;
    if let Some(inner) = delegate(this) {
        return throw_into_delegate(rt, this, &inner, args, raised);
    }
    throw_here(rt, this, raised)
}

fn throw_here(rt: &Runtime, this: &Obj, raised: Obj) -> PyResult {
    match resume(rt, this, Input::Exception(raised))? {
        Ok(value) => Ok(value),
        Err(returned) => Err(stop(rt, returned)),
    }
}

fn throw_into_delegate(
    rt: &Runtime,
    this: &Obj,
    inner: &Obj,
    args: &[Obj],
    raised: Obj,
) -> PyResult {
    if is_instance(&raised, rt.ty(Builtin::GeneratorExit)) {
        let closed = close_delegate(rt, this, inner);
        return match closed {
            Ok(()) => throw_here(rt, this, raised),
            Err(error) => {
                let error = rt.fetch(error).unwrap_or(raised);
                throw_here(rt, this, error)
            }
        };
    }
    let name = rt.intern_str("throw")?;
    let Some(method) = crate::attributes::getattr_optional(rt, inner, &name)? else {
        return throw_here(rt, this, raised);
    };
    eval::check_depth(rt, rt.python())?;
    let frame = prepare(rt, this, true);
    enter(rt, this, frame.clone());
    let result = rt.call_with(&method, args);
    drop(eval::leave(rt.python()));
    let handled = handling::end(rt.python(), view(this));
    wait(view(this), &frame, handled);
    match result {
        Ok(value) => Ok(value),
        Err(error) => {
            let Some(error) = rt.fetch(error) else {
                return rt.done();
            };
            throw_here(rt, this, error)
        }
    }
}

fn close_delegate(rt: &Runtime, this: &Obj, inner: &Obj) -> PyResult<()> {
    let generator = view(this);
    generator.gi_frame_state.set(RUNS);
    let name = rt.intern_str("close")?;
    let result = match crate::attributes::getattr_optional(rt, inner, &name) {
        Ok(Some(close)) => rt.call_with(&close, &[]).map(drop),
        Ok(None) => Ok(()),
        Err(raised) => {
            rt.unraisable(Some(inner), raised);
            Ok(())
        }
    };
    generator.gi_frame_state.set(WAITS);
    result
}

/// An exception of a class, or the one that comes up when it is made.
fn instance(rt: &Runtime, class: &Obj, args: &[Obj]) -> Obj {
    let made = rt.call_with(class, args).and_then(|made| {
        if exception(&made).is_some() {
            return Ok(made);
        }
        let (class, what) = (plain(&rt.repr(class)?), made.ty().name().to_owned());
        Err(rt.type_error(format!(
            "calling {class} should have returned an instance of BaseException, not \
             {what}"
        )))
    });
    match made {
        Ok(made) => made,
        Err(raised) => rt.fetch(raised).unwrap_or_else(|| rt.none().clone()),
    }
}

/// The exception that `throw(type, value, traceback)` means.
fn thrown(rt: &Runtime, args: &[Obj]) -> PyResult {
    let class = &args[0];
    let is_traceback = |object: &Obj| object.cast::<PyTracebackObject>().is_some();
    let traceback = args.get(2).filter(|traceback| !traceback.is(rt.none()));
    if traceback.is_some_and(|traceback| !is_traceback(traceback)) {
        return Err(rt.type_error("throw() third argument must be a traceback object"));
    }
    let made = if exception(class).is_some() {
        if args.get(1).is_some_and(|value| !value.is(rt.none())) {
            let message = "instance exception may not have a separate value";
            return Err(rt.type_error(message));
        }
        class.clone()
    } else if class.ty().flags().has(TypeFlags::TYPE_SUBCLASS)
        && class
            .expect::<PyTypeObject>()
            .flags()
            .has(TypeFlags::BASE_EXC_SUBCLASS)
    {
        match args.get(1).filter(|value| !value.is(rt.none())) {
            Some(value) if is_instance(value, class.expect()) => value.clone(),
            Some(value) if value.cast::<PyTuple>().is_some() => {
                instance(rt, class, tuple::items(value))
            }
            Some(value) => instance(rt, class, std::slice::from_ref(value)),
            None => instance(rt, class, &[]),
        }
    } else {
        let what = class.ty().name();
        return Err(rt.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not \
             {what}"
        )));
    };
    if let (Some(traceback), Some(view)) = (traceback, exception(&made)) {
        view.traceback.set(Some(traceback.clone()));
    }
    Ok(made)
}

/// Whether a generator that waits stands outside of any `try`.
fn nothing_to_run(generator: View<'_, PyGenObject>) -> bool {
    let code = generator.f_executable.expect::<PyCodeObject>();
    let resumes = code.instructions().get(generator.next.get() as usize);
    resumes.is_some_and(|resumes| {
        let resumes = Instr(*resumes);
        resumes.op() == Op::Resume && resumes.arg() & DEPTH1 != 0
    })
}

pub(super) fn close(rt: &Runtime, this: &Obj) -> PyResult {
    let generator = view(this);
    if generator.gi_frame_state.get() == CREATED {
        generator.gi_frame_state.set(COMPLETED);
        return rt.done();
    }
    if generator.gi_frame_state.get() >= COMPLETED {
        return rt.done();
    }
    if let Some(inner) = delegate(this)
        && let Err(raised) = close_delegate(rt, this, &inner)
    {
        let Some(raised) = rt.fetch(raised) else {
            return rt.done();
        };
        return throw_here(rt, this, raised);
    }
    if nothing_to_run(generator) {
        generator.gi_frame_state.set(COMPLETED);
        generator.stacktop.set(0);
        generator.tail().iter().for_each(|field| field.set(None));
        if let Some(object) = generator.frame_obj.get() {
            crate::objects::frame::let_go(&object);
        }
        return rt.done();
    }
    let exit = rt.new_exception(Builtin::GeneratorExit, Vec::new())?;
    eval::set_context(rt, rt.python().handled(), &exit);
    match resume(rt, this, Input::Exception(exit)) {
        Ok(Ok(_)) => {
            Err(rt.raise(Builtin::RuntimeError, "generator ignored GeneratorExit"))
        }
        Ok(Err(returned)) => Ok(returned),
        Err(_) if rt.swallow(Builtin::GeneratorExit) => rt.done(),
        Err(_) if rt.swallow(Builtin::StopIteration) => rt.done(),
        Err(raised) => Err(raised),
    }
}

/// A generator that is dropped while it waits is closed first, so that its `finally`
/// blocks run.
pub(super) fn finalize(rt: &Runtime, this: &Obj) {
    let generator = view(this);
    if matches!(generator.gi_frame_state.get(), CREATED | COMPLETED | OVER) {
        return;
    }
    let waiting = rt.take_pending();
    if let Err(raised) = close(rt, this) {
        rt.unraisable(Some(this), raised);
    }
    if let Some(waiting) = waiting {
        rt.raise_pending(waiting);
    }
}
