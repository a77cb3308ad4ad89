//! `tp_name`: the name of a type, in a block of its own.

use super::PyTypeObject;
use crate::memory::ptr::Ptr;
use crate::object::View;
use crate::runtime::{PyResult, Runtime};
use std::ptr::NonNull;

impl<'a> View<'a, PyTypeObject> {
    /// The name as printed in messages, `tp_name`, borrowed as long as the type is.
    pub fn name(self) -> &'a str {
        self.get().full_name()
    }
}

impl PyTypeObject {
    /// The name without the module that it may have before it
    /// (`Objects/typeobject.c@v3.13.0#_PyType_Name`).
    pub fn short_name(&self) -> &str {
        let full = self.full_name();
        full.rsplit('.').next().unwrap_or(full)
    }

    /// `tp_name`: the name as printed in messages, for types that CPython has in C
    /// outside `builtins` with its module.
    pub fn full_name(&self) -> &str {
        match self.tp_name.get().get() {
            // SAFETY: `new_name` stored the text with its length before it.
            Some(text) => unsafe { name_at(text) },
            None => "?",
        }
    }
}

impl Runtime {
    /// Gives a type a (new) name.
    pub(crate) fn set_type_name(&self, ty: &PyTypeObject, name: &str) -> PyResult<()> {
        let old = ty.tp_name.replace(self.new_name(name)?);
        self.free_name(old);
        Ok(())
    }

    /// A block with a text, its length before it and a zero behind it, up to which C
    /// reads.
    pub(super) fn new_name(&self, text: &str) -> PyResult<Ptr<u8>> {
        let block = self.heap.alloc(8 + text.len() + 1);
        let block = block.ok_or_else(|| self.memory_error())?;
        // SAFETY: the block has room for the length and the text.
        unsafe {
            block.cast::<u64>().write(text.len() as u64);
            block.add(8).copy_from_nonoverlapping(
                NonNull::from(text.as_bytes()).cast(),
                text.len(),
            );
            block.add(8 + text.len()).write(0);
            Ok(block.add(8).into())
        }
    }

    pub(super) fn free_name(&self, text: Ptr<u8>) {
        if let Some(text) = text.get() {
            // SAFETY: the text was made by `new_name`.
            unsafe {
                let len = name_at(text).len();
                self.heap.free(text.sub(8), 8 + len + 1);
            }
        }
    }
}

/// # Safety
/// `text` was made by [`Runtime::new_name`] and not freed.
unsafe fn name_at<'a>(text: NonNull<u8>) -> &'a str {
    // SAFETY: the eight bytes before the text hold its length.
    unsafe {
        let len = text.sub(8).cast::<u64>().read() as usize;
        std::str::from_utf8_unchecked(std::slice::from_raw_parts(text.as_ptr(), len))
    }
}
