//! The errors of codecs (`Objects/exceptions.c@v3.13.0#UnicodeDecodeError_init`): what
//! could not be decoded, encoded or translated, and where in it.

use super::exception_types::{field, field_value, set_field};
use super::str::Text;
use super::{bytes, int};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::{Builtin, TypeFlags};

/// The fields of such an error, which are its arguments.
pub(super) const FIELDS: &[&str] = &["encoding", "object", "start", "end", "reason"];

/// Sets the fields. What cannot be translated is a text already: there is no encoding.
pub(super) fn set_fields(rt: &Runtime, this: &Obj, items: &[Obj]) -> PyResult<()> {
    let tag = this.ty().flags().tag();
    let skipped = usize::from(tag == Builtin::UnicodeTranslateError as u8);
    let (names, given) = (&FIELDS[skipped..], items.len());
    if given != names.len() {
        let count = names.len();
        return Err(rt.type_error(format!(
            "function takes exactly {count} arguments ({given} given)"
        )));
    }
    let decodes = tag == Builtin::UnicodeDecodeError as u8;
    for (index, (name, value)) in names.iter().zip(items).enumerate() {
        let mut value = value.clone();
        match *name {
            "start" | "end" => {
                let place = rt.as_index(&value, Some(Builtin::OverflowError))?;
                value = rt.new_int(place as i64)?;
            }
            "object"
                if decodes && value.ty().flags().has(TypeFlags::BYTES_SUBCLASS) => {}
            // Bytes that could change are kept as they are now.
            "object" if decodes => {
                value = rt.new_bytes(&bytes::required(rt, &value)?)?;
            }
            _ if Text::of(&value).is_none() => {
                let what = value.ty().name();
                let place = index + 1;
                return Err(
                    rt.type_error(format!("argument {place} must be str, not {what}"))
                );
            }
            _ => {}
        }
        set_field(this, name, Some(value));
    }
    Ok(())
}

/// `'utf-8' codec can't decode byte 0xff in position 0: invalid start byte`
pub(super) fn str(rt: &Runtime, this: &Obj) -> PyResult {
    if field(this, "object").is_none_or(Field::is_empty) {
        return rt.new_str("");
    }
    let text = |name: &str| -> PyResult<String> {
        let Some(value) = field_value(this, name) else {
            return Ok(String::new());
        };
        Ok(Text::of(&rt.str_of(&value)?)
            .map(Text::to_rust)
            .unwrap_or_default())
    };
    let (encoding, reason) = (text("encoding")?, text("reason")?);
    let number = |name: &str| {
        field_value(this, name)
            .and_then(|value| int::to_i64(&value))
            .unwrap_or(0)
    };
    let (start, end) = (number("start"), number("end"));
    let tag = this.ty().flags().tag();
    let decoding = tag == Builtin::UnicodeDecodeError as u8;
    let doing = if tag == Builtin::UnicodeTranslateError as u8 {
        "can't translate".to_owned()
    } else if decoding {
        format!("'{encoding}' codec can't decode")
    } else {
        format!("'{encoding}' codec can't encode")
    };
    let place = if end != start + 1 {
        let what = if decoding { "bytes" } else { "characters" };
        format!("{what} in position {start}-{}", end - 1)
    } else {
        let object = field_value(this, "object");
        let item = object
            .map(|o| rt.getitem(&o, &rt.new_int(start)?))
            .transpose()?;
        let what = match &item {
            Some(item) if decoding => {
                format!("byte 0x{:02x}", int::to_i64(item).unwrap_or(0))
            }
            Some(item) => match Text::of(item).map(|text| text.char_at(0)) {
                Some(code) if code < 0x100 => format!("character '\\x{code:02x}'"),
                Some(code) if code < 0x10000 => format!("character '\\u{code:04x}'"),
                Some(code) => format!("character '\\U{code:08x}'"),
                None => "character".to_owned(),
            },
            None => "item".to_owned(),
        };
        format!("{what} in position {start}")
    };
    rt.new_str(&format!("{doing} {place}: {reason}"))
}
