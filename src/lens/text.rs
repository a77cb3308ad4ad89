//! Texts in pictures: how wide they are, how they are cut, how they are quoted.

use std::fmt::Write as _;

/// How many columns a character takes in a typewriter face: 2 for wide scripts
/// and emoji, 0 for marks that sit on the letter before.
fn columns(c: char) -> i32 {
    match c as u32 {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 2,
        0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 => 2,
        0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// How many columns a text takes.
fn cells(text: &str) -> i32 {
    match text.is_ascii() {
        true => text.len() as i32,
        false => text.chars().map(columns).sum(),
    }
}

/// The width of a text in pixels, at a size in pixels, rounded up. Typewriter
/// faces are 0.6 of their size wide; a little more is left for those that differ.
pub fn width(text: &str, size: i32) -> i32 {
    (cells(text) * size * 61 + 99) / 100
}

/// The text, cut to `longest` columns; a cut one ends in `…`.
pub fn clip(text: &str, longest: usize) -> String {
    let longest = longest as i32;
    if cells(text) <= longest {
        return text.to_string();
    }
    let mut room = longest - 1;
    let mut kept = String::new();
    for c in text.chars() {
        room -= columns(c);
        if room < 0 {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The text, cut to what fits into `pixels` at a size in pixels.
pub fn fit(text: &str, pixels: i32, size: i32) -> String {
    clip(text, (pixels.max(0) * 100 / (size * 61)).max(1) as usize)
}

/// Appends the text so that XML and HTML read it as text, also between quotes.
pub fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

/// The text, quoted as [`escape_into`] does.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// `one`, `one and two`, `one, two and three`.
pub fn listed<S: AsRef<str>>(parts: &[S]) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let joint = match parts.len() - at {
            _ if at == 0 => "",
            1 => " and ",
            _ => ", ",
        };
        let _ = write!(out, "{joint}{}", part.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_to_their_columns() {
        assert_eq!(clip("abcdef", 6), "abcdef");
        assert_eq!(clip("abcdefg", 6), "abcde…");
        assert_eq!(clip("日本語", 4), "日…");
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escape("<b a='x'>&\u{1}"),
            "&lt;b a=&#39;x&#39;&gt;&amp;\u{fffd}"
        );
    }

    #[test]
    fn lists_read_as_english() {
        assert_eq!(listed(&["A"]), "A");
        assert_eq!(listed(&["A", "B"]), "A and B");
        assert_eq!(listed(&["A", "B", "C"]), "A, B and C");
    }
}
