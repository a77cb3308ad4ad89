//! PyObject from Scratch: CPython 3.13's object model, rebuilt in Rust.
#![deny(unsafe_code)]

pub mod check;
pub mod lens;
pub mod python;
