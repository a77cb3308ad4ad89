//! A first guess at where a name is: each dict is searched for the name's address, and no
//! two names are compared. That is right nearly always, and short enough to be part of
//! the evaluation loop.

use super::Scopes;
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::typeobject::Builtin;

/// [`super::load_global`], where the addresses of names decide.
#[inline(always)]
pub(crate) fn guess_global(
    rt: &Runtime,
    globals: &Obj,
    builtins: &Obj,
    name: &Obj,
) -> Option<Obj> {
    if !globals.ty().is_exactly(Builtin::Dict) {
        return None;
    }
    match dict::guess(rt, globals, name)? {
        Some(found) => Some(found),
        None if builtins.ty().is_exactly(Builtin::Dict) => {
            dict::guess(rt, builtins, name)?
        }
        None => None,
    }
}

/// [`super::load`], where the addresses of names decide.
#[inline(always)]
pub(crate) fn guess(rt: &Runtime, scopes: &Scopes<'_>, name: &Obj) -> Option<Obj> {
    if !scopes.locals.ty().is_exactly(Builtin::Dict) {
        return None;
    }
    match dict::guess(rt, scopes.locals, name)? {
        Some(found) => Some(found),
        None => guess_global(rt, scopes.globals, scopes.builtins, name),
    }
}
