//! The bytes of an object, field by field.
//!
//! The table below names what follows the header in the structs that a reader meets,
//! under CPython's names and at CPython's offsets; a test compares it with what CPython
//! itself says. Objects of other types show their header alone.

use std::borrow::Cow;

use super::native;
use super::value::as_address;
use crate::lens::snapshot::{Count, FieldView};
use crate::object::{self, GC_HEAD};
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::typeobject::{Builtin, TypeFlags};

/// How the bytes of a field are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A signed number of eight bytes.
    Number,
    /// An unsigned number of four bytes.
    Half,
    /// A floating-point number of eight bytes.
    Double,
    /// An address of eight bytes.
    Address,
    /// As many numbers of four bytes as the int has digits.
    Digits,
    /// As many addresses as `ob_size` says.
    Items,
    /// As many characters or bytes as the text has.
    Text,
}

/// A field: its name, its offset in bytes, and how it is read.
type Field = (&'static str, usize, Kind);

/// What follows the header, by type: the name of the struct in CPython and its fields.
const STRUCTS: &[(Builtin, &str, &[Field])] = &[
    (
        Builtin::Int,
        "PyLongObject",
        &[("lv_tag", 16, Kind::Number), ("ob_digit", 24, Kind::Digits)],
    ),
    (
        Builtin::Float,
        "PyFloatObject",
        &[("ob_fval", 16, Kind::Double)],
    ),
    (
        Builtin::Str,
        "PyASCIIObject",
        &[
            ("length", 16, Kind::Number),
            ("hash", 24, Kind::Number),
            ("state", 32, Kind::Half),
            ("data", 40, Kind::Text),
        ],
    ),
    (
        Builtin::Bytes,
        "PyBytesObject",
        &[
            ("ob_size", 16, Kind::Number),
            ("ob_shash", 24, Kind::Number),
            ("ob_sval", 32, Kind::Text),
        ],
    ),
    (
        Builtin::List,
        "PyListObject",
        &[
            ("ob_size", 16, Kind::Number),
            ("ob_item", 24, Kind::Address),
            ("allocated", 32, Kind::Number),
        ],
    ),
    (
        Builtin::Tuple,
        "PyTupleObject",
        &[("ob_size", 16, Kind::Number), ("ob_item", 24, Kind::Items)],
    ),
    (
        Builtin::Dict,
        "PyDictObject",
        &[
            ("ma_used", 16, Kind::Number),
            ("ma_version_tag", 24, Kind::Number),
            ("ma_keys", 32, Kind::Address),
            ("ma_values", 40, Kind::Address),
        ],
    ),
];

/// The most fields that one object shows.
const MOST: usize = 12;
/// The most bytes of a text that are shown.
const MOST_BYTES: usize = 16;

/// A reader of one object's block.
struct Block<'a> {
    rt: &'a Runtime,
    object: &'a Obj,
    found: Vec<FieldView>,
}

/// The fields of an object in order of their offsets, with the collector's two words,
/// where it has them, before the object. Of its count, this shows what it is while
/// nobody looks.
pub(in crate::lens) fn fields(
    rt: &Runtime,
    object: &Obj,
    count: Count,
) -> Vec<FieldView> {
    let mut block = Block {
        rt,
        object,
        found: Vec::new(),
    };
    block.before();
    block.add("ob_refcnt", 0, 8, |_| count.to_string());
    if let (Count::Mortal(count), Some(field)) = (count, block.found.last_mut()) {
        field.bytes = count.to_le_bytes().to_vec();
    }
    let name = object.ty().name().to_string();
    block.pointer("ob_type", 8, |_| name);
    let native = match native(object) {
        Builtin::Bool => Builtin::Int,
        other => other,
    };
    let mut structs = STRUCTS.iter();
    if let Some((_, _, fields)) = structs.find(|(ty, ..)| *ty == native) {
        for field in *fields {
            block.field(*field);
        }
    }
    block.found.truncate(MOST);
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
    fn before(&mut self) {
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
                _ => "in a ring".to_owned(),
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
                None => number(bytes).to_string(),
            }
        });
    }

    fn field(&mut self, (name, offset, kind): Field) {
        let offset = offset as i64;
        match kind {
            Kind::Number => {
                self.add(name, offset, 8, |bytes| number(bytes).to_string());
            }
            Kind::Half => self.add(name, offset, 4, |bytes| half(bytes).to_string()),
            Kind::Double => self.add(name, offset, 8, |bytes| {
                let value = f64::from_bits(number(bytes) as u64);
                crate::objects::float_text::repr(value)
            }),
            Kind::Address => self.address(name, offset),
            Kind::Digits => {
                let tag = self.read(16, 8).map_or(0, |bytes| number(&bytes));
                if as_address(self.object).is_some() {
                    return;
                }
                for at in 0..(tag >> 3).max(1).min(MOST as i64) {
                    let name = format!("{name}[{at}]");
                    self.add(name, offset + 4 * at, 4, |bytes| half(bytes).to_string());
                }
            }
            Kind::Items => {
                let size = self.read(16, 8).map_or(0, |bytes| number(&bytes));
                for at in 0..size.min(MOST as i64) {
                    self.address(format!("{name}[{at}]"), offset + 8 * at);
                }
            }
            Kind::Text => {
                let size = self.read(16, 8).map_or(0, |bytes| number(&bytes));
                let size = (size.max(0) as usize).min(MOST_BYTES);
                self.add(name, offset, size.max(1), |bytes| {
                    let text = bytes[..size].iter().copied();
                    text.flat_map(std::ascii::escape_default)
                        .map(char::from)
                        .collect()
                });
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
    fn the_fields_are_those_of_cpython_3_13() {
        let layout = include_str!("../../../tests/data/layout-3.13.json");
        let layout: serde_json::Value = serde_json::from_str(layout).unwrap();
        for (_, name, fields) in STRUCTS {
            for (field, offset, _) in *fields {
                // What all structs with a size share stands there under their base.
                let names = [*name, "PyVarObject"];
                let known = names.map(|name| layout["structs"][name][*field].as_u64());
                let known = known.into_iter().flatten().next();
                // Characters follow the struct: that is their offset.
                let known = known.or(layout["structs"][*name]["sizeof"].as_u64());
                assert_eq!(known, Some(*offset as u64), "{name}.{field}");
            }
        }
    }

    #[test]
    fn an_object_s_bytes_are_read_from_its_block() {
        let rt = Runtime::new();
        let list = rt.list([rt.int(1), rt.int(2)]);
        let read = fields(&rt, &rt.adopt(list.clone()), Count::Mortal(1));
        let named = |name: &str| read.iter().find(|field| field.name == name).unwrap();
        assert_eq!(named("_gc_next").offset, -16);
        assert_eq!(named("ob_refcnt").bytes[0], 1); // without the argument
        assert_eq!(named("ob_type").meaning, "list");
        assert_eq!(named("ob_size").meaning, "2");
        assert_eq!(named("allocated").meaning, "2");
        let int = rt.adopt(rt.int(-(1 << 30) - 5));
        let read = fields(&rt, &int, Count::Mortal(1));
        let digits: Vec<&str> = read[3..].iter().map(|f| f.meaning.as_str()).collect();
        assert_eq!(digits, ["5", "1"]);
    }
}
