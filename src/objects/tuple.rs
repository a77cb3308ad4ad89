//! tuple: a fixed row of references (`Objects/tupleobject.c@v3.13.0`).

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
        let value = PyTuple {
            ob_base: PyVarObject::new(class, items.len()),
        };
        let len = items.len();
        let mut items = items.into_iter();
        let tuple =
            self.alloc_tail(value, len, |_| items.next().expect("as many as counted"))?;
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
        .with(TypeFlags::TUPLE_SUBCLASS),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyTuple>),
        tp_traverse: Some(traverse),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
