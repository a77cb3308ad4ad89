//! Tokens as CPython's tokenizer cuts them, for finding out what is wrong with a source.
//!
//! The parser library has a lexer of its own; this one (`Parser/lexer/lexer.c@v3.13.0`)
//! only runs before it, to refuse what would nest too deeply, and after it failed, to
//! say why in CPython's words.

use super::{ErrorKind, Source};

/// What kind of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tok {
    Name,
    Number,
    Str,
    /// The quote that opens an f-string.
    FStart,
    /// Literal text in an f-string.
    FMiddle,
    FEnd,
    Op,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token: its kind, the bytes it spans, its first line and how many brackets are open
/// around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Tok,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: u32,
    pub(crate) level: usize,
}

/// An opened bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    pub(super) open: char,
    pub(super) at: usize,
    pub(super) line: u32,
}

/// What the tokenizer itself complains of.
#[derive(Clone, Debug)]
pub(super) struct TokenError {
    pub(super) kind: ErrorKind,
    pub(super) message: String,
    /// The bytes it points to.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: u32,
    /// Whether the end of the input is to blame.
    pub(super) at_end: bool,
}

/// All tokens up to the first error or the end.
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) error: Option<TokenError>,
    /// Brackets that are open at the end.
    pub(super) open: Vec<Bracket>,
    /// What a `SyntaxWarning` says, and of which byte.
    pub(super) warnings: Vec<(String, usize)>,
}

impl TokenError {
    /// Whether the tokenizer raises it itself, wherever it stands, and does not leave it to
    /// the parser, which may have stopped before
    /// (`Parser/pegen_errors.c@v3.13.0#_Pypegen_tokenizer_error`).
    pub(super) fn is_raised(&self) -> bool {
        self.kind == ErrorKind::SyntaxError
            && !self.message.ends_with("was never closed")
            && ![
                "unexpected EOF while parsing",
                "unexpected character after line continuation character",
            ]
            .contains(&self.message.as_str())
    }

    /// The first byte of the token that could not be read.
    pub(super) fn begins(&self, source: &Source) -> usize {
        match self.kind {
            ErrorKind::SyntaxError if self.is_raised() => self.start,
            // A backslash.
            ErrorKind::SyntaxError => {
                let text = source.text.as_bytes();
                let read = &text[..text.len().min(self.start + 1)];
                let backslash = read.iter().rposition(|byte| *byte == b'\\');
                backslash.unwrap_or(self.start)
            }
            ErrorKind::IndentationError | ErrorKind::TabError => {
                source.line_start(self.line)
            }
        }
    }
}

impl Tokens {
    /// Ends the list at a byte, where the rest could not be read.
    pub(super) fn close(&mut self, at: usize, line: u32) {
        self.list.retain(|t| t.end <= at);
        self.list.push(Token {
            kind: Tok::End,
            start: at,
            end: at,
            line,
            level: 0,
        });
    }
}
