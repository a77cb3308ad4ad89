//! The items of a memory view: numbers of C in a row of bytes
//! (`Objects/memoryobject.c@v3.13.0#unpack_single`).

use super::float_methods::expect_number;
use super::int;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use num_bigint::BigInt;

/// The format of an item: one of the characters of the module `struct`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Format(u8, u32);

impl Format {
    /// Unsigned bytes: what a view begins with.
    pub(super) const BYTE: Format = Format(b'B', 1);

    /// The format with a character, if there is one.
    pub(super) fn of(character: u8) -> Option<Format> {
        b"BbcHhIiLlQqNnPefd?"
            .contains(&character)
            .then(|| Format::of_item(character))
    }

    /// The format that a text like `"B"` or `"@i"` names.
    pub(super) fn named(text: &str) -> Option<Format> {
        let text = text.strip_prefix('@').unwrap_or(text);
        match text.as_bytes() {
            [character] => Format::of(*character),
            _ => None,
        }
    }

    /// The format of an array's items.
    pub(super) fn of_item(code: u8) -> Format {
        let size = match code {
            b'B' | b'b' | b'c' | b'?' => 1,
            b'H' | b'h' | b'e' => 2,
            b'I' | b'i' | b'f' | b'u' | b'w' => 4,
            _ => 8,
        };
        Format(code, size)
    }

    /// The format of items of so many bytes that an object told in words
    /// ([`super::memory_view_told`]), or that are of one byte and others behind it.
    pub(super) fn of_size(code: u8, size: usize) -> Format {
        Format(code, size as u32)
    }

    /// Its character.
    pub(super) fn character(self) -> u8 {
        self.0
    }

    /// Bytes of an item.
    pub(super) fn size(self) -> usize {
        self.1 as usize
    }

    fn is_signed(self) -> bool {
        self.0.is_ascii_lowercase()
    }

    /// Whether items are single bytes, of which a hash can be made.
    pub(super) fn is_byte(self) -> bool {
        matches!(self.0, b'B' | b'b' | b'c')
    }
}

/// An item as a Python object.
pub(super) fn unpack(rt: &Runtime, format: Format, bytes: &[u8]) -> PyResult {
    let mut word = [0; 8];
    let bytes = match format.is_byte() {
        true => &bytes[..bytes.len().min(1)],
        false => bytes,
    };
    word[..bytes.len()].copy_from_slice(bytes);
    match format.0 {
        b'u' | b'w' => Err(not_supported(rt, format)),
        b'c' => rt.new_bytes(bytes),
        b'?' => rt.new_bool(word[0] != 0),
        b'f' => rt
            .new_float(f32::from_le_bytes([word[0], word[1], word[2], word[3]]).into()),
        b'd' => rt.new_float(f64::from_le_bytes(word)),
        b'e' => rt.new_float(from_half(u16::from_le_bytes([word[0], word[1]]))),
        _ if format.is_signed() => {
            let shift = 64 - 8 * bytes.len() as u32;
            rt.new_int((i64::from_le_bytes(word) << shift) >> shift)
        }
        _ => rt.new_big(&BigInt::from(u64::from_le_bytes(word))),
    }
}

/// A float of half precision: a sign, five bits of exponent, ten of fraction
/// (`Objects/floatobject.c@v3.13.0#PyFloat_Unpack2`).
fn from_half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let size = match exponent {
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        0 => fraction * 2f64.powi(-24),
        _ => (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}

/// The nearest float of half precision; nothing where the number is too large.
fn to_half(number: f64) -> Option<u16> {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    let size = number.abs();
    if !size.is_finite() {
        return Some(sign | if size.is_nan() { 0x7E00 } else { 0x7C00 });
    }
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    // Below the least exponent the fraction stands for itself.
    let fraction = (size * 2f64.powi(10 - exponent)).round_ties_even() as i64;
    let bits = fraction + (i64::from(exponent + 14) << 10);
    u16::try_from(bits)
        .ok()
        .filter(|&bits| bits < 0x7C00)
        .map(|bits| sign | bits)
}

/// Characters have no items in a view.
fn not_supported(rt: &Runtime, format: Format) -> Raised {
    let message = format!("memoryview: format {} not supported", format.0 as char);
    rt.raise(Builtin::NotImplementedError, message)
}

fn invalid_type(rt: &Runtime, format: Format) -> Raised {
    let format = format.0 as char;
    rt.type_error(format!("memoryview: invalid type for format '{format}'"))
}

/// A Python object as an item.
pub(super) fn pack(rt: &Runtime, format: Format, value: &Obj) -> PyResult<Vec<u8>> {
    let size = format.size();
    let shown = format.0 as char;
    let invalid_value =
        || rt.value_error(format!("memoryview: invalid value for format '{shown}'"));
    match format.0 {
        b'u' | b'w' => Err(not_supported(rt, format)),
        b'c' => match super::bytes::value(value) {
            Some([byte]) => Ok(vec![*byte]),
            Some(_) => Err(invalid_value()),
            None => Err(invalid_type(rt, format)),
        },
        b'?' => Ok(vec![rt.is_true(value)?.into()]),
        b'e' | b'f' | b'd' => {
            let Ok(number) = expect_number(rt, value) else {
                return match rt.swallow(Builtin::TypeError) {
                    true => Err(invalid_type(rt, format)),
                    false => expect_number(rt, value).map(|_| Vec::new()),
                };
            };
            Ok(match format.0 {
                b'e' => match to_half(number) {
                    Some(bits) => bits.to_le_bytes().to_vec(),
                    None => return Err(invalid_value()),
                },
                b'f' => (number as f32).to_le_bytes().to_vec(),
                _ => number.to_le_bytes().to_vec(),
            })
        }
        _ => {
            if !super::protocol::is_index(value) {
                return Err(invalid_type(rt, format));
            }
            let number = int::to_big(&rt.index(value)?).unwrap_or_default();
            let bits = 8 * size as u32;
            let (low, high) = match format.is_signed() {
                true => (
                    -(BigInt::from(1) << (bits - 1)),
                    BigInt::from(1) << (bits - 1),
                ),
                false => (BigInt::from(0), BigInt::from(1) << bits),
            };
            if number < low || number >= high {
                return Err(invalid_value());
            }
            let fill = if number < BigInt::from(0) { 0xFF } else { 0 };
            let mut bytes = number.to_signed_bytes_le();
            bytes.resize(size, fill);
            Ok(bytes)
        }
    }
}
