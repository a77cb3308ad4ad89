//! Bytes in writing: `repr`, `hex` and `fromhex`.

use super::args::Limits;
use super::bytes::{make, own};
use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, PyTypeObject};

/// A literal that gives these bytes.
///
/// bytearray escapes single quotes also where it need not.
fn literal(rt: &Runtime, content: &[u8], escape_single: bool) -> PyResult<Vec<u8>> {
    rt.spend(content.len() as u64 / 16)?;
    rt.check_rust_memory(content.len().saturating_mul(4))?;
    let has = |byte| memchr::memchr(byte, content).is_some();
    let quote = if has(b'\'') && !has(b'"') {
        b'"'
    } else {
        b'\''
    };
    let mut out = vec![b'b', quote];
    for &byte in content {
        match byte {
            b'\\' => out.extend(b"\\\\"),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\'' if escape_single => out.extend(b"\\'"),
            _ if byte == quote => out.extend([b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => {
                out.extend(b"\\x");
                out.extend(hex_digits(byte));
            }
        }
    }
    out.push(quote);
    Ok(out)
}

fn hex_digits(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    [
        DIGITS[usize::from(byte >> 4)],
        DIGITS[usize::from(byte & 15)],
    ]
}

/// `repr(bytes)`
pub(super) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_latin1(&literal(rt, &own(this), false)?)
}

/// `repr(bytearray)`: with the name of its class.
pub(super) fn bytearray_repr(rt: &Runtime, this: &Obj) -> PyResult {
    let literal = literal(rt, &own(this), true)?;
    let literal = String::from_utf8(literal).unwrap_or_default();
    rt.new_str(&format!("{}({literal})", this.ty().short_name()))
}

/// `bytes.hex`.
pub(super) fn hex(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let names = ["sep", "bytes_per_sep"];
    let [sep, group] = args.parse(rt, "hex", names, Limits::required(0))?;
    let group = match group {
        Some(group) => rt.as_index(group, Some(Builtin::OverflowError))?,
        None => 1,
    };
    let sep = match sep {
        Some(sep) => Some(separator(rt, sep)?),
        None => None,
    };
    let content = own(this);
    rt.spend(content.len() as u64 / 16)?;
    rt.check_rust_memory(content.len().saturating_mul(3))?;
    let size = group.unsigned_abs();
    let mut out = Vec::new();
    for (index, &byte) in content.iter().enumerate() {
        // Groups are counted from the right, or from the left if `group` is negative.
        let before = if group < 0 {
            index
        } else {
            content.len() - index
        };
        if let Some(sep) = sep
            && index > 0
            && size > 0
            && before.is_multiple_of(size)
        {
            out.push(sep);
        }
        out.extend(hex_digits(byte));
    }
    rt.new_latin1(&out)
}

fn separator(rt: &Runtime, sep: &Obj) -> PyResult<u8> {
    if rt.len(sep)? != 1 {
        return Err(rt.value_error("sep must be length 1."));
    }
    let byte = match (Text::of(sep), super::bytes::octets(sep)) {
        (Some(text), _) => text.char_at(0),
        (_, Some(content)) => u32::from(content[0]),
        _ => return Err(rt.type_error("sep must be str or bytes.")),
    };
    match u8::try_from(byte) {
        Ok(byte) if byte.is_ascii() => Ok(byte),
        _ => Err(rt.value_error("sep must be ASCII.")),
    }
}

/// The bytes that hexadecimal digits mean; white space may stand between them.
pub(super) fn from_hex(rt: &Runtime, string: &Obj) -> PyResult<Vec<u8>> {
    let Some(text) = Text::of(string) else {
        let name = string.ty().name();
        return Err(
            rt.type_error(format!("fromhex() argument must be str, not {name}"))
        );
    };
    rt.spend(text.len() as u64 / 16)?;
    rt.check_rust_memory(text.len() / 2)?;
    let digit = |at: usize| {
        let code = (at < text.len()).then(|| text.char_at(at));
        code.and_then(char::from_u32)
            .filter(char::is_ascii)
            .and_then(|char| char.to_digit(16))
            .ok_or_else(|| {
                rt.value_error(format!(
                    "non-hexadecimal number found in fromhex() arg at position {at}"
                ))
            })
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if matches!(text.char_at(at), 0x09..=0x0D | 0x20) {
            at += 1;
            continue;
        }
        out.push((digit(at)? << 4 | digit(at + 1)?) as u8);
        at += 2;
    }
    Ok(out)
}

/// `bytes.fromhex` and `bytearray.fromhex`, called on a class.
pub(super) fn fromhex(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let args = args.only(rt, "fromhex", 1, 1)?;
    let content = from_hex(rt, &args[0])?;
    let ty = class.expect::<PyTypeObject>();
    if ty.is_exactly(Builtin::ByteArray) {
        return rt.new_bytearray(&content);
    }
    let made = rt.new_bytes(&content)?;
    if ty.is_exactly(Builtin::Bytes) {
        return Ok(made);
    }
    rt.call_with(class, &[made])
}

/// A part of the content as an object of its kind.
pub(super) fn part(
    rt: &Runtime,
    this: &Obj,
    content: &[u8],
    range: std::ops::Range<usize>,
) -> PyResult {
    if range.len() == content.len() {
        return super::bytes::unchanged(rt, this);
    }
    make(rt, this, &content[range])
}
