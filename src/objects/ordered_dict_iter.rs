//! The iterator over an OrderedDict
//! (`Objects/odictobject.c@v3.13.0#odictiterobject`).
//!
//! It remembers the next key, not its node, which may go in the meantime; and it says so
//! when it finds the order changed.

use super::dict;
use super::enumerate::reuse_pair;
use super::ordered_dict::{find, order};
use super::{iter_reduce, iterators};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// From the last key to the first.
pub(super) const REVERSED: i32 = 1;
/// The keys.
pub(super) const KEYS: i32 = 2;
/// The values.
pub(super) const VALUES: i32 = 4;
/// Pairs of both.
pub(super) const ITEMS: i32 = KEYS | VALUES;

/// An iterator: 64 bytes.
#[repr(C)]
pub struct OdictIterator {
    /// Count and type.
    pub ob_base: PyObject,
    /// What it gives.
    kind: i32,
    /// The OrderedDict; none once the end was passed.
    di_odict: Field,
    /// The number of entries when the iterator was made; -1 after a failure.
    di_size: Cell<i64>,
    /// The chain's state then.
    di_state: Cell<u64>,
    /// The next key; none at the end.
    di_current: Field,
    /// The last pair handed out: its memory is used again if it is free.
    di_result: Field,
}

crate::py_struct!(
    OdictIterator, Builtin::OdictIterator, size 64, kind @ 16, di_odict @ 24,
    di_size @ 32, di_state @ 40, di_current @ 48, di_result @ 56
);

/// An iterator of one of the kinds.
pub(super) fn make(rt: &Runtime, this: &Obj, kind: i32) -> PyResult {
    let none = || rt.none().clone();
    let result = match kind & ITEMS == ITEMS {
        true => Some(rt.new_tuple(vec![none(), none()])?),
        false => None,
    };
    let first = order(this).end(kind & REVERSED != 0);
    let made = rt.alloc(OdictIterator {
        ob_base: PyObject::new(rt.ty(Builtin::OdictIterator)),
        kind,
        di_odict: Field::new(Some(this.clone())),
        di_size: Cell::new(dict::len(this) as i64),
        di_state: Cell::new(order(this).state()),
        di_current: Field::new(first.map(|(key, _)| key)),
        di_result: Field::new(result),
    })?;
    object::track(&made);
    Ok(made)
}

/// The next key (`odictiter_nextkey_lock_held`).
fn next_key(rt: &Runtime, this: &Obj, odict: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<OdictIterator>();
    if iterator.di_current.is_empty() {
        iterator.di_odict.set(None);
        return Ok(None);
    }
    if order(odict).state() != iterator.di_state.get() {
        iterator.di_odict.set(None);
        let message = "OrderedDict mutated during iteration";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    if dict::len(odict) as i64 != iterator.di_size.get() {
        iterator.di_size.set(-1);
        let message = "OrderedDict changed size during iteration";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    // The iterator's reference to the key is the one that is returned.
    let Some(key) = iterator.di_current.take() else {
        return Ok(None);
    };
    let found = rt.hash(&key).and_then(|hash| find(rt, odict, &key, hash));
    let at = match found {
        Ok(Some(at)) => at,
        failed => {
            let missing = |_| Err(rt.raise_value(Builtin::KeyError, key));
            return failed.and_then(missing);
        }
    };
    let next = order(odict).neighbour(at, iterator.kind & REVERSED != 0);
    iterator.di_current.set(next);
    Ok(Some(key))
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<OdictIterator>();
    match iterator.di_odict.get() {
        Some(odict) => rt.uncounted(odict, |odict| next_of(rt, this, odict)),
        None => Ok(None),
    }
}

fn next_of(rt: &Runtime, this: &Obj, odict: &Obj) -> PyResult<Option<Obj>> {
    let Some(key) = next_key(rt, this, odict)? else {
        return Ok(None);
    };
    let iterator = this.expect::<OdictIterator>();
    if iterator.kind & VALUES == 0 {
        return Ok(Some(key));
    }
    let value = match dict::get(rt, odict, &key) {
        Ok(Some(value)) => value,
        failed => {
            iterator.di_current.set(None);
            iterator.di_odict.set(None);
            return failed.and_then(|_| Err(rt.raise_value(Builtin::KeyError, key)));
        }
    };
    if iterator.kind & KEYS == 0 {
        return Ok(Some(value));
    }
    reuse_pair(rt, &iterator.di_result, [key, value]).map(Some)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<OdictIterator>();
    let copy = rt.alloc(OdictIterator {
        ob_base: PyObject::new(this.ty()),
        kind: iterator.kind,
        di_odict: Field::new(iterator.di_odict.get()),
        di_size: iterator.di_size.clone(),
        di_state: iterator.di_state.clone(),
        di_current: Field::new(iterator.di_current.get()),
        di_result: Field::new(iterator.di_result.get()),
    })?;
    object::track(&copy);
    iter_reduce::rest(rt, &copy)
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let iterator = this.expect::<OdictIterator>();
    visitor.field(&iterator.di_odict);
    visitor.field(&iterator.di_current);
    visitor.field(&iterator.di_result);
}

/// The type `odict_iterator`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::OdictIterator,
    name: "odict_iterator",
    basicsize: 64,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<OdictIterator>),
        tp_traverse: Some(traverse),
        tp_iter: Some(iterators::itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", reduce)],
    ..TypeSpec::PLAIN
};
