//! What the tests of the book share: its files, the CPythons, and what may be missing.
#![allow(dead_code, reason = "each test uses its part")]

pub mod passed;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use pyobject::check::check_text;
use pyobject::check::console::Console;
use pyobject::check::cpython::{self, CPython};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder of the repository whose names end so, in order.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    pyobject::check::files_below(&root().join(folder), ending)
}

/// What these files hold, as a number.
pub fn stamp(files: &[PathBuf]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file)
            .expect("a file just listed")
            .hash(&mut hasher);
    }
    format!("{:016x}\n", hasher.finish())
}

/// Says loudly that something is missing; with `REQUIRE_ALL` set, fails.
pub fn skipped(what: &str) {
    assert!(std::env::var_os("REQUIRE_ALL").is_none(), "missing: {what}");
    left_out(what);
}

/// Whether anything was skipped.
static SKIPPED: AtomicBool = AtomicBool::new(false);

/// Says loudly that something is missing, which may be so anywhere.
pub fn left_out(what: &str) {
    SKIPPED.store(true, Ordering::Relaxed);
    say(&format!("SKIPPED: {what}"));
}

/// Whether this program has skipped anything.
pub fn has_skipped() -> bool {
    SKIPPED.load(Ordering::Relaxed)
}

/// Writes a line past the test harness, which would keep it to itself.
pub fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A path as it is written in the repository.
pub fn shown(path: &Path) -> &Path {
    path.strip_prefix(root()).unwrap_or(path)
}

/// Replays files on the runtime and expects no difference.
pub fn on_the_runtime(paths: &[PathBuf]) {
    passed::unless_unchanged(&stamp(paths), || {
        let told = |path: &PathBuf| {
            report(std::slice::from_ref(path), pyobject::python::RuntimeConsole)
        };
        expect_empty(&on_all_cores(paths, told));
    });
}

/// What there is to tell of each of these, in their order, by as many threads as there are
/// cores. A runtime is a value: each thread has its own, one after the other.
pub fn on_all_cores<T: Sync>(all: &[T], told: impl Fn(&T) -> String + Sync) -> String {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && let Some(one) = all.get(at)
        {
            done.push((at, told(one)));
        }
        done
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, String)> = std::thread::scope(|scope| {
        let running = (0..cores).map(|_| {
            // A sanitizer's frames are several times as large as others.
            let thread = std::thread::Builder::new().stack_size(32 << 20);
            thread.spawn_scoped(scope, work).expect("a thread")
        });
        let running: Vec<_> = running.collect();
        let ended = running.into_iter().map(|thread| thread.join());
        ended.flat_map(|done| done.expect("no panic")).collect()
    });
    done.sort();
    done.into_iter().map(|(_, told)| told).collect()
}

/// Replays files on a console; what differs.
pub fn report(paths: &[PathBuf], console: impl Console + 'static) -> String {
    let mut consoles: Vec<Box<dyn Console>> = vec![Box::new(console)];
    let reports = paths.iter().map(|path| {
        let text = std::fs::read_to_string(path).expect("a file just listed");
        check_text(shown(path), &text, &mut consoles)
    });
    reports.collect()
}

/// Fails with a report that reads well: no quotes and escapes around it.
pub fn expect_empty(report: &str) {
    assert!(report.is_empty(), "\n\n{report}");
}

/// The minor versions that `tests/data/pythons` wants, each with the CPythons found.
pub fn cpythons() -> Vec<CPython> {
    let wanted = std::fs::read_to_string(root().join("tests/data/pythons"))
        .expect("tests/data/pythons lists versions");
    let mut found: Vec<CPython> = Vec::new();
    let mut missing = Vec::new();
    for line in wanted.lines().filter(|line| !line.starts_with('#')) {
        let version = line.parse().expect("a version a line");
        match cpython::of_minor(version) {
            Some(python) => found.push(python.clone()),
            None => missing.push(line),
        }
    }
    if found.is_empty() {
        skipped("no CPython of 3.8 or newer was found to compare with");
    } else if !missing.is_empty() {
        let missing = missing.join(", ");
        left_out(&format!("no CPython {missing} here"));
    }
    found
}

/// Replays files on each CPython found and expects no difference.
pub fn on_each_cpython(paths: &[PathBuf]) {
    let pythons = cpythons();
    let builds = pythons.iter().map(|python| passed::build(&python.exe));
    let stamp = stamp(paths) + &builds.collect::<String>();
    passed::unless_unchanged(&stamp, || {
        let reports: Vec<String> = std::thread::scope(|scope| {
            let running: Vec<_> = pythons
                .into_iter()
                .map(|python| scope.spawn(move || report(paths, python)))
                .collect();
            let ended = running.into_iter().map(|thread| thread.join());
            ended.map(|report| report.expect("a replay")).collect()
        });
        expect_empty(&reports.concat());
    });
}
