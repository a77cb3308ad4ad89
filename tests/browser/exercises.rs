//! The exercises in Python, done in the page.

use pyobject::check::exercise::{Form, exercises};
use serde_json::{Value, json};

use crate::{browser, button, common, expect_good, site};

/// The answers to an exercise of chapter 1, where they were not left out.
fn answer(file: &str) -> Option<String> {
    let path = common::root().join("chapters/solutions/01").join(file);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        common::say("LEFT OUT: the solutions of the exercises are not here");
    }
    text
}

#[test]
fn an_exercise_is_checked_told_what_is_wrong_and_solved() {
    let Some(browser) = browser() else { return };
    let [Some(wrong), Some(right)] = ["menu.wrong.py", "menu.py"].map(answer) else {
        return;
    };
    browser.open(&format!("{}/01-names.html", site().address));
    let figure = "document.getElementById('exercise-menu')";
    browser.run(&format!("{figure}.scrollIntoView()"));
    browser.wait(&format!("{figure}.querySelector('.py-edit textarea')"));
    let says = format!("{figure}.querySelector('.py-says').textContent");
    let write = |text: &str| {
        let text = json!(text);
        browser.run(&format!(
            "const area = {figure}.querySelector('textarea'); area.value = {text}; \
             area.dispatchEvent(new Event('input'))"
        ));
    };
    let check = || browser.click(&button(figure, "Check"));
    check();
    browser.wait(&format!(
        "{says}.startsWith('Not yet: all three wrote quit')"
    ));
    write(&wrong);
    check();
    browser.wait(&format!("{says}.includes('still share one cell')"));
    write("def menu(names, pressed):\n    return names +\n");
    check();
    browser.wait(&format!("{says}.startsWith('Line 2: SyntaxError')"));
    write("while True: pass\n");
    check();
    browser.wait(&format!("{says}.includes('Stopped')"));
    write(&right);
    check();
    browser.wait(&format!("{says}.startsWith('Solved')"));
    browser.wait(&format!("{figure}.querySelector('.py-stage svg')"));
    browser.wait(&format!("{figure}.getAttribute('aria-busy') == 'false'"));
    browser.run("location.reload()");
    browser.wait("document.readyState == 'complete'");
    browser.run(&format!("{figure}.scrollIntoView()"));
    browser.wait(&format!("{figure}.querySelector('.py-says')"));
    let solved = browser.run(&format!("return {says}"));
    assert_eq!(solved, "You have solved this one before.");
    expect_good(&browser, site());
}

#[test]
fn every_starter_of_a_chapter_fails_in_the_page_too() {
    let Some(browser) = browser() else { return };
    let mut tried = 0;
    for file in common::files("chapters", "md") {
        let text = std::fs::read_to_string(&file).expect("a file just listed");
        let (found, _) = exercises(&text);
        let page = file.file_stem().unwrap_or_default().to_string_lossy();
        let in_python = found
            .iter()
            .filter(|it| matches!(it.form, Form::Python { .. }));
        for (at, one) in in_python.enumerate() {
            if at == 0 {
                browser.open(&format!("{}/{page}.html", site().address));
            }
            let figure = format!("document.getElementById('exercise-{}')", one.name);
            browser.run(&format!("{figure}.scrollIntoView()"));
            browser.wait(&format!("{figure}.querySelector('.py-edit textarea')"));
            browser.click(&button(&figure, "Check"));
            let says = format!("{figure}.querySelector('.py-says').textContent");
            browser.wait(&format!("{says} && !{says}.startsWith('Checking')"));
            let said = browser.run(&format!("return {says}"));
            let words = said.as_str().map_or(0, |said| said.split(' ').count());
            assert!(
                words > 4 && said != Value::Null,
                "{page}, {}: {said}",
                one.name
            );
            assert!(!said.to_string().contains("Solved"), "{page}, {}", one.name);
            tried += 1;
        }
    }
    assert!(tried >= 12, "{tried}");
    expect_good(&browser, site());
}
