//! Upper and lower case, and the questions what kind of characters a text consists of.

use super::str::Text;
use super::str_build::TextBuilder;
use super::str_chars::*;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// A new text made of a form of each character.
fn mapped(
    rt: &Runtime,
    this: &Obj,
    ascii: impl Fn(&u8) -> u8,
    form: impl Fn(Text<'_>, usize) -> Form,
) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 32)?;
    rt.check_rust_memory(text.len() * text.kind())?;
    if text.is_ascii() {
        let bytes = text.data();
        return rt.str_with(text.len(), 0x7F, |out, _| {
            for (out, byte) in out.iter_mut().zip(bytes) {
                *out = ascii(byte);
            }
        });
    }
    let mut built = TextBuilder::new();
    for index in 0..text.len() {
        form(text, index).iter().for_each(|&code| built.push(code));
    }
    built.finish_fresh(rt)
}

/// `str.upper`.
pub(super) fn upper_text(rt: &Runtime, this: &Obj) -> PyResult {
    mapped(rt, this, u8::to_ascii_uppercase, |text, index| {
        upper(text.char_at(index))
    })
}

/// `str.lower`.
pub(super) fn lower_text(rt: &Runtime, this: &Obj) -> PyResult {
    mapped(rt, this, u8::to_ascii_lowercase, lower_at)
}

/// `str.casefold`.
pub(super) fn casefold(rt: &Runtime, this: &Obj) -> PyResult {
    mapped(rt, this, u8::to_ascii_lowercase, |text, index| {
        fold(text.char_at(index))
    })
}

/// `str.swapcase`.
pub(super) fn swapcase(rt: &Runtime, this: &Obj) -> PyResult {
    let swap = |byte: &u8| match byte.is_ascii_uppercase() {
        true => byte.to_ascii_lowercase(),
        false => byte.to_ascii_uppercase(),
    };
    mapped(rt, this, swap, |text, index| {
        let code = text.char_at(index);
        if is_upper(code) {
            lower_at(text, index)
        } else if is_lower(code) {
            upper(code)
        } else {
            itself(code)
        }
    })
}

/// `str.capitalize`.
pub(super) fn capitalize(rt: &Runtime, this: &Obj) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 16)?;
    rt.check_rust_memory(text.len() * text.kind())?;
    let mut built = TextBuilder::new();
    for index in 0..text.len() {
        let form = match index {
            0 => title(text.char_at(0)),
            _ => lower_at(text, index),
        };
        form.iter().for_each(|&code| built.push(code));
    }
    built.finish_fresh(rt)
}

/// `str.title`.
pub(super) fn title_text(rt: &Runtime, this: &Obj) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 16)?;
    rt.check_rust_memory(text.len() * text.kind())?;
    let mut built = TextBuilder::new();
    let mut in_word = false;
    for index in 0..text.len() {
        let code = text.char_at(index);
        let form = if in_word {
            lower_at(text, index)
        } else {
            title(code)
        };
        form.iter().for_each(|&code| built.push(code));
        in_word = is_cased(code);
    }
    built.finish_fresh(rt)
}

/// The lowercase form of a character where it stands: a capital sigma that ends a word
/// is written otherwise.
fn lower_at(text: Text<'_>, index: usize) -> Form {
    const SIGMA: u32 = 0x3A3;
    const FINAL_SIGMA: u32 = 0x3C2;
    let code = text.char_at(index);
    if code != SIGMA {
        return lower(code);
    }
    let word = |code: &u32| !is_case_ignorable(*code);
    let before = (0..index).rev().map(|at| text.char_at(at)).find(word);
    let after = (index + 1..text.len())
        .map(|at| text.char_at(at))
        .find(word);
    if before.is_some_and(is_cased) && !after.is_some_and(is_cased) {
        return itself(FINAL_SIGMA);
    }
    lower(code)
}

/// Whether all characters are of a class, and there is one.
fn all(rt: &Runtime, this: &Obj, class: fn(u32) -> bool) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    rt.new_bool(!text.is_empty() && text.code_points().all(class))
}

/// `str.isalpha`.
pub(super) fn isalpha(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, is_alpha)
}

/// `str.isalnum`.
pub(super) fn isalnum(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, is_alnum)
}

/// `str.isdecimal`.
pub(super) fn isdecimal(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, is_decimal)
}

/// `str.isdigit`.
pub(super) fn isdigit(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, is_digit)
}

/// `str.isnumeric`.
pub(super) fn isnumeric(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, is_numeric)
}

/// `str.isspace`.
pub(super) fn isspace(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, is_space)
}

/// `str.isascii`.
pub(super) fn isascii(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_bool(Text::this(this).is_ascii())
}

/// `str.isprintable`.
pub(super) fn isprintable(rt: &Runtime, this: &Obj) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    rt.new_bool(text.code_points().all(is_printable))
}

/// `str.isidentifier`.
pub(super) fn isidentifier(rt: &Runtime, this: &Obj) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    let mut codes = text.code_points();
    let first = codes.next();
    let first = first.is_some_and(|code| code == 0x5F || is_xid_start(code));
    rt.new_bool(first && codes.all(is_xid_continue))
}

/// Whether there are cased letters, and all are of one case.
fn all_cased(
    rt: &Runtime,
    this: &Obj,
    wanted: fn(u32) -> bool,
    other: fn(u32) -> bool,
) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    let mut found = false;
    for code in text.code_points() {
        if other(code) || is_title(code) {
            return rt.new_bool(false);
        }
        found |= wanted(code);
    }
    rt.new_bool(found)
}

/// `str.islower`.
pub(super) fn islower(rt: &Runtime, this: &Obj) -> PyResult {
    all_cased(rt, this, is_lower, is_upper)
}

/// `str.isupper`.
pub(super) fn isupper(rt: &Runtime, this: &Obj) -> PyResult {
    all_cased(rt, this, is_upper, is_lower)
}

/// `str.istitle`.
pub(super) fn istitle(rt: &Runtime, this: &Obj) -> PyResult {
    let text = Text::this(this);
    rt.spend(text.len() as u64 / 64)?;
    let (mut found, mut in_word) = (false, false);
    for code in text.code_points() {
        if is_upper(code) || is_title(code) {
            if in_word {
                return rt.new_bool(false);
            }
            (found, in_word) = (true, true);
        } else if is_lower(code) {
            if !in_word {
                return rt.new_bool(false);
            }
            found = true;
        } else {
            in_word = false;
        }
    }
    rt.new_bool(found)
}
