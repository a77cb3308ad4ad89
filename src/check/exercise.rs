//! The exercises of a chapter.
//!
//! They stand below the heading *Exercises*, each under a heading that says what is to be
//! done: `#### Predict: …`, `Draw`, `Mend` or `Build`. To predict is to answer a
//! `pycon predict` block. The others have a starter, which fails its check, hints, a
//! check, and elsewhere a solution ([`Answers`]). In Python the starter and the check
//! stand in the chapter:
//!
//! ````markdown
//! ```python exercise=buttons
//! def make(): ...
//! ```
//! ```python check=buttons
//! assert make(), 'a sentence that helps'
//! ```
//! ````
//!
//! In Rust they are files, `chapters/exercises/01/layers.rs` and `layers_check.rs`, and a
//! line of the chapter names them: `{{#exercise layers}}`.

use std::fs;
use std::path::{Path, PathBuf};

use super::markdown::{Block, Problem, blocks};
use crate::python::Session;
use crate::{Options, Runtime};

/// What is to be done, in the order in which a chapter asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Say what a program prints.
    Predict,
    /// Draw the heap as it is after some line.
    Draw,
    /// Find what is wrong with a program.
    Mend,
    /// Write a program.
    Build,
}

impl Kind {
    /// All kinds, each with the word that begins its headings.
    pub const ALL: [(Kind, &str); 4] = [
        (Kind::Predict, "Predict"),
        (Kind::Draw, "Draw"),
        (Kind::Mend, "Mend"),
        (Kind::Build, "Build"),
    ];
}

/// What is written, and what checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// An answer to a predict block.
    Answer,
    /// A Python program: the starter, and what is run after it.
    Python { starter: String, check: String },
    /// Rust, in files beside the chapter.
    Rust,
}

/// An exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// What is to be done.
    pub kind: Kind,
    /// The heading after its first word.
    pub title: String,
    /// Its name: of the block, or of the files. A predict block needs none.
    pub name: String,
    /// The line of its heading, counted from 1.
    pub line: usize,
    /// What is written.
    pub form: Form,
    /// How many hints it gives.
    pub hints: usize,
}

/// The heading below which a chapter's exercises stand.
pub const HEADING: &str = "### Exercises";

/// The lines of a chapter's section of exercises, counted from 0, its heading first.
pub fn section(text: &str) -> std::ops::Range<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let Some(start) = lines.iter().position(|line| *line == HEADING) else {
        return 0..0;
    };
    let is_end = |line: &&str| line.starts_with("### ") || line.starts_with("## ");
    let length = lines[start + 1..].iter().position(is_end);
    start..length.map_or(lines.len(), |length| start + 1 + length)
}

/// A chapter's exercises, and what is malformed in them.
pub fn exercises(text: &str) -> (Vec<Exercise>, Vec<Problem>) {
    let lines: Vec<&str> = text.lines().collect();
    let all = blocks(text);
    let section = section(text);
    let heads: Vec<usize> = section
        .clone()
        .filter(|at| lines[*at].starts_with("#### "))
        .collect();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (number, &head) in heads.iter().enumerate() {
        let end = heads.get(number + 1).copied().unwrap_or(section.end);
        let inside = |block: &&Block| (head + 2..=end).contains(&block.line);
        let blocks: Vec<&Block> = all.iter().filter(inside).collect();
        match one(&lines[head..end], head + 1, &blocks) {
            Ok(exercise) => found.push(exercise),
            Err(message) => problems.push(Problem {
                line: head + 1,
                message,
            }),
        }
    }
    for pair in found.windows(2) {
        if pair[0].kind > pair[1].kind {
            problems.push(Problem {
                line: pair[1].line,
                message: "first predict, then draw, mend, build".to_owned(),
            });
        }
    }
    (found, problems)
}

/// The exercise of these lines, of which the first is its heading.
fn one(lines: &[&str], line: usize, blocks: &[&Block]) -> Result<Exercise, String> {
    let heading = lines[0].trim_start_matches(['#', ' ']);
    let (word, title) = heading.split_once(": ").unwrap_or((heading, ""));
    let kind = Kind::ALL.iter().find(|(_, name)| *name == word);
    let (kind, _) = kind.ok_or_else(|| {
        format!("`{word}`: an exercise is to predict, draw, mend or build")
    })?;
    let (name, form) = form(lines, blocks)?;
    let hints = hints(lines);
    if form != Form::Answer && hints < 2 {
        return Err("an exercise has two hints or more".to_owned());
    }
    if (*kind == Kind::Predict) != (form == Form::Answer) {
        return Err("a predict block answers what asks for a prediction".to_owned());
    }
    Ok(Exercise {
        kind: *kind,
        title: title.to_owned(),
        name,
        line,
        form,
        hints,
    })
}

fn form(lines: &[&str], blocks: &[&Block]) -> Result<(String, Form), String> {
    let directive = lines.iter().find_map(|line| {
        let name = line.strip_prefix("{{#exercise ")?;
        name.strip_suffix("}}").map(str::trim)
    });
    if let Some(name) = directive {
        return Ok((name.to_owned(), Form::Rust));
    }
    if blocks.iter().any(|block| block.has("predict")) {
        return Ok((String::new(), Form::Answer));
    }
    let starter = blocks
        .iter()
        .find_map(|block| Some((named(block, STARTER)?, block)));
    let (name, starter) = starter.ok_or("an exercise has something to begin with")?;
    let check = blocks
        .iter()
        .find(|block| named(block, CHECK) == Some(name));
    let check = check.ok_or(format!("the exercise `{name}` has no check"))?;
    let form = Form::Python {
        starter: starter.body.clone(),
        check: whole(&check.body),
    };
    Ok((name.to_owned(), form))
}

const STARTER: &str = "exercise=";
const CHECK: &str = "check=";

fn named<'a>(block: &'a Block, what: &str) -> Option<&'a str> {
    let words = block.words.iter().filter(|_| block.lang == "python");
    words.into_iter().find_map(|word| word.strip_prefix(what))
}

/// The name of an exercise in Python that a block begins.
pub fn name_of_starter(block: &Block) -> Option<&str> {
    named(block, STARTER)
}

/// What a check says, with what it uses.
fn whole(check: &str) -> String {
    match check.contains("check_boxes(") {
        true => format!("{BOXES}\n{check}"),
        false => check.to_owned(),
    }
}

/// What checks a drawing.
const BOXES: &str = include_str!("boxes.py");

/// The items of the list below the summary *Hints*.
fn hints(lines: &[&str]) -> usize {
    let summary = |line: &&&str| **line != "<summary>Hints</summary>";
    let inside = lines.iter().skip_while(summary);
    let inside = inside.take_while(|line| **line != "</details>");
    inside.filter(|line| line.starts_with("* ")).count()
}

/// Runs an answer to an exercise in Python and then its check. The error is what the
/// reader of a page is told.
pub fn attempt(answer: &str, check: &str) -> Result<(), String> {
    let rt = Runtime::with(Options {
        fuel: Some(FUEL),
        ..Options::default()
    });
    let mut session = Session::new(&rt);
    let output = session.exec(&format!("{answer}\n{check}"), "exercise.py");
    match output.failed || output.stopped {
        true => Err(sentence(&output.stderr)),
        false => Ok(()),
    }
}

/// How much an answer may compute.
const FUEL: u64 = 50_000_000;

/// What a traceback says last.
pub fn sentence(traceback: &str) -> String {
    let last = traceback.trim_end().lines().next_back().unwrap_or_default();
    let said = last.strip_prefix("AssertionError: ");
    said.unwrap_or(last).to_owned()
}

/// The answers to an exercise that a folder holds: its solution, and wrong ones.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The file of the solution, if it was not left out.
    pub solution: Option<PathBuf>,
    /// Plausible wrong answers, each with words of the sentence that rejects it.
    pub wrong: Vec<(PathBuf, String)>,
}

/// The answers to an exercise of this name, whose files end so, in a chapter's folder of
/// solutions.
pub fn answers(folder: &Path, name: &str, ending: &str) -> Result<Answers, String> {
    let solution = folder.join(format!("{name}.{ending}"));
    let solution = solution.is_file().then_some(solution);
    let mut wrong = Vec::new();
    for path in super::files_below(folder, ending) {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if !file.starts_with(&format!("{name}.wrong")) {
            continue;
        }
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let first = text.lines().next().unwrap_or_default();
        let words = first
            .trim_start_matches(['#', '/', ' '])
            .strip_prefix("rejected: ");
        let words = words.ok_or_else(|| {
            format!(
                "{}:1: a wrong answer begins with `rejected: …`",
                path.display()
            )
        })?;
        wrong.push((path.clone(), words.to_owned()));
    }
    Ok(Answers { solution, wrong })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# T\n\n### Exercises\n\n#### Predict: one\n\n```pycon predict\n\
        >>> 1\n1\n```\n\n#### Mend: two\n\n```python exercise=two\nx = 1\n```\n\n\
        <details>\n<summary>Hints</summary>\n\n* One.\n* Two.\n\n```python check=two\n\
        assert x == 2, 'x is to be two'\n```\n\n</details>\n\n### Outline\n\n#### No: e\n";

    #[test]
    fn exercises_are_read_with_their_checks() {
        let (found, problems) = exercises(PAGE);
        assert_eq!(problems, []);
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.kind, &*it.title, it.line))
            .collect();
        assert_eq!(told, [(Kind::Predict, "one", 5), (Kind::Mend, "two", 12)]);
        let Form::Python { starter, check } = &found[1].form else {
            panic!("{:?}", found[1].form);
        };
        assert_eq!(attempt(starter, check), Err("x is to be two".to_owned()));
        assert_eq!(attempt("x = 2", check), Ok(()));
        assert_eq!(
            attempt("x =", check),
            Err("SyntaxError: invalid syntax".to_owned())
        );
    }

    #[test]
    fn what_is_malformed_is_told_at_the_exercise() {
        let told = |from: &str, to: &str| -> Vec<(usize, String)> {
            let (_, problems) = exercises(&PAGE.replace(from, to));
            problems
                .into_iter()
                .map(|it| (it.line, it.message))
                .collect()
        };
        assert_eq!(
            told("* Two.\n", "")[0].1,
            "an exercise has two hints or more"
        );
        assert_eq!(told("check=two", "check=too")[0].0, 12);
        assert!(told("Mend: two", "Think: two")[0].1.starts_with("`Think`"));
        let swapped = "first predict, then draw, mend, build";
        let again = "#### Predict: one\n\n```pycon predict\n>>> 1\n1\n```\n\n";
        let last = PAGE
            .replace(again, "")
            .replace("### Outline", &format!("{again}### O"));
        assert_eq!(exercises(&last).1[0].message, swapped);
    }

    #[test]
    fn a_drawing_is_told_what_is_wrong_with_it() {
        let program = "a = [1]\nb = a\nc = [1]\n";
        let told = |picture: &str| {
            let answer = format!("{program}picture = '''{picture}'''\n");
            attempt(&answer, &whole("check_boxes(picture, 'a', 'b', 'c')"))
        };
        let says = |picture: &str, words: &str| {
            let said = told(picture).expect_err(picture);
            assert!(said.contains(words), "{said}");
        };
        assert_eq!(told("a -> x, count 2\nb -> x\nc -> y, count 1"), Ok(()));
        says("a -> x\nb -> ?", "b still has a question mark");
        says("a -> x\nb -> y\nc -> z", "lead to one object");
        says("a -> x\nb -> x\nc -> x", "lead to two objects");
        says(
            "a -> x\nb -> x, count 3",
            "2 arrows end at the box of b, not 3",
        );
        says("a -> x\nb -> x", "c is missing");
    }
}
