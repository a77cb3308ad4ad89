//! The types `set`, `frozenset` and `set_iterator`.

use super::iter_reduce;
use super::set::{self, dealloc, table, tp_clear, traverse};
use super::set_methods::{self, FROZEN_METHODS, METHODS, contains};
use super::set_ops as ops;
use super::text_builder::TextBuilder;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

fn length(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(set::len(this))
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if !rt.repr_enter(this)? {
        return rt.new_str(&format!("{}(...)", this.ty().name()));
    }
    let text = write_keys(rt, this);
    rt.repr_leave(this);
    text?.finish(rt)
}

fn write_keys(rt: &Runtime, this: &Obj) -> PyResult<TextBuilder> {
    let mut text = TextBuilder::new();
    let plain = this.ty().is_exactly(Builtin::Set) && set::len(this) > 0;
    if !plain {
        text.push_str(this.ty().name());
        text.push_str("(");
    }
    if set::len(this) > 0 {
        for (number, key) in rt.collect(this)?.iter().enumerate() {
            text.push_str(if number == 0 { "{" } else { ", " });
            text.push_repr(rt, key)?;
        }
        text.push_str("}");
    }
    if !plain {
        text.push_str(")");
    }
    Ok(text)
}

/// An iterator over a set: 48 bytes.
#[repr(C)]
pub struct SetIterator {
    /// Count and type.
    pub ob_base: PyObject,
    /// The set; none once the end was reached.
    si_set: Field,
    /// The number of keys when the iterator was made; -1 after a failure.
    si_used: Cell<i64>,
    /// The index of the next entry.
    si_pos: Cell<i64>,
    /// The number of keys still to come.
    len: Cell<i64>,
}

crate::py_struct!(
    SetIterator, Builtin::SetIterator, size 48,
    si_set @ 16, si_used @ 24, si_pos @ 32, len @ 40
);

fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    let len = set::len(this) as i64;
    let iterator = rt.alloc(SetIterator {
        ob_base: PyObject::new(rt.ty(Builtin::SetIterator)),
        si_set: Field::new(Some(this.clone())),
        si_used: Cell::new(len),
        si_pos: Cell::new(0),
        len: Cell::new(len),
    })?;
    object::track(&iterator);
    Ok(iterator)
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<SetIterator>();
    let Some(set) = iterator.si_set.get() else {
        return Ok(None);
    };
    if iterator.si_used.get() != set::len(&set) as i64 {
        iterator.si_used.set(-1);
        let message = "Set changed size during iteration";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    let mut position = iterator.si_pos.get() as usize;
    let found = table(&set).next(&mut position);
    iterator.si_pos.set(position as i64);
    match found {
        Some((key, _)) => {
            iterator.len.set(iterator.len.get() - 1);
            Ok(Some(key))
        }
        None => {
            iterator.si_set.set(None);
            Ok(None)
        }
    }
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<SetIterator>();
    let same = iterator.si_set.peek(|set| {
        set.is_some_and(|set| set::len(set) as i64 == iterator.si_used.get())
    });
    rt.new_int(if same { iterator.len.get() } else { 0 })
}

fn reduce_iterator(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<SetIterator>();
    let copy = rt.alloc(SetIterator {
        ob_base: PyObject::new(rt.ty(Builtin::SetIterator)),
        si_set: Field::new(iterator.si_set.get()),
        si_used: iterator.si_used.clone(),
        si_pos: iterator.si_pos.clone(),
        len: iterator.len.clone(),
    })?;
    object::track(&copy);
    iter_reduce::rest(rt, &copy)
}

fn this(_: &Runtime, this: &Obj) -> PyResult {
    Ok(this.clone())
}

fn traverse_iterator(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<SetIterator>().si_set);
}

/// The slots that both types have.
const SLOTS: Slots = Slots {
    tp_dealloc: Some(dealloc),
    tp_repr: Some(repr),
    tp_traverse: Some(traverse),
    tp_clear: Some(tp_clear),
    tp_richcompare: Some(ops::richcompare),
    tp_iter: Some(iter),
    nb_subtract: Some(ops::sub),
    nb_and: Some(ops::and),
    nb_xor: Some(ops::xor),
    nb_or: Some(ops::or),
    sq_length: Some(length),
    sq_contains: Some(contains),
    ..Slots::EMPTY
};

const FLAGS: TypeFlags = TypeFlags::BASETYPE
    .with(TypeFlags::HAVE_GC)
    .with(TypeFlags::MATCH_SELF);

/// The type `set`.
pub static SET: TypeSpec = TypeSpec {
    which: Builtin::Set,
    name: "set",
    basicsize: 200,
    weaklistoffset: 192,
    flags: FLAGS,
    slots: Slots {
        tp_init: Some(set_methods::init),
        tp_new: Some(set_methods::new),
        nb_inplace_subtract: Some(ops::inplace_sub),
        nb_inplace_and: Some(ops::inplace_and),
        nb_inplace_xor: Some(ops::inplace_xor),
        nb_inplace_or: Some(ops::inplace_or),
        ..SLOTS
    },
    methods: METHODS,
    ..TypeSpec::PLAIN
};

/// The type `frozenset`.
pub static FROZEN_SET: TypeSpec = TypeSpec {
    which: Builtin::FrozenSet,
    name: "frozenset",
    basicsize: 200,
    weaklistoffset: 192,
    flags: FLAGS,
    slots: Slots {
        tp_hash: Some(set::frozenset_hash),
        tp_new: Some(set_methods::new_frozenset),
        ..SLOTS
    },
    methods: FROZEN_METHODS,
    ..TypeSpec::PLAIN
};

/// The type `set_iterator`.
pub static ITERATOR: TypeSpec = TypeSpec {
    which: Builtin::SetIterator,
    name: "set_iterator",
    basicsize: 48,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<SetIterator>),
        tp_traverse: Some(traverse_iterator),
        tp_iter: Some(this),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__length_hint__", length_hint),
        MethodDef::none("__reduce__", reduce_iterator),
    ],
    ..TypeSpec::PLAIN
};
