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
pub mod flags;
pub mod slots;
pub mod spec;
pub(crate) mod type_cache;

pub use builtin::Builtin;
pub use flags::{Matches, TypeFlags};
pub use spec::TypeSpec;

use crate::memory::ptr::Ptr;
use crate::object::{PyObject, PyVarObject, View};
use crate::refcount::{IMMORTAL_REFCNT, Obj, PyRef};
use crate::runtime::{PyResult, Runtime};
use crate::shapes::key_block::PyDictKeysObject;
use crate::shapes::key_table::Compare;
use crate::shapes::{Field, PyTuple, inline_values};
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
    pub tp_basicsize: Cell<i64>,
    /// Bytes of each item, for types whose instances vary in size.
    pub tp_itemsize: Cell<i64>,
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
    pub tp_weaklistoffset: Cell<i64>,
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
    pub tp_dictoffset: Cell<i64>,
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

/// A type made by a `class` statement: 928 bytes. The slot tables, which other types
/// have elsewhere, are inside.
#[repr(C)]
#[allow(missing_docs)]
pub struct PyHeapTypeObject {
    pub ht_type: PyTypeObject,
    as_async: [Unused; 4],
    pub as_number: PyNumberMethods,
    pub as_mapping: PyMappingMethods,
    pub as_sequence: PySequenceMethods,
    as_buffer: [Unused; 2],
    pub(crate) ht_name: Field,
    pub(crate) ht_slots: Field,
    pub(crate) ht_qualname: Field,
    /// The key table that instances share.
    pub(crate) ht_cached_keys: Cell<Ptr<PyDictKeysObject>>,
    pub(crate) ht_module: Field,
    _ht_tpname: Cell<Ptr<u8>>,
    _spec_cache: [u64; 3],
}

const _: () = {
    use std::mem::offset_of;
    assert!(size_of::<PyTypeObject>() == 416);
    assert!(offset_of!(PyTypeObject, tp_name) == 24);
    assert!(offset_of!(PyTypeObject, tp_dealloc) == 48);
    assert!(offset_of!(PyTypeObject, tp_flags) == 168);
    assert!(offset_of!(PyTypeObject, tp_base) == 256);
    assert!(offset_of!(PyTypeObject, tp_dict) == 264);
    assert!(offset_of!(PyTypeObject, tp_mro) == 344);
    assert!(offset_of!(PyTypeObject, tp_cache) == 352);
    assert!(offset_of!(PyTypeObject, tp_version_tag) == 384);
    assert!(offset_of!(PyTypeObject, tp_finalize) == 392);
    assert!(size_of::<PyHeapTypeObject>() == 928);
    assert!(offset_of!(PyHeapTypeObject, as_number) == 448);
    assert!(offset_of!(PyHeapTypeObject, ht_name) == 856);
    assert!(offset_of!(PyHeapTypeObject, ht_cached_keys) == 880);
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
    /// The name as printed in messages, borrowed as long as the type is.
    pub fn name(self) -> &'a str {
        self.get().short_name()
    }
}

impl PyTypeObject {
    /// The name as printed in messages: for built-in types the plain name, for
    /// classes their `__name__`.
    pub fn short_name(&self) -> &str {
        let full = self.full_name();
        full.rsplit('.').next().unwrap_or(full)
    }

    /// `tp_name`: the name, for built-in types outside `builtins` with its module.
    pub fn full_name(&self) -> &str {
        match self.tp_name.get().get() {
            // SAFETY: `set_name` stored the text with its length before it.
            Some(text) => unsafe { name_at(text) },
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
    #[inline(always)]
    pub fn is_exactly(&self, builtin: Builtin) -> bool {
        let flags = self.flags();
        flags.tag() == builtin as u8 && !flags.has(TypeFlags::HEAPTYPE)
    }

    /// Bytes of an instance with `items` items, without what stands before it.
    #[inline(always)]
    pub fn instance_size(&self, items: usize) -> usize {
        let size = self.tp_basicsize.get() as usize;
        size + items * self.tp_itemsize.get() as usize
    }

    /// The table from which a built-in type was made.
    pub fn spec(&self) -> Option<&'static TypeSpec> {
        // SAFETY: `make_type` stored a pointer to a static.
        self.tp_methods
            .get()
            .get()
            .map(|spec| unsafe { spec.as_ref() })
    }

    /// What its objects can do as numbers.
    #[inline(always)]
    pub fn as_number(&self) -> Option<&PyNumberMethods> {
        // SAFETY: the suite lives as long as the type.
        self.tp_as_number
            .get()
            .get()
            .map(|suite| unsafe { suite.as_ref() })
    }

    /// What its objects can do as sequences.
    #[inline(always)]
    pub fn as_sequence(&self) -> Option<&PySequenceMethods> {
        // SAFETY: as above.
        self.tp_as_sequence
            .get()
            .get()
            .map(|suite| unsafe { suite.as_ref() })
    }

    /// What its objects can do as mappings.
    #[inline(always)]
    pub fn as_mapping(&self) -> Option<&PyMappingMethods> {
        // SAFETY: as above.
        self.tp_as_mapping
            .get()
            .get()
            .map(|suite| unsafe { suite.as_ref() })
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

/// # Safety
/// `text` was made by [`Runtime::new_name`] and not freed.
unsafe fn name_at<'a>(text: NonNull<u8>) -> &'a str {
    // SAFETY: the eight bytes before the text hold its length.
    unsafe {
        let len = text.sub(8).cast::<u64>().read() as usize;
        std::str::from_utf8_unchecked(std::slice::from_raw_parts(text.as_ptr(), len))
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
        for ty in &self.types {
            if let Some(ty) = ty.get().get() {
                // SAFETY: the types were made just now.
                unsafe { ty.as_ref() }
                    .ob_base
                    .ob_base
                    .ob_type
                    .set(type_type);
            }
        }
        Ok(())
    }

    fn make_type(&self, spec: &'static TypeSpec) -> PyResult<()> {
        let number = PyNumberMethods::from_slots(&spec.slots);
        let sequence = PySequenceMethods::from_slots(&spec.slots);
        let mapping = PyMappingMethods::from_slots(&spec.slots);
        let (has_number, has_sequence, has_mapping) =
            (number.any(), sequence.any(), mapping.any());
        let base = spec.base.map(|base| self.types[base as usize].get());
        // SAFETY: bases are made before their subclasses.
        let base = base
            .and_then(|base| base.get())
            .map(|base| unsafe { base.as_ref() });
        let mut flags = spec.flags.with(TypeFlags::IMMUTABLETYPE);
        if let Some(base) = base {
            let groups = TypeFlags(0xFF << 24);
            flags = flags.with(base.flags().and(groups));
        }
        flags = flags.with(TypeFlags((spec.which as u64) << 56));
        let ty = PyTypeObject {
            tp_name: Cell::new(self.new_name(spec.name)?),
            tp_basicsize: Cell::new(spec.basicsize as i64),
            tp_itemsize: Cell::new(spec.itemsize as i64),
            tp_dictoffset: Cell::new(spec.dictoffset as i64),
            tp_weaklistoffset: Cell::new(spec.weaklistoffset as i64),
            tp_flags: Cell::new(flags),
            tp_methods: Cell::new(Ptr::from(NonNull::from(spec))),
            ..self.blank_type()
        };
        ty.ob_base.ob_base.ob_refcnt.set(IMMORTAL_REFCNT);
        ty.fill(&spec.slots);
        if has_number {
            ty.tp_as_number.set(self.place(number)?);
        }
        if has_sequence {
            ty.tp_as_sequence.set(self.place(sequence)?);
        }
        if has_mapping {
            ty.tp_as_mapping.set(self.place(mapping)?);
        }
        self.types[spec.which as usize].set(self.place(ty)?);
        Ok(())
    }

    /// Makes every built-in type take from its base what it lacks. Called once, when
    /// the upper floors have filled the slots that wait for them.
    pub(crate) fn inherit_slots(&self, specs: &[&'static TypeSpec]) {
        for spec in specs {
            let Some(base) = spec.base else { continue };
            let (ty, base) = (self.ty(spec.which), self.ty(base));
            let own_new = ty.tp_new.get();
            ty.inherit(&base);
            if spec.base == Some(Builtin::Object) {
                // `object.__new__` would make something without the type's struct.
                ty.tp_new.set(own_new);
            }
            // SAFETY: types are objects.
            ty.tp_base.set(Some(base.to_obj()));
        }
    }

    /// A type with nothing in it.
    fn blank_type(&self) -> PyTypeObject {
        PyTypeObject {
            ob_base: PyVarObject {
                ob_base: PyObject {
                    ob_refcnt: Cell::new(1),
                    ob_type: Cell::new(self.types[Builtin::Type as usize].get()),
                },
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

    /// A block with a text, its length before it.
    fn new_name(&self, text: &str) -> PyResult<Ptr<u8>> {
        let block = self.heap.alloc(8 + text.len());
        let block = block.ok_or_else(|| self.memory_error())?;
        // SAFETY: the block has room for the length and the text.
        unsafe {
            block.cast::<u64>().write(text.len() as u64);
            block.add(8).copy_from_nonoverlapping(
                NonNull::from(text.as_bytes()).cast(),
                text.len(),
            );
            Ok(block.add(8).into())
        }
    }

    fn free_name(&self, text: Ptr<u8>) {
        if let Some(text) = text.get() {
            // SAFETY: the text was made by `new_name`.
            unsafe {
                let len = name_at(text).len();
                self.heap.free(text.sub(8), 8 + len);
            }
        }
    }

    /// Gives a type a (new) name.
    pub(crate) fn set_type_name(&self, ty: &PyTypeObject, name: &str) -> PyResult<()> {
        let old = ty.tp_name.replace(self.new_name(name)?);
        self.free_name(old);
        Ok(())
    }

    /// Makes a class, without names, bases or attributes: its storage only. The best
    /// base tells the struct that instances begin with.
    ///
    /// `basicsize` is at least the base's. `words` says which of the words before an
    /// instance the class brings ([`TypeFlags::MANAGED`]), besides those that the base
    /// has.
    pub(crate) fn new_heap_type(
        &self,
        metatype: View<'_, PyTypeObject>,
        base: View<'_, PyTypeObject>,
        name: &str,
        basicsize: usize,
        words: TypeFlags,
    ) -> PyResult {
        assert!(metatype.flags().has(TypeFlags::TYPE_SUBCLASS));
        assert!(basicsize as i64 >= base.tp_basicsize.get());
        let flags = base
            .flags()
            .and(TypeFlags::INHERITED)
            .with(words.and(TypeFlags::MANAGED))
            .with(TypeFlags::HEAPTYPE)
            .with(TypeFlags::BASETYPE)
            .with(TypeFlags::HAVE_GC);
        let size = metatype.instance_size(0).max(size_of::<PyHeapTypeObject>());
        let before = crate::object::presize(metatype.flags());
        let name = self.new_name(name)?;
        let Some(block) = self.heap.alloc(before + size) else {
            self.free_name(name);
            return Err(self.memory_error());
        };
        // SAFETY: the block has room for what stands before a type, a heap type, and
        // what the metatype adds; all zero is an empty suite and an empty field.
        unsafe {
            block.write_bytes(0, before + size);
            self.count_container();
            let ty: NonNull<PyHeapTypeObject> = block.add(before).cast();
            let value = PyTypeObject {
                tp_name: Cell::new(name),
                tp_basicsize: Cell::new(basicsize as i64),
                tp_itemsize: Cell::new(base.tp_itemsize.get()),
                tp_flags: Cell::new(flags),
                ..self.blank_type()
            };
            value.ob_base.ob_base.ob_type.set(metatype.pointer().into());
            if metatype.flags().has(TypeFlags::HEAPTYPE) {
                metatype.ob_base.ob_base.incref();
            }
            ty.cast::<PyTypeObject>().write(value);
            let suites = ty.as_ptr();
            let made = &(*suites).ht_type;
            made.tp_as_number
                .set(Ptr::new(&raw mut (*suites).as_number));
            made.tp_as_sequence
                .set(Ptr::new(&raw mut (*suites).as_sequence));
            made.tp_as_mapping
                .set(Ptr::new(&raw mut (*suites).as_mapping));
            Ok(PyRef::from_owned(ty.cast()))
        }
    }

    /// Gives the instances of a class a place for their values
    /// (`Objects/typeobject.c@v3.13.0#type_ready_managed_dict`): keys to share, with
    /// `names` to begin with, and values in the instance itself where it is an ordinary
    /// object but for that. Called before there is any instance.
    pub(crate) fn make_instance_values(
        &self,
        class: &Obj,
        names: &[Obj],
        with: &impl Compare,
    ) -> PyResult<()> {
        let Some(heap) = heap_type(class.expect()) else {
            return Ok(());
        };
        let ty = &heap.ht_type;
        assert!(heap.ht_cached_keys.get().is_null());
        inline_values::new_class_keys(self, heap, names, with)?;
        if ty.tp_basicsize.get() == size_of::<PyObject>() as i64
            && ty.tp_itemsize.get() == 0
        {
            ty.tp_flags.set(ty.flags().with(TypeFlags::INLINE_VALUES));
        }
        Ok(())
    }

    /// Gives an object another class (`__class__` assignment). Both classes must have
    /// instances of the same shape, and the object's own values must be parted from it.
    pub(crate) fn set_class(&self, object: &Obj, class: View<'_, PyTypeObject>) {
        let old = object.ty();
        let heap = |ty: View<'_, PyTypeObject>| ty.flags().has(TypeFlags::HEAPTYPE);
        assert!(heap(old) && heap(class) && old.flags().tag() == class.flags().tag());
        assert!(
            crate::object::presize(old.flags())
                == crate::object::presize(class.flags())
        );
        assert!(old.tp_basicsize.get() == class.tp_basicsize.get());
        let inline = TypeFlags::INLINE_VALUES;
        assert!(old.flags().and(inline) == class.flags().and(inline));
        assert!(!inline_values::is_valid(object));
        class.ob_base.ob_base.incref();
        object.object().ob_type.set(class.pointer().into());
        crate::object::forget_type(old);
    }

    /// A built-in type.
    #[inline(always)]
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
        suites.sort();
        suites.dedup();
        for ty in types {
            // SAFETY: as above; nobody uses the type after this.
            unsafe {
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

    fn fill(&self, slots: &Slots) {
        macro_rules! fill {
            ($($slot:ident)*) => { $(self.$slot.set(slots.$slot);)* };
        }
        fill!(
            tp_dealloc tp_repr tp_hash tp_call tp_str tp_getattro tp_setattro
            tp_traverse tp_clear tp_richcompare tp_iter tp_iternext tp_descr_get
            tp_descr_set tp_init tp_new tp_finalize tp_is_gc
        );
    }
}

/// A type as its long struct, if a `class` statement made it.
pub(crate) fn heap_type<'a>(
    ty: View<'a, PyTypeObject>,
) -> Option<View<'a, PyHeapTypeObject>> {
    // SAFETY: types with HEAPTYPE are made by `new_heap_type` alone, with this struct.
    ty.flags()
        .has(TypeFlags::HEAPTYPE)
        .then(|| unsafe { View::new(ty.pointer().cast()) })
}

/// `tp_dealloc` of `type`: a class is taken apart.
pub(crate) fn type_dealloc(rt: &Runtime, this: crate::object::Dying) {
    this.finish_type(rt)
}

impl crate::object::Dying {
    fn finish_type(self, rt: &Runtime) {
        let this = self.as_obj();
        crate::object::untrack(&this);
        if crate::shapes::weak_list::any(&this) {
            crate::object::tell_weak_references(rt, &this);
        }
        let metatype = this.ty();
        let size = metatype.instance_size(0).max(size_of::<PyHeapTypeObject>());
        let before = crate::object::presize(metatype.flags());
        let pointer: NonNull<PyHeapTypeObject> = this.pointer().cast();
        rt.note_death(this.pointer());
        rt.type_cache.forget_all();
        // SAFETY: built-in types are immortal, so this is a heap type; nobody uses it.
        unsafe {
            rt.free_name(pointer.as_ref().ht_type.tp_name.replace(Ptr::NULL));
            inline_values::release_class_keys(rt, pointer.as_ref());
            pointer.drop_in_place();
            rt.heap
                .free(pointer.cast::<u8>().sub(before), before + size);
        }
        rt.uncount_container();
        crate::object::forget_type(metatype);
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
