//! `math`: functions of floats (`Modules/mathmodule.c@v3.13.0`).

use super::ModuleDef;
use crate::objects::args::{Limits, check_count};
use crate::objects::int_float::{parts, scale};
use crate::objects::{dict, float_methods, float_ops, int};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, MethodDef};
use num_traits::Signed;
use std::f64::consts::{E, LN_2, PI, TAU};

/// A function of one float: its name, what it computes, its text.
macro_rules! one {
    ($name:literal, $compute:expr, $doc:literal) => {
        MethodDef::one($name, |rt, _, x| {
            let compute: fn(f64) -> f64 = $compute;
            let x = real(rt, x)?;
            rt.new_float(checked(rt, compute(x), x.is_nan(), x.is_infinite())?)
        })
        .doc($doc)
    };
}

/// A function of two floats.
macro_rules! two {
    ($name:literal, $compute:expr, $doc:literal) => {
        MethodDef::many($name, |rt, _, args| {
            check_count(rt, $name, args.len(), 2, 2)?;
            let compute: fn(f64, f64) -> f64 = $compute;
            let (x, y) = (real(rt, &args[0])?, real(rt, &args[1])?);
            let nan = x.is_nan() || y.is_nan();
            let infinite = x.is_infinite() || y.is_infinite();
            rt.new_float(checked(rt, compute(x, y), nan, infinite)?)
        })
        .doc($doc)
    };
}

/// A question about one float.
macro_rules! test {
    ($name:literal, $test:expr, $doc:literal) => {
        MethodDef::one($name, |rt, _, x| {
            let test: fn(f64) -> bool = $test;
            rt.new_bool(test(real(rt, x)?))
        })
        .doc($doc)
    };
}

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C \
          standard.",
    functions: FUNCTIONS,
    fill: |rt, namespace| {
        for (name, value) in [
            ("pi", PI),
            ("e", E),
            ("tau", TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ] {
            dict::set_str(rt, namespace, name, rt.new_float(value)?)?;
        }
        Ok(())
    },
};

static FUNCTIONS: &[MethodDef] = &[
    one!(
        "acos",
        f64::acos,
        "Return the arc cosine (measured in radians) of x."
    ),
    one!(
        "acosh",
        f64::acosh,
        "Return the inverse hyperbolic cosine of x."
    ),
    one!(
        "asin",
        f64::asin,
        "Return the arc sine (measured in radians) of x."
    ),
    one!(
        "asinh",
        f64::asinh,
        "Return the inverse hyperbolic sine of x."
    ),
    one!(
        "atan",
        f64::atan,
        "Return the arc tangent (measured in radians) of x."
    ),
    one!(
        "atanh",
        f64::atanh,
        "Return the inverse hyperbolic tangent of x."
    ),
    one!("cbrt", f64::cbrt, "Return the cube root of x."),
    one!(
        "cos",
        f64::cos,
        "Return the cosine of x (measured in radians)."
    ),
    one!("cosh", f64::cosh, "Return the hyperbolic cosine of x."),
    one!(
        "degrees",
        |x| x * (180.0 / PI),
        "Convert angle x from radians to degrees."
    ),
    one!("exp", f64::exp, "Return e raised to the power of x."),
    one!("exp2", f64::exp2, "Return 2 raised to the power of x."),
    one!("expm1", f64::exp_m1, "Return exp(x)-1."),
    one!(
        "fabs",
        f64::abs,
        "Return the absolute value of the float x."
    ),
    one!(
        "radians",
        |x| x * (PI / 180.0),
        "Convert angle x from degrees to radians."
    ),
    one!(
        "sin",
        f64::sin,
        "Return the sine of x (measured in radians)."
    ),
    one!("sinh", f64::sinh, "Return the hyperbolic sine of x."),
    one!("sqrt", f64::sqrt, "Return the square root of x."),
    one!(
        "tan",
        f64::tan,
        "Return the tangent of x (measured in radians)."
    ),
    one!("tanh", f64::tanh, "Return the hyperbolic tangent of x."),
    one!(
        "log1p",
        f64::ln_1p,
        "Return the natural logarithm of 1+x (base e)."
    ),
    one!(
        "ulp",
        ulp,
        "Return the value of the least significant bit of the float x."
    ),
    two!(
        "atan2",
        f64::atan2,
        "Return the arc tangent (measured in radians) of y/x."
    ),
    two!("copysign", f64::copysign, "Return x with the sign of y."),
    two!(
        "fmod",
        |x, y| x % y,
        "Return fmod(x, y), according to platform C."
    ),
    two!("pow", pow, "Return x**y (x to the power of y)."),
    two!(
        "remainder",
        remainder,
        "Difference between x and the closest multiple of y."
    ),
    two!(
        "nextafter",
        next_after,
        "Return the next floating-point value after x."
    ),
    test!(
        "isfinite",
        f64::is_finite,
        "Return True if x is neither inf nor nan."
    ),
    test!(
        "isinf",
        f64::is_infinite,
        "Return True if x is an infinity."
    ),
    test!(
        "isnan",
        f64::is_nan,
        "Return True if x is a NaN (not a number)."
    ),
    MethodDef::one("ceil", |rt, _, x| whole(rt, x, "__ceil__", f64::ceil)),
    MethodDef::one("floor", |rt, _, x| whole(rt, x, "__floor__", f64::floor)),
    MethodDef::one("trunc", trunc),
    MethodDef::many("log", log),
    MethodDef::one("log2", |rt, _, x| {
        rt.new_float(logarithm(rt, x, f64::log2, 1.0)?)
    }),
    MethodDef::one("log10", |rt, _, x| {
        rt.new_float(logarithm(rt, x, f64::log10, std::f64::consts::LOG10_2)?)
    }),
    MethodDef::one("frexp", frexp),
    MethodDef::many("ldexp", ldexp),
    MethodDef::one("modf", |rt, _, x| {
        let x = real(rt, x)?;
        let fraction = if x.is_infinite() { 0.0 } else { x - x.trunc() };
        let fraction = rt.new_float(fraction.copysign(x))?;
        rt.new_tuple(vec![fraction, rt.new_float(x.trunc())?])
    }),
    MethodDef::many("hypot", |rt, _, args| {
        let parts: PyResult<Vec<f64>> = args.iter().map(|x| real(rt, x)).collect();
        rt.new_float(length(&parts?))
    }),
    MethodDef::many("dist", dist),
    MethodDef::one("fsum", fsum),
    MethodDef::keywords("isclose", is_close),
    MethodDef::many("fma", |rt, _, args| {
        check_count(rt, "fma", args.len(), 3, 3)?;
        let [x, y, z] = [&args[0], &args[1], &args[2]].map(|x| real(rt, x));
        let (x, y, z) = (x?, y?, z?);
        let nan = [x, y, z].iter().any(|x| x.is_nan());
        let infinite = [x, y, z].iter().any(|x| x.is_infinite());
        rt.new_float(checked(rt, x.mul_add(y, z), nan, infinite)?)
    }),
];

/// The float that an argument is.
fn real(rt: &Runtime, object: &Obj) -> PyResult<f64> {
    float_methods::expect_number(rt, object)
}

fn domain(rt: &Runtime) -> Raised {
    rt.value_error("math domain error")
}

/// A result that is no number where the arguments were, or infinite where they were
/// not, is an error.
fn checked(rt: &Runtime, result: f64, nan: bool, infinite: bool) -> PyResult<f64> {
    if result.is_nan() && !nan {
        return Err(domain(rt));
    }
    if result.is_infinite() && !infinite {
        return Err(rt.raise(Builtin::OverflowError, "math range error"));
    }
    Ok(result)
}

fn pow(x: f64, y: f64) -> f64 {
    // 0.0 to a negative power is a domain error, not a range error.
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return f64::NAN;
    }
    x.powf(y)
}

fn ulp(x: f64) -> f64 {
    if !x.is_finite() {
        return x.abs();
    }
    let x = x.abs();
    let up = x.next_up();
    if up.is_infinite() {
        x - x.next_down()
    } else {
        up - x
    }
}

fn next_after(x: f64, y: f64) -> f64 {
    match x.partial_cmp(&y) {
        None => f64::NAN,
        Some(std::cmp::Ordering::Equal) => y,
        Some(std::cmp::Ordering::Less) => x.next_up(),
        Some(std::cmp::Ordering::Greater) => x.next_down(),
    }
}

/// The difference to the nearest multiple, the even one of two
/// (`Modules/mathmodule.c@v3.13.0#m_remainder`).
fn remainder(x: f64, y: f64) -> f64 {
    if !x.is_finite() || y == 0.0 || y.is_nan() {
        return f64::NAN;
    }
    if y.is_infinite() {
        return x;
    }
    let (absx, absy) = (x.abs(), y.abs());
    let m = absx % absy;
    let c = absy - m;
    let r = if m < c {
        m
    } else if m > c {
        -c
    } else {
        m - 2.0 * ((0.5 * (absx - m)) % absy)
    };
    1f64.copysign(x) * r
}

/// An integer near a number: what its special method says, or that of its float.
fn whole(rt: &Runtime, x: &Obj, method: &str, round: fn(f64) -> f64) -> PyResult {
    if !x.ty().is_exactly(Builtin::Float) {
        let name = rt.intern_str(method)?;
        if crate::attributes::lookup(x.ty(), &name).is_some() {
            return rt.call_method(x, method, &[]);
        }
    }
    float_ops::whole(rt, round(real(rt, x)?))
}

fn trunc(rt: &Runtime, _: &Obj, x: &Obj) -> PyResult {
    let name = rt.intern_str("__trunc__")?;
    if crate::attributes::lookup(x.ty(), &name).is_none() {
        let what = x.ty().name();
        let message = format!("type {what} doesn't define __trunc__ method");
        return Err(rt.type_error(message));
    }
    rt.call_method(x, "__trunc__", &[])
}

/// A logarithm; of an int that is too large for a float, by its bits. `of_two` is the
/// logarithm of 2.
fn logarithm(rt: &Runtime, x: &Obj, log: fn(f64) -> f64, of_two: f64) -> PyResult<f64> {
    let value = match int::to_big(x) {
        Some(big) if !big.is_positive() => return Err(domain(rt)),
        Some(big) if big.bits() > 1000 => {
            let shift = big.bits() - 64;
            let top = crate::objects::int_float::to_f64(&(big >> shift));
            return Ok(log(top.unwrap_or(1.0)) + of_two * shift as f64);
        }
        _ => real(rt, x)?,
    };
    if value <= 0.0 {
        return Err(domain(rt));
    }
    Ok(log(value))
}

fn log(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "log", args.len(), 1, 2)?;
    let x = logarithm(rt, &args[0], f64::ln, LN_2)?;
    let Some(base) = args.get(1) else {
        return rt.new_float(x);
    };
    let base = logarithm(rt, base, f64::ln, LN_2)?;
    if base == 0.0 {
        let message = "division by zero";
        return Err(rt.raise(Builtin::ZeroDivisionError, message));
    }
    rt.new_float(x / base)
}

fn frexp(rt: &Runtime, _: &Obj, x: &Obj) -> PyResult {
    let x = real(rt, x)?;
    let (mut mantissa, mut exponent) = (x, 0);
    if x != 0.0 && x.is_finite() {
        let (bits, power, negative) = parts(x);
        let length = 64 - i64::from(bits.leading_zeros());
        mantissa = scale(bits as f64, -length);
        if negative {
            mantissa = -mantissa;
        }
        exponent = power + length;
    }
    rt.new_tuple(vec![rt.new_float(mantissa)?, rt.new_int(exponent)?])
}

fn ldexp(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "ldexp", args.len(), 2, 2)?;
    let x = real(rt, &args[0])?;
    if int::to_big(&args[1]).is_none() {
        let message = "Expected an int as second argument to ldexp.";
        return Err(rt.type_error(message));
    }
    let exponent = rt.as_index(&args[1], None)? as i64;
    let result = scale(x, exponent.clamp(-5000, 5000));
    rt.new_float(checked(rt, result, x.is_nan(), x.is_infinite())?)
}

/// The length of a vector, scaled so that nothing overflows on the way.
fn length(parts: &[f64]) -> f64 {
    if parts.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    match parts {
        [] => 0.0,
        [x] => x.abs(),
        [x, y] => x.hypot(*y),
        _ => {
            let max = parts.iter().fold(0.0, |max: f64, x| max.max(x.abs()));
            if max == 0.0 || parts.iter().any(|x| x.is_nan()) {
                return parts.iter().map(|x| x.abs()).sum();
            }
            let squares: f64 = parts.iter().map(|x| (x / max) * (x / max)).sum();
            max * squares.sqrt()
        }
    }
}

fn dist(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "dist", args.len(), 2, 2)?;
    let (p, q) = (rt.collect(&args[0])?, rt.collect(&args[1])?);
    if p.len() != q.len() {
        let message = "both points must have the same number of dimensions";
        return Err(rt.value_error(message));
    }
    let sides = p.iter().zip(&q);
    let sides: PyResult<Vec<f64>> = sides
        .map(|(p, q)| Ok(real(rt, p)? - real(rt, q)?))
        .collect();
    rt.new_float(length(&sides?))
}

/// A sum that loses nothing on the way: partial sums that do not overlap (Shewchuk).
fn fsum(rt: &Runtime, _: &Obj, items: &Obj) -> PyResult {
    let iterator = rt.iter(items)?;
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        let mut x = real(rt, &item)?;
        if !x.is_finite() {
            special += x;
            continue;
        }
        let mut kept = 0;
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if special != 0.0 || special.is_nan() {
        return rt.new_float(special);
    }
    rt.new_float(round_partials(&partials))
}

/// The float nearest to a sum of partials, the smallest first.
fn round_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let mut high = rest.next().unwrap_or(0.0);
    let mut low = 0.0;
    for y in rest.by_ref() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Half way between two floats, what is left decides.
    if let Some(next) = rest.next()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let double = low * 2.0;
        let up = high + double;
        if double == up - high {
            high = up;
        }
    }
    high
}

fn is_close(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let names = ["a", "b", "rel_tol", "abs_tol"];
    let limits = Limits::required(2).keyword_only(2);
    let [a, b, relative, absolute] = args.parse(rt, "isclose", names, limits)?;
    let number = |object: Option<&Obj>, default: f64| match object {
        Some(object) => real(rt, object),
        None => Ok(default),
    };
    let (a, b) = (number(a, 0.0)?, number(b, 0.0)?);
    let (relative, absolute) = (number(relative, 1e-9)?, number(absolute, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(rt.value_error("tolerances must be non-negative"));
    }
    let difference = (b - a).abs();
    let near = difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute;
    rt.new_bool(a == b || !a.is_infinite() && !b.is_infinite() && near)
}
