//! The runtime: one heap and all that belongs to it.
//!
//! A [`Runtime`] is a value, not a global: many can live in one process. It stays
//! where it was made (boxed and pinned), since every type points back to it, and so
//! every object can find it. The upper floors keep what they need in *rooms*.
#![allow(unsafe_code)]

mod end;
mod limits;
mod options;

pub use end::Leaks;
pub use options::{Options, Profile};

use crate::memory::Heap;
use crate::memory::ptr::Ptr;
use crate::object::{PyObject, RefChain, Trashcan};
use crate::refcount::{IMMORTAL_REFCNT, Lent, Obj};
use crate::shapes::free_list::FreeLists;
use crate::shapes::gc_ring::Ring;
use crate::typeobject::type_cache::TypeCache;
use crate::typeobject::{Builtin, PyTypeObject};
use std::any::Any;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::BTreeSet;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::ptr::NonNull;

/// The answer of everything that may fail: a value, or the news that an exception
/// waits in the runtime. One word for references.
pub type PyResult<T = Obj> = Result<T, Raised>;

/// Says that an exception was raised; it waits in the runtime until it is taken.
#[derive(Debug)]
pub struct Raised(());

/// An exception on its way. Most are never looked at, so the object is made late.
pub(crate) enum Pending {
    /// An exception of a built-in class, not yet made.
    Lazy(Builtin, Payload),
    /// An exception object.
    Object(Obj),
    /// One that is thrown into a generator: what is handled where it comes from is not
    /// its context.
    Thrown(Obj),
    /// The program was stopped: no handler sees this.
    Stopped,
}

/// The arguments of an exception that is not yet made.
pub(crate) enum Payload {
    /// No arguments.
    Empty,
    /// A message.
    Text(String),
    /// One argument.
    Value(Obj),
}

/// Finds the value of a name that is bound nowhere.
type LateNames = fn(&Runtime, &Obj) -> PyResult<Option<Obj>>;

/// Calls a function of the module `codecs` by its name, where there is one.
type Codecs = fn(&Runtime, &str, &[Obj]) -> PyResult<Option<Obj>>;

/// Gives a warning of a class, in these words, for the line that runs.
type Warn = fn(&Runtime, Builtin, &str) -> PyResult<()>;

/// A runtime: heap, types, and the state of what runs.
pub struct Runtime {
    pub(crate) heap: Heap,
    pub(crate) types: [Cell<Ptr<PyTypeObject>>; Builtin::COUNT],
    /// The containers that the collector knows; new ones join the first generation.
    pub(crate) generations: [Ring; 3],
    /// Containers that the collector leaves alone.
    pub(crate) permanent: Ring,
    /// Containers made less containers freed since the last collection.
    pub(crate) young_count: Cell<i64>,
    /// Above this count, the evaluation loop is asked to collect.
    pub(crate) young_threshold: Cell<i64>,
    /// Under stress, called before a container is made.
    pub(crate) stress: Cell<Option<fn(&Runtime)>>,
    pub(crate) trashcan: Trashcan,
    pub(crate) lent: Lent,
    pub(crate) refchain: RefChain,
    /// The number of the last change of any dict.
    pub(crate) table_changes: Cell<u64>,
    /// How many blocks of keys were given a number.
    pub(crate) numbered_keys: Cell<u32>,
    /// What classes were asked for lately.
    pub(crate) type_cache: TypeCache,
    /// Blocks that are kept for the next objects of their kind.
    pub(crate) free_lists: FreeLists,
    /// Whether somebody looks at the heap and wants to know who died.
    watched: Cell<bool>,
    /// The addresses of objects that died while it was watched.
    deaths: RefCell<BTreeSet<usize>>,
    /// Called with an object that dies and to which there are weak references.
    pub(crate) last_words: Cell<fn(&Runtime, &Obj)>,
    /// Called with an exception that nobody can catch, and where it was raised.
    pub(crate) unraisable_hook: Cell<fn(&Runtime, Option<&Obj>, Raised)>,
    /// Asked for a name that is bound nowhere, before an error says so.
    pub(crate) late_names: Cell<LateNames>,
    /// Calls a function of the module that knows more encodings than `str` does;
    /// `None` where it is not there.
    pub(crate) codecs: Cell<Codecs>,
    /// Gives a warning, where there is somebody to hear it.
    pub(crate) warn_hook: Cell<Warn>,
    pending: RefCell<Option<Pending>>,
    /// Set when the evaluation loop has something to do besides instructions.
    pub(crate) breaker: Cell<bool>,
    fuel: Cell<u64>,
    stack_top: Cell<usize>,
    /// How many levels of native calls are open.
    native_depth: Cell<u32>,
    rooms: [UnsafeCell<Option<Box<dyn Any>>>; ROOMS],
    /// The rooms in the order in which they were furnished.
    furnished: RefCell<Vec<usize>>,
    /// All immortal objects but the built-in types.
    immortals: RefCell<Vec<NonNull<PyObject>>>,
    /// What each floor does when the runtime ends, in the order of installation.
    teardown: RefCell<Vec<fn(&Runtime)>>,
    /// What the runtime was made with.
    pub options: Options,
    _pinned: PhantomPinned,
}

const ROOMS: usize = 24;

/// State that an upper floor keeps in the runtime.
///
/// # Safety
/// No two types have the same number; [`room!`](crate::room) declares them.
pub unsafe trait Room: 'static {
    /// The number of the room.
    const NUMBER: usize;
}

/// Declares a type to be the state in a room.
#[macro_export]
macro_rules! room {
    ($name:ty, $number:expr) => {
        #[allow(unsafe_code)]
        // SAFETY: the numbers are listed in `runtime::rooms`, each used once.
        unsafe impl $crate::runtime::Room for $name {
            const NUMBER: usize = $number;
        }
    };
}

/// The numbers of the rooms.
pub mod rooms {
    /// Floor 2: the table of small ints.
    pub const SMALL_INTS: usize = 0;
    /// Floor 2: the collector.
    pub const GC: usize = 1;
    /// Floor 3: None, True, False and the like.
    pub const SINGLETONS: usize = 2;
    /// Floor 3: interned strings and characters.
    pub const STRINGS: usize = 3;
    /// Floor 3: free lists.
    pub const FREE_LISTS: usize = 4;
    /// Floor 4: the cache of attribute lookups.
    pub const ATTRIBUTES: usize = 5;
    /// Floor 6: modules, frames, output.
    pub const PYTHON: usize = 6;
    /// Floor 3: names that the runtime itself looks up.
    pub const NAMES: usize = 7;
    /// Floor 2: weak references.
    pub const WEAKREF: usize = 8;
    /// Floor 3: True and False.
    pub const BOOLS: usize = 9;
    /// Floor 3: the empty tuple.
    pub const TUPLE: usize = 10;
    /// Floor 3: the empty bytes and the single ones.
    pub const BYTES: usize = 11;
    /// Floor 3: what modules keep.
    pub const MODULES: usize = 12;
    /// Floor 1: what hash tables share.
    pub const KEY_TABLES: usize = 13;
    /// Floor 3: what is being shown at the moment.
    pub const REPR_GUARD: usize = 14;
    /// Floor 3: the settings of the numeric types.
    pub const NUMBERS: usize = 15;
}

impl Runtime {
    /// Notes each block that is made from now on; `site` says where the program is.
    pub(crate) fn trace_blocks(&self, site: fn(&Runtime) -> u32) {
        let this = NonNull::from(self);
        // SAFETY: the heap, which keeps this, is part of the runtime, which never moves.
        let here = move || site(unsafe { this.as_ref() });
        self.heap.traces().start(Box::new(here));
    }

    /// A runtime with nothing in it but its heap: no types, no objects.
    pub(crate) fn empty(options: Options) -> Pin<Box<Runtime>> {
        Box::pin(Runtime {
            heap: Heap::new(options.memory),
            types: [const { Cell::new(Ptr::NULL) }; Builtin::COUNT],
            generations: std::array::from_fn(|_| Ring::new()),
            permanent: Ring::new(),
            young_count: Cell::new(0),
            young_threshold: Cell::new(i64::MAX),
            stress: Cell::new(None),
            trashcan: Trashcan::default(),
            lent: Lent::default(),
            refchain: RefChain::new(),
            table_changes: Cell::new(0),
            numbered_keys: Cell::new(0),
            type_cache: TypeCache::new(),
            free_lists: FreeLists::new(),
            watched: Cell::new(false),
            deaths: RefCell::default(),
            last_words: Cell::new(|_, _| ()),
            unraisable_hook: Cell::new(|rt, _, _| rt.clear_raised()),
            late_names: Cell::new(|_, _| Ok(None)),
            codecs: Cell::new(|_, _, _| Ok(None)),
            warn_hook: Cell::new(|_, _, _| Ok(())),
            pending: RefCell::new(None),
            breaker: Cell::new(false),
            fuel: Cell::new(options.fuel.unwrap_or(u64::MAX)),
            stack_top: Cell::new(0),
            native_depth: Cell::new(0),
            rooms: [const { UnsafeCell::new(None) }; ROOMS],
            furnished: RefCell::default(),
            immortals: RefCell::default(),
            teardown: RefCell::default(),
            options,
            _pinned: PhantomPinned,
        })
    }

    /// Furnishes a room.
    pub(crate) fn furnish<T: Room>(&self, state: T) {
        assert!(!self.has_room::<T>(), "a room is furnished once");
        self.furnished.borrow_mut().push(T::NUMBER);
        // SAFETY: the room is empty, so nobody looks into it.
        unsafe { *self.rooms[T::NUMBER].get() = Some(Box::new(state)) };
    }

    /// What is in a room.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn room<T: Room>(&self) -> &T {
        self.try_room().expect("the floor is installed")
    }

    /// What is in a room, if it is furnished.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn try_room<T: Room>(&self) -> Option<&T> {
        // SAFETY: a room is filled before anybody looks into it, and emptied only when
        // the runtime ends, by `clear_rooms`.
        let state = unsafe { (*self.rooms[T::NUMBER].get()).as_ref()? };
        debug_assert!(state.is::<T>());
        // SAFETY: only `furnish::<T>` fills the room with T's number.
        Some(unsafe { &*(&raw const **state).cast::<T>() })
    }

    /// Whether a room is furnished.
    pub(crate) fn has_room<T: Room>(&self) -> bool {
        self.try_room::<T>().is_some()
    }

    /// Empties the rooms, the one furnished last first.
    fn clear_rooms(&self) {
        let furnished = std::mem::take(&mut *self.furnished.borrow_mut());
        for number in furnished.into_iter().rev() {
            // SAFETY: the runtime ends: no code runs that borrows from a room. What is
            // freed meanwhile finds this room empty.
            drop(unsafe { (*self.rooms[number].get()).take() });
        }
    }

    /// A container was made; when there are many, the evaluation loop shall collect.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn count_container(&self) {
        let count = self.young_count.get() + 1;
        self.young_count.set(count);
        if count > self.young_threshold.get() {
            self.ask_to_collect();
        }
    }

    #[cold]
    fn ask_to_collect(&self) {
        self.breaker.set(true);
        if let Some(collect) = self.stress.get() {
            collect(self);
        }
    }

    /// A container's memory was given back.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn uncount_container(&self) {
        let count = self.young_count.get();
        self.young_count.set(count - i64::from(count > 0));
    }

    /// Notes from here on who dies, for [`Runtime::take_deaths`].
    pub(crate) fn watch_deaths(&self) {
        self.watched.set(true);
    }

    /// The addresses of the objects that died since the last time. Others may live
    /// there by now.
    pub(crate) fn take_deaths(&self) -> BTreeSet<usize> {
        self.deaths.take()
    }

    /// An object's memory is given back.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn note_death(&self, object: NonNull<PyObject>) {
        if self.watched.get() {
            self.deaths.borrow_mut().insert(object.addr().get());
        }
    }

    /// Registers what a floor does when the runtime ends; the last one is first.
    pub(crate) fn at_teardown(&self, function: fn(&Runtime)) {
        self.teardown.borrow_mut().push(function);
    }

    /// Raises an exception of a built-in class with a message.
    #[cold]
    pub(crate) fn raise(&self, class: Builtin, message: impl Into<String>) -> Raised {
        self.raise_pending(Pending::Lazy(class, Payload::Text(message.into())))
    }

    /// Raises an exception of a built-in class with one argument.
    #[cold]
    pub(crate) fn raise_value(&self, class: Builtin, value: Obj) -> Raised {
        self.raise_pending(Pending::Lazy(class, Payload::Value(value)))
    }

    /// Raises an exception of a built-in class without arguments.
    #[cold]
    pub(crate) fn raise_empty(&self, class: Builtin) -> Raised {
        self.raise_pending(Pending::Lazy(class, Payload::Empty))
    }

    /// Raises `TypeError`.
    #[cold]
    pub(crate) fn type_error(&self, message: impl Into<String>) -> Raised {
        self.raise(Builtin::TypeError, message)
    }

    /// Raises `ValueError`.
    #[cold]
    pub(crate) fn value_error(&self, message: impl Into<String>) -> Raised {
        self.raise(Builtin::ValueError, message)
    }

    /// Raises `MemoryError`.
    #[cold]
    pub(crate) fn memory_error(&self) -> Raised {
        self.raise_pending(Pending::Lazy(Builtin::MemoryError, Payload::Empty))
    }

    /// Lets an exception wait; one that waited already is dropped.
    #[cold]
    pub(crate) fn raise_pending(&self, pending: Pending) -> Raised {
        let old = self.pending.replace(Some(pending));
        drop(old);
        Raised(())
    }

    /// Takes the exception that waits.
    pub(crate) fn take_pending(&self) -> Option<Pending> {
        self.pending.take()
    }

    /// Drops the exception that waits.
    pub(crate) fn clear_raised(&self) {
        drop(self.pending.take());
    }

    /// Reports an exception where there is nobody to catch it: in a finalizer or a
    /// callback. `place` is what was called. The exception is gone after that.
    #[cold]
    pub(crate) fn unraisable(&self, place: Option<&Obj>, raised: Raised) {
        if self.is_stopped() {
            return;
        }
        self.unraisable_hook.get()(self, place, raised);
        self.clear_raised();
    }

    /// Warns of what the line that runs does. Fails where the program's filters say
    /// that such a warning is an error (`Python/_warnings.c@v3.13.0#PyErr_WarnEx`).
    #[cold]
    pub(crate) fn warn(&self, class: Builtin, message: &str) -> PyResult<()> {
        self.warn_hook.get()(self, class, message)
    }

    /// Warns that something will not go on for ever.
    #[cold]
    pub(crate) fn deprecated(&self, message: &str) -> PyResult<()> {
        self.warn(Builtin::DeprecationWarning, message)
    }

    /// Warns of a number that a special method returned, which is of a subclass of
    /// what it should be; `returned` says which.
    #[cold]
    pub(crate) fn strict_subclass(&self, returned: &str, kind: &str) -> PyResult<()> {
        self.deprecated(&format!(
            "{returned}.  The ability to return an instance of a strict subclass of \
             {kind} is deprecated, and may be removed in a future version of Python."
        ))
    }

    /// Makes an object immortal; it is freed when the runtime ends.
    pub(crate) fn immortalize(&self, object: &Obj) {
        if !object.object().is_immortal() {
            object.object().ob_refcnt.set(IMMORTAL_REFCNT);
            self.immortals.borrow_mut().push(object.pointer());
        }
    }
}
