//! Which objects of a snapshot a picture shows, in which order and column.
//!
//! Names stand in column 0. An object stands one column right of what first
//! reached it, breadth first, so that a picture reads from the names inward.
//! Types, where they are drawn, stand right of all values.

use std::collections::VecDeque;

use super::filled;
use super::layers::Layers;
use super::snapshot::{Count, Edge, ObjectView, Place, Snapshot, State};
use super::sorted::{Map, Set};

/// The most references of one object that get a row of their own.
pub const MOST_ROWS: usize = 12;

/// What first reached an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A name of the namespace of this number.
    Name(usize),
    /// The object of this serial.
    Object(u64),
    /// The object of this serial, whose type it is.
    TypeOf(u64),
    /// Nothing: it is garbage.
    Nothing,
}

/// One object that is drawn.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// The object.
    pub object: &'a ObjectView,
    /// How many arrows lie between it and column 0; for one that is drawn as a
    /// type, how many type arrows lie between it and the values.
    pub depth: usize,
    /// What reached it.
    pub by: Reach,
}

/// What is drawn, in the order of first reach.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// The objects.
    pub seen: Vec<Seen<'a>>,
    places: Map<Place, &'a ObjectView>,
    drawn: Map<Place, usize>,
    fold: bool,
    /// What pictures of it show.
    pub layers: Layers,
}

impl<'a> Scene<'a> {
    /// Chooses what a picture shows: keys without references of their own are
    /// written in their row, and long containers are cut.
    pub fn of(snapshot: &'a Snapshot, layers: Layers) -> Scene<'a> {
        Scene::build(snapshot, layers, true)
    }

    /// Chooses everything.
    pub fn whole(snapshot: &'a Snapshot, layers: Layers) -> Scene<'a> {
        Scene::build(snapshot, layers, false)
    }

    fn build(snapshot: &'a Snapshot, layers: Layers, fold: bool) -> Scene<'a> {
        let objects = snapshot.objects.iter();
        let places = filled(objects.map(|object| (object.place, object)));
        let (seen, drawn) = (Vec::new(), Map::new());
        let mut scene = Scene {
            seen,
            places,
            drawn,
            fold,
            layers,
        };
        let mut queue = VecDeque::new();
        for (number, space) in snapshot.namespaces.iter().enumerate() {
            for place in space.names.iter().filter_map(|name| name.to) {
                scene.meet(place, 1, Reach::Name(number), &mut queue);
            }
        }
        scene.walk(&mut queue);
        let garbage = snapshot
            .objects
            .iter()
            .filter(|o| o.state == State::Garbage);
        for object in garbage {
            scene.meet(object.place, 1, Reach::Nothing, &mut queue);
            scene.walk(&mut queue);
        }
        if layers.has(Layers::TYPES) {
            scene.add_types();
        }
        scene
    }

    fn meet(
        &mut self,
        place: Place,
        depth: usize,
        by: Reach,
        queue: &mut VecDeque<usize>,
    ) {
        if self.drawn.contains_key(&place) {
            return;
        }
        if let Some(object) = self.places.get(&place).copied() {
            self.drawn.insert(place, self.seen.len());
            queue.push_back(self.seen.len());
            self.seen.push(Seen { object, depth, by });
        }
    }

    fn walk(&mut self, queue: &mut VecDeque<usize>) {
        while let Some(at) = queue.pop_front() {
            let (object, depth) = (self.seen[at].object, self.seen[at].depth);
            for edge in self.rows_of(object).0 {
                self.meet(edge.to, depth + 1, Reach::Object(object.serial), queue);
            }
        }
    }

    /// Adds the type of everything seen, then the types of those.
    fn add_types(&mut self) {
        let mut at = 0;
        let mut unused = VecDeque::new();
        while at < self.seen.len() {
            let Seen { object, depth, by } = self.seen[at];
            let level = if matches!(by, Reach::TypeOf(_)) {
                depth + 1
            } else {
                1
            };
            if let Some(place) = object.type_place {
                self.meet(place, level, Reach::TypeOf(object.serial), &mut unused);
            }
            at += 1;
        }
    }

    /// The drawn object at `place` and its number, the first reached being 1.
    pub fn numbered(&self, place: Place) -> Option<(usize, &Seen<'a>)> {
        let at = *self.drawn.get(&place)?;
        Some((at + 1, &self.seen[at]))
    }

    /// The references of an object that are drawn, and how many more it has.
    pub fn rows(&self, seen: &Seen<'a>) -> (Vec<&'a Edge>, usize) {
        if matches!(seen.by, Reach::TypeOf(_)) {
            return (Vec::new(), 0);
        }
        self.rows_of(seen.object)
    }

    fn rows_of(&self, object: &'a ObjectView) -> (Vec<&'a Edge>, usize) {
        let mut rows: Vec<&Edge> = object
            .edges
            .iter()
            .filter(|edge| !self.is_folded(edge))
            .collect();
        let most = if self.fold { MOST_ROWS } else { usize::MAX };
        let more = rows.len().saturating_sub(most) + object.more as usize;
        rows.truncate(most);
        (rows, more)
    }

    /// A key that refers to nothing and is not drawn for another reason.
    fn is_folded(&self, edge: &Edge) -> bool {
        self.fold
            && edge.label.starts_with("key ")
            && !self.drawn.contains_key(&edge.to)
            && self
                .places
                .get(&edge.to)
                .is_some_and(|key| key.edges.is_empty())
    }

    /// How many objects are not drawn because they are written in a row as keys.
    pub fn folded(&self) -> usize {
        let objects = self
            .seen
            .iter()
            .filter(|s| !matches!(s.by, Reach::TypeOf(_)));
        let edges = objects.flat_map(|seen| &seen.object.edges);
        let folded = edges
            .filter(|edge| self.is_folded(edge))
            .map(|edge| edge.to);
        filled::<Set<Place>, _>(folded).len()
    }

    /// The type that the arrow from `seen` leads to, where types are drawn.
    pub fn type_of(&self, seen: &Seen<'a>) -> Option<Place> {
        let place = seen.object.type_place?;
        let shown = self.layers.has(Layers::TYPES) && self.drawn.contains_key(&place);
        shown.then_some(place)
    }

    /// Whether a reader should see that this object is shared by everyone.
    pub fn marks_shared(&self, object: &ObjectView) -> bool {
        self.layers.has(Layers::SHARED) && object.count == Count::Immortal
    }
}
