//! Making bytes and bytearrays: of a text, a number, anything with bytes in it, or
//! numbers.

use super::args::Limits;
use super::bytearray::PyByteArrayObject;
use super::bytes::octets;
use super::list::PyListObject;
use super::protocol::is_index;
use super::str::Text;
use super::str_encode::{encoded, name_arg};
use crate::attributes::slot_functions::call_bound;
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};

/// `bytes(source=b'', encoding, errors)`.
pub(super) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let ty = class.expect::<PyTypeObject>();
    let names = ["source", "encoding", "errors"];
    let [source, encoding, errors] =
        args.parse(rt, "bytes", names, Limits::required(0))?;
    let encoding = name_arg(rt, "bytes", "encoding", encoding)?;
    let errors = name_arg(rt, "bytes", "errors", errors)?;
    let plain = encoding.is_none() && errors.is_none();
    if let Some(source) = source
        && plain
        && let Some(made) = dunder_bytes(rt, source)?
    {
        return of_class(rt, ty, made);
    }
    let content = content(rt, "bytes", source, encoding, errors)?;
    // What is encoded or collected byte by byte may be a shared object. What is copied
    // is a new one, and so is what was as long as a tuple.
    let may_share = source.is_none_or(|source| {
        let list = source.cast::<PyListObject>();
        list.is_some() || Text::of(source).is_some() || by_items(source)
    });
    let made = match may_share {
        true => rt.new_bytes(&content)?,
        false => rt.fresh_bytes(&content)?,
    };
    of_class(rt, ty, made)
}

fn of_class(rt: &Runtime, class: View<'_, PyTypeObject>, made: Obj) -> PyResult {
    if class.is_exactly(Builtin::Bytes) {
        return Ok(made);
    }
    let content = super::bytes::own(&made);
    rt.alloc_octets(class, content.len(), |out| out.copy_from_slice(&content))
}

/// What an object's `__bytes__` returns: bytes. Bytes proper are returned as they are.
pub(super) fn dunder_bytes(rt: &Runtime, source: &Obj) -> PyResult<Option<Obj>> {
    if source.ty().is_exactly(Builtin::Bytes) {
        return Ok(Some(source.clone()));
    }
    let heap = source.ty().flags().has(TypeFlags::HEAPTYPE);
    if !heap && !crate::weakref::is_proxy(source) {
        return Ok(None);
    }
    let Some(made) = call_bound(rt, source, "__bytes__", &[])? else {
        return Ok(None);
    };
    if super::bytes::value(&made).is_none() {
        let name = made.ty().name();
        return Err(
            rt.type_error(format!("__bytes__ returned non-bytes (type {name})"))
        );
    }
    Ok(Some(made))
}

/// The content that the arguments of `bytes` or `bytearray` describe.
pub(super) fn content(
    rt: &Runtime,
    function: &str,
    source: Option<&Obj>,
    encoding: Option<String>,
    errors: Option<String>,
) -> PyResult<Vec<u8>> {
    let is_text = source.is_some_and(|source| Text::of(source).is_some());
    let Some(source) = source.filter(|_| is_text || encoding.is_none()) else {
        return match (encoding, errors) {
            (None, None) => Ok(Vec::new()),
            (Some(_), _) => Err(rt.type_error("encoding without a string argument")),
            _ => Err(rt.type_error("errors without a string argument")),
        };
    };
    if is_text {
        let Some(encoding) = encoding else {
            return Err(rt.type_error("string argument without an encoding"));
        };
        let errors = errors.as_deref().unwrap_or("strict");
        return encoded(rt, source, &encoding, errors);
    }
    if errors.is_some() {
        return Err(rt.type_error("errors without a string argument"));
    }
    if let Some(count) = length(rt, source)? {
        let count =
            usize::try_from(count).map_err(|_| rt.value_error("negative count"))?;
        rt.spend(count as u64 / 64)?;
        rt.check_rust_memory(count)?;
        if count > isize::MAX as usize - 64 {
            return Err(rt.memory_error());
        }
        let mut zeros = Vec::new();
        zeros
            .try_reserve_exact(count)
            .map_err(|_| rt.memory_error())?;
        zeros.resize(count, 0);
        return Ok(zeros);
    }
    if let Some(content) = octets(source) {
        rt.spend(content.len() as u64 / 64)?;
        return Ok(content.into_owned());
    }
    if let Some(view) = rt.own_view(source)? {
        return super::memory_view::to_bytes(rt, &view);
    }
    from_numbers(rt, function, source)
}

/// The number that asks for as many zeros. What refuses to be one with a `TypeError` may
/// still be bytes, or an iterable.
fn length(rt: &Runtime, source: &Obj) -> PyResult<Option<isize>> {
    if !is_index(source) {
        return Ok(None);
    }
    match rt.as_index(source, Some(Builtin::OverflowError)) {
        Ok(count) => Ok(Some(count)),
        Err(_) if super::iterators::swallow(rt, Builtin::TypeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// The bytes that an iterable of numbers yields.
pub(super) fn from_numbers(
    rt: &Runtime,
    function: &str,
    source: &Obj,
) -> PyResult<Vec<u8>> {
    let ty = source.ty();
    let by_index = ty
        .as_sequence()
        .is_some_and(|suite| suite.sq_item.get().is_some());
    if ty.tp_iter.get().is_none() && !by_index {
        let name = ty.name();
        return Err(
            rt.type_error(format!("cannot convert '{name}' object to {function}"))
        );
    }
    let message = match function {
        "bytes" => "bytes must be in range(0, 256)",
        _ => "byte must be in range(0, 256)",
    };
    let byte = |number: &Obj| {
        let number = rt.as_index(number, None)?;
        u8::try_from(number).map_err(|_| rt.value_error(message))
    };
    let mut out = Vec::new();
    if let Some(items) = source.cast::<PyTuple>() {
        for number in items.tail() {
            rt.spend(1)?;
            out.push(byte(number)?);
        }
        return Ok(out);
    }
    if let Some(list) = source.cast::<PyListObject>() {
        // The items may change the list: look anew at each.
        let mut index = 0;
        while let Some(number) = list.items.get(index) {
            rt.spend(1)?;
            out.push(byte(&number)?);
            index += 1;
        }
        return Ok(out);
    }
    let iterator = rt.iter(source)?;
    // Room is made for as many as it says; `bytearray` does not ask.
    let expected = match function {
        "bytearray" => 0,
        _ => rt.length_hint(source, 64)?,
    };
    rt.check_rust_memory(expected)?;
    while let Some(number) = rt.next(&iterator)? {
        rt.spend(1)?;
        rt.check_rust_memory(out.len())?;
        out.push(byte(&number)?);
    }
    Ok(out)
}

/// `bytearray(source=b'', encoding, errors)`: fills the array anew.
pub(super) fn init_bytearray(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let names = ["source", "encoding", "errors"];
    let [source, encoding, errors] =
        args.parse(rt, "bytearray", names, Limits::required(0))?;
    let encoding = name_arg(rt, "bytearray", "encoding", encoding)?;
    let errors = name_arg(rt, "bytearray", "errors", errors)?;
    let block = &this.expect::<PyByteArrayObject>().get().block;
    block.resize(rt, 0)?;
    if let Some(source) = source
        && encoding.is_none()
        && errors.is_none()
        && by_items(source)
    {
        // One by one, with the room that such growth leaves.
        let iterator = rt.iter(source)?;
        while let Some(number) = rt.next(&iterator)? {
            rt.spend(1)?;
            let byte = super::bytes::byte(rt, &number)?;
            let len = block.len();
            block.resize(rt, len + 1)?;
            block.set(len, byte);
        }
        return Ok(());
    }
    let content = content(rt, "bytearray", source, encoding, errors)?;
    block.resize(rt, content.len())?;
    block.fill(|out| out.copy_from_slice(&content));
    Ok(())
}

/// Whether an object is an iterable of numbers of which the length is not asked.
fn by_items(source: &Obj) -> bool {
    source.ty().tp_iter.get().is_some()
        && source.cast::<PyListObject>().is_none()
        && source.cast::<PyTuple>().is_none()
        && Text::of(source).is_none()
        && !is_index(source)
        && octets(source).is_none()
}
