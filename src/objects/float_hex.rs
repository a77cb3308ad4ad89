//! Floats in hexadecimal: `hex` and `fromhex`
//! (`Objects/floatobject.c@v3.13.0#float_fromhex_impl`).

use super::int_float::{divide, parts};
use super::int_text::is_space;
use num_bigint::BigInt;

/// `value.hex()`
pub(crate) fn to_hex(value: f64) -> String {
    if !value.is_finite() {
        return super::float_text::repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (mantissa, exponent, _) = parts(value);
    if mantissa == 0 {
        return format!("{sign}0x0.0p+0");
    }
    // The mantissa has 52 bits behind the point: 13 hexadecimal digits.
    let (first, rest) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    format!("{sign}0x{first}.{rest:013x}p{:+}", exponent + 52)
}

/// Why a text is no float.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum HexError {
    /// It is spelled wrongly.
    Invalid,
    /// The value is beyond the largest float.
    TooLarge,
}

/// `float.fromhex(text)`
pub(crate) fn from_hex(text: &str) -> Result<f64, HexError> {
    let text = text.trim_matches(|c: char| c.is_ascii() && is_space(c));
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    let magnitude = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        digits => magnitude(digits.strip_prefix("0x").unwrap_or(digits))?,
    };
    Ok(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

/// Beyond this, an exponent says no more than "very large" or "very small".
const FAR: i64 = 1 << 40;

fn magnitude(text: &str) -> Result<f64, HexError> {
    let (digits, exponent) = match text.split_once('p') {
        Some((digits, exponent)) => (digits, read_exponent(exponent)?),
        None => (text, 0),
    };
    let (before, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{before}{behind}");
    if all.is_empty() || !all.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(HexError::Invalid);
    }
    let Some(value) = BigInt::parse_bytes(all.as_bytes(), 16) else {
        return Err(HexError::Invalid);
    };
    let exponent = exponent - 4 * behind.len() as i64;
    // The value lies below 2**top and not below 2**(top - 1).
    let top = exponent + value.bits() as i64;
    if value.bits() == 0 || top < -1100 {
        return Ok(0.0);
    }
    if top > 1100 {
        return Err(HexError::TooLarge);
    }
    let one = BigInt::from(1);
    let rounded = if exponent >= 0 {
        divide(&(value << exponent as u64), &one)
    } else {
        divide(&value, &(one << exponent.unsigned_abs()))
    };
    rounded.ok_or(HexError::TooLarge)
}

fn read_exponent(text: &str) -> Result<i64, HexError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(HexError::Invalid);
    }
    let value = digits.parse::<i64>().map_or(FAR, |value| value.min(FAR));
    Ok(if text.starts_with('-') { -value } else { value })
}
