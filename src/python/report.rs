//! Tracebacks as text (`Lib/traceback.py@v3.13.0`).

use crate::objects::builtin_function::plain;
use crate::objects::code::PyCodeObject;
use crate::objects::exception_types::field_value;
use crate::objects::exceptions::{PyBaseException, exception};
use crate::objects::int::to_i64;
use crate::objects::str::Text;
use crate::objects::traceback::PyTracebackObject;
use crate::objects::{frame, list, struct_seq, tuple};
use crate::refcount::Obj;
use crate::runtime::{Raised, Runtime};
use crate::typeobject::{Builtin, TypeFlags};

/// Equal lines of a traceback beyond this many are counted, not shown.
const REPEATS: usize = 3;

/// Reports an error that nobody can handle, as in `__del__`, and forgets it: what the
/// runtime calls for that. A program may have put its own function in
/// `sys.unraisablehook`.
pub(crate) fn unraisable(rt: &Runtime, source: Option<&Obj>, raised: Raised) {
    let Some(error) = rt.fetch(raised) else {
        return;
    };
    let hook = match super::modules::own_hook(rt, "unraisablehook") {
        Ok(hook) => hook,
        Err(_) => {
            rt.clear_raised();
            None
        }
    };
    let Some(hook) = hook else {
        return write_unraisable(rt, source, &error);
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
        write_unraisable(rt, Some(&hook), &error);
    }
}

/// `sys.unraisablehook(args)` as the runtime made it.
pub(crate) fn unraisable_hook(rt: &Runtime, args: &Obj) {
    if let [_, error, _, _, source] = tuple::items(args) {
        let source = Some(source).filter(|source| !source.is(rt.none()));
        write_unraisable(rt, source, error);
    }
}

fn write_unraisable(rt: &Runtime, source: Option<&Obj>, error: &Obj) {
    let shown = source.map(|source| match rt.repr(source) {
        Ok(text) => plain(&text),
        Err(_) => {
            rt.clear_raised();
            "<object repr() failed>".to_owned()
        }
    });
    let text = traceback_text(rt, error);
    let what = shown.map_or(String::new(), |shown| format!(" in: {shown}"));
    let text = format!("Exception ignored{what}\n{text}");
    super::modules::write_to(rt, "stderr", &text);
}

/// An exception with its causes, as the prompt prints it.
pub(crate) fn traceback_text(rt: &Runtime, error: &Obj) -> String {
    let mut seen = Vec::new();
    let mut text = String::new();
    write_chain(rt, error, &mut seen, &mut text);
    text
}

fn write_chain(rt: &Runtime, error: &Obj, seen: &mut Vec<usize>, text: &mut String) {
    seen.push(error.id());
    if let Some(view) = exception(error) {
        let new = |other: &Obj| !seen.contains(&other.id());
        let cause = view.cause.get().filter(new);
        let context = view
            .context
            .get()
            .filter(new)
            .filter(|_| view.suppress_context.get() == 0);
        if seen.len() < 100 {
            if let Some(cause) = cause {
                write_chain(rt, &cause, seen, text);
                *text += "\nThe above exception was the direct cause of the following \
                          exception:\n\n";
            } else if let Some(context) = context {
                write_chain(rt, &context, seen, text);
                *text += "\nDuring handling of the above exception, another exception \
                          occurred:\n\n";
            }
        }
        if let Some(traceback) = view.traceback.get() {
            *text += "Traceback (most recent call last):\n";
            write_steps(rt, traceback, text);
        }
    }
    write_error(rt, error, text);
}

fn write_steps(rt: &Runtime, traceback: Obj, text: &mut String) {
    let mut step = Some(traceback);
    let mut last = (String::new(), 0);
    let repeated = |last: &(String, usize), text: &mut String| {
        if last.1 > REPEATS {
            let more = last.1 - REPEATS;
            let plural = if more == 1 { "" } else { "s" };
            *text += &format!("  [Previous line repeated {more} more time{plural}]\n");
        }
    };
    while let Some(current) = step {
        let view = current.expect::<PyTracebackObject>();
        let code = frame::code(&view.tb_frame);
        let line = view.tb_lineno.get().max(0) as u32;
        let at = view.tb_lasti.get().max(0) as usize / 2;
        let key = format!("{} {line}", code.id());
        if key == last.0 {
            last.1 += 1;
        } else {
            repeated(&last, text);
            last = (key, 1);
        }
        if last.1 <= REPEATS {
            write_step(rt, &code, line, at, text);
        }
        step = view.tb_next.get();
    }
    repeated(&last, text);
}

fn write_step(rt: &Runtime, code: &Obj, line: u32, at: usize, text: &mut String) {
    let code = code.expect::<PyCodeObject>();
    let filename = plain(code.filename());
    let name = plain(code.name());
    // Which input it was is not said.
    let shown = match filename.starts_with("<stdin>-") {
        true => "<stdin>",
        false => &filename,
    };
    *text += &format!("  File \"{shown}\", line {line}, in {name}\n");
    if let Some(source) = rt.python().source_line(&filename, line) {
        *text += &super::carets::show(&source, code.position(at), line);
    }
}

fn write_error(rt: &Runtime, error: &Obj, text: &mut String) {
    let class = error.ty();
    let module = match rt.attr(&class.as_obj(), "__module__") {
        Ok(module) => plain(&module),
        Err(_) => {
            rt.clear_raised();
            String::new()
        }
    };
    let name = match rt.attr(&class.as_obj(), "__qualname__") {
        Ok(name) => plain(&name),
        Err(_) => {
            rt.clear_raised();
            class.name().to_owned()
        }
    };
    let name = match module.as_str() {
        "" | "builtins" | "__main__" => name,
        module => format!("{module}.{name}"),
    };
    if is_syntax_error(error) {
        return write_syntax_error(rt, error, &name, text);
    }
    let message = match rt.str_of(error) {
        Ok(message) => plain(&message),
        Err(_) => {
            rt.clear_raised();
            "<exception str() failed>".to_owned()
        }
    };
    *text += &name;
    if !message.is_empty() {
        *text += &format!(": {message}");
    }
    *text += &super::suggestions::hint(rt, error);
    *text += "\n";
    write_notes(rt, error, text);
}

fn write_notes(rt: &Runtime, error: &Obj, text: &mut String) {
    let notes = rt.attr(error, "__notes__");
    let Ok(notes) = notes else {
        return rt.clear_raised();
    };
    let Some(notes) = notes.cast::<list::PyListObject>() else {
        return;
    };
    for note in notes.items.to_vec() {
        let shown = rt
            .str_of(&note)
            .map(|note| plain(&note))
            .unwrap_or_default();
        *text += &format!("{shown}\n");
    }
}

fn is_syntax_error(error: &Obj) -> bool {
    let tag = error.ty().flags().tag();
    [
        Builtin::SyntaxError,
        Builtin::IndentationError,
        Builtin::TabError,
    ]
    .iter()
    .any(|which| *which as u8 == tag)
        && error.ty().flags().has(TypeFlags::BASE_EXC_SUBCLASS)
}

/// A SyntaxError shows the place in the source, with carets.
fn write_syntax_error(rt: &Runtime, error: &Obj, name: &str, text: &mut String) {
    let number = |field: &str| field_value(error, field).as_ref().and_then(to_i64);
    let string = |field: &str| {
        field_value(error, field)
            .as_ref()
            .and_then(Text::of)
            .map(Text::to_rust)
    };
    let args = error.expect::<PyBaseException>().args.get();
    let args = args.as_ref().map_or(0, |args| tuple::items(args).len());
    if let (Some(line), true) = (number("lineno"), args > 0) {
        let filename = string("filename").unwrap_or_else(|| "<string>".to_owned());
        *text += &format!("  File \"{filename}\", line {line}\n");
        if let Some(source) = string("text") {
            let ends_here = number("end_lineno") == Some(line);
            let end = ends_here.then(|| number("end_offset").unwrap_or(0));
            *text += &super::carets::syntax(&source, number("offset"), end);
        }
    }
    let message = string("msg").unwrap_or_else(|| "<no detail available>".to_owned());
    *text += &format!("{name}: {message}\n");
    let _ = rt;
}
