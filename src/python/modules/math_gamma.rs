//! The functions of `math` around the gamma function and the error function
//! (`Modules/mathmodule.c@v3.13.0#m_tgamma`): Lanczos' approximation, with the
//! coefficients of CPython, so that the last digit agrees.

use super::ModuleDef;
use super::math::{domain, real};
use super::math_floats::is_close_complex;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;
use std::f64::consts::PI;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "math",
    functions: &[
        MethodDef::one("erf", |rt, _, x| rt.new_float(libm::erf(real(rt, x)?))),
        MethodDef::one("erfc", |rt, _, x| rt.new_float(libm::erfc(real(rt, x)?))),
        MethodDef::one("gamma", |rt, _, x| answer(rt, gamma(real(rt, x)?))),
        MethodDef::one("lgamma", |rt, _, x| answer(rt, log_gamma(real(rt, x)?))),
    ],
    fill: |_, _| Ok(()),
};

/// What `cmath` has of it.
pub(super) static COMPLEX: ModuleDef = ModuleDef {
    name: "_cmath",
    functions: &[MethodDef::keywords("isclose", is_close_complex)],
    fill: |_, _| Ok(()),
};

/// Why a function has no value at a place.
enum Bad {
    Domain,
    Range,
}

fn answer(rt: &Runtime, result: Result<f64, Bad>) -> PyResult {
    match result {
        Ok(value) => rt.new_float(value),
        Err(Bad::Domain) => Err(domain(rt)),
        Err(Bad::Range) => Err(rt.raise(Builtin::OverflowError, "math range error")),
    }
}

/// Lanczos' `g`, chosen for 13 terms.
const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = G - 0.5;

#[expect(clippy::excessive_precision, reason = "as they are published")]
const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Lanczos' sum, a quotient of two polynomials of `x`; of `1 / x` where `x` is large.
fn lanczos_sum(x: f64) -> f64 {
    let pairs = NUMERATOR.iter().zip(&DENOMINATOR);
    let (num, den) = if x < 5.0 {
        let highest_first = pairs.rev();
        highest_first.fold((0.0, 0.0), |(num, den), (n, d)| (num * x + n, den * x + d))
    } else {
        pairs.fold((0.0, 0.0), |(num, den), (n, d)| (num / x + n, den / x + d))
    };
    num / den
}

/// The sine of `pi * x`, exact where it is zero.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

fn gamma(x: f64) -> Result<f64, Bad> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x == f64::NEG_INFINITY || x == 0.0 || x < 0.0 && x == x.floor() {
        return Err(Bad::Domain);
    }
    if x == x.floor() && x <= 23.0 {
        return Ok((2..x as u64).map(|n| n as f64).product());
    }
    let size = x.abs();
    if size < 1e-20 {
        let result = 1.0 / x;
        return finite(result);
    }
    if size > 200.0 {
        return if x < 0.0 {
            Ok(0.0 / sin_pi(x))
        } else {
            Err(Bad::Range)
        };
    }
    let y = size + G_MINUS_HALF;
    // What the sum lost by rounding.
    let lost = if size > G_MINUS_HALF {
        y - size - G_MINUS_HALF
    } else {
        y - G_MINUS_HALF - size
    };
    let lost = lost * G / y;
    let power = if size < 140.0 {
        y.powf(size - 0.5)
    } else {
        y.powf(size / 2.0 - 0.25)
    };
    let mut result;
    if x < 0.0 {
        result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result -= lost * result;
        result /= power;
        if size >= 140.0 {
            result /= power;
        }
    } else {
        result = lanczos_sum(size) / y.exp();
        result += lost * result;
        result *= power;
        if size >= 140.0 {
            result *= power;
        }
    }
    finite(result)
}

fn finite(result: f64) -> Result<f64, Bad> {
    match result.is_infinite() {
        true => Err(Bad::Range),
        false => Ok(result),
    }
}

fn log_gamma(x: f64) -> Result<f64, Bad> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Bad::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = PI.ln() - sin_pi(size).abs().ln() - size.ln() - result;
    }
    finite(result)
}
