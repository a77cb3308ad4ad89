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

use crate::memory::ptr::Ptr;
use crate::object::{PyGCHead, PyObject, is_gc};
use crate::refcount::{Borrowed, Obj};
use crate::typeobject::Builtin;
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

    /// Finds the containers of the ring that nothing outside of it keeps alive, and
    /// moves them to a ring of their own (`deduce_unreachable`).
    ///
    /// Three walks along the ring do it:
    /// 1. each container notes its count;
    /// 2. for each reference from one of them to another, the other's note goes down by
    ///    one: what remains are the references from elsewhere;
    /// 3. containers with none remaining are set apart, at first on suspicion: when a
    ///    reference from one that stays leads to them, they come back.
    ///
    /// Containers that have become immortal go to `permanent`. What stays is watched
    /// on, or not, as `stay` says.
    pub(crate) fn take_unreachable(&self, permanent: &Ring, stay: Stay) -> Sorted {
        let examined = self.update_refs(permanent);
        self.subtract_refs();
        let unreachable = Ring::new();
        let mut dicts = Dicts(Some(Vec::new()));
        let kept = self.move_unreachable(&unreachable, stay, &mut dicts);
        let found = unreachable.clear_marks();
        Sorted {
            unreachable,
            examined,
            kept,
            found,
            dicts,
        }
    }

    /// Each container notes its count, in place of its link backwards. Returns how many
    /// containers there were.
    fn update_refs(&self, permanent: &Ring) -> usize {
        let mut count = 0;
        let mut prev = self.0;
        let mut head = self.0.next();
        while head != self.0 {
            let next = head.next();
            let object = head.object();
            count += 1;
            if object.object().is_immortal() {
                prev.set_next(next);
                permanent.append(head);
            } else {
                // A count of 0: somebody is at work on it, and it is not ours to free.
                head.suspect((object.refcnt() as usize).max(1));
                prev = head;
            }
            head = next;
        }
        self.0.set_prev(prev);
        count
    }

    /// References from inside the ring are taken off the notes.
    fn subtract_refs(&self) {
        for head in self.heads() {
            each_reference(&head.object(), &mut |referent| {
                if let Some(other) = Head::of(referent)
                    && other.has(COLLECTING)
                {
                    other.explain_one();
                }
            });
        }
    }

    /// Sets apart what nothing outside refers to, neither directly nor along others.
    /// Returns how many stay.
    ///
    /// Behind the walk all links are in order again, ahead of it they are notes; the
    /// suspects are chained by marked links.
    fn move_unreachable(
        &self,
        unreachable: &Ring,
        stay: Stay,
        dicts: &mut Dicts,
    ) -> usize {
        let mut kept = 0;
        let mut prev = self.0;
        let mut head = self.0.next();
        while head != self.0 {
            let object = head.object();
            if head.refs() > 0 {
                each_reference(&object, &mut |referent| {
                    if let Some(other) = Head::of(referent) {
                        self.reach(other);
                    }
                });
                if stay != Stay::All && is_harmless(&object, Builtin::Tuple) {
                    prev.set_next(head.next());
                    head.forget_links();
                } else {
                    head.set_prev(prev);
                    head.set_flag(COLLECTING, false);
                    prev = head;
                    kept += 1;
                    if stay == Stay::ButHarmless
                        && object.ty().is_exactly(Builtin::Dict)
                    {
                        dicts.note(head);
                    }
                }
            } else {
                prev.set_next(head.next());
                let last = unreachable.0.prev();
                last.set_next_marked(head);
                head.set_prev(last);
                head.set_next_marked(unreachable.0);
                unreachable.0.set_prev(head);
            }
            head = prev.next();
        }
        self.0.set_prev(prev);
        kept
    }

    /// A container that stays refers to this one, so this one stays too: one that was
    /// set apart comes back to the end of the ring, where the walk will meet it.
    fn reach(&self, head: Head) {
        if !head.has(COLLECTING) {
            return;
        }
        if head.is_marked() {
            let (prev, next) = (head.prev(), head.next());
            prev.set_next_marked(next);
            next.set_prev(prev);
            self.append(head);
            head.set_refs(1);
        } else if head.refs() == 0 {
            head.set_refs(1);
        }
    }

    /// Returns how many containers there are.
    fn clear_marks(&self) -> usize {
        self.0.set_next(self.0.next());
        let mut count = 0;
        for head in self.heads() {
            head.set_next(head.next());
            count += 1;
        }
        count
    }

    /// Stops tracking the dicts that cannot be part of a cycle, of which there are
    /// `dicts` in the ring. Returns how many.
    pub(crate) fn untrack_harmless_dicts(&self, dicts: Dicts) -> usize {
        let untracked = |head: &Head| {
            let object = head.object();
            let harmless = is_harmless(&object, Builtin::Dict);
            if harmless {
                untrack(&object);
            }
            harmless
        };
        match dicts.0 {
            Some(few) => few.iter().filter(|head| untracked(head)).count(),
            None => self.heads().filter(untracked).count(),
        }
    }
}

/// Whether the object is an exact tuple or dict (`which`) that cannot be part of a cycle,
/// since nothing it refers to is a container that is tracked.
#[inline(always)]
fn is_harmless(object: &Obj, which: Builtin) -> bool {
    if !object.ty().is_exactly(which) {
        return false;
    }
    let mut harmless = true;
    each_reference(object, &mut |referent| {
        let tuple = referent.ty().is_exactly(Builtin::Tuple);
        harmless &= !is_gc(referent) || (tuple && !is_tracked(referent));
    });
    harmless
}

/// Who of those that are not garbage is still watched.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stay {
    /// All of them.
    All,
    /// All but the tuples that cannot be part of a cycle. They are told on the walk that
    /// finds who stays, since a walk of its own would fetch each object once more.
    ButHarmlessTuples,
    /// The same; and dicts are noted, which come after all tuples.
    ButHarmless,
}

/// What a search for garbage found.
pub(crate) struct Sorted {
    /// The containers that nothing outside keeps alive.
    pub(crate) unreachable: Ring,
    /// How many containers were looked at.
    pub(crate) examined: usize,
    /// How many of them stay, and are watched on.
    pub(crate) kept: usize,
    /// How many are unreachable.
    pub(crate) found: usize,
    /// The dicts among those that stay.
    pub(crate) dicts: Dicts,
}

/// The exact dicts of a ring in their order, where they are few; else they must be
/// looked for.
pub(crate) struct Dicts(Option<Vec<Head>>);

impl Dicts {
    /// So many dicts are few.
    const FEW: usize = 1 << 10;

    fn note(&mut self, head: Head) {
        let few = self.0.take().filter(|few| few.len() < Dicts::FEW);
        self.0 = few.map(|mut few| {
            few.push(head);
            few
        });
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
    if let Some(tp_traverse) = object.ty().tp_traverse.get() {
        tp_traverse(object, &mut Visitor { visit: show });
    }
}
