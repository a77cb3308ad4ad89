//! The methods and attributes of memory views.

use super::args::Limits;
use super::list::PyListObject;
use super::memory_view::{
    PyMemoryViewObject, Shape, item_at, open, release, to_bytes, view,
};
use super::memory_view_items::Format;
use super::memory_view_told as told;
use super::str::Text;
use super::tuple::PyTuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, CompareOp, GetSetDef, MethodDef};

/// The hash of the bytes, where they cannot change.
pub(super) fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let known = view(this).hash.get();
    if known != -1 {
        return Ok(known);
    }
    let (_, shape) = open(rt, this)?;
    if !shape.readonly {
        return Err(rt.value_error("cannot hash writable memoryview object"));
    }
    if !shape.format.is_byte() {
        let message = "memoryview: hashing is restricted to formats 'B', 'b' or 'c'";
        return Err(rt.value_error(message));
    }
    let hash = rt.hash(&rt.new_bytes(&to_bytes(rt, this)?)?)?;
    view(this).hash.set(hash);
    Ok(hash)
}

/// The items, if the format is one of numbers.
fn items(rt: &Runtime, this: &Obj) -> PyResult<Option<Vec<Obj>>> {
    let (obj, shape) = open(rt, this)?;
    let Some(order) = told::order(this, &shape) else {
        return Ok(None);
    };
    let items = (0..shape.count).map(|index| {
        rt.spend(1)?;
        match order {
            told::Order::Own => item_at(rt, &obj, &shape, index),
            _ => told::item_at(rt, &obj, &shape, index, order),
        }
    });
    items.collect::<PyResult<_>>().map(Some)
}

/// Views are equal when their items are; a released one is equal to itself alone.
pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(rt.not_implemented().clone());
    }
    let is_view = |object: &Obj| object.cast::<PyMemoryViewObject>().is_some();
    let is_released = |object: &Obj| is_view(object) && view(object).is_released();
    let equal = if is_released(this) || is_released(other) {
        this.is(other)
    } else if is_view(other) {
        let shapes = (open(rt, this)?.1.dims, open(rt, other)?.1.dims);
        let (mine, theirs) = (items(rt, this)?, items(rt, other)?);
        let (Some(mine), Some(theirs)) = (mine, theirs) else {
            return rt.new_bool(op == CompareOp::Ne);
        };
        let mut equal = mine.len() == theirs.len() && shapes.0 == shapes.1;
        for (a, b) in mine.iter().zip(&theirs) {
            equal = equal && rt.equal(a, b)?;
        }
        equal
    } else if let Some(other) = told::view_of(rt, other)? {
        return richcompare(rt, this, &other, op);
    } else {
        return Ok(rt.not_implemented().clone());
    };
    rt.new_bool(equal == (op == CompareOp::Eq))
}

fn tobytes(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    args.parse(rt, "tobytes", ["order"], Limits::required(0))?;
    rt.fresh_bytes(&to_bytes(rt, this)?)
}

fn hex(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let bytes = rt.new_bytes(&to_bytes(rt, this)?)?;
    rt.call(&rt.attr(&bytes, "hex")?, args)
}

/// `cast(format)`: the same bytes as other items.
fn cast(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let names = ["format", "shape"];
    let [format, dimensions] = args.parse(rt, "cast", names, Limits::required(1))?;
    let (_, shape) = open(rt, this)?;
    let Some(text) = format.and_then(Text::of) else {
        let what = format
            .map_or("NoneType", |format| format.ty().name())
            .to_owned();
        let message = format!("cast() argument 'format' must be str, not {what}");
        return Err(rt.type_error(message));
    };
    let Some(format) = Format::named(&text.to_rust()) else {
        return Err(rt.value_error(
            "memoryview: destination format must be a native single character format \
             prefixed with an optional '@'",
        ));
    };
    let size = shape.format.size() as i64;
    if shape.stride != size {
        let message = "memoryview: casts are restricted to C-contiguous views";
        return Err(rt.type_error(message));
    }
    if !shape.format.is_byte() && !format.is_byte() {
        let message = "memoryview: cannot cast between two non-byte formats";
        return Err(rt.type_error(message));
    }
    let (bytes, size) = (shape.count * size, format.size() as i64);
    if size == 0 || bytes % size != 0 {
        let message = "memoryview: length is not a multiple of itemsize";
        return Err(rt.type_error(message));
    }
    let dims = dimensions
        .map(|dimensions| dims(rt, dimensions))
        .transpose()?;
    if let Some(dims) = &dims {
        if shape.dims.as_ref().is_some_and(|old| old.len() != 1) && dims.len() != 1 {
            let message = "memoryview: cast must be 1D -> ND or ND -> 1D";
            return Err(rt.type_error(message));
        }
        let product = dims.iter().try_fold(size, |all, &one| all.checked_mul(one));
        if product != Some(bytes) {
            let message = "memoryview: product(shape) * itemsize != buffer size";
            return Err(rt.type_error(message));
        }
    }
    let made = Shape {
        count: bytes / size,
        stride: size,
        format,
        dims: dims.filter(|dims| dims.len() != 1),
        ..shape
    };
    rt.further_view(this, made)
}

/// The most dimensions of a view.
const MAX_NDIM: usize = 64;

/// The numbers of items that `cast` is given.
fn dims(rt: &Runtime, given: &Obj) -> PyResult<Vec<i64>> {
    let is_sequence =
        given.cast::<PyListObject>().is_some() || given.cast::<PyTuple>().is_some();
    if !is_sequence {
        return Err(rt.type_error("shape must be a list or a tuple"));
    }
    let items = rt.collect(given)?;
    if items.len() > MAX_NDIM {
        let message = "memoryview: number of dimensions must not exceed 64";
        return Err(rt.value_error(message));
    }
    let count = |item: &Obj| -> PyResult<i64> {
        if !super::protocol::is_index(item) {
            let message = "memoryview.cast(): elements of shape must be integers";
            return Err(rt.type_error(message));
        }
        match rt.as_index(item, None)? {
            count @ 1.. => Ok(count as i64),
            _ => {
                let message =
                    "memoryview.cast(): elements of shape must be integers > 0";
                Err(rt.value_error(message))
            }
        }
    };
    items.iter().map(count).collect()
}

/// `tolist()`: lists in lists for several dimensions, the item itself for none.
fn tolist(rt: &Runtime, this: &Obj) -> PyResult {
    let (_, shape) = open(rt, this)?;
    told::check(rt, this, &shape)?;
    let mut level = items(rt, this)?.unwrap_or_default();
    let Some(dims) = shape.dims else {
        return rt.new_list(level);
    };
    for &count in dims.iter().rev() {
        let lists = level
            .chunks(count as usize)
            .map(|row| rt.new_list(row.to_vec()));
        level = lists.collect::<PyResult<Vec<Obj>>>()?;
    }
    Ok(level.swap_remove(0))
}

fn toreadonly(rt: &Runtime, this: &Obj) -> PyResult {
    let (_, shape) = open(rt, this)?;
    let made = Shape {
        readonly: true,
        ..shape
    };
    rt.further_view(this, made)
}

/// `__buffer__` of what is in memory by itself
/// (`Objects/typeobject.c@v3.13.0#wrap_buffer`).
pub(super) fn buffer(rt: &Runtime, this: &Obj, flags: &Obj) -> PyResult {
    let view = rt.view(this)?;
    let wants_to_write = rt.as_index(flags, None)? & 1 != 0;
    if wants_to_write && open(rt, &view)?.1.readonly {
        let message = match this.cast::<PyMemoryViewObject>() {
            Some(_) => "memoryview: underlying buffer is not writable",
            None => "Object is not writable.",
        };
        return Err(rt.raise(Builtin::BufferError, message));
    }
    Ok(view)
}

/// `__release_buffer__` of what can be written
/// (`Objects/typeobject.c@v3.13.0#wrap_releasebuffer`).
pub(super) fn release_buffer(rt: &Runtime, this: &Obj, view: &Obj) -> PyResult {
    if view.cast::<PyMemoryViewObject>().is_none() {
        return Err(rt.type_error("expected a memoryview object"));
    }
    let Ok(owner) = rt.attr(view, "obj") else {
        rt.swallow(Builtin::ValueError);
        let message = "memoryview's buffer has already been released";
        return Err(rt.value_error(message));
    };
    if !owner.is(this) {
        return Err(rt.value_error("memoryview's buffer is not this object"));
    }
    release(view);
    rt.done()
}

fn exit(rt: &Runtime, this: &Obj, _: &[Obj]) -> PyResult {
    release(this);
    rt.done()
}

/// The methods of memoryview.
pub(super) static METHODS: &[MethodDef] = &[
    MethodDef::none("release", |rt, this| {
        release(this);
        rt.done()
    }),
    MethodDef::keywords("tobytes", tobytes),
    MethodDef::keywords("hex", hex),
    MethodDef::none("tolist", tolist),
    MethodDef::keywords("cast", cast),
    MethodDef::none("toreadonly", toreadonly),
    MethodDef::one("__buffer__", buffer),
    MethodDef::one("__release_buffer__", release_buffer),
    MethodDef::none("__enter__", |rt, this| {
        open(rt, this)?;
        Ok(this.clone())
    }),
    MethodDef::many("__exit__", exit),
];

/// A number for each dimension.
fn each(rt: &Runtime, this: &Obj, number: fn((i64, i64)) -> i64) -> PyResult {
    let dimensions = open(rt, this)?.1.dimensions().into_iter();
    let numbers = dimensions.map(|dimension| rt.new_int(number(dimension)));
    rt.new_tuple(numbers.collect::<PyResult<Vec<Obj>>>()?)
}

fn contiguous(rt: &Runtime, this: &Obj) -> PyResult {
    let (_, shape) = open(rt, this)?;
    rt.new_bool(shape.count <= 1 || shape.stride == shape.format.size() as i64)
}

/// The attributes of memoryview.
pub(super) static GETSET: &[GetSetDef] = &[
    GetSetDef::get("obj", told::obj),
    GetSetDef::get("nbytes", |rt, this| {
        let (_, shape) = open(rt, this)?;
        rt.new_int(shape.count * shape.format.size() as i64)
    }),
    GetSetDef::get("itemsize", |rt, this| {
        rt.new_size(open(rt, this)?.1.format.size())
    }),
    GetSetDef::get("format", |rt, this| {
        rt.new_str(&told::format(this, &open(rt, this)?.1))
    }),
    GetSetDef::get("ndim", |rt, this| {
        rt.new_size(open(rt, this)?.1.dimensions().len())
    }),
    GetSetDef::get("shape", |rt, this| each(rt, this, |(count, _)| count)),
    GetSetDef::get("strides", |rt, this| each(rt, this, |(_, stride)| stride)),
    GetSetDef::get("suboffsets", |rt, this| {
        open(rt, this)?;
        rt.new_tuple(Vec::new())
    }),
    GetSetDef::get("readonly", |rt, this| {
        rt.new_bool(open(rt, this)?.1.readonly)
    }),
    GetSetDef::get("c_contiguous", contiguous),
    GetSetDef::get("f_contiguous", |rt, this| {
        let (_, shape) = open(rt, this)?;
        let long = shape
            .dimensions()
            .iter()
            .filter(|(count, _)| *count > 1)
            .count();
        match long {
            0 | 1 => contiguous(rt, this),
            _ => rt.new_bool(false),
        }
    }),
    GetSetDef::get("contiguous", contiguous),
];
