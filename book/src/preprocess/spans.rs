//! Where in a chapter its fenced blocks stand, to the byte.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A fenced block and what belongs to it.
#[derive(Debug)]
pub struct Span {
    /// From the first backtick to the last.
    pub fence: Range<usize>,
    /// The list of wrong answers after a `predict` block.
    pub list: Option<Range<usize>>,
}

/// The spans of all fenced blocks, in the order in which
/// `pyobject::check::markdown` reads the blocks themselves.
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    // Whether a list that began here would answer the last block's question.
    let mut asks = false;
    for (event, span) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                asks = info.starts_with("pycon") && info.contains("predict");
                spans.push(Span {
                    fence: span,
                    list: None,
                });
            }
            Event::Start(Tag::List(_)) => {
                if let Some(last) = spans.last_mut()
                    && asks
                {
                    last.list = Some(span);
                }
                asks = false;
            }
            // A comment may stand between the two.
            Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::Text(_) => {}
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => {}
            _ => asks = false,
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_a_question_is_found_and_others_are_not() {
        let text = "```pycon predict\n>>> 1\n1\n```\n- `2`: no\n\nText.\n\n- a\n\n\
                    ```pycon\n>>> 1\n1\n```\n- b\n";
        let found = spans(text);
        assert_eq!(found.len(), 2);
        assert_eq!(text[found[0].list.clone().unwrap()].trim(), "- `2`: no");
        assert!(found[1].list.is_none());
    }
}
