//! reversed: from the last item to the first (`Objects/enumobject.c@v3.13.0#reversed`).
//!
//! Types that know how to go backwards say so with `__reversed__`; for other sequences
//! the indices count down.

use super::iterators::{self, itself};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A reversed object: 32 bytes.
#[repr(C)]
pub struct Reversed {
    /// Count and type.
    pub ob_base: PyObject,
    index: Cell<i64>,
    seq: Field,
}

crate::py_struct!(Reversed, Builtin::Reversed, size 32, index @ 16, seq @ 24);

fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let args = args.only(rt, "reversed", 1, 1)?;
    reversed(rt, class, &args[0])
}

fn not_reversible(rt: &Runtime, object: &Obj) -> Raised {
    let name = object.ty().name();
    rt.type_error(format!("'{name}' object is not reversible"))
}

fn reversed(rt: &Runtime, class: &Obj, sequence: &Obj) -> PyResult {
    let name = rt.intern_str("__reversed__")?;
    if let Some(own) = crate::attributes::lookup(sequence.ty(), &name) {
        if own.is(rt.none()) {
            return Err(not_reversible(rt, sequence));
        }
        drop(own);
        let call = crate::attributes::slot_functions::call_bound;
        if let Some(result) = call(rt, sequence, "__reversed__", &[])? {
            return Ok(result);
        }
    }
    let ty = sequence.ty();
    let has_items = ty
        .as_sequence()
        .is_some_and(|suite| suite.sq_item.get().is_some());
    if !has_items || ty.flags().has(TypeFlags::DICT_SUBCLASS) {
        return Err(not_reversible(rt, sequence));
    }
    let len = rt.len(sequence)? as i64;
    let object = rt.alloc(Reversed {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        index: Cell::new(len - 1),
        seq: Field::new(Some(sequence.clone())),
    })?;
    object::track(&object);
    Ok(object)
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let object = this.expect::<Reversed>();
    let index = object.index.get();
    let Some(sequence) = object.seq.get() else {
        return Ok(None);
    };
    let mut result = Ok(None);
    if index >= 0 {
        let item = |seq: &Obj| iterators::sequence_item(rt, seq, index as isize);
        match rt.uncounted(sequence, item) {
            Ok(item) => {
                object.index.set(index - 1);
                return Ok(Some(item));
            }
            Err(raised) => {
                let end = iterators::swallow(rt, Builtin::IndexError)
                    || iterators::swallow(rt, Builtin::StopIteration);
                if !end {
                    result = Err(raised);
                }
            }
        }
    }
    object.index.set(-1);
    object.seq.set(None);
    result
}

fn length_hint(rt: &Runtime, this: &Obj) -> PyResult {
    let object = this.expect::<Reversed>();
    let Some(sequence) = object.seq.get() else {
        return rt.new_int(0);
    };
    let (len, left) = (rt.len(&sequence)? as i64, object.index.get() + 1);
    rt.new_int(if len < left { 0 } else { left })
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let object = this.expect::<Reversed>();
    let class = this.ty().to_obj();
    let Some(sequence) = object.seq.get() else {
        let empty = rt.new_tuple(Vec::new())?;
        return rt.new_tuple(vec![class, rt.new_tuple(vec![empty])?]);
    };
    let index = rt.new_int(object.index.get())?;
    rt.new_tuple(vec![class, rt.new_tuple(vec![sequence])?, index])
}

fn setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let index = iterators::state_arg(rt, state)?;
    let object = this.expect::<Reversed>();
    if let Some(sequence) = object.seq.get() {
        let len = rt.len(&sequence)? as i64;
        object.index.set(index.clamp(-1, len - 1));
    }
    rt.done()
}

/// The type `reversed`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Reversed,
    name: "reversed",
    basicsize: 32,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_new: Some(new),
        tp_dealloc: Some(object::dealloc_struct::<Reversed>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            this.expect::<Reversed>().seq.visit(visitor);
        }),
        tp_iter: Some(itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__length_hint__", length_hint),
        MethodDef::none("__reduce__", reduce),
        MethodDef::one("__setstate__", setstate),
    ],
    ..TypeSpec::PLAIN
};
