//! Weak proxies: stand-ins that do whatever their object does, as long as it is there
//! (`Objects/weakrefobject.c@v3.13.0#_PyWeakref_ProxyType`).

use super::operators::Operator;
use super::weakref::{clear, traverse};
use crate::attributes::type_methods::qualified_name;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::shapes::weak_list;
use crate::typeobject::slots::{Args, CompareOp, MethodDef, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use crate::weakref;

#[cold]
fn gone(rt: &Runtime) -> Raised {
    let message = "weakly-referenced object no longer exists";
    rt.raise(Builtin::ReferenceError, message)
}

/// The object of a proxy; any other object itself.
fn unwrap(rt: &Runtime, object: &Obj) -> PyResult {
    if weakref::is_proxy(object) {
        weakref::target(object).ok_or_else(|| gone(rt))
    } else {
        Ok(object.clone())
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let text = match weakref::target(this) {
        Some(target) => format!(
            "<weakproxy at {:#x}; to '{}' at {:#x}>",
            this.id(),
            qualified_name(rt, &target.ty().as_obj())?,
            target.id()
        ),
        None => format!("<weakproxy at {:#x}; dead>", this.id()),
    };
    rt.new_str(&text)
}

fn getattr(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    rt.getattr(&unwrap(rt, this)?, name)
}

fn setattr(rt: &Runtime, this: &Obj, name: &Obj, value: Option<&Obj>) -> PyResult<()> {
    rt.setattr(&unwrap(rt, this)?, name, value)
}

fn call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    rt.call_given(&unwrap(rt, this)?, args)
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    rt.richcompare(&unwrap(rt, this)?, &unwrap(rt, other)?, op)
}

fn iternext(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    let target = unwrap(rt, this)?;
    if target.ty().tp_iternext.get().is_none() {
        let name = target.ty().get().full_name().to_owned();
        return Err(rt.type_error(format!(
            "Weakref proxy referenced a non-iterator '{name}' object"
        )));
    }
    rt.next_or_stop(&target)
}

/// Calls a method without arguments.
fn method(rt: &Runtime, this: &Obj, name: &str) -> PyResult {
    let target = unwrap(rt, this)?;
    let name = rt.intern_str(name)?;
    rt.call_with(&rt.getattr(&target, &name)?, &[])
}

/// A call of a type, as `int(object)` is one.
fn convert(rt: &Runtime, this: &Obj, to: Builtin) -> PyResult {
    rt.call_with(&rt.type_obj(to), &[unwrap(rt, this)?])
}

macro_rules! binary {
    ($op:ident) => {
        Some(|rt, a, b| rt.binary(Operator::$op, &unwrap(rt, a)?, &unwrap(rt, b)?))
    };
}

macro_rules! inplace {
    ($op:ident) => {
        Some(|rt, a, b| rt.inplace(Operator::$op, &unwrap(rt, a)?, &unwrap(rt, b)?))
    };
}

macro_rules! unary {
    ($operation:ident) => {
        Some(|rt, this| rt.$operation(&unwrap(rt, this)?))
    };
}

const SLOTS: Slots = Slots {
    tp_dealloc: Some(weak_list::dealloc),
    tp_traverse: Some(traverse),
    tp_clear: Some(clear),
    tp_repr: Some(repr),
    tp_str: unary!(str_of),
    tp_getattro: Some(getattr),
    tp_setattro: Some(setattr),
    tp_richcompare: Some(richcompare),
    tp_iter: unary!(iter),
    tp_iternext: Some(iternext),
    nb_add: binary!(Add),
    nb_subtract: binary!(Subtract),
    nb_multiply: binary!(Multiply),
    nb_remainder: binary!(Remainder),
    nb_divmod: binary!(Divmod),
    nb_power: Some(|rt, a, b, c| {
        rt.power(&unwrap(rt, a)?, &unwrap(rt, b)?, &unwrap(rt, c)?, false)
    }),
    nb_negative: unary!(negative),
    nb_positive: unary!(positive),
    nb_absolute: unary!(absolute),
    nb_bool: unary!(is_true),
    nb_invert: unary!(invert),
    nb_lshift: binary!(Lshift),
    nb_rshift: binary!(Rshift),
    nb_and: binary!(And),
    nb_xor: binary!(Xor),
    nb_or: binary!(Or),
    nb_int: Some(|rt, this| convert(rt, this, Builtin::Int)),
    nb_float: Some(|rt, this| convert(rt, this, Builtin::Float)),
    nb_inplace_add: inplace!(Add),
    nb_inplace_subtract: inplace!(Subtract),
    nb_inplace_multiply: inplace!(Multiply),
    nb_inplace_remainder: inplace!(Remainder),
    nb_inplace_power: Some(|rt, a, b, c| {
        rt.power(&unwrap(rt, a)?, &unwrap(rt, b)?, &unwrap(rt, c)?, true)
    }),
    nb_inplace_lshift: inplace!(Lshift),
    nb_inplace_rshift: inplace!(Rshift),
    nb_inplace_and: inplace!(And),
    nb_inplace_xor: inplace!(Xor),
    nb_inplace_or: inplace!(Or),
    nb_floor_divide: binary!(FloorDivide),
    nb_true_divide: binary!(TrueDivide),
    nb_inplace_floor_divide: inplace!(FloorDivide),
    nb_inplace_true_divide: inplace!(TrueDivide),
    nb_index: unary!(index),
    nb_matrix_multiply: binary!(MatrixMultiply),
    nb_inplace_matrix_multiply: inplace!(MatrixMultiply),
    sq_length: unary!(len),
    sq_contains: Some(|rt, this, item| rt.contains(&unwrap(rt, this)?, item)),
    mp_length: unary!(len),
    mp_subscript: Some(|rt, this, key| {
        rt.getitem(&unwrap(rt, this)?, &unwrap(rt, key)?)
    }),
    mp_ass_subscript: Some(|rt, this, key, value| {
        rt.setitem(&unwrap(rt, this)?, key, value)
    }),
    ..Slots::EMPTY
};

const PROXY: TypeSpec = TypeSpec {
    basicsize: 64,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::DISALLOW_INSTANTIATION),
    slots: SLOTS,
    ..TypeSpec::PLAIN
};

/// The type of proxies of objects that cannot be called.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::WeakProxy,
    name: "weakref.ProxyType",
    methods: &[
        MethodDef::none("__bytes__", |rt, this| method(rt, this, "__bytes__")),
        MethodDef::none("__reversed__", |rt, this| method(rt, this, "__reversed__")),
    ],
    ..PROXY
};

/// The type of proxies of objects that can be called.
pub static CALLABLE_TYPE: TypeSpec = TypeSpec {
    which: Builtin::WeakCallableProxy,
    name: "weakref.CallableProxyType",
    slots: Slots {
        tp_call: Some(call),
        ..SLOTS
    },
    ..PROXY
};
