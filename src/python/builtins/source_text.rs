//! What `exec`, `eval` and `compile` are given, as text: a str, or bytes in UTF-8 or in
//! the encoding that a comment in one of the first two lines names (PEP 263,
//! `Parser/tokenizer/helpers.c@v3.13.0#_PyTokenizer_check_coding_spec`).

use crate::objects::builtin_function::plain;
use crate::objects::bytes::octets;
use crate::objects::str::Text;
use crate::objects::str_decode::decoded;
use crate::python::session::raise_syntax_error;
use crate::python::syntax::SyntaxError;
use crate::python::unit::Position;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

/// The mark that says that bytes are UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A source as text; `None` for objects that are neither text nor bytes.
pub(crate) fn source_text(
    rt: &Runtime,
    source: &Obj,
    filename: &str,
) -> PyResult<Option<String>> {
    if let Some(text) = Text::of(source) {
        rt.cache_utf8(source)?;
        return Ok(Some(text.to_rust()));
    }
    let Some(data) = octets(source) else {
        return Ok(None);
    };
    let marked = data.starts_with(MARK);
    let data = data.strip_prefix(MARK).unwrap_or(&data);
    let encoding = cookie(data).map(|name| normal(&name));
    match encoding {
        Some(name) if marked && name != "utf-8" => {
            let message = format!("encoding problem: {name} with BOM");
            Err(nowhere(rt, message, filename))
        }
        Some(name) if name != "utf-8" => match decoded(rt, data, &name, "strict") {
            Ok(text) => Ok(Some(plain(&text))),
            Err(raised) => {
                let message = words_of(rt, raised)?;
                Err(nowhere(rt, message, filename))
            }
        },
        _ => match std::str::from_utf8(data) {
            Ok(text) => Ok(Some(text.to_owned())),
            Err(error) => explain(rt, data, error.valid_up_to(), filename).map(Some),
        },
    }
}

/// The encoding that a comment in the first two lines names; in the second only if the
/// first has nothing but a comment.
fn cookie(data: &[u8]) -> Option<String> {
    for line in data.split(|byte| *byte == b'\n').take(2) {
        let text = line.trim_ascii();
        let Some(comment) = text.strip_prefix(b"#") else {
            if text.is_empty() {
                continue;
            }
            return None;
        };
        let found = comment.windows(7).enumerate().find(|(_, word)| {
            word.starts_with(b"coding") && matches!(word[6], b':' | b'=')
        });
        if let Some((at, _)) = found {
            let name = comment[at + 7..].trim_ascii_start().iter();
            let name = name.take_while(|byte| {
                byte.is_ascii_alphanumeric() || b"-_.".contains(byte)
            });
            let name: String = name.map(|byte| char::from(*byte)).collect();
            if !name.is_empty() {
                return Some(name);
            }
        }
    }
    None
}

/// The name under which an encoding is known, for the two that have many.
fn normal(name: &str) -> String {
    let word: String = name.chars().take(12).collect();
    let word = word.to_ascii_lowercase().replace('_', "-");
    let is = |known: &str| {
        word.strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    match () {
        () if is("utf-8") => "utf-8".to_owned(),
        () if ["latin-1", "iso-8859-1", "iso-latin-1"].into_iter().any(is) => {
            "iso-8859-1".to_owned()
        }
        () => name.to_owned(),
    }
}

/// The text of bytes that are not UTF-8 in a comment; anywhere else they are an error,
/// of the string that they stand in.
fn explain(
    rt: &Runtime,
    data: &[u8],
    wrong: usize,
    filename: &str,
) -> PyResult<String> {
    let line_start = data[..wrong]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let (mut quote, mut comment) = (None, false);
    for (at, byte) in data.iter().enumerate().take(wrong).skip(line_start) {
        match (quote, byte) {
            (None, b'\'' | b'"') => quote = Some((at, *byte)),
            (None, b'#') => comment = true,
            (Some((_, open)), byte) if open == *byte => quote = None,
            _ => {}
        }
        if comment {
            return Ok(String::from_utf8_lossy(data).into_owned());
        }
    }
    let rest = &data[line_start..];
    let line_end = rest.iter().position(|byte| *byte == b'\n');
    let line = &rest[..line_end.unwrap_or(rest.len())];
    let (start, content) = match quote {
        Some((at, open)) => {
            let body = &line[at + 1 - line_start..];
            let end = body.iter().position(|byte| *byte == open);
            (at - line_start, &body[..end.unwrap_or(body.len())])
        }
        None => (wrong - line_start, &line[wrong - line_start..]),
    };
    let message = match decoded(rt, content, "utf-8", "strict") {
        Ok(_) => "invalid utf-8".to_owned(),
        Err(raised) => words_of(rt, raised)?,
    };
    let number = data[..line_start]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1;
    let columns =
        |length: usize| String::from_utf8_lossy(&line[..length]).chars().count();
    let end = start + content.len() + 2;
    let at = Position {
        line: number as i32,
        end_line: number as i32,
        col: columns(start) as i32,
        end_col: columns(end.min(line.len())) as i32,
    };
    let mut error = SyntaxError::new(format!("(unicode error) {message}"), at);
    error.text = Some(format!("{}\n", String::from_utf8_lossy(line)));
    Err(raise_syntax_error(rt, &error, filename))
}

/// A `SyntaxError` of the source as a whole.
fn nowhere(rt: &Runtime, message: String, filename: &str) -> Raised {
    let made = || -> PyResult {
        let none = || rt.none().clone();
        let place = vec![
            rt.new_str(filename)?,
            rt.new_int(0)?,
            rt.new_int(-1)?,
            none(),
        ];
        let args = [rt.new_str(&message)?, rt.new_tuple(place)?];
        rt.call_with(&rt.type_obj(Builtin::SyntaxError), &args)
    };
    match made() {
        Ok(error) => rt.raise_object(error),
        Err(raised) => raised,
    }
}

/// What an exception says.
fn words_of(rt: &Runtime, raised: Raised) -> PyResult<String> {
    match rt.fetch(raised) {
        Some(error) => Ok(plain(&rt.str_of(&error)?)),
        None => Err(rt.raise_pending(crate::runtime::Pending::Stopped)),
    }
}
