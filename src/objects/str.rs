//! str: text (`Include/cpython/unicodeobject.h@v3.13.0#PyASCIIObject`).
//!
//! The characters follow the struct, each with as many bytes as the widest of them
//! needs: 1, 2 or 4. A text of ASCII characters only has a shorter struct. One more
//! character, zero, ends it.

use crate::object::{Dying, PyObject, PyStruct, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::shapes::intern_table::InternTable;
use crate::typeobject::slots::Slots;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use siphasher::sip::SipHasher13;
use std::cell::Cell;
use std::hash::Hasher;

/// A str: 40 bytes and its characters; for other than ASCII 16 bytes more before them.
#[repr(C)]
pub struct PyUnicodeObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The number of characters.
    length: Cell<i64>,
    /// The hash, or -1 while it is not known.
    hash: Cell<i64>,
    /// Bits: 0-1 interned, 2-4 kind (bytes a character), 5 compact, 6 ascii.
    state: Cell<u32>,
    padding: u32,
}

crate::py_struct!(
    PyUnicodeObject, TypeFlags::UNICODE_SUBCLASS, size 40,
    length @ 16, hash @ 24, state @ 32;
    tail u8, |this| this.utf8_words() + (this.length() + 1) * this.kind()
);

const COMPACT: u32 = 1 << 5;
const ASCII: u32 = 1 << 6;
const INTERNED: u32 = 1;

/// Bytes between the struct and the characters of a text that is not ASCII: the length
/// and the place of its UTF-8 form, if that was ever needed.
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

    /// Whether the text is in the table of interned ones.
    pub fn is_interned(&self) -> bool {
        self.state.get() & 3 != 0
    }

    fn utf8_words(&self) -> usize {
        if self.is_ascii() { 0 } else { UTF8_WORDS }
    }
}

/// A look at the characters of a str.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    object: View<'a, PyUnicodeObject>,
}

impl<'a> Text<'a> {
    /// A look at a str's characters; `None` for other objects.
    #[inline(always)]
    pub(crate) fn of(object: &'a Obj) -> Option<Text<'a>> {
        object.cast().map(|object| Text { object })
    }

    /// The number of characters.
    #[inline(always)]
    pub fn len(self) -> usize {
        self.object.length()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Bytes a character.
    pub fn kind(self) -> usize {
        self.object.kind()
    }

    /// The characters as bytes, without the zero at the end.
    #[inline(always)]
    pub fn data(self) -> &'a [u8] {
        let start = self.object.utf8_words();
        &self.object.tail()[start..start + self.len() * self.kind()]
    }

    /// The text, if it is ASCII.
    #[inline(always)]
    pub fn as_ascii(self) -> Option<&'a str> {
        if !self.object.is_ascii() {
            return None;
        }
        std::str::from_utf8(self.data()).ok()
    }

    /// The code point of the character at an index below `len`.
    #[inline]
    pub fn char_at(self, index: usize) -> u32 {
        let data = self.data();
        match self.kind() {
            1 => u32::from(data[index]),
            2 => u32::from(u16::from_ne_bytes([data[2 * index], data[2 * index + 1]])),
            _ => {
                let bytes = &data[4 * index..4 * index + 4];
                u32::from_ne_bytes(bytes.try_into().expect("four bytes"))
            }
        }
    }

    /// All code points.
    pub fn code_points(
        self,
    ) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
        (0..self.len()).map(move |index| self.char_at(index))
    }

    /// The text as Rust has it; a lone surrogate becomes U+FFFD.
    pub fn to_rust(self) -> String {
        if let Some(ascii) = self.as_ascii() {
            return ascii.to_owned();
        }
        let char = |code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.code_points().map(char).collect()
    }

    /// Whether this is the text.
    pub fn equals(self, text: &str) -> bool {
        match self.as_ascii() {
            Some(ascii) => ascii == text,
            None => self.code_points().eq(text.chars().map(u32::from)),
        }
    }
}

/// The strings that a runtime keeps: the empty one, the characters up to 255, and the
/// table of those that are interned.
pub struct Strings {
    empty: Obj,
    latin1: Vec<Obj>,
    interned: InternTable,
}

crate::room!(Strings, rooms::STRINGS);

/// Makes the shared strings.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let latin1: PyResult<Vec<Obj>> = (0u8..=255)
        .map(|byte| rt.fresh_str(&[byte], 1, byte < 128))
        .collect();
    let strings = Strings {
        empty: rt.fresh_str(&[], 1, true)?,
        latin1: latin1?,
        interned: InternTable::default(),
    };
    rt.furnish(strings);
    let strings = rt.room::<Strings>();
    for shared in strings.latin1.iter().chain([&strings.empty]) {
        rt.intern(shared.clone());
        rt.immortalize(shared);
    }
    Ok(())
}

impl Runtime {
    /// The str with this text.
    pub(crate) fn new_str(&self, text: &str) -> PyResult {
        if text.is_ascii() {
            return self.new_latin1(text.as_bytes());
        }
        let codes: Vec<u32> = text.chars().map(u32::from).collect();
        self.new_str_from_codes(&codes)
    }

    /// The str whose characters are these bytes, as in Latin-1.
    pub(crate) fn new_latin1(&self, bytes: &[u8]) -> PyResult {
        match bytes {
            [] => Ok(self.room::<Strings>().empty.clone()),
            [byte] => Ok(self.room::<Strings>().latin1[usize::from(*byte)].clone()),
            _ => self.fresh_str(bytes, 1, bytes.is_ascii()),
        }
    }

    /// The str with these code points, lone surrogates allowed.
    pub(crate) fn new_str_from_codes(&self, codes: &[u32]) -> PyResult {
        let widest = codes.iter().copied().max().unwrap_or(0);
        if widest < 256 {
            let bytes: Vec<u8> = codes.iter().map(|&code| code as u8).collect();
            return self.new_latin1(&bytes);
        }
        if widest < 0x10000 {
            let units = codes.iter().flat_map(|&code| (code as u16).to_ne_bytes());
            return self.fresh_str(&units.collect::<Vec<u8>>(), 2, false);
        }
        let units = codes.iter().flat_map(|&code| code.to_ne_bytes());
        self.fresh_str(&units.collect::<Vec<u8>>(), 4, false)
    }

    /// A new str, never a shared one, from its characters as stored.
    fn fresh_str(&self, data: &[u8], kind: usize, ascii: bool) -> PyResult {
        self.str_of_class(self.ty(Builtin::Str), data, kind, ascii)
    }

    /// A new object of `str` or a subclass with the characters of a text.
    pub(crate) fn new_str_object(
        &self,
        class: View<'_, PyTypeObject>,
        text: Text<'_>,
    ) -> PyResult {
        self.str_of_class(class, text.data(), text.kind(), text.object.is_ascii())
    }

    fn str_of_class(
        &self,
        class: View<'_, PyTypeObject>,
        data: &[u8],
        kind: usize,
        ascii: bool,
    ) -> PyResult {
        let flags = COMPACT | (kind as u32) << 2 | if ascii { ASCII } else { 0 };
        let value = PyUnicodeObject {
            ob_base: PyObject::new(class),
            length: Cell::new((data.len() / kind) as i64),
            hash: Cell::new(-1),
            state: Cell::new(flags),
            padding: 0,
        };
        let (before, len) = (value.utf8_words(), value.tail_len());
        self.alloc_tail(value, len, |index| {
            index
                .checked_sub(before)
                .and_then(|i| data.get(i))
                .copied()
                .unwrap_or(0)
        })
    }

    /// The one str with this text that all identifiers share.
    pub(crate) fn intern_str(&self, text: &str) -> PyResult {
        Ok(self.intern(self.new_str(text)?))
    }

    /// The interned str equal to this one: that, or now this. Instances of subclasses
    /// stay as they are.
    pub(crate) fn intern(&self, string: Obj) -> Obj {
        let Some(text) = Text::of(&string) else {
            return string;
        };
        if text.object.is_interned() || !string.ty().is_exactly(Builtin::Str) {
            return string;
        }
        let table = &self.room::<Strings>().interned;
        let hash = hash_of(text) as u64;
        let same = |other: &Obj| Text::of(other).is_some_and(|other| same(text, other));
        if let Some(known) = table.find(hash, same) {
            return known;
        }
        table.insert(hash, &string);
        text.object.state.set(text.object.state.get() | INTERNED);
        string
    }
}

/// Whether two texts have the same characters.
#[inline]
pub(crate) fn same(a: Text<'_>, b: Text<'_>) -> bool {
    a.kind() == b.kind() && a.data() == b.data()
}

/// The hash of a text, kept in the object: SipHash-1-3 with a key of zeros, which is
/// CPython's under `PYTHONHASHSEED=0`.
#[inline]
pub(crate) fn hash_of(text: Text<'_>) -> i64 {
    match text.object.hash.get() {
        -1 => {
            let hash = hash_bytes(text.data());
            text.object.hash.set(hash);
            hash
        }
        known => known,
    }
}

/// The hash of bytes, as str and bytes have it: 0 for none.
pub(crate) fn hash_bytes(data: &[u8]) -> i64 {
    if data.is_empty() {
        return 0;
    }
    let mut hasher = SipHasher13::new_with_keys(0, 0);
    hasher.write(data);
    match hasher.finish() as i64 {
        -1 => -2,
        hash => hash,
    }
}

/// An interned str leaves the table when it dies.
pub(crate) fn dealloc(rt: &Runtime, this: Dying) {
    let object = this.as_obj();
    if let Some(text) = Text::of(&object)
        && text.object.is_interned()
        && let Some(strings) = rt.try_room::<Strings>()
    {
        strings.interned.remove(hash_of(text) as u64, &object);
    }
    this.finish::<PyUnicodeObject>(rt);
}

/// The type `str`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Str,
    name: "str",
    basicsize: 64,
    flags: TypeFlags::BASETYPE.with(TypeFlags::UNICODE_SUBCLASS),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
