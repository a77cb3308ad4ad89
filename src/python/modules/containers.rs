//! `_containers`: the types `deque` and `OrderedDict`, for `collections`, and what the
//! iterators of `itertools` do with a tuple that nobody keeps, and `lru_cache` with keys
//! that are asked for their hash once; and calls that count nothing of what they are
//! given.

use super::ModuleDef;
use crate::attributes::slot_functions::call_special;
use crate::object;
use crate::objects::builtin_function::plain;
use crate::objects::protocol::is_index;
use crate::objects::{dict, int};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::shapes::tuple_items;
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_containers",
    functions: &[
        MethodDef::many("lend", lend),
        MethodDef::many("lend_all", lend_all),
        MethodDef::many("recall", recall),
        MethodDef::many("refill", refill),
        MethodDef::many("remember", remember),
        MethodDef::many("special", |rt, _, args| {
            let [object, name] = args else {
                return Err(rt.type_error("special() takes an object and a name"));
            };
            let found = call_special(rt, object, &plain(name), &[])?;
            Ok(found.unwrap_or_else(|| rt.none().clone()))
        }),
        MethodDef::one("unwatched", |_, _, object| {
            // What C has as a table of numbers is no container.
            object::untrack(object);
            Ok(object.clone())
        }),
    ],
    fill: |rt, namespace| {
        dict::set_str(rt, namespace, "deque", rt.type_obj(Builtin::Deque))?;
        let iterator = rt.type_obj(Builtin::DequeIterator);
        dict::set_str(rt, namespace, "_deque_iterator", iterator)?;
        // For `collections.abc`, which need not import `array`.
        dict::set_str(rt, namespace, "array", rt.type_obj(Builtin::Array))?;
        let ordered = rt.type_obj(Builtin::OrderedDict);
        dict::set_str(rt, namespace, "OrderedDict", ordered)
    },
};

/// `refill(iterator, items, keep)`: a tuple of the items of a list, which is the
/// iterator's `_result` if nobody else has that. A new one takes its place if the
/// iterator is to keep it (`Modules/itertoolsmodule.c@v3.13.0#pairwise_next`).
fn refill(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    let (iterator, name) = (&args[0], rt.intern_str("_result")?);
    let mut items = rt.collect(&args[1])?;
    let mut result = rt.getattr(iterator, &name)?;
    rt.setattr(iterator, &name, Some(rt.none()))?;
    let refilled = tuple_items::refill(&mut result, &mut items);
    let given = match refilled {
        true => {
            // The collector may have found nothing of a cycle in what it held before.
            if !object::is_tracked(&result) {
                object::track(&result);
            }
            result.clone()
        }
        false => rt.new_tuple(items)?,
    };
    if !refilled && rt.is_true(&args[2])? {
        result = given.clone();
    }
    rt.setattr(iterator, &name, Some(&result))?;
    Ok(given)
}

/// `lend(owner, name, *places)`: calls an attribute. Each argument is at a place that two
/// values tell: a list and an index, or an object and the name of its attribute. Neither
/// they nor what is called are counted for the call, as where C reads them from a struct.
fn lend(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    let [owner, name, places @ ..] = args else {
        return Err(rt.type_error("lend() takes an owner and a name"));
    };
    let given = places
        .chunks_exact(2)
        .map(|place| match is_index(&place[1]) {
            true => rt.getitem(&place[0], &place[1]),
            false => rt.getattr(&place[0], &place[1]),
        });
    let given = given.collect::<PyResult<Vec<Obj>>>()?;
    rt.uncounted(rt.getattr(owner, name)?, |callable| {
        call_lent(rt, callable, given, &[])
    })
}

fn call_lent(
    rt: &Runtime,
    callable: &Obj,
    mut given: Vec<Obj>,
    lent: &[&Obj],
) -> PyResult {
    match given.pop() {
        Some(last) => rt.uncounted(last, |last| {
            let lent: Vec<&Obj> =
                [last].into_iter().chain(lent.iter().copied()).collect();
            call_lent(rt, callable, given, &lent)
        }),
        None => in_a_row(lent.iter().copied(), |args| rt.call_with(callable, args)),
    }
}

/// `lend_all(owner, name, args)`: the same with all items of a sequence, which are in a
/// tuple for the call.
fn lend_all(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    let given = match args[2].ty().is_exactly(Builtin::Tuple) {
        true => args[2].clone(),
        false => rt.new_tuple(rt.collect(&args[2])?)?,
    };
    rt.uncounted(rt.getattr(&args[0], &args[1])?, |callable| {
        rt.call_tuple(callable, &given)
    })
}

fn hash_of(rt: &Runtime, hash: &Obj) -> PyResult<i64> {
    int::to_i64(hash).ok_or_else(|| rt.type_error("a hash is an int"))
}

/// `recall(cache, key, hash, missing, bounded)`: what a cache has for a key, which is
/// the one used last from then on where the cache is bounded, or else `missing`.
fn recall(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    let (cache, key, hash) = (&args[0], &args[1], hash_of(rt, &args[2])?);
    let found = match rt.is_true(&args[4])? {
        true => dict::make_last(rt, cache, key, hash)?,
        false => dict::get_known(rt, cache, key, hash)?,
    };
    Ok(found.unwrap_or_else(|| args[3].clone()))
}

/// `remember(cache, key, hash, result, maxsize)`: stores a result. In a bounded cache
/// one that is there already stays, and the one that was not used for longest goes when
/// there is no room: after the new one has come
/// (`Modules/_functoolsmodule.c@v3.13.0#bounded_lru_cache_wrapper`).
fn remember(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    let (cache, key, hash) = (&args[0], &args[1], hash_of(rt, &args[2])?);
    let mut gone = None;
    if let Some(maxsize) = int::to_i64(&args[4]) {
        if dict::get_known(rt, cache, key, hash)?.is_some() {
            return rt.done();
        }
        if dict::len(cache) as i64 >= maxsize
            && let Some((oldest, _, hash)) = dict::next(cache, &mut 0)
        {
            let result = dict::take_known(rt, cache, &oldest, hash)?;
            gone = Some((oldest, result));
        }
    }
    dict::set_known(rt, cache, key, hash, args[3].clone())?;
    drop(gone);
    rt.done()
}
