//! Every page of the book: it draws what the machine draws, at any width, in the dark,
//! on paper, and without scripts.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use pyobject::Options;
use pyobject::lens::{Layers, Picture, Step, draw_trace_plain, to_mermaid};
use pyobject::python::record::{Plan, record};
use serde_json::{Value, json};

use crate::driver::Browser;
use crate::geometry::{crossings, moves};
use crate::{
    axe, barriers, browser, built_book, button, example, expect_good, in_two_browsers,
    misdeeds, pages, site, type_and_run, used_pages,
};

/// How much an example of a page may compute for each input.
const FUEL: u64 = 50_000_000;

/// Steps through every player of a page to its end and back, and lets the engine record
/// each once more: what was seen, and what the engine said.
const WALK: &str = r"
const wait = async is => { while (!is()) await new Promise(ok => setTimeout(ok, 15)); };
const figures = [...document.querySelectorAll('figure.py')];
const data = f => JSON.parse(f.querySelector('script').textContent);
const walk = async f => {
  const shut = f.closest('details');
  if (shut) shut.open = true;
  f.scrollIntoView();
  await wait(() => f.getAttribute('aria-busy') == 'false');
  const button = words => [...f.querySelectorAll('button')]
    .find(b => (b.ariaLabel || b.textContent) == words);
  button('Show me')?.click();
  const seen = [];
  const look = () => seen.push({
    where: f.querySelector('.py-where').textContent,
    counts: [...f.querySelectorAll('.py-stage .hp-count')].map(c => c.textContent),
  });
  button('First step').click();
  look();
  while (!button('One step forward').disabled) { button('One step forward').click(); look(); }
  let back = 0;
  while (!button('One step back').disabled) { button('One step back').click(); back += 1; }
  const prelude = figures.slice(0, figures.indexOf(f))
    .filter(g => g.dataset.player && g.dataset.session == f.dataset.session)
    .flatMap(g => data(g).inputs);
  const { inputs, layers } = data(f);
  const record = { prelude, inputs, source: null, script: false, classic: false, layers,
    chosen: [], fuel: 50_000_000 };
  const steps = [];
  await new Promise(ok => pyLive.ask({ record }, answer => {
    if (answer.kind == 'step') steps.push(answer);
    if (answer.kind == 'picture') steps[answer.at].svg = answer.svg;
  }, ok));
  return { prelude, inputs, layers, seen, back, steps };
};
(async () => {
  const walked = [];
  // Exercises run when they are asked to.
  for (const f of figures.filter(f => f.matches('[data-player]:not(.py-exercise)'))) walked.push(await walk(f));
  done(walked);
})().catch(error => done(String(error.stack)));
";

fn strings(value: &Value) -> Vec<String> {
    let values = value.as_array().into_iter().flatten();
    let texts = values.filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// The counts on a picture, in its order.
fn counts(svg: &str) -> Vec<&str> {
    let pieces = svg.split("<text class=\"hp-count\"").skip(1);
    let texts = pieces.filter_map(|piece| piece.split_once('>')?.1.split('<').next());
    texts.collect()
}

/// Where the engine says or draws another thing than is said and drawn here. A machine's
/// addresses are its own: a printed one is like any other; and where an int is one, it
/// has as many digits as addresses have there, so that pictures of that run differ.
fn differences(
    theirs: &Value,
    step: &Step,
    ours: &Picture,
    layers: Layers,
    has_address: bool,
) -> Vec<String> {
    let expected = [
        ("svg", ours.svg.as_str()),
        ("words", &ours.words),
        ("table", &ours.table_html),
        ("mermaid", &to_mermaid(&step.snapshot, layers)),
        ("output", &anonymous(&step.output)),
        ("error", &shallow(step.error.as_deref().unwrap_or_default())),
    ];
    let differs = expected.into_iter().filter(|(key, expected)| {
        let found = theirs[key].as_str().unwrap_or_default();
        match *key {
            "output" => anonymous(found) != *expected,
            "error" => shallow(found) != *expected,
            _ => !has_address && found != *expected,
        }
    });
    let told = differs.map(|(key, expected)| {
        let found = theirs[key].as_str().unwrap_or_default();
        let [found, expected] = from_first_difference(found, expected);
        format!("{key}:\n{found}\n--- here:\n{expected}")
    });
    told.collect()
}

/// Of two texts that differ, what stands around the first place where they do.
fn from_first_difference<'a>(one: &'a str, other: &'a str) -> [&'a str; 2] {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    let same = same.count();
    [one, other].map(|text| {
        let from = text.floor_char_boundary(same.saturating_sub(200));
        &text[from..text.ceil_char_boundary(same + 300)]
    })
}

/// A traceback without how often a line repeats, and without which built-in function found
/// that there is no room: how deep native code may go is up to the machine.
fn shallow(error: &str) -> String {
    const TOO_DEEP: &str = "RecursionError: maximum recursion depth exceeded";
    let lines = error
        .lines()
        .filter(|line| !line.contains("[Previous line repeated"));
    let lines = lines.map(|line| {
        if line.starts_with(TOO_DEEP) {
            TOO_DEEP
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text in which all numbers that may be addresses are the same.
fn anonymous(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let one = |word: &str| {
        let end = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let hex = end.strip_prefix("0x").filter(|hex| hex.len() > 4);
        let decimal = end.len() > 6 && end.bytes().all(|b| b.is_ascii_digit());
        match hex.is_some() || decimal {
            true => format!("ADDRESS{}", &word[end.len()..]),
            false => word.to_owned(),
        }
    };
    words.map(one).collect()
}

/// Walks through a page; how many steps were compared.
fn walk(browser: &Browser, page: &str) -> usize {
    let (mut compared, mut found) = (0, Vec::new());
    browser.open(&format!("{}/{page}", site().address));
    let walked = browser.run_async(WALK);
    let examples = walked.as_array();
    for (at, example) in examples
        .unwrap_or_else(|| panic!("{walked}"))
        .iter()
        .enumerate()
    {
        let layers = Layers::from_bits(example["layers"].as_u64().unwrap_or(0) as u8);
        let plan = Plan {
            prelude: strings(&example["prelude"]),
            inputs: strings(&example["inputs"]),
            layers,
            fuel: Some(FUEL),
            ..Plan::default()
        };
        let trace = record(&plan, Options::default(), |_| ());
        let pictures = draw_trace_plain(&trace, layers);
        let drawn: Vec<String> = pictures.iter().map(|p| p.svg.clone()).collect();
        let at_odds = (moves(&drawn), crossings(&drawn));
        assert_eq!(
            at_odds,
            (0, 0),
            "{page}, example {}: moves, crossings",
            at + 1
        );
        let tables = pictures.iter().map(|picture| &picture.table_html);
        let has_address = tables.into_iter().any(|t| t.contains("<td>address a"));
        let steps = trace.steps.len();
        let what = format!("{page}, example {}", at + 1);
        let number = |key: &str| example[key].as_array().map(Vec::len);
        assert_eq!(number("steps"), Some(steps), "{what}: recorded");
        assert_eq!(number("seen"), Some(steps), "{what}: stepped through");
        assert_eq!(example["back"], steps - 1, "{what}: steps back");
        for (at, (step, picture)) in trace.steps.iter().zip(&pictures).enumerate() {
            let theirs = &example["steps"][at];
            let differing =
                differences(theirs, step, picture, layers, has_address).into_iter();
            found.extend(differing.map(|one| format!("{what}, step {at}, {one}")));
            let seen = &example["seen"][at];
            assert_eq!(strings(&seen["counts"]), counts(&picture.svg), "{what}");
            assert_eq!(seen["where"], format!("{at} of {}", steps - 1));
            compared += 1;
        }
    }
    expect_good(browser, site());
    assert!(found.is_empty(), "{}", found.join("\n"));
    compared
}

#[test]
fn every_example_steps_to_its_end_and_back_and_is_what_the_machine_records() {
    let compared = AtomicUsize::new(0);
    let looked = in_two_browsers(&used_pages(), |browser, page| {
        compared.fetch_add(walk(browser, page), Ordering::Relaxed);
    });
    let compared = compared.into_inner();
    assert!(!looked || compared > 200, "{compared} steps");
}

#[test]
fn pages_have_no_barriers_that_axe_can_find_in_light_or_dark() {
    let Some(axe) = axe() else { return };
    let found = Mutex::new(Vec::new());
    let mut pages = pages(built_book());
    // Generated, and for paper.
    pages.retain(|page| page != "print.html");
    in_two_browsers(&pages, |browser, page| {
        browser.open(&format!("{}/{page}", site().address));
        browser.wait("document.readyState == 'complete'");
        let name = page.trim_end_matches(".html");
        browser.photograph(&format!("{name}-1280-light"));
        let note = |theme: &str, violations: Vec<Value>| {
            let told = violations.iter();
            found
                .lock()
                .expect("no panic")
                .extend(told.map(|one| format!("{page}, {theme}: {one}")));
        };
        note("light", barriers(browser, &axe));
        // What a theme changes is its colours.
        browser.run("document.getElementById('mdbook-theme-navy')?.click()");
        let colours = browser.run_async(
            "axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'], \
             selectors: false })\
             .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes[0].html)))",
        );
        note("navy", colours.as_array().cloned().unwrap_or_default());
        browser.run("document.getElementById('mdbook-theme-light')?.click()");
    });
    let found = found.into_inner().expect("no panic");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_page_and_its_examples_are_legible_in_each_theme() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else {
        return;
    };
    let figure = example(&browser);
    let source = "s = 'text' # and a comment\nfor i in 1, 2: s = [s, None]\n\ns.x\n";
    type_and_run(&browser, &figure, source);
    browser.wait(&format!(
        "{figure}.getAttribute('aria-busy') == 'false' && \
         {figure}.textContent.includes('AttributeError')"
    ));
    browser.click(&button(&figure, "All layers"));
    browser.click(&button(&figure, "One step back"));
    browser.run(&axe);
    let mut found = Vec::new();
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        browser.run(&format!(
            "document.getElementById('mdbook-theme-{theme}').click()"
        ));
        browser.wait(&format!("document.documentElement.matches('.{theme}')"));
        let faint = browser.run_async(
            "axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'], \
             selectors: false }).then(r => \
             done(r.violations.flatMap(v => v.nodes.map(n => n.html))))",
        );
        let faint = faint.as_array().cloned().unwrap_or_default();
        found.extend(faint.iter().map(|one| format!("{theme}: {one}")));
        browser.photograph(&format!("player-{theme}"));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_page_asks_for_sideways_scrolling_or_for_anything_from_elsewhere() {
    in_two_browsers(&pages(built_book()), |browser, page| {
        for width in [1280, 320] {
            browser.narrow(width);
            browser.open(&format!("{}/{page}", site().address));
            browser.wait("document.readyState == 'complete'");
            let found = misdeeds(browser, site());
            assert_eq!(found, [] as [String; 0], "{page}");
            let wide = browser.run("return document.documentElement.scrollWidth");
            assert!(wide.as_u64() <= Some(width.into()), "{page} is {wide} wide");
            if width == 320 && page != "print.html" {
                let name = page.trim_end_matches(".html");
                let theme = |name: &str| {
                    let button = format!("mdbook-theme-{name}");
                    browser
                        .run(&format!("document.getElementById('{button}')?.click()"))
                };
                theme("navy");
                browser.photograph(&format!("{name}-320-dark"));
                theme("light");
            }
        }
    });
}

/// On paper, or where no script runs: what a page shows of its first example with a
/// picture, and of its first question.
const STILL: &str = r"
const seen = e => Boolean(e) && e.checkVisibility() && e.getBoundingClientRect().height > 0;
const still = document.querySelector('figure.py .py-still');
const answer = document.querySelector('.py-answer');
return {
  picture: seen(still?.querySelector('svg')),
  table: Boolean(still?.querySelector('details table td')),
  question: seen(answer?.querySelector('summary')),
  answer: seen(answer?.querySelector('pre')),
  buttons: [...document.querySelectorAll('figure.py button')].some(seen),
  live: [...document.querySelectorAll('.py-stage')].some(seen),
};";

#[test]
fn without_scripts_a_page_shows_pictures_tables_and_questions() {
    let Some(browser) = browser() else { return };
    let off = json!({ "value": true });
    browser.chromium("Emulation.setScriptExecutionDisabled", off);
    let mut questions = 0;
    for page in pages(built_book()) {
        // The chapters: the preface asks nothing.
        if !page.starts_with('0') || page.starts_with("00") {
            continue;
        }
        browser.open(&format!("{}/{page}", site().address));
        browser.wait("document.querySelector('figure.py .py-still')");
        let shown = browser.run(STILL);
        let seen = ["picture", "table", "buttons", "live", "answer"].map(|k| &shown[k]);
        let expected = [true, true, false, false, false].map(Value::Bool);
        assert_eq!(seen, expected.each_ref(), "{page}");
        questions += u32::from(shown["question"] == true);
    }
    assert!(questions >= 6, "{questions}");
}

#[test]
fn on_paper_pictures_stand_where_players_were() {
    let figure = "document.querySelector('figure.py[data-player]:has(.py-still)')";
    let looked_at = AtomicUsize::new(0);
    let looked = in_two_browsers(&pages(built_book()), |browser, page| {
        let media = |media: &str| {
            browser.chromium("Emulation.setEmulatedMedia", json!({ "media": media }));
        };
        browser.open(&format!("{}/{page}", site().address));
        if page == "print.html" || browser.run(&format!("return {figure}")).is_null() {
            return;
        }
        browser.run(&format!(
            "const f = {figure}; const shut = f.closest('details'); \
             if (shut) shut.open = true; f.scrollIntoView()"
        ));
        browser.wait(&format!("{figure}.getAttribute('aria-busy') == 'false'"));
        let live = format!("{figure}.querySelector('.py-stage svg')");
        browser.wait(&live);
        media("print");
        let shown = browser.run(STILL);
        let seen = ["picture", "live", "buttons"].map(|key| shown[key] == true);
        assert_eq!(seen, [true, false, false], "{page}");
        media("");
        expect_good(browser, site());
        looked_at.fetch_add(1, Ordering::Relaxed);
    });
    let looked_at = looked_at.into_inner();
    assert!(!looked || looked_at >= 6, "{looked_at} pages");
}

#[test]
fn from_a_file_a_page_shows_its_pictures_and_says_what_to_do() {
    let Some(browser) = browser() else { return };
    let folder = built_book().display();
    for page in ["04-small-ints.html", "playground.html"] {
        browser.open(&format!("file://{folder}/{page}"));
        let says = "document.querySelector('.py-needs')";
        browser.wait(&format!("{says} && {says}.checkVisibility()"));
        let said = browser.run(&format!("return {says}.textContent"));
        assert!(
            said.as_str().is_some_and(|s| s.contains("cargo book")),
            "{said}"
        );
        if page != "playground.html" {
            let shown = browser.run(STILL);
            assert_eq!(
                (&shown["picture"], &shown["live"]),
                (&true.into(), &false.into())
            );
        }
    }
}
