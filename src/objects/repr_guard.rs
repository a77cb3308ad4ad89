//! Containers that hold themselves: whoever makes a `__repr__` notes the object here
//! meanwhile, and shows it as `...` where it meets it again
//! (`Objects/object.c@v3.13.0#Py_ReprEnter`).

use crate::refcount::Obj;
use crate::runtime::{Runtime, rooms};
use std::cell::RefCell;

/// The addresses of the objects that are being shown.
#[derive(Default)]
struct Shown(RefCell<Vec<usize>>);

crate::room!(Shown, rooms::REPR_GUARD);

/// Makes the list, which is empty.
pub(super) fn install(rt: &Runtime) {
    rt.furnish(Shown::default());
}

impl Runtime {
    /// Notes that an object is being shown; false if it is already. After a true one,
    /// [`Runtime::repr_leave`] follows.
    pub(crate) fn repr_enter(&self, object: &Obj) -> bool {
        let mut shown = self.room::<Shown>().0.borrow_mut();
        if shown.contains(&object.id()) {
            return false;
        }
        shown.push(object.id());
        true
    }

    /// Notes that an object is no longer being shown.
    pub(crate) fn repr_leave(&self, object: &Obj) {
        let mut shown = self.room::<Shown>().0.borrow_mut();
        if let Some(place) = shown.iter().rposition(|id| *id == object.id()) {
            shown.remove(place);
        }
    }
}
