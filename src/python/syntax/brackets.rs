//! Mistakes within brackets: in the arguments of a call, in a dict, in a comprehension.

use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

use super::diagnose::{Diagnosis, range};
use super::error::SyntaxError;
use super::token::Tok;

impl Diagnosis<'_> {
    /// The innermost bracket that is open at token `i`.
    pub(super) fn opener(&self, i: usize) -> Option<usize> {
        let level = self.inner_level(i).checked_sub(1)?;
        (0..i)
            .rev()
            .find(|n| self.tokens[*n].level == level && self.is_opener(*n))
    }

    /// How many brackets are open before token `i`.
    pub(super) fn inner_level(&self, i: usize) -> usize {
        let closes =
            self.tokens[i].kind == Tok::Op && matches!(self.text(i), ")" | "]" | "}");
        self.tokens[i].level + usize::from(closes)
    }

    fn is_opener(&self, i: usize) -> bool {
        self.tokens[i].kind == Tok::Op && matches!(self.text(i), "(" | "[" | "{")
    }

    pub(super) fn in_call(&self, i: usize) -> Option<usize> {
        let open = self.opener(i)?;
        let before = open.checked_sub(1)?;
        let start = self.statement_start(open);
        let definition =
            matches!(self.text(start), "def" | "class") && open <= start + 2;
        (self.text(open) == "(" && self.ends_operand(before) && !definition)
            .then_some(open)
    }

    /// The first token of the item that token `i` belongs to.
    fn item_start(&self, open: usize, i: usize) -> usize {
        let level = self.inner_level(i);
        (open + 1..i)
            .rev()
            .find(|n| self.tokens[*n].level == level && self.text(*n) == ",")
            .map_or(open + 1, |n| n + 1)
    }

    /// `f(a.b=1)`, `f(a=)`
    pub(super) fn arguments(&self) -> Option<SyntaxError> {
        let text = self.text(self.bad);
        if matches!(text, ")" | ",") && self.text(self.bad.checked_sub(1)?) == "=" {
            self.in_call(self.bad)?;
            let name = self.bad.checked_sub(2)?;
            let message = "expected argument value expression";
            let at = range(self.tokens[name].start, self.tokens[self.bad - 1].end);
            return Some(self.at_range(at, message));
        }
        if text != "=" {
            return None;
        }
        let open = self.in_call(self.bad)?;
        let start = self.item_start(open, self.bad);
        if start == self.bad {
            return None;
        }
        let keyword = self.tokens[start].kind == Tok::Name;
        if keyword && self.text(start + 1) == "=" && start + 1 < self.bad {
            return Some(self.invalid());
        }
        let unpacking = matches!(self.text(start), "*" | "**");
        let end = match unpacking {
            true => self.operand_end(self.bad + 1),
            false => self.tokens[self.bad].end,
        };
        // The parentheses of a name do not count.
        let mut first = start;
        while self.text(first) == "(" && first + 2 < self.bad {
            first += 1;
        }
        let at = range(self.tokens[first].start, end);
        let message = match self.text(start) {
            "*" => "cannot assign to iterable argument unpacking".to_owned(),
            "**" => "cannot assign to keyword argument unpacking".to_owned(),
            k @ ("True" | "False" | "None") if start + 1 == self.bad => {
                format!("cannot assign to {k}")
            }
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?"
                .to_owned(),
        };
        Some(self.at_range(at, message))
    }

    /// `{1: 2, 3}`
    pub(super) fn dict_items(&self) -> Option<SyntaxError> {
        let open = self.opener(self.bad)?;
        if self.text(open) != "{" || self.fstring_field(open) {
            return None;
        }
        let level = self.inner_level(self.bad);
        let colon = |from: usize, to: usize| {
            (from..to).find(|n| self.tokens[*n].level == level && self.text(*n) == ":")
        };
        colon(open, self.bad)?;
        let is_loop = |n: usize| self.tokens[n].level == level && self.text(n) == "for";
        if (open..self.bad).any(is_loop) {
            return None;
        }
        let start = self.item_start(open, self.bad);
        let ends = matches!(self.text(self.bad), "," | "}");
        match colon(start, self.bad) {
            None if ends => {
                let last = self.bad.checked_sub(1)?;
                // Without anything to unpack, the asterisks are what is wrong.
                match self.text(last) {
                    "**" => Some(self.at_token(self.bad, "invalid syntax")),
                    "*" => Some(self.at_token(last, "invalid syntax")),
                    _ => Some(self.lone_key(last)),
                }
            }
            Some(c) if ends && c + 1 == self.bad => {
                let message = "expression expected after dictionary key and ':'";
                Some(self.at_token(c, message))
            }
            Some(c) if self.text(c + 1) == "*" => {
                let message = "cannot use a starred expression in a dictionary value";
                let end = self.tokens[c + 2].start;
                let value = self.widest_starting_at(end);
                let end =
                    value.map_or(self.tokens[c + 2].end, |e| usize::from(e.end()));
                let at = range(self.tokens[c + 1].start, end);
                Some(self.at_range(at, message))
            }
            _ => None,
        }
    }

    /// `{1: 2, a b}`: what follows the first item of a dict must be a key, and `:`.
    pub(super) fn dict_key(&self) -> Option<SyntaxError> {
        let open = self.opener(self.bad)?;
        if self.text(open) != "{" || self.fstring_field(open) {
            return None;
        }
        let level = self.inner_level(self.bad);
        let start = self.item_start(open, self.bad);
        let at_level = |n: usize| self.tokens[n].level == level;
        let is_dict = self.text(open + 1) == "**"
            || (open..start).any(|n| at_level(n) && self.text(n) == ":");
        let has_colon = (start..self.bad).any(|n| at_level(n) && self.text(n) == ":");
        let last = self.bad.checked_sub(1)?;
        let is_key = start > open + 1
            && start < self.bad
            && self.text(start) != "**"
            && self.ends_operand(last);
        (is_dict && is_key && !has_colon).then(|| self.lone_key(last))
    }

    /// A key that ends with token `last`, at the last character of which CPython puts
    /// the blame.
    fn lone_key(&self, last: usize) -> SyntaxError {
        let at = self.tokens[last].end - 1;
        let message = "':' expected after dictionary key";
        let mut error = self.at_range(range(at, at), message);
        error.end_col = Some(0);
        error
    }

    pub(super) fn fstring_field(&self, open: usize) -> bool {
        open.checked_sub(1)
            .is_some_and(|p| self.tokens[p].kind == Tok::FMiddle)
    }

    /// `[x, y for x, y in z]`, `[x for x if y]`
    pub(super) fn comprehension(&self) -> Option<SyntaxError> {
        let level = self.inner_level(self.bad);
        if level == 0 {
            return None;
        }
        let open = self.opener(self.bad)?;
        if let Some(e) = self.keyword_generator() {
            return Some(e);
        }
        if self.text(self.bad) == "for" && matches!(self.text(open), "[" | "{") {
            let comma = (open..self.bad)
                .any(|n| self.tokens[n].level == level && self.text(n) == ",");
            let from = self.tokens[open + 1].start;
            let to = self.tokens[self.bad - 1].end;
            let is_dict = self.text(open) == "{"
                && (open..self.bad)
                    .any(|n| self.tokens[n].level == level && self.text(n) == ":");
            return comma.then(|| {
                if is_dict && self.text(self.bad - 1) == "," {
                    return self.at_token(self.bad, "invalid syntax");
                }
                if is_dict {
                    return self.lone_key(self.bad - 1);
                }
                self.at_range(
                    range(from, to),
                    "did you forget parentheses around the comprehension target?",
                )
            });
        }
        let loop_start = (open..self.bad)
            .rev()
            .find(|n| self.tokens[*n].level == level && self.text(*n) == "for")?;
        let has_in = (loop_start..self.bad)
            .any(|n| self.tokens[n].level == level && self.text(n) == "in");
        let prev = self.tokens[self.bad.checked_sub(1)?].end;
        let whole = self.widest_ending_at(prev, |e| !matches!(e, Expr::If(_)));
        let target = whole.is_some() || self.ends_operand(self.bad - 1);
        // What was read as `x if y` wants no `else` here.
        let wrong = (loop_start..self.bad)
            .find(|n| self.tokens[*n].level == level && self.text(*n) == "if")
            .unwrap_or(self.bad);
        (!has_in && target && !matches!(self.text(self.bad), "," | "in"))
            .then(|| self.at_token(wrong, "'in' expected after for-loop variables"))
    }

    /// `dict(a = i for i in x)`
    fn keyword_generator(&self) -> Option<SyntaxError> {
        let open = self.in_call(self.bad)?;
        let name = self.item_start(open, self.bad);
        let is_keyword =
            self.tokens[name].kind == Tok::Name && self.text(name + 1) == "=";
        let value = name + 2 < self.bad;
        (self.text(self.bad) == "for" && is_keyword && value).then(|| {
            let at = range(self.tokens[name].start, self.tokens[name + 1].end);
            let message =
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            self.at_range(at, message)
        })
    }

    /// `def f[*Ts: int]`
    pub(super) fn starred_bound(&self) -> Option<SyntaxError> {
        let what = match self.text(self.bad.checked_sub(2)?) {
            "*" => "TypeVarTuple",
            "**" => "ParamSpec",
            _ => return None,
        };
        let open = self.opener(self.bad)?;
        let keyword = matches!(self.statement_keyword(), "def" | "class" | "type");
        if self.text(self.bad) != ":" || self.text(open) != "[" || !keyword {
            return None;
        }
        let end = self.operand_end(self.bad + 1);
        let mut bound = self.tokens[self.bad + 1..].iter().enumerate();
        let several = self.text(self.bad + 1) == "("
            && bound.any(|(n, t)| t.end <= end && self.text(self.bad + 1 + n) == ",");
        let kind = if several { "constraints" } else { "bound" };
        let at = range(self.tokens[self.bad].start, end);
        Some(self.at_range(at, format!("cannot use {kind} with {what}")))
    }

    /// `a, b += 1`
    pub(super) fn augmented_target(&self) -> Option<SyntaxError> {
        let op = self.text(self.bad);
        let augmented = self.tokens[self.bad].level == 0
            && op.len() > 1
            && op.ends_with('=')
            && !matches!(op, "==" | "!=" | "<=" | ">=" | ":=");
        let end = self.tokens[self.bad.checked_sub(1)?].end;
        let start = self.statement_start(self.bad);
        let has = |text: &str| {
            (start..self.bad).any(|n| self.tokens[n].level == 0 && self.text(n) == text)
        };
        if has("=") {
            return None;
        }
        if augmented && has(",") {
            let at = range(self.tokens[start].start, end);
            let message = "'tuple' is an illegal expression for augmented assignment";
            return Some(self.at_range(at, message));
        }
        let target = self.widest_ending_at(end, |_| augmented)?;
        if self.is_assigned_to(target.range()) {
            return None;
        }
        let name = super::expr_name::expr_name(target);
        let message =
            format!("'{name}' is an illegal expression for augmented assignment");
        let simple = matches!(name, "name" | "attribute" | "subscript");
        (!simple).then(|| self.at_range(target.range(), message))
    }

    /// `3 + not x`
    pub(super) fn not_operand(&self) -> Option<SyntaxError> {
        if self.text(self.bad) != "not" {
            return None;
        }
        let prev = self.bad.checked_sub(1)?;
        let operator = matches!(
            self.text(prev),
            "+" | "-"
                | "*"
                | "/"
                | "//"
                | "%"
                | "@"
                | "~"
                | "**"
                | "<<"
                | ">>"
                | "&"
                | "|"
                | "^"
        );
        let end = self
            .widest_starting_at(self.tokens[self.bad].start)
            .map_or(self.tokens[self.bad].end, |e| usize::from(e.end()));
        operator.then(|| {
            self.at_range(
                range(self.tokens[self.bad].start, end),
                "'not' after an operator must be parenthesized",
            )
        })
    }

    fn widest_starting_at(&self, start: usize) -> Option<&Expr> {
        self.exprs
            .iter()
            .copied()
            .filter(|e| usize::from(e.start()) == start)
            .max_by_key(|e| e.range().len())
    }

    /// What is wrong in a field of an f-string.
    pub(super) fn fstring_field_error(&self) -> Option<SyntaxError> {
        let open = self.opener(self.bad)?;
        if self.text(open) != "{" || !self.fstring_field(open) {
            return None;
        }
        let text = self.text(self.bad);
        let prev = self.text(self.bad - 1);
        let level = self.inner_level(self.bad);
        let lambda = (open + 1..self.bad)
            .rfind(|n| self.tokens[*n].level == level && self.text(*n) == "lambda");
        if let Some(lambda) = lambda {
            if lambda > open + 1 && self.text(lambda - 1) != "," {
                let message = "f-string: expecting a valid expression after '{'";
                return Some(self.at_token(open + 1, message));
            }
            // Behind its colon a format begins.
            let colon = (lambda..self.bad)
                .find(|&n| self.tokens[n].level == level && self.text(n) == ":");
            let last = self.tokens[colon.unwrap_or(self.bad)];
            let at = range(self.tokens[lambda].start, last.end);
            let message =
                "f-string: lambda expressions are not allowed without parentheses";
            return Some(self.at_range(at, message));
        }
        let message = if self.bad == open + 1 {
            match text {
                "}" | "=" | "!" | ":" => {
                    format!("f-string: valid expression required before '{text}'")
                }
                _ => "f-string: expecting a valid expression after '{'".to_owned(),
            }
        } else if prev == "!" && matches!(text, "}" | ":") {
            "f-string: missing conversion character".to_owned()
        } else if self.ends_operand(self.bad - 1) && !prev.is_empty() {
            let inside = &self.tokens[open + 1..self.bad];
            let is = |n: usize, text: &str| {
                n > open && self.tokens[n].level == level && self.text(n) == text
            };
            if inside.iter().any(|t| t.kind == Tok::FMiddle) {
                "f-string: expecting '}', or format specs".to_owned()
            } else if is(self.bad - 2, "!") {
                "f-string: expecting ':' or '}'".to_owned()
            } else {
                "f-string: expecting '=', or '!', or ':', or '}'".to_owned()
            }
        } else if prev == "=" && self.ends_operand(self.bad - 2) {
            "f-string: expecting '!', or ':', or '}'".to_owned()
        } else if matches!(text, "}" | ":" | "!" | "=" | ",") {
            // An expression that goes on, and does not: its whole part is over before.
            let whole = (open + 1..self.bad)
                .rfind(|&n| self.tokens[n].level == level && self.ends_operand(n));
            let Some(whole) = whole else {
                let message = "f-string: expecting a valid expression after '{'";
                return Some(self.at_token(open + 1, message));
            };
            let comma = usize::from(self.text(whole + 1) == ",");
            let message = "f-string: expecting '=', or '!', or ':', or '}'";
            return Some(self.at_token(whole + 1 + comma, message));
        } else {
            return None;
        };
        Some(self.at_token(self.bad, message))
    }
}
