//! Looking at a live heap without changing it.
//!
//! The lens has two halves. One looks: it walks a runtime's blocks and writes
//! down what stands in them as plain data ([`snapshot`]), taking no counts and
//! running no Python. The other draws: it turns that data into pictures that a
//! page can show, each with a table and a sentence that say the same in words.
//!
//! Everything here is a pure function of the data: the same snapshots give the
//! same pictures, byte for byte, on every machine.

pub mod layers;
pub mod snapshot;

pub use layers::Layers;
pub use snapshot::{
    Count, Edge, EdgeKind, FieldView, NameView, NamespaceView, ObjectView, Place,
    Snapshot, State, Step, Trace,
};
