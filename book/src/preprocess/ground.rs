//! The playground: a player of full size, with every example of the book to begin from.

use mdbook_preprocessor::book::{Book, BookItem};
use pyobject::check::markdown;
use pyobject::lens::Layers;
use serde::Serialize;

use super::session::Session;
use super::stills;
use crate::html::json;
use crate::preview::PROGRAM;

/// The examples of a chapter, in order.
#[derive(Debug, PartialEq, Serialize)]
pub struct Examples {
    title: String,
    layers: u8,
    examples: Vec<Example>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Example {
    /// Its first line.
    name: String,
    /// Its inputs in a row.
    source: String,
    /// The number of the example that its session began with.
    from: usize,
}

/// What the page's script reads.
#[derive(Serialize)]
struct Data<'a> {
    inputs: [&'static str; 6],
    layers: u8,
    chapters: &'a [Examples],
}

/// The examples of all chapters that have any. What is wrong with a chapter is not said
/// here: weaving it says so.
pub fn collect(book: &Book) -> Vec<Examples> {
    let mut chapters = Vec::new();
    let mut last = 0;
    for item in book.iter() {
        let BookItem::Chapter(chapter) = item else {
            continue;
        };
        let number = chapter.number.as_ref();
        last = number
            .and_then(|number| number.first().copied())
            .unwrap_or(last);
        let examples = examples(&chapter.content);
        if !examples.is_empty() {
            chapters.push(Examples {
                title: chapter.name.clone(),
                layers: stills::layers(last).bits(),
                examples,
            });
        }
    }
    chapters
}

fn examples(text: &str) -> Vec<Example> {
    let (blocks, _) = markdown::parse(text);
    let mut session = Session::new("");
    let mut examples: Vec<Example> = Vec::new();
    let mut from = 0;
    for block in blocks.iter().filter(|block| block.lang == "pycon") {
        let Ok(part) = session.next(block) else {
            continue;
        };
        if !part.live || part.turns.is_empty() {
            continue;
        }
        if part.begins {
            from = examples.len();
        }
        let inputs = part.turns.iter().map(|turn| turn.input.as_str());
        let source: String = inputs.collect();
        examples.push(Example {
            name: source.lines().next().unwrap_or_default().to_owned(),
            source,
            from,
        });
    }
    examples
}

/// The playground as a figure, for the page at `path`.
pub fn figure(chapters: &[Examples], player: Option<&str>, path: &str) -> String {
    let data = Data {
        inputs: PROGRAM,
        layers: (Layers::NAMES | Layers::COUNTS | Layers::IDS | Layers::SHARED).bits(),
        chapters,
    };
    // Strings and numbers always serialize.
    let data = json(&data).unwrap_or_default();
    let player = super::pycon::player(player, path);
    format!(
        "<figure class=\"py py-ground\"{player}>\n\
         <p class=\"py-needs\">The playground runs in the page. It needs JavaScript, \
         WebAssembly, and a book that comes from a server, such as \
         <code>cargo book</code>.</p>\n\
         <pre class=\"py-code hljs\"></pre>\n\
         <script type=\"application/json\">{data}</script>\n</figure>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::examples;

    #[test]
    fn an_example_knows_where_its_session_began() {
        let text = "```pycon\n>>> a = 1\n```\n\n```pycon\n>>> a\n1\n```\n\n\
                    ```pycon,fresh\n>>> b = 2\n>>> b\n2\n```\n\n```pycon\n>>> b\n2\n```\n";
        let found = examples(text);
        let from: Vec<usize> = found.iter().map(|example| example.from).collect();
        assert_eq!(from, [0, 0, 2, 2]);
        assert_eq!(
            (found[2].name.as_str(), found[2].source.as_str()),
            ("b = 2", "b = 2\nb\n")
        );
    }
}
