//! Borrowed references that are stored: they are not counted, and somebody else keeps the
//! object alive. (A `&PyRef` is a borrowed reference, too; it needs a [`PyRef`] somewhere
//! to borrow from. Those here need only the object.)

use super::{Obj, PyRef};
use crate::object::PyObject;
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::ptr::NonNull;

/// A borrowed reference that is stored in a variable of its own, uncounted.
///
/// It derefs to the [`PyRef`] it was borrowed from, and ends before that does.
pub struct Borrowed<'a> {
    reference: ManuallyDrop<Obj>,
    owner: PhantomData<&'a Obj>,
}

impl Borrowed<'_> {
    /// Looks at an object without counting.
    ///
    /// # Safety
    /// `pointer` has the provenance of the object's allocation, and the object's
    /// memory stays in place as long as the result is used.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn new<'a>(pointer: NonNull<PyObject>) -> Borrowed<'a> {
        // SAFETY: the caller's promise; as it is never dropped, nothing need be counted.
        let reference = unsafe { PyRef::from_owned(pointer) };
        Borrowed {
            reference: ManuallyDrop::new(reference),
            owner: PhantomData,
        }
    }
}

impl std::ops::Deref for Borrowed<'_> {
    type Target = Obj;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref(&self) -> &Obj {
        &self.reference
    }
}

/// Shows references from several places as one row, without counting any of them: that
/// is how a method is given its instance and the arguments
/// (`Objects/typeobject.c@v3.13.0#vectorcall_unbound`).
pub(crate) fn in_a_row<'a, T>(
    objects: impl Iterator<Item = &'a Obj>,
    with: impl FnOnce(&[Obj]) -> T,
) -> T {
    let borrow = |object: &Obj| {
        // SAFETY: the objects are alive as long as the references are borrowed, and none
        // of the copies is dropped.
        unsafe { ManuallyDrop::new(Obj::from_owned(object.pointer())) }
    };
    let mut objects = objects.map(borrow);
    let mut few = [const { MaybeUninit::<ManuallyDrop<Obj>>::uninit() }; FEW];
    let mut len = 0;
    while len < FEW
        && let Some(object) = objects.next()
    {
        few[len].write(object);
        len += 1;
    }
    let rest: Vec<ManuallyDrop<Obj>> = objects.collect();
    // SAFETY: the row has the layout of one of references, which are alive for as long as
    // those are borrowed that they were copied from; `len` of the few are there.
    unsafe {
        let few: &[Obj] = std::slice::from_raw_parts(few.as_ptr().cast(), len);
        if rest.is_empty() {
            return with(few);
        }
        let few = few.iter().map(borrow);
        let row: Vec<ManuallyDrop<Obj>> = few.chain(rest).collect();
        with(std::slice::from_raw_parts(row.as_ptr().cast(), row.len()))
    }
}

/// So many references in a row need no memory of their own.
const FEW: usize = 6;
