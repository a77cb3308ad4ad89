//! `gc`: the collector's switches (`Modules/gcmodule.c@v3.13.0`).

use super::ModuleDef;
use crate::gc;
use crate::objects::args::Limits;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, MethodDef};

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
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
            rt.new_list(gc::referrers(rt, objects))
        }),
        MethodDef::many("get_referents", |rt, _, objects| {
            rt.new_list(objects.iter().flat_map(gc::referents).collect())
        }),
        MethodDef::keywords("get_objects", get_objects),
    ],
    fill: |_, _| Ok(()),
};

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
        Ok(generation @ 0..=2) => rt.new_size(gc::collect(rt, generation)),
        _ => Err(rt.value_error("invalid generation")),
    }
}

fn get_objects(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [generation] =
        args.parse(rt, "get_objects", ["generation"], Limits::required(0))?;
    let generation = generation.filter(|generation| !generation.is(rt.none()));
    let generation = match generation {
        Some(generation) => Some(rt.as_index(generation, None)?.clamp(0, 2) as usize),
        None => None,
    };
    rt.new_list(gc::objects(rt, generation))
}
