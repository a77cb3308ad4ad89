//! Eight-byte pointers: the layout of a 64-bit CPython, also where a machine word has
//! four bytes (`wasm32`), so that every offset in the book holds in the page too.

use std::fmt;
use std::ptr::NonNull;

#[cfg(target_arch = "wasm32")]
use std::{marker::PhantomData, num::NonZero};

/// A pointer, never null, that takes eight bytes on every target: itself, and where it has
/// four bytes, four of zeros. So it is a pointer all the way, and Miri can follow it.
#[cfg(not(target_arch = "wasm32"))]
#[cfg_attr(target_pointer_width = "64", repr(transparent))]
#[cfg_attr(target_pointer_width = "32", repr(C, align(8)))]
pub(crate) struct Wide<T> {
    pointer: NonNull<T>,
    #[cfg(target_pointer_width = "32")]
    high: u32,
}

/// A pointer, never null, that takes eight bytes on every target: on the page as a number
/// of 64 bits, which functions give back in a register. Two halves they would leave in
/// memory, which makes the page 2 % heavier.
#[cfg(target_arch = "wasm32")]
#[repr(transparent)]
pub(crate) struct Wide<T>(NonZero<u64>, PhantomData<NonNull<T>>);

#[cfg(not(target_arch = "wasm32"))]
impl<T> Wide<T> {
    #[inline(always)]
    pub(crate) fn new(pointer: NonNull<T>) -> Wide<T> {
        Wide {
            pointer,
            #[cfg(target_pointer_width = "32")]
            high: 0,
        }
    }

    /// The pointer as the machine has it.
    #[inline(always)]
    pub(crate) fn get(self) -> NonNull<T> {
        self.pointer
    }
}

#[cfg(target_arch = "wasm32")]
impl<T> Wide<T> {
    #[inline(always)]
    pub(crate) fn new(pointer: NonNull<T>) -> Wide<T> {
        let address = pointer.expose_provenance().get() as u64;
        // SAFETY: the pointer is not null.
        Wide(unsafe { NonZero::new_unchecked(address) }, PhantomData)
    }

    /// The pointer as the machine has it.
    #[inline(always)]
    pub(crate) fn get(self) -> NonNull<T> {
        // SAFETY: `new` took the number from a pointer that is not null.
        let address = unsafe { NonZero::new_unchecked(self.0.get() as usize) };
        NonNull::with_exposed_provenance(address)
    }
}

impl<T> Clone for Wide<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Wide<T> {}

impl<T> PartialEq for Wide<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

/// A nullable pointer that takes eight bytes on every target.
#[repr(transparent)]
pub struct Ptr<T> {
    pointer: Option<Wide<T>>,
}

impl<T> Ptr<T> {
    /// The null pointer.
    pub const NULL: Ptr<T> = Ptr { pointer: None };

    /// Wraps a raw pointer, which may be null.
    #[inline(always)]
    pub fn new(pointer: *mut T) -> Ptr<T> {
        Ptr {
            pointer: NonNull::new(pointer).map(Wide::new),
        }
    }

    /// The raw pointer; null if there is none.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        match self.get() {
            Some(pointer) => pointer.as_ptr(),
            None => std::ptr::null_mut(),
        }
    }

    /// The pointer, unless it is null.
    #[inline(always)]
    pub fn get(self) -> Option<NonNull<T>> {
        self.pointer.map(Wide::get)
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
            pointer: Some(Wide::new(pointer)),
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
