//! The errors that compiling gives, in CPython's words.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::source::Source;
use crate::python::unit::Position;

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
    /// `exc.end_offset`
    pub end_col: u32,
    /// `exc.text`: the line, with its end.
    pub text: Option<String>,
    /// Whether more input could complete the source, as `codeop` decides.
    pub incomplete: bool,
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
            end_col: positive(at.end_col + 1),
            text: None,
            incomplete: false,
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

    /// Adds the text of the line.
    pub(crate) fn with_text(mut self, source: &Source) -> Self {
        if self.text.is_none() {
            self.text = source.line(self.line).map(|l| format!("{l}\n"));
        }
        self
    }
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
