//! A heap as mermaid, the form that figures have in a chapter's source.
//!
//! It holds no place, since those differ from run to run of an edited chapter:
//! objects are called `o1`, `o2`, … in the order in which the names reach them.

use std::fmt::Write as _;

use super::layers::Layers;
use super::scene::{Scene, Seen};
use super::snapshot::{EdgeKind, ObjectView, Place, Snapshot, State};

/// The word that a figure's first line begins with.
const HEADER: &str = "%% heap";

/// Writes the heap as a mermaid flow chart that begins with the names it shows.
///
/// ```
/// use pyobject::lens::{Layers, Snapshot, to_mermaid};
/// let figure = to_mermaid(&Snapshot::default(), Layers::NAMES);
/// assert_eq!(figure, "%% heap\nflowchart LR\n");
/// ```
pub fn to_mermaid(snapshot: &Snapshot, layers: Layers) -> String {
    let scene = Scene::whole(snapshot, layers);
    let mut chart = Chart {
        scene: &scene,
        layers,
        defined: Vec::new(),
    };
    let mut out = String::from(HEADER);
    for view in snapshot
        .namespaces
        .iter()
        .take(1)
        .flat_map(|space| &space.names)
    {
        let _ = write!(out, " {}", view.name);
    }
    out.push_str("\nflowchart LR\n");
    for (number, space) in snapshot.namespaces.iter().enumerate() {
        for view in &space.names {
            let id = name_id(number, &view.name);
            let label = match number {
                0 => quoted(&view.name),
                _ => quoted(&format!("{}, {}", view.name, space.title)),
            };
            let _ = write!(out, "    {id}([\"{label}\"])");
            if let Some(target) = view.to.and_then(|place| chart.node(place)) {
                let _ = write!(out, " --> {target}");
            }
            out.push('\n');
        }
    }
    for seen in &scene.seen {
        let mut source = chart.node(seen.object.place).unwrap_or_default();
        let id = source.split('[').next().unwrap_or_default().to_string();
        let mut alone = source != id;
        for edge in scene.rows(seen).0 {
            let label = quoted(&edge.label);
            let Some(target) = chart.node(edge.to) else {
                continue;
            };
            let _ = match edge.kind {
                EdgeKind::Strong => {
                    writeln!(out, "    {source} -- \"{label}\" --> {target}")
                }
                EdgeKind::Weak => {
                    writeln!(out, "    {source} -. \"{label} weak\" .-> {target}")
                }
            };
            source.clone_from(&id);
            alone = false;
        }
        let type_place = scene.type_of(seen);
        if let Some(target) = type_place.and_then(|place| chart.node(place)) {
            let _ = writeln!(out, "    {source} -. \"type\" .-> {target}");
            alone = false;
        }
        if alone {
            let _ = writeln!(out, "    {source}");
        }
    }
    out
}

/// The names in the `%% heap X Y` line of a figure; empty where there is no such
/// line.
///
/// ```
/// use pyobject::lens::parse_header;
/// assert_eq!(parse_header("%% heap X Y\nflowchart LR\n"), ["X", "Y"]);
/// assert!(parse_header("flowchart LR\n").is_empty());
/// ```
pub fn parse_header(figure: &str) -> Vec<String> {
    let line = figure.lines().map(str::trim).find(|line| !line.is_empty());
    let rest = line
        .and_then(|line| line.strip_prefix(HEADER))
        .unwrap_or("");
    if rest.starts_with(char::is_whitespace) {
        rest.split_whitespace().map(String::from).collect()
    } else {
        Vec::new()
    }
}

struct Chart<'a> {
    scene: &'a Scene<'a>,
    layers: Layers,
    /// The numbers of the objects that were spoken of.
    defined: Vec<usize>,
}

impl Chart<'_> {
    /// The object's node: with its label where it is first spoken of.
    fn node(&mut self, place: Place) -> Option<String> {
        let (number, seen) = self.scene.numbered(place)?;
        let id = format!("o{number}");
        if self.defined.contains(&number) {
            return Some(id);
        }
        self.defined.push(number);
        Some(format!("{id}[\"{}\"]", label(seen, self.layers)))
    }
}

fn label(seen: &Seen<'_>, layers: Layers) -> String {
    let object = seen.object;
    let mut lines = vec![quoted(&title(object))];
    let mut facts = Vec::new();
    if layers.has(Layers::COUNTS) {
        facts.push(format!("count {}", object.count));
    }
    if layers.has(Layers::BYTES) {
        facts.push(format!("{} bytes", object.size));
    }
    if object.state == State::Garbage {
        facts.push("garbage".into());
    }
    if !facts.is_empty() {
        lines.push(facts.join(" · "));
    }
    lines.join("<br>")
}

/// `int 56`, `list` where arrows show what is in it, `None`.
pub(super) fn title(object: &ObjectView) -> String {
    match (object.type_name.as_str(), object.value.as_str()) {
        (name, _) if object.repeats => name.to_string(),
        (name, "") => name.to_string(),
        ("NoneType", value) => value.to_string(),
        (name, value) => format!("{name} {value}"),
    }
}

/// What mermaid takes for an id: the name itself, unless it has a meaning there.
fn name_id(space: usize, name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let taken = matches!(
        name,
        "end"
            | "graph"
            | "flowchart"
            | "subgraph"
            | "style"
            | "class"
            | "click"
            | "default"
            | "direction"
            | "href"
            | "call"
            | "linkStyle"
            | "classDef"
    );
    let number = name.strip_prefix('o').unwrap_or("");
    let object = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    match (space, plain) {
        (0, true) if !taken && !object => name.to_string(),
        (_, true) => format!("n{space}_{name}"),
        (_, false) => {
            let codes = name.chars().map(|c| format!("_{:x}", c as u32));
            format!("n{space}{}", codes.collect::<String>())
        }
    }
}

/// The text in mermaid's own escapes.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
