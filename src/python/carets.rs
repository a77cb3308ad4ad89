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

/// The source line of a SyntaxError, with carets from `offset` to `end`, both from 1.
pub(super) fn syntax(source: &str, offset: i64, end: i64) -> String {
    let line = source.trim_end_matches(['\n', '\r']);
    let trimmed = line.trim_start_matches([' ', '\t', '\u{c}']);
    let indent = line.chars().count() - trimmed.chars().count();
    let mut text = format!("    {}\n", trimmed.trim_end());
    if offset < 1 {
        return text;
    }
    let start = (offset as usize - 1).saturating_sub(indent);
    let width = (end - offset).max(1) as usize;
    let kept: String = trimmed
        .chars()
        .chain(std::iter::repeat(' '))
        .take(start)
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    text += &format!("    {kept}{}\n", "^".repeat(width));
    text
}
