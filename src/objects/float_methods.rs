//! `float(...)` and the methods of floats (`Objects/floatobject.c@v3.13.0`).

use super::args::check_count;
use super::float::value;
use super::float_ops::{of_int, own, whole};
use super::int::to_isize_clipped;
use super::str::Text;
use super::{float_hex, float_text, format_spec, int_float};
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, GetSetDef, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use num_bigint::BigInt;
use num_integer::Integer;

/// `float(x=0, /)`, also for subclasses.
pub(crate) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    if !class.flags().has(TypeFlags::HEAPTYPE) || !has_own_init(class) {
        args.no_keywords(rt, "float")?;
    }
    let items = args.positionals();
    check_count(rt, "float", items.len(), 0, 1)?;
    let Some(argument) = items.first() else {
        return rt.new_float_of(class, 0.0);
    };
    if class.is_exactly(Builtin::Float) && argument.ty().is_exactly(Builtin::Float) {
        return Ok(argument.clone());
    }
    rt.new_float_of(class, number_or_text(rt, argument)?)
}

/// What an object is as a float, or what the text that it is says. A subclass of str may
/// say what number its text is.
fn number_or_text(rt: &Runtime, argument: &Obj) -> PyResult<f64> {
    let is_plain_text = argument.ty().is_exactly(Builtin::Str);
    if !is_plain_text && let Some(number) = number(rt, argument)? {
        return Ok(number);
    }
    if let Some(text) = Text::of(argument) {
        return parse(rt, argument, text.len(), text.code_points());
    }
    if let Some(octets) = super::bytes::octets(argument) {
        // A byte that is not ASCII is in no number.
        let codes = octets.iter().map(|byte| u32::from(*byte.min(&0x80)));
        return parse(rt, argument, octets.len(), codes);
    }
    let what = argument.ty().name();
    Err(rt.type_error(format!(
        "float() argument must be a string or a real number, not '{what}'"
    )))
}

/// Whether instances of a class are made ready by an `__init__` of its own, which then
/// says what arguments it takes.
fn has_own_init(class: View<'_, PyTypeObject>) -> bool {
    let base = class.runtime().ty(Builtin::Object).tp_init.get();
    match (class.tp_init.get(), base) {
        (Some(own), Some(base)) => !std::ptr::fn_addr_eq(own, base),
        (own, _) => own.is_some(),
    }
}

fn parse(
    rt: &Runtime,
    object: &Obj,
    length: usize,
    codes: impl Iterator<Item = u32>,
) -> PyResult<f64> {
    rt.spend(length as u64 / 16)?;
    match float_text::parse(codes) {
        Some(number) => Ok(number),
        None => {
            let repr = rt.repr(object)?;
            let repr = Text::of(&repr).map(Text::to_rust).unwrap_or_default();
            let message = format!("could not convert string to float: {repr}");
            Err(rt.value_error(message))
        }
    }
}

/// What `__float__` or `__index__` says that an object is as a float; `None` for
/// objects that have neither (`Objects/abstract.c@v3.13.0#PyNumber_Float`).
pub(crate) fn number(rt: &Runtime, object: &Obj) -> PyResult<Option<f64>> {
    let ty = object.ty();
    let suite = ty.as_number();
    if let Some(slot) = suite.and_then(|suite| suite.nb_float.get()) {
        let float = slot(rt, object)?;
        if !float.ty().is_exactly(Builtin::Float) {
            let (own, what) = (ty.name(), float.ty().name());
            let message = format!("{own}.__float__ returned non-float (type {what})");
            if value(&float).is_none() {
                return Err(rt.type_error(message));
            }
            rt.strict_subclass(&message, "float")?;
        }
        return Ok(value(&float));
    }
    if suite.is_some_and(|suite| suite.nb_index.get().is_some()) {
        return of_int(rt, &rt.index(object)?);
    }
    Ok(None)
}

/// An object as a float, as functions that want a real number take it.
pub(crate) fn expect_number(rt: &Runtime, object: &Obj) -> PyResult<f64> {
    number(rt, object)?.ok_or_else(|| {
        let what = object.ty().name();
        rt.type_error(format!("must be real number, not {what}"))
    })
}

fn is_integer(rt: &Runtime, this: &Obj) -> PyResult {
    let value = own(this);
    rt.new_bool(value.is_finite() && value.floor() == value)
}

fn trunc(rt: &Runtime, this: &Obj) -> PyResult {
    whole(rt, own(this))
}

fn floor(rt: &Runtime, this: &Obj) -> PyResult {
    whole(rt, own(this).floor())
}

fn ceil(rt: &Runtime, this: &Obj) -> PyResult {
    whole(rt, own(this).ceil())
}

/// `round(x)` gives an int, `round(x, ndigits)` a float.
fn round(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "__round__", args.len(), 0, 1)?;
    let value = own(this);
    let Some(ndigits) = args.first().filter(|ndigits| !ndigits.is(rt.none())) else {
        return whole(rt, value.round_ties_even());
    };
    let (ndigits, _) = to_isize_clipped(&rt.index(ndigits)?);
    let rounded = round_to(value, ndigits);
    if rounded.is_infinite() && value.is_finite() {
        let message = "rounded value too large to represent";
        return Err(rt.raise(Builtin::OverflowError, message));
    }
    rt.new_float(rounded)
}

/// The float nearest to the value rounded to so many digits behind the point
/// (`Objects/floatobject.c@v3.13.0#double_round`).
fn round_to(value: f64, ndigits: isize) -> f64 {
    /// Beyond these, rounding changes nothing, or leaves nothing.
    const MOST: isize = 323;
    const LEAST: isize = -308;
    if !value.is_finite() || ndigits > MOST {
        return value;
    }
    if ndigits < LEAST {
        return 0.0 * value;
    }
    if let Ok(ndigits) = usize::try_from(ndigits) {
        return format!("{value:.ndigits$}").parse().unwrap_or(value);
    }
    // The float's exact value as a fraction, in units of a power of ten.
    let (numerator, denominator) = fraction(value.abs());
    let unit = denominator * BigInt::from(10).pow(ndigits.unsigned_abs() as u32);
    let (quotient, rest) = numerator.div_rem(&unit);
    let up = match (rest * 2u32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient.is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    let text = format!("{}e{}", quotient + u32::from(up), -ndigits);
    let rounded: f64 = text.parse().unwrap_or(value);
    rounded.copysign(value)
}

/// A finite float as a fraction in lowest terms.
fn fraction(value: f64) -> (BigInt, BigInt) {
    let (mantissa, exponent, negative) = int_float::parts(value);
    let twos = i64::from(mantissa.trailing_zeros().min(63));
    let (mantissa, exponent) = match mantissa {
        0 => (0, 0),
        _ => (mantissa >> twos, exponent + twos),
    };
    let power = BigInt::from(1) << exponent.unsigned_abs();
    let magnitude = BigInt::from(mantissa);
    let signed = if negative { -magnitude } else { magnitude };
    if exponent >= 0 {
        (signed * power, BigInt::from(1))
    } else {
        (signed, power)
    }
}

fn as_integer_ratio(rt: &Runtime, this: &Obj) -> PyResult {
    let value = own(this);
    if value.is_infinite() {
        let message = "cannot convert Infinity to integer ratio";
        return Err(rt.raise(Builtin::OverflowError, message));
    }
    if value.is_nan() {
        return Err(rt.value_error("cannot convert NaN to integer ratio"));
    }
    let (numerator, denominator) = fraction(value);
    rt.new_tuple(vec![rt.new_big(&numerator)?, rt.new_big(&denominator)?])
}

fn hex(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_latin1(float_hex::to_hex(own(this)).as_bytes())
}

fn fromhex(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    args.no_keywords(rt, "float.fromhex")?;
    let [argument] = args.items else {
        let given = args.items.len();
        return Err(rt.type_error(format!(
            "float.fromhex() takes exactly one argument ({given} given)"
        )));
    };
    let Some(text) = Text::of(argument) else {
        return Err(rt.type_error("bad argument type for built-in operation"));
    };
    rt.spend(text.len() as u64 / 16)?;
    let value = float_hex::from_hex(&text.to_rust()).map_err(|error| match error {
        float_hex::HexError::Invalid => {
            rt.value_error("invalid hexadecimal floating-point string")
        }
        float_hex::HexError::TooLarge => rt.raise(
            Builtin::OverflowError,
            "hexadecimal value too large to represent as a float",
        ),
    })?;
    of_class(rt, class, value)
}

/// A float, or what a subclass makes of one.
fn of_class(rt: &Runtime, class: &Obj, value: f64) -> PyResult {
    let float = rt.new_float(value)?;
    if class.is(&rt.type_obj(Builtin::Float)) {
        return Ok(float);
    }
    rt.call_with(class, &[float])
}

fn getnewargs(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_tuple(vec![rt.new_float(own(this))?])
}

fn getformat(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let items = args.positionals();
    check_count(rt, "float.__getformat__", items.len(), 1, 1)?;
    let Some(kind) = Text::of(&items[0]) else {
        let what = items[0].ty().name();
        let message = format!("__getformat__() argument must be str, not {what}");
        return Err(rt.type_error(message));
    };
    if kind.equals("double") || kind.equals("float") {
        return rt.new_str("IEEE, little-endian");
    }
    let message = "__getformat__() argument 1 must be 'double' or 'float'";
    Err(rt.value_error(message))
}

fn format(rt: &Runtime, this: &Obj, spec: &Obj) -> PyResult {
    format_spec::check_spec(rt, spec)?;
    format_spec::format_float_object(rt, this, own(this), spec)
}

fn imag(rt: &Runtime, _: &Obj) -> PyResult {
    rt.new_float(0.0)
}

/// `repr(this)`
pub(crate) fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_latin1(float_text::repr(own(this)).as_bytes())
}

/// The methods of `float`.
pub static METHODS: &[MethodDef] = &[
    MethodDef::none("conjugate", super::float_ops::itself),
    MethodDef::none("__trunc__", trunc),
    MethodDef::none("__floor__", floor),
    MethodDef::none("__ceil__", ceil),
    MethodDef::many("__round__", round),
    MethodDef::none("as_integer_ratio", as_integer_ratio),
    MethodDef {
        name: "fromhex",
        function: Function::Class(fromhex),
    },
    MethodDef::none("hex", hex),
    MethodDef::none("is_integer", is_integer),
    MethodDef::none("__getnewargs__", getnewargs),
    MethodDef {
        name: "__getformat__",
        function: Function::Class(getformat),
    },
    MethodDef::one("__format__", format),
];

/// The computed attributes of `float`.
pub static GETSET: &[GetSetDef] = &[
    GetSetDef::get("real", super::float_ops::itself),
    GetSetDef::get("imag", imag),
];
