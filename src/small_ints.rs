//! The small-integer cache (`Objects/longobject.c@v3.13.0#_PyLong_GetSmallInt_internal`).
//!
//! The ints from -5 to 256 are made once, when the runtime starts, and handed out ever
//! after. Whatever produces an int asks here first.

use crate::refcount::Obj;
use crate::runtime::{Runtime, rooms};
use std::ops::RangeInclusive;

/// The ints that every program shares, one object each.
pub struct SmallInts {
    /// The smallest value in the table.
    first: i64,
    /// The objects, in order of value.
    table: Vec<Obj>,
}

crate::room!(SmallInts, rooms::SMALL_INTS);

impl SmallInts {
    /// The values that CPython 3.13 keeps ready.
    pub const RANGE: RangeInclusive<i64> = -5..=256;

    /// A table of objects for consecutive values from `first` on.
    pub(crate) fn new(first: i64, table: Vec<Obj>) -> SmallInts {
        SmallInts { first, table }
    }

    /// The shared object for a value, if it is one of those.
    #[inline(always)]
    pub(crate) fn get(&self, value: i64) -> Option<&Obj> {
        let index = value.wrapping_sub(self.first);
        self.table.get(usize::try_from(index).ok()?)
    }
}

impl Runtime {
    /// The shared int for a value, if there is one.
    #[inline(always)]
    pub(crate) fn small_int(&self, value: i64) -> Option<&Obj> {
        self.room::<SmallInts>().get(value)
    }
}
