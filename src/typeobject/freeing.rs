//! The end of the built-in types.

use super::PyTypeObject;
use super::slots::{PyMappingMethods, PyNumberMethods, PySequenceMethods};
use crate::memory::ptr::Ptr;
use crate::runtime::Runtime;
use std::ptr::NonNull;

impl Runtime {
    /// Frees the built-in types and their suites, when no object is left.
    pub(crate) fn free_types(&self) {
        let types = self
            .types
            .iter()
            .rev()
            .filter_map(|ty| ty.replace(Ptr::NULL).get());
        let types: Vec<_> = types.collect();
        let mut suites: Vec<(NonNull<u8>, usize)> = Vec::new();
        let mut add = |block: Option<NonNull<u8>>, size: usize| {
            suites.extend(block.map(|block| (block, size)));
        };
        for ty in &types {
            // SAFETY: the types are alive until the second loop.
            let ty = unsafe { ty.as_ref() };
            add(
                ty.tp_as_number.get().get().map(NonNull::cast),
                size_of::<PyNumberMethods>(),
            );
            add(
                ty.tp_as_sequence.get().get().map(NonNull::cast),
                size_of::<PySequenceMethods>(),
            );
            add(
                ty.tp_as_mapping.get().get().map(NonNull::cast),
                size_of::<PyMappingMethods>(),
            );
        }
        crate::shapes::order::sort(&mut suites, Ord::cmp);
        suites.dedup();
        for ty in types {
            // SAFETY: as above; nobody uses the type after this.
            unsafe {
                self.refchain.remove(ty.cast());
                self.free_name(ty.as_ref().tp_name.replace(Ptr::NULL));
                self.heap.free(ty.cast(), size_of::<PyTypeObject>());
            }
        }
        for (suite, size) in suites {
            // SAFETY: each suite was placed once, and its types are gone.
            unsafe { self.heap.free(suite, size) };
        }
    }
}

impl PyTypeObject {
    /// Shows the addresses of the blocks that a built-in type consists of.
    pub(crate) fn own_blocks(&self, mut show: impl FnMut(usize)) {
        show((&raw const *self).addr());
        let suites = [
            self.tp_as_number.get().as_ptr().addr(),
            self.tp_as_sequence.get().as_ptr().addr(),
            self.tp_as_mapping.get().as_ptr().addr(),
            self.tp_name.get().as_ptr().addr().saturating_sub(8),
        ];
        suites
            .into_iter()
            .filter(|&address| address != 0)
            .for_each(show);
    }
}
