//! The command `pyobject`: a prompt, scripts, and checks of transcripts.
#![deny(unsafe_code)]

mod draw;
mod handout;

use pyobject::python::{Output, RuntimeConsole, Session};
use pyobject::{Options, Runtime, check, eject};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const HELP: &str = "\
Usage: pyobject                      the >>> prompt
       pyobject run FILE [ARG…]      run a script; modules beside it can be imported
       pyobject -c CODE [ARG…]       run a program given as text
       pyobject check [--bless] FILE…  replay the transcripts in .md, .pycon and .py files
       pyobject transcript FILE      replay a .pycon and print it whole
       pyobject draw [--as svg|mermaid|dot|json|moving] [--layers LIST] [--names LIST] FILE
                                     the heap that a script or .pycon leaves behind
       pyobject eject [--solutions] N DIR
                                     chapter N of the book as a crate of its own
       pyobject eject --list         what the crate of each chapter holds
       pyobject handout N DIR        chapter N's questions as a sheet to print, and its key
";

/// Bytes of stack for the thread that runs programs: enough for native code to nest as
/// deep as CPython's may.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let deep = std::thread::Builder::new().stack_size(STACK);
    match deep.spawn(command) {
        Ok(thread) => thread.join().unwrap_or(ExitCode::from(101)),
        Err(error) => fail(&format!("no thread to run in: {error}")),
    }
}

fn command() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match &words[..] {
        [] => prompt(),
        ["-h" | "--help"] => {
            say(HELP);
            ExitCode::SUCCESS
        }
        ["run", file, args @ ..] => match std::fs::read_to_string(file) {
            // As `python` does, a script is named in tracebacks by its whole path.
            Ok(source) => match std::path::absolute(file) {
                Ok(path) => run(&source, Some((file, &path)), args),
                Err(error) => fail(&format!("can't find file '{file}': {error}")),
            },
            Err(error) => fail(&format!("can't open file '{file}': {error}")),
        },
        ["-c", code, args @ ..] => run(code, None, args),
        ["check", "--bless", files @ ..] if !files.is_empty() => replay(files, true),
        ["check", files @ ..] if !files.is_empty() => replay(files, false),
        ["transcript", file] => transcript(file),
        ["eject", "--list"] => {
            print_or_fail(eject::root().and_then(|it| eject::list(&it)))
        }
        ["eject", "--solutions", number, folder] => ejected(number, folder, true),
        ["eject", number, folder] => ejected(number, folder, false),
        ["handout", number, folder] => print_or_fail(eject::root().and_then(|root| {
            let chapter = eject::numbered(number)?;
            let text = root.join("chapters").join(chapter.text);
            handout::handout(chapter.number, &text, Path::new(folder))
        })),
        ["draw", words @ ..] if !words.is_empty() => drawing(words),
        _ => {
            eprint!("{HELP}");
            ExitCode::from(2)
        }
    }
}

/// Takes a chapter out of the book.
fn ejected(number: &str, folder: &str, solved: bool) -> ExitCode {
    let made = eject::root()
        .and_then(|root| eject::eject(&root, number, Path::new(folder), solved));
    print_or_fail(made)
}

/// Prints a text; whoever does not listen to the end is not held to it.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn fail(message: &str) -> ExitCode {
    eprintln!("pyobject: {message}");
    ExitCode::from(2)
}

/// A runtime for a program that was called with these words and has its modules in this
/// folder. Ctrl-C interrupts it: the program sees a KeyboardInterrupt.
fn runtime_for(
    argv: Vec<String>,
    folder: &Path,
) -> (Pin<Box<Runtime>>, Arc<AtomicBool>) {
    let asked = Arc::new(AtomicBool::new(false));
    let handler = asked.clone();
    // Without a handler, Ctrl-C ends the process, as it does where there is none.
    let _ = ctrlc::set_handler(move || handler.store(true, Ordering::Relaxed));
    let rt = Runtime::with(Options {
        interrupt: Some(asked.clone()),
        stack: STACK / 4 * 3,
        argv,
        path: vec![folder.to_owned()],
        input: Some(read_line),
        ..Options::default()
    });
    (rt, asked)
}

/// The next line of standard input. What was printed before is to be seen first.
fn read_line() -> Option<String> {
    let _ = io::stdout().flush();
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .ok()
        .filter(|read| *read > 0)?;
    Some(line)
}

/// Runs a program: of a file, as it was named and by its whole path, or given as text.
fn run(source: &str, file: Option<(&str, &Path)>, args: &[&str]) -> ExitCode {
    let name = file.map_or("-c", |(name, _)| name);
    let words = [name].into_iter().chain(args.iter().copied());
    let folder = file.and_then(|(_, path)| path.parent());
    let argv = words.map(str::to_owned).collect();
    let (rt, _) = runtime_for(argv, folder.unwrap_or(Path::new("")));
    let mut session = Session::passing(&rt);
    let filename = file.map(|(_, path)| path.to_string_lossy());
    if let Some(filename) = &filename {
        session.name_file(filename);
    }
    let output = session.exec(source, filename.as_deref().unwrap_or("<string>"));
    let _ = io::stdout().flush();
    match output {
        Output {
            exit: Some(code), ..
        } => ExitCode::from(code as u8),
        Output { failed: true, .. } => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn replay(files: &[&str], bless: bool) -> ExitCode {
    let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let mut consoles: Vec<Box<dyn check::console::Console>> =
        vec![Box::new(RuntimeConsole)];
    match check::check(&paths, &mut consoles, bless, &mut io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => fail(&error.to_string()),
    }
}

fn transcript(file: &str) -> ExitCode {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return fail(&format!("can't open file '{file}': {error}")),
    };
    match check::transcribe(&text, &mut RuntimeConsole) {
        Ok(whole) => {
            say(&whole);
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error),
    }
}

/// Prints the heap that a program leaves behind.
fn drawing(words: &[&str]) -> ExitCode {
    let asked = draw::Drawing::asked(words);
    print_or_fail(asked.and_then(|drawing| drawing.draw(STACK / 4 * 3)))
}

fn print_or_fail(text: Result<String, String>) -> ExitCode {
    match text {
        Ok(text) => {
            say(&text);
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error),
    }
}

/// Reads inputs until the end of the file; an input may have several lines.
fn prompt() -> ExitCode {
    let Ok(mut editor) = rustyline::DefaultEditor::new() else {
        return fail("the terminal cannot be used");
    };
    println!("pyobject 0.1, like CPython 3.13. Ctrl-D ends.");
    let (rt, interrupt) = runtime_for(vec![String::new()], Path::new(""));
    let mut session = Session::passing(&rt).at_prompt().line_by_line();
    loop {
        let [first, later] = ["ps1", "ps2"].map(|name| session.prompt(name));
        let mut input = match editor.readline(&first) {
            Ok(line) => line,
            Err(rustyline::error::ReadlineError::Interrupted) => {
                println!("KeyboardInterrupt");
                continue;
            }
            Err(_) => {
                eprintln!();
                return ExitCode::SUCCESS;
            }
        };
        let mut open = session.is_incomplete(&input);
        while open {
            match editor.readline(&later) {
                Ok(line) => {
                    input = format!("{input}\n{line}");
                    open = session.is_incomplete(&input);
                }
                Err(rustyline::error::ReadlineError::Interrupted) => {
                    println!("KeyboardInterrupt");
                    input.clear();
                    open = false;
                }
                // What is not whole now never will be; the error says so.
                Err(_) => open = false,
            }
        }
        if !input.trim().is_empty() {
            let _ = editor.add_history_entry(&input);
        }
        interrupt.store(false, Ordering::Relaxed);
        let output = session.push(&format!("{input}\n"));
        let _ = io::stdout().flush();
        if let Some(code) = output.exit {
            return ExitCode::from(code as u8);
        }
    }
}
