//! Making a built-in type from its table.

use super::slots::*;
use super::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use crate::memory::ptr::Ptr;
use crate::object::{HEAD_EXTRA, PyObject, PyVarObject};
use crate::refcount::IMMORTAL_REFCNT;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use std::cell::Cell;
use std::ptr::NonNull;

impl Runtime {
    /// Makes a built-in type from its table. Its base was made before.
    pub(super) fn make_type(&self, spec: &'static TypeSpec) -> PyResult<()> {
        let ty = PyTypeObject {
            tp_name: Cell::new(self.new_name(spec.name)?),
            tp_basicsize: Cell::new((spec.basicsize + HEAD_EXTRA) as i64),
            tp_itemsize: Cell::new(spec.itemsize as i64),
            tp_dictoffset: Cell::new(shifted(spec.dictoffset)),
            tp_weaklistoffset: Cell::new(shifted(spec.weaklistoffset)),
            tp_flags: Cell::new(self.first_flags(spec)),
            tp_methods: Cell::new(Ptr::from(NonNull::from(spec))),
            ..self.blank_type()
        };
        ty.ob_base.ob_base.ob_refcnt.set(IMMORTAL_REFCNT);
        ty.fill(&spec.slots);
        self.give_suites(&ty, &spec.slots)?;
        let place = self.place(ty)?;
        self.types[spec.which as usize].set(place);
        if let Some(place) = place.get() {
            self.refchain.add(place.cast());
        }
        Ok(())
    }

    /// The flags of a built-in type: its own, what its base says of the struct that
    /// objects begin with, and its number.
    fn first_flags(&self, spec: &TypeSpec) -> TypeFlags {
        let number = TypeFlags::of_builtin(spec.which as u8);
        let mut flags = spec.flags.with(TypeFlags::IMMUTABLETYPE).with(number);
        if let Some(base) = spec.base.and_then(|base| self.try_ty(base)) {
            flags = flags.with(base.flags().and(TypeFlags::STRUCTS));
        }
        if !spec.is_of_module() {
            flags = flags.with(TypeFlags::STATIC_BUILTIN);
        }
        flags
    }

    /// Gives a type those suites of which its table fills any slot.
    fn give_suites(&self, ty: &PyTypeObject, slots: &Slots) -> PyResult<()> {
        let number = PyNumberMethods::from_slots(slots);
        if number.any() {
            ty.tp_as_number.set(self.place(number)?);
        }
        let sequence = PySequenceMethods::from_slots(slots);
        if sequence.any() {
            ty.tp_as_sequence.set(self.place(sequence)?);
        }
        let mapping = PyMappingMethods::from_slots(slots);
        if mapping.any() {
            ty.tp_as_mapping.set(self.place(mapping)?);
        }
        Ok(())
    }

    /// A type with nothing in it.
    pub(super) fn blank_type(&self) -> PyTypeObject {
        PyTypeObject {
            ob_base: PyVarObject {
                ob_base: PyObject::of_type(self.types[Builtin::Type as usize].get()),
                ob_size: Cell::new(0),
            },
            tp_name: Cell::new(Ptr::NULL),
            tp_basicsize: Cell::new(0),
            tp_itemsize: Cell::new(0),
            tp_dealloc: Slot::new(None),
            tp_vectorcall_offset: Cell::new(0),
            tp_getattr: Ptr::NULL,
            tp_setattr: Ptr::NULL,
            tp_as_async: Ptr::NULL,
            tp_repr: Slot::new(None),
            tp_as_number: Cell::new(Ptr::NULL),
            tp_as_sequence: Cell::new(Ptr::NULL),
            tp_as_mapping: Cell::new(Ptr::NULL),
            tp_hash: Slot::new(None),
            tp_call: Slot::new(None),
            tp_str: Slot::new(None),
            tp_getattro: Slot::new(None),
            tp_setattro: Slot::new(None),
            tp_as_buffer: Ptr::NULL,
            tp_flags: Cell::new(TypeFlags::NONE),
            tp_doc: Ptr::NULL,
            tp_traverse: Slot::new(None),
            tp_clear: Slot::new(None),
            tp_richcompare: Slot::new(None),
            tp_weaklistoffset: Cell::new(0),
            tp_iter: Slot::new(None),
            tp_iternext: Slot::new(None),
            tp_methods: Cell::new(Ptr::NULL),
            tp_members: Ptr::NULL,
            tp_getset: Ptr::NULL,
            tp_base: Field::empty(),
            tp_dict: Field::empty(),
            tp_descr_get: Slot::new(None),
            tp_descr_set: Slot::new(None),
            tp_dictoffset: Cell::new(0),
            tp_init: Slot::new(None),
            tp_alloc: Ptr::NULL,
            tp_new: Slot::new(None),
            tp_free: Ptr::NULL,
            tp_is_gc: Slot::new(None),
            tp_bases: Field::empty(),
            tp_mro: Field::empty(),
            tp_cache: Ptr::from(NonNull::from(self)),
            tp_subclasses: Field::empty(),
            tp_weaklist: Cell::new(Ptr::NULL),
            tp_del: Ptr::NULL,
            tp_version_tag: Cell::new(0),
            tp_finalize: Slot::new(None),
            tp_vectorcall: Ptr::NULL,
            tp_watched: Cell::new(0),
            tp_versions_used: Cell::new(0),
        }
    }

    /// Moves a value into a block of its own.
    fn place<T>(&self, value: T) -> PyResult<Ptr<T>> {
        let block = self.heap.alloc(size_of::<T>());
        let block = block.ok_or_else(|| self.memory_error())?.cast::<T>();
        // SAFETY: the block has room for a T, and blocks are aligned to 16 bytes.
        unsafe { block.write(value) };
        Ok(block.into())
    }
}

/// The offset that a type table names, where this build has it; 0 stays 0.
fn shifted(offset: usize) -> i64 {
    match offset {
        0 => 0,
        _ => (offset + HEAD_EXTRA) as i64,
    }
}

/// Declares what is done with the slots that stand in the type struct itself, not in a
/// suite, from one list of them.
macro_rules! own_slots {
    ($($slot:ident)*) => {
        impl PyTypeObject {
            /// Fills the type's own slots from its table.
            pub(super) fn fill(&self, slots: &Slots) {
                $(self.$slot.set(slots.$slot);)*
            }

            /// Each of the type's own slots by name, and whether it is filled.
            pub(super) fn named_slots(
                &self,
            ) -> impl Iterator<Item = (&'static str, bool)> + use<> {
                [$((stringify!($slot), self.$slot.get().is_some())),*].into_iter()
            }
        }
    };
}

own_slots! {
    tp_dealloc tp_repr tp_hash tp_call tp_str tp_getattro tp_setattro
    tp_traverse tp_clear tp_richcompare tp_iter tp_iternext tp_descr_get
    tp_descr_set tp_init tp_new tp_finalize tp_is_gc
}
