//! The lines that say which step is running, and how long each took.

use std::io::{IsTerminal, Write};
use std::time::Instant;

/// A step that has begun. [`Step::done`] ends its line.
pub struct Step {
    began: Instant,
    name: &'static str,
}

/// Says that a step begins.
pub fn step(name: &'static str, what: &str) -> Step {
    let mut out = std::io::stderr().lock();
    if out.is_terminal() {
        // The line is written over when the step is done.
        let _ = write!(out, "{name:>12}  {what} …");
        let _ = out.flush();
    } else {
        let _ = writeln!(out, "{name:>12}  {what} …");
    }
    Step {
        began: Instant::now(),
        name,
    }
}

impl Step {
    /// Says that the step is done, and what came of it.
    pub fn done(self, what: &str) {
        let seconds = self.began.elapsed().as_secs_f64();
        let mut out = std::io::stderr().lock();
        let over = if out.is_terminal() { "\r\x1b[2K" } else { "" };
        let _ = writeln!(out, "{over}{:>12}  {what} ({seconds:.1} s)", self.name);
    }

    /// Ends the line before something else is written: the step failed, or
    /// another program now writes.
    pub fn interrupted(&self) {
        if std::io::stderr().is_terminal() {
            eprintln!();
        }
    }
}

/// Says something in the same columns.
pub fn say(name: &str, what: &str) {
    eprintln!("{name:>12}  {what}");
}
