//! Floats as text, both ways: the shortest digits that give the same float back, a
//! number of digits on request, and reading (`Python/pystrtod.c@v3.13.0`).

use super::int_text::{is_space, to_ascii_digits};

/// How a float is written, besides its code.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct FloatFlags {
    /// `#`: keep the point and, with `g`, the zeros at the end.
    pub alternate: bool,
    /// `repr`: a whole number gets `.0`.
    pub add_dot_0: bool,
}

/// The text of a float (`PyOS_double_to_string`).
///
/// `code` is one of `e f g E F G`, or `r` for the shortest digits that give the same
/// float back. The sign is written only if it is `-`.
pub(crate) fn format_float(
    value: f64,
    code: char,
    precision: usize,
    flags: FloatFlags,
) -> String {
    let text = match code.to_ascii_lowercase() {
        _ if value.is_nan() => "nan".to_owned(),
        _ if value.is_infinite() => if value > 0.0 { "inf" } else { "-inf" }.to_owned(),
        'f' => fixed(value, precision, flags.alternate),
        'e' => {
            let digits = Digits::rounded(value, precision.saturating_add(1));
            let shown = precision.saturating_add(1);
            signed(value, digits.with_exponent(shown, flags.alternate))
        }
        'g' => general(value, precision.max(1), flags),
        _ => signed(value, Digits::shortest(value).text(17, None, flags)),
    };
    if code.is_ascii_uppercase() {
        text.to_ascii_uppercase()
    } else {
        text
    }
}

/// `repr(value)`
pub(crate) fn repr(value: f64) -> String {
    let flags = FloatFlags {
        add_dot_0: true,
        ..FloatFlags::default()
    };
    format_float(value, 'r', 0, flags)
}

fn signed(value: f64, magnitude: String) -> String {
    if value.is_sign_negative() {
        format!("-{magnitude}")
    } else {
        magnitude
    }
}

/// More digits than this behind the point are zeros.
const MAX_FRACTION: usize = 1100;

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let mut text = format!("{value:.*}", precision.min(MAX_FRACTION));
    text.extend(std::iter::repeat_n(
        '0',
        precision.saturating_sub(MAX_FRACTION),
    ));
    if precision == 0 && alternate {
        text.push('.');
    }
    text
}

fn general(value: f64, precision: usize, flags: FloatFlags) -> String {
    let limit = if flags.add_dot_0 {
        precision
    } else {
        precision + 1
    };
    let shown = flags.alternate.then_some(precision);
    let digits = Digits::rounded(value, precision);
    signed(value, digits.text(limit, shown, flags))
}

/// The significant digits of a number, without zeros at the end, and where the point
/// is: `0.d₁d₂d₃… × 10**point`.
struct Digits {
    digits: String,
    point: i64,
}

impl Digits {
    /// As few digits as tell the float from all others.
    fn shortest(value: f64) -> Digits {
        Digits::from_scientific(&format!("{:e}", value.abs()))
    }

    /// At most `count` digits, correctly rounded.
    fn rounded(value: f64, count: usize) -> Digits {
        let behind_first = count.clamp(1, MAX_FRACTION) - 1;
        Digits::from_scientific(&format!("{:.*e}", behind_first, value.abs()))
    }

    fn from_scientific(text: &str) -> Digits {
        let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let mut digits: String = digits.chars().filter(|&c| c != '.').collect();
        digits.truncate(digits.trim_end_matches('0').len().max(1));
        Digits {
            digits,
            point: exponent.parse::<i64>().unwrap_or(0) + 1,
        }
    }

    /// Plain, or with an exponent where the number is less than 0.0001 or has `limit`
    /// digits or more before the point. `shown` digits are written, zeros if need be.
    fn text(&self, limit: usize, shown: Option<usize>, flags: FloatFlags) -> String {
        let least = shown.unwrap_or(0).max(self.digits.len());
        if self.point <= -4 || self.point >= limit as i64 {
            return self.with_exponent(least, flags.alternate);
        }
        let mut text = String::new();
        if self.point <= 0 {
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', self.point.unsigned_abs() as usize));
        }
        let before_point = usize::try_from(self.point).unwrap_or(0);
        let mut count = least.max(before_point);
        if flags.add_dot_0 {
            count = count.max(before_point + 1);
        }
        let zeros = std::iter::repeat('0');
        for (index, digit) in self.digits.chars().chain(zeros).take(count).enumerate() {
            if index == before_point && index > 0 {
                text.push('.');
            }
            text.push(digit);
        }
        if count == before_point && flags.alternate {
            text.push('.');
        }
        text
    }

    /// `d.ddde+XX`, with `count` digits.
    fn with_exponent(&self, count: usize, alternate: bool) -> String {
        let zeros = std::iter::repeat('0');
        let mut digits = self.digits.chars().chain(zeros).take(count.max(1));
        let mut text: String = digits.next().into_iter().collect();
        if count > 1 || alternate {
            text.push('.');
        }
        text.extend(digits);
        let exponent = self.point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push_str(&format!("e{sign}{:02}", exponent.abs()));
        text
    }
}

/// Reads a float as `float()` does: spaces around it, underscores between digits, and
/// digits of any script are allowed. `None` where it is no number.
pub(crate) fn parse(codes: impl Iterator<Item = u32>) -> Option<f64> {
    let text = to_ascii_digits(codes);
    parse_ascii(&without_underscores(text.trim_matches(is_space))?)
}

/// Takes out underscores; `None` where one is not between two digits.
pub(crate) fn without_underscores(text: &str) -> Option<String> {
    if !text.contains('_') {
        return Some(text.to_owned());
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '_' {
            kept.push(c);
        } else if !digit(before) || !digit(rest.clone().next()) {
            return None;
        }
        before = Some(c);
    }
    Some(kept)
}

/// Reads a number in Python's notation, all of the text.
pub(crate) fn parse_ascii(text: &str) -> Option<f64> {
    let (value, rest) = parse_prefix(text)?;
    rest.is_empty().then_some(value)
}

/// Reads a number at the start of a text and returns what follows it.
pub(crate) fn parse_prefix(text: &str) -> Option<(f64, &str)> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    for word in ["infinity", "inf", "nan"] {
        let head = unsigned.get(..word.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(word)) {
            let value = if word == "nan" {
                f64::NAN
            } else {
                f64::INFINITY
            };
            let negative = text.starts_with('-');
            let value = if negative { -value } else { value };
            return Some((value, &unsigned[word.len()..]));
        }
    }
    let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let before = digits(unsigned);
    let mut len = before;
    if unsigned[len..].starts_with('.') {
        let behind = digits(&unsigned[len + 1..]);
        if before + behind == 0 {
            return None;
        }
        len += 1 + behind;
    } else if before == 0 {
        return None;
    }
    if let Some(exponent) = unsigned[len..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        match digits(&exponent[sign..]) {
            0 => {}
            count => len += 1 + sign + count,
        }
    }
    let end = text.len() - unsigned.len() + len;
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}
