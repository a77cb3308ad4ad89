//! OrderedDict: a dict whose keys can be put into another order
//! (`Objects/odictobject.c@v3.13.0`).
//!
//! It is a dict with a chain of its keys beside it. A dict keeps the order of insertion
//! too, for nothing; the chain costs 32 bytes a key, and eight a slot, and buys that a
//! key can move to either end in one step.

use super::dict::{self, Equality, PyDictObject, table};
use super::dict_type;
use super::ordered_dict_iter as iter;
use super::ordered_dict_methods as methods;
use crate::attributes::type_methods::{get_dict, set_dict};
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::shapes::key_table::KeyTable;
use crate::shapes::order_list::OrderList;
use crate::typeobject::slots::{CompareOp, GetSetDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// An OrderedDict: 112 bytes.
#[repr(C)]
pub struct PyODictObject {
    /// The dict: count, type, keys and values.
    pub ob_base: PyDictObject,
    /// `od_first`, `od_last`, `od_fast_nodes` and what belongs to them.
    order: OrderList,
    /// Its `__dict__`, or nothing.
    od_inst_dict: Field,
    od_weakreflist: Cell<u64>,
}

crate::py_struct!(
    PyODictObject, Builtin::OrderedDict, size 112, order @ 48, od_inst_dict @ 96,
    od_weakreflist @ 104
);

/// The chain of an OrderedDict's keys.
pub(super) fn order(this: &Obj) -> &OrderList {
    &this.expect::<PyODictObject>().get().order
}

/// Whether the object is an OrderedDict, or one of a subclass.
pub(super) fn is_ordered(object: &Obj) -> bool {
    object.cast::<PyODictObject>().is_some()
}

/// An empty object of `OrderedDict` or a subclass.
pub(super) fn make(rt: &Runtime, class: View<'_, PyTypeObject>) -> PyResult {
    let made = rt.alloc_generic(PyODictObject {
        ob_base: PyDictObject {
            ob_base: PyObject::new(class),
            table: KeyTable::new(rt)?,
        },
        order: OrderList::default(),
        od_inst_dict: Field::empty(),
        od_weakreflist: Cell::new(0),
    })?;
    object::track(&made);
    Ok(made)
}

/// The place of a key's node (`_odict_find_node_hash`).
pub(super) fn find(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    hash: i64,
) -> PyResult<Option<usize>> {
    order(this).find(rt, table(this), key, hash, &Equality(rt))
}

/// Stores a value; a new key is the last one (`_PyODict_SetItem_KnownHash_LockHeld`).
pub(super) fn set_known(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    hash: i64,
    value: Obj,
) -> PyResult<()> {
    // The dict's reference to the key, and then the chain's.
    let counted = key.clone();
    dict::set_known(rt, this, &counted, hash, value)?;
    let added = order(this).add(rt, table(this), key, hash, &Equality(rt));
    let failed = match added {
        Ok(true) => return Ok(()),
        Ok(false) => rt.raise_value(Builtin::KeyError, key.clone()),
        Err(raised) => raised,
    };
    // The dict shall not have what the chain has not.
    let Some(pending) = rt.take_pending() else {
        return Err(failed);
    };
    if dict::take_known(rt, this, key, hash).is_err() {
        rt.clear_raised();
    }
    Err(rt.raise_pending(pending))
}

fn assign(rt: &Runtime, this: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let hash = rt.hash(key)?;
    if let Some(value) = value {
        return set_known(rt, this, key, hash, value.clone());
    }
    if let Some(at) = find(rt, this, key, hash)? {
        order(this).remove(rt, at);
    }
    match dict::take_known(rt, this, key, hash)? {
        Some(_) => Ok(()),
        None => Err(rt.raise_value(Builtin::KeyError, key.clone())),
    }
}

/// Whether two dicts are equal; of two OrderedDicts the order counts too.
fn richcompare(rt: &Runtime, a: &Obj, b: &Obj, op: CompareOp) -> PyResult {
    let dicts = is_ordered(a) && dict::is_dict(b);
    if !dicts || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(rt.not_implemented().clone());
    }
    let equal = dict_type::equal(rt, a, b)?
        && (!is_ordered(b) || same_order(rt, order(a), order(b))?);
    rt.new_bool(equal == (op == CompareOp::Eq))
}

/// Whether the keys are equal one by one (`_odict_keys_equal`).
fn same_order(rt: &Runtime, a: &OrderList, b: &OrderList) -> PyResult<bool> {
    let states = (a.state(), b.state());
    let keys = (a.keys(), b.keys());
    for ((one, _), (other, _)) in keys.0.iter().zip(&keys.1) {
        rt.spend(1)?;
        let equal = rt.equal(one, other)?;
        if (a.state(), b.state()) != states {
            let message = "OrderedDict mutated during iteration";
            return Err(rt.raise(Builtin::RuntimeError, message));
        }
        if !equal {
            return Ok(false);
        }
    }
    Ok(keys.0.len() == keys.1.len())
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let name = this.ty().short_name().to_owned();
    if dict::len(this) == 0 {
        return rt.new_str(&format!("{name}()"));
    }
    if !rt.repr_enter(this)? {
        return rt.new_str("...");
    }
    let text = methods::shown(rt, this, &name);
    rt.repr_leave(this);
    text?.finish(rt)
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<PyODictObject>().od_inst_dict);
    order(this).visit(visitor);
    table(this).visit(visitor);
}

fn clear(this: &Obj) {
    let rt = this.runtime();
    this.expect::<PyODictObject>().od_inst_dict.set(None);
    dict::clear(rt, this);
    order(this).clear(rt);
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    this.as_obj()
        .expect::<PyODictObject>()
        .od_inst_dict
        .set(None);
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    order(&this.as_obj()).clear(rt);
    table(&this.as_obj()).dismantle(rt);
    this.finish::<PyODictObject>(rt);
}

/// The type `collections.OrderedDict`. It is made as a dict is: see `dict_methods::new`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::OrderedDict,
    name: "collections.OrderedDict",
    base: Some(Builtin::Dict),
    basicsize: 112,
    dictoffset: 96,
    weaklistoffset: 104,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::MAPPING)
        .with(TypeFlags::MATCH_SELF),
    slots: Slots {
        tp_init: Some(methods::init),
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(|rt, this| iter::make(rt, this, iter::KEYS)),
        nb_or: Some(methods::or),
        nb_inplace_or: Some(methods::inplace_or),
        mp_ass_subscript: Some(assign),
        ..Slots::EMPTY
    },
    methods: methods::METHODS,
    getset: &[GetSetDef::get_set("__dict__", get_dict, set_dict)],
    ..TypeSpec::PLAIN
};
