//! Writing a stage as SVG.
//!
//! The picture brings its style along, in classes that begin with `hp-`. Its
//! colours are mixed from the page's own text colour and background, so that it
//! fits each theme and a printed page. Whatever a colour says, a word says too.

use std::fmt::Write as _;

use super::card::{FIELD, Look, PAD, ROW};
use super::frames::Bound;
use super::route::{HEAD_LENGTH, Path, Stroke};
use super::snapshot::EdgeKind;
use super::stage::{Placed, PlacedFrame, Stage, Wire, WireKind};
use super::text::{escape, escape_into, fit, width};

/// The style of every picture. A page may hold it many times without harm.
pub const STYLE: &str = include_str!("heap.css");

/// Writes a stage, with a style or without. `summary` says in words what is to be seen, and `left_out` how
/// many objects are not.
pub fn write(
    stage: &Stage,
    extent: [i32; 4],
    summary: &str,
    left_out: u64,
    style: &str,
) -> String {
    let [left, top, right, mut bottom] = extent;
    if left_out > 0 {
        bottom += 22;
    }
    let (w, h) = (right - left, bottom - top);
    let mut out = String::with_capacity(style.len() + 800 * (stage.cards.len() + 4));
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"heap\" role=\"img\" \
         width=\"{w}\" height=\"{h}\" viewBox=\"{left} {top} {w} {h}\" \
         style=\"--w:{w}px\">\
         <title>The heap</title><desc>"
    );
    escape_into(&mut out, summary);
    out.push_str("</desc>");
    if !style.is_empty() {
        let _ = write!(out, "<style>{style}</style>");
    }
    out.push('\n');
    stage
        .frames
        .iter()
        .for_each(|placed| frame(&mut out, placed));
    stage.cards.iter().for_each(|placed| card(&mut out, placed));
    stage.wires.iter().for_each(|arrow| wire(&mut out, arrow));
    if left_out > 0 {
        let more = format!("and {left_out} more objects, not drawn");
        text(&mut out, "hp-title", left + 12, bottom - 10, &more);
    }
    out.push_str("</svg>\n");
    out
}

fn text(out: &mut String, class: &str, x: i32, y: i32, content: &str) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
    escape_into(out, content);
    out.push_str("</text>");
}

fn rect(out: &mut String, class: &str, area: [i32; 4], radius: i32) {
    let [x, y, w, h] = area;
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" \
         rx=\"{radius}\"/>"
    );
}

fn rule(out: &mut String, x: i32, y: i32, length: i32) {
    let _ = write!(out, "<path class=\"hp-rule\" d=\"M{x} {y}h{length}\"/>");
}

fn frame(out: &mut String, placed: &PlacedFrame) {
    let [x, y, w, _] = placed.area;
    out.push_str("<g class=\"names\">");
    rect(out, "hp-frame", placed.area, 8);
    text(
        out,
        "hp-title",
        x + PAD,
        y + 17,
        &fit(&placed.frame.title, w - 2 * PAD, 11),
    );
    for (number, row) in placed.frame.rows.iter().enumerate() {
        let Some(row) = row else { continue };
        let middle = y + placed.frame.row_middle(number);
        let class = match (row.bound, row.changed) {
            (Bound::Deleted, _) => "hp-end hp-soft hp-deleted",
            (Bound::Unbound, _) => "hp-end hp-soft",
            (Bound::To(_), true) => "hp-end hot",
            (Bound::To(_), false) => "hp-end",
        };
        let name = fit(&row.name, w - 2 * PAD - 12, 14);
        text(out, class, x + w - PAD - 11, middle + 5, &name);
        if !matches!(row.bound, Bound::To(_)) {
            let dot = x + w - PAD;
            let _ = write!(
                out,
                "<circle class=\"hp-open\" cx=\"{dot}\" cy=\"{middle}\" r=\"3\"/>"
            );
        }
    }
    out.push_str("</g>\n");
}

fn look(placed: &Placed) -> &'static str {
    match placed.card.look {
        Look::Plain => "",
        Look::New => " new",
        Look::Garbage => " garbage",
        Look::Freed => " freed",
        Look::Unreached => " unreached",
    }
}

fn card(out: &mut String, placed: &Placed) {
    let (card, [x, y, w, h]) = (&placed.card, placed.area);
    let _ = write!(
        out,
        "<g class=\"object{}\" data-place=\"{}\" data-serial=\"{}\">",
        look(placed),
        card.place,
        card.serial
    );
    rect(out, "hp-box", placed.area, 7);
    let name = fit(&card.type_name, placed.type_room(), 12);
    text(out, "hp-type", x + PAD, y + 18, &name);
    head(out, placed);
    if card.shows_value() {
        let class = if card.value_changed {
            "hp-value hot"
        } else {
            "hp-value"
        };
        text(
            out,
            class,
            x + PAD,
            y + 41,
            &fit(&card.value, w - 2 * PAD, 14),
        );
    }
    rows(out, placed);
    fields(out, placed);
    if !card.foot.is_empty() {
        let foot = fit(&card.foot, w - 2 * PAD + 2, 10);
        text(out, "hp-small", x + PAD, y + h - 8, &foot);
    }
    if !card.tag.is_empty() {
        text(out, "hp-tag", x + PAD, y + 2, &card.tag);
    }
    out.push_str("</g>\n");
}

/// The count and how it changed.
fn head(out: &mut String, placed: &Placed) {
    let (Some((left, wide)), Some(badge)) = (placed.badge(), &placed.card.badge) else {
        return;
    };
    let y = placed.area[1];
    let hot = if placed.card.delta.is_some() {
        "hot"
    } else {
        ""
    };
    let _ = write!(out, "<g class=\"{hot}\">");
    if let Some(remark) = placed.card.remark {
        let _ = write!(out, "<title>{remark}</title>");
    }
    rect(out, "hp-pill", [left, y + 6, wide, 16], 8);
    text(out, "hp-count", left + wide / 2, y + 18, badge);
    if let Some(delta) = &placed.card.delta {
        text(out, "hp-delta", left - 5, y + 18, delta);
    }
    out.push_str("</g>");
}

fn rows(out: &mut String, placed: &Placed) {
    let (card, [x, y, w, _]) = (&placed.card, placed.area);
    let top = y + card.rows_top();
    for (number, row) in card.rows.iter().enumerate() {
        let line = top + ROW * number as i32;
        rule(out, x, line, w);
        let weak = row.kind == EdgeKind::Weak;
        let note = if weak { width("weak", 9) + 8 } else { 0 };
        let label = fit(&row.label, w - 2 * PAD - 12 - note, 12);
        let left = placed.left[number];
        let mut class = String::from("hp-label");
        if left {
            class.push_str(" hp-end");
        }
        if row.changed {
            class.push_str(" hot");
        }
        let (at, beside) = match left {
            true => (x + w - PAD, x + PAD + 9),
            false => (x + PAD, x + w - PAD - 9),
        };
        text(out, &class, at, line + ROW / 2 + 4, &label);
        if weak {
            let class = if left { "hp-note" } else { "hp-note hp-end" };
            text(out, class, beside, line + ROW / 2 + 3, "weak");
        }
    }
    if card.more > 0 {
        let line = top + ROW * card.rows.len() as i32;
        rule(out, x, line, w);
        text(
            out,
            "hp-label",
            x + PAD,
            line + ROW / 2 + 4,
            &card.more_text(),
        );
    }
}

fn fields(out: &mut String, placed: &Placed) {
    let (card, [x, y, w, _]) = (&placed.card, placed.area);
    if card.fields.is_empty() {
        return;
    }
    let top = y + card.fields_top() + 4;
    rule(out, x, top - 2, w);
    let (offsets, ..) = card.field_columns();
    for (number, field) in card.fields.iter().enumerate() {
        let base = top + FIELD * number as i32 + 13;
        out.push_str("<g>");
        if !field.bytes.is_empty() {
            let _ = write!(out, "<title>{}</title>", escape(&field.bytes));
        }
        text(
            out,
            "hp-small hp-end",
            x + PAD + offsets,
            base,
            &field.offset,
        );
        text(
            out,
            "hp-field hp-soft",
            x + PAD + offsets + 10,
            base,
            &field.name,
        );
        let (names, room) = (width(&field.name, 11), w - 2 * PAD - offsets - 14);
        let meaning = fit(&field.meaning, room - names, 11);
        text(out, "hp-field hp-end", x + w - PAD, base, &meaning);
        out.push_str("</g>");
    }
}

fn wire(out: &mut String, wire: &Wire) {
    let mut class = String::from(match wire.kind {
        WireKind::Strong => "arrow",
        WireKind::Weak => "arrow weak",
        WireKind::Type => "arrow type",
    });
    if wire.changed {
        class.push_str(" hot");
    }
    if wire.faded {
        class.push_str(" garbage");
    }
    let (x, y) = wire.path.start;
    let _ = write!(out, "<g class=\"{class}\"><path class=\"hp-wire\" d=\"");
    way(out, &wire.path);
    let (tip_x, tip_y) = wire.path.tip;
    let back = if wire.path.rightward {
        -HEAD_LENGTH
    } else {
        HEAD_LENGTH
    };
    let _ = writeln!(
        out,
        "\"/><path class=\"hp-head\" d=\"M{tip_x} {tip_y}l{back} -4v8z\"/>\
         <circle class=\"hp-dot\" cx=\"{x}\" cy=\"{y}\" r=\"{}\"/></g>",
        if wire.kind == WireKind::Type { 2 } else { 3 }
    );
}

fn way(out: &mut String, path: &Path) {
    let (x, y) = path.start;
    let _ = write!(out, "M{x} {y}");
    for stroke in &path.strokes {
        let _ = match stroke {
            Stroke::Line(x, y) => write!(out, "L{x} {y}"),
            Stroke::Curve([ax, ay, bx, by, x, y]) => {
                write!(out, "C{ax} {ay} {bx} {by} {x} {y}")
            }
        };
    }
}
