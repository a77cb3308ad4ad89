//! A first guess at where a name is: each dict is asked for one place only, the first one
//! for the name's hash. That is right nearly always, and short enough to be part of the
//! evaluation loop.

use super::Scopes;
use crate::objects::dict;
use crate::refcount::Obj;
use crate::typeobject::Builtin;

/// [`super::load_global`], where each name is in the first place for its hash, if it is
/// anywhere.
#[inline(always)]
pub(crate) fn guess_global(globals: &Obj, builtins: &Obj, name: &Obj) -> Option<Obj> {
    if !globals.ty().is_exactly(Builtin::Dict) {
        return None;
    }
    match dict::guess(globals, name)? {
        Some(found) => Some(found),
        None if builtins.ty().is_exactly(Builtin::Dict) => dict::guess(builtins, name)?,
        None => None,
    }
}

/// [`super::load`], where each name is in the first place for its hash, if it is anywhere.
#[inline(always)]
pub(crate) fn guess(scopes: &Scopes<'_>, name: &Obj) -> Option<Obj> {
    if !scopes.locals.ty().is_exactly(Builtin::Dict) {
        return None;
    }
    match dict::guess(scopes.locals, name)? {
        Some(found) => Some(found),
        None => guess_global(scopes.globals, scopes.builtins, name),
    }
}
