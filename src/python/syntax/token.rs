//! Tokens as CPython's tokenizer cuts them, for finding out what is wrong with a source.
//!
//! The parser library has a lexer of its own; this one (`Parser/lexer/lexer.c@v3.13.0`)
//! only runs before it, to refuse what would nest too deeply, and after it failed, to
//! say why in CPython's words.

/// What kind of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tok {
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
pub(super) struct Token {
    pub(super) kind: Tok,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: u32,
    pub(super) level: usize,
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
    pub(super) kind: super::ErrorKind,
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
