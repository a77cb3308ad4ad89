//! The language: source, bytecode, evaluation.

pub mod compile;
pub(crate) mod fold;
pub mod opcode;
pub(crate) mod symtable;
pub mod syntax;
pub mod unit;
