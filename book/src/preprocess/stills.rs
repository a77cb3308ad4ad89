//! Pictures that need no script: what stands on the heap before a transcript and after
//! it, and the figures of a chapter, all drawn from a run of the chapter's sessions.

use pyobject::check::markdown::Block;
use pyobject::check::transcript::Entry;
use pyobject::lens::{Layers, Picture, Step, draw_plain, parse_header};
use pyobject::python::record::{Recorder, mentioned};

/// The pictures of a transcript.
#[derive(Default)]
pub struct Stills {
    /// Before its first input, if there is anything to see.
    pub first: Option<String>,
    /// At each named step when it is first reached, and after the last input, if there
    /// is anything to see.
    pub rest: Option<String>,
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
    steps.extend(inputs.flat_map(|input| recorder.input(input).steps));
    let draw = |step: Option<&Step>, caption: &str| {
        let step = step.filter(|step| !step.snapshot.objects.is_empty())?;
        Some(still(&draw_plain(&step.snapshot, layers), caption))
    };
    let mut named: Vec<&str> = Vec::new();
    let mut rest = String::new();
    for (at, step) in steps.iter().enumerate() {
        if let Some(name) = name(step)
            && at + 1 < steps.len()
            && !named.contains(&name)
        {
            named.push(name);
            let caption = format!("At <em>{}</em>:", crate::html::escape(name));
            rest.extend(draw(Some(step), &caption));
        }
    }
    rest.extend(draw(steps.last(), "After the last line:"));
    Stills {
        first: draw(steps.first(), "Before the first line:"),
        rest: Some(rest).filter(|rest| !rest.is_empty()),
    }
}

/// The name of a step, if its line ends in a comment `#: name`.
fn name(step: &Step) -> Option<&str> {
    let line = step.input.trim_end().lines().last()?;
    let (_, name) = line.rsplit_once("#:")?;
    Some(name.trim()).filter(|name| !name.is_empty())
}

/// Whether a figure right below a transcript would only repeat the transcript's own
/// picture, which has every name that the figure asks for.
pub fn repeats(figure: &Block, turns: &[Entry]) -> bool {
    let drawn = mentioned(turns.iter().map(|turn| turn.input.as_str()));
    let names = parse_header(&figure.body);
    !names.is_empty() && names.iter().all(|name| drawn.contains(name))
}

/// A figure of the heap as it stands at this point of its session.
pub fn figure(recorder: &mut Recorder<'_>, block: &Block, layers: Layers) -> String {
    let names = parse_header(&block.body);
    let heap = recorder.figure(&names);
    // The source of a figure says counts and sizes, whatever chapter it is in.
    let picture = draw_plain(&heap, layers | Layers::COUNTS | Layers::BYTES);
    format!(
        "<figure class=\"heap-figure\">\n{}</figure>\n",
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
        "<div class=\"py-pic\" tabindex=\"0\" role=\"group\" \
         aria-label=\"The heap\">{svg}</div>\n<details><summary>In words, and as a \
         table</summary>\n<p class=\"py-words\">{words}</p>\n\
         <div class=\"py-table\">{table_html}</div>\n</details>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::super::session::Session;
    use super::*;
    use pyobject::Runtime;
    use pyobject::check::markdown;
    use pyobject::python::record::Mode;

    #[test]
    fn a_block_is_drawn_at_its_named_steps_too() {
        let rt = Runtime::new();
        let mut recorder = Recorder::new(&rt, Layers::upto(2), Mode::Prompt);
        let text = "```pycon\n>>> a = [1]\n>>> b = a #: two <names>\n>>> del b\n```\n";
        let (blocks, _) = markdown::parse(text);
        let part = Session::new("").next(&blocks[0]).expect("a session");
        let stills = record(&mut recorder, &part.turns, Layers::upto(2));
        assert!(stills.first.is_none());
        let rest = stills.rest.unwrap();
        let captions: Vec<&str> = rest
            .split("<p>")
            .skip(1)
            .filter_map(|text| text.split_once("</p>"))
            .map(|(caption, _)| caption)
            .collect();
        assert_eq!(
            captions,
            ["At <em>two &lt;names&gt;</em>:", "After the last line:"]
        );
    }

    #[test]
    fn a_figure_repeats_a_transcript_that_mentions_all_its_names() {
        let text = "```pycon\n>>> a = [1]\n>>> b = a\n```\n\
                    ```mermaid\n%% heap a b\n```\n\
                    ```mermaid\n%% heap a c\n```\n\
                    ```mermaid\n%% heap\n```\n";
        let (blocks, _) = markdown::parse(text);
        let part = Session::new("").next(&blocks[0]).expect("a session");
        let repeated = blocks[1..]
            .iter()
            .map(|figure| repeats(figure, &part.turns));
        assert_eq!(repeated.collect::<Vec<_>>(), [true, false, false]);
    }
}
