//! The encodings that str and bytes know by name, and what is done about characters or
//! bytes that one of them has no place for (`Objects/unicodeobject.c@v3.13.0`,
//! `Python/codecs.c@v3.13.0`).

use super::str_charmap::Charmap;
use super::str_repr::escape;
use crate::refcount::Obj;
use crate::runtime::{Pending, PyResult, Runtime};
use crate::typeobject::Builtin;

/// An encoding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Codec {
    Utf8,
    /// UTF-8 that begins with a mark.
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16(Order),
    Utf32(Order),
    Charmap(&'static Charmap),
    /// Escapes as in literals for all but printable ASCII.
    UnicodeEscape,
    /// Latin-1, and escapes for the rest.
    RawUnicodeEscape,
}

/// Which byte comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// A mark at the beginning says so; the least significant one where it is missing.
    Marked,
    Little,
    Big,
}

impl Codec {
    /// The encoding of this name, which may be written in many ways; `None` for those
    /// that are not known here, but perhaps to the module `codecs`. It is asked for by
    /// `encode` or `decode`.
    pub(super) fn named(
        rt: &Runtime,
        name: &str,
        function: &str,
    ) -> PyResult<Option<Codec>> {
        if name.contains('\0') {
            return Err(rt.value_error("embedded null character"));
        }
        let mut plain = String::new();
        for char in name.chars() {
            match char {
                '-' | ' ' => plain.push('_'),
                _ => plain.push(char.to_ascii_lowercase()),
            }
        }
        Ok(Some(match plain.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => {
                Codec::Utf8
            }
            "utf_8_sig" | "utf8_sig" => Codec::Utf8Sig,
            "ascii" | "us_ascii" | "646" | "us" | "ansi_x3.4_1968" | "iso646_us" => {
                Codec::Ascii
            }
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1"
            | "8859" | "iso8859" | "cp819" | "iso_8859_1_1987" | "ibm819" => {
                Codec::Latin1
            }
            "utf_16" | "utf16" | "u16" => Codec::Utf16(Order::Marked),
            "utf_16_le" | "utf_16le" | "utf16_le" => Codec::Utf16(Order::Little),
            "utf_16_be" | "utf_16be" | "utf16_be" => Codec::Utf16(Order::Big),
            "utf_32" | "utf32" | "u32" => Codec::Utf32(Order::Marked),
            "utf_32_le" | "utf_32le" | "utf32_le" => Codec::Utf32(Order::Little),
            "utf_32_be" | "utf_32be" | "utf32_be" => Codec::Utf32(Order::Big),
            "unicode_escape" | "unicodeescape" => Codec::UnicodeEscape,
            "raw_unicode_escape" | "rawunicodeescape" => Codec::RawUnicodeEscape,
            "base64" | "base_64" | "base64_codec" | "bz2" | "bz2_codec" | "hex"
            | "hex_codec" | "quopri" | "quopri_codec" | "quoted_printable"
            | "rot13" | "rot_13" | "uu" | "uu_codec" | "zip" | "zlib"
            | "zlib_codec" => {
                return Err(rt.raise(
                    Builtin::LookupError,
                    format!(
                        "'{name}' is not a text encoding; use codecs.{function}() to \
                         handle arbitrary codecs"
                    ),
                ));
            }
            plain => match Charmap::named(plain) {
                Some(map) => Codec::Charmap(map),
                None => return Ok(None),
            },
        }))
    }

    /// Whether the encoding is reached through its module, which says so when it fails.
    fn is_looked_up(self) -> bool {
        !matches!(
            self,
            Codec::Utf8
                | Codec::Ascii
                | Codec::Latin1
                | Codec::Utf16(Order::Marked)
                | Codec::Utf32(Order::Marked)
        )
    }

    /// Notes that this encoding was in use, where it failed
    /// (`Python/codecs.c@v3.13.0#_PyCodec_EncodeInternal`).
    pub(super) fn note<T>(
        self,
        rt: &Runtime,
        result: PyResult<T>,
        doing: &str,
        name: &str,
    ) -> PyResult<T> {
        let Err(raised) = result else {
            return result;
        };
        if !self.is_looked_up() || !rt.raised_is(Builtin::UnicodeError) {
            return Err(raised);
        }
        let Some(error) = rt.fetch(raised) else {
            return Err(rt.raise_pending(Pending::Stopped));
        };
        let note = rt.new_str(&format!("{doing} with '{name}' codec failed"))?;
        rt.call_method(&error, "add_note", &[note])?;
        Err(rt.raise_object(error))
    }

    /// The name in messages about encoding.
    pub(super) fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16(Order::Marked) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Marked) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
            Codec::Charmap(_) => "charmap",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
        }
    }
}

/// What is done about what an encoding has no place for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
    /// One that a program has registered, or none.
    Other,
}

impl Handler {
    /// The handler of this name; asked for only when it is needed.
    pub(super) fn named(name: &str) -> Handler {
        match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => Handler::Other,
        }
    }

    /// What an ASCII-like encoding writes in place of a character; `None` where the
    /// handler gives up.
    pub(super) fn in_place_of(self, code: u32) -> Option<String> {
        Some(match self {
            Handler::Ignore => String::new(),
            Handler::Replace => "?".to_owned(),
            Handler::BackslashReplace => escape(code),
            Handler::XmlCharRefReplace => format!("&#{code};"),
            Handler::NameReplace => {
                let name = char::from_u32(code).and_then(unicode_names2::name);
                name.map_or_else(|| escape(code), |name| format!("\\N{{{name}}}"))
            }
            Handler::Strict
            | Handler::SurrogateEscape
            | Handler::SurrogatePass
            | Handler::Other => return None,
        })
    }
}

/// Asks the module `codecs` for an encoding that is not known here.
#[cold]
pub(super) fn by_module(
    rt: &Runtime,
    function: &str,
    object: &Obj,
    encoding: &str,
    errors: &str,
) -> PyResult {
    let args = [object.clone(), rt.new_str(encoding)?, rt.new_str(errors)?];
    match rt.codecs.get()(rt, function, &args)? {
        Some(made) => Ok(made),
        None => {
            let message = format!("unknown encoding: {encoding}");
            Err(rt.raise(Builtin::LookupError, message))
        }
    }
}

/// What a handler that a program has registered puts in place of the part that an error
/// is about: a str or bytes; and where to go on.
#[cold]
pub(super) fn by_handler(
    rt: &Runtime,
    errors: &str,
    error: &Obj,
) -> PyResult<(Obj, usize)> {
    let args = [rt.new_str(errors)?, error.clone()];
    let Some(made) = rt.codecs.get()(rt, "_handle", &args)? else {
        let message = format!("unknown error handler name '{errors}'");
        return Err(rt.raise(Builtin::LookupError, message));
    };
    match super::tuple::items(&made) {
        [instead, place] => Ok((instead.clone(), rt.as_index(place, None)? as usize)),
        _ => Err(rt.type_error("an error handler must return two values")),
    }
}

/// A `UnicodeEncodeError` or `UnicodeDecodeError` for a part of an object.
#[cold]
pub(super) fn unicode_error(
    rt: &Runtime,
    class: Builtin,
    codec: &str,
    object: &Obj,
    (start, end): (usize, usize),
    reason: &str,
) -> PyResult {
    let args = [
        rt.new_str(codec)?,
        object.clone(),
        rt.new_size(start)?,
        rt.new_size(end)?,
        rt.new_str(reason)?,
    ];
    rt.call_with(&rt.type_obj(class), &args)
}

/// The bytes of a unit of two or four bytes.
pub(super) fn push_unit(out: &mut Vec<u8>, unit: u32, size: usize, order: Order) {
    let little = unit.to_le_bytes();
    match order {
        Order::Big => out.extend(little[..size].iter().rev()),
        Order::Little | Order::Marked => out.extend(&little[..size]),
    }
}

/// A surrogate as three bytes in the pattern of UTF-8.
pub(super) fn push_surrogate(out: &mut Vec<u8>, code: u32) {
    out.push(0xE0 | (code >> 12) as u8);
    out.push(0x80 | (code >> 6 & 0x3F) as u8);
    out.push(0x80 | (code & 0x3F) as u8);
}
