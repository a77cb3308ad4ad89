//! Iterators over a dict's keys, values or items, forwards and backwards
//! (`Objects/dictobject.c@v3.13.0#dictiterobject`).
//!
//! An iterator remembers how many entries the dict had. When it finds another number,
//! it says so, once and for all, instead of going on.

use super::dict::{self, table};
use super::enumerate::reuse_pair;
use super::iter_reduce;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{IterNext, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An iterator over a dict: 56 bytes.
#[repr(C)]
pub struct DictIterator {
    /// Count and type.
    pub ob_base: PyObject,
    /// The dict; none once the end was reached.
    di_dict: Field,
    /// The number of entries when the iterator was made; -1 after a failure.
    di_used: Cell<i64>,
    /// The index of the next entry; -1 before the first, backwards.
    di_pos: Cell<i64>,
    /// The last pair handed out, for items: its memory is used again if it is free.
    di_result: Field,
    /// The number of entries still to come.
    len: Cell<i64>,
}

crate::py_struct!(
    DictIterator,
    [
        Builtin::DictKeyIterator, Builtin::DictValueIterator, Builtin::DictItemIterator,
        Builtin::DictReverseKeyIterator, Builtin::DictReverseValueIterator,
        Builtin::DictReverseItemIterator,
    ],
    size 56, di_dict @ 16, di_used @ 24, di_pos @ 32, di_result @ 40, len @ 48
);

/// An iterator of one of the six types.
pub(super) fn make(rt: &Runtime, dict: &Obj, which: Builtin) -> PyResult {
    let backwards = is_backwards(which);
    let start = match backwards {
        true => table(dict).entries() as i64 - 1,
        false => 0,
    };
    let result = match which {
        Builtin::DictItemIterator | Builtin::DictReverseItemIterator => {
            Some(rt.new_tuple(vec![rt.none().clone(), rt.none().clone()])?)
        }
        _ => None,
    };
    let len = dict::len(dict) as i64;
    let iterator = rt.alloc(DictIterator {
        ob_base: PyObject::new(rt.ty(which)),
        di_dict: Field::new(Some(dict.clone())),
        di_used: Cell::new(len),
        di_pos: Cell::new(start),
        di_result: Field::new(result),
        len: Cell::new(len),
    })?;
    object::track(&iterator);
    Ok(iterator)
}

fn is_backwards(which: Builtin) -> bool {
    matches!(
        which,
        Builtin::DictReverseKeyIterator
            | Builtin::DictReverseValueIterator
            | Builtin::DictReverseItemIterator
    )
}

/// `iter(dict)`.
pub(super) fn keys(rt: &Runtime, dict: &Obj) -> PyResult {
    make(rt, dict, Builtin::DictKeyIterator)
}

/// `reversed(dict)`.
pub(super) fn reversed_keys(rt: &Runtime, dict: &Obj) -> PyResult {
    make(rt, dict, Builtin::DictReverseKeyIterator)
}

/// The next entry that is in use: its position.
fn step(rt: &Runtime, this: &Obj, backwards: bool) -> PyResult<Option<(Obj, usize)>> {
    let iterator = this.expect::<DictIterator>();
    let Some(dict) = iterator.di_dict.get() else {
        return Ok(None);
    };
    let table = table(&dict);
    if iterator.di_used.get() != table.len() as i64 {
        iterator.di_used.set(-1);
        let message = "dictionary changed size during iteration";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    let entries = table.entries() as i64;
    let mut index = iterator.di_pos.get();
    if backwards {
        index = index.min(entries - 1);
    }
    while index >= 0 && index < entries && table.index_at(index as usize).is_none() {
        index += if backwards { -1 } else { 1 };
    }
    if index < 0 || index >= entries {
        iterator.di_dict.set(None);
        return Ok(None);
    }
    // As many entries as there were, and yet one more is found: keys were deleted and
    // others added. Backwards these are not met.
    if iterator.len.get() == 0 && !backwards {
        iterator.di_dict.set(None);
        let message = "dictionary keys changed during iteration";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    iterator
        .di_pos
        .set(if backwards { index - 1 } else { index + 1 });
    iterator.len.set(iterator.len.get() - 1);
    Ok(Some((dict, index as usize)))
}

fn next_key<const BACKWARDS: bool>(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let found = step(rt, this, BACKWARDS)?;
    Ok(found.and_then(|(dict, at)| table(&dict).key_at(table(&dict).index_at(at)?)))
}

fn next_value<const BACKWARDS: bool>(
    rt: &Runtime,
    this: &Obj,
) -> PyResult<Option<Obj>> {
    let found = step(rt, this, BACKWARDS)?;
    Ok(found.and_then(|(dict, at)| table(&dict).value_at(table(&dict).index_at(at)?)))
}

fn next_item<const BACKWARDS: bool>(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let Some((dict, position)) = step(rt, this, BACKWARDS)? else {
        return Ok(None);
    };
    let Some(index) = table(&dict).index_at(position) else {
        return Ok(None);
    };
    let (key, value) = (table(&dict).key_at(index), table(&dict).value_at(index));
    let (Some(key), Some(value)) = (key, value) else {
        return Ok(None);
    };
    let kept = &this.expect::<DictIterator>().di_result;
    reuse_pair(rt, kept, [key, value]).map(Some)
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<DictIterator>();
    let same = iterator.di_dict.peek(|dict| {
        dict.is_some_and(|dict| dict::len(dict) as i64 == iterator.di_used.get())
    });
    rt.new_int(if same { iterator.len.get() } else { 0 })
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<DictIterator>();
    let copy = rt.alloc(DictIterator {
        ob_base: PyObject::new(this.ty()),
        di_dict: Field::new(iterator.di_dict.get()),
        di_used: iterator.di_used.clone(),
        di_pos: iterator.di_pos.clone(),
        di_result: Field::new(iterator.di_result.get()),
        len: iterator.len.clone(),
    })?;
    object::track(&copy);
    iter_reduce::rest(rt, &copy)
}

fn this(_: &Runtime, this: &Obj) -> PyResult {
    Ok(this.clone())
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let iterator = this.expect::<DictIterator>();
    visitor.field(&iterator.di_dict);
    visitor.field(&iterator.di_result);
}

static METHODS: &[MethodDef] = &[
    MethodDef::none("__length_hint__", length_hint),
    MethodDef::none("__reduce__", reduce),
];

const fn spec(which: Builtin, name: &'static str, next: IterNext) -> TypeSpec {
    TypeSpec {
        which,
        name,
        basicsize: 56,
        flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
        slots: Slots {
            tp_dealloc: Some(object::dealloc_struct::<DictIterator>),
            tp_traverse: Some(traverse),
            // Not in CPython, where an iterator in the pair it gave last stays for ever.
            tp_clear: Some(|this| this.expect::<DictIterator>().di_result.set(None)),
            tp_iter: Some(this),
            tp_iternext: Some(next),
            ..Slots::EMPTY
        },
        methods: METHODS,
        ..TypeSpec::PLAIN
    }
}

/// The type `dict_keyiterator`.
pub static KEYS: TypeSpec = spec(
    Builtin::DictKeyIterator,
    "dict_keyiterator",
    next_key::<false>,
);
/// The type `dict_valueiterator`.
pub static VALUES: TypeSpec = spec(
    Builtin::DictValueIterator,
    "dict_valueiterator",
    next_value::<false>,
);
/// The type `dict_itemiterator`.
pub static ITEMS: TypeSpec = spec(
    Builtin::DictItemIterator,
    "dict_itemiterator",
    next_item::<false>,
);
/// The type `dict_reversekeyiterator`.
pub static REVERSE_KEYS: TypeSpec = spec(
    Builtin::DictReverseKeyIterator,
    "dict_reversekeyiterator",
    next_key::<true>,
);
/// The type `dict_reversevalueiterator`.
pub static REVERSE_VALUES: TypeSpec = spec(
    Builtin::DictReverseValueIterator,
    "dict_reversevalueiterator",
    next_value::<true>,
);
/// The type `dict_reverseitemiterator`.
pub static REVERSE_ITEMS: TypeSpec = spec(
    Builtin::DictReverseItemIterator,
    "dict_reverseitemiterator",
    next_item::<true>,
);
