//! When two answers to a question are the same answer.
//!
//! `[1,2]` and `[1, 2]` are, and so are `'a'` and `"a"`, or `1, 2` and `(1, 2)`: an
//! answer is compared as the Python literal that it is. What is no literal, such as the
//! text of an error, is compared with runs of space taken as one.

use crate::python::syntax::tree::{Expr, ExprKind};
use crate::python::syntax::{expression, unparse};

/// Whether a guess says the same as an output.
///
/// ```
/// # use pyobject::check::answer::same;
/// assert!(same("[1,2]", "[1, 2]\n") && same("1, 'a'", "(1, \"a\")"));
/// assert!(same("{2, 1}", "{1, 2}") && same("10_000", "10000"));
/// assert!(!same("1", "1.0") && !same("True", "False"));
/// ```
pub fn same(guess: &str, output: &str) -> bool {
    let (guess, output) = (guess.trim(), output.trim());
    match (expression(guess), expression(output)) {
        (Some(guess), Some(output)) => same_expression(&guess, &output),
        _ => guess.split_whitespace().eq(output.split_whitespace()),
    }
}

fn same_expression(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Set(a), ExprKind::Set(b)) => {
            let within = |these: &[Expr], those: &[Expr]| {
                let held =
                    |e: &Expr| those.iter().any(|other| same_expression(e, other));
                these.iter().all(held)
            };
            within(a, b) && within(b, a)
        }
        (
            ExprKind::Dict { keys, values },
            ExprKind::Dict {
                keys: other_keys,
                values: other_values,
            },
        ) => {
            let these: Vec<Item<'_>> = keys.iter().zip(values).collect();
            let those: Vec<Item<'_>> = other_keys.iter().zip(other_values).collect();
            let held = |these: &[Item<'_>], those: &[Item<'_>]| {
                let is_held = |item| those.iter().any(|other| same_item(item, other));
                these.iter().all(is_held)
            };
            held(&these, &those) && held(&those, &these)
        }
        (ExprKind::List { elts: a, .. }, ExprKind::List { elts: b, .. })
        | (ExprKind::Tuple { elts: a, .. }, ExprKind::Tuple { elts: b, .. }) => {
            each_same(a, b)
        }
        _ => unparse(a) == unparse(b),
    }
}

/// A key, which is none where `**value` stands, and its value.
type Item<'a> = (&'a Option<Expr>, &'a Expr);

fn same_item(a: &Item<'_>, b: &Item<'_>) -> bool {
    let keys = match (a.0, b.0) {
        (Some(a), Some(b)) => same_expression(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    keys && same_expression(a.1, b.1)
}

fn each_same(a: &[Expr], b: &[Expr]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_expression(a, b))
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn nested_literals_are_compared_by_what_they_hold() {
        assert!(same("[{1, 2}, (3,)]", "[{2,1},(3 ,)]"));
        assert!(same("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"));
        assert!(!same("[1, 2]", "[2, 1]") && !same("{1}", "{1, 2}"));
        assert!(!same("(1, 2)", "[1, 2]"));
        assert!(same("-1", "- 1") && same("0x10", "16"));
    }

    #[test]
    fn what_is_no_literal_is_compared_as_text() {
        assert!(same("no  output", "no output"));
        assert!(!same("KeyError: 'a'", "KeyError: 'b'"));
    }
}
