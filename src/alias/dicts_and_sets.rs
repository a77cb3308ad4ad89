//! Deep copies of dicts and sets, made as those of lists are.

use super::DeepCopy;
use crate::objects::{dict, set};
use crate::refcount::Obj;
use crate::runtime::PyResult;
use crate::typeobject::Builtin;

impl DeepCopy<'_> {
    pub(super) fn dict(&mut self, object: &Obj) -> PyResult {
        let copy = self.rt.new_dict()?;
        self.remember(object, &copy);
        for (name, value) in dict::items(object) {
            let (name, value) = (self.of(&name)?, self.of(&value)?);
            dict::set(self.rt, &copy, &name, value)?;
        }
        Ok(copy)
    }

    /// A set's items are hashable, so they cannot lead back to it except through
    /// objects that compare by identity.
    pub(super) fn set(&mut self, object: &Obj) -> PyResult {
        let items = set::items(object);
        let copies: PyResult<Vec<Obj>> =
            items.iter().map(|item| self.of(item)).collect();
        if object.ty().is_exactly(Builtin::FrozenSet) {
            return self.rt.new_frozenset(&copies?);
        }
        self.rt.new_set_from(&copies?)
    }
}
