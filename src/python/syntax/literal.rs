//! Literals: numbers, strings, f-strings, and the escapes in them that deserve a
//! warning.

use num_bigint::BigInt;
use num_traits::Num;
use ruff_python_ast as ast;
use ruff_python_ast::InterpolatedStringElement as Element;
use ruff_python_ast::StringFlags;
use ruff_text_size::{TextRange, TextSize};

use super::error::{Res, SyntaxError};
use super::lower::Lower;
use super::tree::*;
use crate::python::unit::{Position, Warning};

/// The most decimal digits that text may have to become an `int`
/// (`sys.int_info.default_max_str_digits`).
const MAX_STR_DIGITS: usize = 4300;

impl Lower<'_> {
    pub(super) fn number(&mut self, n: &ast::ExprNumberLiteral) -> Res<Value> {
        Ok(match &n.value {
            ast::Number::Int(i) => match i.as_u64() {
                Some(small) => Value::int(small),
                None => Value::Int(self.big_int(&i.to_string(), n)?),
            },
            ast::Number::Float(f) => Value::Float(*f),
            ast::Number::Complex { real, imag } => Value::Complex(*real, *imag),
        })
    }

    fn big_int(&self, token: &str, n: &ast::ExprNumberLiteral) -> Res<BigInt> {
        let digits = token.replace('_', "");
        let (digits, radix) = match digits.get(..2) {
            Some("0x" | "0X") => (&digits[2..], 16),
            Some("0o" | "0O") => (&digits[2..], 8),
            Some("0b" | "0B") => (&digits[2..], 2),
            _ => (&digits[..], 10),
        };
        if radix == 10 && digits.len() > MAX_STR_DIGITS {
            let message = format!(
                "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string \
                 conversion: value has {} digits; use sys.set_int_max_str_digits() to \
                 increase the limit - Consider hexadecimal for huge integer literals \
                 to avoid decimal conversion limits.",
                digits.len()
            );
            return Err(SyntaxError::new(message, self.loc(n)));
        }
        BigInt::from_str_radix(digits, radix)
            .map_err(|_| SyntaxError::new("invalid decimal literal", self.loc(n)))
    }

    pub(super) fn string(&mut self, s: &ast::ExprStringLiteral) -> Value {
        let parts: Vec<Value> = s.value.iter().map(|p| self.string_part(p)).collect();
        concat(&parts)
    }

    fn string_part(&mut self, part: &ast::StringLiteral) -> Value {
        let raw = part.flags.prefix().is_raw();
        self.text(&part.value, part.content_range(), raw, part.range)
    }

    pub(super) fn bytes(&mut self, b: &ast::ExprBytesLiteral) -> Value {
        let mut all = Vec::new();
        for part in &b.value {
            if !part.flags.prefix().is_raw() {
                self.warn_escapes(part.range, part.range, true);
            }
            all.extend_from_slice(&part.value);
        }
        Value::Bytes {
            bytes: all.into(),
            alone: b.value.iter().nth(1).is_none(),
        }
    }

    /// The value of literal text. The parser puts U+FFFD where an escape names a lone
    /// surrogate: then the escapes are walked again beside what it made of them.
    fn text(
        &mut self,
        decoded: &str,
        content: TextRange,
        raw: bool,
        token: TextRange,
    ) -> Value {
        if raw {
            return Value::str(decoded);
        }
        let written = &self.source.text[content];
        let mut value = Value::str(decoded);
        if written.contains('\\') {
            if decoded.contains('\u{fffd}') {
                value = with_surrogates(decoded, written);
            }
            self.warn_escapes(content, token, false);
        }
        value
    }

    /// Warns of numbers that a word follows at once.
    pub(super) fn warn_of_numbers(&mut self, numbers: Vec<(String, usize)>) {
        for (message, at) in numbers {
            let at = TextRange::empty((at as u32).into());
            self.warn(message, self.source.position(at), "");
        }
    }

    fn warn(&mut self, message: String, at: Position, end: &str) {
        let line = u32::try_from(at.line).unwrap_or(0);
        let text = self.source.line(line).map(|line| format!("{line}{end}"));
        self.warnings.push(Warning { message, at, text });
    }

    /// Warns of the first escape that means nothing.
    fn warn_escapes(&mut self, content: TextRange, token: TextRange, bytes: bool) {
        let written = &self.source.text[content];
        let mut chars = written.char_indices();
        while let Some((i, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            // The text of an f-string ends where a field begins.
            let next = chars.next().map_or('{', |(_, next)| next);
            let octal: String = written[i + 1..].chars().take(3).collect();
            let message = match next {
                '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v'
                | 'x' => continue,
                'u' | 'U' | 'N' if !bytes => continue,
                '0'..='7' => {
                    let is_octal = octal.bytes().all(|b| (b'0'..b'8').contains(&b));
                    if !(is_octal && octal.len() == 3 && next >= '4') {
                        continue;
                    }
                    format!("invalid octal escape sequence '\\{octal}'")
                }
                c if c.is_ascii() => format!("invalid escape sequence '\\{c}'"),
                _ => continue,
            };
            let at = self.source.position(token);
            // The parser has the line with its end, unless it has read on to another.
            let end = if at.line == at.end_line { "\n" } else { "" };
            self.warn(message, at, end);
            return;
        }
    }

    #[inline(never)]
    pub(super) fn fstring(&mut self, f: &ast::ExprFString) -> Res<ExprKind> {
        let mut parts = Vec::new();
        for part in &f.value {
            match part {
                ast::FStringPart::Literal(s) => {
                    let value = self.string_part(s);
                    parts.push(constant(self.loc(s), value));
                }
                ast::FStringPart::FString(s) => {
                    let raw = s.flags.prefix().is_raw();
                    // The parser looks at the text when it has read all of it.
                    let quotes = s.flags.quote_len();
                    let end = TextRange::at(s.range.end() - quotes, quotes);
                    self.elements(&s.elements, raw, Some(end), &mut parts)?;
                }
            }
        }
        Ok(ExprKind::JoinedStr(merge(parts)))
    }

    fn elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        raw: bool,
        end: Option<TextRange>,
        parts: &mut Vec<Expr>,
    ) -> Res {
        for element in elements {
            match element {
                Element::Literal(l) => {
                    let line = |range| self.source.position(range).line;
                    let near = end.filter(|end| line(*end) == line(l.range));
                    let token = near.unwrap_or(l.range);
                    let value = self.text(&l.value, l.range, raw, token);
                    parts.push(constant(self.loc(l), value));
                }
                Element::Interpolation(i) => self.interpolation(i, raw, parts)?,
            }
        }
        Ok(())
    }

    fn interpolation(
        &mut self,
        i: &ast::InterpolatedElement,
        raw: bool,
        parts: &mut Vec<Expr>,
    ) -> Res {
        let loc = self.loc(i);
        let mut conversion = i.conversion.to_byte().unwrap_or(0);
        if let Some(debug) = &i.debug_text {
            // `{x=}` is the text `x=` and the value's repr.
            let start = i.range.start() + TextSize::of('{');
            let range = TextRange::at(start, TextSize::of(debug.as_str()));
            let at = self.source.position(range);
            parts.push(constant(at, Value::str(&without_comments(debug.as_str()))));
            if conversion == 0 && i.format_spec.is_none() {
                conversion = b'r';
            }
        }
        let value = Box::new(self.expr(&i.expression)?);
        let spec = match &i.format_spec {
            None => None,
            Some(spec) => {
                let mut inner = Vec::new();
                self.elements(&spec.elements, raw, None, &mut inner)?;
                let mut loc = self.loc(&**spec);
                loc.col -= 1;
                Some(Box::new(Expr {
                    loc,
                    kind: ExprKind::JoinedStr(merge(inner)),
                }))
            }
        };
        parts.push(Expr {
            loc,
            kind: ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            },
        });
        Ok(())
    }
}

/// The text of `{x=}` without the comments in it.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('#', None) => {
                if chars.by_ref().any(|c| c == '\n') {
                    out.push('\n');
                }
                continue;
            }
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            _ => {}
        }
        out.push(c);
    }
    out
}

fn constant(loc: Position, value: Value) -> Expr {
    Expr {
        loc,
        kind: ExprKind::Constant(value),
    }
}

/// Joins neighbouring constants and drops empty ones.
fn merge(parts: Vec<Expr>) -> Vec<Expr> {
    let mut out: Vec<Expr> = Vec::new();
    for part in parts {
        if let (ExprKind::Constant(new), Some(last)) = (&part.kind, out.last_mut())
            && let ExprKind::Constant(old) = &last.kind
        {
            last.kind = ExprKind::Constant(concat(&[old.clone(), new.clone()]));
            last.loc.end_line = part.loc.end_line;
            last.loc.end_col = part.loc.end_col;
        } else {
            out.push(part);
        }
    }
    out.retain(|e| e.constant().is_none_or(Value::is_true));
    out
}

/// The concatenation of strings.
pub(crate) fn concat(parts: &[Value]) -> Value {
    if let [one] = parts {
        return one.clone();
    }
    let plain: Option<String> = parts
        .iter()
        .map(|p| match p {
            Value::Str(s) => Some(&**s),
            _ => None,
        })
        .collect();
    match plain {
        Some(s) => Value::str(&s),
        None => code_points(parts.iter().flat_map(chars_of).collect()),
    }
}

/// The code points of a string.
pub(crate) fn chars_of(v: &Value) -> Vec<u32> {
    match v {
        Value::Str(s) => s.chars().map(u32::from).collect(),
        Value::Surrogates(s) => s.to_vec(),
        _ => Vec::new(),
    }
}

/// A string of code points, some of which may be lone surrogates.
pub(crate) fn code_points(points: Vec<u32>) -> Value {
    let plain: Option<String> = points.iter().map(|p| char::from_u32(*p)).collect();
    match plain {
        Some(s) => Value::str(&s),
        None => Value::Surrogates(points.into()),
    }
}

fn with_surrogates(decoded: &str, written: &str) -> Value {
    let mut out = Vec::new();
    let mut decoded = decoded.chars();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        let mut surrogate = None;
        if c == '\\' {
            let escape = &rest[1..];
            let kind = escape.chars().next().unwrap_or('\\');
            let digits = |n: usize| {
                let hex = escape.get(1..1 + n)?;
                u32::from_str_radix(hex, 16).ok()
            };
            taken += match kind {
                '\n' => {
                    rest = &rest[2..];
                    continue;
                }
                'x' => 3,
                'u' => 5,
                'U' => 9,
                'N' => escape.find('}').map_or(1, |end| end + 1),
                '0'..='7' => escape
                    .bytes()
                    .take(3)
                    .take_while(|b| (b'0'..b'8').contains(b))
                    .count(),
                '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' => 1,
                _ => 0,
            };
            let value = match kind {
                'u' => digits(4),
                'U' => digits(8),
                _ => None,
            };
            surrogate = value.filter(|v| (0xd800..0xe000).contains(v));
        } else if (c == '{' || c == '}') && rest[1..].starts_with(c) {
            // In an f-string a doubled brace stands for one; in others both were kept.
            let both = decoded.clone().take(2).eq([c, c]);
            taken += usize::from(!both);
        }
        if let Some(d) = decoded.next() {
            out.push(surrogate.unwrap_or(u32::from(d)));
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    code_points(out)
}
