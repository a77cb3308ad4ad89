//! Why a source does not parse, in CPython's words.
//!
//! CPython parses twice: once for the grammar, and, when that fails, again with rules
//! for common mistakes (`invalid_*` in `Grammar/python.gram@v3.13.0`). Here the parser
//! library says where and roughly why it failed; the tokens around that place, and the
//! tree it recovered, say which of those rules would speak.

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Mod};
use ruff_python_parser::{ParseError, UnsupportedSyntaxError};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::error::{ErrorKind, SyntaxError};
use super::expr_name::expr_name;
use super::source::Source;
use super::token::{Bracket, Tok, Token, TokenError, Tokens};

/// What is said where a line ends within a format specification. CPython 3.13.0 reads on.
pub(super) const NEWLINE_IN_SPEC: &str = "f-string: newlines are not allowed in format specifiers for single quoted f-strings";

pub(super) struct Diagnosis<'a> {
    pub(super) source: &'a Source,
    pub(super) tokens: &'a [Token],
    pub(super) exprs: Vec<&'a Expr>,
    /// The token at which the parser stopped.
    pub(super) bad: usize,
    /// Whether the source is to be one expression.
    pub(super) is_expression: bool,
}

/// Words that begin a line which ends in `:`.
const HEADERS: [&str; 14] = [
    "if", "elif", "else", "for", "while", "with", "try", "except", "finally", "def",
    "class", "match", "case", "async",
];

/// The complaint about a line that is indented for no reason, if there is one no later
/// than where the parser stopped.
pub(super) fn unexpected_indent(
    source: &Source,
    tokens: &[Token],
    stopped: u32,
) -> Option<SyntaxError> {
    let text = |i: usize| &source.text[tokens[i].start..tokens[i].end];
    let line_start = |i: usize| {
        let before = tokens[..i]
            .iter()
            .rposition(|t| matches!(t.kind, Tok::Newline | Tok::Indent | Tok::Dedent));
        before.map_or(0, |n| n + 1)
    };
    let at = tokens.iter().enumerate().position(|(i, t)| {
        t.kind == Tok::Indent
            && i.checked_sub(2).is_none_or(|last| {
                text(last) != ":" && !HEADERS.contains(&text(line_start(last)))
            })
    })?;
    let t = tokens[at];
    if usize::try_from(stopped).is_ok_and(|stopped| stopped < t.start) {
        return None;
    }
    // At the last blank of the indentation.
    let last = t.end.saturating_sub(1).max(t.start);
    let place = source.position(range(last, last));
    let mut error = SyntaxError::new("unexpected indent", place);
    error.end_col = Some(-1);
    Some(error.kind(ErrorKind::IndentationError))
}

/// A complaint of the tokenizer.
pub(super) fn token_error(source: &Source, e: &TokenError) -> SyntaxError {
    let at = source.position(range(e.start, e.end.max(e.start)));
    let mut error = SyntaxError::new(e.message.clone(), at)
        .kind(e.kind)
        .incomplete(e.at_end);
    error.line = e.line;
    match e.message.as_str() {
        "unexpected character after line continuation character" => {
            error.end_col = Some(0);
        }
        "unexpected EOF while parsing" => {
            let length = source.line(e.line).map_or(0, str::len);
            (error.col, error.end_col) = (length as u32 + 1, Some(-1));
        }
        "unindent does not match any outer indentation level" => {
            let length = source.line(e.line).map_or(0, str::len);
            (error.col, error.end_col) = (length as u32 + 1, Some(-1));
        }
        text if text.ends_with("was never closed") => {
            error.end_col = Some(0);
            error.cut = source.goes_on_below(e.line);
        }
        _ if e.kind == ErrorKind::TabError => error.end_col = Some(0),
        text => {
            error.cut = e.kind == ErrorKind::SyntaxError;
            // A place without an extent.
            if error.cut && !text.starts_with("leading zeros") {
                error.end_line = error.line;
                error.end_col = i32::try_from(error.col).ok();
            }
        }
    }
    error
}

/// Syntax that came after 3.13.
pub(super) fn unsupported(source: &Source, e: &UnsupportedSyntaxError) -> SyntaxError {
    use ruff_python_parser::UnsupportedSyntaxErrorKind as K;
    let message = match e.kind {
        K::UnparenthesizedExceptionTypes => {
            "multiple exception types must be parenthesized"
        }
        K::UnpackingInComprehension(_) => {
            if source.text[e.range()].starts_with("**") {
                "dict unpacking cannot be used in dict comprehension"
            } else {
                "iterable unpacking cannot be used in comprehension"
            }
        }
        K::ParenthesizedKeywordArgumentName => {
            "expression cannot contain assignment, perhaps you meant \"==\"?"
        }
        _ => "invalid syntax",
    };
    let mut at = e.range();
    if matches!(e.kind, K::ParenthesizedKeywordArgumentName) {
        // From the name, without its parentheses, to the sign.
        let (start, end) = (usize::from(at.start()), usize::from(at.end()));
        let before = |c: char| c == '(' || c.is_whitespace();
        let name = source.text[start..].trim_start_matches(before).len();
        let sign = source.text[end..].find('=').map_or(0, |n| n + 1);
        at = range(source.text.len() - name, end + sign);
    }
    if message.starts_with("dict unpacking") {
        // The stars alone are marked.
        at = TextRange::at(at.start(), TextSize::new(2));
    }
    SyntaxError::new(message, source.position(at))
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
        .position(|t| {
            let empty = matches!(t.kind, Tok::Newline | Tok::End);
            t.end > start || (empty && t.start >= start)
        })
        .unwrap_or(0);
    let mut d = Diagnosis {
        source,
        tokens: &tokens.list,
        exprs: all.0,
        bad,
        is_expression: matches!(tree, Mod::Expression(_)),
    };
    // A prompt has read no more than the parser had need of.
    if let Some(e) = &tokens.error
        && (d.is_at_end() || d.wants_first_word() || d.reads_on())
    {
        return token_error(source, e);
    }
    let never_closed = |open: &Bracket, more: bool| {
        let at = range(open.at, open.at + 1);
        let message = format!("'{}' was never closed", open.open);
        let mut error = SyntaxError::new(message, source.position(at));
        error.end_col = Some(0);
        error.cut = source.goes_on_below(error.line);
        error.incomplete(more)
    };
    // A prompt asks this of each line within brackets: nothing is wrong before the end.
    if let Some(open) = tokens.open.last()
        && d.is_at_end()
    {
        return never_closed(open, true);
    }
    let mut explained = d.explain(error);
    explained.cut = tokens.list[d.furthest(&explained)].line > explained.line;
    match tokens.open.last() {
        Some(open)
            if d.reads_beyond(open.at, &explained)
                || explained.message.starts_with(NEWLINE_IN_SPEC) =>
        {
            match d.is_wrong_already(&explained) {
                true if source.typed => explained,
                wrong => never_closed(open, !wrong),
            }
        }
        _ => explained,
    }
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
        let mut error = self.at_range(range(t.start, t.end), message);
        error.line = t.line;
        if t.kind == Tok::Newline {
            error.end_line = error.line;
            error.end_col = i32::try_from(error.col + 1).ok();
            error.col -= (t.start - self.line_end(i)) as u32;
        }
        error
    }

    /// Where the end of a line begins that is token `i`: at a comment, if there is one.
    pub(super) fn line_end(&self, i: usize) -> usize {
        let end = self.tokens[i.min(self.tokens.len() - 1)].start;
        let before = i.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        let between = self.source.text.get(before..end).unwrap_or_default();
        between.find('#').map_or(end, |comment| before + comment)
    }

    pub(super) fn at_range(
        &self,
        at: TextRange,
        message: impl Into<String>,
    ) -> SyntaxError {
        SyntaxError::new(message, self.source.position(at))
    }

    pub(super) fn invalid(&self) -> SyntaxError {
        let keyword = self.statement_keyword();
        let next = self.text(self.bad + 1);
        // What the library blames could still go on; CPython blames what follows.
        let goes_on = match self.text(self.bad) {
            "not" => self.bad > 0 && self.ends_operand(self.bad - 1) && next != "in",
            "-" => keyword == "case",
            "," => matches!(keyword, "import" | "with" | "global" | "nonlocal"),
            // The name of an alias, were it one.
            _ if keyword == "type" && self.text(self.bad - 1) == "type" => {
                self.tokens[self.bad].kind == Tok::Name
            }
            "*" | "**"
                if self
                    .opener(self.bad)
                    .is_some_and(|open| self.text(open) == "{") =>
            {
                let level = self.tokens[self.bad].level;
                let colon = (self.bad..self.tokens.len())
                    .find(|&n| self.tokens[n].level == level && self.text(n) == ":");
                return self.at_token(colon.unwrap_or(self.bad), "invalid syntax");
            }
            "*" if self
                .opener(self.bad)
                .is_some_and(|open| self.text(open) == "[") =>
            {
                return self.at_token(self.behind_operand(), "invalid syntax");
            }
            "*" => keyword == "from" && next == ",",
            _ => false,
        };
        self.at_token(self.bad + usize::from(goes_on), "invalid syntax")
    }

    pub(super) fn expr_at(&self, at: TextRange) -> Option<&'a Expr> {
        self.exprs.iter().copied().find(|e| e.range() == at)
    }

    /// The last token that the parser had read when it complained.
    fn furthest(&self, explained: &SyntaxError) -> usize {
        if !explained.message.ends_with("forgot a comma?") {
            return self.bad;
        }
        self.behind_operand()
    }

    /// Whether nothing but an indentation follows where the parser stopped.
    fn wants_first_word(&self) -> bool {
        let ends = |t: &Token| matches!(t.kind, Tok::Newline | Tok::Indent | Tok::End);
        self.tokens[self.bad..].iter().all(ends)
    }

    /// Whether the parser, which looks whether a comma is missing where it stopped, comes to
    /// the end of all tokens.
    fn reads_on(&self) -> bool {
        let before = self.bad.checked_sub(1);
        before.is_some_and(|before| self.ends_operand(before))
            && self.starts_operand(self.bad)
            && (self.text(self.bad) != "{" || self.reads_display(self.bad))
            && !(self.statement_keyword() == "def" && self.tokens[self.bad].level == 0)
            && self.reads_operands()
    }

    /// Whether the end of all tokens is behind the operand where the parser stopped, or
    /// behind the one that follows a text after a name: `a', 'b`.
    fn reads_operands(&self) -> bool {
        let is_end = |n: usize| self.tokens[n].kind == Tok::End;
        let next = self.behind_operand();
        let is_text = self.tokens[self.bad].kind == Tok::Str
            && self.tokens[self.bad - 1].kind == Tok::Name;
        is_end(next)
            || is_text && self.starts_operand(next) && {
                let end = self.operand_end(next);
                let after = self.tokens.iter().position(|t| t.start >= end);
                after.is_some_and(is_end)
            }
    }

    /// Whether a brace that opens closes, or has nothing behind it that is no item.
    fn reads_display(&self, brace: usize) -> bool {
        let closes = |n: usize| self.text(n) == "}" && self.opener(n) == Some(brace);
        let next = &self.tokens[brace + 1];
        (brace..self.tokens.len()).any(closes)
            || next.kind == Tok::End
            || matches!(self.text(brace + 1), "*" | "**" | "(" | "[")
            || self.starts_operand(brace + 1)
    }

    /// The token behind the operand that begins where the parser stopped.
    pub(super) fn behind_operand(&self) -> usize {
        let end = self.operand_end(self.bad);
        let after = self.tokens.iter().position(|t| t.start >= end);
        after.unwrap_or(self.tokens.len() - 1)
    }

    /// Whether the parser, when it complained, had read to the end or to a line below
    /// that of a bracket that is never closed: then the bracket is what is wrong
    /// (`Parser/pegen_errors.c@v3.13.0#_PyPegen_tokenize_full_source_to_check_for_errors`).
    fn reads_beyond(&self, bracket: usize, explained: &SyntaxError) -> bool {
        let last = self.tokens[self.furthest(explained)];
        let at_end = matches!(last.kind, Tok::Newline | Tok::End);
        let text = &self.source.text;
        at_end || text[bracket.min(last.start)..last.start].contains('\n')
    }

    /// Whether no further line could mend what stands in a bracket that is still open.
    fn is_wrong_already(&self, explained: &SyntaxError) -> bool {
        // The brackets of these are known for what they are when they close.
        let unclear = matches!(self.statement_keyword(), "with" | "match" | "case");
        let is_sure =
            self.source.typed || explained.message.starts_with("invalid syntax");
        is_sure && !unclear && self.text(self.bad) != "not" && !self.is_at_end()
    }

    /// Whether the parser stopped at the end.
    fn is_at_end(&self) -> bool {
        let ends = |t: &Token| matches!(t.kind, Tok::Newline | Tok::Dedent | Tok::End);
        self.tokens[self.bad..].iter().all(ends)
    }

    fn explain(&mut self, error: &ParseError) -> SyntaxError {
        match self.missing_block() {
            Some(e) => e,
            None => self.mistake(error),
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn mistake(&mut self, error: &ParseError) -> SyntaxError {
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
