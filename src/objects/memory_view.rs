//! memoryview: a look at the bytes of another object (`Objects/memoryobject.c@v3.13.0`).
//!
//! It copies nothing. A bytearray that is looked at cannot change its size until the
//! view is released; neither can an array. Views have the formats of C's own numbers;
//! those of several dimensions are made by `cast`, and have no gaps.

use super::memory_view_items::{Format, pack, unpack};
use super::memory_view_methods as methods;
use super::memory_view_told as told;
use super::{buffer, bytes, managed_buffer, slice};
use crate::attributes::slot_functions::call_special;
use crate::object::{self, Dying, PyVarObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A memory view: 144 bytes, and three words for each dimension: the numbers of items,
/// then the bytes from one to the next, then a word of no use here.
#[repr(C)]
pub struct PyMemoryViewObject {
    /// Count, type, and the number of words behind.
    pub ob_base: PyVarObject,
    /// What it shares with the views of the same buffer.
    mbuf: Field,
    /// The hash, or -1.
    pub(super) hash: Cell<i64>,
    /// 1 once it is released.
    flags: Cell<u64>,
    exports: Cell<i64>,
    /// Where its first item begins, in bytes from the start of the object's.
    start: Cell<i64>,
    /// CPython: what is looked at, which here the managed buffer is asked for.
    _obj: u64,
    /// Bytes of all items.
    len: Cell<i64>,
    itemsize: Cell<i64>,
    readonly: Cell<i32>,
    ndim: Cell<i32>,
    /// The character of the items' format.
    format: Cell<u64>,
    view_rest: [u64; 4],
    weakreflist: Cell<u64>,
}

crate::py_struct!(
    PyMemoryViewObject, Builtin::MemoryView, size 144,
    mbuf @ 24, hash @ 32, start @ 56, len @ 72, weakreflist @ 136;
    tail i64, |this| this.ob_base.size()
);

/// What a view says of itself.
#[derive(Clone)]
pub(super) struct Shape {
    pub(super) start: i64,
    /// The number of items in all dimensions.
    pub(super) count: i64,
    /// Bytes from one item to the next.
    pub(super) stride: i64,
    pub(super) format: Format,
    pub(super) readonly: bool,
    /// The number of items in each dimension; nothing where there is one dimension.
    pub(super) dims: Option<Vec<i64>>,
}

impl Shape {
    /// The number of items in each dimension, and how far it is from one to the next.
    pub(super) fn dimensions(&self) -> Vec<(i64, i64)> {
        let Some(dims) = &self.dims else {
            return vec![(self.count, self.stride)];
        };
        let mut stride = self.format.size() as i64;
        let mut made: Vec<(i64, i64)> = dims
            .iter()
            .rev()
            .map(|&count| {
                let step = stride;
                stride *= count;
                (count, step)
            })
            .collect();
        made.reverse();
        made
    }
}

pub(super) fn view(this: &Obj) -> View<'_, PyMemoryViewObject> {
    this.expect()
}

fn released(rt: &Runtime) -> Raised {
    rt.value_error("operation forbidden on released memoryview object")
}

/// What is looked at, and how.
pub(super) fn open(rt: &Runtime, this: &Obj) -> PyResult<(Obj, Shape)> {
    let own = view(this);
    let buffer = own.mbuf.get().filter(|_| !own.is_released());
    let obj = buffer.as_ref().and_then(managed_buffer::looked_at);
    let obj = obj.ok_or_else(|| released(rt))?;
    let ndim = own.ndim.get() as usize;
    let itemsize = own.itemsize.get();
    let shape = Shape {
        start: own.start.get(),
        // Nothing has no size, and there is one of it where there is no dimension.
        count: own.len.get().checked_div(itemsize).unwrap_or(0),
        stride: if ndim == 1 { own.tail()[1] } else { itemsize },
        dims: (ndim != 1).then(|| own.tail()[..ndim].to_vec()),
        format: Format::of_size(own.format.get() as u8, itemsize as usize),
        readonly: own.readonly.get() != 0,
    };
    Ok((obj, shape))
}

impl PyMemoryViewObject {
    /// Whether the view was released.
    /// What it shares with others.
    pub(super) fn buffer(&self) -> Option<Obj> {
        self.mbuf.get()
    }

    pub(super) fn is_released(&self) -> bool {
        self.flags.get() != 0
    }
}

impl Runtime {
    /// The first view of an object that has bytes.
    fn new_memory_view(&self, obj: &Obj, shape: Shape) -> PyResult {
        self.memory_view_of(&self.new_managed_buffer(obj, None)?, shape)
    }

    /// Another view of what a view looks at, which is not released.
    pub(super) fn further_view(&self, this: &Obj, shape: Shape) -> PyResult {
        let buffer = view(this).mbuf.get().ok_or_else(|| released(self))?;
        self.memory_view_of(&buffer, shape)
    }

    /// A view of the items that a slice means. It is counted before the slice is asked
    /// for its numbers, which may release the view that is sliced.
    fn slice_view(&self, this: &Obj, shape: &Shape, key: &Obj) -> PyResult {
        let buffer = view(this).mbuf.get().ok_or_else(|| released(self))?;
        managed_buffer::add_view(&buffer);
        let part = sliced(self, shape, key);
        let made = part.and_then(|part| self.memory_view_of(&buffer, part));
        managed_buffer::remove_view(&buffer);
        made
    }

    /// A view of a managed buffer.
    pub(super) fn memory_view_of(&self, buffer: &Obj, shape: Shape) -> PyResult {
        let itemsize = shape.format.size() as i64;
        let dimensions = shape.dimensions();
        let ndim = dimensions.len();
        let value = PyMemoryViewObject {
            ob_base: PyVarObject::new(self.ty(Builtin::MemoryView), 3 * ndim),
            mbuf: Field::new(Some(buffer.clone())),
            hash: Cell::new(-1),
            flags: Cell::new(0),
            exports: Cell::new(0),
            start: Cell::new(shape.start),
            _obj: 0,
            len: Cell::new(shape.count * itemsize),
            itemsize: Cell::new(itemsize),
            readonly: Cell::new(shape.readonly.into()),
            ndim: Cell::new(ndim as i32),
            format: Cell::new(shape.format.character().into()),
            view_rest: [0; 4],
            weakreflist: Cell::new(0),
        };
        let made = self.alloc_tail(value, 3 * ndim, |index| {
            match (index / ndim, dimensions[index % ndim]) {
                (0, (count, _)) => count,
                (1, (_, stride)) => stride,
                _ => -1,
            }
        })?;
        managed_buffer::add_view(buffer);
        object::track(&made);
        Ok(made)
    }
}

/// Lets go of what is looked at.
pub(super) fn release(this: &Obj) {
    let own = view(this);
    if !own.is_released()
        && let Some(buffer) = own.mbuf.get()
    {
        own.flags.set(1);
        managed_buffer::remove_view(&buffer);
    }
}

fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let limits = super::args::Limits::required(1);
    let [object] = args.parse(rt, "memoryview", ["object"], limits)?;
    match object {
        Some(object) => rt.view(object),
        None => rt.done(),
    }
}

impl Runtime {
    /// A view of all that an object has in memory.
    pub(super) fn view(&self, object: &Obj) -> PyResult {
        if object.cast::<PyMemoryViewObject>().is_some() {
            let (_, shape) = open(self, object)?;
            return self.further_view(object, shape);
        }
        let Some((format, writable)) = buffer::format(object) else {
            if let Some(view) = self.own_view(object)? {
                return self.view(&view);
            }
            let what = object.ty().name();
            return Err(self.type_error(format!(
                "memoryview: a bytes-like object is required, not '{what}'"
            )));
        };
        let shape = Shape {
            start: 0,
            count: (buffer::len(object) / format.size()) as i64,
            stride: format.size() as i64,
            format,
            readonly: !writable,
            dims: None,
        };
        self.new_memory_view(object, shape)
    }

    /// The view that an object's `__buffer__` makes (PEP 688).
    pub(super) fn own_view(&self, object: &Obj) -> PyResult<Option<Obj>> {
        // What a caller asks for who only reads, whatever the shape
        // (`Include/cpython/pybuffer.h@v3.13.0#PyBUF_FULL_RO`).
        let flags = self.new_int(0x11c)?;
        let made = call_special(self, object, "__buffer__", &[flags])?;
        match &made {
            Some(view) if view.cast::<PyMemoryViewObject>().is_none() => {
                Err(self.type_error("__buffer__ returned non-memoryview object"))
            }
            _ => Ok(made),
        }
    }
}

/// The bytes of one item.
fn item_bytes(obj: &Obj, shape: &Shape, index: i64) -> Vec<u8> {
    let start = (shape.start + index * shape.stride) as usize;
    buffer::read(obj, start..start + shape.format.size())
}

/// The bytes of all items, one after the other.
pub(super) fn to_bytes(rt: &Runtime, this: &Obj) -> PyResult<Vec<u8>> {
    let (obj, shape) = open(rt, this)?;
    rt.spend(shape.count as u64 / 8)?;
    Ok((0..shape.count)
        .flat_map(|index| item_bytes(&obj, &shape, index))
        .collect())
}

/// The content of a memory view that is not released; `None` for other objects.
pub(crate) fn content(object: &Obj) -> Option<Vec<u8>> {
    object.cast::<PyMemoryViewObject>()?;
    let rt = object.runtime();
    to_bytes(rt, object).map_err(|_| rt.clear_raised()).ok()
}

/// `view[index]` for an index within the view.
pub(super) fn item_at(rt: &Runtime, obj: &Obj, shape: &Shape, index: i64) -> PyResult {
    unpack(rt, shape.format, &item_bytes(obj, shape, index))
}

fn index_of(rt: &Runtime, shape: &Shape, index: i64) -> PyResult<i64> {
    let at = if index < 0 {
        index + shape.count
    } else {
        index
    };
    if (0..shape.count).contains(&at) {
        return Ok(at);
    }
    Err(rt.raise(Builtin::IndexError, "index out of bounds on dimension 1"))
}

pub(super) fn sq_item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let (obj, shape) = open(rt, this)?;
    if shape.dims.as_ref().is_none_or(|dims| !dims.is_empty()) {
        told::check(rt, this, &shape)?;
    }
    one_dimension(rt, &shape, "sub-views are not implemented")?;
    let at = index_of(rt, &shape, index as i64)?;
    item_at(rt, &obj, &shape, at)
}

/// How many items a view has whose items can be had one by one.
pub(super) fn items_in_a_row(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let (_, shape) = open(rt, this)?;
    one_dimension(rt, &shape, "sub-views are not implemented")?;
    told::check(rt, this, &shape)?;
    Ok(shape.count)
}

/// Refuses what views of several dimensions cannot do, and of none.
fn one_dimension(rt: &Runtime, shape: &Shape, what: &str) -> PyResult<()> {
    match shape.dims.as_deref() {
        None => Ok(()),
        Some([]) => Err(rt.type_error("invalid indexing of 0-dim memory")),
        Some(_) => {
            let message = format!("multi-dimensional {what}");
            Err(rt.raise(Builtin::NotImplementedError, message))
        }
    }
}

/// The place of the item that a tuple of indices means.
fn place_of(rt: &Runtime, shape: &Shape, key: &Obj) -> PyResult<i64> {
    let keys = super::tuple::items(key);
    if keys.iter().any(|key| !super::protocol::is_index(key)) {
        if !keys.is_empty() && keys.iter().all(slice::is_slice) {
            let message = "multi-dimensional slicing is not implemented";
            return Err(rt.raise(Builtin::NotImplementedError, message));
        }
        return Err(rt.type_error("memoryview: invalid slice key"));
    }
    let dimensions = shape.dimensions();
    let ndim = dimensions.len();
    if shape
        .dims
        .as_ref()
        .is_some_and(|dims| dims.len() > keys.len())
    {
        let message = "sub-views are not implemented";
        return Err(rt.raise(Builtin::NotImplementedError, message));
    }
    if keys.len() > ndim {
        return Err(rt.type_error(format!(
            "cannot index {ndim}-dimension view with {}-element tuple",
            keys.len()
        )));
    }
    let mut place = shape.start;
    for (number, (key, (count, stride))) in keys.iter().zip(dimensions).enumerate() {
        let index = rt.as_index(key, Some(Builtin::IndexError))? as i64;
        let at = if index < 0 { index + count } else { index };
        if !(0..count).contains(&at) {
            let number = number + 1;
            let message = format!("index out of bounds on dimension {number}");
            return Err(rt.raise(Builtin::IndexError, message));
        }
        place += at * stride;
    }
    Ok(place)
}

/// A view's shape as that of the one item at a place.
fn item_shape(shape: &Shape, place: i64) -> Shape {
    Shape {
        start: place,
        count: 1,
        dims: None,
        ..shape.clone()
    }
}

/// The part of a view that a slice means.
fn sliced(rt: &Runtime, shape: &Shape, key: &Obj) -> PyResult<Shape> {
    let (start, _, step, count) = slice::indices(rt, key, shape.count as usize)?;
    Ok(Shape {
        start: shape.start + start as i64 * shape.stride,
        count: count as i64,
        stride: shape.stride * step as i64,
        ..shape.clone()
    })
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    let (obj, shape) = open(rt, this)?;
    if super::protocol::is_index(key) {
        let index = rt.as_index(key, Some(Builtin::IndexError))?;
        return sq_item(rt, this, index);
    }
    if slice::is_slice(key) {
        one_dimension(rt, &shape, "slicing is not implemented")?;
        return rt.slice_view(this, &shape, key);
    }
    if key.cast::<super::tuple::PyTuple>().is_some() {
        told::check(rt, this, &shape)?;
        let place = place_of(rt, &shape, key)?;
        // Asking an index may have released the view.
        open(rt, this)?;
        return item_at(rt, &obj, &item_shape(&shape, place), 0);
    }
    if key.is(rt.ellipsis()) {
        return Ok(this.clone());
    }
    Err(rt.type_error("memoryview: invalid slice key"))
}

fn assign(rt: &Runtime, this: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let (obj, shape) = open(rt, this)?;
    if shape.readonly {
        return Err(rt.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else {
        return Err(rt.type_error("cannot delete memory"));
    };
    told::check(rt, this, &shape)?;
    let write = |place: i64, bytes: &[u8]| buffer::write(&obj, place as usize, bytes);
    let place = if super::protocol::is_index(key) {
        one_dimension(rt, &shape, "sub-views are not implemented")?;
        let index = rt.as_index(key, Some(Builtin::IndexError))?;
        Some(shape.start + index_of(rt, &shape, index as i64)? * shape.stride)
    } else if key.cast::<super::tuple::PyTuple>().is_some() {
        Some(place_of(rt, &shape, key)?)
    } else {
        None
    };
    // Asking an index or the value may release the view.
    open(rt, this)?;
    if let Some(place) = place {
        let packed = pack(rt, shape.format, value)?;
        open(rt, this)?;
        write(place, &packed);
        return Ok(());
    }
    if !slice::is_slice(key) {
        return Err(rt.type_error("memoryview: invalid slice key"));
    }
    one_dimension(rt, &shape, "slicing is not implemented")?;
    let part = sliced(rt, &shape, key)?;
    open(rt, this)?;
    let (content, format) = match value.cast::<PyMemoryViewObject>() {
        Some(_) => (to_bytes(rt, value)?, open(rt, value)?.1.format),
        None => {
            let format =
                buffer::format(value).map_or(Format::BYTE, |(format, _)| format);
            (bytes::required(rt, value)?.into_owned(), format)
        }
    };
    let size = part.format.size();
    if content.len() != part.count as usize * size || format != part.format {
        return Err(rt.value_error(
            "memoryview assignment: lvalue and rvalue have different structures",
        ));
    }
    for (index, item) in content.chunks(size).enumerate() {
        write(part.start + index as i64 * part.stride, item);
    }
    Ok(())
}

fn length(rt: &Runtime, this: &Obj) -> PyResult<usize> {
    let (_, shape) = open(rt, this)?;
    match shape.dims.as_deref() {
        None => Ok(shape.count as usize),
        Some([]) => Err(rt.type_error("0-dim memory has no length")),
        Some([first, ..]) => Ok(*first as usize),
    }
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    release(&this.as_obj());
    this.finish::<PyMemoryViewObject>(rt);
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let kind = match view(this).is_released() {
        true => "released memory",
        false => "memory",
    };
    rt.new_str(&format!("<{kind} at 0x{:016x}>", this.id()))
}

/// The type `memoryview`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::MemoryView,
    name: "memoryview",
    basicsize: 144,
    itemsize: 8,
    weaklistoffset: 136,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::SEQUENCE),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).mbuf);
        }),
        tp_clear: Some(|this: &Obj| {
            release(this);
            drop(view(this).mbuf.take());
        }),
        tp_repr: Some(repr),
        tp_hash: Some(methods::hash),
        tp_richcompare: Some(methods::richcompare),
        tp_iter: Some(super::memory_view_iter::iter),
        tp_new: Some(new),
        sq_length: Some(length),
        sq_item: Some(sq_item),
        mp_length: Some(length),
        mp_subscript: Some(subscript),
        mp_ass_subscript: Some(assign),
        ..Slots::EMPTY
    },
    methods: methods::METHODS,
    getset: methods::GETSET,
    ..TypeSpec::PLAIN
};
