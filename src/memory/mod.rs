//! The ground: arenas, pools, blocks (`Objects/obmalloc.c@v3.13.0#pymalloc_alloc`).
//!
//! A [`Heap`] hands out blocks of memory and takes them back. Blocks of at most 512
//! bytes come from [pools](pool), larger ones are [chunks](chunk), and all of them lie
//! in [arenas](arena), which hold nothing else. So every address has a [`Place`], an
//! arena and an offset, that is the same on every machine that ran the same program.
//!
//! ```
//! let heap = pyobject::memory::Heap::new(None);
//! let first = heap.alloc(32).unwrap();
//! let place = heap.place(first.as_ptr().addr()).unwrap();
//! // SAFETY: it was taken with this size, and nobody uses it any more.
//! unsafe { heap.free(first, 32) };
//! let second = heap.alloc(32).unwrap();
//! assert_eq!(heap.place(second.as_ptr().addr()), Some(place)); // the same block again
//! ```
#![allow(unsafe_code)]

mod anchors;
pub mod arena;
pub(crate) mod asan;
pub mod chunk;
pub mod pool;
pub mod ptr;
mod reading;
mod region;
mod system;
pub mod trace;

use arena::{ARENA_SIZE, Arena, Purpose};
use chunk::{CHUNK_MAX, Chunks};
use pool::{PoolArena, PoolHeader, Pools, SMALL_MAX};
use std::cell::{Cell, RefCell};
use std::ptr::NonNull;
use trace::Traces;

/// Where something lies: the number of an arena and an offset in it, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The arena, counted from 0 in the order in which they were needed.
    pub arena: u32,
    /// Bytes from the arena's start.
    pub offset: u32,
}

/// A live block of the heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// The address of its first byte.
    pub start: usize,
    /// How many bytes it has.
    pub size: usize,
}

/// Memory for one runtime's objects.
pub struct Heap {
    pools: Pools,
    chunks: Chunks,
    /// All arenas by number; `None` once given back to the operating system.
    arenas: RefCell<Vec<Option<Arena>>>,
    /// What is known of the arenas of pools.
    pool_arenas: RefCell<Vec<PoolArena>>,
    /// Where the arenas of a large heap come from.
    regions: region::Regions,
    live_blocks: Cell<usize>,
    /// Bytes taken from the operating system.
    reserved: Cell<usize>,
    budget: Cell<usize>,
    traces: Traces,
    anchors: anchors::Anchors,
}

impl Heap {
    /// An empty heap that takes at most `budget` bytes from the operating system.
    pub fn new(budget: Option<usize>) -> Heap {
        Heap {
            pools: Pools::new(),
            chunks: Chunks::new(),
            arenas: RefCell::default(),
            pool_arenas: RefCell::default(),
            regions: region::Regions::default(),
            live_blocks: Cell::new(0),
            reserved: Cell::new(0),
            budget: Cell::new(budget.unwrap_or(usize::MAX)),
            traces: Traces::default(),
            anchors: anchors::Anchors::default(),
        }
    }

    /// Takes a block of at least `size` bytes, or `None` when the budget is spent.
    /// Its content is undefined. A size of 0 counts as 1.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn alloc(&self, size: usize) -> Option<NonNull<u8>> {
        let block = if size <= SMALL_MAX {
            match self.pools.take(size.max(1)) {
                Some(block) => block,
                None => self.alloc_from_new_pool(size.max(1))?,
            }
        } else {
            self.alloc_large(size)?
        };
        self.live_blocks.set(self.live_blocks.get() + 1);
        if self.traces.on() {
            self.traces.taken(block.addr().get(), size);
        }
        Some(block)
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// `block` came from [`Heap::alloc`] or [`Heap::realloc`] of this heap with this
    /// size, and nobody uses it any more.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub unsafe fn free(&self, block: NonNull<u8>, size: usize) {
        self.live_blocks.set(self.live_blocks.get() - 1);
        if self.traces.on() {
            self.traces.given(block.addr().get());
        }
        if size <= SMALL_MAX {
            // SAFETY: blocks of this size come from pools.
            if let Some(pool) = unsafe { self.pools.give(block) } {
                self.pool_is_empty(pool);
            }
        } else {
            // SAFETY: the caller's promise.
            unsafe { self.free_large(block, size) }
        }
    }

    /// Changes a block's size, keeping its content; the block may move. On failure
    /// the old block stays as it was.
    ///
    /// # Safety
    /// As for [`Heap::free`], with `old` the block's size.
    pub unsafe fn realloc(
        &self,
        block: NonNull<u8>,
        old: usize,
        new: usize,
    ) -> Option<NonNull<u8>> {
        // SAFETY: the caller's promise.
        let resized = || unsafe { self.resize(block, old, new) };
        let moved = self.traces.quietly(resized)?;
        if self.traces.on() {
            self.traces.given(block.addr().get());
            self.traces.taken(moved.addr().get(), new);
        }
        Some(moved)
    }

    /// # Safety
    /// As for [`Heap::realloc`].
    unsafe fn resize(
        &self,
        block: NonNull<u8>,
        old: usize,
        new: usize,
    ) -> Option<NonNull<u8>> {
        // SAFETY: the caller's promise, for each of the calls.
        unsafe {
            if old <= SMALL_MAX && new <= SMALL_MAX && class(old) == class(new) {
                return Some(block);
            }
            if is_chunk(old) && is_chunk(new) && self.chunks.resize(block, new) {
                return Some(block);
            }
            if old >= CHUNK_MAX && new >= CHUNK_MAX {
                return self.resize_single(block, old, new);
            }
            let moved = match self.alloc_to_grow(old, new) {
                Some(moved) => moved,
                None => self.alloc(new)?,
            };
            moved.copy_from_nonoverlapping(block, old.min(new));
            self.free(block, old);
            Some(moved)
        }
    }

    /// What was noted of the blocks, where somebody asked for it.
    pub fn traces(&self) -> &Traces {
        &self.traces
    }

    /// How many blocks are in use.
    pub fn live_blocks(&self) -> usize {
        self.live_blocks.get()
    }

    /// How many bytes were taken from the operating system.
    pub fn reserved(&self) -> usize {
        self.reserved.get()
    }

    /// The place of an address, if it lies in one of the heap's arenas.
    pub fn place(&self, address: usize) -> Option<Place> {
        let arenas = self.arenas.borrow();
        arenas.iter().enumerate().find_map(|(number, arena)| {
            let offset = arena.as_ref()?.offset_of(address)? as u32;
            Some(Place {
                arena: number as u32,
                offset,
            })
        })
    }

    /// The address at which each arena begins, by number; 0 for one that was given back.
    pub fn arena_bases(&self) -> Vec<usize> {
        let arenas = self.arenas.borrow();
        let base = |arena: &Arena| arena.base().addr().get();
        let bases = arenas.iter().map(|it| it.as_ref().map_or(0, base));
        bases.collect()
    }

    /// The live block around an address.
    pub fn block_at(&self, address: usize) -> Option<Block> {
        let place = self.place(address)?;
        let arenas = self.arenas.borrow();
        let arena = arenas[place.arena as usize].as_ref()?;
        let offset = place.offset as usize;
        let (start, size) = match arena.purpose {
            Purpose::Single => (0, arena.size()),
            // SAFETY: the arena was given to `chunks` when it was made.
            Purpose::Chunks => unsafe { self.chunks.live_block(arena.base(), offset)? },
            Purpose::Pools => {
                let pools = self.pool_arenas.borrow();
                let pools = pools.iter().find(|pools| pools.index() == place.arena)?;
                pools.live_block(offset)?
            }
        };
        Some(Block {
            start: arena.base().addr().get() + start,
            size,
        })
    }

    /// Shows each live block, in order of address within an arena.
    pub fn each_live_block(&self, mut show: impl FnMut(Block)) {
        let arenas: Vec<(usize, usize)> = {
            let arenas = self.arenas.borrow();
            let arenas = arenas.iter().flatten();
            arenas
                .map(|arena| (arena.base().addr().get(), arena.size()))
                .collect()
        };
        for (base, size) in arenas {
            let mut address = base;
            while address < base + size {
                match self.block_at(address) {
                    Some(block) if block.start == address => {
                        show(block);
                        address += block.size.max(pool::ALIGNMENT);
                    }
                    _ => address += pool::ALIGNMENT,
                }
            }
        }
    }

    /// Does something that may take two arenas more than the budget.
    pub fn beyond_budget<T>(&self, work: impl FnOnce() -> T) -> T {
        let budget = self.budget.get();
        self.budget.set(budget.saturating_add(2 * ARENA_SIZE));
        let done = work();
        self.budget.set(budget);
        done
    }

    fn new_arena(&self, size: usize, purpose: Purpose) -> Option<(NonNull<u8>, u32)> {
        let reserved = self.reserved.get().checked_add(size)?;
        if reserved > self.budget.get() {
            return None;
        }
        let arena = Arena::new(size, purpose, || self.regions.take(reserved - size))?;
        let base = arena.base();
        let mut arenas = self.arenas.borrow_mut();
        let number = match arenas.iter().position(Option::is_none) {
            Some(number) => {
                arenas[number] = Some(arena);
                number
            }
            None => {
                arenas.push(Some(arena));
                arenas.len() - 1
            }
        };
        self.reserved.set(reserved);
        Some((base, number as u32))
    }

    fn release_arena(&self, number: u32) {
        let arena = self.arenas.borrow_mut()[number as usize].take();
        let size = arena.map_or(0, |arena| arena.size());
        self.reserved.set(self.reserved.get() - size);
    }

    #[inline(never)]
    fn alloc_from_new_pool(&self, size: usize) -> Option<NonNull<u8>> {
        let pool = match self.fullest_arena_pool() {
            Some(pool) => pool,
            None => {
                let (base, number) = self.new_arena(ARENA_SIZE, Purpose::Pools)?;
                let mut arenas = self.pool_arenas.borrow_mut();
                arenas.push(PoolArena::new(base, number));
                arenas.last_mut()?.pool()?
            }
        };
        self.pools.begin(pool, size);
        self.pools.take(size)
    }

    /// A pool from the arena with the fewest free ones, so that others may empty.
    fn fullest_arena_pool(&self) -> Option<NonNull<PoolHeader>> {
        let mut arenas = self.pool_arenas.borrow_mut();
        let with_room = arenas.iter_mut().filter(|arena| arena.free_pools() > 0);
        with_room.min_by_key(|arena| arena.free_pools())?.pool()
    }

    #[inline(never)]
    fn pool_is_empty(&self, pool: NonNull<PoolHeader>) {
        let number = pool::arena_of(pool);
        let mut arenas = self.pool_arenas.borrow_mut();
        let index = arenas.iter().position(|arena| arena.index() == number);
        let index = index.expect("a pool lies in one of the arenas");
        arenas[index].give_back(pool);
        if arenas[index].is_unused() && arenas.len() > 1 {
            arenas.remove(index);
            self.release_arena(number);
        }
    }

    /// A block for one that grows and will go on growing, if there is such a place.
    fn alloc_to_grow(&self, old: usize, new: usize) -> Option<NonNull<u8>> {
        if old >= new || !is_chunk(old) || !is_chunk(new) {
            return None;
        }
        let block = self.chunks.take_with_room(new)?;
        self.live_blocks.set(self.live_blocks.get() + 1);
        Some(block)
    }

    fn alloc_large(&self, size: usize) -> Option<NonNull<u8>> {
        if size >= CHUNK_MAX {
            return Some(self.new_arena(size, Purpose::Single)?.0);
        }
        if let Some(block) = self.chunks.take(size) {
            return Some(block);
        }
        let (base, _) = self.new_arena(ARENA_SIZE, Purpose::Chunks)?;
        // SAFETY: the arena is fresh.
        unsafe { self.chunks.add_arena(base) };
        self.chunks.take(size)
    }

    /// # Safety
    /// As for [`Heap::free`].
    unsafe fn free_large(&self, block: NonNull<u8>, size: usize) {
        // SAFETY: the caller's promise; chunks are below CHUNK_MAX.
        if size < CHUNK_MAX && !unsafe { self.chunks.give(block) } {
            return;
        }
        let place = self.place(block.addr().get()).expect("a block of ours");
        self.release_arena(place.arena);
    }

    /// # Safety
    /// As for [`Heap::realloc`]; the block fills an arena.
    unsafe fn resize_single(
        &self,
        block: NonNull<u8>,
        old: usize,
        new: usize,
    ) -> Option<NonNull<u8>> {
        let reserved = (self.reserved.get() - old).checked_add(new)?;
        if reserved > self.budget.get() {
            return None;
        }
        let place = self.place(block.addr().get())?;
        let mut arenas = self.arenas.borrow_mut();
        let arena = arenas[place.arena as usize].as_mut()?;
        if !arena.resize(new) {
            return None;
        }
        self.reserved.set(reserved);
        Some(arena.base())
    }
}

fn class(size: usize) -> usize {
    (size.max(1) - 1) / pool::ALIGNMENT
}

fn is_chunk(size: usize) -> bool {
    size > SMALL_MAX && size < CHUNK_MAX
}
