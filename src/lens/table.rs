//! A heap as a table, for those who do not see the picture.

use super::sorted::Map;
use crate::shapes::order::sort;
use std::fmt::Write as _;

use super::diff::Changes;
use super::layers::Layers;
use super::scene::{Scene, Seen};
use super::snapshot::{EdgeKind, ObjectView, Place, Snapshot, State};
use super::text::escape;

/// What the column "changed" tells.
pub struct Marks<'a> {
    /// What changed since the step before.
    pub changes: &'a Changes<'a>,
    /// The serials of new objects that stand where another stood.
    pub reused: &'a [u64],
}

/// Writes the table. `numbers` are the numbers by which objects are called, `o1`,
/// `o2`, …; each keeps its own, and with it its row's turn, for a whole run.
pub fn write(
    scene: &Scene<'_>,
    snapshot: &Snapshot,
    marks: &Marks<'_>,
    numbers: &Map<u64, usize>,
) -> String {
    let layers = scene.layers;
    let referrers = referrers(snapshot, scene, numbers);
    let mut heads = vec!["object", "type", "value"];
    if layers.has(Layers::COUNTS) {
        heads.push("count");
    }
    if layers.has(Layers::BYTES) {
        heads.push("bytes");
    }
    heads.extend(["referred to by", "changed"]);
    let mut out = String::from("<table class=\"heap-table\">\n<caption>The heap");
    if snapshot.left_out > 0 {
        let _ = write!(out, ", without {} more objects", snapshot.left_out);
    }
    out.push_str("</caption>\n<thead><tr>");
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let mut seen: Vec<&Seen<'_>> = scene.seen.iter().collect();
    let number = |seen: &Seen<'_>| numbers.get(&seen.object.serial);
    sort(&mut seen, |a, b| number(a).cmp(&number(b)));
    for seen in seen {
        let by = referrers
            .get(&seen.object.place)
            .map_or(&[][..], Vec::as_slice);
        let by = if by.is_empty() {
            "nothing".to_string()
        } else {
            by.join(", ")
        };
        let mut changed = changed(seen.object, marks, layers);
        if scene.marks_shared(seen.object) {
            changed.push("shared".into());
        }
        let called = called(seen.object, numbers);
        row(
            &mut out,
            seen.object,
            &called,
            layers,
            &by,
            &changed.join(", "),
        );
    }
    for object in &marks.changes.freed {
        let called = called(object, numbers);
        row(&mut out, object, &called, layers, "nothing", "freed");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn called(object: &ObjectView, numbers: &Map<u64, usize>) -> String {
    let number = numbers.get(&object.serial);
    number.map_or_else(|| "?".into(), |number| format!("o{number}"))
}

fn row(
    out: &mut String,
    object: &ObjectView,
    called: &str,
    layers: Layers,
    by: &str,
    changed: &str,
) {
    let mut name = called.to_string();
    if layers.has(Layers::IDS) {
        let _ = write!(name, " at {}", object.place);
    }
    let _ = write!(out, "<tr><th scope=\"row\">{name}</th>");
    let mut cells = vec![escape(&object.type_name), escape(&object.value)];
    if layers.has(Layers::COUNTS) {
        let freed = changed == "freed";
        cells.push(match object.count.remark() {
            _ if freed => "0".into(),
            Some(remark) => format!("<abbr title=\"{remark}\">{}</abbr>", object.count),
            None => object.count.to_string(),
        });
    }
    if layers.has(Layers::BYTES) {
        cells.push(object.size.to_string());
    }
    cells.extend([escape(by), escape(changed)]);
    for cell in cells {
        let _ = write!(out, "<td>{cell}</td>");
    }
    out.push_str("</tr>\n");
}

fn changed(object: &ObjectView, marks: &Marks<'_>, layers: Layers) -> Vec<String> {
    let Marks { changes, reused } = marks;
    let mut words = Vec::new();
    if changes.is_made(object.serial) {
        let again = reused.contains(&object.serial);
        words.push(
            if again {
                "new, at a freed place"
            } else {
                "new"
            }
            .to_string(),
        );
    }
    if object.state == State::Garbage {
        words.push("garbage".into());
    }
    if layers.has(Layers::COUNTS)
        && let Some(delta) = changes.delta(object.serial)
    {
        words.push(format!("count {delta}"));
    }
    let held = changes
        .edges
        .iter()
        .filter(|e| e.source.serial == object.serial);
    words.extend(held.map(|change| match change.to {
        Some(_) => change.label.to_string(),
        None => format!("{} gone", change.label),
    }));
    let mut values = changes.values.iter();
    if let Some((_, was)) = values.find(|(o, _)| o.serial == object.serial) {
        words.push(format!("was {was}"));
    }
    words
}

/// Who refers to each object, in the order of drawing.
fn referrers(
    snapshot: &Snapshot,
    scene: &Scene<'_>,
    numbers: &Map<u64, usize>,
) -> Map<Place, Vec<String>> {
    let mut all: Map<Place, Vec<String>> = Map::new();
    for (number, space) in snapshot.namespaces.iter().enumerate() {
        for view in &space.names {
            let Some(place) = view.to else { continue };
            let name = match number {
                0 => view.name.clone(),
                _ => format!("{} ({})", view.name, space.title),
            };
            all.or_default(place).push(name);
        }
    }
    for seen in &scene.seen {
        let holder = called(seen.object, numbers);
        for edge in scene.rows(seen).0 {
            let tight = edge.label.starts_with(['[', '.']);
            let space = if tight { "" } else { " " };
            let weak = if edge.kind == EdgeKind::Weak {
                " (weak)"
            } else {
                ""
            };
            let by = format!("{holder}{space}{}{weak}", edge.label);
            all.or_default(edge.to).push(by);
        }
        if let Some(place) = scene.type_of(seen) {
            all.or_default(place)
                .push(format!("{holder} (as its type)"));
        }
    }
    all
}
