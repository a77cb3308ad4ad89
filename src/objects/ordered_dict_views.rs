//! What `keys()`, `values()` and `items()` of an OrderedDict return: views of a dict that
//! are iterated in the OrderedDict's order (`Objects/odictobject.c@v3.13.0#PyODictKeys_Type`).

use super::dict_views;
use super::ordered_dict_iter::{self as iter, REVERSED};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{MethodDef, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// An iterator of a kind over what a view shows.
fn through<const KIND: i32>(rt: &Runtime, this: &Obj) -> PyResult {
    match dict_views::viewed(this) {
        Some(odict) => iter::make(rt, &odict, KIND),
        None => rt.done(),
    }
}

/// A view of a kind: its base, but for the iterators.
const fn view<const KIND: i32>(
    which: Builtin,
    name: &'static str,
    base: Builtin,
    methods: &'static [MethodDef],
) -> TypeSpec {
    TypeSpec {
        which,
        name,
        base: Some(base),
        basicsize: 24,
        flags: TypeFlags::HAVE_GC,
        slots: Slots {
            tp_iter: Some(through::<KIND>),
            ..Slots::EMPTY
        },
        methods,
        ..TypeSpec::PLAIN
    }
}

const REVERSED_KEYS: i32 = iter::KEYS | REVERSED;
const REVERSED_VALUES: i32 = iter::VALUES | REVERSED;
const REVERSED_ITEMS: i32 = iter::ITEMS | REVERSED;

/// The type `odict_keys`.
pub static KEYS: TypeSpec = view::<{ iter::KEYS }>(
    Builtin::OdictKeys,
    "odict_keys",
    Builtin::DictKeys,
    &[MethodDef::none("__reversed__", through::<REVERSED_KEYS>)],
);

/// The type `odict_values`.
pub static VALUES: TypeSpec = view::<{ iter::VALUES }>(
    Builtin::OdictValues,
    "odict_values",
    Builtin::DictValues,
    &[MethodDef::none("__reversed__", through::<REVERSED_VALUES>)],
);

/// The type `odict_items`.
pub static ITEMS: TypeSpec = view::<{ iter::ITEMS }>(
    Builtin::OdictItems,
    "odict_items",
    Builtin::DictItems,
    &[MethodDef::none("__reversed__", through::<REVERSED_ITEMS>)],
);
