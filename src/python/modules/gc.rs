//! `gc`: the collector's switches (`Modules/gcmodule.c@v3.13.0`).

use super::ModuleDef;
use crate::gc::{self, Event};
use crate::objects::args::Limits;
use crate::objects::dict;
use crate::objects::list::PyListObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, MethodDef};

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "gc",
    functions: &[
        MethodDef::keywords("collect", collect),
        MethodDef::none("enable", |rt, _| {
            gc::set_enabled(rt, true);
            rt.done()
        }),
        MethodDef::none("disable", |rt, _| {
            gc::set_enabled(rt, false);
            rt.done()
        }),
        MethodDef::none("isenabled", |rt, _| rt.new_bool(gc::is_enabled(rt))),
        MethodDef::none("get_count", |rt, _| numbers(rt, gc::get_count(rt))),
        MethodDef::none("get_threshold", |rt, _| numbers(rt, gc::get_threshold(rt))),
        MethodDef::one("is_tracked", |rt, _, object| {
            rt.new_bool(gc::is_tracked(object))
        }),
        MethodDef::one("is_finalized", |rt, _, object| {
            rt.new_bool(crate::object::is_gc(object) && gc::is_finalized(object))
        }),
        MethodDef::many("get_referrers", |rt, _, objects| {
            rt.list_within(0, gc::referrers(rt, objects))
        }),
        MethodDef::many("get_referents", |rt, _, objects| {
            rt.list_within(0, objects.iter().flat_map(gc::referents).collect())
        }),
        MethodDef::keywords("get_objects", get_objects),
        MethodDef::many("set_threshold", set_threshold),
        MethodDef::one("set_debug", |rt, _, flags| {
            let flags = rt.as_index(flags, Some(Builtin::OverflowError))?;
            gc::set_debug(rt, flags as u32);
            rt.done()
        }),
        MethodDef::none("get_debug", |rt, _| rt.new_int(gc::debug(rt).into())),
        MethodDef::none("get_stats", get_stats),
        MethodDef::none("freeze", |rt, _| {
            gc::freeze(rt);
            rt.done()
        }),
        MethodDef::none("unfreeze", |rt, _| {
            gc::unfreeze(rt);
            rt.done()
        }),
        MethodDef::none("get_freeze_count", |rt, _| {
            rt.new_size(gc::freeze_count(rt))
        }),
    ],
    fill,
};

/// The constants, and the two lists that the collector writes to and reads.
fn fill(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let leak = gc::DEBUG_COLLECTABLE | gc::DEBUG_UNCOLLECTABLE | gc::DEBUG_SAVEALL;
    for (name, flags) in [
        ("DEBUG_STATS", gc::DEBUG_STATS),
        ("DEBUG_COLLECTABLE", gc::DEBUG_COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", gc::DEBUG_UNCOLLECTABLE),
        ("DEBUG_SAVEALL", gc::DEBUG_SAVEALL),
        ("DEBUG_LEAK", leak),
    ] {
        dict::set_str(rt, namespace, name, rt.new_int(flags.into())?)?;
    }
    let (garbage, callbacks) = gc::lists(rt);
    for (name, field) in [("garbage", garbage), ("callbacks", callbacks)] {
        let list = rt.new_list(Vec::new())?;
        field.set(Some(list.clone()));
        dict::set_str(rt, namespace, name, list)?;
    }
    gc::observe(rt, Some(observe));
    Ok(())
}

/// What the collector does, told to the callbacks and, where asked for, in print. How
/// long it took is left out, so that a run prints the same every time.
fn observe(rt: &Runtime, event: Event<'_>) {
    let (phase, generation, found) = match event {
        Event::Start(generation) => ("start", generation, 0),
        Event::Stop(generation, found) => ("stop", generation, found),
        _ => return say(rt, event),
    };
    say(rt, event);
    call_back(rt, phase, generation, found);
}

/// The program is over: what the collector does from here on is told to no callback.
pub(super) fn forget_callbacks(rt: &Runtime) {
    if !gc::lists(rt).1.is_empty() {
        gc::observe(rt, Some(say));
    }
}

fn say(rt: &Runtime, event: Event<'_>) {
    let stats = gc::debug(rt) & gc::DEBUG_STATS != 0;
    match event {
        Event::Start(generation) => {
            if stats {
                let [young, middle, old] = gc::sizes(rt);
                let frozen = gc::freeze_count(rt);
                rt.write_err(&format!(
                    "gc: collecting generation {generation}...\n\
                     gc: objects in each generation: {young} {middle} {old}\n\
                     gc: objects in permanent generation: {frozen}\n"
                ));
                rt.python().collection_began.set(super::time::running(rt));
            }
        }
        Event::Stop(_, found) => {
            if stats {
                let began = rt.python().collection_began.get();
                let seconds = (super::time::running(rt) - began) as f64 / 1e9;
                rt.write_err(&format!(
                    "gc: done, {found} unreachable, 0 uncollectable, {seconds:.4}s elapsed\n"
                ));
            }
        }
        Event::Collectable(object) => {
            let (name, id) = (object.ty().full_name().to_owned(), object.id());
            rt.write_err(&format!("gc: collectable <{name} {id:#x}>\n"));
        }
        Event::Saved(object) => {
            let garbage = gc::lists(rt).0.get();
            let list = garbage
                .as_ref()
                .and_then(|list| list.cast::<PyListObject>());
            if let Some(list) = list
                && list.items.push(rt, object.clone()).is_err()
            {
                rt.clear_raised();
            }
        }
    }
}

/// Calls each of `gc.callbacks` with the phase and a dict of what is known.
fn call_back(rt: &Runtime, phase: &str, generation: usize, found: usize) {
    let list = gc::lists(rt).1.get();
    let list = list.as_ref().and_then(|list| list.cast::<PyListObject>());
    let Some(list) = list.filter(|list| !list.items.is_empty()) else {
        return;
    };
    let args = || -> PyResult<[Obj; 2]> {
        let info = rt.new_dict()?;
        dict::set_str(rt, &info, "generation", rt.new_size(generation)?)?;
        dict::set_str(rt, &info, "collected", rt.new_size(found)?)?;
        dict::set_str(rt, &info, "uncollectable", rt.new_size(0)?)?;
        Ok([rt.new_str(phase)?, info])
    };
    let args = match args() {
        Ok(args) => args,
        Err(raised) => return rt.unraisable(None, raised),
    };
    for callback in list.items.to_vec() {
        if let Err(raised) = rt.call_with(&callback, &args) {
            rt.unraisable(Some(&callback), raised);
        }
    }
}

fn set_threshold(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    if !(1..=3).contains(&args.len()) {
        return Err(rt.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    let mut thresholds = gc::get_threshold(rt);
    for (threshold, given) in thresholds.iter_mut().zip(args) {
        *threshold = rt.as_index(given, Some(Builtin::OverflowError))? as i64;
    }
    gc::set_threshold(rt, thresholds);
    rt.done()
}

fn get_stats(rt: &Runtime, _: &Obj) -> PyResult {
    let mut all = Vec::new();
    for stats in gc::stats(rt) {
        let shown = rt.new_dict()?;
        for (name, number) in [
            ("collections", stats.collections),
            ("collected", stats.collected),
            ("uncollectable", stats.uncollectable),
        ] {
            dict::set_str(rt, &shown, name, rt.new_size(number)?)?;
        }
        all.push(shown);
    }
    rt.new_list(all)
}

fn numbers(rt: &Runtime, numbers: [i64; 3]) -> PyResult {
    let items: PyResult<Vec<Obj>> =
        numbers.into_iter().map(|n| rt.new_int(n)).collect();
    rt.new_tuple(items?)
}

fn collect(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [generation] =
        args.parse(rt, "collect", ["generation"], Limits::required(0))?;
    let generation = match generation {
        Some(generation) => rt.as_index(generation, None)?,
        None => 2,
    };
    match usize::try_from(generation) {
        Ok(generation @ 0..=2) => {
            let found = gc::collect(rt, generation);
            // As much work as there were containers.
            rt.spend(gc::examined(rt) as u64)?;
            rt.new_size(found)
        }
        _ => Err(rt.value_error("invalid generation")),
    }
}

fn get_objects(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [generation] =
        args.parse(rt, "get_objects", ["generation"], Limits::required(0))?;
    let generation = generation.filter(|generation| !generation.is(rt.none()));
    let generation = match generation {
        Some(generation) if !has_index(generation) => {
            let name = generation.ty().name();
            let message = format!("argument should be integer or None, not '{name}'");
            return Err(rt.type_error(&message));
        }
        Some(generation) => match rt.as_index(generation, None)? {
            -1 => None,
            ..-1 => {
                return Err(rt.value_error("generation parameter cannot be negative"));
            }
            generation @ 0..=2 => Some(generation as usize),
            _ => {
                return Err(rt.value_error(
                    "generation parameter must be less than the number of available \
                     generations (3)",
                ));
            }
        },
        None => None,
    };
    rt.list_within(0, gc::objects(rt, generation))
}

fn has_index(object: &Obj) -> bool {
    let ty = object.ty();
    let suite = ty.as_number();
    suite.is_some_and(|suite| suite.nb_index.get().is_some())
}
