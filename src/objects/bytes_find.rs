//! The methods of bytes and bytearray that look for bytes in bytes.

use super::args::check_count;
use super::bytes::{byte, make_with, octets, own, required, unchanged};
use super::bytes_repr::part;
use super::protocol::is_index;
use super::str_find::{bounds, clip, too_long};
use super::str_search::{Needle, Row};
use super::tuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::Builtin;
use std::borrow::Cow;

/// What is looked for: bytes, or a number as a single byte.
fn sub<'a>(rt: &Runtime, value: &'a Obj) -> PyResult<Cow<'a, [u8]>> {
    if let Some(content) = octets(value) {
        return Ok(content);
    }
    if is_index(value) {
        return Ok(Cow::Owned(vec![byte(rt, value)?]));
    }
    let name = value.ty().name();
    Err(rt.type_error(format!(
        "argument should be integer or bytes-like object, not '{name}'"
    )))
}

fn search(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    right: bool,
) -> PyResult<Option<usize>> {
    check_count(rt, function, args.len(), 1, 3)?;
    let bounds = bounds(rt, &args[1..])?;
    let sub = sub(rt, &args[0])?;
    let content = own(this);
    let Some(range) = clip(bounds, content.len()) else {
        return Ok(None);
    };
    rt.spend(range.len() as u64 / 64)?;
    let needle = Needle::new(Row::bytes(&sub), 1);
    let row = Row::bytes(&content[range.clone()]);
    let found = if right {
        needle.rfind(row)
    } else {
        needle.find(row)
    };
    Ok(found.map(|at| range.start + at))
}

fn position(rt: &Runtime, found: Option<usize>) -> PyResult {
    match found {
        Some(at) => rt.new_size(at),
        None => rt.new_int(-1),
    }
}

fn expected(rt: &Runtime, found: Option<usize>) -> PyResult {
    match found {
        Some(at) => rt.new_size(at),
        None => Err(rt.value_error("subsection not found")),
    }
}

/// `bytes.find`.
pub(super) fn find(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    position(rt, search(rt, this, args, "find", false)?)
}

/// `bytes.rfind`.
pub(super) fn rfind(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    position(rt, search(rt, this, args, "rfind", true)?)
}

/// `bytes.index`.
pub(super) fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    expected(rt, search(rt, this, args, "index", false)?)
}

/// `bytes.rindex`.
pub(super) fn rindex(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    expected(rt, search(rt, this, args, "rindex", true)?)
}

/// `bytes.count`.
pub(super) fn count(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "count", args.len(), 1, 3)?;
    let bounds = bounds(rt, &args[1..])?;
    let sub = sub(rt, &args[0])?;
    let content = own(this);
    let Some(range) = clip(bounds, content.len()) else {
        return rt.new_int(0);
    };
    rt.spend(range.len() as u64 / 64)?;
    let needle = Needle::new(Row::bytes(&sub), 1);
    rt.new_size(needle.all(Row::bytes(&content[range])).count())
}

fn has_affix(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    test: fn(&[u8], &[u8]) -> bool,
) -> PyResult {
    check_count(rt, function, args.len(), 1, 3)?;
    let bounds = bounds(rt, &args[1..])?;
    let content = own(this);
    let part = clip(bounds, content.len()).map(|range| &content[range]);
    let holds = |affix: &[u8]| part.is_some_and(|part| test(part, affix));
    if args[0].cast::<PyTuple>().is_some() {
        for affix in tuple::items(&args[0]) {
            rt.spend(1)?;
            if holds(&required(rt, affix)?) {
                return rt.new_bool(true);
            }
        }
        return rt.new_bool(false);
    }
    match octets(&args[0]) {
        Some(affix) => rt.new_bool(holds(&affix)),
        None => {
            let name = args[0].ty().name();
            Err(rt.type_error(format!(
                "{function} first arg must be bytes or a tuple of bytes, not {name}"
            )))
        }
    }
}

/// `bytes.startswith`.
pub(super) fn startswith(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    has_affix(rt, this, args, "startswith", <[u8]>::starts_with)
}

/// `bytes.endswith`.
pub(super) fn endswith(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    has_affix(rt, this, args, "endswith", <[u8]>::ends_with)
}

/// `bytes.removeprefix`.
pub(super) fn removeprefix(rt: &Runtime, this: &Obj, prefix: &Obj) -> PyResult {
    let (content, prefix) = (own(this), required(rt, prefix)?);
    let start = if content.starts_with(&prefix) {
        prefix.len()
    } else {
        0
    };
    part(rt, this, &content, start..content.len())
}

/// `bytes.removesuffix`.
pub(super) fn removesuffix(rt: &Runtime, this: &Obj, suffix: &Obj) -> PyResult {
    let (content, suffix) = (own(this), required(rt, suffix)?);
    let end = if content.ends_with(&suffix) {
        suffix.len()
    } else {
        0
    };
    part(rt, this, &content, 0..content.len() - end)
}

/// `bytes.replace`.
pub(super) fn replace(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "replace", args.len(), 2, 3)?;
    let (old, new) = (required(rt, &args[0])?, required(rt, &args[1])?);
    let count = match args.get(2) {
        Some(count) => rt.as_index(count, Some(Builtin::OverflowError))?,
        None => -1,
    };
    let max = usize::try_from(count).unwrap_or(usize::MAX);
    let content = own(this);
    rt.spend(content.len() as u64 / 64)?;
    let needle = Needle::new(Row::bytes(&old), 1);
    let mut places = Vec::new();
    for at in needle.all(Row::bytes(&content)).take(max) {
        if places.len() % 1024 == 0 {
            rt.spend(1)?;
            rt.check_rust_memory(places.len() * 8)?;
        }
        places.push(at);
    }
    if places.is_empty() || old == new {
        return unchanged(rt, this);
    }
    let len = places.len() as u128 * new.len() as u128 + content.len() as u128;
    let len = len - places.len() as u128 * old.len() as u128;
    let len = isize::try_from(len).map_err(|_| too_long(rt))? as usize;
    make_with(rt, this, len, |out| {
        let (mut from, mut to) = (0, 0);
        let mut put = |bytes: &[u8]| {
            out[to..to + bytes.len()].copy_from_slice(bytes);
            to += bytes.len();
        };
        for at in places {
            put(&content[from..at]);
            put(&new);
            from = at + old.len();
        }
        put(&content[from..]);
    })
}
