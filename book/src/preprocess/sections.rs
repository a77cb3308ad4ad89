//! The parts of a chapter that build it in Rust, marked so that a reader who
//! wants only Python can hide them.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

/// The heading that begins such a part.
const TITLE: &str = "Build it";

/// The bytes of each part: from below its heading to the next heading that is
/// not below it.
pub fn build_parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut begun = None;
    for (event, span) in Parser::new(text).into_offset_iter() {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            continue;
        };
        if level > HeadingLevel::H2 {
            continue;
        }
        if let Some(start) = begun.take() {
            parts.push(start..span.start);
        }
        let title = text[span.clone()].trim_matches(['#', ' ', '\n']);
        begun = (title == TITLE).then_some(span.end);
    }
    parts.extend(begun.map(|start| start..text.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_holds_its_smaller_headings() {
        let text = "# A\n\n## Build it\n\nx\n\n### y\n\n## Recap\n\nz\n";
        let parts = build_parts(text);
        assert_eq!(parts.len(), 1);
        assert_eq!(text[parts[0].clone()].trim(), "x\n\n### y");
    }
}
