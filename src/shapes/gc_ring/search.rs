//! The search for garbage among the containers of a ring
//! (`Python/gc.c@v3.13.0#deduce_unreachable`).
//!
//! Most of what it costs is waiting for memory: a walk along a large ring fetches each
//! container anew. So whatever must be known of all of them is found out on the three
//! walks that have to be.

use super::{COLLECTING, Head, Ring, each_reference, each_within_reach};
use super::{is_tracked, untrack};
use crate::object::is_gc;
use crate::refcount::Obj;
use crate::typeobject::Builtin;

impl Ring {
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
    each_within_reach(object, &mut |referent| {
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
        match &mut self.0 {
            Some(few) if few.len() < Dicts::FEW => few.push(head),
            _ => self.0 = None,
        }
    }
}
