//! What the book says about CPython's versions is what these answer when asked.

mod common;

use std::process::Command;

use pyobject::check::cpython::{self, CPython};
use serde_json::{Value, json};

fn recorded() -> Value {
    let path = common::root().join("tests/data/versions.json");
    let text = std::fs::read_to_string(path).expect("tests/data/versions.json");
    serde_json::from_str(&text).expect("JSON")
}

/// What is recorded of a version, beside what it answered when it was asked.
enum Compared {
    /// It was never asked on such a platform.
    New,
    /// These keys have other answers.
    Other(Vec<String>),
}

fn compare(recorded: &Value, asked: &Value) -> Compared {
    let version = asked["version"].as_str().expect("a version");
    if recorded["measured"][version]["platform"] != asked["platform"] {
        return Compared::New;
    }
    let known = &recorded["answers"][version];
    let answers = asked["answers"].as_object().expect("answers");
    let other = answers.iter().filter(|(key, rows)| known[key] != **rows);
    Compared::Other(
        other
            .map(|(key, _)| format!("{key} on {version}"))
            .collect(),
    )
}

/// What a CPython answers.
fn ask(python: &CPython) -> Value {
    let output = Command::new(&python.exe)
        .arg("-I")
        .arg(common::root().join("tests/data/measure.py"))
        .output()
        .expect("an interpreter just found");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn recorded_answers_are_what_each_cpython_answers() {
    let recorded = recorded();
    let mut known = 0;
    for python in cpython::installed() {
        let asked = ask(python);
        match compare(&recorded, &asked) {
            Compared::New => common::say(&format!(
                "NEW DATA: {} on {} is not in tests/data/versions.json",
                python.version, asked["platform"]
            )),
            Compared::Other(keys) => {
                assert!(keys.is_empty(), "other answers: {}", keys.join(", "));
                known += 1;
            }
        }
    }
    if known == 0 {
        common::skipped("no CPython whose answers tests/data/versions.json records");
    }
}

#[test]
fn a_wrong_answer_in_a_table_is_caught_by_its_key() {
    let recorded = recorded();
    let asked = json!({
        "version": "3.13.0",
        "platform": recorded["measured"]["3.13.0"]["platform"],
        "answers": recorded["answers"]["3.13.0"],
    });
    let other = |recorded: &Value| match compare(recorded, &asked) {
        Compared::Other(keys) => keys,
        Compared::New => panic!("3.13.0 is recorded"),
    };
    assert!(other(&recorded).is_empty());
    for key in recorded["captions"].as_object().expect("captions").keys() {
        let mut wrong = recorded.clone();
        let rows = wrong["answers"]["3.13.0"][key]
            .as_object_mut()
            .expect("rows");
        let row = rows.values_mut().next().expect("a row");
        *row = json!("another answer");
        assert_eq!(other(&wrong), [format!("{key} on 3.13.0")]);
    }
    let mut elsewhere = asked.clone();
    elsewhere["platform"] = json!("nowhere");
    assert!(matches!(compare(&recorded, &elsewhere), Compared::New));
}

#[test]
fn every_table_has_a_caption_and_an_answer_of_each_version() {
    let recorded = recorded();
    let captions = recorded["captions"].as_object().expect("captions");
    for (version, answers) in recorded["answers"].as_object().expect("answers") {
        let occasion = &recorded["measured"][version];
        for part in ["platform", "on"] {
            let said = occasion[part].as_str();
            assert!(
                said.is_some_and(|said| !said.is_empty()),
                "{part}, {version}"
            );
        }
        for key in captions.keys() {
            let rows = answers[key].as_object();
            assert!(
                rows.is_some_and(|rows| !rows.is_empty()),
                "{key}, {version}"
            );
        }
    }
}
