//! `complex(...)` and the methods of complex numbers
//! (`Objects/complexobject.c@v3.13.0#complex_new_impl`).

use super::args::Limits;
use super::complex::value;
use super::complex_ops::{self, Complex, own};
use super::float_methods::number;
use super::float_text::{parse_prefix, without_underscores};
use super::format_spec;
use super::int_text::{is_space, to_ascii_digits};
use super::str::Text;
use crate::attributes::slot_functions::call_bound;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, MethodDef};
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{Builtin, PyTypeObject};

/// `complex(real=0, imag=0)`, also for subclasses.
pub(crate) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0);
    let [real, imag] = args.parse(rt, "complex", ["real", "imag"], limits)?;
    let class = class.expect::<PyTypeObject>();
    if let (Some(real), None) = (real, imag)
        && class.is_exactly(Builtin::Complex)
        && real.ty().is_exactly(Builtin::Complex)
    {
        return Ok(real.clone());
    }
    if let Some(text) = real.and_then(Text::of) {
        if imag.is_some() {
            let message = "complex() can't take second arg if first is a string";
            return Err(rt.type_error(message));
        }
        rt.spend(text.len() as u64 / 16)?;
        return rt.new_complex_of(class, from_text(rt, text, real)?);
    }
    if imag.and_then(Text::of).is_some() {
        return Err(rt.type_error("complex() second arg can't be a string"));
    }
    let first = real.map_or(Ok(Part::Real(0.0)), |real| first_part(rt, real))?;
    let second = imag.map(|imag| second_part(rt, imag)).transpose()?;
    rt.new_complex_of(class, combined(first, second))
}

/// The number that a text spells. `object`, the text itself, is shown where its
/// underscores are not between digits.
fn from_text(rt: &Runtime, text: Text<'_>, object: Option<&Obj>) -> PyResult<Complex> {
    let ascii = to_ascii_digits(text.code_points());
    let Some(plain) = without_underscores(&ascii) else {
        let repr = object.map_or_else(|| rt.done(), |object| rt.repr(object))?;
        let repr = Text::of(&repr).map(Text::to_rust).unwrap_or_default();
        let message = format!("could not convert string to complex: {repr}");
        return Err(rt.value_error(message));
    };
    parse(plain.trim_matches(is_space))
        .ok_or_else(|| rt.value_error("complex() arg is a malformed string"))
}

/// An argument of `complex()`.
#[derive(Clone, Copy)]
enum Part {
    Real(f64),
    Complex(Complex),
}

/// `first + second * 1j`, without touching signs of zeros that nothing is added to.
fn combined(first: Part, second: Option<Part>) -> Complex {
    let (mut real, carried) = match first {
        Part::Real(real) => (real, None),
        Part::Complex(first) => (first.real, Some(first.imag)),
    };
    let Some(second) = second else {
        return Complex {
            real,
            imag: carried.unwrap_or(0.0),
        };
    };
    let mut imag = match second {
        Part::Real(imag) => imag,
        Part::Complex(second) => {
            real -= second.imag;
            second.real
        }
    };
    if let Some(carried) = carried {
        imag += carried;
    }
    Complex { real, imag }
}

fn first_part(rt: &Runtime, object: &Obj) -> PyResult<Part> {
    let special = match value(object) {
        Some(value) if object.ty().is_exactly(Builtin::Complex) => Some(value),
        _ => special(rt, object)?,
    };
    if let Some(value) = special.or_else(|| value(object)) {
        return Ok(Part::Complex(value));
    }
    let real = number(rt, object)?.ok_or_else(|| {
        let what = object.ty().name();
        rt.type_error(format!(
            "complex() first argument must be a string or a number, not '{what}'"
        ))
    })?;
    Ok(Part::Real(real))
}

fn second_part(rt: &Runtime, object: &Obj) -> PyResult<Part> {
    if let Some(value) = value(object) {
        return Ok(Part::Complex(value));
    }
    let imag = number(rt, object)?.ok_or_else(|| {
        let what = object.ty().name();
        rt.type_error(format!(
            "complex() second argument must be a number, not '{what}'"
        ))
    })?;
    Ok(Part::Real(imag))
}

/// What the class's `__complex__` returns, if it has one.
fn special(rt: &Runtime, object: &Obj) -> PyResult<Option<Complex>> {
    if number_type(object) {
        return Ok(None);
    }
    let Some(result) = call_bound(rt, object, "__complex__", &[])? else {
        return Ok(None);
    };
    if !result.ty().is_exactly(Builtin::Complex) {
        let what = result.ty().name();
        let message = format!("__complex__ returned non-complex (type {what})");
        if value(&result).is_none() {
            return Err(rt.type_error(message));
        }
        rt.strict_subclass(&message, "complex")?;
    }
    Ok(value(&result))
}

/// Whether the object is exactly an int or a float, which have no `__complex__`.
fn number_type(object: &Obj) -> bool {
    [Builtin::Int, Builtin::Bool, Builtin::Float]
        .into_iter()
        .any(|number| object.ty().is_exactly(number))
}

/// Reads a complex number: `1`, `2j`, `1+2j`, maybe in brackets.
fn parse(text: &str) -> Option<Complex> {
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim_matches(is_space),
        None => text,
    };
    let is_unit = |text: &str| text.eq_ignore_ascii_case("j");
    let Some((first, rest)) = parse_prefix(text) else {
        let imag = if text.starts_with('-') { -1.0 } else { 1.0 };
        let unit = text.strip_prefix(['+', '-']).unwrap_or(text);
        return is_unit(unit).then_some(Complex { real: 0.0, imag });
    };
    if rest.is_empty() {
        return Some(Complex {
            real: first,
            imag: 0.0,
        });
    }
    if is_unit(rest) {
        return Some(Complex {
            real: 0.0,
            imag: first,
        });
    }
    let signed = rest.strip_prefix(['+', '-'])?;
    let (imag, unit) = parse_prefix(rest).unwrap_or_else(|| {
        let one = if rest.starts_with('-') { -1.0 } else { 1.0 };
        (one, signed)
    });
    is_unit(unit).then_some(Complex { real: first, imag })
}

fn conjugate(rt: &Runtime, this: &Obj) -> PyResult {
    let Complex { real, imag } = own(this);
    rt.new_complex(Complex { real, imag: -imag })
}

fn getnewargs(rt: &Runtime, this: &Obj) -> PyResult {
    let Complex { real, imag } = own(this);
    rt.new_tuple(vec![rt.new_float(real)?, rt.new_float(imag)?])
}

fn format(rt: &Runtime, this: &Obj, spec: &Obj) -> PyResult {
    format_spec::check_spec(rt, spec)?;
    format_spec::format_complex_object(rt, this, own(this), spec)
}

/// The methods of `complex`.
pub static METHODS: &[MethodDef] = &[
    MethodDef::none("conjugate", conjugate),
    MethodDef::none("__complex__", complex_ops::itself),
    MethodDef::none("__getnewargs__", getnewargs),
    MethodDef::one("__format__", format),
];

/// The two numbers that a complex is.
pub static MEMBERS: &[MemberDef] = &[
    MemberDef {
        name: "real",
        offset: 16,
        kind: MemberKind::Double,
        readonly: true,
    },
    MemberDef {
        name: "imag",
        offset: 24,
        kind: MemberKind::Double,
        readonly: true,
    },
];
