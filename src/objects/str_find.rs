//! The methods of str that look for another str in it.

use super::args::check_count;
use super::protocol::is_index;
use super::str::Text;
use super::str_build::{TextBuilder, convert};
use super::str_search::{Needle, Row};
use super::tuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::PyTuple;
use crate::shapes::text::kind_of;
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;
use std::ops::Range;

impl<'a> Text<'a> {
    /// The characters as a row to search in.
    pub(super) fn row(self) -> Row<'a> {
        Row {
            data: self.data(),
            kind: self.kind(),
        }
    }

    /// Prepares to look for this text in another.
    pub(super) fn needle(self, other: Text<'_>) -> Needle<'a> {
        Needle::new(self.row(), other.kind())
    }
}

/// An argument that must be a str.
pub(super) fn str_arg<'a>(
    rt: &Runtime,
    function: &str,
    argument: &str,
    value: &'a Obj,
) -> PyResult<Text<'a>> {
    Text::of(value).ok_or_else(|| {
        let name = value.ty().name();
        let space = if argument.is_empty() { "" } else { " " };
        rt.type_error(format!(
            "{function}() argument{space}{argument} must be str, not {name}"
        ))
    })
}

/// An index of a slice that may be None or missing, clipped to `isize`
/// (`Python/ceval.c@v3.13.0#_PyEval_SliceIndex`).
fn slice_index(rt: &Runtime, value: Option<&Obj>, missing: isize) -> PyResult<isize> {
    match value {
        None => Ok(missing),
        Some(none) if none.is(rt.none()) => Ok(missing),
        Some(index) if is_index(index) => rt.as_index(index, None),
        Some(_) => Err(rt.type_error(
            "slice indices must be integers or None or have an __index__ method",
        )),
    }
}

/// The optional arguments `start` and `end` of searching methods, as given.
pub(super) fn bounds(rt: &Runtime, args: &[Obj]) -> PyResult<(isize, isize)> {
    let start = slice_index(rt, args.first(), 0)?;
    let end = slice_index(rt, args.get(1), isize::MAX)?;
    Ok((start, end))
}

/// Which part of a row of `len` characters they mean; `None` where the start is beyond
/// the end, so that not even the empty text is found.
pub(super) fn clip((start, end): (isize, isize), len: usize) -> Option<Range<usize>> {
    let clip = |index: isize| {
        if index < 0 {
            len.saturating_sub(index.unsigned_abs())
        } else {
            index as usize
        }
    };
    let (start, end) = (clip(start), clip(end).min(len));
    (start <= end).then_some(start..end)
}

/// Looks for the first argument in `this`, from the right if `right` says so.
fn search(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    right: bool,
) -> PyResult<Option<usize>> {
    check_count(rt, function, args.len(), 1, 3)?;
    let sub = str_arg(rt, function, "1", &args[0])?;
    let bounds = bounds(rt, &args[1..])?;
    let text = Text::this(this);
    let Some(range) = clip(bounds, text.len()) else {
        return Ok(None);
    };
    rt.spend(range.len() as u64 / 64)?;
    let needle = sub.needle(text);
    let row = text.row().part(range.clone());
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
        None => Err(rt.value_error("substring not found")),
    }
}

/// `str.find`.
pub(super) fn find(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    position(rt, search(rt, this, args, "find", false)?)
}

/// `str.rfind`.
pub(super) fn rfind(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    position(rt, search(rt, this, args, "rfind", true)?)
}

/// `str.index`.
pub(super) fn index(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    expected(rt, search(rt, this, args, "index", false)?)
}

/// `str.rindex`.
pub(super) fn rindex(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    expected(rt, search(rt, this, args, "rindex", true)?)
}

/// `str.count`.
pub(super) fn count(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "count", args.len(), 1, 3)?;
    let sub = str_arg(rt, "count", "1", &args[0])?;
    let bounds = bounds(rt, &args[1..])?;
    let text = Text::this(this);
    let Some(range) = clip(bounds, text.len()) else {
        return rt.new_int(0);
    };
    rt.spend(range.len() as u64 / 64)?;
    rt.new_size(sub.needle(text).all(text.row().part(range)).count())
}

/// `item in text`.
pub(super) fn contains(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult<bool> {
    let Some(sub) = Text::of(item) else {
        let name = item.ty().name();
        return Err(rt.type_error(format!(
            "'in <string>' requires string as left operand, not {name}"
        )));
    };
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    Ok(sub.needle(text).find(text.row()).is_some())
}

/// `str.startswith` and `str.endswith`.
fn has_affix(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    function: &str,
    test: fn(&Needle<'_>, Row<'_>) -> bool,
) -> PyResult {
    check_count(rt, function, args.len(), 1, 3)?;
    let bounds = bounds(rt, &args[1..])?;
    let text = Text::this(this);
    let part = clip(bounds, text.len()).map(|range| text.row().part(range));
    let holds =
        |affix: Text<'_>| part.is_some_and(|part| test(&affix.needle(text), part));
    if args[0].cast::<PyTuple>().is_some() {
        for affix in tuple::items(&args[0]) {
            rt.spend(1)?;
            let Some(affix) = Text::of(affix) else {
                let name = affix.ty().name();
                return Err(rt.type_error(format!(
                    "tuple for {function} must only contain str, not {name}"
                )));
            };
            if holds(affix) {
                return rt.new_bool(true);
            }
        }
        return rt.new_bool(false);
    }
    match Text::of(&args[0]) {
        Some(affix) => rt.new_bool(holds(affix)),
        None => {
            let name = args[0].ty().name();
            Err(rt.type_error(format!(
                "{function} first arg must be str or a tuple of str, not {name}"
            )))
        }
    }
}

/// `str.startswith`.
pub(super) fn startswith(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    has_affix(rt, this, args, "startswith", |affix, row| {
        affix.is_prefix(row)
    })
}

/// `str.endswith`.
pub(super) fn endswith(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    has_affix(rt, this, args, "endswith", |affix, row| {
        affix.is_suffix(row)
    })
}

/// `str.removeprefix`.
pub(super) fn removeprefix(rt: &Runtime, this: &Obj, prefix: &Obj) -> PyResult {
    let (text, prefix) = (Text::this(this), str_arg(rt, "removeprefix", "", prefix)?);
    if prefix.needle(text).is_prefix(text.row()) {
        return rt.sub_text(this, prefix.len()..text.len());
    }
    rt.exact_str(this)
}

/// `str.removesuffix`.
pub(super) fn removesuffix(rt: &Runtime, this: &Obj, suffix: &Obj) -> PyResult {
    let (text, suffix) = (Text::this(this), str_arg(rt, "removesuffix", "", suffix)?);
    if suffix.needle(text).is_suffix(text.row()) {
        return rt.sub_text(this, 0..text.len() - suffix.len());
    }
    rt.exact_str(this)
}

/// `str.replace`.
pub(super) fn replace(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = super::args::Limits::required(2).positional_only(2);
    let names = ["", "", "count"];
    let [old, new, count] = args.parse(rt, "replace", names, limits)?;
    let (Some(old), Some(new)) = (old, new) else {
        return rt.exact_str(this);
    };
    let old = str_arg(rt, "replace", "1", old)?;
    let new_text = str_arg(rt, "replace", "2", new)?;
    let count = match count {
        Some(count) => rt.as_index(count, Some(Builtin::OverflowError))?,
        None => -1,
    };
    replaced(
        rt,
        this,
        old,
        new_text,
        usize::try_from(count).unwrap_or(usize::MAX),
    )
}

/// `this` with the first `max` places of `old` replaced by `new`.
fn replaced(
    rt: &Runtime,
    this: &Obj,
    old: Text<'_>,
    new: Text<'_>,
    max: usize,
) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    let needle = old.needle(text);
    let mut places = Vec::new();
    for at in needle.all(text.row()).take(max) {
        if places.len() % 1024 == 0 {
            rt.spend(1 + places.len() as u64 / 64)?;
            rt.check_rust_memory(places.len() * 8)?;
        }
        places.push(at);
    }
    if places.is_empty() || super::str::same(old, new) {
        return rt.exact_str(this);
    }
    let length = (places.len() as u128 * new.len() as u128 + text.len() as u128)
        .checked_sub(places.len() as u128 * old.len() as u128);
    let length = length.and_then(|length| isize::try_from(length).ok());
    let length = length.ok_or_else(|| too_long(rt))? as usize;
    rt.spend(length as u64 / 64)?;
    let ceiling = text.ceiling().max(new.ceiling());
    if old.ceiling() > 0x7F
        && old.ceiling() == text.ceiling()
        && new.ceiling() < ceiling
    {
        // The widest characters may be gone.
        return replaced_anew(rt, text, old.len(), new, &places);
    }
    let kind = kind_of(ceiling);
    rt.str_with(length, ceiling, |out, _| {
        let (mut from, mut to) = (0, 0);
        let mut put = |text: Text<'_>, range: Range<usize>| {
            let (count, data) = (range.len(), text.slice(range));
            convert(
                data,
                text.kind(),
                &mut out[to * kind..(to + count) * kind],
                kind,
            );
            to += count;
        };
        for &at in &places {
            put(text, from..at);
            put(new, 0..new.len());
            from = at + old.len();
        }
        put(text, from..text.len());
    })
}

fn replaced_anew(
    rt: &Runtime,
    text: Text<'_>,
    old: usize,
    new: Text<'_>,
    places: &[usize],
) -> PyResult {
    let mut built = TextBuilder::new();
    let mut from = 0;
    for &at in places {
        built.push_range(text, from..at);
        built.push_text(new);
        rt.check_rust_memory(built.len() * 4)?;
        from = at + old;
    }
    built.push_range(text, from..text.len());
    built.finish_fresh(rt)
}

/// The error for results that no memory could hold.
pub(super) fn too_long(rt: &Runtime) -> Raised {
    rt.raise(Builtin::OverflowError, "replace string is too long")
}
