//! The common mistakes, recognised by what the parser library calls them.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{CmpOp, Expr};
use ruff_python_parser::{
    InterpolatedStringErrorType as F, LexicalErrorType, ParseError, ParseErrorType as P,
};
use ruff_text_size::{Ranged, TextRange};

use super::diagnose::{Diagnosis, NEWLINE_IN_SPEC, cannot, range};
use super::error::{ErrorKind, SyntaxError};
use super::expr_name::expr_name;
use super::token::{Tok, Token};

impl<'a> Diagnosis<'a> {
    pub(super) fn by_type(&mut self, error: &ParseError) -> Option<SyntaxError> {
        let at = error.range();
        let say = |message: &str| Some(self.at_range(at, message));
        match &error.error {
            P::InvalidAssignmentTarget => self.bad_target(at, "assign to", true),
            P::InvalidDeleteTarget => self.bad_target(at, "delete", false),
            P::InvalidAugmentedAssignmentTarget if self.is_assigned_to(at) => None,
            P::InvalidAugmentedAssignmentTarget => {
                let name = expr_name(self.expr_at(at)?);
                let message = format!(
                    "'{name}' is an illegal expression for augmented assignment"
                );
                Some(self.at_range(at, message))
            }
            P::InvalidAnnotatedAssignmentTarget => self.annotated(at),
            P::InvalidNamedAssignmentTarget => {
                let name = expr_name(self.expr_at(at)?);
                let message = format!("cannot use assignment expressions with {name}");
                Some(self.at_range(at, message))
            }
            P::PositionalAfterKeywordArgument => {
                let close = self.closer(at)?;
                let message = "positional argument follows keyword argument";
                Some(self.at_token(close, message))
            }
            P::PositionalAfterKeywordUnpacking => {
                let close = self.closer(at)?;
                let message = "positional argument follows keyword argument unpacking";
                Some(self.at_token(close, message))
            }
            P::InvalidArgumentUnpackingOrder => {
                let close = self.closer(at)?;
                let comma = self
                    .tokens
                    .iter()
                    .rposition(|t| t.end <= usize::from(at.start()))?;
                let at = range(self.tokens[comma].start, self.tokens[close - 1].end);
                let message =
                    "iterable argument unpacking follows keyword argument unpacking";
                Some(self.at_range(at, message))
            }
            P::UnparenthesizedGeneratorExpression => match self.bases_of(at) {
                Some(clause) => Some(self.at_token(clause, "invalid syntax")),
                None => say("Generator expression must be parenthesized"),
            },
            P::NonDefaultParamAfterDefaultParam => {
                say("parameter without a default follows parameter with a default")
            }
            P::ExpectedKeywordParam => self.parameters(),
            P::VarParameterWithDefault => self.parameters(),
            P::ParamAfterVarKeywordParam => self.parameters(),
            P::IterableUnpackingInComprehension => {
                say("iterable unpacking cannot be used in comprehension")
            }
            P::InvalidMatchPatternTarget => {
                let mapping = self.bad.checked_sub(1);
                match mapping.is_some_and(|star| self.text(star) == "**") {
                    true => say("invalid syntax"),
                    false => say("cannot use '_' as a target"),
                }
            }
            P::FStringError(kind)
            | P::Lexical(LexicalErrorType::FStringError(kind)) => {
                self.fstring_error(kind, at)
            }
            P::Lexical(LexicalErrorType::InvalidByteLiteral) => {
                let literal = self
                    .tokens
                    .iter()
                    .find(|t| t.kind == Tok::Str && t.end >= usize::from(at.end()))?;
                let at = range(literal.start, literal.end);
                let message = "bytes can only contain ASCII literal characters";
                Some(self.at_range(at, message))
            }
            P::Lexical(
                LexicalErrorType::UnicodeError
                | LexicalErrorType::MissingUnicodeLbrace
                | LexicalErrorType::MissingUnicodeRbrace
                | LexicalErrorType::StringError,
            ) => Some(self.bad_escape(at)),
            // Of `raise A, B` the comma is what no one expects.
            P::UnparenthesizedTupleExpression => {
                let level = self.tokens[self.bad].level;
                let comma = (self.bad..self.tokens.len())
                    .find(|&n| self.tokens[n].level == level && self.text(n) == ",");
                comma.map(|comma| self.at_token(comma, "invalid syntax"))
            }
            P::EmptyTypeParams => {
                let mut at = at;
                // Of an alias what follows was read, as it may have been no alias.
                if self.statement_at(at) == "type" {
                    let end = usize::from(at.end());
                    let after = self.tokens.iter().find(|t| t.start >= end)?;
                    at = range(at.start().into(), after.end - 1);
                }
                Some(self.at_range(at, "Type parameter list cannot be empty"))
            }
            P::ExpectedToken { expected, found } => self.expected(*expected, *found),
            P::OtherError(message) => self.other(message, at),
            _ => None,
        }
    }

    /// An expression that cannot be assigned to or deleted. Where `=` was perhaps meant
    /// as `==`, CPython says so.
    fn bad_target(
        &self,
        at: TextRange,
        verb: &str,
        assignment: bool,
    ) -> Option<SyntaxError> {
        let e = self.expr_at(at)?;
        if let Expr::Compare(compare) = e
            && compare.ops.first() != Some(&CmpOp::In)
            && self.statement_at(at) == "for"
        {
            let end = usize::from(compare.left.end());
            let operator = self.tokens.iter().position(|t| t.start >= end)?;
            return Some(self.at_token(operator, "invalid syntax"));
        }
        let message = cannot(verb, e);
        let end = usize::from(at.end());
        let after = self.tokens.iter().position(|t| t.start >= end);
        let is_assigned = after.is_some_and(|after| self.text(after) == "=");
        if is_assigned && matches!(e, Expr::Yield(_) | Expr::YieldFrom(_)) {
            let message = "assignment to yield expression not possible";
            return Some(self.at_range(at, message));
        }
        if assignment && let Some(error) = self.equals_in_target(at) {
            return Some(error);
        }
        Some(self.at_range(at, message))
    }

    /// The bracket that closes the one in which a place is.
    fn closer(&self, at: TextRange) -> Option<usize> {
        let inside = self
            .tokens
            .iter()
            .position(|t| t.start >= usize::from(at.start()))?;
        let open = self.opener(inside)?;
        (inside..self.tokens.len()).find(|&n| {
            matches!(self.text(n), ")" | "]" | "}") && self.opener(n) == Some(open)
        })
    }

    fn fstring_error(&self, kind: &F, at: TextRange) -> Option<SyntaxError> {
        let message = match kind {
            F::UnclosedLbrace => {
                return self
                    .legacy_or_comma()
                    .or_else(|| self.fstring_field_error())
                    .or_else(|| Some(self.at_range(at, "f-string: expecting '}'")));
            }
            F::SingleRbrace => "f-string: single '}' is not allowed",
            F::LambdaWithoutParentheses => {
                let message =
                    "f-string: lambda expressions are not allowed without parentheses";
                // Behind its colon a format begins.
                let start = usize::from(at.start());
                let lambda = self.tokens.iter().position(|t| t.start >= start)?;
                let level = self.tokens[lambda].level;
                let colon = (lambda..self.tokens.len())
                    .find(|&n| self.tokens[n].level == level && self.text(n) == ":")?;
                let at = range(start, self.tokens[colon].end);
                return Some(self.at_range(at, message));
            }
            F::ConversionFlagNotImmediatelyAfterExclamation => {
                // CPython 3.13 spells it so.
                "f-string: conversion type must come right after the exclamanation mark"
            }
            F::InvalidConversionFlag => {
                let text = &self.source.text[at];
                let name = text.trim_start_matches('!');
                if text != "!" && matches!(name, "}" | ":" | "") {
                    let message = "f-string: missing conversion character";
                    return Some(self.at_range(at, message));
                }
                let word = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
                if !word {
                    return Some(
                        self.at_range(at, "f-string: invalid conversion character"),
                    );
                }
                return Some(self.at_range(
                    at,
                    format!(
                        "f-string: invalid conversion character '{name}': expected \
                         's', 'r', or 'a'"
                    ),
                ));
            }
            F::NewlineInFormatSpec => NEWLINE_IN_SPEC,
            F::UnterminatedString | F::UnterminatedTripleQuotedString => return None,
        };
        Some(self.at_range(at, message))
    }

    /// A string whose escapes cannot be decoded.
    fn bad_escape(&self, at: TextRange) -> SyntaxError {
        super::escapes::explain(self.source, self.tokens, usize::from(at.start()))
            .unwrap_or_else(|| self.at_range(at, "invalid syntax"))
    }

    fn expected(
        &mut self,
        expected: TokenKind,
        found: TokenKind,
    ) -> Option<SyntaxError> {
        match expected {
            TokenKind::Colon => self.missing_colon(found),
            TokenKind::Lpar if self.header_keyword() == Some("def") => {
                Some(self.at_token(self.bad, "expected '('"))
            }
            TokenKind::Else => match self.loop_test() {
                Some(test) => Some(self.at_token(test, "invalid syntax")),
                None => self.comprehension().or_else(|| self.missing_else()),
            },
            _ => None,
        }
    }

    fn missing_colon(&mut self, found: TokenKind) -> Option<SyntaxError> {
        if let Some(e) = self.equals_for_equality() {
            return Some(e);
        }
        let keyword = self.header_keyword()?;
        let forced = matches!(keyword, "def" | "else" | "try" | "finally");
        if let Some(e) = self.parameters() {
            return Some(e);
        }
        if forced || found == TokenKind::Newline {
            if let Some(e) = self.by_tokens().filter(|_| !forced) {
                return Some(e);
            }
            return Some(self.at_token(self.bad, "expected ':'"));
        }
        None
    }

    /// The `if` of a loop `for x if y:`.
    fn loop_test(&self) -> Option<usize> {
        let start = self.statement_start(self.bad);
        let at_level = |word: &str| {
            (start..self.bad)
                .find(|&n| self.tokens[n].level == 0 && self.text(n) == word)
        };
        let header = self.text(start) == "for" && self.text(self.bad) == ":";
        at_level("if").filter(|_| header && at_level("in").is_none())
    }

    /// `a if b` without `else`.
    fn missing_else(&self) -> Option<SyntaxError> {
        let prev = self.tokens.get(self.bad.checked_sub(1)?)?;
        let test = self.widest_ending_at(prev.end, |e| !matches!(e, Expr::If(_)))?;
        let before = usize::from(test.start());
        let keyword = self.tokens.iter().rposition(|t| t.end <= before)?;
        let body_end = self.tokens.get(keyword.checked_sub(1)?)?.end;
        let body = self.widest_ending_at(body_end, |_| true);
        let start = body.map_or(before, |b| usize::from(b.start()));
        (self.text(self.bad) != ":").then(|| {
            self.at_range(
                range(start, prev.end),
                "expected 'else' after 'if' expression",
            )
        })
    }

    fn other(&mut self, message: &str, at: TextRange) -> Option<SyntaxError> {
        let d = &*self;
        let end = |kind| matches!(kind, Tok::Newline | Tok::Dedent | Tok::End);
        let more = self.tokens[self.bad..].iter().all(|t| end(t.kind));
        let say = |text: &str| Some(d.at_range(at, text));
        match message {
            "Expected a parameter name" => {
                let end = usize::from(at.end());
                let behind = self.tokens.iter().position(|t| t.start >= end)?;
                // The parentheses of a name do not count.
                let equals =
                    (behind..self.tokens.len()).find(|&n| self.text(n) != ")")?;
                let was = std::mem::replace(&mut self.bad, equals);
                let found = self.arguments();
                self.bad = was;
                found
            }
            "Expected one or more exception types" if self.text(self.bad) != "as" => {
                Some(self.at_token(self.bad, "expected one or more exception types"))
            }
            text if text.ends_with("after decorator") && more => {
                let mut error = self.at_token(self.bad, "invalid syntax");
                error.end_line = error.line;
                // A prompt has read the empty line that is marked.
                let column = u32::from(self.source.typed);
                (error.col, error.end_col) = (column, Some(0));
                let is_dedent = |t: &Token| t.kind == Tok::Dedent;
                if self.tokens[self.bad.saturating_sub(1)..]
                    .iter()
                    .any(is_dedent)
                {
                    let message = "unexpected unindent";
                    error = self.at_token(self.bad, message);
                    self.behind_the_last_line(&mut error);
                    if self.source.typed {
                        error.col = 0;
                    }
                    error = error.kind(ErrorKind::IndentationError);
                }
                Some(error.incomplete(true))
            }
            "Expected `except` or `finally` after `try` block" => {
                let message = "expected 'except' or 'finally' block";
                if let Some(clause) = self.clause_before(self.bad) {
                    self.bad = clause;
                    return Some(self.at_token(clause, message));
                }
                let mut error = self.at_token(self.bad, message).incomplete(more);
                let before = self.bad.saturating_sub(2);
                if more {
                    self.behind_the_last_line(&mut error);
                } else if self.bad > 1 && self.tokens[before].kind == Tok::Dedent {
                    // Another block ends there as well, which has no place but this.
                    (error.col, error.end_col) = (error.col - 1, Some(-1));
                }
                Some(error)
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                let place = usize::from(at.start());
                let starts = |t: &Token| t.start >= place && t.kind != Tok::Dedent;
                let start = self.tokens.iter().position(starts)?;
                let star = self.text(start + 1) == "*";
                let end = self.tokens[start + usize::from(star)].end;
                let message =
                    "cannot have both 'except' and 'except*' on the same 'try'";
                Some(self.at_range(range(self.tokens[start].start, end), message))
            }
            "Trailing comma not allowed" => {
                let import = self.statement_keyword() == "from";
                import.then(|| {
                    let message =
                        "trailing comma not allowed without surrounding parentheses";
                    self.at_token(
                        self.bad + usize::from(self.text(self.bad) == ","),
                        message,
                    )
                })
            }
            "Multiple exception types must be parenthesized"
            | "Multiple exception types must be parenthesized when using `as`" => {
                self.exception_types()
            }
            "Positional patterns cannot follow keyword patterns" => {
                say("positional patterns follow keyword patterns")
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                let end = usize::from(at.end());
                let behind = self.tokens.iter().position(|t| t.start >= end)?;
                Some(self.at_token(behind, "cannot mix bytes and nonbytes literals"))
            }
            "Only single target (not tuple) can be annotated"
            | "Only single target (not list) can be annotated" => self.annotated(at),
            _ => None,
        }
    }
}
