//! The preprocessor `pyobject`: what a chapter's fences and directives become in
//! the built page.
//!
//! | in the chapter | in the page |
//! |---|---|
//! | a fence `pycon`, or `mermaid` that begins `%% heap` | a player, or a picture of the heap |
//! | `{{#item gc::collect}}`, `{{#item refcount::PyRef::clone}}` | an item of `src/`, a method, an implementation of a trait (`Type::Trait`), with file and line |
//! | `{{#item gc::collect#let young}}` | a part of a long function, named by the words that it begins with |
//! | `{{#item gc::collect#..let young}}`, `#let young..let old`, `#let old..` | what stands before a part, from one to before another, from one to the end |
//! | `{{#runs FILTER}}` | what the reader has typed so far builds, and passes the tests that match; at least three a chapter, the last its whole module |
//! | `{{#versions KEY}}` | a table of what CPython's versions answer |
//! | `{{#measured KEY 3.13 ROW}}` | within a sentence, the answer of one version |
//! | `{{#since KEY ROW}}`, `{{#until KEY ROW}}` | the first version that answers as the newest does; the one before it |
//! | `[^name]: Objects/longobject.c@v3.13.0#get_small_int` | a claim that cannot be shown, cited; at most three a chapter |
//! | `{{#outline}}`, `{{#ledger}}`, `{{#live}}` | what the chapter has shown; what all have; the playground |
//!
//! It reads the markdown before mdBook's own preprocessors do, so every line it
//! names is the line of the chapter's file.

mod citations;
mod directives;
mod exercises;
mod figures;
pub mod glossary;
mod ground;
mod items;
mod pycon;
mod sections;
mod session;
mod spans;
mod stills;
mod typed;
mod versions;

use std::io::{Write, stdin, stdout};
use std::ops::Range;
use std::path::Path;

use anyhow::{Result, bail};
use mdbook_mermaid::Mermaid;
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};

use crate::problem::{Problem, Problems};
use crate::{docs, html};
use directives::Directive;
use exercises::Exercises;
use figures::Figures;
use glossary::Glossary;
use items::{Items, Ledger, Mark, Page};
use versions::Versions;

/// How the still pictures get into a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Static {
    /// As they are. mdBook's search then finds their labels too.
    Plain,
    /// Hidden from the search index, until [`html::reveal`] brings them back.
    Unindexed,
}

impl Static {
    fn wrap(self, html: &str) -> String {
        match self {
            Static::Plain => html.to_owned(),
            Static::Unindexed => html::unindexed(html),
        }
    }
}

/// The preprocessor.
pub struct PyObject {
    /// The folder of the compiled player in the built book, if there is one.
    pub player: Option<String>,
    /// How still pictures get into a page.
    pub statics: Static,
    /// Where to put what is wrong.
    pub problems: Problems,
}

/// Speaks mdBook's protocol for the preprocessor of this name: a book as JSON on
/// standard input, the changed book on standard output.
pub fn speak(name: &str) -> Result<()> {
    let problems = Problems::default();
    let preprocessor: Box<dyn Preprocessor> = match name {
        "pyobject" => Box::new(PyObject {
            player: None,
            statics: Static::Plain,
            problems: problems.clone(),
        }),
        "mermaid" => Box::new(Mermaid),
        _ => bail!("there is no preprocessor `{name}` in here"),
    };
    let (context, book) = parse_input(stdin().lock())?;
    let book = preprocessor.run(&context, book)?;
    let found = problems.take();
    for problem in &found {
        eprintln!("error: {problem}");
    }
    if !found.is_empty() {
        bail!("{} problems in the chapters", found.len());
    }
    let mut out = stdout().lock();
    serde_json::to_writer(&mut out, &book)?;
    out.flush()?;
    Ok(())
}

impl Preprocessor for PyObject {
    fn name(&self) -> &str {
        "pyobject"
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == "html")
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let html = context.config.html_config();
        let repository = html.and_then(|html| html.git_repository_url);
        let source = context.config.book.src.display().to_string();
        let chapters = book.iter().filter_map(|item| match item {
            BookItem::Chapter(chapter) => {
                let path = chapter.source_path.as_ref()?.display().to_string();
                Some((path, chapter.content.clone()))
            }
            _ => None,
        });
        let chapters: Vec<Page> = chapters.collect();
        self.report(typed::check(&context.root, &source, &chapters));
        let glossary = Glossary::of(&book, |path, line, message| {
            self.problems
                .add(&format!("{source}/{path}"), line, message);
        });
        let sessions = figures::sessions_of(self, &book, &source);
        let root = &context.root;
        let (figures, (items, ledger, marks)) = rayon::join(
            || figures::draw(self, root, sessions),
            || {
                let items = Items::new(root, repository);
                let ledger = self.ledger(&items, root, &source, &chapters);
                let marks = self.take(items.marks(root, &chapters));
                (items, ledger, marks)
            },
        );
        let mut loom = Loom {
            book: self,
            root,
            figures: self.take(figures),
            ledger,
            marks,
            source,
            items,
            versions: Versions::new(root),
            examples: ground::collect(&book),
            glossary,
            exercises: Exercises::of(&book, root.join(&context.config.book.src)),
        };
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item {
                loom.weave(chapter);
            }
        });
        Ok(book)
    }
}

impl PyObject {
    /// The page that says what is shown where.
    fn ledger(
        &self,
        items: &Items,
        root: &Path,
        source: &str,
        chapters: &[Page],
    ) -> String {
        let Ledger { page, problems } = self.take(items.ledger(root, source, chapters));
        self.report(problems);
        page
    }

    fn report(&self, problems: Vec<Problem>) {
        for Problem {
            file,
            line,
            message,
        } in problems
        {
            self.problems.add(&file, line, message);
        }
    }

    /// What was made; nothing where it could not be, which is a problem.
    fn take<T: Default>(&self, made: Result<T, String>) -> T {
        made.unwrap_or_else(|why| {
            self.problems.add("", 0, why);
            T::default()
        })
    }
}

/// What the chapters share while they are woven, one after the other.
struct Loom<'a> {
    book: &'a PyObject,
    root: &'a Path,
    /// The folder of the chapters, under the repository.
    source: String,
    figures: Figures,
    items: Items,
    /// What `{{#ledger}}` prints.
    ledger: String,
    marks: Vec<Mark>,
    versions: Versions,
    /// What the playground can begin from.
    examples: Vec<ground::Examples>,
    exercises: Exercises,
    glossary: Glossary,
}

/// A piece of a chapter and what stands there instead.
type Edit = (Range<usize>, String);

impl Loom<'_> {
    /// Rewrites one chapter.
    fn weave(&mut self, chapter: &mut Chapter) {
        let Some(path) = &chapter.source_path else {
            return;
        };
        let path = path.display().to_string();
        let file = format!("{}/{path}", self.source);
        let first = chapter
            .number
            .as_ref()
            .and_then(|number| number.first().copied());

        let text = std::mem::take(&mut chapter.content);
        let mut edits = self.figures.remove(&path).unwrap_or_default();
        if let Some(chapter) = self.exercises.chapter(&path) {
            for problem in &chapter.problems {
                self.book
                    .problems
                    .add(&file, problem.line, &problem.message);
            }
        }
        let player = self.book.player.as_deref();
        edits.extend(self.exercises.figures(&text, &path, player));
        match first {
            Some(number) => edits.extend(self.glossary.links(number, &text)),
            None if path == glossary::PAGE => edits.extend(self.glossary.page(&text)),
            None => {}
        }
        for found in directives::find(&text) {
            match self.directive(&found, &file, &path) {
                Ok(Some(html)) => edits.push((found.span, html)),
                Ok(None) => {}
                Err(message) => self.book.problems.add(&file, found.line, message),
            }
        }
        let cited = citations::check(&text, &self.versions.all());
        for (line, message) in cited.problems {
            self.book.problems.add(&file, line, message);
        }
        edits.extend(cited.edits);
        for part in sections::build_parts(&text) {
            edits.push((
                part.start..part.start,
                "\n<div class=\"build-it\">\n\n".into(),
            ));
            edits.push((part.end..part.end, "\n\n</div>\n\n".into()));
        }
        chapter.content = apply(&text, edits);
    }

    /// One directive: what it becomes, nothing if it is mdBook's, or why it is
    /// wrong.
    fn directive(
        &mut self,
        found: &Directive<'_>,
        file: &str,
        path: &str,
    ) -> Result<Option<String>, String> {
        let html = match found.name {
            "item" if !found.in_fence => self.items.weave(found.argument, path)?,
            "runs" if !found.in_fence => self.mark(path, found.line)?,
            "outline" if !found.in_fence => {
                // A book of plain mdBook's has no documentation in it.
                let links = match self.book.player {
                    Some(_) => docs::links(path),
                    None => String::new(),
                };
                self.items.outline(path)? + &links
            }
            "ledger" if !found.in_fence => self.ledger.clone(),
            "live" if !found.in_fence => {
                ground::figure(&self.examples, self.book.player.as_deref(), path)
            }
            "exercise" if !found.in_fence => {
                self.exercises.listing(found.argument, path)?
            }
            "solutions" if !found.in_fence => self.exercises.solutions()?,
            "versions" if !found.in_fence => self.versions.table(found.argument)?,
            // These stand within a sentence.
            "measured" if !found.in_fence => {
                return self.versions.one(found.argument).map(Some);
            }
            "since" if !found.in_fence => {
                return self.versions.since(found.argument).map(Some);
            }
            "until" if !found.in_fence => {
                return self.versions.until(found.argument).map(Some);
            }
            _ => {
                return directives::check_mdbook(found, self.root, file).map(|()| None);
            }
        };
        match found.alone {
            true => Ok(Some(html)),
            false => Err("this directive wants a line of its own".to_owned()),
        }
    }

    /// What stands at the mark on this line.
    fn mark(&self, path: &str, line: usize) -> Result<String, String> {
        let is_here =
            |mark: &&Mark| (mark.place.0.as_str(), mark.place.1) == (path, line);
        let mark = self.marks.iter().find(is_here);
        let mark =
            mark.ok_or("only chapters that `pyobject eject` knows have marks")?;
        match &mark.wrong {
            None => Ok(mark.html()),
            Some(wrong) => Err(wrong.clone()),
        }
    }
}

/// `text` with the edits made. They do not overlap.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (span, new) in edits.into_iter() {
        if span.start >= at {
            out.push_str(&text[at..span.start]);
            out.push_str(&new);
            at = span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests;
