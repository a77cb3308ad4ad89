//! What pictures promise: nothing moves, nothing is crossed, nothing is lost.

use std::collections::BTreeMap;

use super::samples::{self, Heap, int};
use super::snapshot::*;
use super::stage::Stage;
use super::*;

fn single(snapshot: Snapshot) -> Trace {
    let step = Step {
        snapshot,
        ..Step::default()
    };
    Trace {
        steps: vec![step],
        left_out: 0,
        truncated: None,
    }
}

fn traces() -> Vec<(&'static str, Trace)> {
    vec![
        ("book", samples::book()),
        ("nested", single(samples::nested())),
        ("cycle", samples::cycle()),
        ("instance", single(samples::instance())),
        ("layers", single(samples::layers())),
        ("many", single(samples::many())),
    ]
}

/// Both kinds of drawer, over every sample.
fn stages(mut look: impl FnMut(&str, usize, &Stage)) {
    for layers in (1..=6).map(Layers::upto) {
        for (name, trace) in traces() {
            for mut drawer in [Drawer::new(layers), Drawer::for_trace(layers, &trace)] {
                for (at, step) in trace.steps.iter().enumerate() {
                    look(name, at, &drawer.stage(&step.snapshot));
                }
            }
        }
    }
}

#[test]
fn nothing_moves_from_step_to_step() {
    let mut stood: BTreeMap<u64, [i32; 2]> = BTreeMap::new();
    stages(|name, at, stage| {
        if at == 0 {
            stood.clear();
        }
        for placed in &stage.cards {
            let here = [placed.area[0], placed.area[1]];
            let was = *stood.entry(placed.card.serial).or_insert(here);
            assert_eq!(was, here, "{name}, step {at}: {:?}", placed.card);
        }
    });
}

#[test]
fn boxes_do_not_overlap() {
    stages(|name, at, stage| {
        for (n, a) in stage.cards.iter().enumerate() {
            for b in &stage.cards[n + 1..] {
                let ([ax, ay, aw, ah], [bx, by, bw, bh]) = (a.area, b.area);
                let apart =
                    ax + aw <= bx || bx + bw <= ax || ay + ah <= by || by + bh <= ay;
                assert!(apart, "{name}, step {at}: {:?} and {:?}", a.card, b.card);
            }
        }
    });
}

#[test]
fn no_arrow_passes_through_a_box() {
    stages(|name, at, stage| {
        for wire in &stage.wires {
            for (x, y) in wire.path.points() {
                for placed in &stage.cards {
                    let [left, top, w, h] = placed.area;
                    let inside = left < x && x < left + w && top < y && y < top + h;
                    let (sx, sy) = wire.path.start;
                    let own = left <= sx && sx <= left + w && top < sy && sy < top + h;
                    assert!(
                        !inside || own && y == sy,
                        "{name}, step {at}: {wire:?} crosses {:?} at {x},{y}",
                        placed.area
                    );
                }
            }
        }
    });
}

#[test]
fn the_same_trace_gives_the_same_pictures() {
    for (_, trace) in traces() {
        assert_eq!(
            draw_trace(&trace, Layers::ALL),
            draw_trace(&trace, Layers::ALL)
        );
    }
}

/// A reader of XML that knows just enough to notice what is broken.
fn check_xml(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').expect("a tag is closed") + at;
        let tag = &rest[at + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or(tag));
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}");
    for (at, _) in text.match_indices('&') {
        let end = text[at..].find(';').expect("an entity ends");
        assert!(end < 8, "{}", &text[at..at + end]);
    }
}

#[test]
fn pictures_and_tables_are_well_formed_whatever_the_text() {
    let nasty = "</text><script>&\"'\u{0}";
    let heap = Heap::default()
        .names(nasty, &[(nasty, 0x100)])
        .object(0x100, nasty, nasty, 1, &[(nasty, 0x200)])
        .object(0x200, nasty, nasty, 1, &[])
        .snapshot;
    for picture in draw_trace(&single(heap), Layers::ALL) {
        assert!(!picture.svg.contains("<script"));
        check_xml(&picture.svg);
        check_xml(&picture.table_html);
    }
    for (_, trace) in traces() {
        for picture in draw_trace(&trace, Layers::ALL) {
            check_xml(&picture.svg);
            check_xml(&picture.table_html);
        }
    }
}

#[test]
fn every_reference_has_its_arrow() {
    let picture = |trace: &Trace, layers| draw_trace(trace, layers).pop().unwrap().svg;
    let arrows = |svg: &str| svg.matches("hp-wire\" d=").count();
    assert_eq!(arrows(&picture(&samples::book(), Layers::NAMES)), 4 + 3);
    let layers = single(samples::layers());
    // Four names and three items; six objects, two types, and `type` itself.
    assert_eq!(arrows(&picture(&layers, Layers::ALL)), 4 + 3 + 6 + 2 + 1);
}

fn words(trace: &Trace, layers: Layers) -> Vec<String> {
    draw_trace(trace, layers)
        .into_iter()
        .map(|picture| picture.words)
        .collect()
}

#[test]
fn words_tell_the_book_s_program() {
    assert_eq!(
        words(&samples::book(), Layers::upto(2)),
        [
            "No name is bound.",
            "X now refers to the int 56.",
            "Y now refers to the int 56.",
            "A now refers to a new list [1, 2, 3].",
            "B now refers to the list [1, 2, 3]; its count rose from 1 to 2.",
            "Item 1 of the list [1, 5, 3] now refers to the int 5, no longer to the int \
             2. No name leads to the int 2 any more; it is never freed.",
            "X now refers to the int 89, no longer to the int 56.",
        ]
    );
}

#[test]
fn words_name_places_once_they_are_taught() {
    let told = words(&samples::book(), Layers::upto(3));
    let rose = "B now refers to the list [1, 2, 3] at a0+0x4f30; \
                its count rose from 1 to 2.";
    assert_eq!(told[4], rose);
}

#[test]
fn words_tell_of_garbage_and_of_a_place_used_again() {
    let told = words(&samples::cycle(), Layers::upto(2));
    assert!(
        told[2].contains("w now refers to a new weakref"),
        "{}",
        told[2]
    );
    assert!(
        told[3].contains("are garbage: no name leads there"),
        "{}",
        told[3]
    );
    assert!(told[4].contains("were freed"), "{}", told[4]);
    assert!(
        told[5].contains("at a place that was freed before"),
        "{}",
        told[5]
    );
}

#[test]
fn a_state_without_a_past_is_described() {
    let told = words(&single(samples::layers()), Layers::upto(2));
    let whole = "X refers to the int 89, immortal. Y refers to the int 56, immortal. \
                 A and B refer to the list [1, 5, 3], count 2.";
    assert_eq!(told, [whole]);
}

#[test]
fn a_table_says_what_the_picture_shows() {
    let table = draw_trace(&samples::cycle(), Layers::upto(2))[3]
        .table_html
        .clone();
    for part in [
        "<th scope=\"col\">referred to by</th>",
        "<td>garbage, count −1</td>",
        "→ referent (weak)",
    ] {
        assert!(table.contains(part), "{part} is not in {table}");
    }
    let table = draw_trace(&samples::cycle(), Layers::upto(2))[4]
        .table_html
        .clone();
    assert_eq!(table.matches("<td>freed</td>").count(), 4);
}

#[test]
fn an_immortal_that_comes_into_view_is_not_new() {
    let pictures = draw_trace(&samples::book(), Layers::ALL);
    assert!(!pictures[1].svg.contains(">new<"));
    assert!(pictures[1].svg.contains(">shared<"));
    assert!(pictures[3].svg.contains(">new<"));
}

#[test]
fn mermaid_is_the_source_form_of_a_figure() {
    let heap = Heap::default()
        .names("names", &[("X", int(56)), ("Y", int(56))])
        .int(56);
    assert_eq!(
        to_mermaid(&heap.snapshot, Layers::upto(2) | Layers::BYTES),
        "%% heap X Y\nflowchart LR\n    \
         X([\"X\"]) --> o1[\"int 56<br>count ∞ · 28 bytes\"]\n    \
         Y([\"Y\"]) --> o1\n"
    );
    let list = samples::book().steps[4].snapshot.clone();
    let figure = to_mermaid(&list, Layers::upto(2));
    let items = "    o2 -- \"[0]\" --> o3[\"int 1<br>count ∞\"]\n";
    assert!(figure.contains(items), "{figure}");
    assert!(!figure.contains("0x"));
}

#[test]
fn a_figure_s_names_are_read_from_its_first_line() {
    assert_eq!(
        parse_header("\n  %% heap A B C\nflowchart LR"),
        ["A", "B", "C"]
    );
    assert!(parse_header("%% heaps A").is_empty());
    assert!(parse_header("").is_empty());
}

#[test]
fn names_that_mean_something_to_mermaid_get_another_id() {
    let heap = Heap::default()
        .names("names", &[("end", int(1)), ("o1", int(1))])
        .int(1);
    let figure = to_mermaid(&heap.snapshot, Layers::NAMES);
    assert!(
        figure.contains("    n0_end([\"end\"]) --> o1[\"int 1\"]\n"),
        "{figure}"
    );
    assert!(figure.contains("    n0_o1([\"o1\"]) --> o1\n"), "{figure}");
}

#[test]
fn dot_quotes_what_it_must() {
    let heap = Heap::default()
        .names("names", &[("s", 0x100)])
        .object(0x100, "str", "'\"\\n'", 1, &[])
        .snapshot;
    let graph = to_dot(&heap, Layers::ALL);
    assert!(graph.contains("str '\\\"\\\\n'"), "{graph}");
}
