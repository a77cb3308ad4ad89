//! `%`-formatting of bytes and bytearrays
//! (`Objects/bytesobject.c@v3.13.0#_PyBytes_FormatEx`).

use super::bytes::{make, octets, own};
use super::bytes_new::dunder_bytes;
use super::format_spec::printf::printf_number;
use super::protocol::is_index;
use super::str::Text;
use super::str_percent::{Arguments, Directive, Format};
use super::str_repr::ascii;
use super::str_search::Row;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, TypeFlags};

/// `content % args`
pub(super) fn remainder(rt: &Runtime, this: &Obj, args: &Obj) -> PyResult {
    let Some(content) = octets(this) else {
        return Ok(rt.not_implemented().clone());
    };
    let is_text = Text::of(args).is_some() || octets(args).is_some();
    let mut arguments = Arguments::new(rt, args, is_text);
    let mut format = Format::new(Row::bytes(&content), args);
    let mut out = Vec::new();
    loop {
        rt.spend(1)?;
        rt.check_rust_memory(out.len())?;
        let (literal, more) = format.literal();
        out.extend_from_slice(&content[literal]);
        if !more {
            break;
        }
        let key = |range: std::ops::Range<usize>| rt.new_bytes(&content[range]);
        let directive = format.directive(&mut arguments, key)?;
        if directive.is_percent() {
            out.push(b'%');
        } else {
            let value = arguments.next()?;
            convert(rt, &mut out, &directive, &value)?;
        }
    }
    arguments.finish("bytes")?;
    make(rt, this, &out)
}

fn convert(
    rt: &Runtime,
    out: &mut Vec<u8>,
    directive: &Directive,
    value: &Obj,
) -> PyResult<()> {
    let mut content = match directive.code() {
        's' | 'b' => as_bytes(rt, value)?,
        'r' | 'a' => {
            let repr = ascii(rt, value)?;
            Text::this(&repr).data().to_vec()
        }
        'c' => vec![character(rt, value)?],
        code @ ('d' | 'i' | 'u' | 'o' | 'x' | 'X') => {
            printf_number(rt, value, code, directive.spec)?.into_bytes()
        }
        code @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G') => {
            let ty = value.ty();
            let number = ty.as_number().is_some_and(|suite| {
                suite.nb_float.get().is_some() || suite.nb_index.get().is_some()
            });
            if !number {
                let name = ty.name();
                return Err(
                    rt.type_error(format!("float argument required, not {name}"))
                );
            }
            printf_number(rt, value, code, directive.spec)?.into_bytes()
        }
        _ => return Err(directive.unsupported(rt)),
    };
    if matches!(directive.code(), 's' | 'b' | 'r' | 'a')
        && let Some(most) = directive.spec.precision
    {
        content.truncate(most);
    }
    let (before, after) = directive.field(rt, content.len())?;
    rt.check_rust_memory(out.len() + content.len())?;
    out.resize(out.len() + before, b' ');
    out.append(&mut content);
    out.resize(out.len() + after, b' ');
    Ok(())
}

/// What `%s` writes: the bytes of an object.
fn as_bytes(rt: &Runtime, value: &Obj) -> PyResult<Vec<u8>> {
    if let Some(content) = octets(value) {
        rt.spend(content.len() as u64 / 64)?;
        return Ok(content.into_owned());
    }
    if let Some(made) = dunder_bytes(rt, value)? {
        return Ok(own(&made).into_owned());
    }
    let name = value.ty().name();
    Err(rt.type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not \
         '{name}'"
    )))
}

/// What `%c` writes: a number as a byte, or a row of one.
fn character(rt: &Runtime, value: &Obj) -> PyResult<u8> {
    if let Some([byte]) = octets(value).as_deref() {
        return Ok(*byte);
    }
    if !is_index(value) || value.ty().flags().has(TypeFlags::BYTES_SUBCLASS) {
        let message = "%c requires an integer in range(256) or a single byte";
        return Err(rt.type_error(message));
    }
    let number = rt.as_index(value, None)?;
    u8::try_from(number)
        .map_err(|_| rt.raise(Builtin::OverflowError, "%c arg not in range(256)"))
}
