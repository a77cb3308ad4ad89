//! The language: source, bytecode, evaluation.
