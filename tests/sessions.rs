//! The sessions of `tests/sessions` read alike on every CPython found; those of its
//! folder `3.13` on that version, whose very numbers they hold. Those of `hostile` are
//! for the runtime alone, since they crash CPython.

mod common;

use pyobject::check::cpython;
use pyobject::check::versions::Version;

#[test]
fn sessions_read_alike_on_each_cpython() {
    let mut sessions = common::files("tests/sessions", "pycon");
    sessions.retain(|path| {
        let path = path.to_string_lossy();
        !path.contains("3.13") && !path.contains("hostile")
    });
    assert!(sessions.len() > 10, "tests/sessions has lost its sessions");
    common::on_each_cpython(&sessions);
}

#[test]
fn sessions_of_one_version_read_so_there() {
    let sessions = common::files("tests/sessions/3.13", "pycon");
    assert!(
        sessions.len() > 10,
        "tests/sessions/3.13 has lost its sessions"
    );
    let version: Version = Version::REFERENCE;
    let found = cpython::installed().iter();
    match found
        .filter(|p| !p.traces_refs)
        .find(|p| p.version == version)
    {
        Some(python) => {
            common::expect_empty(&common::report(&sessions, python.clone()));
        }
        None => eprintln!("SKIPPED: no CPython {version} to replay its sessions on"),
    }
}

#[test]
fn sessions_read_alike_on_the_runtime() {
    let mut sessions = common::files("tests/sessions", "pycon");
    sessions.retain(|path| !path.to_string_lossy().contains("3.13"));
    let console = pyobject::python::RuntimeConsole;
    common::expect_empty(&common::report(&sessions, console));
}
