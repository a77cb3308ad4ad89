//! The collector's knobs and windows: what the module `gc` offers besides collecting.

use super::{Collector, OLDEST, Observer, Stats, set_alarm};
use crate::object::is_gc;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::Field;
use crate::shapes::gc_ring::{self, Ring};
use crate::typeobject::Builtin;
use std::cell::Cell;

/// The lists `gc.garbage` and `gc.callbacks`.
pub(crate) fn lists(rt: &Runtime) -> (&Field, &Field) {
    let (garbage, callbacks) = &rt.room::<Collector>().lists;
    (garbage, callbacks)
}

/// The numbers of containers in the three generations.
pub(crate) fn sizes(rt: &Runtime) -> [usize; 3] {
    rt.generations.each_ref().map(Ring::len)
}

/// Registers who is told of collections.
pub(crate) fn observe(rt: &Runtime, observer: Option<Observer>) {
    rt.room::<Collector>().observer.set(observer);
}

/// Turns automatic collection on or off.
pub(crate) fn set_enabled(rt: &Runtime, enabled: bool) {
    rt.room::<Collector>().enabled.set(enabled);
    set_alarm(rt);
}

/// Whether automatic collection is on.
pub(crate) fn is_enabled(rt: &Runtime) -> bool {
    rt.room::<Collector>().enabled.get()
}

/// The thresholds of the three generations.
pub(crate) fn get_threshold(rt: &Runtime) -> [i64; 3] {
    rt.room::<Collector>().thresholds.each_ref().map(Cell::get)
}

/// Sets the thresholds; 0 for the first turns automatic collection off.
pub(crate) fn set_threshold(rt: &Runtime, thresholds: [i64; 3]) {
    for (cell, threshold) in rt.room::<Collector>().thresholds.iter().zip(thresholds) {
        cell.set(threshold);
    }
    set_alarm(rt);
}

/// The counts of the three generations.
pub(crate) fn get_count(rt: &Runtime) -> [i64; 3] {
    let [middle, old] = rt.room::<Collector>().counts.each_ref().map(Cell::get);
    [rt.young_count.get(), middle, old]
}

/// What was done in each generation so far.
pub(crate) fn stats(rt: &Runtime) -> [Stats; 3] {
    rt.room::<Collector>().stats.each_ref().map(Cell::get)
}

/// The debug flags.
pub(crate) fn debug(rt: &Runtime) -> u32 {
    rt.room::<Collector>().debug.get()
}

/// Sets the debug flags.
pub(crate) fn set_debug(rt: &Runtime, flags: u32) {
    rt.room::<Collector>().debug.set(flags);
}

/// Moves all containers where the collector leaves them alone.
pub(crate) fn freeze(rt: &Runtime) {
    for generation in &rt.generations {
        rt.permanent.merge(generation);
    }
    rt.young_count.set(0);
    rt.room::<Collector>()
        .counts
        .iter()
        .for_each(|count| count.set(0));
}

/// Makes what is there older than the program that now begins: CPython has imported
/// modules by then, and has collected so many times what that made, the last time so
/// many containers ago.
pub(crate) fn begin(rt: &Runtime, collections: i64, containers: i64) {
    rt.generations[1].merge(&rt.generations[0]);
    rt.young_count.set(containers);
    rt.room::<Collector>().counts[0].set(collections);
}

/// Moves them back, into the oldest generation.
pub(crate) fn unfreeze(rt: &Runtime) {
    rt.generations[OLDEST].merge(&rt.permanent);
}

/// How many containers are left alone.
pub(crate) fn freeze_count(rt: &Runtime) -> usize {
    rt.permanent.len()
}

/// The containers of one generation, or of all three.
pub(crate) fn objects(rt: &Runtime, generation: Option<usize>) -> Vec<Obj> {
    match generation {
        Some(generation) => rt.generations[generation].members(),
        None => rt.generations.iter().flat_map(Ring::members).collect(),
    }
}

/// The containers that refer to one of these objects.
pub(crate) fn referrers(rt: &Runtime, objects: &[Obj]) -> Vec<Obj> {
    let wanted = |referent: &Obj| objects.iter().any(|object| object.is(referent));
    let rings = rt.generations.iter();
    rings.flat_map(|ring| ring.referrers(wanted)).collect()
}

/// The objects that a container refers to.
pub(crate) fn referents(object: &Obj) -> Vec<Obj> {
    let mut found = Vec::new();
    if !is_gc(object) {
        return found;
    }
    gc_ring::each_reference(object, &mut |referent| found.push(referent.clone()));
    let around = [
        Builtin::BuiltinFunction,
        Builtin::MethodDescriptor,
        Builtin::ClassMethodDescriptor,
    ];
    if around.iter().any(|which| object.ty().is_exactly(*which)) {
        // What is inside is for the collector alone.
        found.retain(|referent| !referent.ty().is_exactly(Builtin::Function));
    }
    found
}
