//! Escapes that name no character: what decoding them complains of.

use super::diagnose::range;
use super::error::SyntaxError;
use super::source::Source;
use super::token::{Tok, Token};

/// The complaint about the string at an offset.
pub(super) fn explain(
    source: &Source,
    tokens: &[Token],
    at: usize,
) -> Option<SyntaxError> {
    let index = tokens.iter().position(|t| match t.kind {
        Tok::Str => t.start <= at && at < t.end,
        Tok::FMiddle => t.start <= at && at <= t.end,
        _ => false,
    })?;
    let string = &tokens[index];
    let text = &source.text[string.start..string.end];
    let quote = text.find(['\'', '"']).unwrap_or(0);
    let bytes = string.kind == Tok::Str && text[..quote].contains(['b', 'B']);
    let body_start = if string.kind == Tok::Str {
        let three =
            text[quote..].starts_with("'''") || text[quote..].starts_with("\"\"\"");
        quote + if three { 3 } else { 1 }
    } else {
        0
    };
    let body_end = if string.kind == Tok::Str {
        text.len() - (body_start - quote)
    } else {
        text.len()
    };
    let body = text.get(body_start..body_end)?;
    let message = bad_escape(body, bytes)?;
    // The text of an f-string is decoded when all of it was read.
    let last = match string.kind {
        Tok::FMiddle => &tokens[index + fstring_end(&tokens[index..])?],
        _ => string,
    };
    let at = range(last.start, last.end);
    Some(SyntaxError::new(message, source.position(at)))
}

/// Where the f-string ends in which the tokens begin.
fn fstring_end(tokens: &[Token]) -> Option<usize> {
    let mut inner = 0;
    tokens.iter().position(|t| {
        match t.kind {
            Tok::FStart => inner += 1,
            Tok::FEnd if inner == 0 => return true,
            Tok::FEnd => inner -= 1,
            _ => {}
        }
        false
    })
}

fn bad_escape(body: &str, bytes: bool) -> Option<String> {
    let mut rest = body;
    let mut done = 0;
    while let Some(at) = rest.find('\\') {
        // CPython counts bytes of the text it decodes.
        let start = done + at;
        let escape = &rest[at + 1..];
        let kind = escape.chars().next()?;
        let hex = |n: usize| {
            escape[1..]
                .bytes()
                .take(n)
                .take_while(u8::is_ascii_hexdigit)
                .count()
        };
        let short = |digits: usize, of: usize, form: &str| {
            (digits < of).then(|| {
                let end = start + 1 + digits;
                format!(
                    "(unicode error) 'unicodeescape' codec can't decode bytes in \
                     position {start}-{end}: truncated {form} escape"
                )
            })
        };
        let complaint = match kind {
            'x' if bytes => (hex(2) < 2).then(|| {
                format!("(value error) invalid \\x escape at position {start}")
            }),
            'x' => short(hex(2), 2, "\\xXX"),
            'u' if !bytes => short(hex(4), 4, "\\uXXXX"),
            'U' if !bytes => short(hex(8), 8, "\\UXXXXXXXX").or_else(|| {
                let value = u32::from_str_radix(escape.get(1..9)?, 16).ok()?;
                (value > 0x0010_ffff).then(|| {
                    format!(
                        "(unicode error) 'unicodeescape' codec can't decode bytes in \
                         position {start}-{}: illegal Unicode character",
                        start + 9
                    )
                })
            }),
            'N' if !bytes => named(escape, start),
            _ => None,
        };
        if complaint.is_some() {
            return complaint;
        }
        let taken = at + 1 + kind.len_utf8();
        done += taken;
        rest = &rest[taken..];
    }
    None
}

fn named(escape: &str, start: usize) -> Option<String> {
    let message = |end: usize, what: &str| {
        Some(format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position \
             {start}-{end}: {what}"
        ))
    };
    match escape[1..].strip_prefix('{').and_then(|n| n.find('}')) {
        Some(0) => message(start + 2, "malformed \\N character escape"),
        None => {
            let len = escape[1..].starts_with('{').then_some(escape.len());
            message(start + len.unwrap_or(1), "malformed \\N character escape")
        }
        Some(len) => message(start + 3 + len, "unknown Unicode character name"),
    }
}
