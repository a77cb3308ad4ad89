//! The language: source, bytecode, evaluation.

pub mod opcode;
pub mod unit;
