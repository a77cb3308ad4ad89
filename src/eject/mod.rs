//! `pyobject eject`: a chapter's module as a crate of its own.
//!
//! The crate holds the module, what it needs of the floors below it and no more, the
//! tests that need no Python, the chapter's text and its exercises. It depends on no
//! other crate and builds without a network.

mod chapter;
mod exercises;
mod patch;
mod prune;
mod reach;
mod resolve;
mod snapshot;
mod source;
mod store;
mod trial;
mod units;
mod words;
mod write;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chapter::{PATCHES, SLOTS};
use exercises::Exercises;
use patch::Patch;
use prune::Files;
use reach::Needed;
use source::File;
use units::{Kind, Source};

pub use chapter::{CHAPTERS, Chapter};
pub use snapshot::{Mark, Verdict, snapshots, tests};
pub use store::Store;

/// The repository: where this command was built, if that is still there, or else where
/// it is called.
pub fn root() -> Result<PathBuf, String> {
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let mut folders = [built].into_iter().chain(here.ancestors());
    let is_root = |folder: &&Path| folder.join("chapters/SUMMARY.md").is_file();
    let found = folders.find(is_root);
    found.map(Path::to_owned).ok_or(
        "the book's repository is not here: call this within a clone of it".to_owned(),
    )
}

/// A chapter's crate: its files, each with its text.
pub struct Crate {
    pub chapter: &'static Chapter,
    pub files: Files,
    /// Lines of the chapter's own module.
    pub own: usize,
    /// Lines of what lies below it.
    pub below: usize,
    /// The paths of its tests.
    pub tests: Vec<String>,
    exercises: Exercises,
}

/// The chapter of this number.
pub fn numbered(number: &str) -> Result<&'static Chapter, String> {
    let found = CHAPTERS.iter().find(|one| one.number.to_string() == number);
    found.ok_or(format!(
        "there is no chapter {number} to take out of the book"
    ))
}

/// Writes a chapter's crate into a folder, which must not be there yet, with the solutions
/// of its exercises where they are asked for.
pub fn eject(
    root: &Path,
    number: &str,
    folder: &Path,
    solved: bool,
) -> Result<String, String> {
    let chapter = numbered(number)?;
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    let mut made = crate_of(root, chapter)?;
    if solved {
        made.files.extend(made.exercises.solved()?);
    }
    for (name, text) in &made.files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, text));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(format!("{}: {}\n", folder.display(), made.told()))
}

/// What each chapter's crate would hold.
pub fn list(root: &Path) -> Result<String, String> {
    let mut told = String::new();
    for chapter in &CHAPTERS {
        told += &format!("{}\n", crate_of(root, chapter)?.told());
    }
    Ok(told)
}

impl Crate {
    /// The page that a crate begins with.
    fn readme(&self) -> String {
        let Chapter { number, module, .. } = self.chapter;
        let (own, below, tests) = (self.own, self.below, self.tests.len());
        format!(
            "# {module}\n\nChapter {number} of *PyObject from Scratch* as a crate of its \
             own: {own} lines of the module `{module}`, and the {below} lines of the \
             floors below that it needs. It depends on no other crate.\n\n```\ncargo \
             test\n```\n\nruns its tests: {tests}. The chapter is `chapter.md`, its \
             exercises `exercises.md`. Those in Rust begin in `src/exercises/`: `cargo \
             test -- --ignored NAME` checks the one of that name. There is no Python in \
             here: what only a program could ask of an object is cut away, and so are \
             long ints.\n\nCode: MIT or Apache-2.0. Text: CC BY 4.0.\n"
        )
    }

    fn told(&self) -> String {
        let Chapter { number, module, .. } = self.chapter;
        format!(
            "chapter {number}, module {module}: {} lines and {} tests, on {} lines of \
             the floors below",
            self.own,
            self.tests.len(),
            self.below
        )
    }
}

/// What of the source is a chapter's crate, before it is pruned.
struct Chosen {
    files: Vec<File>,
    source: Source,
    needed: Needed,
    tests: Vec<String>,
    exercises: Exercises,
}

fn chosen(root: &Path, chapter: &Chapter) -> Result<Chosen, String> {
    let slots: Vec<&str> = SLOTS.iter().chain(chapter.slots).copied().collect();
    // What a chapter is about is left as it is shown there.
    let patches = PATCHES.iter().filter(|one| !one.is_of(chapter.module));
    let patches: Vec<&Patch> = patches.collect();
    let mut files = source::read(root, &slots, chapter.parts, &patches)?;
    let text = root.join("chapters").join(chapter.text);
    let text =
        fs::read_to_string(&text).map_err(|it| format!("{}: {it}", chapter.text))?;
    let exercises = Exercises::of(root, chapter, &text);
    for one in files.iter_mut().filter(|one| one.module.is_empty()) {
        let text = format!("{}\n#[cfg(test)]\nmod {};\n", one.text, exercises::MODULE);
        *one = source::file(&one.name, text)?;
    }
    files.extend(exercises.sources()?);
    let source = Source::of(&files);
    let (needed, tests) = choose(&source, chapter)?;
    Ok(Chosen {
        files,
        source,
        needed,
        tests,
        exercises,
    })
}

/// Whether a file of a crate is part of what is compiled.
fn is_source(name: &str) -> bool {
    name.ends_with(".rs") || name == "Cargo.toml"
}

/// Makes a chapter's crate.
pub fn crate_of(root: &Path, chapter: &'static Chapter) -> Result<Crate, String> {
    let Chosen {
        files,
        source,
        needed,
        tests,
        exercises,
    } = chosen(root, chapter)?;
    let mut written = write::files(&files, &source, &needed);
    chapter::dress(root, chapter, &mut written)?;
    let (source, texts): (Files, Files) =
        written.into_iter().partition(|(name, _)| is_source(name));
    let mut written = prune::prune(&source, chapter.module, &Store::below(root))?;
    written.extend(texts);
    if let Some(manifest) = written.get_mut("Cargo.toml") {
        // What is left of that kind is part of something that is used.
        *manifest =
            manifest.replace("[lints.rust]\n", "[lints.rust]\ndead_code = \"allow\"\n");
    }
    let (mut own, mut below) = (0, 0);
    for (name, text) in written.iter().filter(|(name, _)| name.ends_with(".rs")) {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let top = name.trim_start_matches("src/").trim_end_matches(".rs");
        match top.split('/').next() {
            Some(exercises::MODULE) => {}
            top if top == Some(chapter.module) => own += lines,
            _ => below += lines,
        }
    }
    exercises.begin(&mut written)?;
    let mut made = Crate {
        chapter,
        files: written,
        own,
        below,
        tests,
        exercises,
    };
    made.files.insert("README.md".to_owned(), made.readme());
    Ok(made)
}

/// What a chapter needs, and which of its tests are among it.
fn choose(source: &Source, chapter: &Chapter) -> Result<(Needed, Vec<String>), String> {
    let mut without = HashSet::new();
    for title in chapter.without {
        let found = source.titled(title);
        without.insert(found.ok_or(format!("there is no {title} to leave out"))?);
    }
    let is_own =
        |path: &[String]| path.first().is_some_and(|top| top == chapter.module);
    let is_exercise =
        |path: &[String]| path.first().is_some_and(|top| top == exercises::MODULE);
    let units = source.units.iter().enumerate();
    let mut roots = Vec::new();
    let mut tests = Vec::new();
    for (at, unit) in units {
        let module = &source.modules[unit.module];
        if !source.is_declared(unit.module) {
            continue;
        }
        let is_test = source.in_test(unit.module);
        match unit.kind {
            Kind::Test if is_own(&module.path) => tests.push(at),
            Kind::Test if is_exercise(&module.path) => roots.push(at),
            Kind::Item | Kind::Member { .. } | Kind::Block { .. }
                if is_own(&module.path)
                    && !is_test
                    && !without.contains(&at)
                    && !source.own_type(at).is_some_and(|ty| without.contains(&ty)) =>
            {
                roots.push(at);
            }
            _ => {}
        }
    }
    for title in chapter::BEGIN {
        let found = source.titled(title);
        roots.push(found.ok_or(format!("there is no {title}"))?);
    }
    let mut needed = source.nothing();
    source.need(&mut needed, &roots, &without);
    for unit in &without {
        if needed.units[*unit] {
            let chain = source.chain(&needed, *unit);
            return Err(format!("chapter {} needs {chain}", chapter.number));
        }
    }
    if let Some((unit, wanted)) = &needed.wrong {
        return Err(format!(
            "chapter {} needs {wanted}, which its crate does not have: {}",
            chapter.number,
            source.chain(&needed, *unit)
        ));
    }
    let mut passing = Vec::new();
    for test in tests {
        let mut more = needed.clone();
        source.need(&mut more, &[test], &without);
        let lacks = without.iter().any(|unit| more.units[*unit]);
        if more.wrong.is_none() && !lacks {
            needed = more;
            passing.push(source.units[test].title.clone());
        }
    }
    Ok((needed, passing))
}
