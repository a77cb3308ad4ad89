//! `{{#runs FILTER}}`: a mark in a chapter, at which what its reader has typed so far
//! builds, and passes the tests that match the filter.
//!
//! A chapter that has one mark has at least three, and the last is its whole module. What
//! stands at a mark follows from the ledger; whether it builds is for the tests to find
//! out ([`pyobject::eject::snapshots`]).

use std::collections::BTreeSet;
use std::path::Path;

use indexmap::IndexMap;
use pyobject::eject::{self, CHAPTERS, Chapter};

use super::index::{Entry, Index};
use super::ledger::{Page, Show, items, shows, shows_of};
use super::nearest;
use super::omissions::Omissions;
use crate::html::escape;
use crate::preprocess::directives;

/// At least so many marks has a chapter.
const FEWEST: usize = 3;

/// A mark, and what stands there.
pub struct Mark {
    pub chapter: &'static Chapter,
    /// Its chapter's path below the folder of the chapters, and its line.
    pub place: (String, usize),
    /// What it runs, and what is not there yet.
    pub asks: eject::Mark,
    /// How many items of the module are there, of how many.
    pub has: (usize, usize),
    /// How many tests it runs.
    pub tests: usize,
    /// What is wrong with it, as it stands in the text.
    pub wrong: Option<String>,
}

/// The marks of all chapters.
pub fn marks(
    root: &Path,
    index: &Index,
    omissions: &Omissions,
    chapters: &[Page],
) -> Result<Vec<Mark>, String> {
    let shows = shows(index, chapters);
    let mut marks = Vec::new();
    for (order, page) in chapters.iter().enumerate() {
        let mut lines = directives::find(&page.1);
        lines.retain(|found| found.name == "runs" && !found.in_fence);
        let chapter = CHAPTERS.iter().find(|chapter| chapter.text == page.0);
        let (Some(chapter), false) = (chapter, lines.is_empty()) else {
            continue;
        };
        let tests = eject::tests(root, chapter)?;
        let known = items(index, chapter.module);
        let from = marks.len();
        for found in &lines {
            let before = |show: &Show<'_>| {
                let at = chapters.iter().position(|page| page.0 == show.chapter.0);
                (at, show.line) < (Some(order), found.line)
            };
            let (typed, lacks) = sides(&known, omissions, &shows, before);
            let matching = tests.iter().filter(|test| test.contains(found.argument));
            let count = matching.count();
            let unknown = (count == 0 || found.argument.is_empty()).then(|| {
                let near = nearest(found.argument, tests.iter().map(String::as_str));
                let number = chapter.number;
                format!(
                    "no test of chapter {number} matches `{}`{near}",
                    found.argument
                )
            });
            marks.push(Mark {
                chapter,
                place: (page.0.clone(), found.line),
                has: (known.len() - lacks.len(), known.len()),
                asks: eject::Mark {
                    filter: found.argument.to_owned(),
                    typed,
                    lacks,
                },
                tests: count,
                wrong: unknown,
            });
        }
        whole(&mut marks[from..], tests.len());
    }
    Ok(marks)
}

/// The items of a module that were shown before, and those that are shown later or not
/// accounted for. (What is left out comes with the crate.)
fn sides(
    items: &IndexMap<String, Vec<&Entry>>,
    omissions: &Omissions,
    shows: &[Show<'_>],
    before: impl Fn(&Show<'_>) -> bool,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut typed, mut lacks) = (BTreeSet::new(), BTreeSet::new());
    for (name, entries) in items {
        let of =
            |show: &&Show<'_>| entries.iter().any(|entry| shows_of(&show.entry, entry));
        let mut parts = shows.iter().filter(of).peekable();
        match parts.peek().is_some() {
            true if parts.all(&before) => typed.insert(name.clone()),
            true => lacks.insert(name.clone()),
            false => omissions.of(name).is_none() && lacks.insert(name.clone()),
        };
    }
    (typed, lacks)
}

/// Sees to it that a chapter's marks are enough, and that the last is the whole module.
fn whole(marks: &mut [Mark], tests: usize) {
    let count = marks.len();
    let Some(last) = marks.last_mut() else {
        return;
    };
    let Chapter { number, module, .. } = last.chapter;
    let wrong = match last.asks.lacks.first() {
        Some(lacking) => format!("it comes before `{lacking}` is shown"),
        None if last.tests < tests => {
            format!(
                "of {tests} tests it runs {}; `{module}` runs all",
                last.tests
            )
        }
        None if count < FEWEST => {
            last.wrong.get_or_insert(format!(
                "chapter {number} has {count} marks, and wants {FEWEST} or more"
            ));
            return;
        }
        None => return,
    };
    last.wrong.get_or_insert(format!(
        "the last mark of chapter {number} wants the whole of `{module}`: {wrong}"
    ));
}

impl Mark {
    /// What stands in its place: what the reader has now, and what that does.
    pub fn html(&self) -> String {
        let module = escape(self.chapter.module);
        let filter = escape(&self.asks.filter);
        let (has, of) = self.has;
        let has = match has < of {
            true => format!("{has} of the {of} items of <code>{module}</code>"),
            false => format!("all of <code>{module}</code>"),
        };
        let passes = match self.tests {
            1 => "1 test passes".to_owned(),
            tests => format!("{tests} tests pass"),
        };
        format!(
            "\n<p class=\"runs\">You have {has}. <code>cargo test {filter}</code>: \
             {passes}.</p>\n"
        )
    }
}

#[cfg(test)]
mod tests;
