//! Storage shapes: the ways in which objects hold references and data, as safe types.
//!
//! * [`Field`]: one reference in a struct, which may be missing;
//! * [`ItemArray`]: a growing array of references in a block of its own (list);
//! * [`key_table::KeyTable`]: a hash table that keeps the order of its keys (dict);
//! * [`set_table::SetTable`]: a hash table of keys alone (set);
//! * [`order_list::OrderList`]: a chain of keys beside a hash table (OrderedDict);
//! * an inline tail is part of the object's own block: see [`crate::object::View::tail`].
//!
//! All of them hand out owned references only. Replaced values are dropped after the
//! new ones are in place, since dropping may run any code.
#![allow(unsafe_code)]

pub mod byte_block;
pub mod dict_values;
pub mod free_list;
pub mod gc_ring;
pub(crate) mod inline_values;
pub mod intern_table;
pub mod item_array;
#[cfg(test)]
mod item_array_tests;
pub mod item_blocks;
pub mod key_block;
pub mod key_resize;
pub mod key_table;
pub mod members;
pub mod number_block;
pub(crate) mod order;
pub mod order_list;
mod set_resize;
pub mod set_table;
#[cfg(test)]
mod table_tests;
pub mod text;
pub(crate) mod tuple_items;
pub mod weak_list;

pub use item_array::{ITEM, ItemArray};

use crate::object::{PyObject, PyVarObject};
use crate::refcount::Obj;
use crate::typeobject::TypeFlags;
use crate::typeobject::slots::Visitor;
use std::cell::Cell;

/// A reference in a struct, or none; eight bytes.
#[derive(Default)]
#[repr(transparent)]
pub struct Field(Cell<Option<Obj>>);

impl Field {
    /// A field that holds nothing.
    pub const fn empty() -> Field {
        Field(Cell::new(None))
    }

    /// A field that holds this.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub const fn new(value: Option<Obj>) -> Field {
        Field(Cell::new(value))
    }

    /// What it holds.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn get(&self) -> Option<Obj> {
        // SAFETY: cloning a reference runs no code that could change the field.
        unsafe { (*self.0.as_ptr()).clone() }
    }

    /// Whether it holds exactly this object.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is(&self, object: &Obj) -> bool {
        // SAFETY: comparing addresses runs no other code.
        unsafe {
            (*self.0.as_ptr())
                .as_ref()
                .is_some_and(|held| held.is(object))
        }
    }

    /// Whether it holds nothing.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_empty(&self) -> bool {
        // SAFETY: as in `is`.
        unsafe { (*self.0.as_ptr()).is_none() }
    }

    /// Stores a value; the old one is dropped after that.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn set(&self, value: Option<Obj>) {
        drop(self.0.replace(value));
    }

    /// Stores a value and returns the old one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn replace(&self, value: Option<Obj>) -> Option<Obj> {
        self.0.replace(value)
    }

    /// Takes the value out.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn take(&self) -> Option<Obj> {
        self.0.take()
    }

    /// Shows the reference to the collector or the lens.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        // SAFETY: visitors run no Python and change no field.
        if let Some(held) = unsafe { (*self.0.as_ptr()).as_ref() } {
            visitor.visit(held);
        }
    }

    /// Looks at the value without counting.
    ///
    /// `look` must not run Python, nor drop any reference.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn peek<R>(&self, look: impl FnOnce(Option<&Obj>) -> R) -> R {
        // SAFETY: by contract nothing changes the field meanwhile; the contract is
        // kept by its few callers, which only compare and read.
        look(unsafe { (*self.0.as_ptr()).as_ref() })
    }
}

/// A tuple's struct (`Include/cpython/tupleobject.h`): its items are its tail. It is
/// declared here, since types already need tuples for their bases.
#[repr(C)]
pub struct PyTuple {
    /// Count, type and number of items.
    pub ob_base: PyVarObject,
}

crate::py_struct!(
    PyTuple, TypeFlags::TUPLE_SUBCLASS, size 24;
    tail Obj, |this| this.ob_base.size(); kept Tuple
);

const _: () = assert!(size_of::<Field>() == 8);
const _: () = assert!(
    size_of::<PyObject>() + size_of::<ItemArray>() == 40 + crate::object::HEAD_EXTRA
);
