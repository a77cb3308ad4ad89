//! The type of type (`Include/cpython/object.h@v3.13.0#_typeobject`).
//!
//! The book's chapter: [The type of type](../../../book/06-types.html).
//!
//! A type is an object: its struct, [`PyTypeObject`], begins with a count and a type
//! like any other. What it adds is a long row of [slots]: functions that know
//! how to print, hash, call or free an object of this type. Whoever holds a pointer to
//! any object follows `ob_type` and finds there what can be done with it.
//!
//! The type of a type is `type`, which is an instance of itself; this circle is closed
//! by hand, in [`Runtime::make_types`].
#![allow(unsafe_code)]

pub mod builtin;
pub mod class;
pub mod flags;
mod freeing;
mod inherit;
mod making;
mod name;
pub(crate) mod places;
pub mod slots;
pub mod spec;
mod suites;
#[cfg(test)]
mod tests;
pub(crate) mod type_cache;

pub use builtin::Builtin;
pub use class::PyHeapTypeObject;
pub(crate) use class::{Declared, WordOrder, heap_type, type_dealloc};
pub use flags::{Matches, TypeFlags};
pub use spec::TypeSpec;

use crate::memory::ptr::Ptr;
use crate::object::{HEAD_EXTRA, PyObject, PyVarObject, View};
use crate::refcount::{Obj, PyRef};
use crate::runtime::{PyResult, Runtime};
use crate::shapes::{Field, PyTuple};
use slots::*;
use std::cell::Cell;
use std::mem::offset_of;

/// A type: 416 bytes, with CPython's fields in CPython's places.
#[repr(C)]
#[allow(missing_docs)]
pub struct PyTypeObject {
    /// Count, type, and a size that is always 0.
    pub ob_base: PyVarObject,
    /// The name as printed: `module.name`, or `name` for `builtins`.
    tp_name: Cell<Ptr<u8>>,
    /// Bytes of an instance, without items and without what stands before it.
    pub(crate) tp_basicsize: Cell<i64>,
    /// Bytes of each item, for types whose instances vary in size.
    pub(crate) tp_itemsize: Cell<i64>,
    pub tp_dealloc: Slot<Dealloc>,
    tp_vectorcall_offset: Cell<i64>,
    tp_getattr: Unused,
    tp_setattr: Unused,
    tp_as_async: Unused,
    pub tp_repr: Slot<Unary>,
    tp_as_number: Cell<Ptr<PyNumberMethods>>,
    tp_as_sequence: Cell<Ptr<PySequenceMethods>>,
    tp_as_mapping: Cell<Ptr<PyMappingMethods>>,
    pub tp_hash: Slot<Hash>,
    pub tp_call: Slot<Call>,
    pub tp_str: Slot<Unary>,
    pub tp_getattro: Slot<Binary>,
    pub tp_setattro: Slot<Assign>,
    tp_as_buffer: Unused,
    tp_flags: Cell<TypeFlags>,
    tp_doc: Unused,
    pub tp_traverse: Slot<Traverse>,
    pub tp_clear: Slot<Clear>,
    pub tp_richcompare: Slot<RichCompare>,
    pub(crate) tp_weaklistoffset: Cell<i64>,
    pub tp_iter: Slot<Unary>,
    pub tp_iternext: Slot<IterNext>,
    /// The table from which a built-in type was made; null for classes.
    tp_methods: Cell<Ptr<TypeSpec>>,
    tp_members: Unused,
    tp_getset: Unused,
    /// The base class, or nothing for `object`.
    pub(crate) tp_base: Field,
    /// The namespace of the class: a dict.
    pub(crate) tp_dict: Field,
    pub tp_descr_get: Slot<DescrGet>,
    pub tp_descr_set: Slot<Assign>,
    pub(crate) tp_dictoffset: Cell<i64>,
    pub tp_init: Slot<Init>,
    tp_alloc: Unused,
    pub tp_new: Slot<Call>,
    tp_free: Unused,
    pub tp_is_gc: Slot<IsGc>,
    /// A tuple.
    pub(crate) tp_bases: Field,
    /// A tuple: the order in which attributes are looked up.
    pub(crate) tp_mro: Field,
    /// Unused in CPython 3.13; here it leads from any object to its runtime.
    tp_cache: Ptr<Runtime>,
    /// What knows the subclasses, weakly.
    pub(crate) tp_subclasses: Field,
    /// The head of the list of weak references to this type.
    pub(crate) tp_weaklist: Cell<Ptr<PyObject>>,
    tp_del: Unused,
    /// Changes whenever an attribute of the class or a base does; 0: not given yet.
    pub(crate) tp_version_tag: Cell<u32>,
    pub tp_finalize: Slot<Finalize>,
    tp_vectorcall: Unused,
    tp_watched: Cell<u8>,
    tp_versions_used: Cell<u16>,
}

const _: () = {
    assert!(size_of::<PyTypeObject>() == 416 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_name) == 24 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_dealloc) == 48 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_flags) == 168 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_base) == 256 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_dict) == 264 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_mro) == 344 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_cache) == 352 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_version_tag) == 384 + HEAD_EXTRA);
    assert!(offset_of!(PyTypeObject, tp_finalize) == 392 + HEAD_EXTRA);
};

// The struct of types is the one that is allocated by hand, so it is declared by hand.
// SAFETY: `repr(C)`, beginning with a PyObject; only types have TYPE_SUBCLASS.
unsafe impl crate::object::PyStruct for PyTypeObject {
    type Tail = ();
    #[inline(always)]
    fn matches(flags: TypeFlags) -> bool {
        flags.has(TypeFlags::TYPE_SUBCLASS)
    }
}

impl PyTypeObject {
    /// The flags.
    #[inline(always)]
    pub fn flags(&self) -> TypeFlags {
        self.tp_flags.get()
    }

    /// Bytes of an instance with `items` items, without what stands before it.
    #[inline(always)]
    pub fn instance_size(&self, items: usize) -> usize {
        let size = self.tp_basicsize.get() as usize;
        size + items * self.tp_itemsize.get() as usize
    }

    /// Whether both are the same type.
    #[inline(always)]
    pub(crate) fn is(&self, other: &PyTypeObject) -> bool {
        std::ptr::eq(self, other)
    }

    /// The runtime that the type belongs to.
    #[inline(always)]
    pub(crate) fn runtime(&self) -> &Runtime {
        // SAFETY: every type is made with its runtime here, which outlives it.
        unsafe { self.tp_cache.get().unwrap_unchecked().as_ref() }
    }
}

impl<'rt> PyRef<'rt> {
    /// The runtime that the object belongs to.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn runtime(&self) -> &'rt Runtime {
        // SAFETY: a `PyRef<'rt>` is made by a runtime that lives as long as `'rt`.
        unsafe { self.ty().tp_cache.get().unwrap_unchecked().as_ref() }
    }
}

impl Runtime {
    /// Makes the built-in types from their tables, each base before its subclasses.
    ///
    /// The first two need each other: `type` is an object, and `object` is a type. So
    /// both are made without a type, and then told that theirs is `type`.
    pub(crate) fn make_types(&self, specs: &[&'static TypeSpec]) -> PyResult<()> {
        for spec in specs {
            self.make_type(spec)?;
        }
        let type_type = self.types[Builtin::Type as usize].get();
        for ty in self.types.iter().filter_map(|ty| ty.get().get()) {
            // SAFETY: the types were made just now, and are given back with the runtime.
            let header = unsafe { &ty.as_ref().ob_base.ob_base };
            header.ob_type.set(type_type);
        }
        Ok(())
    }

    /// A built-in type.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn ty(&self, which: Builtin) -> View<'_, PyTypeObject> {
        let ty = self.types[which as usize].get().get();
        // SAFETY: types live as long as the runtime.
        unsafe { View::new(ty.expect("a type that this runtime has")) }
    }
}

/// Whether `ty` is `of` or a subclass of it.
pub(crate) fn is_subtype(
    ty: View<'_, PyTypeObject>,
    of: View<'_, PyTypeObject>,
) -> bool {
    if ty.is(&of) {
        return true;
    }
    let in_mro = ty.tp_mro.peek(|mro| {
        let mro = mro?.cast::<PyTuple>()?;
        Some(mro.tail().iter().any(|class| class.is(&of.as_obj())))
    });
    if let Some(known) = in_mro {
        return known;
    }
    // The order is not known yet while types are being made.
    ty.tp_base.peek(|base| {
        base.and_then(|base| base.cast::<PyTypeObject>())
            .is_some_and(|base| is_subtype(base, of))
    })
}

/// Whether the object is an instance of a type or of a subclass of it.
pub(crate) fn is_instance(object: &Obj, of: View<'_, PyTypeObject>) -> bool {
    is_subtype(object.ty(), of)
}
