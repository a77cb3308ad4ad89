//! Makes a test of each `rust` block in the chapters and the README, and finds the
//! exercises in Rust.

mod exercises;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the repository");
    let chapters = root.join("chapters");
    // Without this a new chapter would go unnoticed.
    println!("cargo:rerun-if-changed={}", chapters.display());
    let mut pages = skeptic::markdown_files_of_directory(
        chapters.to_str().expect("a path in UTF-8"),
    );
    pages.push(root.join("README.md"));
    pages.retain(|page| page.is_file());
    skeptic::generate_doc_tests(&pages);

    // For the test that changes an example and runs it.
    let target = env::var("TARGET").expect("set by cargo");
    println!("cargo:rustc-env=EXAMPLES_TARGET={target}");

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let tests = out.join("skeptic-tests.rs");
    let tests = fs::read_to_string(tests).unwrap_or_default();
    let tests = with_places(&tests, &pages, &root);
    fs::write(out.join("tests.rs"), tests).expect("a folder of cargo's");
    exercises::write(&chapters, &out);
}

/// Has each test print where its example stands; the harness shows that of a failure.
/// A page's file name may begin with a digit, and a function's name may not.
fn with_places(tests: &str, pages: &[PathBuf], root: &Path) -> String {
    const TEST: &str = "#[test] fn ";
    let mut placed = String::new();
    for line in tests.lines() {
        let named = line.strip_prefix(TEST);
        match named.filter(|name| name.starts_with(|c: char| c.is_ascii_digit())) {
            Some(name) => placed.push_str(&format!("{TEST}chapter_{name}\n")),
            None => placed.push_str(&format!("{line}\n")),
        }
        let name = named.and_then(|l| l.split('(').next());
        if let Some((page, at)) = name.and_then(|name| place(name, pages)) {
            let page = page.strip_prefix(root).unwrap_or(page).display();
            placed.push_str(&format!(
                "    println!(\"{page}:{at}: this example fails, as told below\");\n"
            ));
        }
    }
    placed
}

/// The page and line that skeptic has put into a test's name.
fn place<'a>(test: &'a str, pages: &'a [PathBuf]) -> Option<(&'a Path, &'a str)> {
    let (name, line) = test.rsplit_once("_line_")?;
    let of_page = |page: &&PathBuf| {
        let stem = sanitized(&page.file_stem().unwrap_or_default().to_string_lossy());
        name.strip_prefix(&*stem)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("_sect_"))
    };
    pages
        .iter()
        .find(of_page)
        .map(|page| (page.as_path(), line))
}

/// A file's name as skeptic writes it in the name of a test.
fn sanitized(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}
