//! Putting a text together: characters are collected in one byte each for as long as
//! that suffices, then in two, then in four (CPython's `_PyUnicodeWriter`).

use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use std::ops::Range;

/// A text on its way to be a str.
#[derive(Debug)]
pub(crate) enum TextBuilder {
    /// No character beyond U+00FF so far.
    One(Vec<u8>),
    /// None beyond U+FFFF.
    Two(Vec<u16>),
    /// Any.
    Four(Vec<u32>),
}

impl Default for TextBuilder {
    fn default() -> Self {
        TextBuilder::One(Vec::new())
    }
}

impl TextBuilder {
    /// No characters yet.
    pub(crate) fn new() -> TextBuilder {
        TextBuilder::default()
    }

    /// The number of characters.
    pub(crate) fn len(&self) -> usize {
        match self {
            TextBuilder::One(units) => units.len(),
            TextBuilder::Two(units) => units.len(),
            TextBuilder::Four(units) => units.len(),
        }
    }

    fn reserve(&mut self, widest: u32) {
        match self {
            TextBuilder::One(units) if widest > 0xFFFF => {
                let units = units.iter().map(|&unit| u32::from(unit));
                *self = TextBuilder::Four(units.collect());
            }
            TextBuilder::One(units) if widest > 0xFF => {
                let units = units.iter().map(|&unit| u16::from(unit));
                *self = TextBuilder::Two(units.collect());
            }
            TextBuilder::Two(units) if widest > 0xFFFF => {
                let units = units.iter().map(|&unit| u32::from(unit));
                *self = TextBuilder::Four(units.collect());
            }
            _ => {}
        }
    }

    /// Adds a character.
    #[inline]
    pub(crate) fn push(&mut self, code: u32) {
        if let TextBuilder::One(units) = self
            && let Ok(unit) = u8::try_from(code)
        {
            return units.push(unit);
        }
        self.reserve(code);
        match self {
            TextBuilder::One(units) => units.push(code as u8),
            TextBuilder::Two(units) => units.push(code as u16),
            TextBuilder::Four(units) => units.push(code),
        }
    }

    /// Adds a character some times.
    pub(crate) fn push_times(&mut self, code: u32, times: usize) {
        self.reserve(code);
        match self {
            TextBuilder::One(units) => units.extend((0..times).map(|_| code as u8)),
            TextBuilder::Two(units) => units.extend((0..times).map(|_| code as u16)),
            TextBuilder::Four(units) => units.extend((0..times).map(|_| code)),
        }
    }

    /// Adds a Rust text.
    pub(crate) fn push_str(&mut self, text: &str) {
        match self {
            TextBuilder::One(units) if text.is_ascii() => {
                units.extend_from_slice(text.as_bytes());
            }
            _ => text.chars().for_each(|c| self.push(u32::from(c))),
        }
    }

    /// Adds the characters of a str.
    pub(crate) fn push_text(&mut self, text: Text<'_>) {
        self.push_range(text, 0..text.len());
    }

    /// Adds some of the characters of a str.
    pub(crate) fn push_range(&mut self, text: Text<'_>, range: Range<usize>) {
        let (data, kind) = (text.slice(range), text.kind());
        match self {
            TextBuilder::One(units) if kind == 1 => units.extend_from_slice(data),
            _ => {
                for index in 0..data.len() / kind {
                    self.push(super::str::unit(data, kind, index));
                }
            }
        }
    }

    /// Adds the characters of a str object; nothing for other objects.
    pub(crate) fn push_obj(&mut self, rt: &Runtime, object: &Obj) -> PyResult<()> {
        let Some(text) = Text::of(object) else {
            return Ok(());
        };
        rt.spend(text.len() as u64 / 64)?;
        rt.check_rust_memory((self.len() + text.len()) * text.kind())?;
        self.push_text(text);
        Ok(())
    }

    /// The text as Rust has it; a lone surrogate becomes U+FFFD.
    pub(crate) fn to_rust(&self) -> String {
        let char = |code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        match self {
            TextBuilder::One(units) => units.iter().copied().map(char::from).collect(),
            TextBuilder::Two(units) => {
                units.iter().map(|&unit| char(u32::from(unit))).collect()
            }
            TextBuilder::Four(units) => units.iter().map(|&unit| char(unit)).collect(),
        }
    }

    /// The str; a single character is the shared one.
    pub(crate) fn finish(self, rt: &Runtime) -> PyResult {
        match self {
            TextBuilder::One(units) if units.len() == 1 => rt.new_latin1(&units),
            _ => self.finish_fresh(rt),
        }
    }

    /// The str, a new one even where it is a single character.
    pub(crate) fn finish_fresh(self, rt: &Runtime) -> PyResult {
        rt.spend(self.len() as u64 / 64)?;
        match self {
            TextBuilder::One(units) if units.is_empty() => Ok(rt.empty_str()),
            TextBuilder::One(units) => rt.fresh_text(&units, 1),
            TextBuilder::Two(units) => {
                let widest = units.iter().copied().max().unwrap_or(0);
                rt.str_with(units.len(), u32::from(widest), |out, _| {
                    for (out, unit) in out.as_chunks_mut().0.iter_mut().zip(&units) {
                        *out = unit.to_ne_bytes();
                    }
                })
            }
            TextBuilder::Four(units) => rt.new_str_from_codes(&units),
        }
    }
}

/// The greatest code point, or for characters of one byte 0x7F or 0xFF.
pub(super) fn widest(data: &[u8], kind: usize) -> u32 {
    match kind {
        1 if data.is_ascii() => 0x7F,
        1 => 0xFF,
        2 => {
            let units = data.as_chunks().0.iter().copied();
            u32::from(units.map(u16::from_ne_bytes).max().unwrap_or(0))
        }
        _ => {
            let units = data.as_chunks().0.iter().copied();
            units.map(u32::from_ne_bytes).max().unwrap_or(0)
        }
    }
}

/// Copies characters of `from` bytes each into ones of `to` bytes, which suffice.
pub(super) fn convert(data: &[u8], from: usize, out: &mut [u8], to: usize) {
    if from == to {
        return out[..data.len()].copy_from_slice(data);
    }
    let codes = (0..data.len() / from).map(|index| super::str::unit(data, from, index));
    match to {
        1 => {
            for (out, code) in out.iter_mut().zip(codes) {
                *out = code as u8;
            }
        }
        2 => {
            for (out, code) in out.as_chunks_mut().0.iter_mut().zip(codes) {
                *out = (code as u16).to_ne_bytes();
            }
        }
        _ => {
            for (out, code) in out.as_chunks_mut().0.iter_mut().zip(codes) {
                *out = code.to_ne_bytes();
            }
        }
    }
}
