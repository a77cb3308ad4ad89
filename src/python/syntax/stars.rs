//! Asterisks with nothing behind them, or where none may be.

use super::diagnose::{Diagnosis, range};
use super::error::SyntaxError;

impl Diagnosis<'_> {
    /// `f(*)`
    pub(super) fn lone_star(&self) -> Option<SyntaxError> {
        // In `*(1:2)` it is what stands in the brackets.
        let mut bad = self.bad;
        while let Some(open) = self.opener(bad)
            && self.text(open) == "("
            && open
                .checked_sub(1)
                .is_some_and(|star| self.text(star) == "*")
        {
            bad = open;
        }
        let star = bad.checked_sub(1)?;
        if self.text(star) != "*" {
            return None;
        }
        let open = self.opener(bad)?;
        let in_set =
            self.text(open) == "{" && star == open + 1 && !self.fstring_field(open);
        let place = self.text(open) == "[" || in_set || self.in_call(bad).is_some();
        let first = star == open + 1 || self.text(star - 1) == ",";
        (place && first).then(|| self.at_token(self.bad, "Invalid star expression"))
    }

    /// `a[*b:]`
    pub(super) fn starred_slice(&self) -> Option<SyntaxError> {
        let open = self.opener(self.bad)?;
        if self.text(self.bad) != "*" || self.text(open) == "{" {
            return None;
        }
        let end = self.operand_end(self.bad + 1);
        let colon = self.tokens.iter().position(|t| t.start >= end)?;
        (self.text(colon) == ":").then(|| self.at_token(colon, "invalid syntax"))
    }

    /// `(*x), y = 1, 2`, `(**x)`
    pub(super) fn starred_group(&self) -> Option<SyntaxError> {
        let open = self.bad.checked_sub(1)?;
        if !matches!(self.text(self.bad), "*" | "**") || self.text(open) != "(" {
            return None;
        }
        let call = open
            .checked_sub(1)
            .is_some_and(|before| self.ends_operand(before));
        let level = self.inner_level(self.bad);
        let end = (self.bad..self.tokens.len()).find(|&n| {
            self.inner_level(n) == level && matches!(self.text(n), ")" | ",")
        })?;
        let alone = !call && self.text(end) == ")";
        if alone && self.text(self.bad) == "**" {
            let message = "cannot use double starred expression here";
            let is_loop = (self.bad..end)
                .any(|n| self.inner_level(n) == level && self.text(n) == "for");
            return (end > self.bad + 1 && !is_loop)
                .then(|| self.at_token(self.bad, message));
        }
        alone.then(|| {
            let at = range(self.tokens[self.bad].start, self.tokens[end - 1].end);
            self.at_range(at, "cannot use starred expression here")
        })
    }
}
