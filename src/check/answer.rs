//! When two answers to a question are the same answer.
//!
//! `[1,2]` and `[1, 2]` are, and so are `'a'` and `"a"`, or `1, 2` and `(1, 2)`: an
//! answer is compared as the Python literal that it is. What is no literal, such as the
//! text of an error, is compared with runs of space taken as one.

use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::{Expr, ExprDict};
use ruff_python_parser::parse_expression;

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
    match (parse_expression(guess), parse_expression(output)) {
        (Ok(guess), Ok(output)) => same_expression(guess.expr(), output.expr()),
        _ => guess.split_whitespace().eq(output.split_whitespace()),
    }
}

fn same_expression(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Set(a), Expr::Set(b)) => {
            let within = |these: &[Expr], those: &[Expr]| {
                let held =
                    |e: &Expr| those.iter().any(|other| same_expression(e, other));
                these.iter().all(held)
            };
            within(&a.elts, &b.elts) && within(&b.elts, &a.elts)
        }
        (Expr::Dict(a), Expr::Dict(b)) => {
            let held = |these: &ExprDict, those: &ExprDict| {
                these.items.iter().all(|item| {
                    those.items.iter().any(|other| {
                        let keys = match (&item.key, &other.key) {
                            (Some(a), Some(b)) => same_expression(a, b),
                            (a, b) => a.is_none() && b.is_none(),
                        };
                        keys && same_expression(&item.value, &other.value)
                    })
                })
            };
            held(a, b) && held(b, a)
        }
        (Expr::List(a), Expr::List(b)) => each_same(&a.elts, &b.elts),
        (Expr::Tuple(a), Expr::Tuple(b)) => each_same(&a.elts, &b.elts),
        _ => ComparableExpr::from(a) == ComparableExpr::from(b),
    }
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
