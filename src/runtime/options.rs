//! What a runtime is made with.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What a runtime is made with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes that may be taken from the operating system.
    pub memory: Option<usize>,
    /// How much may be computed (about one unit an instruction) before it stops.
    pub fuel: Option<u64>,
    /// How deep Python calls may nest.
    pub recursion_limit: u32,
    /// How deep native code may nest, as repr of a list in a list does: CPython's
    /// `Py_C_RECURSION_LIMIT`, which is 10000 on most machines; 400 in a
    /// browser, whose stack is used up soon after 500.
    pub native_limit: u32,
    /// Bytes of the machine's stack that native code may use, should they be used up
    /// before that.
    pub stack: usize,
    /// Which CPython is imitated.
    pub profile: Profile,
    /// The ints that are made once and shared.
    pub small_ints: RangeInclusive<i64>,
    /// Set from outside, another thread perhaps, to raise KeyboardInterrupt.
    pub interrupt: Option<Arc<AtomicBool>>,
    /// Whether the collector runs, over all generations, whenever a container is made
    /// (then it leaves alone what has a finalizer, since no Python may run there), and
    /// whenever the evaluation loop may collect: slow, for tests.
    pub stress_gc: bool,
    /// Where a module that is written in Python has its text from: it gets the name of
    /// a file, such as `enum.py`. Not needed where the feature `library` has made the
    /// text part of the program.
    pub library: Option<fn(&str) -> Option<String>>,
    /// `sys.argv`: the name of the program, and what it was called with.
    pub argv: Vec<String>,
    /// Folders in which modules are looked for that are neither the runtime's own nor
    /// of its library: `name.py`, or `name/__init__.py`.
    pub path: Vec<PathBuf>,
    /// Where `input()` has its lines from, each with its line break if it has one.
    /// Without it, or when it gives nothing, no line can be had.
    pub input: Option<fn() -> Option<String>>,
}

/// Which CPython's behaviour is imitated. Layouts never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// CPython 3.13.
    #[default]
    V3_13,
    /// As before 3.12: small ints and other shared objects are counted, not immortal.
    Classic,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            memory: None,
            fuel: None,
            recursion_limit: 1000,
            native_limit: if cfg!(target_arch = "wasm32") {
                400
            } else {
                10_000
            },
            stack: 3 << 19,
            profile: Profile::V3_13,
            small_ints: -5..=256,
            interrupt: None,
            stress_gc: false,
            library: None,
            argv: vec![String::new()],
            path: Vec::new(),
            input: None,
        }
    }
}
