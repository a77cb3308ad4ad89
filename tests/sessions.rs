//! The sessions of `tests/sessions` read alike on every CPython found; those of its
//! folders `3.13` and `modules` on that version, whose very numbers they hold. Those of
//! `hostile` are for the runtime alone, since they crash CPython.

mod common;

use common::passed;
use pyobject::check::cpython;
use pyobject::check::versions::Version;
use std::path::PathBuf;

/// The folders whose sessions are of one version.
const OF_ONE_VERSION: [&str; 2] = ["tests/sessions/3.13", "tests/sessions/modules"];

/// The sessions of every version.
fn of_every_version() -> Vec<PathBuf> {
    let special = OF_ONE_VERSION.map(|folder| common::root().join(folder));
    let mut sessions = common::files("tests/sessions", "pycon");
    sessions.retain(|path| !special.iter().any(|folder| path.starts_with(folder)));
    assert!(sessions.len() > 10, "tests/sessions has lost its sessions");
    sessions
}

/// The sessions of a folder.
fn of_folder(folder: &str) -> Vec<PathBuf> {
    let sessions = common::files(folder, "pycon");
    assert!(sessions.len() > 10, "{folder} has lost its sessions");
    sessions
}

#[test]
fn sessions_read_alike_on_each_cpython() {
    let mut sessions = of_every_version();
    sessions.retain(|path| {
        !path.starts_with(common::root().join("tests/sessions/hostile"))
    });
    common::on_each_cpython(&sessions);
}

#[test]
fn sessions_of_one_version_read_so_there() {
    let version: Version = Version::REFERENCE;
    let found = cpython::installed().iter();
    match found
        .filter(|p| !p.traces_refs)
        .find(|p| p.version == version)
    {
        Some(python) => {
            let sessions = OF_ONE_VERSION.map(of_folder).concat();
            let stamp = common::stamp(&sessions) + &passed::build(&python.exe);
            passed::unless_unchanged(&stamp, || {
                common::expect_empty(&common::report(&sessions, python.clone()));
            });
        }
        None => {
            common::left_out(&format!("no CPython {version} to replay its sessions on"))
        }
    }
}

#[test]
fn sessions_read_alike_on_the_runtime() {
    common::on_the_runtime(&of_every_version());
}

#[test]
fn sessions_of_one_version_read_alike_on_the_runtime() {
    common::on_the_runtime(&OF_ONE_VERSION.map(of_folder).concat());
}
