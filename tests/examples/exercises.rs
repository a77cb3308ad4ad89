//! The exercises in Rust: each is compiled three times, with what it begins with, with its
//! solution, and with each wrong answer, beside its check.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes `exercises.rs`, which has a table of them, and a check for each.
pub fn write(chapters: &Path, out: &Path) {
    let mut modules = String::new();
    let mut table = String::new();
    for folder in entries(&chapters.join("exercises")) {
        for check in entries(&folder) {
            let name = text(check.file_stem());
            let Some(name) = name.strip_suffix("_check") else {
                continue;
            };
            let chapter = text(folder.file_name());
            let source = fs::read_to_string(&check).expect("a file just listed");
            let tests = tests(&source);
            let shared = out.join(format!("c{chapter}_{name}_check.rs"));
            let source = source.replace("#[test]\nfn ", "pub fn ");
            fs::write(&shared, source).expect("a folder of cargo's");

            let solutions = chapters.join("solutions").join(&chapter);
            let of_name = |file: &PathBuf| {
                let file = text(file.file_name());
                file.ends_with(".rs") && file.starts_with(&format!("{name}."))
            };
            let mut files = vec![folder.join(format!("{name}.rs"))];
            files.extend(entries(&solutions).into_iter().filter(of_name));
            let mut variants = String::new();
            for (number, file) in files.iter().enumerate() {
                let module = format!("c{chapter}_{name}_{number}");
                write!(
                    modules,
                    "#[allow(clippy::all)]\nmod {module} {{\n    #[path = {file:?}]\n    pub mod {name};\n    \
                     #[path = {shared:?}]\n    pub mod {name}_check;\n}}\n"
                )
                .expect("room for text");
                let tests = tests.iter().map(|test| {
                    format!("({test:?}, {module}::{name}_check::{test} as fn()), ")
                });
                let tests: String = tests.collect();
                write!(variants, "({file:?}, &[{tests}]), ").expect("room for text");
            }
            writeln!(table, "    ({name:?}, &[{variants}]),").expect("room for text");
        }
    }
    let made = format!("{modules}\nstatic EXERCISES: &[Exercise] = &[\n{table}];\n");
    fs::write(out.join("exercises.rs"), made).expect("a folder of cargo's");
}

/// The names of the tests in a check.
fn tests(source: &str) -> Vec<&str> {
    let found = source.split("#[test]\nfn ").skip(1);
    let names = found.map(|rest| rest.split('(').next().unwrap_or_default());
    names.collect()
}

/// What lies in a folder, in order; a folder that was left out is empty.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).into_iter().flatten();
    let mut all: Vec<PathBuf> = all.flatten().map(|entry| entry.path()).collect();
    all.sort();
    all
}

fn text(name: Option<&std::ffi::OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().into_owned()
}
