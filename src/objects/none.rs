//! None, NotImplemented and Ellipsis: types with one object each
//! (`Objects/object.c@v3.13.0#_Py_NoneStruct`).

use crate::object::PyObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, MethodDef, Slots};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// An object that is nothing but its header.
#[repr(C)]
pub struct Singleton {
    /// Count and type.
    pub ob_base: PyObject,
}

crate::py_struct!(
    Singleton,
    [Builtin::NoneType, Builtin::NotImplementedType, Builtin::Ellipsis],
    size 16
);

/// The objects that are alone of their type, and immortal.
pub struct Singletons {
    none: Obj,
    not_implemented: Obj,
    ellipsis: Obj,
}

crate::room!(Singletons, rooms::SINGLETONS);

/// Makes the three objects.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let make = |which| {
        let object = rt.alloc(Singleton {
            ob_base: PyObject::new(rt.ty(which)),
        })?;
        rt.immortalize(&object);
        Ok(object)
    };
    rt.furnish(Singletons {
        none: make(Builtin::NoneType)?,
        not_implemented: make(Builtin::NotImplementedType)?,
        ellipsis: make(Builtin::Ellipsis)?,
    });
    Ok(())
}

impl Runtime {
    /// None.
    #[inline(always)]
    pub(crate) fn none(&self) -> &Obj {
        &self.room::<Singletons>().none
    }

    /// What a field holds, or None.
    pub(crate) fn or_none(&self, field: &Field) -> Obj {
        field.get().unwrap_or_else(|| self.none().clone())
    }

    /// `...`
    pub(crate) fn ellipsis(&self) -> &Obj {
        &self.room::<Singletons>().ellipsis
    }

    /// What an operator's slot returns to say: not with these operands.
    #[inline(always)]
    pub(crate) fn not_implemented(&self) -> &Obj {
        &self.room::<Singletons>().not_implemented
    }

    /// Whether a slot said: not with these operands.
    #[inline(always)]
    pub(crate) fn is_not_implemented(&self, object: &Obj) -> bool {
        object.is(self.not_implemented())
    }

    /// None, as the result of a function that returns nothing.
    #[inline(always)]
    pub(crate) fn done(&self) -> PyResult {
        Ok(self.none().clone())
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_str(match this.ty().flags().tag() {
        tag if tag == Builtin::NoneType as u8 => "None",
        tag if tag == Builtin::Ellipsis as u8 => "Ellipsis",
        _ => "NotImplemented",
    })
}

fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<crate::typeobject::PyTypeObject>();
    if !args.items.is_empty() {
        return Err(rt.type_error(format!("{} takes no arguments", class.name())));
    }
    let which = [rt.none(), rt.not_implemented(), rt.ellipsis()];
    let same = which
        .into_iter()
        .find(|object| object.ty().get().is(&class));
    same.cloned()
        .ok_or_else(|| rt.type_error("cannot create this object"))
}

fn none_bool(_: &Runtime, _: &Obj) -> PyResult<bool> {
    Ok(false)
}

/// NotImplemented is true, but should not be asked.
fn not_implemented_bool(rt: &Runtime, _: &Obj) -> PyResult<bool> {
    rt.deprecated("NotImplemented should not be used in a boolean context")?;
    Ok(true)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    repr(rt, this)
}

/// The type of None.
pub static NONE_TYPE: TypeSpec = TypeSpec {
    which: Builtin::NoneType,
    name: "NoneType",
    slots: Slots {
        tp_repr: Some(repr),
        tp_new: Some(new),
        tp_hash: Some(|_, _| Ok(0xFCA86420)),
        // A type with a hash of its own inherits no comparison.
        tp_richcompare: Some(super::object_type::richcompare),
        nb_bool: Some(none_bool),
        ..Slots::EMPTY
    },
    ..TypeSpec::PLAIN
};

/// The type of NotImplemented.
pub static NOT_IMPLEMENTED_TYPE: TypeSpec = TypeSpec {
    which: Builtin::NotImplementedType,
    name: "NotImplementedType",
    slots: Slots {
        tp_repr: Some(repr),
        tp_new: Some(new),
        nb_bool: Some(not_implemented_bool),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", reduce)],
    ..TypeSpec::PLAIN
};

/// The type of Ellipsis.
pub static ELLIPSIS_TYPE: TypeSpec = TypeSpec {
    which: Builtin::Ellipsis,
    name: "ellipsis",
    flags: TypeFlags::NONE,
    slots: Slots {
        tp_repr: Some(repr),
        tp_new: Some(new),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", reduce)],
    ..TypeSpec::PLAIN
};
