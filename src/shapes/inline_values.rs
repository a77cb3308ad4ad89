//! Values that are part of an instance, and the keys for them in its class
//! (`Objects/dictobject.c@v3.13.0#_PyObject_InitInlineValues`).
//!
//! An instance of an ordinary class has no dict. Its values stand in its own block,
//! behind the object; their names are in its class. Who asks for `__dict__` gets a dict
//! that shows exactly these values, and shares them from then on. Only where that does
//! not go (too many attributes, another dict was assigned) do the two part: then the
//! values in the instance are no longer *valid*, and its dict has all there is.
//!
//! How long the row is: a class begins with room for thirty names. With each instance
//! that is made, the class hopes for one name less, down to one more than there are.
//! So the first instances of a class are larger than those that come later.
//!
//! What keeps this sound: a dict that shows an instance's values is held by that
//! instance alone in its dict word, and is parted from it before the word changes or
//! the instance goes ([`detach`]).

use super::Field;
use super::dict_values::{self, PyDictValues, Values};
use super::key_block::{Keys, PyDictKeysObject, SPLIT};
use super::key_resize::release;
use super::key_table::{Compare, KeyTable, find_text, is_text};
use super::members::dict_field;
use crate::memory::ptr::Ptr;
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Visitor;
use crate::typeobject::type_cache::Index;
use crate::typeobject::{PyHeapTypeObject, PyTypeObject, TypeFlags, heap_type};
use std::ptr::NonNull;

/// How many names the instances of a class can share.
const SHARED_KEYS_MAX_SIZE: i64 = 30;
/// The binary logarithm of the number of slots for so many keys.
const LOG_SHARED_SIZE: u8 = 6;

/// Gives a class the keys for its instances. Names come in as instances get them
/// (`Objects/dictobject.c@v3.13.0#_PyDict_NewKeysForClass`).
pub(crate) fn new_class_keys(
    rt: &Runtime,
    class: View<'_, PyHeapTypeObject>,
) -> PyResult<()> {
    let keys = Keys::new(rt, LOG_SHARED_SIZE, SPLIT)?;
    keys.head().dk_usable.set(SHARED_KEYS_MAX_SIZE);
    release(rt, class.ht_cached_keys.replace(keys.pointer().into()));
    Ok(())
}

/// A class that goes gives up its keys.
pub(crate) fn release_class_keys(rt: &Runtime, class: &PyHeapTypeObject) {
    release(rt, class.ht_cached_keys.replace(Ptr::NULL));
}

/// Bytes of the keys of a class.
pub(crate) fn class_keys_bytes(class: View<'_, PyHeapTypeObject>) -> usize {
    keys_at(class.ht_cached_keys.get()).map_or(0, |keys| keys.head().bytes())
}

#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn keys_at(pointer: Ptr<PyDictKeysObject>) -> Option<Keys> {
    pointer
        .get()
        // SAFETY: the class has a reference to the block.
        .map(|keys| unsafe { Keys::from_pointer(keys) })
}

/// The keys that a class has for its instances.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn class_keys(ty: View<'_, PyTypeObject>) -> Option<Keys> {
    keys_at(heap_type(ty)?.get().ht_cached_keys.get())
}

/// How many values an instance that is made now has room for.
fn shared_keys_usable_size(keys: Keys) -> usize {
    (keys.head().dk_nentries.get() + keys.head().dk_usable.get()) as usize
}

/// Bytes that a new instance has behind the object.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn new_bytes(ty: View<'_, PyTypeObject>) -> usize {
    if !ty.flags().has(TypeFlags::INLINE_VALUES) {
        return 0;
    }
    let keys = class_keys(ty).expect("a class with inline values has keys");
    dict_values::bytes(shared_keys_usable_size(keys))
}

/// Begins the values of a new instance.
///
/// # Safety
/// `place` is what [`new_bytes`] asked for, just before.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) unsafe fn begin(ty: View<'_, PyTypeObject>, place: NonNull<u8>) {
    let keys = class_keys(ty).expect("as above");
    let usable = &keys.head().dk_usable;
    if usable.get() > 1 {
        usable.set(usable.get() - 1);
    }
    // SAFETY: the capacity is what was asked for, or one less.
    unsafe { Values::begin(place, shared_keys_usable_size(keys), true) };
}

/// Bytes that an instance has for values, and that are freed with it. (The block of an
/// instance may have eight more, see [`begin`].)
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn own_bytes(object: &Obj) -> usize {
    row(object).map_or(0, |values| dict_values::bytes(values.capacity()))
}

/// The values in an instance, valid or not.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn row(object: &Obj) -> Option<Values> {
    let ty = object.ty();
    if !ty.flags().has(TypeFlags::INLINE_VALUES) {
        return None;
    }
    let size = ty.tp_basicsize.get() as usize;
    // SAFETY: instances of such classes are made with a row behind the object.
    Some(unsafe {
        Values::from_pointer(object.pointer().cast::<u8>().add(size).cast())
    })
}

/// The values in an instance, with the keys for them.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn valid_row(object: &Obj) -> Option<(Values, Keys)> {
    let values = row(object).filter(|values| values.is_valid())?;
    Some((values, class_keys(object.ty())?))
}

/// What an instance's own values say of a name.
pub(crate) enum Found {
    /// It has this value.
    Value(Obj),
    /// It has none.
    Nothing,
    /// The instance has no values of its own, or the name is not an exact str.
    Elsewhere,
}

/// Looks for an attribute among an instance's own values.
#[inline]
pub(crate) fn get(object: &Obj, name: &Obj, with: &impl Compare) -> Found {
    let Some((values, keys)) = valid_row(object).filter(|_| is_text(name)) else {
        return Found::Elsewhere;
    };
    let index = find_text(keys, name, with.text_hash(name), with);
    match index.and_then(|index| values.value(index).get()) {
        Some(value) => Found::Value(value),
        None => Found::Nothing,
    }
}

/// What an instance's own values say of a name whose index is known.
pub(crate) enum Known<'a> {
    /// Its place.
    At(&'a Field),
    /// It has none.
    Nothing,
    /// The class has other names by now, or nobody looked.
    Unknown,
    /// The instance has a dict instead.
    Elsewhere,
}

/// The place of an attribute among an instance's own values, where `index` says which
/// of the names of its class that is.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn place<'a>(object: &'a Obj, index: Index) -> Known<'a> {
    let ty = object.ty();
    if !ty.flags().has(TypeFlags::INLINE_VALUES) {
        let has_dict =
            ty.flags().has(TypeFlags::MANAGED_DICT) || ty.tp_dictoffset.get() != 0;
        return match has_dict {
            true => Known::Elsewhere,
            false => Known::Nothing,
        };
    }
    match (valid_row(object), index) {
        (None, _) => Known::Elsewhere,
        (Some((values, _)), Index::At(index)) => {
            Known::At(values.value(index as usize))
        }
        (Some((_, keys)), Index::Nowhere(names))
            if keys.entries() == names as usize =>
        {
            Known::Nothing
        }
        _ => Known::Unknown,
    }
}

/// The value at an index among an instance's own.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn value_at(object: &Obj, index: u32) -> Option<Obj> {
    let values = row(object).filter(|values| values.is_valid())?;
    values.value(index as usize).get()
}

/// Whether an instance has values of its own for these so many names and no others, or
/// can have none at all.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn has_only(object: &Obj, names: u32) -> bool {
    if !object.ty().flags().has(TypeFlags::INLINE_VALUES) {
        return true;
    }
    valid_row(object).is_some_and(|(_, keys)| keys.entries() == names as usize)
}

/// Stores a value among an instance's own, where its class has the name at an index;
/// what was there before. Nothing is done where a dict shows the values too.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn store_at(object: &Obj, index: Index, value: &Obj) -> Option<Option<Obj>> {
    let shown = || dict_field(object).is_none_or(|field| !field.is_empty());
    match (row(object), index) {
        (Some(values), Index::At(index)) if values.is_valid() && !shown() => {
            Some(values.replace(index as usize, Some(value.clone())))
        }
        _ => None,
    }
}

/// Where the instances of a class have a name, an exact str.
pub(crate) fn index_of(
    ty: View<'_, PyTypeObject>,
    name: &Obj,
    with: &impl Compare,
) -> Option<Index> {
    let keys = class_keys(ty)?;
    Some(match find_text(keys, name, with.text_hash(name), with) {
        Some(index) => Index::At(index as u32),
        None => Index::Nowhere(keys.entries() as u32),
    })
}

/// What came of storing a value in an instance.
pub(crate) enum Stored {
    /// It is stored, or unset; this was there before.
    Done(Option<Obj>),
    /// The instance has no values of its own, or no place for the name.
    Elsewhere,
}

/// Stores an attribute among an instance's own values, or unsets it. `table` is that of
/// the dict that shows these values, if there is one.
#[inline]
pub(crate) fn store(
    rt: &Runtime,
    object: &Obj,
    table: Option<&KeyTable>,
    name: &Obj,
    value: Option<Obj>,
    with: &impl Compare,
) -> Stored {
    let Some((values, keys)) = valid_row(object).filter(|_| is_text(name)) else {
        return Stored::Elsewhere;
    };
    let Some(index) = keys.share(name, with.text_hash(name), with) else {
        return Stored::Elsewhere;
    };
    let old = values.replace(index, value);
    if let Some(table) = table {
        table.values_changed(rt, values);
    }
    Stored::Done(old)
}

/// Whether an instance's attributes are in the instance itself.
pub(crate) fn is_valid(object: &Obj) -> bool {
    valid_row(object).is_some()
}

/// A table that shows an instance's own values, for its dict; it must be parted from
/// the instance before that goes.
pub(crate) fn show(rt: &Runtime, object: &Obj) -> Option<KeyTable> {
    let (values, keys) = valid_row(object)?;
    Some(KeyTable::of_values(rt, keys, values))
}

/// A table with the keys of an object's class and values of its own.
pub(crate) fn table_for(rt: &Runtime, object: &Obj) -> PyResult<Option<KeyTable>> {
    let Some(keys) = class_keys(object.ty()) else {
        return Ok(None);
    };
    let values = Values::new(rt, shared_keys_usable_size(keys))?;
    Ok(Some(KeyTable::of_values(rt, keys, values)))
}

/// Parts a table from the instance whose values it shows: they move to the table.
pub(crate) fn detach(rt: &Runtime, object: &Obj, table: &KeyTable) -> PyResult<()> {
    let Some((values, _)) = valid_row(object) else {
        return Ok(());
    };
    if table.ma_values.get() == Ptr::<PyDictValues>::from(values.pointer()) {
        let moved = Values::new(rt, values.capacity())?;
        moved.copy_from(values);
        table.ma_values.set(moved.pointer().into());
        abandon(object);
    }
    Ok(())
}

/// Drops an instance's own values, for good.
pub(crate) fn abandon(object: &Obj) {
    if let Some(values) = row(object).filter(|values| values.is_valid()) {
        values.invalidate();
        values.empty();
    }
}

/// Shows each of an instance's own values with its name, in the order in which they
/// were set; nothing where it has none of its own. `show` only looks.
pub(crate) fn each(object: &Obj, show: &mut dyn FnMut(&Obj, &Obj)) {
    let Some((values, keys)) = valid_row(object) else {
        return;
    };
    for index in (0..values.size()).filter_map(|at| values.index_at(at)) {
        keys.key(index).peek(|name| {
            values.value(index).peek(|value| {
                if let (Some(name), Some(value)) = (name, value) {
                    show(name, value);
                }
            });
        });
    }
}

/// Shows the collector an instance's own values; false if it has none.
#[inline]
pub(crate) fn visit(object: &Obj, visitor: &mut Visitor<'_>) -> bool {
    let Some(values) = row(object).filter(|values| values.is_valid()) else {
        return false;
    };
    (0..values.capacity()).for_each(|index| values.value(index).visit(visitor));
    true
}
