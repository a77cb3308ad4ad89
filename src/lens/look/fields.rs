//! The bytes of an object, field by field.
//!
//! Of a type that [`super::structs`] does not list, objects show their header alone.

use std::borrow::Cow;

use super::edges::own_slots;
use super::native;
use super::structs::{Field, Kind, STRUCTS, VALUES, WIDE};
use super::value::as_address;
use crate::lens::snapshot::{Count, FieldView};
use crate::object::{self, GC_HEAD, View};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::shapes::text::PyUnicodeObject;
use crate::typeobject::{Builtin, TypeFlags};

/// The most items of an int or a tuple that are shown, and of a row of values.
const MOST: usize = 12;
/// The most bytes of a text that are shown.
const MOST_BYTES: usize = 16;

/// What stands before the count and moves all that follows it.
const EXTRA: i64 = object::HEAD_EXTRA as i64;

/// A reader of one object's block.
struct Block<'a> {
    rt: &'a Runtime,
    object: &'a Obj,
    found: Vec<FieldView>,
}

/// The fields of an object in order of their offsets, with the collector's two words,
/// where it has them, before the object; no more than `most`. Of its count, this shows
/// what it is while nobody looks; of its generation, what the caller knows.
pub(in crate::lens) fn fields(
    rt: &Runtime,
    object: &Obj,
    count: Count,
    generation: usize,
    most: usize,
) -> Vec<FieldView> {
    let mut block = Block {
        rt,
        object,
        found: Vec::new(),
    };
    block.before(generation);
    block.add("ob_refcnt", EXTRA, 8, |_| count.to_string());
    if let (Count::Mortal(count), Some(field)) = (count, block.found.last_mut()) {
        field.bytes = count.to_le_bytes().to_vec();
    }
    let name = object.ty().short_name().to_string();
    block.pointer("ob_type", EXTRA + 8, |_| name);
    let flags = object.ty().flags();
    let native = match native(object) {
        Builtin::Bool => Builtin::Int,
        _ if flags.has(TypeFlags::BASE_EXC_SUBCLASS) => Builtin::BaseException,
        other => other,
    };
    let mut structs = STRUCTS.iter();
    if let Some((_, _, fields)) = structs.find(|(ty, ..)| *ty == native) {
        fields.iter().for_each(|field| block.field(EXTRA, *field));
    }
    if let Some(text) = object.cast::<PyUnicodeObject>() {
        block.characters(text);
    }
    if flags.has(TypeFlags::HEAPTYPE) {
        for (offset, name) in own_slots(object) {
            block.address(name, offset as i64);
        }
    }
    if flags.has(TypeFlags::INLINE_VALUES) {
        block.values(object.ty().tp_basicsize.get());
    }
    block.found.truncate(most);
    block.found
}

impl Block<'_> {
    fn read(&self, offset: i64, length: usize) -> Option<Vec<u8>> {
        let address = self.object.id().checked_add_signed(offset as isize)?;
        self.rt.heap.read(address, length)
    }

    fn add(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        offset: i64,
        length: usize,
        meaning: impl FnOnce(&[u8]) -> String,
    ) {
        if let Some(bytes) = self.read(offset, length) {
            let meaning = meaning(&bytes);
            self.found.push(FieldView {
                offset,
                name: name.into().into_owned(),
                bytes,
                meaning,
            });
        }
    }

    fn pointer(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        offset: i64,
        meaning: impl FnOnce(&[u8]) -> String,
    ) {
        self.add(name, offset, 8, meaning);
        if let Some(last) = self.found.last_mut() {
            last.bytes.clear();
        }
    }

    /// The words before the object.
    fn before(&mut self, generation: usize) {
        let managed = self.object.ty().flags().any(TypeFlags::MANAGED);
        let head = GC_HEAD as i64;
        if managed {
            self.address("managed weakrefs", -head - 16);
            self.address("managed dict", -head - 8);
        }
        if object::is_gc(self.object) {
            let head = -head;
            self.pointer("_gc_next", head, |bytes| match number(bytes) {
                0 => "not tracked".to_owned(),
                _ => format!("generation {generation}"),
            });
            self.pointer("_gc_prev", head + 8, |bytes| match number(bytes) >> 2 {
                0 => "0".to_owned(),
                _ => "in a ring".to_owned(),
            });
        }
    }

    /// An address. Its bytes are left out: unlike places they differ from run to run.
    fn address(&mut self, name: impl Into<Cow<'static, str>>, offset: i64) {
        let rt = self.rt;
        self.pointer(name, offset, |bytes| {
            let place = usize::try_from(number(bytes)).ok();
            let place = place.and_then(|address| rt.heap.place(address));
            match place {
                Some(place) => place.to_string(),
                None if number(bytes) == 0 => "NULL".to_owned(),
                None => "elsewhere".to_owned(),
            }
        });
    }

    /// The characters of a str, which stand behind what its kind needs.
    fn characters(&mut self, text: View<'_, PyUnicodeObject>) {
        if !text.is_compact() || !text.is_ascii() {
            WIDE.iter().for_each(|field| self.field(EXTRA, *field));
        }
        if !text.is_compact() {
            return self.address("data", EXTRA + 56);
        }
        let offset = EXTRA + if text.is_ascii() { 40 } else { 56 };
        let size = text.data().len().min(MOST_BYTES);
        self.text("data", offset, size);
    }

    /// The values that an instance of a class has in its own block.
    fn values(&mut self, row: i64) {
        VALUES.iter().for_each(|field| self.field(row, *field));
        let capacity = self.read(row, 1).map_or(0, |bytes| bytes[0].into());
        for at in 0..MOST.min(capacity) as i64 {
            self.address(format!("values[{at}]"), row + 8 + 8 * at);
        }
    }

    fn text(&mut self, name: &'static str, offset: i64, size: usize) {
        self.add(name, offset, size.max(1), |bytes| {
            let text = bytes[..size].iter().copied();
            text.flat_map(std::ascii::escape_default)
                .map(char::from)
                .collect()
        });
    }

    fn double(&mut self, name: &'static str, offset: i64) {
        self.add(name, offset, 8, |bytes| {
            let value = f64::from_bits(number(bytes) as u64);
            crate::objects::float_text::repr(value)
        });
    }

    /// A field of a struct that begins `start` bytes behind the object's address.
    fn field(&mut self, start: i64, (name, offset, kind): Field) {
        let offset = start + offset as i64;
        match kind {
            Kind::Number => {
                self.add(name, offset, 8, |bytes| number(bytes).to_string());
            }
            Kind::Half => self.add(name, offset, 4, |bytes| half(bytes).to_string()),
            Kind::Byte => self.add(name, offset, 1, |bytes| bytes[0].to_string()),
            Kind::Double => self.double(name, offset),
            Kind::Doubles => {
                self.double("cval.real", offset);
                self.double("cval.imag", offset + 8);
            }
            Kind::Address => self.address(name, offset),
            Kind::Digits => {
                let tag = self.read(EXTRA + 16, 8).map_or(0, |bytes| number(&bytes));
                if as_address(self.object).is_some() {
                    return;
                }
                for at in 0..(tag >> 3).max(1).min(MOST as i64) {
                    let name = format!("{name}[{at}]");
                    self.add(name, offset + 4 * at, 4, |bytes| half(bytes).to_string());
                }
            }
            Kind::Items => {
                let size = self.read(EXTRA + 16, 8).map_or(0, |bytes| number(&bytes));
                for at in 0..size.min(MOST as i64) {
                    self.address(format!("{name}[{at}]"), offset + 8 * at);
                }
            }
            Kind::Entries => {
                for at in 0..8 {
                    let name = format!("{name}[{at}].key");
                    self.address(name, offset + 16 * at);
                }
            }
            Kind::Text => {
                let size = self.read(EXTRA + 16, 8).map_or(0, |bytes| number(&bytes));
                self.text(name, offset, (size.max(0) as usize).min(MOST_BYTES));
            }
        }
    }
}

fn number(bytes: &[u8]) -> i64 {
    bytes
        .try_into()
        .map_or(0, |bytes: [u8; 8]| i64::from_le_bytes(bytes))
}

fn half(bytes: &[u8]) -> u32 {
    bytes
        .try_into()
        .map_or(0, |bytes: [u8; 4]| u32::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_s_bytes_are_read_from_its_block() {
        let rt = Runtime::new();
        let list = rt.list([rt.int(1), rt.int(2)]);
        let read = fields(&rt, &rt.adopt(list.clone()), Count::Mortal(1), 0, MOST);
        let named = |name: &str| read.iter().find(|field| field.name == name).unwrap();
        assert_eq!(named("_gc_next").offset, -16);
        assert_eq!(named("ob_refcnt").bytes[0], 1); // without the argument
        assert_eq!(named("ob_type").meaning, "list");
        assert_eq!(named("ob_size").meaning, "2");
        assert_eq!(named("allocated").meaning, "2");
        let int = rt.adopt(rt.int(-(1 << 30) - 5));
        let read = fields(&rt, &int, Count::Mortal(1), 0, MOST);
        let digits: Vec<&str> = read[3..].iter().map(|f| f.meaning.as_str()).collect();
        assert_eq!(digits, ["5", "1"]);
    }

    /// The names of an object's fields, in order, and what they mean.
    fn shown(source: &str) -> Vec<(i64, String, String)> {
        let rt = Runtime::new();
        let mut session = crate::python::Session::new(&rt);
        session.push(source);
        let mut position = 0;
        let namespace = session.namespace();
        let mut entries = std::iter::from_fn(|| {
            crate::objects::dict::next(&namespace, &mut position)
        });
        let x = entries.find(|(name, ..)| {
            crate::objects::str::Text::of(name).is_some_and(|name| name.equals("x"))
        });
        let read = fields(&rt, &x.expect("x").1, Count::Mortal(1), 0, 40);
        read.into_iter()
            .map(|field| (field.offset - EXTRA, field.name, field.meaning))
            .collect()
    }

    #[test]
    fn characters_stand_behind_what_their_kind_needs() {
        let data = |source: &str| -> (i64, String) {
            let (offset, name, meaning) = shown(source).pop().unwrap();
            assert_eq!(name, "data");
            (offset, meaning)
        };
        assert_eq!(data("x = 'spam'"), (40, "spam".to_owned()));
        assert_eq!(data("x = 'é'"), (56, "\\xe9".to_owned()));
        assert_eq!(data("x = '\u{3c0}'"), (56, "\\xc0\\x03".to_owned()));
    }

    #[test]
    fn an_instance_shows_its_slots_and_its_values() {
        let names = |source: &str| -> Vec<(i64, String)> {
            let fields = shown(source).into_iter();
            fields.map(|(offset, name, _)| (offset, name)).collect()
        };
        let slotted = names("class C: __slots__ = ('a', 'b')\nx = C(); x.a = 1");
        assert_eq!(
            slotted[slotted.len() - 2..],
            [(16, ".a".into()), (24, ".b".into())]
        );
        let plain = shown("class C: pass\nx = C(); x.a = 1");
        let value = |name: &str| {
            let mut fields = plain.iter();
            fields.find(|(_, field, _)| field == name).unwrap().clone()
        };
        assert_eq!((value("size").0, value("size").2.as_str()), (17, "1"));
        assert_eq!(value("values[0]").0, 24);
        assert_eq!(value("values[1]").2, "NULL");
    }

    #[test]
    fn a_small_set_has_its_entries_in_itself() {
        let set = shown("x = {8}");
        let of = |name: &str| set.iter().find(|(_, field, _)| field == name).unwrap();
        assert_eq!((of("used").0, of("used").2.as_str()), (24, "1"));
        assert_ne!(of("smalltable[0].key").2, "NULL");
        assert_eq!(of("smalltable[1].key").2, "NULL");
    }
}
