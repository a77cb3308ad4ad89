//! `'%s: %r' % (a, b)` becomes what `f'{a!s}: {b!r}'` is.

use crate::python::syntax::tree::{Expr, ExprKind, Value};
use crate::python::unit::Position;

/// The most digits a width or precision may have, and one.
const MAX_DIGITS: usize = 3;

/// One `%` unit: its letter and the format specification it stands for.
struct Unit {
    conversion: u8,
    spec: String,
}

/// The parts of the string, or `None` where the format is beyond `%s`, `%r` and `%a`,
/// or does not fit the values. The values are taken only in the first case.
pub(super) fn parts(text: &str, values: &mut Vec<Expr>) -> Option<Vec<Expr>> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces: Vec<(Option<String>, Option<Unit>)> = Vec::new();
    let mut pos = 0;
    loop {
        let literal = literal(&chars, &mut pos);
        if pos >= chars.len() {
            pieces.push((literal, None));
            break;
        }
        pos += 1;
        pieces.push((literal, Some(unit(&chars, &mut pos)?)));
    }
    let units = pieces.iter().filter(|(_, unit)| unit.is_some()).count();
    if units != values.len() {
        return None;
    }
    let mut values = std::mem::take(values).into_iter();
    let mut out = Vec::new();
    for (literal, unit) in pieces {
        out.extend(literal.map(|text| Expr {
            loc: Position::NOWHERE,
            kind: ExprKind::Constant(Value::str(&text)),
        }));
        if let Some(unit) = unit {
            out.extend(values.next().map(|value| formatted(unit, value)));
        }
    }
    Some(out)
}

fn formatted(unit: Unit, value: Expr) -> Expr {
    let loc = value.loc;
    let spec = (!unit.spec.is_empty()).then(|| {
        Box::new(Expr {
            loc,
            kind: ExprKind::Constant(Value::str(&unit.spec)),
        })
    });
    Expr {
        loc,
        kind: ExprKind::FormattedValue {
            value: Box::new(value),
            conversion: unit.conversion,
            spec,
        },
    }
}

/// Text up to a `%` that begins a unit; `%%` stands for `%`.
fn literal(chars: &[char], pos: &mut usize) -> Option<String> {
    let mut out = String::new();
    while let Some(c) = chars.get(*pos) {
        if *c == '%' {
            if chars.get(*pos + 1) != Some(&'%') {
                break;
            }
            *pos += 1;
        }
        out.push(*c);
        *pos += 1;
    }
    (!out.is_empty()).then_some(out)
}

fn unit(chars: &[char], pos: &mut usize) -> Option<Unit> {
    let mut left = false;
    let mut c = next(chars, pos)?;
    while matches!(c, '-' | '+' | ' ' | '#' | '0') {
        left |= c == '-';
        c = next(chars, pos)?;
    }
    let mut spec = String::new();
    if c.is_ascii_digit() {
        let width = number(chars, pos, &mut c)?;
        let align = if !left && width > 0 { ">" } else { "" };
        spec = format!("{align}{width}");
    }
    if c == '.' {
        c = next(chars, pos)?;
        let precision = number(chars, pos, &mut c)?;
        spec.push_str(&format!(".{precision}"));
    }
    matches!(c, 's' | 'r' | 'a').then_some(Unit {
        conversion: c as u8,
        spec,
    })
}

fn next(chars: &[char], pos: &mut usize) -> Option<char> {
    let c = chars.get(*pos).copied();
    *pos += 1;
    c
}

/// The number that begins at `c`, which becomes the character behind it.
fn number(chars: &[char], pos: &mut usize, c: &mut char) -> Option<u32> {
    let (mut n, mut digits) = (0, 0);
    while let Some(d) = c.to_digit(10) {
        n = n * 10 + d;
        *c = next(chars, pos)?;
        digits += 1;
        if digits >= MAX_DIGITS {
            return None;
        }
    }
    Some(n)
}
