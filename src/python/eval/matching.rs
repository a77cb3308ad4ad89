//! What patterns ask (`Python/ceval.c@v3.13.0#match_class`).

use crate::attributes::getattr_optional;
use crate::objects::builtin_function::plain;
use crate::objects::str::Text;
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{PyTypeObject, TypeFlags};

/// Whether a mapping pattern may match.
pub(super) fn is_mapping(subject: &Obj) -> bool {
    subject.ty().flags().has(TypeFlags::MAPPING)
}

/// Whether a sequence pattern may match.
pub(super) fn is_sequence(subject: &Obj) -> bool {
    subject.ty().flags().has(TypeFlags::SEQUENCE)
}

/// The values under all of the keys, as a tuple; None if one is missing.
pub(super) fn keys(rt: &Runtime, subject: &Obj, keys: &[Obj]) -> PyResult {
    let seen = rt.new_dict()?;
    let missing = rt.new_list(Vec::new())?;
    let mut values = Vec::new();
    for key in keys {
        if dict::get(rt, &seen, key)?.is_some() {
            let key = plain(&rt.repr(key)?);
            let message = format!("mapping pattern checks duplicate key ({key})");
            return Err(rt.value_error(message));
        }
        dict::set(rt, &seen, key, rt.none().clone())?;
        let value = rt.call_method(subject, "get", &[key.clone(), missing.clone()])?;
        if value.is(&missing) {
            return rt.done();
        }
        values.push(value);
    }
    rt.new_tuple(values)
}

/// The attributes that a class pattern asks for, as a tuple; None if it does not match.
pub(super) fn class(
    rt: &Runtime,
    subject: &Obj,
    class: &Obj,
    positional: usize,
    names: &Obj,
) -> PyResult {
    let Some(ty) = class.cast::<PyTypeObject>() else {
        return Err(rt.type_error("called match pattern must be a class"));
    };
    if !crate::attributes::instance_check::isinstance(rt, subject, class)? {
        return rt.done();
    }
    let mut values = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut add = |name: &Obj, values: &mut Vec<Obj>| -> PyResult<bool> {
        let text = plain(name);
        if seen.contains(&text) {
            let message = format!(
                "{}() got multiple sub-patterns for attribute '{text}'",
                ty.name()
            );
            return Err(rt.type_error(message));
        }
        seen.push(text);
        match getattr_optional(rt, subject, name)? {
            Some(value) => {
                values.push(value);
                Ok(true)
            }
            None => Ok(false),
        }
    };
    if positional > 0 {
        let key = rt.intern_str("__match_args__")?;
        let listed = getattr_optional(rt, class, &key)?;
        let matches_itself = listed.is_none() && ty.flags().has(TypeFlags::MATCH_SELF);
        if let Some(other) = listed
            .as_ref()
            .filter(|listed| listed.cast::<tuple::PyTuple>().is_none())
        {
            return Err(rt.type_error(format!(
                "{}.__match_args__ must be a tuple (got {})",
                ty.name(),
                other.ty().name()
            )));
        }
        let listed = listed.as_ref().map_or(&[][..], tuple::items);
        let allowed = if matches_itself { 1 } else { listed.len() };
        if positional > allowed {
            let plural = if allowed == 1 { "" } else { "s" };
            return Err(rt.type_error(format!(
                "{}() accepts {allowed} positional sub-pattern{plural} ({positional} given)",
                ty.name()
            )));
        }
        if matches_itself {
            values.push(subject.clone());
        } else {
            for name in &listed[..positional] {
                if Text::of(name).is_none() {
                    return Err(rt.type_error(format!(
                        "__match_args__ elements must be strings (got {})",
                        name.ty().name()
                    )));
                }
                if !add(name, &mut values)? {
                    return rt.done();
                }
            }
        }
    }
    for name in tuple::items(names) {
        if !add(name, &mut values)? {
            return rt.done();
        }
    }
    rt.new_tuple(values)
}
