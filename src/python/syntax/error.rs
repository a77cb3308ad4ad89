//! The errors that compiling gives, in CPython's words.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::source::Source;
use crate::python::unit::{Position, Warning};

/// The exception a source deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`
    SyntaxError,
    /// `IndentationError`
    IndentationError,
    /// `TabError`
    TabError,
}

/// Why a source was not compiled. It is one word, since every function here may answer
/// with it, and most never do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError(Box<Details>);

/// What a [`SyntaxError`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Which exception.
    pub kind: ErrorKind,
    /// `exc.msg`
    pub message: String,
    /// `exc.lineno`, from 1.
    pub line: u32,
    /// `exc.offset`, from 1.
    pub col: u32,
    /// `exc.end_lineno`
    pub end_line: u32,
    /// `exc.end_offset`; -1 where an indentation is wrong, of which only the beginning is
    /// known, and nothing where the rest of a statement is meant.
    pub end_col: Option<i32>,
    /// `exc.text`: the line, with its end, if [`Self::cut`] does not hold.
    pub text: Option<String>,
    /// Whether CPython has the line without its end: where the tokenizer itself complains,
    /// or the parser has read on to a later line.
    pub cut: bool,
    /// Whether more input could complete the source, as `codeop` decides.
    pub incomplete: bool,
    /// Whether the source could be parsed, and is wrong nevertheless.
    pub parsed: bool,
    /// What is warned of before it.
    pub warnings: Vec<Warning>,
}

impl SyntaxError {
    /// A `SyntaxError` at a place.
    pub fn new(message: impl Into<String>, at: Position) -> Self {
        let positive = |n: i32| n.max(0) as u32;
        Self(Box::new(Details {
            kind: ErrorKind::SyntaxError,
            message: message.into(),
            line: positive(at.line),
            col: positive(at.col + 1),
            end_line: positive(at.end_line),
            end_col: Some(at.end_col.max(-1) + 1),
            text: None,
            cut: false,
            incomplete: false,
            parsed: false,
            warnings: Vec::new(),
        }))
    }

    /// The same of another kind.
    pub fn kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// The same, where more input could help.
    pub fn incomplete(mut self, incomplete: bool) -> Self {
        self.incomplete = incomplete;
        self
    }

    /// The same of a source that could be parsed.
    pub(crate) fn parsed(mut self) -> Self {
        self.parsed = true;
        self
    }

    /// Whether the source ended where a block had to follow.
    pub(crate) fn is_missing_block(&self) -> bool {
        let behind = self.kind == ErrorKind::IndentationError;
        self.incomplete && (behind || self.message.starts_with("expected '"))
    }

    /// Whether an empty line makes that sure which more input could have mended: nothing
    /// spans lines where it stands.
    pub(crate) fn ends_with_a_line(&self) -> bool {
        let spans = ["unterminated", "unexpected EOF"];
        !self.message.ends_with("was never closed")
            && !spans.iter().any(|start| self.message.starts_with(start))
    }

    /// Adds the text of the line, and counts the columns in characters, not bytes.
    pub(crate) fn with_text(mut self, source: &Source) -> Self {
        if self.parsed {
            return self.in_parsed(source);
        }
        if self.text.is_none() {
            let end = if self.cut { "" } else { "\n" };
            self.text = source.line(self.line).map(|l| format!("{l}{end}"));
            self.col = in_characters(source.line(self.line), self.col);
            if let Some(Ok(end)) = self.end_col.map(u32::try_from) {
                let end = in_characters(source.line(self.end_line), end);
                self.end_col = i32::try_from(end).ok();
            }
        }
        self
    }

    /// The same of an expression or one statement, which CPython reads as they are: where
    /// the last line has no end, none is added, and the place behind it has no column.
    pub(crate) fn given_so(mut self, source: &Source) -> Self {
        let is_last = source.line(self.line + 1).is_none();
        let Some(line) = source.line(self.line).filter(|_| is_last) else {
            return self;
        };
        // Of a comment the end counts, that of the line.
        let width = line.chars().count();
        let past =
            usize::try_from(self.end_col.unwrap_or(0)).is_ok_and(|c| c > width + 1);
        if self.message == "invalid syntax" && (self.col as usize > width || past) {
            (self.col, self.end_col) = (0, Some(0));
        }
        let behind = self.is_missing_block() || self.message.starts_with("unindent");
        if behind && self.kind == ErrorKind::IndentationError {
            self.col -= 1;
        }
        if line.is_empty() {
            (self.line, self.end_line) = (0, 0);
        }
        self.text = Some(line.to_owned());
        self
    }

    /// The error that a warning becomes.
    pub(crate) fn of_warning(warning: &Warning) -> Self {
        let mut error = Self::new(warning.message.clone(), warning.at);
        let Some(text) = &warning.text else {
            return error;
        };
        let line = text.trim_end_matches('\n');
        error.col = in_characters(Some(line), error.col);
        let end = error.end_col.and_then(|end| u32::try_from(end).ok());
        let last = in_characters(Some(line), end.unwrap_or(0));
        let last = last.min(line.chars().count() as u32 + 1);
        error.end_col = i32::try_from(last).ok();
        error.text = Some(text.clone());
        error
    }

    /// Adds the text of the line to an error of a source that could be parsed. There
    /// CPython counts columns in bytes.
    pub(crate) fn in_parsed(mut self, source: &Source) -> Self {
        self.parsed = true;
        self.text = source.line(self.line).map(|l| format!("{l}\n"));
        self
    }
}

/// A column of a line, from 1, that was counted in bytes.
fn in_characters(line: Option<&str>, column: u32) -> u32 {
    let (Some(line), Some(bytes)) = (line, column.checked_sub(1)) else {
        return column;
    };
    let before = line.char_indices().map(|(start, c)| start + c.len_utf8());
    let bytes = bytes as usize;
    let wide = before.filter(|end| *end <= bytes).count();
    (wide + bytes.saturating_sub(line.len()) + 1) as u32
}

impl Deref for SyntaxError {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for SyntaxError {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {})", self.message, self.line)
    }
}

impl std::error::Error for SyntaxError {}

/// What most functions here give.
pub(crate) type Res<T = ()> = Result<T, SyntaxError>;
