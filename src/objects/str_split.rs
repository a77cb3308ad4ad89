//! The methods of str that take a text apart or join texts.

use super::args::{Limits, check_count};
use super::list_methods;
use super::str::Text;
use super::str_build::convert;
use super::str_chars::{is_line_break, is_space};
use super::str_search::{lines, rsplit as row_rsplit, rwords, split as row_split};
use super::str_search::{stripped, words};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::text::kind_of;
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;
use std::ops::Range;

/// The slots that a list of parts begins with, where there are at most `max` splits
/// (`Objects/stringlib/split.h@v3.13.0#PREALLOC_SIZE`).
pub(super) fn first_slots(max: usize) -> usize {
    max.min(11) + 1
}

/// A list with these parts of the text.
fn pieces(
    rt: &Runtime,
    this: &Obj,
    slots: usize,
    ranges: Vec<Range<usize>>,
) -> PyResult {
    rt.spend(ranges.len() as u64)?;
    rt.check_rust_memory(ranges.len() * 24)?;
    let parts = ranges.into_iter().map(|range| rt.sub_text(this, range));
    let parts: PyResult<Vec<Obj>> = parts.collect();
    rt.list_within(slots, parts?)
}

/// How often to split: any number of times where it is not said, or negative.
pub(super) fn max_split(rt: &Runtime, value: Option<&Obj>) -> PyResult<usize> {
    let Some(value) = value else {
        return Ok(usize::MAX);
    };
    let max = rt.as_index(value, Some(Builtin::OverflowError))?;
    Ok(usize::try_from(max).unwrap_or(usize::MAX))
}

fn split_by(rt: &Runtime, this: &Obj, args: Args<'_>, right: bool) -> PyResult {
    let function = if right { "rsplit" } else { "split" };
    let limits = Limits::required(0);
    let [sep, max] = args.parse(rt, function, ["sep", "maxsplit"], limits)?;
    let max = max_split(rt, max)?;
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 32)?;
    let row = text.row();
    let mut most = text.len().saturating_sub(1) / 2 + 1;
    let ranges = match sep.filter(|sep| !sep.is(rt.none())) {
        None if right => rwords(row, max, is_space),
        None => words(row, max, is_space),
        Some(sep) => {
            let Some(sep) = Text::of(sep) else {
                let name = sep.ty().name();
                return Err(rt.type_error(format!("must be str or None, not {name}")));
            };
            if sep.is_empty() {
                return Err(rt.value_error("empty separator"));
            }
            most = text.len() / sep.len() + 1;
            let needle = sep.needle(text);
            if right {
                row_rsplit(row, &needle, max)
            } else {
                row_split(row, &needle, max)
            }
        }
    };
    pieces(rt, this, first_slots(max.min(most)), ranges)
}

/// `str.split`.
pub(super) fn split(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    split_by(rt, this, args, false)
}

/// `str.rsplit`.
pub(super) fn rsplit(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    split_by(rt, this, args, true)
}

/// `str.splitlines`.
pub(super) fn splitlines(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0);
    let [keep] = args.parse(rt, "splitlines", ["keepends"], limits)?;
    let keep = keep.map_or(Ok(false), |keep| rt.is_true(keep))?;
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 32)?;
    pieces(rt, this, 0, lines(text.row(), keep, is_line_break))
}

fn separator<'a>(rt: &Runtime, sep: &'a Obj) -> PyResult<Text<'a>> {
    let Some(text) = Text::of(sep) else {
        let name = sep.ty().name();
        return Err(rt.type_error(format!("must be str, not {name}")));
    };
    if text.is_empty() {
        return Err(rt.value_error("empty separator"));
    }
    Ok(text)
}

/// `str.partition`.
pub(super) fn partition(rt: &Runtime, this: &Obj, sep: &Obj) -> PyResult {
    let (sep_text, text) = (separator(rt, sep)?, Text::this(this));
    rt.spend(text.len() as u64 / 64)?;
    let Some(at) = sep_text.needle(text).find(text.row()) else {
        let empty = rt.empty_str();
        return rt.new_tuple(vec![rt.exact_str(this)?, empty.clone(), empty]);
    };
    let before = rt.sub_text(this, 0..at)?;
    let after = rt.sub_text(this, at + sep_text.len()..text.len())?;
    rt.new_tuple(vec![before, sep.clone(), after])
}

/// `str.rpartition`.
pub(super) fn rpartition(rt: &Runtime, this: &Obj, sep: &Obj) -> PyResult {
    let (sep_text, text) = (separator(rt, sep)?, Text::this(this));
    rt.spend(text.len() as u64 / 64)?;
    let Some(at) = sep_text.needle(text).rfind(text.row()) else {
        let empty = rt.empty_str();
        return rt.new_tuple(vec![empty.clone(), empty, rt.exact_str(this)?]);
    };
    let before = rt.sub_text(this, 0..at)?;
    let after = rt.sub_text(this, at + sep_text.len()..text.len())?;
    rt.new_tuple(vec![before, sep.clone(), after])
}

fn strip_ends(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    (left, right): (bool, bool),
) -> PyResult {
    check_count(rt, function, args.len(), 0, 1)?;
    let row = Text::this(this).row();
    rt.spend(row.len() as u64 / 64)?;
    let range = match args.first().filter(|chars| !chars.is(rt.none())) {
        None => stripped(row, left, right, is_space),
        Some(chars) => {
            let Some(chars) = Text::of(chars) else {
                let message = format!("{function} arg must be None or str");
                return Err(rt.type_error(message));
            };
            let mut set: Vec<u32> = chars.code_points().collect();
            crate::shapes::order::sort(&mut set, Ord::cmp);
            stripped(row, left, right, |code| set.binary_search(&code).is_ok())
        }
    };
    rt.sub_text(this, range)
}

/// `str.strip`.
pub(super) fn strip(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    strip_ends(rt, this, args, "strip", (true, true))
}

/// `str.lstrip`.
pub(super) fn lstrip(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    strip_ends(rt, this, args, "lstrip", (true, false))
}

/// `str.rstrip`.
pub(super) fn rstrip(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    strip_ends(rt, this, args, "rstrip", (false, true))
}

/// `str.join`.
pub(super) fn join(rt: &Runtime, this: &Obj, iterable: &Obj) -> PyResult {
    let ty = iterable.ty();
    let by_index = ty
        .as_sequence()
        .is_some_and(|suite| suite.sq_item.get().is_some());
    if ty.tp_iter.get().is_none() && !by_index {
        return Err(rt.type_error("can only join an iterable"));
    }
    // Both lengths are known before the text is made: what is no list becomes one
    // (`Objects/abstract.c@v3.13.0#PySequence_Fast`).
    if ty.is_exactly(Builtin::List) || ty.is_exactly(Builtin::Tuple) {
        return join_items(rt, this, &rt.collect(iterable)?);
    }
    let iterator = rt.iter(iterable)?;
    let gathered = list_methods::from_iterable(rt, &iterator)?;
    drop(iterator);
    join_items(rt, this, &rt.collect(&gathered)?)
}

/// The items with the text of `this` between them.
pub(crate) fn join_items(rt: &Runtime, this: &Obj, items: &[Obj]) -> PyResult {
    if let [only] = items
        && only.ty().is_exactly(Builtin::Str)
    {
        return Ok(only.clone());
    }
    let separator = Text::this(this);
    let (mut length, mut ceiling) = (0usize, 0);
    for (index, item) in items.iter().enumerate() {
        let Some(text) = Text::of(item) else {
            let name = item.ty().name();
            return Err(rt.type_error(format!(
                "sequence item {index}: expected str instance, {name} found"
            )));
        };
        let between = if index > 0 { separator.len() } else { 0 };
        length = length
            .checked_add(text.len() + between)
            .filter(|&length| length <= isize::MAX as usize)
            .ok_or_else(|| {
                let message = "join() result is too long for a Python string";
                rt.raise(Builtin::OverflowError, message)
            })?;
        ceiling = text.ceiling().max(ceiling);
        if index > 0 {
            ceiling = separator.ceiling().max(ceiling);
        }
    }
    rt.spend(items.len() as u64 / 4 + length as u64 / 64)?;
    let kind = kind_of(ceiling);
    rt.str_with(length, ceiling, |out, _| {
        let mut to = 0;
        let mut put = |text: Text<'_>| {
            let end = to + text.len() * kind;
            convert(text.data(), text.kind(), &mut out[to..end], kind);
            to = end;
        };
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                put(separator);
            }
            if let Some(text) = Text::of(item) {
                put(text);
            }
        }
    })
}

/// The argument `width` of the methods that fill up.
fn width(rt: &Runtime, value: &Obj) -> PyResult<usize> {
    let width = rt.as_index(value, Some(Builtin::OverflowError))?;
    Ok(width.max(0) as usize)
}

/// The text between so many fill characters.
pub(crate) fn padded(
    rt: &Runtime,
    this: &Obj,
    left: usize,
    right: usize,
    fill: u32,
) -> PyResult {
    let text = Text::this(this);
    if left + right == 0 {
        return rt.exact_str(this);
    }
    let length = text
        .len()
        .checked_add(left)
        .and_then(|n| n.checked_add(right));
    let length = length
        .filter(|&length| length <= isize::MAX as usize)
        .ok_or_else(|| rt.raise(Builtin::OverflowError, "padded string is too long"))?;
    rt.spend(length as u64 / 64)?;
    let ceiling = text.ceiling().max(fill);
    let kind = kind_of(ceiling);
    rt.str_with(length, ceiling, |out, _| {
        let (before, rest) = out.split_at_mut(left * kind);
        let (middle, after) = rest.split_at_mut(text.len() * kind);
        let pattern = &fill.to_le_bytes()[..kind];
        super::str_slots::repeat_bytes(pattern, before);
        convert(text.data(), text.kind(), middle, kind);
        super::str_slots::repeat_bytes(pattern, after);
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
    let width = width(rt, &args[0])?;
    let fill = match args.get(1) {
        None => 0x20,
        Some(fill) => match Text::of(fill) {
            Some(fill) if fill.len() == 1 => fill.char_at(0),
            Some(_) => {
                let message = "The fill character must be exactly one character long";
                return Err(rt.type_error(message));
            }
            None => {
                let name = fill.ty().name();
                return Err(rt.type_error(format!(
                    "The fill character must be a unicode character, not {name}"
                )));
            }
        },
    };
    let missing = width.saturating_sub(Text::this(this).len());
    let left = share(missing, width);
    padded(rt, this, left, missing - left, fill)
}

/// `str.center`: where the room to fill is odd, an odd width puts the greater part to
/// the left.
pub(super) fn center(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    let share = |missing: usize, width: usize| missing / 2 + (missing & width & 1);
    pad(rt, this, args, "center", share)
}

/// `str.ljust`.
pub(super) fn ljust(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    pad(rt, this, args, "ljust", |_, _| 0)
}

/// `str.rjust`.
pub(super) fn rjust(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    pad(rt, this, args, "rjust", |missing, _| missing)
}

/// `str.zfill`: zeros go behind a sign.
pub(super) fn zfill(rt: &Runtime, this: &Obj, value: &Obj) -> PyResult {
    let text = Text::this(this);
    let missing = width(rt, value)?.saturating_sub(text.len());
    if missing == 0 {
        return rt.exact_str(this);
    }
    let filled = padded(rt, this, missing, 0, 0x30)?;
    if text.is_empty() || !matches!(text.char_at(0), 0x2B | 0x2D) {
        return Ok(filled);
    }
    let sign = rt.sub_text(this, 0..1)?;
    let rest = rt.sub_text(this, 1..text.len())?;
    let zeros = padded(rt, &rest, missing, 0, 0x30)?;
    super::str_slots::concat(rt, &sign, &zeros)
}

/// `str.expandtabs`.
pub(super) fn expandtabs(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0);
    let [size] = args.parse(rt, "expandtabs", ["tabsize"], limits)?;
    let size = match size {
        Some(size) => tab_size(rt, size)?,
        None => 8,
    };
    let text = Text::this(this);
    let mut built = super::str_build::TextBuilder::new();
    let mut column = 0usize;
    for code in text.code_points() {
        match code {
            0x09 => {
                let spaces = if size > 0 { size - column % size } else { 0 };
                rt.spend(1 + spaces as u64 / 64)?;
                rt.check_rust_memory((built.len() + spaces) * text.kind())?;
                built.push_times(0x20, spaces);
                column += spaces;
            }
            0x0A | 0x0D => {
                built.push(code);
                column = 0;
            }
            _ => {
                built.push(code);
                column += 1;
            }
        }
    }
    if !text.code_points().any(|code| code == 0x09) {
        return rt.exact_str(this);
    }
    built.finish(rt)
}

/// The argument `tabsize`, a C int.
pub(super) fn tab_size(rt: &Runtime, value: &Obj) -> PyResult<usize> {
    let size = rt.as_index(value, Some(Builtin::OverflowError))?;
    if i32::try_from(size).is_err() {
        let message = "Python int too large to convert to C int";
        return Err(rt.raise(Builtin::OverflowError, message));
    }
    Ok(size.max(0) as usize)
}
