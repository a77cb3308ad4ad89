//! Numbers laid out by a format specification.

use super::{Align, FormatSpec, Kind, Sign};
use crate::objects::complex_ops::Complex;
use crate::objects::float_text::{FloatFlags, format_float};
use crate::objects::int::{PyLongObject, to_big, to_i64};
use crate::objects::int_ops::{self, check_room};
use crate::objects::int_text;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;

/// A number in its parts: `-`, `0x`, `ff`, and what follows the integer digits.
struct Parts<'a> {
    negative: bool,
    prefix: &'a str,
    /// The integer digits, which may be grouped.
    digits: &'a str,
    /// The point, what is behind it, exponent and `%`.
    rest: &'a str,
}

/// The digits before a point, an exponent or a word, and the rest.
fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Digits in groups, filled with zeros up to a width
/// (`Objects/unicodeobject.c@v3.13.0#_PyUnicode_InsertThousandsGrouping`).
fn group(digits: &str, width: usize, separator: Option<char>, size: usize) -> String {
    let Some(separator) = separator else {
        return format!("{digits:0>width$}");
    };
    let mut reversed = String::new();
    let mut rest = digits.bytes().rev();
    let mut missing = width as i64;
    loop {
        let left = rest.len() as i64;
        let len = (size as i64).min(left.max(missing).max(1));
        for _ in 0..len {
            reversed.push(char::from(rest.next().unwrap_or(b'0')));
        }
        missing -= len;
        if rest.len() == 0 && missing <= 0 {
            break;
        }
        reversed.push(separator);
        missing -= 1;
    }
    reversed.chars().rev().collect()
}

impl FormatSpec {
    /// The number as a text of at least `width` characters; the fill character stands
    /// where the text has a NUL, which no number has.
    fn number_text(&self, parts: &Parts<'_>) -> String {
        let sign = match self.sign {
            _ if parts.negative => "-",
            Some(Sign::Plus) => "+",
            Some(Sign::Space) => " ",
            _ => "",
        };
        let fixed = sign.len() + parts.prefix.len() + parts.rest.len();
        let zeros = self.fill == u32::from('0') && self.align == Align::AfterSign;
        let least = if zeros {
            self.width.saturating_sub(fixed)
        } else {
            0
        };
        let size = match self.code_char() {
            'b' | 'o' | 'x' | 'X' => 4,
            _ => 3,
        };
        let grouped = match parts.digits {
            "" => String::new(),
            digits => group(digits, least, self.separator, size),
        };
        let missing = self.width.saturating_sub(fixed + grouped.len());
        let fill = |here: bool| "\0".repeat(if here { missing } else { 0 });
        let between = fill(self.align == Align::AfterSign);
        format!("{sign}{}{between}{grouped}{}", parts.prefix, parts.rest)
    }

    fn number(&self, rt: &Runtime, parts: &Parts<'_>) -> PyResult {
        // Twice the width: groups may add as much again.
        self.missing(rt, parts.digits.len())?;
        let text = self.number_text(parts);
        let codes = text.chars().map(|c| match c {
            '\0' => self.fill,
            c => c.into(),
        });
        self.pad(rt, codes.collect::<Vec<u32>>().into_iter())
    }
}

/// `int.__format__`: `object` is the int, or an instance of a subclass.
pub(crate) fn format_int(rt: &Runtime, object: &Obj, spec: &Obj) -> PyResult {
    let Some(spec_text) = Text::of(spec).filter(|text| !text.is_empty()) else {
        return rt.str_of(object);
    };
    let name = object.ty().name();
    let kind = Kind {
        type_name: name,
        code: Some('d'),
        align: Align::Right,
    };
    let spec = FormatSpec::parse(rt, spec_text, kind)?;
    match spec.code_char() {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => whole(rt, object, &spec),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let value = match to_i64(object) {
                Some(value) => value as f64,
                None => int_ops::float_of(rt, &to_big(object).unwrap_or_default())?,
            };
            real(rt, value, &spec)
        }
        _ => Err(spec.unknown_code(rt, name)),
    }
}

fn whole(rt: &Runtime, object: &Obj, spec: &FormatSpec) -> PyResult {
    if spec.precision.is_some() {
        let message = "Precision not allowed in integer format specifier";
        return Err(rt.value_error(message));
    }
    if spec.no_negative_zero {
        return Err(rt.value_error(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    let code = spec.code_char();
    if code == 'c' {
        return character(rt, object, spec);
    }
    let base = match code {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        _ => 10,
    };
    let text = digits(rt, object, base, code == 'X')?;
    let prefix = match code {
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };
    spec.number(
        rt,
        &Parts {
            negative: object.expect::<PyLongObject>().is_negative(),
            prefix: if spec.alternate { prefix } else { "" },
            digits: &text,
            rest: "",
        },
    )
}

/// The digits of an int without its sign.
pub(super) fn digits(
    rt: &Runtime,
    object: &Obj,
    base: u32,
    upper: bool,
) -> PyResult<String> {
    let text = if base == 10 {
        let text = int_text::decimal(rt, object)?;
        text.trim_start_matches('-').to_owned()
    } else {
        int_text::power_of_two_digits(rt, &to_big(object).unwrap_or_default(), base)?
    };
    Ok(if upper {
        text.to_ascii_uppercase()
    } else {
        text
    })
}

/// The character with the int as its code point.
fn character(rt: &Runtime, object: &Obj, spec: &FormatSpec) -> PyResult {
    let not_allowed = |what| {
        let message = format!("{what} not allowed with integer format specifier 'c'");
        Err(rt.value_error(message))
    };
    if spec.sign.is_some() {
        return not_allowed("Sign");
    }
    if spec.alternate {
        return not_allowed("Alternate form (#)");
    }
    let overflow = |message| Err(rt.raise(Builtin::OverflowError, message));
    match to_i64(object).map(u32::try_from) {
        None => overflow("Python int too large to convert to C long"),
        Some(Ok(code)) if code < 0x11_0000 => spec.pad(rt, std::iter::once(code)),
        Some(_) => overflow("%c arg not in range(0x110000)"),
    }
}

/// `float.__format__`: `object` is the float, or an instance of a subclass.
pub(crate) fn format_float_object(
    rt: &Runtime,
    object: &Obj,
    value: f64,
    spec: &Obj,
) -> PyResult {
    let Some(spec_text) = Text::of(spec).filter(|text| !text.is_empty()) else {
        return rt.str_of(object);
    };
    let name = object.ty().name();
    let kind = Kind {
        type_name: name,
        code: None,
        align: Align::Right,
    };
    let spec = FormatSpec::parse(rt, spec_text, kind)?;
    match spec.code_char() {
        '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%' => real(rt, value, &spec),
        _ => Err(spec.unknown_code(rt, name)),
    }
}

fn real(rt: &Runtime, value: f64, spec: &FormatSpec) -> PyResult {
    let (value, percent) = match spec.code_char() {
        '%' => (value * 100.0, "%"),
        _ => (value, ""),
    };
    let text = real_text(rt, value, spec, spec.code == 0)? + percent;
    let unsigned = text.strip_prefix('-').unwrap_or(&text);
    let (digits, rest) = split_digits(unsigned);
    spec.number(
        rt,
        &Parts {
            negative: unsigned.len() < text.len(),
            prefix: "",
            digits,
            rest,
        },
    )
}

/// A float's digits, with `-` if it is negative.
fn real_text(
    rt: &Runtime,
    value: f64,
    spec: &FormatSpec,
    add_dot_0: bool,
) -> PyResult<String> {
    if spec
        .precision
        .is_some_and(|precision| precision > i32::MAX as usize)
    {
        return Err(rt.value_error("precision too big"));
    }
    let code = match (spec.code_char(), spec.precision) {
        ('\0', None) => 'r',
        ('\0' | 'n', _) => 'g',
        ('%', _) => 'f',
        (code, _) => code,
    };
    let precision = spec.precision.unwrap_or(6);
    rt.spend(precision as u64 / 16)?;
    check_room(rt, precision as u64 * 8)?;
    let flags = FloatFlags {
        alternate: spec.alternate,
        add_dot_0,
    };
    let text = format_float(value, code, precision, flags);
    let is_zero = || {
        let mantissa = text.split(['e', 'E']).next().unwrap_or("");
        mantissa.chars().all(|c| matches!(c, '-' | '.' | '0'))
    };
    if spec.no_negative_zero && text.starts_with('-') && is_zero() {
        return Ok(text[1..].to_owned());
    }
    Ok(text)
}

/// `complex.__format__`: `object` is the number, or an instance of a subclass.
pub(crate) fn format_complex_object(
    rt: &Runtime,
    object: &Obj,
    value: Complex,
    spec: &Obj,
) -> PyResult {
    let Some(spec_text) = Text::of(spec).filter(|text| !text.is_empty()) else {
        return rt.str_of(object);
    };
    let name = object.ty().name();
    let kind = Kind {
        type_name: name,
        code: None,
        align: Align::Right,
    };
    let spec = FormatSpec::parse(rt, spec_text, kind)?;
    if !matches!(
        spec.code_char(),
        '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n'
    ) {
        return Err(spec.unknown_code(rt, name));
    }
    if spec.fill == u32::from('0') {
        let message = "Zero padding is not allowed in complex format specifier";
        return Err(rt.value_error(message));
    }
    if spec.align == Align::AfterSign {
        let message = "'=' alignment flag is not allowed in complex format specifier";
        return Err(rt.value_error(message));
    }
    let plain = spec.code == 0;
    let part = |value: f64, sign: Option<Sign>| -> PyResult<String> {
        let part = FormatSpec {
            align: Align::Left,
            width: 0,
            sign,
            ..spec.clone()
        };
        let text = real_text(rt, value, &part, false)?;
        let unsigned = text.strip_prefix('-').unwrap_or(&text);
        let (digits, rest) = split_digits(unsigned);
        Ok(part.number_text(&Parts {
            negative: unsigned.len() < text.len(),
            prefix: "",
            digits,
            rest,
        }))
    };
    let only_imag = plain && value.real == 0.0 && value.real.is_sign_positive();
    let text = if only_imag {
        part(value.imag, spec.sign)? + "j"
    } else {
        let real = part(value.real, spec.sign)?;
        let imag = part(value.imag, Some(Sign::Plus))?;
        if plain {
            format!("({real}{imag}j)")
        } else {
            format!("{real}{imag}j")
        }
    };
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    spec.pad(rt, codes.into_iter())
}
