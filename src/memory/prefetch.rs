//! A word to the processor: these bytes are wanted soon.
//!
//! It begins to fetch them into its cache while it goes on. Where it cannot be told, or
//! nothing is there, nothing happens.

/// Asks for the bytes at an address, which need not be in use, nor be anybody's.
#[inline(always)]
pub(crate) fn prefetch<T>(at: *const T) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a hint: no address is wrong for it, and nothing is read or changed.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(at.cast());
    }
    let _ = at;
}
