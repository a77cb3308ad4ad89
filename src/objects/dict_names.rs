//! Names that are found in a dict by their address: no two keys are compared, so nothing
//! runs. What a name's entry is stays true as long as the dict has the same keys, which a
//! number tells (`Objects/dictobject.c@v3.13.0#_PyDict_LookupIndex`).

use super::dict::{Equality, PyDictObject, maintain_tracking, table};
use super::str::{self, Text};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::key_table::{Guess, is_text};

/// The value of a name, or none, if addresses decide: no two keys are compared.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn guess(rt: &Runtime, dict: &Obj, name: &Obj) -> Option<Option<Obj>> {
    match guess_entry(rt, dict, name) {
        Guess::At(index) => Some(table(dict).guessed_value(index)),
        Guess::Missing => Some(None),
        Guess::Unknown => None,
    }
}

/// Stores a value under a name that the dict has already, if addresses show that; what
/// was there before.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn guess_replace(
    rt: &Runtime,
    dict: &Obj,
    name: &Obj,
    value: &Obj,
) -> Option<Option<Obj>> {
    let Guess::At(index) = guess_entry(rt, dict, name) else {
        return None;
    };
    maintain_tracking(dict, name, value);
    Some(table(dict).replace(rt, index, value.clone()))
}

/// The value of a name in a dict whose keys have a number, at an index that
/// [`place_of_name`] has told.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn value_at(dict: &Obj, keys: u32, index: u32) -> Option<Obj> {
    let table = &dict.cast::<PyDictObject>()?.get().table;
    if table.keys_number() != keys {
        return None;
    }
    table.guessed_value(index as usize)
}

/// Stores a value at such an index, under the name that is there; what was there before.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn replace_at(
    rt: &Runtime,
    dict: &Obj,
    keys: u32,
    index: u32,
    name: &Obj,
    value: &Obj,
) -> Option<Option<Obj>> {
    if !has_keys(dict, keys) {
        return None;
    }
    maintain_tracking(dict, name, value);
    Some(table(dict).replace(rt, index as usize, value.clone()))
}

/// Whether the keys of a dict have this number still.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn has_keys(dict: &Obj, keys: u32) -> bool {
    let dict = dict.cast::<PyDictObject>();
    dict.is_some_and(|dict| dict.table.keys_number() == keys)
}

/// The number of a dict's keys, and the index of a name among them, if addresses decide.
pub(crate) fn place_of_name(
    rt: &Runtime,
    dict: &Obj,
    name: &Obj,
) -> Option<(u32, Option<u32>)> {
    let index = match guess_entry(rt, dict, name) {
        Guess::At(index) => Some(index as u32),
        Guess::Missing => None,
        Guess::Unknown => return None,
    };
    match table(dict).number_keys(rt) {
        0 => None,
        number => Some((number, index)),
    }
}

#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
fn guess_entry(rt: &Runtime, dict: &Obj, name: &Obj) -> Guess {
    match (dict.cast::<PyDictObject>(), Text::of(name)) {
        (Some(dict), Some(text)) if is_text(name) => {
            dict.table.guess(name, str::hash_of(text), &Equality(rt))
        }
        _ => Guess::Unknown,
    }
}
