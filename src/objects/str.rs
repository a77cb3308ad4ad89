//! str: text (`Objects/unicodeobject.c@v3.13.0`).
//!
//! A text is stored with as many bytes a character as the widest of them needs: 1, 2
//! or 4 (see [`crate::shapes::text`]). Some strings are shared: the empty one, those of
//! a single character up to U+00FF, and the *interned* ones, which the runtime keeps in
//! a table so that equal names are one object.

use super::str_build::{convert, widest};
use super::{static_names, str_slots, str_table};
use crate::object::{Dying, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::shapes::intern_table::{Asked, InternTable};
pub use crate::shapes::text::PyUnicodeObject;
use crate::shapes::text::{dealloc_text, kind_of};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use siphasher::sip::SipHasher13;
use std::hash::Hasher;
use std::ops::Range;

/// A look at the characters of a str.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    object: View<'a, PyUnicodeObject>,
}

/// The code point at an index in characters of `kind` bytes.
#[inline(always)]
pub(super) fn unit(data: &[u8], kind: usize, index: usize) -> u32 {
    match kind {
        1 => u32::from(data[index]),
        2 => u32::from(u16::from_ne_bytes(data.as_chunks().0[index])),
        _ => u32::from_ne_bytes(data.as_chunks().0[index]),
    }
}

impl<'a> Text<'a> {
    /// A look at a str's characters; `None` for other objects.
    #[inline(always)]
    pub(crate) fn of(object: &'a Obj) -> Option<Text<'a>> {
        object.cast().map(|object| Text { object })
    }

    /// A look at the `self` of a slot or method of str.
    #[inline(always)]
    #[track_caller]
    pub(super) fn this(object: &'a Obj) -> Text<'a> {
        Text {
            object: object.expect(),
        }
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
    #[inline(always)]
    pub fn kind(self) -> usize {
        self.object.kind()
    }

    /// Whether all characters are ASCII.
    #[inline(always)]
    pub fn is_ascii(self) -> bool {
        self.object.is_ascii()
    }

    /// The greatest code point that the way of storage allows.
    pub(super) fn ceiling(self) -> u32 {
        match self.kind() {
            1 if self.is_ascii() => 0x7F,
            1 => 0xFF,
            2 => 0xFFFF,
            _ => 0x10FFFF,
        }
    }

    /// The characters as bytes, without the zero at the end.
    #[inline(always)]
    pub fn data(self) -> &'a [u8] {
        self.object.data()
    }

    /// The bytes of some of the characters.
    pub(super) fn slice(self, range: Range<usize>) -> &'a [u8] {
        let kind = self.kind();
        &self.data()[range.start * kind..range.end * kind]
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
        unit(self.data(), self.kind(), index)
    }

    /// All code points.
    pub fn code_points(
        self,
    ) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone {
        let (data, kind) = (self.data(), self.kind());
        (0..self.len()).map(move |index| unit(data, kind, index))
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
    pub(crate) interned: InternTable,
    asked: Asked,
}

crate::room!(Strings, rooms::STRINGS);

/// How many characters have a str that is shared. Making them takes Miri 20 seconds.
const SHARED: usize = if cfg!(miri) { 0 } else { 256 };

/// Makes the shared strings. Those of one character beyond ASCII have their UTF-8 form
/// from the beginning.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let one = |byte: u8| {
        let object = rt.fresh_text(&[byte], 1)?;
        let utf8 = char::from(byte).to_string();
        Text::this(&object).object.cache_utf8(rt, utf8.as_bytes())?;
        Ok(object)
    };
    let latin1: PyResult<Vec<Obj>> = (0u8..=255).take(SHARED).map(one).collect();
    let strings = Strings {
        empty: rt.fresh_text(&[], 1)?,
        latin1: latin1?,
        interned: InternTable::default(),
        asked: Asked::default(),
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

    /// The empty str.
    pub(crate) fn empty_str(&self) -> Obj {
        self.room::<Strings>().empty.clone()
    }

    /// The str whose characters are these bytes, as in Latin-1.
    pub(crate) fn new_latin1(&self, bytes: &[u8]) -> PyResult {
        match bytes {
            [] => Ok(self.empty_str()),
            [byte] if usize::from(*byte) < SHARED => {
                Ok(self.room::<Strings>().latin1[usize::from(*byte)].clone())
            }
            _ => self.fresh_text(bytes, 1),
        }
    }

    /// The str of one character.
    pub(crate) fn new_char(&self, code: u32) -> PyResult {
        match u8::try_from(code) {
            Ok(byte) => self.new_latin1(&[byte]),
            Err(_) => self.new_str_from_codes(&[code]),
        }
    }

    /// The str with these code points, lone surrogates allowed.
    pub(crate) fn new_str_from_codes(&self, codes: &[u32]) -> PyResult {
        if let &[code] = codes
            && let Ok(byte) = u8::try_from(code)
        {
            return self.new_latin1(&[byte]);
        }
        let widest = codes.iter().copied().max().unwrap_or(0);
        self.str_with(codes.len(), widest, |out, kind| match kind {
            1 => {
                for (out, &code) in out.iter_mut().zip(codes) {
                    *out = code as u8;
                }
            }
            2 => {
                for (out, &code) in out.as_chunks_mut().0.iter_mut().zip(codes) {
                    *out = (code as u16).to_ne_bytes();
                }
            }
            _ => {
                for (out, &code) in out.as_chunks_mut().0.iter_mut().zip(codes) {
                    *out = code.to_ne_bytes();
                }
            }
        })
    }

    /// The str with characters stored in `kind` bytes each, which may be more than
    /// they need.
    pub(crate) fn new_text(&self, data: &[u8], kind: usize) -> PyResult {
        if kind == 1 {
            return self.new_latin1(data);
        }
        let widest = widest(data, kind);
        if widest <= 0xFF && data.len() == kind {
            return self.new_latin1(&[unit(data, kind, 0) as u8]);
        }
        self.str_with(data.len() / kind, widest, |out, to| {
            convert(data, kind, out, to)
        })
    }

    /// Some of the characters of a str; all of them are the str itself.
    pub(super) fn sub_text(&self, this: &Obj, range: Range<usize>) -> PyResult {
        let text = Text::this(this);
        if range.len() == text.len() && this.ty().is_exactly(Builtin::Str) {
            return Ok(this.clone());
        }
        self.spend(range.len() as u64 / 64)?;
        let part = text.slice(range);
        if text.is_ascii() && part.len() > 1 {
            return self.str_with(part.len(), 0x7F, |out, _| out.copy_from_slice(part));
        }
        self.new_text(part, text.kind())
    }

    /// A new str of `length` characters, the widest of which is `widest`, which `fill`
    /// writes in the given number of bytes each. Only the empty str is a shared one: what
    /// CPython writes into the block of `PyUnicode_New` is an object of its own, be it a
    /// single character.
    pub(super) fn str_with(
        &self,
        length: usize,
        widest: u32,
        fill: impl FnOnce(&mut [u8], usize),
    ) -> PyResult {
        if length == 0 {
            return Ok(self.empty_str());
        }
        let kind = kind_of(widest);
        let class = self.ty(Builtin::Str);
        self.alloc_text(class, length, widest, |out| fill(out, kind))
    }

    /// A new str, never a shared one, from its characters as stored.
    pub(super) fn fresh_text(&self, data: &[u8], kind: usize) -> PyResult {
        let class = self.ty(Builtin::Str);
        let widest = widest(data, kind);
        self.alloc_text(class, data.len() / kind, widest, |out| {
            out.copy_from_slice(data)
        })
    }

    /// A new object of a subclass of `str` with the characters of a text.
    pub(crate) fn new_str_object(
        &self,
        class: View<'_, PyTypeObject>,
        text: Text<'_>,
    ) -> PyResult {
        self.alloc_text(class, text.len(), text.ceiling(), |out| {
            out.copy_from_slice(text.data())
        })
    }

    /// An object as a str proper: itself, or for an instance of a subclass a new one.
    pub(super) fn exact_str(&self, string: &Obj) -> PyResult {
        self.sub_text(string, 0..Text::this(string).len())
    }

    /// The one str with this text that all identifiers share.
    pub(crate) fn intern_str(&self, text: &str) -> PyResult {
        let make = || -> PyResult { Ok(self.intern(self.new_str(text)?)) };
        self.room::<Strings>().asked.get_or(text, make)
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
        text.object.set_interned();
        if text.as_ascii().is_some_and(static_names::contains) {
            self.immortalize(&string);
        }
        string
    }

    /// The interned, immortal str of an identifier in a source.
    pub(crate) fn identifier(&self, name: &str) -> PyResult {
        let name = self.intern_str(name)?;
        self.immortalize(&name);
        Ok(name)
    }
}

impl Runtime {
    /// Keeps a str's UTF-8 form with it, as CPython does where its C code asks for that
    /// (`PyUnicode_AsUTF8`): names of classes, sources of `compile` and the like.
    pub(crate) fn cache_utf8(&self, string: &Obj) -> PyResult<()> {
        match Text::of(string) {
            Some(text) if !text.is_ascii() => {
                let utf8 = text.to_rust();
                text.object.cache_utf8(self, utf8.as_bytes())
            }
            _ => Ok(()),
        }
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
    let hash = hasher.finish() as i64;
    if hash == -1 { -2 } else { hash }
}

/// An interned str leaves the table when it dies.
pub(crate) fn dealloc(rt: &Runtime, this: Dying) {
    {
        let object = this.as_obj();
        let text = Text::this(&object);
        if text.object.is_interned()
            && let Some(strings) = rt.try_room::<Strings>()
        {
            strings.interned.remove(hash_of(text) as u64, &object);
        }
    }
    dealloc_text(rt, this);
}

/// The type `str`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Str,
    name: "str",
    basicsize: 64,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::UNICODE_SUBCLASS)
        .with(TypeFlags::MATCH_SELF),
    slots: str_slots::SLOTS,
    methods: str_table::METHODS,
    ..TypeSpec::PLAIN
};
