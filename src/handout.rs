//! `pyobject handout`: a chapter's questions and pictures as a sheet to print, with the
//! answers and the arrows left blank, and its key.

use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use pyobject::check::markdown::{Block, blocks};
use pyobject::check::transcript::{Entry, entries, with_prompts};
use pyobject::check::versions::Version;
use pyobject::lens::{Layers, STYLE, draw_plain, parse_header};
use pyobject::python::record::{Mode, Recorder};
use pyobject::{Options, Runtime};

/// Writes the sheet of a chapter, whose number and text these are, and its key, into a
/// folder that is not there yet.
pub fn handout(number: u32, file: &Path, folder: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file)
        .map_err(|error| format!("{}: {error}", file.display()))?;
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    let tasks = tasks(&text, Layers::upto(number))
        .map_err(|wrong| format!("{}:{wrong}", file.display()))?;
    let title = text.lines().find_map(|line| line.strip_prefix("# "));
    let title = title.unwrap_or("A chapter");
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(wrong)?;
    for (name, is_key) in [("sheet.html", false), ("key.html", true)] {
        let page = page(title, &tasks, is_key);
        fs::write(folder.join(name), page).map_err(wrong)?;
    }
    let questions = tasks.iter().filter(|task| task.picture.is_none()).count();
    Ok(format!(
        "{}: {questions} questions and {} drawings, on sheet.html; answers on key.html\n",
        folder.display(),
        tasks.len() - questions
    ))
}

/// Something to be done on paper.
struct Task {
    /// The inputs of its session before it.
    before: String,
    /// The session as it stands there, without the answer.
    shown: String,
    /// What the last input prints.
    answer: String,
    /// The wrong answers worth meeting, each with a sentence.
    wrong: Vec<(String, String)>,
    /// For a drawing, the heap.
    picture: Option<String>,
}

/// The tasks of a chapter, its sessions being run.
fn tasks(text: &str, layers: Layers) -> Result<Vec<Task>, String> {
    let mut tasks = Vec::new();
    let mut sessions: Vec<Vec<Block>> = vec![Vec::new()];
    for block in blocks(text) {
        let ours = block
            .only()
            .is_none_or(|it| it.contains(Version::REFERENCE));
        let runs = block.lang == "pycon" && ours && !block.has("trace-refs");
        if runs && block.has("fresh") {
            sessions.push(Vec::new());
        }
        if let Some(session) = sessions.last_mut()
            && (runs || block.heap_header().is_some())
        {
            session.push(block);
        }
    }
    for session in sessions {
        let rt = Runtime::with(Options::default());
        let mut recorder = Recorder::new(&rt, layers | Layers::BYTES, Mode::Prompt);
        let mut before = String::new();
        for block in session {
            if block.heap_header().is_some() {
                let heap = recorder.figure(&parse_header(&block.body));
                // The words of an object would say where its arrows lead.
                let layers = layers.without(Layers::BYTES) | Layers::COUNTS;
                tasks.push(Task {
                    before: std::mem::take(&mut before),
                    shown: String::new(),
                    answer: String::new(),
                    wrong: Vec::new(),
                    picture: Some(draw_plain(&heap, layers).svg),
                });
                continue;
            }
            let turns = entries(&block.body, block.body_line)
                .map_err(|problem| format!("{}: {}", problem.line, problem.message))?;
            for turn in &turns {
                recorder.push(&turn.input);
            }
            if block.has("predict") {
                tasks.push(question(&mut before, &block, &turns));
            } else {
                let inputs = turns.iter().map(|turn| with_prompts(&turn.input));
                before.extend(inputs);
            }
        }
    }
    Ok(tasks)
}

fn question(before: &mut String, block: &Block, turns: &[Entry]) -> Task {
    let mut shown = String::new();
    for (at, turn) in turns.iter().enumerate() {
        shown += &with_prompts(&turn.input);
        if at + 1 < turns.len() {
            shown += &turn.expected;
        }
    }
    let wrong = block.wrong.iter();
    Task {
        before: std::mem::take(before),
        shown,
        answer: turns.last().map_or(String::new(), |it| it.expected.clone()),
        wrong: wrong
            .map(|wrong| (wrong.answer.clone(), wrong.sentence.clone()))
            .collect(),
        picture: None,
    }
}

/// The sheet, or its key.
fn page(title: &str, tasks: &[Task], is_key: bool) -> String {
    let what = if is_key { "key" } else { "sheet" };
    let mut body = String::new();
    for (at, task) in tasks.iter().enumerate() {
        body += &format!("<section>\n<h2>{}</h2>\n", at + 1);
        if !task.before.is_empty() {
            let before = escape(&task.before);
            body += &format!("<pre class=\"before\">{before}</pre>\n");
        }
        body += &match &task.picture {
            Some(picture) if is_key => format!("<figure>{picture}</figure>\n"),
            Some(picture) => format!(
                "<p>Draw the arrows.</p>\n<figure>{}</figure>\n",
                without_arrows(picture)
            ),
            None => asked(task, is_key),
        };
        body += "</section>\n";
    }
    let title = escape(title);
    let name = match is_key {
        true => "",
        false => "<p>Name: <span class=\"blank\"></span></p>\n",
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <title>{title}: {what}</title>\n<style>\n{STYLE}\n{PAPER}</style>\n\
         <h1>{title}: {what}</h1>\n{name}{body}</html>\n"
    )
}

fn asked(task: &Task, is_key: bool) -> String {
    let shown = escape(&task.shown);
    if !is_key {
        let lines = "\n".repeat(task.answer.lines().count().max(1));
        return format!(
            "<p>What does the last line print?</p>\n<pre>{shown}</pre>\n\
             <pre class=\"blank\">{lines}</pre>\n"
        );
    }
    let answer = escape(&task.answer);
    let wrong = task.wrong.iter().map(|(answer, sentence)| {
        let (answer, sentence) = (escape(answer), inline(sentence));
        format!("<li><code>{answer}</code>: {sentence}</li>\n")
    });
    let wrong: String = wrong.collect();
    format!("<pre>{shown}<b>{answer}</b></pre>\n<ul>\n{wrong}</ul>\n")
}

/// A picture without its arrows, and without the words that tell of them.
fn without_arrows(svg: &str) -> String {
    let mut out = String::new();
    let mut rest = svg;
    while let Some(wire) = rest.find("\"><path class=\"hp-wire\"") {
        let start = rest[..wire].rfind("<g ").unwrap_or(wire);
        out += &rest[..start];
        let end = rest[wire..]
            .find("</g>")
            .map_or(rest.len(), |end| wire + end + 4);
        rest = &rest[end..];
    }
    out += rest;
    // Also the mark of a name without an arrow tells of arrows.
    while let Some(open) = out.find("<circle class=\"hp-open\"") {
        let end = out[open..]
            .find("/>")
            .map_or(out.len(), |end| open + end + 2);
        out.replace_range(open..end, "");
    }
    let mut out = out.replace("hp-end hp-soft", "hp-end");
    if let (Some(start), Some(end)) = (out.find("<desc>"), out.find("</desc>")) {
        out.replace_range(start..end + 7, "");
    }
    out
}

/// A sentence of markdown as HTML: its code and what it stresses.
fn inline(markdown: &str) -> String {
    let pieces = Parser::new(markdown).map(|event| match event {
        Event::Code(code) => format!("<code>{}</code>", escape(&code)),
        Event::Text(text) => escape(&text),
        Event::Start(Tag::Emphasis | Tag::Strong) => "<em>".to_owned(),
        Event::End(TagEnd::Emphasis | TagEnd::Strong) => "</em>".to_owned(),
        Event::SoftBreak => " ".to_owned(),
        _ => String::new(),
    });
    pieces.collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// How the pages look, on paper first.
const PAPER: &str = "\
body{font:11pt/1.45 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em}
pre{font:10pt/1.4 ui-monospace,Consolas,monospace;margin:.6em 0;white-space:pre-wrap}
.before{color:#555;border-left:2px solid #ccc;padding-left:.8em}
.blank{display:inline-block;border-bottom:1px solid #000;width:24em;line-height:2.2}
h2,p:has(+figure),p:has(+pre){break-after:avoid}
section{margin:1.6em 0}
figure,pre{break-inside:avoid}
figure{margin:.8em 0}
figure svg{max-width:100%;height:auto}
h2{font-size:1em;margin:0}
";

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str = "# T\n\n```pycon\n>>> A = ['<']\n```\n\n```pycon predict\n\
                           >>> B = A\n>>> A is B\nTrue\n```\n- `False`: *look* at `B`.\n\n\
                           ```mermaid\n%% heap A B C\nflowchart LR\n```\n";

    #[test]
    fn the_sheet_leaves_blank_what_the_key_tells() {
        let tasks = tasks(CHAPTER, Layers::upto(1)).expect("a chapter");
        let [sheet, key] = [false, true].map(|is_key| page("T", &tasks, is_key));
        assert!(key.contains("<b>True\n</b>") && key.contains("class=\"hp-wire\""));
        assert!(
            key.contains(
                "<li><code>False</code>: <em>look</em> at <code>B</code>.</li>"
            )
        );
        assert!(!sheet.contains("True") && !sheet.contains("class=\"hp-wire\""));
        assert!(!sheet.contains("<desc>") && !sheet.contains("look"));
        assert!(key.contains("class=\"hp-open\"") && !sheet.contains("\"hp-open"));
        for page in [sheet, key] {
            assert!(page.contains("&gt;&gt;&gt; A = ['&lt;']\n"), "{page}");
            assert!(page.matches("class=\"hp-box\"").count() == 2, "{page}");
        }
    }
}
