//! A `>>>` session as text: its inputs, the output below each, and how outputs compare.
//!
//! The output of an input is everything down to the next `>>>`, blank lines included,
//! and is compared exactly. One thing may be left out: the indented lines between
//! `Traceback (most recent call last):` and the exception, written as one indented
//! `...`, since paths and source lines differ from one version to the next. And `0x...`
//! stands for any address. An input may ask for more in a [`doctest`](super::doctest)
//! comment.

use super::doctest::Directives;
use super::markdown::Problem;

/// One input of a session, and the output that should follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of its `>>>`, counted from 1.
    pub line: usize,
    /// The source without prompts, ending as a console wants it: a line break, and for a
    /// compound statement an empty line.
    pub input: String,
    /// The output below it; each line ends in a line break.
    pub expected: String,
    /// The line where the output begins, or would begin.
    pub output_line: usize,
    /// What its `# doctest:` comment asks for.
    pub directives: Directives,
}

impl Entry {
    /// How many lines of the file the output takes.
    pub fn output_lines(&self) -> usize {
        self.expected.lines().count()
    }

    /// Whether this output is what its file says; `as_doctest` where the file is one
    /// whose tracebacks doctest reads.
    pub fn accepts(&self, got: &str, as_doctest: bool) -> bool {
        let loose = as_doctest || self.directives != Directives::default();
        matches(&self.expected, got)
            || loose && self.directives.accept(&self.expected, got)
    }
}

/// The entries of a session whose first line is line `first` of its file.
///
/// Comments and blank lines may come before the first prompt.
///
/// # Errors
/// Text before the first prompt, a prompt with no space after it, and a directive that
/// doctest does not have.
///
/// ```
/// # use pyobject::check::transcript::entries;
/// let session = ">>> if 1:\n...     print('a')\na\n>>> X = 56\n";
/// let found = entries(session, 10).unwrap();
/// assert_eq!(found[0].input, "if 1:\n    print('a')\n\n");
/// assert_eq!(found[0].expected, "a\n");
/// assert_eq!(found[1].line, 13);
/// ```
pub fn entries(text: &str, first: usize) -> Result<Vec<Entry>, Problem> {
    let mut found: Vec<Entry> = Vec::new();
    for (line, content) in (first..).zip(text.lines()) {
        if let Some(source) = after_prompt(content, ">>>", line)? {
            found.push(Entry {
                line,
                input: format!("{source}\n"),
                expected: String::new(),
                output_line: line + 1,
                directives: Directives::default(),
            });
            continue;
        }
        let Some(entry) = found.last_mut() else {
            if content.trim().is_empty() || content.starts_with('#') {
                continue;
            }
            let message = "a session begins with a `>>> ` prompt".into();
            return Err(Problem { line, message });
        };
        match after_prompt(content, "...", line) {
            Ok(Some(source)) if entry.expected.is_empty() => {
                entry.input.push_str(source);
                entry.input.push('\n');
                entry.output_line = line + 1;
            }
            _ => {
                entry.expected.push_str(content);
                entry.expected.push('\n');
            }
        }
    }
    for entry in &mut found {
        finish(&mut entry.input);
        let directives = Directives::of(&entry.input);
        entry.directives = directives.map_err(|message| Problem {
            line: entry.line,
            message,
        })?;
    }
    Ok(found)
}

/// The source after a prompt, where the line begins with one.
fn after_prompt<'a>(
    content: &'a str,
    prompt: &str,
    line: usize,
) -> Result<Option<&'a str>, Problem> {
    let Some(rest) = content.strip_prefix(prompt) else {
        return Ok(None);
    };
    match rest.strip_prefix(' ') {
        Some(source) => Ok(Some(source)),
        None if rest.is_empty() => Ok(Some("")),
        None => {
            let message = format!("a space is wanted after `{prompt}`");
            Err(Problem { line, message })
        }
    }
}

/// Words that begin a statement which a console ends at an empty line.
const COMPOUND: [&str; 9] = [
    "async", "class", "def", "for", "if", "match", "try", "while", "with",
];

/// Adds the empty line that ends a compound statement, where the text left it out.
fn finish(input: &mut String) {
    let lines: Vec<&str> = input.lines().collect();
    let ends_empty = lines.last().is_some_and(|line| line.trim().is_empty());
    let first = lines.first().copied().unwrap_or_default();
    let word_end = first
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(first.len());
    let compound = COMPOUND.contains(&&first[..word_end]) || first.starts_with('@');
    if compound && !ends_empty {
        input.push('\n');
    }
}

const TRACEBACK: &str = "Traceback (most recent call last):";

/// Whether an output is what was expected.
///
/// ```
/// # use pyobject::check::transcript::matches;
/// let got = "Traceback (most recent call last):\n  File \"<stdin>\", line 1\nE: x\n";
/// assert!(matches("Traceback (most recent call last):\n  ...\nE: x\n", got));
/// assert!(!matches("Traceback (most recent call last):\n  ...\nE: y\n", got));
/// assert!(matches("<object at 0x...>\n", "<object at 0x7f30a4>\n"));
/// ```
pub fn matches(expected: &str, got: &str) -> bool {
    let mut got = got.lines().peekable();
    let mut in_traceback = false;
    for want in expected.lines() {
        if in_traceback && is_ellipsis(want) {
            while got.next_if(|line| line.starts_with([' ', '\t'])).is_some() {}
            in_traceback = false;
            continue;
        }
        in_traceback = want.trim_start_matches([' ', '|', '+', '-']) == TRACEBACK;
        if !got.next().is_some_and(|line| same_but_places(want, line)) {
            return false;
        }
    }
    got.next().is_none()
}

/// An address that may be any.
const ANY_PLACE: &str = "0x...";

/// Whether a line is what was expected, with any address in place of `0x...`.
fn same_but_places(want: &str, got: &str) -> bool {
    let mut rest = got;
    let mut pieces = want.split(ANY_PLACE);
    let first = pieces.next().unwrap_or_default();
    let Some(after) = rest.strip_prefix(first) else {
        return false;
    };
    rest = after;
    for piece in pieces {
        let digits = rest.strip_prefix("0x").unwrap_or_default();
        let after = digits.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        match after.strip_prefix(piece) {
            Some(after_piece) if after.len() < digits.len() => rest = after_piece,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// A text with `0x...` in place of each address.
pub fn without_places(text: &str) -> String {
    let mut pieces = text.split("0x");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let after = piece.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        out.push_str(if after.len() < piece.len() {
            ANY_PLACE
        } else {
            "0x"
        });
        out.push_str(after);
    }
    out
}

fn is_ellipsis(line: &str) -> bool {
    line.starts_with([' ', '\t']) && line.trim() == "..."
}

/// An output with each traceback's body shortened to an indented `...`.
pub fn shorten(output: &str) -> String {
    let mut short = String::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        short.push_str(line);
        short.push('\n');
        if line == TRACEBACK {
            while lines
                .next_if(|body| body.starts_with([' ', '\t']))
                .is_some()
            {}
            short.push_str("  ...\n");
        }
    }
    short
}

/// Whether an expected output uses the shortened form of a traceback.
pub fn is_shortened(expected: &str) -> bool {
    let lines: Vec<&str> = expected.lines().collect();
    let pairs = lines.windows(2);
    pairs
        .into_iter()
        .any(|w| w[0] == TRACEBACK && is_ellipsis(w[1]))
}

/// The lines of an input as a session shows them, with their prompts.
pub fn with_prompts(input: &str) -> String {
    let mut shown = String::new();
    for (at, line) in input.lines().enumerate() {
        let prompt = if at == 0 { ">>>" } else { "..." };
        let gap = if line.is_empty() { "" } else { " " };
        shown.push_str(&format!("{prompt}{gap}{line}\n"));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_end_as_a_console_wants_them() {
        let input = |text: &str| entries(text, 1).unwrap()[0].input.clone();
        assert_eq!(input(">>> x = 1"), "x = 1\n");
        assert_eq!(
            input(">>> for i in x: print(i)\n1"),
            "for i in x: print(i)\n\n"
        );
        assert_eq!(
            input(">>> def f():\n...     pass\n"),
            "def f():\n    pass\n\n"
        );
        assert_eq!(
            input(">>> def f():\n...     pass\n...\n"),
            "def f():\n    pass\n\n"
        );
        assert_eq!(input(">>> iffy = 1"), "iffy = 1\n");
        assert_eq!(input(">>> x = [1,\n... 2]\n"), "x = [1,\n2]\n");
        assert_eq!(
            input(">>> @f\n... def g(): pass\n"),
            "@f\ndef g(): pass\n\n"
        );
    }

    #[test]
    fn blank_lines_are_output_and_output_may_begin_with_dots() {
        let found = entries(">>> print()\n\n>>> f()\na\n... b\n", 1).unwrap();
        assert_eq!(found[0].expected, "\n");
        assert_eq!(found[1].expected, "a\n... b\n");
        assert_eq!(found[1].output_line, 4);
        assert_eq!(found[1].output_lines(), 2);
    }

    #[test]
    fn what_is_no_session_is_refused() {
        assert_eq!(entries("hello\n>>> 1\n", 7).unwrap_err().line, 7);
        assert_eq!(entries(">>>1\n", 7).unwrap_err().line, 7);
        assert!(entries("# about\n\n>>> 1\n1\n", 1).is_ok());
    }

    #[test]
    fn only_a_traceback_may_be_shortened() {
        let got = "Traceback (most recent call last):\n  File \"x\"\n    y\nE: z\n";
        assert!(matches(&shorten(got), got) && matches(got, got));
        assert!(!matches("  ...\n", "  anything\n"));
        assert!(!matches("a\n  ...\nb\n", "a\n  c\nb\n"));
        assert!(is_shortened(&shorten(got)) && !is_shortened(got));
    }

    #[test]
    fn an_address_may_be_any_and_nothing_else_may() {
        let got = "(<a at 0x7f>, <b at 0xAB>)\n";
        assert!(matches("(<a at 0x...>, <b at 0x...>)\n", got));
        assert!(!matches("(<a at 0x...>, <c at 0x...>)\n", got));
        assert!(!matches("<a at 0x...>\n", "<a at 0x>\n"));
        assert!(!matches("0x...\n", "0x12 or so\n"));
        assert_eq!(without_places(got), "(<a at 0x...>, <b at 0x...>)\n");
    }

    #[test]
    fn a_missing_or_further_line_is_a_difference() {
        assert!(!matches("a\n", "a\nb\n") && !matches("a\nb\n", "a\n"));
        assert!(!matches("True\n", "True \n") && matches("", ""));
        assert!(matches("a\n", "a"));
    }

    #[test]
    fn an_input_is_shown_with_its_prompts() {
        let shown = with_prompts("def f():\n    pass\n\n");
        assert_eq!(shown, ">>> def f():\n...     pass\n...\n");
    }
}
