//! `from __future__ import ...` (`Python/future.c@v3.13.0`).

use crate::python::syntax::tree::*;
use crate::python::syntax::{Res, SyntaxError};
use crate::python::unit::Position;

/// What a module asks of the future.
pub(super) struct Future {
    pub annotations: bool,
    /// The last such import that stands where it may.
    pub last: Position,
}

pub(super) fn scan(module: &Module) -> Res<Future> {
    let mut future = Future {
        annotations: false,
        last: Position::NOWHERE,
    };
    let Module::Statements(body) = module else {
        return Ok(future);
    };
    let mut rest = &body[..];
    if docstring(body).is_some() {
        rest = &body[1..];
    }
    for s in rest {
        let StmtKind::ImportFrom {
            module: Some(module),
            names,
            level: 0,
        } = &s.kind
        else {
            break;
        };
        if &**module != "__future__" {
            break;
        }
        for alias in names {
            match &*alias.name {
                "nested_scopes" | "generators" | "division" | "absolute_import"
                | "with_statement" | "print_function" | "unicode_literals"
                | "barry_as_FLUFL" | "generator_stop" => {}
                "annotations" => future.annotations = true,
                "braces" => return Err(at_statement("not a chance", s.loc)),
                other => {
                    let message = format!("future feature {other} is not defined");
                    return Err(at_statement(&message, s.loc));
                }
            }
        }
        future.last = s.loc;
    }
    Ok(future)
}

/// An error whose end is not told: the beginning of the statement is marked.
fn at_statement(message: &str, at: Position) -> SyntaxError {
    let mut error = SyntaxError::new(message, at);
    (error.end_line, error.end_col) = (error.line, None);
    error
}
