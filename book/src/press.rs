//! Making the book: the player, then mdBook in process, then a check of every
//! link. What is wrong anywhere fails the build and leaves the old book alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_mermaid::Mermaid;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context as LayerContext, Layer, SubscriberExt};

use crate::player::Player;
use crate::preprocess::{PyObject, Static};
use crate::problem::Problems;
use crate::progress::{say, step};
use crate::{docs, html, links, preview, site, weight};

static MERMAID_JS: &[u8] = include_bytes!(env!("MERMAID_JS"));

/// Builds the book into `into`. Says what is wrong and answers false where it
/// cannot be built; an older book in `into` is then untouched. A player that is watched
/// tells which of its functions were called.
pub fn build(root: &Path, into: &Path, watched: bool) -> Result<bool> {
    let problems = listen();
    let next = beside(into, "next");
    let made = make(root, &next, watched, problems);
    let found = problems.take();
    for problem in &found {
        eprintln!("error: {problem}");
    }
    if let Err(error) = &made
        && found.is_empty()
    {
        eprintln!("error: {error:#}");
    }
    if made.is_err() || !found.is_empty() {
        let _ = fs::remove_dir_all(&next);
        let count = found.len().max(1);
        let s = if count == 1 { "" } else { "s" };
        say("book", &format!("not built: {count} error{s}"));
        return Ok(false);
    }
    replace(into, &next)?;
    say("book", &format!("is in {}", shown(root, into)));
    Ok(true)
}

/// Makes the book in a folder that no one looks at yet.
fn make(root: &Path, next: &Path, watched: bool, problems: &Problems) -> Result<()> {
    let begun = step(
        "runtime",
        "compiling it to WebAssembly, documenting its source",
    );
    let (player, documented) = rayon::join(
        || Player::compile(root, &begun, watched),
        || docs::make(root),
    );
    let (player, documented) = (player?, documented?);
    begun.done("compiled and documented");

    let begun = step("book", "replaying and drawing the chapters");
    let mut book = MDBook::load(root)?;
    site::link_for_editing(&mut book)?;
    book.config.build.build_dir = next.to_owned();
    let ours = PyObject {
        player: Some(player.folder.clone()),
        statics: Static::Unindexed,
        problems: problems.clone(),
    };
    book.with_preprocessor(ours).with_preprocessor(Mermaid);
    book.build()?;
    player.write(next)?;
    fs::write(next.join("mermaid.min.js"), MERMAID_JS)?;
    draw_preview(root, &book, next)?;
    let pages = pages(next)?;
    for page in &pages {
        let text = fs::read_to_string(page)?;
        fs::write(page, html::reveal(&text))?;
    }
    if let Some(address) = site::address(&book)? {
        site::publish(&address, next, &pages)?;
    }
    begun.done(&format!("{} pages", pages.len()));
    let (fetched, shown) = rayon::join(
        || weight::check(root, &player),
        || weight::check_pages(root, next, &pages, problems),
    );
    fetched.and(shown)?;
    docs::place(&documented, next)?;

    let begun = step("links", "following every link");
    let count = links::check(root, &book, next, &pages, problems)?;
    begun.done(&format!("{count} followed"));
    Ok(())
}

/// Puts the picture that stands for the book into it.
fn draw_preview(root: &Path, book: &MDBook, next: &Path) -> Result<()> {
    let told = &book.config.book;
    let title = told.title.as_deref().unwrap_or_default();
    let svg = preview::svg(title, told.description.as_deref().unwrap_or_default())?;
    fs::write(next.join("preview.svg"), svg)?;
    // A test says whether it is the same picture.
    if let Ok(png) = fs::read(root.join(preview::FILES[0])) {
        fs::write(next.join(site::PREVIEW), png)?;
    }
    Ok(())
}

/// Every page of a built book, in order of path.
fn pages(book: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    let mut folders = vec![book.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| shown(book, &folder))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "html") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    Ok(pages)
}

/// A path as a reader of messages wants it: from the repository on.
fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// A sibling of `folder` that only this process uses.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}-{what}-{}", std::process::id()))
}

/// Puts the new book where the old one was.
fn replace(into: &Path, next: &Path) -> Result<()> {
    let old = beside(into, "old");
    let moved = fs::rename(into, &old).is_ok();
    fs::rename(next, into)
        .with_context(|| format!("cannot write {}", into.display()))?;
    if moved {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

/// Where mdBook's warnings and errors go: it logs a missing include and goes on,
/// but a book with a hole in it is not a book.
fn listen() -> &'static Problems {
    static HEARD: OnceLock<Problems> = OnceLock::new();
    HEARD.get_or_init(|| {
        let problems = Problems::default();
        let listener = tracing_subscriber::registry().with(Listener(problems.clone()));
        // Nothing else in this process sets one.
        let _ = tracing::subscriber::set_global_default(listener);
        problems
    })
}

/// A tracing layer that keeps what mdBook warns of.
struct Listener(Problems);

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: LayerContext<'_, S>) {
        if *event.metadata().level() <= Level::WARN
            && event.metadata().target().starts_with("mdbook")
        {
            let mut message = Message(String::new());
            event.record(&mut message);
            self.0.add("", 0, format!("mdBook: {}", message.0));
        }
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The pages of a book by name.
    fn texts(folder: &Path) -> BTreeMap<PathBuf, String> {
        let pages = pages(folder).expect("a built book");
        let text = |page: &PathBuf| fs::read_to_string(page).expect("a page");
        let name =
            |page: &PathBuf| page.strip_prefix(folder).expect("below").to_owned();
        pages.iter().map(|page| (name(page), text(page))).collect()
    }

    #[test]
    fn a_plain_mdbook_gives_the_same_pages_through_the_commands_of_book_toml() {
        let root = crate::root();
        let scratch = tempfile::tempdir().expect("a folder");
        let [by_command, in_process] = ["command", "process"].map(|name| {
            let mut book = MDBook::load(root).expect("the book loads");
            book.config.build.build_dir = scratch.path().join(name);
            (book, scratch.path().join(name))
        });
        by_command.0.build().expect("the commands work");
        let (mut book, folder) = in_process;
        let problems = Problems::default();
        let ours = PyObject {
            player: None,
            statics: Static::Plain,
            problems: problems.clone(),
        };
        book.with_preprocessor(ours).with_preprocessor(Mermaid);
        book.build().expect("the book builds");
        assert_eq!(problems.take(), []);
        let (by_command, in_process) = (texts(&by_command.1), texts(&folder));
        let chapters = by_command.keys().filter(|page| {
            page.to_string_lossy()
                .starts_with(|c: char| c.is_ascii_digit())
        });
        let chapters: Vec<&PathBuf> = chapters.collect();
        assert!(chapters.len() > 6, "{chapters:?}");
        // The page for paper has all chapters, to their ends.
        let print = &by_command[Path::new("print.html")];
        for heading in ["Names and objects", "The type of type", "Glossary"] {
            assert!(print.contains(heading), "print.html lacks {heading}");
        }
        assert_eq!(print.matches("Why CPython chose this</a></h3>").count(), 6);
        for page in chapters
            .into_iter()
            .filter(|page| !page.ends_with("404.html"))
        {
            let text = &by_command[page];
            assert!(
                text.contains("rel=\"next"),
                "{page:?} leads to no next page"
            );
            assert!(text.contains("og:title"), "{page:?} says nothing of itself");
        }
        assert!(by_command[Path::new("404.html")].contains("There is no such page"));
        assert!(by_command.keys().eq(in_process.keys()), "other pages");
        for (page, text) in &by_command {
            let lines = text.lines().zip(in_process[page].lines());
            let other: Vec<_> = lines.filter(|(one, two)| one != two).take(3).collect();
            assert_eq!(other, [], "{} differs", page.display());
        }
        assert!(by_command == in_process, "a page is longer than its other");
    }
}
