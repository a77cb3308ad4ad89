//! `str.encode`: text as bytes.

use super::args::{Limits, bad_argument};
use super::bytes;
use super::str::Text;
use super::str_codec::*;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;

/// The optional arguments `encoding` and `errors` of several functions.
pub(super) fn codec_args(
    rt: &Runtime,
    function: &str,
    args: Args<'_>,
) -> PyResult<(String, String)> {
    let limits = Limits::required(0);
    let [encoding, errors] =
        args.parse(rt, function, ["encoding", "errors"], limits)?;
    let encoding = name_arg(rt, function, "encoding", encoding)?;
    let errors = name_arg(rt, function, "errors", errors)?;
    let or = |name: Option<String>, default: &str| name.unwrap_or(default.to_owned());
    Ok((or(encoding, "utf-8"), or(errors, "strict")))
}

/// An argument that names an encoding or a handler of errors.
pub(super) fn name_arg(
    rt: &Runtime,
    function: &str,
    argument: &str,
    value: Option<&Obj>,
) -> PyResult<Option<String>> {
    let Some(value) = value else {
        return Ok(None);
    };
    match Text::of(value) {
        Some(text) if text.code_points().any(|code| code == 0) => {
            Err(rt.value_error("embedded null character"))
        }
        Some(text) => Ok(Some(text.to_rust())),
        None => Err(bad_argument(rt, function, argument, "str", value)),
    }
}

/// `str.encode`.
pub(super) fn encode(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let (encoding, errors) = codec_args(rt, "encode", args)?;
    let bytes = encoded(rt, this, &encoding, &errors)?;
    rt.new_bytes(&bytes)
}

/// The bytes of a str in an encoding.
pub(crate) fn encoded(
    rt: &Runtime,
    string: &Obj,
    encoding: &str,
    errors: &str,
) -> PyResult<Vec<u8>> {
    let Some(codec) = Codec::named(rt, encoding, "encode")? else {
        let made = by_module(rt, "_encode_text", string, encoding, errors)?;
        return Ok(bytes::value(&made).unwrap_or_default().to_vec());
    };
    let bytes = encoded_by(rt, string, codec, errors);
    codec.note(rt, bytes, "encoding", encoding)
}

fn encoded_by(
    rt: &Runtime,
    string: &Obj,
    codec: Codec,
    errors: &str,
) -> PyResult<Vec<u8>> {
    let text = Text::this(string);
    rt.spend(text.len() as u64 / 32)?;
    rt.check_rust_memory(text.len())?;
    let mut out = Vec::with_capacity(text.len());
    match codec {
        Codec::Utf8Sig => out.extend("\u{FEFF}".as_bytes()),
        Codec::Utf16(Order::Marked) => push_unit(&mut out, 0xFEFF, 2, Order::Little),
        Codec::Utf32(Order::Marked) => push_unit(&mut out, 0xFEFF, 4, Order::Little),
        _ => {}
    }
    let direct = match codec {
        Codec::Latin1 => text.kind() == 1,
        Codec::Utf8 | Codec::Utf8Sig | Codec::Ascii => text.is_ascii(),
        _ => false,
    };
    if direct {
        out.extend_from_slice(text.data());
        return Ok(out);
    }
    let mut at = 0;
    while at < text.len() {
        rt.check_rust_memory(out.len())?;
        let code = text.char_at(at);
        if push(&mut out, codec, code) {
            at += 1;
            continue;
        }
        // Characters without a place are handled together, where they are neighbours.
        let mut end = at + 1;
        let together = !matches!(codec, Codec::Utf16(_) | Codec::Utf32(_));
        while together && end < text.len() && !fits(codec, text.char_at(end)) {
            end += 1;
        }
        at = handle(rt, &mut out, string, (at, end), codec, errors)?;
    }
    Ok(out)
}

/// Whether an encoding has a place for a character.
fn fits(codec: Codec, code: u32) -> bool {
    match codec {
        Codec::Ascii => code < 0x80,
        Codec::Latin1 => code < 0x100,
        Codec::Charmap(map) => map.encode(code).is_some(),
        Codec::UnicodeEscape | Codec::RawUnicodeEscape => true,
        _ => !(0xD800..0xE000).contains(&code),
    }
}

/// Writes a character, if the encoding has a place for it.
fn push(out: &mut Vec<u8>, codec: Codec, code: u32) -> bool {
    if !fits(codec, code) {
        return false;
    }
    match codec {
        Codec::Ascii | Codec::Latin1 => out.push(code as u8),
        Codec::Charmap(map) => out.extend(map.encode(code)),
        Codec::UnicodeEscape => match code {
            0x5C => out.extend(b"\\\\"),
            0x09 => out.extend(b"\\t"),
            0x0A => out.extend(b"\\n"),
            0x0D => out.extend(b"\\r"),
            0x20..0x7F => out.push(code as u8),
            _ => out.extend(super::str_repr::escape(code).bytes()),
        },
        Codec::RawUnicodeEscape if code < 0x100 => out.push(code as u8),
        Codec::RawUnicodeEscape => out.extend(super::str_repr::escape(code).bytes()),
        Codec::Utf16(order) if code > 0xFFFF => {
            let rest = code - 0x10000;
            push_unit(out, 0xD800 | rest >> 10, 2, order);
            push_unit(out, 0xDC00 | rest & 0x3FF, 2, order);
        }
        Codec::Utf16(order) => push_unit(out, code, 2, order),
        Codec::Utf32(order) => push_unit(out, code, 4, order),
        Codec::Utf8 | Codec::Utf8Sig => {
            let char = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            out.extend(char.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    true
}

/// Does what a handler says about characters that have no place; returns where to go
/// on.
fn handle(
    rt: &Runtime,
    out: &mut Vec<u8>,
    string: &Obj,
    (start, end): (usize, usize),
    codec: Codec,
    errors: &str,
) -> PyResult<usize> {
    let handler = Handler::named(errors);
    let text = Text::this(string);
    let error = |start: usize| {
        let reason = match codec {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            Codec::Charmap(_) => "character maps to <undefined>",
            _ => "surrogates not allowed",
        };
        let class = Builtin::UnicodeEncodeError;
        unicode_error(rt, class, codec.name(), string, (start, end), reason)
    };
    if handler == Handler::Other {
        let error = error(start)?;
        let (instead, place) = by_handler(rt, errors, &error)?;
        let written = match (Text::of(&instead), bytes::value(&instead)) {
            (Some(text), _) => text.code_points().all(|code| push(out, codec, code)),
            (None, Some(content)) => {
                out.extend_from_slice(content);
                true
            }
            (None, None) => false,
        };
        return match written {
            true => Ok(place),
            false => Err(rt.raise_object(error)),
        };
    }
    for at in start..end {
        let code = text.char_at(at);
        let is_surrogate = (0xD800..0xE000).contains(&code);
        let handled = match (handler, codec) {
            (Handler::SurrogateEscape, Codec::Utf16(_) | Codec::Utf32(_)) => false,
            (Handler::SurrogateEscape, _) if (0xDC80..0xDD00).contains(&code) => {
                out.push((code - 0xDC00) as u8);
                true
            }
            (Handler::SurrogatePass, Codec::Utf8 | Codec::Utf8Sig) => {
                push_surrogate(out, code);
                true
            }
            (Handler::SurrogatePass, Codec::Utf16(order)) if is_surrogate => {
                push_unit(out, code, 2, order);
                true
            }
            (Handler::SurrogatePass, Codec::Utf32(order)) if is_surrogate => {
                push_unit(out, code, 4, order);
                true
            }
            _ => match handler.in_place_of(code) {
                Some(instead) => instead
                    .chars()
                    .all(|char| push(out, codec, u32::from(char))),
                None => false,
            },
        };
        if !handled {
            // What was handled before is not part of the error for `surrogateescape`.
            let start = if handler == Handler::SurrogateEscape {
                at
            } else {
                start
            };
            return Err(rt.raise_object(error(start)?));
        }
    }
    Ok(end)
}
