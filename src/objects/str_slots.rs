//! What operators and built-in functions do with a str.

use super::args::{Limits, check_count};
use super::protocol::is_index;
use super::slice;
use super::str::{self, Text};
use super::str_build::{TextBuilder, convert};
use super::str_decode;
use super::str_encode::name_arg;
use super::str_find::contains;
use super::str_iter::iter;
use super::str_percent::remainder;
use super::str_repr::repr;
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::text::kind_of;
use crate::typeobject::slots::{Args, CompareOp, Slots};
use crate::typeobject::{Builtin, PyTypeObject};
use std::cmp::Ordering;

/// The slots of `str`.
pub(super) const SLOTS: Slots = Slots {
    tp_dealloc: Some(str::dealloc),
    tp_repr: Some(repr),
    tp_str: Some(to_str),
    tp_hash: Some(hash),
    tp_richcompare: Some(richcompare),
    tp_iter: Some(iter),
    tp_new: Some(new),
    nb_remainder: Some(remainder),
    sq_length: Some(length),
    sq_concat: Some(concat),
    sq_repeat: Some(repeat),
    sq_item: Some(item),
    sq_contains: Some(contains),
    mp_length: Some(length),
    mp_subscript: Some(subscript),
    ..Slots::EMPTY
};

fn to_str(rt: &Runtime, this: &Obj) -> PyResult {
    rt.exact_str(this)
}

fn hash(_: &Runtime, this: &Obj) -> PyResult<i64> {
    Ok(str::hash_of(Text::this(this)))
}

/// The order of two texts, by code points.
pub(crate) fn order(a: Text<'_>, b: Text<'_>) -> Ordering {
    if a.kind() == 1 && b.kind() == 1 {
        return a.data().cmp(b.data());
    }
    a.code_points().cmp(b.code_points())
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (Text::of(this), Text::of(other)) else {
        return Ok(rt.not_implemented().clone());
    };
    match op {
        CompareOp::Eq => rt.new_bool(str::same(a, b)),
        CompareOp::Ne => rt.new_bool(!str::same(a, b)),
        _ => {
            rt.spend(a.len().min(b.len()) as u64 / 64)?;
            rt.new_bool(op.accepts(order(a, b)))
        }
    }
}

fn length(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(Text::this(this).len())
}

/// `a + b`. Where one is empty, the other is the result.
pub(crate) fn concat(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    let Some(right) = Text::of(b) else {
        let name = b.ty().name();
        return Err(
            rt.type_error(format!("can only concatenate str (not \"{name}\") to str"))
        );
    };
    let left = Text::this(a);
    if right.is_empty() {
        return rt.exact_str(a);
    }
    if left.is_empty() {
        return rt.exact_str(b);
    }
    let ceiling = left.ceiling().max(right.ceiling());
    let (length, kind) = (left.len() + right.len(), kind_of(ceiling));
    rt.spend(length as u64 / 64)?;
    rt.str_with(length, ceiling, |out, _| {
        let (first, second) = out.split_at_mut(left.len() * kind);
        convert(left.data(), left.kind(), first, kind);
        convert(right.data(), right.kind(), second, kind);
    })
}

/// `a * n`
fn repeat(rt: &Runtime, this: &Obj, times: isize) -> PyResult {
    let text = Text::this(this);
    let times = times.max(0) as usize;
    if times == 1 || text.is_empty() {
        return rt.exact_str(this);
    }
    let length = text
        .len()
        .checked_mul(times)
        .filter(|&length| length <= isize::MAX as usize);
    let Some(length) = length else {
        return Err(rt.raise(Builtin::OverflowError, "repeated string is too long"));
    };
    let data = text.data();
    // Where there is no room for it, there is no work either.
    let room = rt.options.memory.unwrap_or(isize::MAX as usize) / text.kind();
    if length > room {
        return Err(rt.memory_error());
    }
    rt.spend(length as u64 / 64)?;
    rt.str_with(length, text.ceiling(), |out, _| {
        repeat_bytes(data, out);
    })
}

/// Fills bytes with a pattern that goes into them a whole number of times.
pub(super) fn repeat_bytes(pattern: &[u8], out: &mut [u8]) {
    match pattern {
        [] => {}
        [byte] => out.fill(*byte),
        _ => {
            for out in out.chunks_exact_mut(pattern.len()) {
                out.copy_from_slice(pattern);
            }
        }
    }
}

fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let text = Text::this(this);
    match usize::try_from(index) {
        Ok(index) if index < text.len() => rt.new_char(text.char_at(index)),
        _ => Err(rt.raise(Builtin::IndexError, "string index out of range")),
    }
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    if is_index(key) {
        let index = rt.as_index(key, Some(Builtin::IndexError))?;
        let length = Text::this(this).len() as isize;
        return item(rt, this, if index < 0 { index + length } else { index });
    }
    if !slice::is_slice(key) {
        let name = key.ty().name();
        return Err(
            rt.type_error(format!("string indices must be integers, not '{name}'"))
        );
    }
    let text = Text::this(this);
    let (start, _, step, count) = slice::indices(rt, key, text.len())?;
    if count == 0 {
        return Ok(rt.empty_str());
    }
    if step == 1 {
        let start = start as usize;
        return rt.sub_text(this, start..start + count);
    }
    rt.spend(count as u64 / 16)?;
    rt.check_rust_memory(count * text.kind())?;
    let at = |index: usize| (start + step * index as isize) as usize;
    if text.kind() == 1 {
        let data = text.data();
        let bytes: Vec<u8> = (0..count).map(|index| data[at(index)]).collect();
        return rt.fresh_text(&bytes, 1);
    }
    let mut built = TextBuilder::new();
    (0..count).for_each(|index| built.push(text.char_at(at(index))));
    built.finish_fresh(rt)
}

/// `str(object='')`, `str(object=b'', encoding='utf-8', errors='strict')`.
fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    let names = ["object", "encoding", "errors"];
    check_count(rt, "str", args.positionals().len(), 0, 3)?;
    let [object, encoding, errors] =
        args.parse(rt, "str", names, Limits::required(0))?;
    let encoding = name_arg(rt, "str", "encoding", encoding)?;
    let errors = name_arg(rt, "str", "errors", errors)?;
    let string = match object {
        None => rt.empty_str(),
        Some(object) if encoding.is_none() && errors.is_none() => rt.str_of(object)?,
        Some(object) => str_decode::from_object(rt, object, encoding, errors)?,
    };
    of_class(rt, class, string)
}

/// The str, or a new instance of the subclass with its characters.
fn of_class(rt: &Runtime, class: View<'_, PyTypeObject>, string: Obj) -> PyResult {
    if class.is_exactly(Builtin::Str) {
        return Ok(string);
    }
    rt.new_str_object(class, Text::this(&string))
}
