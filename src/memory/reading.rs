//! What lies at an address: bytes of live blocks, and what was left in freed ones.

use super::{Heap, Place, asan};
use std::ptr::NonNull;

impl Heap {
    /// Copies `length` bytes from an address, if they lie inside one live block.
    pub fn read(&self, address: usize, length: usize) -> Option<Vec<u8>> {
        let block = self.block_at(address)?;
        let inside = address - block.start;
        if inside.checked_add(length)? > block.size {
            return None;
        }
        Some(copy(self.start(self.place(address)?)?, length))
    }

    /// Copies `length` bytes from an address, if they lie inside one block of a pool that
    /// was in use once. What a freed object left there is as in C: the first word of the
    /// block leads to the next free one, the others are as they were, until the block is
    /// handed out again.
    pub fn remains(&self, address: usize, length: usize) -> Option<Vec<u8>> {
        let place = self.place(address)?;
        let pools = self.pool_arenas.borrow();
        let pools = pools.iter().find(|pools| pools.index() == place.arena)?;
        if !pools.was_used(place.offset as usize, length) {
            return None;
        }
        let start = self.start(place)?;
        Some(asan::peeking(start, length, || copy(start, length)))
    }

    fn start(&self, place: Place) -> Option<NonNull<u8>> {
        let arenas = self.arenas.borrow();
        let base = arenas[place.arena as usize].as_ref()?.base();
        // SAFETY: the place was found in this arena.
        Some(unsafe { base.add(place.offset as usize) })
    }
}

fn copy(start: NonNull<u8>, length: usize) -> Vec<u8> {
    let start = start.as_ptr();
    // SAFETY: both callers looked up that the bytes lie in one block of an arena.
    // `Cell<u8>` allows others to change them; a byte that nobody wrote yet is some
    // byte, as in C.
    let byte = |i| unsafe { start.add(i).read_volatile() };
    (0..length).map(byte).collect()
}
