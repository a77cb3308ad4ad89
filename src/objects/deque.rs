//! deque: a row that grows and shrinks at both ends
//! (`Modules/_collectionsmodule.c@v3.13.0#dequeobject`).
//!
//! Appending and popping take the same time at either end, however long the deque is,
//! since its items are in linked blocks and never move. Looking into its middle takes
//! longer: blocks are walked from the nearer end.

use super::deque_methods;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::shapes::item_blocks::ItemBlocks;
use crate::typeobject::slots::{Args, GetSetDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A deque: 216 bytes; its items are in blocks of 528 bytes.
#[repr(C)]
pub struct PyDeque {
    /// Count and type.
    pub ob_base: PyObject,
    /// The items.
    pub(crate) items: ItemBlocks,
    weakreflist: Cell<u64>,
}

crate::py_struct!(
    PyDeque, Builtin::Deque, size 216, items @ 16, weakreflist @ 208
);

pub(super) fn view(this: &Obj) -> View<'_, PyDeque> {
    this.expect()
}

/// An empty deque of a class.
pub(super) fn make(
    rt: &Runtime,
    class: View<'_, PyTypeObject>,
    maxlen: Option<usize>,
) -> PyResult {
    let made = rt.alloc(PyDeque {
        ob_base: PyObject::new(class),
        items: ItemBlocks::default(),
        weakreflist: Cell::new(0),
    })?;
    object::track(&made);
    let items = &view(&made).get().items;
    items.set_maxlen(maxlen);
    items.start(rt)?;
    Ok(made)
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    make(rt, class.expect::<PyTypeObject>(), None)
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    view(&this.as_obj()).items.give_back(rt);
    this.finish::<PyDeque>(rt);
}

/// The iterator of a deque: 56 bytes.
#[repr(C)]
pub struct DequeIterator {
    /// Count and type.
    pub ob_base: PyObject,
    block: Cell<u64>,
    /// The next index.
    index: Cell<i64>,
    deque: Field,
    /// The deque's state when the iterator was made.
    state: Cell<u64>,
    /// Items that are left.
    counter: Cell<i64>,
}

crate::py_struct!(
    DequeIterator, [Builtin::DequeIterator, Builtin::DequeReverseIterator], size 56,
    index @ 24, deque @ 32, state @ 40, counter @ 48
);

/// An iterator over a deque, from the left or from the right.
pub(super) fn iterator(rt: &Runtime, this: &Obj, which: Builtin) -> PyResult {
    let deque = view(this);
    let len = deque.items.len() as i64;
    let reverse = which == Builtin::DequeReverseIterator;
    let made = rt.alloc(DequeIterator {
        ob_base: PyObject::new(rt.ty(which)),
        block: Cell::new(0),
        index: Cell::new(if reverse { len - 1 } else { 0 }),
        deque: Field::new(Some(this.clone())),
        state: Cell::new(deque.items.state()),
        counter: Cell::new(len),
    })?;
    object::track(&made);
    Ok(made)
}

fn next(rt: &Runtime, this: &Obj, step: i64) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<DequeIterator>();
    let Some(deque) = iterator.deque.get() else {
        return Ok(None);
    };
    let items = &view(&deque).get().items;
    if items.state() != iterator.state.get() {
        iterator.counter.set(0);
        let message = "deque mutated during iteration";
        return Err(rt.raise(Builtin::RuntimeError, message));
    }
    if iterator.counter.get() == 0 {
        return Ok(None);
    }
    let index = iterator.index.get();
    iterator.index.set(index + step);
    iterator.counter.set(iterator.counter.get() - 1);
    Ok(items.get(index as usize))
}

const fn iterator_type(
    which: Builtin,
    name: &'static str,
    new: fn(&Runtime, &Obj, Args<'_>) -> PyResult,
    next: fn(&Runtime, &Obj) -> PyResult<Option<Obj>>,
) -> TypeSpec {
    TypeSpec {
        which,
        name,
        basicsize: 56,
        flags: TypeFlags::HAVE_GC,
        slots: Slots {
            tp_new: Some(new),
            tp_dealloc: Some(object::dealloc_struct::<DequeIterator>),
            tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
                visitor.module_type(this);
                this.expect::<DequeIterator>().deque.visit(visitor);
            }),
            tp_iter: Some(super::iterators::itself),
            tp_iternext: Some(next),
            ..Slots::EMPTY
        },
        methods: deque_methods::ITERATOR_METHODS,
        ..TypeSpec::PLAIN
    }
}

/// `type(iter(deque))(deque, taken=0)`: an iterator that has given some items already.
fn new_iterator(rt: &Runtime, args: Args<'_>, which: Builtin) -> PyResult {
    let name = rt.ty(which).short_name().to_owned();
    let args = args.only(rt, &name, 1, 2)?;
    if args[0].cast::<PyDeque>().is_none() {
        let what = args[0].ty().name();
        let message = format!("argument 1 must be collections.deque, not {what}");
        return Err(rt.type_error(message));
    }
    let taken = match args.get(1) {
        Some(taken) => rt.as_index(taken, Some(Builtin::OverflowError))?,
        None => 0,
    };
    let made = iterator(rt, &args[0], which)?;
    for _ in 0..taken {
        if rt.next(&made)?.is_none() {
            break;
        }
    }
    Ok(made)
}

/// What makes an iterator again: its deque, and how many items it has given.
pub(super) fn reduce_iterator(rt: &Runtime, this: &Obj) -> PyResult {
    let iterator = this.expect::<DequeIterator>();
    let class = this.ty().to_obj();
    let Some(deque) = iterator.deque.get() else {
        return rt.new_tuple(vec![class, rt.new_tuple(Vec::new())?]);
    };
    let taken = view(&deque).items.len() as i64 - iterator.counter.get();
    let args = rt.new_tuple(vec![deque, rt.new_int(taken)?])?;
    rt.new_tuple(vec![class, args])
}

/// How many items an iterator has left.
pub(super) fn left(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_int(this.expect::<DequeIterator>().counter.get())
}

/// The type of the iterator from the left.
pub static ITERATOR: TypeSpec = iterator_type(
    Builtin::DequeIterator,
    "collections._deque_iterator",
    |rt, _, args| new_iterator(rt, args, Builtin::DequeIterator),
    |rt, this| next(rt, this, 1),
);

/// The type of the iterator from the right.
pub static REVERSE_ITERATOR: TypeSpec = iterator_type(
    Builtin::DequeReverseIterator,
    "collections._deque_reverse_iterator",
    |rt, _, args| new_iterator(rt, args, Builtin::DequeReverseIterator),
    |rt, this| next(rt, this, -1),
);

/// The type `collections.deque`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Deque,
    name: "collections.deque",
    basicsize: 216,
    weaklistoffset: 208,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::SEQUENCE),
    slots: Slots {
        tp_new: Some(new),
        tp_init: Some(deque_methods::init),
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.module_type(this);
            view(this).items.visit(visitor);
        }),
        tp_clear: Some(|this| view(this).items.clear(this.runtime())),
        tp_repr: Some(deque_methods::repr),
        tp_richcompare: Some(deque_methods::richcompare),
        tp_iter: Some(|rt, this| iterator(rt, this, Builtin::DequeIterator)),
        sq_length: Some(|_, this| Ok(view(this).items.len())),
        sq_concat: Some(deque_methods::concat),
        sq_repeat: Some(deque_methods::repeat),
        sq_item: Some(deque_methods::item),
        sq_ass_item: Some(deque_methods::assign_item),
        sq_contains: Some(deque_methods::contains),
        sq_inplace_concat: Some(deque_methods::inplace_concat),
        sq_inplace_repeat: Some(deque_methods::inplace_repeat),
        ..Slots::EMPTY
    },
    methods: deque_methods::METHODS,
    getset: &[GetSetDef::get("maxlen", |rt, this| {
        match view(this).items.maxlen() {
            Some(maxlen) => rt.new_size(maxlen),
            None => rt.done(),
        }
    })],
    ..TypeSpec::PLAIN
};
