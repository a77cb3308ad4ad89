//! A recording as one picture that moves by itself, for pages without scripts.
//!
//! Beside the lines of the program stand the pictures of its steps, one after the other
//! in the same place. Whoever asked their system for less motion sees the last of them.

use std::fmt::Write as _;

use super::draw::draw_trace_plain;
use super::layers::Layers;
use super::snapshot::Trace;
use super::svg::STYLE;
use super::text::{escape, width};

/// Seconds that a step is to be seen.
const PACE: usize = 2;
/// Pixels between two lines of the program.
const LINE: i32 = 22;
/// Pixels around the program and the pictures.
const MARGIN: i32 = 16;

/// Writes the pictures of a recorded session of these inputs as one animated SVG.
///
/// ```
/// use pyobject::lens::{Layers, Step, Trace, animate};
/// let trace = Trace { steps: vec![Step::default(); 2], ..Trace::default() };
/// let svg = animate(&["X = 1\n"], &trace, Layers::NAMES);
/// assert_eq!(svg.matches("class=\"step\"").count(), 2);
/// ```
pub fn animate(inputs: &[&str], trace: &Trace, layers: Layers) -> String {
    let lines = transcript(inputs);
    let pictures = draw_trace_plain(trace, layers);
    let sizes = pictures.iter().map(|picture| size(&picture.svg));
    let (w, h) = sizes.fold((0, 0), |(w, h), size| (w.max(size.0), h.max(size.1)));
    let code = lines.iter().map(|line| width(line, 14)).max().unwrap_or(0);
    let left = 2 * MARGIN + code;
    let (whole, tall) = (left + w + MARGIN, h.max(LINE * lines.len() as i32));
    let seconds = PACE * pictures.len();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"heap\" role=\"img\" \
         width=\"{whole}\" height=\"{0}\" viewBox=\"0 0 {whole} {0}\">\n\
         <title>A recorded session, step by step</title>\n<desc>",
        tall + 2 * MARGIN,
    );
    for picture in &pictures {
        let _ = writeln!(out, "{}", escape(&picture.words));
    }
    let share = 100.0 / pictures.len().max(1) as f64;
    let _ = write!(
        out,
        "</desc>\n<style>{STYLE}\
         .heap .line{{fill:var(--hp-hot);opacity:.14}}\
         .step{{visibility:hidden;animation:step {seconds}s step-end infinite}}\
         @keyframes step{{0%{{visibility:visible}}{share:.3}%{{visibility:hidden}}}}\
         @media(prefers-reduced-motion:reduce){{.step{{animation:none}}\
         .step:last-of-type{{visibility:visible}}}}</style>\n"
    );
    for (turn, (step, picture)) in trace.steps.iter().zip(&pictures).enumerate() {
        let delay = PACE * turn;
        let _ = writeln!(out, "<g class=\"step\" style=\"animation-delay:{delay}s\">");
        if let Some(row) = step.inside.unwrap_or(step.line).checked_sub(1) {
            let y = MARGIN + LINE * row as i32;
            let _ = writeln!(
                out,
                "<rect class=\"line\" x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{LINE}\" \
                 rx=\"4\"/>",
                MARGIN - 6,
                code + 12
            );
        }
        let at = format!("<svg x=\"{left}\" y=\"{MARGIN}\"");
        let _ = writeln!(
            out,
            "{}</g>",
            without_places(&picture.svg).replacen("<svg", &at, 1)
        );
    }
    for (row, line) in lines.iter().enumerate() {
        let y = MARGIN + LINE * row as i32 + 16;
        let line = escape(line);
        let _ = writeln!(out, "<text x=\"{MARGIN}\" y=\"{y}\">{line}</text>");
    }
    out.push_str("</svg>\n");
    out
}

/// A picture without the places of its objects where no one sees them: they change with
/// all that a runtime makes when it starts.
fn without_places(svg: &str) -> String {
    let mut pieces = svg.split(" data-place=\"");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('"').map_or(piece, |(_, rest)| rest));
    }
    out
}

/// The lines of a session as they were typed, with their prompts.
fn transcript(inputs: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for input in inputs {
        for (at, line) in input.lines().enumerate() {
            let prompt = if at == 0 { ">>>" } else { "..." };
            lines.push(format!("{prompt} {line}"));
        }
    }
    lines
}

/// The width and height that a picture says it has.
fn size(svg: &str) -> (i32, i32) {
    let said = |name: &str| {
        let value = svg.split_once(name)?.1.split('"').next()?;
        value.parse().ok()
    };
    let size = said(" width=\"").zip(said(" height=\""));
    size.unwrap_or_default()
}
