//! bool: the two ints that print as words (`Objects/boolobject.c@v3.13.0`).

use super::int::PyLongObject;
use super::int_ops;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::typeobject::slots::{Args, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// True and False, immortal.
pub struct Bools {
    /// False, then True.
    values: [Obj; 2],
}

crate::room!(Bools, rooms::BOOLS);

/// Makes the two objects.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let make = |value: bool| {
        let digits = usize::from(value);
        let class = rt.ty(Builtin::Bool);
        let object = rt.long_of(class, digits, false, |_| u32::from(value))?;
        rt.immortalize(&object);
        Ok(object)
    };
    rt.furnish(Bools {
        values: [make(false)?, make(true)?],
    });
    Ok(())
}

impl Runtime {
    /// True or False.
    #[inline(always)]
    pub(crate) fn bool(&self, value: bool) -> &Obj {
        &self.room::<Bools>().values[usize::from(value)]
    }

    /// True or False as a result.
    #[inline(always)]
    pub(crate) fn new_bool(&self, value: bool) -> PyResult {
        Ok(self.bool(value).clone())
    }

    /// The value, if the object is True or False itself.
    #[inline(always)]
    pub(crate) fn is_bool(&self, object: &Obj) -> Option<bool> {
        let [no, yes] = &self.room::<Bools>().values;
        if object.is(yes) {
            Some(true)
        } else if object.is(no) {
            Some(false)
        } else {
            None
        }
    }
}

/// The value of any int as a truth value.
pub(super) fn is_nonzero(_: &Runtime, this: &Obj) -> PyResult<bool> {
    Ok(this.expect::<PyLongObject>().digits() != 0)
}

fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let value = match args.only(rt, "bool", 0, 1)? {
        [] => false,
        [object, ..] => rt.is_true(object)?,
    };
    rt.new_bool(value)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let value = this.expect::<PyLongObject>().digits() != 0;
    rt.intern_str(if value { "True" } else { "False" })
}

/// Declares operators that give a bool for two bools, and else what ints give.
macro_rules! logical {
    ($($name:ident: $compute:expr;)*) => {$(
        fn $name(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
            match (rt.is_bool(a), rt.is_bool(b)) {
                (Some(x), Some(y)) => {
                    let compute: fn(bool, bool) -> bool = $compute;
                    rt.new_bool(compute(x, y))
                }
                _ => int_ops::$name(rt, a, b),
            }
        }
    )*};
}

logical! {
    and: |x, y| x & y;
    or: |x, y| x | y;
    xor: |x, y| x ^ y;
}

/// `~True` is -2, which hardly anybody means.
fn invert(rt: &Runtime, this: &Obj) -> PyResult {
    rt.deprecated(
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python \
         3.16. This returns the bitwise inversion of the underlying int object and is \
         usually not what you expect from negating a bool. Use the 'not' operator for \
         boolean negation or ~int(x) if you really want the bitwise inversion of the \
         underlying int.",
    )?;
    int_ops::invert(rt, this)
}

/// The type `bool`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Bool,
    name: "bool",
    base: Some(Builtin::Int),
    basicsize: 24,
    itemsize: 4,
    flags: TypeFlags::MATCH_SELF,
    slots: Slots {
        tp_new: Some(new),
        tp_repr: Some(repr),
        nb_invert: Some(invert),
        nb_and: Some(and),
        nb_xor: Some(xor),
        nb_or: Some(or),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
