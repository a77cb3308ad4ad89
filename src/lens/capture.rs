//! From a live heap to a [`Snapshot`].
//!
//! A [`Camera`] belongs to one run. It gives each object that it meets a serial number
//! and keeps it until the object dies, so that a block with a new tenant is told from
//! the same object seen again: for that the runtime notes who dies while it is watched.
//!
//! Looking takes no counts that are seen, keeps nothing alive and runs no Python: the
//! references that the camera holds while it looks are gone when it has looked, and the
//! counts in a snapshot were read before they were taken.

use std::collections::VecDeque;

use super::filled;
use super::layers::Layers;
use super::look;
use super::snapshot::{
    Count, Edge, NameView, NamespaceView, ObjectView, Place, Snapshot, State,
};
use super::sorted::{Map, Set};
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::gc_ring::each_reference;
use crate::sizes::size_in_memory;
use crate::typeobject::PyTypeObject;

/// The most objects of one snapshot.
const MOST_OBJECTS: usize = 300;
/// The most fields of an object whose bytes are to be drawn on its card.
const CARD_FIELDS: usize = 12;
/// The most fields of an object that is looked at closely.
const CHOSEN_FIELDS: usize = 40;
/// With more containers than this, garbage that no name ever reached is not looked for.
const MOST_CONTAINERS: usize = 100_000;

/// Looks at the heap of one run, time after time.
pub struct Camera {
    layers: Layers,
    /// The serials of objects whose bytes are shown whatever the layers.
    pub(crate) chosen: Vec<u64>,
    /// The serial of each object met, by address, until it dies.
    serials: Map<usize, u64>,
    next_serial: u64,
    /// The containers that were there before the run began.
    furniture: Set<usize>,
    /// What the last snapshot showed, by serial.
    last: Map<u64, ObjectView>,
}

impl Camera {
    /// A camera for a run that begins now. From here on the runtime notes who dies.
    pub(crate) fn new(rt: &Runtime, layers: Layers) -> Camera {
        rt.watch_deaths();
        let mut furniture = Set::new();
        each_container(rt, &mut |object| {
            furniture.insert(object.id());
        });
        Camera {
            layers,
            chosen: Vec::new(),
            serials: Map::new(),
            next_serial: 1,
            furniture,
            last: Map::new(),
        }
    }

    /// Takes a picture. `show` names what the reader sees, space by space.
    pub(crate) fn shoot(
        &mut self,
        rt: &Runtime,
        show: impl FnOnce(&mut Shot<'_>),
    ) -> Snapshot {
        for address in rt.take_deaths() {
            self.serials.remove(&address);
            self.furniture.remove(&address);
        }
        let mut shot = Shot {
            rt,
            camera: self,
            met: Map::new(),
            held: VecDeque::new(),
            types: Map::new(),
            holding: Set::new(),
            snapshot: Snapshot::default(),
        };
        show(&mut shot);
        shot.follow(State::Live);
        shot.find_garbage();
        shot.find_kept();
        if shot.camera.layers.has(Layers::TYPES) {
            shot.add_types();
        }
        let snapshot = shot.snapshot;
        let objects = snapshot.objects.iter();
        self.last = filled(objects.map(|view| (view.serial, view.clone())));
        snapshot
    }

    /// Forgets what the last snapshot showed: the next one begins another example.
    pub(crate) fn begin(&mut self) {
        self.last.clear();
    }

    fn serial(&mut self, address: usize) -> u64 {
        let next = self.next_serial;
        let serial = *self.serials.or_insert(address, next);
        self.next_serial = next.max(serial + 1);
        serial
    }
}

/// One snapshot while it is taken.
pub(crate) struct Shot<'a> {
    rt: &'a Runtime,
    camera: &'a mut Camera,
    /// The number of each object in the snapshot, by address.
    met: Map<usize, usize>,
    /// Objects whose references are still to be followed.
    held: VecDeque<(usize, Obj)>,
    /// The types of what was met, by address, where they are wanted.
    types: Map<usize, Obj>,
    /// Addresses of objects to which this shot itself holds one reference.
    holding: Set<usize>,
    snapshot: Snapshot,
}

impl Shot<'_> {
    /// Begins a namespace.
    pub(crate) fn space(&mut self, title: impl Into<String>) {
        self.snapshot.namespaces.push(NamespaceView {
            title: title.into(),
            names: Vec::new(),
        });
    }

    /// Adds a name to the namespace begun last. `extra` references to the object exist
    /// only while the caller shows it.
    pub(crate) fn name(&mut self, name: &str, object: Option<&Obj>, extra: u64) {
        let to = object.and_then(|object| self.meet(object, State::Live, extra));
        if let Some(space) = self.snapshot.namespaces.last_mut() {
            space.names.push(NameView {
                name: name.to_owned(),
                to,
            });
        }
    }

    /// Whether an object is in the snapshot or was in the last one.
    pub(crate) fn knows(&self, object: &Obj) -> bool {
        let address = object.id();
        let serial = self.camera.serials.get(&address);
        self.met.contains_key(&address)
            || serial.is_some_and(|serial| self.camera.last.contains_key(serial))
    }

    /// Follows the references of everything met so far.
    pub(crate) fn reach(&mut self) {
        self.follow(State::Live);
    }

    fn place(&self, object: &Obj) -> Option<Place> {
        self.rt.heap.place(object.id())
    }

    /// Writes an object down, if there is room and it is not yet there.
    fn meet(&mut self, object: &Obj, state: State, extra: u64) -> Option<Place> {
        let place = self.place(object)?;
        if self.met.contains_key(&object.id()) {
            return Some(place);
        }
        if self.snapshot.objects.len() >= MOST_OBJECTS {
            self.snapshot.left_out += 1;
            return None;
        }
        let holding = u64::from(self.holding.contains(&object.id()));
        let count = count(object, extra + holding);
        let serial = self.camera.serial(object.id());
        self.number_types(object);
        let shows = |layer| self.camera.layers.has(layer);
        let most = match self.camera.chosen.contains(&serial) {
            true => CHOSEN_FIELDS,
            false if shows(Layers::BYTES) => CARD_FIELDS,
            false => 0,
        };
        let fields = match most {
            0 => Vec::new(),
            most => look::fields(self.rt, object, count, most),
        };
        let type_place = match shows(Layers::TYPES) {
            true => self.want_type(object.ty().to_obj()),
            false => None,
        };
        let view = ObjectView {
            place,
            serial,
            type_name: object.ty().short_name().to_string(),
            type_place,
            value: look::value(object),
            repeats: false,
            count,
            size: size_in_memory(object) as u64,
            edges: Vec::new(),
            more: 0,
            fields,
            state,
        };
        let number = self.snapshot.objects.len();
        self.met.insert(object.id(), number);
        self.snapshot.objects.push(view);
        self.held.push_back((number, object.clone()));
        Some(place)
    }

    /// Gives the types above an object their serials, so that later ones are the same
    /// whether types are shown or not.
    fn number_types(&mut self, object: &Obj) {
        let mut class = object.ty().to_obj();
        while !self.camera.serials.contains_key(&class.id()) {
            self.camera.serial(class.id());
            class = class.ty().to_obj();
        }
    }

    /// Notes a type that is to be added last.
    fn want_type(&mut self, class: Obj) -> Option<Place> {
        let place = self.place(&class);
        let address = class.id();
        if !self.met.contains_key(&address) {
            self.types.insert(address, class);
            self.holding.insert(address);
        }
        place
    }

    /// Follows references, breadth first; what they lead to is in this state.
    fn follow(&mut self, state: State) {
        while let Some((number, object)) = self.held.pop_front() {
            let (mut edges, mut more) = (Vec::new(), 0);
            more += look::each_edge(&object, &mut |label, to, kind, extra| match self
                .meet(to, state, extra)
            {
                Some(to) => edges.push(Edge {
                    label: label.to_owned(),
                    to,
                    kind,
                }),
                None => more += 1,
            });
            let view = &mut self.snapshot.objects[number];
            view.repeats = !edges.is_empty() && look::is_container(&object);
            (view.edges, view.more) = (edges, more as u64);
        }
    }

    /// Adds what no name reaches though it is not freed, because a cycle keeps it.
    ///
    /// This is the collector's own reckoning, done on paper: of the containers that the
    /// run made and that are not reached, those whose references all come from others
    /// of them are garbage, unless one that is not leads there.
    fn find_garbage(&mut self) {
        let mut refs: Map<usize, u64> = Map::new();
        let mut others: Vec<Obj> = Vec::new();
        let mut seen = 0;
        each_container(self.rt, &mut |object| {
            seen += 1;
            let address = object.id();
            let furniture = self.camera.furniture.contains(&address);
            if furniture || self.met.contains_key(&address) || seen > MOST_CONTAINERS {
                return;
            }
            let holding = u64::from(self.holding.contains(&address));
            refs.insert(address, object.refcnt() - holding);
            others.push(object.clone());
        });
        if others.is_empty() {
            return;
        }
        for object in &others {
            each_reference(object, &mut |to| {
                if let Some(left) = refs.get_mut(&to.id()) {
                    *left = left.saturating_sub(1);
                }
            });
        }
        let mut kept: Vec<&Obj> = Vec::new();
        for object in &others {
            if refs.get(&object.id()).is_some_and(|left| *left > 0) {
                refs.remove(&object.id());
                kept.push(object);
            }
        }
        let by_address: Map<usize, &Obj> =
            filled(others.iter().map(|object| (object.id(), object)));
        while let Some(object) = kept.pop() {
            each_reference(object, &mut |to| {
                if refs.remove(&to.id()).is_some()
                    && let Some(next) = by_address.get(&to.id())
                {
                    kept.push(next);
                }
            });
        }
        let parts =
            parts_of_classes(others.iter().filter(|o| refs.contains_key(&o.id())));
        self.holding.extend(others.iter().map(Obj::id));
        for object in &others {
            let address = object.id();
            if refs.contains_key(&address) && !parts.contains(&address) {
                self.meet(object, State::Garbage, 0);
            }
        }
        self.follow(State::Garbage);
    }

    /// Adds, once, what the last snapshot showed and no name reaches any more, though
    /// it is alive: something that is never drawn keeps it.
    fn find_kept(&mut self) {
        let alive: Set<u64> = filled(self.camera.serials.values().copied());
        let here: Set<u64> =
            filled(self.snapshot.objects.iter().map(|view| view.serial));
        let lost = self.camera.last.values().filter(|view| {
            let (serial, state) = (view.serial, view.state);
            state != State::Kept
                && view.count != Count::Immortal
                && alive.contains(&serial)
                && !here.contains(&serial)
        });
        let lost: Vec<ObjectView> = lost
            .map(|view| ObjectView {
                state: State::Kept,
                edges: Vec::new(),
                ..view.clone()
            })
            .collect();
        self.snapshot.objects.extend(lost);
    }

    /// Adds the types of what is there, and theirs. What they refer to is not followed.
    fn add_types(&mut self) {
        while let Some((_, class)) = self.types.take_first() {
            self.holding.remove(&class.id());
            self.meet(&class, State::Live, 1);
            self.held.clear();
        }
    }
}

/// The count of an object without `extra` references.
fn count(object: &Obj, extra: u64) -> Count {
    match object.object().is_immortal() {
        true => Count::Immortal,
        false => Count::Mortal(object.refcnt().saturating_sub(extra)),
    }
}

/// Of objects, those that are only the inside of a class among them: its namespace, its
/// order of bases, its methods.
fn parts_of_classes<'a>(objects: impl Iterator<Item = &'a Obj>) -> Set<usize> {
    let mut parts = Set::new();
    for class in objects.filter(|object| object.cast::<PyTypeObject>().is_some()) {
        let mut inside = |part: &Obj| {
            if part.cast::<PyTypeObject>().is_none() {
                parts.insert(part.id());
            }
        };
        each_reference(class, &mut |part| {
            inside(part);
            if dict::is_dict(part) {
                each_reference(part, &mut inside);
            }
        });
    }
    parts
}

/// Shows every container that the collector knows, without counting.
fn each_container(rt: &Runtime, show: &mut dyn FnMut(&Obj)) {
    for ring in rt.generations.iter().chain([&rt.permanent]) {
        ring.each(show);
    }
}
