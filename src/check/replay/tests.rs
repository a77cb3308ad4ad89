use std::path::Path;

use super::*;
use crate::check::plan::plan;
use crate::check::versions::Version;

/// Answers `n` with how many inputs this session has had, `say X` with X.
struct Parrot {
    version: &'static str,
    cpython: bool,
}

impl Console for Parrot {
    fn name(&self) -> String {
        format!("Parrot {}", self.version)
    }

    fn version(&self) -> Version {
        self.version.parse().unwrap()
    }

    fn is_cpython(&self) -> bool {
        self.cpython
    }

    fn session(&mut self, steps: &[Step]) -> Result<Vec<Option<String>>, String> {
        let answer = |(at, step): (usize, &Step)| match step {
            Step::Input("n\n") => Some(format!("{}\n", at + 1)),
            Step::Input(input) => Some(input.strip_prefix("say ")?.to_owned()),
            Step::Figure(header) => Some(format!("{header}\nparrot\n")),
        };
        Ok(steps.iter().enumerate().map(answer).collect())
    }
}

fn differ(version: &'static str, text: &str) -> Vec<Mismatch> {
    let cpython = version != "3.13.0";
    let plan = plan(Path::new("a.md"), text);
    assert_eq!(plan.problems, []);
    replay(&plan, &mut Parrot { version, cpython })
}

fn lines(version: &'static str, text: &str) -> Vec<usize> {
    differ(version, text).iter().map(|m| m.line).collect()
}

#[test]
fn blocks_continue_a_session_and_fresh_begins_one() {
    let text = "```pycon\n>>> n\n1\n```\ntext\n```pycon\n>>> n\n2\n```\n\
                ```pycon fresh\n>>> n\n1\n```\n```pycon\n>>> n\n3\n```\n";
    assert_eq!(lines("3.13.0", text), [15]);
}

#[test]
fn a_block_for_some_versions_is_left_out_on_the_others() {
    let text = "```pycon only=3.12+\n>>> n\n1\n```\n```pycon\n>>> n\n2\n```\n";
    assert_eq!(lines("3.13.0", text), [] as [usize; 0]);
    assert_eq!(lines("3.8.1", text), [6]);
}

#[test]
fn a_block_for_traced_references_is_counted_where_it_is_left_out() {
    struct Traced(Parrot);
    impl Console for Traced {
        fn name(&self) -> String {
            self.0.name()
        }
        fn version(&self) -> Version {
            self.0.version()
        }
        fn traces_refs(&self) -> bool {
            true
        }
        fn session(&mut self, steps: &[Step]) -> Result<Vec<Option<String>>, String> {
            self.0.session(steps)
        }
    }
    let text = "```pycon\n>>> n\n1\n```\n```pycon trace-refs\n>>> n\n7\n```\n";
    let plan = plan(Path::new("a.md"), text);
    let mut plain = Parrot {
        version: "3.13.0",
        cpython: false,
    };
    assert_eq!(left_out(&plan, &plain), 1);
    assert_eq!(replay(&plan, &mut plain), []);
    let mut traced = Traced(plain);
    assert_eq!(left_out(&plan, &traced), 0);
    let lines: Vec<usize> = replay(&plan, &mut traced).iter().map(|m| m.line).collect();
    assert_eq!(lines, [6]);
}

#[test]
fn a_comment_speaks_of_its_versions_and_must_be_needed() {
    let text = |said: &str| {
        format!(
            "```pycon\n>>> say 80\n80\n>>> n\n9\n```\n\
             <!-- cpython 3.8-3.9: {said}, because reasons -->\n"
        )
    };
    assert_eq!(lines("3.8.1", &text("2")), [] as [usize; 0]);
    assert_eq!(lines("3.9.1", &text("3")), [7]);
    assert_eq!(lines("3.10.1", &text("2")), [4]);
    let unneeded = text("2").replace("\n9\n", "\n2\n");
    let found = differ("3.9.1", &unneeded);
    assert!(found[0].heading.contains("not needed"), "{:?}", found[0]);
    assert_eq!(lines("3.13.0", &unneeded), [] as [usize; 0]);
}

#[test]
fn a_known_difference_is_told_of_as_long_as_it_is_one() {
    let text = |shown: &str| {
        format!(
            "```pycon\n>>> n\n{shown}\n```\n\
             <!-- cpython 3.13: 2, because reasons -->\n"
        )
    };
    assert_eq!(differ("3.13.0", &text("1")), []);
    assert_eq!(lines("3.13.0", &text("3")), [2]);
    let vanished = "```pycon\n>>> n\n1\n>>> n\n2\n```\n\
                    <!-- cpython 3.13: 2, because reasons -->\n";
    let found = differ("3.13.0", vanished);
    assert_eq!(found[0].line, 7);
    assert!(found[0].heading.contains("not needed"), "{:?}", found[0]);
}

#[test]
fn a_figure_is_drawn_where_it_stands() {
    let text = "```pycon\n>>> n\n1\n```\n```mermaid\n%% heap X\nparrot\n```\n\
                ```mermaid\n%% heap X\nother\n```\n";
    assert_eq!(lines("3.13.0", text), [9]);
}

#[test]
fn blessing_changes_what_differs_and_nothing_else() {
    let text = "A\n\n> ```pycon\n> >>> n\n> 7\n> 8\n> >>> say hi\n> ```\n\n\
                ```mermaid\n%% heap X\nother\n```\nlast line";
    let blessed = bless(text, &differ("3.13.0", text));
    let expected = "A\n\n> ```pycon\n> >>> n\n> 1\n> >>> say hi\n> hi\n> ```\n\n\
                    ```mermaid\n%% heap X\nparrot\n```\nlast line";
    assert_eq!(blessed, expected);
    assert_eq!(differ("3.13.0", &blessed), []);
}

#[test]
fn what_was_broken_by_windows_is_mended_as_windows_does() {
    let text = "```pycon\r\n>>> n\r\n7\r\n```\r\n";
    let blessed = bless(text, &differ("3.13.0", text));
    assert_eq!(blessed, "```pycon\r\n>>> n\r\n1\r\n```\r\n");
}

#[test]
fn an_address_that_may_be_any_stays_one() {
    let text = "```pycon\n>>> say <a at 0x7f>\n<b at 0x...>\n```\n";
    let blessed = bless(text, &differ("3.13.0", text));
    assert_eq!(blessed, text.replace("<b at", "<a at"));
}

#[test]
fn any_fence_that_holds_a_session_is_replayed_and_what_is_skipped_is_not() {
    let text = "```python\n>>> n\n1\n>>> n  # doctest: +SKIP\n9\n>>> n\n3\n```\n\
                ```python\nn = 1\n```\n";
    assert_eq!(lines("3.13.0", text), [6]);
    let plan = plan(Path::new("a.md"), "```\n>>> n  # doctest: +SKIPP\n```\n");
    assert_eq!(plan.problems[0].line, 2);
}

#[test]
fn a_long_difference_is_cut() {
    let text = format!("```pycon\n>>> n\n{}```\n", "x\n".repeat(20));
    let shown = differ("3.13.0", &text)[0].to_string();
    assert!(
        shown.ends_with("  - x\n  - … and 12 more\n  + 1\n"),
        "{shown}"
    );
}

#[test]
fn a_difference_is_short_and_names_its_line() {
    let found = differ("3.13.0", "```pycon\n>>> n\na\n```\n");
    let shown = found[0].to_string();
    assert_eq!(shown, "2: Parrot 3.13.0\n    >>> n\n  - a\n  + 1\n");
}

#[test]
fn wrong_answers_must_be_wrong_and_questions_have_answers() {
    let problems = |text: &str| -> Vec<usize> {
        let plan = plan(Path::new("a.md"), text);
        plan.problems.iter().map(|p| p.line).collect()
    };
    let text = "```pycon predict\n>>> n\n[1, 2]\n```\n- `[1]`: no.\n- `[1,2]`: no.\n";
    assert_eq!(problems(text), [6]);
    assert_eq!(problems("```pycon predict\n>>> x = 1\n```\n"), [1]);
}

#[test]
fn docstrings_are_sessions_after_their_file() {
    let text = "'''Doc.\n\n>>> n\n2\n'''\ndef f():\n    \"\"\"F.\n\n    \
                >>> n\n    3\n    <BLANKLINE>\n\n    >>> n\n    3\n    \"\"\"\n";
    let found = {
        let plan = plan(Path::new("a.py"), text);
        assert_eq!((plan.sessions.len(), plan.problems.len()), (2, 0));
        let version = "3.13.0";
        let cpython = false;
        replay(&plan, &mut Parrot { version, cpython })
    };
    let lines: Vec<usize> = found.iter().map(|m| m.line).collect();
    assert_eq!(lines, [9]);
    assert!(bless(text, &found).contains("    >>> n\n    2\n\n    >>> n\n"));
}
