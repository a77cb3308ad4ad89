//! Errors that nobody handles: those that end a program or an input at the prompt, and
//! those that have nowhere to go, as in `__del__`. A program may put functions of its own
//! in `sys` for both (`Python/errors.c@v3.13.0#_PyErr_WriteUnraisableMsg`).

use super::report::{Carets, bare_error, traceback_text, write_steps};
use crate::objects::builtin_function::plain;
use crate::objects::exceptions::exception;
use crate::objects::str::Text;
use crate::objects::{struct_seq, traceback, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

/// Reports an error that nobody can handle, as in `__del__`, and forgets it: what the
/// runtime calls for that. A program may have put its own function in
/// `sys.unraisablehook`.
pub(crate) fn unraisable(rt: &Runtime, source: Option<&Obj>, raised: Raised) {
    unraisable_saying(rt, None, source, raised);
}

/// Reports an error of a function that was called because the program is over
/// (`Modules/atexitmodule.c@v3.13.0#atexit_callfuncs`).
pub(crate) fn unraisable_at_exit(rt: &Runtime, function: &Obj, raised: Raised) {
    let shown = rt.repr(function).map(|shown| plain(&shown));
    let message =
        shown.map(|shown| format!("Exception ignored in atexit callback {shown}"));
    if message.is_err() {
        rt.clear_raised();
    }
    unraisable_saying(rt, message.ok(), None, raised);
}

/// `message` says where the error was ignored.
fn unraisable_saying(
    rt: &Runtime,
    message: Option<String>,
    source: Option<&Obj>,
    raised: Raised,
) {
    if let Some(error) = rt.fetch(raised) {
        tell(rt, message, source, &error);
    }
}

/// The same for an error that was caught.
pub(crate) fn tell(
    rt: &Runtime,
    message: Option<String>,
    source: Option<&Obj>,
    error: &Obj,
) {
    if say_where(rt, error).is_err() {
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
        return write_unraisable(rt, message.as_deref(), source, error);
    };
    let message = message.and_then(|message| rt.new_str(&message).ok());
    let none = || rt.none().clone();
    let traceback = exception(error).and_then(|view| view.traceback.get());
    let items = vec![
        error.ty().to_obj(),
        error.clone(),
        traceback.unwrap_or_else(none),
        message.unwrap_or_else(none),
        source.cloned().unwrap_or_else(none),
    ];
    rt.uncounted(hook, |hook| {
        let called = struct_seq::new(rt, Builtin::UnraisableHookArgs, items)
            .and_then(|args| rt.call_with(hook, &[args]));
        if let Err(raised) = called
            && let Some(error) = rt.fetch(raised)
        {
            let message = "Exception ignored in sys.unraisablehook";
            write_unraisable(rt, Some(message), Some(hook), &error);
        }
    });
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
    if let [_, error, _, message, source] = tuple::items(args) {
        let source = Some(source).filter(|source| !source.is(rt.none()));
        let message = Text::of(message).map(Text::to_rust);
        write_unraisable(rt, message.as_deref(), source, error);
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

/// Writes where an error was ignored, and what it was.
fn write_unraisable(
    rt: &Runtime,
    message: Option<&str>,
    source: Option<&Obj>,
    error: &Obj,
) {
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
    let whose = match (message, shown) {
        (None, Some(shown)) => format!("Exception ignored in: {shown}\n"),
        (Some(message), Some(shown)) => format!("{message}: {shown}\n"),
        (Some(message), None) => format!("{message}:\n"),
        (None, None) => String::new(),
    };
    let text = whose + &text;
    super::modules::write_to(rt, "stderr", &text);
}
