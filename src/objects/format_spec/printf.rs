//! Numbers in `%`-formatting: `"%08.3f" % x`
//! (`Objects/unicodeobject.c@v3.13.0#unicode_format_arg_format`).

use super::number::digits;
use crate::objects::float_methods::expect_number;
use crate::objects::float_text::{FloatFlags, format_float};
use crate::objects::int::PyLongObject;
use crate::objects::int_methods::from_number;
use crate::objects::int_ops::check_room;
use crate::objects::iterators;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;

/// What stands between `%` and the conversion's letter.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Printf {
    /// `-`: the field is filled on the right.
    pub left: bool,
    /// `+`: a sign always.
    pub plus: bool,
    /// ` `: a space where no sign is.
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`: the field is filled with zeros.
    pub zero: bool,
    /// The least number of characters.
    pub width: usize,
    /// The number behind the point.
    pub precision: Option<usize>,
}

impl Printf {
    /// A number in its field: sign and prefix, zeros, digits.
    fn field(
        self,
        rt: &Runtime,
        negative: bool,
        prefix: &str,
        digits: &str,
    ) -> PyResult<String> {
        let sign = match () {
            () if negative => "-",
            () if self.plus => "+",
            () if self.blank => " ",
            () => "",
        };
        let len = sign.len() + prefix.len() + digits.len();
        let missing = self.width.saturating_sub(len);
        rt.spend(missing as u64 / 16)?;
        check_room(rt, (missing as u64).saturating_mul(8))?;
        Ok(if self.left {
            format!("{sign}{prefix}{digits}{}", " ".repeat(missing))
        } else if self.zero {
            format!("{sign}{prefix}{}{digits}", "0".repeat(missing))
        } else {
            format!("{}{sign}{prefix}{digits}", " ".repeat(missing))
        })
    }
}

/// A number as `%` writes it, for the letters `d i u x X o e E f F g G`.
pub(crate) fn printf_number(
    rt: &Runtime,
    object: &Obj,
    code: char,
    spec: Printf,
) -> PyResult<String> {
    match code {
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' => whole(rt, object, code, spec),
        _ => real(rt, object, code, spec),
    }
}

fn whole(rt: &Runtime, object: &Obj, code: char, spec: Printf) -> PyResult<String> {
    let base = match code {
        'x' | 'X' => 16,
        'o' => 8,
        _ => 10,
    };
    let int = whole_number(rt, object, code)?;
    let text = digits(rt, &int, base, code == 'X')?;
    let precision = spec.precision.unwrap_or(0);
    rt.spend(precision as u64 / 16)?;
    check_room(rt, (precision as u64).saturating_mul(8))?;
    let zeros = "0".repeat(precision.saturating_sub(text.len()));
    let prefix = match code {
        'x' => "0x",
        'X' => "0X",
        'o' => "0o",
        _ => "",
    };
    let prefix = if spec.alternate { prefix } else { "" };
    let negative = int.expect::<PyLongObject>().is_negative();
    spec.field(rt, negative, prefix, &(zeros + &text))
}

/// The int to be written: an int, or what another number is cut to.
fn whole_number(rt: &Runtime, object: &Obj, code: char) -> PyResult {
    if object.cast::<PyLongObject>().is_some() {
        return Ok(object.clone());
    }
    let ty = object.ty();
    let number = ty.as_number().is_some_and(|suite| {
        suite.nb_index.get().is_some()
            || suite.nb_int.get().is_some()
            || suite.nb_float.get().is_some()
    });
    let wrong_type = || -> Raised {
        let wanted = if matches!(code, 'x' | 'X' | 'o') {
            "an integer"
        } else {
            "a real number"
        };
        let what = ty.name();
        let message = format!("%{code} format: {wanted} is required, not {what}");
        rt.type_error(message)
    };
    if !number {
        return Err(wrong_type());
    }
    let int = match code {
        'x' | 'X' | 'o' => rt.index(object),
        _ => from_number(rt, object),
    };
    int.map_err(|raised| {
        if iterators::swallow(rt, Builtin::TypeError) {
            wrong_type()
        } else {
            raised
        }
    })
}

fn real(rt: &Runtime, object: &Obj, code: char, spec: Printf) -> PyResult<String> {
    let value = expect_number(rt, object)?;
    let precision = spec.precision.unwrap_or(6);
    rt.spend(precision as u64 / 16)?;
    check_room(rt, (precision as u64).saturating_mul(8))?;
    let flags = FloatFlags {
        alternate: spec.alternate,
        ..FloatFlags::default()
    };
    let text = format_float(value, code, precision, flags);
    let unsigned = text.strip_prefix('-').unwrap_or(&text);
    spec.field(rt, unsigned.len() < text.len(), "", unsigned)
}
