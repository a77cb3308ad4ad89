//! The built book in a browser, as a reader meets it.

mod bombs;
mod chapters;
#[path = "../common/mod.rs"]
mod common;
mod driver;
mod every_page;
mod exercises;
mod geometry;
mod live;
mod parts;
mod passed;
mod playground;
mod pool;
mod preview;
mod site;
// Built for the page alone, where no tests run: so their tests run here.
#[path = "../../book/player/src/json.rs"]
mod json;
#[path = "../../book/player/src/question.rs"]
mod question;
#[path = "../../book/player/src/split.rs"]
mod split;

use std::cmp::Reverse;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use driver::Browser;
use pool::Lent;
use site::{Site, built_book};

/// The book, built once for all tests and served.
fn site() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| Site::serve(built_book()));
    &SITE
}

/// Whether the book has a player that is watched, which is in one part.
fn watched() -> bool {
    std::env::var_os("WATCHED").is_some()
}

/// A browser for a test, unless that has passed with everything as it is.
fn browser() -> Option<Lent> {
    // What it calls of a watched player is wanted each time.
    if !watched() && passed::this().is_some_and(|test| test.before()) {
        return None;
    }
    let browser = pool::lend();
    if browser.is_none() {
        common::skipped("Chromium and chromedriver, to read the built book with");
    }
    browser
}

/// What a page has done that a reader should not meet with.
fn misdeeds(browser: &Browser, site: &Site) -> Vec<String> {
    let mut found = browser.console();
    // `chrome:` and `chrome-untrusted:` are the page that a new window shows.
    let own = ["data:", "blob:", "about:", "chrome", &site.address];
    let strange = |url: &String| !own.iter().any(|start| url.starts_with(start));
    found.extend(browser.requests().into_iter().filter(strange));
    found
}

fn expect_good(browser: &Browser, site: &Site) {
    assert_eq!(misdeeds(browser, site), [] as [String; 0]);
}

/// The pages of the book, by their paths.
fn pages(folder: &Path) -> Vec<String> {
    let pages = std::fs::read_dir(folder).expect("the built book");
    let names = pages.map(|page| page.expect("a page").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name.ends_with(".html"));
    names.sort();
    names
}

/// The pages whose examples are used one by one, the largest first.
fn used_pages() -> Vec<String> {
    let mut pages = pages(built_book());
    // Generated; and one whose program is the reader's.
    pages.retain(|page| !["print.html", "playground.html"].contains(&page.as_str()));
    let bytes = |page: &String| {
        let file = std::fs::metadata(built_book().join(page));
        file.map_or(0, |file| file.len())
    };
    pages.sort_by_key(|page| Reverse(bytes(page)));
    pages
}

/// Has each of these pages looked at, in two browsers, since one often waits for a frame or
/// a click; not at all where the test has passed before, or there is no browser.
fn in_two_browsers(pages: &[String], look: impl Fn(&Browser, &str) + Sync) -> bool {
    let Some(own) = browser() else { return false };
    let next = AtomicUsize::new(0);
    let work = |browser: &Browser| {
        while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            look(browser, page);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| work(&pool::lend().expect("a second browser")));
        work(&own);
    });
    true
}

/// The first example of chapter 4, once it has run.
fn example(browser: &Browser) -> String {
    browser.open(&format!("{}/04-small-ints.html", site().address));
    let figure = "document.querySelectorAll('figure.py')[0]";
    browser.run(&format!("{figure}.scrollIntoView()"));
    browser.wait(&format!("{figure}.querySelector('.py-stage svg')"));
    browser.wait(&format!("{figure}.getAttribute('aria-busy') == 'false'"));
    figure.to_owned()
}

/// A button of an example by its words.
fn button(figure: &str, words: &str) -> String {
    format!(
        "[...{figure}.querySelectorAll('button')].find(b => \
         (b.ariaLabel || b.textContent) == '{words}')"
    )
}

/// Replaces the source of an example as a reader would, and runs it.
fn type_and_run(browser: &Browser, figure: &str, source: &str) {
    browser.click(&button(figure, "Edit"));
    // Control and A, and what replaces the selection.
    browser.press("\u{e009}a\u{e000}");
    browser.press(source);
    browser.click(&button(figure, "Run"));
}

/// The script of axe-core, which `.ci/run` installs, where it is.
fn axe() -> Option<String> {
    let place = std::env::var_os("AXE_JS").unwrap_or_default();
    let script = std::fs::read_to_string(place).ok();
    if script.is_none() {
        common::skipped(
            "axe-core (AXE_JS names its script), to look for barriers with",
        );
    }
    script
}

/// What axe finds on the page as it stands.
fn barriers(browser: &Browser, axe: &str) -> Vec<serde_json::Value> {
    browser.run(axe);
    let violations = browser.run_async(
        "axe.run({ resultTypes: ['violations'], selectors: false }).then(result => \
         done(result.violations.map(v => v.id + ': ' + v.nodes[0].html)))",
    );
    violations.as_array().cloned().unwrap_or_default()
}

#[test]
fn an_example_is_stepped_back_and_forth() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let at = format!("{figure}.querySelector('.py-where').textContent");
    browser.click(&button(&figure, "First step"));
    browser.wait(&format!("{at}.startsWith('0 of')"));
    let before = browser.run(&format!(
        "return {figure}.querySelector('svg.heap, .py-pic svg').outerHTML"
    ));
    browser.click(&button(&figure, "One step forward"));
    browser.wait(&format!("{at}.startsWith('1 of')"));
    let after = browser.run(&format!(
        "return {figure}.querySelector('svg.heap, .py-pic svg').outerHTML"
    ));
    assert_ne!(before, after, "the first statement changes the picture");
    browser.click(&button(&figure, "One step back"));
    browser.wait(&format!("{at}.startsWith('0 of')"));
    // The arrow keys step too, where the focus is in the example.
    browser.press("\u{e014}");
    browser.wait(&format!("{at}.startsWith('1 of')"));
    expect_good(&browser, site());
}

#[test]
fn an_example_is_edited_and_put_back() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let text = format!("{figure}.querySelector('.py-code').textContent");
    let original = browser.run(&format!("return {text}"));
    type_and_run(&browser, &figure, "n = 40\nprint(n + 2)\n");
    browser.wait(&format!("{text}.includes('42')"));
    browser.wait(&format!("{figure}.getAttribute('aria-busy') == 'false'"));
    type_and_run(&browser, &figure, "n = 1\nn.x\n");
    browser.wait(&format!(
        "{text}.includes(\"'int' object has no attribute 'x'\")"
    ));
    browser.click(&button(&figure, "Reset"));
    browser.wait(&format!("{figure}.getAttribute('aria-busy') == 'false'"));
    assert_eq!(browser.run(&format!("return {text}")), original);
    expect_good(&browser, site());
}

#[test]
fn a_question_is_answered_before_it_is_shown() {
    let Some(browser) = browser() else { return };
    browser.open(&format!("{}/04-small-ints.html", site().address));
    let details = "document.querySelector('figure.py[data-player] .py-answer')";
    let figure = format!("{details}.closest('figure')");
    browser.run(&format!("{figure}.scrollIntoView()"));
    browser.wait(&format!("{figure}.querySelector('.py-ask input')"));
    browser.wait(&format!("{figure}.getAttribute('aria-busy') == 'false'"));
    let answer =
        format!("JSON.parse({figure}.querySelector('script').textContent).predict");
    let wrong = browser.run(&format!("return {answer}.wrong[0].answer"));
    let right = browser.run(&format!("return {answer}.answer"));
    let figure = "document.asked";
    browser.run(&format!("document.asked = {details}.closest('figure')"));
    let field = format!("{figure}.querySelector('.py-ask input')");
    browser.click(&field);
    browser.press(&format!("{}\n", wrong.as_str().expect("an answer")));
    browser.wait(&format!("{figure}.querySelector('.py-says').textContent"));
    browser.click(&field);
    browser.press("\u{e009}a\u{e000}");
    browser.press(&format!(" {} \n", right.as_str().expect("an answer")));
    browser.wait(&format!(
        "{figure}.querySelector('.py-note').textContent.startsWith('Yes')"
    ));
    expect_good(&browser, site());
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
    assert!(browser.requests().iter().any(strange));
}
