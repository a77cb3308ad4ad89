//! Chunks: blocks of more than 512 bytes, cut from arenas to measure.
//!
//! CPython leaves these to `malloc`. Ours is a classical one: each chunk begins with a
//! 16-byte header that tells its size and its left neighbour's, so that neighbours
//! that are both free become one; free chunks wait in lists by size, four lists for
//! each doubling, and a bitmap tells which lists have any.

use super::arena::ARENA_SIZE;
use super::asan;
use super::ptr::Ptr;
use std::cell::Cell;
use std::ptr::NonNull;

/// Blocks from here on get an arena of their own.
pub const CHUNK_MAX: usize = ARENA_SIZE / 2;

const HEADER: usize = size_of::<Chunk>();
const LISTS: usize = 64;
const MIN_CHUNK: usize = HEADER + 16;

/// The header of a chunk; sizes include it, in bytes.
#[repr(C)]
struct Chunk {
    /// Size of the chunk to the left; 0 for the first of an arena.
    left: Cell<u32>,
    /// Size of this chunk; 0 for the mark at the arena's end.
    size: Cell<u32>,
    /// 1 while the chunk is in use.
    used: Cell<u32>,
    _padding: u32,
}

/// What a free chunk holds in place of data.
#[repr(C)]
struct Links {
    next: Cell<Ptr<Chunk>>,
    prev: Cell<Ptr<Chunk>>,
}

const _: () = assert!(HEADER == 16 && size_of::<Links>() == 16);

type At = NonNull<Chunk>;

/// The free chunks of all chunk arenas.
pub struct Chunks {
    lists: [Cell<Ptr<Chunk>>; LISTS],
    filled: Cell<u64>,
}

/// The list in which a free chunk of `size` bytes waits.
fn list_for(size: usize) -> usize {
    let log = size.ilog2() as usize;
    let quarter = (size >> (log - 2)) & 3;
    (log.saturating_sub(5) * 4 + quarter).min(LISTS - 1)
}

impl Default for Chunks {
    fn default() -> Chunks {
        Chunks::new()
    }
}

impl Chunks {
    /// No chunks yet.
    pub fn new() -> Chunks {
        Chunks {
            lists: [const { Cell::new(Ptr::NULL) }; LISTS],
            filled: Cell::new(0),
        }
    }

    /// Makes one free chunk of a fresh arena.
    ///
    /// # Safety
    /// `base` is the start of `ARENA_SIZE` bytes that nobody uses, 16-byte aligned.
    pub unsafe fn add_arena(&self, base: NonNull<u8>) {
        let first: At = base.cast();
        let size = ARENA_SIZE - HEADER;
        // SAFETY: both headers lie inside the arena.
        unsafe {
            write_header(first, 0, size);
            let end = right_of(first);
            write_header(end, size, 0);
            end.as_ref().used.set(1);
        }
        self.insert(first);
    }

    /// Takes a chunk for `size` bytes, if there is one large enough.
    pub fn take(&self, size: usize) -> Option<NonNull<u8>> {
        let need = chunk_size(size);
        Some(self.cut(self.find(need)?, need))
    }

    /// The same for a block that grows: what is free behind it is at least as large.
    pub fn take_with_room(&self, size: usize) -> Option<NonNull<u8>> {
        let need = chunk_size(size);
        Some(self.cut(self.find(2 * need)?, need))
    }

    /// Puts a free chunk to use, of which `need` bytes are wanted.
    fn cut(&self, chunk: At, need: usize) -> NonNull<u8> {
        self.remove(chunk);
        self.trim(chunk, need);
        // SAFETY: the chunk is alive, and its data follows the header.
        unsafe {
            chunk.as_ref().used.set(1);
            let data = chunk.cast::<u8>().add(HEADER);
            asan::unpoison(data, self.usable(data));
            data
        }
    }

    /// Gives a chunk back. Returns true when its arena is one free chunk again; then
    /// that chunk has left the lists.
    ///
    /// # Safety
    /// `data` came from [`Chunks::take`] and nobody uses it any more.
    pub unsafe fn give(&self, data: NonNull<u8>) -> bool {
        // SAFETY: the header stands before the data; neighbours are read from it.
        unsafe {
            let mut chunk: At = data.sub(HEADER).cast();
            chunk.as_ref().used.set(0);
            asan::poison(data, self.usable(data));
            let right = right_of(chunk);
            if right.as_ref().used.get() == 0 {
                self.remove(right);
                merge(chunk, right);
            }
            if let Some(left) = left_of(chunk)
                && left.as_ref().used.get() == 0
            {
                self.remove(left);
                merge(left, chunk);
                chunk = left;
            }
            if chunk.as_ref().size.get() as usize == ARENA_SIZE - HEADER {
                return true;
            }
            self.insert(chunk);
        }
        false
    }

    /// Tries to change a chunk's size where it stands.
    ///
    /// # Safety
    /// As for [`Chunks::give`].
    pub unsafe fn resize(&self, data: NonNull<u8>, size: usize) -> bool {
        let need = chunk_size(size);
        // SAFETY: as in `give`.
        unsafe {
            let chunk: At = data.sub(HEADER).cast();
            let right = right_of(chunk);
            let have = chunk.as_ref().size.get() as usize;
            if need > have {
                let more = right.as_ref().size.get() as usize;
                if right.as_ref().used.get() != 0 || have + more < need {
                    return false;
                }
                self.remove(right);
                merge(chunk, right);
            }
            self.trim(chunk, need);
            asan::unpoison(data, self.usable(data));
            true
        }
    }

    /// Bytes that a block of the chunk at `data` may use.
    ///
    /// # Safety
    /// As for [`Chunks::give`].
    pub unsafe fn usable(&self, data: NonNull<u8>) -> usize {
        // SAFETY: the header stands before the data.
        unsafe {
            data.sub(HEADER).cast::<Chunk>().as_ref().size.get() as usize - HEADER
        }
    }

    /// The start and size of the used block around an offset of the arena at `base`.
    ///
    /// # Safety
    /// `base` is the start of an arena given to [`Chunks::add_arena`].
    pub unsafe fn live_block(
        &self,
        base: NonNull<u8>,
        offset: usize,
    ) -> Option<(usize, usize)> {
        let (mut chunk, mut at): (At, usize) = (base.cast(), 0);
        loop {
            // SAFETY: the walk goes from header to header up to the end's mark.
            let header = unsafe { chunk.as_ref() };
            let size = header.size.get() as usize;
            if size == 0 || offset < at + HEADER {
                return None;
            }
            if offset < at + size {
                let used = header.used.get() != 0;
                return used.then_some((at + HEADER, size - HEADER));
            }
            at += size;
            // SAFETY: this chunk is not the end's mark, so there is one to the right.
            chunk = unsafe { right_of(chunk) };
        }
    }

    fn find(&self, need: usize) -> Option<At> {
        let list = list_for(need);
        let mut candidate = self.lists[list].get();
        while let Some(chunk) = candidate.get() {
            // SAFETY: chunks in the lists are alive and free, so they hold links.
            unsafe {
                if chunk.as_ref().size.get() as usize >= need {
                    return Some(chunk);
                }
                candidate = links(chunk).as_ref().next.get();
            }
        }
        let larger = self.filled.get() & (u64::MAX << list) & !(1 << list);
        if larger == 0 {
            return None;
        }
        self.lists[larger.trailing_zeros() as usize].get().get()
    }

    /// Cuts what a chunk has beyond `need` bytes and frees it.
    fn trim(&self, chunk: At, need: usize) {
        // SAFETY: the rest lies inside the chunk, which is alive.
        unsafe {
            let have = chunk.as_ref().size.get() as usize;
            if have < need + MIN_CHUNK {
                return;
            }
            chunk.as_ref().size.set(need as u32);
            let rest = right_of(chunk);
            write_header(rest, need, have - need);
            let right = right_of(rest);
            if right.as_ref().used.get() == 0 {
                self.remove(right);
                merge(rest, right);
            } else {
                right.as_ref().left.set((have - need) as u32);
            }
            self.insert(rest);
        }
    }

    fn insert(&self, chunk: At) {
        // SAFETY: the chunk is alive and free, so its data may hold links.
        unsafe {
            let list = list_for(chunk.as_ref().size.get() as usize);
            let first = self.lists[list].get();
            let mine = Links {
                next: Cell::new(first),
                prev: Cell::new(Ptr::NULL),
            };
            asan::unpoison(links(chunk), size_of::<Links>());
            links(chunk).write(mine);
            if let Some(first) = first.get() {
                links(first).as_ref().prev.set(chunk.into());
            }
            self.lists[list].set(chunk.into());
            self.filled.set(self.filled.get() | 1 << list);
        }
    }

    fn remove(&self, chunk: At) {
        // SAFETY: the chunk is in its list, and all chunks of a list hold links.
        unsafe {
            let list = list_for(chunk.as_ref().size.get() as usize);
            let (prev, next) = (
                links(chunk).as_ref().prev.get(),
                links(chunk).as_ref().next.get(),
            );
            match prev.get() {
                Some(prev) => links(prev).as_ref().next.set(next),
                None => self.lists[list].set(next),
            }
            match next.get() {
                Some(next) => links(next).as_ref().prev.set(prev),
                None if prev.is_null() => {
                    self.filled.set(self.filled.get() & !(1 << list));
                }
                None => {}
            }
        }
    }
}

/// The size of a chunk for `size` bytes of data.
fn chunk_size(size: usize) -> usize {
    (size.max(16) + HEADER + 15) & !15
}

/// # Safety
/// `chunk` lies inside an arena, with room for its header.
unsafe fn write_header(chunk: At, left: usize, size: usize) {
    let header = Chunk {
        left: Cell::new(left as u32),
        size: Cell::new(size as u32),
        used: Cell::new(0),
        _padding: 0,
    };
    asan::unpoison(chunk, HEADER);
    // SAFETY: the caller's promise.
    unsafe { chunk.write(header) }
}

/// # Safety
/// `chunk` is a chunk, not the end's mark.
unsafe fn right_of(chunk: At) -> At {
    // SAFETY: a chunk's right neighbour begins where it ends.
    unsafe {
        chunk
            .cast::<u8>()
            .add(chunk.as_ref().size.get() as usize)
            .cast()
    }
}

/// # Safety
/// `chunk` is a chunk.
unsafe fn left_of(chunk: At) -> Option<At> {
    // SAFETY: the header tells how far the left neighbour begins.
    unsafe {
        let left = chunk.as_ref().left.get() as usize;
        (left != 0).then(|| chunk.cast::<u8>().sub(left).cast())
    }
}

/// # Safety
/// `right` is the right neighbour of `chunk`, and in no list.
unsafe fn merge(chunk: At, right: At) {
    // SAFETY: both are chunks, by the caller's promise.
    unsafe {
        let size = chunk.as_ref().size.get() + right.as_ref().size.get();
        chunk.as_ref().size.set(size);
        right_of(chunk).as_ref().left.set(size);
        asan::poison(right, MIN_CHUNK);
    }
}

/// # Safety
/// `chunk` is a free chunk.
unsafe fn links(chunk: At) -> NonNull<Links> {
    // SAFETY: the smallest chunk has room for links behind its header.
    unsafe { chunk.cast::<u8>().add(HEADER).cast() }
}
