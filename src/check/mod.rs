//! Replaying transcripts and figures found in files.

#[cfg(not(target_arch = "wasm32"))]
pub mod markdown;
pub mod versions;
