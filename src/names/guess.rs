//! A first guess at where a name is: each dict is searched for the name's address, and no
//! two names are compared. That is right nearly always, and short enough to be part of
//! the evaluation loop.

use super::Scopes;
use crate::objects::dict_names;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::typeobject::Builtin;
use crate::typeobject::places::{Global, Place};

/// A global name of which it is remembered where it is: in the same entry, as long as the
/// keys are the same (`Python/specialize.c@v3.13.0#specialize_load_global_lock_held`).
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn remembered(place: &Place, globals: &Obj, builtins: &Obj) -> Option<Obj> {
    match place.global() {
        Global::Module { keys, index } => dict_names::value_at(globals, keys, index),
        Global::Builtin {
            keys,
            builtin_keys,
            index,
        } if dict_names::has_keys(globals, keys) => {
            dict_names::value_at(builtins, builtin_keys, index)
        }
        _ => None,
    }
}

/// Remembers where a global name is, if addresses decide.
fn remember(rt: &Runtime, place: &Place, globals: &Obj, builtins: &Obj, name: &Obj) {
    let Some((keys, index)) = dict_names::place_of_name(rt, globals, name) else {
        return;
    };
    if let Some(index) = index {
        place.remember_global(Global::Module { keys, index });
    } else if builtins.ty().is_exactly(Builtin::Dict)
        && let Some((builtin_keys, Some(index))) =
            dict_names::place_of_name(rt, builtins, name)
    {
        place.remember_global(Global::Builtin {
            keys,
            builtin_keys,
            index,
        });
    }
}

/// [`super::load_global`], where the addresses of names decide; next time it is
/// remembered.
#[inline(never)]
pub(crate) fn guess_global(
    rt: &Runtime,
    place: &Place,
    globals: &Obj,
    builtins: &Obj,
    name: &Obj,
) -> Option<Obj> {
    if !globals.ty().is_exactly(Builtin::Dict) {
        return None;
    }
    remember(rt, place, globals, builtins, name);
    match dict_names::guess(rt, globals, name)? {
        Some(found) => Some(found),
        None if builtins.ty().is_exactly(Builtin::Dict) => {
            dict_names::guess(rt, builtins, name)?
        }
        None => None,
    }
}

/// [`super::load`], where the addresses of names decide.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn guess(
    rt: &Runtime,
    place: &Place,
    scopes: &Scopes<'_>,
    name: &Obj,
) -> Option<Obj> {
    let (globals, builtins) = (scopes.globals, scopes.builtins);
    if !scopes.locals.is(globals) {
        if !scopes.locals.ty().is_exactly(Builtin::Dict) {
            return None;
        }
        if let Some(found) = dict_names::guess(rt, scopes.locals, name)? {
            return Some(found);
        }
    }
    match remembered(place, globals, builtins) {
        None => guess_global(rt, place, globals, builtins, name),
        found => found,
    }
}

/// Binds a name of a module that is bound already, of which it is remembered where it
/// is: what was there before.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn rebind(
    rt: &Runtime,
    place: &Place,
    globals: &Obj,
    name: &Obj,
    value: &Obj,
) -> Option<Option<Obj>> {
    match place.global() {
        Global::Module { keys, index } => {
            dict_names::replace_at(rt, globals, keys, index, name, value)
        }
        _ => None,
    }
}
