//! The line of source under a step of a traceback, and the carets under that
//! (`Lib/traceback.py@v3.13.0#StackSummary.format_frame_summary`).

use super::syntax::anchors;

/// The source line, indented, and carets where the instruction is less than the line.
pub(super) fn show(source: &str, position: [i32; 4], line: u32) -> String {
    let trimmed = source.trim();
    if trimmed.is_empty() {
        return String::new();
    }
    let mut text = format!("    {trimmed}\n");
    let [first, last, start, end] = position;
    if start < 0 || end < 0 || first != line as i32 {
        return text;
    }
    let indent = source.len() - source.trim_start().len();
    let (start, mut end) = (start as usize, end as usize);
    if last != first {
        end = source.trim_end().len();
    }
    let inside = |at: usize| at.clamp(indent, indent + trimmed.len()) - indent;
    let (start, end) = (inside(start), inside(end));
    if start >= end
        || !trimmed.is_char_boundary(start)
        || !trimmed.is_char_boundary(end)
    {
        return text;
    }
    let part = &trimmed[start..end];
    // An operator, a subscript or a call has its own characters marked with carets.
    let marks = if last == first {
        anchors::of(part)
    } else {
        None
    };
    if start == 0 && end == trimmed.len() && marks.is_none() {
        return text;
    }
    let before = trimmed[..start].chars().count();
    text += &" ".repeat(4 + before);
    for (index, _) in part.char_indices() {
        let marked = marks.is_none_or(|(from, to)| (from..to).contains(&index));
        text.push(if marked { '^' } else { '~' });
    }
    text.push('\n');
    text
}

/// The source line of a SyntaxError, with carets from `offset` to `end`, both from 1;
/// to the end of the line where that is on another.
pub(super) fn syntax(source: &str, offset: Option<i64>, end: Option<i64>) -> String {
    let line = source.trim_end_matches('\n');
    let trimmed = line.trim_start_matches([' ', '\n', '\u{c}']);
    let length = line.chars().count() as i64;
    let indent = length - trimmed.chars().count() as i64;
    let mut text = format!("    {trimmed}\n");
    let Some(offset) = offset else {
        return text;
    };
    let end = match end {
        Some(0) => offset,
        Some(end) => end,
        None => length + 1,
    };
    let whole = source.chars().count() as i64;
    let within = |place| if place > whole { length + 1 } else { place };
    let (offset, mut end) = (within(offset), within(end));
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let start = offset - 1 - indent;
    if start < 0 {
        return text;
    }
    let kept: String = trimmed
        .chars()
        .take(start as usize)
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    text += &format!("    {kept}{}\n", "^".repeat((end - offset) as usize));
    text
}
