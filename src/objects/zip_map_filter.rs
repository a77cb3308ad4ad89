//! zip, map and filter: iterators made of others (`Python/bltinmodule.c@v3.13.0`).

use super::args::{Limits, check_count};
use super::iterators::itself;
use super::set_methods::same_init;
use super::tuple;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::{Field, tuple_items};
use crate::typeobject::slots::{Args, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A zip object: 48 bytes.
#[repr(C)]
pub struct Zip {
    /// Count and type.
    pub ob_base: PyObject,
    tuplesize: Cell<i64>,
    /// The iterators, in a tuple.
    ittuple: Field,
    /// A tuple to use again.
    result: Field,
    strict: Cell<i64>,
}

crate::py_struct!(
    Zip, Builtin::Zip, size 48, tuplesize @ 16, ittuple @ 24, result @ 32, strict @ 40
);

/// A map object: 32 bytes.
#[repr(C)]
pub struct Map {
    /// Count and type.
    pub ob_base: PyObject,
    /// The iterators, in a tuple.
    iters: Field,
    func: Obj,
}

crate::py_struct!(Map, Builtin::Map, size 32, iters @ 16, func @ 24);

/// A filter object: 32 bytes.
#[repr(C)]
pub struct Filter {
    /// Count and type.
    pub ob_base: PyObject,
    func: Obj,
    it: Field,
}

crate::py_struct!(Filter, Builtin::Filter, size 32, func @ 16, it @ 24);

/// The iterators of some iterables, as a tuple.
fn iterators(rt: &Runtime, iterables: &[Obj]) -> PyResult {
    let iterators: PyResult<Vec<Obj>> =
        iterables.iter().map(|iterable| rt.iter(iterable)).collect();
    rt.new_tuple(iterators?)
}

fn zip_new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let named = Args {
        items: &args.items[args.positionals().len()..],
        names: args.names,
    };
    if args.keyword_count() > 1 {
        return Err(rt.type_error(format!(
            "zip() takes at most 1 keyword argument ({} given)",
            args.keyword_count()
        )));
    }
    let limits = Limits::required(0).keyword_only(0);
    let [strict] = named.parse(rt, "zip", ["strict"], limits)?;
    let strict = strict.map_or(Ok(false), |strict| rt.is_true(strict))?;
    let iterators = iterators(rt, args.positionals())?;
    let count = args.positionals().len();
    let zip = rt.alloc(Zip {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        tuplesize: Cell::new(count as i64),
        ittuple: Field::new(Some(iterators)),
        result: Field::new(Some(rt.tuple_from(count, |_| rt.none().clone())?)),
        strict: Cell::new(i64::from(strict)),
    })?;
    object::track(&zip);
    Ok(zip)
}

fn zip_next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let _level = rt.deeper("")?;
    let zip = this.expect::<Zip>();
    let iterators = rt.or_none(&zip.ittuple);
    let strict = zip.strict.get() != 0;
    // How an iterator says that it is at its end matters only to `strict`.
    let next = |iterator| match strict {
        true => rt.next(iterator),
        false => rt.next_or_stop(iterator),
    };
    let sources = tuple::items(&iterators);
    if sources.is_empty() {
        return Ok(None);
    }
    if zip
        .result
        .peek(|result| result.is_none_or(|result| result.refcnt() != 1))
    {
        let mut items = Vec::with_capacity(sources.len());
        for (index, iterator) in sources.iter().enumerate() {
            match next(iterator)? {
                Some(item) => items.push(item),
                None => return ended(rt, strict, &iterators, index),
            }
        }
        return rt.new_tuple(items).map(Some);
    }
    let Some(mut result) = zip.result.take() else {
        return Ok(None);
    };
    // Each item takes the place of the last one before the next is asked for.
    for (index, iterator) in sources.iter().enumerate() {
        match next(iterator) {
            Ok(Some(item)) => drop(tuple_items::replace(&mut result, index, item)),
            other => {
                zip.result.set(Some(result));
                return match other {
                    Err(raised) => Err(raised),
                    _ => ended(rt, strict, &iterators, index),
                };
            }
        }
    }
    if !object::is_tracked(&result) {
        object::track(&result);
    }
    zip.result.set(Some(result.clone()));
    Ok(Some(result))
}

/// One iterator is at its end. With `strict`, the others must be, too.
fn ended(
    rt: &Runtime,
    strict: bool,
    iterators: &Obj,
    which: usize,
) -> PyResult<Option<Obj>> {
    if !strict {
        return Ok(None);
    }
    if which > 0 {
        return Err(uneven(rt, which, "shorter"));
    }
    for (index, iterator) in tuple::items(iterators).iter().enumerate().skip(1) {
        if rt.next(iterator)?.is_some() {
            return Err(uneven(rt, index, "longer"));
        }
    }
    Ok(None)
}

fn uneven(rt: &Runtime, which: usize, how: &str) -> Raised {
    let others = if which == 1 { " " } else { "s 1-" };
    rt.value_error(format!(
        "zip() argument {} is {how} than argument{others}{which}",
        which + 1
    ))
}

fn zip_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let zip = this.expect::<Zip>();
    let iterators = rt.or_none(&zip.ittuple);
    let mut parts = vec![this.ty().to_obj(), iterators];
    if zip.strict.get() != 0 {
        parts.push(rt.new_bool(true)?);
    }
    rt.new_tuple(parts)
}

fn zip_setstate(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let strict = rt.is_true(state)?;
    this.expect::<Zip>().strict.set(i64::from(strict));
    rt.done()
}

/// Refuses keyword arguments, unless a subclass has an `__init__` for them.
fn no_keywords(
    rt: &Runtime,
    class: &Obj,
    args: Args<'_>,
    which: Builtin,
    name: &str,
) -> PyResult<()> {
    let own = class.expect::<PyTypeObject>().tp_init.get();
    match same_init(own, rt.ty(which).tp_init.get()) {
        true => args.no_keywords(rt, name),
        false => Ok(()),
    }
}

fn map_new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    no_keywords(rt, class, args, Builtin::Map, "map")?;
    let [function, iterables @ ..] = args.positionals() else {
        return Err(rt.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(rt.type_error("map() must have at least two arguments."));
    }
    let iterators = iterators(rt, iterables)?;
    let map = rt.alloc(Map {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        iters: Field::new(Some(iterators)),
        func: function.clone(),
    })?;
    object::track(&map);
    Ok(map)
}

fn map_next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let _level = rt.deeper("")?;
    let map = this.expect::<Map>();
    let Some(iterators) = map.iters.get() else {
        return Ok(None);
    };
    let function = &map.get().func;
    if let [iterator] = tuple::items(&iterators) {
        return match rt.next_or_stop(iterator)? {
            Some(item) => rt.call_with(function, &[item]).map(Some),
            None => Ok(None),
        };
    }
    let mut args = Vec::with_capacity(tuple::items(&iterators).len());
    for iterator in tuple::items(&iterators) {
        match rt.next_or_stop(iterator)? {
            Some(item) => args.push(item),
            None => return Ok(None),
        }
    }
    rt.call_with(function, &args).map(Some)
}

fn map_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let map = this.expect::<Map>();
    let mut args = vec![map.get().func.clone()];
    if let Some(iterators) = map.iters.get() {
        args.extend_from_slice(tuple::items(&iterators));
    }
    rt.new_tuple(vec![this.ty().to_obj(), rt.new_tuple(args)?])
}

fn filter_new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    no_keywords(rt, class, args, Builtin::Filter, "filter")?;
    check_count(rt, "filter", args.positionals().len(), 2, 2)?;
    let iterator = rt.iter(&args.items[1])?;
    let filter = rt.alloc(Filter {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        func: args.items[0].clone(),
        it: Field::new(Some(iterator)),
    })?;
    object::track(&filter);
    Ok(filter)
}

fn filter_next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let _level = rt.deeper("")?;
    let filter = this.expect::<Filter>();
    let Some(iterator) = filter.it.get() else {
        return Ok(None);
    };
    let function = &filter.get().func;
    let plain = function.is(rt.none()) || function.is(&rt.type_obj(Builtin::Bool));
    rt.uncounted(iterator, |iterator| {
        while let Some(item) = rt.next_or_stop(iterator)? {
            rt.spend(1)?;
            let accepted = if plain {
                rt.is_true(&item)?
            } else {
                let answer = rt.call_with(function, std::slice::from_ref(&item))?;
                rt.is_true(&answer)?
            };
            if accepted {
                return Ok(Some(item));
            }
        }
        Ok(None)
    })
}

fn filter_reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let filter = this.expect::<Filter>();
    let function = filter.get().func.clone();
    let args = [function].into_iter().chain(filter.it.get());
    rt.new_tuple(vec![this.ty().to_obj(), rt.new_tuple(args.collect())?])
}

const PLAIN: TypeSpec = TypeSpec {
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    ..TypeSpec::PLAIN
};

/// The type `zip`.
pub static ZIP_TYPE: TypeSpec = TypeSpec {
    which: Builtin::Zip,
    name: "zip",
    basicsize: 48,
    slots: Slots {
        tp_new: Some(zip_new),
        tp_dealloc: Some(object::dealloc_struct::<Zip>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            let zip = this.expect::<Zip>();
            zip.ittuple.visit(visitor);
            zip.result.visit(visitor);
        }),
        // Not in CPython, where one in the tuple it gave last stays for ever.
        tp_clear: Some(|this| this.expect::<Zip>().result.set(None)),
        tp_iter: Some(itself),
        tp_iternext: Some(zip_next),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", zip_reduce),
        MethodDef::one("__setstate__", zip_setstate),
    ],
    ..PLAIN
};

/// The type `map`.
pub static MAP_TYPE: TypeSpec = TypeSpec {
    which: Builtin::Map,
    name: "map",
    basicsize: 32,
    slots: Slots {
        tp_new: Some(map_new),
        tp_dealloc: Some(object::dealloc_struct::<Map>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            let map = this.expect::<Map>();
            map.iters.visit(visitor);
            visitor.visit(&map.get().func);
        }),
        tp_iter: Some(itself),
        tp_iternext: Some(map_next),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", map_reduce)],
    ..PLAIN
};

/// The type `filter`.
pub static FILTER_TYPE: TypeSpec = TypeSpec {
    which: Builtin::Filter,
    name: "filter",
    basicsize: 32,
    slots: Slots {
        tp_new: Some(filter_new),
        tp_dealloc: Some(object::dealloc_struct::<Filter>),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            let filter = this.expect::<Filter>();
            filter.it.visit(visitor);
            visitor.visit(&filter.get().func);
        }),
        tp_iter: Some(itself),
        tp_iternext: Some(filter_next),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", filter_reduce)],
    ..PLAIN
};
