//! Replaying the transcripts and figures found in files.
//!
//! A chapter's `>>>` sessions are its proof, so they are read from the page itself
//! ([`markdown`], [`transcript`]), put in order ([`plan`]), typed at a prompt
//! ([`console`]: this crate's runtime or a CPython) and compared ([`mod@replay`]).

pub mod answer;
pub mod console;
#[cfg(not(target_arch = "wasm32"))]
pub mod cpython;
#[cfg(not(target_arch = "wasm32"))]
pub mod doctest;
#[cfg(not(target_arch = "wasm32"))]
pub mod exercise;
#[cfg(not(target_arch = "wasm32"))]
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod folders;
#[cfg(not(target_arch = "wasm32"))]
pub mod markdown;
#[cfg(not(target_arch = "wasm32"))]
pub mod plan;
#[cfg(not(target_arch = "wasm32"))]
pub mod replay;
#[cfg(not(target_arch = "wasm32"))]
pub mod transcript;
pub mod versions;

#[cfg(not(target_arch = "wasm32"))]
pub use files::{check, check_text, left_out_note, transcribe};
#[cfg(not(target_arch = "wasm32"))]
pub use folders::files_below;
