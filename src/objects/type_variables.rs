//! The type variables in a generic alias or a union, and what takes their places
//! (`Objects/genericaliasobject.c@v3.13.0#_Py_subs_parameters`).

use super::builtin_function::plain;
use super::tuple;
use crate::attributes::getattr_optional;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{PyTypeObject, TypeFlags};

/// The type variables in a row of types, each once, in order.
pub(super) fn parameters(rt: &Runtime, args: &[Obj]) -> PyResult<Vec<Obj>> {
    let mut found: Vec<Obj> = Vec::new();
    let add = |found: &mut Vec<Obj>, parameter: &Obj| {
        if !found.iter().any(|known| known.is(parameter)) {
            found.push(parameter.clone());
        }
    };
    for arg in args {
        if arg.cast::<PyTypeObject>().is_some() {
            continue;
        }
        let subst = rt.intern_str("__typing_subst__")?;
        if getattr_optional(rt, arg, &subst)?.is_some() {
            add(&mut found, arg);
            continue;
        }
        let inner = getattr_optional(rt, arg, &rt.intern_str("__parameters__")?)?;
        for parameter in inner.as_ref().map_or(&[][..], tuple::items) {
            add(&mut found, parameter);
        }
    }
    Ok(found)
}

/// The types of a row with its variables replaced.
pub(super) fn substitute(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
    parameters: &Obj,
    key: &Obj,
) -> PyResult<Vec<Obj>> {
    let _level = rt.deeper("")?;
    let parameters = tuple::items(parameters);
    if parameters.is_empty() {
        let message = format!("{} is not a generic class", plain(&rt.repr(this)?));
        return Err(rt.type_error(message));
    }
    let mut given = rt.new_tuple(unpacked(rt, key)?)?;
    for parameter in parameters {
        let name = rt.intern_str("__typing_prepare_subst__")?;
        if let Some(prepare) = getattr_optional(rt, parameter, &name)?
            && !prepare.is(rt.none())
        {
            given = rt.call(&prepare, Args::positional(&[this.clone(), given]))?;
        }
    }
    let given = match is_tuple(&given) {
        true => tuple::items(&given).to_vec(),
        false => vec![given],
    };
    if given.len() != parameters.len() {
        let much = match given.len() > parameters.len() {
            true => "many",
            false => "few",
        };
        return Err(rt.type_error(format!(
            "Too {much} arguments for {}; actual {}, expected {}",
            plain(&rt.repr(this)?),
            given.len(),
            parameters.len()
        )));
    }
    let value = |parameter: &Obj| {
        let index = parameters.iter().position(|known| known.is(parameter))?;
        given.get(index)
    };
    let mut made = Vec::new();
    for arg in args {
        if arg.cast::<PyTypeObject>().is_some() {
            made.push(arg.clone());
            continue;
        }
        let name = rt.intern_str("__typing_is_unpacked_typevartuple__")?;
        let many = match getattr_optional(rt, arg, &name)? {
            Some(many) => rt.is_true(&many)?,
            None => false,
        };
        let name = rt.intern_str("__typing_subst__")?;
        let new = match (getattr_optional(rt, arg, &name)?, value(arg)) {
            (Some(subst), Some(value)) => {
                rt.call(&subst, Args::positional(std::slice::from_ref(value)))?
            }
            _ => replaced(rt, arg, &value)?,
        };
        match many && is_tuple(&new) {
            true => made.extend_from_slice(tuple::items(&new)),
            false => made.push(new),
        }
    }
    Ok(made)
}

fn is_tuple(object: &Obj) -> bool {
    object.ty().flags().has(TypeFlags::TUPLE_SUBCLASS)
}

/// The types in brackets, those of an unpacked tuple in its place, if it says how many
/// they are.
fn unpacked(rt: &Runtime, key: &Obj) -> PyResult<Vec<Obj>> {
    let given = match is_tuple(key) {
        true => tuple::items(key).to_vec(),
        false => vec![key.clone()],
    };
    let mut made = Vec::new();
    let name = rt.intern_str("__typing_unpacked_tuple_args__")?;
    for arg in given {
        let inner = match arg.cast::<PyTypeObject>() {
            Some(_) => None,
            None => getattr_optional(rt, &arg, &name)?,
        };
        match inner
            .as_ref()
            .filter(|inner| is_tuple(inner))
            .map(tuple::items)
        {
            Some(inner) if !inner.last().is_some_and(|last| last.is(rt.ellipsis())) => {
                made.extend_from_slice(inner);
            }
            _ => made.push(arg),
        }
    }
    Ok(made)
}

/// A type with the variables inside replaced.
fn replaced<'a>(
    rt: &Runtime,
    arg: &Obj,
    value: &dyn Fn(&Obj) -> Option<&'a Obj>,
) -> PyResult {
    let inner = getattr_optional(rt, arg, &rt.intern_str("__parameters__")?)?;
    let inner = inner.filter(is_tuple);
    let inner = inner.as_ref().map_or(&[][..], tuple::items);
    if inner.is_empty() {
        return Ok(arg.clone());
    }
    let mut values = Vec::new();
    for parameter in inner {
        match value(parameter) {
            // Only a variable for several types can be gone through.
            Some(value)
                if is_tuple(value) && parameter.ty().tp_iter.get().is_some() =>
            {
                values.extend_from_slice(tuple::items(value));
            }
            value => values.push(value.unwrap_or(parameter).clone()),
        }
    }
    rt.getitem(arg, &rt.new_tuple(values)?)
}
