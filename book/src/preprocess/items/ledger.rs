//! The ledger: which chapter shows each item of the modules that the chapters
//! build, and why the others are left out.
//!
//! An item is what has a name of its own; an `impl` of a trait is one. Its lines
//! are those that a chapter would show, so without its doc comment. Tests,
//! submodules, `use` and unnamed macro calls are no items.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::index::{Entry, Index};
use super::omissions::{Omission, Omissions, Reason};
use super::{anchor, nearest};
use crate::preprocess::directives;
use crate::problem::Problem;

/// The modules that the chapters build, in the chapters' order.
const MODULES: [&str; 7] = [
    "names",
    "refcount",
    "alias",
    "objects::list",
    "small_ints",
    "object",
    "typeobject",
];

/// How much of a module is to be shown, in percent of its lines.
const AIM: usize = 90;

/// A chapter: its path below the folder of the chapters, and its text.
pub type Page = (String, String);

/// The ledger, balanced.
pub struct Ledger {
    /// What `{{#ledger}}` prints.
    pub page: String,
    /// What does not balance.
    pub problems: Vec<Problem>,
}

/// An `{{#item …}}` in a chapter.
struct Show<'a> {
    entry: Entry,
    chapter: &'a Page,
    line: usize,
}

impl Show<'_> {
    /// A link to where the item stands.
    fn link(&self, words: &str) -> String {
        let anchor = anchor(&self.entry.called());
        format!("[{words}]({}#{anchor})", self.chapter.0)
    }

    fn overlaps(&self, other: &Show<'_>) -> bool {
        let ((first, last), (start, end)) = (self.entry.lines, other.entry.lines);
        self.entry.file == other.entry.file && first <= end && start <= last
    }
}

/// Balances the ledger of `chapters`, which lie in the folder `source`.
pub fn balance(
    index: &Index,
    omissions: &str,
    source: &str,
    chapters: &[Page],
) -> Ledger {
    let (omissions, problems) = Omissions::parse(omissions);
    let mut shows = Vec::new();
    for chapter in chapters {
        for found in directives::find(&chapter.1) {
            if found.name != "item" || found.in_fence {
                continue;
            }
            // Weaving reports a name that is none.
            if let Ok(entry) = index.find(found.argument) {
                shows.push(Show {
                    entry,
                    chapter,
                    line: found.line,
                });
            }
        }
    }
    let mut clerk = Clerk {
        omissions: &omissions,
        source,
        shows,
        used: BTreeSet::new(),
        page: String::new(),
        problems,
    };
    for module in MODULES {
        clerk.module(module, &items(index, module));
    }
    clerk.unused(index);
    Ledger {
        page: clerk.page,
        problems: clerk.problems,
    }
}

/// The items of a module's own file, by name. Those that share a name are one.
fn items<'a>(index: &'a Index, module: &str) -> IndexMap<String, Vec<&'a Entry>> {
    let path: Vec<&str> = module.split("::").collect();
    let stem = format!("src/{}", path.join("/"));
    let files = [format!("{stem}.rs"), format!("{stem}/mod.rs")];
    let here = |entry: &&Entry| {
        files.contains(&entry.file) && entry.path[path.len()] != "tests"
    };
    let all: Vec<&Entry> = index.entries.iter().filter(here).collect();
    let mut items: IndexMap<String, Vec<&Entry>> = IndexMap::new();
    for entry in &all {
        if !all.iter().any(|outer| within(entry, outer)) {
            items.entry(entry.name()).or_default().push(entry);
        }
    }
    items
}

/// Whether `inner` is a part of `outer`.
fn within(inner: &Entry, outer: &Entry) -> bool {
    inner.file == outer.file
        && inner.lines != outer.lines
        && outer.lines.0 <= inner.lines.0
        && inner.lines.1 <= outer.lines.1
}

/// Goes through the modules and writes the page.
struct Clerk<'a> {
    omissions: &'a Omissions,
    source: &'a str,
    shows: Vec<Show<'a>>,
    /// The lines of the omissions that an item has needed.
    used: BTreeSet<usize>,
    page: String,
    problems: Vec<Problem>,
}

impl Clerk<'_> {
    fn module(&mut self, module: &str, items: &IndexMap<String, Vec<&Entry>>) {
        let (mut shown, mut total) = (0, 0);
        let mut rows = String::new();
        for (name, entries) in items {
            let lines = |entry: &Entry| entry.lines.1 - entry.lines.0 + 1;
            let all: usize = entries.iter().map(|entry| lines(entry)).sum();
            let shows: Vec<usize> = (0..self.shows.len())
                .filter(|at| {
                    let show = &self.shows[*at].entry;
                    let is = |item: &&Entry| {
                        within(show, item)
                            || (&show.file, show.lines) == (&item.file, item.lines)
                    };
                    entries.iter().any(is)
                })
                .collect();
            let seen = self.once(&shows);
            let seen: usize = seen.iter().map(|at| lines(&self.shows[*at].entry)).sum();
            let place = self.place(name, entries[0], shows.first().copied());
            rows += &format!("| `{name}` | {place} | {seen} of {all} |\n");
            (shown, total) = (shown + seen, total + all);
        }
        let share = shown * 100 / total.max(1);
        self.floor(module, share);
        self.page += &format!(
            "\n## `{module}`\n\n{shown} of {total} lines are shown: {share} %.\n\n\
             | Item | Shown in, or why not | Lines shown |\n|---|---|---:|\n{rows}"
        );
    }

    /// Of the places that show parts of one item, those that show something new.
    fn once(&mut self, shows: &[usize]) -> Vec<usize> {
        let mut new: Vec<usize> = Vec::new();
        for at in shows {
            let show = &self.shows[*at];
            let elsewhere =
                new.iter()
                    .map(|before| &self.shows[*before])
                    .find(|before| {
                        before.overlaps(show) || before.chapter.0 != show.chapter.0
                    });
            match elsewhere {
                None => new.push(*at),
                Some(before) => self.problems.push(Problem {
                    file: format!("{}/{}", self.source, show.chapter.0),
                    line: show.line,
                    message: format!(
                        "`{}` is shown already, at {}/{}:{}; link to it",
                        show.entry.called(),
                        self.source,
                        before.chapter.0,
                        before.line
                    ),
                }),
            }
        }
        new
    }

    /// Where an item is shown, or why it is not.
    fn place(&mut self, name: &str, entry: &Entry, shown: Option<usize>) -> String {
        let omission = self.omissions.of(name);
        self.used.extend(omission.map(|omission| omission.line));
        match (shown.map(|at| &self.shows[at]), omission) {
            (Some(show), None) => {
                let mut lines = show.chapter.1.lines();
                let title = lines.find_map(|line| line.strip_prefix("# "));
                show.link(title.unwrap_or(&show.chapter.0))
            }
            (Some(show), Some(omission)) => {
                self.problems.push(omission.problem(format!(
                    "this omission is no longer needed: `{name}` is shown at {}/{}:{}",
                    self.source, show.chapter.0, show.line
                )));
                String::new()
            }
            (None, Some(omission)) => self.reason(omission),
            (None, None) => {
                self.problems.push(Problem {
                    file: entry.file.clone(),
                    line: entry.lines.0,
                    message: format!(
                        "no chapter shows `{name}`, and {} does not say why",
                        Omissions::FILE
                    ),
                });
                String::new()
            }
        }
    }

    /// A reason in words.
    fn reason(&mut self, omission: &Omission) -> String {
        let Reason::Like(like) = &omission.reason else {
            return omission.reason.to_string();
        };
        let is = |show: &&Show<'_>| show.entry.name() == *like;
        if let Some(show) = self.shows.iter().find(is) {
            return format!("like {}", show.link(&format!("`{like}`")));
        }
        let names: Vec<String> = self.shows.iter().map(|s| s.entry.name()).collect();
        let near = nearest(like, names.iter().map(String::as_str));
        let why = format!("no chapter shows `{like}`, to be like it{near}");
        self.problems.push(omission.problem(why));
        String::new()
    }

    /// Holds a module to the share of its lines that was shown before.
    fn floor(&mut self, module: &str, share: usize) {
        let (floor, line) = self.omissions.floor(module);
        let said = match share.min(AIM) {
            share if share < floor => "show more of it",
            share if share > floor => "raise its share here",
            _ => return,
        };
        self.problems.push(Problem {
            file: Omissions::FILE.to_owned(),
            line,
            message: format!("`{module}` is shown to {share} %, not {floor} %: {said}"),
        });
    }

    /// Finds fault with each omission that no item needed.
    fn unused(&mut self, index: &Index) {
        let names: Vec<String> = index.entries.iter().map(Entry::name).collect();
        for omission in self.omissions.all() {
            if !self.used.contains(&omission.line) {
                let near = nearest(&omission.name, names.iter().map(String::as_str));
                self.problems.push(omission.problem(format!(
                    "this omission is no longer needed: no chapter's module has \
                     another `{}`{near}",
                    omission.name
                )));
            }
        }
    }
}

#[cfg(test)]
mod tests;
