//! A row of references that grows at both ends: the items of a deque
//! (`Modules/_collectionsmodule.c@v3.13.0#BLOCKLEN`).
//!
//! The items are in blocks of 64, each linked to its two neighbours. An item never moves
//! while the row grows: a new block is put beside the last one. The first item is put
//! into the middle of the first block, so that both ends have room.
#![allow(unsafe_code)]

use crate::memory::ptr::Ptr;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Visitor;
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

/// Items of a block.
const BLOCKLEN: i64 = 64;
/// The place before the middle of a block.
const CENTER: i64 = (BLOCKLEN - 1) / 2;
/// Unused blocks that a row keeps for later.
const MAXFREEBLOCKS: usize = 16;
/// Bytes of a block.
pub(crate) const BLOCK: usize = size_of::<Block>();

/// A block: 528 bytes. Only the items between the row's ends are there.
#[repr(C)]
struct Block {
    leftlink: Cell<Ptr<Block>>,
    data: [MaybeUninit<Obj>; BLOCKLEN as usize],
    rightlink: Cell<Ptr<Block>>,
}

const _: () = assert!(size_of::<Block>() == 528);

/// The items and where they are; it follows the two words of `PyObject`.
#[repr(C)]
pub struct ItemBlocks {
    /// The number of items.
    ob_size: Cell<i64>,
    leftblock: Cell<Ptr<Block>>,
    rightblock: Cell<Ptr<Block>>,
    /// The first item's place in the left block.
    leftindex: Cell<i64>,
    /// The last item's place in the right block.
    rightindex: Cell<i64>,
    /// Grows with each change, so that iterators notice.
    state: Cell<u64>,
    /// The most items there may be; -1 for any number.
    maxlen: Cell<i64>,
    numfreeblocks: Cell<i64>,
    freeblocks: [Cell<Ptr<Block>>; MAXFREEBLOCKS],
}

const _: () = assert!(size_of::<ItemBlocks>() == 192);

impl Default for ItemBlocks {
    fn default() -> Self {
        ItemBlocks {
            ob_size: Cell::new(0),
            leftblock: Cell::new(Ptr::NULL),
            rightblock: Cell::new(Ptr::NULL),
            leftindex: Cell::new(CENTER + 1),
            rightindex: Cell::new(CENTER),
            state: Cell::new(0),
            maxlen: Cell::new(-1),
            numfreeblocks: Cell::new(0),
            freeblocks: [const { Cell::new(Ptr::NULL) }; MAXFREEBLOCKS],
        }
    }
}

impl ItemBlocks {
    /// The number of items.
    pub fn len(&self) -> usize {
        self.ob_size.get() as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of blocks that the items take.
    pub fn blocks(&self) -> usize {
        let end = self.leftindex.get() + self.ob_size.get();
        ((end + BLOCKLEN - 1) / BLOCKLEN).max(1) as usize
    }

    /// A number that changes with the row.
    pub(crate) fn state(&self) -> u64 {
        self.state.get()
    }

    /// The most items there may be.
    pub(crate) fn maxlen(&self) -> Option<usize> {
        usize::try_from(self.maxlen.get()).ok()
    }

    /// Sets the most items there may be.
    pub(crate) fn set_maxlen(&self, maxlen: Option<usize>) {
        self.maxlen.set(maxlen.map_or(-1, |maxlen| maxlen as i64));
    }

    /// Allocates the first block; before that nothing may be added.
    pub(crate) fn start(&self, rt: &Runtime) -> PyResult<()> {
        if self.leftblock.get().is_null() {
            let block = self.new_block(rt)?;
            self.leftblock.set(block.into());
            self.rightblock.set(block.into());
        }
        Ok(())
    }

    /// Adds an item at the right end.
    pub(crate) fn push_right(&self, rt: &Runtime, item: Obj) -> PyResult<()> {
        if self.rightindex.get() == BLOCKLEN - 1 {
            let block = self.new_block(rt)?;
            let old = self.rightblock.get();
            // SAFETY: both blocks are this row's.
            unsafe {
                block.as_ref().leftlink.set(old);
                link(old).rightlink.set(block.into());
            }
            self.rightblock.set(block.into());
            self.rightindex.set(-1);
        }
        self.rightindex.set(self.rightindex.get() + 1);
        self.changed(1);
        // SAFETY: the place is in the block, and holds nothing yet.
        unsafe { slot(self.rightblock.get(), self.rightindex.get()).write(item) };
        Ok(())
    }

    /// Adds an item at the left end.
    pub(crate) fn push_left(&self, rt: &Runtime, item: Obj) -> PyResult<()> {
        if self.leftindex.get() == 0 {
            let block = self.new_block(rt)?;
            let old = self.leftblock.get();
            // SAFETY: both blocks are this row's.
            unsafe {
                block.as_ref().rightlink.set(old);
                link(old).leftlink.set(block.into());
            }
            self.leftblock.set(block.into());
            self.leftindex.set(BLOCKLEN);
        }
        self.leftindex.set(self.leftindex.get() - 1);
        self.changed(1);
        // SAFETY: as in `push_right`.
        unsafe { slot(self.leftblock.get(), self.leftindex.get()).write(item) };
        Ok(())
    }

    /// Takes the item at the right end out.
    pub(crate) fn pop_right(&self, rt: &Runtime) -> Option<Obj> {
        if self.is_empty() {
            return None;
        }
        // SAFETY: the place holds the last item, which moves out.
        let item = unsafe { slot(self.rightblock.get(), self.rightindex.get()).read() };
        self.rightindex.set(self.rightindex.get() - 1);
        self.changed(-1);
        if self.rightindex.get() < 0 {
            if self.is_empty() {
                self.recenter();
            } else {
                let old = self.rightblock.get();
                // SAFETY: the block is this row's; with items left there is another.
                self.rightblock.set(unsafe { link(old) }.leftlink.get());
                self.rightindex.set(BLOCKLEN - 1);
                self.free_block(rt, old);
            }
        }
        Some(item)
    }

    /// Takes the item at the left end out.
    pub(crate) fn pop_left(&self, rt: &Runtime) -> Option<Obj> {
        if self.is_empty() {
            return None;
        }
        // SAFETY: the place holds the first item, which moves out.
        let item = unsafe { slot(self.leftblock.get(), self.leftindex.get()).read() };
        self.leftindex.set(self.leftindex.get() + 1);
        self.changed(-1);
        if self.leftindex.get() == BLOCKLEN {
            if self.is_empty() {
                self.recenter();
            } else {
                let old = self.leftblock.get();
                // SAFETY: as in `pop_right`.
                self.leftblock.set(unsafe { link(old) }.rightlink.get());
                self.leftindex.set(0);
                self.free_block(rt, old);
            }
        }
        Some(item)
    }

    /// The item at an index below `len`.
    pub(crate) fn get(&self, index: usize) -> Option<Obj> {
        if index >= self.len() {
            return None;
        }
        // SAFETY: the place holds an item; cloning a reference runs no code.
        Some(unsafe { (*self.place(index)).clone() })
    }

    /// Stores an item at an index below `len` and returns the old one.
    pub(crate) fn replace(&self, index: usize, item: Obj) -> Obj {
        assert!(index < self.len());
        // SAFETY: the place holds an item; no other code runs in between.
        unsafe { std::mem::replace(&mut *self.place(index), item) }
    }

    /// All items.
    pub(crate) fn to_vec(&self) -> Vec<Obj> {
        let mut items = Vec::with_capacity(self.len());
        // SAFETY: cloning a reference runs no code.
        self.walk(|item| items.push(unsafe { (*item).clone() }));
        items
    }

    /// Shows the references to the collector or the lens.
    pub(crate) fn visit(&self, visitor: &mut Visitor<'_>) {
        // SAFETY: visitors run no Python and change no row.
        self.walk(|item| visitor.visit(unsafe { &*item }));
    }

    /// Drops the items that are there now; what their last words add stays.
    pub(crate) fn clear(&self, rt: &Runtime) {
        for _ in 0..self.len() {
            drop(self.pop_left(rt));
        }
    }

    /// Gives all blocks back; the row is empty and can hold nothing any more.
    pub(crate) fn give_back(&self, rt: &Runtime) {
        while let Some(item) = self.pop_left(rt) {
            drop(item);
        }
        let last = self.leftblock.replace(Ptr::NULL);
        self.rightblock.set(Ptr::NULL);
        let kept = self.numfreeblocks.replace(0) as usize;
        let kept = self.freeblocks[..kept].iter().map(Cell::get);
        for block in kept.chain([last]).filter_map(Ptr::get) {
            // SAFETY: the block is this row's, and holds no items.
            unsafe { rt.heap.free(block.cast(), BLOCK) };
        }
    }

    /// If there are no items, the next ones begin at the left end of the block.
    pub(crate) fn begin_left(&self) {
        if self.is_empty() {
            self.leftindex.set(1);
            self.rightindex.set(0);
        }
    }

    /// If there are no items, the next ones begin at the right end of the block.
    pub(crate) fn begin_right(&self) {
        if self.is_empty() {
            self.leftindex.set(BLOCKLEN - 1);
            self.rightindex.set(BLOCKLEN - 2);
        }
    }

    fn changed(&self, by: i64) {
        self.ob_size.set(self.ob_size.get() + by);
        self.state.set(self.state.get().wrapping_add(1));
    }

    fn recenter(&self) {
        self.leftindex.set(CENTER + 1);
        self.rightindex.set(CENTER);
    }

    /// Where the item at an index is: found from the nearer end.
    fn place(&self, index: usize) -> *mut Obj {
        let from_left = index as i64 + self.leftindex.get();
        let (hops, at) = (from_left / BLOCKLEN, from_left % BLOCKLEN);
        let last = (self.leftindex.get() + self.ob_size.get() - 1) / BLOCKLEN;
        let block = if hops <= last / 2 {
            (0..hops).fold(self.leftblock.get(), |block, _| {
                // SAFETY: the row has as many blocks as its length tells.
                unsafe { link(block) }.rightlink.get()
            })
        } else {
            (hops..last).fold(self.rightblock.get(), |block, _| {
                // SAFETY: as above.
                unsafe { link(block) }.leftlink.get()
            })
        };
        slot(block, at)
    }

    /// Calls a function with the place of each item. It must run no Python.
    fn walk(&self, mut see: impl FnMut(*mut Obj)) {
        let (mut block, mut index) = (self.leftblock.get(), self.leftindex.get());
        for _ in 0..self.len() {
            if index == BLOCKLEN {
                // SAFETY: with items left there is another block.
                block = unsafe { link(block) }.rightlink.get();
                index = 0;
            }
            see(slot(block, index));
            index += 1;
        }
    }

    fn new_block(&self, rt: &Runtime) -> PyResult<NonNull<Block>> {
        let kept = self.numfreeblocks.get();
        if kept > 0 {
            self.numfreeblocks.set(kept - 1);
            let block = self.freeblocks[kept as usize - 1].replace(Ptr::NULL);
            return block.get().ok_or_else(|| rt.memory_error());
        }
        let block = rt.heap.alloc(BLOCK).ok_or_else(|| rt.memory_error())?;
        let block = block.cast::<Block>();
        // SAFETY: the block is new and large enough; its items need no value.
        unsafe {
            block.write(Block {
                leftlink: Cell::new(Ptr::NULL),
                data: [const { MaybeUninit::uninit() }; BLOCKLEN as usize],
                rightlink: Cell::new(Ptr::NULL),
            });
        }
        Ok(block)
    }

    fn free_block(&self, rt: &Runtime, block: Ptr<Block>) {
        let kept = self.numfreeblocks.get() as usize;
        if kept < MAXFREEBLOCKS {
            self.freeblocks[kept].set(block);
            self.numfreeblocks.set(kept as i64 + 1);
        } else if let Some(block) = block.get() {
            // SAFETY: the block is this row's, and holds no items.
            unsafe { rt.heap.free(block.cast(), BLOCK) };
        }
    }
}

/// A block of a row.
///
/// # Safety
/// The pointer is one of the row's blocks, and stays so while the reference is used.
unsafe fn link<'a>(block: Ptr<Block>) -> &'a Block {
    let block = block.get().expect("a row with items has blocks");
    // SAFETY: the caller's promise.
    unsafe { block.as_ref() }
}

/// A place in a block.
fn slot(block: Ptr<Block>, index: i64) -> *mut Obj {
    let start = std::mem::offset_of!(Block, data) + index as usize * size_of::<Obj>();
    block.as_ptr().cast::<u8>().wrapping_add(start).cast()
}

const _: () = assert!(size_of::<Obj>() == 8);
