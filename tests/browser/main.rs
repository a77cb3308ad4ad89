//! The built book in a browser, as a reader meets it.

#[path = "../common/mod.rs"]
mod common;
mod driver;
mod site;

use std::path::Path;
use std::process::Command;

use driver::Browser;
use site::Site;

/// Builds the book as `cargo book build` does, in the profile of the tests.
fn built_book() -> &'static Path {
    let folder = Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/book"));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(common::root())
        .args(["run", "--quiet", "--bin", "bookbinder", "--", "build"])
        .arg("--into")
        .arg(folder)
        .status()
        .expect("cargo");
    assert!(status.success(), "the book cannot be built");
    folder
}

fn browser() -> Option<Browser> {
    let browser = Browser::start(1280, 900);
    if browser.is_none() {
        common::skipped("Chromium and chromedriver, to read the built book with");
    }
    browser
}

#[test]
fn a_page_that_misbehaves_is_noticed() {
    let Some(browser) = browser() else { return };
    let folder = Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/misbehaving"));
    std::fs::create_dir_all(folder).expect("a folder of cargo's");
    let page = "<title>x</title><script>console.error('ouch');\
                fetch('http://192.0.2.1/').catch(() => {}); \
                document.title = 'loaded';</script>";
    std::fs::write(folder.join("index.html"), page).expect("a folder of cargo's");
    let site = Site::serve(folder);
    browser.open(&site.address);
    browser.wait("document.title == 'loaded'");
    assert!(browser.console().iter().any(|line| line.contains("ouch")));
    let strange = |url: &String| !url.starts_with(&site.address);
    assert!(browser.requests().iter().any(|url| strange(url)));
}
