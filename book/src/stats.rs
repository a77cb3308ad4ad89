//! `cargo book stats`: how long each chapter is, and what it has to offer.
//!
//! A test holds each chapter to the limits below. A chapter that is allowed to break one
//! stands in `book/limits.txt`, and must be taken out as soon as it keeps it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use pyobject::check::exercise;
use pyobject::check::markdown::{Block, blocks};
use pyobject::check::transcript::entries;

use crate::preprocess::glossary;

/// What a chapter is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The chapter's file, below the folder of the chapters.
    pub file: String,
    /// Words before *Build it*, which need no Rust.
    pub see: usize,
    /// Words of *Build it*.
    pub build: usize,
    /// Words after it, with those of the exercises, the design note, and for teachers.
    pub after: usize,
    /// Blocks of `>>>` sessions, those that ask included.
    pub transcripts: usize,
    /// Of those, the ones that ask.
    pub predicts: usize,
    /// Of those, the ones that are answered by True or False.
    pub true_false: usize,
    /// Pictures of the heap.
    pub figures: usize,
    /// Exercises.
    pub exercises: usize,
    /// Citations of CPython's source.
    pub citations: usize,
    /// New terms.
    pub terms: usize,
}

/// What is counted, how many there may be at least and at most, and how to get it.
type Limit = (&'static str, usize, usize, fn(&Stats) -> usize);

/// The limits that each chapter keeps.
const LIMITS: [Limit; 7] = [
    ("words", 4000, 6000, Stats::words),
    ("predict blocks", 5, usize::MAX, |it| it.predicts),
    ("True/False", 0, 2, |it| it.true_false),
    ("exercises", 5, usize::MAX, |it| it.exercises),
    ("citations", 0, 3, |it| it.citations),
    ("new terms", 0, 7, |it| it.terms),
    // Half of the words, give or take a tenth of them all.
    ("percent See it", 40, 60, |it| {
        100 * it.see / (it.see + it.build).max(1)
    }),
];

impl Stats {
    /// All words of its prose.
    fn words(&self) -> usize {
        self.see + self.build + self.after
    }

    /// What is counted in a chapter of this file and text.
    pub fn of(file: &str, text: &str) -> Stats {
        let mut stats = Stats {
            file: file.to_owned(),
            ..Stats::default()
        };
        stats.count_words(text);
        for block in blocks(text) {
            stats.transcripts += usize::from(block.lang == "pycon");
            stats.figures += usize::from(block.heap_header().is_some());
            stats.count_question(&block);
        }
        stats.exercises = exercise::exercises(text).0.len();
        let notes = text.lines().filter(|line| line.starts_with("[^"));
        stats.citations = notes.filter(|line| line.contains("@v")).count();
        stats.terms = glossary::bold(text).len();
        stats
    }

    fn count_question(&mut self, block: &Block) {
        if block.lang != "pycon" || !block.has("predict") {
            return;
        }
        self.predicts += 1;
        let turns = entries(&block.body, block.body_line).unwrap_or_default();
        let answer = turns.last().map_or("", |turn| turn.expected.trim());
        self.true_false += usize::from(["True", "False"].contains(&answer));
    }

    fn count_words(&mut self, text: &str) {
        let mut part = Part::See;
        let mut heading = None;
        let mut in_block = false;
        for event in Parser::new(text) {
            let words = match &event {
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some(*level);
                    continue;
                }
                Event::End(TagEnd::Heading(_)) => {
                    heading = None;
                    continue;
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    in_block = true;
                    continue;
                }
                Event::End(TagEnd::CodeBlock) => {
                    in_block = false;
                    continue;
                }
                Event::Text(words) if !in_block && !words.starts_with("{{#") => {
                    words.split_whitespace().filter(|it| has_letter(it)).count()
                }
                // What is in code is one thing, however long.
                Event::Code(_) => 1,
                _ => continue,
            };
            if let (Some(level), Event::Text(title)) = (heading, &event) {
                part = part.after(level, title);
            }
            *match part {
                Part::See => &mut self.see,
                Part::Build => &mut self.build,
                Part::After => &mut self.after,
            } += words;
        }
    }
}

fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// A part of a chapter.
#[derive(Clone, Copy)]
enum Part {
    See,
    Build,
    After,
}

impl Part {
    /// The part that a heading begins.
    fn after(self, level: HeadingLevel, title: &str) -> Part {
        match (level, title) {
            (HeadingLevel::H2, "Build it") => Part::Build,
            (HeadingLevel::H2, _) if matches!(self, Part::See) => Part::See,
            (HeadingLevel::H2, _) => Part::After,
            _ => self,
        }
    }
}

/// What each numbered chapter is made of.
fn of_chapters(root: &Path) -> Result<Vec<Stats>> {
    let folder = root.join("chapters");
    let mut all = Vec::new();
    for entry in fs::read_dir(&folder).context("chapters")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let number = name.split_once('-').map_or("", |(number, _)| number);
        if number.parse().is_ok_and(|number: u32| number > 0) && name.ends_with(".md") {
            let text = fs::read_to_string(folder.join(&name))?;
            all.push(Stats::of(&name, &text));
        }
    }
    all.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(all)
}

/// What `cargo book stats` prints: a table, and what breaks a limit.
pub fn told(root: &Path) -> Result<String> {
    let all = of_chapters(root)?;
    let allowed = fs::read_to_string(root.join(ALLOWED)).context(ALLOWED)?;
    let wrong = wrong(&all, &allowed);
    let wrong = wrong.into_iter().map(|line| line + "\n");
    Ok(table(&all) + &wrong.collect::<String>())
}

/// The table: a line for each chapter.
fn table(all: &[Stats]) -> String {
    let heads = [
        "see it",
        "build it",
        "after",
        "transcripts",
        "predict",
        "T/F",
        "figures",
        "exercises",
        "citations",
        "terms",
    ];
    let mut table = format!("{:<20}", "chapter");
    for head in heads {
        table += &format!("{head:>13}");
    }
    table.push('\n');
    for it in all {
        table += &format!("{:<20}", it.file);
        for number in [
            it.see,
            it.build,
            it.after,
            it.transcripts,
            it.predicts,
            it.true_false,
            it.figures,
            it.exercises,
            it.citations,
            it.terms,
        ] {
            table += &format!("{number:>13}");
        }
        table.push('\n');
    }
    table
}

/// The file with what is allowed to break a limit.
pub const ALLOWED: &str = "book/limits.txt";

/// What breaks a limit without being allowed to, and what is allowed without need. Each is
/// a line that begins with its place.
fn wrong(all: &[Stats], allowed: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut broken = Vec::new();
    for it in all {
        for (what, least, most, count) in LIMITS {
            let count = count(it);
            if (least..=most).contains(&count) {
                continue;
            }
            let name = format!("{}: {what}", it.file);
            let most = match most {
                usize::MAX => "more".to_owned(),
                most => most.to_string(),
            };
            let said = format!("chapters/{name}: {count}, not {least} to {most}");
            if !allowances(allowed).any(|(_, line)| line == name) {
                wrong.push(said);
            }
            broken.push(name);
        }
    }
    for (number, line) in allowances(allowed) {
        if line.ends_with(".html: weight") {
            continue;
        }
        if !broken.iter().any(|name| name == line) {
            let said =
                format!("{ALLOWED}:{number}: `{line}` is kept, so take this out");
            wrong.push(said);
        }
    }
    wrong
}

/// The lines of the file that say something, each with its number.
pub fn allowances(allowed: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = allowed.lines().enumerate();
    let lines = lines.map(|(at, line)| (at + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str = "# A title\n\nThree more words and `one of code`.\n\n\
        ```pycon predict\n>>> 1 is 1\nTrue\n```\n- `False`: no.\n\n## Build it\n\n\
        A **new term**.[^a]\n\n```rust\nfn no_word() {}\n```\n\n## Recap\n\nSo.\n\n\
        ### Exercises\n\n#### Predict: x\n\nCounted.\n\n### Why\n\nBecause so.\n\n\
        [^a]: `Objects/listobject.c@v3.13.0#x`\n";

    #[test]
    fn a_chapter_is_counted_part_by_part() {
        let stats = Stats::of("01-a.md", CHAPTER);
        let words = (stats.see, stats.build, stats.after);
        assert_eq!(
            (stats.transcripts, stats.predicts, stats.true_false),
            (1, 1, 1)
        );
        assert_eq!((stats.citations, stats.terms, stats.figures), (1, 1, 0));
        // The title, four words, one thing in code; a wrong answer and its sentence.
        assert_eq!(words.0, 2 + 4 + 1 + 2);
        // The heading is a part's own. A note's mark is no word.
        assert!((5..=6).contains(&words.1), "{words:?}");
        assert!(words.2 >= 5, "{words:?}");
    }

    #[test]
    fn a_broken_limit_is_told_and_so_is_an_allowance_without_need() {
        let stats = [Stats::of("01-a.md", CHAPTER)];
        let told = wrong(&stats, "");
        assert!(told[0].starts_with("chapters/01-a.md: words: "), "{told:?}");
        let told = wrong(&stats, "# why\n01-a.md: words\n01-a.md: citations\n");
        assert!(
            !told.iter().any(|line| line.contains(": words")),
            "{told:?}"
        );
        let last = told.last().expect("one without need");
        assert!(
            last.starts_with("book/limits.txt:3: `01-a.md: citations`"),
            "{last}"
        );
    }

    #[test]
    fn each_chapter_keeps_the_limits() {
        let root = crate::root();
        let all = of_chapters(root).expect("the chapters");
        assert_eq!(all.len(), 6);
        let allowed = fs::read_to_string(root.join(ALLOWED)).expect(ALLOWED);
        let wrong = wrong(&all, &allowed);
        assert!(wrong.is_empty(), "\n\n{}\n", wrong.join("\n"));
    }
}
