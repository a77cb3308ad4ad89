//! Which characters of an expression a traceback marks: the operator, the subscript or
//! the call's parentheses (`Lib/traceback.py@v3.13.0#_extract_caret_anchors`).

use ruff_python_ast::{Expr, Mod};
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
            let between = &source[left..right];
            let skip = between.find(|c: char| !c.is_whitespace() && c != ')')?;
            let start = left + skip;
            let width = if source[start + 1..].starts_with(|c: char| {
                !c.is_whitespace() && c == source[start..].chars().next().unwrap_or(' ')
            }) {
                2
            } else {
                1
            };
            Some((start, start + width))
        }
        Expr::Subscript(subscript) => {
            let start = place(subscript.value.end());
            let open = source[start..].find('[')?;
            Some((start + open, source.len()))
        }
        Expr::Call(call) => {
            let start = place(call.func.end());
            let open = source[start..].find('(')?;
            Some((start + open, source.len()))
        }
        _ => None,
    }
}
