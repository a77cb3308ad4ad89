//! Replaying a plan on a console, and what differs then.

use std::fmt::{self, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::console::{Console, Step};
use super::markdown::Divergence;
use super::plan::{Part, Plan, Session};
use super::transcript::{self, Entry};

/// A place where a console shows something else than the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The line of the input, figure or comment, counted from 1.
    pub line: usize,
    /// Who answered, and what it was asked where that is no input.
    pub heading: String,
    /// The input, or the first line of the figure.
    pub input: String,
    /// What the file says.
    pub expected: String,
    /// What the console shows.
    pub got: String,
    /// How the file would be made true; none where a person has to decide.
    pub edit: Option<Edit>,
}

/// Lines of a file to be replaced by others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The first line to go, counted from 1; new lines come before it.
    pub line: usize,
    /// How many lines go.
    pub count: usize,
    /// The lines that come.
    pub text: String,
}

impl fmt::Display for Mismatch {
    /// Writes `LINE: console`, the input with its prompts, and what differs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.line, self.heading)?;
        for line in self.input.lines() {
            writeln!(f, "    {line}")?;
        }
        for line in difference(&self.expected, &self.got) {
            writeln!(f, "  {line}")?;
        }
        Ok(())
    }
}

/// How many lines of what was expected, and of what came, a difference shows.
const SHOWN: usize = 8;

/// The lines that differ, `-` before what was expected and `+` before what came; the
/// lines that both begin or end with are left out, and so is most of what is long.
fn difference(expected: &str, got: &str) -> Vec<String> {
    let expected: Vec<&str> = expected.lines().collect();
    let got: Vec<&str> = got.lines().collect();
    let alike = |(a, b): &(&&str, &&str)| a == b;
    let head = expected.iter().zip(&got).take_while(alike).count();
    let (expected, got) = (&expected[head..], &got[head..]);
    let tails = expected.iter().rev().zip(got.iter().rev());
    let tail = tails.take_while(alike).count();
    let gone = (&expected[..expected.len() - tail], '-');
    let come = (&got[..got.len() - tail], '+');
    let mut shown = Vec::new();
    for (lines, sign) in [gone, come] {
        let few = lines.iter().take(SHOWN);
        shown.extend(few.map(|line| format!("{sign} {line}")));
        if let Some(more) = lines.len().checked_sub(SHOWN + 1) {
            shown.push(format!("{sign} … and {} more", more + 1));
        }
    }
    shown
}

/// Bytes of stack for a thread that replays sessions.
const STACK: usize = 16 << 20;

/// Replays every session of a plan; what differs, in the file's order. Sessions have
/// nothing to do with each other, so where there are several consoles of a kind, they
/// share the work.
pub fn replay(plan: &Plan, console: &mut dyn Console) -> Vec<Mismatch> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let helpers = threads.min(plan.sessions.len()).saturating_sub(1);
    let helpers: Vec<_> = (0..helpers).map_while(|_| console.another()).collect();
    let next = AtomicUsize::new(0);
    let take = |console: &mut dyn Console| {
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(session) = plan.sessions.get(at) else {
                return found;
            };
            found.push((at, replay_session(session, console)));
        }
    };
    let take = &take;
    let mut found = thread::scope(|scope| {
        let helpers = helpers.into_iter().filter_map(|mut helper| {
            let thread = thread::Builder::new().stack_size(STACK);
            let work = move || take(helper.as_mut());
            // What no helper takes, this thread does.
            thread.spawn_scoped(scope, work).ok()
        });
        let helpers: Vec<_> = helpers.collect();
        let mut found = take(console);
        for helper in helpers {
            match helper.join() {
                Ok(more) => found.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        found
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().flat_map(|(_, found)| found).collect()
}

/// Whether a part is for this console.
fn concerns(part: &Part, console: &dyn Console) -> bool {
    part.only
        .is_none_or(|range| range.contains(console.version()))
        && (!part.trace_refs || console.traces_refs())
}

/// How many blocks of a plan are left out here, since they want a build that traces
/// references.
pub fn left_out(plan: &Plan, console: &dyn Console) -> usize {
    let parts = plan.sessions.iter().flat_map(|session| &session.parts);
    parts
        .filter(|part| part.trace_refs && !console.traces_refs())
        .count()
}

fn replay_session(session: &Session, console: &mut dyn Console) -> Vec<Mismatch> {
    let parts: Vec<&Part> = session
        .parts
        .iter()
        .filter(|part| concerns(part, console))
        .collect();
    let before = session.before.iter().map(|source| Step::Input(source));
    let steps: Vec<Step> = before
        .chain(parts.iter().flat_map(|part| steps(part)))
        .collect();
    if steps.is_empty() {
        return Vec::new();
    }
    let shown = match console.session(&steps) {
        Ok(shown) => shown,
        Err(message) => return vec![broken(&parts, console, message)],
    };
    let mut shown = shown.into_iter().skip(session.before.iter().count());
    let mut found = Vec::new();
    for part in parts {
        for (at, entry) in part.entries.iter().enumerate() {
            let got = shown.next().flatten().unwrap_or_default();
            found.extend(compare(part, at, entry, &got, console));
        }
        if part.figure.is_some() {
            found.extend(compare_figure(part, shown.next().flatten(), console));
        }
    }
    found
}

fn steps(part: &Part) -> impl Iterator<Item = Step<'_>> {
    let inputs = part.entries.iter().map(|entry| Step::Input(&entry.input));
    let figure = part
        .figure
        .iter()
        .map(|figure| Step::Figure(&figure.header));
    inputs.chain(figure)
}

fn broken(parts: &[&Part], console: &dyn Console, message: String) -> Mismatch {
    Mismatch {
        line: parts.first().map_or(1, |part| part.first_line()),
        heading: format!("{}: {message}", console.name()),
        input: String::new(),
        expected: String::new(),
        got: String::new(),
        edit: None,
    }
}

/// Compares one output, with what the file says about other versions.
///
/// A comment about the version that this runtime imitates tells of a known difference
/// from CPython. It is for CPython to confirm; here it only must not have vanished.
fn compare(
    part: &Part,
    at: usize,
    entry: &Entry,
    got: &str,
    console: &dyn Console,
) -> Option<Mismatch> {
    let as_shown = entry.accepts(got, part.in_docstring);
    let told = part.divergences.iter().find(|(about, divergence)| {
        *about == at && divergence.versions.contains(console.version())
    });
    let divergence = told.filter(|_| console.is_cpython());
    let mismatch = |line, heading, expected: &str, edit| Mismatch {
        line,
        heading,
        input: transcript::with_prompts(entry.input.trim_end()),
        expected: expected.to_owned(),
        got: got.to_owned(),
        edit,
    };
    let Some((_, divergence)) = divergence else {
        if let Some((_, gone)) = told.filter(|(_, d)| as_told(d, got)) {
            let versions = gone.versions;
            let heading = format!(
                "{} answers as CPython does: the comment for {versions} is not needed",
                console.name()
            );
            return Some(mismatch(gone.line, heading, &entry.expected, None));
        }
        let edit = Edit {
            line: entry.output_line,
            count: entry.output_lines(),
            text: written(part, &entry.expected, got),
        };
        return (!as_shown).then(|| {
            mismatch(entry.line, console.name(), &entry.expected, Some(edit))
        });
    };
    let name = console.name();
    if as_shown {
        let heading = format!(
            "{name} answers as the others do: the comment for {} is not needed",
            divergence.versions
        );
        return Some(mismatch(divergence.line, heading, got, None));
    }
    (!as_told(divergence, got)).then(|| {
        let heading = format!("{name}, and the comment for {}", divergence.versions);
        mismatch(divergence.line, heading, &divergence.expected, None)
    })
}

/// Whether an output is what a comment says that CPython prints.
fn as_told(divergence: &Divergence, got: &str) -> bool {
    transcript::matches(&divergence.expected, got)
}

/// An output as the file would have it, with its tracebacks as short as before.
fn written(part: &Part, before: &str, got: &str) -> String {
    let full = before.contains("Traceback") && !transcript::is_shortened(before);
    let output = match full {
        true => got.to_owned(),
        false => transcript::shorten(got),
    };
    // Where any address would do, one that will not be there again says too much.
    let output = match transcript::without_places(before) == before
        && before.contains("0x...")
    {
        true => transcript::without_places(&output),
        false => output,
    };
    let mut text = String::new();
    for line in output.lines() {
        let blank = line.is_empty() && part.in_docstring;
        let escaped = line.replace('\\', "\\\\");
        let line = match (blank, part.escaped) {
            (true, _) => "<BLANKLINE>",
            (_, true) => &escaped,
            (_, false) => line,
        };
        text.push_str(format!("{}{line}", part.indent).trim_end_matches(' '));
        // Space that a program printed at a line's end is part of its output.
        let spaces = line.len() - line.trim_end_matches(' ').len();
        text.push_str(&" ".repeat(spaces));
        text.push('\n');
    }
    text
}

fn compare_figure(
    part: &Part,
    got: Option<String>,
    console: &dyn Console,
) -> Option<Mismatch> {
    let (figure, got) = (part.figure.as_ref()?, got?);
    if figure.body.trim_end() == got.trim_end() {
        return None;
    }
    let mut text = String::new();
    for line in got.trim_end().lines() {
        let line = format!("{}{line}", part.indent);
        // A `String` takes any text, so writing to it does not fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    Some(Mismatch {
        line: figure.line,
        heading: format!("{} draws another heap", console.name()),
        input: figure.header.clone(),
        expected: figure.body.clone(),
        got,
        edit: Some(Edit {
            line: figure.line + 1,
            count: figure.body.lines().count(),
            text,
        }),
    })
}

/// The text with the edits of these mismatches made, and nothing else changed.
pub fn bless(text: &str, mismatches: &[Mismatch]) -> String {
    let mut edits: Vec<&Edit> = mismatches.iter().flat_map(|m| &m.edit).collect();
    edits.sort_by_key(|edit| edit.line);
    edits.dedup_by_key(|edit| edit.line);
    let mut lines = (1..).zip(text.split_inclusive('\n')).peekable();
    let windows = text.contains("\r\n");
    let mut blessed = String::new();
    for edit in edits {
        while let Some((_, line)) = lines.next_if(|(at, _)| *at < edit.line) {
            blessed.push_str(line);
        }
        if !blessed.is_empty() && !blessed.ends_with('\n') {
            blessed.push('\n');
        }
        match windows {
            true => blessed.push_str(&edit.text.replace('\n', "\r\n")),
            false => blessed.push_str(&edit.text),
        }
        while lines
            .next_if(|(at, _)| *at < edit.line + edit.count)
            .is_some()
        {}
    }
    blessed.extend(lines.map(|(_, line)| line));
    blessed
}

#[cfg(test)]
mod tests;
