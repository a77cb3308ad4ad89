//! Whether every link and fragment of the built pages leads somewhere.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use html5ever::tendril::ByteTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;
use rayon::prelude::*;

use crate::problem::Problems;

/// What a page offers and what it asks for.
#[derive(Default)]
struct Page {
    ids: HashSet<String>,
    links: Vec<String>,
}

/// Checks the pages of `built` and answers how many links were followed.
pub fn check(
    root: &Path,
    book: &MDBook,
    built: &Path,
    pages: &[PathBuf],
    problems: &Problems,
) -> Result<usize> {
    let read = pages.par_iter().map(|path| {
        let page = Page::read(&fs::read_to_string(path)?);
        Ok((path.clone(), page))
    });
    let read = read.collect::<Result<HashMap<PathBuf, Page>>>()?;
    let sources = sources(book);
    // The page for printing repeats the others, and so would its dead links.
    let is_print = |path: &&PathBuf| path.ends_with("print.html");
    let (print, chapters): (Vec<_>, Vec<_>) = pages.iter().partition(is_print);
    let (mut count, mut found) = (0, 0);
    for path in chapters.into_iter().chain(print) {
        if is_print(&path) && found > 0 {
            continue;
        }
        let name = path.strip_prefix(built)?;
        for link in &read[path].links {
            count += 1;
            if let Some(why) = dead(link, path, built, &read) {
                let (file, line) = blame(root, &sources, name, link);
                problems.add(&file, line, format!("dead link `{link}`: {why}"));
                found += 1;
            }
        }
    }
    Ok(count)
}

/// Why a link leads nowhere, or `None` if it leads somewhere.
fn dead(
    link: &str,
    page: &Path,
    built: &Path,
    pages: &HashMap<PathBuf, Page>,
) -> Option<String> {
    let elsewhere = ["http://", "https://", "mailto:", "data:"];
    if elsewhere.iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let mut target = match path {
        "" => page.to_owned(),
        path => match path.strip_prefix('/') {
            Some(absolute) => built.join(decode(absolute)),
            None => normal(&page.with_file_name(decode(path))),
        },
    };
    if target.is_dir() {
        target.push("index.html");
    }
    if !target.starts_with(built) {
        return Some("it leads out of the book".to_owned());
    }
    if !target.is_file() {
        return Some("there is no such page".to_owned());
    }
    let page = pages.get(&target)?;
    let fragment = decode(fragment);
    (!fragment.is_empty() && !page.ids.contains(&fragment))
        .then(|| format!("the page has no `#{fragment}`"))
}

/// The chapter files by the page that mdBook makes of them.
fn sources(book: &MDBook) -> HashMap<PathBuf, PathBuf> {
    let chapters = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(chapter),
        _ => None,
    });
    let mut sources = HashMap::new();
    for chapter in chapters {
        if let (Some(page), Some(source)) = (&chapter.path, &chapter.source_path) {
            let source = book.config.book.src.join(source);
            // The first chapter is the front page, too.
            if sources.is_empty() {
                sources.insert(PathBuf::from("index.html"), source.clone());
            }
            sources.insert(page.with_extension("html"), source);
        }
    }
    sources
}

/// The chapter and line that a link of a page was written in.
fn blame(
    root: &Path,
    sources: &HashMap<PathBuf, PathBuf>,
    page: &Path,
    link: &str,
) -> (String, usize) {
    let Some(source) = sources.get(page) else {
        return (format!("target/book/{}", page.display()), 0);
    };
    let text = fs::read_to_string(root.join(source)).unwrap_or_default();
    let markdown = link.replace(".html", ".md");
    let fragment = link.rfind('#').map(|at| &link[at..]);
    let written = [Some(link), Some(markdown.as_str()), fragment];
    let line = written.into_iter().flatten().find_map(|needle| {
        text.lines()
            .position(|line| line.contains(needle))
            .map(|at| at + 1)
    });
    (source.display().to_string(), line.unwrap_or(0))
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// Undoes `%20` and its like.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Page {
    fn read(html: &str) -> Page {
        let queue = BufferQueue::default();
        let bytes: ByteTendril = html.as_bytes().into();
        if let Ok(text) = bytes.try_reinterpret() {
            queue.push_back(text);
        }
        let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink.0.take()
    }
}

/// Collects the ids and links of a page as its tags pass by.
#[derive(Default)]
struct Collector(RefCell<Page>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        self.tag(&tag);
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Collector {
    fn tag(&self, tag: &Tag) {
        let mut page = self.0.borrow_mut();
        for attribute in &tag.attrs {
            let value = attribute.value.to_string();
            match &*attribute.name.local {
                "id" => {
                    page.ids.insert(value);
                }
                "href" | "src" if &*tag.name != "base" => page.links.push(value),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_links_are_seen_but_not_inside_scripts() {
        let html = r##"<h2 id="a">x</h2><a href="b.html#c">y</a>
            <script>"<a href='no'>"</script><svg><use href="#a"/></svg>"##;
        let page = Page::read(html);
        assert!(page.ids.contains("a"));
        assert_eq!(page.links, ["b.html#c", "#a"]);
    }

    #[test]
    fn a_link_to_what_is_not_there_is_dead() {
        let built = tempfile::tempdir().expect("a folder");
        let place = |name: &str| built.path().join(name);
        let mut pages = HashMap::new();
        for (name, html) in [("a.html", "<a href=b.html>"), ("b.html", "<p id=here>")] {
            fs::write(place(name), html).expect("room for a page");
            pages.insert(place(name), Page::read(html));
        }
        let dead = |link| dead(link, &place("a.html"), built.path(), &pages);
        assert_eq!(dead("b.html#here"), None);
        let why = dead("b.html#gone").expect("dead");
        assert!(why.contains("no `#gone`"), "{why}");
        assert!(dead("#here").is_some() && dead("c.html").is_some());
        let why = dead("../b.html").expect("dead");
        assert!(why.contains("out of the book"), "{why}");
    }

    #[test]
    fn a_dead_link_is_told_where_it_was_written() {
        let page = Path::new("00-preface.html");
        let source = PathBuf::from("chapters/00-preface.md");
        let sources = HashMap::from([(page.to_owned(), source)]);
        let root = crate::root();
        let (file, line) = blame(root, &sources, page, "playground.html");
        let text = fs::read_to_string(root.join(&file)).expect("the chapter");
        let line = text.lines().nth(line - 1).expect("the line");
        assert!(line.contains("(playground.md)"), "{file}: {line}");
    }

    #[test]
    fn percent_signs_are_undone() {
        assert_eq!(decode("a%20b%C3%A9%"), "a bé%");
    }
}
