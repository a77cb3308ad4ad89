//! Cycles: finding garbage that keeps itself alive (`Python/gc.c@v3.13.0`).
//!
//! Counting frees an object when its last reference goes. Objects that refer to each
//! other in a circle keep their counts above zero for ever, even when nobody else knows
//! them. The collector finds such circles. It needs no list of the program's variables;
//! it asks each container for its own references, and subtracts: a count that references
//! from inside the suspects do not explain must come from outside.
//!
//! [`collect`] is the whole of it, phase by phase. Containers live in three generations,
//! since most objects die young: the young one is looked through often, what survives
//! moves to the next. Each generation is a [`Ring`].
//!
//! What is left out: finalizers of the old kind (`tp_del`), which no built-in type has
//! any more, so that nothing is uncollectable.

use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::shapes::gc_ring::{self, Ring, Stay};
use crate::shapes::{Field, weak_list};
use crate::typeobject::TypeFlags;
use crate::weakref::{self, PyWeakReference};
use std::cell::Cell;

mod settings;
mod stress;

pub(crate) use crate::shapes::gc_ring::{is_finalized, is_tracked};
pub(crate) use settings::*;

/// The number of the generation that holds all survivors.
pub(crate) const OLDEST: usize = 2;

/// What the collector knows besides the generations themselves.
pub struct Collector {
    enabled: Cell<bool>,
    collecting: Cell<bool>,
    /// Above which count a generation is collected: of the young one, containers made
    /// less containers freed; of the others, collections of the one before.
    thresholds: [Cell<i64>; 3],
    /// The counts of the middle and the old generation.
    counts: [Cell<i64>; 2],
    /// Objects that survived a collection of the middle generation since the last full
    /// one, and all that survived that one.
    long_lived_pending: Cell<usize>,
    long_lived_total: Cell<usize>,
    /// How many containers the last collection looked at.
    examined: Cell<usize>,
    stats: [Cell<Stats>; 3],
    debug: Cell<u32>,
    observer: Cell<Option<Observer>>,
    /// The lists `gc.garbage` and `gc.callbacks`, once the module `gc` has made them.
    lists: (Field, Field),
}

crate::room!(Collector, rooms::GC);

/// What was done in one generation so far.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Stats {
    /// How often it was collected.
    pub collections: usize,
    /// How many objects were found unreachable.
    pub collected: usize,
    /// How many of them could not be freed.
    pub uncollectable: usize,
}

/// Told what happens during a collection; filled by the module `gc`.
pub(crate) type Observer = fn(&Runtime, Event<'_>);

/// What an [`Observer`] is told.
pub(crate) enum Event<'a> {
    /// A collection of this generation begins.
    Start(usize),
    /// It has ended, and found so many unreachable objects.
    Stop(usize, usize),
    /// An object was found unreachable.
    Collectable(&'a Obj),
    /// An object that was to be freed shall be kept in `gc.garbage` instead.
    Saved(&'a Obj),
}

/// Debug flag: tell of each collection.
pub(crate) const DEBUG_STATS: u32 = 1;
/// Debug flag: tell of each object found.
pub(crate) const DEBUG_COLLECTABLE: u32 = 2;
/// Debug flag: tell of objects that cannot be freed; there are none any more.
pub(crate) const DEBUG_UNCOLLECTABLE: u32 = 4;
/// Debug flag: keep what was found in `gc.garbage` instead of freeing it.
pub(crate) const DEBUG_SAVEALL: u32 = 32;

/// Sets the collector up.
pub(crate) fn install(rt: &Runtime) {
    rt.furnish(Collector {
        enabled: Cell::new(true),
        collecting: Cell::new(false),
        thresholds: [2000, 10, 10].map(Cell::new),
        counts: [0, 0].map(Cell::new),
        long_lived_pending: Cell::new(0),
        long_lived_total: Cell::new(0),
        examined: Cell::new(0),
        stats: std::array::from_fn(|_| Cell::default()),
        debug: Cell::new(0),
        observer: Cell::new(None),
        lists: Default::default(),
    });
    set_alarm(rt);
    if rt.options.stress_gc {
        rt.stress.set(Some(stress::collect_silently));
    }
    rt.at_teardown(collect_all);
}

/// Collects a generation and those younger than it; returns how many objects were
/// found unreachable.
///
/// Does nothing while a collection is under way.
pub(crate) fn collect(rt: &Runtime, generation: usize) -> usize {
    let gc = rt.room::<Collector>();
    if gc.collecting.replace(true) {
        return 0;
    }
    let waiting = rt.take_pending();
    set_alarm(rt);
    tell(rt, Event::Start(generation));
    let found = collect_generation(rt, generation);
    tell(rt, Event::Stop(generation, found));
    gc.collecting.set(false);
    set_alarm(rt);
    if let Some(waiting) = waiting {
        rt.raise_pending(waiting);
    }
    found
}

fn collect_generation(rt: &Runtime, generation: usize) -> usize {
    let gc = rt.room::<Collector>();
    reset_counts(rt, generation);

    // 1. Younger generations join the one that is collected; `old` is where its
    //    survivors will go.
    let young = &rt.generations[generation];
    let old = &rt.generations[(generation + 1).min(OLDEST)];
    for younger in &rt.generations[..generation] {
        young.merge(younger);
    }

    // 2. What is kept alive by nothing but itself is set apart. Survivors that can never
    //    be part of a cycle are watched no longer: tuples at once, dicts, which may
    //    change again, when all is collected.
    let stay = match generation {
        OLDEST => Stay::ButHarmless,
        _ => Stay::ButHarmlessTuples,
    };
    let sorted = young.take_unreachable(&rt.permanent, stay);
    let unreachable = sorted.unreachable;
    gc.examined.set(sorted.examined);

    // 3. The other survivors move on to the next generation.
    if generation < OLDEST {
        if generation == OLDEST - 1 {
            let pending = gc.long_lived_pending.get() + sorted.kept;
            gc.long_lived_pending.set(pending);
        }
        old.merge(young);
    } else {
        let dicts = young.untrack_harmless_dicts(sorted.dicts);
        gc.long_lived_pending.set(0);
        gc.long_lived_total.set(sorted.kept - dicts);
    }

    if gc.debug.get() & DEBUG_COLLECTABLE != 0 {
        for object in unreachable.members() {
            tell(rt, Event::Collectable(&object));
        }
    }

    // 4. Weak references forget the garbage; those that are not garbage themselves
    //    call back.
    let last = clear_weakrefs(rt, &unreachable);
    let mut found = last.freed;

    // 5. Finalizers run. They see the garbage whole, and may bring it back.
    if last.finalizers {
        finalize_garbage(rt, &unreachable);
    }

    // 6. So it is examined again, if any Python ran: what came back joins the survivors.
    //    Else nothing can have come back.
    let told = gc.debug.get() & DEBUG_COLLECTABLE != 0;
    let garbage = if last.finalizers || last.calls || told {
        let sorted = unreachable.take_unreachable(&rt.permanent, Stay::All);
        old.merge(&unreachable);
        found += sorted.found;
        sorted.unreachable
    } else {
        found += sorted.found;
        unreachable
    };

    // 7. The cycles are broken; counting does the rest.
    delete_garbage(rt, &garbage, old);

    // 8. A full collection also gives back the memory kept for new objects.
    if generation == OLDEST {
        rt.free_lists.clear_collected(rt);
    }
    let stats = &gc.stats[generation];
    stats.set(Stats {
        collections: stats.get().collections + 1,
        collected: stats.get().collected + found,
        ..stats.get()
    });
    found
}

/// Who had a word to say before the garbage goes.
struct LastWords {
    /// Whether a weak reference called back.
    calls: bool,
    /// How many weak references went with their callback.
    freed: usize,
    /// Whether there is a finalizer that was not called yet.
    finalizers: bool,
}

/// Makes all weak references forget the garbage. A callback runs if its weak reference
/// is not garbage too: it cannot reach the garbage then.
fn clear_weakrefs(rt: &Runtime, unreachable: &Ring) -> LastWords {
    let mut calls = Vec::new();
    let mut finalizers = false;
    // Nothing is dropped on this walk, so that the ring stays as it is.
    unreachable.each(&mut |object| {
        finalizers |= is_finalizer_due(object);
        if object.cast::<PyWeakReference>().is_some() {
            weak_list::unlink(object);
        }
        if !weak_list::any(object) {
            return;
        }
        for weak in weak_list::references(object) {
            weak_list::unlink(&weak);
            let callback = weak.expect::<PyWeakReference>().wr_callback.get();
            if let Some(callback) = callback
                && !gc_ring::is_suspect(&weak)
            {
                calls.push((weak, callback));
            }
        }
    });
    let mut last = LastWords {
        calls: !calls.is_empty(),
        freed: 0,
        finalizers,
    };
    for (weak, callback) in calls {
        weakref::run_callback(rt, &weak, &callback);
        drop(callback);
        last.freed += usize::from(weak.refcnt() == 1);
    }
    last
}

/// Whether the object has a finalizer that it did not hear yet.
fn is_finalizer_due(object: &Obj) -> bool {
    object.ty().tp_finalize.get().is_some() && !is_finalized(object)
}

/// Calls the finalizer of each object that has one and did not hear it yet.
fn finalize_garbage(rt: &Runtime, unreachable: &Ring) {
    let seen = Ring::new();
    while let Some(object) = unreachable.first() {
        seen.adopt(&object);
        if let Some(tp_finalize) = object.ty().tp_finalize.get()
            && is_finalizer_due(&object)
        {
            gc_ring::set_finalized(&object);
            tp_finalize(rt, &object);
        }
    }
    unreachable.merge(&seen);
}

/// Lets each object let go of what it refers to. Most die of it at once, or as soon as
/// their neighbours did; what is still there is alive for a reason.
fn delete_garbage(rt: &Runtime, garbage: &Ring, old: &Ring) {
    let gc = rt.room::<Collector>();
    let let_go = |object: &Obj| {
        if gc.debug.get() & DEBUG_SAVEALL != 0 {
            tell(rt, Event::Saved(object));
        } else if let Some(tp_clear) = object.ty().tp_clear.get() {
            tp_clear(object);
            rt.clear_raised();
        }
    };
    while garbage.take_first(old, let_go) {}
}

/// What the evaluation loop calls when its attention was asked for: collects the oldest
/// generation that is due, with those younger than it.
///
/// # Errors
/// None of its own; the program may have been stopped meanwhile.
pub(crate) fn collect_if_due(rt: &Runtime) -> PyResult<()> {
    let gc = rt.room::<Collector>();
    if rt.young_count.get() <= rt.young_threshold.get() || gc.collecting.get() {
        return Ok(());
    }
    if let Some(generation) = due_generation(rt) {
        collect(rt, generation);
        rt.spend(examined(rt) as u64 / 16 + 1)?;
    }
    Ok(())
}

/// How many containers the last collection looked at.
pub(crate) fn examined(rt: &Runtime) -> usize {
    rt.room::<Collector>().examined.get()
}

/// The oldest generation whose count is above its threshold. A full collection also
/// waits until a quarter as many objects are waiting for it as survived the last one,
/// so that a growing heap is not walked through for ever.
fn due_generation(rt: &Runtime) -> Option<usize> {
    let gc = rt.room::<Collector>();
    if rt.options.stress_gc {
        // All of a small heap; of a large one what is young, lest it take for ever.
        let small = gc.long_lived_total.get() < 1000;
        return Some(if small { OLDEST } else { 0 });
    }
    let (count, threshold) = (get_count(rt), get_threshold(rt));
    let patient = gc.long_lived_pending.get() < gc.long_lived_total.get() / 4;
    (0..=OLDEST)
        .rev()
        .find(|&i| count[i] > threshold[i] && !(i == OLDEST && patient))
}

fn reset_counts(rt: &Runtime, generation: usize) {
    let gc = rt.room::<Collector>();
    if generation < OLDEST {
        let older = &gc.counts[generation];
        older.set(older.get() + 1);
    }
    rt.young_count.set(0);
    gc.counts[..generation]
        .iter()
        .for_each(|count| count.set(0));
}

/// Sets the count from which on containers ask for the evaluation loop's attention.
fn set_alarm(rt: &Runtime) {
    let gc = rt.room::<Collector>();
    let threshold = gc.thresholds[0].get();
    let on = gc.enabled.get() && !gc.collecting.get() && threshold != 0;
    rt.young_threshold.set(match on {
        true if rt.options.stress_gc => 0,
        true => threshold,
        false => i64::MAX,
    });
}

fn tell(rt: &Runtime, event: Event<'_>) {
    if let Some(observer) = rt.room::<Collector>().observer.get() {
        observer(rt, event);
    }
}

/// Collects all when a runtime ends. Who makes garbage without end is not waited for.
fn collect_all(rt: &Runtime) {
    let gc = rt.room::<Collector>();
    gc.observer.set(None);
    gc.debug.set(0);
    gc.lists.0.set(None);
    gc.lists.1.set(None);
    unfreeze(rt);
    rt.lent.lost.find_again();
    collect_until_none(rt);
    if let_go_of_unwatched(rt) {
        collect_until_none(rt);
    }
    // What is still alive was brought back, perhaps by something with last words too.
    // Python does not run without fuel.
    rt.refuel(0);
    collect_until_none(rt);
}

fn collect_until_none(rt: &Runtime) {
    for _ in 0..8 {
        if collect(rt, OLDEST) == 0 {
            break;
        }
    }
}

/// Cycles through an object that the collector does not watch, such as the `min` of the
/// class `date`, stay for ever, as they do in CPython; only the end of a runtime breaks
/// them. Says whether there were any.
fn let_go_of_unwatched(rt: &Runtime) -> bool {
    let unwatched = |object: &Obj| {
        let flags = object.ty().flags();
        flags.has(TypeFlags::LAYOUT) && !flags.has(TypeFlags::HAVE_GC)
    };
    let mut found = Vec::new();
    for holder in objects(rt, None) {
        let held: Vec<Obj> = referents(&holder).into_iter().filter(unwatched).collect();
        if !held.is_empty() {
            found.push(holder);
            found.extend(held);
        }
    }
    for object in &found {
        if let Some(clear) = object.ty().tp_clear.get() {
            clear(object);
        }
    }
    !found.is_empty()
}

#[cfg(test)]
mod tests;
