//! The transcripts of the book read the same on every CPython found, and here.

mod common;

use pyobject::check::left_out_note;
use pyobject::check::markdown::blocks;
use pyobject::check::versions::Version;

#[test]
#[cfg_attr(
    feature = "trace-refs",
    ignore = "no CPython is asked about this build"
)]
fn chapters_read_alike_on_each_cpython() {
    let mut pages = common::files("chapters", "md");
    pages.push(common::root().join("README.md"));
    pages.retain(|page| page.is_file());
    common::on_each_cpython(&pages);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
fn chapters_read_alike_on_the_runtime() {
    let mut pages = common::files("chapters", "md");
    if cfg!(asan) {
        // It shows which call is too deep; a sanitizer makes each frame larger.
        pages.retain(|page| !page.ends_with("appendix-differences.md"));
    }
    let console = pyobject::python::RuntimeConsole;
    for page in &pages {
        let text = std::fs::read_to_string(page).expect("a file just listed");
        let note = left_out_note(common::shown(page), &text, &console);
        note.into_iter().for_each(|note| common::say(&note));
    }
    common::on_the_runtime(&pages);
}

#[test]
#[cfg(feature = "trace-refs")]
fn blocks_marked_trace_refs_read_as_this_build_answers() {
    use pyobject::check::{plan::plan, replay::replay};
    let mut replayed = 0;
    let mut report = String::new();
    for page in common::files("chapters", "md") {
        let text = std::fs::read_to_string(&page).expect("a file just listed");
        let mut plan = plan(&page, &text);
        plan.sessions
            .retain(|session| session.parts.iter().any(|part| part.trace_refs));
        replayed += plan.sessions.len();
        for mismatch in replay(&plan, &mut pyobject::python::RuntimeConsole) {
            let name = common::shown(&page).display();
            report.push_str(&format!("{name}:{mismatch}"));
        }
    }
    assert!(replayed > 0, "no chapter has such a block");
    common::expect_empty(&report);
}

#[test]
fn each_entry_among_the_differences_shows_one_and_says_what_to_do() {
    let path = common::root().join("chapters/appendix-differences.md");
    let text = std::fs::read_to_string(path).unwrap();
    let entries: Vec<&str> = text.split("\n## ").skip(1).collect();
    assert!(entries.len() >= 12, "{} entries", entries.len());
    for entry in entries {
        let title = entry.lines().next().unwrap_or_default();
        let shown = blocks(entry);
        let mut told = shown.iter().flat_map(|block| &block.divergences);
        let of_reference = told.any(|d| d.versions.contains(Version::REFERENCE));
        assert!(of_reference, "no comment for the reference under {title:?}");
        assert!(
            entry.contains("\nWhat to do: "),
            "no advice under {title:?}"
        );
    }
}

/// How many claims the article makes.
const CLAIMS: usize = 43;

/// What is wrong with the appendix that goes through the article's claims: each has its
/// number, one verdict in the table at the top, and a proof.
fn unproven(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut claims: Vec<(usize, &str)> = Vec::new();
    let end = text.find("\n## What it put off").unwrap_or(text.len());
    for (at, _) in text[..end].match_indices("\n**") {
        let rest = &text[at + 3..end];
        let digits = rest.split('.').next().unwrap_or_default();
        if let Ok(number) = digits.parse() {
            let next = rest.find("\n**").unwrap_or(rest.len());
            claims.push((number, &rest[..next]));
        }
    }
    let numbers: Vec<usize> = claims.iter().map(|(number, _)| *number).collect();
    if numbers != (1..=CLAIMS).collect::<Vec<_>>() {
        wrong.push(format!("the claims are not 1 to {CLAIMS}: {numbers:?}"));
    }
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let verdicts = rows.filter_map(|row| row.trim_end_matches('|').rsplit('|').next());
    let judged = verdicts.flat_map(|cell| cell.split(", "));
    let mut judged: Vec<usize> =
        judged.filter_map(|word| word.trim().parse().ok()).collect();
    judged.sort_unstable();
    if judged != (1..=CLAIMS).collect::<Vec<_>>() {
        wrong.push(format!("not every claim has one verdict: {judged:?}"));
    }
    for (number, claim) in &claims {
        let shown = ["```pycon", "{{#versions ", "[^"];
        let leads = |word: &str| {
            let (claim, word) = (claim.to_lowercase(), format!("{word} "));
            let mut after = claim.split(&word).skip(1);
            after.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        let elsewhere = ["chapter", "chapters", "claim", "see", "under"];
        let is_proven = shown.iter().any(|sign| claim.contains(sign))
            || elsewhere.iter().any(|word| leads(word));
        if !is_proven {
            wrong.push(format!("claim {number} has no proof"));
        }
    }
    wrong
}

#[test]
fn each_of_the_articles_43_claims_has_a_verdict_and_a_proof() {
    let path = common::root().join("chapters/appendix-article.md");
    let text = std::fs::read_to_string(path).unwrap();
    let wrong = unproven(&text);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let without = |gone: &str| unproven(&text.replacen(gone, "", 1));
    assert!(without("\n**17. ")[0].starts_with("the claims are not 1 to 43"));
    assert!(without(", 17,")[0].starts_with("not every claim has one verdict"));
    assert_eq!(without("see 36"), ["claim 39 has no proof"]);
}
