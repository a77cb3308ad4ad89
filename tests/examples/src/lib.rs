//! The Rust examples of the book are tests of this package, so that an edit of the prose
//! does not build the runtime again. `build.rs` collects them.
