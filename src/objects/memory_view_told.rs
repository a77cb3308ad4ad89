//! Views of memory that another object tells the format of, in words of PEP 3118: what
//! `ctypes` makes, of which a view knows only that items are so long.
//!
//! `<i` has the bytes of an `i`, the lowest first. Such items can be compared, since C
//! takes the module `struct` for that, though they cannot be had one by one.

use super::memory_view::{PyMemoryViewObject, Shape, open, view};
use super::memory_view_items::{Format, unpack};
use super::str::Text;
use super::{buffer, managed_buffer, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, TypeFlags};
use std::ops::Range;

/// Stands for a format in words where a view has the character of its own.
const IN_WORDS: u8 = b'<';

/// How the bytes of an item are to be read.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// As the view's own format says.
    Own,
    /// As a number with this character, the lowest byte first.
    Little(u8),
    /// Likewise, the highest byte first.
    Big(u8),
}

/// The object that the bytes belong to, and the format in its words.
fn told(this: &Obj) -> Option<(Obj, String)> {
    let told = managed_buffer::told(&view(this).buffer()?)?;
    let [owner, format] = tuple::items(&told) else {
        return None;
    };
    Some((owner.clone(), Text::of(format)?.to_rust().to_string()))
}

/// `view.obj`
pub(super) fn obj(rt: &Runtime, this: &Obj) -> PyResult {
    let (obj, _) = open(rt, this)?;
    Ok(told(this).map_or(obj, |(owner, _)| owner))
}

/// `view.format`
pub(super) fn format(this: &Obj, shape: &Shape) -> String {
    let own = shape.format.character();
    let told = told(this).filter(|_| own == IN_WORDS);
    told.map_or_else(|| char::from(own).to_string(), |(_, format)| format)
}

/// Refuses to make items of what only an object's own words describe.
pub(super) fn check(rt: &Runtime, this: &Obj, shape: &Shape) -> PyResult<()> {
    if shape.format.character() != IN_WORDS {
        return Ok(());
    }
    let message = format!("memoryview: unsupported format {}", format(this, shape));
    Err(rt.raise(Builtin::NotImplementedError, message))
}

/// How to read the items for a comparison; nothing where they cannot be compared.
pub(super) fn order(this: &Obj, shape: &Shape) -> Option<Order> {
    if shape.format.character() != IN_WORDS {
        return Some(Order::Own);
    }
    match format(this, shape).as_bytes() {
        [order, code] if b"bBhHiIqQfd?c".contains(code) => Some(match order {
            b'>' => Order::Big(*code),
            _ => Order::Little(*code),
        }),
        _ => None,
    }
}

/// An item that is read so.
pub(super) fn item_at(
    rt: &Runtime,
    obj: &Obj,
    shape: &Shape,
    index: i64,
    order: Order,
) -> PyResult {
    let start = (shape.start + index * shape.stride) as usize;
    let mut bytes = buffer::read(obj, start..start + shape.format.size());
    let code = match order {
        Order::Big(code) => {
            bytes.reverse();
            code
        }
        Order::Little(code) => code,
        Order::Own => shape.format.character(),
    };
    unpack(rt, Format::of_item(code), &bytes)
}

/// A view of an object, if it gives one.
pub(super) fn view_of(rt: &Runtime, object: &Obj) -> PyResult<Option<Obj>> {
    match buffer::format(object) {
        Some(_) => rt.view(object).map(Some),
        None => rt.own_view(object),
    }
}

impl Runtime {
    /// A view of some bytes of `memory`, a bytearray or a view of bytes in a row, which
    /// are the memory of `owner`: items of the format that it tells, in rows of `dims`.
    ///
    /// # Errors
    ///
    /// `ValueError` if the memory has not so many bytes.
    pub(crate) fn told_view(
        &self,
        memory: &Obj,
        range: Range<usize>,
        owner: &Obj,
        format: &str,
        (itemsize, dims): (usize, Vec<i64>),
    ) -> PyResult {
        let whole = self.view(memory)?;
        let (bytes, known) = open(self, &whole)?;
        let room = known.count as usize * known.format.size();
        let product = dims.iter().product::<i64>() * itemsize as i64;
        if range.end > room || product != range.len() as i64 || known.dims.is_some() {
            return Err(self.value_error("memory of another size"));
        }
        let told = vec![owner.clone(), self.new_str(format)?];
        let told = self.new_tuple(told)?;
        let code = match format.as_bytes() {
            [code] => *code,
            _ => IN_WORDS,
        };
        let shape = Shape {
            start: known.start + range.start as i64,
            count: dims.iter().product(),
            stride: itemsize as i64,
            format: Format::of_size(code, itemsize),
            readonly: known.readonly,
            dims: (dims.len() != 1).then_some(dims),
        };
        self.memory_view_of(&self.new_managed_buffer(&bytes, Some(told))?, shape)
    }
}

/// The bytes that an object gives by its `__buffer__`.
pub(super) fn given(object: &Obj) -> Option<Vec<u8>> {
    if object.cast::<PyMemoryViewObject>().is_some()
        || !object.ty().flags().has(TypeFlags::HEAPTYPE)
    {
        return None;
    }
    let rt = object.runtime();
    let view = rt.own_view(object).ok().or_else(|| {
        rt.clear_raised();
        None
    });
    super::memory_view::content(&view??)
}
