//! What stands in place of the chapters' `pycon` blocks and heap figures.
//!
//! Each session is run once, from its first block to its last, by a runtime of its own.
//! So all sessions of the book are run at once, on as many cores as there are.

use std::collections::BTreeMap;

use mdbook_preprocessor::book::{Book, BookItem};
use pyobject::check::markdown::{self, Block};
use pyobject::lens::Layers;
use pyobject::python::record::{Mode, Recorder};
use pyobject::{Options, Runtime};
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

use super::session::{Part, Session};
use super::spans::{self, Span};
use super::stills::{self, Stills};
use super::{Edit, PyObject, pycon};
use crate::html;

/// How much a session may compute while it is drawn: more than any chapter needs.
const FUEL: u64 = 2_000_000_000;

/// The stack of a thread that runs sessions, in bytes: what a program's first thread
/// has, since how deep a transcript may call is told in bytes too.
const STACK: usize = 8 << 20;

/// The edits of each chapter, by its path.
pub type Figures = BTreeMap<String, Vec<Edit>>;

/// A session that waits to be run.
pub struct Waiting {
    /// The chapter's path.
    path: String,
    layers: Layers,
    pieces: Vec<Piece>,
}

/// A block of a session.
struct Piece {
    block: Block,
    span: Span,
    /// What it says to the session; nothing if it is a figure.
    part: Option<Part>,
    /// Whether it is a figure that only repeats the picture of the block above.
    repeats: bool,
}

/// The sessions of all chapters, which lie in the folder `source`. A page without a
/// number shows what the last chapter that has one may show.
pub fn sessions_of(book: &PyObject, pages: &Book, source: &str) -> Vec<Waiting> {
    let mut number = 0;
    let mut all = Vec::new();
    for item in pages.iter() {
        let BookItem::Chapter(chapter) = item else {
            continue;
        };
        let first = chapter.number.as_ref().and_then(|number| number.first());
        number = first.copied().unwrap_or(number);
        let Some(path) = &chapter.source_path else {
            continue;
        };
        let path = path.display().to_string();
        let file = format!("{source}/{path}");
        all.extend(sessions(book, &file, &path, number, &chapter.content));
    }
    all
}

/// The sessions of a chapter with this text, in order. What is wrong with a block is
/// told of `file`.
pub fn sessions(
    book: &PyObject,
    file: &str,
    path: &str,
    number: u32,
    text: &str,
) -> Vec<Waiting> {
    let (blocks, problems) = markdown::parse(text);
    for problem in problems {
        book.problems.add(file, problem.line, problem.message);
    }
    let new = || Waiting {
        path: path.to_owned(),
        layers: stills::layers(number),
        pieces: Vec::new(),
    };
    let mut session = Session::new(path);
    let mut sessions: Vec<Waiting> = Vec::new();
    for (block, span) in blocks.into_iter().zip(spans::spans(text)) {
        let part = match block.lang.as_str() {
            "pycon" => match session.next(&block) {
                Ok(part) => Some(part),
                Err(problem) => {
                    book.problems.add(file, problem.line, problem.message);
                    continue;
                }
            },
            _ if block.heap_header().is_some() => None,
            _ => continue,
        };
        if sessions.is_empty() || part.as_ref().is_some_and(|part| part.begins) {
            sessions.push(new());
        }
        if let Some(Waiting { pieces, .. }) = sessions.last_mut() {
            let repeats = part.is_none() && repeats(text, pieces, &block, &span);
            pieces.push(Piece {
                block,
                span,
                part,
                repeats,
            });
        }
    }
    sessions
}

/// Whether a figure stands right below a block whose picture shows the same: then it is
/// for those who read the chapter's source.
fn repeats(text: &str, above: &[Piece], figure: &Block, at: &Span) -> bool {
    let Some(Piece {
        part: Some(part),
        span,
        ..
    }) = above.last()
    else {
        return false;
    };
    let end = span.list.as_ref().unwrap_or(&span.fence).end;
    part.live
        && text[end..at.fence.start].trim().is_empty()
        && stills::repeats(figure, &part.turns)
}

/// Runs the sessions and draws what they hold.
///
/// # Errors
/// The system has no room for another thread.
pub fn draw(
    book: &PyObject,
    sessions: Vec<Waiting>,
) -> Result<Figures, ThreadPoolBuildError> {
    let threads = ThreadPoolBuilder::new().stack_size(STACK).build()?;
    let drawn: Vec<(String, Vec<Edit>)> =
        threads.install(|| sessions.into_par_iter().map(|it| run(book, it)).collect());
    let mut figures = Figures::new();
    for (path, edits) in drawn {
        figures.entry(path).or_default().extend(edits);
    }
    Ok(figures)
}

/// Runs one session. Returns its chapter's path too.
fn run(book: &PyObject, session: Waiting) -> (String, Vec<Edit>) {
    let layers = session.layers;
    let rt = Runtime::with(Options {
        fuel: Some(FUEL),
        ..Options::default()
    });
    let mut recorder = Recorder::new(&rt, layers, Mode::Prompt);
    let mut edits = Vec::new();
    for piece in session.pieces {
        let block = &piece.block;
        let html = match &piece.part {
            None if piece.repeats => String::new(),
            None => stills::figure(&mut recorder, block, layers),
            Some(part) => {
                let stills = match part.live {
                    true => stills::record(&mut recorder, &part.turns, layers),
                    false => Stills::default(),
                };
                pycon::figure(block, part, &stills, layers, book, &session.path)
            }
        };
        let indent = format!("\n{}", block.indent);
        let html = html::block(&html).replace('\n', &indent);
        edits.push((piece.span.fence, format!("{html}\n")));
        edits.extend(piece.span.list.map(|list| (list, String::new())));
    }
    (session.path, edits)
}
