//! Numbers that measured data could give are not typed by hand: a version of Python such
//! as 3.12, or a size in bytes. One that no key can give is named in a list, with a reason.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::citations;
use super::directives;
use crate::problem::Problem;

/// Where the exemptions stand: lines `CHAPTER: NUMBER: REASON`.
const FILE: &str = "book/typed.txt";

/// A line of that list.
struct Exemption {
    /// The chapter's path below the folder of the chapters.
    chapter: String,
    /// The number as it is typed.
    number: String,
    line: usize,
}

/// What is wrong with the numbers in these chapters, which lie in the folder `source`.
pub fn check(root: &Path, source: &str, chapters: &[(String, String)]) -> Vec<Problem> {
    match fs::read_to_string(root.join(FILE)) {
        Ok(list) => problems(&list, source, chapters),
        Err(why) => vec![problem(FILE, 0, why.to_string())],
    }
}

fn problem(file: &str, line: usize, message: String) -> Problem {
    let file = file.to_owned();
    Problem {
        file,
        line,
        message,
    }
}

fn problems(list: &str, source: &str, chapters: &[(String, String)]) -> Vec<Problem> {
    let mut wrong = Vec::new();
    let mut exempt = Vec::new();
    for (line, said) in (1..).zip(list.lines()) {
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        match said.splitn(3, ": ").collect::<Vec<_>>()[..] {
            [chapter, number, reason] if !reason.trim().is_empty() => {
                exempt.push(Exemption {
                    chapter: chapter.to_owned(),
                    number: number.to_owned(),
                    line,
                });
            }
            _ => {
                let message = "this wants to be `CHAPTER: NUMBER: REASON`";
                wrong.push(problem(FILE, line, message.to_owned()));
            }
        }
    }
    let mut needed = BTreeSet::new();
    for (path, text) in chapters {
        for (at, number) in typed(text) {
            let is_this =
                |one: &&Exemption| one.chapter == *path && one.number == number;
            match exempt.iter().find(is_this) {
                Some(exemption) => {
                    needed.insert(exemption.line);
                }
                None => wrong.push(problem(
                    &format!("{source}/{path}"),
                    text[..at].matches('\n').count() + 1,
                    format!(
                        "`{number}` is typed by hand: a key of measured data, a \
                         transcript or a footnote gives it, or {FILE} says why not"
                    ),
                )),
            }
        }
    }
    for exemption in exempt.iter().filter(|one| !needed.contains(&one.line)) {
        let Exemption {
            chapter, number, ..
        } = exemption;
        let message = format!("this is no longer needed: {chapter} has no `{number}`");
        wrong.push(problem(FILE, exemption.line, message));
    }
    wrong
}

/// The numbers that a chapter's prose has typed: where, and what.
fn typed(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // Within a sentence that a footnote proves, anything may be said.
    let notes = citations::marks(text);
    let proven = |at: usize| {
        let end = text[at..].find(". ").map_or(text.len(), |end| at + end);
        let paragraph = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
        let sentence = at..end.min(paragraph) + 1;
        notes
            .iter()
            .any(|note| !note.defines && sentence.contains(&note.span.start))
    };
    let directives = directives::find(text);
    for (span, words) in prose(text) {
        for (at, number) in numbers(words) {
            let at = span.start + at;
            let in_directive = directives.iter().any(|one| one.span.contains(&at));
            if !in_directive && !proven(at) {
                found.push((at, number));
            }
        }
    }
    found
}

/// The pieces of a text that are prose: no code, no link, no HTML, no footnote.
fn prose(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut pieces = Vec::new();
    let mut inside = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::FootnoteDefinition(_)) => inside += 1,
            Event::Start(Tag::Link { .. } | Tag::HtmlBlock) => inside += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::FootnoteDefinition) => inside -= 1,
            Event::End(TagEnd::Link | TagEnd::HtmlBlock) => inside -= 1,
            Event::Text(_) if inside == 0 => {
                let words = &text[span.clone()];
                pieces.push((span, words));
            }
            _ => {}
        }
    }
    pieces
}

/// The versions and sizes in a piece of prose.
fn numbers(words: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = words[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + next;
        let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        let length = words[start..].find(|c| !is_part(c));
        let end = length.map_or(words.len(), |length| start + length);
        at = end;
        let number = words[start..end].trim_end_matches(['.', ',']);
        let rest = &words[start + number.len()..];
        let before = words[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || "_-−/".contains(c)) {
            continue;
        }
        let is_version = |major: &str, minor: &str| {
            ["2", "3"].contains(&major) && minor.len() <= 2 && !minor.is_empty()
        };
        match number.split('.').collect::<Vec<_>>()[..] {
            [major, minor, ..] if is_version(major, minor) => {
                found.push((start, number.to_owned()));
            }
            [_] if rest.starts_with(" byte") => {
                let unit = if rest.starts_with(" bytes") {
                    "bytes"
                } else {
                    "byte"
                };
                found.push((start, format!("{number} {unit}")));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::items::sources::SOURCES;

    fn said(list: &str, text: &str) -> Vec<String> {
        let chapters = [("c.md".to_owned(), text.to_owned())];
        let found = problems(list, "chapters", &chapters);
        found.iter().map(Problem::to_string).collect()
    }

    #[test]
    fn numbers_of_the_books_chapters_are_measured_or_have_a_reason() {
        let found = check(crate::root(), "chapters", &SOURCES.chapters);
        let lines: Vec<String> = found.iter().map(Problem::to_string).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }

    #[test]
    fn a_number_typed_by_hand_is_caught_at_its_line() {
        let found = said("", "# C\n\nSince 3.12, it takes\n28 bytes.\n");
        assert!(found.len() == 2 && found[0].starts_with("chapters/c.md:3: `3.12` is"));
        assert!(
            found[1].starts_with("chapters/c.md:4: `28 bytes` is"),
            "{found:?}"
        );
        let list = "c.md: 3.12: history\n# more\nc.md: 28 bytes: a sum\n";
        assert_eq!(said(list, "Since 3.12, 28 bytes."), [""; 0]);
    }

    #[test]
    fn code_links_directives_and_proven_sentences_may_say_anything() {
        for text in [
            "`3.12` and [3.12](x) and {{#since k 3.12}}\n",
            "```text\n28 bytes\n```\n",
            "It came with 3.12, all of it.[^a]\n\n[^a]: Include/object.h@v3.12.1#A 3.12\n",
            "x3.12, 1.5, 256, v3.1 and −3.1 and 3.141\n",
        ] {
            assert_eq!(said("", text), [""; 0], "{text}");
        }
        assert_eq!(said("", "In 3.12. Then.[^a]\n").len(), 1);
    }

    #[test]
    fn an_exemption_that_is_no_longer_needed_is_caught() {
        let found = said("c.md: 3.12: history\nc.md: 3.13\n", "Nothing.\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("book/typed.txt:2: this wants to be"));
        assert!(found[1].starts_with("book/typed.txt:1: this is no longer needed"));
    }
}
