//! A chapter's exercises, as a part of its crate: those in Rust are a module that only
//! tests have. `cargo test` leaves them out, and `cargo test -- --ignored NAME` checks one.
//!
//! The crate is cut down with the solutions in it, so that what they need is there. Then
//! what an exercise begins with takes their place.

use std::fs;
use std::path::{Path, PathBuf};

use pyobject::check::exercise::{self, Form};

use super::chapter::Chapter;
use super::prune::Files;
use super::source::{File, file};

/// The module that holds them.
pub const MODULE: &str = "exercises";

/// The exercises of a chapter.
pub struct Exercises {
    /// Their names, and whether they are in Rust.
    named: Vec<(String, bool)>,
    /// The folder of those in Rust.
    folder: PathBuf,
    /// The folder of their solutions, which may have been left out.
    solutions: PathBuf,
}

impl Exercises {
    /// The exercises that the text of a chapter asks for.
    pub fn of(root: &Path, chapter: &Chapter, text: &str) -> Exercises {
        let (found, _) = exercise::exercises(text);
        let named = found
            .into_iter()
            .filter(|it| it.form != Form::Answer)
            .map(|it| (it.name, it.form == Form::Rust));
        let number = format!("{:02}", chapter.number);
        Exercises {
            named: named.collect(),
            folder: root.join("chapters/exercises").join(&number),
            solutions: root.join("chapters/solutions").join(number),
        }
    }

    fn in_rust(&self) -> impl Iterator<Item = &str> {
        let named = self.named.iter().filter(|(_, in_rust)| *in_rust);
        named.map(|(name, _)| name.as_str())
    }

    /// The source that the crate is cut down with.
    pub fn sources(&self) -> Result<Vec<File>, String> {
        let mut files = Vec::new();
        for (name, text) in self.texts(true)? {
            files.push(file(&name, text)?);
        }
        Ok(files)
    }

    /// Puts what the exercises begin with in the place of their solutions.
    pub fn begin(&self, files: &mut Files) -> Result<(), String> {
        files.extend(self.texts(false)?);
        Ok(())
    }

    /// The files of the module, each with its text.
    fn texts(&self, solved: bool) -> Result<Vec<(String, String)>, String> {
        let mut texts = Vec::new();
        let mut module = "//! The exercises in Rust.\n\n".to_owned();
        for name in self.in_rust() {
            module += &format!("mod {name};\nmod {name}_check;\n");
            let solution = self.solutions.join(format!("{name}.rs"));
            let starter = self.folder.join(format!("{name}.rs"));
            let answer = if solved && solution.is_file() {
                solution
            } else {
                starter
            };
            let check = read(&self.folder.join(format!("{name}_check.rs")))?;
            let check =
                check.replace("#[test]\n", "#[test]\n#[ignore = \"an exercise\"]\n");
            texts.push((format!("src/{MODULE}/{name}.rs"), here(&read(&answer)?)));
            texts.push((format!("src/{MODULE}/{name}_check.rs"), here(&check)));
        }
        texts.push((format!("src/{MODULE}.rs"), module));
        Ok(texts)
    }

    /// The solutions of all, those in Python too: each file with its text.
    pub fn solved(&self) -> Result<Files, String> {
        let mut files = Files::new();
        for (name, in_rust) in &self.named {
            let ending = if *in_rust { "rs" } else { "py" };
            let file = format!("{name}.{ending}");
            let path = self.solutions.join(&file);
            if path.is_file() {
                files.insert(format!("solutions/{file}"), here(&read(&path)?));
            }
        }
        match files.is_empty() {
            true => Err("the solutions are not in this copy of the book".to_owned()),
            false => Ok(files),
        }
    }
}

/// Source that speaks of the crate which it is in.
fn here(text: &str) -> String {
    text.replace("use pyobject::", "use crate::")
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A chapter's exercises as a page of their own.
pub fn page(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let asked = lines[exercise::section(text)].iter().skip(1);
    let mut page = "# Exercises\n".to_owned();
    for line in asked {
        let name = line
            .strip_prefix("{{#exercise ")
            .and_then(|rest| rest.strip_suffix("}}"));
        page += &match name {
            Some(name) => format!(
                "It begins in `src/{MODULE}/{name}.rs`; the check is beside it, in \
                 `{name}_check.rs`, and runs by `cargo test -- --ignored {name}`.\n"
            ),
            None => format!("{line}\n"),
        };
    }
    // The appendix stays in the book.
    let page = page.replace("[solution](appendix-solutions.md)", "solution");
    page.trim_end().to_owned() + "\n"
}
