//! `pyobject check` and `pyobject transcript`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::console::{Console, Step};
use super::plan::plan;
use super::replay::{Mismatch, bless, left_out, replay};
use super::transcript;

/// Replays the sessions and figures of files and writes what differs.
///
/// With `rewrite`, the files are first made to say what the first console shows, each
/// difference being written; then what differs still. Tells whether nothing does.
///
/// # Errors
/// A file cannot be read or written.
pub fn check(
    paths: &[PathBuf],
    consoles: &mut [Box<dyn Console>],
    rewrite: bool,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let mut good = true;
    for path in paths {
        let mut text = read(path)?;
        if let Some(first) = consoles.first_mut().filter(|_| rewrite) {
            let mut mismatches = replay(&plan(path, &text), first.as_mut());
            mismatches.retain(|mismatch| mismatch.edit.is_some());
            let blessed = bless(&text, &mismatches);
            if blessed != text {
                std::fs::write(path, &blessed)?;
                text = blessed;
                for mismatch in mismatches {
                    write!(out, "{}:{mismatch}", path.display())?;
                }
                let name = path.display();
                writeln!(out, "{name}: rewritten as shown above")?;
            }
        }
        let report = check_text(path, &text, consoles);
        good &= report.is_empty();
        out.write_all(report.as_bytes())?;
        if let Some(first) = consoles.first()
            && let Some(note) = left_out_note(path, &text, first.as_ref())
        {
            writeln!(out, "{note}")?;
        }
    }
    Ok(good)
}

/// Replays a file's text on each console: what differs, each difference beginning with
/// `path:line:`; empty where nothing does.
pub fn check_text(
    path: &Path,
    text: &str,
    consoles: &mut [Box<dyn Console>],
) -> String {
    let plan = plan(path, text);
    let name = path.display();
    let mut report = String::new();
    for problem in &plan.problems {
        report.push_str(&format!("{name}:{}: {}\n", problem.line, problem.message));
    }
    for console in consoles {
        let mismatches: Vec<Mismatch> = replay(&plan, console.as_mut());
        for mismatch in mismatches {
            report.push_str(&format!("{name}:{mismatch}"));
        }
    }
    report
}

/// How many blocks of a file a console left out for want of the feature `trace-refs`;
/// nothing if none.
pub fn left_out_note(path: &Path, text: &str, console: &dyn Console) -> Option<String> {
    let count = left_out(&plan(path, text), console);
    let plural = if count == 1 { "" } else { "s" };
    let name = path.display();
    (count > 0)
        .then(|| format!("{name}: skipped {count} block{plural} marked trace-refs"))
}

/// A session as it reads in full: each input with its prompts, and what it shows.
///
/// # Errors
/// The text is no session, or the console gives up.
pub fn transcribe(text: &str, console: &mut dyn Console) -> Result<String, String> {
    let entries = transcript::entries(text, 1)
        .map_err(|problem| format!("line {}: {}", problem.line, problem.message))?;
    let steps: Vec<Step> = entries.iter().map(|e| Step::Input(&e.input)).collect();
    let shown = console.session(&steps)?;
    let mut session = String::new();
    for (entry, output) in entries.iter().zip(shown) {
        session.push_str(&transcript::with_prompts(&entry.input));
        let output = output.unwrap_or_default();
        session.push_str(&output);
        if !output.is_empty() && !output.ends_with('\n') {
            session.push('\n');
        }
    }
    Ok(session)
}

fn read(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        io::Error::new(error.kind(), format!("{}: {error}", path.display()))
    })
}
