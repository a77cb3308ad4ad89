//! One block of each small size that stays in use from the start of a runtime to its end.
//!
//! A pool whose last block is freed serves another size next, at the same addresses. So
//! two objects of different sizes could come and go at one address, if they were the only
//! ones of their sizes. In CPython there is never an only one: its start leaves blocks of
//! each size behind. These stand for them.

use super::Heap;
use super::pool::{ALIGNMENT, SMALL_MAX};
use std::cell::RefCell;
use std::ptr::NonNull;

/// The blocks, in the order of their sizes.
#[derive(Default)]
pub(super) struct Anchors(RefCell<Vec<NonNull<u8>>>);

impl Heap {
    /// Takes the blocks; `None` when the budget is spent.
    pub(crate) fn drop_anchors(&self) -> Option<()> {
        for size in (ALIGNMENT..=SMALL_MAX).step_by(ALIGNMENT) {
            let block = self.alloc(size)?;
            self.anchors.0.borrow_mut().push(block);
        }
        Some(())
    }

    /// Gives the blocks back.
    pub(crate) fn weigh_anchors(&self) {
        let blocks = std::mem::take(&mut *self.anchors.0.borrow_mut());
        for (index, block) in blocks.into_iter().enumerate() {
            // SAFETY: the block was taken with this size, and is used by nobody.
            unsafe { self.free(block, (index + 1) * ALIGNMENT) };
        }
    }
}
