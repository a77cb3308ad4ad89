//! Mistakes in the parameters of `def` and `lambda`.

use super::diagnose::{Diagnosis, range};
use super::error::SyntaxError;
use super::token::Tok;

impl Diagnosis<'_> {
    /// The complaint about the parameter list around the bad token, if it is in one.
    pub(super) fn parameters(&self) -> Option<SyntaxError> {
        let (first, level, lambda) = self.parameter_list()?;
        let mut i = first;
        let (mut star, mut slash, mut seen, mut double) = (false, false, false, false);
        let at_level = |i: usize| self.tokens[i].level == level;
        while i < self.tokens.len() && self.tokens[i].kind != Tok::Newline {
            let text = self.text(i);
            let next = if i + 1 < self.tokens.len() {
                self.text(i + 1)
            } else {
                ""
            };
            let starts = i == first || (self.text(i - 1) == "," && at_level(i - 1));
            let ends = if lambda { ":" } else { ")" };
            if at_level(i) && text == ends || self.tokens[i].level < level {
                return None;
            }
            if !at_level(i) {
                i += 1;
                continue;
            }
            if starts {
                if double && text != "," {
                    let message = "arguments cannot follow var-keyword argument";
                    return Some(self.at_token(i, message));
                }
                match text {
                    "/" if slash => {
                        return Some(self.at_token(i, "/ may appear only once"));
                    }
                    "/" if star => {
                        return Some(self.at_token(i, "/ must be ahead of *"));
                    }
                    "/" if !seen && next == "," => {
                        let message = "at least one argument must precede /";
                        return Some(self.at_token(i, message));
                    }
                    "/" if next == "*" => {
                        let message = "expected comma between / and *";
                        return Some(self.at_token(i + 1, message));
                    }
                    "/" => slash = true,
                    "*" if star => {
                        return Some(
                            self.at_token(i, "* argument may appear only once"),
                        );
                    }
                    "*" | "**" if matches!(next, "None" | "True" | "False") => {
                        return Some(self.at_token(i + 1, "invalid syntax"));
                    }
                    "*" => {
                        star = true;
                        let bare = next == ends
                            || (next == ","
                                && (self.text(i + 2) == ends
                                    || self.text(i + 2) == "**"));
                        if bare {
                            let message = "named arguments must follow bare *";
                            let place = match (lambda, next == ends) {
                                (false, _) => i,
                                (true, true) => i + 1,
                                (true, false) => i + 2,
                            };
                            return Some(self.at_token(place, message));
                        }
                    }
                    "**" => double = true,
                    // Without a name between them they are none.
                    "(" if self.text(i + 1) == ")" => {
                        return Some(self.at_token(i, "invalid syntax"));
                    }
                    "(" => {
                        let who = if lambda {
                            "Lambda expression"
                        } else {
                            "Function"
                        };
                        let message =
                            format!("{who} parameters cannot be parenthesized");
                        let close = (i + 1..self.tokens.len())
                            .find(|&n| at_level(n) && self.text(n) == ")")?;
                        if lambda && (i..close).any(|n| self.text(n) == ":") {
                            return None;
                        }
                        let at = range(self.tokens[i].start, self.tokens[close].end);
                        return Some(self.at_range(at, message));
                    }
                    _ => {}
                }
                seen = true;
            }
            if text == "=" {
                let starred =
                    |n: &usize| self.text(*n) == ":" && self.text(n + 1) == "*";
                if let Some(colon) = (first..i)
                    .rev()
                    .take_while(|n| self.text(*n) != ",")
                    .find(starred)
                {
                    // Only `*args` may have such an annotation.
                    let rest =
                        colon.checked_sub(2).is_some_and(|n| self.text(n) == "*");
                    let wrong = if rest { i } else { colon + 1 };
                    return Some(self.at_token(wrong, "invalid syntax"));
                }
                if let Some(kind) = self.var_parameter(i, level) {
                    let message =
                        format!("var-{kind} argument cannot have default value");
                    return Some(self.at_token(i, message));
                }
                if next == "," || next == ")" {
                    return Some(self.at_token(i, "expected default value expression"));
                }
            }
            i += 1;
        }
        None
    }

    /// Whether the `=` at token `i` belongs to `*args` or `**kwargs`.
    fn var_parameter(&self, i: usize, level: usize) -> Option<&'static str> {
        let mut start = i;
        while start > 0 {
            let before = &self.tokens[start - 1];
            let outside = before.level < level || self.text(start - 1) == "lambda";
            if outside || (before.level == level && self.text(start - 1) == ",") {
                break;
            }
            if before.level == level
                && matches!(self.text(start - 1), "(")
                && self.tokens[start].level > level
            {
                break;
            }
            start -= 1;
        }
        match self.text(start) {
            "*" => Some("positional"),
            "**" => Some("keyword"),
            _ => None,
        }
    }

    /// The first token of the parameter list that holds the bad token, the number of
    /// brackets around it, and whether it is a lambda's.
    fn parameter_list(&self) -> Option<(usize, usize, bool)> {
        let level = self.inner_level(self.bad);
        let start = self.statement_start(self.bad);
        for i in (start..self.bad).rev() {
            let t = &self.tokens[i];
            let text = self.text(i);
            if text == "lambda" && t.level == level {
                return Some((i + 1, level, true));
            }
            if text == ":" && t.level == level && !self.annotates(i) {
                return None;
            }
            if t.level + 1 == level && text == "(" {
                let def = (start..i).rev().take(2).any(|n| self.text(n) == "def")
                    || self.text(start) == "def";
                let name = i.checked_sub(1).is_some_and(|p| {
                    self.tokens[p].kind == Tok::Name || self.text(p) == "]"
                });
                return (def && name && self.tokens[i].level == 0).then_some((
                    i + 1,
                    level,
                    false,
                ));
            }
            if t.level < level {
                return None;
            }
        }
        None
    }

    /// Whether the `:` at token `i` stands in the parameters of a `def`.
    fn annotates(&self, i: usize) -> bool {
        self.tokens[i].level > 0 && self.text(self.statement_start(i)) == "def"
    }
}
