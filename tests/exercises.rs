//! Each exercise of the book can be done: what it begins with fails its check, its solution
//! passes it, and a plausible wrong answer is told what is wrong with it. (Those in Rust
//! are compiled by the package `examples`.)

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pyobject::check::console::{Console, Step};
use pyobject::check::cpython;
use pyobject::check::exercise::{self, Answers, Exercise, Form, Kind};
use pyobject::check::versions::Version;

/// A chapter: its number as folders have it, its file, and its text.
struct Chapter {
    number: String,
    file: PathBuf,
    text: String,
}

impl Chapter {
    fn exercises(&self) -> Vec<Exercise> {
        exercise::exercises(&self.text).0
    }

    fn place(&self, exercise: &Exercise) -> String {
        format!("{}:{}", common::shown(&self.file).display(), exercise.line)
    }
}

fn chapters() -> Vec<Chapter> {
    let numbered = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let number = name.split('-').next().unwrap_or_default();
        (number > "00" && number.chars().all(|c| c.is_ascii_digit()))
            .then(|| number.to_owned())
    };
    let files = common::files("chapters", "md").into_iter();
    let found = files.filter_map(|file| Some((numbered(&file)?, file)));
    let read = found.map(|(number, file)| Chapter {
        number,
        text: fs::read_to_string(&file).expect("a file just listed"),
        file,
    });
    let chapters: Vec<Chapter> = read.collect();
    assert!(chapters.len() >= 6, "{} chapters", chapters.len());
    chapters
}

/// The answers to an exercise, where solutions lie in this folder.
fn answers(solutions: &Path, chapter: &Chapter, exercise: &Exercise) -> Answers {
    let ending = match exercise.form {
        Form::Rust => "rs",
        _ => "py",
    };
    let folder = solutions.join(&chapter.number);
    let found = exercise::answers(&folder, &exercise.name, ending);
    found.unwrap_or_else(|why| panic!("{why}"))
}

fn solutions() -> PathBuf {
    common::root().join("chapters/solutions")
}

/// What is wrong with the exercises in Python of a chapter, a line for each.
fn report(
    chapter: &Chapter,
    solutions: &Path,
    attempt: &mut dyn FnMut(&str, &str) -> Result<(), String>,
) -> String {
    let mut report = String::new();
    let mut wrong =
        |place: String, what: String| report += &format!("{place}: {what}\n");
    for exercise in chapter.exercises() {
        let Form::Python { starter, check } = &exercise.form else {
            continue;
        };
        let place = chapter.place(&exercise);
        match attempt(starter, check) {
            Ok(()) => wrong(place, "the starter passes its check".to_owned()),
            Err(said) if said.split_whitespace().count() < 5 => {
                wrong(place, format!("the starter is told only `{said}`"));
            }
            Err(_) => {}
        }
        let answers = answers(solutions, chapter, &exercise);
        if let Some(file) = answers.solution {
            let text = fs::read_to_string(&file).expect("a solution");
            if let Err(said) = attempt(&text, check) {
                let place = common::shown(&file).display().to_string();
                wrong(place, format!("the solution is told `{said}`"));
            }
        }
        for (file, words) in answers.wrong {
            let text = fs::read_to_string(&file).expect("an answer");
            let place = format!("{}:1", common::shown(&file).display());
            match attempt(&text, check) {
                Ok(()) => wrong(place, "the wrong answer passes".to_owned()),
                Err(said) if !said.contains(&words) => {
                    wrong(place, format!("it is told `{said}`, not `{words}`"));
                }
                Err(_) => {}
            }
        }
    }
    report
}

#[test]
fn exercises_are_well_formed_and_in_order() {
    let mut report = String::new();
    for chapter in chapters() {
        let (exercises, problems) = exercise::exercises(&chapter.text);
        let file = common::shown(&chapter.file).display();
        for problem in problems {
            report += &format!("{file}:{}: {}\n", problem.line, problem.message);
        }
        for (kind, name) in Kind::ALL {
            if !exercises.iter().any(|it| it.kind == kind) {
                report +=
                    &format!("{file}: there is nothing to {}\n", name.to_lowercase());
            }
        }
        let count =
            |is: fn(&Form) -> bool| exercises.iter().filter(|it| is(&it.form)).count();
        let python = count(|form| matches!(form, Form::Python { .. }));
        let rust = count(|form| *form == Form::Rust);
        if exercises.len() < 5 || python < 2 || rust < 2 {
            let all = exercises.len();
            report +=
                &format!("{file}: {all} exercises, {python} Python, {rust} Rust\n");
        }
    }
    common::expect_empty(&report);
}

#[test]
fn python_exercises_can_be_done_and_not_without_thinking() {
    let reports = chapters()
        .iter()
        .map(|it| report(it, &solutions(), &mut exercise::attempt))
        .collect::<String>();
    common::expect_empty(&reports);
}

#[test]
fn python_exercises_are_true_of_cpython() {
    let Some(python) = cpython::of_minor(Version::minor(3, 13)) else {
        common::skipped("no CPython 3.13 to do the exercises on");
        return;
    };
    let mut attempt = |answer: &str, check: &str| {
        let source = format!("{answer}\n{check}");
        let literal = serde_json::to_string(&source).expect("a string");
        let input = format!("exec({literal})\n");
        let said = python.clone().session(&[Step::Input(&input)]);
        let said = said.expect("an answer").into_iter().flatten();
        match said.collect::<String>() {
            said if said.contains("Traceback (most recent call last)") => {
                Err(exercise::sentence(&said))
            }
            _ => Ok(()),
        }
    };
    let reports = chapters()
        .iter()
        .map(|it| report(it, &solutions(), &mut attempt))
        .collect::<String>();
    common::expect_empty(&reports);
}

#[test]
fn each_exercise_has_its_files_and_no_file_is_stray() {
    let mut report = String::new();
    let mut known = BTreeSet::new();
    let here = solutions().is_dir();
    if !here {
        common::say("LEFT OUT: the solutions of the exercises are not here");
    }
    for chapter in chapters() {
        for exercise in chapter.exercises() {
            let place = chapter.place(&exercise);
            if exercise.form == Form::Rust {
                let folder = common::root().join("chapters/exercises");
                for ending in [".rs", "_check.rs"] {
                    let file = format!("{}{ending}", exercise.name);
                    let file = folder.join(&chapter.number).join(file);
                    if !file.is_file() {
                        let file = common::shown(&file).display();
                        report += &format!("{place}: there is no {file}\n");
                    }
                    known.insert(file);
                }
            }
            if exercise.form == Form::Answer || !here {
                continue;
            }
            let answers = answers(&solutions(), &chapter, &exercise);
            if answers.solution.is_none() || answers.wrong.is_empty() {
                report += &format!("{place}: it wants a solution and a wrong answer\n");
            }
            known.extend(answers.solution);
            known.extend(answers.wrong.into_iter().map(|(file, _)| file));
        }
    }
    for folder in ["chapters/exercises", "chapters/solutions"] {
        for ending in ["rs", "py"] {
            for file in common::files(folder, ending) {
                if !known.contains(&file) {
                    let file = common::shown(&file).display();
                    report += &format!("{file}: no exercise has it\n");
                }
            }
        }
    }
    common::expect_empty(&report);
}

#[test]
fn a_broken_solution_and_a_starter_that_passes_are_caught_at_their_place() {
    let mut tried = 0;
    for mut chapter in chapters() {
        let Some(exercise) = chapter
            .exercises()
            .into_iter()
            .find(|it| it.kind == Kind::Mend && it.form != Form::Rust)
        else {
            continue;
        };
        let Form::Python { starter, .. } = &exercise.form else {
            continue;
        };
        let place = chapter.place(&exercise);
        let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("solutions");
        let folder = scratch.join(&chapter.number);
        fs::create_dir_all(&folder).expect("a folder");
        let broken = folder.join(format!("{}.py", exercise.name));
        fs::write(&broken, starter).expect("room for a file");
        let told = report(&chapter, &scratch, &mut exercise::attempt);
        let expected =
            format!("{}: the solution is told", common::shown(&broken).display());
        assert!(told.starts_with(&expected), "{expected}:\n{told}");

        let answers = answers(&solutions(), &chapter, &exercise);
        let Some(solution) = answers.solution else {
            continue;
        };
        let solved = fs::read_to_string(solution).expect("a solution");
        chapter.text = chapter.text.replace(starter.as_str(), &solved);
        let told = report(&chapter, &scratch, &mut exercise::attempt);
        let expected = format!("{place}: the starter passes its check\n");
        assert!(told.contains(&expected), "{expected}:\n{told}");
        tried += 1;
    }
    assert!(tried >= 6 || !solutions().is_dir(), "{tried}");
}

#[test]
fn without_the_folder_of_solutions_there_are_starters_all_the_same() {
    let nowhere = Path::new("nowhere");
    for chapter in chapters() {
        assert_eq!(report(&chapter, nowhere, &mut exercise::attempt), "");
    }
}
