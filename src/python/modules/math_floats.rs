//! What the functions of `math` compute that Rust's own floats do not
//! (`Modules/mathmodule.c@v3.13.0`).

use super::math::{checked, domain, real};
use crate::attributes::slot_functions::call_bound;
use crate::objects::args::{Limits, check_count};
use crate::objects::int_float::{parts as parts_of, scale};
use crate::objects::{complex, int};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;
use num_traits::Signed;
use std::f64::consts::LN_2;

pub(super) fn pow(x: f64, y: f64) -> f64 {
    // 0.0 to a negative power is a domain error, not a range error.
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return f64::NAN;
    }
    x.powf(y)
}

pub(super) fn ulp(x: f64) -> f64 {
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

/// The float so many steps from `x` towards `y`, one if no number is given.
pub(super) fn next_after(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let names = ["", "", "steps"];
    let limits = Limits::required(2).positional_only(2).keyword_only(2);
    let [x, y, steps] = args.parse(rt, "nextafter", names, limits)?;
    let number = |object: Option<&Obj>| object.map_or(Ok(0.0), |x| real(rt, x));
    let (x, y) = (number(x)?, number(y)?);
    let steps = match steps.filter(|steps| !steps.is(rt.none())) {
        Some(steps) => {
            let steps = int::to_big(&rt.index(steps)?).unwrap_or_default();
            if steps.is_negative() {
                return Err(rt.value_error("steps must be a non-negative integer"));
            }
            Some(u64::try_from(&steps).unwrap_or(u64::MAX))
        }
        None => None,
    };
    rt.new_float(step_towards(x, y, steps))
}

fn step_towards(x: f64, y: f64, steps: Option<u64>) -> f64 {
    if x.is_nan() || steps == Some(0) {
        return x;
    }
    if y.is_nan() || x == y {
        return y;
    }
    // The place of a float in the order of all of them.
    let place = |x: f64| {
        let size = (x.to_bits() & (u64::MAX >> 1)) as i64;
        i128::from(if x.is_sign_negative() { -size } else { size })
    };
    let (from, to) = (place(x), place(y));
    let count = i128::from(steps.unwrap_or(1)).min((to - from).abs());
    let reached = from + count * (to - from).signum();
    let size = f64::from_bits(reached.unsigned_abs() as u64);
    match reached {
        0 if to == 0 && steps.is_some() => y,
        0 => 0f64.copysign(x),
        _ if reached < 0 => -size,
        _ => size,
    }
}

/// The difference to the nearest multiple, the even one of two
/// (`Modules/mathmodule.c@v3.13.0#m_remainder`).
pub(super) fn remainder(x: f64, y: f64) -> f64 {
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

/// A logarithm; of an int that is too large for a float, by its bits. `of_two` is the
/// logarithm of 2.
pub(super) fn logarithm(
    rt: &Runtime,
    x: &Obj,
    log: fn(f64) -> f64,
    of_two: f64,
) -> PyResult<f64> {
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

pub(super) fn log(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
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

pub(super) fn frexp(rt: &Runtime, _: &Obj, x: &Obj) -> PyResult {
    let x = real(rt, x)?;
    let (mut mantissa, mut exponent) = (x, 0);
    if x != 0.0 && x.is_finite() {
        let (bits, power, negative) = parts_of(x);
        let length = 64 - i64::from(bits.leading_zeros());
        mantissa = scale(bits as f64, -length);
        if negative {
            mantissa = -mantissa;
        }
        exponent = power + length;
    }
    rt.new_tuple(vec![rt.new_float(mantissa)?, rt.new_int(exponent)?])
}

pub(super) fn ldexp(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
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

/// The length of a vector (`Modules/mathmodule.c@v3.13.0#vector_norm`): scaled by a power
/// of two so that nothing overflows on the way, the squares summed with what rounding
/// takes from them, and the root improved by one step of Newton's.
pub(super) fn length(parts: &[f64]) -> f64 {
    if parts.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    let max = parts.iter().fold(0.0, |max: f64, x| max.max(x.abs()));
    if parts.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || parts.len() < 2 {
        return max;
    }
    if max < f64::MIN_POSITIVE {
        let larger: Vec<f64> = parts.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * length(&larger);
    }
    let (bits, power, _) = parts_of(max);
    let exponent = power + 64 - i64::from(bits.leading_zeros());
    let mut sum = Exact {
        high: 1.0,
        squares: 0.0,
        sums: 0.0,
    };
    for x in parts {
        let x = scale(*x, -exponent);
        sum.add_product(x, x);
    }
    let root = sum.above_one().sqrt();
    sum.add_product(-root, root);
    scale(root + sum.above_one() / (2.0 * root), exponent)
}

/// A sum of products, begun at 1, and what was rounded away: of the products, and of the
/// sums.
struct Exact {
    high: f64,
    squares: f64,
    sums: f64,
}

impl Exact {
    fn add_product(&mut self, x: f64, y: f64) {
        let product = x * y;
        self.squares += x.mul_add(y, -product);
        let sum = self.high + product;
        self.sums += (self.high - sum) + product;
        self.high = sum;
    }

    fn above_one(&self) -> f64 {
        self.high - 1.0 + (self.squares + self.sums)
    }
}

pub(super) fn dist(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
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
pub(super) fn fsum(rt: &Runtime, _: &Obj, items: &Obj) -> PyResult {
    let iterator = rt.iter(items)?;
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut has_nan) = (0.0, false);
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        let mut x = real(rt, &item)?;
        if !x.is_finite() {
            special += x;
            has_nan |= x.is_nan();
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
        if x.is_infinite() {
            let message = "intermediate overflow in fsum";
            return Err(rt.raise(Builtin::OverflowError, message));
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if special.is_nan() && !has_nan {
        return Err(rt.value_error("-inf + inf in fsum"));
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

/// What `isclose` is asked: two numbers, and how far apart they may be.
fn close_args<T>(
    rt: &Runtime,
    args: Args<'_>,
    number: fn(&Runtime, &Obj) -> PyResult<T>,
) -> PyResult<(T, T, f64, f64)> {
    let names = ["a", "b", "rel_tol", "abs_tol"];
    let limits = Limits::required(2).keyword_only(2);
    let [a, b, relative, absolute] = args.parse(rt, "isclose", names, limits)?;
    let (Some(a), Some(b)) = (a, b) else {
        return Err(rt.type_error("isclose() needs two numbers"));
    };
    let (a, b) = (number(rt, a)?, number(rt, b)?);
    let relative = relative.map_or(Ok(1e-9), |given| real(rt, given))?;
    let absolute = absolute.map_or(Ok(0.0), |given| real(rt, given))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(rt.value_error("tolerances must be non-negative"));
    }
    Ok((a, b, relative, absolute))
}

/// `isclose(a, b, *, rel_tol, abs_tol)`
pub(super) fn is_close(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let (a, b, relative, absolute) = close_args(rt, args, real)?;
    let difference = (b - a).abs();
    let near = difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute;
    rt.new_bool(a == b || !a.is_infinite() && !b.is_infinite() && near)
}

/// The real and the imaginary part of an argument.
fn parts(rt: &Runtime, object: &Obj) -> PyResult<[f64; 2]> {
    let number = match complex::value(object) {
        Some(number) => Some(number),
        None => call_bound(rt, object, "__complex__", &[])?
            .as_ref()
            .and_then(complex::value),
    };
    match number {
        Some(number) => Ok([number.real, number.imag]),
        None => Ok([real(rt, object)?, 0.0]),
    }
}

/// `cmath.isclose`: the same of complex numbers.
pub(super) fn is_close_complex(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let (a, b, relative, absolute) = close_args(rt, args, parts)?;
    let size = |[real, imag]: [f64; 2]| real.hypot(imag);
    let difference = size([a[0] - b[0], a[1] - b[1]]);
    let near = difference <= relative * size(b)
        || difference <= relative * size(a)
        || difference <= absolute;
    let infinite = a.iter().chain(&b).any(|part| part.is_infinite());
    rt.new_bool(a == b || !infinite && near)
}
