//! method_descriptor and classmethod_descriptor: a method of a built-in type, such as
//! `list.append` or `dict.fromkeys`.
//!
//! Where CPython's method is written in C and ours in Python, the Python function is
//! *inside* of the descriptor, as it is of a built-in function: it is what is called.

use super::{CALLED, COMMON, METHODS, PyDescrObject, unbound};
use crate::memory::ptr::StaticRef;
use crate::object::{self, View};
use crate::objects::builtin_function::{INSIDE, call_definition, call_fitting, plain};
use crate::objects::docs;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, Function, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_subtype};

/// A method of a built-in type: 56 bytes.
#[repr(C)]
pub struct PyMethodDescrObject {
    /// What all descriptors have.
    pub ob_base: PyDescrObject,
    pub(super) d_method: StaticRef<MethodDef>,
    /// The Python function that is called, if there is one; where C has the address of
    /// what is called.
    inside: Field,
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
            inside: Field::empty(),
        })
    }
}

impl Runtime {
    /// A Python function as CPython has it in C, as a method of a class, or of those that
    /// are derived from it.
    pub(crate) fn new_method_around(
        &self,
        class: &Obj,
        name: &Obj,
        function: &Obj,
        of_class: bool,
    ) -> PyResult {
        let which = match of_class {
            true => Builtin::ClassMethodDescriptor,
            false => Builtin::MethodDescriptor,
        };
        self.tracked(PyMethodDescrObject {
            ob_base: PyDescrObject::new(self.ty(which), class, name.clone()),
            d_method: StaticRef::new(&INSIDE),
            inside: Field::new(Some(function.clone())),
        })
    }
}

/// The Python function that a method calls.
pub(crate) fn method_inside(method: &Obj) -> Option<Obj> {
    method.cast::<PyMethodDescrObject>()?.inside.get()
}

/// What is called with the instance first: the function inside of a method, if there is
/// one.
pub(crate) fn called(method: Obj) -> Obj {
    method_inside(&method).unwrap_or(method)
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    super::traverse(this, visitor);
    visitor.field(&this.expect::<PyMethodDescrObject>().inside);
}

impl Runtime {
    /// What stands in a namespace for the text of its type or module.
    pub(crate) fn late_doc(&self) -> PyResult {
        self.new_method_descriptor(&self.type_obj(Builtin::Object), &docs::LATE)
    }
}

/// Whether an object in a namespace stands for a text of the library.
pub(crate) fn is_late_doc(found: &Obj) -> bool {
    found.ty().is_exactly(Builtin::ClassMethodDescriptor)
        && found
            .cast::<PyMethodDescrObject>()
            .is_some_and(|found| std::ptr::eq(found.d_method.get(), &docs::LATE))
}

/// The descriptor's function, bound.
fn bind(
    rt: &Runtime,
    descriptor: View<'_, PyMethodDescrObject>,
    instance: Obj,
) -> PyResult {
    match descriptor.inside.get() {
        Some(inside) => rt.new_builtin_bound(&inside, instance),
        None => rt.new_builtin(descriptor.d_method.get(), Some(instance), None),
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
    bind(rt, descriptor, instance.clone())
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
                plain(&descriptor.get().ob_base.d_name),
                descriptor.get().ob_base.owner().name()
            )));
        }
    };
    if is_late_doc(this) {
        return docs::of_instance(rt, instance, &class);
    }
    let common = &descriptor.get().ob_base;
    let (name, owner) = (plain(&common.d_name), common.owner());
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
    bind(rt, descriptor, class)
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
    if let Some(inside) = descriptor.inside.get() {
        return rt.call(&inside, args);
    }
    call_definition(rt, descriptor.d_method.get(), Some(owner), instance, rest)
}

fn classmethod_call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let owner = descriptor.get().ob_base.owner();
    let Some(class) = args.positionals().first() else {
        return Err(rt.type_error(format!(
            "descriptor '{}' of '{}' object needs an argument",
            plain(&descriptor.get().ob_base.d_name),
            owner.name()
        )));
    };
    if let Some(inside) = descriptor.inside.get() {
        return rt.call(&inside, args);
    }
    let rest = Args {
        items: &args.items[1..],
        names: args.names,
    };
    let bound = classmethod_get(rt, this, None, Some(class))?;
    rt.call(&bound, rest)
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
        tp_traverse: Some(traverse),
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
        tp_traverse: Some(traverse),
        tp_descr_get: Some(classmethod_get),
        ..COMMON
    },
    methods: METHODS,
    getset: CALLED,
    ..TypeSpec::PLAIN
};
