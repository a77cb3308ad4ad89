//! The transcripts of the book read the same on every CPython found, and here.

mod common;

#[test]
fn chapters_read_alike_on_each_cpython() {
    let mut pages = common::files("chapters", "md");
    pages.push(common::root().join("README.md"));
    pages.retain(|page| page.is_file());
    common::on_each_cpython(&pages);
}

#[test]
fn chapters_read_alike_on_the_runtime() {
    let pages = common::files("chapters", "md");
    let console = pyobject::python::RuntimeConsole;
    common::expect_empty(&common::report(&pages, console));
}
