//! The exercises in Rust can be done: what each begins with compiles and fails its check,
//! the solution passes it, and each wrong answer is rejected with the words that its first
//! line promises.
#![allow(dead_code, reason = "a starter has what its solution uses")]
#![allow(clippy::duplicate_mod, reason = "one check is for several answers")]

use std::panic::{self, AssertUnwindSafe, Location};
use std::path::Path;
use std::sync::Once;

/// The tests of a check, by name.
type Tests = &'static [(&'static str, fn())];

/// An answer: its file, and the check of it.
type Answer = (&'static str, Tests);

/// An exercise by name, and its answers. The first is the starter.
type Exercise = (&'static str, &'static [Answer]);

include!(concat!(env!("OUT_DIR"), "/exercises.rs"));

/// What those tests say that fail.
fn told(tests: &[(&str, fn())]) -> Vec<String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_check = |at: &Location<'_>| at.file().ends_with("_check.rs");
            if !info.location().is_some_and(is_check) {
                usual(info);
            }
        }));
    });
    let failed = tests.iter().filter_map(|(_, test)| {
        let why = panic::catch_unwind(AssertUnwindSafe(test)).err()?;
        let text = why.downcast_ref::<String>().cloned();
        Some(text.unwrap_or_else(|| {
            let text = why.downcast_ref::<&str>().copied();
            text.unwrap_or("nothing").to_owned()
        }))
    });
    failed.collect()
}

/// A file as the repository names it.
fn shown(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the repository");
    let file = Path::new(file);
    let shown = file.strip_prefix(root).unwrap_or(file);
    shown.display().to_string()
}

/// What is wrong with these exercises, a line for each.
fn report<'a>(exercises: impl IntoIterator<Item = &'a [Answer]>) -> String {
    let mut report = String::new();
    for answers in exercises {
        for (number, (file, tests)) in answers.iter().enumerate() {
            let told = told(tests);
            let place = shown(file);
            let text = std::fs::read_to_string(file).expect("a file that was compiled");
            let first = text.lines().next().unwrap_or_default();
            match (number, first.strip_prefix("// rejected: ")) {
                (0, _) if told.is_empty() => {
                    report += &format!("{place}: the starter passes its check\n");
                }
                (0, _) => {}
                (_, None) if told.is_empty() => {}
                (_, None) => {
                    report += &format!("{place}: the solution is told `{}`\n", told[0]);
                }
                (_, Some(_)) if told.is_empty() => {
                    report += &format!("{place}:1: the wrong answer passes\n");
                }
                (_, Some(words)) if !told.iter().any(|said| said.contains(words)) => {
                    report +=
                        &format!("{place}:1: it is told {told:?}, not `{words}`\n");
                }
                _ => {}
            }
        }
    }
    report
}

#[test]
fn exercises_in_rust_can_be_done_and_not_without_thinking() {
    assert!(EXERCISES.len() >= 12, "{} exercises", EXERCISES.len());
    let report = report(EXERCISES.iter().map(|(_, answers)| *answers));
    assert!(report.is_empty(), "\n\n{report}");
}

#[test]
fn a_broken_solution_and_a_starter_that_passes_are_caught_at_their_file() {
    let mut caught = 0;
    for (_, answers) in EXERCISES {
        let [starter, solution, ..] = answers else {
            continue;
        };
        let passing = (starter.0, solution.1);
        let broken = (solution.0, starter.1);
        let told = report([&[passing, broken][..]]);
        let expected = format!("{}: the starter passes its check\n", shown(starter.0));
        assert!(told.starts_with(&expected), "{expected}:\n{told}");
        let expected = format!("{}: the solution is told `", shown(solution.0));
        assert!(told.contains(&expected), "{expected}:\n{told}");
        caught += 1;
    }
    let left_out = EXERCISES.iter().all(|(_, answers)| answers.len() == 1);
    assert!(left_out || caught == EXERCISES.len(), "{caught}");
}
