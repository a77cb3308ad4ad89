//! Finding `{{#…}}` in a chapter, and checking those that mdBook will expand:
//! it passes over a missing file with a log line, and over a missing anchor in
//! silence.

use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag};

/// A directive as it stands in the text.
pub struct Directive<'a> {
    /// `item` of `{{#item a::b}}`.
    pub name: &'a str,
    /// `a::b` of it.
    pub argument: &'a str,
    /// Its bytes.
    pub span: Range<usize>,
    /// Its line, counted from 1.
    pub line: usize,
    /// Whether it has its line for itself.
    pub alone: bool,
    /// Whether it stands in a code block.
    pub in_fence: bool,
}

/// The directives of a chapter, without those that are escaped or only quoted in
/// a code span.
pub fn find(text: &str) -> Vec<Directive<'_>> {
    let (blocks, quoted) = code(text);
    let holds = |ranges: &[Range<usize>], at| ranges.iter().any(|r| r.contains(&at));
    let mut found = Vec::new();
    for (at, _) in text.match_indices("{{#") {
        if text[..at].ends_with('\\') || holds(&quoted, at) {
            continue;
        }
        let Some(length) = text[at..].find("}}") else {
            continue;
        };
        let span = at..at + length + 2;
        let inside = text[at + 3..at + length].trim();
        let (name, argument) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        let line = text[..at].matches('\n').count() + 1;
        let whole = text.lines().nth(line - 1).unwrap_or_default();
        found.push(Directive {
            name,
            argument: argument.trim(),
            alone: whole.trim() == &text[span.clone()],
            in_fence: holds(&blocks, at),
            span,
            line,
        });
    }
    found
}

/// The bytes of code blocks and of code spans.
fn code(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut blocks, mut quoted) = (Vec::new(), Vec::new());
    for (event, span) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => blocks.push(span),
            Event::Code(_) => quoted.push(span),
            _ => {}
        }
    }
    (blocks, quoted)
}

/// Whether mdBook can expand a directive of its own; why not, otherwise.
pub fn check_mdbook(
    found: &Directive<'_>,
    root: &Path,
    file: &str,
) -> Result<(), String> {
    match found.name {
        "title" => Ok(()),
        "include" | "rustdoc_include" | "playground" => {
            let target = found.argument.split_whitespace().next().unwrap_or_default();
            let (name, anchor) = target.split_once(':').unwrap_or((target, ""));
            let chapter = root.join(file);
            let path = chapter.parent().unwrap_or(root).join(name);
            let text = std::fs::read_to_string(&path)
                .map_err(|error| format!("cannot include `{name}`: {error}"))?;
            let is_lines = anchor.chars().all(|c| c.is_ascii_digit() || c == ':');
            let mark = format!("ANCHOR: {anchor}");
            if is_lines || text.lines().any(|line| line.trim().ends_with(&mark)) {
                return Ok(());
            }
            Err(format!("`{name}` has no anchor `{anchor}`"))
        }
        name => Err(format!(
            "there is no directive `{{{{#{name}}}}}` here; there are item, runs, \
             outline, versions, live, ledger, exercise, solutions, and mdBook's include and title"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_and_escaped_directives_are_left_alone() {
        let text = "`{{#item a}}` \\{{#item b}}\n\n{{#item c::d}}\n\nx {{#runs e}}\n";
        let found = find(text);
        let seen: Vec<_> = found
            .iter()
            .map(|d| (d.argument, d.line, d.alone))
            .collect();
        assert_eq!(seen, [("c::d", 3, true), ("e", 5, false)]);
    }

    #[test]
    fn a_missing_include_is_an_error() {
        let found = find("x\n\n{{#include no/such.rs}}\n");
        let why = check_mdbook(&found[0], Path::new("/nowhere"), "chapters/a.md");
        assert!(why.unwrap_err().starts_with("cannot include `no/such.rs`"));
    }
}
