//! Blocks: taken and given back in the patterns that programs have.

use pyobject::memory::Heap;
use std::alloc::{Layout, alloc, dealloc, realloc};
use std::ptr::NonNull;

use crate::{ROUNDS, cost};

/// Something that hands out blocks.
trait Allocator {
    fn take(&self, size: usize) -> NonNull<u8>;
    /// # Safety
    /// The block came from this allocator with this size, and is used no more.
    unsafe fn give(&self, block: NonNull<u8>, size: usize);
    /// # Safety
    /// As for `give`.
    unsafe fn resize(&self, block: NonNull<u8>, old: usize, new: usize) -> NonNull<u8>;
}

/// The allocator of the C library.
struct Malloc;

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size, 16).expect("a size that fits")
}

impl Allocator for Malloc {
    fn take(&self, size: usize) -> NonNull<u8> {
        // SAFETY: no size here is zero.
        NonNull::new(unsafe { alloc(layout(size)) }).expect("memory")
    }

    unsafe fn give(&self, block: NonNull<u8>, size: usize) {
        // SAFETY: the caller's promise.
        unsafe { dealloc(block.as_ptr(), layout(size)) }
    }

    unsafe fn resize(&self, block: NonNull<u8>, old: usize, new: usize) -> NonNull<u8> {
        // SAFETY: the caller's promise.
        let moved = unsafe { realloc(block.as_ptr(), layout(old), new) };
        NonNull::new(moved).expect("memory")
    }
}

impl Allocator for Heap {
    fn take(&self, size: usize) -> NonNull<u8> {
        self.alloc(size).expect("memory")
    }

    unsafe fn give(&self, block: NonNull<u8>, size: usize) {
        // SAFETY: the caller's promise.
        unsafe { self.free(block, size) }
    }

    unsafe fn resize(&self, block: NonNull<u8>, old: usize, new: usize) -> NonNull<u8> {
        // SAFETY: the caller's promise.
        unsafe { self.realloc(block, old, new) }.expect("memory")
    }
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }
}

/// Blocks that are alive, with their sizes; whoever makes one writes its first byte.
struct Window<'a, A: Allocator> {
    from: &'a A,
    blocks: Vec<(NonNull<u8>, usize)>,
}

impl<'a, A: Allocator> Window<'a, A> {
    fn new(from: &'a A) -> Self {
        let blocks = Vec::new();
        Window { from, blocks }
    }

    fn push(&mut self, size: usize) {
        let block = self.from.take(size);
        // SAFETY: the block has at least one byte.
        unsafe { block.write(1) };
        self.blocks.push((block, size));
    }

    fn pop(&mut self, index: usize) {
        let (block, size) = self.blocks.swap_remove(index);
        // SAFETY: the block was made with this size and is forgotten.
        unsafe { self.from.give(block, size) };
    }

    fn grow(&mut self, index: usize, new: usize) {
        let (block, size) = self.blocks[index];
        // SAFETY: the block has this size, and only its new address is kept.
        let moved = unsafe { self.from.resize(block, size, new) };
        self.blocks[index] = (moved, new);
    }
}

impl<A: Allocator> Drop for Window<'_, A> {
    fn drop(&mut self) {
        while !self.blocks.is_empty() {
            self.pop(self.blocks.len() - 1);
        }
    }
}

/// A block dies before the next is made.
fn one_by_one(from: &impl Allocator) -> usize {
    let mut window = Window::new(from);
    for _ in 0..1_000_000 {
        window.push(64);
        window.pop(0);
    }
    1_000_000
}

/// A million blocks of one size, then none.
fn all_then_none(from: &impl Allocator) -> usize {
    let mut window = Window::new(from);
    (0..1_000_000).for_each(|_| window.push(48));
    1_000_000
}

/// Blocks of mixed sizes, each of which dies at a random time.
fn mixed(
    from: &impl Allocator,
    smallest: usize,
    largest: usize,
    alive: usize,
) -> usize {
    let mut dice = Dice(88172645463325252);
    let mut window = Window::new(from);
    let count = alive * 50;
    for made in 0..count {
        if made >= alive {
            window.pop(dice.below(alive));
        }
        window.push(smallest + dice.below(largest - smallest));
    }
    count
}

/// Lists that grow by an eighth, all at the same time.
fn growing(from: &impl Allocator) -> usize {
    let mut window = Window::new(from);
    let mut resized = 0;
    (0..200).for_each(|_| window.push(64));
    let mut size = 64;
    while size < 100_000 {
        size += (size >> 3) / 8 * 8 + 48;
        (0..200).for_each(|index| window.grow(index, size));
        resized += 200;
    }
    resized
}

/// What one does with blocks, and says how many they were.
type Work<A> = fn(&A) -> usize;

fn works<A: Allocator>() -> [(&'static str, Work<A>); 5] {
    [
        ("64 bytes, one by one", one_by_one),
        ("a million of 48 bytes, then none", all_then_none),
        ("16 to 512 bytes, random lives", |from| {
            mixed(from, 16, 513, 20_000)
        }),
        ("513 to 16,000 bytes, random lives", |from| {
            mixed(from, 513, 16_000, 2_000)
        }),
        ("growing from 64 to 100,000 bytes", growing),
    ]
}

/// The best of a few rounds, in nanoseconds a block.
fn best<A: Allocator>(fresh: impl Fn() -> A, work: Work<A>) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let from = fresh();
        let (blocks, cost) = cost(|| work(&from));
        cost / blocks as f64
    });
    rounds.fold(f64::INFINITY, f64::min)
}

/// Prints a table.
pub fn compare() {
    println!("{:36}{:>10}{:>10}", "ns a block", "here", "malloc");
    for ((name, ours), (_, theirs)) in works().into_iter().zip(works()) {
        let here = best(|| Heap::new(None), ours);
        let there = best(|| Malloc, theirs);
        println!("{name:36}{here:>10.1}{there:>10.1}");
    }
}
