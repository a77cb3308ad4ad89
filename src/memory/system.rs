//! Memory of the operating system itself (`Objects/obmalloc.c@v3.13.0#_PyMem_ArenaAlloc`).
//!
//! Where there is `mmap`, an arena is a mapping of its own, as in CPython. `malloc` would
//! write a header before it, and before what it leaves out to reach the alignment: two
//! pages of every arena in use that hold no object, a byte for each 128. Elsewhere (on
//! the page, under Miri, beside a sanitizer that is to see every allocation) the arena
//! comes from Rust's allocator.

use std::ptr::NonNull;

/// Takes `size` bytes at an address that is a multiple of `alignment`, a power of two.
/// Their content is undefined.
pub(super) fn take(size: usize, alignment: usize) -> Option<NonNull<u8>> {
    imp::take(size, alignment)
}

/// Gives back what [`take`] gave.
///
/// # Safety
/// `base` came from [`take`] with this size and alignment, and nobody uses it any more.
pub(super) unsafe fn give(base: NonNull<u8>, size: usize, alignment: usize) {
    // SAFETY: the caller's promise.
    unsafe { imp::give(base, size, alignment) }
}

/// Asks for pages of 2 MiB where the bytes are not in use yet. The system may decline.
///
/// # Safety
/// The bytes came from [`take`], from the start of a page to the end of one.
#[cfg(all(unix, target_os = "linux", not(miri), not(asan), not(fuzzing)))]
pub(super) unsafe fn prefer_large_pages(base: NonNull<u8>, size: usize) {
    // SAFETY: the caller's promise; the bytes keep their content.
    unsafe { libc::madvise(base.as_ptr().cast(), size, libc::MADV_HUGEPAGE) };
}

/// Gives back the memory of some bytes, which stay ours and read as zeros from now on.
///
/// # Safety
/// The bytes came from [`take`], from the start of a page to the end of one, and nobody
/// uses them.
#[cfg(all(unix, target_os = "linux", not(miri), not(asan), not(fuzzing)))]
pub(super) unsafe fn empty(base: NonNull<u8>, size: usize) {
    // SAFETY: the caller's promise.
    unsafe { libc::madvise(base.as_ptr().cast(), size, libc::MADV_DONTNEED) };
}

#[cfg(all(unix, not(miri), not(asan)))]
mod imp {
    use std::ptr::{self, NonNull};

    /// A mapping starts at a page. So it is made longer, and what lies before and behind
    /// the aligned bytes goes back.
    pub fn take(size: usize, alignment: usize) -> Option<NonNull<u8>> {
        let length = size.checked_add(alignment)?;
        let access = libc::PROT_READ | libc::PROT_WRITE;
        let kind = libc::MAP_PRIVATE | libc::MAP_ANON;
        // SAFETY: no address is asked for, so nothing that exists is mapped over.
        let start = unsafe { libc::mmap(ptr::null_mut(), length, access, kind, -1, 0) };
        if start == libc::MAP_FAILED {
            return None;
        }
        let before = start.cast::<u8>().align_offset(alignment);
        // SAFETY: `before` is less than the alignment, so all three parts lie inside the
        // mapping; each begins at a page, whether pages are smaller or larger than that.
        unsafe {
            let base = start.cast::<u8>().add(before);
            unmap(start.cast(), before);
            unmap(base.add(size), length - before - size);
            NonNull::new(base)
        }
    }

    pub unsafe fn give(base: NonNull<u8>, size: usize, _alignment: usize) {
        // SAFETY: the bytes are those of a mapping that `take` made.
        unsafe { unmap(base.as_ptr(), size) }
    }

    /// # Safety
    /// The bytes are mapped by us, and nobody uses them.
    unsafe fn unmap(start: *mut u8, length: usize) {
        if length > 0 {
            // SAFETY: the caller's promise.
            unsafe { libc::munmap(start.cast(), length) };
        }
    }
}

#[cfg(not(all(unix, not(miri), not(asan))))]
mod imp {
    use std::alloc::{Layout, alloc, dealloc};
    use std::ptr::NonNull;

    pub fn take(size: usize, alignment: usize) -> Option<NonNull<u8>> {
        let layout = Layout::from_size_align(size, alignment).ok()?;
        // SAFETY: the layout's size is not zero: nobody takes an arena of no bytes.
        NonNull::new(unsafe { alloc(layout) })
    }

    pub unsafe fn give(base: NonNull<u8>, size: usize, alignment: usize) {
        let layout = Layout::from_size_align(size, alignment).expect("taken with it");
        // SAFETY: `take` used the same layout.
        unsafe { dealloc(base.as_ptr(), layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_aligned_and_can_be_written_to_the_end() {
        let (size, alignment) = (1 << 17, 1 << 14);
        let taken: Vec<_> = (0..5).filter_map(|_| take(size, alignment)).collect();
        assert_eq!(taken.len(), 5);
        for base in taken {
            assert_eq!(base.addr().get() % alignment, 0);
            // SAFETY: the bytes were taken just now.
            unsafe {
                base.write_bytes(1, size);
                give(base, size, alignment);
            }
        }
    }

    #[test]
    fn more_than_there_is_cannot_be_taken() {
        assert_eq!(take(usize::MAX / 2, 1 << 14), None);
    }
}
