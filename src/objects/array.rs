//! array: numbers as C keeps them, in a row (`Modules/arraymodule.c@v3.13.0`).
//!
//! A list holds references to objects; an array holds the numbers themselves. An item
//! takes one to eight bytes instead of a reference and an object, and becomes an object
//! only when somebody asks for it.

use super::array_items::{self as items, CODES};
use super::array_methods as methods;
use super::array_slots as slots;
use super::iter_reduce;
use super::list::PyListObject;
use super::str::Text;
use super::{bytes, tuple};
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::shapes::number_block::NumberBlock;
use crate::typeobject::slots::{Args, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_instance};
use std::cell::Cell;

/// An array: 64 bytes; its items are in a block of their own.
#[repr(C)]
pub struct PyArrayObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The items: `ob_size`, `ob_item`, `allocated`, `ob_descr`.
    pub block: NumberBlock,
    weakreflist: Cell<u64>,
    /// How many views of the bytes there are; with any, the size cannot change.
    ob_exports: Cell<i64>,
}

crate::py_struct!(
    PyArrayObject, Builtin::Array, size 64,
    block @ 16, weakreflist @ 48, ob_exports @ 56
);

impl PyArrayObject {
    /// Counts one view more.
    pub(super) fn export(&self) {
        self.ob_exports.set(self.ob_exports.get() + 1);
    }

    /// Counts one view less.
    pub(super) fn release(&self) {
        self.ob_exports.set(self.ob_exports.get() - 1);
    }

    /// Fails where a view of the bytes forbids that their number changes.
    pub(super) fn check_resizable(&self, rt: &Runtime) -> PyResult<()> {
        if self.ob_exports.get() > 0 {
            let message = "cannot resize an array that is exporting buffers";
            return Err(rt.raise(Builtin::BufferError, message));
        }
        Ok(())
    }
}

pub(super) fn view(this: &Obj) -> View<'_, PyArrayObject> {
    this.expect()
}

/// A copy of the content of an array; `None` for other objects.
pub(crate) fn content(object: &Obj) -> Option<Vec<u8>> {
    object
        .cast::<PyArrayObject>()
        .map(|view| view.block.to_vec())
}

/// Whether an object is an array, also of a subclass.
pub(crate) fn is_array(object: &Obj) -> bool {
    object.cast::<PyArrayObject>().is_some()
}

/// Bytes of an array and its block.
pub(crate) fn size(this: &Obj) -> usize {
    this.ty().instance_size(0) + view(this).block.allocated()
}

/// An array of `len` zeros.
pub(super) fn make(
    rt: &Runtime,
    class: View<'_, PyTypeObject>,
    code: u8,
    len: usize,
) -> PyResult {
    rt.spend(len as u64 / 8)?;
    let made = rt.alloc(PyArrayObject {
        ob_base: PyObject::new(class),
        block: NumberBlock::new(code, items::size(code)),
        weakreflist: Cell::new(0),
        ob_exports: Cell::new(0),
    })?;
    object::track(&made);
    view(&made).get().block.start(rt, len)?;
    Ok(made)
}

/// An array of a type with these bytes.
pub(super) fn with_bytes(rt: &Runtime, code: u8, content: &[u8]) -> PyResult {
    let len = content.len() / items::size(code);
    let made = make(rt, rt.ty(Builtin::Array), code, len)?;
    view(&made).block.write(0, content);
    Ok(made)
}

/// The type code that the first argument names.
fn code_of(rt: &Runtime, argument: &Obj) -> PyResult<u8> {
    let text = Text::of(argument).map(Text::to_rust);
    let Some(text) = text.filter(|text| text.chars().count() == 1) else {
        let what = match Text::of(argument) {
            Some(text) => format!("a string of length {}", text.len()),
            None => argument.ty().name().to_owned(),
        };
        let message =
            format!("array() argument 1 must be a unicode character, not {what}");
        return Err(rt.type_error(message));
    };
    match text.as_bytes() {
        [code] if CODES.contains(&text) => {
            if *code == b'u' {
                rt.deprecated(
                    "The 'u' type code is deprecated and will be removed in Python 3.16",
                )?;
            }
            Ok(*code)
        }
        _ => Err(rt.value_error(
            "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
        )),
    }
}

/// `array(typecode[, initializer])`
fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    if class.is_exactly(Builtin::Array) {
        args.no_keywords(rt, "array.array")?;
    }
    let given = args.positionals();
    let count = given.len();
    if count == 0 || count > 2 {
        let limit = if count == 0 {
            "least 1 argument"
        } else {
            "most 2 arguments"
        };
        let message = format!("array() takes at {limit} ({count} given)");
        return Err(rt.type_error(message));
    }
    let code = code_of(rt, &given[0])?;
    let Some(initial) = given.get(1) else {
        return make(rt, class, code, 0);
    };
    if Text::of(initial).is_some() && !items::is_text(code) {
        let code = code as char;
        return Err(rt.type_error(format!(
            "cannot use a str to initialize an array with typecode '{code}'"
        )));
    }
    if let Some(other) = initial.cast::<PyArrayObject>() {
        let theirs = other.block.code();
        if items::is_text(theirs) && !items::is_text(code) {
            let message = format!(
                "cannot use a unicode array to initialize an array with typecode '{}'",
                code as char
            );
            return Err(rt.type_error(message));
        }
        if theirs == code {
            let made = make(rt, class, code, other.block.len())?;
            view(&made).block.write(0, &other.block.to_vec());
            return Ok(made);
        }
    }
    let row = match initial.cast::<PyListObject>() {
        Some(list) => Some(list.items.to_vec()),
        None => is_instance(initial, rt.ty(Builtin::Tuple))
            .then(|| tuple::items(initial).to_vec()),
    };
    if let Some(row) = row {
        let made = make(rt, class, code, row.len())?;
        for (index, item) in row.iter().enumerate() {
            slots::store(rt, &made, index, item)?;
        }
        return Ok(made);
    }
    if Text::of(initial).is_some() {
        let content = slots::text_bytes(initial);
        let made = make(rt, class, code, content.len() / items::size(code))?;
        view(&made).block.write(0, &content);
        return Ok(made);
    }
    let made = make(rt, class, code, 0)?;
    if bytes::value(initial).is_some() || initial.ty().is_exactly(Builtin::ByteArray) {
        slots::add_bytes(rt, &made, &bytes::octets(initial).unwrap_or_default())?;
    } else {
        slots::add_each(rt, &made, initial)?;
    }
    Ok(made)
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    view(&this.as_obj()).block.give_back(rt);
    this.finish::<PyArrayObject>(rt);
}

/// The iterator of an array: 40 bytes.
#[repr(C)]
pub struct ArrayIterator {
    /// Count and type.
    pub ob_base: PyObject,
    index: Cell<i64>,
    array: Field,
    getitem: u64,
}

crate::py_struct!(
    ArrayIterator, Builtin::ArrayIterator, size 40, index @ 16, array @ 24
);

fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    let made = rt.alloc(ArrayIterator {
        ob_base: PyObject::new(rt.ty(Builtin::ArrayIterator)),
        index: Cell::new(0),
        array: Field::new(Some(this.clone())),
        getitem: 0,
    })?;
    object::track(&made);
    Ok(made)
}

fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let iterator = this.expect::<ArrayIterator>();
    let Some(array) = iterator.array.get() else {
        return Ok(None);
    };
    let index = iterator.index.get();
    if index as usize >= view(&array).block.len() {
        iterator.array.set(None);
        return Ok(None);
    }
    iterator.index.set(index + 1);
    slots::load(rt, &array, index as usize).map(Some)
}

/// How to make the iterator again.
fn iterator_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let iter = iter_reduce::function(rt, "iter")?;
    let iterator = this.expect::<ArrayIterator>();
    match iterator.array.get() {
        Some(array) => iter_reduce::at(rt, iter, array, iterator.index.get()),
        None => iter_reduce::at_end(rt, iter, rt.new_tuple(Vec::new())?),
    }
}

fn iterator_setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let iterator = this.expect::<ArrayIterator>();
    let index = super::iterators::state_arg(rt, state)?;
    if let Some(array) = iterator.array.get() {
        let length = view(&array).block.len() as i64;
        iterator.index.set(index.clamp(0, length));
    }
    rt.done()
}

/// The type of the iterator.
pub static ITERATOR: TypeSpec = TypeSpec {
    which: Builtin::ArrayIterator,
    name: "array.arrayiterator",
    basicsize: 40,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<ArrayIterator>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.module_type(this);
            this.expect::<ArrayIterator>().array.visit(visitor);
        }),
        tp_iter: Some(super::iterators::itself),
        tp_iternext: Some(next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", iterator_reduce),
        MethodDef::one("__setstate__", iterator_setstate),
    ],
    ..TypeSpec::PLAIN
};

/// The type `array.array`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Array,
    name: "array.array",
    basicsize: 64,
    weaklistoffset: 48,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::SEQUENCE),
    slots: Slots {
        tp_new: Some(new),
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.module_type(this);
        }),
        tp_repr: Some(slots::repr),
        tp_richcompare: Some(slots::richcompare),
        tp_iter: Some(iter),
        sq_length: Some(|_, this| Ok(view(this).block.len())),
        sq_concat: Some(slots::concat),
        sq_repeat: Some(slots::repeat),
        sq_item: Some(slots::item),
        sq_ass_item: Some(slots::assign_item),
        sq_contains: Some(slots::contains),
        sq_inplace_concat: Some(slots::inplace_concat),
        sq_inplace_repeat: Some(slots::inplace_repeat),
        mp_length: Some(|_, this| Ok(view(this).block.len())),
        mp_subscript: Some(slots::subscript),
        mp_ass_subscript: Some(slots::assign),
        ..Slots::EMPTY
    },
    methods: methods::METHODS,
    getset: methods::GETSET,
    ..TypeSpec::PLAIN
};
