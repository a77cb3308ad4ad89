//! The type of type (`Include/cpython/object.h@v3.13.0#_typeobject`).
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
pub mod slots;
pub mod spec;
#[cfg(test)]
mod tests;
pub(crate) mod type_cache;

pub use builtin::Builtin;
pub use class::PyHeapTypeObject;
pub(crate) use class::{Declared, heap_type, type_dealloc};
pub use flags::{Matches, TypeFlags};
pub use spec::TypeSpec;

use crate::memory::ptr::Ptr;
use crate::object::{PyObject, PyVarObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::{Field, PyTuple};
use slots::*;
use std::cell::Cell;
use std::ptr::NonNull;

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
    use crate::object::HEAD_EXTRA;
    use std::mem::offset_of;
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

impl<'a> View<'a, PyTypeObject> {
    /// The name as printed in messages, `tp_name`, borrowed as long as the type is.
    pub fn name(self) -> &'a str {
        self.get().full_name()
    }
}

/// Which byte of the flags in memory is a built-in type's own.
const OWN_BYTE: usize = if cfg!(target_endian = "little") { 6 } else { 1 };

impl PyTypeObject {
    /// The name without the module that it may have before it
    /// (`Objects/typeobject.c@v3.13.0#_PyType_Name`).
    pub fn short_name(&self) -> &str {
        let full = self.full_name();
        full.rsplit('.').next().unwrap_or(full)
    }

    /// `tp_name`: the name as printed in messages, for types that CPython has in C
    /// outside `builtins` with its module.
    pub fn full_name(&self) -> &str {
        match self.tp_name.get().get() {
            // SAFETY: `set_name` stored the text with its length before it.
            Some(text) => unsafe { making::name_at(text) },
            None => "?",
        }
    }

    /// The flags.
    #[inline(always)]
    pub fn flags(&self) -> TypeFlags {
        self.tp_flags.get()
    }

    /// Sets flags. Those that say what struct instances have cannot be set so.
    pub(crate) fn add_flags(&self, flags: TypeFlags) {
        let harmless = flags.without(TypeFlags::SHAPE);
        self.tp_flags.set(self.flags().with(harmless));
    }

    /// Takes flags back.
    pub(crate) fn remove_flags(&self, flags: TypeFlags) {
        let harmless = flags.without(TypeFlags::SHAPE);
        self.tp_flags.set(self.flags().without(harmless));
    }

    /// Whether this is the built-in type itself, not a subclass.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn is_exactly(&self, builtin: Builtin) -> bool {
        // SAFETY: one byte of the flags is read, which says as much as all of them
        // (`TypeFlags::is_builtin`), in one instruction.
        let own = unsafe { self.tp_flags.as_ptr().cast::<u8>().add(OWN_BYTE).read() };
        let exactly = own == builtin as u8 + 1;
        if exactly {
            // SAFETY: so `make_type` made the flags, and nobody takes these away.
            unsafe { std::hint::assert_unchecked(builtin.shape(self.flags())) };
        }
        exactly
    }

    /// Bytes of an instance with `items` items, without what stands before it.
    #[inline(always)]
    pub fn instance_size(&self, items: usize) -> usize {
        let size = self.tp_basicsize.get() as usize;
        size + items * self.tp_itemsize.get() as usize
    }

    /// The table from which a built-in type was made.
    pub fn spec(&self) -> Option<&'static TypeSpec> {
        self.tp_methods
            .get()
            .get()
            // SAFETY: `make_type` stored a pointer to a static.
            .map(|spec| unsafe { spec.as_ref() })
    }

    /// What its objects can do as numbers.
    #[inline(always)]
    pub fn as_number(&self) -> Option<&PyNumberMethods> {
        self.tp_as_number
            .get()
            .get()
            // SAFETY: the suite lives as long as the type.
            .map(|suite| unsafe { suite.as_ref() })
    }

    /// What its objects can do as sequences.
    #[inline(always)]
    pub fn as_sequence(&self) -> Option<&PySequenceMethods> {
        self.tp_as_sequence
            .get()
            .get()
            // SAFETY: as above.
            .map(|suite| unsafe { suite.as_ref() })
    }

    /// What its objects can do as mappings.
    #[inline(always)]
    pub fn as_mapping(&self) -> Option<&PyMappingMethods> {
        self.tp_as_mapping
            .get()
            .get()
            // SAFETY: as above.
            .map(|suite| unsafe { suite.as_ref() })
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
        let own = self.named_slots();
        let number = self.as_number().into_iter().flat_map(|suite| suite.named());
        let sequence = self
            .as_sequence()
            .into_iter()
            .flat_map(|suite| suite.named());
        let mapping = self
            .as_mapping()
            .into_iter()
            .flat_map(|suite| suite.named());
        let all = own.chain(number).chain(sequence).chain(mapping);
        all.filter_map(|(name, filled)| filled.then_some(name))
            .collect()
    }

    /// The runtime that the type belongs to.
    #[inline(always)]
    pub(crate) fn runtime(&self) -> &Runtime {
        // SAFETY: a runtime outlives its types.
        unsafe { self.runtime_pointer().as_ref() }
    }

    #[inline(always)]
    pub(crate) fn runtime_pointer(&self) -> NonNull<Runtime> {
        // SAFETY: every type is made with its runtime here.
        unsafe { self.tp_cache.get().unwrap_unchecked() }
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
            // SAFETY: the types were made just now.
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

    /// A built-in type, if this runtime has it.
    pub(crate) fn try_ty(&self, which: Builtin) -> Option<View<'_, PyTypeObject>> {
        let ty = self.types[which as usize].get().get()?;
        // SAFETY: types live as long as the runtime.
        Some(unsafe { View::new(ty) })
    }

    /// A built-in type as a reference.
    pub(crate) fn type_obj(&self, which: Builtin) -> Obj {
        self.ty(which).to_obj()
    }
}

/// Whether `ty` is `of` or a subclass of it.
pub(crate) fn is_subtype(
    ty: View<'_, PyTypeObject>,
    of: View<'_, PyTypeObject>,
) -> bool {
    if ty.get().is(&of) {
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

impl PyTypeObject {
    /// Whether both are the same type.
    #[inline(always)]
    pub(crate) fn is(&self, other: &PyTypeObject) -> bool {
        std::ptr::eq(self, other)
    }
}
