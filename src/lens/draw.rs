//! From steps to pictures.
//!
//! A [`Drawer`] draws the steps of one run in order. It remembers where it put
//! everything, so that from one picture to the next nothing moves that did not
//! change. One that has seen the whole [`Trace`] beforehand also keeps columns
//! and the picture's edges still.

use super::card::{Card, Look, is_counted};
use super::diff::Changes;
use super::filled;
use super::frames::Frame;
use super::layers::Layers;
use super::layout::{Guest, Layout};
use super::plan::{Notes, Plan};
use super::scene::Scene;
use super::snapshot::{ObjectView, Place, Snapshot, Step, Trace};
use super::sorted::Map;
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
    plan: Plan,
    /// What the steps so far need.
    notes: Notes,
    layout: Layout,
    frames: Vec<Frame>,
    numbers: Map<u64, usize>,
    former: Map<Place, u64>,
    cards: Map<u64, Card>,
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
            notes: Notes::default(),
            layout: Layout::default(),
            frames: Vec::new(),
            numbers: Map::new(),
            former: Map::new(),
            cards: Map::new(),
            before: None,
            style: svg::STYLE,
        }
    }

    /// A drawer for the steps of this trace, in order from the first.
    pub fn for_trace(layers: Layers, trace: &Trace) -> Drawer {
        let mut drawer = Drawer::new(layers);
        for step in &trace.steps {
            drawer.stage(&step.snapshot);
        }
        drawer.again()
    }

    /// A drawer for the same steps once more, now that they are known.
    fn again(self) -> Drawer {
        Drawer {
            plan: self.notes.plan(),
            style: self.style,
            ..Drawer::new(self.layers)
        }
    }

    /// Draws the steps that it has drawn once more, now that they are known: nothing is
    /// cut, and the edges of the pictures stand still. Each picture is handed to `show`
    /// with its number.
    pub fn redraw(self, trace: &Trace, mut show: impl FnMut(usize, Picture)) {
        let mut drawer = self.again();
        let drafts = trace.steps.iter().map(|step| drawer.draft(&step.snapshot));
        let drafts: Vec<Draft> = drafts.collect();
        let extents = drafts.iter().map(|draft| draft.stage.extent);
        let extent = extents.reduce(|[l, t, r, b], [left, top, right, bottom]| {
            [l.min(left), t.min(top), r.max(right), b.max(bottom)]
        });
        for (at, draft) in drafts.into_iter().enumerate() {
            show(at, draft.picture(extent, drawer.style));
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
        self.draft(&step.snapshot).picture(None, self.style)
    }

    /// Everything of the next step's picture, but for how far it extends.
    fn draft(&mut self, snapshot: &Snapshot) -> Draft {
        let before = self.before.take();
        let changes = Changes::between(before.as_ref(), snapshot);
        let whole = Scene::whole(snapshot, self.layers);
        let scene = Scene::of(snapshot, self.layers);
        let reused = self.count(&whole, snapshot, &changes);
        let stage = self.set(&scene, &changes, &reused, snapshot);
        let marks = table::Marks {
            changes: &changes,
            reused: &reused,
        };
        // What hangs on rows that are cut off, and what was never written down.
        let hidden = whole.seen.len() - scene.seen.len();
        let hidden = hidden.saturating_sub(scene.folded()) as u64;
        let draft = Draft {
            stage,
            words: words::tell(&changes, snapshot, &reused, self.layers),
            table_html: table::write(&whole, snapshot, &marks, &self.numbers),
            left_out: snapshot.left_out + hidden,
        };
        self.before = Some(snapshot.clone());
        draft
    }

    /// Decides where everything of the next step stands.
    pub(super) fn stage(&mut self, snapshot: &Snapshot) -> Stage {
        let before = self.before.take();
        let changes = Changes::between(before.as_ref(), snapshot);
        let scene = Scene::of(snapshot, self.layers);
        let whole = Scene::whole(snapshot, self.layers);
        let reused = self.count(&whole, snapshot, &changes);
        let stage = self.set(&scene, &changes, &reused, snapshot);
        self.before = Some(snapshot.clone());
        stage
    }

    /// Puts a scene on the stage. `reused` are the serials of new objects that stand
    /// where one was before.
    fn set(
        &mut self,
        scene: &Scene<'_>,
        changes: &Changes<'_>,
        reused: &[u64],
        snapshot: &Snapshot,
    ) -> Stage {
        self.update_frames(snapshot, changes);
        let mut cards = Vec::new();
        for seen in &scene.seen {
            let mut card = Card::of(scene, seen, self.layers);
            mark(&mut card, seen.object, changes, reused);
            cards.push(card);
        }
        let ghosts = self.ghosts(changes);
        let seen = cards.iter().zip(&scene.seen).map(|(card, seen)| {
            let size = card.size(is_counted(seen.object.count));
            Guest::seen(card, seen, size)
        });
        let gone = ghosts
            .iter()
            .map(|card| Guest::ghost(card, card.size(true)));
        let guests: Vec<Guest<'_>> = seen.chain(gone).collect();
        self.layout.arrange(&self.frames, &guests, &self.plan);
        self.notes.frames(&self.frames);
        for (guest, seen) in guests.iter().zip(&scene.seen) {
            let slot = self.layout.slot(guest.card.serial);
            let column = slot.map_or(0, |slot| slot.column);
            self.notes.card(guest, seen.object, column);
        }
        drop(guests);
        self.cards = filled(cards.iter().map(|card| (card.serial, card.clone())));
        Stage::set(&self.layout, &self.frames, cards, ghosts)
    }

    /// Gives each object its number, and finds out who moved into a block that
    /// was another's.
    fn count(
        &mut self,
        whole: &Scene<'_>,
        snapshot: &Snapshot,
        changes: &Changes<'_>,
    ) -> Vec<u64> {
        for seen in &whole.seen {
            let next = self.numbers.len() + 1;
            self.numbers.or_insert(seen.object.serial, next);
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
}

/// A picture in the making.
struct Draft {
    stage: Stage,
    words: String,
    table_html: String,
    left_out: u64,
}

impl Draft {
    /// The picture, which extends as far as said, else as far as it must.
    fn picture(self, extent: Option<[i32; 4]>, style: &str) -> Picture {
        let extent = extent.unwrap_or(self.stage.extent);
        let svg = svg::write(&self.stage, extent, &self.words, self.left_out, style);
        Picture {
            svg,
            table_html: self.table_html,
            words: self.words,
        }
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
    all(trace, Drawer::new(layers))
}

/// The same, for a page that has [`svg::STYLE`].
pub fn draw_trace_plain(trace: &Trace, layers: Layers) -> Vec<Picture> {
    all(trace, Drawer::new(layers).without_style())
}

fn all(trace: &Trace, mut drawer: Drawer) -> Vec<Picture> {
    for step in &trace.steps {
        drawer.stage(&step.snapshot);
    }
    let mut pictures = Vec::new();
    drawer.redraw(trace, |_, picture| pictures.push(picture));
    pictures
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
