//! Filling a dict from something else: another dict, a mapping, pairs, keys
//! (`Objects/dictobject.c@v3.13.0#dict_merge`).

use super::dict::{self, Equality, is_dict, table};
use super::set;
use crate::attributes::getattr_optional;
use crate::object;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;

/// What happens to a key that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Collision {
    /// It gets the new value.
    Replace,
    /// That is an error: `KeyError(key)`, which a call reports in its own words.
    Refuse,
}

/// `dict.update`'s arguments: at most one positional one, then keywords.
pub(crate) fn update_with(
    rt: &Runtime,
    dict: &Obj,
    args: Args<'_>,
    function: &str,
) -> PyResult<()> {
    let positionals = args.positionals();
    super::args::check_count(rt, function, positionals.len(), 0, 1)?;
    if let Some(source) = positionals.first() {
        update(rt, dict, source)?;
    }
    for (name, value) in args.keywords() {
        dict::set(rt, dict, name, value.clone())?;
    }
    Ok(())
}

/// Takes over what a mapping or an iterable of pairs has.
pub(crate) fn update(rt: &Runtime, dict: &Obj, source: &Obj) -> PyResult<()> {
    if source.ty().is_exactly(Builtin::Dict)
        || getattr_optional(rt, source, &rt.intern_str("keys")?)?.is_some()
    {
        return merge(rt, dict, source, Collision::Replace);
    }
    merge_pairs(rt, dict, source, Collision::Replace)
}

/// Takes over what a mapping has.
pub(crate) fn merge(
    rt: &Runtime,
    dict: &Obj,
    source: &Obj,
    collision: Collision,
) -> PyResult<()> {
    if iterates_as_dict(rt, source) {
        return merge_dict(rt, dict, source, collision);
    }
    let keys = rt.call_method(source, "keys", &[])?;
    let iterator = rt.iter(&keys)?;
    drop(keys);
    let keys = super::list_methods::from_iterable(rt, &iterator)?;
    drop(iterator);
    let mut index = 0;
    while let Some(key) = super::list::get(&keys, index) {
        index += 1;
        rt.spend(1)?;
        if collision != Collision::Replace && dict::contains(rt, dict, &key)? {
            return Err(rt.raise_value(Builtin::KeyError, key));
        }
        let value = rt.getitem(source, &key)?;
        dict::set(rt, dict, &key, value)?;
    }
    Ok(())
}

/// Whether the object is a dict whose class has not changed how it is iterated.
fn iterates_as_dict(rt: &Runtime, object: &Obj) -> bool {
    let mine = object.ty().tp_iter.get();
    let theirs = rt.ty(Builtin::Dict).tp_iter.get();
    is_dict(object)
        && (object.ty().is_exactly(Builtin::Dict)
            || matches!((mine, theirs), (Some(a), Some(b)) if std::ptr::fn_addr_eq(a, b)))
}

fn merge_dict(
    rt: &Runtime,
    dict: &Obj,
    source: &Obj,
    collision: Collision,
) -> PyResult<()> {
    let (mine, theirs) = (table(dict), table(source));
    if dict.is(source) || theirs.len() == 0 {
        return Ok(());
    }
    if mine.len() == 0 && !mine.is_split() && theirs.is_compact() {
        mine.clone_from(rt, theirs)?;
        if object::is_tracked(source) && !object::is_tracked(dict) {
            object::track(dict);
        }
        return Ok(());
    }
    let with = Equality(rt);
    mine.reserve(rt, theirs.len(), theirs.is_unicode(), &with)?;
    let entries = theirs.entries();
    let replace = collision == Collision::Replace || mine.len() == 0;
    let mut position = 0;
    while let Some((key, value, hash)) = dict::next(source, &mut position) {
        rt.spend(1)?;
        if replace || mine.find(&key, hash, &with)?.is_none() {
            let _counted = (key.clone(), value.clone());
            dict::set_known(rt, dict, &key, hash, value)?;
        } else if collision == Collision::Refuse {
            return Err(rt.raise_value(Builtin::KeyError, key));
        }
        if theirs.entries() != entries {
            return Err(rt.raise(Builtin::RuntimeError, "dict mutated during update"));
        }
    }
    Ok(())
}

/// Takes over pairs of keys and values
/// (`Objects/dictobject.c@v3.13.0#PyDict_MergeFromSeq2`).
pub(crate) fn merge_pairs(
    rt: &Runtime,
    dict: &Obj,
    source: &Obj,
    collision: Collision,
) -> PyResult<()> {
    let iterator = rt.iter(source)?;
    let mut number = 0;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        let pair = match super::list_methods::row(rt, &item) {
            Ok(pair) => pair,
            Err(_) if rt.raised_is(Builtin::TypeError) => {
                return Err(rt.type_error(format!(
                    "cannot convert dictionary update sequence element #{number} to a \
                     sequence"
                )));
            }
            Err(raised) => return Err(raised),
        };
        let [key, value] = &pair[..] else {
            return Err(rt.value_error(format!(
                "dictionary update sequence element #{number} has length {}; 2 is \
                 required",
                pair.len()
            )));
        };
        if collision == Collision::Replace {
            dict::set(rt, dict, key, value.clone())?;
        } else {
            dict::set_default(rt, dict, key, value)?;
        }
        number += 1;
    }
    Ok(())
}

/// `dict.copy()`: the block is copied as it is, unless a third of it was deleted.
pub(crate) fn copy(rt: &Runtime, dict: &Obj) -> PyResult {
    let copy = rt.new_dict()?;
    let theirs = table(dict);
    let len = theirs.len();
    if len > 0 && iterates_as_dict(rt, dict) && len >= theirs.entries() * 2 / 3 {
        table(&copy).clone_from(rt, theirs)?;
        if object::is_tracked(dict) {
            object::track(&copy);
        }
    } else if len > 0 {
        merge(rt, &copy, dict, Collision::Replace)?;
    }
    Ok(copy)
}

/// `dict.fromkeys(iterable, value)` for `dict` and its subclasses
/// (`Objects/dictobject.c@v3.13.0#_PyDict_FromKeys`).
pub(crate) fn from_keys(
    rt: &Runtime,
    class: &Obj,
    iterable: &Obj,
    value: &Obj,
) -> PyResult {
    let made = rt.call_with(class, &[])?;
    let exact = made.ty().is_exactly(Builtin::Dict);
    if exact && dict::len(&made) == 0 {
        let kind = iterable.ty();
        let with = Equality(rt);
        if kind.is_exactly(Builtin::Dict) {
            let theirs = table(iterable);
            table(&made).enlarge(rt, theirs.len(), theirs.is_unicode(), &with)?;
            // Keys that are in a table already are not hashed again.
            let mut position = 0;
            while let Some((key, _, hash)) = dict::next(iterable, &mut position) {
                rt.spend(1)?;
                dict::set_known(rt, &made, &key, hash, value.clone())?;
            }
            return Ok(made);
        } else if kind.is_exactly(Builtin::Set) || kind.is_exactly(Builtin::FrozenSet) {
            table(&made).enlarge(rt, set::len(iterable), false, &with)?;
            let mut position = 0;
            while let Some((key, hash)) = set::next(iterable, &mut position) {
                rt.spend(1)?;
                dict::set_known(rt, &made, &key, hash, value.clone())?;
            }
            return Ok(made);
        }
    }
    let iterator = rt.iter(iterable)?;
    while let Some(key) = rt.next(&iterator)? {
        rt.spend(1)?;
        if exact {
            dict::set(rt, &made, &key, value.clone())?;
        } else {
            rt.setitem(&made, &key, Some(value))?;
        }
    }
    Ok(made)
}
