//! `sum`, which loses nothing of floats.

use crate::objects::args::Limits;
use crate::objects::operators::Operator;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, is_instance};

pub(super) fn sum(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(1).positional_only(1);
    let [items, start] = args.parse(rt, "sum", ["iterable", "start"], limits)?;
    let Some(items) = items else { return rt.done() };
    let iterator = rt.iter(items)?;
    let mut total = match start {
        Some(start) => {
            check_summed(rt, start)?;
            start.clone()
        }
        None => rt.new_int(0)?,
    };
    // What adding floats lost on the way.
    let mut lost = 0.0;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        total = match (exact_float(&total), exact_float(&item)) {
            (Some(sum), Some(x)) => {
                let next = sum + x;
                lost += if sum.abs() >= x.abs() {
                    (sum - next) + x
                } else {
                    (x - next) + sum
                };
                rt.new_float(next)?
            }
            (Some(_), None) if !item.ty().is_exactly(Builtin::Int) => {
                total = with_lost(rt, total, &mut lost)?;
                rt.binary(Operator::Add, &total, &item)?
            }
            _ => rt.binary(Operator::Add, &total, &item)?,
        };
    }
    with_lost(rt, total, &mut lost)
}

/// Texts and bytes are joined, not summed.
fn check_summed(rt: &Runtime, start: &Obj) -> PyResult<()> {
    let (kind, joint) = if Text::of(start).is_some() {
        ("strings", "''")
    } else if is_instance(start, rt.ty(Builtin::Bytes)) {
        ("bytes", "b''")
    } else if is_instance(start, rt.ty(Builtin::ByteArray)) {
        ("bytearray", "b''")
    } else {
        return Ok(());
    };
    Err(rt.type_error(format!(
        "sum() can't sum {kind} [use {joint}.join(seq) instead]"
    )))
}

fn exact_float(object: &Obj) -> Option<f64> {
    let exact = object.ty().is_exactly(Builtin::Float);
    exact
        .then(|| crate::objects::float::value(object))
        .flatten()
}

/// A sum with what was lost on the way (`Python/bltinmodule.c@v3.13.0#cs_to_double`).
fn with_lost(rt: &Runtime, total: Obj, lost: &mut f64) -> PyResult {
    let lost = std::mem::take(lost);
    match exact_float(&total) {
        Some(sum) if lost != 0.0 && lost.is_finite() => rt.new_float(sum + lost),
        _ => Ok(total),
    }
}
