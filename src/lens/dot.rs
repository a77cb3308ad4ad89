//! A heap in the language of Graphviz, for those who draw their own.

use std::fmt::Write as _;

use super::layers::Layers;
use super::mermaid::title;
use super::scene::Scene;
use super::snapshot::{EdgeKind, Snapshot, State};

/// Writes the heap as a directed graph: names as ellipses, objects as boxes.
///
/// ```
/// use pyobject::lens::{Layers, Snapshot, to_dot};
/// assert!(to_dot(&Snapshot::default(), Layers::NAMES).starts_with("digraph heap {"));
/// ```
pub fn to_dot(snapshot: &Snapshot, layers: Layers) -> String {
    let scene = Scene::whole(snapshot, layers);
    let mut out = String::from("digraph heap {\n    rankdir=LR;\n");
    out.push_str("    node [shape=box, style=rounded, fontname=monospace];\n");
    for (number, seen) in scene.seen.iter().enumerate() {
        let object = seen.object;
        let mut lines = vec![title(object)];
        if layers.has(Layers::COUNTS) {
            lines.push(format!("count {}", object.count));
        }
        if layers.has(Layers::IDS) {
            lines.push(object.place.to_string());
        }
        if layers.has(Layers::BYTES) {
            lines.push(format!("{} bytes", object.size));
        }
        let garbage = object.state == State::Garbage;
        if garbage {
            lines.push("garbage".into());
        }
        let lines: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
        let style = if garbage {
            ", style=\"rounded,dashed\""
        } else {
            ""
        };
        let label = lines.join("\\n");
        let _ = writeln!(out, "    o{} [label=\"{label}\"{style}];", number + 1);
    }
    for (space, view) in snapshot.namespaces.iter().enumerate() {
        for (at, name) in view.names.iter().enumerate() {
            let label = match space {
                0 => quoted(&name.name),
                _ => quoted(&format!("{}, {}", name.name, view.title)),
            };
            let _ = writeln!(out, "    n{space}_{at} [label=\"{label}\", shape=oval];");
            if let Some((target, _)) = name.to.and_then(|to| scene.numbered(to)) {
                let _ = writeln!(out, "    n{space}_{at} -> o{target};");
            }
        }
    }
    for (number, seen) in scene.seen.iter().enumerate() {
        let source = number + 1;
        for edge in scene.rows(seen).0 {
            let Some((target, _)) = scene.numbered(edge.to) else {
                continue;
            };
            let style = match edge.kind {
                EdgeKind::Strong => "",
                EdgeKind::Weak => ", style=dashed",
            };
            let label = quoted(&edge.label);
            let _ = writeln!(
                out,
                "    o{source} -> o{target} [label=\"{label}\"{style}];"
            );
        }
        let type_place = scene.type_of(seen);
        if let Some((target, _)) = type_place.and_then(|to| scene.numbered(to)) {
            let _ = writeln!(
                out,
                "    o{source} -> o{target} [label=\"type\", style=dotted];"
            );
        }
    }
    out.push_str("}\n");
    out
}

fn quoted(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain
        .collect::<String>()
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
}
