//! The functions of `math` whose arguments are ints, and its products.

use super::ModuleDef;
use super::math_extended::Extended;
use crate::objects::args::{Limits, check_count};
use crate::objects::int_ops::{check_room, pay_product};
use crate::objects::operators::Operator;
use crate::objects::{float, int, int_float, protocol};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, MethodDef};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "math",
    functions: FUNCTIONS,
    fill: |_, _| Ok(()),
};

static FUNCTIONS: &[MethodDef] = &[
    MethodDef::many("comb", |rt, _, args| {
        check_count(rt, "comb", args.len(), 2, 2)?;
        choose(rt, &args[0], Some(&args[1]), true)
    }),
    MethodDef::one("factorial", factorial),
    MethodDef::many("gcd", |rt, _, args| {
        fold(rt, args, BigInt::zero(), |a, b| a.gcd(b))
    }),
    MethodDef::one("isqrt", |rt, _, n| {
        let n = whole(rt, n)?;
        if n.is_negative() {
            return Err(rt.value_error("isqrt() argument must be nonnegative"));
        }
        pay_product(rt, n.bits() / 64 + 1, n.bits() / 64 + 1)?;
        rt.new_big(&n.sqrt())
    }),
    MethodDef::many("lcm", |rt, _, args| {
        fold(rt, args, BigInt::one(), |a, b| a.lcm(b))
    }),
    MethodDef::many("perm", |rt, _, args| {
        check_count(rt, "perm", args.len(), 1, 2)?;
        let k = args.get(1).filter(|k| !k.is(rt.none()));
        match k {
            None => factorial(rt, rt.none(), &args[0]),
            k => choose(rt, &args[0], k, false),
        }
    }),
    MethodDef::keywords("prod", prod),
    MethodDef::many("sumprod", sum_of_products),
];

fn whole(rt: &Runtime, object: &Obj) -> PyResult<BigInt> {
    let index = rt.index(object)?;
    Ok(int::to_big(&index).unwrap_or_default())
}

fn fold(
    rt: &Runtime,
    args: &[Obj],
    start: BigInt,
    step: fn(&BigInt, &BigInt) -> BigInt,
) -> PyResult {
    let mut result = start;
    for arg in args {
        let number = whole(rt, arg)?;
        check_room(rt, result.bits() + number.bits())?;
        // A step of the algorithm takes off a bit, and looks at each word.
        let (bits, words) = (result.bits() + number.bits(), result.bits() / 64 + 1);
        rt.spend(bits / 64 * words)?;
        result = step(&result, &number).abs();
    }
    rt.new_big(&result)
}

/// `first * (first + 1) * … * last`, halves first: so the factors are of like size.
fn range_product(rt: &Runtime, first: u64, last: u64) -> PyResult<BigInt> {
    if first > last {
        return Ok(BigInt::one());
    }
    if last - first < 8 {
        return Ok((first..=last).map(BigInt::from).product());
    }
    rt.spend((last - first) / 8)?;
    let middle = first + (last - first) / 2;
    let low = range_product(rt, first, middle)?;
    let high = range_product(rt, middle + 1, last)?;
    check_room(rt, low.bits() + high.bits())?;
    pay_product(rt, low.bits() / 64 + 1, high.bits() / 64 + 1)?;
    Ok(low * high)
}

fn factorial(rt: &Runtime, _: &Obj, n: &Obj) -> PyResult {
    if !protocol::is_index(n) {
        let what = n.ty().name();
        let message = format!("'{what}' object cannot be interpreted as an integer");
        return Err(rt.type_error(message));
    }
    let n = whole(rt, n)?;
    if n.is_negative() {
        let message = "factorial() not defined for negative values";
        return Err(rt.value_error(message));
    }
    let Ok(last) = i64::try_from(&n) else {
        let message = "factorial() argument should not exceed 9223372036854775807";
        return Err(rt.raise(Builtin::OverflowError, message));
    };
    rt.new_big(&range_product(rt, 2, last as u64)?)
}

/// `n! / (n - k)!`, and for combinations divided by `k!`.
fn choose(rt: &Runtime, n: &Obj, k: Option<&Obj>, combinations: bool) -> PyResult {
    let n = whole(rt, n)?;
    let mut k = match k {
        Some(k) => whole(rt, k)?,
        None => n.clone(),
    };
    for (name, value) in [("n", &n), ("k", &k)] {
        if value.is_negative() {
            let message = format!("{name} must be a non-negative integer");
            return Err(rt.value_error(message));
        }
    }
    if k > n {
        return rt.new_int(0);
    }
    if combinations && &n - &k < k {
        k = &n - &k;
    }
    let Ok(k) = i64::try_from(&k) else {
        let what = if combinations { "min(n - k, k)" } else { "k" };
        let message = format!("{what} must not exceed 9223372036854775807");
        return Err(rt.raise(Builtin::OverflowError, message));
    };
    let k = k.unsigned_abs();
    let above = match u64::try_from(&n) {
        Ok(last) => range_product(rt, last - k + 1, last)?,
        Err(_) => product_below(rt, &n, 0, k)?,
    };
    if combinations {
        return rt.new_big(&(above / range_product(rt, 2, k)?));
    }
    rt.new_big(&above)
}

/// `(n - from) * … * (n - to + 1)`, for an n of any size.
fn product_below(rt: &Runtime, n: &BigInt, from: u64, to: u64) -> PyResult<BigInt> {
    match to - from {
        0 => return Ok(BigInt::one()),
        1 => return Ok(n - from),
        _ => {}
    }
    rt.spend(1)?;
    let middle = from + (to - from) / 2;
    let low = product_below(rt, n, from, middle)?;
    let high = product_below(rt, n, middle, to)?;
    check_room(rt, low.bits() + high.bits())?;
    pay_product(rt, low.bits() / 64 + 1, high.bits() / 64 + 1)?;
    Ok(low * high)
}

fn prod(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(1).positional_only(1).keyword_only(1);
    let [items, start] = args.parse(rt, "prod", ["iterable", "start"], limits)?;
    let Some(items) = items else { return rt.done() };
    let mut total = match start {
        Some(start) => start.clone(),
        None => rt.new_int(1)?,
    };
    let iterator = rt.iter(items)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        total = rt.binary(Operator::Multiply, &total, &item)?;
    }
    Ok(total)
}

/// `sumprod(p, q)`: floats are added up in extended precision as long as every product
/// has one (`Modules/mathmodule.c@v3.13.0#math_sumprod_impl`).
fn sum_of_products(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "sumprod", args.len(), 2, 2)?;
    let (p, q) = (rt.iter(&args[0])?, rt.iter(&args[1])?);
    let mut total = rt.new_int(0)?;
    // Before the first float, while there are floats, after the last one.
    let (mut floats, mut may_have) = (None, true);
    loop {
        rt.spend(1)?;
        let pair = (rt.next(&p)?, rt.next(&q)?);
        if let (Some(a), Some(b)) = &pair
            && may_have
        {
            let so_far: Extended = floats.unwrap_or_default();
            if let Some((x, y)) = float_pair(a, b) {
                let more = so_far.plus_product(x, y);
                if more.is_finite() {
                    floats = Some(more);
                    continue;
                }
            }
            let both_ints = is_int(a) && is_int(b);
            may_have = both_ints && floats.is_none();
        }
        let ends = !may_have || pair.0.is_none() || pair.1.is_none();
        if let Some(floats) = floats.take_if(|_| ends) {
            let floats = rt.new_float(floats.to_float())?;
            total = rt.binary(Operator::Add, &total, &floats)?;
        }
        match pair {
            (None, None) => return Ok(total),
            (Some(a), Some(b)) => {
                let product = rt.binary(Operator::Multiply, &a, &b)?;
                total = rt.binary(Operator::Add, &total, &product)?;
            }
            _ => return Err(rt.value_error("Inputs are not the same length")),
        }
    }
}

fn is_int(object: &Obj) -> bool {
    object.ty().is_exactly(Builtin::Int)
}

/// Two factors as floats, if one is a float, and the other one or an int that can be.
fn float_pair(a: &Obj, b: &Obj) -> Option<(f64, f64)> {
    let whole =
        |object: &Obj| match is_int(object) || object.ty().is_exactly(Builtin::Bool) {
            true => int::to_big(object).and_then(|value| int_float::to_f64(&value)),
            false => None,
        };
    match (float::exact(a), float::exact(b)) {
        (Some(x), Some(y)) => Some((x, y)),
        (Some(x), None) => Some((x, whole(b)?)),
        (None, Some(y)) => Some((whole(a)?, y)),
        (None, None) => None,
    }
}
