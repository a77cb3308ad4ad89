//! What `keys()`, `values()` and `items()` return: windows on a dict
//! (`Objects/dictobject.c@v3.13.0#_PyDictViewObject`).

use super::dict::{self, is_dict, pair};
use super::dict_iter;
use super::dict_view_ops as ops;
use super::text_builder::TextBuilder;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, Matches, TypeFlags, TypeSpec};

/// A view: 24 bytes.
#[repr(C)]
pub struct DictView {
    /// Count and type.
    pub ob_base: PyObject,
    /// The dict.
    dv_dict: Field,
}

crate::py_struct!(
    DictView,
    [
        Builtin::DictKeys, Builtin::DictValues, Builtin::DictItems,
        Builtin::OdictKeys, Builtin::OdictValues, Builtin::OdictItems,
    ],
    size 24, dv_dict @ 16
);

/// A view of one of the types.
pub(super) fn make(rt: &Runtime, dict: &Obj, which: Builtin) -> PyResult {
    let view = rt.alloc(DictView {
        ob_base: PyObject::new(rt.ty(which)),
        dv_dict: Field::new(Some(dict.clone())),
    })?;
    object::track(&view);
    Ok(view)
}

/// `dict.keys()`.
pub(super) fn keys(rt: &Runtime, dict: &Obj) -> PyResult {
    make(rt, dict, Builtin::DictKeys)
}

/// `dict.values()`.
pub(super) fn values(rt: &Runtime, dict: &Obj) -> PyResult {
    make(rt, dict, Builtin::DictValues)
}

/// `dict.items()`.
pub(super) fn items(rt: &Runtime, dict: &Obj) -> PyResult {
    make(rt, dict, Builtin::DictItems)
}

/// The dict behind a view; none if the collector has taken the view apart.
pub(super) fn viewed(view: &Obj) -> Option<Obj> {
    view.cast::<DictView>()?.dv_dict.get()
}

/// Whether the object is a view of keys.
fn is_keys(object: &Obj) -> bool {
    [Builtin::DictKeys, Builtin::OdictKeys].matches(object.ty().flags())
}

/// Whether the object is a view of keys or items, which are like sets.
pub(super) fn is_set_like(object: &Obj) -> bool {
    let items = [Builtin::DictItems, Builtin::OdictItems];
    is_keys(object) || items.matches(object.ty().flags())
}

/// The number of entries of the dict behind a view.
pub(super) fn len(_: &Runtime, this: &Obj) -> PyResult<usize> {
    Ok(viewed(this).map_or(0, |dict| dict::len(&dict)))
}

fn keys_contain(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<bool> {
    match viewed(this) {
        Some(dict) => dict::contains(rt, &dict, key),
        None => Ok(false),
    }
}

fn items_contain(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult<bool> {
    let (Some(dict), Some((key, value))) = (viewed(this), pair(item)) else {
        return Ok(false);
    };
    match dict::get(rt, &dict, key)? {
        Some(found) => rt.equal(&found, value),
        None => Ok(false),
    }
}

/// Whether a set-like view has an item.
pub(super) fn contains(rt: &Runtime, view: &Obj, item: &Obj) -> PyResult<bool> {
    if is_keys(view) {
        keys_contain(rt, view, item)
    } else {
        items_contain(rt, view, item)
    }
}

/// An iterator over what a view shows.
fn iterator(rt: &Runtime, view: &Obj, backwards: bool) -> PyResult {
    let which = [
        [Builtin::DictKeyIterator, Builtin::DictReverseKeyIterator],
        [
            Builtin::DictValueIterator,
            Builtin::DictReverseValueIterator,
        ],
        [Builtin::DictItemIterator, Builtin::DictReverseItemIterator],
    ];
    let ty = view.ty();
    let row = if ty.is_exactly(Builtin::DictKeys) {
        0
    } else if ty.is_exactly(Builtin::DictValues) {
        1
    } else {
        2
    };
    match viewed(view) {
        Some(dict) => dict_iter::make(rt, &dict, which[row][usize::from(backwards)]),
        None => rt.iter(&rt.new_tuple(Vec::new())?),
    }
}

fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    iterator(rt, this, false)
}

fn reversed(rt: &Runtime, this: &Obj) -> PyResult {
    iterator(rt, this, true)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if !rt.repr_enter(this)? {
        return rt.new_str("...");
    }
    let text = write_items(rt, this);
    rt.repr_leave(this);
    text?.finish(rt)
}

fn write_items(rt: &Runtime, this: &Obj) -> PyResult<TextBuilder> {
    let mut text = TextBuilder::new();
    text.push_str(this.ty().name());
    text.push_str("([");
    for (number, item) in rt.collect(this)?.iter().enumerate() {
        if number > 0 {
            text.push_str(", ");
        }
        text.push_repr(rt, item)?;
    }
    text.push_str("])");
    Ok(text)
}

fn mapping(rt: &Runtime, this: &Obj) -> PyResult {
    match viewed(this).filter(is_dict) {
        Some(dict) => rt.new_mapping_proxy(dict),
        None => rt.done(),
    }
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<DictView>().dv_dict);
}

static GETSET: &[GetSetDef] = &[GetSetDef::get("mapping", mapping)];

static VALUES_METHODS: &[MethodDef] = &[MethodDef::none("__reversed__", reversed)];

const SLOTS: Slots = Slots {
    tp_dealloc: Some(object::dealloc_struct::<DictView>),
    tp_repr: Some(repr),
    tp_traverse: Some(traverse),
    tp_iter: Some(iter),
    sq_length: Some(len),
    ..Slots::EMPTY
};

/// The slots of the views that are like sets.
const SET_LIKE: Slots = Slots {
    tp_richcompare: Some(ops::richcompare),
    nb_subtract: Some(ops::sub),
    nb_and: Some(ops::and),
    nb_xor: Some(ops::xor),
    nb_or: Some(ops::or),
    ..SLOTS
};

const VIEW: TypeSpec = TypeSpec {
    basicsize: 24,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
    getset: GETSET,
    ..TypeSpec::PLAIN
};

/// The type `dict_keys`.
pub static KEYS: TypeSpec = TypeSpec {
    which: Builtin::DictKeys,
    name: "dict_keys",
    slots: Slots {
        sq_contains: Some(keys_contain),
        ..SET_LIKE
    },
    methods: &[
        MethodDef::one("isdisjoint", ops::isdisjoint),
        MethodDef::none("__reversed__", reversed),
    ],
    ..VIEW
};

/// The type `dict_values`.
pub static VALUES: TypeSpec = TypeSpec {
    which: Builtin::DictValues,
    name: "dict_values",
    slots: SLOTS,
    methods: VALUES_METHODS,
    ..VIEW
};

/// The type `dict_items`.
pub static ITEMS: TypeSpec = TypeSpec {
    which: Builtin::DictItems,
    name: "dict_items",
    slots: Slots {
        sq_contains: Some(items_contain),
        ..SET_LIKE
    },
    methods: &[
        MethodDef::one("isdisjoint", ops::isdisjoint),
        MethodDef::none("__reversed__", reversed),
    ],
    ..VIEW
};
