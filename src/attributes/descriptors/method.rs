//! method_descriptor and classmethod_descriptor: a method of a built-in type, such as
//! `list.append` or `dict.fromkeys`.

use super::{CALLED, COMMON, METHODS, PyDescrObject, unbound};
use crate::memory::ptr::StaticRef;
use crate::object;
use crate::objects::builtin_function::{call_definition, call_fitting};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, MethodDef, Slots};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_subtype};

/// A method of a built-in type: 56 bytes.
#[repr(C)]
pub struct PyMethodDescrObject {
    /// What all descriptors have.
    pub ob_base: PyDescrObject,
    pub(super) d_method: StaticRef<MethodDef>,
    vectorcall: u64,
}

crate::py_struct!(
    PyMethodDescrObject, [Builtin::MethodDescriptor, Builtin::ClassMethodDescriptor],
    size 56, d_method @ 40
);

impl Runtime {
    pub(in crate::attributes) fn new_method_descriptor(
        &self,
        class: &Obj,
        definition: &'static MethodDef,
    ) -> PyResult {
        let which = match definition.function {
            Function::Class(_) => Builtin::ClassMethodDescriptor,
            _ => Builtin::MethodDescriptor,
        };
        self.tracked(PyMethodDescrObject {
            ob_base: PyDescrObject::new(
                self.ty(which),
                class,
                self.intern_str(definition.name)?,
            ),
            d_method: StaticRef::new(definition),
            vectorcall: 0,
        })
    }
}

fn method_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    descriptor.get().ob_base.check(rt, instance)?;
    rt.new_builtin(descriptor.d_method.get(), Some(instance.clone()), None)
}

fn classmethod_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    class: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let class = match (class, instance) {
        (Some(class), _) => class.clone(),
        (None, Some(instance)) => instance.ty().to_obj(),
        (None, None) => {
            return Err(rt.type_error(format!(
                "descriptor '{}' for type '{}' needs either an object or a type",
                descriptor.d_method.get().name,
                descriptor.get().ob_base.owner().name()
            )));
        }
    };
    let (name, owner) = (
        descriptor.d_method.get().name,
        descriptor.get().ob_base.owner(),
    );
    let Some(ty) = class.cast::<PyTypeObject>() else {
        return Err(rt.type_error(format!(
            "descriptor '{name}' for type '{}' needs a type, not a '{}' as arg 2",
            owner.name(),
            class.ty().name()
        )));
    };
    if !is_subtype(ty, owner) {
        return Err(rt.type_error(format!(
            "descriptor '{name}' requires a subtype of '{}' but received '{}'",
            owner.name(),
            ty.name()
        )));
    }
    rt.new_builtin(descriptor.d_method.get(), Some(class), None)
}

/// The same for an instance of exactly the type that has the method, and arguments by
/// position, where the method takes so many: nothing is left to be asked.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn call_fitting_method(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
) -> Option<PyResult> {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let (instance, rest) = args.split_first()?;
    if instance.ty().pointer() != descriptor.get().ob_base.owner().pointer() {
        return None;
    }
    let definition = descriptor.d_method.get();
    call_fitting(rt, definition, instance, Args::positional(rest))
}

/// `tp_call` of methods of built-in types.
pub(crate) fn call_method(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let owner = descriptor.get().ob_base.owner();
    let (instance, rest) = unbound(rt, &descriptor.get().ob_base, args)?;
    let definition = descriptor.d_method.get();
    if let Some(result) = call_fitting(rt, definition, instance, rest) {
        return result;
    }
    call_definition(rt, descriptor.d_method.get(), Some(owner), instance, rest)
}

fn classmethod_call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let owner = descriptor.get().ob_base.owner();
    let Some(class) = args.positionals().first() else {
        return Err(rt.type_error(format!(
            "descriptor '{}' of '{}' object needs an argument",
            descriptor.d_method.get().name,
            owner.name()
        )));
    };
    let rest = Args {
        items: &args.items[1..],
        names: args.names,
    };
    call_definition(rt, descriptor.d_method.get(), Some(owner), class, rest)
}

/// The type `method_descriptor`.
pub static METHOD: TypeSpec = TypeSpec {
    which: Builtin::MethodDescriptor,
    name: "method_descriptor",
    basicsize: 56,
    flags: TypeFlags::HAVE_GC
        .with(TypeFlags::METHOD_DESCRIPTOR)
        .with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyMethodDescrObject>),
        tp_call: Some(call_method),
        tp_descr_get: Some(method_get),
        ..COMMON
    },
    methods: METHODS,
    getset: CALLED,
    ..TypeSpec::PLAIN
};

/// The type `classmethod_descriptor`.
pub static CLASS_METHOD: TypeSpec = TypeSpec {
    which: Builtin::ClassMethodDescriptor,
    name: "classmethod_descriptor",
    basicsize: 56,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyMethodDescrObject>),
        tp_call: Some(classmethod_call),
        tp_descr_get: Some(classmethod_get),
        ..COMMON
    },
    methods: METHODS,
    getset: CALLED,
    ..TypeSpec::PLAIN
};
