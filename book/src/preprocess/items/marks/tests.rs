use pyobject::eject::{Verdict, snapshots};
use rayon::prelude::*;

use super::*;
use crate::preprocess::items::sources::SOURCES;

/// The marks of these chapters.
fn marks_of(chapters: &[Page]) -> Vec<Mark> {
    let (omissions, _) = Omissions::parse(&SOURCES.omissions);
    marks(crate::root(), &SOURCES.index, &omissions, chapters).expect("marks")
}

/// The chapters with another text for chapter 4.
fn changed(change: impl Fn(&str) -> String) -> Vec<Page> {
    let mut chapters = SOURCES.chapters.clone();
    let chapter = chapters.iter_mut().find(|(name, _)| name == FOUR);
    let (_, text) = chapter.expect("chapter 4");
    let new = change(text);
    assert_ne!(*text, new);
    *text = new;
    chapters
}

const FOUR: &str = "04-small-ints.md";

/// What is wrong with marks, with their places.
fn problems(marks: &[Mark]) -> Vec<String> {
    let same = |a: &Mark, b: &Mark| a.chapter.number == b.chapter.number;
    let chapters: Vec<&[Mark]> = marks.chunk_by(same).collect();
    // Not most of them to one core.
    let chapters = chapters.into_par_iter().with_max_len(1);
    let found = chapters.map(|of_chapter| {
        let mut found = Vec::new();
        let chapter = of_chapter[0].chapter;
        let place = |mark: &Mark| format!("chapters/{}:{}", mark.place.0, mark.place.1);
        for mark in of_chapter {
            let wrong = mark.wrong.iter();
            found.extend(wrong.map(|wrong| format!("{}: {wrong}", place(mark))));
        }
        let sound = of_chapter.iter().filter(|mark| mark.wrong.is_none());
        let sound: Vec<&Mark> = sound.collect();
        let asks: Vec<&eject::Mark> = sound.iter().map(|mark| &mark.asks).collect();
        let verdicts = snapshots(crate::root(), chapter, &asks).expect("a source");
        for (mark, verdict) in sound.into_iter().zip(verdicts) {
            let said = match verdict {
                Ok(Verdict::Passes(tests)) if tests == mark.tests => None,
                Ok(Verdict::Passes(tests)) => {
                    Some(format!("{tests} tests pass, not {}", mark.tests))
                }
                Ok(Verdict::Lacks(said)) | Err(said) => Some(said),
            };
            found.extend(said.map(|said| format!("{}: {said}", place(mark))));
        }
        found
    });
    found.collect::<Vec<_>>().concat()
}

#[test]
fn what_a_reader_has_typed_builds_and_passes_at_each_mark() {
    let marks = marks_of(&SOURCES.chapters);
    assert!(marks.iter().any(|mark| mark.place.0 == FOUR));
    let found = problems(&marks);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_snapshot_that_does_not_build_is_caught_at_its_mark() {
    let shown = "{{#item small_ints::SmallInts::get}}";
    let chapters = changed(|text| text.replace(shown, ""));
    let mut marks = marks_of(&chapters);
    marks.retain(|mark| mark.place.0 == FOUR);
    marks.truncate(1);
    let found = problems(&marks);
    let place = format!(
        "chapters/{FOUR}:{}: no chapter shows `small_ints::SmallInts::get` before",
        marks[0].place.1
    );
    assert!(
        found.len() == 1 && found[0].starts_with(&place),
        "{found:?}"
    );
}

#[test]
fn marks_that_are_too_few_or_not_the_whole_are_caught() {
    let wrong = |change: &dyn Fn(&str) -> String| {
        let marks = marks_of(&changed(change));
        let of_chapter = marks.iter().filter(|mark| mark.place.0 == FOUR);
        let wrong = of_chapter.filter_map(|mark| mark.wrong.clone());
        wrong.collect::<Vec<_>>()
    };
    let mark = |text: &str| {
        let found = directives::find(text);
        let mark = found.iter().find(|found| found.name == "runs");
        text[mark.expect("a mark").span.clone()].to_owned()
    };
    let few = wrong(&|text| {
        let fewer = text.replacen(&mark(text), "", 1);
        fewer.replacen(&mark(&fewer), "", 1)
    });
    assert!(
        few.len() == 1 && few[0].contains("wants 3 or more"),
        "{few:?}"
    );
    let part = wrong(&|text| text.to_owned() + "\n\n" + &mark(text) + "\n");
    assert!(part.len() == 1 && part[0].contains("it runs 1"), "{part:?}");
    let early = wrong(&|text| {
        let shown = "{{#item small_ints::Runtime::small_int}}";
        text.replace(shown, "") + "\n\n" + shown + "\n"
    });
    let told = "it comes before `small_ints::Runtime::small_int` is shown";
    assert!(early.len() == 1 && early[0].contains(told), "{early:?}");
    let none = wrong(&|text| text.replacen(&mark(text), "{{#runs no_such}}", 1));
    assert!(
        none.len() == 1 && none[0].contains("no test of"),
        "{none:?}"
    );
}
