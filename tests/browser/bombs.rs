//! Programs that take all they can get, and a page that stays a page.

use crate::{browser, button, example, expect_good, site, type_and_run};

#[test]
fn an_endless_loop_is_stopped_and_the_page_lives_on() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
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

/// Bombs of three kinds, and what each ends in.
const BOMBS: [(&str, &str); 3] = [
    ("a = [0]\nwhile True:\na = a + a\n\n", "MemoryError"),
    ("a = []\nwhile True:\na.append([a])\n\n", "MemoryError"),
    ("print('x' * 2**20)\n", "xxxx"),
];

#[test]
fn the_page_draws_its_frames_while_a_bomb_runs() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let text = format!("{figure}.querySelector('.py-code').textContent");
    for (source, end) in BOMBS {
        // A busy machine holds any page up now and then: one of three runs must be good.
        let mut longest = f64::MAX;
        for _ in 0..3 {
            // The longest that the page did anything without a pause, in milliseconds.
            browser.run(
                "window.longest = 0; window.watch?.disconnect(); \
                 window.watch = new PerformanceObserver(list => { \
                 for (const { duration } of list.getEntries()) \
                 longest = Math.max(longest, duration); }); \
                 watch.observe({ entryTypes: ['longtask'] });",
            );
            type_and_run(&browser, &figure, source);
            browser.wait(&format!(
                "{text}.includes({end:?}) && {figure}.getAttribute('aria-busy') == 'false'"
            ));
            let took = browser.run("return longest").as_f64();
            longest = longest.min(took.unwrap_or(f64::MAX));
            if longest < 100.0 {
                break;
            }
        }
        // A slow machine may take longer; a page that waits for the bomb takes seconds.
        assert!(
            longest < 500.0,
            "{source}: the page stood still for {longest} ms"
        );
    }
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
    let nested = "t = ()\nfor i in range(10**5): t = (t,)\n\nrepr(t)\n";
    for source in [python, native, nested] {
        type_and_run(&browser, &figure, source);
        browser.wait(&format!("{text}.includes('RecursionError') && {idle}"));
    }
    type_and_run(&browser, &figure, "6 * 7\n");
    browser.wait(&format!("{text}.includes('42')"));
    expect_good(&browser, site());
}

#[test]
fn what_cannot_be_parsed_says_so_and_is_mended() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let text = format!("{figure}.querySelector('.py-code').textContent");
    type_and_run(&browser, &figure, "x = 1\ny = = 2\n");
    browser.wait(&format!("{text}.includes('SyntaxError: invalid syntax')"));
    type_and_run(&browser, &figure, "x = 6\nx * 7\n");
    browser.wait(&format!("{text}.includes('42')"));
    expect_good(&browser, site());
}
