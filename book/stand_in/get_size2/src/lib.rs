//! Stands in for the crate of the same name, with which the parser's crates can tell what
//! a tree takes on the heap. Nobody here asks for that; and its derive macro, which they
//! put on each type of the tree, comes with sixteen crates.

pub use get_size_derive2::GetSize;

/// What has a size on the heap: here that is not known, and said to be none.
pub trait GetSize: Sized {
    /// Bytes on the heap, of which those that the tracker has seen do not count again.
    fn get_heap_size_with_tracker<T: GetSizeTracker>(&self, tracker: T) -> (usize, T) {
        (0, tracker)
    }
}

/// What remembers the places that were counted.
pub trait GetSizeTracker {
    /// Whether this place is a new one.
    fn track<A>(&mut self, place: *const A) -> bool;
}
