//! The ring of all live objects, for builds with the feature `trace-refs`.
//!
//! With the feature, every object begins with two links, and all that live are chained
//! both ways; the head of the ring is the [`Runtime`]'s. Up to 3.12, CPython did so when
//! it was configured `--with-trace-refs`: `_PyObject_HEAD_EXTRA` stood before the count
//! (`Include/object.h@v3.12.0#_PyObject_HEAD_EXTRA`). From 3.13 on such a build keeps a
//! hash table of addresses instead, and its objects have the usual header.
//!
//! An object joins when it is made. It leaves when its count reaches zero, before it is
//! taken apart, so nobody finds half of one; a finalizer that keeps it lets it join
//! again. Without the feature the ring is empty, has no bytes, and nothing is done.

#[cfg(feature = "trace-refs")]
pub(crate) use traced::{HeadExtra, RefChain};
#[cfg(not(feature = "trace-refs"))]
pub(crate) use untraced::{HeadExtra, RefChain};

/// Bytes before the count of an object: its two links, if it has them.
pub const HEAD_EXTRA: usize = size_of::<HeadExtra>();

#[cfg(not(feature = "trace-refs"))]
mod untraced {
    use crate::object::PyObject;
    use std::ptr::NonNull;

    /// What stands before an object's count: nothing.
    #[derive(Default)]
    pub(crate) struct HeadExtra;

    /// The ring, where there is none.
    pub(crate) struct RefChain;

    impl RefChain {
        /// No ring.
        pub(crate) fn new() -> RefChain {
            RefChain
        }

        /// Nothing to join.
        #[cfg_attr(not(debug_assertions), inline(always))]
        pub(crate) fn add(&self, _: NonNull<PyObject>) {}

        /// Nothing to leave.
        #[cfg_attr(not(debug_assertions), inline(always))]
        pub(crate) fn remove(&self, _: NonNull<PyObject>) {}
    }
}

#[cfg(feature = "trace-refs")]
mod traced {
    use crate::memory::ptr::Ptr;
    use crate::object::PyObject;
    use crate::refcount::{Borrowed, Obj};
    use std::cell::Cell;
    use std::ptr::NonNull;

    /// What stands before an object's count: its links, 16 bytes.
    pub(crate) type HeadExtra = Links;

    #[repr(C)]
    #[derive(Default)]
    pub(crate) struct Links {
        /// The object made before this one.
        _ob_next: Cell<Ptr<Links>>,
        /// The object made after it.
        _ob_prev: Cell<Ptr<Links>>,
    }

    impl Default for Ptr<Links> {
        fn default() -> Self {
            Ptr::NULL
        }
    }

    /// The ring of all live objects: the links that close it, which are no object's.
    pub(crate) struct RefChain(NonNull<Links>);

    /// Joins two neighbours, in both directions.
    fn join(one: NonNull<Links>, next: NonNull<Links>) {
        // SAFETY: both are the head, or the beginning of a live object.
        unsafe {
            one.as_ref()._ob_next.set(next.into());
            next.as_ref()._ob_prev.set(one.into());
        }
    }

    impl RefChain {
        /// A ring with no object in it.
        pub(crate) fn new() -> RefChain {
            let head = NonNull::from(Box::leak(Box::<Links>::default()));
            join(head, head);
            RefChain(head)
        }

        /// A whole object, of which somebody owns a reference, becomes the newest.
        pub(crate) fn add(&self, object: NonNull<PyObject>) {
            let links = object.cast();
            join(links, self.next(self.0));
            join(self.0, links);
        }

        /// An object leaves, before it is taken apart.
        pub(crate) fn remove(&self, object: NonNull<PyObject>) {
            let links: NonNull<Links> = object.cast();
            // SAFETY: the object is still whole.
            let words = unsafe { links.as_ref() };
            let next = words._ob_next.replace(Ptr::NULL).get();
            let prev = words._ob_prev.replace(Ptr::NULL).get();
            join(
                prev.expect("a live object is in the ring"),
                next.expect("a live object is in the ring"),
            );
        }

        fn next(&self, links: NonNull<Links>) -> NonNull<Links> {
            // SAFETY: members of the ring are live, and so is its head.
            let next = unsafe { links.as_ref() }._ob_next.get();
            next.get().expect("a member of a ring has neighbours")
        }

        /// The live objects that are `wanted`, newest first, at most `most` of them.
        /// `wanted` runs no Python and drops no reference.
        pub(crate) fn newest(
            &self,
            most: usize,
            wanted: impl Fn(&Obj) -> bool,
        ) -> Vec<Obj> {
            let mut links = self.next(self.0);
            let all = std::iter::from_fn(|| {
                let object = (links != self.0).then_some(links)?;
                links = self.next(links);
                // SAFETY: objects leave the ring before their memory is given back.
                Some(unsafe { Borrowed::new(object.cast()) })
            });
            let found = all.filter(|object| wanted(object)).take(most);
            found.map(|object| Obj::clone(&object)).collect()
        }
    }

    impl Drop for RefChain {
        fn drop(&mut self) {
            // SAFETY: made by `new`; no object is left that would lead here.
            drop(unsafe { Box::from_raw(self.0.as_ptr()) });
        }
    }
}

#[cfg(all(test, feature = "trace-refs"))]
mod tests;
