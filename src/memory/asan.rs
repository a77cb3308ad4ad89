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

/// Looks at bytes of an arena, whether they may be used or not.
#[inline(always)]
pub(crate) fn peeking<T, R>(
    start: NonNull<T>,
    bytes: usize,
    look: impl FnOnce() -> R,
) -> R {
    #[cfg(asan)]
    // SAFETY: the bytes lie in an arena; the sanitizer only tells what it noted.
    let poisoned =
        unsafe { !__asan_region_is_poisoned(start.as_ptr().cast(), bytes).is_null() };
    #[cfg(not(asan))]
    let poisoned = false;
    if poisoned {
        unpoison(start, bytes);
    }
    let seen = look();
    if poisoned {
        poison(start, bytes);
    }
    seen
}

#[cfg(asan)]
// SAFETY: the sanitizer's own library has these functions, with these signatures.
unsafe extern "C" {
    fn __asan_poison_memory_region(start: *const std::ffi::c_void, bytes: usize);
    fn __asan_unpoison_memory_region(start: *const std::ffi::c_void, bytes: usize);
    fn __asan_region_is_poisoned(
        start: *mut std::ffi::c_void,
        bytes: usize,
    ) -> *mut std::ffi::c_void;
}
