//! The items of an array: what each type code takes and gives
//! (`Modules/arraymodule.c@v3.13.0#descriptors`).

use super::float_methods::expect_number;
use super::int;
use super::memory_view_items::{Format, unpack};
use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use num_bigint::{BigInt, Sign};

/// The type codes, as `array.typecodes` has them.
pub(crate) const CODES: &str = "bBuwhHiIlLqQfd";

/// Bytes of an item with a code.
pub(super) fn size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'u' | b'w' | b'i' | b'I' | b'f' => 4,
        _ => 8,
    }
}

/// Whether items are characters.
pub(super) fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}

/// An item as a Python object.
pub(super) fn get(rt: &Runtime, code: u8, bytes: &[u8]) -> PyResult {
    if is_text(code) {
        return text(rt, bytes);
    }
    unpack(rt, Format::of_item(code), bytes)
}

/// Characters of four bytes each, as a str.
pub(super) fn text(rt: &Runtime, bytes: &[u8]) -> PyResult {
    let shown: Option<String> = bytes
        .chunks_exact(4)
        .map(|word| char::from_u32(u32::from_le_bytes(word.try_into().ok()?)))
        .collect();
    match shown {
        Some(shown) => rt.new_str(&shown),
        None => {
            let message = "character is not in range [U+0000; U+10ffff]";
            Err(rt.value_error(message))
        }
    }
}

/// A Python object as an item.
pub(super) fn put(rt: &Runtime, code: u8, value: &Obj) -> PyResult<Vec<u8>> {
    match code {
        b'u' | b'w' => {
            let shown = Text::of(value).map(Text::to_rust).unwrap_or_default();
            let mut characters = shown.chars();
            match (characters.next(), characters.next()) {
                (Some(one), None) => Ok(u32::from(one).to_le_bytes().to_vec()),
                _ => Err(rt.type_error("array item must be unicode character")),
            }
        }
        b'f' => Ok((expect_number(rt, value)? as f32).to_le_bytes().to_vec()),
        b'd' => Ok(expect_number(rt, value)?.to_le_bytes().to_vec()),
        _ => {
            let number = int::to_big(&rt.index(value)?).unwrap_or_default();
            if let Some(message) = refusal(code, &number) {
                return Err(overflow(rt, message));
            }
            let fill = if number.sign() == Sign::Minus {
                0xFF
            } else {
                0
            };
            let mut bytes = number.to_signed_bytes_le();
            bytes.resize(size(code), fill);
            Ok(bytes)
        }
    }
}

fn overflow(rt: &Runtime, message: &str) -> Raised {
    rt.raise(Builtin::OverflowError, message)
}

/// Why an int does not fit. C asks in steps, and each has words of its own.
fn refusal(code: u8, number: &BigInt) -> Option<&'static str> {
    let bits = 8 * size(code) as u32;
    let limit = |bits: u32| BigInt::from(1) << bits;
    let is_negative = number.sign() == Sign::Minus;
    let outside = |low: &BigInt, high: &BigInt| number < low || number >= high;
    let long = outside(&-limit(63), &limit(63));
    let (low, high) = match code.is_ascii_lowercase() {
        true => (-limit(bits - 1), limit(bits - 1)),
        false => (BigInt::from(0), limit(bits)),
    };
    if !outside(&low, &high) {
        return None;
    }
    Some(match code {
        b'q' => "int too big to convert",
        b'Q' if is_negative => "can't convert negative int to unsigned",
        b'Q' => "int too big to convert",
        b'I' | b'L' if is_negative => "can't convert negative value to unsigned int",
        b'I' | b'L' if *number >= limit(64) => {
            "Python int too large to convert to C unsigned long"
        }
        b'I' => "unsigned int is greater than maximum",
        _ if long => "Python int too large to convert to C long",
        b'b' | b'h' if is_negative => "signed short integer is less than minimum",
        b'b' | b'h' if *number >= limit(15) => {
            "signed short integer is greater than maximum"
        }
        b'b' => "signed char is greater than maximum",
        b'B' if is_negative => "unsigned byte integer is less than minimum",
        b'B' => "unsigned byte integer is greater than maximum",
        b'i' | b'H' if *number >= limit(31) => "signed integer is greater than maximum",
        b'i' => "signed integer is less than minimum",
        b'H' if *number < -limit(31) => "signed integer is less than minimum",
        b'H' if is_negative => "unsigned short is less than minimum",
        _ => "unsigned short is greater than maximum",
    })
}
