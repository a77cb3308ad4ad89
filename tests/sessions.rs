//! The sessions of `tests/sessions` read alike on every CPython found; those of its
//! folder `3.13` on that version, whose very numbers they hold.

mod common;

use pyobject::check::cpython;
use pyobject::check::versions::Version;

#[test]
fn sessions_read_alike_on_each_cpython() {
    let mut sessions = common::files("tests/sessions", "pycon");
    sessions.retain(|path| !path.to_string_lossy().contains("3.13"));
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

/// Sessions that the runtime does not yet read so: they count an instance and its
/// values as one object, where the runtime still has a dict beside the instance.
const NOT_YET: [&str; 4] = ["collector", "finalizers", "sizes", "weak"];

#[test]
fn sessions_read_alike_on_the_runtime() {
    let mut sessions = common::files("tests/sessions", "pycon");
    let not_yet = |name: &str| NOT_YET.contains(&name);
    sessions.retain(|path| {
        let name = path.file_stem().and_then(|stem| stem.to_str());
        !name.is_some_and(not_yet)
    });
    assert!(sessions.len() > 20, "tests/sessions has lost its sessions");
    let console = pyobject::python::RuntimeConsole;
    common::expect_empty(&common::report(&sessions, console));
}
