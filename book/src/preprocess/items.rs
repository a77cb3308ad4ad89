//! `{{#item path}}` and `{{#runs FILTER}}`: showing the runtime's source as it
//! is, by name rather than by line, and what can be done with what was shown.

mod index;
mod ledger;
mod marks;
mod omissions;
mod parts;
#[cfg(test)]
pub mod sources;

use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;
use strsim::levenshtein;

use crate::html::escape;
use index::{Entry, Index};
pub use ledger::{Ledger, Page};
pub use marks::Mark;
use omissions::Omissions;

/// The items of `src/`, and which chapter has shown which.
pub struct Items {
    index: Result<Arc<Index>, String>,
    /// Where the files are published, if anywhere.
    repository: Option<String>,
    /// Each item and part that was shown, by what it is called.
    shown: IndexMap<String, Shown>,
}

/// Where an item was shown.
struct Shown {
    /// Its path.
    name: String,
    chapter: String,
    anchor: String,
}

impl Items {
    /// Reads the source of the runtime under `root`.
    pub fn new(root: &Path, repository: Option<String>) -> Items {
        Items::of(Index::read(root).map(Arc::new), repository)
    }

    /// The items of a source that was read before.
    fn of(index: Result<Arc<Index>, String>, repository: Option<String>) -> Items {
        Items {
            index,
            repository,
            shown: IndexMap::new(),
        }
    }

    /// The source of the item at `path`, for the chapter `chapter`. An item
    /// belongs to the first chapter that shows it; the others link there.
    pub fn weave(&mut self, path: &str, chapter: &str) -> Result<String, String> {
        let index = self.index.as_ref().map_err(String::clone)?;
        let entry = index.find(path)?;
        let called = entry.called();
        if let Some(before) = self.shown.get(&called) {
            let link = match before.chapter == chapter {
                true => String::new(),
                false => "../".repeat(chapter.matches('/').count()) + &before.chapter,
            };
            let (name, anchor) = (entry.name(), &before.anchor);
            return Ok(format!("→ [`{name}`]({link}#{anchor}), shown before.\n"));
        }
        let anchor = anchor(&called);
        let figure = self.figure(&entry, &anchor);
        let shown = Shown {
            name: entry.name(),
            chapter: chapter.to_owned(),
            anchor,
        };
        self.shown.insert(called, shown);
        Ok(figure)
    }

    /// What the chapter has shown so far, as a list of links. What was shown in parts
    /// stands there once.
    pub fn outline(&self, chapter: &str) -> Result<String, String> {
        let mut anchors: IndexMap<&str, &str> = IndexMap::new();
        for shown in self.shown.values().filter(|one| one.chapter == chapter) {
            anchors.entry(&shown.name).or_insert(&shown.anchor);
        }
        let lines = anchors.iter();
        let lines = lines.map(|(name, anchor)| format!("- [`{name}`](#{anchor})\n"));
        let lines = lines.collect::<String>();
        match lines.is_empty() {
            true => {
                Err("this chapter has shown no item that an outline could list".into())
            }
            false => Ok(format!("\n{lines}\n")),
        }
    }

    /// An item with its name, file and line above it.
    fn figure(&self, entry: &Entry, anchor: &str) -> String {
        let (file, (first, last)) = (&entry.file, entry.lines);
        let place = match &self.repository {
            Some(repository) => format!(
                "<a href=\"{}/blob/main/{file}#L{first}-L{last}\">{file}:{first}</a>",
                repository.trim_end_matches('/')
            ),
            None => format!("{file}:{first}"),
        };
        let name = escape(&entry.name());
        let part = entry.part.as_ref().map_or("", |_| ", in part");
        // Longer than any run of backticks in the source.
        let runs = entry.source.split(|c| c != '`').map(str::len);
        let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
        format!(
            "\n<figure class=\"item\" id=\"{anchor}\">\n\
             <figcaption><code>{name}</code>{part} <span class=\"place\">{place}</span>\
             </figcaption>\n\n{fence}rust,noplayground\n{}{fence}\n\n</figure>\n",
            entry.source
        )
    }

    /// What the chapters, which lie in the folder `source` under `root`, show and
    /// what they leave out.
    pub fn ledger(
        &self,
        root: &Path,
        source: &str,
        chapters: &[Page],
    ) -> Result<Ledger, String> {
        let index = self.index.as_ref().map_err(String::clone)?;
        let omissions = omissions(root)?;
        Ok(ledger::balance(index, &omissions, source, chapters))
    }

    /// The marks of the chapters.
    pub fn marks(&self, root: &Path, chapters: &[Page]) -> Result<Vec<Mark>, String> {
        let index = self.index.as_ref().map_err(String::clone)?;
        // What is wrong with the list is the ledger's to say.
        let (omissions, _) = Omissions::parse(&omissions(root)?);
        marks::marks(root, index, &omissions, chapters)
    }
}

/// The list of what the chapters leave out.
fn omissions(root: &Path) -> Result<String, String> {
    std::fs::read_to_string(root.join(Omissions::FILE))
        .map_err(|why| format!("{}: {why}", Omissions::FILE))
}

/// Where in its chapter an item that is called so is shown.
fn anchor(called: &str) -> String {
    let called = called.replace("..", " to ").to_lowercase();
    let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
    let words = called.split(is_sign).filter(|word| !word.is_empty());
    let words: String = words.flat_map(|word| ["-", word]).collect();
    format!("item{words}")
}

/// A clause that names what the author may have meant; empty if nothing is near.
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    let last = |name: &'a str| name.rsplit("::").next().unwrap_or(name);
    let wanted_last = wanted.rsplit("::").next().unwrap_or(wanted);
    let mut near: Vec<(usize, &str)> = names
        .map(|name| {
            (
                levenshtein(wanted_last, last(name)) * 2 + levenshtein(wanted, name),
                name,
            )
        })
        .filter(|(far, name)| *far <= name.len().max(wanted.len()) * 3 / 2)
        .collect();
    near.sort();
    near.dedup();
    let names: Vec<String> = near
        .iter()
        .take(3)
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    match names.is_empty() {
        true => String::new(),
        false => format!("; near it: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_meets_its_neighbours() {
        let names = ["refcount::PyRef::clone", "gc::collect", "names::Namespace"];
        let near = nearest("refcount::PyRef::clon", names.into_iter());
        assert!(
            near.starts_with("; near it: `refcount::PyRef::clone`"),
            "{near}"
        );
    }
}
