//! The checks can fail: a changed page is caught at its file and line.

mod common;

use std::path::Path;

use pyobject::check::console::Console;
use pyobject::check::cpython;
use pyobject::check::markdown::{Block, Divergence, blocks};
use pyobject::check::transcript::{Entry, entries};
use pyobject::check::versions::Version;
use pyobject::check::{check_text, transcribe};
use pyobject::python::RuntimeConsole;

/// Checks a text on the newest CPython 3.13 found.
fn check(name: &str, text: &str) -> Option<String> {
    let Some(python) = cpython::of_minor(Version::minor(3, 13)) else {
        common::skipped("no CPython 3.13 to try changed pages on");
        return None;
    };
    let mut consoles: Vec<Box<dyn Console>> = vec![Box::new(python.clone())];
    Some(check_text(Path::new(name), text, &mut consoles))
}

#[test]
fn each_changed_output_of_a_session_is_caught_at_its_line() {
    let path = common::root().join("tests/sessions/alias.pycon");
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate() {
        let after_input = at > 0 && lines[at - 1].starts_with(">>> ");
        if !after_input || line.starts_with(">>>") {
            continue;
        }
        let changed = format!("{line}0");
        let mut mutant = lines.clone();
        mutant[at] = &changed;
        let Some(report) = check("alias.pycon", &mutant.join("\n")) else {
            return;
        };
        let place = format!("alias.pycon:{at}: CPython 3.13");
        assert!(report.starts_with(&place), "{place}:\n{report}");
        assert!(report.contains(&format!("  - {changed}\n  + {line}\n")));
        tried += 1;
    }
    assert!(tried > 5);
}

#[test]
fn each_changed_figure_of_a_chapter_is_caught_at_its_line() {
    let name = "chapters/04-small-ints.md";
    let text = std::fs::read_to_string(common::root().join(name)).unwrap();
    let figures = blocks(&text);
    let figures = figures.iter().filter(|block| block.heap_header().is_some());
    let mut tried = 0;
    for figure in figures {
        let changed = figure.body.replacen("28 bytes", "29 bytes", 1);
        assert_ne!(changed, figure.body, "no size in the figure");
        let mutant = text.replacen(&figure.body, &changed, 1);
        let report = check_here(name, &mutant);
        let place = format!("{name}:{}: this runtime draws another heap", figure.line);
        assert!(report.starts_with(&place), "{place}:\n{report}");
        tried += 1;
    }
    assert!(tried > 1);
}

#[test]
fn a_changed_comment_about_versions_is_caught_at_its_line() {
    let text = "```pycon\n>>> 6 * 7\n41\n```\n<!-- cpython 3.13: 42, because so -->\n";
    let Some(report) = check("page.md", text) else {
        return;
    };
    assert_eq!(report, "");
    let report = check("page.md", &text.replace(": 42", ": 43")).unwrap_or_default();
    assert!(report.starts_with("page.md:5: CPython 3.13"), "{report}");
    let report = check("page.md", &text.replace("\n41", "\n42")).unwrap_or_default();
    assert!(report.contains("not needed"), "{report}");
}

/// What this runtime says of a page.
fn check_here(name: &str, text: &str) -> String {
    let console: Box<dyn Console> = Box::new(RuntimeConsole);
    check_text(Path::new(name), text, &mut [console])
}

/// The page with nothing but the blocks of one session, at their old lines.
fn session_alone(text: &str, block: &Block) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = block.line - 1;
    fn heading(line: &&str) -> bool {
        line.starts_with("## ")
    }
    let from = lines[..at].iter().rposition(heading).unwrap_or(0);
    let length = lines[at..].iter().position(heading);
    let to = length.map_or(lines.len(), |length| at + length);
    let kept = "\n".repeat(from) + &lines[from..to].join("\n");
    kept + "\n"
}

/// The page on which this block shows what CPython prints, and the line of that input.
fn as_on_cpython(page: &str, block: &Block, told: &Divergence) -> (String, usize) {
    let found = entries(&block.body, block.body_line).unwrap();
    let meant = |entry: &&Entry| match &told.input {
        Some(input) => entry.input.trim_end() == input,
        None => true,
    };
    let last = found.iter().rfind(meant).unwrap();
    let mut lines: Vec<&str> = page.lines().collect();
    let output = last.output_line - 1..last.output_line - 1 + last.output_lines();
    lines.splice(output, told.expected.lines());
    (lines.join("\n") + "\n", last.line)
}

/// The page with a comment that says another output than before.
fn with_other_comment(page: &str, told: &Divergence) -> String {
    let lines = page.split_inclusive('\n').take(told.line - 1);
    let begin: usize = lines.map(str::len).sum();
    let because = begin + page[begin..].find("because ").unwrap();
    let head = page[..because].trim_end_matches([',', ' ', '\n']);
    format!("{head}0{}", &page[head.len()..])
}

#[test]
fn each_known_difference_fails_when_it_has_vanished_or_is_another() {
    let name = "chapters/appendix-differences.md";
    let text = std::fs::read_to_string(common::root().join(name)).unwrap();
    let mut tried = 0;
    for block in blocks(&text) {
        let page = session_alone(&text, &block);
        for told in &block.divergences {
            let (vanished, line) = as_on_cpython(&page, &block, told);
            let place = format!("{name}:{line}: this runtime");
            let comment = told.line + vanished.lines().count() - page.lines().count();
            let gone = format!("{name}:{comment}: CPython 3.13");

            // The runtime does not show what CPython shows.
            let report = check_here(name, &vanished);
            assert!(report.contains(&place), "{place}:\n{report}");
            // What only CPython shows needs no comment.
            let Some(report) = check(name, &vanished) else {
                return;
            };
            assert!(report.contains(&gone), "{gone}:\n{report}");
            assert!(report.contains("not needed"), "{report}");
            // CPython does not print another thing than the comment says.
            let place = format!("{name}:{}: CPython 3.13", told.line);
            let report =
                check(name, &with_other_comment(&page, told)).unwrap_or_default();
            assert!(report.starts_with(&place), "{place}:\n{report}");
            tried += 1;
        }
    }
    assert!(tried > 12);
}

#[test]
fn after_exit_nothing_more_is_shown() {
    let text = ">>> 1\n1\n>>> exit()\n>>> 2\n";
    let Some(report) = check("exit.pycon", text) else {
        return;
    };
    assert_eq!(report, "");
}

#[test]
fn docstrings_are_replayed_after_their_file_has_run() {
    let text = r#""""Counts.

>>> double(21)
42
"""
FACTOR = 2

def double(n):
    r'''Twice it is.

    >>> print('it\'s', n)
    Traceback (most recent call last):
      ...
    NameError: name 'n' is not defined
    >>> double(FACTOR)
    5

    And so on.
    '''
    return n * FACTOR
"#;
    let Some(report) = check("double.py", text) else {
        return;
    };
    assert!(report.starts_with("double.py:15: CPython 3.13"), "{report}");
    let difference = "    >>> double(FACTOR)\n  - 5\n  + 4\n";
    assert!(report.ends_with(difference), "{report}");
}

#[test]
fn a_docstring_is_read_as_doctest_reads_it() {
    let text = r#""""Reads.

>>> print('a\\n', __name__)
a\
 module
>>> list(range(20))  # doctest: +ELLIPSIS
[0, 1, ..., 19]
>>> {}[1]
Traceback (most recent call last):
    whatever
KeyError: 1
>>> object()  # doctest: +ELLIPSIS
<object object at 0x...>
>>> open('secret')  # doctest: +SKIP
"""
if __name__ == '__main__':
    raise SystemExit
"#;
    let text = &text.replace("a\\\n module", "a\n module");
    assert_eq!(check_here("module.py", text), "");
    assert_eq!(check("module.py", text).unwrap_or_default(), "");
    let wrong = text.replace("19]", "18]");
    let report = check_here("module.py", &wrong);
    assert!(report.starts_with("module.py:6: this runtime"), "{report}");
    let wrong = text.replace("KeyError: 1", "KeyError: 2");
    let report = check_here("module.py", &wrong);
    assert!(report.starts_with("module.py:8: this runtime"), "{report}");
}

#[test]
fn a_session_is_written_out_whole() {
    let Some(python) = cpython::of_minor(Version::minor(3, 13)) else {
        common::skipped("no CPython 3.13 to write a session out with");
        return;
    };
    let inputs =
        "# about\n>>> x = [1,\n... 2]\n>>> for n in x: n\n>>> print('a', end='')\n";
    let whole = transcribe(inputs, &mut python.clone()).expect("a session");
    let expected = ">>> x = [1,\n... 2]\n>>> for n in x: n\n...\n1\n2\n>>> print('a', end='')\na\n";
    assert_eq!(whole, expected);
}
