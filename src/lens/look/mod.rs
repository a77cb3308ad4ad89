//! Looking at one object: its type, value, count, size and bytes.
//!
//! All of it is read from the bytes of built-in types. Nothing is counted, nothing is
//! allocated on the heap, and no Python runs: a class's own `__repr__`, `__len__` or
//! `__sizeof__` is never asked.

mod edges;
mod fields;
mod structs;
mod value;

pub(super) use edges::each_edge;
pub(super) use fields::fields;
pub(super) use value::{key, value};

use crate::refcount::Obj;
use crate::typeobject::Builtin;

/// The built-in type that an object's type is or descends from.
fn native(object: &Obj) -> Builtin {
    Builtin::ALL[usize::from(object.ty().flags().tag())]
}

/// Whether an object's value is what it refers to: a list, a tuple, a dict, a set.
pub(super) fn is_container(object: &Obj) -> bool {
    let kinds = [Builtin::List, Builtin::Tuple, Builtin::Dict];
    kinds.contains(&native(object)) || crate::objects::set::is_any_set(object)
}
