//! Each chapter leaves the book as a crate that builds and passes its tests, with an empty
//! home of cargo's and without a network.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use common::passed::{self, Passed};
use pyobject::check::files_below;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("eject")
}

fn pyobject(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pyobject"))
        .args(words)
        .output()
        .expect("the command")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Takes a chapter out of the book, builds it and runs its tests.
fn leaves_the_book(number: u32, home: &Path) {
    let place = folder().join(number.to_string());
    let _ = fs::remove_dir_all(&place);
    let name = place.to_str().expect("a path in UTF-8");
    let output = pyobject(&["eject", &number.to_string(), name]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    common::say(text(&output.stdout).trim_end());

    let again = pyobject(&["eject", &number.to_string(), name]);
    assert!(
        text(&again.stderr).contains("is there already"),
        "{again:?}"
    );

    let manifest = fs::read_to_string(place.join("Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("[dependencies]\n\n["), "{manifest}");
    assert!(!place.join("solutions").exists(), "nobody asked for them");
    for file in ["README.md", "chapter.md", "exercises.md"] {
        let text = fs::read_to_string(place.join(file)).expect(file);
        assert!(
            text.lines().count() > 3,
            "{file} of chapter {number} is empty"
        );
    }
    let mut source = files_below(&place, "rs");
    source.push(place.join("Cargo.toml"));
    source.extend(common::files(
        &format!("chapters/solutions/{number:02}"),
        "rs",
    ));
    let passed = Passed::of(&number.to_string(), &common::stamp(&source));
    if !passed.before() {
        passes_its_tests(number, &place, home);
        exercises_can_be_done(number, &place, home);
        passed.note();
    }
}

fn passes_its_tests(number: u32, place: &Path, home: &Path) {
    let output = cargo_test(place, home, &[]);
    let said = text(&output.stdout);
    let errors = text(&output.stderr);
    assert!(output.status.success(), "chapter {number}:\n{said}{errors}");
    let told = fs::read_to_string(place.join("README.md")).expect("a page");
    let count = said
        .lines()
        .filter(|line| line.ends_with(" ... ok"))
        .count();
    assert!(count > 0, "chapter {number} has no test");
    assert!(
        told.contains(&format!("its tests: {count}.")),
        "{count}: {told}"
    );
}

/// Tests a crate with an empty home of cargo's and without a network.
fn cargo_test(place: &Path, home: &Path, words: &[&str]) -> Output {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = folder().join("target");
    Command::new(cargo)
        .arg("test")
        .args(words)
        .current_dir(place)
        .env("CARGO_HOME", home)
        .env("CARGO_NET_OFFLINE", "true")
        // One each, so that none waits for another.
        .env(
            "CARGO_TARGET_DIR",
            target.join(place.file_name().expect("a name")),
        )
        .envs([("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "0")])
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo")
}

/// The exercises of a crate fail their checks as they are, and pass with the solutions.
fn exercises_can_be_done(number: u32, place: &Path, home: &Path) {
    let exercises = place.join("src/exercises");
    let output = cargo_test(place, home, &["--", "--ignored"]);
    let said = text(&output.stdout);
    let modules = fs::read_to_string(exercises.with_extension("rs")).expect("a module");
    let names = modules.lines().filter_map(|line| {
        let name = line.strip_prefix("mod ")?.strip_suffix(';')?;
        (!name.ends_with("_check")).then_some(name)
    });
    let names: Vec<&str> = names.collect();
    assert!(names.len() >= 2, "chapter {number}: {names:?}");
    for name in &names {
        let failed = |line: &str| {
            line.contains(&format!("{name}_check::")) && line.ends_with("... FAILED")
        };
        assert!(
            said.lines().any(failed),
            "chapter {number}, {name}:\n{said}"
        );
    }
    let solutions = common::root().join(format!("chapters/solutions/{number:02}"));
    if !solutions.is_dir() {
        return common::say("LEFT OUT: the solutions of the exercises are not here");
    }
    let solved = folder().join(format!("solved-{number}"));
    let _ = fs::remove_dir_all(&solved);
    let name = solved.to_str().expect("a path in UTF-8");
    let output = pyobject(&["eject", "--solutions", &number.to_string(), name]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for name in &names {
        let file = format!("{name}.rs");
        let solution = solved.join("solutions").join(&file);
        fs::copy(solution, exercises.join(file)).expect("a solution");
    }
    let output = cargo_test(place, home, &["--", "--ignored"]);
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "chapter {number}:\n{said}{errors}");
}

#[test]
fn each_chapter_leaves_the_book_as_a_crate() {
    let mut files = common::files("src", "rs");
    files.extend(common::files("chapters", "md"));
    files.extend(common::files("chapters", "rs"));
    passed::unless_unchanged(&common::stamp(&files), leave_the_book);
}

fn leave_the_book() {
    let home = folder().join("home");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).expect("a folder");
    thread::scope(|scope| {
        for number in 1..=6 {
            let home = &home;
            scope.spawn(move || leaves_the_book(number, home));
        }
    });
    let fetched: BTreeSet<_> = fs::read_dir(home.join("registry"))
        .into_iter()
        .flatten()
        .collect::<Result<Vec<_>, _>>()
        .expect("a folder")
        .iter()
        .map(|entry| entry.file_name())
        .collect();
    assert!(fetched.is_empty(), "{fetched:?} was fetched");
}

#[test]
fn each_chapter_has_a_sheet_and_a_key() {
    for number in 1..=6 {
        let place = folder().join(format!("sheet-{number}"));
        let _ = fs::remove_dir_all(&place);
        let name = place.to_str().expect("a path in UTF-8");
        let output = pyobject(&["handout", &number.to_string(), name]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let page = |name: &str| fs::read_to_string(place.join(name)).expect(name);
        let (sheet, key) = (page("sheet.html"), page("key.html"));
        let tasks = |page: &str| page.matches("<section>").count();
        assert!(
            tasks(&sheet) >= 5 && tasks(&sheet) == tasks(&key),
            "chapter {number}"
        );
        for told in ["class=\"hp-wire\"", "class=\"hp-open\"", "ob_type"] {
            let drawn = sheet.split("<figure>").skip(1);
            let mut drawn = drawn.filter_map(|rest| rest.split("</figure>").next());
            assert!(
                !drawn.any(|it| it.contains(told)),
                "chapter {number}: {told}"
            );
        }
        let again = pyobject(&["handout", &number.to_string(), name]);
        assert!(
            text(&again.stderr).contains("is there already"),
            "{again:?}"
        );
    }
}

#[test]
fn a_chapter_that_is_not_there_is_told() {
    let output = pyobject(&["eject", "15", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no chapter 15"));
}
