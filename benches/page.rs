//! `cargo bench --bench page`: small programs in a reader's page, beside the same runtime
//! as a program of this machine.
//!
//! Both make the recording that a page makes of its examples: a runtime starts, runs the
//! program unseen, and draws one step. The two take turns, five times each, and the best
//! of each is compared: elapsed time, less what an empty program takes. The page is one of
//! the built book, in Chromium, and is asked as its own examples ask. A program that needs
//! more memory than a page gives its examples is named. An argument picks programs by a
//! part of their name; with `--table` what is printed is the table of the book's appendix
//! on speed, in Markdown.

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/browser/driver.rs"]
#[allow(dead_code, reason = "the tests of the browser use the rest")]
mod driver;
mod shared;
#[path = "../tests/browser/site.rs"]
#[allow(dead_code, reason = "the tests of the browser use the rest")]
mod site;

use std::time::Instant;

use driver::Browser;
use pyobject::Options;
use pyobject::python::record::{Plan, record};
use serde_json::json;
use shared::{ROUNDS, mean, name};
use site::{Site, built_book};

/// Bytes of memory that a page gives an example.
const MEMORY: usize = 64 << 20;

/// What the program that was run leaves behind, and whoever shows it.
const LAST: &str = "done";

fn main() {
    let Some(browser) = Browser::start(1280, 900) else {
        common::skipped("Chromium and chromedriver, to run programs in a page with");
        return;
    };
    let site = Site::serve(built_book());
    browser.open(&format!("{}/04-small-ints.html", site.address));
    let markdown = shared::is_markdown();
    match markdown {
        true => println!("| program | page | native | ratio |\n|---|--:|--:|--:|"),
        false => println!("{:24}{:>8}{:>9}  seconds", "", "page", "native"),
    }
    let start = race(&browser, "").expect("an empty program");
    let mut ratios = Vec::new();
    for program in shared::programs() {
        let source = std::fs::read_to_string(&program).expect("a program");
        let name = name(&program);
        // The empty program, by which the others are measured.
        if name == "startup" {
            continue;
        }
        let Some(took) = race(&browser, &source) else {
            eprintln!("{name} needs more memory than a page gives");
            continue;
        };
        let (page, native) = (took.page - start.page, took.native - start.native);
        let ratio = page / native;
        ratios.push(ratio);
        match markdown {
            true => println!("| `{name}` | {page:.3} | {native:.3} | {ratio:.2} |"),
            false => println!("{name:24}{page:>8.3} /{native:>7.3}{ratio:>7.2}×"),
        }
    }
    if !ratios.is_empty() {
        let mean = mean(ratios.iter().copied());
        match markdown {
            true => println!("| **geometric mean** | | | **{mean:.2}** |"),
            false => println!("{:24}{mean:>24.2}×", "geometric mean"),
        }
    }
}

/// Seconds that a program took.
struct Took {
    page: f64,
    native: f64,
}

/// Runs a program in turn on both; none where it does not reach its end.
fn race(browser: &Browser, source: &str) -> Option<Took> {
    let source = format!("{source}\n{LAST} = True\n");
    let mut best = Took {
        page: f64::INFINITY,
        native: f64::INFINITY,
    };
    for _ in 0..ROUNDS {
        best.native = best.native.min(natively(&source)?);
        best.page = best.page.min(in_page(browser, &source)?);
    }
    Some(best)
}

fn natively(source: &str) -> Option<f64> {
    let plan = Plan {
        prelude: vec![source.to_owned()],
        inputs: vec![LAST.to_owned()],
        ..Plan::default()
    };
    let options = Options {
        memory: Some(MEMORY),
        ..Options::default()
    };
    let begun = Instant::now();
    let trace = record(&plan, options, |_| ());
    let took = begun.elapsed().as_secs_f64();
    (trace.steps.last()?.output == "True\n").then_some(took)
}

/// The time from the answer that it begins to the last answer, so that no other example
/// of the page is waited for.
fn in_page(browser: &Browser, source: &str) -> Option<f64> {
    let record = json!({
        "prelude": [source], "inputs": [LAST], "source": null, "chosen": [],
    });
    let answer = browser.run_async(&format!(
        "let begun, output; \
         const hear = answer => {{ \
             if (answer.kind === 'inputs') begun = performance.now(); \
             output = answer.output ?? output; \
         }}; \
         pyLive.ask({{ record: {record} }}, hear, () => \
             done({{ took: (performance.now() - begun) / 1000, output }}))"
    ));
    let took = answer["took"].as_f64()?;
    (answer["output"] == "True\n").then_some(took)
}
