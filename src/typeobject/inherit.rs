//! What a type takes over from its base.

use super::slots::Slots;
use super::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use crate::memory::ptr::Ptr;
use crate::runtime::Runtime;
use std::cell::Cell;

impl PyTypeObject {
    /// Empties all slots of a class, which are to be filled anew. Until then, nothing
    /// may be done with its instances.
    pub(crate) fn empty_slots(&self) {
        assert!(self.flags().has(TypeFlags::HEAPTYPE));
        self.fill(&Slots::EMPTY);
        if let Some(suite) = self.as_number() {
            suite.empty();
        }
        if let Some(suite) = self.as_sequence() {
            suite.empty();
        }
        if let Some(suite) = self.as_mapping() {
            suite.empty();
        }
    }

    /// Fills each empty slot from the base
    /// (`Objects/typeobject.c@v3.13.0#inherit_slots`).
    pub(crate) fn inherit(&self, base: &PyTypeObject) {
        macro_rules! inherit {
            ($($slot:ident)*) => {
                $(if self.$slot.get().is_none() { self.$slot.set(base.$slot.get()); })*
            };
        }
        // Comparison and hash belong together: who defines one inherits neither.
        if self.tp_richcompare.get().is_none() && self.tp_hash.get().is_none() {
            inherit!(tp_richcompare tp_hash);
        }
        if self.tp_call.get().is_none() {
            self.add_flags(base.flags().and(TypeFlags::HAVE_VECTORCALL));
        }
        inherit!(
            tp_dealloc tp_repr tp_call tp_str tp_getattro tp_setattro tp_iter
            tp_iternext tp_descr_get tp_descr_set tp_init tp_new tp_finalize tp_is_gc
            tp_traverse tp_clear
        );
        if let (Some(mine), Some(theirs)) = (self.as_number(), base.as_number()) {
            mine.inherit(theirs);
        }
        if let (Some(mine), Some(theirs)) = (self.as_sequence(), base.as_sequence()) {
            mine.inherit(theirs);
        }
        if let (Some(mine), Some(theirs)) = (self.as_mapping(), base.as_mapping()) {
            mine.inherit(theirs);
        }
        share(&self.tp_as_number, &base.tp_as_number);
        share(&self.tp_as_sequence, &base.tp_as_sequence);
        share(&self.tp_as_mapping, &base.tp_as_mapping);
        for (mine, theirs) in [
            (&self.tp_dictoffset, &base.tp_dictoffset),
            (&self.tp_weaklistoffset, &base.tp_weaklistoffset),
            (&self.tp_itemsize, &base.tp_itemsize),
        ] {
            if mine.get() == 0 {
                mine.set(theirs.get());
            }
        }
    }
}

/// A type without a suite of its own uses its base's.
fn share<T>(mine: &Cell<Ptr<T>>, theirs: &Cell<Ptr<T>>) {
    if mine.get().is_null() {
        mine.set(theirs.get());
    }
}

impl Runtime {
    /// Makes every built-in type take from its base what it lacks. Called once, when
    /// the upper floors have filled the slots that wait for them.
    pub(crate) fn inherit_slots(&self, specs: &[&'static TypeSpec]) {
        for spec in specs {
            let Some(base) = spec.base else { continue };
            let (ty, base) = (self.ty(spec.which), self.ty(base));
            let own_new = ty.tp_new.get();
            ty.inherit(&base);
            let made_by_runtime = ty.flags().has(TypeFlags::DISALLOW_INSTANTIATION);
            if spec.base == Some(Builtin::Object) || made_by_runtime {
                // The base's `__new__` would make something without the type's struct,
                // or a tuple that lacks what the names of its items name.
                ty.tp_new.set(own_new);
                if own_new.is_none() {
                    ty.add_flags(TypeFlags::DISALLOW_INSTANTIATION);
                }
            }
            // SAFETY: types are objects.
            ty.tp_base.set(Some(base.to_obj()));
        }
    }
}
