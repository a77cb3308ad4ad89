//! Containers that hold themselves: whoever makes a `__repr__` notes the object here
//! meanwhile, and shows it as `...` where it meets it again
//! (`Objects/object.c@v3.13.0#Py_ReprEnter`).

use super::dict;
use super::list::PyListObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::shapes::Field;
use crate::shapes::item_array::ItemArray;

/// The dict of the one thread (`PyThreadState_GetDict`), made when somebody asks for it.
/// It has a list of the objects that are being shown.
struct ThreadDict(Field);

crate::room!(ThreadDict, rooms::REPR_GUARD);

/// Where the list stands in the dict.
const KEY: &str = "Py_Repr";

/// Makes room for the dict.
pub(super) fn install(rt: &Runtime) {
    rt.furnish(ThreadDict(Field::empty()));
}

/// Where an object is noted; newer places come first.
fn place_of(items: &ItemArray, object: &Obj) -> Option<usize> {
    let is_it = |index: &usize| items.get(*index).is_some_and(|known| known.is(object));
    (0..items.len()).rev().find(is_it)
}

impl Runtime {
    /// Notes that an object is being shown; false if it is already. After a true one,
    /// [`Runtime::repr_leave`] follows.
    pub(crate) fn repr_enter(&self, object: &Obj) -> PyResult<bool> {
        let own = &self.room::<ThreadDict>().0;
        let thread = match own.get() {
            Some(thread) => thread,
            None => {
                let made = self.new_dict()?;
                own.set(Some(made.clone()));
                made
            }
        };
        let shown = match dict::get_str(self, &thread, KEY)? {
            Some(shown) => shown,
            None => {
                let made = self.new_list(Vec::new())?;
                dict::set_str(self, &thread, KEY, made.clone())?;
                made
            }
        };
        let items = &shown.expect::<PyListObject>().get().items;
        if place_of(items, object).is_some() {
            return Ok(false);
        }
        items.push(self, object.clone())?;
        Ok(true)
    }

    /// Notes that an object is no longer being shown.
    pub(crate) fn repr_leave(&self, object: &Obj) {
        let thread = self.room::<ThreadDict>().0.get();
        let shown = thread.map(|thread| dict::get_str(self, &thread, KEY));
        if let Some(Ok(Some(shown))) = shown {
            let items = &shown.expect::<PyListObject>().get().items;
            if let Some(place) = place_of(items, object) {
                drop(items.pop(self, place));
            }
        }
    }
}
