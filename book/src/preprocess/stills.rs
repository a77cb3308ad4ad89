//! Pictures that need no script: what stands on the heap before a transcript and after
//! it, and the figures of a chapter, all drawn from a run of the chapter's sessions.

use pyobject::check::markdown::Block;
use pyobject::check::transcript::Entry;
use pyobject::lens::parse_header;
use pyobject::lens::{Layers, Picture, Step, Trace, draw_plain, draw_trace_plain};
use pyobject::python::record::{Recorder, mentioned};

/// The pictures of a transcript.
#[derive(Default)]
pub struct Stills {
    /// Before its first input, if there is anything to see.
    pub first: Option<String>,
    /// After its last, if there is anything to see.
    pub last: Option<String>,
}

/// What pictures of the chapter of this number show.
pub fn layers(chapter: u32) -> Layers {
    Layers::upto(chapter)
}

/// Runs a block's inputs and draws what it began and ended with.
pub fn record(recorder: &mut Recorder<'_>, turns: &[Entry], layers: Layers) -> Stills {
    let inputs = turns.iter().map(|turn| turn.input.as_str());
    recorder.begin(mentioned(inputs.clone()));
    let mut steps: Vec<Step> = vec![recorder.before()];
    steps.extend(inputs.map(|input| recorder.step(input).0));
    let sees =
        |step: Option<&Step>| step.is_some_and(|s| !s.snapshot.objects.is_empty());
    let (first, last) = (sees(steps.first()), sees(steps.last()));
    let trace = Trace {
        steps,
        truncated: None,
    };
    let pictures = draw_trace_plain(&trace, layers);
    let still = |picture: Option<&Picture>, caption: &str| {
        picture.map(|picture| still(picture, caption))
    };
    Stills {
        first: still(pictures.first().filter(|_| first), "Before the first line:"),
        last: still(pictures.last().filter(|_| last), "After the last line:"),
    }
}

/// A figure of the heap as it stands at this point of its session.
pub fn figure(recorder: &mut Recorder<'_>, block: &Block, layers: Layers) -> String {
    let names = parse_header(&block.body);
    let heap = recorder.figure(&names);
    // The source of a figure says counts and sizes, whatever chapter it is in.
    let picture = draw_plain(&heap, layers | Layers::COUNTS | Layers::BYTES);
    format!(
        "<figure class=\"py-heap\">\n{}</figure>\n",
        inside(&picture)
    )
}

fn still(picture: &Picture, caption: &str) -> String {
    format!(
        "<div class=\"py-still\">\n<p>{caption}</p>\n{}</div>\n",
        inside(picture)
    )
}

/// A picture, and the same in words and as a table.
fn inside(picture: &Picture) -> String {
    let Picture {
        svg,
        words,
        table_html,
    } = picture;
    let words = crate::html::escape(words);
    format!(
        "<div class=\"py-pic\">{svg}</div>\n<details><summary>In words, and as a \
         table</summary>\n<p class=\"py-words\">{words}</p>\n\
         <div class=\"py-table\">{table_html}</div>\n</details>\n"
    )
}
