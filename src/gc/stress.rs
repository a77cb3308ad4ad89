//! The collector under stress, for tests: it runs before each container is made.
//!
//! Between two instructions it runs too, as ever. What it finds here must be freed
//! without anybody noticing: no Python runs where a container is made, and the runtime
//! relies on that. So a set of garbage in which something has last words, a finalizer
//! or a weak reference to it, is left to the next collection between instructions.

use super::{Collector, OLDEST, delete_garbage, is_finalizer_due};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::gc_ring::Stay;
use crate::shapes::weak_list;

/// Up to so many containers the whole heap is looked through, each time.
const SMALL: usize = 1000;

/// Frees what is unreachable and goes in silence.
pub(super) fn collect_silently(rt: &Runtime) {
    let gc = rt.room::<Collector>();
    if gc.collecting.replace(true) {
        return;
    }
    let waiting = rt.take_pending();
    let [young, middle, old] = &rt.generations;
    let looked_at = if gc.long_lived_total.get() < SMALL {
        old.merge(young);
        old.merge(middle);
        &rt.generations[OLDEST]
    } else {
        young
    };
    let sorted = looked_at.take_unreachable(&rt.permanent, Stay::All);
    let unreachable = sorted.unreachable;
    old.merge(looked_at);
    if unreachable.members().iter().any(has_last_words) {
        while unreachable.take_first(old, |_| ()) {}
    } else {
        delete_garbage(rt, &unreachable, old);
    }
    rt.free_lists.clear(rt);
    gc.collecting.set(false);
    if let Some(waiting) = waiting {
        rt.raise_pending(waiting);
    }
}

/// Whether Python may run when the object goes.
fn has_last_words(object: &Obj) -> bool {
    is_finalizer_due(object) || weak_list::any(object)
}
