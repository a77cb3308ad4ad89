//! Snapshots: a chapter's crate as far as its reader has typed it at a mark
//! `{{#runs FILTER}}`, built, and tested.
//!
//! A snapshot holds the tests that the filter picks, and what these need. Closed boxes
//! come whole: what lies below the chapter's module, what is left out with a reason, and
//! of the module itself what boxes need that is not shown yet. But what tests and shown
//! items need of the module themselves must be shown before the mark.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::chapter::Chapter;
use super::prune::{self, Files};
use super::reach::Needed;
use super::source::File;
use super::store::Store;
use super::trial::cargo_test;
use super::units::{Kind, Source};
use super::{Crate, chosen, crate_of, is_source, write};

/// A mark in a chapter.
#[derive(Hash)]
pub struct Mark {
    /// Which tests it runs.
    pub filter: String,
    /// The items of the chapter's module, by their paths, that its reader has typed.
    pub typed: BTreeSet<String>,
    /// Those that the chapter shows later.
    pub lacks: BTreeSet<String>,
}

/// What comes of a mark.
#[derive(Serialize, Deserialize)]
pub enum Verdict {
    /// So many tests pass.
    Passes(usize),
    /// They need what the reader lacks, as this says.
    Lacks(String),
}

/// What comes of each of a chapter's marks, or why that cannot be said. What was tried
/// once is not built again.
pub fn snapshots(
    root: &Path,
    chapter: &'static Chapter,
    marks: &[&Mark],
) -> Result<Vec<Result<Verdict, String>>, String> {
    let store = Store::below(root);
    let _alone = store.alone(chapter.module)?;
    let (stamp, ways) = (store.stamp()?, store.ways()?);
    let mut made: Option<Crate> = None;
    let verdicts = marks.iter().map(|mark| {
        store.keep(&(stamp, chapter.module, mark), || {
            let made = match &mut made {
                Some(made) => made,
                none => none.insert(crate_of(root, chapter)?),
            };
            let source = made.files.iter();
            let source: Vec<_> = source.filter(|(name, _)| is_source(name)).collect();
            store.keep(&(ways, source, mark), || judge(made, mark, &store))
        })
    });
    Ok(verdicts.collect())
}

/// The paths of the tests of a chapter's crate.
pub fn tests(root: &Path, chapter: &'static Chapter) -> Result<Vec<String>, String> {
    let store = Store::below(root);
    store.keep(&(store.stamp()?, chapter.module, "tests"), || {
        chosen(root, chapter).map(|chosen| chosen.tests)
    })
}

/// Builds what a reader has at a mark, and runs its tests.
fn judge(made: &Crate, mark: &Mark, store: &Store) -> Result<Verdict, String> {
    let module = made.chapter.module;
    let mut reached = Reached::of(&made.files, module, mark, Trust::Mentions)?;
    let mut ran = run(&reached.cut(&made.files), module, store);
    if let Err(said) = &ran
        && !reached.lacking.is_empty()
    {
        if said.iter().any(|line| is_typed(line, module)) {
            return Ok(Verdict::Lacks(reached.told(said)));
        }
        // A box wants more than it seemed to.
        reached = Reached::of(&made.files, module, mark, Trust::Names)?;
        ran = run(&reached.cut(&made.files), module, store);
    }
    match (ran, reached.tests) {
        (_, 0) => Err(format!("no test of `{module}` matches `{}`", mark.filter)),
        (Ok(ran), tests) if ran == tests => Ok(Verdict::Passes(ran)),
        (Ok(ran), tests) => Err(format!("{ran} tests pass, and there are {tests}")),
        (Err(said), _) => {
            let few = said.iter().take(SHOWN).map(String::as_str);
            let few: Vec<&str> = few.collect();
            Err(format!("it does not pass: {}", few.join("; ")))
        }
    }
}

/// How many lines of what cargo says are passed on.
const SHOWN: usize = 4;

/// Whether an error is in what the reader types: the module's own file, or its tests.
fn is_typed(error: &str, module: &str) -> bool {
    let below = error.strip_prefix("src/");
    let rest = below.and_then(|below| below.strip_prefix(module));
    let files = [".rs:", "/mod.rs:", "/tests.rs:"];
    rest.is_some_and(|rest| files.iter().any(|file| rest.starts_with(file)))
}

/// Builds a crate and runs its tests: how many pass, or what cargo says.
fn run(files: &Files, module: &str, store: &Store) -> Result<usize, Vec<String>> {
    let folder = store.folder("snapshots").join(module);
    prune::put(files, &folder).map_err(|why| vec![why])?;
    cargo_test(&folder, &folder.join("target"))
}

/// What shows that a closed box needs a method.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// It has a method of that name, and its module mentions the type.
    Mentions,
    /// It has a method of that name.
    Names,
}

/// A crate's source, and what of it the tests of a mark need.
struct Reached {
    parsed: Vec<File>,
    source: Source,
    needed: Needed,
    /// The pieces that the reader lacks, and by what each is needed.
    lacking: Vec<(usize, usize)>,
    /// How many tests there are.
    tests: usize,
}

impl Reached {
    fn of(
        files: &Files,
        module: &str,
        mark: &Mark,
        trust: Trust,
    ) -> Result<Reached, String> {
        let parsed = prune::parse(files)?;
        let source = Source::of(&parsed);
        let own = (0..source.units.len()).filter(|unit| {
            let path = &source.modules[source.units[*unit].module].path;
            path.first().is_some_and(|top| top == module)
        });
        let own: Vec<usize> = own.collect();
        let among = |names: &BTreeSet<String>| {
            let is_among = |unit: &&usize| {
                let name = source.item_name(**unit);
                name.is_some_and(|name| names.contains(&name))
            };
            own.iter().filter(is_among).copied().collect::<HashSet<_>>()
        };
        let (mut typed, lacks) = (among(&mark.typed), among(&mark.lacks));
        let tests = own.iter().copied().filter(|unit| {
            let unit = &source.units[*unit];
            matches!(unit.kind, Kind::Test) && unit.title.contains(&mark.filter)
        });
        let tests: Vec<usize> = tests.collect();
        typed.extend(&tests);
        // What comes with the boxes may need more boxes.
        let mut given = HashSet::new();
        loop {
            let without = lacks.difference(&given).copied().collect();
            let mut needed = source.nothing();
            source.need(&mut needed, &tests, &without);
            let is_box = |unit: &usize| {
                needed.units[*unit] && !typed.contains(unit) && !without.contains(unit)
            };
            let boxes: Vec<usize> = (0..source.units.len()).filter(is_box).collect();
            let mut boxed = source.nothing();
            source.need(&mut boxed, &boxes, &typed);
            typed.iter().for_each(|unit| boxed.units[*unit] = false);
            let is_given = |unit: &&usize| {
                let sure = || source.mentioned(&boxed, **unit);
                boxed.units[**unit] && (trust == Trust::Names || sure())
            };
            let now: HashSet<usize> = lacks.iter().filter(is_given).copied().collect();
            if !now.is_subset(&given) {
                given.extend(now);
                continue;
            }
            let asked = |unit: usize| Some((unit, source.asked(&needed, unit)?));
            let mut lacking: Vec<_> = without.into_iter().filter_map(asked).collect();
            lacking.sort_unstable();
            return Ok(Reached {
                parsed,
                source,
                needed,
                lacking,
                tests: tests.len(),
            });
        }
    }

    /// The files of what is needed, but for what the reader lacks.
    fn cut(&self, files: &Files) -> Files {
        let mut needed = self.needed.clone();
        let lacks =
            |unit: usize| self.lacking.iter().any(|(lacking, _)| *lacking == unit);
        for unit in 0..self.source.units.len() {
            let of_type = self.source.about(unit);
            if lacks(unit) || of_type.is_some_and(lacks) {
                needed.units[unit] = false;
            }
        }
        let mut cut = write::files(&self.parsed, &self.source, &needed);
        let manifest = files.get_key_value("Cargo.toml");
        cut.extend(manifest.map(|(name, text)| (name.clone(), text.clone())));
        cut
    }

    /// What the reader lacks, and why it is needed: of several pieces the first that the
    /// compiler names.
    fn told(&self, errors: &[String]) -> String {
        let is_named = |(unit, _): &&(usize, usize)| {
            let name = format!("`{}`", self.source.name(*unit));
            errors.iter().any(|error| error.contains(&name))
        };
        let mut named = self.lacking.iter().filter(is_named);
        let first = named.next().or(self.lacking.first());
        let Some((unit, asker)) = first else {
            return String::new();
        };
        let more = match self.lacking.iter().filter(is_named).count() {
            0 | 1 => String::new(),
            more => format!(" (and {} more)", more - 1),
        };
        let name = &self.source.units[*unit].title;
        let by = self.source.chain(&self.needed, *asker);
        let by = by.replace(" <- ", ", for ");
        format!(
            "no chapter shows `{name}`{more} before this mark; it is needed by {by}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const SHELF: &str = "pub struct Shelf;\nimpl Shelf {\n    \
                         pub fn new() -> Shelf { Shelf }\n    pub fn get(&self) {}\n    \
                         pub fn put(&self) { self.get() }\n    pub fn fill(&self) {}\n}\n\
                         #[cfg(test)]\nmod tests {\n    use super::*;\n    #[test]\n    \
                         fn empty() { Shelf::new(); }\n    #[test]\n    \
                         fn filled() { Shelf::new().put() }\n    #[test]\n    \
                         fn boxed() { crate::house::open() }\n}\n";
    const HOUSE: &str = "use crate::shelf::Shelf;\n\
                         pub fn open() { Shelf::new().fill() }\n";
    const LIB: &str = "pub mod shelf;\npub mod house;\n";

    /// What the tests need that this filter picks, where only these methods of the shelf
    /// are shown later.
    fn reached(filter: &str, lacks: &[&str]) -> Reached {
        let files = [
            ("src/lib.rs", LIB),
            ("src/shelf.rs", SHELF),
            ("src/house.rs", HOUSE),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let all = ["new", "get", "put", "fill"];
        let name = |method: &str| format!("shelf::Shelf::{method}");
        let (lacks, typed): (Vec<&str>, Vec<&str>) =
            all.iter().partition(|method| lacks.contains(method));
        let mark = Mark {
            filter: filter.to_owned(),
            typed: typed.into_iter().map(name).collect(),
            lacks: lacks.into_iter().map(name).collect(),
        };
        let files = BTreeMap::from(files);
        Reached::of(&files, "shelf", &mark, Trust::Mentions).expect("Rust")
    }

    #[test]
    fn a_snapshot_holds_what_its_tests_need() {
        let reached = reached("empty", &["get", "put"]);
        assert!(reached.tests == 1 && reached.lacking.is_empty());
        let text = &reached.cut(&Files::new())["src/shelf.rs"];
        assert!(
            text.contains("fn new") && text.contains("fn empty"),
            "{text}"
        );
        assert!(
            !text.contains("fn put") && !text.contains("fn filled"),
            "{text}"
        );
    }

    #[test]
    fn what_the_reader_lacks_is_told_with_what_needs_it() {
        let told = reached("filled", &["get"]).told(&[]);
        let expected = "no chapter shows `shelf::Shelf::get` before this mark; it is needed \
                        by shelf::Shelf::put, for shelf::tests::filled";
        assert_eq!(told, expected);
    }

    #[test]
    fn what_a_closed_box_needs_comes_with_it() {
        let reached = reached("boxed", &["fill"]);
        assert!(reached.lacking.is_empty());
        assert!(reached.cut(&Files::new())["src/shelf.rs"].contains("fn fill"));
    }
}
