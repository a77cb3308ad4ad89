//! `%`-formatting: how directives are read and arguments handed out, which str, bytes
//! and bytearray have in common, and what str makes of them
//! (`Objects/unicodeobject.c@v3.13.0#unicode_format_arg_parse`).

use super::format_spec::printf::{Printf, printf_number};
use super::protocol::is_index;
use super::str::Text;
use super::str_build::TextBuilder;
use super::str_repr::ascii;
use super::str_search::Row;
use super::tuple;
use super::{int, int_text};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::PyTuple;
use crate::typeobject::{Builtin, TypeFlags};
use std::borrow::Cow;
use std::ops::Range;

/// What follows a `%`, up to the letter that says how to convert.
#[derive(Clone, Copy, Default)]
pub(super) struct Directive {
    /// The flags, the width and the precision.
    pub(super) spec: Printf,
    /// The letter.
    pub(super) code: u32,
    /// Where the directive begins, and where the letter stands.
    start: usize,
    at: usize,
}

impl Directive {
    /// The letter, if it is one.
    pub(super) fn code(&self) -> char {
        char::from_u32(self.code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Whether it is `%%`, with nothing between: a `%` that stands for itself.
    pub(super) fn is_percent(&self) -> bool {
        self.code == u32::from('%') && self.at == self.start
    }

    /// The error for a letter that says nothing.
    pub(super) fn unsupported(&self, rt: &Runtime) -> Raised {
        let shown = match self.code {
            31..126 => self.code(),
            _ => '?',
        };
        rt.value_error(format!(
            "unsupported format character '{shown}' (0x{:x}) at index {}",
            self.code, self.at
        ))
    }

    /// Where a text of `len` characters begins in its field, and how wide that is.
    pub(super) fn field(&self, rt: &Runtime, len: usize) -> PyResult<(usize, usize)> {
        let missing = self.spec.width.saturating_sub(len);
        rt.spend((missing as u64 + len as u64) / 64)?;
        rt.check_rust_memory(missing)?;
        Ok(if self.spec.left {
            (0, missing)
        } else {
            (missing, 0)
        })
    }
}

/// What was on the right of the `%`, and how much of it is used.
pub(super) struct Arguments<'a> {
    rt: &'a Runtime,
    /// The tuple or the single argument; after a `%(key)` that key's value.
    current: Cow<'a, Obj>,
    /// How many items of a tuple there are; none for a single argument.
    items: Option<usize>,
    used: usize,
    is_mapping: bool,
}

impl<'a> Arguments<'a> {
    /// The arguments; a mapping serves `%(key)`, unless it is a kind of text.
    pub(super) fn new(rt: &'a Runtime, args: &'a Obj, is_text: bool) -> Arguments<'a> {
        let tuple = args.cast::<PyTuple>().map(|tuple| tuple.tail().len());
        let subscript = args
            .ty()
            .as_mapping()
            .is_some_and(|suite| suite.mp_subscript.get().is_some());
        Arguments {
            rt,
            current: Cow::Borrowed(args),
            items: tuple,
            used: 0,
            is_mapping: subscript && tuple.is_none() && !is_text,
        }
    }

    /// The next argument, which whoever formats owns no reference to.
    pub(super) fn next(&mut self) -> PyResult<Cow<'a, Obj>> {
        if self.used >= self.items.unwrap_or(1) {
            let message = "not enough arguments for format string";
            return Err(self.rt.type_error(message));
        }
        self.used += 1;
        Ok(match (self.items, &self.current) {
            (Some(_), Cow::Borrowed(tuple)) => {
                Cow::Borrowed(&tuple::items(tuple)[self.used - 1])
            }
            // There is but one.
            _ => std::mem::replace(&mut self.current, Cow::Borrowed(self.rt.none())),
        })
    }

    /// The value of a key is the one argument of the directive.
    fn look_up(&mut self, key: &Obj) -> PyResult<()> {
        self.current = Cow::Owned(self.rt.getitem(&self.current, key)?);
        (self.items, self.used) = (None, 0);
        Ok(())
    }

    /// An argument that stands for a `*`.
    fn star(&mut self) -> PyResult<isize> {
        let value = self.next()?;
        if !value.ty().flags().has(TypeFlags::LONG_SUBCLASS) {
            return Err(self.rt.type_error("* wants int"));
        }
        match int::to_isize_clipped(&value) {
            (value, true) => Ok(value),
            _ => Err(self.rt.raise(
                Builtin::OverflowError,
                "Python int too large to convert to C ssize_t",
            )),
        }
    }

    /// Fails where arguments are left over.
    pub(super) fn finish(self, what: &str) -> PyResult<()> {
        if self.used < self.items.unwrap_or(1) && !self.is_mapping {
            return Err(self.rt.type_error(format!(
                "not all arguments converted during {what} formatting"
            )));
        }
        Ok(())
    }
}

/// Reads a format from left to right.
pub(super) struct Format<'a> {
    row: Row<'a>,
    at: usize,
    /// The mapping that was given, from which every key is looked up.
    mapping: &'a Obj,
}

impl<'a> Format<'a> {
    /// At the beginning of a format.
    pub(super) fn new(row: Row<'a>, mapping: &'a Obj) -> Format<'a> {
        Format {
            row,
            at: 0,
            mapping,
        }
    }

    /// What stands before the next `%`, which is stepped over; false at the end.
    pub(super) fn literal(&mut self) -> (Range<usize>, bool) {
        let start = self.at;
        while self.at < self.row.len() && self.row.at(self.at) != u32::from('%') {
            self.at += 1;
        }
        let end = self.at;
        let more = end < self.row.len();
        self.at += usize::from(more);
        (start..end, more)
    }

    /// Whether nothing is left to be read.
    fn is_at_end(&self) -> bool {
        self.at == self.row.len()
    }

    fn peek(&self) -> Option<char> {
        (self.at < self.row.len())
            .then(|| char::from_u32(self.row.at(self.at)).unwrap_or('\u{FFFD}'))
    }

    /// Reads a directive; `key` makes an object of a part of the format.
    pub(super) fn directive(
        &mut self,
        args: &mut Arguments<'a>,
        key: impl Fn(Range<usize>) -> PyResult,
    ) -> PyResult<Directive> {
        let (rt, start) = (args.rt, self.at);
        if self.peek() == Some('(') {
            if !args.is_mapping {
                return Err(rt.type_error("format requires a mapping"));
            }
            let key = key(self.key(rt)?)?;
            args.current = Cow::Borrowed(self.mapping);
            args.look_up(&key)?;
        }
        let mut spec = Printf::default();
        loop {
            match self.peek() {
                Some('-') => spec.left = true,
                Some('+') => spec.plus = true,
                Some(' ') => spec.blank = true,
                Some('#') => spec.alternate = true,
                Some('0') => spec.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if self.peek() == Some('*') {
            self.at += 1;
            let width = args.star()?;
            spec.left |= width < 0;
            spec.width = width.unsigned_abs();
        } else {
            spec.width = self.number(rt, "width too big", isize::MAX as usize)?;
        }
        if self.peek() == Some('.') {
            self.at += 1;
            spec.precision = Some(if self.peek() == Some('*') {
                self.at += 1;
                self.star_precision(args)?
            } else {
                self.number(rt, "precision too big", i32::MAX as usize)?
            });
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        if self.at >= self.row.len() {
            return Err(rt.value_error("incomplete format"));
        }
        self.at += 1;
        let at = self.at - 1;
        let code = self.row.at(at);
        Ok(Directive {
            spec,
            code,
            start,
            at,
        })
    }

    fn star_precision(&self, args: &mut Arguments<'_>) -> PyResult<usize> {
        let precision = args.star()?;
        if i32::try_from(precision).is_err() {
            return Err(args.rt.raise(
                Builtin::OverflowError,
                "Python int too large to convert to C int",
            ));
        }
        Ok(precision.max(0) as usize)
    }

    /// A key in parentheses, which may hold others.
    fn key(&mut self, rt: &Runtime) -> PyResult<Range<usize>> {
        let start = self.at + 1;
        let mut depth = 0;
        while let Some(char) = self.peek() {
            self.at += 1;
            match char {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(start..self.at - 1);
            }
        }
        Err(rt.value_error("incomplete format key"))
    }

    fn number(&mut self, rt: &Runtime, error: &str, max: usize) -> PyResult<usize> {
        let mut value = 0usize;
        while let Some(digit) = self.peek().and_then(|char| char.to_digit(10)) {
            self.at += 1;
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit as usize))
                .filter(|&value| value <= max)
                .ok_or_else(|| rt.value_error(error))?;
        }
        Ok(value)
    }
}

/// `text % args`
pub(super) fn remainder(rt: &Runtime, this: &Obj, args: &Obj) -> PyResult {
    let Some(text) = Text::of(this) else {
        return Ok(rt.not_implemented().clone());
    };
    let row = text.row();
    let mut arguments = Arguments::new(rt, args, Text::of(args).is_some());
    let mut format = Format::new(row, args);
    let mut built = TextBuilder::new();
    loop {
        rt.spend(1)?;
        rt.check_rust_memory(built.len() * 4)?;
        let (literal, more) = format.literal();
        if literal == (0..text.len()) {
            arguments.finish("string")?;
            return Ok(this.clone());
        }
        built.push_range(text, literal);
        if !more {
            break;
        }
        let directive = format.directive(&mut arguments, |range| {
            rt.new_text(text.slice(range), text.kind())
        })?;
        if directive.is_percent() {
            built.push(directive.code);
        } else {
            let value = arguments.next()?;
            let whole = convert(rt, &mut built, &directive, &value)?;
            if let Some(string) = whole {
                if built.len() == 0 && format.is_at_end() {
                    arguments.finish("string")?;
                    return Ok(string);
                }
                built.push_obj(rt, &string)?;
            }
        }
    }
    arguments.finish("string")?;
    built.finish(rt)
}

/// Writes an argument as a directive says; a str that is to be written as it is, is
/// returned: where it is all there is, it is the result.
fn convert(
    rt: &Runtime,
    built: &mut TextBuilder,
    directive: &Directive,
    value: &Obj,
) -> PyResult<Option<Obj>> {
    let plain = directive.spec.width == 0 && directive.spec.precision.is_none();
    let string = match directive.code() {
        's' | 'r' | 'a' if plain && value.ty().is_exactly(Builtin::Int) => {
            built.push_str(&int_text::decimal(rt, value)?);
            return Ok(None);
        }
        's' => rt.str_of(value)?,
        'r' => rt.repr(value)?,
        'a' => ascii(rt, value)?,
        'c' => rt.new_char(character(rt, value)?)?,
        code @ ('d' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g'
        | 'G') => {
            built.push_str(&printf_number(rt, value, code, directive.spec)?);
            return Ok(None);
        }
        _ => return Err(directive.unsupported(rt)),
    };
    let Some(text) = Text::of(&string) else {
        return Ok(None);
    };
    let len = match directive.spec.precision {
        Some(most) if directive.code() != 'c' => text.len().min(most),
        _ => text.len(),
    };
    let (before, after) = directive.field(rt, len)?;
    if len == text.len() && before + after == 0 {
        return Ok(Some(string));
    }
    built.push_times(0x20, before);
    rt.check_rust_memory((built.len() + len) * text.kind())?;
    built.push_range(text, 0..len);
    built.push_times(0x20, after);
    Ok(None)
}

/// What `%c` writes: a text of one character, or the one with a code point.
fn character(rt: &Runtime, value: &Obj) -> PyResult<u32> {
    let wrong = || rt.type_error("%c requires int or char");
    if let Some(text) = Text::of(value) {
        return match text.len() {
            1 => Ok(text.char_at(0)),
            _ => Err(wrong()),
        };
    }
    if !is_index(value) {
        return Err(wrong());
    }
    let code = rt.as_index(value, None)?;
    match u32::try_from(code) {
        Ok(code) if code < 0x110000 => Ok(code),
        _ => {
            let message = "%c arg not in range(0x110000)";
            Err(rt.raise(Builtin::OverflowError, message))
        }
    }
}
