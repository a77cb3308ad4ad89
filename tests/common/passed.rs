//! What has passed needs no second run while nothing that it looks at changes: its own
//! program, files, other programs. With `REQUIRE_ALL` set everything runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// A check by its name, and everything that it looks at as a number.
pub struct Passed {
    kept: PathBuf,
    stamp: String,
}

impl Passed {
    /// The check of this name; a stamp stands for what it looks at.
    pub fn of(name: &str, stamp: &str) -> Passed {
        let program = program();
        let file = program.file_stem().unwrap_or_default().to_string_lossy();
        let binary = file.rsplit_once('-').map_or(&*file, |(name, _)| name);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("passed");
        fs::create_dir_all(&folder).expect("a folder of cargo's");
        Passed {
            kept: folder.join(format!("{binary}.{}", name.replace("::", "."))),
            stamp: stamp.to_owned(),
        }
    }

    /// Whether it passed with everything as it is, and need not run again.
    pub fn before(&self) -> bool {
        static TELL: Once = Once::new();
        let asked = std::env::var_os("REQUIRE_ALL").is_none();
        let passed = asked
            && fs::read_to_string(&self.kept).is_ok_and(|last| last == self.stamp);
        if passed {
            TELL.call_once(|| {
                super::say(
                    "UNCHANGED: some of what passed with everything as it is does not \
                     run again (with REQUIRE_ALL=1 all does)",
                );
            });
        }
        passed
    }

    /// Notes that it has passed. Where something was missing it has not.
    pub fn note(&self) {
        if !super::has_skipped() {
            fs::write(&self.kept, &self.stamp).expect("room for a file");
        }
    }
}

/// Does the check of the test that runs, unless it passed with this
/// program and what the stamp stands for.
pub fn unless_unchanged(stamp: &str, check: impl FnOnce()) {
    let thread = std::thread::current();
    let stamp = stamp.to_owned() + &build(&program());
    let passed = Passed::of(thread.name().expect("a test has a name"), &stamp);
    if !passed.before() {
        check();
        passed.note();
    }
}

/// The program that runs, which all tests look at that are not of files alone.
pub fn program() -> PathBuf {
    std::env::current_exe().expect("a program has a file")
}

/// What tells one build of a program from another: its size and when it was written.
pub fn build(program: &Path) -> String {
    let about = fs::metadata(program).and_then(|about| {
        let written = about.modified()?;
        Ok(format!("{} {written:?}\n", about.len()))
    });
    about.unwrap_or_default()
}
