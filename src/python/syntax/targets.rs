//! What is assigned to and cannot be, where `=` was perhaps meant as `==`
//! (`Grammar/python.gram@v3.13.0#invalid_named_expression`).

use ruff_python_ast::{Expr, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::diagnose::{Diagnosis, cannot, range};
use super::error::SyntaxError;
use super::expr_name::expr_name;
use super::token::Tok;

/// What ends an operand of `|` or of a tighter operator.
const BEHIND_OPERAND: [&str; 18] = [
    "=", ":=", ",", ";", ":", "if", "else", "and", "or", "not", "in", "is", "<", ">",
    "<=", ">=", "==", "!=",
];

/// Whether an expression may be an operand of `|` without parentheses.
pub(super) fn is_operand(e: &Expr) -> bool {
    let is_not = matches!(e, Expr::UnaryOp(u) if u.op == UnaryOp::Not);
    !is_not
        && !matches!(
            e,
            Expr::BoolOp(_)
                | Expr::Compare(_)
                | Expr::If(_)
                | Expr::Lambda(_)
                | Expr::Named(_)
                | Expr::Starred(_)
                | Expr::Yield(_)
                | Expr::YieldFrom(_)
        )
}

/// What ends like an assignment and is none.
const COMPARES: [&str; 4] = ["==", "!=", "<=", ">="];

impl Diagnosis<'_> {
    /// `1 = x`, `x = 1, y = 2`: what stands before the first `=` of a statement may have
    /// been meant to be compared, if what stands behind it is not assigned to in turn.
    pub(super) fn equals_in_target(&self, at: TextRange) -> Option<SyntaxError> {
        let inside = self
            .tokens
            .iter()
            .position(|t| t.start >= usize::from(at.start()))?;
        if inside.checked_sub(1).is_some_and(|n| self.text(n) == "for") {
            return None;
        }
        let is_outside = |n: usize| self.tokens[n].level == 0;
        let start = (0..inside).rfind(|&n| {
            let kind = self.tokens[n].kind;
            matches!(kind, Tok::Newline | Tok::Indent | Tok::Dedent)
                || is_outside(n) && matches!(self.text(n), ";" | ":")
        });
        let start = start.map_or(0, |n| n + 1);
        let equals = (start..self.tokens.len())
            .find(|&n| is_outside(n) && self.text(n) == "=")?;
        // Behind it is an operand, and no second `=` behind that.
        let first = equals + 1;
        let begins = self.starts_operand(first)
            || matches!(self.text(first), "(" | "[" | "{" | "-" | "+" | "~");
        let after = (first..self.tokens.len()).find(|&n| {
            let kind = self.tokens[n].kind;
            matches!(kind, Tok::Newline | Tok::End)
                || is_outside(n) && BEHIND_OPERAND.contains(&self.text(n))
        })?;
        if !begins || matches!(self.text(first), "lambda" | "not" | "yield" | "*") {
            return None;
        }
        if matches!(self.text(after), "=" | ":=") {
            return None;
        }
        let mut last = equals.checked_sub(1)?;
        let from = self.tokens[start].start;
        let ending = |last: usize| {
            self.widest_ending_at(self.tokens[last].end, |e| {
                let is_loose = matches!(e, Expr::Tuple(tuple) if !tuple.parenthesized);
                !is_loose && usize::from(e.start()) >= from
            })
        };
        let mut left = ending(last);
        let mut grouped = false;
        while left.is_none() && self.text(last) == ")" {
            last = last.checked_sub(1)?;
            grouped = true;
            left = ending(last);
        }
        let left = left?;
        match left {
            Expr::Tuple(_) | Expr::List(_) | Expr::Generator(_) => None,
            Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) if !grouped => None,
            left if !grouped && !is_operand(left) => None,
            Expr::Name(_) if !grouped => {
                let end = self.tokens[after - 1].end;
                let at = range(usize::from(left.start()), end);
                let message =
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                Some(self.at_range(at, message))
            }
            left => {
                let message = cannot("assign to", left)
                    + " here. Maybe you meant '==' instead of '='?";
                Some(self.at_range(left.range(), message))
            }
        }
    }

    /// `f(x): int`, `a, b: int`: of a tuple without parentheses, the first name is marked.
    pub(super) fn annotated(&self, at: TextRange) -> Option<SyntaxError> {
        let target = self.expr_at(at)?;
        // Where no annotation follows, the colon has no business there.
        let end = usize::from(at.end());
        let behind = self.tokens.iter().position(|t| t.start >= end)?;
        let colon = (behind..self.tokens.len()).find(|n| self.text(*n) == ":")?;
        if !self.begins_expression(colon + 1) {
            return Some(self.at_token(colon, "invalid syntax"));
        }
        let at = match target {
            Expr::Tuple(t) if !t.parenthesized => t.elts.first()?.range(),
            Expr::Tuple(_) | Expr::List(_) => at,
            _ => return Some(self.at_range(at, "illegal target for annotation")),
        };
        let name = expr_name(target);
        let message = format!("only single target (not {name}) can be annotated");
        Some(self.at_range(at, message))
    }

    /// Whether an expression stands behind an operator that assigns.
    pub(super) fn is_assigned_to(&self, at: TextRange) -> bool {
        let start = usize::from(at.start());
        let first = self.tokens.iter().position(|t| t.start >= start);
        let before = first.and_then(|first| first.checked_sub(1));
        let text = before.map_or("", |before| self.text(before));
        text.len() > 1 && text.ends_with('=') && !COMPARES.contains(&text)
    }

    /// `f(x) := 1`, where no bracket makes it an expression.
    pub(super) fn named_target(&self) -> Option<SyntaxError> {
        let prev = self.bad.checked_sub(1)?;
        let is_named = self.text(self.bad) == ":=" && self.tokens[self.bad].level == 0;
        if !is_named || !self.begins_expression(self.bad + 1) {
            return None;
        }
        let left = self.widest_ending_at(self.tokens[prev].end, is_operand)?;
        let name = expr_name(left);
        let message = format!("cannot use assignment expressions with {name}");
        (!matches!(left, Expr::Name(_))).then(|| self.at_range(left.range(), message))
    }

    /// Whether an expression could begin with a token.
    fn begins_expression(&self, i: usize) -> bool {
        i < self.tokens.len()
            && (self.starts_operand(i)
                || matches!(
                    self.text(i),
                    "(" | "[" | "-" | "+" | "not" | "lambda" | "await"
                ))
    }

    /// The end of the simple operand that begins at token `i`.
    pub(super) fn operand_end(&self, i: usize) -> usize {
        let start = self.tokens[i].start;
        // What lacks its last operand is none.
        let is_whole = |e: &&&Expr| {
            let end = usize::from(e.end());
            let last = self.tokens.iter().position(|t| t.end == end);
            last.is_some_and(|last| self.ends_operand(last))
        };
        self.exprs
            .iter()
            .filter(|e| usize::from(e.start()) == start && !matches!(e, Expr::Slice(_)))
            .filter(is_whole)
            .map(|e| usize::from(e.end()))
            .max()
            .unwrap_or(self.tokens[i].end)
    }
}
