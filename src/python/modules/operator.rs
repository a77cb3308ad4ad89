//! `_operator`: the operators as functions (`Modules/_operator.c@v3.13.0`).

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::int;
use crate::objects::operators::Operator;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, CompareOp, MethodDef};
use crate::typeobject::{Builtin, TypeFlags};

/// A function of two operands.
macro_rules! two {
    ($name:literal, |$rt:ident, $a:ident, $b:ident| $result:expr) => {
        MethodDef::many($name, |$rt, _, args| {
            check_count($rt, $name, args.len(), 2, 2)?;
            let ($a, $b) = (&args[0], &args[1]);
            $result
        })
    };
}

macro_rules! binary {
    ($name:literal, $op:ident) => {
        two!($name, |rt, a, b| rt.binary(Operator::$op, a, b))
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident) => {
        two!($name, |rt, a, b| rt.inplace(Operator::$op, a, b))
    };
}

macro_rules! compare {
    ($name:literal, $op:ident) => {
        two!($name, |rt, a, b| rt.richcompare(a, b, CompareOp::$op))
    };
}

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    functions: &[
        MethodDef::one("abs", |rt, _, a| rt.absolute(a)),
        binary!("add", Add),
        binary!("and_", And),
        MethodDef::keywords("call", call),
        two!("concat", |rt, a, b| concat(rt, a, b, Operator::Add, false)),
        two!("contains", |rt, a, b| rt.new_bool(rt.contains(a, b)?)),
        two!("countOf", |rt, a, b| count_of(rt, a, b)),
        two!("delitem", |rt, a, b| {
            rt.setitem(a, b, None)?;
            rt.done()
        }),
        compare!("eq", Eq),
        binary!("floordiv", FloorDivide),
        compare!("ge", Ge),
        two!("getitem", |rt, a, b| rt.getitem(a, b)),
        compare!("gt", Gt),
        inplace!("iadd", Add),
        inplace!("iand", And),
        two!("iconcat", |rt, a, b| concat(rt, a, b, Operator::Add, true)),
        inplace!("ifloordiv", FloorDivide),
        inplace!("ilshift", Lshift),
        inplace!("imatmul", MatrixMultiply),
        inplace!("imod", Remainder),
        inplace!("imul", Multiply),
        MethodDef::one("index", index),
        two!("indexOf", |rt, a, b| index_of(rt, a, b)),
        MethodDef::one("inv", |rt, _, a| rt.invert(a)),
        MethodDef::one("invert", |rt, _, a| rt.invert(a)),
        inplace!("ior", Or),
        inplace!("ipow", Power),
        inplace!("irshift", Rshift),
        two!("is_", |rt, a, b| rt.new_bool(a.is(b))),
        two!("is_not", |rt, a, b| rt.new_bool(!a.is(b))),
        inplace!("isub", Subtract),
        inplace!("itruediv", TrueDivide),
        inplace!("ixor", Xor),
        compare!("le", Le),
        MethodDef::many("length_hint", length_hint),
        binary!("lshift", Lshift),
        compare!("lt", Lt),
        binary!("matmul", MatrixMultiply),
        binary!("mod", Remainder),
        binary!("mul", Multiply),
        compare!("ne", Ne),
        MethodDef::one("neg", |rt, _, a| rt.negative(a)),
        MethodDef::one("not_", |rt, _, a| rt.new_bool(!rt.is_true(a)?)),
        binary!("or_", Or),
        MethodDef::one("pos", |rt, _, a| rt.positive(a)),
        binary!("pow", Power),
        binary!("rshift", Rshift),
        MethodDef::many("setitem", |rt, _, args| {
            check_count(rt, "setitem", args.len(), 3, 3)?;
            rt.setitem(&args[0], &args[1], Some(&args[2]))?;
            rt.done()
        }),
        binary!("sub", Subtract),
        binary!("truediv", TrueDivide),
        MethodDef::one("truth", |rt, _, a| rt.new_bool(rt.is_true(a)?)),
        binary!("xor", Xor),
    ],
    fill: |_, _| Ok(()),
};

/// What `__index__` says, as an int and of no subclass.
fn index(rt: &Runtime, _: &Obj, a: &Obj) -> PyResult {
    let index = rt.index(a)?;
    match int::to_big(&index) {
        Some(value) if !index.ty().is_exactly(Builtin::Int) => rt.new_big(&value),
        _ => Ok(index),
    }
}

/// `a + b` of sequences only.
fn concat(rt: &Runtime, a: &Obj, b: &Obj, op: Operator, inplace: bool) -> PyResult {
    let ty = a.ty();
    let suite = ty.as_sequence();
    let own = suite.and_then(|suite| {
        let inplace = suite.sq_inplace_concat.get().filter(|_| inplace);
        inplace.or(suite.sq_concat.get())
    });
    if let Some(slot) = own {
        return slot(rt, a, b);
    }
    if !is_sequence(a) || !is_sequence(b) {
        let what = a.ty().name();
        return Err(rt.type_error(format!("'{what}' object can't be concatenated")));
    }
    match inplace {
        true => rt.inplace(op, a, b),
        false => rt.binary(op, a, b),
    }
}

/// Whether an object can be asked for items by number (`PySequence_Check`).
fn is_sequence(object: &Obj) -> bool {
    let ty = object.ty();
    let item = ty.as_sequence().and_then(|suite| suite.sq_item.get());
    item.is_some() && !ty.flags().has(TypeFlags::DICT_SUBCLASS)
}

/// An iterator for a search (`_PySequence_IterSearch`).
fn searched(rt: &Runtime, items: &Obj) -> PyResult {
    match rt.iter(items) {
        Err(_) if rt.swallow(Builtin::TypeError) => {
            let what = items.ty().name();
            let message = format!("argument of type '{what}' is not iterable");
            Err(rt.type_error(message))
        }
        iterator => iterator,
    }
}

fn count_of(rt: &Runtime, items: &Obj, wanted: &Obj) -> PyResult {
    let iterator = searched(rt, items)?;
    let mut count = 0;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        count += usize::from(rt.equal(&item, wanted)?);
    }
    rt.new_size(count)
}

fn index_of(rt: &Runtime, items: &Obj, wanted: &Obj) -> PyResult {
    let iterator = searched(rt, items)?;
    let mut index = 0;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        if rt.equal(&item, wanted)? {
            return rt.new_size(index);
        }
        index += 1;
    }
    Err(rt.value_error("sequence.index(x): x not in sequence"))
}

fn length_hint(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "length_hint", args.len(), 1, 2)?;
    let default = match args.get(1) {
        Some(default) => rt.as_index(default, None)?,
        None => 0,
    };
    rt.new_size(rt.length_hint(&args[0], default.max(0) as usize)?)
}

fn call(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [callable, ..] = args.positionals() else {
        let message = "call expected at least 1 argument, got 0";
        return Err(rt.type_error(message));
    };
    let rest = Args {
        items: &args.items[1..],
        names: args.names,
    };
    rt.call(callable, rest)
}
