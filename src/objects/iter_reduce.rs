//! How an iterator is made again, as `copy` asks for it: by `iter`, what it goes
//! through, and how far it is (`Objects/iterobject.c@v3.13.0#iter_reduce`).

use super::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// `iter` or `reversed`, as a program finds them. To find them may run code, so an
/// iterator looks at itself only afterwards.
pub(super) fn function(rt: &Runtime, name: &str) -> PyResult {
    let frame = rt.python().frame();
    let builtins = frame.map(|frame| frame.builtins().clone());
    let builtins = builtins.unwrap_or_else(|| rt.python().builtins.clone());
    let found = match dict::is_dict(&builtins) {
        true => dict::get_str(rt, &builtins, name)?,
        false => match rt.getitem(&builtins, &rt.intern_str(name)?) {
            Err(_) if rt.swallow(Builtin::KeyError) => None,
            found => Some(found?),
        },
    };
    found.ok_or_else(|| rt.raise(Builtin::AttributeError, name))
}

/// A function with what it is to go through, and a place in that.
pub(super) fn at(rt: &Runtime, function: Obj, content: Obj, index: i64) -> PyResult {
    let args = rt.new_tuple(vec![content])?;
    rt.new_tuple(vec![function, args, rt.new_int(index)?])
}

/// What makes an iterator that goes through what another one has still to give, which
/// `copy` of it says.
pub(super) fn rest(rt: &Runtime, copy: &Obj) -> PyResult {
    let items = rt.new_list(rt.collect(copy)?)?;
    let args = rt.new_tuple(vec![items])?;
    rt.new_tuple(vec![function(rt, "iter")?, args])
}

/// What makes something that is found under a name in something else: a bound method.
pub(crate) fn by_name(rt: &Runtime, owner: Obj, name: &str) -> PyResult {
    let args = rt.new_tuple(vec![owner, rt.new_str(name)?])?;
    rt.new_tuple(vec![function(rt, "getattr")?, args])
}

/// What makes an iterator that has come to its end: one of something empty.
pub(super) fn at_end(rt: &Runtime, function: Obj, empty: Obj) -> PyResult {
    let args = rt.new_tuple(vec![empty])?;
    rt.new_tuple(vec![function, args])
}
