//! The suites of a type: its further slots, for numbers, sequences and mappings.

use super::PyTypeObject;
use super::slots::{PyMappingMethods, PyNumberMethods, PySequenceMethods};
use crate::memory::ptr::Ptr;
use std::cell::Cell;

impl PyTypeObject {
    /// What its objects can do as numbers.
    #[inline(always)]
    pub fn as_number(&self) -> Option<&PyNumberMethods> {
        suite(&self.tp_as_number)
    }

    /// What its objects can do as sequences.
    #[inline(always)]
    pub fn as_sequence(&self) -> Option<&PySequenceMethods> {
        suite(&self.tp_as_sequence)
    }

    /// What its objects can do as mappings.
    #[inline(always)]
    pub fn as_mapping(&self) -> Option<&PyMappingMethods> {
        suite(&self.tp_as_mapping)
    }

    /// The names of the slots that are filled, by the type itself or from its base.
    ///
    /// ```
    /// use pyobject::{Runtime, typeobject::Builtin};
    ///
    /// let rt = Runtime::new();
    /// let slots = rt.ty(Builtin::Float).filled_slots();
    /// assert!(slots.contains(&"nb_add") && !slots.contains(&"sq_length"));
    /// ```
    pub fn filled_slots(&self) -> Vec<&'static str> {
        let number = self.as_number().into_iter();
        let sequence = self.as_sequence().into_iter();
        let mapping = self.as_mapping().into_iter();
        self.named_slots()
            .chain(number.flat_map(|suite| suite.named()))
            .chain(sequence.flat_map(|suite| suite.named()))
            .chain(mapping.flat_map(|suite| suite.named()))
            .filter_map(|(name, filled)| filled.then_some(name))
            .collect()
    }
}

/// The suite that a word of a type leads to.
#[inline(always)]
fn suite<T>(word: &Cell<Ptr<T>>) -> Option<&T> {
    // SAFETY: a suite lives as long as the type.
    word.get().get().map(|suite| unsafe { suite.as_ref() })
}
