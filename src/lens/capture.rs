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
    Count, Edge, EdgeKind, NameView, NamespaceView, ObjectView, Place, Snapshot, State,
};
use super::sorted::{Map, Set};
use crate::gc::OLDEST;
use crate::objects::dict;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::sizes::size_in_memory;

mod garbage;

/// The most objects of one snapshot.
const MOST_OBJECTS: usize = 300;
/// The most fields of an object whose bytes are to be drawn on its card.
const CARD_FIELDS: usize = 12;
/// The most fields of an object that is looked at closely.
const CHOSEN_FIELDS: usize = 40;

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
        each_container(rt, &mut |object, _| {
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
            young: Map::new(),
            held: VecDeque::new(),
            types: Map::new(),
            holding: Map::new(),
            weak: VecDeque::new(),
            snapshot: Snapshot::default(),
        };
        if shot.camera.layers.has(Layers::BYTES) || !shot.camera.chosen.is_empty() {
            shot.find_generations();
        }
        show(&mut shot);
        shot.follow(State::Live);
        shot.find_garbage();
        shot.follow_weak();
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
    /// The generations of containers that the run made and that are not in the oldest,
    /// by address, where they are wanted.
    young: Map<usize, usize>,
    /// Objects whose references are still to be followed.
    held: VecDeque<(usize, Obj)>,
    /// The types of what was met, by address, where they are wanted.
    types: Map<usize, Obj>,
    /// By address, how many references this shot itself holds to an object.
    holding: Map<usize, u64>,
    /// What weak references lead to, and nothing else so far.
    weak: VecDeque<Obj>,
    snapshot: Snapshot,
}

impl Shot<'_> {
    /// Notes which containers are in which of the younger generations.
    fn find_generations(&mut self) {
        let (furniture, mut young) = (&self.camera.furniture, Vec::new());
        each_container(self.rt, &mut |object, generation| {
            let address = object.id();
            if let Some(number) = generation.filter(|number| *number < OLDEST)
                && !furniture.contains(&address)
            {
                young.push((address, number));
            }
        });
        crate::shapes::order::sort(&mut young, Ord::cmp);
        self.young.extend(young);
    }

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

    /// Leaves an object in the picture that the last one showed.
    pub(crate) fn keep(&mut self, object: &Obj) {
        if self.knows(object) {
            self.meet(object, State::Live, 0);
        }
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
        let count = count(object, extra + self.held_here(object));
        // What is never freed is no garbage, whatever leads there.
        let state = match count {
            Count::Immortal => State::Live,
            Count::Mortal(_) => state,
        };
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
            most => {
                let young = self.young.get(&object.id()).copied();
                look::fields(self.rt, object, count, young.unwrap_or(OLDEST), most)
            }
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
        if !self.met.contains_key(&address) && !self.types.contains_key(&address) {
            self.types.insert(address, class);
            *self.holding.or_default(address) += 1;
        }
        place
    }

    /// Follows references, breadth first; what they lead to is in this state.
    fn follow(&mut self, state: State) {
        while let Some((number, object)) = self.held.pop_front() {
            let (mut edges, mut more) = (Vec::new(), 0);
            more += look::each_edge(&object, &mut |label, to, kind, extra| match self
                .lead(to, kind, state, extra)
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

    /// Where a reference leads. A weak one reaches nothing by itself: what it leads to is
    /// written down when everything else is.
    fn lead(
        &mut self,
        to: &Obj,
        kind: EdgeKind,
        state: State,
        extra: u64,
    ) -> Option<Place> {
        let address = to.id();
        if kind == EdgeKind::Strong || self.met.contains_key(&address) {
            return self.meet(to, state, extra);
        }
        if !self.holding.contains_key(&address) {
            self.weak.push_back(to.clone());
            self.holding.insert(address, 1);
        }
        self.place(to)
    }

    /// Adds what only weak references lead to, though something that is not drawn keeps
    /// it.
    fn follow_weak(&mut self) {
        while let Some(object) = self.weak.pop_front() {
            self.meet(&object, State::Live, 0);
            self.follow(State::Live);
        }
    }

    /// How many references this shot itself holds to an object.
    fn held_here(&self, object: &Obj) -> u64 {
        self.holding.get(&object.id()).copied().unwrap_or(0)
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
            self.meet(&class, State::Live, 0);
            self.held.clear();
        }
    }
}

/// What a name in a dict refers to, found without making a string.
pub(crate) fn named(namespace: &Obj, wanted: &str) -> Option<Obj> {
    let mut position = 0;
    let mut entries = std::iter::from_fn(|| dict::next(namespace, &mut position));
    entries.find_map(|(name, value, _)| {
        Text::of(&name)
            .is_some_and(|name| name.equals(wanted))
            .then_some(value)
    })
}

/// The count of an object without `extra` references.
fn count(object: &Obj, extra: u64) -> Count {
    match object.object().is_immortal() {
        true => Count::Immortal,
        false => Count::Mortal(object.refcnt().saturating_sub(extra)),
    }
}

/// Shows every container that the collector knows, without counting, and the number of
/// its generation; what is frozen has none.
fn each_container(rt: &Runtime, show: &mut dyn FnMut(&Obj, Option<usize>)) {
    for (number, ring) in rt.generations.iter().enumerate() {
        ring.each(&mut |object| show(object, Some(number)));
    }
    rt.permanent.each(&mut |object| show(object, None));
}
