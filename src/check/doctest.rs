//! What doctest understands besides a plain output: directives in a comment behind an
//! input, such as `# doctest: +ELLIPSIS`.

/// What an input asks of the comparison with its output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Directives {
    /// `+ELLIPSIS`: three dots stand for any text, also for several lines.
    pub ellipsis: bool,
    /// `+NORMALIZE_WHITESPACE`: all runs of white space are alike.
    pub any_space: bool,
    /// `+IGNORE_EXCEPTION_DETAIL`: of an exception, only its class is compared.
    pub any_detail: bool,
    /// `+DONT_ACCEPT_BLANKLINE`: `<BLANKLINE>` stands for itself.
    pub literal_blank: bool,
    /// `+SKIP`: the input is not run.
    pub skip: bool,
}

impl Directives {
    /// Those of an input.
    ///
    /// # Errors
    /// A directive that is not known, in a sentence.
    ///
    /// ```
    /// # use pyobject::check::doctest::Directives;
    /// let asked = Directives::of("f()  # doctest: +ELLIPSIS, -SKIP\n").unwrap();
    /// assert!(asked.ellipsis && !asked.skip);
    /// assert!(Directives::of("f()  # doctest: +ELIPSIS\n").is_err());
    /// ```
    pub fn of(input: &str) -> Result<Directives, String> {
        let mut asked = Directives::default();
        for line in input.lines() {
            let Some((_, words)) = line.split_once("# doctest:") else {
                continue;
            };
            // Such text within a string is no comment.
            let within = line.trim_start().starts_with(">>> ");
            if within || words.contains(['\'', '"']) {
                continue;
            }
            let words = words.split([',', ' ']).filter(|word| !word.is_empty());
            words.into_iter().try_for_each(|word| asked.set(word))?;
        }
        Ok(asked)
    }

    fn set(&mut self, word: &str) -> Result<(), String> {
        let unknown = || format!("doctest has no directive `{word}`");
        let on = word.starts_with('+');
        let name = word.strip_prefix(['+', '-']).ok_or_else(unknown)?;
        let flag = match name {
            "ELLIPSIS" => &mut self.ellipsis,
            "NORMALIZE_WHITESPACE" => &mut self.any_space,
            "IGNORE_EXCEPTION_DETAIL" => &mut self.any_detail,
            "DONT_ACCEPT_BLANKLINE" => &mut self.literal_blank,
            "SKIP" => &mut self.skip,
            // True for 1 is never accepted here; the others change only reports.
            "DONT_ACCEPT_TRUE_FOR_1"
            | "FAIL_FAST"
            | "REPORT_UDIFF"
            | "REPORT_CDIFF"
            | "REPORT_NDIFF"
            | "REPORT_ONLY_FIRST_FAILURE" => return Ok(()),
            _ => return Err(unknown()),
        };
        *flag = on;
        Ok(())
    }

    /// Whether an output is what was expected, where these directives loosen the
    /// comparison. As doctest does it, the stack of a traceback is not compared.
    pub fn accept(self, expected: &str, got: &str) -> bool {
        let (mut expected, mut got) = (without_stack(expected), without_stack(got));
        if self.any_detail
            && let (Some(wanted), Some(raised)) = (class(&expected), class(&got))
        {
            return wanted == raised;
        }
        if self.any_space {
            let spaced = |text: &str| {
                let words: Vec<&str> = text.split_whitespace().collect();
                words.join(" ")
            };
            (expected, got) = (spaced(&expected), spaced(&got));
        }
        expected == got || self.ellipsis && fits(&expected, &got)
    }
}

const TRACEBACK: &str = "Traceback (most recent call last):";

/// A text without the indented lines after the head of a traceback.
fn without_stack(text: &str) -> String {
    let mut in_stack = false;
    let kept = text.lines().filter(|line| {
        let indented = line.starts_with([' ', '\t']);
        in_stack = *line == TRACEBACK || in_stack && indented;
        !(in_stack && indented)
    });
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// The class of the exception that a traceback without its stack tells of, without its
/// module.
fn class(text: &str) -> Option<&str> {
    let exception = text.strip_prefix(TRACEBACK)?.trim_start();
    let name = exception.split([':', '\n']).next()?;
    name.rsplit('.').next()
}

/// Whether a text is what was expected, with any text in place of three dots.
fn fits(expected: &str, got: &str) -> bool {
    let mut pieces: Vec<&str> = expected.split("...").collect();
    let (Some(last), true) = (pieces.pop(), expected.contains("...")) else {
        return false;
    };
    let first = pieces.remove(0);
    let Some(rest) = got.strip_prefix(first) else {
        return false;
    };
    let Some(mut rest) = rest.strip_suffix(last) else {
        return false;
    };
    pieces
        .into_iter()
        .all(|piece| match rest.split_once(piece) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(input: &str, expected: &str, got: &str) -> bool {
        Directives::of(input).unwrap().accept(expected, got)
    }

    #[test]
    fn dots_stand_for_any_text_where_they_are_asked_for() {
        let dots = "f()  # doctest: +ELLIPSIS";
        assert!(accepts(dots, "[0, ..., 9]\n", "[0, 1, 2, 9]\n"));
        assert!(accepts(dots, "a\n...\nz\n", "a\nb\nc\nz\n"));
        assert!(!accepts(dots, "[0, ..., 9]\n", "[1, 2, 9]\n"));
        assert!(!accepts(dots, "ab...bc\n", "abc\n"));
        assert!(!accepts("f()", "[0, ..., 9]\n", "[0, 1, 9]\n"));
    }

    #[test]
    fn white_space_is_alike_where_that_is_asked_for() {
        let spaces = "f()  # doctest: +NORMALIZE_WHITESPACE +ELLIPSIS";
        assert!(accepts(spaces, "[1,\n 2, ...]\n", "[1, 2, 3]\n"));
        assert!(!accepts("f()", "[1,\n 2]\n", "[1, 2]\n"));
    }

    #[test]
    fn a_stack_is_not_compared_and_the_message_is() {
        let want = "Traceback (most recent call last):\n  whatever\nE: x\n";
        let got = "Traceback (most recent call last):\n  File \"y\"\n    z\nE: x\n";
        assert!(accepts("f()", want, got));
        let other = got.replace("E: x", "m.E: other");
        assert!(!accepts("f()", want, &other));
        assert!(accepts(
            "f()  # doctest: +IGNORE_EXCEPTION_DETAIL",
            want,
            &other
        ));
        let another = got.replace("E: x", "F: x");
        assert!(!accepts(
            "f()  # doctest: +IGNORE_EXCEPTION_DETAIL",
            want,
            &another
        ));
    }

    #[test]
    fn a_directive_inside_a_string_is_none() {
        let input = "print('# doctest: +ELLIPSIS')";
        assert_eq!(Directives::of(input).unwrap(), Directives::default());
    }
}
