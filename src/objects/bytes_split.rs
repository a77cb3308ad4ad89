//! The methods of bytes and bytearray that take bytes apart, join them or fill them up.

use super::args::{Limits, check_count};
use super::buffer;
use super::bytes::{make, make_fresh, make_with, octets, own, required, unchanged};
use super::bytes_repr::part;
use super::list::PyListObject;
use super::str_search::{Needle, Row, lines, rsplit as row_rsplit, rwords};
use super::str_search::{split as row_split, stripped, words};
use super::str_split::{first_slots, max_split, tab_size};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;
use std::ops::Range;

/// White space, for bytes.
pub(super) fn is_space(code: u32) -> bool {
    matches!(code, 0x09..=0x0D | 0x20)
}

fn pieces(
    rt: &Runtime,
    this: &Obj,
    content: &[u8],
    slots: usize,
    ranges: Vec<Range<usize>>,
) -> PyResult {
    rt.spend(ranges.len() as u64)?;
    rt.check_rust_memory(ranges.len() * 24)?;
    let parts = ranges
        .into_iter()
        .map(|range| part(rt, this, content, range));
    let parts: PyResult<Vec<Obj>> = parts.collect();
    rt.list_within(slots, parts?)
}

fn split_by(rt: &Runtime, this: &Obj, args: Args<'_>, right: bool) -> PyResult {
    let function = if right { "rsplit" } else { "split" };
    let limits = Limits::required(0);
    let [sep, max] = args.parse(rt, function, ["sep", "maxsplit"], limits)?;
    let max = max_split(rt, max)?;
    let content = own(this);
    rt.spend(content.len() as u64 / 32)?;
    let row = Row::bytes(&content);
    let ranges = match sep.filter(|sep| !sep.is(rt.none())) {
        None if right => rwords(row, max, is_space),
        None => words(row, max, is_space),
        Some(sep) => {
            let sep = required(rt, sep)?;
            if sep.is_empty() {
                return Err(rt.value_error("empty separator"));
            }
            let needle = Needle::new(Row::bytes(&sep), 1);
            if right {
                row_rsplit(row, &needle, max)
            } else {
                row_split(row, &needle, max)
            }
        }
    };
    pieces(rt, this, &content, first_slots(max), ranges)
}

/// `bytes.split`.
pub(super) fn split(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    split_by(rt, this, args, false)
}

/// `bytes.rsplit`.
pub(super) fn rsplit(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    split_by(rt, this, args, true)
}

/// `bytes.splitlines`.
pub(super) fn splitlines(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0);
    let [keep] = args.parse(rt, "splitlines", ["keepends"], limits)?;
    let keep = keep.map_or(Ok(false), |keep| rt.is_true(keep))?;
    let content = own(this);
    rt.spend(content.len() as u64 / 32)?;
    let is_break = |code| matches!(code, 0x0A | 0x0D);
    let ranges = lines(Row::bytes(&content), keep, is_break);
    pieces(rt, this, &content, 0, ranges)
}

fn partition_by(rt: &Runtime, this: &Obj, sep: &Obj, right: bool) -> PyResult {
    let sep_content = required(rt, sep)?;
    if sep_content.is_empty() {
        return Err(rt.value_error("empty separator"));
    }
    let content = own(this);
    rt.spend(content.len() as u64 / 64)?;
    let needle = Needle::new(Row::bytes(&sep_content), 1);
    let row = Row::bytes(&content);
    let found = if right {
        needle.rfind(row)
    } else {
        needle.find(row)
    };
    let Some(at) = found else {
        let whole = unchanged(rt, this)?;
        let (first, second) = (make(rt, this, b"")?, make(rt, this, b"")?);
        return rt.new_tuple(if right {
            vec![first, second, whole]
        } else {
            vec![whole, first, second]
        });
    };
    let middle = match this.cast::<super::bytes::PyBytesObject>() {
        Some(_) => sep.clone(),
        None => make(rt, this, &sep_content)?,
    };
    let before = part(rt, this, &content, 0..at)?;
    let after = part(rt, this, &content, at + sep_content.len()..content.len())?;
    rt.new_tuple(vec![before, middle, after])
}

/// `bytes.partition`.
pub(super) fn partition(rt: &Runtime, this: &Obj, sep: &Obj) -> PyResult {
    partition_by(rt, this, sep, false)
}

/// `bytes.rpartition`.
pub(super) fn rpartition(rt: &Runtime, this: &Obj, sep: &Obj) -> PyResult {
    partition_by(rt, this, sep, true)
}

fn strip_ends(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    (left, right): (bool, bool),
) -> PyResult {
    check_count(rt, function, args.len(), 0, 1)?;
    let goes = match args.first().filter(|bytes| !bytes.is(rt.none())) {
        Some(bytes) => Some(required(rt, bytes)?),
        None => None,
    };
    let content = own(this);
    rt.spend(content.len() as u64 / 64)?;
    let range = stripped(Row::bytes(&content), left, right, |code| match &goes {
        Some(goes) => memchr::memchr(code as u8, goes).is_some(),
        None => is_space(code),
    });
    part(rt, this, &content, range)
}

/// `bytes.strip`.
pub(super) fn strip(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    strip_ends(rt, this, args, "strip", (true, true))
}

/// `bytes.lstrip`.
pub(super) fn lstrip(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    strip_ends(rt, this, args, "lstrip", (true, false))
}

/// `bytes.rstrip`.
pub(super) fn rstrip(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    strip_ends(rt, this, args, "rstrip", (false, true))
}

/// `bytes.join`.
pub(super) fn join(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult {
    let ty = iterable.ty();
    let by_index = ty
        .as_sequence()
        .is_some_and(|suite| suite.sq_item.get().is_some());
    if ty.tp_iter.get().is_none() && !by_index {
        return Err(rt.type_error("can only join an iterable"));
    }
    let items = match iterable.cast::<PyListObject>() {
        Some(list) => list.items.to_vec(),
        None => {
            // The separator stays as it is while a program makes the items.
            buffer::export(this);
            let items = rt.collect(iterable);
            buffer::release(this);
            items?
        }
    };
    if let [only] = &items[..]
        && only.ty().is_exactly(Builtin::Bytes)
        && this.ty().is_exactly(Builtin::Bytes)
    {
        return Ok(only.clone());
    }
    let separator = own(this);
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(content) = octets(item) else {
            let name = item.ty().name();
            return Err(rt.type_error(format!(
                "sequence item {index}: expected a bytes-like object, {name} found"
            )));
        };
        if index > 0 {
            out.extend_from_slice(&separator);
        }
        rt.spend(1 + content.len() as u64 / 64)?;
        rt.check_rust_memory(out.len() + content.len())?;
        out.extend_from_slice(&content);
    }
    make_fresh(rt, this, &out)
}

fn filled(
    rt: &Runtime,
    this: &Obj,
    content: &[u8],
    (left, right): (usize, usize),
    fill: u8,
) -> PyResult {
    if left + right == 0 {
        return unchanged(rt, this);
    }
    let len = content.len().checked_add(left + right);
    let len = len.ok_or_else(|| rt.memory_error())?;
    make_with(rt, this, len, |out| {
        out.fill(fill);
        out[left..left + content.len()].copy_from_slice(content);
    })
}

fn pad(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    share: fn(usize, usize) -> usize,
) -> PyResult {
    check_count(rt, function, args.len(), 1, 2)?;
    let width = rt.as_index(&args[0], Some(Builtin::OverflowError))?.max(0) as usize;
    let fill = match args.get(1) {
        None => b' ',
        Some(fill) => match octets(fill).as_deref() {
            Some([byte]) => *byte,
            _ => {
                let name = fill.ty().name();
                return Err(rt.type_error(format!(
                    "{function}() argument 2 must be a byte string of length 1, not \
                     {name}"
                )));
            }
        },
    };
    let content = own(this);
    let missing = width.saturating_sub(content.len());
    let left = share(missing, width);
    filled(rt, this, &content, (left, missing - left), fill)
}

/// `bytes.center`.
pub(super) fn center(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    let share = |missing: usize, width: usize| missing / 2 + (missing & width & 1);
    pad(rt, this, args, "center", share)
}

/// `bytes.ljust`.
pub(super) fn ljust(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    pad(rt, this, args, "ljust", |_, _| 0)
}

/// `bytes.rjust`.
pub(super) fn rjust(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    pad(rt, this, args, "rjust", |missing, _| missing)
}

/// `bytes.zfill`.
pub(super) fn zfill(rt: &Runtime, this: &Obj, width: &Obj) -> PyResult {
    let width = rt.as_index(width, Some(Builtin::OverflowError))?.max(0) as usize;
    let content = own(this);
    let missing = width.saturating_sub(content.len());
    if missing == 0 {
        return unchanged(rt, this);
    }
    let sign = matches!(content.first(), Some(b'+' | b'-'));
    make_with(rt, this, width, |out| {
        out.fill(b'0');
        out[missing..].copy_from_slice(&content);
        if sign {
            out.swap(0, missing);
        }
    })
}

/// `bytes.expandtabs`.
pub(super) fn expandtabs(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0);
    let [size] = args.parse(rt, "expandtabs", ["tabsize"], limits)?;
    let size = match size {
        Some(size) => tab_size(rt, size)?,
        None => 8,
    };
    let mut out = Vec::new();
    let mut column = 0usize;
    for &byte in own(this).iter() {
        match byte {
            b'\t' => {
                let spaces = if size > 0 { size - column % size } else { 0 };
                rt.spend(1 + spaces as u64 / 64)?;
                rt.check_rust_memory(out.len() + spaces)?;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += 1;
            }
        }
    }
    make_fresh(rt, this, &out)
}
