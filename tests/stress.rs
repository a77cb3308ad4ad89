//! The transcripts once more, with a collector that runs whenever a container is made:
//! whatever is alive must be seen by it, and nothing may be left behind.
//!
//! A few of them, since that takes long; all with `STRESS_ALL=1` in the environment.
//! A full collection also empties the free lists, so each of them is short here.

mod common;

use std::path::PathBuf;
use std::slice::from_ref;

use pyobject::check::console::{Console, Step};
use pyobject::check::versions::Version;
use pyobject::python::Session;
use pyobject::{Options, Runtime};

/// A runtime under stress for each session.
struct Stressed;

impl Console for Stressed {
    fn name(&self) -> String {
        "the runtime under stress".to_owned()
    }

    fn version(&self) -> Version {
        Version::REFERENCE
    }

    fn session(&mut self, steps: &[Step]) -> Result<Vec<Option<String>>, String> {
        let rt = Runtime::with(Options {
            stress_gc: true,
            ..Options::default()
        });
        let mut session = Session::new(&rt);
        session.push("import gc; gc.freeze(); del gc");
        let shown = steps.iter().map(|step| match step {
            Step::Input(input) => {
                let output = session.push(input);
                Some(output.stdout + &output.stderr)
            }
            Step::Figure(_) => None,
        });
        let shown = shown.collect();
        drop(session);
        let leaks = Runtime::finish(rt);
        assert_eq!(leaks, Default::default(), "left behind");
        Ok(shown)
    }
}

#[test]
fn sessions_read_alike_though_the_collector_always_runs() {
    let mut paths = common::files("tests/sessions", "pycon");
    paths.extend(common::files("chapters", "md"));
    // Native chains are long, and each of their links is a container; a module that is
    // written in Python makes thousands of them when it is imported; and who waits for
    // the collector to come by itself makes as many.
    let many = [
        "tests/sessions/hostile",
        "tests/sessions/modules",
        "tests/sessions/3.13/automatic.pycon",
        "chapters/appendix-differences.md",
    ];
    let many = many.map(|path| common::root().join(path));
    paths.retain(|path| !many.iter().any(|long| path.starts_with(long)));
    // Those that ask the collector itself, or which blocks are taken anew, get other
    // answers; they still leave nothing.
    let (asking, others): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.into_iter().partition(|path| {
            let text = std::fs::read_to_string(path).expect("a file just listed");
            ["gc.", "tracemalloc.", "getallocatedblocks", "id(b) == i"]
                .iter()
                .any(|word| text.contains(word))
        });
    assert!(others.len() > 20, "few are left: {others:?}");
    let some = |paths: Vec<PathBuf>| match std::env::var_os("STRESS_ALL") {
        Some(_) => paths,
        None => paths.into_iter().step_by(8).collect(),
    };
    let (asking, others) = (some(asking), some(others));
    let stamp = common::stamp(&[&asking[..], &others[..]].concat());
    common::passed::unless_unchanged(&stamp, || {
        let told = |path: &PathBuf| common::report(from_ref(path), Stressed);
        common::on_all_cores(&asking, told);
        common::expect_empty(&common::on_all_cores(&others, told));
    });
}
