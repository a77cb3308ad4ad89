//! Regions: stretches of addresses from which a large heap takes its arenas.
//!
//! The processor looks up where each page of memory lies, and remembers few answers. A
//! heap of 100 MiB has 25,600 pages of 4 KiB, each of which the system also has to find
//! and to empty, one by one, when it is first touched. Pages of 2 MiB are 512 times
//! fewer. Linux has them for whoever asks (`MADV_HUGEPAGE`), where 2 MiB of addresses in
//! a row belong together; an arena of 1 MiB is half of that. So a [`Region`] has room for
//! many arenas, and a heap takes one when it is so large that what a page of 2 MiB may
//! leave unused is little beside it. A small heap never has any, nor has one where
//! arenas are not mappings ([`super::system`]).

pub(super) use imp::{Regions, Slot};

#[cfg(all(unix, target_os = "linux", not(miri), not(asan), not(fuzzing)))]
mod imp {
    use super::super::arena::ARENA_SIZE;
    use super::super::system;
    use std::cell::{Cell, RefCell};
    use std::ptr::NonNull;
    use std::rc::Rc;

    /// From so many bytes on a heap takes its arenas from regions.
    const LARGE_HEAP: usize = 24 << 20;

    /// Bytes of a large page: those of two arenas.
    const PAGE: usize = 2 * ARENA_SIZE;

    /// How many arenas a region has room for: one for each bit of its masks.
    const SLOTS: usize = u32::BITS as usize;

    /// So many free halves of pages keep their memory for the next arenas. Of others it
    /// goes back at once, though the system must cut the page for that.
    const WAITING: u32 = 4;

    /// The regions of a heap, in the order in which they were needed.
    #[derive(Default)]
    pub struct Regions(RefCell<Vec<Rc<Region>>>);

    /// Addresses for 32 arenas, 32 MiB in all. Memory is behind those in use.
    struct Region {
        base: NonNull<u8>,
        /// A bit for each arena in use.
        used: Cell<u32>,
        /// A bit for each that has memory, used or not.
        resident: Cell<u32>,
    }

    /// The place of one arena in a region. Dropping it gives it back.
    pub struct Slot {
        region: Rc<Region>,
        index: u32,
    }

    impl Regions {
        /// A place for an arena of a heap that has so many bytes.
        pub fn take(&self, reserved: usize) -> Option<Slot> {
            if reserved < LARGE_HEAP {
                return None;
            }
            let mut regions = self.0.borrow_mut();
            let waiting = regions.iter().find(|one| one.waiting() != 0);
            let free = || regions.iter().find(|one| one.used.get() != u32::MAX);
            let region = match waiting.or_else(free) {
                Some(region) => region.clone(),
                None => {
                    regions.push(Rc::new(Region::new()?));
                    regions.last()?.clone()
                }
            };
            let index = region.take();
            Some(Slot { region, index })
        }
    }

    impl Region {
        fn new() -> Option<Region> {
            let base = system::take(SLOTS * ARENA_SIZE, PAGE)?;
            // SAFETY: the bytes were taken just now.
            unsafe { system::prefer_large_pages(base, SLOTS * ARENA_SIZE) };
            Some(Region {
                base,
                used: Cell::new(0),
                resident: Cell::new(0),
            })
        }

        /// The places that are free and have memory.
        fn waiting(&self) -> u32 {
            self.resident.get() & !self.used.get()
        }

        /// Takes a free place, of which there is one: if possible one that has memory.
        fn take(&self) -> u32 {
            let free = match self.waiting() {
                0 => !self.used.get(),
                waiting => waiting,
            };
            let index = free.trailing_zeros();
            if self.used.get() & page_of(index) == 0 {
                // The page comes as a whole when its first byte is written.
                self.resident.set(self.resident.get() | page_of(index));
            }
            self.used.set(self.used.get() | 1 << index);
            self.resident.set(self.resident.get() | 1 << index);
            index
        }

        fn give(&self, index: u32) {
            self.used.set(self.used.get() & !(1 << index));
            let page = page_of(index);
            if self.used.get() & page == 0 {
                self.empty(index & !1, page);
            } else if self.waiting().count_ones() > WAITING {
                self.empty(index, 1 << index);
            }
        }

        /// Gives back the memory of the free places that `mask` tells, from `first` on.
        fn empty(&self, first: u32, mask: u32) {
            self.resident.set(self.resident.get() & !mask);
            let length = mask.count_ones() as usize * ARENA_SIZE;
            // SAFETY: the places are inside the region, and nobody uses them.
            unsafe {
                let start = self.base.add(first as usize * ARENA_SIZE);
                system::empty(start, length);
            }
        }
    }

    /// The two places that share a large page with this one.
    fn page_of(index: u32) -> u32 {
        0b11 << (index & !1)
    }

    impl Drop for Region {
        fn drop(&mut self) {
            // SAFETY: `new` took it so; no slot is left, so nobody uses it.
            unsafe { system::give(self.base, SLOTS * ARENA_SIZE, PAGE) };
        }
    }

    impl Slot {
        /// The first byte.
        pub fn base(&self) -> NonNull<u8> {
            // SAFETY: the place is inside the region.
            unsafe { self.region.base.add(self.index as usize * ARENA_SIZE) }
        }
    }

    impl Drop for Slot {
        fn drop(&mut self) {
            self.region.give(self.index);
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_small_heap_has_no_regions() {
            let regions = Regions::default();
            assert!(regions.take(LARGE_HEAP - 1).is_none());
            assert!(regions.0.borrow().is_empty());
        }

        #[test]
        fn places_are_aligned_in_a_row_and_used_again() {
            let regions = Regions::default();
            let take = || regions.take(LARGE_HEAP).expect("a place");
            let slots: Vec<Slot> = (0..SLOTS + 1).map(|_| take()).collect();
            assert_eq!(regions.0.borrow().len(), 2);
            let base = slots[0].base().addr().get();
            assert_eq!(base % PAGE, 0);
            assert_eq!(slots[5].base().addr().get(), base + 5 * ARENA_SIZE);
            drop(slots);
            assert_eq!(take().base().addr().get(), base);
        }

        #[test]
        fn memory_goes_back_by_pages_and_few_halves_wait() {
            let regions = Regions::default();
            let take = || regions.take(LARGE_HEAP).expect("a place");
            let mut slots: Vec<_> = (0..SLOTS).map(|_| Some(take())).collect();
            for slot in slots.iter_mut().step_by(2) {
                *slot = None;
            }
            let region = regions.0.borrow()[0].clone();
            assert_eq!(region.waiting().count_ones(), WAITING);
            assert_eq!(region.used.get(), 0xAAAA_AAAA);
            // The other half of a page takes the whole page with it.
            let first = slots[1].take().expect("in use");
            // SAFETY: the place is in use, and has this many bytes.
            unsafe { first.base().write_bytes(7, ARENA_SIZE) };
            let start = first.base();
            drop(first);
            assert_eq!(region.resident.get() & 0b11, 0);
            // SAFETY: the region is in place; memory that went back reads as zeros.
            assert_eq!(unsafe { start.read_volatile() }, 0);
        }
    }
}

#[cfg(not(all(unix, target_os = "linux", not(miri), not(asan), not(fuzzing))))]
mod imp {
    use std::convert::Infallible;
    use std::ptr::NonNull;

    /// There are none.
    #[derive(Default)]
    pub struct Regions;

    /// Never made.
    pub struct Slot(Infallible);

    impl Regions {
        pub fn take(&self, _reserved: usize) -> Option<Slot> {
            None
        }
    }

    impl Slot {
        pub fn base(&self) -> NonNull<u8> {
            match self.0 {}
        }
    }
}
