//! How many arguments a built-in function was given, and the words of complaint
//! (`Python/getargs.c@v3.13.0#_PyArg_CheckPositional`).

use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use std::cmp::Ordering;

/// Fails unless the number of arguments is in `min..=max`.
pub(crate) fn between(
    rt: &Runtime,
    name: &str,
    got: usize,
    min: usize,
    max: usize,
) -> PyResult<()> {
    let (which, wanted) = match (got.cmp(&min), got.cmp(&max)) {
        (Ordering::Less, _) => ("at least ", min),
        (_, Ordering::Greater) => ("at most ", max),
        _ => return Ok(()),
    };
    let which = if min == max { "" } else { which };
    let s = if wanted == 1 { "" } else { "s" };
    Err(rt.type_error(format!(
        "{name} expected {which}{wanted} argument{s}, got {got}"
    )))
}

/// Fails where there are keyword arguments.
pub(crate) fn no_keywords(rt: &Runtime, name: &str, args: &Args<'_>) -> PyResult<()> {
    match args.names {
        Some(names) if !super::tuple::items(names).is_empty() => {
            Err(rt.type_error(format!("{name}() takes no keyword arguments")))
        }
        _ => Ok(()),
    }
}
