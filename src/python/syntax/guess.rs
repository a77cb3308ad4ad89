//! The common mistakes, recognised by the tokens around the place.

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use super::diagnose::{Diagnosis, cannot, range};
use super::error::SyntaxError;
use super::targets::is_operand;
use super::token::Tok;

/// Words that begin no expression.
const NO_OPERAND: [&str; 27] = [
    "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "nonlocal", "or", "pass", "raise", "return", "try", "while", "with",
];

/// Words that are keywords only where nothing else makes sense.
const SOFT_KEYWORDS: [&str; 4] = ["_", "case", "match", "type"];

impl<'a> Diagnosis<'a> {
    /// The first token of the statement that token `i` belongs to.
    pub(super) fn statement_start(&self, i: usize) -> usize {
        let before = self.tokens[..i].iter().enumerate().rposition(|(n, t)| {
            matches!(t.kind, Tok::Newline | Tok::Indent | Tok::Dedent)
                || (t.level == 0 && self.text(n) == ";")
        });
        before.map_or(0, |n| n + 1)
    }

    /// The word that begins the statement around a place.
    pub(super) fn statement_at(&self, at: TextRange) -> &'a str {
        let start = usize::from(at.start());
        let inside = self.tokens.iter().position(|t| t.start >= start);
        inside.map_or("", |inside| self.text(self.statement_start(inside)))
    }

    /// Where a generator expression that stands alone in place of a class's bases has
    /// its `for`.
    pub(super) fn bases_of(&self, at: TextRange) -> Option<usize> {
        let (start, end) = (usize::from(at.start()), usize::from(at.end()));
        let first = self.tokens.iter().position(|t| t.start >= start)?;
        let behind = self.tokens.iter().position(|t| t.start >= end)?;
        let alone = self.text(first.checked_sub(1)?) == "(" && self.text(behind) == ")";
        if !alone || self.statement_at(at) != "class" {
            return None;
        }
        (first..behind).find(|&n| self.text(n) == "for")
    }

    pub(super) fn statement_keyword(&self) -> &'a str {
        self.text(self.statement_start(self.bad))
    }

    /// The keyword whose `:` is missing.
    pub(super) fn header_keyword(&self) -> Option<&'a str> {
        let start = self.statement_start(self.bad);
        let lambda = self.tokens[start..self.bad]
            .iter()
            .enumerate()
            .any(|(n, _)| self.text(start + n) == "lambda");
        let mut keyword = self.text(start);
        if keyword == "async" {
            keyword = self.text(start + 1);
        }
        match keyword {
            "def" | "class" | "if" | "elif" | "else" | "for" | "while" | "with"
            | "try" | "except" | "finally" | "match" | "case" => Some(keyword),
            _ if lambda => Some("lambda"),
            _ => None,
        }
    }

    pub(super) fn widest_ending_at(
        &self,
        end: usize,
        fits: impl Fn(&Expr) -> bool,
    ) -> Option<&'a Expr> {
        self.exprs
            .iter()
            .copied()
            .filter(|e| usize::from(e.end()) == end && fits(e))
            .max_by_key(|e| e.range().len())
    }

    pub(super) fn starts_operand(&self, i: usize) -> bool {
        let text = self.text(i);
        match self.tokens[i].kind {
            Tok::Name => !NO_OPERAND.contains(&text),
            Tok::Number | Tok::Str | Tok::FStart => true,
            Tok::Op => matches!(text, "{" | "~" | "..."),
            _ => false,
        }
    }

    pub(super) fn ends_operand(&self, i: usize) -> bool {
        let text = self.text(i);
        match self.tokens[i].kind {
            Tok::Name => {
                !NO_OPERAND.contains(&text)
                    && !matches!(text, "not" | "lambda" | "yield" | "async" | "await")
            }
            Tok::Number | Tok::Str | Tok::FEnd => true,
            Tok::Op => matches!(text, ")" | "]" | "}" | "..."),
            _ => false,
        }
    }

    pub(super) fn by_tokens(&mut self) -> Option<SyntaxError> {
        self.legacy_list()
            .or_else(|| self.legacy_statement())
            .or_else(|| self.import_from())
            .or_else(|| self.parameters())
            .or_else(|| self.arguments())
            .or_else(|| self.lone_star())
            .or_else(|| self.starred_slice())
            .or_else(|| self.starred_group())
            .or_else(|| self.pattern_target())
            .or_else(|| self.starred_bound())
            .or_else(|| self.augmented_target())
            .or_else(|| self.named_target())
            .or_else(|| self.comprehension())
            .or_else(|| self.equals_for_equality())
            .or_else(|| self.dict_key())
            .or_else(|| self.missing_comma())
            .or_else(|| self.dict_items())
            .or_else(|| self.not_operand())
            .or_else(|| self.fstring_field_error())
            .or_else(|| self.exception_types())
            .or_else(|| self.earlier_target())
            .or_else(|| self.no_annotation())
    }

    /// `def f() ->:` has no annotation, so that the colon is missed before the arrow.
    fn no_annotation(&self) -> Option<SyntaxError> {
        let arrow = self.bad.checked_sub(1)?;
        (self.text(arrow) == "->").then(|| self.at_token(arrow, "expected ':'"))
    }

    pub(super) fn legacy_or_comma(&self) -> Option<SyntaxError> {
        self.legacy_statement().or_else(|| self.missing_comma())
    }

    /// `import a from b`
    fn import_from(&self) -> Option<SyntaxError> {
        let start = self.statement_start(self.bad);
        if self.text(start) == "import"
            && self.text(self.bad) == "from"
            && self.bad > start + 1
        {
            // Without `as`; a dotted name stands behind, and the token after it has
            // been read but for its last character.
            let dotted = |n: &usize| {
                self.text(*n) == "."
                    || (self.tokens[*n].kind == Tok::Name && self.text(*n) != "as")
            };
            let after = (self.bad + 1..self.tokens.len()).find(|n| !dotted(n))?;
            let plain =
                (start + 1..self.bad).all(|n| self.text(n) == "," || dotted(&n));
            if !plain || after == self.bad + 1 {
                return None;
            }
            let message = "Did you mean to use 'from ... import ...' instead?";
            let next = self.tokens[after];
            let end = match next.kind {
                Tok::Newline | Tok::End => next.start,
                _ => next.end - 1,
            };
            let at = range(self.tokens[start].start, end);
            return Some(self.at_range(at, message));
        }
        let last = self.bad.checked_sub(1)?;
        let end = matches!(self.tokens[self.bad].kind, Tok::Newline | Tok::End);
        let import = matches!(self.text(start), "import" | "from");
        (end && import && self.text(last) == "import").then(|| {
            let end = self.tokens[self.bad].start;
            let message = "Expected one or more names after 'import'";
            self.at_range(range(self.line_end(self.bad), end), message)
        })
    }

    /// `except a, b as c`
    pub(super) fn exception_types(&self) -> Option<SyntaxError> {
        self.exceptions_of(self.statement_start(self.bad))
    }

    /// The types of the `except` at token `start`, where they lack their parentheses.
    pub(super) fn exceptions_of(&self, start: usize) -> Option<SyntaxError> {
        if self.text(start) != "except" {
            return None;
        }
        let first = start + 1 + usize::from(self.text(start + 1) == "*");
        let outside =
            |n: usize, text: &str| self.tokens[n].level == 0 && self.text(n) == text;
        let colon = (first..self.tokens.len()).find(|&n| outside(n, ":"))?;
        (first..colon).find(|&n| outside(n, ","))?;
        let at = range(self.tokens[first].start, self.tokens[colon - 1].end);
        let message = "multiple exception types must be parenthesized";
        Some(self.at_range(at, message))
    }

    /// `case 1 as 2`, `case 1 + 1`
    fn pattern_target(&self) -> Option<SyntaxError> {
        let before = self.bad.checked_sub(1)?;
        let number = |n: usize| self.tokens[n].kind == Tok::Number;
        if matches!(self.text(before), "+" | "-")
            && self.statement_keyword() == "case"
            && number(self.bad)
            && before.checked_sub(1).is_some_and(number)
            && !self.text(self.bad).ends_with(['j', 'J'])
        {
            let message = "imaginary number required in complex literal";
            return Some(self.at_token(self.bad, message));
        }
        let wrong = self.text(before) == "as"
            && self.statement_keyword() == "case"
            && matches!(self.tokens[self.bad].kind, Tok::Number | Tok::Str);
        wrong.then(|| {
            let at = range(self.tokens[self.bad].start, self.operand_end(self.bad));
            self.at_range(at, "invalid pattern target")
        })
    }

    /// `f() = ` before whatever else is wrong.
    fn earlier_target(&self) -> Option<SyntaxError> {
        let start = self.statement_start(self.bad);
        for n in start + 1..self.bad {
            if self.tokens[n].level > 0 || self.text(n) != "=" {
                continue;
            }
            let end = self.tokens[n - 1].end;
            let from = self.tokens[start].start;
            let left =
                self.widest_ending_at(end, |e| usize::from(e.start()) >= from)?;
            let target = matches!(
                left,
                Expr::Name(_)
                    | Expr::Attribute(_)
                    | Expr::Subscript(_)
                    | Expr::List(_)
                    | Expr::Tuple(_)
                    | Expr::Starred(_)
            );
            if !target {
                return Some(self.at_range(left.range(), cannot("assign to", left)));
            }
        }
        None
    }

    /// `if x = 1`
    pub(super) fn equals_for_equality(&self) -> Option<SyntaxError> {
        // `eval` takes no statement at all.
        let in_eval = self.is_expression && self.tokens[self.bad].level == 0;
        if self.text(self.bad) != "=" || in_eval {
            return None;
        }
        let prev = self.bad.checked_sub(1)?;
        let start = self.statement_start(self.bad);
        let augmented = (start..prev).any(|n| {
            let text = self.text(n);
            self.tokens[n].level == 0
                && text.len() > 1
                && text.ends_with('=')
                && !matches!(text, "==" | "!=" | "<=" | ">=" | ":=")
        });
        let deletes = self.text(start) == "del";
        if augmented || deletes || !self.ends_operand(prev) {
            return None;
        }
        let end = self.tokens[prev].end;
        // Of what a bracket belongs to nothing is in it.
        let from = self
            .opener(self.bad)
            .map_or(0, |open| self.tokens[open].end);
        let left = self.widest_ending_at(end, |e| {
            is_operand(e) && usize::from(e.start()) >= from
        })?;
        let next_is_operand = self.bad + 1 < self.tokens.len()
            && (self.starts_operand(self.bad + 1)
                || matches!(self.text(self.bad + 1), "(" | "[" | "-" | "+"));
        if !next_is_operand {
            return None;
        }
        match left {
            Expr::Name(_) => {
                let right = self.operand_end(self.bad + 1);
                let at = range(usize::from(left.start()), right);
                Some(self.at_range(
                    at,
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
                ))
            }
            Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Generator(_)
            | Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_) => None,
            left => {
                let message = cannot("assign to", left)
                    + " here. Maybe you meant '==' instead of '='?";
                Some(self.at_range(left.range(), message))
            }
        }
    }

    /// `[a b]`
    fn missing_comma(&self) -> Option<SyntaxError> {
        let prev = self.bad.checked_sub(1)?;
        let level = self.tokens[self.bad].level;
        if level == 0 || !self.ends_operand(prev) || !self.starts_operand(self.bad) {
            return None;
        }
        // A bracket that does not close is no operand.
        let opens = matches!(self.text(self.bad), "(" | "[" | "{");
        let closes = |n: usize| {
            matches!(self.text(n), ")" | "]" | "}") && self.opener(n) == Some(self.bad)
        };
        if opens && !(self.bad..self.tokens.len()).any(closes) {
            return None;
        }
        let end = self.tokens[prev].end;
        let open = self
            .opener(self.bad)
            .map_or(0, |open| self.tokens[open].end);
        let operand = |e: &Expr| {
            let is_bare = matches!(e, Expr::Generator(all) if !all.parenthesized);
            usize::from(e.start()) >= open
                && !is_bare
                && !matches!(
                    e,
                    Expr::If(_)
                        | Expr::Lambda(_)
                        | Expr::Named(_)
                        | Expr::Slice(_)
                        | Expr::Starred(_)
                        | Expr::Yield(_)
                        | Expr::YieldFrom(_)
                )
        };
        let mut left = self.widest_ending_at(end, operand);
        // What stands in parentheses is known without them.
        let mut last = prev;
        while left.is_none() && self.text(last) == ")" {
            last = last.checked_sub(1)?;
            left = self.widest_ending_at(self.tokens[last].end, operand);
        }
        let left = left?;
        let first = self
            .tokens
            .iter()
            .position(|t| t.start == usize::from(left.start()))?;
        if self.is_operand_only(first) {
            return None;
        }
        // CPython 3.13 takes the beginning of a soft keyword for one.
        let word = self.text(first);
        let soft = self.tokens[first].kind == Tok::Name
            && SOFT_KEYWORDS
                .iter()
                .any(|keyword| keyword.starts_with(word));
        let prefixed = self.tokens[first].kind == Tok::Name
            && self
                .tokens
                .get(first + 1)
                .is_some_and(|t| t.kind == Tok::Str);
        let mut from = usize::from(left.start());
        let mut last = self.bad;
        if prefixed && first + 1 == self.bad {
            // A name before a text is no operand, but the text is: `[a', 'b']`.
            from = self.tokens[self.bad].start;
            last = self.behind_operand();
            if !self.starts_operand(last) {
                return None;
            }
        } else if soft || prefixed {
            return None;
        }
        let at = range(from, self.operand_end(last));
        Some(self.at_range(at, "invalid syntax. Perhaps you forgot a comma?"))
    }

    /// Whether the grammar wants an operand at a token, rather than any expression: behind
    /// the `in` and the `if` of a comprehension, and behind stars.
    fn is_operand_only(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let opener = self.opener(first);
        let opened_by = |text: &str| opener.is_some_and(|open| self.text(open) == text);
        match self.text(before) {
            "in" => true,
            "if" => {
                let level = self.tokens[first].level;
                let from = opener.map_or(0, |open| open + 1);
                (from..before)
                    .any(|n| self.tokens[n].level == level && self.text(n) == "for")
            }
            "**" => opened_by("{"),
            "*" => opened_by("[") && self.text(first.saturating_sub(2)) == ",",
            _ => false,
        }
    }
}
