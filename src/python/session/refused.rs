//! What is said of a source that is no Python.

use super::told_file;
use crate::python::syntax::{ErrorKind, SyntaxError};
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

/// A compiler's error as a Python exception.
pub(crate) fn raise_syntax_error(
    rt: &Runtime,
    error: &SyntaxError,
    filename: &str,
) -> Raised {
    let class = match error.kind {
        ErrorKind::SyntaxError => Builtin::SyntaxError,
        ErrorKind::IndentationError => Builtin::IndentationError,
        ErrorKind::TabError => Builtin::TabError,
    };
    let made = || -> PyResult {
        if error.line == 0 && error.text.is_none() {
            // The text was not looked at.
            let message = rt.new_str(&error.message)?;
            return rt.call_with(&rt.type_obj(class), &[message]);
        }
        // After parsing, CPython asks the file for its line: `<string>` is none.
        let told = if error.parsed {
            filename
        } else {
            told_file(filename)
        };
        let is_file = !filename.starts_with('<') || told_file(filename) != filename;
        let is_known = is_file && rt.python().source_number(filename) > 0;
        let text = match error.text.as_ref().filter(|_| is_known || !error.parsed) {
            Some(text) => rt.new_str(text)?,
            None => rt.none().clone(),
        };
        let details = rt.new_tuple(vec![
            rt.new_str(told)?,
            rt.new_int(error.line.into())?,
            // Behind the end of a file nothing can be marked; at a prompt an empty line can.
            rt.new_int(
                match is_known && told == filename && error.is_missing_block() {
                    true => 0,
                    false => error.col.into(),
                },
            )?,
            text,
            rt.new_int(error.end_line.into())?,
            match error.end_col {
                Some(end) => rt.new_int(end.into())?,
                None => rt.none().clone(),
            },
        ])?;
        let message = rt.new_str(&error.message)?;
        rt.call_with(&rt.type_obj(class), &[message, details])
    };
    match made() {
        Ok(made) => rt.raise_object(made),
        Err(raised) => raised,
    }
}
