//! The storage of str (`Include/cpython/unicodeobject.h@v3.13.0#PyASCIIObject`).
//!
//! A str is *compact*: its characters follow the struct in the same block. Where not
//! all of them are ASCII, two words stand before the characters, the length and the
//! place of the text in UTF-8, which is made when somebody first asks for it. An
//! instance of a subclass may have attributes behind its struct, so it has its
//! characters in a block of their own, and a third word that says where.
#![allow(unsafe_code)]

use crate::memory::ptr::Ptr;
use crate::object::{Dying, PyObject, PyStruct, View};
use crate::refcount::{Obj, PyRef};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use std::cell::Cell;
use std::ptr::NonNull;

/// A str: 40 bytes and its characters; for other than ASCII 16 bytes more before them.
#[repr(C)]
pub struct PyUnicodeObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The number of characters.
    length: Cell<i64>,
    /// The hash, or -1 while it is not known.
    pub(crate) hash: Cell<i64>,
    /// Bits: 0-1 interned, 2-4 kind (bytes a character), 5 compact, 6 ascii.
    state: Cell<u32>,
    padding: u32,
}

crate::py_struct!(
    PyUnicodeObject, TypeFlags::UNICODE_SUBCLASS, size 40,
    length @ 16, hash @ 24, state @ 32;
    tail u8, |this| this.tail_bytes()
);

/// What follows the struct of a str that is not compact ASCII.
#[repr(C)]
struct Words {
    _utf8_length: Cell<i64>,
    _utf8: Cell<Ptr<u8>>,
    /// Only where the characters have a block of their own.
    data: Cell<Ptr<u8>>,
}

const _: () = assert!(size_of::<Words>() == 24);

const INTERNED: u32 = 3;
const COMPACT: u32 = 1 << 5;
const ASCII: u32 = 1 << 6;

/// Bytes of the two words of the UTF-8 form.
const UTF8_WORDS: usize = 16;

impl PyUnicodeObject {
    /// The number of characters.
    #[inline(always)]
    pub fn length(&self) -> usize {
        self.length.get() as usize
    }

    /// Bytes a character: 1, 2 or 4.
    #[inline(always)]
    pub fn kind(&self) -> usize {
        (self.state.get() >> 2 & 7) as usize
    }

    /// Whether all characters are ASCII.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.state.get() & ASCII != 0
    }

    /// Whether the characters follow the struct.
    #[inline(always)]
    pub fn is_compact(&self) -> bool {
        self.state.get() & COMPACT != 0
    }

    /// Whether the text is in the table of interned ones.
    pub fn is_interned(&self) -> bool {
        self.state.get() & INTERNED != 0
    }

    /// Says that the text is in the table of interned ones.
    pub(crate) fn set_interned(&self) {
        self.state.set(self.state.get() | 1);
    }

    fn has_words(&self) -> bool {
        self.state.get() & (ASCII | COMPACT) != ASCII | COMPACT
    }

    /// Bytes of the characters with the zero that ends them.
    fn data_bytes(&self) -> usize {
        (self.length() + 1) * self.kind()
    }

    fn tail_bytes(&self) -> usize {
        match (self.is_compact(), self.is_ascii()) {
            (true, true) => self.data_bytes(),
            (true, false) => UTF8_WORDS + self.data_bytes(),
            (false, _) => size_of::<Words>(),
        }
    }
}

impl<'a> View<'a, PyUnicodeObject> {
    /// The characters as bytes, without the zero at the end.
    #[inline(always)]
    pub fn data(self) -> &'a [u8] {
        let len = self.length() * self.kind();
        // SAFETY: the characters are where the state says, which only this module
        // sets: behind the struct, behind two words more, or in their own block. Their
        // bytes never change.
        unsafe {
            let behind = self.pointer().add(1).cast::<u8>();
            let start = match self.state.get() & (ASCII | COMPACT) {
                both if both == ASCII | COMPACT => behind,
                COMPACT => behind.add(UTF8_WORDS),
                _ => match self.own_block().get().get() {
                    Some(block) => block,
                    None => return &[],
                },
            };
            std::slice::from_raw_parts(start.as_ptr(), len)
        }
    }

    /// Where the characters are that do not follow the struct.
    fn own_block(self) -> &'a Cell<Ptr<u8>> {
        assert!(!self.is_compact());
        // SAFETY: a str that is not compact has three words behind its struct.
        unsafe { &self.pointer().add(1).cast::<Words>().as_ref().data }
    }

    /// The block with the text in UTF-8, if it was made.
    pub(crate) fn utf8(self) -> Option<&'a [u8]> {
        if !self.has_words() {
            return None;
        }
        let (length, place) = self.utf8_words();
        // SAFETY: the block was made by `cache_utf8` and lives as long as the str.
        place.get().get().map(|start| unsafe {
            std::slice::from_raw_parts(start.as_ptr(), length.get() as usize)
        })
    }

    fn utf8_words(self) -> (&'a Cell<i64>, &'a Cell<Ptr<u8>>) {
        assert!(self.has_words());
        // SAFETY: both words follow the struct, as `has_words` says.
        unsafe {
            let length: NonNull<Cell<i64>> = self.pointer().add(1).cast();
            let place: NonNull<Cell<Ptr<u8>>> = length.add(1).cast();
            (length.as_ref(), place.as_ref())
        }
    }

    /// Keeps the text in UTF-8 with the str (`PyUnicode_AsUTF8AndSize`), unless it is
    /// there already; ASCII is its own UTF-8 form.
    pub(crate) fn cache_utf8(self, rt: &Runtime, text: &[u8]) -> PyResult<()> {
        if !self.has_words() || self.utf8().is_some() {
            return Ok(());
        }
        let block = new_block(rt, text.len() + 1, |data| {
            data[..text.len()].copy_from_slice(text)
        })?;
        let (length, place) = self.utf8_words();
        length.set(text.len() as i64);
        place.set(block.into());
        Ok(())
    }

    /// Bytes of the blocks that the str has besides its own.
    pub(crate) fn other_blocks(self) -> impl Iterator<Item = (usize, usize)> {
        let utf8 = self
            .utf8()
            .map(|text| (text.as_ptr().addr(), text.len() + 1));
        let data = (!self.is_compact())
            .then(|| (self.data().as_ptr().addr(), self.data_bytes()));
        utf8.into_iter().chain(data)
    }
}

/// A block of bytes, all zero until `fill` writes them.
fn new_block(
    rt: &Runtime,
    len: usize,
    fill: impl FnOnce(&mut [u8]),
) -> PyResult<NonNull<u8>> {
    let block = rt.heap.alloc(len).ok_or_else(|| rt.memory_error())?;
    // SAFETY: the block is new, and has `len` bytes.
    unsafe {
        block.write_bytes(0, len);
        fill(std::slice::from_raw_parts_mut(block.as_ptr(), len));
    }
    Ok(block)
}

impl Runtime {
    /// Makes a str, or an instance of a subclass, of `length` characters, the widest of
    /// which is `widest`. They are zero until `fill` writes them, each in as many bytes
    /// as the widest needs: 1, 2 or 4.
    pub(crate) fn alloc_text(
        &self,
        class: View<'_, PyTypeObject>,
        length: usize,
        widest: u32,
        fill: impl FnOnce(&mut [u8]),
    ) -> PyResult {
        let kind = kind_of(widest);
        let bytes = length
            .checked_mul(kind)
            .filter(|&bytes| bytes < isize::MAX as usize - 64);
        let bytes = bytes.ok_or_else(|| self.memory_error())?;
        let compact = class.is_exactly(Builtin::Str);
        let mut state = (kind as u32) << 2;
        state |= if widest < 128 { ASCII } else { 0 };
        state |= if compact { COMPACT } else { 0 };
        let value = PyUnicodeObject {
            ob_base: PyObject::new(class),
            length: Cell::new(if compact { length as i64 } else { 0 }),
            hash: Cell::new(-1),
            state: Cell::new(state),
            padding: 0,
        };
        let tail = value.tail_len();
        if compact {
            let start = tail - kind - bytes;
            return self.alloc_bytes(value, tail, |tail| {
                fill(&mut tail[start..start + bytes]);
            });
        }
        let object = self.alloc_bytes(value, tail, |_| ())?;
        let block = new_block(self, bytes + kind, |block| fill(&mut block[..bytes]))?;
        let text = object.expect::<PyUnicodeObject>();
        text.own_block().set(block.into());
        text.length.set(length as i64);
        Ok(object)
    }
}

/// Appends to a str that nobody else knows, in its own block, which grows and may move
/// (`Objects/unicodeobject.c@v3.13.0#PyUnicode_Append`).
///
/// # Errors
/// The str itself, where that does not go: somebody else has it, its hash was asked
/// for, the characters to append are wider, or there is no memory.
pub(crate) fn append(rt: &Runtime, text: Obj, more: &Obj) -> Result<Obj, Obj> {
    let (Some(this), Some(added)) = (
        text.cast::<PyUnicodeObject>(),
        more.cast::<PyUnicodeObject>(),
    ) else {
        return Err(text);
    };
    let fits = this.kind() == added.kind() && (added.is_ascii() || !this.is_ascii());
    let alone = text.refcnt() == 1
        && text.ty().is_exactly(Builtin::Str)
        && !this.is_interned()
        && this.hash.get() == -1
        && this.utf8().is_none();
    if !fits || !alone || this.length() == 0 {
        return Err(text);
    }
    let kind = this.kind();
    let old = size_of::<PyUnicodeObject>() + this.tail_bytes();
    let bytes = added.data();
    let pointer = text.into_pointer();
    // SAFETY: the block was made for this str, with so many bytes, and nobody else
    // refers to it. What is appended is another object, since this has one reference.
    unsafe {
        let Some(block) = rt.heap.realloc(pointer.cast(), old, old + bytes.len())
        else {
            return Err(PyRef::from_owned(pointer));
        };
        let start = block.add(old - kind);
        start.copy_from_nonoverlapping(NonNull::from(bytes).cast(), bytes.len());
        start.add(bytes.len()).write_bytes(0, kind);
        let this = block.cast::<PyUnicodeObject>().as_ref();
        let length = this.length() + bytes.len() / kind;
        this.length.set(length as i64);
        Ok(PyRef::from_owned(block.cast()))
    }
}

/// Bytes that a character needs.
#[inline(always)]
pub(crate) fn kind_of(widest: u32) -> usize {
    match widest {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        _ => 4,
    }
}

/// Takes a str apart, and the blocks that belong to it.
pub(crate) fn dealloc_text(rt: &Runtime, this: Dying) {
    {
        let object = this.as_obj();
        let text = object.expect::<PyUnicodeObject>();
        if text.has_words() {
            let (length, utf8) = text.utf8_words();
            if let Some(block) = utf8.replace(Ptr::NULL).get() {
                // SAFETY: `cache_utf8` made the block with this size.
                unsafe { rt.heap.free(block, length.get() as usize + 1) };
            }
        }
        if !text.is_compact()
            && let Some(block) = text.own_block().replace(Ptr::NULL).get()
        {
            // SAFETY: `alloc_text` made the block with this size.
            unsafe { rt.heap.free(block, text.data_bytes()) };
        }
    }
    this.finish::<PyUnicodeObject>(rt);
}
