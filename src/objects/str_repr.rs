//! `repr(text)`: the text as a literal, with quotes and escapes.

use super::str::Text;
use super::str_build::TextBuilder;
use super::str_chars::is_printable;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// `tp_repr` of str.
pub(super) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 16)?;
    rt.check_rust_memory(text.len() * text.kind())?;
    let mut built = TextBuilder::new();
    push_repr(&mut built, text.code_points());
    built.finish(rt)
}

/// Adds the literal: in double quotes where single ones stand in the text and no
/// double ones do.
fn push_repr(out: &mut TextBuilder, codes: impl Iterator<Item = u32> + Clone) {
    let has = |quote: char| codes.clone().any(|code| code == u32::from(quote));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let quote = u32::from(quote);
    out.push(quote);
    for code in codes {
        match code {
            0x5C => out.push_str("\\\\"),
            _ if code == quote => {
                out.push(0x5C);
                out.push(code);
            }
            0x09 => out.push_str("\\t"),
            0x0A => out.push_str("\\n"),
            0x0D => out.push_str("\\r"),
            _ if is_printable(code) => out.push(code),
            _ => out.push_str(&escape(code)),
        }
    }
    out.push(quote);
}

/// A character as `\xe9`, `\u20ac` or `\U0001f600`.
pub(crate) fn escape(code: u32) -> String {
    match code {
        0..=0xFF => format!("\\x{code:02x}"),
        0x100..=0xFFFF => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// `ascii(object)`: the repr with all that is not ASCII escaped.
pub(crate) fn ascii(rt: &Runtime, object: &Obj) -> PyResult {
    let repr = rt.repr(object)?;
    let text = Text::this(&repr);
    if text.is_ascii() {
        return Ok(repr);
    }
    rt.spend(text.len() as u64 / 16)?;
    let mut built = TextBuilder::new();
    for code in text.code_points() {
        match code {
            0..0x80 => built.push(code),
            _ => built.push_str(&escape(code)),
        }
    }
    built.finish(rt)
}

/// The literal of a Rust text, for messages.
pub(crate) fn quoted(text: &str) -> String {
    let mut built = TextBuilder::new();
    push_repr(&mut built, text.chars().map(u32::from));
    built.to_rust()
}
