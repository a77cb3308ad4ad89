//! What changed on the heap, in sentences.
//!
//! A sentence stands for each thing that a reader of the picture would notice,
//! in the order of its importance: names, references, counts, what became
//! garbage, what was freed. Long lists are cut, and say so.

use super::diff::{Changes, EdgeChange, NameChange};
use super::layers::Layers;
use super::snapshot::{Count, EdgeKind, ObjectView, Place, Snapshot, State};
use super::sorted::Set;
use super::text::{clip, listed};

mod phrases;

use phrases::{capital, cut, held_by, moved, runs, spoken};

/// The most sentences of one kind.
const MOST: usize = 4;

/// The title of the namespace of what the prompt keeps.
pub const PROMPT: &str = "the prompt";

/// Tells what changed, or for a first picture what there is. `reused` are the
/// serials of new objects that stand where another stood.
pub fn tell(
    changes: &Changes<'_>,
    snapshot: &Snapshot,
    reused: &[u64],
    layers: Layers,
) -> String {
    let mut teller = Teller {
        layers,
        changes,
        snapshot,
        reused,
        names: Vec::new(),
        told: Set::new(),
        said: Vec::new(),
    };
    if changes.first {
        teller.describe();
    } else {
        teller.compare();
    }
    teller.said.join(" ")
}

struct Teller<'a> {
    layers: Layers,
    changes: &'a Changes<'a>,
    snapshot: &'a Snapshot,
    reused: &'a [u64],
    /// The names that the sentence begins with.
    names: Vec<String>,
    /// Serials whose count was spoken of.
    told: Set<u64>,
    said: Vec<String>,
}

impl Teller<'_> {
    /// A state, with nothing to compare it to.
    fn describe(&mut self) {
        let snapshot = self.snapshot;
        let mut targets: Vec<(Place, Vec<String>)> = Vec::new();
        for (number, space) in snapshot.namespaces.iter().enumerate() {
            for view in &space.names {
                let Some(place) = view.to else { continue };
                let name = spoken(number, &space.title, &view.name);
                match targets.iter_mut().find(|(at, _)| *at == place) {
                    Some((_, names)) => names.push(name),
                    None => targets.push((place, vec![name])),
                }
            }
        }
        if targets.is_empty() {
            self.said.push("No name is bound.".into());
        }
        for (place, names) in &targets {
            let Some(object) = snapshot.at(*place) else {
                continue;
            };
            let verb = if names.len() == 1 { "refers" } else { "refer" };
            self.names.clone_from(names);
            let mut what = self.the(object);
            if self.layers.has(Layers::COUNTS) {
                let count = match object.count {
                    Count::Mortal(count) => format!(", count {count}"),
                    Count::Immortal => ", immortal".into(),
                };
                what.push_str(&count);
            }
            self.said
                .push(format!("{} {verb} to {what}.", listed(names)));
        }
        let garbage: Vec<String> = snapshot
            .objects
            .iter()
            .filter(|object| object.state == State::Garbage)
            .map(|object| self.the(object))
            .collect();
        if !garbage.is_empty() {
            let verb = if garbage.len() == 1 { "is" } else { "are" };
            let few = cut(garbage);
            self.said.push(capital(format!("{few} {verb} garbage.")));
        }
    }

    fn compare(&mut self) {
        let changes = self.changes;
        // The prompt does not run: what it keeps is told with its name `_`.
        let calls = |titles: &[&str], how: &str| -> Vec<String> {
            let titles = titles.iter().filter(|title| **title != PROMPT);
            let said = titles.map(|title| format!("Now {} {how}.", runs(title)));
            said.collect()
        };
        self.said.extend(calls(&changes.opened, "runs"));
        self.said.extend(calls(&changes.closed, "no longer runs"));
        self.names();
        // A key is spoken of with its value.
        let edges = changes.edges.iter();
        let edges: Vec<_> = edges.filter(|e| !e.label.starts_with("key ")).collect();
        for change in edges.iter().take(MOST) {
            let sentence = self.edge(change);
            self.said.push(sentence);
        }
        self.rest(edges.len(), "reference", "changed");
        for (object, was) in changes.values.iter().take(MOST) {
            let now = &object.value;
            let kind = &object.type_name;
            self.said.push(format!("The {kind} {was} now is {now}."));
        }
        self.counts();
        self.fates();
        if self.said.is_empty() {
            self.said.push("Nothing in the picture changed.".into());
        }
    }

    /// Names that changed, those with the same target in one sentence.
    fn names(&mut self) {
        let changes = self.changes;
        let mut told: Set<usize> = Set::new();
        let mut sentences = 0;
        for (at, change) in changes.names.iter().enumerate() {
            if told.contains(&at) {
                continue;
            }
            let group: Vec<usize> = (at..changes.names.len())
                .filter(|other| same_turn(change, &changes.names[*other]))
                .collect();
            told.extend(group.iter().copied());
            sentences += 1;
            if sentences > MOST {
                continue;
            }
            let spoken = |at: &usize| {
                let change = &changes.names[*at];
                spoken(change.space, change.title, change.name)
            };
            let names: Vec<String> = group.iter().map(spoken).collect();
            let sentence = self.turn(&names, change.from, change.to);
            self.said.push(sentence);
        }
        self.rest(sentences, "name", "changed");
    }

    /// One or more names that turned from one object to another.
    fn turn(
        &mut self,
        names: &[String],
        from: Option<&ObjectView>,
        to: Option<&ObjectView>,
    ) -> String {
        let verb = if names.len() == 1 { "refers" } else { "refer" };
        self.names = names.to_vec();
        let names = listed(names);
        let Some(to) = to else {
            return match from {
                Some(from) => {
                    let (what, count) = (self.the(from), self.count_of(from));
                    format!("{names} no longer {verb} to {what}{count}.")
                }
                None => format!("{names} is gone."),
            };
        };
        let (what, count) = (self.the_or_new(to), self.count_of(to));
        let instead = match from {
            Some(from) => format!(", no longer to {}", self.the(from)),
            None => String::new(),
        };
        format!("{names} now {verb} to {what}{instead}{count}.")
    }

    fn edge(&mut self, change: &EdgeChange<'_>) -> String {
        self.names.clear();
        let EdgeChange {
            source,
            label,
            from,
            to,
        } = change;
        let holder = format!("{} of {}", held_by(label), self.the(source));
        let weakly = |object: &&ObjectView| {
            let mut edges = source.edges.iter();
            edges.any(|edge| edge.to == object.place && edge.kind == EdgeKind::Weak)
        };
        match (from, to) {
            (from, Some(to)) => {
                let weak = if weakly(to) { " weakly" } else { "" };
                let what = self.the_or_new(to);
                let instead = match from {
                    Some(from) => format!(", no longer to {}", self.the(from)),
                    None => String::new(),
                };
                let count = self.count_of(to);
                format!("{holder} now refers{weak} to {what}{instead}{count}.")
            }
            (Some(from), None) => {
                let (what, count) = (self.the(from), self.count_of(from));
                format!("{holder} no longer refers to {what}{count}.")
            }
            (None, None) => format!("{holder} changed."),
        }
    }

    fn counts(&mut self) {
        if !self.layers.has(Layers::COUNTS) {
            return;
        }
        self.names.clear();
        let changes = self.changes;
        let mut more = 0;
        for (serial, (was, is)) in changes.counts.iter() {
            if self.told.contains(serial) {
                continue;
            }
            more += 1;
            if let Some(object) = self.find(*serial)
                && more <= MOST
            {
                let (what, how) = (self.the(object), moved(*was, *is));
                self.said.push(format!("The count of {what} {how}."));
            }
        }
        self.rest(more, "count", "changed");
    }

    /// What became garbage, was freed, went out of sight or took a freed place.
    fn fates(&mut self) {
        self.names.clear();
        let changes = self.changes;
        let all = |objects: &[&ObjectView]| -> (String, bool) {
            let what: Vec<String> = objects.iter().map(|o| self.the(o)).collect();
            (cut(what), objects.len() == 1)
        };
        let mut said = Vec::new();
        if !changes.garbage.is_empty() {
            let (what, one) = all(&changes.garbage);
            let (verb, still) = if one {
                ("is", "it is")
            } else {
                ("are", "they are")
            };
            let why = "no name leads there, and yet";
            said.push(format!("{what} {verb} garbage: {why} {still} not freed."));
        }
        if !changes.freed.is_empty() {
            let (what, one) = all(&changes.freed);
            let verb = if one { "was" } else { "were" };
            said.push(format!("{what} {verb} freed."));
        }
        let (immortal, kept): (Vec<&ObjectView>, Vec<&ObjectView>) = changes
            .unreached
            .iter()
            .partition(|object| object.count == Count::Immortal);
        if !immortal.is_empty() {
            let (what, one) = all(&immortal);
            let verb = if one { "it is" } else { "they are" };
            said.push(format!(
                "no name leads to {what} any more; {verb} never freed."
            ));
        }
        if !kept.is_empty() {
            let (what, one) = all(&kept);
            let them = if one { "it" } else { "them" };
            let why = format!("what is not drawn keeps {them}");
            said.push(format!("no name leads to {what} any more; {why}."));
        }
        let made = changes
            .made
            .iter()
            .filter(|o| self.reused.contains(&o.serial));
        let made: Vec<&ObjectView> = made.copied().collect();
        if !made.is_empty() {
            let (what, one) = all(&made);
            let verb = if one { "stands" } else { "stand" };
            said.push(format!("{what} {verb} at a place that was freed before."));
        }
        self.said.extend(said.into_iter().map(capital));
    }

    fn rest(&mut self, all: usize, what: &str, verb: &str) {
        if all > MOST {
            let more = all - MOST;
            let plural = if more == 1 { "" } else { "s" };
            self.said
                .push(format!("And {more} more {what}{plural} {verb}."));
        }
    }

    /// `; its count rose from 1 to 2`, once for each object.
    fn count_of(&mut self, object: &ObjectView) -> String {
        let counts = &self.changes.counts;
        match counts.get(&object.serial) {
            Some((was, is))
                if self.layers.has(Layers::COUNTS)
                    && self.told.insert(object.serial) =>
            {
                format!("; its count {}", moved(*was, *is))
            }
            _ => String::new(),
        }
    }

    fn find(&self, serial: u64) -> Option<&ObjectView> {
        self.changes.counted.get(&serial).copied()
    }

    /// `the list [1, 5, 3] at a0+0x4f30`
    fn the(&self, object: &ObjectView) -> String {
        let mut text = self.called("the ", object);
        if let Some(name) = self.alias(object) {
            text.push_str(&format!(" ({name})"));
        }
        text
    }

    /// A name of an object that could be taken for another one, as no place is said: one
    /// that it has, or had until now.
    fn alias(&self, object: &ObjectView) -> Option<String> {
        let is_like = |other: &ObjectView| {
            other.serial != object.serial
                && other.type_name == object.type_name
                && other.value == object.value
        };
        if self.layers.has(Layers::IDS) || !self.snapshot.objects.iter().any(is_like) {
            return None;
        }
        let spaces = self.snapshot.namespaces.iter().enumerate();
        let has = spaces.flat_map(|(number, space)| {
            let names = space.names.iter();
            let names = names.filter(|name| name.to == Some(object.place));
            names.map(move |name| spoken(number, &space.title, &name.name))
        });
        let changes = self.changes.names.iter();
        let had = changes.filter(|change| {
            change.from.is_some_and(|from| from.serial == object.serial)
        });
        let had = had.map(|change| spoken(change.space, change.title, change.name));
        has.chain(had).find(|name| !self.names.contains(name))
    }

    fn the_or_new(&self, object: &ObjectView) -> String {
        match self.changes.is_made(object.serial) {
            true => self.called("a new ", object),
            false => self.the(object),
        }
    }

    fn called(&self, article: &str, object: &ObjectView) -> String {
        let mut text = format!("{article}{}", object.type_name);
        if object.type_name == "NoneType" {
            text = "None".into();
        } else if !object.value.is_empty() {
            text.push(' ');
            text.push_str(&clip(&object.value, 40));
        }
        if self.layers.has(Layers::IDS) {
            text.push_str(&format!(" at {}", object.place));
        }
        text
    }
}

fn same_turn(a: &NameChange<'_>, b: &NameChange<'_>) -> bool {
    let serial = |object: Option<&ObjectView>| object.map(|object| object.serial);
    serial(a.from) == serial(b.from) && serial(a.to) == serial(b.to)
}
