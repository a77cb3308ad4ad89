//! The line of source under a step of a traceback, and the carets under that
//! (`Lib/traceback.py@v3.13.0#StackSummary.format_frame_summary`).

use super::syntax::anchors;
use super::wide::is_wide;

/// The source lines of an instruction, indented, and carets where it is less than they
/// are. Of many lines, only the outer ones and those around an operator are shown.
pub(super) fn show(lines: &[String], position: [i32; 4]) -> String {
    let [_, _, start, end] = position;
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return String::new();
    };
    if lines.iter().all(|line| line.trim().is_empty()) {
        return String::new();
    }
    let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
        return format!("    {}\n", first.trim());
    };
    let width = |line: &str| line.chars().count();
    let chars_to = |line: &str, at: usize| width(line.get(..at).unwrap_or(line));
    let all = dedent(lines);
    let shift = width(first) - width(&all[0]);
    let start = chars_to(first, start).saturating_sub(shift);
    let end = chars_to(last, end).saturating_sub(shift);
    let joined = all.join("\n");
    let (from, to) = segment(&all, start, end);
    let part = &joined[from..to];
    let marks = anchors::of(part)
        .map(|(left, right)| (place(part, left, start), place(part, right, start)));
    let edges =
        !joined[..from].trim_start().is_empty() || !joined[to..].trim_end().is_empty();
    let carets = !anchors::is_call_of_statement(&joined, (from, to))
        && (marks.is_some() || edges);
    // From here on columns are those of a terminal.
    let on_screen = |(line, column): (usize, usize)| {
        let before = all[line].chars().take(column);
        (line, before.map(|c| 1 + usize::from(is_wide(c))).sum())
    };
    let marks = marks.map(|(left, right)| (on_screen(left), on_screen(right)));
    let (_, start) = on_screen((0, start));
    let (_, end) = on_screen((all.len() - 1, end));
    let mut wanted = vec![0, all.len() - 1];
    for (line, _) in marks.iter().flat_map(|(left, right)| [left, right]) {
        wanted.extend(line.saturating_sub(1)..(line + 2).min(all.len()));
    }
    crate::shapes::order::sort(&mut wanted, Ord::cmp);
    wanted.dedup();
    let mut shown = Vec::new();
    let show_line = |number: usize, shown: &mut Vec<String>| {
        let line = &all[number];
        shown.push(line.clone());
        if !carets {
            return;
        }
        let blanks = width(line) - width(line.trim_start());
        let count = match number + 1 == all.len() {
            true => end,
            false => on_screen((number, usize::MAX)).1,
        };
        let caret = |column: usize| {
            let here = (number, column);
            if column < blanks || number == 0 && column < start {
                ' '
            } else if marks.is_none_or(|(left, right)| left <= here && here < right) {
                '^'
            } else {
                '~'
            }
        };
        shown.push((0..count).map(caret).collect());
    };
    let mut before = 0;
    for number in wanted {
        match number - before {
            0 | 1 => {}
            2 => show_line(number - 1, &mut shown),
            more => shown.push(format!("...<{} lines>...", more - 1)),
        }
        show_line(number, &mut shown);
        before = number;
    }
    let lines = dedent(&shown).into_iter();
    lines.map(|line| format!("    {line}\n")).collect()
}

/// Lines without the blanks that all of them begin with.
fn dedent(lines: &[String]) -> Vec<String> {
    let blanks =
        |line: &String| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let margin = filled.map(blanks).min().unwrap_or(0);
    let cut = |line: &String| line.get(margin..).unwrap_or("").to_owned();
    lines.iter().map(cut).collect()
}

/// The line and the column of a place in the text of an instruction, which begins at a
/// column.
fn place(text: &str, at: usize, start: usize) -> (usize, usize) {
    let before = &text[..at];
    match before.rfind('\n') {
        Some(newline) => {
            let line = before.matches('\n').count();
            (line, before[newline + 1..].chars().count())
        }
        None => (0, start + before.chars().count()),
    }
}

/// The text of an instruction that begins and ends at columns of the first and the last
/// line, and its place in the joined lines, in bytes.
fn segment(lines: &[String], start: usize, end: usize) -> (usize, usize) {
    let bytes_to = |line: &str, column: usize| {
        line.char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at)
    };
    let before: usize = lines[..lines.len() - 1]
        .iter()
        .map(|line| line.len() + 1)
        .sum();
    let from = bytes_to(&lines[0], start);
    let to = (before + bytes_to(&lines[lines.len() - 1], end)).max(from);
    (from, to)
}

/// The source line of a SyntaxError, with carets from `offset` to `end`, both from 1
/// (`Lib/traceback.py@v3.13.0#_format_syntax_error`).
pub(super) fn syntax(source: &str, offset: Option<i64>, end: i64) -> String {
    let line = source.trim_end_matches('\n');
    let trimmed = line.trim_start_matches([' ', '\n', '\u{c}']);
    let mut text = format!("    {trimmed}\n");
    let Some(offset) = offset else {
        return text;
    };
    let length = line.chars().count() as i64;
    let indent = length - trimmed.chars().count() as i64;
    let past_end = |place: i64| {
        if place > source.chars().count() as i64 {
            length + 1
        } else {
            place
        }
    };
    let start = past_end(offset);
    let end = past_end(if end == 0 { offset } else { end });
    let width = if end <= start { 1 } else { end - start };
    let column = start - 1 - indent;
    if column < 0 {
        return text;
    }
    let kept = trimmed.chars().chain(std::iter::repeat(' '));
    let kept: String = kept
        .take(column as usize)
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    text += &format!("    {kept}{}\n", "^".repeat(width as usize));
    text
}
