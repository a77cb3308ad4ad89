//! The fenced blocks of a chapter, with what the chapter says about each of them.
//!
//! A block is known by its fence's line, so that whatever fails can name it. Two things
//! may stand right after a fence and belong to it: comments that say what other CPython
//! versions print and why, and, after `pycon predict`, a list of wrong answers.
//!
//! ````markdown
//! ```pycon predict
//! >>> sys.getsizeof([1, 2, 3])
//! 88
//! ```
//! <!-- cpython 3.9: 120, because that version rounded the literal up -->
//! - `80`: three pointers are there, and room for a fourth.
//! ````

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::versions::Versions;

/// A fenced block, and what stands right after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of the opening fence, counted from 1.
    pub line: usize,
    /// The first word of the info string: `pycon`, `rust`, `mermaid`; may be empty.
    pub lang: String,
    /// The other words of the info string.
    pub words: Vec<String>,
    /// What stands between the fences, without the indentation that a list gives it.
    pub body: String,
    /// The line where the body begins, counted from 1.
    pub body_line: usize,
    /// What stands before each line of the body in the file: nothing, or `> `.
    pub indent: String,
    /// The wrong answers listed after a `predict` block.
    pub wrong: Vec<Wrong>,
    /// What other CPython versions print instead.
    pub divergences: Vec<Divergence>,
}

/// A wrong answer worth meeting, and what to say to whoever gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The answer, as it would be printed.
    pub answer: String,
    /// The sentence that answers it, in markdown.
    pub sentence: String,
    /// Its line, counted from 1.
    pub line: usize,
}

/// What some CPython versions print in place of a block's output, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The versions it speaks of.
    pub versions: Versions,
    /// The input it is about; without one, the last input that prints something.
    pub input: Option<String>,
    /// What those versions print; empty where they print nothing.
    pub expected: String,
    /// The reason, as the comment gives it.
    pub because: String,
    /// Its line, counted from 1.
    pub line: usize,
}

/// Something in a file that cannot be read as intended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong, as a sentence for whoever edits the file.
    pub message: String,
}

impl Block {
    /// Whether the info string holds this word.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// The versions named by `only=…`; a malformed one is among [`problems`].
    pub fn only(&self) -> Option<Versions> {
        let range = self.words.iter().find_map(|w| w.strip_prefix("only="))?;
        range.parse().ok()
    }

    /// The names of a heap figure: the words after `%% heap` on its first line.
    pub fn heap_header(&self) -> Option<&str> {
        let first = self.body.lines().next()?.trim();
        let rest = first.strip_prefix("%% heap")?;
        let is_header = self.lang == "mermaid"
            && (rest.is_empty() || rest.starts_with(char::is_whitespace));
        is_header.then_some(first)
    }
}

/// The fenced blocks of a file, in order.
///
/// ```
/// # use pyobject::check::markdown::blocks;
/// let found = blocks("Look:\n\n```pycon fresh\n>>> 1 + 1\n2\n```\n");
/// assert_eq!((found[0].line, found[0].lang.as_str()), (3, "pycon"));
/// assert!(found[0].has("fresh"));
/// assert_eq!(found[0].body, ">>> 1 + 1\n2\n");
/// ```
pub fn blocks(markdown: &str) -> Vec<Block> {
    parse(markdown).0
}

/// What is malformed in a file's blocks, in order.
pub fn problems(markdown: &str) -> Vec<Problem> {
    parse(markdown).1
}

/// The fenced blocks of a file, and what is malformed in them.
pub fn parse(markdown: &str) -> (Vec<Block>, Vec<Problem>) {
    let mut reader = Reader::new(markdown);
    let events: Vec<_> = Parser::new(markdown).into_offset_iter().collect();
    let mut at = 0;
    while at < events.len() {
        at += reader.event(&events[at..]);
    }
    reader.problems.sort_by_key(|problem| problem.line);
    (reader.blocks, reader.problems)
}

/// The words that a `pycon` fence may carry besides `only=…`.
const WORDS: [&str; 3] = ["predict", "fresh", "trace-refs"];

struct Reader<'a> {
    source: &'a str,
    line_starts: Vec<usize>,
    blocks: Vec<Block>,
    problems: Vec<Problem>,
    /// Whether the last thing read was a block or something that belongs to it.
    after_block: bool,
}

type Spanned<'a> = (Event<'a>, Range<usize>);

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        let after_newline = source.match_indices('\n').map(|(at, _)| at + 1);
        Reader {
            source,
            line_starts: std::iter::once(0).chain(after_newline).collect(),
            blocks: Vec::new(),
            problems: Vec::new(),
            after_block: false,
        }
    }

    /// The line, from 1, that holds this byte.
    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    fn problem(&mut self, line: usize, message: impl Into<String>) {
        let message = message.into();
        self.problems.push(Problem { line, message });
    }

    /// Reads what begins here; tells how many events that was.
    fn event(&mut self, events: &[Spanned]) -> usize {
        match &events[0].0 {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.block(info, events)
            }
            Event::Start(Tag::HtmlBlock) => self.html(events),
            Event::Start(Tag::List(_)) if self.after_block && self.asks() => {
                self.answers(events)
            }
            Event::End(_) => 1,
            _ => {
                self.after_block = false;
                1
            }
        }
    }

    fn asks(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.has("predict"))
    }

    fn block(&mut self, info: &str, events: &[Spanned]) -> usize {
        let span = &events[0].1;
        let length = length_of(events);
        let mut body = String::new();
        for (event, _) in &events[1..length - 1] {
            if let Event::Text(text) = event {
                body.push_str(text);
            }
        }
        let line = self.line(span.start);
        let indent = events[1..length - 1].first().map_or("", |(_, first)| {
            let start = self.line_starts[self.line(first.start) - 1];
            &self.source[start..first.start]
        });
        let mut words = info
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .map(str::to_owned);
        let block = Block {
            line,
            lang: words.next().unwrap_or_default(),
            words: words.collect(),
            body,
            body_line: line + 1,
            indent: indent.to_owned(),
            wrong: Vec::new(),
            divergences: Vec::new(),
        };
        self.check_words(&block);
        self.blocks.push(block);
        self.after_block = true;
        length
    }

    fn check_words(&mut self, block: &Block) {
        if block.lang != "pycon" {
            return;
        }
        for word in &block.words {
            if let Some(range) = word.strip_prefix("only=") {
                if let Err(message) = range.parse::<Versions>() {
                    self.problem(block.line, message);
                }
            } else if !WORDS.contains(&word.as_str()) {
                self.problem(block.line, format!("`{word}` means nothing here"));
            }
        }
    }

    /// A comment `<!-- cpython 3.8-3.11: 80, because … -->`; other HTML is passed over.
    fn html(&mut self, events: &[Spanned]) -> usize {
        let length = length_of(events);
        let span = events[0].1.clone();
        let mut rest = &self.source[span.clone()];
        let mut offset = span.start;
        let mut only_ours = true;
        while let Some(open) = rest.find("<!--") {
            only_ours &= rest[..open].trim_matches(QUOTE).is_empty();
            let Some(close) = rest[open..].find("-->") else {
                break;
            };
            let comment = rest[open + 4..open + close].trim();
            match comment.strip_prefix("cpython ") {
                Some(text) => self.divergence(text, self.line(offset + open)),
                None => only_ours = false,
            }
            offset += open + close + 3;
            rest = &rest[open + close + 3..];
        }
        self.after_block &= only_ours && rest.trim_matches(QUOTE).is_empty();
        length
    }

    fn divergence(&mut self, text: &str, line: usize) {
        let indent = self.blocks.last().map_or("", |block| block.indent.trim());
        let text = undo_indent(text, indent);
        match (read_divergence(&text, line), self.after_block) {
            (Err(message), _) => self.problem(line, message),
            (Ok(_), false) => {
                self.problem(line, "no block stands right before this comment");
            }
            (Ok(divergence), true) => {
                if let Some(block) = self.blocks.last_mut() {
                    block.divergences.push(divergence);
                }
            }
        }
    }

    /// The list after a predict block: one wrong answer an item.
    fn answers(&mut self, events: &[Spanned]) -> usize {
        let length = length_of(events);
        for (at, (event, span)) in events[..length].iter().enumerate() {
            if !matches!(event, Event::Start(Tag::Item)) {
                continue;
            }
            let line = self.line(span.start);
            let inside = events[at + 1..length]
                .iter()
                .find(|(event, _)| !matches!(event, Event::Start(_)));
            let Some((Event::Code(answer), code)) = inside else {
                let form = "a list after a predict block says - `answer`: sentence";
                self.problem(line, form);
                continue;
            };
            let tail = self.source[code.end..span.end].trim();
            let sentence = tail.strip_prefix(':').unwrap_or_default();
            let words: Vec<&str> = sentence.split_whitespace().collect();
            if words.is_empty() {
                self.problem(line, "a wrong answer needs `: ` and a sentence");
                continue;
            }
            let wrong = Wrong {
                answer: answer.to_string(),
                sentence: words.join(" "),
                line,
            };
            if let Some(block) = self.blocks.last_mut() {
                block.wrong.push(wrong);
            }
        }
        self.after_block = false;
        length
    }
}

/// What may stand around a comment without being text: space and the marks of a quote.
const QUOTE: [char; 5] = [' ', '\t', '\r', '\n', '>'];

/// How many events the element has that begins with the first.
fn length_of(events: &[Spanned]) -> usize {
    let mut depth = 0;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    events.len()
}

/// Takes the marks of a quote off the later lines of a comment.
fn undo_indent(text: &str, indent: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(|line| match indent.is_empty() {
            true => line,
            false => line.trim_start().strip_prefix(indent).unwrap_or(line),
        })
        .collect();
    lines.join("\n")
}

/// Reads ``3.8-3.11: [`input` gives] output, because reason``.
fn read_divergence(text: &str, line: usize) -> Result<Divergence, String> {
    let form = "write <!-- cpython 3.8-3.11: output, because reason -->";
    let (range, rest) = text.split_once(':').ok_or(form)?;
    let versions = range.parse()?;
    let (expected, because) = split_reason(rest).ok_or(form)?;
    let (input, expected) = match split_input(expected.trim()) {
        Some((input, expected)) => (Some(input.to_owned()), expected),
        None => (None, expected),
    };
    let expected = expected.trim_matches('\n').trim();
    let expected = if expected == "nothing" { "" } else { expected };
    if because.is_empty() {
        return Err(form.into());
    }
    Ok(Divergence {
        versions,
        input,
        expected: expected.to_owned(),
        because,
        line,
    })
}

fn split_reason(text: &str) -> Option<(&str, String)> {
    let (at, mark) = [", because ", ",\nbecause ", "\nbecause "]
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, mark)))
        .min()?;
    let because = text[at + mark.len()..].split_whitespace();
    Some((&text[..at], because.collect::<Vec<_>>().join(" ")))
}

fn split_input(text: &str) -> Option<(&str, &str)> {
    let (input, rest) = text.strip_prefix('`')?.split_once('`')?;
    Some((input, rest.trim_start().strip_prefix("gives")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(markdown: &str) -> Block {
        let (mut blocks, problems) = parse(markdown);
        assert_eq!(problems, []);
        assert_eq!(blocks.len(), 1);
        blocks.remove(0)
    }

    #[test]
    fn a_block_knows_its_lines_words_and_body() {
        let block = one("# T\n\n```pycon predict only=3.12+\n>>> 1\n1\n```\n");
        assert_eq!((block.line, block.body_line), (3, 4));
        assert_eq!(block.words, ["predict", "only=3.12+"]);
        assert_eq!(block.only().unwrap().to_string(), "3.12+");
        assert_eq!(block.body, ">>> 1\n1\n");
    }

    #[test]
    fn fences_inside_a_longer_fence_are_its_text() {
        let block = one("````markdown\n```pycon\n>>> 1\n2\n```\n````\n");
        assert_eq!(block.lang, "markdown");
    }

    #[test]
    fn wrong_answers_and_divergences_belong_to_the_block_before() {
        let block = one("```pycon predict\n>>> f(x)\n88\n```\n\
             <!-- cpython 3.8-3.9: 80, because it was so -->\n\
             <!-- cpython 3.14+: `f(x)` gives (1, 2),\nbecause why\nnot -->\n\n\
             - `80`: no: *look*\n  at step 2.\n- `[1, 2]`: nor that.\n");
        let answers: Vec<_> =
            block.wrong.iter().map(|w| (&*w.answer, w.line)).collect();
        assert_eq!(answers, [("80", 10), ("[1, 2]", 12)]);
        assert_eq!(block.wrong[0].sentence, "no: *look* at step 2.");
        let told: Vec<_> = block
            .divergences
            .iter()
            .map(|d| (d.versions.to_string(), &*d.expected, &*d.because, d.line))
            .collect();
        let expected = [
            ("3.8-3.9".to_owned(), "80", "it was so", 5),
            ("3.14+".to_owned(), "(1, 2)", "why not", 6),
        ];
        assert_eq!(told, expected);
        assert_eq!(block.divergences[1].input.as_deref(), Some("f(x)"));
    }

    #[test]
    fn a_block_in_a_quote_keeps_its_prefix() {
        let block = one("> [!NOTE]\n> ```pycon\n> >>> 1\n> 1\n> ```\n");
        assert_eq!((block.line, block.indent.as_str()), (2, "> "));
        assert_eq!(block.body, ">>> 1\n1\n");
    }

    #[test]
    fn what_is_malformed_is_named_with_its_line() {
        let lines = |markdown: &str| -> Vec<usize> {
            problems(markdown).iter().map(|p| p.line).collect()
        };
        assert_eq!(lines("```pycon only=three\n```\n"), [1]);
        assert_eq!(lines("```pycon perdict\n```\n"), [1]);
        assert_eq!(lines("```pycon\n```\n<!-- cpython 3.8: 1 -->\n"), [3]);
        assert_eq!(lines("Text.\n\n<!-- cpython 3.8: 1, because x -->\n"), [3]);
        assert_eq!(lines("```pycon predict\n>>> 1\n1\n```\n- 2: no\n"), [5]);
        assert_eq!(lines("```pycon predict\n>>> 1\n1\n```\n- `2`\n"), [5]);
    }

    #[test]
    fn a_heap_figure_names_what_it_draws() {
        let block = one("```mermaid\n%% heap X Y\nflowchart LR\n```\n");
        assert_eq!(block.heap_header(), Some("%% heap X Y"));
        assert_eq!(one("```mermaid\nflowchart LR\n```\n").heap_header(), None);
    }
}
