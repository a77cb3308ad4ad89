//! The runtime: one heap and all that belongs to it.
//!
//! A [`Runtime`] is a value, not a global: many can live in one process. It stays
//! where it was made (boxed and pinned), since every type points back to it, and so
//! every object can find it. The upper floors keep what they need in *rooms*.
#![allow(unsafe_code)]

use crate::memory::Heap;
use crate::memory::ptr::Ptr;
use crate::object::{HEAD_EXTRA, PyObject, RefChain, Trashcan};
use crate::refcount::{IMMORTAL_REFCNT, Obj};
use crate::shapes::free_list::FreeLists;
use crate::shapes::gc_ring::Ring;
use crate::typeobject::type_cache::TypeCache;
use crate::typeobject::{Builtin, PyTypeObject};
use std::any::Any;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomPinned;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::pin::Pin;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The answer of everything that may fail: a value, or the news that an exception
/// waits in the runtime. One word for references.
pub type PyResult<T = Obj> = Result<T, Raised>;

/// Says that an exception was raised; it waits in the runtime until it is taken.
#[derive(Debug)]
pub struct Raised(());

/// What a runtime is made with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes that may be taken from the operating system.
    pub memory: Option<usize>,
    /// How much may be computed (about one unit an instruction) before it stops.
    pub fuel: Option<u64>,
    /// How deep Python calls may nest.
    pub recursion_limit: u32,
    /// How deep native code may nest, as repr of a list in a list does: CPython's
    /// `Py_C_RECURSION_LIMIT`, which is 10000 on most machines; 400 in a
    /// browser, whose stack is used up soon after 500.
    pub native_limit: u32,
    /// Bytes of the machine's stack that native code may use, should they be used up
    /// before that.
    pub stack: usize,
    /// Which CPython is imitated.
    pub profile: Profile,
    /// The ints that are made once and shared.
    pub small_ints: RangeInclusive<i64>,
    /// Set from outside, another thread perhaps, to raise KeyboardInterrupt.
    pub interrupt: Option<Arc<AtomicBool>>,
    /// Whether the collector runs, over all generations, whenever a container is made
    /// (then it leaves alone what has a finalizer, since no Python may run there), and
    /// whenever the evaluation loop may collect: slow, for tests.
    pub stress_gc: bool,
    /// Where a module that is written in Python has its text from: it gets the name of
    /// a file, such as `enum.py`. Not needed where the feature `library` has made the
    /// text part of the program.
    pub library: Option<fn(&str) -> Option<String>>,
    /// `sys.argv`: the name of the program, and what it was called with.
    pub argv: Vec<String>,
    /// Folders in which modules are looked for that are neither the runtime's own nor
    /// of its library: `name.py`, or `name/__init__.py`.
    pub path: Vec<PathBuf>,
    /// Where `input()` has its lines from, each with its line break if it has one.
    /// Without it, or when it gives nothing, no line can be had.
    pub input: Option<fn() -> Option<String>>,
}

/// Which CPython's behaviour is imitated. Layouts never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// CPython 3.13.
    #[default]
    V3_13,
    /// As before 3.12: small ints and other shared objects are counted, not immortal.
    Classic,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            memory: None,
            fuel: None,
            recursion_limit: 1000,
            native_limit: if cfg!(target_arch = "wasm32") {
                400
            } else {
                10_000
            },
            stack: 3 << 19,
            profile: Profile::V3_13,
            small_ints: -5..=256,
            interrupt: None,
            stress_gc: false,
            library: None,
            argv: vec![String::new()],
            path: Vec::new(),
            input: None,
        }
    }
}

/// One level of native calls, which ends when this is dropped.
pub(crate) struct Level<'rt>(&'rt Cell<u32>);

impl Drop for Level<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// An exception on its way. Most are never looked at, so the object is made late.
pub(crate) enum Pending {
    /// An exception of a built-in class, not yet made.
    Lazy(Builtin, Payload),
    /// An exception object.
    Object(Obj),
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

/// Calls a function of the module `codecs` by its name, where there is one.
type Codecs = fn(&Runtime, &str, &[Obj]) -> PyResult<Option<Obj>>;

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
    /// All live objects, in a build that traces references.
    pub(crate) refchain: RefChain,
    /// The number of the last change of any dict.
    pub(crate) table_changes: Cell<u64>,
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
    /// Calls a function of the module that knows more encodings than `str` does;
    /// `None` where it is not there.
    pub(crate) codecs: Cell<Codecs>,
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

/// An interrupt is looked for whenever the fuel goes below a multiple of 2 to this.
const INTERRUPT_BITS: u32 = 12;

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
            refchain: RefChain::new(),
            table_changes: Cell::new(0),
            type_cache: TypeCache::new(),
            free_lists: FreeLists::new(),
            watched: Cell::new(false),
            deaths: RefCell::default(),
            last_words: Cell::new(|_, _| ()),
            unraisable_hook: Cell::new(|rt, _, _| rt.clear_raised()),
            codecs: Cell::new(|_, _, _| Ok(None)),
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

    /// Whether the program was stopped from outside.
    pub(crate) fn is_stopped(&self) -> bool {
        matches!(*self.pending.borrow(), Some(Pending::Stopped))
    }

    /// Pays for `amount` of work; fails when the fuel is used up, or with
    /// `KeyboardInterrupt` where that was asked for, which is looked at now and then.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn spend(&self, amount: u64) -> PyResult<()> {
        let fuel = self.fuel.get();
        match fuel.checked_sub(amount) {
            Some(left) => {
                self.fuel.set(left);
                if (left ^ fuel) >> INTERRUPT_BITS != 0 {
                    return self.answer_interrupt();
                }
                Ok(())
            }
            None => Err(self.out_of_fuel()),
        }
    }

    #[cold]
    fn answer_interrupt(&self) -> PyResult<()> {
        match &self.options.interrupt {
            Some(asked) if asked.swap(false, Ordering::Relaxed) => {
                Err(self.raise_empty(Builtin::KeyboardInterrupt))
            }
            _ => Ok(()),
        }
    }

    /// Gives fuel for another run.
    pub fn refuel(&self, fuel: u64) {
        self.fuel.set(fuel);
    }

    /// The fuel that is left.
    pub fn fuel(&self) -> u64 {
        self.fuel.get()
    }

    #[cold]
    fn out_of_fuel(&self) -> Raised {
        self.fuel.set(0);
        self.raise_pending(Pending::Stopped)
    }

    /// One level deeper in native code, until the answer is dropped. Fails with
    /// `RecursionError` where that is too deep. `doing` completes the message, as in
    /// " while getting the repr of an object"
    /// (`Include/internal/pycore_ceval.h@v3.13.0#_Py_EnterRecursiveCall`).
    #[inline]
    pub(crate) fn deeper(&self, doing: &str) -> PyResult<Level<'_>> {
        let marker = 0u8;
        let here = (&raw const marker).addr();
        let (top, depth) = (self.stack_top.get(), self.native_depth.get());
        if here > top {
            self.stack_top.set(here);
        } else if top - here > self.options.stack || depth >= self.options.native_limit
        {
            return Err(self.too_deep(doing));
        }
        self.native_depth.set(depth + 1);
        Ok(Level(&self.native_depth))
    }

    #[cold]
    fn too_deep(&self, doing: &str) -> Raised {
        let message = format!("maximum recursion depth exceeded{doing}");
        self.raise(Builtin::RecursionError, message)
    }

    /// Marks here as the place from which native code's use of the stack counts.
    /// Returns the mark that held before, for [`Runtime::restore_stack`].
    pub(crate) fn mark_stack(&self) -> usize {
        let marker = 0u8;
        self.stack_top.replace((&raw const marker).addr())
    }

    /// Puts an earlier mark back.
    pub(crate) fn restore_stack(&self, mark: usize) {
        self.stack_top.set(mark);
    }

    /// Makes an object immortal; it is freed when the runtime ends.
    pub(crate) fn immortalize(&self, object: &Obj) {
        if !object.object().is_immortal() {
            object.object().ob_refcnt.set(IMMORTAL_REFCNT);
            self.immortals.borrow_mut().push(object.pointer());
        }
    }

    /// Frees the immortal objects, those made last first.
    fn free_immortals(&self) {
        let immortals = std::mem::take(&mut *self.immortals.borrow_mut());
        for pointer in immortals.into_iter().rev() {
            // SAFETY: an immortal object was never freed; from here on it has one
            // reference, which is dropped. Other objects that still refer to it are
            // gone, or are in this list and hold references that were never counted.
            unsafe {
                pointer.as_ref().ob_refcnt.set(1);
                drop(Obj::from_owned(pointer));
            }
        }
    }

    fn end(&self) -> Leaks {
        self.heap.traces().stop();
        let floors = std::mem::take(&mut *self.teardown.borrow_mut());
        for floor in floors.into_iter().rev() {
            floor(self);
        }
        self.clear_raised();
        self.type_cache.clear();
        self.clear_rooms();
        self.free_immortals();
        self.free_lists.clear(self);
        let objects = self.leaked_objects();
        self.free_types();
        Leaks {
            blocks: self.heap.live_blocks(),
            objects,
        }
    }

    /// Ends a runtime and says what it left behind, which should be nothing.
    ///
    /// ```
    /// let rt = pyobject::Runtime::new();
    /// let list = rt.list([rt.int(1), rt.int(2)]);
    /// drop(list);
    /// assert_eq!(pyobject::Runtime::finish(rt).blocks, 0);
    /// ```
    pub fn finish(runtime: Pin<Box<Runtime>>) -> Leaks {
        runtime.end()
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // Ended already by `finish`, or never furnished: nothing happens twice.
        self.end();
    }
}

/// What was still alive when a runtime had let go of everything.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// The number of blocks.
    pub blocks: usize,
    /// The names of the types of objects in them, with how many there are.
    pub objects: Vec<(String, usize)>,
}

impl Runtime {
    /// The addresses of the blocks that the built-in types consist of.
    fn type_blocks(&self) -> BTreeSet<usize> {
        let mut blocks = BTreeSet::new();
        for ty in self.types.iter().filter_map(|ty| ty.get().get()) {
            // SAFETY: the types are not freed yet.
            unsafe { ty.as_ref() }.own_blocks(|address| {
                blocks.insert(address);
            });
        }
        blocks
    }

    /// The types of what is alive: blocks in which a word is where `ob_type` would be
    /// and points to a type.
    fn leaked_objects(&self) -> Vec<(String, usize)> {
        let expected = self.type_blocks();
        if self.heap.live_blocks() == expected.len() {
            return Vec::new();
        }
        let types = self.types.iter().filter_map(|ty| ty.get().get());
        let types: Vec<(usize, &str)> = types
            // SAFETY: the types are not freed yet.
            .map(|ty| (ty.addr().get(), unsafe { ty.as_ref() }.short_name()))
            .collect();
        let mut found = BTreeMap::<String, usize>::new();
        self.heap.each_live_block(|block| {
            let word = |offset| {
                let at = block.start + HEAD_EXTRA + offset;
                let bytes = self.heap.read(at, 8)?;
                Some(u64::from_le_bytes(bytes.try_into().ok()?) as usize)
            };
            let name = [8, 24, 40].into_iter().find_map(|offset| {
                let word = word(offset)?;
                types.iter().find(|(address, _)| *address == word)
            });
            if !expected.contains(&block.start) {
                let name = name.map_or("memory of an object", |(_, name)| name);
                *found.entry(name.to_owned()).or_default() += 1;
            }
        });
        found.into_iter().collect()
    }
}
