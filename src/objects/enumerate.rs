//! enumerate: items with their numbers (`Objects/enumobject.c@v3.13.0`).
//!
//! The pair that it returns is used again for the next one, if nobody kept it: so a
//! loop over a million items makes one tuple, not a million.

use super::iterators::itself;
use super::{int, str::Text};
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::{Field, tuple_items};
use crate::typeobject::slots::{Args, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use num_bigint::BigInt;
use std::cell::Cell;

/// An enumerate object: 56 bytes.
#[repr(C)]
pub struct Enumerate {
    /// Count and type.
    pub ob_base: PyObject,
    /// The next number, while it fits.
    en_index: Cell<i64>,
    /// The iterator of the items.
    en_sit: Field,
    /// A pair to use again.
    en_result: Field,
    /// The next number, where it does not fit.
    en_longindex: Field,
    /// The int 1.
    one: Field,
}

crate::py_struct!(
    Enumerate, Builtin::Enumerate, size 56, en_index @ 16, en_sit @ 24,
    en_result @ 32, en_longindex @ 40, one @ 48
);

fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let (iterable, start) = arguments(rt, args)?;
    let (index, long_index) = match start {
        None => (0, None),
        Some(start) => {
            let start = rt.index(start)?;
            match int::to_i64(&start) {
                Some(index) => (index, None),
                None => (i64::MAX, Some(start)),
            }
        }
    };
    let iterator = rt.iter(iterable)?;
    let none = rt.none();
    let result = rt.new_tuple(vec![none.clone(), none.clone()])?;
    let object = rt.alloc(Enumerate {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        en_index: Cell::new(index),
        en_sit: Field::new(Some(iterator)),
        en_result: Field::new(Some(result)),
        en_longindex: Field::new(long_index),
        one: Field::new(Some(rt.new_int(1)?)),
    })?;
    object::track(&object);
    Ok(object)
}

/// `iterable` and `start`, each by position or name.
fn arguments<'a>(rt: &Runtime, args: Args<'a>) -> PyResult<(&'a Obj, Option<&'a Obj>)> {
    if args.items.is_empty() {
        let message = "enumerate() missing required argument 'iterable'";
        return Err(rt.type_error(message));
    }
    if args.items.len() > 2 {
        return Err(rt.type_error(format!(
            "enumerate() takes at most 2 arguments ({} given)",
            args.items.len()
        )));
    }
    let mut found = [None; 2];
    for (slot, value) in found.iter_mut().zip(args.positionals()) {
        *slot = Some(value);
    }
    for (name, value) in args.keywords() {
        let text = Text::of(name).map(Text::to_rust).unwrap_or_default();
        let place = ["iterable", "start"].iter().position(|name| *name == text);
        match place {
            Some(place) if found[place].is_none() => found[place] = Some(value),
            _ => {
                return Err(rt.type_error(format!(
                    "'{text}' is an invalid keyword argument for enumerate()"
                )));
            }
        }
    }
    match found {
        [Some(iterable), start] => Ok((iterable, start)),
        _ => {
            Err(rt.type_error("'start' is an invalid keyword argument for enumerate()"))
        }
    }
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let _level = rt.deeper("")?;
    let object = this.expect::<Enumerate>();
    let Some(iterator) = object.en_sit.get() else {
        return Ok(None);
    };
    let Some(item) = rt.next_of(iterator)? else {
        return Ok(None);
    };
    let index = next_index(rt, object.get())?;
    reuse_pair(rt, &object.get().en_result, [index, item]).map(Some)
}

fn next_index(rt: &Runtime, object: &Enumerate) -> PyResult {
    let index = object.en_index.get();
    if index < i64::MAX {
        object.en_index.set(index + 1);
        return rt.new_int(index);
    }
    let index = match object.en_longindex.get() {
        Some(index) => index,
        None => rt.new_int(i64::MAX)?,
    };
    let next = int::to_big(&index).unwrap_or_default() + BigInt::from(1);
    object.en_longindex.set(Some(rt.new_big(&next)?));
    Ok(index)
}

/// A tuple of these items: the one in a field, if nobody else has it.
pub(super) fn reuse_pair<const N: usize>(
    rt: &Runtime,
    field: &Field,
    mut items: [Obj; N],
) -> PyResult {
    match reuse(field, &mut items) {
        Some(tuple) => Ok(tuple),
        None => rt.tuple_from(N, |index| items[index].clone()),
    }
}

/// Puts items into the tuple in a field, if nobody else has it, and takes out what was
/// in it.
#[inline]
pub(super) fn reuse(field: &Field, items: &mut [Obj]) -> Option<Obj> {
    let mut tuple = field.take()?;
    let reused = tuple_items::refill(&mut tuple, items);
    field.set(Some(tuple.clone()));
    if !reused {
        return None;
    }
    if !object::is_tracked(&tuple) {
        object::track(&tuple);
    }
    Some(tuple)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let object = this.expect::<Enumerate>();
    let none = || rt.none().clone();
    let iterator = object.en_sit.get().unwrap_or_else(none);
    let index = match object.en_longindex.get() {
        Some(index) => index,
        None => rt.new_int(object.en_index.get())?,
    };
    let class = this.ty().to_obj();
    rt.new_tuple(vec![class, rt.new_tuple(vec![iterator, index])?])
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let object = this.expect::<Enumerate>();
    for field in [&object.en_sit, &object.en_result, &object.en_longindex] {
        field.visit(visitor);
    }
}

/// The type `enumerate`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Enumerate,
    name: "enumerate",
    basicsize: 56,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_new: Some(new),
        tp_dealloc: Some(object::dealloc_struct::<Enumerate>),
        tp_traverse: Some(traverse),
        // Not in CPython, where one in the pair it gave last stays for ever.
        tp_clear: Some(|this| this.expect::<Enumerate>().en_result.set(None)),
        tp_iter: Some(itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", reduce),
        super::generic_alias::CLASS_GETITEM,
    ],
    ..TypeSpec::PLAIN
};
