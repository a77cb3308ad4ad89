//! An f-string's field that is never closed: what CPython says depends on how far it got.

use super::diagnose::range;
use super::error::SyntaxError;
use super::source::Source;
use super::token::{Tok, Token, TokenError};

/// The complaint about the last, unfinished field.
pub(super) fn explain(
    source: &Source,
    tokens: &[Token],
    error: &TokenError,
) -> Option<SyntaxError> {
    if error.message != "f-string: expecting '}'" {
        return None;
    }
    // The quote that ends the string within a format specification, if one does.
    let (tokens, quote) = match tokens {
        [before @ .., _, quote] if quote.kind == Tok::FEnd => (before, Some(quote)),
        _ => (tokens, None),
    };
    let text = |i: usize| &source.text[tokens[i].start..tokens[i].end];
    let open = tokens.windows(2).rposition(|pair| {
        pair[0].kind == Tok::FMiddle && &source.text[pair[1].start..pair[1].end] == "{"
    })? + 1;
    let first = open + 1;
    let last = tokens.len() - 1;
    if first > last {
        return None;
    }
    let (at, message) = match text(first) {
        t @ ("!" | ":" | "=") => (
            first,
            format!("f-string: valid expression required before '{t}'"),
        ),
        ";" | "{" if first == last => (
            first,
            "f-string: expecting a valid expression after '{'".to_owned(),
        ),
        "{" if matches!(
            text(first + 1),
            ">" | "<"
                | "="
                | "=="
                | "!="
                | ">="
                | "<="
                | "/"
                | "//"
                | "%"
                | "@"
                | "&"
                | "|"
                | "^"
                | "."
                | ","
                | ":"
                | ";"
                | "!"
        ) =>
        {
            let message = "f-string: expecting a valid expression after '{'";
            (first, message.to_owned())
        }
        _ if text(last) == ";" && matches!(text(last - 1), "+" | "-") => (
            first,
            "f-string: expecting a valid expression after '{'".to_owned(),
        ),
        _ if text(last) == ";" => (
            last,
            "f-string: expecting '=', or '!', or ':', or '}'".to_owned(),
        ),
        _ if text(last) == ":" && text(last - 1) == "!" => {
            (last, "f-string: missing conversion character".to_owned())
        }
        _ if quote.is_some()
            && (first..=last)
                .any(|i| text(i) == ":" && tokens[i].level == tokens[first].level) =>
        {
            (last, "f-string: expecting '}', or format specs".to_owned())
        }
        _ => return None,
    };
    let t = quote
        .filter(|_| message.ends_with("format specs"))
        .unwrap_or(&tokens[at]);
    let place = source.position(range(t.start, t.end));
    Some(SyntaxError::new(message, place))
}
