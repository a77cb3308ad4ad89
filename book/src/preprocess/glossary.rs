//! The terms of the book. A chapter writes a term in bold where it brings it up, and the
//! glossary has a sentence for each: `- **term** (chapter 1): …`. In the built page the two
//! lead to each other.

use std::collections::BTreeMap;

use mdbook_preprocessor::book::{Book, BookItem};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::Edit;
use crate::html::escape;

/// The page with the sentences.
pub const PAGE: &str = "glossary.md";

/// A term in the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it is written there.
    pub name: String,
    /// The chapter that brings it up.
    pub chapter: u32,
    /// Its line, counted from 1.
    pub line: usize,
}

/// A phrase that a chapter has in bold, outside its part for teachers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bold {
    /// The phrase without its article, in small letters.
    pub phrase: String,
    /// Its bytes in the text.
    pub span: std::ops::Range<usize>,
    /// Its line, counted from 1.
    pub line: usize,
}

/// The terms of a glossary, and the lines that are malformed.
pub fn terms(text: &str) -> (Vec<Term>, Vec<usize>) {
    let (mut terms, mut wrong) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let Some(rest) = line.strip_prefix("- ") else {
            continue;
        };
        let term = (|| {
            let (name, rest) = rest.strip_prefix("**")?.split_once("** (chapter ")?;
            let (chapter, sentence) = rest.split_once("): ")?;
            let chapter = chapter.parse().ok()?;
            sentence.ends_with('.').then(|| Term {
                name: name.to_owned(),
                chapter,
                line: at + 1,
            })
        })();
        match term {
            Some(term) => terms.push(term),
            None => wrong.push(at + 1),
        }
    }
    (terms, wrong)
}

/// The phrases that a chapter has in bold where it tells its story.
pub fn bold(text: &str) -> Vec<Bold> {
    let mut found = Vec::new();
    let (mut open, mut aside, mut heading) = (None, false, None);
    for (event, span) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some(level),
            Event::End(TagEnd::Heading(_)) => heading = None,
            // Everything below this heading is told to somebody else.
            Event::Text(words) if heading.is_some() => {
                let inside = heading > Some(HeadingLevel::H3);
                aside = &*words == "For teachers" || (aside && inside);
            }
            Event::Start(Tag::Strong) if !aside => open = Some(span),
            Event::Code(_) => open = None,
            Event::Text(words) => {
                if let Some(span) = open.take() {
                    let phrase = words.to_lowercase();
                    let bare = phrase.strip_prefix("a ").or(phrase.strip_prefix("an "));
                    found.push(Bold {
                        phrase: bare.unwrap_or(&phrase).to_owned(),
                        line: text[..span.start].matches('\n').count() + 1,
                        span,
                    });
                }
            }
            _ => {}
        }
    }
    found
}

impl Term {
    /// Whether a phrase in bold is this term, in one number or the other.
    pub fn is(&self, phrase: &str) -> bool {
        let name = self.name.to_lowercase();
        name == phrase || phrase.strip_suffix('s') == Some(&name)
    }

    /// Its place on its page, there and in the chapter.
    fn anchor(&self) -> String {
        format!("term-{}", self.name.to_lowercase().replace(' ', "-"))
    }
}

/// The glossary of a book.
#[derive(Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// The chapters' paths and texts, by number.
    chapters: BTreeMap<u32, (String, String)>,
}

impl Glossary {
    /// The glossary of a book. What is wrong with it is given to `problem`, with the path
    /// and the line.
    pub fn of(book: &Book, mut problem: impl FnMut(&str, usize, String)) -> Glossary {
        let mut glossary = Glossary::default();
        for item in book.iter() {
            let BookItem::Chapter(chapter) = item else {
                continue;
            };
            let path = chapter.source_path.as_ref();
            let path = path.map_or(String::new(), |path| path.display().to_string());
            let number = chapter.number.as_ref();
            if let Some(number) = number.and_then(|number| number.first()) {
                let text = chapter.content.clone();
                glossary.chapters.insert(*number, (path, text));
            } else if path == PAGE {
                let (terms, wrong) = terms(&chapter.content);
                glossary.terms = terms;
                for line in wrong {
                    let form = "write - **term** (chapter 1): a sentence.";
                    problem(&path, line, form.to_owned());
                }
            }
        }
        for (path, line, message) in glossary.problems() {
            problem(&path, line, message);
        }
        glossary
    }

    /// Terms that no chapter brings up, and those that the glossary does not have.
    fn problems(&self) -> Vec<(String, usize, String)> {
        let mut found = Vec::new();
        let mut known = vec![false; self.terms.len()];
        for (number, (path, text)) in &self.chapters {
            for bold in bold(text) {
                let phrase = &bold.phrase;
                match self.terms.iter().position(|term| term.is(phrase)) {
                    None if self.terms.is_empty() => {}
                    None => {
                        let message = format!("`{phrase}` is not in the glossary");
                        found.push((path.clone(), bold.line, message));
                    }
                    Some(at) if self.terms[at].chapter == *number => known[at] = true,
                    Some(at) => {
                        let other = self.terms[at].chapter;
                        let message = format!(
                            "the glossary has `{phrase}` as a term of chapter {other}"
                        );
                        found.push((path.clone(), bold.line, message));
                    }
                }
            }
        }
        for (term, known) in self.terms.iter().zip(known) {
            if !known && !self.chapters.is_empty() {
                let (name, number) = (&term.name, term.chapter);
                let message = format!("chapter {number} has no **{name}** in bold");
                found.push((PAGE.to_owned(), term.line, message));
            }
        }
        let sorted = self.terms.is_sorted_by_key(|term| term.name.to_lowercase());
        if !sorted {
            found.push((PAGE.to_owned(), 1, "the terms are not in order".to_owned()));
        }
        found
    }

    /// A chapter's terms, each with a link to its sentence.
    pub fn links(&self, number: u32, text: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        for bold in bold(text) {
            let term = self.terms.iter().find(|term| term.is(&bold.phrase));
            if let Some(term) = term.filter(|term| term.chapter == number) {
                let anchor = term.anchor();
                let shown = &text[bold.span.clone()];
                let link = format!(
                    "<span class=\"term\" id=\"{anchor}\">[{shown}]({PAGE}#{anchor})</span>"
                );
                edits.push((bold.span, link));
            }
        }
        edits
    }

    /// The glossary's own page: each term with a link to where it comes up, and to the
    /// later chapters that use it.
    pub fn page(&self, text: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        let starts = text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let lines: Vec<(usize, &str)> = starts.collect();
        for term in &self.terms {
            let (start, line) = lines[term.line - 1];
            let (anchor, number) = (term.anchor(), term.chapter);
            let Some((path, _)) = self.chapters.get(&number) else {
                continue;
            };
            let old = format!("- **{}** (chapter {number})", term.name);
            let name = escape(&term.name);
            edits.push((
                start..start + old.len(),
                format!(
                    "- <span id=\"{anchor}\"></span>**{name}** \
                     ([chapter {number}]({path}#{anchor}))"
                ),
            ));
            let later = self.chapters.range(number + 1..);
            let used = later.filter(|(_, (_, text))| uses(text, &term.name));
            let used = used.map(|(number, (path, _))| format!("[{number}]({path})"));
            let used: Vec<String> = used.collect();
            if !used.is_empty() {
                let end = start + line.trim_end().len();
                let used = used.join(", ");
                edits.push((end..end, format!(" *Used in {used}.*")));
            }
        }
        edits
    }
}

/// Whether a text uses a term, in one number or the other.
fn uses(text: &str, term: &str) -> bool {
    let (text, term) = (text.to_lowercase(), term.to_lowercase());
    let mut places = text.match_indices(&term);
    places.any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = &text[at + term.len()..];
        let after = after.strip_prefix('s').unwrap_or(after).chars().next();
        let inside =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !inside(before) && !inside(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str = "# T\n\nA **Name** and **two things**.\n\n### For teachers\n\n\
                           **Plan.**\n\n### Outline\n\n**a name**\n";

    #[test]
    fn bold_phrases_are_found_but_not_where_teachers_are_told() {
        let found: Vec<(String, usize)> = bold(CHAPTER)
            .into_iter()
            .map(|bold| (bold.phrase, bold.line))
            .collect();
        let expected = [("name", 3), ("two things", 3), ("name", 11)];
        let expected = expected.map(|(phrase, line)| (phrase.to_owned(), line));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_glossary_is_read_and_compared_with_the_chapters() {
        let (terms, wrong) =
            terms("# G\n\n- **name** (chapter 1): a text.\n- name: no.\n");
        assert_eq!(wrong, [4]);
        assert_eq!((terms[0].chapter, terms[0].line), (1, 3));
        let chapters = [(1, ("a.md".to_owned(), CHAPTER.to_owned()))].into();
        let mut glossary = Glossary { terms, chapters };
        let told = |glossary: &Glossary| glossary.problems();
        let missing = "`two things` is not in the glossary".to_owned();
        assert_eq!(told(&glossary), [("a.md".to_owned(), 3, missing)]);
        glossary.terms[0].name = "thing".to_owned();
        let last = told(&glossary).pop().expect("a problem");
        assert_eq!(last.2, "chapter 1 has no **thing** in bold");
        assert!(uses("Two things.", "thing") && !uses("something", "thing"));
    }

    #[test]
    fn a_term_and_its_sentence_lead_to_each_other() {
        let text = "- **name** (chapter 1): a text.\n";
        let later = "A name.".to_owned();
        let glossary = Glossary {
            terms: terms(text).0,
            chapters: [
                (1, ("a.md".to_owned(), CHAPTER.to_owned())),
                (2, ("b.md".to_owned(), later)),
            ]
            .into(),
        };
        let links = glossary.links(1, CHAPTER);
        assert!(
            links[0]
                .1
                .contains("id=\"term-name\">[**Name**](glossary.md#term-name)")
        );
        let page: String = glossary
            .page(text)
            .into_iter()
            .map(|(_, new)| new)
            .collect();
        assert!(page.contains("[chapter 1](a.md#term-name)"), "{page}");
        assert!(page.contains("*Used in [2](b.md).*"), "{page}");
    }
}
