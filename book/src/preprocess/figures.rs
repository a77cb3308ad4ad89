//! What stands in place of the chapters' `pycon` blocks and heap figures.
//!
//! Each session is run once, from its first block to its last, by a runtime of its own.
//! So all sessions of the book are run at once, on as many cores as there are; and one
//! that says what it said when the same program drew it before is not run again.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, fs};

use mdbook_preprocessor::book::{Book, BookItem};
use pyobject::check::markdown::{self, Block};
use pyobject::eject::Store;
use pyobject::lens::Layers;
use pyobject::python::record::{Mode, Recorder};
use pyobject::{Options, Runtime};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

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

/// What sessions have become, as HTML, a text a piece: by what each says, as a number.
type Drawn = BTreeMap<u64, Vec<String>>;

/// A block of a session.
#[derive(Debug)]
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

/// Runs the sessions and draws what they hold. For the live book, what this program has
/// drawn before is not drawn again, unless `REQUIRE_ALL` is set.
///
/// # Errors
/// The system has no room for another thread, or the folder of what is kept none for a
/// file.
pub fn draw(
    book: &PyObject,
    root: &Path,
    sessions: Vec<Waiting>,
) -> Result<Figures, String> {
    let make = |before: Drawn| run_all(book, &sessions, before);
    let all = env::var_os("REQUIRE_ALL").is_some();
    let drawn = match program().filter(|_| book.player.is_some() && !all) {
        None => make(Drawn::new())?,
        Some(program) => {
            let keys: Vec<u64> = sessions.iter().map(|it| key(book, it)).collect();
            let (_, drawn) = Store::below(root).keep_newest(
                "drawn",
                &(&program, keys),
                |newest: Option<(String, Drawn)>| {
                    let before = newest.filter(|(by, _)| *by == program);
                    let before = before.map(|(_, drawn)| drawn);
                    Ok((program.clone(), make(before.unwrap_or_default())?))
                },
            )?;
            drawn
        }
    };
    let mut figures = Figures::new();
    for session in sessions {
        let htmls = drawn.get(&key(book, &session)).into_iter().flatten();
        let edits = figures.entry(session.path).or_default();
        for (piece, html) in session.pieces.into_iter().zip(htmls) {
            let indent = format!("\n{}", piece.block.indent);
            let html = html::block(html).replace('\n', &indent);
            edits.push((piece.span.fence, format!("{html}\n")));
            edits.extend(piece.span.list.map(|list| (list, String::new())));
        }
    }
    Ok(figures)
}

/// What tells this program from what was built before or will be; nothing where the
/// system does not say.
fn program() -> Option<String> {
    let about = env::current_exe().and_then(fs::metadata).ok()?;
    Some(format!("{} {:?}", about.len(), about.modified().ok()?))
}

/// All that a session's pictures are made from but the program.
fn key(book: &PyObject, session: &Waiting) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&session.path, session.layers, &book.player).hash(&mut hasher);
    format!("{:?}", session.pieces).hash(&mut hasher);
    hasher.finish()
}

/// Runs the sessions that were not drawn before.
fn run_all(
    book: &PyObject,
    sessions: &[Waiting],
    mut before: Drawn,
) -> Result<Drawn, String> {
    let known: Vec<_> = sessions
        .iter()
        .map(|session| {
            let key = key(book, session);
            (key, session, before.remove(&key))
        })
        .collect();
    let threads = ThreadPoolBuilder::new().stack_size(STACK).build();
    let threads = threads.map_err(|why| why.to_string())?;
    let drawn = |(key, session, before): (u64, _, Option<Vec<String>>)| {
        (key, before.unwrap_or_else(|| run(book, session)))
    };
    Ok(threads.install(|| known.into_par_iter().map(drawn).collect()))
}

/// Runs one session: its pieces as HTML.
fn run(book: &PyObject, session: &Waiting) -> Vec<String> {
    let layers = session.layers;
    let rt = Runtime::with(Options {
        fuel: Some(FUEL),
        ..Options::default()
    });
    let mut recorder = Recorder::new(&rt, layers, Mode::Prompt);
    let pieces = session.pieces.iter().map(|piece| {
        let block = &piece.block;
        match &piece.part {
            None if piece.repeats => String::new(),
            None => stills::figure(&mut recorder, block, layers),
            Some(part) => {
                let stills = match part.live {
                    true => stills::record(&mut recorder, &part.turns, layers),
                    false => Stills::default(),
                };
                pycon::figure(block, part, &stills, layers, book, &session.path)
            }
        }
    });
    pieces.collect()
}
