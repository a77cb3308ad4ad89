//! What was a statement in Python 2: `print x`, `exec x`.

use ruff_text_size::TextRange;

use super::diagnose::{Diagnosis, range};
use super::error::SyntaxError;
use super::token::Tok;

impl Diagnosis<'_> {
    /// `print [x for x in y]`, which is an index until the comprehension begins
    pub(super) fn legacy_list(&self) -> Option<SyntaxError> {
        let start = self.statement_start(self.bad);
        let name = self.text(start);
        if !matches!(name, "print" | "exec") || self.text(start + 1) != "[" {
            return None;
        }
        let end = self.tokens[self.last_of_line(start)].end;
        ruff_python_parser::parse_expression(
            &self.source.text[self.tokens[start + 1].start..end],
        )
        .ok()?;
        Some(self.legacy(name, range(self.tokens[start].start, end)))
    }

    fn last_of_line(&self, i: usize) -> usize {
        let end = |kind| matches!(kind, Tok::Newline | Tok::End);
        let line = self.tokens[i..].iter().take_while(|t| !end(t.kind));
        i + line.count().saturating_sub(1)
    }

    fn legacy(&self, name: &str, at: TextRange) -> SyntaxError {
        let message = format!(
            "Missing parentheses in call to '{name}'. Did you mean {name}(...)?"
        );
        self.at_range(at, message)
    }

    /// `print x`
    pub(super) fn legacy_statement(&self) -> Option<SyntaxError> {
        let prev = self.bad.checked_sub(1)?;
        let name = self.text(prev);
        if !matches!(name, "print" | "exec") || !self.starts_operand(self.bad) {
            return None;
        }
        let end = self.last_of_line(self.bad);
        let rest = &self.source.text[self.tokens[self.bad].start..self.tokens[end].end];
        // Of what cannot be read whole, the first operand is enough, if that can.
        let end = match ruff_python_parser::parse_expression(rest) {
            Ok(_) => self.tokens[end].end,
            Err(wrong) => {
                let end = self.operand_end(self.bad);
                let behind =
                    self.tokens[self.bad].start + usize::from(wrong.location.start());
                if behind < end {
                    return None;
                }
                end
            }
        };
        Some(self.legacy(name, range(self.tokens[prev].start, end)))
    }
}
