//! Blocks that are missing, or that end where more had to follow.

use super::diagnose::{Diagnosis, range};
use super::error::{ErrorKind, SyntaxError};
use super::token::Tok;

impl<'a> Diagnosis<'a> {
    /// The `else` whose block ends before a token: without a clause of its own, a `try`
    /// cannot have one.
    pub(super) fn clause_before(&self, token: usize) -> Option<usize> {
        let mut last = token.checked_sub(1)?;
        if self.tokens[last].kind == Tok::Dedent {
            let mut depth = 0;
            last = self.tokens[..=last].iter().rposition(|t| {
                match t.kind {
                    Tok::Dedent => depth += 1,
                    Tok::Indent => depth -= 1,
                    _ => {}
                }
                depth == 0
            })?;
            last = last.checked_sub(1)?;
        }
        let start = self.statement_start(last);
        (self.text(start) == "else").then_some(start)
    }

    /// What is wrong with an `except` behind an `except*`, or the other way round.
    fn mixed_clauses(&self, clause: usize) -> Option<SyntaxError> {
        let is_layout = |n: usize| {
            let kind = self.tokens[n].kind;
            matches!(kind, Tok::Newline | Tok::Indent | Tok::Dedent)
        };
        let column = |n: usize| {
            let at = self.tokens[n].start as u32;
            self.source.line_col(at.into()).1
        };
        let is_beside = |n: &usize| {
            let begins = n.checked_sub(1).is_none_or(is_layout);
            begins && !is_layout(*n) && column(*n) == column(clause)
        };
        let last = (0..clause).rfind(is_beside)?;
        if self.text(last) != "except" {
            return None;
        }
        let is_star = |n: usize| self.text(n + 1) == "*";
        let end = self.tokens[clause + usize::from(is_star(clause))].end;
        let at = range(self.tokens[clause].start, end);
        let message = "cannot have both 'except' and 'except*' on the same 'try'";
        (is_star(last) != is_star(clause)).then(|| self.at_range(at, message))
    }

    pub(super) fn behind_the_last_line(&self, error: &mut SyntaxError) {
        let length = self.source.line(error.line).map_or(0, str::len);
        (error.col, error.end_col) = (length as u32 + 1, Some(-1));
        error.end_line = error.line;
    }

    /// The block that a header wants is not there.
    pub(super) fn missing_block(&self) -> Option<SyntaxError> {
        let newline = self.tokens[..=self.bad]
            .iter()
            .rposition(|t| t.kind == Tok::Newline)?;
        let follows = self.tokens.get(newline + 1)?;
        if self.text(newline.checked_sub(1)?) != ":" || follows.kind == Tok::Indent {
            return None;
        }
        let after = self.tokens[newline + 1..]
            .iter()
            .position(|t| t.kind != Tok::Dedent)?
            + newline
            + 1;
        if self.bad > after || self.tokens[newline].level > 0 {
            return None;
        }
        let first = self.statement_start(newline - 1);
        let mut header = first;
        if self.text(header) == "async" {
            header += 1;
        }
        let what = match self.text(header) {
            "def" => "function definition".to_owned(),
            "class" => "class definition".to_owned(),
            "except" if self.mixed_clauses(header).is_some() => {
                return self.mixed_clauses(header);
            }
            "except" if self.exceptions_of(header).is_some() => {
                return self.exceptions_of(header);
            }
            "except" if self.text(header + 1) == "*" => {
                "'except*' statement".to_owned()
            }
            k @ ("if" | "elif" | "else" | "for" | "while" | "with" | "try"
            | "except" | "finally" | "match" | "case") => format!("'{k}' statement"),
            _ => return None,
        };
        let line = self.tokens[header].line;
        let message = format!("expected an indented block after {what} on line {line}");
        let at_end = self.tokens[after].kind == Tok::End;
        let mut error = self
            .at_token(after, message)
            .kind(ErrorKind::IndentationError)
            .incomplete(at_end);
        // The end is behind the last line; a smaller indentation has no place at all.
        if at_end {
            self.behind_the_last_line(&mut error);
        } else if follows.kind == Tok::Dedent {
            (error.col, error.end_col) = (0, Some(-1));
        }
        Some(error)
    }
}
