//! Every Rust example is a test that knows its place, and a changed one fails.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use pyobject::check::markdown::{Block, blocks};

const TESTS: &str = include_str!(concat!(env!("OUT_DIR"), "/tests.rs"));

/// The Rust blocks of the chapters and the README, with where they stand.
fn examples() -> Vec<(String, Block)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages: Vec<PathBuf> = vec![root.join("README.md")];
    let mut folders = vec![root.join("chapters")];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().expect("chapters").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|e| e == "md") => pages.push(path),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        let name = page.strip_prefix(&root).unwrap_or(&page).display();
        let rust = blocks(&text).into_iter().filter(|b| b.lang == "rust");
        found.extend(rust.map(|b| (format!("{name}:{}", b.line), b)));
    }
    found
}

/// Compiles and runs an example as skeptic does; whether that succeeds.
fn runs(example: &str) -> bool {
    let shown = |line: &str| match line.trim_start().strip_prefix("# ") {
        Some(hidden) => hidden.to_owned(),
        None if line.trim() == "#" => String::new(),
        None => line.to_owned(),
    };
    let text: Vec<String> = example.lines().map(shown).collect();
    catch_unwind(|| {
        skeptic::rt::run_test(
            env!("CARGO_MANIFEST_DIR"),
            env!("OUT_DIR"),
            env!("EXAMPLES_TARGET"),
            &text.join("\n"),
        );
    })
    .is_ok()
}

#[test]
fn each_example_is_a_test_that_names_its_place() {
    let examples = examples();
    assert!(!examples.is_empty());
    for (place, block) in examples {
        assert_eq!(
            block.words,
            [] as [String; 0],
            "{place}: run it, or drop it"
        );
        let said = format!("println!(\"{place}: ");
        assert!(TESTS.contains(&said), "{place} is not tested");
    }
    let ignored = TESTS.lines().find(|line| *line == "#[ignore]");
    assert_eq!(ignored, None);
}

#[test]
fn a_changed_example_fails() {
    let claims = |(_, block): &(String, Block)| block.body.contains("assert_eq!(");
    let examples = examples();
    let (place, block) = examples.iter().find(|e| claims(e)).expect("a claim");
    assert!(runs(&block.body), "{place}");
    let changed = block.body.replacen("assert_eq!(", "assert_ne!(", 1);
    assert!(!runs(&changed), "{place} proves nothing");
    assert!(!runs(&format!("{}\nnot Rust", block.body)));
}
