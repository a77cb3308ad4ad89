//! What is different between two snapshots.
//!
//! Pictures, tables and sentences all ask this one comparison, so that they
//! never disagree. Objects are told apart by their serial, not by their place:
//! a block with a new tenant is one object freed and another made.

use super::filled;
use super::snapshot::{Count, Edge, NamespaceView, ObjectView, Place, Snapshot, State};
use super::sorted::Map;

/// One name that was bound, bound anew, or unbound.
#[derive(Clone, Debug)]
pub struct NameChange<'a> {
    /// The namespace's number in the later snapshot, 0 being the reader's own.
    pub space: usize,
    /// The namespace's title.
    pub title: &'a str,
    /// The name.
    pub name: &'a str,
    /// What it referred to before, if anything.
    pub from: Option<&'a ObjectView>,
    /// What it refers to now, if anything.
    pub to: Option<&'a ObjectView>,
}

/// One reference that an object which stayed gained, lost or turned elsewhere.
#[derive(Clone, Debug)]
pub struct EdgeChange<'a> {
    /// The object, as it is now.
    pub source: &'a ObjectView,
    /// What held or holds the reference.
    pub label: &'a str,
    /// What it led to before, if anything.
    pub from: Option<&'a ObjectView>,
    /// Where it leads now, if anywhere.
    pub to: Option<&'a ObjectView>,
}

/// Everything that changed from one snapshot to the next.
#[derive(Clone, Debug, Default)]
pub struct Changes<'a> {
    /// There was no earlier snapshot, so that nothing counts as changed.
    pub first: bool,
    /// The names that changed, in the order of the namespaces.
    pub names: Vec<NameChange<'a>>,
    /// Titles of namespaces that opened.
    pub opened: Vec<&'a str>,
    /// Titles of namespaces that closed.
    pub closed: Vec<&'a str>,
    /// Objects that were made, in the order of first reach. Immortals that
    /// merely came into view are not among them.
    pub made: Vec<&'a ObjectView>,
    /// Objects whose blocks were freed, as they last were.
    pub freed: Vec<&'a ObjectView>,
    /// Objects out of sight that were not freed: immortals, and what the runtime
    /// itself keeps.
    pub unreached: Vec<&'a ObjectView>,
    /// Objects that no name reaches any more, though they are still alive.
    pub garbage: Vec<&'a ObjectView>,
    /// By serial, the counts that changed: before, after.
    pub counts: Map<u64, (u64, u64)>,
    /// By serial, the objects whose counts changed, as they are now.
    pub counted: Map<u64, &'a ObjectView>,
    /// References held by objects that changed.
    pub edges: Vec<EdgeChange<'a>>,
    /// Objects without references whose value changed, with the old value.
    pub values: Vec<(&'a ObjectView, &'a str)>,
}

impl<'a> Changes<'a> {
    /// Compares two snapshots. Without an earlier one nothing has changed.
    pub fn between(before: Option<&'a Snapshot>, after: &'a Snapshot) -> Changes<'a> {
        let Some(before) = before else {
            return Changes {
                first: true,
                ..Changes::default()
            };
        };
        let (old, new) = (Side::of(before), Side::of(after));
        let mut changes = Changes::default();
        changes.compare_names(&old, &new);
        changes.compare_objects(&old, &new);
        changes
    }

    /// Whether nothing at all is different.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
            && self.opened.is_empty()
            && self.closed.is_empty()
            && self.made.is_empty()
            && self.freed.is_empty()
            && self.unreached.is_empty()
            && self.garbage.is_empty()
            && self.counts.is_empty()
            && self.edges.is_empty()
            && self.values.is_empty()
    }

    /// Whether the object of this serial was made since.
    pub fn is_made(&self, serial: u64) -> bool {
        self.made.iter().any(|object| object.serial == serial)
    }

    /// Whether this name of namespace number `space` changed.
    pub fn name_changed(&self, space: usize, name: &str) -> bool {
        let mut names = self.names.iter();
        names.any(|change| change.space == space && change.name == name)
    }

    /// Whether the reference that `serial` holds under `label` changed.
    pub fn edge_changed(&self, serial: u64, label: &str) -> bool {
        let mut edges = self.edges.iter();
        edges.any(|change| change.source.serial == serial && change.label == label)
    }

    /// How the count of this object changed, written with its sign: `+1`, `−2`.
    pub fn delta(&self, serial: u64) -> Option<String> {
        let (before, after) = *self.counts.get(&serial)?;
        Some(if after >= before {
            format!("+{}", after - before)
        } else {
            format!("−{}", before - after)
        })
    }

    fn compare_names(&mut self, old: &Side<'a>, new: &Side<'a>) {
        for (space, now) in new.snapshot.namespaces.iter().enumerate() {
            let then = old.space(space, &now.title, new);
            if then.is_none() {
                self.opened.push(&now.title);
            }
            for view in &now.names {
                let from = then.and_then(|then| old.named(then, &view.name));
                let to = view.to.and_then(|place| new.at(place));
                if from.map(|object| object.serial) != to.map(|object| object.serial) {
                    let (title, name) = (now.title.as_str(), view.name.as_str());
                    self.names.push(NameChange {
                        space,
                        title,
                        name,
                        from,
                        to,
                    });
                }
            }
            let gone = then.iter().flat_map(|then| &then.names).filter(|view| {
                view.to.is_some() && !now.names.iter().any(|v| v.name == view.name)
            });
            for view in gone {
                let from = view.to.and_then(|place| old.at(place));
                let (title, name) = (now.title.as_str(), view.name.as_str());
                self.names.push(NameChange {
                    space,
                    title,
                    name,
                    from,
                    to: None,
                });
            }
        }
        for (space, then) in old.snapshot.namespaces.iter().enumerate() {
            if new.space(space, &then.title, old).is_none() {
                self.closed.push(&then.title);
            }
        }
    }

    fn compare_objects(&mut self, old: &Side<'a>, new: &Side<'a>) {
        for now in &new.snapshot.objects {
            let Some(then) = old.serials.get(&now.serial) else {
                if now.count != Count::Immortal && now.state != State::Kept {
                    self.made.push(now);
                }
                continue;
            };
            match (then.state, now.state) {
                (State::Live, State::Garbage) => self.garbage.push(now),
                (State::Live | State::Garbage, State::Kept) => self.unreached.push(now),
                _ => {}
            }
            if let (Count::Mortal(was), Count::Mortal(is)) = (then.count, now.count)
                && was != is
            {
                self.counts.insert(now.serial, (was, is));
                self.counted.insert(now.serial, now);
            }
            self.compare_edges(old, new, then, now);
        }
        for then in &old.snapshot.objects {
            if new.serials.contains_key(&then.serial) {
                continue;
            }
            match (then.count, then.state) {
                (_, State::Kept) => {}
                (Count::Mortal(_), _) => self.freed.push(then),
                (Count::Immortal, _) => self.unreached.push(then),
            }
        }
    }

    fn compare_edges(
        &mut self,
        old: &Side<'a>,
        new: &Side<'a>,
        then: &'a ObjectView,
        now: &'a ObjectView,
    ) {
        let (was, is) = (labelled(&then.edges), labelled(&now.edges));
        for (key, edge) in is.iter() {
            let from = was.get(key).and_then(|edge| old.at(edge.to));
            let to = new.at(edge.to);
            if from.map(|object| object.serial) != to.map(|object| object.serial) {
                let label = edge.label.as_str();
                self.edges.push(EdgeChange {
                    source: now,
                    label,
                    from,
                    to,
                });
            }
        }
        for (key, edge) in was.iter() {
            if !is.contains_key(key) {
                let from = old.at(edge.to);
                let label = edge.label.as_str();
                self.edges.push(EdgeChange {
                    source: now,
                    label,
                    from,
                    to: None,
                });
            }
        }
        if now.edges.is_empty() && then.edges.is_empty() && then.value != now.value {
            self.values.push((now, &then.value));
        }
    }
}

/// Edges by label; the second of the same label is told from the first.
fn labelled(edges: &[Edge]) -> Map<(&str, usize), &Edge> {
    let mut seen: Map<&str, usize> = Map::new();
    let mut map = Map::new();
    for edge in edges {
        let turn = seen.or_default(&edge.label);
        map.insert((edge.label.as_str(), *turn), edge);
        *turn += 1;
    }
    map
}

/// One of the two snapshots, with its objects by place and by serial.
struct Side<'a> {
    snapshot: &'a Snapshot,
    places: Map<Place, &'a ObjectView>,
    serials: Map<u64, &'a ObjectView>,
}

impl<'a> Side<'a> {
    fn of(snapshot: &'a Snapshot) -> Side<'a> {
        let objects = &snapshot.objects;
        let places = filled(objects.iter().map(|object| (object.place, object)));
        let serials = filled(objects.iter().map(|object| (object.serial, object)));
        Side {
            snapshot,
            places,
            serials,
        }
    }

    fn at(&self, place: Place) -> Option<&'a ObjectView> {
        self.places.get(&place).copied()
    }

    /// The namespace that is number `number` of this title on the other side.
    fn space(
        &self,
        number: usize,
        title: &str,
        other: &Side<'a>,
    ) -> Option<&'a NamespaceView> {
        let is_same = |space: &&NamespaceView| space.title == title;
        if let Some(found) = self.snapshot.namespaces.get(number).filter(is_same) {
            return Some(found);
        }
        // One of whose title there is no second is the same wherever it stands.
        let only = |side: &Side<'a>| {
            let mut found = side.snapshot.namespaces.iter().filter(is_same);
            found.next().filter(|_| found.next().is_none())
        };
        only(self).filter(|_| only(other).is_some())
    }

    fn named(&self, space: &NamespaceView, name: &str) -> Option<&'a ObjectView> {
        let view = space.names.iter().find(|view| view.name == name)?;
        view.to.and_then(|place| self.at(place))
    }
}
