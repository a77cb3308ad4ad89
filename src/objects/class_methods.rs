//! classmethod and staticmethod (`Objects/funcobject.c@v3.13.0#PyClassMethod_Type`).

use super::docs;
use crate::object::{self, PyObject};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, GetSetDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};

/// Both are a callable and a dict: 32 bytes.
#[repr(C)]
pub struct Wrapped {
    /// Count and type.
    pub ob_base: PyObject,
    callable: Field,
    dict: Field,
}

crate::py_struct!(
    Wrapped, [Builtin::ClassMethod, Builtin::StaticMethod], size 32,
    callable @ 16, dict @ 24
);

impl Runtime {
    /// `classmethod(function)`.
    pub(crate) fn new_class_method(&self, function: &Obj) -> PyResult {
        wrap(self, &self.type_obj(Builtin::ClassMethod), Some(function))
    }

    /// `staticmethod(function)`.
    pub(crate) fn new_static_method(&self, function: &Obj) -> PyResult {
        wrap(self, &self.type_obj(Builtin::StaticMethod), Some(function))
    }
}

fn wrap(rt: &Runtime, class: &Obj, function: Option<&Obj>) -> PyResult {
    let made = rt.alloc(Wrapped {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        callable: Field::new(function.cloned()),
        dict: Field::empty(),
    })?;
    object::track(&made);
    Ok(made)
}

/// What is wrapped.
pub(crate) fn callable(this: &Obj) -> Option<Obj> {
    this.cast::<Wrapped>()?.callable.get()
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    wrap(rt, class, None)
}

fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let name = this.ty().name();
    args.no_keywords(rt, name)?;
    super::args::check_count(rt, name, args.items.len(), 1, 1)?;
    this.expect::<Wrapped>()
        .callable
        .set(args.items.first().cloned());
    for attribute in [
        "__module__",
        "__name__",
        "__qualname__",
        "__doc__",
        "__annotations__",
    ] {
        if attribute == "__doc__" && docs::waits(rt, this, &args.items[0])? {
            continue;
        }
        let attribute = rt.intern_str(attribute)?;
        let found =
            crate::attributes::getattr_optional(rt, &args.items[0], &attribute)?;
        if let Some(value) = found {
            crate::attributes::generic_setattr(rt, this, &attribute, Some(&value))?;
        }
    }
    Ok(())
}

fn bind_class(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    class: Option<&Obj>,
) -> PyResult {
    let Some(function) = callable(this) else {
        return Err(rt.raise(Builtin::RuntimeError, "uninitialized classmethod object"));
    };
    match (class, instance) {
        (Some(class), _) => rt.new_method(&function, class),
        (None, Some(instance)) => rt.new_method(&function, &instance.ty().to_obj()),
        (None, None) => Ok(function),
    }
}

fn bind_nothing(
    rt: &Runtime,
    this: &Obj,
    _: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    callable(this).ok_or_else(|| {
        rt.raise(Builtin::RuntimeError, "uninitialized staticmethod object")
    })
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let function = callable(this).unwrap_or_else(|| rt.none().clone());
    let function = super::builtin_function::plain(&rt.repr(&function)?);
    rt.new_str(&format!("<{}({function})>", this.ty().name()))
}

const COMMON: Slots = Slots {
    tp_dealloc: Some(object::dealloc_struct::<Wrapped>),
    tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
        let view = this.expect::<Wrapped>();
        visitor.field(&view.callable);
        visitor.field(&view.dict);
    }),
    tp_clear: Some(|this| {
        let view = this.expect::<Wrapped>();
        view.callable.set(None);
        view.dict.set(None);
    }),
    tp_new: Some(new),
    tp_init: Some(init),
    tp_repr: Some(repr),
    ..Slots::EMPTY
};

const MEMBERS: &[MemberDef] = &[
    MemberDef::object("__func__", 16),
    MemberDef::object("__wrapped__", 16),
];

const GETSET: &[GetSetDef] = &[
    GetSetDef::get("__isabstractmethod__", |rt, this| {
        let Some(function) = callable(this) else {
            return rt.new_bool(false);
        };
        let _level = rt.deeper("")?;
        let name = rt.intern_str("__isabstractmethod__")?;
        match crate::attributes::getattr_optional(rt, &function, &name)? {
            Some(found) => rt.new_bool(rt.is_true(&found)?),
            None => rt.new_bool(false),
        }
    }),
    GetSetDef::get_set(
        "__dict__",
        crate::attributes::type_methods::get_dict,
        crate::attributes::type_methods::set_dict,
    ),
];

/// The type `classmethod`.
pub static CLASS_METHOD: TypeSpec = TypeSpec {
    which: Builtin::ClassMethod,
    name: "classmethod",
    basicsize: 32,
    dictoffset: 24,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_descr_get: Some(bind_class),
        ..COMMON
    },
    members: MEMBERS,
    getset: GETSET,
    ..TypeSpec::PLAIN
};

/// The type `staticmethod`.
pub static STATIC_METHOD: TypeSpec =
    TypeSpec {
        which: Builtin::StaticMethod,
        name: "staticmethod",
        basicsize: 32,
        dictoffset: 24,
        flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
        slots: Slots {
            tp_descr_get: Some(bind_nothing),
            tp_call: Some(|rt, this, args| match callable(this) {
                Some(function) => {
                    rt.uncounted(function, |function| rt.call_given(function, args))
                }
                None => Err(rt
                    .raise(Builtin::RuntimeError, "uninitialized staticmethod object")),
            }),
            ..COMMON
        },
        members: MEMBERS,
        getset: GETSET,
        ..TypeSpec::PLAIN
    };
