//! Errors that nobody handles: those that end a program or an input at the prompt, and
//! those that have nowhere to go, as in `__del__`. A program may put functions of its own
//! in `sys` for both (`Python/errors.c@v3.13.0#_PyErr_WriteUnraisableMsg`).

use super::report::{Carets, bare_error, traceback_text, write_steps};
use crate::objects::builtin_function::plain;
use crate::objects::exceptions::exception;
use crate::objects::{struct_seq, traceback, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

/// Reports an error that nobody can handle, as in `__del__`, and forgets it: what the
/// runtime calls for that. A program may have put its own function in
/// `sys.unraisablehook`.
pub(crate) fn unraisable(rt: &Runtime, source: Option<&Obj>, raised: Raised) {
    let Some(error) = rt.fetch(raised) else {
        return;
    };
    if say_where(rt, &error).is_err() {
        rt.clear_raised();
    }
    let hook = match super::modules::own_hook(rt, "unraisablehook") {
        Ok(hook) => hook,
        Err(_) => {
            rt.clear_raised();
            None
        }
    };
    let Some(hook) = hook else {
        return write_unraisable(rt, "", source, &error);
    };
    let none = || rt.none().clone();
    let traceback = exception(&error).and_then(|view| view.traceback.get());
    let items = vec![
        error.ty().to_obj(),
        error.clone(),
        traceback.unwrap_or_else(none),
        none(),
        source.cloned().unwrap_or_else(none),
    ];
    let called = struct_seq::new(rt, Builtin::UnraisableHookArgs, items)
        .and_then(|args| rt.call_with(&hook, &[args]));
    if let Err(raised) = called
        && let Some(error) = rt.fetch(raised)
    {
        write_unraisable(rt, " in sys.unraisablehook", Some(&hook), &error);
    }
}

/// An error that passed no frame has happened in the one that runs.
fn say_where(rt: &Runtime, error: &Obj) -> PyResult<()> {
    let Some(view) = exception(error).filter(|view| view.traceback.is_empty()) else {
        return Ok(());
    };
    let Some(frame) = rt.python().visible_frame() else {
        return Ok(());
    };
    traceback::add(rt, &view.get().traceback, &frame, frame.at())
}

/// `sys.unraisablehook(args)` as the runtime made it.
pub(crate) fn unraisable_hook(rt: &Runtime, args: &Obj) {
    if let [_, error, _, _, source] = tuple::items(args) {
        let source = Some(source).filter(|source| !source.is(rt.none()));
        write_unraisable(rt, "", source, error);
    }
}

/// Keeps an error that ends a program, or an input at the prompt, and shows it with
/// `sys.excepthook`, where the program put another one there.
pub(crate) fn uncaught(rt: &Runtime, error: &Obj) {
    let hook = super::modules::sys::keep_last_error(rt, error)
        .and_then(|()| super::modules::own_hook(rt, "excepthook"));
    let show = |error: &Obj| {
        super::modules::write_to(rt, "stderr", &traceback_text(rt, error));
    };
    let hook = match hook {
        Ok(Some(hook)) => hook,
        Ok(None) => return show(error),
        Err(_) => {
            rt.clear_raised();
            return show(error);
        }
    };
    let traceback = exception(error).and_then(|view| view.traceback.get());
    let args = [
        error.ty().to_obj(),
        error.clone(),
        traceback.unwrap_or_else(|| rt.none().clone()),
    ];
    if let Err(raised) = rt.call_with(&hook, &args)
        && let Some(second) = rt.fetch(raised)
    {
        super::modules::write_to(rt, "stderr", "Error in sys.excepthook:\n");
        show(&second);
        super::modules::write_to(rt, "stderr", "\nOriginal exception was:\n");
        show(error);
    }
}

/// `what` says more of where the error was than that it is ignored.
fn write_unraisable(rt: &Runtime, what: &str, source: Option<&Obj>, error: &Obj) {
    let shown = source.map(|source| match rt.repr(source) {
        Ok(text) => plain(&text),
        Err(_) => {
            rt.clear_raised();
            "<object repr() failed>".to_owned()
        }
    });
    // CPython's C code prints these, without causes and carets.
    let mut text = String::new();
    let view = exception(error);
    if let Some(traceback) = view.and_then(|view| view.traceback.get()) {
        write_steps(rt, traceback, Carets::No, &mut text);
        if !text.is_empty() {
            text.insert_str(0, "Traceback (most recent call last):\n");
        }
    }
    text += &bare_error(rt, error);
    let whose = match shown {
        Some(shown) if what.is_empty() => format!(" in: {shown}"),
        Some(shown) => format!("{what}: {shown}"),
        None => what.to_owned(),
    };
    let text = format!("Exception ignored{whose}\n{text}");
    super::modules::write_to(rt, "stderr", &text);
}
