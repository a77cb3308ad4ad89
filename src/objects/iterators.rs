//! The iterators that belong to no container: over anything with `__getitem__`, and
//! over a callable (`Objects/iterobject.c@v3.13.0`).
//!
//! Here is also what all kinds of rows and iterators share.

use super::iter_reduce;
use super::protocol::is_index;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{CompareOp, Function, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// The iterator over an object with `__getitem__`.
#[repr(C)]
pub struct SeqIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_index: Cell<i64>,
    it_seq: Field,
}

crate::py_struct!(
    SeqIterator, Builtin::SeqIterator, size 32, it_index @ 16, it_seq @ 24
);

/// The iterator that `iter(sequence)` returns where there is no `__iter__`.
pub(crate) fn sequence_iterator(rt: &Runtime, sequence: &Obj) -> PyResult {
    let iterator = rt.alloc(SeqIterator {
        ob_base: PyObject::new(rt.ty(Builtin::SeqIterator)),
        it_index: Cell::new(0),
        it_seq: Field::new(Some(sequence.clone())),
    })?;
    object::track(&iterator);
    Ok(iterator)
}

fn sequence_next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<SeqIterator>();
    let Some(sequence) = iterator.it_seq.get() else {
        return Ok(None);
    };
    let index = iterator.it_index.get();
    if index == isize::MAX as i64 {
        return Err(rt.raise(Builtin::OverflowError, "iter index too large"));
    }
    let item = |sequence: &Obj| sequence_item(rt, sequence, index as isize);
    match rt.uncounted(sequence, item) {
        Ok(item) => {
            iterator.it_index.set(index + 1);
            Ok(Some(item))
        }
        Err(raised) => {
            if swallow(rt, Builtin::IndexError) || swallow(rt, Builtin::StopIteration) {
                iterator.it_seq.set(None);
                return Ok(None);
            }
            Err(raised)
        }
    }
}

/// `sequence[index]` by way of `sq_item`, for an index that is not negative.
pub(super) fn sequence_item(rt: &Runtime, sequence: &Obj, index: isize) -> PyResult {
    let ty = sequence.ty();
    match ty.as_sequence().and_then(|suite| suite.sq_item.get()) {
        Some(slot) => slot(rt, sequence, index),
        None => {
            let name = ty.name();
            let message = format!("'{name}' object does not support indexing");
            Err(rt.type_error(message))
        }
    }
}

fn sequence_length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<SeqIterator>();
    let Some(sequence) = iterator.it_seq.get() else {
        return rt.new_int(0);
    };
    if !has_len(&sequence) {
        return Ok(rt.not_implemented().clone());
    }
    let len = rt.uncounted(sequence, |sequence| rt.len(sequence))? as i64;
    rt.new_int((len - iterator.it_index.get()).max(0))
}

/// How to make the iterator again.
fn sequence_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iter = iter_reduce::function(rt, "iter")?;
    let iterator = this.expect::<SeqIterator>();
    match iterator.it_seq.get() {
        Some(content) => iter_reduce::at(rt, iter, content, iterator.it_index.get()),
        None => iter_reduce::at_end(rt, iter, rt.new_tuple(Vec::new())?),
    }
}

fn sequence_setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let index = state_arg(rt, state)?;
    let iterator = this.expect::<SeqIterator>();
    if !iterator.it_seq.is_empty() {
        iterator.it_index.set(index.max(0));
    }
    rt.done()
}

/// The iterator that calls something until it returns the sentinel.
#[repr(C)]
pub struct CallableIterator {
    /// Count and type.
    pub ob_base: PyObject,
    it_callable: Field,
    it_sentinel: Field,
}

crate::py_struct!(
    CallableIterator, Builtin::CallableIterator, size 32,
    it_callable @ 16, it_sentinel @ 24
);

/// `iter(callable, sentinel)`.
pub(crate) fn callable_iterator(
    rt: &Runtime,
    callable: &Obj,
    sentinel: &Obj,
) -> PyResult {
    let iterator = rt.alloc(CallableIterator {
        ob_base: PyObject::new(rt.ty(Builtin::CallableIterator)),
        it_callable: Field::new(Some(callable.clone())),
        it_sentinel: Field::new(Some(sentinel.clone())),
    })?;
    object::track(&iterator);
    Ok(iterator)
}

fn callable_next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<CallableIterator>();
    let Some(callable) = iterator.it_callable.get() else {
        return Ok(None);
    };
    match rt.uncounted(callable, |callable| rt.call_with(callable, &[])) {
        Ok(result) => {
            let Some(sentinel) = iterator.it_sentinel.get() else {
                return Ok(None);
            };
            if !rt.equal(&sentinel, &result)? {
                return Ok(Some(result));
            }
        }
        Err(raised) => {
            if !swallow(rt, Builtin::StopIteration) {
                return Err(raised);
            }
        }
    }
    iterator.it_callable.set(None);
    iterator.it_sentinel.set(None);
    Ok(None)
}

/// How to make the iterator again.
fn callable_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iter = iter_reduce::function(rt, "iter")?;
    let iterator = this.expect::<CallableIterator>();
    match (iterator.it_callable.get(), iterator.it_sentinel.get()) {
        (Some(callable), Some(sentinel)) => {
            let args = rt.new_tuple(vec![callable, sentinel])?;
            rt.new_tuple(vec![iter, args])
        }
        _ => iter_reduce::at_end(rt, iter, rt.new_tuple(Vec::new())?),
    }
}

impl Runtime {
    /// How many items an iterable may yield (`PyObject_LengthHint`).
    pub(crate) fn length_hint(&self, object: &Obj, default: usize) -> PyResult<usize> {
        if has_len(object) {
            match self.len(object) {
                Ok(len) => return Ok(len),
                Err(raised) if !swallow(self, Builtin::TypeError) => {
                    return Err(raised);
                }
                Err(_) => {}
            }
        }
        let hint = match call_own(self, object, "__length_hint__") {
            Ok(Some(hint)) if !self.is_not_implemented(&hint) => hint,
            Ok(_) => return Ok(default),
            Err(_) if swallow(self, Builtin::TypeError) => return Ok(default),
            Err(raised) => return Err(raised),
        };
        if !hint.ty().flags().has(TypeFlags::LONG_SUBCLASS) {
            return Err(self.type_error(format!(
                "__length_hint__ must be an integer, not {}",
                hint.ty().name()
            )));
        }
        let hint = size_arg(self, &hint)?;
        usize::try_from(hint)
            .map_err(|_| self.value_error("__length_hint__() should return >= 0"))
    }
}

fn has_len(object: &Obj) -> bool {
    let ty = object.ty();
    ty.as_sequence()
        .is_some_and(|s| s.sq_length.get().is_some())
        || ty.as_mapping().is_some_and(|m| m.mp_length.get().is_some())
}

/// Calls a special method without arguments, if there is one: of a built-in type
/// without looking it up in its namespace.
pub(super) fn call_own(
    rt: &Runtime,
    object: &Obj,
    name: &str,
) -> PyResult<Option<Obj>> {
    let ty = object.ty();
    let Some(spec) = ty.spec() else {
        return crate::attributes::slot_functions::call_bound(rt, object, name, &[]);
    };
    match spec.methods.iter().find(|method| method.name == name) {
        Some(MethodDef {
            function: Function::NoArgs(function),
            ..
        }) => function(rt, object).map(Some),
        _ => Ok(None),
    }
}

/// Drops the exception that waits if it is of a built-in class; says whether it was.
pub(super) fn swallow(rt: &Runtime, class: Builtin) -> bool {
    rt.swallow(class)
}

/// An argument that is a size or index: one that is too large is an error.
pub(crate) fn size_arg(rt: &Runtime, object: &Obj) -> PyResult<isize> {
    let int = rt.index(object)?;
    match super::int::to_isize_clipped(&int) {
        (value, true) => Ok(value),
        _ => {
            let message = "Python int too large to convert to C ssize_t";
            Err(rt.raise(Builtin::OverflowError, message))
        }
    }
}

/// An argument that is an int, and no other number, as that of `__setstate__`
/// (`Objects/longobject.c@v3.13.0#PyLong_AsSsize_t`).
pub(super) fn state_arg(rt: &Runtime, object: &Obj) -> PyResult<i64> {
    if !object.ty().flags().has(TypeFlags::LONG_SUBCLASS) {
        return Err(rt.type_error("an integer is required"));
    }
    Ok(size_arg(rt, object)? as i64)
}

/// An argument that is an index as in a slice: one that is too large is clipped.
pub(super) fn slice_arg(
    rt: &Runtime,
    object: Option<&Obj>,
    default: isize,
) -> PyResult<isize> {
    match object {
        None => Ok(default),
        Some(object) if is_index(object) => rt.as_index(object, None),
        Some(_) => {
            let message = "slice indices must be integers or have an __index__ method";
            Err(rt.type_error(message))
        }
    }
}

/// Compares two rows as lists and tuples do: the first items that are not equal decide,
/// or else the lengths. Comparing may change the rows, so they are looked at anew.
pub(super) fn compare_rows<T: std::borrow::Borrow<Obj>>(
    rt: &Runtime,
    op: CompareOp,
    lengths: impl Fn() -> (usize, usize),
    pair: impl Fn(usize) -> Option<(T, T)>,
) -> PyResult {
    let mut index = 0;
    while let Some((a, b)) = pair(index) {
        let (a, b) = (a.borrow(), b.borrow());
        if !a.is(b) {
            rt.spend(1)?;
            if !rt.compare(a, b, CompareOp::Eq)? {
                break;
            }
        }
        index += 1;
    }
    let Some((a, b)) = pair(index) else {
        let (len_a, len_b) = lengths();
        return rt.new_bool(op.accepts(len_a.cmp(&len_b)));
    };
    match op {
        CompareOp::Eq => rt.new_bool(false),
        CompareOp::Ne => rt.new_bool(true),
        _ => rt.richcompare(a.borrow(), b.borrow(), op),
    }
}

/// `iter(iterator)`: the iterator itself.
pub(crate) fn itself(_: &Runtime, this: &Obj) -> PyResult {
    Ok(this.clone())
}

/// The type of the iterator over an object with `__getitem__`.
pub static SEQUENCE_TYPE: TypeSpec = TypeSpec {
    which: Builtin::SeqIterator,
    name: "iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<SeqIterator>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            this.expect::<SeqIterator>().it_seq.visit(visitor);
        }),
        tp_iter: Some(itself),
        tp_iternext: Some(sequence_next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__length_hint__", sequence_length_hint),
        MethodDef::none("__reduce__", sequence_reduce),
        MethodDef::one("__setstate__", sequence_setstate),
    ],
    ..TypeSpec::PLAIN
};

/// The type of `iter(callable, sentinel)`.
pub static CALLABLE_TYPE: TypeSpec = TypeSpec {
    which: Builtin::CallableIterator,
    name: "callable_iterator",
    basicsize: 32,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<CallableIterator>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            let iterator = this.expect::<CallableIterator>();
            iterator.it_callable.visit(visitor);
            iterator.it_sentinel.visit(visitor);
        }),
        tp_iter: Some(itself),
        tp_iternext: Some(callable_next),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", callable_reduce)],
    ..TypeSpec::PLAIN
};
