//! Eight-byte pointers: the layout of a 64-bit CPython, also where a machine word has
//! four bytes (`wasm32`), so that every offset in the book holds in the page too.

use std::fmt;
use std::ptr::NonNull;

/// A nullable pointer that takes eight bytes on every target.
#[repr(C, align(8))]
pub struct Ptr<T> {
    pointer: Option<NonNull<T>>,
    #[cfg(target_pointer_width = "32")]
    high: u32,
}

impl<T> Ptr<T> {
    /// The null pointer.
    pub const NULL: Ptr<T> = Ptr {
        pointer: None,
        #[cfg(target_pointer_width = "32")]
        high: 0,
    };

    /// Wraps a raw pointer, which may be null.
    #[inline(always)]
    pub fn new(pointer: *mut T) -> Ptr<T> {
        Ptr {
            pointer: NonNull::new(pointer),
            #[cfg(target_pointer_width = "32")]
            high: 0,
        }
    }

    /// The raw pointer; null if there is none.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        match self.pointer {
            Some(pointer) => pointer.as_ptr(),
            None => std::ptr::null_mut(),
        }
    }

    /// The pointer, unless it is null.
    #[inline(always)]
    pub fn get(self) -> Option<NonNull<T>> {
        self.pointer
    }

    /// Whether this is the null pointer.
    #[inline(always)]
    pub fn is_null(self) -> bool {
        self.pointer.is_none()
    }
}

impl<T> Clone for Ptr<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ptr<T> {}

impl<T> PartialEq for Ptr<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.pointer == other.pointer
    }
}

impl<T> From<NonNull<T>> for Ptr<T> {
    #[inline(always)]
    fn from(pointer: NonNull<T>) -> Self {
        Ptr {
            pointer: Some(pointer),
            #[cfg(target_pointer_width = "32")]
            high: 0,
        }
    }
}

impl<T> fmt::Debug for Ptr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:p}", self.as_ptr())
    }
}

const _: () = assert!(size_of::<Ptr<u8>>() == 8 && align_of::<Ptr<u8>>() == 8);

/// A reference to something in the program itself, eight bytes on every target.
#[repr(C, align(8))]
pub struct StaticRef<T: 'static> {
    target: &'static T,
    #[cfg(target_pointer_width = "32")]
    high: u32,
}

impl<T> StaticRef<T> {
    /// Refers to `target`.
    pub const fn new(target: &'static T) -> StaticRef<T> {
        StaticRef {
            target,
            #[cfg(target_pointer_width = "32")]
            high: 0,
        }
    }

    /// What it refers to.
    #[inline(always)]
    pub fn get(&self) -> &'static T {
        self.target
    }
}

const _: () = assert!(size_of::<StaticRef<u8>>() == 8);
