//! The built book in a browser, as a reader meets it.

#[path = "../common/mod.rs"]
mod common;
mod driver;
mod live;
mod playground;
mod site;
/// Built for the page alone, where no tests run: so its tests run here.
#[path = "../../book/player/src/split.rs"]
mod split;

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use driver::Browser;
use pyobject::Options;
use pyobject::lens::{Layers, draw_trace_plain};
use pyobject::python::record::{Plan, record};
use site::Site;

/// The book, built once for all tests as `cargo book build` does, in their profile.
fn built_book() -> &'static Path {
    static BOOK: LazyLock<&Path> = LazyLock::new(|| {
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
    });
    *BOOK
}

/// The book, built once for all tests and served.
fn site() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| Site::serve(built_book()));
    &SITE
}

fn browser() -> Option<Browser> {
    let browser = Browser::start(1280, 900);
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

#[test]
fn every_page_loads_by_itself_alone() {
    let Some(browser) = browser() else { return };
    for page in pages(built_book()) {
        browser.open(&format!("{}/{page}", site().address));
        browser.wait("document.readyState == 'complete'");
        let found = misdeeds(&browser, site());
        assert_eq!(found, [] as [String; 0], "{page}");
        let wide = "document.documentElement.scrollWidth > innerWidth";
        assert_eq!(
            browser.run(&format!("return {wide}")),
            false,
            "{page} is wide"
        );
    }
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

#[test]
fn pages_have_no_barriers_that_axe_can_find() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else {
        return;
    };
    let mut found = Vec::new();
    for page in pages(built_book()) {
        // Generated, and for paper.
        if page == "print.html" {
            continue;
        }
        browser.open(&format!("{}/{page}", site().address));
        let violations = barriers(&browser, &axe);
        found.extend(
            violations
                .iter()
                .map(|violation| format!("{page}: {violation}")),
        );
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// What axe finds on the page as it stands.
fn barriers(browser: &Browser, axe: &str) -> Vec<serde_json::Value> {
    browser.run(axe);
    let violations = browser.run_async(
        "axe.run({ resultTypes: ['violations'] }).then(result => \
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

/// What the page tells of its examples that ask no question: where each is on the page,
/// what ran before it, what it runs, and what it shows.
const EXAMPLES: &str = "const figures = [...document.querySelectorAll('figure.py')]; \
    const data = f => JSON.parse(f.querySelector('script').textContent); \
    return figures.map((f, at) => ({ at, live: !!f.dataset.player && !data(f).predict, \
        layers: data(f).layers, inputs: data(f).inputs, prelude: figures.slice(0, at) \
            .filter(g => g.dataset.player && g.dataset.session == f.dataset.session) \
            .flatMap(g => data(g).inputs) })).filter(f => f.live)";

#[test]
fn the_page_draws_what_the_machine_draws() {
    let Some(browser) = browser() else { return };
    let mut compared = 0;
    for page in ["02-counting.html", "04-small-ints.html"] {
        browser.open(&format!("{}/{page}", site().address));
        let examples = browser.run(EXAMPLES);
        for example in examples.as_array().expect("examples") {
            let strings = |key: &str| -> Vec<String> {
                let strings = example[key].as_array().into_iter().flatten();
                strings
                    .filter_map(|s| s.as_str().map(str::to_owned))
                    .collect()
            };
            let layers = Layers::from_bits(example["layers"].as_u64().unwrap() as u8);
            let plan = Plan {
                prelude: strings("prelude"),
                inputs: strings("inputs"),
                layers,
                ..Plan::default()
            };
            let trace = record(&plan, Options::default(), |_| ());
            let native = draw_trace_plain(&trace, layers).pop().expect("a picture");
            let figure =
                format!("document.querySelectorAll('figure.py')[{}]", example["at"]);
            // Some are in answers, which are closed at first.
            browser.run(&format!(
                "const shut = {figure}.closest('details'); if (shut) shut.open = true; \
                 {figure}.scrollIntoView()"
            ));
            browser.wait(&format!(
                "{figure}.querySelector('.py-stage svg') && \
                 {figure}.getAttribute('aria-busy') == 'false'"
            ));
            let svg = serde_json::to_string(&native.svg).expect("a string");
            // Both are read and written by the browser, so only content can differ.
            let same = browser.run(&format!(
                "const mine = document.createElement('div'); mine.innerHTML = {svg}; \
                 const theirs = {figure}.querySelector('.py-stage .py-pic').cloneNode(true); \
                 theirs.firstElementChild.removeAttribute('style'); \
                 return mine.innerHTML == theirs.innerHTML"
            ));
            assert_eq!(same, true, "{page}, example {}", example["at"]);
            compared += 1;
        }
    }
    assert!(compared > 10);
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
fn an_endless_loop_is_stopped_and_the_page_lives_on() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    // The longest time between two frames, in milliseconds.
    browser.run(
        "window.longest = 0; let last = performance.now(); \
         (function frame(now) { longest = Math.max(longest, now - last); last = now; \
         requestAnimationFrame(frame); })(last);",
    );
    type_and_run(&browser, &figure, "while True:\npass\n\n");
    let stop = button(&figure, "Stop");
    browser.wait(&format!("{stop}.hidden == false"));
    std::thread::sleep(std::time::Duration::from_secs(1));
    browser.click(&stop);
    let note = format!("{figure}.querySelector('.py-note').textContent");
    browser.wait(&format!("{note}.startsWith('Stopped')"));
    let steps =
        format!("{figure}.querySelector('.py-where').textContent.split(' of ')[1]");
    let steps = browser.run(&format!("return Number({steps})"));
    assert!(
        steps.as_u64() > Some(1),
        "what had run before Stop is there: {steps}"
    );
    let longest = browser.run("return longest").as_f64().unwrap_or(f64::MAX);
    assert!(longest < 1000.0, "the page stood still for {longest} ms");
    // One long call of native code, an endless list, an endless comparison in a sort.
    let endless = [
        "sum(range(10**12))\n",
        "list(iter(int, 1))\n",
        "E = type('E', (), {'__lt__': lambda a, b: [0 for _ in iter(int, 1)]})\n\
         sorted([E(), E()])\n",
    ];
    for source in endless {
        type_and_run(&browser, &figure, source);
        browser.wait(&format!(
            "{stop}.hidden == false || {figure}.textContent.includes('MemoryError')"
        ));
        let running = browser.run(&format!("return {stop}.hidden == false"));
        if running == true {
            browser.click(&stop);
            browser.wait(&format!("{note}.startsWith('Stopped')"));
        }
    }
    type_and_run(&browser, &figure, "6 * 7\n");
    let text = format!("{figure}.querySelector('.py-code').textContent");
    browser.wait(&format!("{text}.includes('42')"));
    expect_good(&browser, site());
}

#[test]
fn a_memory_bomb_ends_in_memory_error() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    type_and_run(&browser, &figure, "a = [0]\nwhile True:\na = a + a\n\n");
    let text = format!("{figure}.querySelector('.py-code').textContent");
    browser.wait(&format!("{text}.includes('MemoryError')"));
    expect_good(&browser, site());
}

#[test]
fn endless_recursion_ends_and_breaks_nothing() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let text = format!("{figure}.querySelector('.py-code').textContent");
    let idle = format!("{figure}.getAttribute('aria-busy') == 'false'");
    let python = "f = lambda n: f(n + 1)\nf(0)\n";
    let native = "A = type('A', (), {'__repr__': lambda a: repr(a)})\nrepr(A())\n";
    let nested = "t = ()\nfor i in range(10**5): t = (t,)\n\nhash(t)\n";
    for source in [python, native, nested] {
        type_and_run(&browser, &figure, source);
        browser.wait(&format!("{text}.includes('RecursionError') && {idle}"));
    }
    type_and_run(&browser, &figure, "6 * 7\n");
    browser.wait(&format!("{text}.includes('42')"));
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
