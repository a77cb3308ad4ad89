//! From steps to pictures.
//!
//! A [`Drawer`] draws the steps of one run in order. It remembers where it put
//! everything, so that from one picture to the next nothing moves that did not
//! change. One that has seen the whole [`Trace`] beforehand also keeps columns
//! and the picture's edges still.

use std::collections::BTreeMap;

use super::card::{Card, Look, is_counted};
use super::diff::Changes;
use super::filled;
use super::frames::Frame;
use super::layers::Layers;
use super::layout::{Guest, Layout};
use super::plan::{self, Plan};
use super::scene::Scene;
use super::snapshot::{ObjectView, Place, Snapshot, Step, Trace};
use super::stage::Stage;
use super::{svg, table, words};

/// A picture and its two equivalents in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The picture, complete in itself.
    pub svg: String,
    /// The same as a table: object, type, value, count, referred to by, changed.
    pub table_html: String,
    /// What changed, in sentences; for a first picture, what there is.
    pub words: String,
}

/// Draws the steps of one run.
///
/// ```
/// use pyobject::lens::{Drawer, Layers, Step};
/// let mut drawer = Drawer::new(Layers::upto(2));
/// let picture = drawer.step(&Step::default());
/// assert!(picture.svg.starts_with("<svg"));
/// ```
#[derive(Clone, Debug)]
pub struct Drawer {
    layers: Layers,
    pub(super) plan: Plan,
    layout: Layout,
    pub(super) frames: Vec<Frame>,
    numbers: BTreeMap<u64, usize>,
    former: BTreeMap<Place, u64>,
    cards: BTreeMap<u64, Card>,
    before: Option<Snapshot>,
    style: &'static str,
}

impl Drawer {
    /// A drawer that does not know what will come. Columns get their width from
    /// what they first hold; what is wider later is cut.
    pub fn new(layers: Layers) -> Drawer {
        Drawer {
            layers,
            plan: Plan::default(),
            layout: Layout::default(),
            frames: Vec::new(),
            numbers: BTreeMap::new(),
            former: BTreeMap::new(),
            cards: BTreeMap::new(),
            before: None,
            style: svg::STYLE,
        }
    }

    /// A drawer for the steps of this trace, in order from the first.
    pub fn for_trace(layers: Layers, trace: &Trace) -> Drawer {
        Drawer {
            plan: plan::make(layers, trace),
            ..Drawer::new(layers)
        }
    }

    /// Leaves the style out of the pictures; the page has [`svg::STYLE`] instead.
    pub fn without_style(mut self) -> Drawer {
        self.style = "";
        self
    }

    /// The layers that it draws.
    pub fn layers(&self) -> Layers {
        self.layers
    }

    /// Draws the next step.
    pub fn step(&mut self, step: &Step) -> Picture {
        let before = self.before.clone();
        let (stage, reused) = self.stage(&step.snapshot);
        let changes = Changes::between(before.as_ref(), &step.snapshot);
        let words = words::tell(&changes, &step.snapshot, &reused, self.layers);
        let extent = self.extent(&stage);
        let hidden = self.hidden(&step.snapshot);
        let left_out = step.snapshot.left_out + hidden;
        let svg = svg::write(&stage, extent, &words, left_out, self.style);
        let marks = table::Marks {
            changes: &changes,
            reused: &reused,
        };
        let numbers = &self.numbers;
        let table_html = table::write(&step.snapshot, &marks, numbers, self.layers);
        Picture {
            svg,
            table_html,
            words,
        }
    }

    /// Decides where everything of the next step stands. Also answers which new
    /// objects stand where one was before, by serial.
    pub(super) fn stage(&mut self, snapshot: &Snapshot) -> (Stage, Vec<u64>) {
        let before = self.before.take();
        let changes = Changes::between(before.as_ref(), snapshot);
        let scene = Scene::of(snapshot, self.layers);
        let reused = self.count(snapshot, &changes);
        self.update_frames(snapshot, &changes);
        let mut cards = Vec::new();
        for seen in &scene.seen {
            let mut card = Card::of(&scene, seen, self.layers);
            mark(&mut card, seen.object, &changes, &reused);
            cards.push(card);
        }
        let ghosts = self.ghosts(&changes);
        let seen = cards.iter().zip(&scene.seen).map(|(card, seen)| {
            let size = card.size(is_counted(seen.object.count));
            Guest::seen(card, seen, size)
        });
        let gone = ghosts
            .iter()
            .map(|card| Guest::ghost(card, card.size(true)));
        let guests: Vec<Guest<'_>> = seen.chain(gone).collect();
        self.layout.arrange(&self.frames, &guests, &self.plan);
        drop(guests);
        self.cards = filled(cards.iter().map(|card| (card.serial, card.clone())));
        let stage = Stage::set(&self.layout, &self.frames, cards, ghosts);
        self.before = Some(snapshot.clone());
        (stage, reused)
    }

    /// Gives each object its number, and finds out who moved into a block that
    /// was another's.
    fn count(&mut self, snapshot: &Snapshot, changes: &Changes<'_>) -> Vec<u64> {
        for seen in Scene::whole(snapshot, self.layers).seen {
            let next = self.numbers.len() + 1;
            self.numbers.entry(seen.object.serial).or_insert(next);
        }
        let mut reused = Vec::new();
        for object in &snapshot.objects {
            let tenant = self.former.insert(object.place, object.serial);
            let other = tenant.is_some_and(|tenant| tenant != object.serial);
            if other && changes.is_made(object.serial) {
                reused.push(object.serial);
            }
        }
        reused
    }

    fn update_frames(&mut self, snapshot: &Snapshot, changes: &Changes<'_>) {
        let spaces = &snapshot.namespaces;
        for (number, space) in spaces.iter().enumerate() {
            let known = self.frames.get(number);
            if known.is_none_or(|frame| frame.title != space.title) {
                self.frames.truncate(number);
                self.frames.push(Frame::new(&space.title));
            }
            self.frames[number].update(number, space, changes);
        }
        self.frames.truncate(spaces.len());
    }

    /// Cards of what was drawn and has left.
    fn ghosts(&self, changes: &Changes<'_>) -> Vec<Card> {
        let freed = changes.freed.iter().map(|object| (object, Look::Freed));
        let others = changes
            .unreached
            .iter()
            .map(|object| (object, Look::Unreached));
        freed
            .chain(others)
            .filter_map(|(object, look)| Some((self.cards.get(&object.serial)?, look)))
            .map(|(card, look)| card.ghost(look))
            .collect()
    }

    fn extent(&self, stage: &Stage) -> [i32; 4] {
        let [left, top, right, bottom] = stage.extent;
        let [l, t, r, b] = self.plan.extent.unwrap_or(stage.extent);
        [l.min(left), t.min(top), r.max(right), b.max(bottom)]
    }

    /// How many objects a reader might expect that the picture does not show,
    /// because they hang on rows that are cut off.
    fn hidden(&self, snapshot: &Snapshot) -> u64 {
        let all = Scene::whole(snapshot, self.layers).seen.len();
        let scene = Scene::of(snapshot, self.layers);
        let keys = scene.folded();
        (all - scene.seen.len()).saturating_sub(keys) as u64
    }
}

/// The picture of one heap on its own.
pub fn draw(snapshot: &Snapshot, layers: Layers) -> Picture {
    let trace = alone(snapshot);
    Drawer::for_trace(layers, &trace).step(&trace.steps[0])
}

/// The same, for a page that has [`svg::STYLE`].
pub fn draw_plain(snapshot: &Snapshot, layers: Layers) -> Picture {
    let trace = alone(snapshot);
    Drawer::for_trace(layers, &trace)
        .without_style()
        .step(&trace.steps[0])
}

/// The pictures of a whole run.
pub fn draw_trace(trace: &Trace, layers: Layers) -> Vec<Picture> {
    let mut drawer = Drawer::for_trace(layers, trace);
    trace.steps.iter().map(|step| drawer.step(step)).collect()
}

/// The same, for a page that has [`svg::STYLE`].
pub fn draw_trace_plain(trace: &Trace, layers: Layers) -> Vec<Picture> {
    let mut drawer = Drawer::for_trace(layers, trace).without_style();
    trace.steps.iter().map(|step| drawer.step(step)).collect()
}

/// A run of one step.
fn alone(snapshot: &Snapshot) -> Trace {
    let step = Step {
        snapshot: snapshot.clone(),
        ..Step::default()
    };
    Trace {
        steps: vec![step],
        left_out: 0,
        truncated: None,
    }
}

/// Marks on a card what changed.
fn mark(card: &mut Card, object: &ObjectView, changes: &Changes<'_>, reused: &[u64]) {
    card.delta = card
        .badge
        .as_ref()
        .and_then(|_| changes.delta(object.serial));
    if changes.is_made(object.serial) {
        if card.look == Look::Plain {
            card.look = Look::New;
        }
        let again = reused.contains(&object.serial);
        card.add_tag(if again { "new, same place" } else { "new" });
    }
    for row in &mut card.rows {
        row.changed = changes.edge_changed(object.serial, &row.held_by);
    }
    let mut values = changes.values.iter();
    card.value_changed = values.any(|(changed, _)| changed.serial == object.serial);
}
