//! Arenas: the large pieces of memory that everything else is cut from.
//!
//! An arena is taken from the operating system whole and given back whole. CPython
//! 3.13 uses 1 MiB arenas for its pools (`Objects/obmalloc.c@v3.13.0#arena_object`)
//! and leaves blocks over 512 bytes to `malloc`; here those live in arenas of our own
//! too, so that an address can always be written as *arena + offset*.

use super::region::Slot;
use super::system;
use std::alloc::{Layout, alloc, dealloc, realloc};
use std::ptr::NonNull;

/// Bytes of an ordinary arena. Small ones end sooner, which fuzzing wants to see, and
/// cost Miri less.
pub const ARENA_SIZE: usize = if cfg!(any(fuzzing, miri)) {
    1 << 17
} else {
    1 << 20
};

/// Bytes of a pool, and the alignment of every arena but those of a single block.
pub const POOL_SIZE: usize = 1 << 14;

/// What an arena is used for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Pools of equal blocks of at most 512 bytes.
    Pools,
    /// Chunks of more than 512 bytes, of mixed sizes.
    Chunks,
    /// One block that fills the arena.
    Single,
}

/// How a single block is aligned: as any block is.
const SINGLE_ALIGNMENT: usize = 16;

/// One piece of memory from the operating system.
pub struct Arena {
    base: NonNull<u8>,
    size: usize,
    /// What the arena is used for.
    pub purpose: Purpose,
    /// The place in a region that it has, if it is part of one.
    slot: Option<Slot>,
}

impl Arena {
    /// Asks for `size` bytes, which are not 0. A single block comes from Rust's
    /// allocator, which can make it larger without copying it; other arenas are put in a
    /// region where `slot` finds a place in one.
    pub fn new(
        size: usize,
        purpose: Purpose,
        slot: impl FnOnce() -> Option<Slot>,
    ) -> Option<Arena> {
        let (base, slot) = match purpose {
            Purpose::Single => {
                let layout = Layout::from_size_align(size, SINGLE_ALIGNMENT).ok()?;
                // SAFETY: the layout's size is not zero.
                (NonNull::new(unsafe { alloc(layout) })?, None)
            }
            Purpose::Pools | Purpose::Chunks => match slot() {
                Some(slot) => (slot.base(), Some(slot)),
                None => (system::take(size, POOL_SIZE)?, None),
            },
        };
        Some(Arena {
            base,
            size,
            purpose,
            slot,
        })
    }

    /// The first byte.
    pub fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The offset of an address in this arena, if it lies inside.
    pub fn offset_of(&self, address: usize) -> Option<usize> {
        let offset = address.wrapping_sub(self.base.addr().get());
        (offset < self.size).then_some(offset)
    }

    /// Makes a `Single` arena larger or smaller; its block may move.
    pub fn resize(&mut self, size: usize) -> bool {
        debug_assert!(self.purpose == Purpose::Single && size > 0);
        // SAFETY: `base` came from `alloc` or `realloc` with this size and alignment.
        let moved = unsafe { realloc(self.base.as_ptr(), self.single(), size) };
        let Some(base) = NonNull::new(moved) else {
            return false;
        };
        self.base = base;
        self.size = size;
        true
    }

    /// The layout of a `Single` arena.
    fn single(&self) -> Layout {
        Layout::from_size_align(self.size, SINGLE_ALIGNMENT)
            .expect("checked when it was made")
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        if self.slot.is_some() {
            // It goes back to its region after this.
            return;
        }
        // SAFETY: each arena goes back to where `new` took it from, with its size.
        unsafe {
            match self.purpose {
                Purpose::Single => dealloc(self.base.as_ptr(), self.single()),
                _ => system::give(self.base, self.size, POOL_SIZE),
            }
        }
    }
}
