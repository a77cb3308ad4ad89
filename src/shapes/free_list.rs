//! Free lists: blocks of objects that died, kept for the next of their kind.
//!
//! Floats, lists, dicts and tuples come and go all the time. So a few blocks of each are
//! not given back to the heap but put on a stack, from which the next object of the same
//! kind takes the one freed last. This is why `id([])` is so often the same twice.
//!
//! Only exact built-in types take part, never classes derived from them. A full
//! collection gives the kept blocks back. In CPython each of these lists is written
//! out where its type is (`Objects/floatobject.c@v3.13.0#PyFloat_FromDouble`, …); here
//! there is one for all, and a type joins by a word in its `py_struct!`.
#![allow(unsafe_code)]

use crate::memory::asan;
use crate::memory::ptr::Ptr;
use crate::object::{GC_HEAD, HEAD_EXTRA};
use crate::runtime::Runtime;
use std::cell::Cell;
use std::ptr::NonNull;

/// What blocks are kept for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// float: 100 blocks.
    Float,
    /// list, without the block of its items: 80.
    List,
    /// dict, without its keys: 80.
    Dict,
    /// The keys of a small dict with only strs as keys: 80.
    DictKeys,
    /// slice: 1.
    Slice,
    /// tuple: 2000 of each length from 1 to 20.
    Tuple,
}

/// The number of lists: one for each kind, and 20 for tuples.
const LISTS: usize = Kept::Tuple as usize + LONGEST_TUPLE;
const LONGEST_TUPLE: usize = 20;

/// For each list: bytes of a block, how many are kept, and whether they are containers.
const TABLE: [(usize, u32, bool); LISTS] = {
    const HEAD: usize = GC_HEAD + HEAD_EXTRA;
    let mut table = [(0, 2000, true); LISTS];
    table[Kept::Float as usize] = (HEAD_EXTRA + 24, 100, false);
    table[Kept::List as usize] = (HEAD + 40, 80, true);
    table[Kept::Dict as usize] = (HEAD + 48, 80, true);
    table[Kept::DictKeys as usize] = (120, 80, false);
    table[Kept::Slice as usize] = (HEAD + 40, 1, true);
    let mut len = 1;
    while len <= LONGEST_TUPLE {
        table[Kept::Tuple as usize + len - 1].0 = HEAD + 24 + 8 * len;
        len += 1;
    }
    table
};

impl Kept {
    /// The list for objects with `len` items, if there is one.
    #[inline(always)]
    pub(crate) fn list(self, len: usize) -> Option<usize> {
        match self {
            Kept::Tuple if len == 0 || len > LONGEST_TUPLE => None,
            Kept::Tuple => Some(self as usize + len - 1),
            _ => Some(self as usize),
        }
    }
}

/// A kept block. Its second word is the way to the next one: the first stays as it was,
/// which for a float is its count, as in CPython.
#[repr(C)]
struct Block {
    _count: u64,
    next: Ptr<Block>,
}

struct FreeList {
    first: Cell<Ptr<Block>>,
    len: Cell<u32>,
}

/// The free lists of a runtime. Their blocks count as live for the heap, as they do for
/// `sys.getallocatedblocks()`.
pub(crate) struct FreeLists([FreeList; LISTS]);

impl FreeLists {
    /// Empty lists.
    pub(crate) fn new() -> FreeLists {
        FreeLists(std::array::from_fn(|_| FreeList {
            first: Cell::new(Ptr::NULL),
            len: Cell::new(0),
        }))
    }

    /// How many blocks are kept of a kind.
    pub(crate) fn len(&self, kept: Kept) -> u32 {
        self.0[kept as usize].len.get()
    }

    /// Takes the block of `size` bytes that was freed last.
    #[inline(always)]
    pub(crate) fn take(&self, list: usize, size: usize) -> Option<NonNull<u8>> {
        let (kept, list) = (TABLE[list].0, &self.0[list]);
        let first = list.first.get().get()?;
        if kept != size {
            return None;
        }
        asan::unpoison(first, size);
        // SAFETY: blocks on the list are not in use, and hold a link.
        list.first
            .set(unsafe { (&raw const (*first.as_ptr()).next).read() });
        list.len.set(list.len.get() - 1);
        Some(first.cast())
    }

    /// Keeps a block, unless the list is full; says whether it did.
    ///
    /// # Safety
    /// The block is the heap's, of `size` bytes, and nobody uses it any more.
    #[inline(always)]
    pub(crate) unsafe fn give(
        &self,
        list: usize,
        block: NonNull<u8>,
        size: usize,
    ) -> bool {
        let ((kept, capacity, _), list) = (TABLE[list], &self.0[list]);
        if kept != size || list.len.get() >= capacity {
            return false;
        }
        let link = block.cast::<Block>().as_ptr();
        // SAFETY: the block is unused, and all blocks are large enough for a link.
        unsafe { (&raw mut (*link).next).write(list.first.get()) };
        asan::poison(block, size);
        list.first.set(Ptr::from(block.cast()));
        list.len.set(list.len.get() + 1);
        true
    }

    /// Gives all kept blocks back to the heap.
    pub(crate) fn clear(&self, rt: &Runtime) {
        (0..LISTS).for_each(|index| self.clear_list(rt, index));
    }

    /// What a full collection gives back: all but the one slice
    /// (`Objects/object.c@v3.13.0#_PyObject_ClearFreeLists`).
    pub(crate) fn clear_collected(&self, rt: &Runtime) {
        let lists = (0..LISTS).filter(|list| *list != Kept::Slice as usize);
        lists.for_each(|index| self.clear_list(rt, index));
    }

    fn clear_list(&self, rt: &Runtime, index: usize) {
        let (size, _, container) = TABLE[index];
        while let Some(block) = self.take(index, size) {
            // SAFETY: `give` was told so of this block.
            unsafe { rt.heap.free(block, size) };
            if container {
                rt.uncount_container();
            }
        }
    }

    /// Whether an address lies in a block that is kept.
    fn holds(&self, address: usize) -> bool {
        let mut blocks = self.0.iter().zip(TABLE);
        blocks.any(|(list, (size, ..))| {
            let mut next = list.first.get();
            std::iter::from_fn(|| {
                let block = next.get()?;
                asan::unpoison(block, size_of::<Block>());
                // SAFETY: as in `take`.
                next = unsafe { (&raw const (*block.as_ptr()).next).read() };
                asan::poison(block, size_of::<Block>());
                Some(block.addr().get())
            })
            .any(|start| (start..start + size).contains(&address))
        })
    }
}

impl Runtime {
    /// Whether an address lies in the memory of an object that was freed, though the
    /// heap has not got it back yet.
    pub fn is_on_free_list(&self, address: usize) -> bool {
        self.free_lists.holds(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_freed_last_is_used_first() {
        let rt = Runtime::bare();
        let (a, b) = (rt.list([]), rt.list([]));
        let (first, second) = (a.id(), b.id());
        drop((a, b));
        assert!(rt.is_on_free_list(first) && rt.is_on_free_list(second));
        let (c, d) = (rt.list([]), rt.list([]));
        assert_eq!((c.id(), d.id()), (second, first));
        assert!(!rt.is_on_free_list(first));
        drop((c, d));
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }

    #[test]
    #[cfg_attr(miri, ignore = "many thousand objects")]
    fn as_many_are_kept_as_in_cpython_3_13() {
        let rt = Runtime::bare();
        let check = |make: &dyn Fn(usize) -> crate::refcount::Obj, kept: usize| {
            rt.free_lists.clear(&rt);
            let before = rt.heap.live_blocks();
            let many: Vec<_> = (0..6000).map(make).collect();
            drop(many);
            assert_eq!(rt.heap.live_blocks() - before, kept);
        };
        let none = || rt.none().clone();
        let tuple = |len: usize| rt.new_tuple(vec![none(); len]).expect("memory");
        check(&|_| rt.new_list(vec![none(); 2]).expect("memory"), 80);
        check(&|_| rt.new_dict().expect("memory"), 80);
        check(&|number| rt.new_float(number as f64).expect("memory"), 100);
        check(
            &|_| rt.new_slice(none(), none(), none()).expect("memory"),
            1,
        );
        check(&|_| tuple(1), 2000);
        check(&|_| tuple(20), 2000);
        check(&|_| tuple(21), 0);
        check(
            &|number| rt.new_int(number as i64 + 1000).expect("memory"),
            0,
        );
        crate::gc::collect(&rt, crate::gc::OLDEST);
        assert_eq!(Runtime::finish(rt).blocks, 0);
    }
}
