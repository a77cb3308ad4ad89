//! The picture that stands for the book where somebody links to it.

use serde_json::json;

use crate::{browser, built_book, common, site};

#[test]
fn a_browser_draws_the_preview() {
    let Some(browser) = browser() else { return };
    browser.open(&format!("{}/preview.svg", site().address));
    let clip = json!({ "x": 0, "y": 0, "width": 1200, "height": 630, "scale": 1 });
    let png = browser.picture(json!({ "clip": clip, "captureBeyondViewport": true }));
    let number = |at: usize| {
        let bytes = png[at..at + 4].try_into().expect("four bytes");
        u32::from_be_bytes(bytes)
    };
    assert_eq!((number(16), number(20)), (1200, 630));
    // A blank picture would be a tenth of that.
    assert!(png.len() > 20_000, "{} bytes", png.len());
    if std::env::var_os("BLESS").is_some() {
        let book = common::root().join("book");
        std::fs::write(book.join("preview.png"), png).expect("room for a file");
        let svg = built_book().join("preview.svg");
        std::fs::copy(svg, book.join("preview.svg")).expect("room for a file");
    }
}
