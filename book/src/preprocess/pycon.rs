//! A `pycon` block as HTML: a transcript that is complete without any script,
//! and what the player needs to bring it to life.

use pulldown_cmark::Parser;
use pyobject::check::markdown::{Block, Divergence};
use pyobject::check::transcript::Entry;
use pyobject::lens::Layers;
use serde::Serialize;

use super::PyObject;
use super::session::Part;
use super::stills::Stills;
use crate::highlight;
use crate::html::{escape, json};

/// What the page's script reads.
#[derive(Serialize)]
struct Data<'a> {
    inputs: Vec<&'a str>,
    layers: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    predict: Option<Predict>,
}

/// A question: what will the last input print?
#[derive(Serialize)]
struct Predict {
    answer: String,
    wrong: Vec<WrongAnswer>,
}

/// A wrong answer, and what to say to whoever gives it.
#[derive(Serialize)]
struct WrongAnswer {
    answer: String,
    says: String,
}

/// The block as a figure, for the chapter at `path`.
pub fn figure(
    block: &Block,
    part: &Part,
    stills: &Stills,
    layers: Layers,
    book: &PyObject,
    path: &str,
) -> String {
    let asks = block.has("predict");
    let predict = asks.then(|| predict(block, &part.turns)).flatten();
    let hidden = predict
        .as_ref()
        .map(|predict| answer(predict, block, &part.turns, stills, book));
    let (told, shown) = match hidden {
        Some(_) => (String::new(), pictures([&stills.first])),
        None => {
            let both = pictures([&stills.first, &stills.rest]);
            (others(&block.divergences), both)
        }
    };
    let shown = told + &book.statics.wrap(&shown);
    let data = Data {
        inputs: part.turns.iter().map(|turn| turn.input.as_str()).collect(),
        layers: layers.bits(),
        predict,
    };
    // Strings and numbers always serialize.
    let data = json(&data).unwrap_or_default();
    let player = player(book.player.as_deref().filter(|_| part.live), path);
    let session = escape(&part.session);
    let transcript = transcript(&part.turns, hidden.is_some());
    let hidden = hidden.unwrap_or_default();
    format!(
        "<figure class=\"py\" data-session=\"{session}\"{player}>\n\
         <pre class=\"py-code hljs\">{transcript}</pre>\n{hidden}\n{shown}\n\
         <script type=\"application/json\">{data}</script>\n</figure>\n"
    )
}

/// The attribute that names the player's folder, for the page at `path`.
pub fn player(folder: Option<&str>, path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    let attribute = |folder| format!(" data-player=\"{up}{folder}\"");
    folder.map(attribute).unwrap_or_default()
}

/// The inputs with their prompts, and below each what it printed. Each line has
/// a span of its own, so that none is blank.
fn transcript(turns: &[Entry], hide_last: bool) -> String {
    let mut out = String::new();
    let mut line = 1;
    for (at, turn) in turns.iter().enumerate() {
        out.push_str(&format!("<span class=\"py-in\" data-line=\"{line}\">"));
        let given = turn.input.lines().count().max(1);
        let mut lines = highlight::lines(&turn.input);
        lines.resize(given, String::new());
        for (number, html) in lines.iter().enumerate() {
            let prompt = if number == 0 { "&gt;&gt;&gt;" } else { "..." };
            let space = if html.is_empty() { "" } else { " " };
            out.push_str(&format!(
                "<span class=\"py-ln\"><span class=\"py-ps\">{prompt}{space}</span>\
                 {html}\n</span>"
            ));
        }
        out.push_str("</span>");
        line += given;
        if !(hide_last && at + 1 == turns.len()) {
            out.push_str(&output(&turn.expected));
        }
    }
    out
}

/// What an input printed.
fn output(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let failed = text.contains("Traceback (most recent call last)");
    let class = if failed { "py-out py-error" } else { "py-out" };
    let lines = text
        .lines()
        .map(|line| format!("<span>{}</span>\n", escape(line)));
    format!(
        "<span class=\"{class}\">{}</span>",
        lines.collect::<String>()
    )
}

/// The question that a predict block asks.
fn predict(block: &Block, turns: &[Entry]) -> Option<Predict> {
    let answer = turns.last()?.expected.trim_end_matches('\n').to_owned();
    let wrong = block.wrong.iter().map(|wrong| WrongAnswer {
        answer: wrong.answer.clone(),
        says: inline(&wrong.sentence),
    });
    Some(Predict {
        answer,
        wrong: wrong.collect(),
    })
}

/// What other CPythons print, and why: a sentence for each comment.
fn others(divergences: &[Divergence]) -> String {
    let mut html = String::new();
    for told in divergences {
        let input = told.input.iter();
        let input = input.map(|input| format!("<code>{}</code>: ", escape(input)));
        let input: String = input.collect();
        let printed = match told.expected.lines().count() {
            0 => "nothing".to_owned(),
            1 => format!("<code>{}</code>", escape(&told.expected)),
            _ => "what stands below".to_owned(),
        };
        let because = inline(&told.because);
        html += &format!(
            "<p class=\"py-differs\">{input}CPython {} prints {printed}, \
             because {because}.</p>\n",
            told.versions
        );
        if told.expected.lines().count() > 1 {
            let output = output(&told.expected);
            html += &format!("<pre class=\"py-code hljs\">{output}</pre>\n");
        }
    }
    html
}

/// Still pictures, one below the other.
fn pictures<const N: usize>(stills: [&Option<String>; N]) -> String {
    let stills: String = stills.into_iter().flatten().map(String::as_str).collect();
    match stills.is_empty() {
        true => stills,
        false => format!("<div class=\"py-stills\">\n{stills}</div>\n"),
    }
}

/// The answer, its picture and the wrong answers, behind a line to press.
fn answer(
    predict: &Predict,
    block: &Block,
    turns: &[Entry],
    stills: &Stills,
    book: &PyObject,
) -> String {
    let last = turns
        .last()
        .map(|turn| output(&turn.expected))
        .unwrap_or_default();
    let wrong = predict.wrong.iter().map(|wrong| {
        let answer = escape(&wrong.answer);
        format!("<li><code>{answer}</code>: {}</li>\n", wrong.says)
    });
    let wrong = wrong.collect::<String>();
    let list = match wrong.is_empty() {
        true => String::new(),
        false => format!("<p>If you said something else:</p>\n<ul>\n{wrong}</ul>\n"),
    };
    let picture = others(&block.divergences) + &pictures([&stills.rest]);
    let inside = format!("<pre class=\"py-code hljs\">{last}</pre>\n{list}{picture}");
    format!(
        "<details class=\"py-answer\">\n\
         <summary>What does the last line print?</summary>\n{}\n</details>",
        book.statics.wrap(&inside)
    )
}

/// A sentence of markdown as HTML, without its paragraph.
pub fn inline(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new(markdown));
    let html = html.trim();
    let bare = html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"));
    bare.unwrap_or(html).replace('\n', " ")
}
