//! What is compiled here against what CPython 3.13 compiles, instruction by
//! instruction.

mod oracle;
mod shown;

use super::*;
use oracle::Oracle;

const CORPUS: &[(&str, &str)] = &[];

#[test]
fn the_corpus_compiles_as_cpython_compiles_it() {
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let mut failures = Vec::new();
    for (name, source) in CORPUS {
        if let Some(difference) = oracle.difference(source, Mode::Exec) {
            failures.push(format!("{name}: {difference}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Compares all sources under the folder that `PYOBJECT_COMPARE` names.
#[test]
fn a_folder_compiles_as_cpython_compiles_it() {
    let Ok(folder) = std::env::var("PYOBJECT_COMPARE") else {
        return;
    };
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let mut files = Vec::new();
    collect(folder.as_ref(), &mut files);
    files.sort();
    let (mut same, mut left_out, mut failures) = (0, 0, 0);
    for file in &files {
        let Ok(source) = std::fs::read_to_string(file) else {
            continue;
        };
        match oracle.difference(&source, Mode::Exec) {
            None => same += 1,
            Some(d) if d.contains("is not supported here") => left_out += 1,
            Some(d) => {
                failures += 1;
                println!("{}: {d}", file.display());
            }
        }
    }
    println!("{same} the same, {left_out} left out, {failures} different");
}

/// Compares the errors of the sources in the JSON list that `PYOBJECT_ERRORS` names.
#[test]
fn wrong_sources_are_refused_as_cpython_refuses_them() {
    let Ok(file) = std::env::var("PYOBJECT_ERRORS") else {
        return;
    };
    let Some(mut oracle) = Oracle::find() else {
        return;
    };
    let text = std::fs::read_to_string(file).expect("the list can be read");
    let sources: Vec<String> = serde_json::from_str(&text).expect("a list of sources");
    let mut same = 0;
    for source in &sources {
        match oracle.error_difference(source) {
            None => same += 1,
            Some((ours, theirs)) => {
                println!("{source:?}\n  O {ours}\n  T {theirs}");
            }
        }
    }
    println!("{same} of {} the same", sources.len());
}

fn collect(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    if folder.is_file() {
        files.push(folder.to_owned());
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
}
