//! Which characters of an expression a traceback marks: the operator, the subscript or
//! the call's parentheses (`Lib/traceback.py@v3.13.0#_extract_caret_anchors`).

use ruff_python_ast::{Expr, Mod, Stmt};
use ruff_text_size::Ranged;

/// The bytes to mark in an expression, if it is one whose parts can be told apart.
pub(crate) fn of(source: &str) -> Option<(usize, usize)> {
    let wrapped = format!("(\n{source}\n)");
    let shift = 2;
    let options =
        ruff_python_parser::ParseOptions::from(ruff_python_parser::Mode::Expression);
    let parsed = ruff_python_parser::parse_unchecked(&wrapped, options);
    if !parsed.errors().is_empty() {
        return None;
    }
    let Mod::Expression(module) = parsed.into_syntax() else {
        return None;
    };
    let place = |at: ruff_text_size::TextSize| usize::from(at) - shift;
    match &*module.body {
        Expr::BinOp(operation) => {
            let (left, right) =
                (place(operation.left.end()), place(operation.right.start()));
            let start = past(source, left, |c| !c.is_whitespace() && c != ')')?;
            // It has two characters if another one follows before what is on its right:
            // that may be a parenthesis, which is marked too.
            let next = source[start + 1..right].chars().next();
            let goes_on = |c: char| !c.is_whitespace() && !matches!(c, '\\' | '#');
            let width = 1 + usize::from(next.is_some_and(goes_on));
            Some((start, start + width))
        }
        Expr::Subscript(subscript) => {
            let start = place(subscript.value.end());
            Some((past(source, start, |c| c == '[')?, source.len()))
        }
        Expr::Call(call) => {
            let start = place(call.func.end());
            Some((past(source, start, |c| c == '(')?, source.len()))
        }
        _ => None,
    }
}

/// Where the first character that is looked for is, from a place on; what follows a `#`
/// or a backslash on a line is passed over.
fn past(source: &str, from: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut skips = false;
    let mut rest = source[from..].char_indices();
    let found = rest.find(|&(_, c)| {
        skips = c != '\n' && (skips || matches!(c, '\\' | '#'));
        !skips && wanted(c)
    });
    found.map(|(at, _)| from + at)
}

/// Whether the first statement of a text is `name = call(…)` or `return name(…)`, and the
/// call is what is between two places: then nothing needs a mark
/// (`Lib/traceback.py@v3.13.0#_should_show_carets`).
pub(crate) fn is_call_of_statement(source: &str, (from, to): (usize, usize)) -> bool {
    let options =
        ruff_python_parser::ParseOptions::from(ruff_python_parser::Mode::Module);
    let parsed = ruff_python_parser::parse_unchecked(source, options);
    if !parsed.errors().is_empty() {
        return false;
    }
    let Mod::Module(module) = parsed.syntax() else {
        return false;
    };
    let call = match module.body.first() {
        Some(Stmt::Return(statement)) => match statement.value.as_deref() {
            Some(Expr::Call(call)) if call.func.is_name_expr() => call,
            _ => return false,
        },
        Some(Stmt::Assign(statement)) => {
            match (&statement.targets[..], &*statement.value) {
                ([Expr::Name(_)], Expr::Call(call)) => call,
                _ => return false,
            }
        }
        _ => return false,
    };
    let (start, end) = (usize::from(call.start()), usize::from(call.end()));
    (start, end) == (from, to)
}
