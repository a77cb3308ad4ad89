//! `math`: functions of floats (`Modules/mathmodule.c@v3.13.0`).

use super::ModuleDef;
use super::math_floats::{
    dist, frexp, fsum, is_close, ldexp, length, log, logarithm, next_after, pow,
    remainder, ulp,
};
use crate::attributes::slot_functions::call_bound;
use crate::objects::args::check_count;
use crate::objects::{dict, float_methods, float_ops};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;
use std::f64::consts::{E, PI, TAU};

/// A function of one float: its name, what it computes.
macro_rules! one {
    ($name:literal, $compute:expr) => {
        MethodDef::one($name, |rt, _, x| {
            let compute: fn(f64) -> f64 = $compute;
            let x = real(rt, x)?;
            rt.new_float(checked(rt, compute(x), x.is_nan(), x.is_infinite())?)
        })
    };
}

/// A function of two floats.
macro_rules! two {
    ($name:literal, $compute:expr) => {
        MethodDef::many($name, |rt, _, args| {
            check_count(rt, $name, args.len(), 2, 2)?;
            let compute: fn(f64, f64) -> f64 = $compute;
            let (x, y) = (real(rt, &args[0])?, real(rt, &args[1])?);
            let nan = x.is_nan() || y.is_nan();
            let infinite = x.is_infinite() || y.is_infinite();
            rt.new_float(checked(rt, compute(x, y), nan, infinite)?)
        })
    };
}

/// A question about one float.
macro_rules! test {
    ($name:literal, $test:expr) => {
        MethodDef::one($name, |rt, _, x| {
            let test: fn(f64) -> bool = $test;
            rt.new_bool(test(real(rt, x)?))
        })
    };
}

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "math",
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
    one!("acos", f64::acos),
    one!("acosh", libm::acosh),
    one!("asin", f64::asin),
    one!("asinh", libm::asinh),
    one!("atan", f64::atan),
    one!("atanh", |x| inside(x.abs() < 1.0, x, libm::atanh)),
    one!("cbrt", f64::cbrt),
    one!("cos", f64::cos),
    one!("cosh", f64::cosh),
    one!("degrees", |x| x * (180.0 / PI)),
    one!("exp", f64::exp),
    one!("exp2", f64::exp2),
    one!("expm1", f64::exp_m1),
    one!("fabs", f64::abs),
    one!("radians", |x| x * (PI / 180.0)),
    one!("sin", f64::sin),
    one!("sinh", f64::sinh),
    one!("sqrt", f64::sqrt),
    one!("tan", f64::tan),
    one!("tanh", f64::tanh),
    one!("log1p", |x| inside(x > -1.0, x, f64::ln_1p)),
    one!("ulp", ulp),
    two!("atan2", f64::atan2),
    two!("copysign", f64::copysign),
    two!("fmod", |x, y| x % y),
    two!("pow", pow),
    two!("remainder", remainder),
    MethodDef::keywords("nextafter", next_after),
    test!("isfinite", f64::is_finite),
    test!("isinf", f64::is_infinite),
    test!("isnan", f64::is_nan),
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
        match x.mul_add(y, z) {
            result if result.is_nan() && !nan => {
                Err(rt.value_error("invalid operation in fma"))
            }
            result if result.is_infinite() && !infinite => {
                Err(rt.raise(Builtin::OverflowError, "overflow in fma"))
            }
            result => rt.new_float(result),
        }
    }),
];

/// A function where it is defined; at a pole too, CPython calls it a wrong argument.
fn inside(is_defined: bool, x: f64, compute: fn(f64) -> f64) -> f64 {
    if is_defined { compute(x) } else { f64::NAN }
}

/// The float that an argument is.
pub(super) fn real(rt: &Runtime, object: &Obj) -> PyResult<f64> {
    float_methods::expect_number(rt, object)
}

pub(super) fn domain(rt: &Runtime) -> Raised {
    rt.value_error("math domain error")
}

/// A result that is no number where the arguments were, or infinite where they were
/// not, is an error.
pub(super) fn checked(
    rt: &Runtime,
    result: f64,
    nan: bool,
    infinite: bool,
) -> PyResult<f64> {
    if result.is_nan() && !nan {
        return Err(domain(rt));
    }
    if result.is_infinite() && !infinite {
        return Err(rt.raise(Builtin::OverflowError, "math range error"));
    }
    Ok(result)
}

/// An integer near a number: what its special method says, or that of its float.
fn whole(rt: &Runtime, x: &Obj, method: &str, round: fn(f64) -> f64) -> PyResult {
    if !x.ty().is_exactly(Builtin::Float)
        && let Some(whole) = call_bound(rt, x, method, &[])?
    {
        return Ok(whole);
    }
    float_ops::whole(rt, round(real(rt, x)?))
}

fn trunc(rt: &Runtime, _: &Obj, x: &Obj) -> PyResult {
    match call_bound(rt, x, "__trunc__", &[])? {
        Some(whole) => Ok(whole),
        None => {
            let what = x.ty().name();
            let message = format!("type {what} doesn't define __trunc__ method");
            Err(rt.type_error(message))
        }
    }
}
