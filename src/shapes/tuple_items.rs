//! The one exception to "a tuple does not change": one that nobody else refers to.
#![allow(unsafe_code)]

use super::PyTuple;
use crate::refcount::Obj;

/// Exchanges an item of a tuple with another one, where the caller's is the only
/// reference to the tuple and it has such an item; otherwise gives the other one back.
#[inline]
pub(crate) fn replace(tuple: &mut Obj, index: usize, mut item: Obj) -> Obj {
    if tuple.refcnt() == 1
        && let Some(view) = tuple.cast::<PyTuple>()
        && index < view.ob_base.size()
    {
        // SAFETY: the tail has such a reference. Nobody reads it now, as in `refill`.
        let held = unsafe { view.pointer().add(1).cast::<Obj>().add(index).as_mut() };
        std::mem::swap(held, &mut item);
    }
    item
}

/// Exchanges the items of a tuple with others, where the caller's is the only
/// reference to it and there are as many; says whether that was so.
///
/// `enumerate` and `zip` use one tuple over and over where nobody keeps it.
#[inline]
pub(crate) fn refill(tuple: &mut Obj, items: &mut [Obj]) -> bool {
    if tuple.refcnt() != 1 {
        return false;
    }
    let Some(view) = tuple.cast::<PyTuple>() else {
        return false;
    };
    let len = view.ob_base.size();
    if len != items.len() {
        return false;
    }
    // SAFETY: the tail has `len` references. Nobody reads them now: a borrow of the
    // tail needs a reference to the tuple, and the only one is borrowed exclusively.
    let tail = unsafe {
        let start = view.pointer().add(1).cast::<Obj>();
        std::slice::from_raw_parts_mut(start.as_ptr(), len)
    };
    tail.swap_with_slice(items);
    true
}
