//! The tokenizer: lines, indentation and brackets.

use super::ErrorKind;
use super::token::{Bracket, Tok, Token, TokenError, Tokens};

/// The most brackets that may be open at once.
const MAX_LEVEL: usize = 200;
/// The most levels of indentation.
const MAX_INDENT: usize = 100;
/// The most f-strings within f-strings.
const MAX_FSTRING_LEVEL: usize = 150;
/// The width of a tab in the one and in the other way to measure indentation.
const TAB: usize = 8;

/// An f-string whose end was not yet seen.
pub(super) struct FString {
    pub(super) quote: char,
    pub(super) triple: bool,
    pub(super) raw: bool,
    pub(super) start: usize,
    pub(super) line: u32,
    /// How many brackets are open around it.
    pub(super) level: usize,
    /// The bracket levels of its `{`, innermost last, and whether each is in its format
    /// specification.
    pub(super) fields: Vec<(usize, bool)>,
}

pub(super) struct Scanner<'s> {
    pub(super) text: &'s str,
    pub(super) at: usize,
    pub(super) line: u32,
    pub(super) out: Vec<Token>,
    pub(super) brackets: Vec<Bracket>,
    pub(super) fstrings: Vec<FString>,
    /// Columns of indentation with tabs of eight and of one.
    indents: Vec<(usize, usize)>,
    line_start: bool,
    /// Whether a character that no name may hold is an error.
    pub(super) strict: bool,
    pub(super) warnings: Vec<(String, usize)>,
}

pub(super) type ScanRes<T = ()> = Result<T, Box<TokenError>>;

/// Cuts a source into tokens. Unless `strict`, every character beyond ASCII may stand in
/// a name: the parser knows better.
pub(super) fn tokenize(text: &str, strict: bool) -> Tokens {
    let mut s = Scanner {
        text,
        at: 0,
        line: 1,
        out: Vec::new(),
        brackets: Vec::new(),
        fstrings: Vec::new(),
        indents: vec![(0, 0)],
        line_start: true,
        strict,
        warnings: Vec::new(),
    };
    let error = s.run().err().map(|e| *e);
    Tokens {
        list: s.out,
        error,
        open: s.brackets,
        warnings: s.warnings,
    }
}

impl Scanner<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        self.line += u32::from(c == '\n');
        Some(c)
    }

    pub(super) fn push(&mut self, kind: Tok, start: usize, line: u32) {
        self.out.push(Token {
            kind,
            start,
            end: self.at,
            line,
            level: self.brackets.len(),
        });
    }

    pub(super) fn error<T>(
        &self,
        message: impl Into<String>,
        start: usize,
        line: u32,
    ) -> ScanRes<T> {
        Err(Box::new(TokenError {
            kind: ErrorKind::SyntaxError,
            message: message.into(),
            start,
            end: self.at,
            line,
            at_end: false,
        }))
    }

    fn run(&mut self) -> ScanRes {
        loop {
            if let Some(f) = self.fstrings.last()
                && self.in_literal_text(f)
            {
                self.fstring_middle()?;
                continue;
            }
            if self.line_start && self.brackets.is_empty() && self.fstrings.is_empty() {
                self.line_start = false;
                self.indentation()?;
            }
            if !self.token()? {
                return Ok(());
            }
        }
    }

    fn in_literal_text(&self, f: &FString) -> bool {
        match f.fields.last() {
            None => true,
            Some((level, spec)) => *spec && *level == self.brackets.len(),
        }
    }

    /// Measures a line's indentation; lines that hold nothing do not count.
    fn indentation(&mut self) -> ScanRes {
        let (mut col, mut alt) = (0, 0);
        // Behind a backslash the first line's indentation goes on to hold.
        let mut first = None;
        let start = self.at;
        loop {
            match self.peek() {
                Some(' ') => (col, alt) = (col + 1, alt + 1),
                Some('\t') => (col, alt) = ((col / TAB + 1) * TAB, alt + 1),
                Some('\x0c') => (col, alt) = (0, 0),
                Some('\\') if self.rest().starts_with("\\\n") => {
                    self.bump();
                    first = first.or(Some((col, alt)).filter(|(col, _)| *col > 0));
                }
                _ => break,
            }
            self.bump();
        }
        (col, alt) = first.unwrap_or((col, alt));
        if matches!(self.peek(), None | Some('#' | '\n')) {
            return Ok(());
        }
        let (top, alt_top) = self.indents[self.indents.len() - 1];
        let line = self.line;
        if col == top {
            if alt != alt_top {
                return self.tab_error(start);
            }
        } else if col > top {
            if self.indents.len() >= MAX_INDENT {
                return self.indent_error("too many levels of indentation", start);
            }
            if alt <= alt_top {
                return self.tab_error(start);
            }
            self.indents.push((col, alt));
            self.push(Tok::Indent, start, line);
        } else {
            while self.indents.last().is_some_and(|(c, _)| *c > col) {
                self.indents.pop();
                self.push(Tok::Dedent, self.at, line);
            }
            let (top, alt_top) = self.indents[self.indents.len() - 1];
            if col != top {
                let message = "unindent does not match any outer indentation level";
                let rest = self.rest();
                let end = self.at + rest.find('\n').unwrap_or(rest.len());
                return self.indent_error(message, end);
            }
            if alt != alt_top {
                return self.tab_error(start);
            }
        }
        Ok(())
    }

    /// The source ends behind a backslash: an open bracket is what it lacks.
    fn ends_early(&self, start: usize, end: usize, line: u32) -> ScanRes {
        let (message, start, end, line) = match self.brackets.last() {
            Some(open) => {
                let line = 1 + self.text[..open.at].matches('\n').count() as u32;
                let message = format!("'{}' was never closed", open.open);
                (message, open.at, open.at + 1, line)
            }
            None => ("unexpected EOF while parsing".to_owned(), start, end, line),
        };
        Err(Box::new(TokenError {
            kind: ErrorKind::SyntaxError,
            message,
            start,
            end,
            line,
            at_end: true,
        }))
    }

    fn indent_error(&mut self, message: &str, start: usize) -> ScanRes {
        let end = self
            .rest()
            .find('\n')
            .map_or(self.text.len(), |n| self.at + n);
        Err(Box::new(TokenError {
            kind: ErrorKind::IndentationError,
            message: message.to_owned(),
            start,
            end,
            line: self.line,
            at_end: false,
        }))
    }

    fn tab_error(&mut self, start: usize) -> ScanRes {
        let message = "inconsistent use of tabs and spaces in indentation";
        self.indent_error(message, start).map_err(|mut e| {
            e.kind = ErrorKind::TabError;
            e
        })
    }

    /// Reads one token; says whether there may be more.
    fn token(&mut self) -> ScanRes<bool> {
        while matches!(self.peek(), Some(' ' | '\t' | '\x0c')) {
            self.bump();
        }
        let (start, line) = (self.at, self.line);
        let Some(c) = self.peek() else {
            self.end();
            return Ok(false);
        };
        match c {
            '#' => {
                let end = self.rest().find('\n').unwrap_or(self.rest().len());
                self.at += end;
            }
            '\n' => {
                self.bump();
                let said = self.out.last().is_some_and(|t| {
                    !matches!(t.kind, Tok::Newline | Tok::Indent | Tok::Dedent)
                });
                if self.brackets.is_empty() && self.fstrings.is_empty() {
                    if said {
                        self.push(Tok::Newline, start, line);
                    }
                    self.line_start = true;
                }
            }
            '\\' => self.continuation()?,
            c if c == '_' || c.is_alphabetic() || !c.is_ascii() => self.name()?,
            c if c.is_ascii_digit() => self.number()?,
            '.' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                self.number()?;
            }
            '\'' | '"' => self.string(start, "")?,
            _ => self.operator(c)?,
        }
        Ok(true)
    }

    /// The end of the source: a line end if there was none, and what closes blocks.
    fn end(&mut self) {
        // CPython counts no line behind the last line end.
        let line = self.line - u32::from(self.text.ends_with('\n') && self.line > 1);
        let said = self.out.last().is_some_and(|t| {
            !matches!(t.kind, Tok::Newline | Tok::Indent | Tok::Dedent)
        });
        if said && self.brackets.is_empty() {
            self.push(Tok::Newline, self.at, line);
        }
        for _ in 1..self.indents.len() {
            self.push(Tok::Dedent, self.at, line);
        }
        self.push(Tok::End, self.at, line);
    }

    fn continuation(&mut self) -> ScanRes {
        let (start, line) = (self.at, self.line);
        self.bump();
        match self.peek() {
            Some('\n') => {
                self.bump();
                if self.peek().is_some() {
                    return Ok(());
                }
                self.ends_early(start, start + 1, line)
            }
            None => self.ends_early(self.at, self.at, line),
            Some(_) => {
                let message = "unexpected character after line continuation character";
                self.error(message, start + 1, line)
            }
        }
    }

    fn operator(&mut self, c: char) -> ScanRes {
        let (start, line) = (self.at, self.line);
        match c {
            '(' | '[' | '{' => {
                self.bump();
                self.push(Tok::Op, start, line);
                return self.push_open(c, start, line);
            }
            ')' | ']' | '}' => return self.close(c),
            _ => {}
        }
        if c.is_control() {
            self.bump();
            let message = format!("invalid non-printable character U+{:04X}", c as u32);
            return self.error(message, start, line);
        }
        if self.field_mark(c) {
            self.bump();
            self.push(Tok::Op, start, line);
            return Ok(());
        }
        const LONG: [&str; 25] = [
            "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=",
            "-=", "->", "//", "/=", ":=", "<<", "<=", "==", ">=", ">>", "@=", "^=",
            "|=", "<>",
        ];
        let len = LONG.iter().find(|o| self.rest().starts_with(**o));
        self.at += len.map_or(c.len_utf8(), |o| o.len());
        self.push(Tok::Op, start, line);
        Ok(())
    }

    /// Whether a `:` or `!` ends the expression of an f-string's field.
    fn field_mark(&mut self, c: char) -> bool {
        let level = self.brackets.len();
        let not_equal = self.rest().starts_with("!=");
        let Some((at, spec)) =
            self.fstrings.last_mut().and_then(|f| f.fields.last_mut())
        else {
            return false;
        };
        if *at != level || *spec {
            return false;
        }
        if c == ':' {
            *spec = true;
            return true;
        }
        c == '!' && !not_equal
    }

    fn close(&mut self, c: char) -> ScanRes {
        let (start, line) = (self.at, self.line);
        self.bump();
        let own = self.fstrings.last().map_or(0, |f| f.level);
        if self.brackets.len() <= own {
            let message = if own > 0 || !self.fstrings.is_empty() {
                format!("f-string: unmatched '{c}'")
            } else {
                format!("unmatched '{c}'")
            };
            return self.error(message, start, line);
        }
        let Some(open) = self.brackets.pop() else {
            return Ok(());
        };
        let fits = matches!((open.open, c), ('(', ')') | ('[', ']') | ('{', '}'));
        if !fits {
            let field = self
                .fstrings
                .last()
                .and_then(|f| f.fields.last())
                .is_some_and(|(level, _)| *level == self.brackets.len() + 1);
            let message = if field {
                format!("f-string: unmatched '{c}'")
            } else if open.line != line {
                format!(
                    "closing parenthesis '{c}' does not match opening parenthesis \
                     '{}' on line {}",
                    open.open, open.line
                )
            } else {
                format!(
                    "closing parenthesis '{c}' does not match opening parenthesis '{}'",
                    open.open
                )
            };
            return self.error(message, start, line);
        }
        self.push(Tok::Op, start, line);
        if let Some(f) = self.fstrings.last_mut()
            && f.fields
                .last()
                .is_some_and(|(level, _)| *level == self.brackets.len() + 1)
        {
            f.fields.pop();
        }
        Ok(())
    }

    fn push_open(&mut self, open: char, at: usize, line: u32) -> ScanRes {
        if self.brackets.len() >= MAX_LEVEL {
            return self.error("too many nested parentheses", at, line);
        }
        self.brackets.push(Bracket { open, at, line });
        Ok(())
    }

    /// The `{` of a field in an f-string.
    pub(super) fn push_bracket(&mut self, at: usize, line: u32) -> ScanRes {
        self.push_open('{', at, line)?;
        let level = self.brackets.len();
        if let Some(f) = self.fstrings.last_mut() {
            f.fields.push((level, false));
        }
        Ok(())
    }

    pub(super) fn open_fstring(
        &mut self,
        start: usize,
        line: u32,
        quote: char,
        triple: bool,
        raw: bool,
    ) -> ScanRes {
        if self.fstrings.len() >= MAX_FSTRING_LEVEL {
            return self.error("too many nested f-strings", start, line);
        }
        self.push(Tok::FStart, start, line);
        self.fstrings.push(FString {
            quote,
            triple,
            raw,
            start,
            line,
            level: self.brackets.len(),
            fields: Vec::new(),
        });
        Ok(())
    }
}
