//! Exceptions: raising, looking for a handler, handling
//! (`Python/ceval.c@v3.13.0#exception_unwind`).

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::modules::frozen;
use super::machine::Machine;
use super::trace;
use crate::objects::builtin_function::plain;
use crate::objects::exception_groups::{self, Wanted, is_group, is_of};
use crate::objects::exceptions::{PyBaseException, exception};
use crate::objects::str::Text;
use crate::objects::traceback;
use crate::objects::{exception_types, tuple};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{Pending, PyResult, Raised, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, is_instance, is_subtype};
use std::rc::Rc;

/// An exception came up in a frame: notes where in its traceback, and goes to the
/// handler if there is one. False if there is none, or none may see it.
pub(super) fn handle(rt: &Runtime, py: &Python, frame: &Rc<Frame>) -> bool {
    let at = frame.at();
    let reraised_from = py.reraised_from.take();
    let Some(pending) = rt.take_pending() else {
        return false;
    };
    let is_thrown = matches!(pending, Pending::Thrown(_));
    let Some(mut raised) = rt.fetch(rt.raise_pending(pending)) else {
        // Stopped from outside: no handler runs.
        return false;
    };
    if let Some(view) = exception(&raised) {
        if !is_thrown && view.traceback.is_empty() && view.context.is_empty() {
            set_context(rt, py.handled(), &raised);
        }
        // Raised again, it has been here before.
        if reraised_from.is_none()
            && !is_native(frame.code().filename())
            && traceback::add(rt, &view.get().traceback, frame, at).is_err()
        {
            rt.clear_raised();
        }
    }
    if py.tracing.get() && reraised_from.is_none() {
        raised = trace::exception_event(rt, frame, raised);
    }
    let Some((target, depth, lasti)) = frame.code().handler(at) else {
        if let Some(first) = reraised_from {
            frame.program.go_to(first + 1);
        }
        rt.raise_object(raised);
        return false;
    };
    let bottom = frame.code().nlocalsplus() + depth;
    for index in (bottom..frame.top.get()).rev() {
        drop(frame.row.take(index));
    }
    let mut top = bottom;
    let mut push = |value: Obj| {
        frame.row.replace(top, Some(value));
        top += 1;
    };
    if lasti {
        // Where it was raised first, if it was only raised again here.
        let first = reraised_from.unwrap_or(at);
        let index = rt.new_size(first).unwrap_or_else(|_| {
            rt.clear_raised();
            rt.none().clone()
        });
        push(index);
    }
    push(raised);
    frame.top.set(top);
    frame.program.go_to(target);
    true
}

/// Whether a file stands for code that CPython has in C: such leaves no traceback.
pub(crate) fn is_native(filename: &Obj) -> bool {
    let text = Text::of(filename).and_then(Text::as_ascii);
    text.is_some_and(frozen::is_native)
}

/// An exception raised while another is handled remembers that one, even if it
/// remembered another before (`Python/errors.c@v3.13.0#_PyErr_SetObject`).
pub(crate) fn set_context(rt: &Runtime, handled: Option<Obj>, raised: &Obj) {
    let (Some(handled), Some(view)) = (handled, exception(raised)) else {
        return;
    };
    if handled.is(raised) || handled.is(rt.none()) {
        return;
    }
    // The chain must not come back to the new exception. It may be a circle without
    // that: then the one that goes at half the speed is met again.
    let next = |link: &Obj| exception(link).and_then(|view| view.context.get());
    let (mut link, mut slow, mut moves) = (handled.clone(), handled.clone(), false);
    while let Some(following) = next(&link) {
        rt.wear(1);
        if following.is(raised) {
            if let Some(view) = exception(&link) {
                view.context.set(None);
            }
            break;
        }
        link = following;
        if link.is(&slow) {
            break;
        }
        if moves {
            slow = next(&slow).unwrap_or(slow);
        }
        moves = !moves;
    }
    view.context.set(Some(handled));
}

/// `raise`, `raise E`, `raise E from C`.
pub(super) fn raise(machine: &mut Machine<'_>, count: usize) -> Raised {
    let rt = machine.rt;
    let cause = (count == 2).then(|| machine.stack.pop());
    if count == 0 {
        let here = machine.frame.at();
        return match machine
            .py
            .handled()
            .filter(|handled| !handled.is(rt.none()))
        {
            Some(handled) => {
                machine.py.reraised_from.set(Some(here));
                rt.raise_object(handled)
            }
            None => rt.raise(Builtin::RuntimeError, "No active exception to reraise"),
        };
    }
    let raised = machine.stack.pop();
    match make(rt, &raised, cause) {
        Ok(made) => {
            set_context(rt, machine.py.handled(), &made);
            rt.raise_object(made)
        }
        Err(raised) => raised,
    }
}

/// The exception that `raise` was given: an instance, or a class to be called.
fn make(rt: &Runtime, raised: &Obj, cause: Option<Obj>) -> PyResult {
    let instance = |object: &Obj, message: &str| -> PyResult {
        if is_exception_class(object) {
            let made = rt.call(object, Args::positional(&[]))?;
            if exception(&made).is_some() {
                return Ok(made);
            }
            return Err(not_an_exception(rt, object, &made));
        }
        if exception(object).is_some() {
            return Ok(object.clone());
        }
        Err(rt.type_error(message))
    };
    let made = instance(raised, "exceptions must derive from BaseException")?;
    if let Some(cause) = cause {
        let view = made.expect::<PyBaseException>();
        if cause.is(rt.none()) {
            view.cause.set(None);
        } else {
            let message = "exception causes must derive from BaseException";
            view.cause.set(Some(instance(&cause, message)?));
        }
        view.suppress_context.set(1);
    }
    Ok(made)
}

/// What a class of exceptions made when it was called is none.
fn not_an_exception(rt: &Runtime, class: &Obj, made: &Obj) -> Raised {
    let shown = |object: &Obj| rt.repr(object).map(|text| plain(&text));
    match (shown(class), shown(&made.ty().to_obj())) {
        (Ok(class), Ok(what)) => rt.type_error(format!(
            "calling {class} should have returned an instance of BaseException, not \
             {what}"
        )),
        (Err(raised), _) | (_, Err(raised)) => raised,
    }
}

/// Whether an object is a class of exceptions.
pub(super) fn is_exception_class(object: &Obj) -> bool {
    let class = object.cast::<PyTypeObject>();
    class.is_some_and(|class| class.flags().has(TypeFlags::BASE_EXC_SUBCLASS))
}

/// `RERAISE`: the exception goes on, from where it was first raised.
pub(super) fn reraise(machine: &mut Machine<'_>, arg: usize) -> Raised {
    let raised = machine.stack.pop();
    let first = match arg {
        0 => None,
        _ => crate::objects::int::to_i64(machine.stack.peek(arg)),
    };
    let first = first.map_or(machine.frame.at(), |first| first as usize);
    machine.py.reraised_from.set(Some(first));
    machine.rt.raise_object(raised)
}

/// The exception on top becomes the one that is handled; the one before it is kept
/// below.
pub(super) fn push_exc_info(machine: &mut Machine<'_>) {
    let raised = machine.stack.pop();
    let before = machine.py.handled.replace(Some(raised.clone()));
    machine
        .stack
        .push(before.unwrap_or_else(|| machine.rt.none().clone()));
    machine.stack.push(raised);
}

/// Handling is over: the exception before it is handled again.
pub(super) fn pop_except(machine: &mut Machine<'_>) {
    let before = machine.stack.pop();
    let before = (!before.is(machine.rt.none())).then_some(before);
    machine.py.handled.set(before);
}

/// `except C`: whether the exception is of the class, or of one of the classes.
pub(super) fn check_match(machine: &mut Machine<'_>) -> PyResult<()> {
    let rt = machine.rt;
    let class = machine.stack.pop();
    check_classes(rt, &class)?;
    let matches = is_of(machine.stack.peek(1), &class);
    machine.stack.push(rt.bool(matches).clone());
    Ok(())
}

fn check_classes(rt: &Runtime, class: &Obj) -> PyResult<()> {
    let classes = match class.cast::<tuple::PyTuple>() {
        Some(_) => tuple::items(class),
        None => std::slice::from_ref(class),
    };
    if classes.iter().all(is_exception_class) {
        return Ok(());
    }
    let message =
        "catching classes that do not inherit from BaseException is not allowed";
    Err(rt.type_error(message))
}

/// `except* C`: splits a group into what matches and the rest.
pub(super) fn check_group_match(machine: &mut Machine<'_>) -> PyResult<()> {
    let rt = machine.rt;
    let class = machine.stack.pop();
    check_classes(rt, &class)?;
    let group = rt.ty(Builtin::BaseExceptionGroup);
    let classes = match class.cast::<tuple::PyTuple>() {
        Some(_) => tuple::items(&class),
        None => std::slice::from_ref(&class),
    };
    let catches_groups = classes
        .iter()
        .filter_map(|class| class.cast::<PyTypeObject>())
        .any(|class| is_subtype(class, group));
    if catches_groups {
        return Err(rt.type_error(
            "catching ExceptionGroup with except* is not allowed. Use except instead.",
        ));
    }
    let raised = machine.stack.pop();
    let (matched, rest) = split(rt, &raised, &class)?;
    let or_none = |part: Option<Obj>| part.unwrap_or_else(|| rt.none().clone());
    if let Some(matched) = &matched {
        machine.py.handled.set(Some(matched.clone()));
    }
    machine.stack.push(or_none(rest));
    machine.stack.push(or_none(matched));
    Ok(())
}

/// The part of an exception that is of a class, and the rest. A bare exception that
/// matches is wrapped in a group.
fn split(
    rt: &Runtime,
    raised: &Obj,
    class: &Obj,
) -> PyResult<(Option<Obj>, Option<Obj>)> {
    if raised.is(rt.none()) {
        return Ok((None, None));
    }
    if is_group(rt, raised) || !is_of(raised, class) {
        return exception_groups::split(rt, raised, &Wanted::Class(class));
    }
    let members = rt.new_tuple(vec![raised.clone()])?;
    let group = rt.type_obj(Builtin::BaseExceptionGroup);
    let made = rt.call_with(&group, &[rt.new_str("")?, members])?;
    Ok((Some(made), None))
}

/// `with`: looks `__exit__` up, calls `__enter__`.
pub(super) fn before_with(machine: &mut Machine<'_>) -> PyResult<()> {
    let rt = machine.rt;
    let manager = machine.stack.pop();
    let special = |name: &str| -> PyResult<Option<Obj>> {
        let name = rt.intern_str(name)?;
        let Some(found) = crate::attributes::lookup(manager.ty(), &name) else {
            return Ok(None);
        };
        let class = manager.ty().to_obj();
        match found.ty().tp_descr_get.get() {
            Some(get) => get(rt, &found, Some(&manager), Some(&class)).map(Some),
            None => Ok(Some(found)),
        }
    };
    let missing = |what: &str| {
        let name = manager.ty().name();
        rt.type_error(format!(
            "'{name}' object does not support the context manager protocol{what}"
        ))
    };
    let enter = special("__enter__")?.ok_or_else(|| missing(""))?;
    let exit =
        special("__exit__")?.ok_or_else(|| missing(" (missed __exit__ method)"))?;
    drop(manager);
    machine.save();
    let entered = rt.call_with(&enter, &[])?;
    machine.stack.push(exit);
    machine.stack.push(entered);
    Ok(())
}

/// Calls `__exit__` with the exception that ended the block.
pub(super) fn with_except_start(machine: &mut Machine<'_>) -> PyResult<()> {
    let rt = machine.rt;
    let (raised, exit) = (machine.stack.peek(1), machine.stack.peek(4));
    let traceback = exception(raised).and_then(|view| view.traceback.get());
    let traceback = traceback.unwrap_or_else(|| rt.none().clone());
    machine.save();
    let class = raised.ty().to_obj();
    let args = [&class, raised, &traceback].into_iter();
    let result = in_a_row(args, |args| rt.call_with(exit, args))?;
    machine.stack.push(result);
    Ok(())
}

/// After `throw` into a `yield from`: a StopIteration means the value is there.
pub(super) fn cleanup_throw(machine: &mut Machine<'_>) -> PyResult<()> {
    let rt = machine.rt;
    let raised = machine.stack.pop();
    if !is_instance(&raised, rt.ty(Builtin::StopIteration)) {
        machine.py.reraised_from.set(Some(machine.frame.at()));
        return Err(rt.raise_object(raised));
    }
    let value = exception_types::field_value(&raised, "value");
    drop(machine.stack.pop());
    drop(machine.stack.pop());
    machine.stack.push(rt.none().clone());
    machine
        .stack
        .push(value.unwrap_or_else(|| rt.none().clone()));
    Ok(())
}
