//! Looking at a live heap without changing it.
