//! An f-string's field that is never closed: what CPython says depends on how far it got.

use super::diagnose::range;
use super::error::SyntaxError;
use super::source::Source;
use super::token::{Tok, Token, TokenError, Tokens};

/// The quote that ends an f-string within a field.
pub(super) fn quote(
    source: &Source,
    tokens: &[Token],
    error: &TokenError,
) -> Option<std::ops::Range<usize>> {
    if error.message != "f-string: expecting '}'" {
        return None;
    }
    match tokens {
        [.., quote] if quote.kind == Tok::FEnd => Some(quote.start..quote.end),
        _ => {
            let text = source.text.get(error.start..)?;
            let letters = text.find(['"', '\''])?;
            let mark = text[letters..].chars().next()?;
            let count = if text[letters..].starts_with(&String::from_iter([mark; 3])) {
                3
            } else {
                1
            };
            Some(error.start..error.start + letters + count)
        }
    }
}

/// The source up to such a quote, with what is open closed.
pub(super) fn closed(
    source: &Source,
    tokens: &Tokens,
    quote: std::ops::Range<usize>,
) -> String {
    let mut text = source.text[..quote.start].to_owned();
    let mut is_inside = true;
    for bracket in tokens.open.iter().rev() {
        text.push(match bracket.open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        });
        if is_inside && bracket.open == '{' {
            let marks = &source.text[quote.clone()];
            text.push_str(marks.trim_start_matches(char::is_alphabetic));
            is_inside = false;
        }
    }
    text
}

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
