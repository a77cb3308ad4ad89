//! What is known of single characters: the classes that `isalpha`, `isdigit` and the
//! like ask for, and the forms of a letter. As in CPython 3.13 it is Unicode 15.1; what
//! Rust's standard library knows of later characters is hidden.

use super::str_tables::{
    ALPHA, DECIMAL, DIGIT, NUMERIC, PRINTABLE, TITLE, TITLE_ITSELF,
};

/// Whether a sorted row of beginnings and ends has the code inside.
fn inside(bounds: &[u32], code: u32) -> bool {
    bounds.partition_point(|&bound| bound <= code) % 2 == 1
}

fn known(code: u32) -> Option<char> {
    char::from_u32(code).filter(|_| is_printable(code))
}

/// Whether `repr` shows the character as it is.
pub(crate) fn is_printable(code: u32) -> bool {
    match code {
        0x20..0x7F => true,
        0xA1..=0xFF => code != 0xAD,
        0..=0xA0 => false,
        _ => is_printable_beyond(code),
    }
}

/// The same beyond Latin-1, which is all that most texts have.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn is_printable_beyond(code: u32) -> bool {
    inside(PRINTABLE, code)
}

pub(super) fn is_alpha(code: u32) -> bool {
    match u8::try_from(code) {
        Ok(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
        _ => inside(ALPHA, code),
    }
}

/// The value of a decimal digit of any script.
pub(crate) fn decimal(code: u32) -> Option<u32> {
    if code < 0x80 {
        return code.checked_sub(0x30).filter(|&digit| digit < 10);
    }
    let before = DECIMAL.partition_point(|&zero| zero <= code);
    let zero = DECIMAL[before.checked_sub(1)?];
    Some(code - zero).filter(|&digit| digit < 10)
}

pub(super) fn is_decimal(code: u32) -> bool {
    decimal(code).is_some()
}

pub(super) fn is_digit(code: u32) -> bool {
    is_decimal(code) || inside(DIGIT, code)
}

pub(super) fn is_numeric(code: u32) -> bool {
    known(code).is_some_and(char::is_numeric) || inside(NUMERIC, code)
}

pub(super) fn is_alnum(code: u32) -> bool {
    is_alpha(code) || is_digit(code) || is_numeric(code)
}

/// Whether `split` and `strip` take the character for white space.
pub(crate) fn is_space(code: u32) -> bool {
    match code {
        0x09..=0x0D | 0x1C..=0x20 | 0x85 | 0xA0 => true,
        0..=0xFF => false,
        0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 => true,
        _ => false,
    }
}

/// Whether `splitlines` ends a line at the character.
pub(super) fn is_line_break(code: u32) -> bool {
    matches!(code, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

pub(super) fn is_upper(code: u32) -> bool {
    known(code).is_some_and(char::is_uppercase)
}

pub(super) fn is_lower(code: u32) -> bool {
    // U+0295 counted as a lowercase letter until Unicode 16.
    code == 0x295 || known(code).is_some_and(char::is_lowercase)
}

/// Whether the character is a titlecase letter, as the digraph in "ǅ".
pub(super) fn is_title(code: u32) -> bool {
    matches!(
        code,
        0x1C5 | 0x1C8 | 0x1CB | 0x1F2 | 0x1F88..=0x1F8F | 0x1F98..=0x1F9F
            | 0x1FA8..=0x1FAF | 0x1FBC | 0x1FCC | 0x1FFC
    )
}

/// Whether the character may begin a name.
pub(super) fn is_xid_start(code: u32) -> bool {
    known(code).is_some_and(unicode_ident::is_xid_start)
}

/// Whether the character may go on a name.
pub(super) fn is_xid_continue(code: u32) -> bool {
    known(code).is_some_and(unicode_ident::is_xid_continue)
}

/// One to three characters that stand for one.
#[derive(Clone, Copy)]
pub(super) struct Form {
    codes: [u32; 3],
    len: usize,
}

impl Form {
    /// The character itself.
    fn itself(code: u32) -> Form {
        let codes = [code, 0, 0];
        Form { codes, len: 1 }
    }

    /// These characters; the character itself if one of them is not known yet.
    fn of(code: u32, chars: impl Iterator<Item = char>) -> Form {
        let mut form = Form {
            codes: [0; 3],
            len: 0,
        };
        for char in chars.map(u32::from) {
            if !is_printable(char) || form.len == 3 {
                return Form::itself(code);
            }
            form.codes[form.len] = char;
            form.len += 1;
        }
        form
    }
}

impl std::ops::Deref for Form {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.codes[..self.len]
    }
}

/// The character itself, as a form.
pub(super) fn itself(code: u32) -> Form {
    Form::itself(code)
}

/// What the standard library makes of a sigma behind these characters tells of what
/// kind they are: it takes the form that ends a word behind a cased letter, and looks
/// through those that do not matter.
fn ends_word(before: &[char]) -> bool {
    let text: String = before.iter().chain(&['\u{3A3}']).collect();
    text.to_lowercase().ends_with('\u{3C2}')
}

/// Whether the character has a case.
pub(super) fn is_cased(code: u32) -> bool {
    is_lower(code) || is_upper(code) || is_title(code)
}

/// Whether the character does not matter to the case of its neighbours, as accents.
pub(super) fn is_case_ignorable(code: u32) -> bool {
    match char::from_u32(code) {
        Some(c) if !c.is_ascii_alphanumeric() => {
            !ends_word(&[c]) && ends_word(&['A', c])
        }
        _ => false,
    }
}

/// The uppercase form.
pub(super) fn upper(code: u32) -> Form {
    match known(code) {
        Some(c) if c.is_ascii() => Form::itself(c.to_ascii_uppercase().into()),
        Some(c) => Form::of(code, c.to_uppercase()),
        None => Form::itself(code),
    }
}

/// The lowercase form.
pub(super) fn lower(code: u32) -> Form {
    match known(code) {
        Some(c) if c.is_ascii() => Form::itself(c.to_ascii_lowercase().into()),
        Some(c) => Form::of(code, c.to_lowercase()),
        None => Form::itself(code),
    }
}

/// The titlecase form.
pub(super) fn title(code: u32) -> Form {
    if code < 0x80 {
        return upper(code);
    }
    if inside(TITLE_ITSELF, code) {
        return Form::itself(code);
    }
    match TITLE.binary_search_by_key(&code, |&(letter, _)| letter) {
        Ok(at) => Form::of(code, TITLE[at].1.chars()),
        Err(_) => upper(code),
    }
}

/// The form in which letters that differ only in case are equal.
pub(super) fn fold(code: u32) -> Form {
    match code {
        0..0x80 => lower(code),
        // The dotless i has no other form; Cherokee folds to its older, upper case.
        0x131 => Form::itself(code),
        0x13A0..=0x13FF | 0xAB70..=0xABBF => upper(code),
        0x1E9E => Form::of(code, "ss".chars()),
        _ => {
            let mut folded = Form {
                codes: [0; 3],
                len: 0,
            };
            for &part in upper(code).iter() {
                for &part in lower(part).iter() {
                    if folded.len == 3 {
                        return Form::itself(code);
                    }
                    folded.codes[folded.len] = part;
                    folded.len += 1;
                }
            }
            folded
        }
    }
}
