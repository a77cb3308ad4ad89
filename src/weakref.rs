//! Weak references and last words (`Objects/weakrefobject.c@v3.13.0`).
//!
//! A weak reference leads to an object without keeping it alive. It can be asked for
//! the object, and answers with a new counted reference, or with nothing once the
//! object is gone; and it can have a callback that is told when that happens.
//!
//! An object's weak references form a list. First in it stand the one reference and the
//! one proxy that have no callback: these are shared, since nobody could tell two of
//! them apart. Then come the others, the newest first; and in this order their callbacks
//! are called.
//!
//! When an object dies, this is the order: its `__del__` has its say, during which weak
//! references still lead to it; then [`clear_weakrefs`] makes all of them forget it and
//! calls their callbacks; and only then is it taken apart.

use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::{members, weak_list};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, PyTypeObject};

pub use crate::shapes::weak_list::PyWeakReference;

/// Lets dying objects tell their weak references.
pub(crate) fn install(rt: &Runtime) {
    rt.last_words.set(clear_weakrefs);
}

/// Makes a weak reference of `class`, or finds the one that is shared.
///
/// # Errors
/// TypeError where objects of this type have no place for weak references.
pub(crate) fn new_ref(
    rt: &Runtime,
    class: View<'_, PyTypeObject>,
    object: &Obj,
    callback: Option<Obj>,
) -> PyResult {
    let exact = class.is_exactly(Builtin::WeakRef);
    check(rt, object)?;
    let (reference, proxy) = shared(object);
    if callback.is_none() && exact {
        if let Some(reference) = reference {
            return Ok(reference);
        }
        let new = rt.new_weak_reference(class, None)?;
        weak_list::link(&new, object, None);
        return Ok(new);
    }
    let new = rt.new_weak_reference(class, callback)?;
    weak_list::link(&new, object, proxy.or(reference).as_ref());
    Ok(new)
}

/// Makes a weak proxy, or finds the one that is shared.
///
/// # Errors
/// As for [`new_ref`].
pub(crate) fn new_proxy(rt: &Runtime, object: &Obj, callback: Option<Obj>) -> PyResult {
    check(rt, object)?;
    let (reference, proxy) = shared(object);
    if let Some(proxy) = &proxy
        && callback.is_none()
    {
        return Ok(proxy.clone());
    }
    let class = match object.ty().tp_call.get() {
        Some(_) => Builtin::WeakCallableProxy,
        None => Builtin::WeakProxy,
    };
    let new = rt.new_weak_reference(rt.ty(class), callback)?;
    weak_list::link(&new, object, proxy.or(reference).as_ref());
    Ok(new)
}

fn check(rt: &Runtime, object: &Obj) -> PyResult<()> {
    if members::weakref_word(object).is_some() {
        return Ok(());
    }
    let name = object.ty().get().full_name().to_owned();
    let message = format!("cannot create weak reference to '{name}' object");
    Err(rt.type_error(message))
}

/// The reference and the proxy without callback that stand first in an object's list.
fn shared(object: &Obj) -> (Option<Obj>, Option<Obj>) {
    let mut list = weak_list::references(object).into_iter().peekable();
    let silent = |weak: &Obj| weak.expect::<PyWeakReference>().wr_callback.is_empty();
    let reference =
        list.next_if(|weak| silent(weak) && weak.ty().is_exactly(Builtin::WeakRef));
    let proxy = list.next_if(|weak| silent(weak) && is_proxy(weak));
    (reference, proxy)
}

/// Whether the object is a weak proxy.
pub(crate) fn is_proxy(object: &Obj) -> bool {
    let tag = object.ty().flags().tag();
    tag == Builtin::WeakProxy as u8 || tag == Builtin::WeakCallableProxy as u8
}

/// Whether the object is a weak reference that can be called (not a proxy).
pub(crate) fn is_ref(object: &Obj) -> bool {
    object.ty().flags().tag() == Builtin::WeakRef as u8
}

/// The object that a weak reference or proxy leads to, unless it is gone.
pub(crate) fn target(weak: &Obj) -> Option<Obj> {
    weak.cast::<PyWeakReference>()?.target()
}

/// The weak references and proxies to an object, in the order of its list.
pub(crate) fn references(object: &Obj) -> Vec<Obj> {
    weak_list::references(object)
}

/// Makes all weak references forget an object whose end has come, then calls their
/// callbacks, in the order of the list.
pub(crate) fn clear_weakrefs(rt: &Runtime, object: &Obj) {
    if !weak_list::any(object) {
        return;
    }
    let mut calls = Vec::new();
    while let Some((weak, callback)) = weak_list::pop(object) {
        if let Some(weak) = weak
            && let Some(callback) = callback
        {
            calls.push((weak, callback));
        }
    }
    run_callbacks(rt, calls);
}

/// Calls callbacks with their weak references. An exception that waits goes on waiting.
fn run_callbacks(rt: &Runtime, calls: Vec<(Obj, Obj)>) {
    let waiting = rt.take_pending();
    for (weak, callback) in calls {
        run_callback(rt, &weak, &callback);
    }
    if let Some(waiting) = waiting {
        rt.raise_pending(waiting);
    }
}

/// Calls a callback with its weak reference. An exception can only be reported, since
/// there is nobody to catch it.
pub(crate) fn run_callback(rt: &Runtime, weak: &Obj, callback: &Obj) {
    let result = match callback.ty().tp_call.get() {
        Some(slot) => slot(rt, callback, Args::positional(std::slice::from_ref(weak))),
        None => {
            let name = callback.ty().name().to_owned();
            Err(rt.type_error(format!("'{name}' object is not callable")))
        }
    };
    if let Err(raised) = result {
        rt.unraisable(Some(callback), raised);
    }
}

#[cfg(test)]
mod tests;
