//! tuple: a fixed row of references (`Objects/tupleobject.c@v3.13.0`).

use super::{tuple_iter, tuple_methods};
use crate::object::{self, PyVarObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
pub use crate::shapes::PyTuple;
use crate::typeobject::slots::{Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// The one empty tuple.
pub struct EmptyTuple(Obj);

crate::room!(EmptyTuple, rooms::TUPLE);

/// Makes the empty tuple.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let empty = rt.tuple_of(rt.ty(Builtin::Tuple), Vec::new())?;
    object::untrack(&empty);
    rt.immortalize(&empty);
    rt.furnish(EmptyTuple(empty));
    Ok(())
}

impl Runtime {
    /// A tuple of these items; without items, the shared empty one.
    pub(crate) fn new_tuple(&self, items: Vec<Obj>) -> PyResult {
        if items.is_empty() {
            return Ok(self.room::<EmptyTuple>().0.clone());
        }
        self.tuple_of(self.ty(Builtin::Tuple), items)
    }

    /// A new object of `tuple` or a subclass, never the shared one.
    pub(crate) fn tuple_of(
        &self,
        class: View<'_, PyTypeObject>,
        items: Vec<Obj>,
    ) -> PyResult {
        let len = items.len();
        let mut items = items.into_iter();
        self.fill_tuple(class, len, |_| items.next().expect("as many as counted"))
    }

    /// A tuple of `len` items that are at hand; without items, the shared empty one.
    pub(crate) fn tuple_from(
        &self,
        len: usize,
        item: impl FnMut(usize) -> Obj,
    ) -> PyResult {
        if len == 0 {
            return Ok(self.room::<EmptyTuple>().0.clone());
        }
        self.fill_tuple(self.ty(Builtin::Tuple), len, item)
    }

    fn fill_tuple(
        &self,
        class: View<'_, PyTypeObject>,
        len: usize,
        item: impl FnMut(usize) -> Obj,
    ) -> PyResult {
        let value = PyTuple {
            ob_base: PyVarObject::new(class, len),
        };
        let tuple = self.alloc_tail(value, len, item)?;
        object::track(&tuple);
        Ok(tuple)
    }
}

/// The items of a tuple; none for other objects.
#[inline(always)]
pub(crate) fn items(object: &Obj) -> &[Obj] {
    object.cast::<PyTuple>().map_or(&[], View::tail)
}

/// The three constants of xxHash that hashing a row of objects takes
/// (`Objects/tupleobject.c@v3.13.0#tuplehash`).
const XXPRIME_1: u64 = 11_400_714_785_074_694_791;
const XXPRIME_2: u64 = 14_029_467_366_897_019_727;
/// Where such a hash begins.
pub(crate) const XXPRIME_5: u64 = 2_870_177_450_012_600_261;

/// Mixes the hash of one more item into that of a row.
#[inline]
pub(crate) fn hash_lane(acc: u64, lane: i64) -> u64 {
    acc.wrapping_add((lane as u64).wrapping_mul(XXPRIME_2))
        .rotate_left(31)
        .wrapping_mul(XXPRIME_1)
}

/// The hash of a tuple: xxHash over the hashes of its items
/// (`Objects/tupleobject.c@v3.13.0#tuplehash`). Tuples in tuples are gone through without
/// recursion, however deep they are.
pub(crate) fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let _level = rt.deeper("")?;
    let mut outer: Vec<(&[Obj], usize, u64)> = Vec::new();
    let (mut row, mut at, mut acc) = (items(this), 0, XXPRIME_5);
    loop {
        let hash = match row.get(at) {
            Some(item) => {
                rt.spend(1)?;
                at += 1;
                if item.ty().is_exactly(Builtin::Tuple) {
                    outer.push((row, at, acc));
                    (row, at, acc) = (items(item), 0, XXPRIME_5);
                    continue;
                }
                rt.hash(item)?
            }
            None => {
                let hash = end_lanes(acc, row.len());
                match outer.pop() {
                    Some(before) => (row, at, acc) = before,
                    None => return Ok(hash),
                }
                hash
            }
        };
        acc = hash_lane(acc, hash);
    }
}

/// The hash of a row of so many items.
fn end_lanes(acc: u64, len: usize) -> i64 {
    match acc.wrapping_add(len as u64 ^ XXPRIME_5 ^ 3_527_539) {
        u64::MAX => 1_546_275_796,
        acc => acc as i64,
    }
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    items(this)
        .iter()
        .rev()
        .for_each(|item| visitor.visit(item));
}

/// The type `tuple`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Tuple,
    name: "tuple",
    basicsize: 24,
    itemsize: 8,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::SEQUENCE)
        .with(TypeFlags::MATCH_SELF)
        .with(TypeFlags::TUPLE_SUBCLASS),
    slots: Slots {
        tp_new: Some(tuple_methods::new),
        tp_dealloc: Some(object::dealloc_struct::<PyTuple>),
        tp_traverse: Some(traverse),
        tp_repr: Some(tuple_methods::repr),
        tp_hash: Some(hash),
        tp_richcompare: Some(tuple_methods::richcompare),
        tp_iter: Some(tuple_iter::iter),
        sq_length: Some(|_, this| Ok(items(this).len())),
        sq_concat: Some(tuple_methods::concat),
        sq_repeat: Some(tuple_methods::repeat),
        sq_item: Some(tuple_methods::item),
        sq_contains: Some(tuple_methods::contains),
        mp_length: Some(|_, this| Ok(items(this).len())),
        mp_subscript: Some(tuple_methods::subscript),
        ..Slots::EMPTY
    },
    methods: tuple_methods::METHODS,
    ..TypeSpec::PLAIN
};
