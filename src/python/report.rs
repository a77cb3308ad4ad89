//! Tracebacks as text (`Lib/traceback.py@v3.13.0`).

use super::modules;
use super::session::told_file;
use crate::objects::builtin_function::plain;
use crate::objects::bytes::PyBytesObject;
use crate::objects::code::PyCodeObject;
use crate::objects::exception_groups::is_group;
use crate::objects::exception_types::field_value;
use crate::objects::exceptions::exception;
use crate::objects::int::to_i64;
use crate::objects::str::Text;
use crate::objects::traceback::PyTracebackObject;
use crate::objects::{frame, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, TypeFlags};

/// Equal lines of a traceback beyond this many are counted, not shown.
const REPEATS: usize = 3;

/// An exception with its causes, as the prompt prints it.
pub(crate) fn traceback_text(rt: &Runtime, error: &Obj) -> String {
    let mut report = Report {
        rt,
        text: String::new(),
        seen: Vec::new(),
        depth: 0,
        open: false,
    };
    report.chain(error);
    report.text
}

/// So many members of a group are shown, and groups so deep in groups.
const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;

/// A report that is being written.
struct Report<'a> {
    rt: &'a Runtime,
    text: String,
    /// The exceptions that are in it.
    seen: Vec<usize>,
    /// How deep in groups; what a group says is behind a margin.
    depth: usize,
    /// Whether the line below the last member of a group is still to be drawn.
    open: bool,
}

impl Report<'_> {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Writes lines behind the margin.
    fn emit(&mut self, lines: &str, margin: char) {
        if self.depth == 0 {
            self.text += lines;
            return;
        }
        let indent = self.indent();
        for line in lines.split_inclusive('\n') {
            self.text += &format!("{indent}{margin} {line}");
        }
    }

    /// An exception behind what caused it.
    fn chain(&mut self, error: &Obj) {
        self.seen.push(error.id());
        if let Some(view) = exception(error)
            && self.seen.len() < 100
        {
            let new = |other: &Obj| !self.seen.contains(&other.id());
            let cause = view.cause.get().filter(new);
            let context = view
                .context
                .get()
                .filter(new)
                .filter(|_| view.suppress_context.get() == 0);
            if let Some(cause) = cause {
                self.chain(&cause);
                let link = "\nThe above exception was the direct cause of the \
                            following exception:\n\n";
                self.emit(link, '|');
            } else if let Some(context) = context {
                self.chain(&context);
                let link = "\nDuring handling of the above exception, another \
                            exception occurred:\n\n";
                self.emit(link, '|');
            }
        }
        match is_group(self.rt, error) {
            true => self.group(error),
            false => self.one(error, "Traceback (most recent call last):\n", '|'),
        }
    }

    /// An exception: where it was raised, and what it says.
    fn one(&mut self, error: &Obj, header: &str, margin: char) {
        let traceback = exception(error).and_then(|view| view.traceback.get());
        if let Some(traceback) = traceback {
            let mut steps = String::new();
            write_steps(self.rt, traceback, Carets::Yes, &mut steps);
            if !steps.is_empty() {
                self.emit(header, margin);
            }
            self.emit(&steps, '|');
        }
        let mut message = String::new();
        write_error(self.rt, error, &mut message);
        self.emit(&message, '|');
    }

    /// A group of exceptions, and its members.
    fn group(&mut self, error: &Obj) {
        if self.depth > MAX_GROUP_DEPTH {
            let message = format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n");
            return self.emit(&message, '|');
        }
        let is_outermost = self.depth == 0;
        self.depth += usize::from(is_outermost);
        let header = "Exception Group Traceback (most recent call last):\n";
        self.one(error, header, if is_outermost { '+' } else { '|' });
        let members = field_value(error, "exceptions");
        let members = members.as_ref().map_or(&[][..], tuple::items);
        let shown = members.len().min(MAX_GROUP_WIDTH + 1);
        for (index, member) in members[..shown].iter().enumerate() {
            let is_last = index + 1 == shown;
            self.open = is_last;
            let is_cut = index >= MAX_GROUP_WIDTH;
            let title = match is_cut {
                true => "...".to_owned(),
                false => (index + 1).to_string(),
            };
            let branch = if index == 0 { "+-" } else { "  " };
            let indent = self.indent();
            let line = "-".repeat(16);
            self.text += &format!("{indent}{branch}+{line} {title} {line}\n");
            self.depth += 1;
            if is_cut {
                let more = members.len() - MAX_GROUP_WIDTH;
                let plural = if more == 1 { "" } else { "s" };
                self.emit(&format!("and {more} more exception{plural}\n"), '|');
            } else {
                self.chain(member);
            }
            if is_last && std::mem::take(&mut self.open) {
                self.text += &format!("{}+{}\n", self.indent(), "-".repeat(36));
            }
            self.depth -= 1;
        }
        self.depth -= usize::from(is_outermost);
    }
}

/// What an exception says, without what led to it and without its notes; where it came
/// up, if that is known, it may have meant another name.
pub(crate) fn error_text(rt: &Runtime, error: &Obj, traceback: Option<&Obj>) -> String {
    let mut text = String::new();
    write_message(rt, error, traceback, &mut text);
    text
}

/// One step of a traceback; without a mark where it is not known which instruction it is
/// of.
pub(crate) fn step_text(
    rt: &Runtime,
    code: &Obj,
    line: u32,
    at: Option<usize>,
) -> String {
    let mut text = String::new();
    write_step(rt, code, (line, at), Carets::Yes, &mut text);
    text
}

/// Whether a line of source has its part marked; at the prompt, whether it is shown.
#[derive(Clone, Copy)]
pub(super) enum Carets {
    Yes,
    No,
}

/// The last steps of a traceback, so many.
fn last_steps(traceback: Obj, count: usize) -> Option<Obj> {
    let next = |step: &Obj| step.expect::<PyTracebackObject>().tb_next.get();
    let steps = || std::iter::successors(Some(traceback.clone()), next);
    steps().nth(steps().count().saturating_sub(count))
}

/// Writes the steps of a traceback; of a long one only the last, if a program says so.
pub(super) fn write_steps(
    rt: &Runtime,
    traceback: Obj,
    carets: Carets,
    text: &mut String,
) {
    let mut step = last_steps(traceback, modules::traceback_limit(rt));
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
            write_step(rt, &code, (line, Some(at)), carets, text);
        }
        step = view.tb_next.get();
    }
    repeated(&last, text);
}

fn write_step(
    rt: &Runtime,
    code: &Obj,
    (line, at): (u32, Option<usize>),
    carets: Carets,
    text: &mut String,
) {
    let code = code.expect::<PyCodeObject>();
    let filename = plain(code.filename());
    let name = plain(code.name());
    let told = match carets {
        Carets::Yes => told_file(&filename),
        Carets::No => &filename,
    };
    *text += &format!("  File \"{told}\", line {line}, in {name}\n");
    let position = at.map(|at| code.position(at));
    let position = position
        .filter(|position| position[0] == line as i32)
        .unwrap_or([line as i32, line as i32, -1, -1]);
    let last = match carets {
        Carets::Yes => position[1].max(position[0]) as u32,
        Carets::No => line,
    };
    let mut lines = rt.python().source_lines(code.source(), line, last);
    if lines.is_empty() {
        lines = modules::lines_told(rt, code.filename(), line, last);
    }
    match (carets, lines.first()) {
        (Carets::Yes, _) => *text += &super::carets::show(&lines, position),
        (Carets::No, Some(source)) if !filename.starts_with('<') => {
            *text += &format!("    {}\n", source.trim());
        }
        _ => {}
    }
}

/// The last lines of a traceback: what the exception says, and its notes.
pub(super) fn write_error(rt: &Runtime, error: &Obj, text: &mut String) {
    let traceback = exception(error).and_then(|view| view.traceback.get());
    write_message(rt, error, traceback.as_ref(), text);
    write_notes(rt, error, text);
}

fn write_message(
    rt: &Runtime,
    error: &Obj,
    traceback: Option<&Obj>,
    text: &mut String,
) {
    let name = class_name(rt, error);
    if is_syntax_error(error) {
        return write_syntax_error(error, &name, text);
    }
    let message = message(rt, error) + &super::suggestions::hint(rt, error, traceback);
    *text += &named(&name, &message);
}

/// The name of an exception's class, with its module where that says something.
fn class_name(rt: &Runtime, error: &Obj) -> String {
    let class = error.ty();
    let module = match rt.attr(&class.as_obj(), "__module__") {
        Ok(module) => Text::of(&module).map_or("<unknown>".to_owned(), Text::to_rust),
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
    match module.as_str() {
        "" | "builtins" | "__main__" => name,
        module => format!("{module}.{name}"),
    }
}

/// `str(error)`, whatever comes of it.
fn message(rt: &Runtime, error: &Obj) -> String {
    match rt.str_of(error) {
        Ok(message) => plain(&message),
        Err(_) => {
            rt.clear_raised();
            "<exception str() failed>".to_owned()
        }
    }
}

/// `Name: message`, or the name alone.
fn named(name: &str, message: &str) -> String {
    match message.is_empty() {
        true => format!("{name}\n"),
        false => format!("{name}: {message}\n"),
    }
}

/// What CPython's C code prints of an exception: neither notes nor what a name may have
/// been meant for.
pub(super) fn bare_error(rt: &Runtime, error: &Obj) -> String {
    format!("{}: {}\n", class_name(rt, error), message(rt, error))
}

fn write_notes(rt: &Runtime, error: &Obj, text: &mut String) {
    let notes = rt.attr(error, "__notes__");
    let Ok(notes) = notes else {
        return rt.clear_raised();
    };
    let mut line = |shown: PyResult, failed: &str| {
        let shown = shown.map(|note| plain(&note)).unwrap_or_else(|_| {
            rt.clear_raised();
            failed.to_owned()
        });
        *text += &format!("{shown}\n");
    };
    let is_one = Text::of(&notes).is_some() || notes.cast::<PyBytesObject>().is_some();
    if is_one || !notes.ty().flags().has(TypeFlags::SEQUENCE) {
        if !notes.is(rt.none()) {
            line(rt.repr(&notes), "<__notes__ repr() failed>");
        }
        return;
    }
    match rt.collect(&notes) {
        Ok(notes) => {
            for note in notes {
                line(rt.str_of(&note), "<note str() failed>");
            }
        }
        Err(_) => rt.clear_raised(),
    }
}

fn is_syntax_error(error: &Obj) -> bool {
    let tag = error.ty().flags().tag();
    [
        Builtin::SyntaxError,
        Builtin::IndentationError,
        Builtin::TabError,
        Builtin::IncompleteInputError,
    ]
    .iter()
    .any(|which| *which as u8 == tag)
        && error.ty().flags().has(TypeFlags::BASE_EXC_SUBCLASS)
}

/// A SyntaxError shows the place in the source, with carets.
fn write_syntax_error(error: &Obj, name: &str, text: &mut String) {
    let number = |field: &str| field_value(error, field).as_ref().and_then(to_i64);
    let string = |field: &str| {
        field_value(error, field)
            .as_ref()
            .and_then(Text::of)
            .map(Text::to_rust)
    };
    let rt = error.runtime();
    // What names a file need not be a text, but is shown as one.
    let shown = |name: &Obj| match rt.str_of(name) {
        Ok(name) => Text::of(&name).map(Text::to_rust),
        Err(_) => {
            rt.clear_raised();
            None
        }
    };
    let filename = field_value(error, "filename").filter(|name| !name.is(rt.none()));
    let filename = filename.as_ref().and_then(shown);
    let line = number("lineno");
    let mut suffix = String::new();
    match (line, filename) {
        (Some(line), filename) => {
            let filename = filename.unwrap_or_else(|| "<string>".to_owned());
            *text += &format!("  File \"{filename}\", line {line}\n");
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    if let Some(source) = string("text") {
        let end = match number("end_lineno") == line {
            true => number("end_offset").unwrap_or(0),
            // It ends on another line.
            false => i64::MAX,
        };
        *text += &super::carets::syntax(&source, number("offset"), end);
    }
    let message = string("msg").unwrap_or_else(|| "<no detail available>".to_owned());
    *text += &format!("{name}: {message}{suffix}\n");
}
