//! A test in the browser need not run again while the built book, the tests themselves
//! and the browser are as they were when it passed.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use pyobject::check::files_below;

use crate::common::passed::{self, Passed};
use crate::{built_book, common};

/// The built book and the browser, as a number.
static STAMP: LazyLock<String> = LazyLock::new(|| {
    let endings = ["html", "js", "css", "wasm", "json", "svg", "woff2", "png"];
    let mut seen: Vec<PathBuf> = endings
        .iter()
        .flat_map(|ending| files_below(built_book(), ending))
        .collect();
    seen.extend(std::env::var_os("AXE_JS").map(PathBuf::from));
    seen.retain(|file| file.is_file());
    let browser = Command::new("chromedriver").arg("--version").output();
    let browser = browser.map_or(Vec::new(), |said| said.stdout);
    let program = passed::build(&passed::program());
    common::stamp(&seen) + &program + &String::from_utf8_lossy(&browser)
});

/// The test that runs; none where a test cannot be told from another.
pub fn this() -> Option<Passed> {
    let thread = std::thread::current();
    let name = thread.name().filter(|name| *name != "main")?;
    Some(Passed::of(name, &STAMP))
}
