//! bool: the two ints that print as words (`Objects/boolobject.c@v3.13.0`).

use super::int::PyLongObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::typeobject::slots::Slots;
use crate::typeobject::{Builtin, TypeSpec};

/// True and False, immortal.
pub struct Bools {
    /// False, then True.
    values: [Obj; 2],
}

crate::room!(Bools, rooms::BOOLS);

/// Makes the two objects.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let make = |value| {
        let object = rt.new_long(rt.ty(Builtin::Bool), &value)?;
        rt.immortalize(&object);
        Ok(object)
    };
    rt.furnish(Bools {
        values: [make(0.into())?, make(1.into())?],
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
pub(crate) fn is_nonzero(_: &Runtime, this: &Obj) -> PyResult<bool> {
    Ok(this.expect::<PyLongObject>().digits() != 0)
}

/// The type `bool`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Bool,
    name: "bool",
    base: Some(Builtin::Int),
    basicsize: 24,
    itemsize: 4,
    slots: Slots {
        nb_bool: Some(is_nonzero),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};
