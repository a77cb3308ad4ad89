//! Tracing: which blocks were made since when, and at which place of the program
//! (`Python/tracemalloc.c@v3.13.0#tracemalloc_add_trace`).
//!
//! Nothing is noted until somebody asks for it. A place is a number; what it stands for
//! is known to the floor that says where the program is.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// What is known of a traced block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trace {
    /// The bytes that were asked for.
    pub size: usize,
    /// The place where that was.
    pub site: u32,
}

/// Says where the program is, without taking or giving back a block.
type Site = Box<dyn Fn() -> u32>;

/// The blocks that are traced.
#[derive(Default)]
pub struct Traces {
    on: Cell<bool>,
    quiet: Cell<bool>,
    site: RefCell<Option<Site>>,
    live: RefCell<BTreeMap<usize, Trace>>,
    now: Cell<usize>,
    peak: Cell<usize>,
}

impl Traces {
    /// Notes each block from now on.
    pub fn start(&self, site: Site) {
        *self.site.borrow_mut() = Some(site);
        self.on.set(true);
    }

    /// Notes no more blocks, and forgets those it knew.
    pub fn stop(&self) {
        self.on.set(false);
        *self.site.borrow_mut() = None;
        self.clear();
    }

    /// Whether blocks are noted.
    #[inline(always)]
    pub fn on(&self) -> bool {
        self.on.get()
    }

    /// Notes no new blocks during `work`.
    pub fn quietly<R>(&self, work: impl FnOnce() -> R) -> R {
        let before = self.quiet.replace(true);
        let result = work();
        self.quiet.set(before);
        result
    }

    /// Forgets all blocks.
    pub fn clear(&self) {
        self.live.borrow_mut().clear();
        self.now.set(0);
        self.peak.set(0);
    }

    /// The bytes of the blocks that are known: now, and the most there were.
    pub fn bytes(&self) -> (usize, usize) {
        (self.now.get(), self.peak.get())
    }

    /// Forgets the most there were.
    pub fn reset_peak(&self) {
        self.peak.set(self.now.get());
    }

    /// The blocks by their addresses.
    pub fn live(&self) -> Vec<(usize, Trace)> {
        let live = self.live.borrow();
        live.iter().map(|(start, trace)| (*start, *trace)).collect()
    }

    /// What is known of the block that begins at an address.
    pub fn of(&self, start: usize) -> Option<Trace> {
        self.live.borrow().get(&start).copied()
    }

    fn here(&self) -> u32 {
        self.site.borrow().as_ref().map_or(0, |site| site())
    }

    /// A block was taken.
    #[cold]
    #[inline(never)]
    pub(super) fn taken(&self, start: usize, size: usize) {
        if self.quiet.get() {
            return;
        }
        let site = self.here();
        let before = self.live.borrow_mut().insert(start, Trace { size, site });
        let before = before.map_or(0, |trace| trace.size);
        self.now.set(self.now.get() + size - before);
        self.peak.set(self.peak.get().max(self.now.get()));
    }

    /// A block goes back.
    #[cold]
    #[inline(never)]
    pub(super) fn given(&self, start: usize) {
        if let Some(trace) = self.live.borrow_mut().remove(&start) {
            self.now.set(self.now.get() - trace.size);
        }
    }

    /// A block of which another is made now, without the heap's being asked: if it is
    /// known, it counts as made here (`Python/tracemalloc.c@v3.13.0#_PyTraceMalloc_TraceRef`).
    #[cold]
    #[inline(never)]
    pub(crate) fn used_again(&self, start: usize) {
        let site = self.here();
        if let Some(trace) = self.live.borrow_mut().get_mut(&start) {
            trace.site = site;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Heap;

    #[test]
    #[allow(unsafe_code)]
    fn a_block_that_grows_is_noted_once() {
        let heap = Heap::new(None);
        let before = heap.alloc(100).unwrap();
        heap.traces().start(Box::new(|| 7));
        let block = heap.alloc(600).unwrap();
        // SAFETY: the blocks are the heap's, of these sizes.
        unsafe {
            let block = heap.realloc(block, 600, 9000).unwrap();
            let trace = heap.traces().of(block.addr().get()).unwrap();
            assert_eq!((trace.size, trace.site), (9000, 7));
            assert_eq!(heap.traces().bytes(), (9000, 9000));
            heap.free(before, 100);
            heap.free(block, 9000);
        }
        assert_eq!(heap.traces().bytes(), (0, 9000));
        assert!(heap.traces().live().is_empty());
    }
}
