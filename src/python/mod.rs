//! The language: source, bytecode, evaluation.

pub(crate) mod assemble;
pub(crate) mod builtins;
mod carets;
pub mod compile;
#[cfg(not(target_arch = "wasm32"))]
mod console;
pub(crate) mod display;
pub(crate) mod eval;
pub(crate) mod fold;
pub(crate) mod frame;
pub(crate) mod hooks;
pub(crate) mod interp;
mod left;
pub(crate) mod modules;
pub mod opcode;
pub(crate) mod program;
pub mod record;
pub(crate) mod registers;
pub(crate) mod report;
pub(crate) mod session;
pub(crate) mod stack;
mod suggestions;
pub(crate) mod symtable;
pub mod syntax;
pub(crate) mod type_params;
pub(crate) mod typed;
pub mod unit;
mod warnings;
mod wide;

#[cfg(not(target_arch = "wasm32"))]
pub use console::RuntimeConsole;
pub use session::{Output, Session};
