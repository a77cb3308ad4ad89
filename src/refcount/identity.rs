//! Which object a reference leads to (`Python/bltinmodule.c@v3.13.0#builtin_id`).

use super::PyRef;

impl PyRef<'_> {
    /// Whether both refer to the same object: Python's `is`.
    #[inline]
    pub fn is(&self, other: &PyRef<'_>) -> bool {
        self.pointer == other.pointer
    }

    /// The object's address: Python's `id()`.
    #[inline]
    pub fn id(&self) -> usize {
        self.pointer().addr().get()
    }
}
