//! PyObject from Scratch: CPython 3.13's object model, rebuilt in Rust.
//!
//! A module uses its own floor and those below it:
//!
//! | floor | modules | what lives there |
//! |---|---|---|
//! | 7 the doors | [`check`], [`eject`], the command | transcripts that are replayed, chapters as crates |
//! | 6 the language | [`python`] | source, bytecode, evaluation, modules |
//! | 5 the window | [`lens`] | looking at a live heap without changing it |
//! | 4 the ideas | [`names`], [`alias`], [`attributes`], [`instance`], [`sizes`] | namespaces, identity, lookup, where values are kept |
//! | 3 built-in types | [`objects`] | int, str, list, dict and all others, one a file |
//! | 2 what objects share | [`small_ints`], [`gc`], [`mod@weakref`] | ready-made ints, cycles, weak references |
//! | 1 the object | [`object`], [`refcount`], [`typeobject`], [`runtime`], [`shapes`] | header, reference, type, storage |
//! | 0 the ground | [`memory`] | arenas, pools, blocks |
//!
//! What an upper floor does for a lower one goes through a slot or a hook that is empty
//! until the upper floor's `install` fills it. Where a module names something of a floor
//! above, it goes through one of these doors; a test holds all else shut:
//!
//! | door | why |
//! |---|---|
//! | `objects` → `attributes` | what a type does with an attribute of its own, all others are found as usual |
//! | `objects` → `attributes::slot_functions` | a special method that has no slot is called by name |
//! | `objects` → `attributes::type_methods` | `__dict__` and the names of classes are got as `type` gets them |
//! | `objects::code` → `python::opcode` | how many instructions there are |
//! | `objects::code` → `python::unit` | the flags of a code object |
//! | `objects::code_tables` → `python::unit` | the flags of a code object |
//! | `objects::frame` → `python` | an object shows the frame that runs, and may clear it |
//! | `objects::frame_variables` → `python` | the variables of a frame that runs |
//! | `objects::traceback` → `python::frame` | the frame that runs |
//! | `objects::super_type` → `python::frame` | the caller's first argument |
//! | `objects::generator` → `python` | a generator is a frame that waits, and goes on when it is asked |
//! | `objects::module` → `python::modules` | the names of the built-in modules |
#![deny(unsafe_code)]

pub mod memory;
pub mod object;
pub mod refcount;
pub mod runtime;
pub mod shapes;
pub mod typeobject;

pub mod attributes;
pub mod gc;
pub mod instance;
pub mod names;
pub mod objects;
pub mod sizes;
pub mod small_ints;
pub mod start;

pub mod alias;
pub mod weakref;

pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod eject;
pub mod lens;
pub mod python;

pub use refcount::PyRef;
pub use runtime::{Options, Profile, Runtime};
