//! What an exception says of itself to `copy`: how to make it again.

use super::args::Limits;
use super::exception_types;
use super::exceptions::{args_of, exception};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, TypeFlags, is_instance};

/// The class, the arguments, and the attributes if there are any
/// (`Objects/exceptions.c@v3.13.0#BaseException___reduce___impl` and its like).
pub(super) fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let mut args = args_of(this);
    // These two are no longer among the arguments.
    if args.len() == 2
        && is_instance(this, rt.ty(Builtin::OsError))
        && let Some(filename) = exception_types::field_value(this, "filename")
    {
        args.push(filename);
        if let Some(other) = exception_types::field_value(this, "filename2") {
            args.extend([rt.none().clone(), other]);
        }
    }
    let own = exception(this).and_then(|view| view.dict.get());
    let mut state = own.filter(|own| super::dict::len(own) > 0);
    if is_instance(this, rt.ty(Builtin::ImportError)) {
        for name in ["name", "path", "name_from"] {
            if let Some(value) = exception_types::field_value(this, name) {
                let whole = match state {
                    Some(known) => super::dict_merge::copy(rt, &known)?,
                    None => rt.new_dict()?,
                };
                super::dict::set_str(rt, &whole, name, value)?;
                state = Some(whole);
            }
        }
    }
    if is_instance(this, rt.ty(Builtin::AttributeError))
        && let Some(name) = exception_types::field_value(this, "name")
    {
        // The object itself is left out: it may be anything.
        let whole = match state {
            Some(known) => super::dict_merge::copy(rt, &known)?,
            None => rt.new_dict()?,
        };
        super::dict::set_str(rt, &whole, "name", name)?;
        state = Some(whole);
    }
    let mut parts = vec![this.ty().to_obj(), rt.new_tuple(args)?];
    parts.extend(state);
    rt.new_tuple(parts)
}

pub(super) fn set_state(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let [state] = args.parse(rt, "__setstate__", ["state"], Limits::required(1))?;
    if let Some(state) = state
        && !state.is(rt.none())
    {
        if !state.ty().flags().has(TypeFlags::DICT_SUBCLASS) {
            return Err(rt.type_error("state is not a dictionary"));
        }
        for (name, value) in super::dict::items(state) {
            rt.setattr(this, &name, Some(&value))?;
        }
    }
    rt.done()
}
