//! Classes: the types that a `class` statement makes
//! (`Include/cpython/object.h@v3.13.0#_heaptypeobject`).

use super::slots::{PyMappingMethods, PyNumberMethods, PySequenceMethods, Unused};
use super::{Builtin, PyTypeObject, TypeFlags};
use crate::memory::ptr::Ptr;
use crate::object::{
    Dying, PyObject, View, forget_type, presize, tell_weak_references, untrack,
};
use crate::refcount::{Obj, PyRef};
use crate::runtime::{PyResult, Runtime};
use crate::shapes::key_block::PyDictKeysObject;
use crate::shapes::{Field, inline_values};
use std::cell::Cell;
use std::ptr::NonNull;

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
    /// Of a class with a declared layout: a bit for each word of an instance that refers
    /// to an object.
    ht_fields: Cell<u64>,
    /// A bit for each of those words that the collector need not look at.
    ht_hidden: Cell<u64>,
    /// After how many of those words an instance shows its class: eight bits. Above them
    /// the words that it shows first, and those that it lets go of first.
    ht_order: Cell<u64>,
}

const _: () = {
    use crate::object::HEAD_EXTRA;
    use std::mem::offset_of;
    assert!(size_of::<PyHeapTypeObject>() == 928 + HEAD_EXTRA);
    assert!(offset_of!(PyHeapTypeObject, as_number) == 448 + HEAD_EXTRA);
    assert!(offset_of!(PyHeapTypeObject, ht_name) == 856 + HEAD_EXTRA);
    assert!(offset_of!(PyHeapTypeObject, ht_cached_keys) == 880 + HEAD_EXTRA);
};

/// Up to seven of the first sixteen words of an instance, in an order: four bits each,
/// the first one lowest. 0 ends it, which is no field of any object.
#[derive(Clone, Copy, Default)]
pub(crate) struct WordOrder(u64);

impl WordOrder {
    const BITS: u32 = 28;

    /// Adds a word to the end; says whether there was room.
    pub(crate) fn push(&mut self, offset: usize) -> bool {
        let count = (0..7).take_while(|at| self.0 >> (4 * at) != 0).count();
        let fits = count < 7 && offset < 16 * 8;
        if fits {
            self.0 |= (offset as u64 / 8) << (4 * count);
        }
        fits
    }

    /// The offsets of the words.
    pub(crate) fn offsets(self) -> impl Iterator<Item = usize> {
        let words = (0..7).map(move |at| (self.0 >> (4 * at) & 15) as usize);
        words.take_while(|word| *word != 0).map(|word| word * 8)
    }

    /// Whether a word is one of them.
    pub(crate) fn has(self, offset: usize) -> bool {
        self.0 != 0 && self.offsets().any(|at| at == offset)
    }
}

/// What a class knows of a declared layout; words are counted from the object's start.
#[derive(Default)]
pub(crate) struct Declared {
    /// A bit for each word that refers to an object.
    pub(crate) fields: u64,
    /// A bit for each of them that the collector need not look at.
    pub(crate) hidden: u64,
    /// After how many of them an instance shows its class.
    pub(crate) type_after: u64,
    /// The words that an instance shows before the others.
    pub(crate) shown: WordOrder,
    /// The words that it lets go of before the others.
    pub(crate) freed: WordOrder,
    /// Where the dict is, in bytes; 0 is nowhere.
    pub(crate) dict: usize,
    /// Where the weak references are, in bytes; 0 is nowhere.
    pub(crate) weakref: usize,
    /// Whether the collector does not watch instances.
    pub(crate) no_gc: bool,
    /// Whether calling one with an object first is the same as binding it to that.
    pub(crate) method: bool,
}

impl PyHeapTypeObject {
    /// Whether a word of an instance is one of its fields.
    pub(crate) fn is_field(&self, offset: usize) -> bool {
        let declared = self.ht_type.flags().has(TypeFlags::LAYOUT);
        !declared || self.ht_fields.get() >> (offset / 8).min(63) & 1 != 0
    }

    /// Whether the collector need not look at a field.
    pub(crate) fn is_hidden(&self, offset: usize) -> bool {
        self.ht_hidden.get() >> (offset / 8).min(63) & 1 != 0
    }

    /// After how many of its fields an instance shows its class.
    pub(crate) fn type_after(&self) -> usize {
        (self.ht_order.get() & 0xff) as usize
    }

    /// The fields that an instance shows before the others.
    pub(crate) fn shown_first(&self) -> WordOrder {
        WordOrder(self.ht_order.get() >> 8 & ((1 << WordOrder::BITS) - 1))
    }

    /// The fields that an instance lets go of before the others.
    pub(crate) fn freed_first(&self) -> WordOrder {
        WordOrder(self.ht_order.get() >> (8 + WordOrder::BITS))
    }
}

impl Runtime {
    /// Makes a class, without names, bases or attributes: its storage only. The best
    /// base tells the struct that instances begin with.
    ///
    /// `basicsize` is at least the base's. `words` says which of the words before an
    /// instance the class brings ([`TypeFlags::MANAGED`]), besides those that the base
    /// has; `slots` how many names its `__slots__` adds.
    pub(crate) fn new_heap_type(
        &self,
        metatype: View<'_, PyTypeObject>,
        base: View<'_, PyTypeObject>,
        name: &str,
        basicsize: usize,
        words: TypeFlags,
        slots: usize,
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
        let size = class_size(metatype, slots);
        let before = presize(metatype.flags());
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
            value.ob_base.ob_size.set(slots as i64);
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
            self.refchain.add(ty.cast());
            Ok(PyRef::from_owned(ty.cast()))
        }
    }

    /// Gives a class, of which there are no instances yet, the layout that its module
    /// declares for it.
    pub(crate) fn declare_layout(&self, class: &Obj, declared: &Declared) {
        let heap = heap_type(class.expect()).expect("a class");
        let ty = &heap.ht_type;
        let size = ty.tp_basicsize.get() as usize;
        assert!(!ty.flags().has(TypeFlags::READY));
        let beyond = declared.fields.unbounded_shr(size as u32 / 8);
        assert!(declared.fields & 3 == 0 && beyond == 0);
        let weakref_bit = 1u64.unbounded_shl(declared.weakref as u32 / 8);
        assert!(declared.weakref == 0 || declared.fields & weakref_bit == 0);
        assert!(declared.weakref.max(declared.dict) < size);
        heap.ht_fields.set(declared.fields);
        heap.ht_hidden.set(declared.hidden);
        let orders = declared.shown.0 | declared.freed.0 << WordOrder::BITS;
        assert!(declared.type_after < 256);
        heap.ht_order.set(declared.type_after | orders << 8);
        ty.tp_dictoffset.set(declared.dict as i64);
        ty.tp_weaklistoffset.set(declared.weakref as i64);
        let mut flags = ty.flags().with(TypeFlags::LAYOUT);
        if declared.no_gc {
            flags = flags.without(TypeFlags::HAVE_GC);
        }
        if declared.method {
            flags = flags.with(TypeFlags::METHOD_DESCRIPTOR);
        }
        ty.tp_flags.set(flags);
    }

    /// Gives the instances of a class a place for their values
    /// (`Objects/typeobject.c@v3.13.0#type_ready_managed_dict`): keys to share,
    /// without any names yet, and values in the instance itself where it is an ordinary
    /// object but for that. Called before there is any instance.
    pub(crate) fn make_instance_values(&self, class: &Obj) -> PyResult<()> {
        let Some(heap) = heap_type(class.expect()) else {
            return Ok(());
        };
        let ty = &heap.ht_type;
        assert!(heap.ht_cached_keys.get().is_null());
        inline_values::new_class_keys(self, heap)?;
        if ty.tp_basicsize.get() == size_of::<PyObject>() as i64
            && ty.tp_itemsize.get() == 0
        {
            ty.tp_flags.set(ty.flags().with(TypeFlags::INLINE_VALUES));
        }
        Ok(())
    }

    /// Gives an object another class (`__class__` assignment). Both classes must have
    /// instances of the same shape, and the object's own values must be parted from it.
    /// No other built-in type than `module` takes part.
    pub(crate) fn set_class(&self, object: &Obj, class: View<'_, PyTypeObject>) {
        let old = object.ty();
        let heap = |ty: View<'_, PyTypeObject>| {
            ty.flags().has(TypeFlags::HEAPTYPE) || ty.is_exactly(Builtin::Module)
        };
        assert!(heap(old) && heap(class) && old.flags().tag() == class.flags().tag());
        assert!(presize(old.flags()) == presize(class.flags()));
        assert!(old.tp_basicsize.get() == class.tp_basicsize.get());
        let inline = TypeFlags::INLINE_VALUES;
        assert!(old.flags().and(inline) == class.flags().and(inline));
        assert!(!inline_values::is_valid(object));
        if class.flags().has(TypeFlags::HEAPTYPE) {
            class.ob_base.ob_base.incref();
        }
        object.object().ob_type.set(class.pointer().into());
        forget_type(old);
    }
}

/// The bytes of a class: behind the struct a row for each name in its `__slots__`, and
/// one for the end (`Objects/typeobject.c@v3.13.0#_PyType_AllocNoTrack`). The rows stay
/// empty here, where a member descriptor holds its own.
fn class_size(metatype: View<'_, PyTypeObject>, slots: usize) -> usize {
    let row = metatype.instance_size(1) - metatype.instance_size(0);
    let own = metatype.instance_size(0).max(size_of::<PyHeapTypeObject>());
    own + (slots + 1) * row
}

/// A type as its long struct, if a `class` statement made it.
pub(crate) fn heap_type<'a>(
    ty: View<'a, PyTypeObject>,
) -> Option<View<'a, PyHeapTypeObject>> {
    ty.flags()
        .has(TypeFlags::HEAPTYPE)
        // SAFETY: types with HEAPTYPE are made by `new_heap_type` alone, with this struct.
        .then(|| unsafe { View::new(ty.pointer().cast()) })
}

/// `tp_dealloc` of `type`: a class is taken apart.
pub(crate) fn type_dealloc(rt: &Runtime, this: Dying) {
    this.finish_type(rt)
}

impl Dying {
    fn finish_type(self, rt: &Runtime) {
        let this = self.as_obj();
        untrack(&this);
        if crate::shapes::weak_list::any(&this) {
            tell_weak_references(rt, &this);
        }
        let metatype = this.ty();
        let slots = this.expect::<PyTypeObject>().ob_base.size();
        let size = class_size(metatype, slots);
        let before = presize(metatype.flags());
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
        forget_type(metatype);
    }
}
