//! Pools and blocks: memory for small objects (`Objects/obmalloc.c@v3.13.0#pool_header`).
//!
//! A pool is 16 KiB long and serves blocks of one size. It begins with a header; a
//! block's pool is found by clearing the low bits of the block's address. Free blocks
//! form a list threaded through the blocks themselves: the block freed last is the
//! block handed out next, which is why `id()` values come back so soon.

use super::arena::{ARENA_SIZE, POOL_SIZE};
use super::asan;
use super::ptr::Ptr;
use std::cell::Cell;
use std::ptr::NonNull;

/// Block sizes are multiples of this many bytes, and so are all addresses of blocks.
pub const ALIGNMENT: usize = 16;

/// The largest block, in bytes, that a pool serves.
pub const SMALL_MAX: usize = 512;

const CLASSES: usize = SMALL_MAX / ALIGNMENT;
const POOLS_PER_ARENA: u32 = (ARENA_SIZE / POOL_SIZE) as u32;

/// The header of a pool, 48 bytes, with CPython's names.
#[repr(C)]
pub struct PoolHeader {
    /// Blocks in use.
    ref_count: Cell<u32>,
    _padding: u32,
    /// The free block to hand out next.
    freeblock: Cell<Ptr<FreeBlock>>,
    /// The next pool of this size class that has a free block.
    nextpool: Cell<Ptr<PoolHeader>>,
    /// The previous one.
    prevpool: Cell<Ptr<PoolHeader>>,
    /// Which arena the pool is cut from.
    arenaindex: Cell<u32>,
    /// The size class: blocks have `(szidx + 1) * 16` bytes.
    szidx: Cell<u32>,
    /// Offset of the first byte that was never handed out.
    nextoffset: Cell<u32>,
    /// The largest offset at which a whole block still fits.
    maxnextoffset: Cell<u32>,
}

const HEADER: usize = size_of::<PoolHeader>();
const _: () = assert!(HEADER == 48);
const UNUSED: u32 = u32::MAX;

struct FreeBlock {
    next: Ptr<FreeBlock>,
}

impl PoolHeader {
    /// Bytes of each block of the pool.
    pub fn block_size(&self) -> usize {
        (self.szidx.get() as usize + 1) * ALIGNMENT
    }

    fn holds_class(&self) -> bool {
        self.szidx.get() != UNUSED
    }

    /// The start of the live block around `offset` (bytes from the pool's start).
    fn live_block(&self, offset: usize) -> Option<usize> {
        if !self.holds_class() || self.ref_count.get() == 0 || offset < HEADER {
            return None;
        }
        let start = HEADER + (offset - HEADER) / self.block_size() * self.block_size();
        if start >= self.nextoffset.get() as usize {
            return None;
        }
        let mut free = self.freeblock.get();
        while let Some(block) = free.get() {
            if block.addr().get() % POOL_SIZE == start {
                return None;
            }
            // SAFETY: every member of the free list is a free block of this pool.
            free = unsafe { link(block) };
        }
        Some(start)
    }
}

/// What is known of one arena of pools.
pub struct PoolArena {
    base: NonNull<u8>,
    /// The index of the arena in the heap's table.
    index: u32,
    /// Pools that are free, those never used included.
    nfreepools: u32,
    /// Pools that were used and are free again, newest first.
    freepools: Ptr<PoolHeader>,
    /// Pools that were ever used.
    started: u32,
}

/// For each size class the pools that have a free block.
pub struct Pools {
    usedpools: [Cell<Ptr<PoolHeader>>; CLASSES],
}

impl Default for Pools {
    fn default() -> Pools {
        Pools::new()
    }
}

impl Pools {
    /// No pools yet.
    pub fn new() -> Pools {
        Pools {
            usedpools: [const { Cell::new(Ptr::NULL) }; CLASSES],
        }
    }

    /// Takes a block of at least `size` bytes (1 to 512), if a pool has one.
    #[inline(always)]
    pub fn take(&self, size: usize) -> Option<NonNull<u8>> {
        let class = (size - 1) / ALIGNMENT;
        let pool = self.usedpools[class].get().get()?;
        // SAFETY: pools in `usedpools` are alive, and have at least one free block.
        let header = unsafe { pool.as_ref() };
        let block = header.freeblock.get().get()?;
        // SAFETY: `freeblock` is a free block of the pool, so it holds a link.
        let next = unsafe { link(block) };
        asan::unpoison(block, header.block_size());
        header.ref_count.set(header.ref_count.get() + 1);
        header.freeblock.set(next);
        if next.is_null() {
            self.extend(pool);
        }
        Some(block.cast())
    }

    /// The pool's free list is empty: begin a block never used, or leave the list.
    #[inline(never)]
    fn extend(&self, pool: NonNull<PoolHeader>) {
        // SAFETY: the caller's pool is alive.
        let header = unsafe { pool.as_ref() };
        let offset = header.nextoffset.get();
        if offset <= header.maxnextoffset.get() {
            header.nextoffset.set(offset + header.block_size() as u32);
            // SAFETY: a whole block fits at `offset`, inside the pool.
            let block = unsafe { pool.cast::<u8>().add(offset as usize) };
            push_free(header, block.cast());
        } else {
            self.unlink(pool);
        }
    }

    /// Prepares a pool that nobody uses for `class` and puts it first in line.
    pub fn begin(&self, pool: NonNull<PoolHeader>, size: usize) {
        let class = (size - 1) / ALIGNMENT;
        // SAFETY: the caller got the pool from `PoolArena::pool`, alive and unused.
        let header = unsafe { pool.as_ref() };
        if header.szidx.get() != class as u32 {
            header.szidx.set(class as u32);
            let block = (class + 1) * ALIGNMENT;
            header.freeblock.set(Ptr::NULL);
            header.nextoffset.set((HEADER + block) as u32);
            header.maxnextoffset.set((POOL_SIZE - block) as u32);
            // SAFETY: the first block lies behind the header, inside the pool.
            let first = unsafe { pool.cast::<u8>().add(HEADER) };
            push_free(header, first.cast());
        } else if header.freeblock.get().is_null() {
            // The pool was emptied with an empty list only if no block was ever cut.
            self.extend(pool);
        }
        self.link(pool);
    }

    /// Gives a block back. Returns its pool when that is empty now.
    ///
    /// # Safety
    /// `block` came from [`Pools::take`] and nobody uses it any more.
    #[inline(always)]
    pub unsafe fn give(&self, block: NonNull<u8>) -> Option<NonNull<PoolHeader>> {
        let pool = pool_of(block);
        // SAFETY: the block lies in a pool, which begins with its header.
        let header = unsafe { pool.as_ref() };
        let was_full = header.freeblock.get().is_null();
        push_free(header, block.cast());
        let used = header.ref_count.get() - 1;
        header.ref_count.set(used);
        if was_full {
            self.link(pool);
        } else if used == 0 {
            self.unlink(pool);
            return Some(pool);
        }
        None
    }

    fn link(&self, pool: NonNull<PoolHeader>) {
        // SAFETY: pools given to `link` and pools in the lists are alive.
        unsafe {
            let head = &self.usedpools[pool.as_ref().szidx.get() as usize];
            let first = head.get();
            pool.as_ref().prevpool.set(Ptr::NULL);
            pool.as_ref().nextpool.set(first);
            if let Some(first) = first.get() {
                first.as_ref().prevpool.set(pool.into());
            }
            head.set(pool.into());
        }
    }

    fn unlink(&self, pool: NonNull<PoolHeader>) {
        // SAFETY: the pool is in its list, and all pools of a list are alive.
        unsafe {
            let header = pool.as_ref();
            let (prev, next) = (header.prevpool.get(), header.nextpool.get());
            match prev.get() {
                Some(prev) => prev.as_ref().nextpool.set(next),
                None => self.usedpools[header.szidx.get() as usize].set(next),
            }
            if let Some(next) = next.get() {
                next.as_ref().prevpool.set(prev);
            }
        }
    }
}

impl PoolArena {
    /// An arena whose pools were never used.
    pub fn new(base: NonNull<u8>, index: u32) -> PoolArena {
        let nfreepools = POOLS_PER_ARENA;
        PoolArena {
            base,
            index,
            nfreepools,
            freepools: Ptr::NULL,
            started: 0,
        }
    }

    /// The index in the heap's table of arenas.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// How many pools are free.
    pub fn free_pools(&self) -> u32 {
        self.nfreepools
    }

    /// Whether no pool is in use.
    pub fn is_unused(&self) -> bool {
        self.nfreepools == POOLS_PER_ARENA
    }

    /// Takes a pool: one that was used before if there is any, else a new one.
    pub fn pool(&mut self) -> Option<NonNull<PoolHeader>> {
        if let Some(pool) = self.freepools.get() {
            // SAFETY: free pools keep their header.
            self.freepools = unsafe { pool.as_ref() }.nextpool.get();
            self.nfreepools -= 1;
            return Some(pool);
        }
        if self.started == POOLS_PER_ARENA {
            return None;
        }
        // SAFETY: fewer pools than the arena holds were started, so this one is inside.
        let pool = unsafe { self.base.add(self.started as usize * POOL_SIZE) };
        let pool = pool.cast::<PoolHeader>();
        let header = PoolHeader {
            ref_count: Cell::new(0),
            _padding: 0,
            freeblock: Cell::new(Ptr::NULL),
            nextpool: Cell::new(Ptr::NULL),
            prevpool: Cell::new(Ptr::NULL),
            arenaindex: Cell::new(self.index),
            szidx: Cell::new(UNUSED),
            nextoffset: Cell::new(0),
            maxnextoffset: Cell::new(0),
        };
        // SAFETY: arenas are aligned to a pool's size, and these bytes are unused.
        unsafe { pool.write(header) };
        self.started += 1;
        self.nfreepools -= 1;
        Some(pool)
    }

    /// Takes back a pool whose blocks are all free.
    pub fn give_back(&mut self, pool: NonNull<PoolHeader>) {
        // SAFETY: the pool is one of this arena's and keeps its header.
        unsafe { pool.as_ref() }.nextpool.set(self.freepools);
        self.freepools = pool.into();
        self.nfreepools += 1;
    }

    /// Whether bytes of this arena lie in one block that is or was in use.
    pub fn was_used(&self, offset: usize, length: usize) -> bool {
        let (pool, inside) = (offset / POOL_SIZE, offset % POOL_SIZE);
        if pool >= self.started as usize || inside < HEADER {
            return false;
        }
        // SAFETY: pools below `started` have a header.
        let header = unsafe { self.base.add(pool * POOL_SIZE).cast::<PoolHeader>() };
        // SAFETY: as above.
        let header = unsafe { header.as_ref() };
        let size = header.block_size();
        header.holds_class()
            && inside < header.nextoffset.get() as usize
            && length <= size - (inside - HEADER) % size
    }

    /// The start offset and size of the live block around an offset of this arena.
    pub fn live_block(&self, offset: usize) -> Option<(usize, usize)> {
        let pool = offset / POOL_SIZE;
        if pool >= self.started as usize {
            return None;
        }
        // SAFETY: pools below `started` have a header.
        let header = unsafe { self.base.add(pool * POOL_SIZE).cast::<PoolHeader>() };
        // SAFETY: as above.
        let header = unsafe { header.as_ref() };
        let start = header.live_block(offset % POOL_SIZE)?;
        Some((pool * POOL_SIZE + start, header.block_size()))
    }
}

/// Which arena a pool belongs to.
pub fn arena_of(pool: NonNull<PoolHeader>) -> u32 {
    // SAFETY: pools keep their header as long as their arena lives.
    unsafe { pool.as_ref() }.arenaindex.get()
}

#[inline(always)]
fn pool_of(block: NonNull<u8>) -> NonNull<PoolHeader> {
    let start = block
        .as_ptr()
        .map_addr(|address| address & !(POOL_SIZE - 1));
    // SAFETY: a block lies in an arena, whose address is not null.
    unsafe { NonNull::new_unchecked(start.cast()) }
}

#[inline(always)]
fn push_free(header: &PoolHeader, block: NonNull<FreeBlock>) {
    asan::unpoison(block, size_of::<FreeBlock>());
    // SAFETY: the block is free, inside its pool, and at least 16 bytes long.
    unsafe {
        block.write(FreeBlock {
            next: header.freeblock.get(),
        })
    };
    asan::poison(block, header.block_size());
    header.freeblock.set(block.into());
}

/// The way to the next free block.
///
/// # Safety
/// `block` is a free block of a pool.
#[inline(always)]
unsafe fn link(block: NonNull<FreeBlock>) -> Ptr<FreeBlock> {
    asan::unpoison(block, size_of::<FreeBlock>());
    // SAFETY: a free block begins with a link.
    let next = unsafe { block.as_ref() }.next;
    asan::poison(block, size_of::<FreeBlock>());
    next
}
