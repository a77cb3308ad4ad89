//! Making containers and text from what is on the stack.

use crate::attributes::slot_functions::call_bound;
use crate::object::View;
use crate::objects::builtin_function::plain;
use crate::objects::dict_merge::{Collision, merge};
use crate::objects::function::PyFunctionObject;
use crate::objects::list::PyListObject;
use crate::objects::list_methods;
use crate::objects::protocol::is_iterable;
use crate::objects::str::Text;
use crate::objects::str_split::join_items;
use crate::objects::tuple;
use crate::refcount::Obj;
use crate::runtime::{Pending, PyResult, Runtime};
use crate::typeobject::Builtin;

/// `{k: v, …}` from keys and values in turn.
pub(super) fn map(rt: &Runtime, items: &[Obj]) -> PyResult {
    let pairs: Vec<(&Obj, &Obj)> = items
        .chunks_exact(2)
        .map(|pair| (&pair[0], &pair[1]))
        .collect();
    rt.new_dict_from(&pairs)
}

/// `{k: v, …}` from a tuple of keys.
pub(super) fn const_key_map(rt: &Runtime, keys: &Obj, values: Vec<Obj>) -> PyResult {
    let pairs: Vec<(&Obj, &Obj)> = tuple::items(keys).iter().zip(&values).collect();
    rt.new_dict_from(&pairs)
}

/// The parts of an f-string, joined.
pub(super) fn string(rt: &Runtime, parts: &[Obj]) -> PyResult {
    join_items(rt, &rt.empty_str(), parts)
}

/// `[*items]`
pub(super) fn list_extend(rt: &Runtime, list: &Obj, items: &Obj) -> PyResult<()> {
    if !is_iterable(items) {
        let what = items.ty().name();
        let message = format!("Value after * must be an iterable, not {what}");
        return Err(rt.type_error(message));
    }
    crate::objects::list_methods::extend(rt, list, items)
}

pub(super) fn set_add(rt: &Runtime, set: &Obj, item: &Obj) -> PyResult<()> {
    crate::objects::set::add(rt, set, item)
}

pub(super) fn set_update(rt: &Runtime, set: &Obj, items: &Obj) -> PyResult<()> {
    crate::objects::set::update(rt, set, items)
}

/// `{**other}`
pub(super) fn dict_update(rt: &Runtime, target: &Obj, other: &Obj) -> PyResult<()> {
    match merge(rt, target, other, Collision::Replace) {
        Err(_) if rt.swallow(Builtin::AttributeError) => {
            let what = other.ty().name();
            Err(rt.type_error(format!("'{what}' object is not a mapping")))
        }
        merged => merged,
    }
}

/// `f(**other)`: the same, but no key twice
/// (`Python/ceval.c@v3.13.0#_PyEval_FormatKwargsError`).
pub(super) fn dict_merge(
    rt: &Runtime,
    target: &Obj,
    other: &Obj,
    function: &Obj,
) -> PyResult<()> {
    let Err(raised) = merge(rt, target, other, Collision::Refuse) else {
        return Ok(());
    };
    if rt.swallow(Builtin::AttributeError) {
        let name = function_name(rt, function)?;
        let what = other.ty().name();
        return Err(rt.type_error(format!(
            "{name} argument after ** must be a mapping, not {what}"
        )));
    }
    if !rt.raised_is(Builtin::KeyError) {
        return Err(raised);
    }
    let Some(error) = rt.fetch(raised) else {
        return Err(rt.raise_pending(Pending::Stopped));
    };
    let args = rt.attr(&error, "args")?;
    let Some([key]) = tuple_of(&args, 1) else {
        return Err(rt.raise_object(error));
    };
    let (name, key) = (function_name(rt, function)?, plain(&rt.str_of(key)?));
    Err(rt.type_error(format!(
        "{name} got multiple values for keyword argument '{key}'"
    )))
}

/// How messages call a function: `module.name()`, without the module for built-in ones.
pub(super) fn function_name(rt: &Runtime, function: &Obj) -> PyResult<String> {
    let attribute = |name: &str| -> PyResult<Option<String>> {
        let name = rt.intern_str(name)?;
        let found = crate::attributes::getattr_optional(rt, function, &name)?;
        Ok(found.as_ref().and_then(Text::of).map(Text::to_rust))
    };
    let Some(name) = attribute("__qualname__")? else {
        return Ok(plain(&rt.str_of(function)?));
    };
    match attribute("__module__")? {
        Some(module) if module != "builtins" => Ok(format!("{module}.{name}()")),
        _ => Ok(format!("{name}()")),
    }
}

/// The items of an exact tuple of this length.
pub(super) fn tuple_of(sequence: &Obj, count: usize) -> Option<&[Obj]> {
    let exact = sequence.ty().is_exactly(Builtin::Tuple);
    let items = exact.then(|| tuple::items(sequence))?;
    (items.len() == count).then_some(items)
}

/// An exact list of this length.
pub(super) fn list_of(sequence: &Obj, count: usize) -> Option<View<'_, PyListObject>> {
    let exact = sequence.ty().is_exactly(Builtin::List);
    let list = exact.then(|| sequence.expect::<PyListObject>())?;
    (list.items.len() == count).then_some(list)
}

/// `a, b = sequence`: exactly `count` items.
pub(super) fn unpack(rt: &Runtime, sequence: &Obj, count: usize) -> PyResult<Vec<Obj>> {
    let known = match sequence.cast::<PyListObject>() {
        Some(list) if sequence.ty().is_exactly(Builtin::List) => {
            Some(list.items.to_vec())
        }
        _ if sequence.ty().is_exactly(Builtin::Tuple) => {
            Some(tuple::items(sequence).to_vec())
        }
        _ => None,
    };
    if let Some(items) = known {
        return match items.len() {
            given if given == count => Ok(items),
            given if given < count => Err(rt.value_error(format!(
                "not enough values to unpack (expected {count}, got {given})"
            ))),
            _ => Err(
                rt.value_error(format!("too many values to unpack (expected {count})"))
            ),
        };
    }
    let iterator = iterate(rt, sequence)?;
    let items = take(rt, &iterator, count, |given| {
        format!("not enough values to unpack (expected {count}, got {given})")
    })?;
    match rt.next(&iterator) {
        Ok(None) => Ok(items),
        Ok(Some(more)) => {
            drop(more);
            drop_backwards(items);
            let message = format!("too many values to unpack (expected {count})");
            Err(rt.value_error(message))
        }
        Err(raised) => {
            drop_backwards(items);
            Err(raised)
        }
    }
}

/// Drops items that were to be unpacked, the last one first
/// (`Python/ceval.c@v3.13.0#_PyEval_UnpackIterableStackRef`).
fn drop_backwards(mut items: Vec<Obj>) {
    while items.pop().is_some() {}
}

/// `a, *b, c = sequence`
pub(super) fn unpack_ex(
    rt: &Runtime,
    sequence: &Obj,
    before: usize,
    after: usize,
) -> PyResult<Vec<Obj>> {
    let iterator = iterate(rt, sequence)?;
    let needed = before + after;
    let mut items = take(rt, &iterator, before, |given| {
        format!("not enough values to unpack (expected at least {needed}, got {given})")
    })?;
    let rest = list_methods::from_iterable(rt, &iterator)?;
    drop(iterator);
    let mut rest = rest.expect::<PyListObject>().items.to_vec();
    // `list(iterator)` was made, of which the last values are taken.
    let slots = rest.len() + rest.len() % 2;
    if rest.len() < after {
        let given = before + rest.len();
        return Err(rt.value_error(format!(
            "not enough values to unpack (expected at least {needed}, got {given})"
        )));
    }
    let last = rest.split_off(rest.len() - after);
    items.push(rt.list_within(slots, rest)?);
    items.extend(last);
    Ok(items)
}

fn iterate(rt: &Runtime, sequence: &Obj) -> PyResult {
    let ty = sequence.ty();
    if !is_iterable(sequence) {
        let message = format!("cannot unpack non-iterable {} object", ty.name());
        return Err(rt.type_error(message));
    }
    rt.iter(sequence)
}

fn take(
    rt: &Runtime,
    iterator: &Obj,
    count: usize,
    message: impl FnOnce(usize) -> String,
) -> PyResult<Vec<Obj>> {
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        let ended = match rt.next(iterator) {
            Ok(Some(item)) => {
                items.push(item);
                continue;
            }
            Ok(None) => rt.value_error(message(items.len())),
            Err(raised) => raised,
        };
        drop_backwards(items);
        return Err(ended);
    }
    Ok(items)
}

/// `!s`, `!r`, `!a`
pub(super) fn convert(rt: &Runtime, value: &Obj, how: usize) -> PyResult {
    match how {
        1 => rt.str_of(value),
        2 => rt.repr(value),
        _ => crate::objects::str_repr::ascii(rt, value),
    }
}

/// `format(value, spec)`
pub(crate) fn format(rt: &Runtime, value: &Obj, spec: Option<&Obj>) -> PyResult {
    let empty = spec.and_then(Text::of).is_none_or(Text::is_empty);
    if empty {
        if value.ty().is_exactly(Builtin::Str) {
            return Ok(value.clone());
        }
        if value.ty().is_exactly(Builtin::Int) {
            return rt.str_of(value);
        }
    }
    let spec = match spec {
        Some(spec) => spec.clone(),
        None => rt.new_str("")?,
    };
    match call_bound(rt, value, "__format__", &[spec])? {
        Some(text) if Text::of(&text).is_some() => Ok(text),
        Some(other) => {
            let what = other.ty().name();
            let message = format!("__format__ must return a str, not {what}");
            Err(rt.type_error(message))
        }
        None => {
            let what = value.ty().name();
            Err(rt.type_error(format!("Type {what} doesn't define __format__")))
        }
    }
}

/// Gives a new function its defaults, annotations or cells.
pub(super) fn set_function_attribute(function: &Obj, which: usize, value: Obj) {
    let view = function.expect::<PyFunctionObject>();
    let field = match which {
        1 => &view.func_defaults,
        2 => &view.func_kwdefaults,
        4 => &view.func_annotations,
        _ => &view.func_closure,
    };
    field.set(Some(value));
}
