//! Arithmetic on constants, with Python's results and CPython's limits.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::power;
use crate::python::syntax::tree::{Operator, UnaryOp, Value};
use crate::python::syntax::{chars_of, concat};

/// The most bits an `int` may have that is computed here.
pub(super) const MAX_INT_SIZE: u64 = 128;
/// The most items a tuple may have.
const MAX_COLLECTION_SIZE: u64 = 256;
/// The most characters a string may have.
const MAX_STR_SIZE: u64 = 4096;
/// The most items tuples may have in all, nested ones counted.
const MAX_TOTAL_ITEMS: i64 = 1024;

/// A number as the arithmetic tower sees it.
pub(super) enum Num {
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl Num {
    fn of(v: &Value) -> Option<Self> {
        Some(match v {
            Value::Float(f) => Self::Float(*f),
            Value::Complex(re, im) => Self::Complex(*re, *im),
            v => Self::Int(as_int(v)?),
        })
    }
}

/// The value of an `int` or `bool`.
pub(super) fn as_int(v: &Value) -> Option<BigInt> {
    match v {
        Value::Int(n) => Some(n.clone()),
        Value::True => Some(1.into()),
        Value::False => Some(0.into()),
        _ => None,
    }
}

/// Python's `==`.
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    match (Num::of(a), Num::of(b)) {
        (Some(Num::Int(x)), Some(Num::Int(y))) => x == y,
        (Some(x), Some(y)) => match (complex(&x), complex(&y)) {
            (Some(x), Some(y)) => x == y,
            _ => false,
        },
        (None, None) => match (a, b) {
            (Value::Tuple(x), Value::Tuple(y)) => {
                x.len() == y.len() && x.iter().zip(y).all(|(x, y)| equal(x, y))
            }
            _ => a == b,
        },
        _ => false,
    }
}

pub(super) fn unary(op: UnaryOp, v: &Value) -> Option<Value> {
    if op == UnaryOp::Not {
        return Some(Value::bool(!v.is_true()));
    }
    // CPython warns of `~True` here, but tells it to `sys`, where nobody listens.
    Some(match (op, Num::of(v)?) {
        (UnaryOp::Invert, Num::Int(n)) => Value::Int(!n),
        (UnaryOp::UAdd, Num::Int(n)) => Value::Int(n),
        (UnaryOp::UAdd, _) => v.clone(),
        (UnaryOp::USub, Num::Int(n)) => Value::Int(-n),
        (UnaryOp::USub, Num::Float(f)) => Value::Float(-f),
        (UnaryOp::USub, Num::Complex(re, im)) => Value::Complex(-re, -im),
        _ => return None,
    })
}

/// The result, or `None` where Python raises or the result would be large.
pub(super) fn binary(l: &Value, op: Operator, r: &Value) -> Option<Value> {
    if let (Value::True | Value::False, Value::True | Value::False) = (l, r) {
        let (a, b) = (l.is_true(), r.is_true());
        match op {
            Operator::BitAnd => return Some(Value::bool(a & b)),
            Operator::BitOr => return Some(Value::bool(a | b)),
            Operator::BitXor => return Some(Value::bool(a ^ b)),
            _ => {}
        }
    }
    match (Num::of(l), Num::of(r)) {
        (Some(Num::Int(a)), Some(Num::Int(b))) => ints(a, op, b),
        (Some(a @ Num::Complex(..)), Some(b))
        | (Some(a), Some(b @ Num::Complex(..))) => {
            complexes(complex(&a)?, op, complex(&b)?)
        }
        (Some(a), Some(b)) => floats(float(&a)?, op, float(&b)?),
        (None, Some(Num::Int(n))) if op == Operator::Mult => repeat(l, &n),
        (Some(Num::Int(n)), None) if op == Operator::Mult => repeat(r, &n),
        (None, None) if op == Operator::Add => add_sequences(l, r),
        _ => None,
    }
}

fn bits(n: &BigInt) -> u64 {
    n.bits()
}

fn ints(a: BigInt, op: Operator, b: BigInt) -> Option<Value> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => {
            if !a.is_zero() && !b.is_zero() && bits(&a) + bits(&b) > MAX_INT_SIZE {
                return None;
            }
            a * b
        }
        Operator::Div => return true_divide(&a, &b).map(Value::Float),
        Operator::FloorDiv | Operator::Mod if b.is_zero() => return None,
        Operator::FloorDiv => a.div_floor(&b),
        Operator::Mod => a.mod_floor(&b),
        Operator::Pow => return power::ints(&a, &b),
        Operator::LShift => {
            let shift = b.to_u64()?;
            let zero = a.is_zero() || shift == 0;
            if !zero && (shift > MAX_INT_SIZE || bits(&a) > MAX_INT_SIZE - shift) {
                return None;
            }
            if a.is_zero() { a } else { a << shift }
        }
        Operator::RShift => {
            if b.is_negative() {
                return None;
            }
            match b.to_u64() {
                Some(shift) if shift <= bits(&a) => a >> shift,
                _ => BigInt::from(if a.is_negative() { -1 } else { 0 }),
            }
        }
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        Operator::MatMult => return None,
    };
    Some(Value::Int(value))
}

/// `a / b`, correctly rounded.
fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if b.is_zero() {
        return None;
    }
    if bits(a) <= 53 && bits(b) <= 53 {
        return Some(a.to_f64()? / b.to_f64()?);
    }
    // Scale so that the quotient has 66 bits or so; the remainder decides ties.
    let shift = 66 + bits(b) as i64 - bits(a) as i64;
    let (n, d) = if shift >= 0 {
        (a.abs() << shift, b.abs())
    } else {
        (a.abs(), b.abs() << -shift)
    };
    let (mut q, rest) = n.div_rem(&d);
    if !rest.is_zero() {
        q |= BigInt::from(1);
    }
    let exponent = -shift;
    let magnitude = bits(&q) as i64 + exponent;
    if !(-1020..=1024).contains(&magnitude) {
        // Subnormal results would be rounded twice; they are left to run time.
        return None;
    }
    let half = (exponent / 2) as i32;
    let value = q.to_f64()? * 2f64.powi(half) * 2f64.powi(exponent as i32 - half);
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    value
        .is_finite()
        .then_some(if negative { -value } else { value })
}

/// The nearest `float`; `None` where Python raises `OverflowError`.
fn float(n: &Num) -> Option<f64> {
    match n {
        Num::Int(n) => n.to_f64().filter(|f| f.is_finite()),
        Num::Float(f) => Some(*f),
        Num::Complex(..) => None,
    }
}

fn complex(n: &Num) -> Option<(f64, f64)> {
    match n {
        Num::Complex(re, im) => Some((*re, *im)),
        n => Some((float(n)?, 0.0)),
    }
}

fn floats(a: f64, op: Operator, b: f64) -> Option<Value> {
    Some(Value::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div | Operator::FloorDiv | Operator::Mod if b == 0.0 => return None,
        Operator::Div => a / b,
        Operator::FloorDiv => float_divmod(a, b).0,
        Operator::Mod => float_divmod(a, b).1,
        Operator::Pow => return power::floats(a, b).map(Value::Float),
        _ => return None,
    }))
}

/// Quotient and remainder as `Objects/floatobject.c#_float_div_mod` makes them.
fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut div = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            div -= 1.0;
        }
    } else {
        rest = 0f64.copysign(b);
    }
    let floor = if div != 0.0 {
        let floor = div.floor();
        if div - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    } else {
        0f64.copysign(a / b)
    };
    (floor, rest)
}

fn complexes(a: (f64, f64), op: Operator, b: (f64, f64)) -> Option<Value> {
    let (re, im) = match op {
        Operator::Add => (a.0 + b.0, a.1 + b.1),
        Operator::Sub => (a.0 - b.0, a.1 - b.1),
        Operator::Mult => (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0),
        Operator::Div => quotient(a, b)?,
        Operator::Pow => power::complexes(a, b)?,
        _ => return None,
    };
    Some(Value::Complex(re, im))
}

/// `Objects/complexobject.c#_Py_c_quot`.
pub(super) fn quotient(a: (f64, f64), b: (f64, f64)) -> Option<(f64, f64)> {
    if b.0.abs() >= b.1.abs() {
        if b.0.abs() == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denom = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / denom, (a.1 - a.0 * ratio) / denom))
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let denom = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / denom, (a.1 * ratio - a.0) / denom))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `sequence * n`.
fn repeat(v: &Value, n: &BigInt) -> Option<Value> {
    let len = match v {
        Value::Tuple(items) => items.len(),
        Value::Bytes { bytes, .. } => bytes.len(),
        Value::Str(_) | Value::Surrogates(_) => chars_of(v).len(),
        _ => return None,
    };
    if len == 0 {
        return Some(v.clone());
    }
    let n = n.to_u64()?;
    let limit = match v {
        Value::Tuple(_) => MAX_COLLECTION_SIZE,
        _ => MAX_STR_SIZE,
    };
    if n > limit / len as u64 {
        return None;
    }
    let times = n as usize;
    Some(match v {
        Value::Tuple(items) => {
            if times > 0 && complexity(v, MAX_TOTAL_ITEMS / times as i64) < 0 {
                return None;
            }
            let all = std::iter::repeat_n(items, times).flatten().cloned();
            Value::Tuple(all.collect())
        }
        Value::Bytes { bytes, .. } => Value::bytes(bytes.repeat(times)),
        v => concat(&vec![v.clone(); times]),
    })
}

/// How much of a limit a nested tuple leaves; negative if it exceeds it.
fn complexity(v: &Value, mut limit: i64) -> i64 {
    if let Value::Tuple(items) = v {
        limit -= items.len() as i64;
        for item in items {
            if limit < 0 {
                break;
            }
            limit = complexity(item, limit);
        }
    }
    limit
}

fn add_sequences(l: &Value, r: &Value) -> Option<Value> {
    match (l, r) {
        (Value::Tuple(a), Value::Tuple(b)) => {
            Some(Value::Tuple(a.iter().chain(b).cloned().collect()))
        }
        (Value::Bytes { bytes: a, .. }, Value::Bytes { bytes: b, .. }) => {
            Some(Value::bytes([&a[..], &b[..]].concat()))
        }
        (
            Value::Str(_) | Value::Surrogates(_),
            Value::Str(_) | Value::Surrogates(_),
        ) => Some(concat(&[l.clone(), r.clone()])),
        _ => None,
    }
}
