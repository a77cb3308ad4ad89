//! What a file asks to be replayed: its sessions, block by block.
//!
//! The `pycon` blocks of a chapter continue one session, and `fresh` begins the next. A
//! heap figure shows the session as it stands there. A block of Python that begins with a
//! prompt is a session's too, whatever its fence calls it. In a Python file each docstring
//! is a session of its own that begins after the file has run, as doctest has it.

use std::path::Path;

use ruff_python_ast::{Stmt, helpers::is_docstring_stmt};
use ruff_text_size::Ranged;

use super::answer;
use super::markdown::{self, Block, Divergence, Problem};
use super::transcript::{self, Entry};
use super::versions::Versions;

/// What a file asks to be replayed, and what in it cannot be read.
#[derive(Debug, Default)]
pub struct Plan {
    /// The sessions, each starting anew.
    pub sessions: Vec<Session>,
    /// What is malformed.
    pub problems: Vec<Problem>,
}

/// Parts that are replayed one after the other in one session.
#[derive(Debug, Default)]
pub struct Session {
    /// Source to run before the first part, as one input that shows nothing.
    pub before: Option<String>,
    /// Its blocks.
    pub parts: Vec<Part>,
}

/// A block of a session.
#[derive(Debug, Default)]
pub struct Part {
    /// The versions that it is for; without any, all of them.
    pub only: Option<Versions>,
    /// Whether only a build with the feature `trace-refs` can show it.
    pub trace_refs: bool,
    /// What stands before each of its lines in the file.
    pub indent: String,
    /// Whether an empty line of output is written `<BLANKLINE>`, and tracebacks are
    /// compared as doctest does.
    pub in_docstring: bool,
    /// Whether a backslash of output is written as two.
    pub escaped: bool,
    /// Its inputs; for a figure there are none.
    pub entries: Vec<Entry>,
    /// Its figure.
    pub figure: Option<Figure>,
    /// What other CPythons print; the index is that of the entry meant.
    pub divergences: Vec<(usize, Divergence)>,
}

impl Part {
    /// The line where it begins, counted from 1.
    pub fn first_line(&self) -> usize {
        let figure = self.figure.as_ref().map(|figure| figure.line);
        let entry = self.entries.first().map(|entry| entry.line);
        figure.or(entry).unwrap_or_default()
    }
}

/// A heap figure as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The line of its fence.
    pub line: usize,
    /// Its first line: `%% heap X Y`.
    pub header: String,
    /// All of it, first line included.
    pub body: String,
}

/// Reads a file's text by its name's ending: `.md`, `.py`, or else a session.
pub fn plan(path: &Path, text: &str) -> Plan {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("md") => of_markdown(text),
        Some("py") => of_python(path, text),
        _ => of_session(text),
    }
}

fn of_session(text: &str) -> Plan {
    let mut plan = Plan::default();
    match transcript::entries(text, 1) {
        Ok(entries) => {
            let part = Part {
                entries: without_skipped(entries),
                ..Part::default()
            };
            plan.sessions.push(Session {
                before: None,
                parts: vec![part],
            });
        }
        Err(problem) => plan.problems.push(problem),
    }
    plan
}

fn of_markdown(text: &str) -> Plan {
    let (blocks, problems) = markdown::parse(text);
    let mut plan = Plan {
        sessions: Vec::new(),
        problems,
    };
    for block in blocks {
        let part = if let Some(header) = block.heap_header() {
            let header = header.to_owned();
            figure(block, header)
        } else if is_session(&block) {
            if block.has("fresh") {
                plan.sessions.push(Session::default());
            }
            match session_block(block) {
                Ok((part, problems)) => {
                    plan.problems.extend(problems);
                    part
                }
                Err(problem) => {
                    plan.problems.push(problem);
                    continue;
                }
            }
        } else {
            continue;
        };
        if plan.sessions.is_empty() {
            plan.sessions.push(Session::default());
        }
        if let Some(session) = plan.sessions.last_mut() {
            session.parts.push(part);
        }
    }
    plan.problems.sort_by_key(|problem| problem.line);
    plan
}

/// The names by which fences call a session or Python.
const LANGUAGES: [&str; 6] =
    ["", "doctest", "py", "python", "python3", "python-console"];

fn is_session(block: &Block) -> bool {
    let is_python = LANGUAGES.contains(&block.lang.as_str());
    block.lang == "pycon" || is_python && block.body.starts_with(">>> ")
}

/// The entries that are to be run.
fn without_skipped(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.retain(|entry| !entry.directives.skip);
    entries
}

fn figure(block: Block, header: String) -> Part {
    let figure = Figure {
        line: block.line,
        header,
        body: block.body,
    };
    Part {
        indent: block.indent,
        figure: Some(figure),
        ..Part::default()
    }
}

fn session_block(block: Block) -> Result<(Part, Vec<Problem>), Problem> {
    let entries = transcript::entries(&block.body, block.body_line)?;
    let entries = without_skipped(entries);
    let mut problems = Vec::new();
    if block.has("predict") {
        problems.extend(wrong_answers(&block, &entries));
    }
    let mut divergences = Vec::new();
    for divergence in block.divergences.iter().cloned() {
        match entry_meant(&divergence, &entries) {
            Some(at) => divergences.push((at, divergence)),
            None => problems.push(Problem {
                line: divergence.line,
                message: "the block has no such input".into(),
            }),
        }
    }
    let part = Part {
        only: block.only(),
        trace_refs: block.has("trace-refs"),
        indent: block.indent,
        entries,
        divergences,
        ..Part::default()
    };
    Ok((part, problems))
}

/// The input that a comment names, or the last one with an output.
fn entry_meant(divergence: &Divergence, entries: &[Entry]) -> Option<usize> {
    match &divergence.input {
        Some(input) => entries.iter().rposition(|e| e.input.trim_end() == input),
        None => entries
            .iter()
            .rposition(|e| !e.expected.is_empty())
            .or(entries.len().checked_sub(1)),
    }
}

/// Answers listed as wrong that are right, and questions without an answer.
fn wrong_answers(block: &Block, entries: &[Entry]) -> Vec<Problem> {
    let right = entries.last().map_or("", |entry| &entry.expected);
    let mut problems = Vec::new();
    if right.is_empty() {
        problems.push(Problem {
            line: block.line,
            message: "the last input of a predict block prints its answer".into(),
        });
    }
    for wrong in &block.wrong {
        if answer::same(&wrong.answer, right) {
            problems.push(Problem {
                line: wrong.line,
                message: format!("`{}` is the right answer", wrong.answer),
            });
        }
    }
    problems
}

fn of_python(path: &Path, text: &str) -> Plan {
    let mut plan = Plan::default();
    let module = match ruff_python_parser::parse_module(text) {
        Ok(module) => module,
        Err(error) => {
            let message = error.error.to_string();
            let line = line_of(text, error.location.start().to_usize());
            plan.problems.push(Problem { line, message });
            return plan;
        }
    };
    // As doctest has it, the file is a module, and no program.
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let (name, code) = (python_literal(&name), python_literal(text));
    let before = format!("__name__ = {name}; exec({code})\n");
    let mut bodies: Vec<&[Stmt]> = vec![module.suite()];
    while let Some(body) = bodies.pop() {
        if let Some(docstring) = body.first().filter(|stmt| is_docstring_stmt(stmt)) {
            let parts = docstring_parts(text, docstring, &mut plan.problems);
            if !parts.is_empty() {
                plan.sessions.push(Session {
                    before: Some(before.clone()),
                    parts,
                });
            }
        }
        for statement in body {
            match statement {
                Stmt::FunctionDef(function) => bodies.push(&function.body),
                Stmt::ClassDef(class) => bodies.push(&class.body),
                _ => {}
            }
        }
    }
    plan.sessions.sort_by_key(|s| s.parts[0].first_line());
    plan.problems.sort_by_key(|problem| problem.line);
    plan
}

/// The examples of a docstring: each ends at a blank line, as doctest has it.
fn docstring_parts(
    text: &str,
    docstring: &Stmt,
    problems: &mut Vec<Problem>,
) -> Vec<Part> {
    let range = docstring.range();
    let first = line_of(text, range.start().to_usize());
    let source = &text[range.start().to_usize()..range.end().to_usize()];
    let quote = source.find(['"', '\'']).unwrap_or_default();
    let raw = source[..quote].contains(['r', 'R']);
    let mut found = Vec::new();
    let mut lines = (first..).zip(source.lines()).peekable();
    while let Some((line, content)) = lines.next() {
        let begin =
            content.trim_start_matches(['r', 'R', 'u', 'U', '"', '\'', ' ', '\t']);
        if !(begin.starts_with(">>> ") || begin == ">>>") {
            continue;
        }
        let indent = content.len() - begin.len();
        let meant = |line: &str| match raw {
            true => line.to_owned(),
            false => unescaped(line),
        };
        let mut session = meant(begin) + "\n";
        while let Some((_, content)) = lines.next_if(|(_, content)| {
            let text = content.trim();
            !text.is_empty() && !text.starts_with("\"\"\"") && !text.starts_with("'''")
        }) {
            let cut = content.len() - content.trim_start().len();
            let content = &content[cut.min(indent)..];
            session.push_str(&meant(content));
            session.push('\n');
        }
        let entries = transcript::entries(&session, line).unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
        let mut entries = without_skipped(entries);
        for entry in entries.iter_mut().filter(|e| !e.directives.literal_blank) {
            let lines = entry.expected.lines().map(|line| match line {
                "<BLANKLINE>" => "\n".to_owned(),
                line => format!("{line}\n"),
            });
            entry.expected = lines.collect();
        }
        if entries.is_empty() {
            continue;
        }
        found.push(Part {
            indent: content[..indent].replace(|c: char| !c.is_whitespace(), ""),
            in_docstring: true,
            escaped: !raw,
            entries,
            ..Part::default()
        });
    }
    found
}

/// A line of a string literal as it is meant. An escape that would break the line in two
/// is left as it is: then places would not be known.
fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        match after.next() {
            Some(c @ ('\\' | '\'' | '"')) => out.push(c),
            Some('t') => out.push('\t'),
            Some(c) => out.extend(['\\', c]),
            None => out.push('\\'),
        }
        rest = after.as_str();
    }
    out + rest
}

/// The line, from 1, that holds this byte.
fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// A Python string literal on one line that means this text.
fn python_literal(text: &str) -> String {
    let mut literal = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            c if c.is_control() => literal.push_str(&format!("\\x{:02x}", c as u32)),
            c => literal.push(c),
        }
    }
    literal.push('\'');
    literal
}
