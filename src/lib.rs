//! PyObject from Scratch: CPython 3.13's object model, rebuilt in Rust.
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
pub mod lens;
pub mod python;

pub use refcount::PyRef;
pub use runtime::{Options, Profile, Runtime};
