//! The controls of an example: playing, lines, named steps, bytes, questions, links.

use crate::{browser, button, example, expect_good, site, type_and_run};

/// Waits until an example has run.
const IDLE: &str = "getAttribute('aria-busy') == 'false'";

#[test]
fn an_example_plays_to_its_end_and_any_control_stops_it() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let at = format!("{figure}.querySelector('.py-where').textContent");
    let play = button(&figure, "Play");
    let pace = |milliseconds: u32| {
        browser.run(&format!(
            "const s = {figure}.querySelector('select[aria-label=Speed]'); \
             s.value = {milliseconds}; s.dispatchEvent(new Event('change'))"
        ));
    };
    pace(2000);
    // In one breath, since a busy machine may play to the end between two commands.
    let (pause, last) = (button(&figure, "Pause"), button(&figure, "Last step"));
    let paused = browser.run(&format!(
        "{play}.click(); const plays = Boolean({pause}); {last}.click(); \
         return [plays, Boolean({play})]"
    ));
    assert_eq!(paused, serde_json::json!([true, true]));
    pace(350);
    browser.click(&play);
    browser.wait(&format!(
        "(([now, last]) => now == last)({at}.split(' of ')) && {play}"
    ));
    expect_good(&browser, site());
}

#[test]
fn a_line_and_a_name_lead_to_the_next_step_there() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    type_and_run(
        &browser,
        &figure,
        "t = 0\nfor i in 1, 2, 3:\nt += i #: add\n\nt\n",
    );
    browser.wait(&format!(
        "{figure}.{IDLE} && {figure}.textContent.includes('6')"
    ));
    let at =
        format!("{figure}.querySelector('.py-where').textContent.split(' of ')[0]");
    let here =
        format!("{figure}.querySelector('.py-here').textContent.includes('add')");
    let line = format!("[...{figure}.querySelectorAll('.py-ln')][2]");
    let mut visited = Vec::new();
    for _ in 0..4 {
        browser.click(&line);
        assert_eq!(browser.run(&format!("return {here}")), true);
        visited.push(browser.run(&format!("return Number({at})")).as_u64());
    }
    assert!(
        visited[0] < visited[1] && visited[1] < visited[2],
        "{visited:?}"
    );
    assert_eq!(visited[0], visited[3], "after the last comes the first");
    // By keyboard: the first letters of a name choose it.
    browser.click(&button(&figure, "First step"));
    let jump = format!("{figure}.querySelector('select[aria-label^=Go]')");
    browser.run(&format!("{jump}.focus()"));
    browser.press("add");
    browser.wait(&format!("Number({at}) == {}", visited[0].unwrap_or(0)));
    expect_good(&browser, site());
}

#[test]
fn the_bytes_of_a_chosen_object_follow_the_steps() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    type_and_run(&browser, &figure, "a = [1, 2]\nb = a\ndel a, b\n");
    browser.wait(&format!(
        "{figure}.{IDLE} && {figure}.textContent.includes('del')"
    ));
    let line =
        |number: u32| format!("[...{figure}.querySelectorAll('.py-ln')][{number}]");
    browser.click(&line(0));
    browser.click(&button(&figure, "Bytes"));
    // By keyboard alone: a card has the focus, Enter chooses it.
    browser.run(&format!(
        "[...{figure}.querySelectorAll('g.object')].find(g => \
         g.querySelector('.hp-type').textContent == 'list').focus()"
    ));
    browser.press("\n");
    let panel = format!("{figure}.querySelector('.py-bytes')");
    browser.wait(&format!(
        "{panel}.querySelector('table') && {figure}.{IDLE}"
    ));
    let names = browser.run(&format!(
        "return [...{panel}.querySelectorAll('tbody th')].map(th => th.textContent)"
    ));
    let names: Vec<&str> = names
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|n| n.as_str())
        .collect();
    let fields = [
        "_gc_next",
        "_gc_prev",
        "ob_refcnt",
        "ob_type",
        "ob_size",
        "ob_item",
    ];
    assert_eq!(names[..6], fields);
    let pinned = format!("{figure}.querySelectorAll('.py-pinned').length == 1");
    assert_eq!(browser.run(&format!("return {pinned}")), true);
    browser.click(&line(1));
    browser.wait(&format!(
        "{panel}.querySelector('mark').textContent == '02'"
    ));
    // Nothing of it makes the page wider, not even what only screen readers see.
    browser.narrow(320);
    browser.run(&format!(
        "{figure}.querySelectorAll('details').forEach(d => d.open = true)"
    ));
    let wide = browser
        .run("return document.documentElement.scrollWidth")
        .as_u64();
    assert!(wide <= Some(320), "{wide:?}");
    browser.click(&line(2));
    browser.wait(&format!("{panel}.textContent.includes('is freed')"));
    expect_good(&browser, site());
}

#[test]
fn what_was_answered_is_remembered_until_it_is_forgotten() {
    let Some(browser) = browser() else { return };
    browser.open(&format!("{}/04-small-ints.html", site().address));
    let figure =
        "document.querySelector('figure.py[data-player] .py-answer').closest('figure')";
    browser.run(&format!(
        "document.asked = {figure}; {figure}.scrollIntoView()"
    ));
    let figure = "document.asked";
    browser.wait(&format!(
        "{figure}.querySelector('.py-ask input') && {figure}.{IDLE}"
    ));
    let field = format!("{figure}.querySelector('.py-ask input')");
    browser.click(&field);
    browser.press("'nobody foresees this'\n");
    browser.wait(&format!("{figure}.querySelector('.py-says button')"));
    let said = browser.run(&format!(
        "return {figure}.querySelector('.py-says').textContent"
    ));
    assert!(
        said.as_str()
            .unwrap()
            .starts_with("No. The answer is made at step")
    );
    let right = browser.run(&format!(
        "return JSON.parse({figure}.querySelector('script').textContent).predict.answer"
    ));
    browser.click(&field);
    browser.press("\u{e009}a\u{e000}");
    browser.press(&format!("{}\n", right.as_str().expect("an answer")));
    let progress = "document.querySelector('.py-progress')";
    browser.wait(&format!("{progress}.textContent.startsWith('1 of ')"));
    browser.run("location.reload()");
    browser.wait(&format!(
        "{progress} && !{progress}.hidden && {progress}.textContent.startsWith('1 of ')"
    ));
    browser.click(&format!("{progress}.querySelector('button')"));
    browser.wait(&format!(
        "{progress}.hidden && \
         !Object.keys(localStorage).some(key => key.startsWith('pyobject-guessed'))"
    ));
    expect_good(&browser, site());
}

#[test]
fn types_are_drawn_on_request_up_to_type_itself() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let arrows = format!("{figure}.querySelectorAll('.py-stage .arrow.type').length");
    assert_eq!(browser.run(&format!("return {arrows}")), 0);
    browser.click(&button(&figure, "More"));
    browser.click(&button(&figure, "Types"));
    // The int, its type, and the type of that, which is its own.
    browser.wait(&format!("{figure}.{IDLE} && {arrows} >= 3"));
    browser.click(&button(&figure, "Types"));
    browser.wait(&format!("{figure}.{IDLE} && {arrows} == 0"));
    expect_good(&browser, site());
}

#[test]
fn addresses_of_this_page_stand_under_objects_on_request() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    type_and_run(&browser, &figure, "a = [1]\nprint(id(a))\n");
    browser.wait(&format!(
        "{figure}.{IDLE} && /\\d{{5}}/.test({figure}.querySelector('.py-code').textContent)"
    ));
    let list = format!(
        "[...{figure}.querySelectorAll('.py-stage g.object')].find(g => \
         g.querySelector('.hp-type').textContent == 'list')"
    );
    let foot = format!("{list}.querySelector(':scope > .hp-small').textContent");
    let place = browser.run(&format!("return {foot}"));
    assert!(
        place.as_str().is_some_and(|place| place.starts_with('a')),
        "{place}"
    );
    browser.click(&button(&figure, "More"));
    browser.click(&button(&figure, "Addresses"));
    let printed = format!("{figure}.querySelector('.py-out').textContent.trim()");
    browser.wait(&format!("{foot}.startsWith({printed})"));
    // Another recording has another heap, whose addresses are told as those of the run.
    browser.click(&button(&figure, "Types"));
    browser.wait(&format!("{figure}.{IDLE} && {foot}.startsWith({printed})"));
    browser.click(&button(&figure, "Addresses"));
    browser.wait(&format!("{foot} == {place}"));
    expect_good(&browser, site());
}

#[test]
fn a_saved_picture_stands_by_itself() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    let save = button(&figure, "Save picture");
    // What is saved is kept for the test, and no file is written.
    let saved = browser.run_async(&format!(
        "HTMLAnchorElement.prototype.click = () => {{}}; \
         const made = URL.createObjectURL; \
         URL.createObjectURL = blob => {{ blob.text().then(done); return made(blob); }}; \
         {save}.click()"
    ));
    let saved = saved.as_str().unwrap_or_default();
    let style = pyobject::lens::STYLE;
    assert!(
        saved.starts_with("<svg") && saved.contains(style),
        "{saved}"
    );
    expect_good(&browser, site());
}

/// Takes the quickest of some tries: a busy machine disturbs the others.
#[test]
fn a_hundred_objects_are_redrawn_within_a_frame_and_a_first_step_is_soon_there() {
    let Some(browser) = browser() else { return };
    let figure = example(&browser);
    type_and_run(
        &browser,
        &figure,
        "row = [[n * 1000 + m for m in range(10)] for n in range(1, 11)]\nB = row\n",
    );
    let cards = format!("{figure}.querySelectorAll('.py-stage g.object').length");
    browser.wait(&format!("{figure}.{IDLE} && {cards} >= 100"));
    let (back, forward) = (
        button(&figure, "One step back"),
        button(&figure, "One step forward"),
    );
    // What the page's own thread computes: others may keep it waiting.
    let ticks = serde_json::json!({ "timeDomain": "threadTicks" });
    browser.chromium("Performance.enable", ticks);
    let computed = || -> f64 {
        let metrics = browser.chromium("Performance.getMetrics", serde_json::json!({}));
        let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let parts = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
        let parts = metrics
            .iter()
            .filter(|m| parts.iter().any(|p| m["name"] == *p));
        parts.filter_map(|metric| metric["value"].as_f64()).sum()
    };
    let redraw = |times: u32| -> f64 {
        let begun = computed();
        browser.run(&format!(
            "for (let n = 0; n < {times}; n++) {{ (n % 2 ? {forward} : {back}).click(); \
             {figure}.querySelector('.py-stage svg').getBBox(); }}"
        ));
        (computed() - begun) * 1000.0 / f64::from(times)
    };
    let redraw = (0..8).map(|_| redraw(10)).fold(f64::MAX, f64::min);
    let first = browser.run_async(
        "const record = { prelude: [], inputs: ['X = 56\\n'], source: null, \
         script: false, classic: false, layers: 63, chosen: [], fuel: 1000000 }; \
         const times = []; const next = () => { const begun = performance.now(); \
         let told = false; pyLive.ask({ record }, answer => { \
         if (answer.kind == 'step' && !told) { told = true; \
         times.push(performance.now() - begun); } }, \
         () => times.length < 8 ? next() : done(Math.min(...times))); }; next();",
    );
    let first = first.as_f64();
    // What is wanted is printed. What fails is only what no slow machine explains.
    println!("redraw at 100 objects {redraw:.1} ms of 16, first step {first:?} of 150");
    assert!((0.2..=80.0).contains(&redraw), "redraw: {redraw} ms");
    assert!(
        first.is_some_and(|took| took <= 750.0),
        "first step: {first:?} ms"
    );
}
