//! `cargo book`: builds the book, serves it, and builds it again when a chapter
//! changes.
//!
//! mdBook and mdbook-mermaid are libraries in here, so nothing need be
//! installed. The same preprocessor also serves a plain `mdbook build`, which
//! asks for it through book.toml: such a book has every picture and every
//! transcript, but its players stand still, since only `cargo book` compiles
//! the runtime for the page.
#![deny(unsafe_code)]

mod docs;
mod highlight;
mod html;
mod links;
mod player;
mod preprocess;
mod press;
mod preview;
mod problem;
mod progress;
mod serve;
mod site;
mod split;
mod stats;
mod weight;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
Build the book with its live examples, serve it, and reload on change.

Usage: cargo book [serve] [--port N] [--open]
       cargo book build [--into DIR] [--watched]
       cargo book stats
       cargo book later FILE
       cargo book preprocess NAME [supports RENDERER]

  serve         build, then serve on 127.0.0.1 until Ctrl-C (the default)
  build         only build, into target/book
  stats         how long each chapter is, and what it has to offer
  later         write book/later.txt, which says what of the player a page need not start
                with; FILE says what a watched player has called, and is made by
                WATCHED=1 cargo test --test browser
  preprocess    speak mdBook's preprocessor protocol on standard input; NAME is
                `pyobject` or `mermaid` (book.toml calls this for `mdbook build`)

  --port N      the port to try first [default: 3000]; the next free one is taken
  --open        open the book in a browser
  --into DIR    where to put the book [default: target/book]
  --watched     with a player that tells which of its functions were called
  -h, --help    print this
";

/// What the command line asks for.
enum Ask {
    Help,
    Build { into: PathBuf, watched: bool },
    Later { file: PathBuf },
    Stats,
    Serve { port: u16, open: bool },
    Preprocess { name: String },
    Supports { renderer: String },
}

fn main() -> ExitCode {
    let done = docs::as_rustdoc().unwrap_or_else(|| ask().and_then(run));
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line.
fn ask() -> Result<Ask> {
    use lexopt::prelude::*;
    let mut words: Vec<String> = Vec::new();
    let (mut port, mut open, mut into) = (3000, false, root().join("target/book"));
    let mut watched = false;
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Ask::Help),
            Long("port") => port = parser.value()?.parse()?,
            Long("open") => open = true,
            Long("into") => into = std::path::absolute(parser.value()?)?,
            Long("watched") => watched = true,
            Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Ok(match words[..] {
        [] | ["serve"] => Ask::Serve { port, open },
        ["build"] => Ask::Build { into, watched },
        ["later", file] => Ask::Later { file: file.into() },
        ["stats"] => Ask::Stats,
        ["preprocess", name] => Ask::Preprocess {
            name: name.to_owned(),
        },
        ["preprocess", _, "supports", renderer] => Ask::Supports {
            renderer: renderer.to_owned(),
        },
        _ => bail!(
            "no such command: {} (see cargo book --help)",
            words.join(" ")
        ),
    })
}

/// Does what was asked.
fn run(ask: Ask) -> Result<ExitCode> {
    match ask {
        Ask::Help => print!("{HELP}"),
        Ask::Build { into, watched } => {
            if !press::build(root(), &into, watched)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Ask::Serve { port, open } => {
            let book = root().join("target/book");
            let built = press::build(root(), &book, false)?;
            if !built && !book.join("index.html").is_file() {
                return Ok(ExitCode::FAILURE);
            }
            serve::run(root(), &book, port, open)?;
        }
        Ask::Later { file } => {
            let marks = fs::read(&file).with_context(|| file.display().to_string())?;
            player::write_later(root(), &marks)?;
        }
        Ask::Stats => print!("{}", stats::told(root())?),
        Ask::Preprocess { name } => preprocess::speak(&name)?,
        // mdBook asks by exit code whether to run the preprocessor.
        Ask::Supports { renderer } => {
            return Ok(ExitCode::from(u8::from(renderer != "html")));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The repository, which holds book.toml.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("book/ lies in the repository")
}
