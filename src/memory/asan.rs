//! What AddressSanitizer is told: which bytes of an arena nobody may touch.
//!
//! To the sanitizer an arena is one piece of memory that is in use, so it would not see
//! that a block inside was freed. Built with `--cfg asan`, the heap tells it; otherwise
//! these functions are empty.

use std::ptr::NonNull;

/// From here on nobody may touch these bytes.
#[inline(always)]
pub(crate) fn poison<T>(start: NonNull<T>, bytes: usize) {
    #[cfg(asan)]
    // SAFETY: the bytes lie in an arena; the sanitizer only notes them.
    unsafe {
        __asan_poison_memory_region(start.as_ptr().cast(), bytes)
    };
    let _ = (start, bytes);
}

/// These bytes may be used again.
#[inline(always)]
pub(crate) fn unpoison<T>(start: NonNull<T>, bytes: usize) {
    #[cfg(asan)]
    // SAFETY: as for `poison`.
    unsafe {
        __asan_unpoison_memory_region(start.as_ptr().cast(), bytes)
    };
    let _ = (start, bytes);
}

#[cfg(asan)]
// SAFETY: the sanitizer's own library has these functions, with these signatures.
unsafe extern "C" {
    fn __asan_poison_memory_region(start: *const std::ffi::c_void, bytes: usize);
    fn __asan_unpoison_memory_region(start: *const std::ffi::c_void, bytes: usize);
}
