//! Bytes as text: `str(data, encoding)` and `bytes.decode`.

use super::bytes;
use super::str::Text;
use super::str_build::TextBuilder;
use super::str_charmap::Charmap;
use super::str_codec::*;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// `str(object, encoding, errors)`.
pub(super) fn from_object(
    rt: &Runtime,
    object: &Obj,
    encoding: Option<String>,
    errors: Option<String>,
) -> PyResult {
    if Text::of(object).is_some() {
        return Err(rt.type_error("decoding str is not supported"));
    }
    let Some(data) = bytes::octets(object) else {
        let name = object.ty().name();
        return Err(rt.type_error(format!(
            "decoding to str: need a bytes-like object, {name} found"
        )));
    };
    let encoding = encoding.as_deref().unwrap_or("utf-8");
    decoded(rt, &data, encoding, errors.as_deref().unwrap_or("strict"))
}

/// The str that bytes mean in an encoding.
pub(crate) fn decoded(
    rt: &Runtime,
    data: &[u8],
    encoding: &str,
    errors: &str,
) -> PyResult {
    let Some(codec) = Codec::named(rt, encoding, "decode")? else {
        let data = rt.new_bytes(data)?;
        return by_module(rt, "_decode_text", &data, encoding, errors);
    };
    let text = decoded_by(rt, data, codec, errors);
    codec.note(rt, text, "decoding", encoding)
}

fn decoded_by(rt: &Runtime, data: &[u8], codec: Codec, errors: &str) -> PyResult {
    rt.spend(data.len() as u64 / 32)?;
    let mut decoder = Decoder {
        rt,
        data,
        codec: codec.name(),
        errors,
        out: TextBuilder::new(),
        passes_surrogates: None,
    };
    match codec {
        Codec::Latin1 => return rt.new_latin1(data),
        Codec::Ascii => decoder.ascii()?,
        Codec::Utf8 => decoder.utf8(0)?,
        Codec::Utf8Sig => {
            let mark = data.starts_with("\u{FEFF}".as_bytes());
            decoder.utf8(if mark { 3 } else { 0 })?;
        }
        Codec::Utf16(order) => decoder.utf16(order)?,
        Codec::Utf32(order) => decoder.utf32(order)?,
        Codec::Charmap(map) => decoder.charmap(map)?,
        Codec::UnicodeEscape => decoder.escapes(true)?,
        Codec::RawUnicodeEscape => decoder.escapes(false)?,
    }
    decoder.out.finish(rt)
}

struct Decoder<'a> {
    rt: &'a Runtime,
    data: &'a [u8],
    /// The name in messages.
    codec: &'static str,
    errors: &'a str,
    out: TextBuilder,
    /// How `surrogatepass` reads a surrogate in this encoding: bytes and order.
    passes_surrogates: Option<(usize, Order)>,
}

impl Decoder<'_> {
    fn ascii(&mut self) -> PyResult<()> {
        if self.data.is_ascii() {
            self.out = TextBuilder::One(self.data.to_vec());
            return Ok(());
        }
        let mut at = 0;
        while at < self.data.len() {
            match self.data[at] {
                byte @ 0..0x80 => {
                    self.out.push(byte.into());
                    at += 1;
                }
                _ => at = self.fail(at, at + 1, "ordinal not in range(128)")?,
            }
        }
        Ok(())
    }

    fn charmap(&mut self, map: &Charmap) -> PyResult<()> {
        let mut at = 0;
        while at < self.data.len() {
            match map.decode(self.data[at]) {
                Some(code) => {
                    self.out.push(code);
                    at += 1;
                }
                None => at = self.fail(at, at + 1, "character maps to <undefined>")?,
            }
        }
        Ok(())
    }

    /// Escapes as in literals; if not `all`, then those of four or eight digits only.
    fn escapes(&mut self, all: bool) -> PyResult<()> {
        let mut at = 0;
        while let Some(&byte) = self.data.get(at) {
            let next = self.data.get(at + 1).copied();
            let letter = next.filter(|_| byte == b'\\').map(char::from);
            let simple = letter.filter(|_| all).and_then(|letter| {
                let index = "\\'\"abfnrtv".find(letter)?;
                Some(b"\\'\"\x07\x08\x0C\n\r\t\x0B"[index])
            });
            let digits = match letter {
                Some('x') if all => Some((2, "\\xXX")),
                Some('u') => Some((4, "\\uXXXX")),
                Some('U') => Some((8, "\\UXXXXXXXX")),
                _ => None,
            };
            at = if let Some(simple) = simple {
                self.out.push(simple.into());
                at + 2
            } else if let Some((count, form)) = digits {
                self.escape_digits(at, count, form)?
            } else if byte == b'\\' && all && next == Some(b'\n') {
                at + 2
            } else if let Some('0'..='7') = letter.filter(|_| all) {
                let octal = self.data[at + 1..].iter().take(3);
                let octal = octal.take_while(|byte| (b'0'..=b'7').contains(byte));
                let count = octal.clone().count();
                self.out
                    .push(octal.fold(0, |all, byte| all * 8 + u32::from(byte - b'0')));
                at + 1 + count
            } else if letter == Some('N') && all {
                self.escape_name(at)?
            } else if byte == b'\\' && all && next.is_none() {
                self.fail(at, at + 1, "\\ at end of string")?
            } else {
                self.out.push(byte.into());
                at + 1
            };
        }
        Ok(())
    }

    /// An escape with so many digits; returns where to go on.
    fn escape_digits(
        &mut self,
        at: usize,
        count: usize,
        form: &str,
    ) -> PyResult<usize> {
        let digits = self.data[at + 2..].iter().take(count);
        let digits = digits.take_while(|byte| byte.is_ascii_hexdigit());
        let end = at + 2 + digits.clone().count();
        if end < at + 2 + count {
            return self.fail(at, end, &format!("truncated {form} escape"));
        }
        let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(0);
        match digits.fold(0, |all, byte| all << 4 | digit(byte)) {
            0x110000.. => self.fail(at, end, "illegal Unicode character"),
            code => {
                self.out.push(code);
                Ok(end)
            }
        }
    }

    /// An escape with the name of a character; returns where to go on.
    fn escape_name(&mut self, at: usize) -> PyResult<usize> {
        let rest = &self.data[at + 2..];
        let (name, closed) = match rest.split_first() {
            Some((b'{', rest)) => match rest.iter().position(|byte| *byte == b'}') {
                Some(len) => (&rest[..len], true),
                None => (rest, false),
            },
            _ => return self.fail(at, at + 2, "malformed \\N character escape"),
        };
        let end = at + 3 + name.len();
        if !closed || name.is_empty() {
            return self.fail(at, end, "malformed \\N character escape");
        }
        let end = end + 1;
        let name = std::str::from_utf8(name).ok();
        match name.and_then(unicode_names2::character) {
            Some(char) => {
                self.out.push(char.into());
                Ok(end)
            }
            None => self.fail(at, end, "unknown Unicode character name"),
        }
    }

    fn utf8(&mut self, start: usize) -> PyResult<()> {
        self.passes_surrogates = Some((3, Order::Big));
        let mut at = start;
        while at < self.data.len() {
            self.rt.check_rust_memory(self.out.len() * 4)?;
            let error = match std::str::from_utf8(&self.data[at..]) {
                Ok(text) => {
                    self.out.push_str(text);
                    return Ok(());
                }
                Err(error) => error,
            };
            let valid = at + error.valid_up_to();
            if let Ok(text) = std::str::from_utf8(&self.data[at..valid]) {
                self.out.push_str(text);
            }
            at = match error.error_len() {
                None => self.fail(valid, self.data.len(), "unexpected end of data")?,
                Some(len) => {
                    let reason = match self.data[valid] {
                        0x80..0xC2 | 0xF5.. => "invalid start byte",
                        _ => "invalid continuation byte",
                    };
                    self.fail(valid, valid + len, reason)?
                }
            };
        }
        Ok(())
    }

    /// The order of bytes, and where the text begins behind its mark.
    fn order(
        &mut self,
        order: Order,
        size: usize,
        names: [&'static str; 2],
    ) -> (Order, usize) {
        let unit = self
            .data
            .get(..size)
            .map(|bytes| value(bytes, Order::Little));
        let big_mark = if size == 2 { 0xFFFE } else { 0xFFFE_0000 };
        let (order, start) = match (order, unit) {
            (Order::Marked, Some(0xFEFF)) => (Order::Little, size),
            (Order::Marked, Some(unit)) if unit == big_mark => (Order::Big, size),
            (Order::Marked, _) => (Order::Little, 0),
            _ => (order, 0),
        };
        self.codec = names[usize::from(order == Order::Big)];
        self.passes_surrogates = Some((size, order));
        (order, start)
    }

    fn utf16(&mut self, order: Order) -> PyResult<()> {
        let names = ["utf-16-le", "utf-16-be"];
        let (order, mut at) = self.order(order, 2, names);
        let len = self.data.len();
        let unit = |data: &[u8], at: usize| value(&data[at..at + 2], order);
        while at < len {
            if len - at < 2 {
                at = self.fail(at, len, "truncated data")?;
                continue;
            }
            let first = unit(self.data, at);
            at = match first {
                0xD800..0xDC00 if len - at < 4 => {
                    self.fail(at, len, "unexpected end of data")?
                }
                0xD800..0xDC00 => match unit(self.data, at + 2) {
                    second @ 0xDC00..0xE000 => {
                        let code = (first - 0xD800) << 10 | (second - 0xDC00);
                        self.out.push(code + 0x10000);
                        at + 4
                    }
                    _ => self.fail(at, at + 2, "illegal UTF-16 surrogate")?,
                },
                0xDC00..0xE000 => self.fail(at, at + 2, "illegal encoding")?,
                _ => {
                    self.out.push(first);
                    at + 2
                }
            };
        }
        Ok(())
    }

    fn utf32(&mut self, order: Order) -> PyResult<()> {
        let names = ["utf-32-le", "utf-32-be"];
        let (order, mut at) = self.order(order, 4, names);
        let len = self.data.len();
        while at < len {
            if len - at < 4 {
                at = self.fail(at, len, "truncated data")?;
                continue;
            }
            at = match value(&self.data[at..at + 4], order) {
                0xD800..0xE000 => {
                    let reason =
                        "code point in surrogate code point range(0xd800, 0xe000)";
                    self.fail(at, at + 4, reason)?
                }
                0x110000.. => {
                    self.fail(at, at + 4, "code point not in range(0x110000)")?
                }
                code => {
                    self.out.push(code);
                    at + 4
                }
            };
        }
        Ok(())
    }

    /// Does what the handler says about bytes that mean nothing; returns where to go
    /// on.
    fn fail(&mut self, start: usize, end: usize, reason: &str) -> PyResult<usize> {
        let rt = self.rt;
        match Handler::named(self.errors) {
            Handler::Ignore => return Ok(end),
            Handler::Replace => {
                self.out.push(0xFFFD);
                return Ok(end);
            }
            Handler::BackslashReplace => {
                for byte in &self.data[start..end] {
                    self.out.push_str(&format!("\\x{byte:02x}"));
                }
                return Ok(end);
            }
            Handler::SurrogateEscape => {
                let bytes = &self.data[start..end];
                let high = bytes.iter().take_while(|byte| **byte >= 0x80).count();
                for byte in &bytes[..high] {
                    self.out.push(0xDC00 + u32::from(*byte));
                }
                if high > 0 {
                    return Ok(start + high);
                }
            }
            Handler::SurrogatePass => {
                if let Some((size, code)) = self.surrogate(start) {
                    self.out.push(code);
                    return Ok(start + size);
                }
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                let message = "don't know how to handle UnicodeDecodeError in error \
                               callback";
                return Err(rt.type_error(message));
            }
            Handler::Strict | Handler::Other => {}
        }
        let object = rt.new_bytes(self.data)?;
        let class = Builtin::UnicodeDecodeError;
        let error =
            unicode_error(rt, class, self.codec, &object, (start, end), reason)?;
        if Handler::named(self.errors) != Handler::Other {
            return Err(rt.raise_object(error));
        }
        let (instead, place) = by_handler(rt, self.errors, &error)?;
        let instead = Text::of(&instead).map(Text::code_points);
        instead
            .into_iter()
            .flatten()
            .for_each(|code| self.out.push(code));
        Ok(place)
    }

    /// The surrogate that is encoded here, and in how many bytes.
    fn surrogate(&self, at: usize) -> Option<(usize, u32)> {
        let (size, order) = self.passes_surrogates?;
        let bytes = self.data.get(at..at + size)?;
        let code = match (size, bytes) {
            (3, &[0xED, second @ 0xA0..0xC0, third @ 0x80..0xC0]) => {
                0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F)
            }
            (3, _) => return None,
            _ => value(bytes, order),
        };
        (0xD800..0xE000).contains(&code).then_some((size, code))
    }
}

/// The number that some bytes are.
fn value(bytes: &[u8], order: Order) -> u32 {
    let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
    match order {
        Order::Big => bytes.iter().fold(0, join),
        Order::Little | Order::Marked => bytes.iter().rev().fold(0, join),
    }
}
