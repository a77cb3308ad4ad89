//! Why a source does not parse, in CPython's words.
//!
//! CPython parses twice: once for the grammar, and, when that fails, again with rules
//! for common mistakes (`invalid_*` in `Grammar/python.gram@v3.13.0`). Here the parser
//! library says where and roughly why it failed; the tokens around that place, and the
//! tree it recovered, say which of those rules would speak.

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Mod};
use ruff_python_parser::{ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::error::{ErrorKind, SyntaxError};
use super::expr_name::expr_name;
use super::source::Source;
use super::token::{Tok, Token, TokenError, Tokens};

pub(super) struct Diagnosis<'a> {
    pub(super) source: &'a Source,
    pub(super) tokens: &'a [Token],
    pub(super) exprs: Vec<&'a Expr>,
    /// The token at which the parser stopped.
    pub(super) bad: usize,
}

/// A complaint of the tokenizer.
pub(super) fn token_error(source: &Source, e: &TokenError) -> SyntaxError {
    let at = source.position(range(e.start, e.end.max(e.start)));
    let mut error = SyntaxError::new(e.message.clone(), at)
        .kind(e.kind)
        .incomplete(e.at_end);
    error.line = e.line;
    error
}

/// A complaint of the parser.
pub(super) fn diagnose(
    source: &Source,
    tokens: &Tokens,
    tree: &Mod,
    error: &ParseError,
) -> SyntaxError {
    let mut all = Collected(Vec::new());
    match tree {
        Mod::Module(m) => all.visit_body(&m.body),
        Mod::Expression(e) => all.visit_expr(&e.body),
    }
    let start = usize::from(error.range().start());
    let bad = tokens
        .list
        .iter()
        .position(|t| t.end > start || t.kind == Tok::End)
        .unwrap_or(0);
    let mut d = Diagnosis {
        source,
        tokens: &tokens.list,
        exprs: all.0,
        bad,
    };
    if let Some(open) = tokens.open.last() {
        let stop = d.tokens.get(d.bad + 1).or(d.tokens.last());
        if stop.is_none_or(|t| t.kind == Tok::End || t.line > open.line) {
            let at = range(open.at, open.at + 1);
            let message = format!("'{}' was never closed", open.open);
            return SyntaxError::new(message, source.position(at)).incomplete(true);
        }
    }
    d.explain(error)
}

struct Collected<'a>(Vec<&'a Expr>);

impl<'a> Visitor<'a> for Collected<'a> {
    fn visit_expr(&mut self, e: &'a Expr) {
        self.0.push(e);
        walk_expr(self, e);
    }
}

pub(super) fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

impl<'a> Diagnosis<'a> {
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.tokens
            .get(i)
            .map_or("", |t| &self.source.text[t.start..t.end])
    }

    pub(super) fn at_token(&self, i: usize, message: impl Into<String>) -> SyntaxError {
        let t = self.tokens[i.min(self.tokens.len() - 1)];
        self.at_range(range(t.start, t.end), message)
    }

    pub(super) fn at_range(
        &self,
        at: TextRange,
        message: impl Into<String>,
    ) -> SyntaxError {
        SyntaxError::new(message, self.source.position(at))
    }

    pub(super) fn invalid(&self) -> SyntaxError {
        self.at_token(self.bad, "invalid syntax")
    }

    pub(super) fn expr_at(&self, at: TextRange) -> Option<&'a Expr> {
        self.exprs.iter().copied().find(|e| e.range() == at)
    }

    fn explain(&mut self, error: &ParseError) -> SyntaxError {
        if self.tokens[self.bad].kind == Tok::Indent
            && matches!(error.error, ParseErrorType::UnexpectedIndentation)
        {
            return self
                .at_token(self.bad, "unexpected indent")
                .kind(ErrorKind::IndentationError);
        }
        if let Some(e) = self.missing_block() {
            return e;
        }
        if let Some(e) = self.by_type(error) {
            return e;
        }
        if let Some(e) = self.by_tokens() {
            return e;
        }
        self.invalid()
    }
}

/// The words for an expression in a place where it cannot stand.
pub(super) fn cannot(verb: &str, e: &Expr) -> String {
    format!("cannot {verb} {}", expr_name(e))
}
