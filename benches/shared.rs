//! What the tables of programs share.
#![allow(dead_code, reason = "each table uses its part")]

use std::path::{Path, PathBuf};

/// How often each program is run.
pub const ROUNDS: usize = 5;

/// The programs that are asked for by a part of their name, or all; in order.
pub fn programs() -> Vec<PathBuf> {
    let pick = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/programs");
    let mut programs: Vec<PathBuf> = folder
        .read_dir()
        .expect("benches/programs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .filter(|path| pick.as_ref().is_none_or(|p| name(path).contains(p)))
        .collect();
    programs.sort();
    programs
}

/// Whether the table is for the book, in Markdown, and not for a terminal.
pub fn is_markdown() -> bool {
    std::env::args().any(|arg| arg == "--table")
}

/// What a program is called.
pub fn name(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The geometric mean of ratios.
pub fn mean(ratios: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = ratios.len() as f64;
    (ratios.map(f64::ln).sum::<f64>() / count).exp()
}
