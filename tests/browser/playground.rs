//! The playground: its program and settings are in its address.

use crate::driver::Browser;
use crate::{axe, barriers, browser, button, example, expect_good, site};

pub const FIGURE: &str = "document.querySelector('.py-ground')";

/// Waits until the playground has run what holds this text.
pub fn ran(browser: &Browser, text: &str) {
    browser.wait(&format!(
        "{FIGURE}.querySelector('.py-stage svg') && \
         {FIGURE}.getAttribute('aria-busy') == 'false' && \
         {FIGURE}.querySelector('.py-code').textContent.includes({text:?})"
    ));
}

fn open(browser: &Browser) {
    browser.open(&format!("{}/playground.html", site().address));
    ran(browser, "X = 89");
}

pub fn write(browser: &Browser, source: &str) {
    browser.click(&format!("{FIGURE}.querySelector('textarea')"));
    browser.press("\u{e009}a\u{e000}");
    browser.press(source);
    // Control and Enter.
    browser.press("\u{e009}\n\u{e000}");
}

pub fn choose(browser: &Browser, label: &str, value: &str) {
    browser.run(&format!(
        "const s = {FIGURE}.querySelector('select[aria-label=\"{label}\"]'); \
         s.value = {value:?}; s.dispatchEvent(new Event('change'))"
    ));
}

#[test]
fn equal_numbers_are_one_object_in_a_script_and_two_at_the_prompt() {
    let Some(browser) = browser() else { return };
    open(&browser);
    write(&browser, "P = 10**6\nQ = 10**6\nprint(P is Q)\n");
    ran(&browser, "False");
    choose(&browser, "How it runs", "script");
    ran(&browser, "True");
    let prompts = browser.run(&format!(
        "return {FIGURE}.querySelectorAll('.py-ps').length"
    ));
    assert_eq!(prompts, 0);
    expect_good(&browser, site());
}

#[test]
fn the_classic_profile_counts_small_ints() {
    let Some(browser) = browser() else { return };
    open(&browser);
    let counts = format!(
        "[...{FIGURE}.querySelectorAll('.hp-count')].map(count => count.textContent)"
    );
    assert_eq!(browser.run(&format!("return {counts}.includes('∞')")), true);
    choose(&browser, "Profile", "classic");
    browser.wait(&format!("{counts}.length && !{counts}.includes('∞')"));
    expect_good(&browser, site());
}

#[test]
fn an_address_brings_back_program_settings_and_step() {
    let Some(browser) = browser() else { return };
    open(&browser);
    write(&browser, ">>> é = [1]\n>>> é.append(2)\n>>> é\n[1, 2]\n");
    ran(&browser, "é.append(2)");
    choose(&browser, "Profile", "classic");
    browser.wait(&format!("{FIGURE}.getAttribute('aria-busy') == 'false'"));
    browser.click(&button(FIGURE, "First step"));
    browser.click(&button(FIGURE, "One step forward"));
    browser
        .wait("location.hash.includes('step=1') && location.hash.includes('classic')");
    let address = browser.run("return location.href");
    browser.open("about:blank");
    browser.open(address.as_str().expect("an address"));
    ran(&browser, "é.append(2)");
    let found = browser.run(&format!(
        "return [{FIGURE}.querySelector('.py-where').textContent, \
         {FIGURE}.querySelector('textarea').value.startsWith('>>> é'), \
         {FIGURE}.querySelector('select[aria-label=Profile]').value]"
    ));
    assert_eq!(found, serde_json::json!(["1 of 3", true, "classic"]));
    expect_good(&browser, site());
}

#[test]
fn an_example_s_link_opens_its_session_in_the_playground() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    // Where the clipboard is refused, the link stands in a field.
    browser.run("navigator.clipboard.writeText = () => Promise.reject()");
    browser.click(&button(&figure, "More"));
    browser.click(&button(&figure, "Share"));
    let field = format!("{figure}.querySelector('.py-note input')");
    browser.wait(&field);
    let link = browser.run(&format!("return {field}.value"));
    let inputs = browser.run(&format!(
        "return JSON.parse({figure}.querySelector('script').textContent).inputs.join('')"
    ));
    browser.open(link.as_str().expect("a link"));
    let source = format!("{FIGURE}.querySelector('textarea').value");
    browser.wait(&format!(
        "{FIGURE}.querySelector('textarea') && {source} == {inputs}"
    ));
    browser.wait(&format!("{FIGURE}.querySelector('.py-stage svg')"));
    expect_good(&browser, site());
}

#[test]
fn examples_of_all_chapters_are_there_with_what_ran_before() {
    let Some(browser) = browser() else { return };
    open(&browser);
    let groups = browser.run(&format!(
        "return {FIGURE}.querySelectorAll('select[aria-label=Examples] optgroup').length"
    ));
    assert!(groups.as_u64() >= Some(6), "{groups}");
    let later = browser.run(&format!(
        "const d = JSON.parse({FIGURE}.querySelector('script').textContent).chapters; \
         const c = d.findIndex(c => c.examples.some((e, at) => e.from < at)); \
         const at = d[c].examples.findIndex((e, at) => e.from < at); \
         return [c + ' ' + at, d[c].examples[d[c].examples[at].from].name]"
    ));
    choose(&browser, "Examples", later[0].as_str().expect("a value"));
    ran(&browser, later[1].as_str().expect("a line"));
    expect_good(&browser, site());
}

#[test]
fn the_playground_has_no_barriers_while_it_is_in_use() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else {
        return;
    };
    for theme in ["light", "navy"] {
        open(&browser);
        browser.run(&format!("localStorage.setItem('mdbook-theme', '{theme}')"));
        browser.open("about:blank");
        open(&browser);
        browser.click(&button(FIGURE, "Bytes"));
        browser.run(&format!("{FIGURE}.querySelector('g.object').focus()"));
        browser.press("\n");
        browser.wait(&format!("{FIGURE}.querySelector('.py-bytes table')"));
        browser.wait(&format!("document.documentElement.matches('.{theme}')"));
        assert_eq!(
            barriers(&browser, &axe),
            [] as [serde_json::Value; 0],
            "{theme}"
        );
    }
    expect_good(&browser, site());
}
