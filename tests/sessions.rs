//! The sessions of `tests/sessions` read alike on every CPython found, and here.

mod common;

#[test]
fn sessions_read_alike_on_each_cpython() {
    let sessions = common::files("tests/sessions", "pycon");
    assert!(sessions.len() > 10, "tests/sessions has lost its sessions");
    common::on_each_cpython(&sessions);
}
