//! The small-integer cache (`Objects/longobject.c@v3.13.0#get_small_int`).
//!
//! The book's chapter: [The small-integer cache](../../../book/04-small-ints.html).
//!
//! The ints from -5 to 256 are made once, when the runtime starts, and handed out ever
//! after. Whatever produces an int asks here first: `250 + 6` finds the same object as
//! `int("256")` and `round(256.4)`. All other ints are made anew each time.
//!
//! The table lies below the type `int`, which fills it: here, an int is just an object.
//! Since CPython 3.12 these objects are *immortal*, so nobody counts their references;
//! [`Profile::Classic`](crate::runtime::Profile::Classic) counts them, as before. The
//! range is [`Options::small_ints`](crate::Options::small_ints); CPython 3.15 shares
//! the ints up to 1024.
//!
//! ```
//! let rt = pyobject::Runtime::new();
//! assert!(rt.int(256).is(&rt.int(256)));
//! assert!(!rt.int(257).is(&rt.int(257)));
//! ```

use crate::refcount::Obj;
use crate::runtime::{Runtime, rooms};

/// The ints that every program shares, one object each.
pub struct SmallInts {
    /// The smallest value in the table.
    first: i64,
    /// The objects, in order of value.
    table: Vec<Obj>,
}

crate::room!(SmallInts, rooms::SMALL_INTS);

impl SmallInts {
    /// A table of objects for consecutive values from `first` on.
    pub(crate) fn new(first: i64, table: Vec<Obj>) -> SmallInts {
        SmallInts { first, table }
    }

    /// The shared object for a value, if it is one of those.
    ///
    /// One subtraction tells: a value below the first one becomes a number so large
    /// that no table reaches it.
    #[inline(always)]
    pub(crate) fn get(&self, value: i64) -> Option<&Obj> {
        let index = value.wrapping_sub(self.first) as u64;
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

#[cfg(test)]
mod tests {
    use super::SmallInts;
    use crate::runtime::Profile;
    use crate::{Options, Runtime};

    #[test]
    fn an_empty_shelf_has_no_int() {
        let shelf = SmallInts::new(-5, Vec::new());
        for value in [i64::MIN, -6, -5, 56, i64::MAX] {
            assert!(shelf.get(value).is_none());
        }
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn ints_from_minus_five_to_256_are_shared_and_immortal() {
        let rt = Runtime::new();
        for value in [-5, 0, 56, 256] {
            let (a, b) = (rt.int(value), rt.int(value));
            assert!(a.is(&b) && a.object().is_immortal());
        }
        for value in [i64::MIN, -6, 257, i64::MAX] {
            let (a, b) = (rt.int(value), rt.int(value));
            assert!(!a.is(&b));
            assert_eq!(a.refcnt(), 1);
        }
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn classic_small_ints_are_counted() {
        let rt = Runtime::with(Options {
            profile: Profile::Classic,
            ..Options::default()
        });
        let a = rt.int(56);
        let count = a.refcnt();
        let b = rt.int(56);
        assert!(a.is(&b));
        assert_eq!(a.refcnt(), count + 1);
        drop((a, b));
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }

    #[test]
    #[cfg_attr(miri, ignore = "starts a whole runtime")]
    fn the_range_is_a_setting() {
        let rt = Runtime::with(Options {
            small_ints: -5..=1024,
            ..Options::default()
        });
        assert!(rt.int(1024).is(&rt.int(1024)));
        assert!(!rt.int(1025).is(&rt.int(1025)));
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }
}
