//! `str.format`: replacement fields in braces
//! (`Objects/stringlib/unicode_format.h@v3.13.0`).
//!
//! A field is `{name.attribute[key]!conversion:specification}`, all of it optional. The
//! specification may hold fields in its turn, one level deep.

use super::str::Text;
use super::str_build::TextBuilder;
use super::str_chars::decimal;
use super::str_repr::ascii;
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use std::ops::Range;

/// Where fields get their values from.
struct Source<'a> {
    rt: &'a Runtime,
    positional: &'a [Obj],
    /// What names are looked up in: a dict of keyword arguments, or the argument of
    /// `format_map`.
    named: Named<'a>,
    numbering: Numbering,
}

enum Named<'a> {
    Keywords(Option<&'a Obj>),
    Mapping(&'a Obj),
}

#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    /// No field without a name was met.
    Unknown,
    /// `{}`: the number of the next one.
    Automatic(usize),
    /// `{0}`
    Manual,
}

/// `str.format`.
pub(super) fn format(
    rt: &Runtime,
    this: &Obj,
    args: &Obj,
    keywords: Option<&Obj>,
) -> PyResult {
    let source = Source {
        rt,
        positional: super::tuple::items(args),
        named: Named::Keywords(keywords),
        numbering: Numbering::Unknown,
    };
    source.run(this)
}

/// `str.format_map`.
pub(super) fn format_map(rt: &Runtime, this: &Obj, mapping: &Obj) -> PyResult {
    let source = Source {
        rt,
        positional: &[],
        named: Named::Mapping(mapping),
        numbering: Numbering::Unknown,
    };
    source.run(this)
}

/// `str.__format__`.
pub(super) fn dunder_format(rt: &Runtime, this: &Obj, spec: &Obj) -> PyResult {
    super::format_spec::check_spec(rt, spec)?;
    super::format_spec::format_str(rt, this, spec)
}

/// A field, as places in the text.
struct FieldParts {
    name: Range<usize>,
    conversion: Option<u32>,
    spec: Range<usize>,
    spec_has_fields: bool,
}

impl Source<'_> {
    fn run(mut self, this: &Obj) -> PyResult {
        let text = Text::this(this);
        let brace = |code| code == u32::from('{') || code == u32::from('}');
        if !text.code_points().any(brace) {
            self.rt.spend(text.len() as u64 / 16)?;
            return Ok(this.clone());
        }
        self.replaced(text, 2)
    }

    /// A text with its fields replaced, `depth` levels of them. Where what stands for the
    /// last field is all there is, it is the result itself.
    fn replaced(&mut self, text: Text<'_>, depth: u32) -> PyResult {
        if depth == 0 {
            return Err(self.rt.value_error("Max string recursion exceeded"));
        }
        let mut built = TextBuilder::new();
        let mut at = 0;
        while at < text.len() {
            self.rt.spend(1)?;
            self.rt.check_rust_memory(built.len() * 4)?;
            let code = text.char_at(at);
            at += 1;
            if code != u32::from('{') && code != u32::from('}') {
                built.push(code);
                continue;
            }
            let doubled = at < text.len() && text.char_at(at) == code;
            if doubled {
                built.push(code);
                at += 1;
            } else if code == u32::from('}') {
                return Err(self
                    .rt
                    .value_error("Single '}' encountered in format string"));
            } else if at == text.len() {
                return Err(self
                    .rt
                    .value_error("Single '{' encountered in format string"));
            } else {
                let field = self.parse(text, &mut at)?;
                let (value, formatted) = self.field(text, &field, depth)?;
                if at == text.len() && built.len() == 0 && !is_number(&value) {
                    return Ok(formatted);
                }
                built.push_obj(self.rt, &formatted)?;
            }
        }
        built.finish(self.rt)
    }

    /// Reads a field, from behind its `{` to behind its `}`.
    fn parse(&self, text: Text<'_>, at: &mut usize) -> PyResult<FieldParts> {
        let rt = self.rt;
        let char = |at: usize| {
            (at < text.len()).then(|| char::from_u32(text.char_at(at)).unwrap_or('\0'))
        };
        let start = *at;
        let mut in_key = false;
        let mut end = start;
        loop {
            match char(end) {
                None => {
                    return Err(rt.value_error("expected '}' before end of string"));
                }
                Some('{') if !in_key => {
                    return Err(rt.value_error("unexpected '{' in field name"));
                }
                Some('[') => in_key = true,
                Some(']') => in_key = false,
                Some('}' | ':' | '!') if !in_key => break,
                _ => {}
            }
            end += 1;
        }
        let name = start..end;
        let mut conversion = None;
        let mut next = end + 1;
        if char(end) == Some('!') {
            if next >= text.len() {
                return Err(rt.value_error(
                    "end of string while looking for conversion specifier",
                ));
            }
            conversion = Some(text.char_at(next));
            next += 1;
            match char(next) {
                None => {
                    return Err(rt.value_error("unmatched '{' in format spec"));
                }
                Some('}') => {
                    *at = next + 1;
                    let spec = next..next;
                    return Ok(FieldParts {
                        name,
                        conversion,
                        spec,
                        spec_has_fields: false,
                    });
                }
                Some(':') => next += 1,
                Some(_) => {
                    return Err(
                        rt.value_error("expected ':' after conversion specifier")
                    );
                }
            }
        } else if char(end) == Some('}') {
            *at = next;
            return Ok(FieldParts {
                name,
                conversion,
                spec: next..next,
                spec_has_fields: false,
            });
        }
        let start = next;
        let (mut depth, mut spec_has_fields) = (1, false);
        loop {
            match char(next) {
                None => return Err(rt.value_error("unmatched '{' in format spec")),
                Some('{') => {
                    spec_has_fields = true;
                    depth += 1;
                }
                Some('}') => depth -= 1,
                _ => {}
            }
            next += 1;
            if depth == 0 {
                break;
            }
        }
        *at = next;
        Ok(FieldParts {
            name,
            conversion,
            spec: start..next - 1,
            spec_has_fields,
        })
    }

    /// The value of a field, and the str that stands for it.
    fn field(
        &mut self,
        text: Text<'_>,
        field: &FieldParts,
        depth: u32,
    ) -> PyResult<(Obj, Obj)> {
        let rt = self.rt;
        let mut value = self.value(text, field.name.clone())?;
        if let Some(conversion) = field.conversion {
            value = match char::from_u32(conversion) {
                Some('r') => rt.repr(&value)?,
                Some('s') => rt.str_of(&value)?,
                Some('a') => ascii(rt, &value)?,
                Some(shown @ '!'..='~') => {
                    return Err(
                        rt.value_error(format!("Unknown conversion specifier {shown}"))
                    );
                }
                _ => {
                    return Err(rt.value_error(format!(
                        "Unknown conversion specifier \\x{conversion:x}"
                    )));
                }
            };
        }
        let mut spec = rt.new_text(text.slice(field.spec.clone()), text.kind())?;
        if field.spec_has_fields {
            spec = self.replaced(Text::this(&spec), depth - 1)?;
        }
        let formatted = rt.format(&value, &spec)?;
        Ok((value, formatted))
    }

    /// The value that a field's name stands for, with its attributes and items.
    fn value(&mut self, text: Text<'_>, name: Range<usize>) -> PyResult {
        let rt = self.rt;
        let code = |at: usize| char::from_u32(text.char_at(at)).unwrap_or('\0');
        let stop = |at: &usize| matches!(code(*at), '.' | '[');
        let mut at = name.clone().find(stop).unwrap_or(name.end);
        let mut value = self.first(text, name.start..at)?;
        while at < name.end {
            let by_attribute = code(at) == '.';
            let start = at + 1;
            let end = if by_attribute {
                (start..name.end).find(stop).unwrap_or(name.end)
            } else {
                let end = (start..name.end).find(|&at| code(at) == ']');
                end.ok_or_else(|| rt.value_error("Missing ']' in format string"))?
            };
            if start == end {
                return Err(rt.value_error("Empty attribute in format string"));
            }
            let part = || rt.new_text(text.slice(start..end), text.kind());
            value = if by_attribute {
                rt.getattr(&value, &part()?)?
            } else {
                let key = match self.number(text, start..end)? {
                    Some(index) => rt.new_size(index)?,
                    None => part()?,
                };
                rt.getitem(&value, &key)?
            };
            at = end + usize::from(!by_attribute);
            if at < name.end && !matches!(code(at), '.' | '[') {
                return Err(rt.value_error(
                    "Only '.' or '[' may follow ']' in format field specifier",
                ));
            }
        }
        Ok(value)
    }

    /// The argument that a field begins with.
    fn first(&mut self, text: Text<'_>, name: Range<usize>) -> PyResult {
        let rt = self.rt;
        let number = self.number(text, name.clone())?;
        if number.is_none() && !name.is_empty() {
            let key = rt.new_text(text.slice(name), text.kind())?;
            return self.by_name(&key);
        }
        let numbering = match (number, self.numbering) {
            (Some(_), Numbering::Automatic(_)) => {
                return Err(rt.value_error(
                    "cannot switch from automatic field numbering to manual field \
                     specification",
                ));
            }
            (None, Numbering::Manual) => {
                return Err(rt.value_error(
                    "cannot switch from manual field specification to automatic field \
                     numbering",
                ));
            }
            (Some(_), _) => Numbering::Manual,
            (None, Numbering::Automatic(next)) => Numbering::Automatic(next + 1),
            (None, Numbering::Unknown) => Numbering::Automatic(1),
        };
        let index = match (number, self.numbering) {
            (Some(index), _) => index,
            (None, Numbering::Automatic(next)) => next,
            (None, _) => 0,
        };
        self.numbering = numbering;
        if matches!(self.named, Named::Mapping(_)) {
            let message = "Format string contains positional fields";
            return Err(rt.value_error(message));
        }
        self.positional.get(index).cloned().ok_or_else(|| {
            let message = format!(
                "Replacement index {index} out of range for positional args tuple"
            );
            rt.raise(Builtin::IndexError, message)
        })
    }

    fn by_name(&self, key: &Obj) -> PyResult {
        let rt = self.rt;
        match self.named {
            Named::Mapping(mapping) => rt.getitem(mapping, key),
            Named::Keywords(keywords) => {
                let found = match keywords {
                    Some(keywords) => super::dict::get(rt, keywords, key)?,
                    None => None,
                };
                found.ok_or_else(|| rt.raise_value(Builtin::KeyError, key.clone()))
            }
        }
    }

    /// A part of the text as a number, if it consists of digits.
    fn number(&self, text: Text<'_>, range: Range<usize>) -> PyResult<Option<usize>> {
        let mut value = None;
        for at in range {
            let Some(digit) = decimal(text.char_at(at)) else {
                return Ok(None);
            };
            let next = value.unwrap_or(0usize).checked_mul(10);
            let next = next
                .and_then(|value| value.checked_add(digit as usize))
                .filter(|&value| value <= isize::MAX as usize);
            value = Some(next.ok_or_else(|| {
                let message = "Too many decimal digits in format string";
                self.rt.value_error(message)
            })?);
        }
        Ok(value)
    }
}

/// Whether an object is a number proper, which CPython writes digit by digit instead of
/// making a str of it first.
fn is_number(value: &Obj) -> bool {
    let ty = value.ty();
    [Builtin::Int, Builtin::Float, Builtin::Complex]
        .into_iter()
        .any(|builtin| ty.is_exactly(builtin))
}

impl Runtime {
    /// `format(object, spec)`: what the object's `__format__` returns, a str
    /// (`Objects/abstract.c@v3.13.0#PyObject_Format`).
    pub(crate) fn format(&self, object: &Obj, spec: &Obj) -> PyResult {
        let ty = object.ty();
        if ty.is_exactly(Builtin::Str) {
            return super::format_spec::format_str(self, object, spec);
        }
        if ty.is_exactly(Builtin::Int) {
            return super::format_spec::format_int(self, object, spec);
        }
        let _level = self.deeper(" while formatting an object")?;
        let _bound = object.clone();
        let class = object.ty().to_obj();
        let name = self.intern_str("__format__")?;
        let method = self.getattr(&class, &name)?;
        let args = [object, spec].into_iter();
        let result = in_a_row(args, |args| self.call_with(&method, args))?;
        if Text::of(&result).is_none() {
            let name = result.ty().name();
            return Err(
                self.type_error(format!("__format__ must return a str, not {name}"))
            );
        }
        Ok(result)
    }
}
