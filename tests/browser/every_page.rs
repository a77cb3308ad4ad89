//! The players of every page in use: edited, run, put back, run as before 3.12, shared;
//! and one of each page by keyboard alone.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use serde_json::Value;

use crate::driver::Browser;
use crate::parts::{expect_first_alone, is_light};
use crate::site::Site;
use crate::{built_book, expect_good, in_two_browsers, pages, site, used_pages};

/// Uses every player of a page as a reader could; what went wrong.
const USE: &str = r"
const wait = async (is, what) => {
  const begun = performance.now();
  while (!is()) {
    if (performance.now() - begun > 60_000) throw new Error(what);
    await new Promise(ok => setTimeout(ok, 15));
  }
};
const shared = [];
navigator.clipboard.writeText = text => { shared.push(text); return Promise.resolve(); };
const wrong = [];
let used = 0;
const use = async (f, number) => {
  const expect = (is, what) => { if (!is) wrong.push(`example ${number}: ${what}`); };
  const shut = f.closest('details');
  if (shut) shut.open = true;
  f.scrollIntoView();
  const idle = what => wait(() => f.getAttribute('aria-busy') == 'false', what);
  await idle('begins');
  const button = words => [...f.querySelectorAll('button')]
    .find(b => (b.ariaLabel || b.textContent) == words);
  const text = () => f.querySelector('.py-code').textContent;
  button('Show me')?.click();
  const original = text();
  const steps = () => f.querySelector('.py-where').textContent;
  const before = steps();

  button('Edit').click();
  const field = f.querySelector('textarea');
  const { inputs } = JSON.parse(f.querySelector('script').textContent);
  expect(field.value.trimEnd() == inputs.join('').trimEnd(), 'another source to edit');
  field.value = 'n = 40\nprint(n + 2)\n';
  field.dispatchEvent(new Event('input'));
  button('Run').click();
  await idle('runs');
  expect(text().includes('42'), 'no output of what was written: ' + text());
  // Two, and one more where a name is taken from an object that has last words.
  expect(/^([23]) of \1/.test(steps()), 'at ' + steps());
  button('Share').click();
  await wait(() => shared.length, 'shares');
  const { code } = pyLive.read(new URL(shared.pop()).hash);
  expect(code.endsWith('n = 40\nprint(n + 2)\n'), 'a link to another program: ' + code);
  button('Reset').click();
  await idle('is put back');
  expect(text() == original, 'after Reset: ' + text());
  expect(steps() == before, `after Reset ${steps()}, not ${before}`);

  const profile = f.querySelector('select[aria-label=Profile]');
  const choose = async value => {
    profile.value = value;
    profile.dispatchEvent(new Event('change'));
    await idle('takes a profile');
  };
  const counts = () => [...f.querySelectorAll('.py-stage g.object')]
    .filter(card => card.querySelector('.hp-type').textContent == 'int')
    .map(card => card.querySelector('.hp-count')?.textContent).filter(Boolean);
  await choose('classic');
  expect(!counts().includes('∞'), 'an int is not counted before 3.12');
  expect(text().length > 0, 'nothing has run before 3.12');
  await choose('3.13');
  expect(text() == original, 'back in 3.13: ' + text());
  button('Share').click();
  await wait(() => shared.length, 'shares');
  const link = pyLive.read(new URL(shared.pop()).hash);
  const last = inputs.at(-1).trim().split('\n')[0];
  expect(!link.classic && link.code.includes(last), 'a link to another program: ' + link.code);
  used += 1;
};
(async () => {
  const figures = [...document.querySelectorAll('figure.py[data-player]:not(.py-ground, .py-exercise)')];
  for (const [at, f] of figures.entries()) await use(f, at + 1);
  done({ used, wrong });
})().catch(error => done({ used, wrong: [...wrong, String(error.stack)] }));
";

#[test]
fn every_player_of_a_page_is_edited_put_back_and_shared() {
    // Pages that do with the first part of the player are on a site of their own.
    let (light, other) = (Site::serve(built_book()), Site::serve(built_book()));
    let used = AtomicU64::new(0);
    let looked = in_two_browsers(&used_pages(), |browser, page| {
        let site = if is_light(page) { &light } else { &other };
        let path = format!("location.pathname.endsWith('{page}')");
        browser.open(&format!("{}/{page}", site.address));
        browser.wait(&format!("{path} && document.readyState == 'complete'"));
        let found = browser.run_async(USE);
        used.fetch_add(found["used"].as_u64().unwrap_or(0), Ordering::Relaxed);
        let wrong = found["wrong"].as_array().cloned().unwrap_or_default();
        assert!(wrong.is_empty(), "{page}: {wrong:#?}");
        expect_first_alone(&light, page);
        expect_good(browser, site);
    });
    let used = used.into_inner();
    assert!(!looked || used > 60, "{used}");
}

/// Moves the focus with these keys until it is where these words are.
fn go_to(browser: &Browser, words: &str, keys: &str) {
    let focus = "return (e => e.ariaLabel || e.textContent)(document.activeElement)";
    let mut passed = Vec::new();
    while browser.run(focus) != words {
        passed.push(browser.run(focus));
        assert!(passed.len() < 30, "no {words} among {passed:?}");
        browser.press(keys);
    }
}

/// The first example of a page in whose picture something stands and that asks nothing;
/// whether there is one.
const DRAWN: &str = r"
const figures = [...document.querySelectorAll('figure.py[data-player]:not(.py-ground, .py-exercise)')]
  .filter(f => !f.querySelector('.py-answer') && !f.closest('details, .exercise'));
(async () => {
  for (const f of figures) {
    f.scrollIntoView();
    while (f.getAttribute('aria-busy') != 'false') await new Promise(ok => setTimeout(ok, 15));
    if (f.matches('.py-bare') || f.querySelector('.py-where').textContent.endsWith(' 1')) continue;
    window.figure = f;
    const before = f.previousElementSibling;
    before.tabIndex = -1;
    before.focus();
    return done(true);
  }
  done(false);
})();";

#[test]
fn each_page_has_an_example_that_is_used_by_keyboard_alone() {
    let (tab, shift_tab) = ("\u{e004}", "\u{e008}\u{e004}\u{e000}");
    let used = AtomicUsize::new(0);
    let mut pages = pages(built_book());
    pages.retain(|page| page != "print.html");
    let looked = in_two_browsers(&pages, |browser, page| {
        browser.open(&format!("{}/{page}", site().address));
        let path = format!("location.pathname.endsWith('{page}')");
        browser.wait(&format!("{path} && document.readyState == 'complete'"));
        if browser.run_async(DRAWN) != Value::Bool(true) {
            return;
        }
        used.fetch_add(1, Ordering::Relaxed);
        let at = |step: &str| {
            browser.wait(&format!(
                "figure.querySelector('.py-where').textContent.startsWith('{step} of')"
            ));
        };
        let idle = "figure.getAttribute('aria-busy') == 'false'";
        let code = "figure.querySelector('.py-code').textContent";
        // From what stands before the example, as one who reads on comes to it.
        go_to(browser, "One step back", tab);
        browser.press("\u{e011}"); // Home
        at("0");
        browser.press("\u{e014}"); // the right arrow
        at("1");
        go_to(browser, "Edit", tab);
        browser.press("\n");
        browser.press("\u{e009}a\u{e000}");
        browser.press("n = 6\nn * 7\n\u{e009}\n\u{e000}");
        browser.wait(&format!("{idle} && {code}.includes('42')"));
        at("2");
        browser.press("\u{e012}"); // the left arrow, and the focus is still in here
        at("1");
        go_to(browser, "Reset", shift_tab);
        browser.press("\n");
        browser.wait(&format!("{idle} && !{code}.includes('42')"));
        expect_good(browser, site());
    });
    let used = used.into_inner();
    assert!(!looked || used >= 6, "{used} pages");
}
