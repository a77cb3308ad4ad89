//! Ints as text, both ways (`Objects/longobject.c@v3.13.0#PyLong_FromUnicodeObject`,
//! `#long_to_decimal_string_internal`).
//!
//! Turning very long ints into decimal text and back takes more than linear time, so
//! there is a limit to the number of digits, which a program may change.

use super::int::{to_big, to_i64};
use super::int_ops::{check_room, pay_product};
use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime, rooms};
use num_bigint::{BigInt, Sign};
use std::cell::Cell;

/// What the numeric types keep in the runtime.
pub struct Numbers {
    /// `sys.get_int_max_str_digits()`; 0 is no limit.
    max_str_digits: Cell<usize>,
}

crate::room!(Numbers, rooms::NUMBERS);

/// The limit that a runtime starts with.
pub(crate) const DEFAULT_MAX_STR_DIGITS: usize = 4300;

/// A limit, if there is one, is at least this.
pub(crate) const MAX_STR_DIGITS_THRESHOLD: usize = 640;

/// Sets the limit to what it is at first.
pub fn install(rt: &Runtime) -> PyResult<()> {
    rt.furnish(Numbers {
        max_str_digits: Cell::new(DEFAULT_MAX_STR_DIGITS),
    });
    Ok(())
}

/// The most digits of a decimal text; 0 is no limit.
pub(crate) fn max_str_digits(rt: &Runtime) -> usize {
    rt.room::<Numbers>().max_str_digits.get()
}

/// Changes the most digits of a decimal text.
pub(crate) fn set_max_str_digits(rt: &Runtime, limit: usize) {
    rt.room::<Numbers>().max_str_digits.set(limit);
}

/// `repr(int)`: a str of its own, even where it is one digit.
pub(crate) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(value) = to_i64(this) {
        let mut digits = [0; 20];
        return rt.fresh_text(digits_of(value, &mut digits), 1);
    }
    rt.fresh_text(decimal(rt, this)?.as_bytes(), 1)
}

/// The decimal digits of a short number, in room for the longest.
fn digits_of(value: i64, room: &mut [u8; 20]) -> &[u8] {
    let (mut rest, mut at) = (value.unsigned_abs(), room.len());
    loop {
        at -= 1;
        room[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        room[at] = b'-';
    }
    &room[at..]
}

/// The decimal digits of an int, with `-` where it is negative.
pub(crate) fn decimal(rt: &Runtime, this: &Obj) -> PyResult<String> {
    if let Some(value) = to_i64(this) {
        return Ok(value.to_string());
    }
    let value = to_big(this).unwrap_or_default();
    let limit = max_str_digits(rt);
    let error = || {
        rt.value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // One digit less than the value has at least.
    let surely = (value.bits() - 1) as f64 * std::f64::consts::LOG10_2;
    if limit > 0 && surely > limit as f64 {
        return Err(error());
    }
    let words = value.bits() / 64;
    pay_product(rt, words, words)?;
    check_room(rt, value.bits())?;
    let text = value.to_string();
    if limit > 0 && text.trim_start_matches('-').len() > limit {
        return Err(error());
    }
    Ok(text)
}

/// The digits of an int in base 2, 8 or 16, without a prefix and without a sign.
pub(crate) fn power_of_two_digits(
    rt: &Runtime,
    value: &BigInt,
    base: u32,
) -> PyResult<String> {
    rt.spend(value.bits() / 64)?;
    check_room(rt, value.bits() * 8 / u64::from(base.ilog2()))?;
    Ok(value.magnitude().to_str_radix(base))
}

/// Whether Python takes the character for a space around a number.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// A text with spaces and digits of any script as ASCII; what is neither and not ASCII
/// becomes `?`, which is in no number
/// (`Objects/unicodeobject.c@v3.13.0#_PyUnicode_TransformDecimalAndSpaceToASCII`).
pub(crate) fn to_ascii_digits(codes: impl Iterator<Item = u32>) -> String {
    codes
        .map(|code| match char::from_u32(code) {
            Some(c) if c.is_ascii() => c,
            Some(c) if is_space(c) => ' ',
            Some(c) => match decimal_value(c) {
                Some(digit) => char::from(b'0' + digit),
                None => '?',
            },
            None => '?',
        })
        .collect()
}

/// The value of a decimal digit of any script (Unicode 15.1).
pub(crate) fn decimal_value(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).map(|digit| digit as u8);
    }
    let code = u32::from(c);
    let after = ZEROS.partition_point(|&zero| zero <= code);
    let digit = code - ZEROS[..after].last()?;
    (digit < 10).then_some(digit as u8)
}

/// The zeros of all scripts; the digits 1 to 9 follow each.
const ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66,
    0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
    0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0,
    0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50,
    0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2,
    0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0,
];

/// `int(text, base)`.
pub(crate) fn parse(rt: &Runtime, text: &Obj, base: u32) -> PyResult<BigInt> {
    let repr = || {
        let repr = rt.repr(text)?;
        Ok(Text::of(&repr).map(Text::to_rust).unwrap_or_default())
    };
    if let Some(ascii) = Text::of(text).and_then(Text::as_ascii) {
        return parse_ascii(rt, ascii, base, repr);
    }
    let codes = Text::of(text).map(Text::code_points);
    let ascii = to_ascii_digits(codes.into_iter().flatten());
    parse_ascii(rt, &ascii, base, repr)
}

/// Reads an int as `int()` does. `repr` is what a message shows of the text, of which
/// it shows 200 characters at most.
pub(crate) fn parse_ascii(
    rt: &Runtime,
    text: &str,
    base: u32,
    repr: impl FnOnce() -> PyResult<String>,
) -> PyResult<BigInt> {
    let invalid = |rt: &Runtime| -> Raised {
        match repr() {
            Err(raised) => raised,
            Ok(repr) => {
                let shown: String = repr.chars().take(200).collect();
                rt.value_error(format!(
                    "invalid literal for int() with base {base}: {shown}"
                ))
            }
        }
    };
    let trimmed = text.trim_matches(is_space);
    let unsigned = trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed);
    let (digits, real_base) = digits_and_base(unsigned, base);
    let Some(digits) = digit_values(digits, real_base) else {
        return Err(invalid(rt));
    };
    // `010` was octal once: with base 0, only zeros may follow a zero.
    let octal = base == 0 && real_base == 10 && digits[0] == 0;
    if octal && digits.iter().any(|&digit| digit != 0) {
        return Err(invalid(rt));
    }
    let value = from_digits(rt, &digits, real_base)?;
    Ok(if trimmed.starts_with('-') {
        -value
    } else {
        value
    })
}

/// The base that a prefix names, and the digits behind the prefix.
fn digits_and_base(text: &str, base: u32) -> (&str, u32) {
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    for (prefix, named) in prefixes {
        let head = text.get(..2).unwrap_or("");
        if head.eq_ignore_ascii_case(prefix) && (base == 0 || base == named) {
            let rest = &text[2..];
            // One underscore may stand between the prefix and the digits.
            return (rest.strip_prefix('_').unwrap_or(rest), named);
        }
    }
    (text, if base == 0 { 10 } else { base })
}

/// The values of digits, single underscores between them left out; `None` where there
/// is anything else, or nothing.
fn digit_values(text: &str, base: u32) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(text.len());
    let mut after_digit = false;
    for c in text.chars() {
        match c.to_digit(base) {
            Some(digit) => digits.push(digit as u8),
            None if c == '_' && after_digit => {}
            None => return None,
        }
        after_digit = c != '_';
    }
    after_digit.then_some(digits)
}

/// The value of digits, most significant first.
fn from_digits(rt: &Runtime, digits: &[u8], base: u32) -> PyResult<BigInt> {
    let limit = max_str_digits(rt);
    let count = digits.len();
    if !base.is_power_of_two() {
        if limit > 0 && count > limit {
            return Err(rt.value_error(format!(
                "Exceeds the limit ({limit} digits) for integer string conversion: \
                 value has {count} digits; use sys.set_int_max_str_digits() to \
                 increase the limit"
            )));
        }
        let words = count as u64 / 16;
        pay_product(rt, words, words)?;
    }
    rt.spend(count as u64 / 16)?;
    Ok(BigInt::from_radix_be(Sign::Plus, digits, base).unwrap_or_default())
}
