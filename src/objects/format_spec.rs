//! The format mini-language: what may stand behind the colon in `f"{x:>10,.2f}"`
//! (`Python/formatter_unicode.c@v3.13.0`).
//!
//! `[[fill]align][sign][z][#][0][width][, or _][.precision][type]`: a specification is
//! parsed once into a [`FormatSpec`]; how text and numbers are laid out by it is in
//! the functions of this module and of [`number`]. `%`-formatting, an older language
//! of its own, is in [`printf`].

pub(crate) mod number;
pub(crate) mod printf;

use super::int_ops::check_room;
use super::int_text::decimal_value;
use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
pub(crate) use number::{format_complex_object, format_float_object, format_int};

/// Where a text stands in a field that is wider.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: the field is filled between sign and digits.
    AfterSign,
}

/// What is written before numbers that are not negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sign {
    /// `+`
    Plus,
    /// ` `
    Space,
    /// `-`: nothing.
    Minus,
}

/// A parsed specification.
#[derive(Clone, Debug)]
pub(crate) struct FormatSpec {
    /// The character that fills the field.
    pub fill: u32,
    /// Where the text stands.
    pub align: Align,
    /// The sign, if one was asked for.
    pub sign: Option<Sign>,
    /// `z`: a negative number that rounds to zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// The least number of characters.
    pub width: usize,
    /// `,` or `_`, between groups of digits.
    pub separator: Option<char>,
    /// Digits behind the point, or the most characters of a text.
    pub precision: Option<usize>,
    /// The presentation type; 0 if none was given and there is no default.
    pub code: u32,
}

/// What is laid out, as messages name it.
#[derive(Clone, Copy)]
pub(crate) struct Kind<'a> {
    /// The name of the object's type.
    pub type_name: &'a str,
    /// The presentation type where none is given.
    pub code: Option<char>,
    /// The alignment where none is given.
    pub align: Align,
}

/// Fails where the argument of `__format__` is not a str.
pub(crate) fn check_spec(rt: &Runtime, spec: &Obj) -> PyResult<()> {
    if Text::of(spec).is_some() {
        return Ok(());
    }
    let what = spec.ty().name();
    Err(rt.type_error(format!("__format__() argument must be str, not {what}")))
}

/// Reads a specification from left to right.
struct Reader<'a> {
    text: Text<'a>,
    position: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u32> {
        let index = self.position + ahead;
        (index < self.text.len()).then(|| self.text.char_at(index))
    }

    fn peek_char(&self, ahead: usize) -> Option<char> {
        self.peek(ahead).and_then(char::from_u32)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek_char(0) == Some(wanted);
        self.position += usize::from(found);
        found
    }

    fn align(&self, ahead: usize) -> Option<Align> {
        match self.peek_char(ahead)? {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }

    fn number(&mut self, rt: &Runtime) -> PyResult<Option<usize>> {
        let mut value = None;
        while let Some(digit) = self.peek_char(0).and_then(decimal_value) {
            let next = value
                .unwrap_or(0i64)
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit.into()));
            value = Some(next.ok_or_else(|| {
                rt.value_error("Too many decimal digits in format string")
            })?);
            self.position += 1;
        }
        Ok(value.map(|value| value as usize))
    }
}

impl FormatSpec {
    /// Parses a specification.
    pub(crate) fn parse(
        rt: &Runtime,
        text: Text<'_>,
        kind: Kind<'_>,
    ) -> PyResult<FormatSpec> {
        let mut reader = Reader { text, position: 0 };
        let mut spec = FormatSpec {
            fill: ' '.into(),
            align: kind.align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            separator: None,
            precision: None,
            code: kind.code.map_or(0, u32::from),
        };
        let (mut has_fill, mut has_align) = (false, false);
        if let (Some(fill), Some(align)) = (reader.peek(0), reader.align(1)) {
            (spec.fill, spec.align) = (fill, align);
            (has_fill, has_align) = (true, true);
            reader.position += 2;
        } else if let Some(align) = reader.align(0) {
            (spec.align, has_align) = (align, true);
            reader.position += 1;
        }
        spec.sign = match reader.peek_char(0) {
            Some('+') => Some(Sign::Plus),
            Some(' ') => Some(Sign::Space),
            Some('-') => Some(Sign::Minus),
            _ => None,
        };
        reader.position += usize::from(spec.sign.is_some());
        spec.no_negative_zero = reader.eat('z');
        spec.alternate = reader.eat('#');
        if !has_fill && reader.eat('0') {
            spec.fill = '0'.into();
            if !has_align && kind.align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = reader.number(rt)?.unwrap_or(0);
        spec.separator = separator(rt, &mut reader)?;
        if reader.eat('.') {
            let precision = reader.number(rt)?;
            let missing = || rt.value_error("Format specifier missing precision");
            spec.precision = Some(precision.ok_or_else(missing)?);
        }
        match text.len() - reader.position {
            0 => {}
            1 => spec.code = reader.peek(0).unwrap_or(0),
            _ => {
                return Err(rt.value_error(format!(
                    "Invalid format specifier '{}' for object of type '{}'",
                    text.to_rust(),
                    kind.type_name
                )));
            }
        }
        spec.check_separator(rt)?;
        Ok(spec)
    }

    /// Separators stand between decimal digits, and `_` between others too.
    fn check_separator(&self, rt: &Runtime) -> PyResult<()> {
        let Some(separator) = self.separator else {
            return Ok(());
        };
        match char::from_u32(self.code) {
            Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            _ => {
                let code = shown_code(self.code);
                let message = format!("Cannot specify '{separator}' with '{code}'.");
                Err(rt.value_error(message))
            }
        }
    }

    /// The presentation type as a character.
    fn code_char(&self) -> char {
        char::from_u32(self.code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The error for a presentation type that objects of this type do not have.
    fn unknown_code(&self, rt: &Runtime, type_name: &str) -> Raised {
        let code = shown_code(self.code);
        rt.value_error(format!(
            "Unknown format code '{code}' for object of type '{type_name}'"
        ))
    }

    /// A text in its field.
    fn pad(
        &self,
        rt: &Runtime,
        content: impl ExactSizeIterator<Item = u32>,
    ) -> PyResult {
        let missing = self.missing(rt, content.len())?;
        let before = match self.align {
            Align::Left | Align::AfterSign => 0,
            Align::Right => missing,
            Align::Center => missing / 2,
        };
        let fill = |count| std::iter::repeat_n(self.fill, count);
        let codes = fill(before).chain(content).chain(fill(missing - before));
        rt.new_str_from_codes(&codes.collect::<Vec<u32>>())
    }

    /// How many characters are missing to the width, paid for.
    fn missing(&self, rt: &Runtime, len: usize) -> PyResult<usize> {
        let missing = self.width.saturating_sub(len);
        rt.spend((missing as u64 + len as u64) / 16)?;
        check_room(rt, (missing as u64).saturating_mul(32))?;
        Ok(missing)
    }
}

fn separator(rt: &Runtime, reader: &mut Reader<'_>) -> PyResult<Option<char>> {
    let both = || rt.value_error("Cannot specify both ',' and '_'.");
    let comma = reader.eat(',');
    let underscore = reader.eat('_');
    if comma && underscore {
        return Err(both());
    }
    if underscore && reader.peek_char(0) == Some(',') {
        return Err(both());
    }
    Ok(match (comma, underscore) {
        (true, _) => Some(','),
        (_, true) => Some('_'),
        _ => None,
    })
}

/// A presentation type as messages show it.
fn shown_code(code: u32) -> String {
    match char::from_u32(code) {
        Some(c @ '!'..='\x7f') => c.to_string(),
        _ => format!("\\x{code:x}"),
    }
}

/// `str.__format__`: `object` is the str, or an instance of a subclass.
pub(crate) fn format_str(rt: &Runtime, object: &Obj, spec: &Obj) -> PyResult {
    let (Some(text), Some(spec_text)) = (Text::of(object), Text::of(spec)) else {
        return rt.str_of(object);
    };
    if spec_text.is_empty() {
        return rt.str_of(object);
    }
    let name = object.ty().name();
    let kind = Kind {
        type_name: name,
        code: Some('s'),
        align: Align::Left,
    };
    let spec = FormatSpec::parse(rt, spec_text, kind)?;
    if spec.code != u32::from('s') {
        return Err(spec.unknown_code(rt, name));
    }
    let not_allowed = |what| {
        let message = format!("{what} not allowed in string format specifier");
        Err(rt.value_error(message))
    };
    match spec.sign {
        Some(Sign::Space) => return not_allowed("Space"),
        Some(_) => return not_allowed("Sign"),
        None => {}
    }
    if spec.no_negative_zero {
        return not_allowed("Negative zero coercion (z)");
    }
    if spec.alternate {
        return not_allowed("Alternate form (#)");
    }
    if spec.align == Align::AfterSign {
        return not_allowed("'=' alignment");
    }
    let len = spec
        .precision
        .map_or(text.len(), |most| most.min(text.len()));
    if len == text.len() && spec.width <= len {
        return Ok(object.clone());
    }
    spec.pad(rt, text.code_points().take(len))
}
