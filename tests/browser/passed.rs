//! Tests that have passed need no second run while nothing that they look at changes: the
//! built book, the tests themselves, the browser. With `REQUIRE_ALL` set all of them run.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{LazyLock, Once};

use pyobject::check::files_below;

use crate::{built_book, common};

/// Where the tests that passed with everything as it is have an empty file each.
static PASSED: LazyLock<PathBuf> = LazyLock::new(|| {
    let endings = ["html", "js", "css", "wasm", "json", "svg", "woff2", "png"];
    let mut seen: Vec<PathBuf> = endings
        .iter()
        .flat_map(|ending| files_below(built_book(), ending))
        .collect();
    seen.extend(std::env::current_exe());
    seen.extend(std::env::var_os("AXE_JS").map(PathBuf::from));
    seen.retain(|file| file.is_file());
    let browser = Command::new("chromedriver").arg("--version").output();
    let browser = browser.map_or(Vec::new(), |said| said.stdout);
    let browser = String::from_utf8_lossy(&browser);
    let stamp = format!("{}{browser}", common::stamp(&seen));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("browser-passed");
    let kept = folder.join("stamp");
    if !fs::read_to_string(&kept).is_ok_and(|last| last == stamp) {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder of cargo's");
        fs::write(kept, stamp).expect("room for a file");
    }
    folder
});

/// It is told once.
static TELL: Once = Once::new();

/// The file of the test that runs; none where a test cannot be told from another.
fn mark() -> Option<PathBuf> {
    let thread = std::thread::current();
    let name = thread.name().filter(|name| *name != "main")?;
    Some(PASSED.join(name.replace("::", ".")))
}

/// Whether the test that runs has passed with everything as it is.
pub fn before() -> bool {
    let asked = std::env::var_os("REQUIRE_ALL").is_none();
    let passed = asked && mark().is_some_and(|mark| mark.exists());
    if passed {
        TELL.call_once(|| {
            common::say(
                "UNCHANGED: what passed with this book in this browser is not run again",
            );
        });
    }
    passed
}

/// Notes that the test that runs has passed.
pub fn note() {
    if let Some(mark) = mark() {
        let _ = fs::write(mark, "");
    }
}
