//! Rings of containers: the collector's lists, and its working on them
//! (`Python/gc.c@v3.13.0`, `Include/internal/pycore_gc.h`).
//!
//! A container has two words before it, its [`PyGCHead`]. Through these the containers
//! of a generation are chained both ways, with a head that stands for no object closing
//! the ring. While the collector looks for garbage it uses the same words otherwise: in
//! `gc_prev` it keeps a copy of the object's count, in `gc_next` a mark. So no memory
//! is needed for a collection, however many objects there are, and no recursion: each
//! step walks along a ring and looks one reference far.
//!
//! What keeps this sound: a tracked container is in exactly one ring, and leaves it
//! before its memory is given back; and what a type's `tp_traverse` does is show
//! references, nothing else. Only [`Ring::take_unreachable`] uses the words otherwise,
//! and it puts them in order again before it returns.
#![allow(unsafe_code)]

mod search;

pub(crate) use search::Stay;

use crate::memory::ptr::Ptr;
use crate::object::{PyGCHead, PyObject, is_gc};
use crate::refcount::{Borrowed, Obj};
use crate::typeobject::slots::Visitor;
use std::cell::Cell;
use std::ptr::NonNull;

/// Flag in `gc_prev`: the finalizer was called.
const FINALIZED: usize = 1;
/// Flag in `gc_prev`: the container is suspected to be garbage.
const COLLECTING: usize = 2;
/// In `gc_prev`, above the flags: a copy of a count.
const REFS_SHIFT: u32 = 2;
/// Mark in `gc_next`: the container has been moved among the unreachable ones.
const UNREACHABLE: usize = 1;
/// What is no pointer in either word.
const FLAGS: usize = 3;

/// The words before a container, or the head of a ring: always in place.
#[derive(Clone, Copy, PartialEq)]
struct Head(NonNull<PyGCHead>);

impl Head {
    /// The words before an object, if it is a container.
    #[inline(always)]
    fn of(object: &Obj) -> Option<Head> {
        is_gc(object)
            // SAFETY: containers are made with a head before them.
            .then(|| Head(unsafe { object.pointer().cast::<PyGCHead>().sub(1) }))
    }

    #[inline(always)]
    fn words(&self) -> &PyGCHead {
        // SAFETY: a `Head` is made of a ring's or of a container's, and dropped before
        // that goes.
        unsafe { self.0.as_ref() }
    }

    /// The container behind the words. Not to be asked of a ring's own head.
    #[inline(always)]
    fn object<'a>(self) -> Borrowed<'a> {
        // SAFETY: the members of a ring are containers, in place while they are in it.
        unsafe { Borrowed::new(self.0.add(1).cast()) }
    }

    #[inline(always)]
    fn next(self) -> Head {
        Head(untagged(self.words().gc_next.get()))
    }

    #[inline(always)]
    fn prev(self) -> Head {
        Head(untagged(self.words().gc_prev.get()))
    }

    #[inline(always)]
    fn set_next(self, next: Head) {
        self.words().gc_next.set(next.0.into());
    }

    /// Sets the link; the flags beside it stay.
    #[inline(always)]
    fn set_prev(self, prev: Head) {
        let flags = self.flags();
        let tagged = prev.0.as_ptr().map_addr(|address| address | flags);
        self.words().gc_prev.set(Ptr::new(tagged));
    }

    fn flags(self) -> usize {
        self.words().gc_prev.get().as_ptr().addr() & FLAGS
    }

    fn has(self, flag: usize) -> bool {
        self.flags() & flag != 0
    }

    fn set_flag(self, flag: usize, on: bool) {
        let word = &self.words().gc_prev;
        let set = |address| if on { address | flag } else { address & !flag };
        word.set(Ptr::new(word.get().as_ptr().map_addr(set)));
    }

    /// The copy of the count, which stands in place of the link backwards.
    #[inline(always)]
    fn refs(self) -> usize {
        self.words().gc_prev.get().as_ptr().addr() >> REFS_SHIFT
    }

    #[inline(always)]
    fn set_refs(self, refs: usize) {
        let word = refs << REFS_SHIFT | self.flags();
        let word = std::ptr::without_provenance_mut(word);
        self.words().gc_prev.set(Ptr::new(word));
    }

    /// Notes a count, and that the container is suspected to be garbage.
    #[inline(always)]
    fn suspect(self, refs: usize) {
        let word = refs << REFS_SHIFT | (self.flags() & FINALIZED) | COLLECTING;
        let word = std::ptr::without_provenance_mut(word);
        self.words().gc_prev.set(Ptr::new(word));
    }

    /// Takes one reference off the copy of the count: the flags below stay as they are.
    #[inline(always)]
    fn explain_one(self) {
        debug_assert!(self.refs() > 0, "more references than counted");
        let word = self.words().gc_prev.get().as_ptr().addr();
        let word = std::ptr::without_provenance_mut(word - (1 << REFS_SHIFT));
        self.words().gc_prev.set(Ptr::new(word));
    }

    /// Forgets all but that the finalizer was called.
    #[inline(always)]
    fn forget_links(self) {
        let kept = std::ptr::without_provenance_mut(self.flags() & FINALIZED);
        self.words().gc_next.set(Ptr::NULL);
        self.words().gc_prev.set(Ptr::new(kept));
    }

    fn is_marked(self) -> bool {
        self.words().gc_next.get().as_ptr().addr() & UNREACHABLE != 0
    }

    fn set_next_marked(self, next: Head) {
        let tagged = next.0.as_ptr().map_addr(|address| address | UNREACHABLE);
        self.words().gc_next.set(Ptr::new(tagged));
    }

    /// Joins this and `next`, in both directions.
    #[inline(always)]
    fn join(self, next: Head) {
        self.set_next(next);
        next.set_prev(self);
    }

    /// Leaves the ring; the own links stay as they are.
    #[inline(always)]
    fn leave(self) {
        self.prev().join(self.next());
    }
}

/// The pointer in one of the words, without flags; the word is not null.
#[inline(always)]
fn untagged(word: Ptr<PyGCHead>) -> NonNull<PyGCHead> {
    let pointer = word.as_ptr().map_addr(|address| address & !FLAGS);
    NonNull::new(pointer).expect("a member of a ring has neighbours")
}

/// Whether the collector knows the object.
#[inline(always)]
pub(crate) fn is_tracked(object: &Obj) -> bool {
    Head::of(object).is_some_and(|head| !head.words().gc_next.get().is_null())
}

/// Lets the collector know the object: it joins the young generation.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(crate) fn track(object: &Obj) {
    if let Some(head) = Head::of(object)
        && head.words().gc_next.get().is_null()
    {
        object.runtime().generations[0].append(head);
    }
}

/// Takes the object out of its generation, if it is in one. That its finalizer was
/// called is remembered, all else is forgotten.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(crate) fn untrack(object: &Obj) {
    if let Some(head) = Head::of(object)
        && !head.words().gc_next.get().is_null()
    {
        head.leave();
        head.forget_links();
    }
}

/// Lets a container that is not tracked lead to another object: the trashcan's chain.
pub(crate) fn set_link(object: &Obj, next: Ptr<PyObject>) {
    if let Some(head) = Head::of(object) {
        let flags = head.flags() & FINALIZED;
        let tagged = next.as_ptr().map_addr(|address| address | flags);
        head.words().gc_prev.set(Ptr::new(tagged.cast()));
    }
}

/// Where [`set_link`] lets a container lead to, for the last time.
pub(crate) fn take_link(object: &Obj) -> Ptr<PyObject> {
    let Some(head) = Head::of(object) else {
        return Ptr::NULL;
    };
    let flags = std::ptr::without_provenance_mut(head.flags() & FINALIZED);
    let link = head.words().gc_prev.replace(Ptr::new(flags));
    Ptr::new(link.as_ptr().map_addr(|address| address & !FLAGS).cast())
}

/// Whether the object's finalizer was called.
pub(crate) fn is_finalized(object: &Obj) -> bool {
    Head::of(object).is_some_and(|head| head.has(FINALIZED))
}

/// Remembers that the object's finalizer was called.
pub(crate) fn set_finalized(object: &Obj) {
    if let Some(head) = Head::of(object) {
        head.set_flag(FINALIZED, true);
    }
}

/// Whether the object is among those that a collection is about to free.
pub(crate) fn is_suspect(object: &Obj) -> bool {
    Head::of(object).is_some_and(|head| head.has(COLLECTING))
}

/// A ring of containers.
pub(crate) struct Ring(Head);

impl Ring {
    /// An empty ring.
    pub(crate) fn new() -> Ring {
        let words = Box::new(PyGCHead {
            gc_next: Cell::new(Ptr::NULL),
            gc_prev: Cell::new(Ptr::NULL),
        });
        let head = Head(NonNull::from(Box::leak(words)));
        head.join(head);
        Ring(head)
    }

    /// Whether there is no container in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.next() == self.0
    }

    /// The number of containers.
    pub(crate) fn len(&self) -> usize {
        self.heads().count()
    }

    /// The containers in their order, as heads. What is done with one must not change
    /// the ring but by taking out this one.
    fn heads(&self) -> impl Iterator<Item = Head> {
        let mut next = self.0.next();
        std::iter::from_fn(move || {
            let head = next;
            next = head.next();
            (head != self.0).then_some(head)
        })
    }

    /// The first container. One that is just being taken apart is passed over.
    pub(crate) fn first(&self) -> Option<Obj> {
        let alive = |head: &Head| head.object().refcnt() != 0;
        self.heads()
            .find(alive)
            .map(|head| (*head.object()).clone())
    }

    /// All containers but those that are just being taken apart.
    pub(crate) fn members(&self) -> Vec<Obj> {
        let objects = self.heads().map(Head::object);
        let alive = objects.filter(|object| object.refcnt() != 0);
        alive.map(|object| (*object).clone()).collect()
    }

    /// Shows each container but those that are just being taken apart, without counting.
    /// `show` only looks.
    pub(crate) fn each(&self, show: &mut dyn FnMut(&Obj)) {
        for head in self.heads() {
            let object = head.object();
            if object.refcnt() != 0 {
                show(&object);
            }
        }
    }

    /// Calls `found` with each container that has a reference `wanted` accepts.
    /// Both only look.
    pub(crate) fn referrers(&self, wanted: impl Fn(&Obj) -> bool) -> Vec<Obj> {
        let mut found = Vec::new();
        for head in self.heads() {
            let object = head.object();
            let mut refers = false;
            each_reference(&object, &mut |referent| refers |= wanted(referent));
            if refers && object.refcnt() != 0 {
                found.push((*object).clone());
            }
        }
        found
    }

    #[inline(always)]
    fn append(&self, head: Head) {
        self.0.prev().join(head);
        head.join(self.0);
    }

    /// Takes a tracked container out of the ring it is in, and adds it to this one.
    pub(crate) fn adopt(&self, object: &Obj) {
        if let Some(head) = Head::of(object)
            && is_tracked(object)
        {
            head.leave();
            self.append(head);
        }
    }

    /// Does something with the first container that may be the end of it. If it is still
    /// there, it is alive for a reason: it is suspected no longer, and joins `old`.
    /// False where there is no container.
    pub(crate) fn take_first(&self, old: &Ring, with: impl FnOnce(&Obj)) -> bool {
        let head = self.0.next();
        if head == self.0 {
            return false;
        }
        if head.object().refcnt() != 0 {
            let held = (*head.object()).clone();
            with(&held);
        }
        if self.0.next() == head {
            head.set_flag(COLLECTING, false);
            head.leave();
            old.append(head);
        }
        true
    }

    /// Moves all containers of another ring to the end of this one.
    pub(crate) fn merge(&self, other: &Ring) {
        if other.is_empty() || self.0 == other.0 {
            return;
        }
        let (first, last) = (other.0.next(), other.0.prev());
        self.0.prev().join(first);
        last.join(self.0);
        other.0.join(other.0);
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        // Members would still point to the head; they only stay when objects leak.
        if self.is_empty() {
            // SAFETY: the head came from a box, and nobody is linked to it.
            drop(unsafe { Box::from_raw(self.0.0.as_ptr()) });
        }
    }
}

/// Shows each reference that an object owns, one level deep. `show` only looks.
pub(crate) fn each_reference(object: &Obj, show: &mut dyn FnMut(&Obj)) {
    traverse(object, show, false);
}

/// Shows what can be reached from an object in one step, be it the object's or borrowed.
fn each_within_reach(object: &Obj, show: &mut dyn FnMut(&Obj)) {
    traverse(object, show, true);
}

#[inline(always)]
fn traverse(object: &Obj, visit: &mut dyn FnMut(&Obj), borrowed: bool) {
    if let Some(tp_traverse) = object.ty().tp_traverse.get() {
        tp_traverse(object, &mut Visitor { visit, borrowed });
    }
}
