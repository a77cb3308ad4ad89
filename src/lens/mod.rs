//! Looking at a live heap without changing it.
//!
//! The lens has two halves. One looks: it walks a runtime's blocks and writes
//! down what stands in them as plain data ([`snapshot`]), taking no counts and
//! running no Python. The other draws: it turns that data into pictures that a
//! page can show, each with a table and a sentence that say the same in words.
//!
//! Everything here is a pure function of the data: the same snapshots give the
//! same pictures, byte for byte, on every machine.

#[cfg(not(target_arch = "wasm32"))]
mod animate;
mod bytes;
pub mod capture;
mod card;
pub mod diff;
pub mod dot;
pub mod draw;
mod frames;
pub mod layers;
mod layout;
mod look;
pub mod mermaid;
mod plan;
mod route;
mod scene;
pub mod snapshot;
pub mod sorted;
mod stage;
mod svg;
mod table;
mod text;
mod words;

/// Puts items into a new collection, one after the other.
fn filled<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub use animate::animate;
pub use bytes::Bytes;
pub use diff::Changes;
pub use dot::to_dot;
pub use draw::{Drawer, Picture, draw, draw_plain, draw_trace, draw_trace_plain};
pub use layers::Layers;
pub use mermaid::{parse_header, to_mermaid};
pub use snapshot::{
    Count, Edge, EdgeKind, FieldView, NameView, NamespaceView, ObjectView, Place,
    Snapshot, State, Step, Trace,
};
pub use svg::STYLE;
pub use words::PROMPT;
