//! Cutting an edited source into inputs.
//!
//! At a prompt each statement is an input of its own, compiled alone. The reader
//! edits a plain source, so this finds where its statements begin; or pastes a
//! transcript, whose prompts say it.

use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

/// The inputs of a source, each ending in a line break. Put together they are
/// the source again, except for that last line break.
pub fn inputs(source: &str) -> Vec<String> {
    if let Some(inputs) = typed(source) {
        return inputs;
    }
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let mut starts = vec![0];
    if let Some(module) = parsed.syntax().as_module() {
        for statement in module.body.iter().skip(1) {
            let at = statement.start().to_usize();
            let line = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let is_first = source[line..at].trim().is_empty();
            if is_first && starts.last().is_some_and(|last| *last < line) {
                starts.push(line);
            }
        }
    }
    starts.push(source.len());
    let pieces = starts.windows(2).map(|pair| &source[pair[0]..pair[1]]);
    let filled = pieces.filter(|piece| !piece.trim().is_empty());
    filled
        .map(|piece| format!("{}\n", piece.trim_end()))
        .collect()
}

/// The inputs of a transcript, without prompts and outputs; none if it is not one.
pub fn typed(source: &str) -> Option<Vec<String>> {
    let source = source.trim_start();
    if !source.starts_with(">>>") {
        return None;
    }
    let mut inputs: Vec<String> = Vec::new();
    let mut ended = false;
    for line in source.lines() {
        if let Some(first) = after_prompt(line, ">>>") {
            inputs.push(first.to_owned());
            ended = false;
        } else if let (false, Some(more)) = (ended, after_prompt(line, "...")) {
            let input = inputs.last_mut()?;
            input.push('\n');
            input.push_str(more);
        } else {
            ended = true;
        }
    }
    let filled = inputs.iter().filter(|input| !input.trim().is_empty());
    Some(
        filled
            .map(|input| format!("{}\n", input.trim_end()))
            .collect(),
    )
}

/// What stands after a prompt, where the line has one.
fn after_prompt<'a>(line: &'a str, prompt: &str) -> Option<&'a str> {
    let rest = line.trim_start().strip_prefix(prompt)?;
    match rest.strip_prefix(' ') {
        None if !rest.is_empty() => None,
        source => Some(source.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_on_one_line_are_one_input() {
        assert_eq!(
            inputs("X = 56; Y = X\nX is Y"),
            ["X = 56; Y = X\n", "X is Y\n"]
        );
    }

    #[test]
    fn a_compound_statement_is_one_input() {
        let source =
            "for i in 1, 2:\n    print(i)\nelse:\n    pass\n\n# then\nX = '''a\nb'''\n";
        let found = inputs(source);
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with("pass\n\n# then\n"));
    }

    #[test]
    fn a_transcript_is_cut_by_its_prompts_and_outputs_are_dropped() {
        let source = "\n>>> P = 10**6; Q = P\n>>> for i in 1, 2:\n...     i\n1\n2\n\
                      >>> P is Q\nTrue\n";
        assert_eq!(
            inputs(source),
            ["P = 10**6; Q = P\n", "for i in 1, 2:\n    i\n", "P is Q\n"]
        );
        assert_eq!(typed("P = 1\n>>> P\n"), None);
    }

    #[test]
    fn what_does_not_parse_is_an_input_too() {
        assert_eq!(
            inputs("X = 1\nX = = 2\nY = 3\n").concat(),
            "X = 1\nX = = 2\nY = 3\n"
        );
        assert!(inputs(" \n").is_empty());
    }
}
