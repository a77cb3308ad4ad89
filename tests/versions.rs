//! What the book says about CPython's versions is what these answer when asked.

mod common;

use std::process::Command;

use pyobject::check::cpython;
use serde_json::Value;

fn recorded() -> Value {
    let path = common::root().join("tests/data/versions.json");
    let text = std::fs::read_to_string(path).expect("tests/data/versions.json");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn recorded_answers_are_what_each_cpython_answers() {
    let recorded = recorded();
    let mut asked = 0;
    for python in cpython::installed() {
        let version = python.version.to_string();
        let answers = &recorded["answers"][&version];
        if answers.is_null() || python.traces_refs {
            continue;
        }
        let output = Command::new(&python.exe)
            .arg("-I")
            .arg(common::root().join("tests/data/measure.py"))
            .output()
            .expect("an interpreter just found");
        let measured: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let measured = measured[&version].as_object().expect("answers");
        for (key, rows) in measured {
            assert_eq!(rows, &answers[key], "{key} on {version}");
        }
        asked += 1;
    }
    if asked == 0 {
        common::skipped("no CPython whose answers tests/data/versions.json records");
    }
}

#[test]
fn every_table_has_a_caption_and_an_answer_of_each_version() {
    let recorded = recorded();
    let captions = recorded["captions"].as_object().expect("captions");
    for (version, answers) in recorded["answers"].as_object().expect("answers") {
        for key in captions.keys() {
            let rows = answers[key].as_object();
            assert!(
                rows.is_some_and(|rows| !rows.is_empty()),
                "{key}, {version}"
            );
        }
    }
}
