//! Colouring Python in the built page, with the class names that mdBook's themes
//! know. The tokens come from the parser that the runtime itself uses.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use crate::html::escape;

/// Names of built-in functions and types that chapters use.
const BUILTINS: [&str; 38] = [
    "abs",
    "all",
    "any",
    "bool",
    "bytes",
    "callable",
    "chr",
    "dict",
    "dir",
    "enumerate",
    "float",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "iter",
    "len",
    "list",
    "max",
    "min",
    "next",
    "object",
    "print",
    "range",
    "repr",
    "set",
    "sorted",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "zip",
];

/// The lines of `source` as HTML. A token that spans lines is coloured on each.
pub fn lines(source: &str) -> Vec<String> {
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let mut out = String::with_capacity(source.len() * 2);
    let (mut at, mut defines) = (0, false);
    for token in parsed.tokens().iter() {
        let (start, end) = (token.start().to_usize(), token.end().to_usize());
        if start < at || end == start {
            continue;
        }
        out.push_str(&escape(&source[at..start]));
        let text = &source[start..end];
        match class(token, text, defines) {
            Some(class) => coloured(&mut out, class, text),
            None => out.push_str(&escape(text)),
        }
        defines = matches!(token.kind(), TokenKind::Def | TokenKind::Class);
        at = end;
    }
    out.push_str(&escape(&source[at..]));
    let mut lines: Vec<String> = out.split('\n').map(str::to_owned).collect();
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A token in its span, closed and opened again at each end of a line.
fn coloured(out: &mut String, class: &str, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push_str(&format!(r#"<span class="{class}">{}</span>"#, escape(line)));
        }
    }
}

/// The highlight.js class of a token.
fn class(token: &Token, text: &str, is_defined: bool) -> Option<&'static str> {
    match token.kind() {
        TokenKind::True | TokenKind::False | TokenKind::None => Some("hljs-literal"),
        TokenKind::Comment => Some("hljs-comment"),
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => Some("hljs-number"),
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd => Some("hljs-string"),
        TokenKind::Name if is_defined => Some("hljs-title"),
        TokenKind::Name if BUILTINS.binary_search(&text).is_ok() => {
            Some("hljs-built_in")
        }
        kind if kind.is_keyword() => Some("hljs-keyword"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_stands_alone() {
        let found = lines("s = '''a\nb''' # <x>\n");
        assert_eq!(
            found,
            [
                r#"s = <span class="hljs-string">&#39;&#39;&#39;a</span>"#,
                r#"<span class="hljs-string">b&#39;&#39;&#39;</span> <span class="hljs-comment"># &lt;x&gt;</span>"#,
            ]
        );
    }

    #[test]
    fn what_does_not_parse_is_shown_all_the_same() {
        assert_eq!(lines("if (\n").len(), 1);
        assert!(lines("1 +").concat().ends_with('+'));
    }

    #[test]
    fn the_built_in_names_are_sorted() {
        assert!(BUILTINS.is_sorted());
    }
}
