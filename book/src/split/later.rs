//! Which functions come later: `book/later.txt`.
//!
//! Each line is the path of a function, or the beginning of paths with a star after it.
//! A function that no line has comes with the first part: where the list is out of date,
//! a page is heavier, or fetches the second part too soon, and works as before.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Where the list is.
const FILE: &str = "book/later.txt";

const HEAD: &str = "\
# The functions of the player that no example of a chapter calls: they are fetched when
# one of them is called. Written by `WATCHED=1 cargo test --test browser`, and then
# `cargo book later target/tmp/called`.
";

/// The list.
pub struct Later {
    whole: HashSet<String>,
    starts: Vec<String>,
}

impl Later {
    /// Reads the list of this repository.
    pub fn load(root: &Path) -> Result<Later> {
        Ok(Later::of(
            &fs::read_to_string(root.join(FILE)).context(FILE)?,
        ))
    }

    /// The list that this text is.
    pub fn of(text: &str) -> Later {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let (starts, whole) =
            lines.partition::<Vec<&str>, _>(|line| line.ends_with('*'));
        let mut starts: Vec<String> = starts
            .iter()
            .map(|line| line.trim_end_matches('*').to_owned())
            .collect();
        starts.sort();
        Later {
            whole: whole.iter().map(|line| line.to_string()).collect(),
            starts,
        }
    }

    /// Whether the function of this path comes later.
    pub fn has(&self, path: &str) -> bool {
        self.whole.contains(path)
            || self
                .starts
                .iter()
                .any(|start| path.starts_with(start.as_str()))
    }

    /// Writes the list: `entered` says of each of these functions whether it was called.
    pub fn write(root: &Path, paths: &[String], entered: &[bool]) -> Result<()> {
        let text = HEAD.to_owned() + &told(paths, entered);
        fs::write(root.join(FILE), text).context(FILE)
    }
}

/// The lines for the functions that were not entered. Where that is so for all whose paths
/// have a beginning in common, the beginning stands for them.
fn told(paths: &[String], entered: &[bool]) -> String {
    let of = |wanted: bool| -> BTreeSet<&str> {
        let paths = paths.iter().map(String::as_str).zip(entered);
        let paths = paths.filter(|(_, entered)| **entered == wanted);
        paths.map(|(path, _)| path).collect()
    };
    let (entered, others) = (of(true), of(false));
    let is_entered = |start: &str| {
        let mut paths = entered.range(start..);
        paths.next().is_some_and(|path| path.starts_with(start))
    };
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // Two functions may have one path.
    for path in others.difference(&entered) {
        let starts = path.match_indices("::").map(|(at, _)| &path[..at + 2]);
        let start = starts.into_iter().find(|start| !is_entered(start));
        groups.entry(start.unwrap_or(path)).or_default().push(path);
    }
    let lines = groups.into_iter().map(|(start, paths)| match paths[..] {
        [path] => format!("{path}\n"),
        _ => format!("{start}*\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{Later, told};

    #[test]
    fn a_beginning_stands_for_what_is_never_called_and_for_nothing_else() {
        let paths = [
            "a::x",
            "a::y",
            "b::c::x",
            "b::c::y",
            "b::x",
            "b::y",
            "f",
            "f::{closure#0}",
            "b::y",
        ];
        let entered = [false, false, false, false, true, false, true, false, true];
        let paths = paths.map(str::to_owned);
        let list = told(&paths, &entered);
        assert_eq!(list, "a::*\nb::c::*\nf::{closure#0}\n");
        let later = Later::of(&list);
        let found: Vec<bool> = paths.iter().map(|path| later.has(path)).collect();
        assert_eq!(
            found,
            [true, true, true, true, false, false, false, true, false]
        );
        assert!(!later.has("c::x"), "what is new comes first");
    }
}
