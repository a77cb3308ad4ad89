//! Descriptors of built-in types: what stands in a type's namespace for its methods,
//! computed attributes, fields and slots (`Include/descrobject.h@v3.13.0`).

use super::slot_defs::SlotDef;
use crate::memory::ptr::StaticRef;
use crate::object::{self, PyObject, View};
use crate::objects::builtin_function::call_definition;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::spec::{MemberDef, MemberKind};
use crate::typeobject::{
    Builtin, PyTypeObject, TypeFlags, TypeSpec, is_instance, is_subtype,
};

macro_rules! descriptor {
    ($(#[$doc:meta])* $name:ident, $which:expr, $field:ident: $definition:ty,
     $size:literal $(, $extra:ident)?) => {
        $(#[$doc])*
        #[repr(C)]
        pub struct $name {
            /// Count and type.
            pub ob_base: PyObject,
            d_type: Obj,
            d_name: Obj,
            d_qualname: u64,
            $field: StaticRef<$definition>,
            $($extra: u64,)?
        }
        $crate::py_struct!(
            $name, $which, size $size, d_type @ 16, d_name @ 24, $field @ 40
        );

        impl $name {
            fn owner(&self) -> View<'_, PyTypeObject> {
                self.d_type.expect()
            }
        }
    };
}

descriptor! {
    /// A method of a built-in type, such as `list.append`: 56 bytes.
    PyMethodDescrObject, [Builtin::MethodDescriptor, Builtin::ClassMethodDescriptor],
    d_method: MethodDef, 56, vectorcall
}
descriptor! {
    /// A computed attribute of a built-in type: 48 bytes.
    PyGetSetDescrObject, Builtin::GetSetDescriptor, d_getset: GetSetDef, 48
}
descriptor! {
    /// The method for a slot, such as `int.__add__`: 56 bytes.
    PyWrapperDescrObject, Builtin::WrapperDescriptor, d_base: SlotDef, 56, d_wrapped
}

/// A field of a struct, of a built-in type or of a class with `__slots__`: 48 bytes.
#[repr(C)]
pub struct PyMemberDescrObject {
    /// Count and type.
    pub ob_base: PyObject,
    d_type: Obj,
    d_name: Obj,
    d_qualname: u64,
    offset: u32,
    /// The kind of the field, and bit 8 if it cannot be assigned.
    kind: u32,
}

crate::py_struct!(
    PyMemberDescrObject, Builtin::MemberDescriptor, size 48, d_type @ 16, d_name @ 24
);

impl PyMemberDescrObject {
    fn owner(&self) -> View<'_, PyTypeObject> {
        self.d_type.expect()
    }

    fn definition(&self) -> MemberDef {
        const KINDS: [MemberKind; 6] = [
            MemberKind::Object,
            MemberKind::ObjectEx,
            MemberKind::Ssize,
            MemberKind::Int,
            MemberKind::Bool,
            MemberKind::Double,
        ];
        MemberDef {
            name: "",
            offset: self.offset as usize,
            kind: KINDS[(self.kind & 0xFF) as usize],
            readonly: self.kind & 0x100 != 0,
        }
    }
}

impl Runtime {
    pub(super) fn new_method_descriptor(
        &self,
        class: &Obj,
        definition: &'static MethodDef,
    ) -> PyResult {
        let which = match definition.function {
            Function::Class(_) => Builtin::ClassMethodDescriptor,
            _ => Builtin::MethodDescriptor,
        };
        self.tracked(PyMethodDescrObject {
            ob_base: PyObject::new(self.ty(which)),
            d_type: class.clone(),
            d_name: self.intern_str(definition.name)?,
            d_qualname: 0,
            d_method: StaticRef::new(definition),
            vectorcall: 0,
        })
    }

    pub(super) fn new_getset_descriptor(
        &self,
        class: &Obj,
        definition: &'static GetSetDef,
    ) -> PyResult {
        self.tracked(PyGetSetDescrObject {
            ob_base: PyObject::new(self.ty(Builtin::GetSetDescriptor)),
            d_type: class.clone(),
            d_name: self.intern_str(definition.name)?,
            d_qualname: 0,
            d_getset: StaticRef::new(definition),
        })
    }

    /// The descriptor of a field; the class has such a field at this offset.
    pub(crate) fn new_member_descriptor(
        &self,
        class: &Obj,
        name: Obj,
        definition: &MemberDef,
    ) -> PyResult {
        self.tracked(PyMemberDescrObject {
            ob_base: PyObject::new(self.ty(Builtin::MemberDescriptor)),
            d_type: class.clone(),
            d_name: name,
            d_qualname: 0,
            offset: definition.offset as u32,
            kind: definition.kind as u32 | u32::from(definition.readonly) << 8,
        })
    }

    pub(super) fn new_wrapper_descriptor(
        &self,
        class: &Obj,
        definition: &'static SlotDef,
    ) -> PyResult {
        self.tracked(PyWrapperDescrObject {
            ob_base: PyObject::new(self.ty(Builtin::WrapperDescriptor)),
            d_type: class.clone(),
            d_name: self.intern_str(definition.name)?,
            d_qualname: 0,
            d_base: StaticRef::new(definition),
            d_wrapped: 0,
        })
    }

    fn tracked<T: object::PyStruct<Tail = ()>>(&self, value: T) -> PyResult {
        let made = self.alloc(value)?;
        object::track(&made);
        Ok(made)
    }
}

/// The slot that a wrapper descriptor stands for, and the type it belongs to.
pub(crate) fn wrapped(object: &Obj) -> Option<(&'static SlotDef, Obj)> {
    let wrapper = object.cast::<PyWrapperDescrObject>()?;
    Some((wrapper.d_base.get(), wrapper.d_type.clone()))
}

/// The name and the offset, in bytes, of the field that a member descriptor stands for.
pub(crate) fn member(object: &Obj) -> Option<(String, usize)> {
    let member = object.cast::<PyMemberDescrObject>()?;
    Some((
        crate::objects::builtin_function::plain(&member.d_name),
        member.offset as usize,
    ))
}

/// Refuses an instance that is not one of the descriptor's type.
fn check(
    rt: &Runtime,
    name: &Obj,
    owner: View<'_, PyTypeObject>,
    this: &Obj,
) -> PyResult<()> {
    if is_instance(this, owner) {
        return Ok(());
    }
    Err(rt.type_error(format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        crate::objects::builtin_function::plain(name),
        owner.name(),
        this.ty().name()
    )))
}

/// Takes the instance off the arguments of an unbound call.
fn unbound<'a>(
    rt: &Runtime,
    name: &Obj,
    owner: View<'_, PyTypeObject>,
    args: Args<'a>,
) -> PyResult<(&'a Obj, Args<'a>)> {
    let name = || crate::objects::builtin_function::plain(name);
    let Some((this, rest)) = args.positionals().split_first() else {
        return Err(rt.type_error(format!(
            "unbound method {}.{}() needs an argument",
            owner.name(),
            name()
        )));
    };
    if !is_instance(this, owner) {
        return Err(rt.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            name(),
            owner.name(),
            this.ty().name()
        )));
    }
    let _ = rest;
    Ok((
        this,
        Args {
            items: &args.items[1..],
            names: args.names,
        },
    ))
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
    check(rt, &descriptor.d_name, descriptor.get().owner(), instance)?;
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
                descriptor.get().owner().name()
            )));
        }
    };
    let (name, owner) = (descriptor.d_method.get().name, descriptor.get().owner());
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

fn method_call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let owner = descriptor.get().owner();
    let (instance, rest) = unbound(rt, &descriptor.d_name, owner, args)?;
    call_definition(rt, descriptor.d_method.get(), Some(owner), instance, rest)
}

fn classmethod_call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyMethodDescrObject>();
    let owner = descriptor.get().owner();
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

fn getset_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyGetSetDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    check(rt, &descriptor.d_name, descriptor.get().owner(), instance)?;
    (descriptor.d_getset.get().get)(rt, instance)
}

fn getset_set(
    rt: &Runtime,
    this: &Obj,
    instance: &Obj,
    value: Option<Obj>,
) -> PyResult<()> {
    let descriptor = this.expect::<PyGetSetDescrObject>();
    check(rt, &descriptor.d_name, descriptor.get().owner(), instance)?;
    match descriptor.d_getset.get().set {
        Some(set) => set(rt, instance, value.as_ref()),
        None => Err(rt.raise(
            Builtin::AttributeError,
            format!(
                "attribute '{}' of '{}' objects is not writable",
                descriptor.d_getset.get().name,
                descriptor.get().owner().name()
            ),
        )),
    }
}

fn member_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyMemberDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    check(rt, &descriptor.d_name, descriptor.get().owner(), instance)?;
    let class = instance.ty().to_obj();
    crate::shapes::members::get(rt, instance, &descriptor.definition(), || {
        let name = crate::objects::builtin_function::plain(&descriptor.d_name);
        let class = match super::type_methods::qualified_name(rt, &class) {
            Ok(name) => name,
            Err(raised) => return raised,
        };
        let message = format!("'{class}' object has no attribute '{name}'");
        let fields = [(0, &descriptor.get().d_name), (1, instance)];
        rt.raise_with(Builtin::AttributeError, &message, &fields)
    })
}

fn member_set(
    rt: &Runtime,
    this: &Obj,
    instance: &Obj,
    value: Option<Obj>,
) -> PyResult<()> {
    let descriptor = this.expect::<PyMemberDescrObject>();
    check(rt, &descriptor.d_name, descriptor.get().owner(), instance)?;
    let definition = descriptor.definition();
    if definition.readonly {
        return Err(rt.raise(Builtin::AttributeError, "readonly attribute"));
    }
    let deletes = value.is_none();
    if crate::shapes::members::set(rt, instance, &definition, value)? || !deletes {
        return Ok(());
    }
    let name = crate::objects::builtin_function::plain(&descriptor.d_name);
    Err(rt.raise(Builtin::AttributeError, name))
}

fn wrapper_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    let descriptor = this.expect::<PyWrapperDescrObject>();
    let Some(instance) = instance else {
        return Ok(this.clone());
    };
    check(rt, &descriptor.d_name, descriptor.get().owner(), instance)?;
    super::method_wrapper::new(rt, this, instance)
}

fn wrapper_call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let descriptor = this.expect::<PyWrapperDescrObject>();
    let owner = descriptor.get().owner();
    let name = descriptor.d_base.get().name;
    let Some(instance) = args.positionals().first() else {
        return Err(rt.type_error(format!(
            "descriptor '{name}' of '{}' object needs an argument",
            owner.name()
        )));
    };
    if !is_instance(instance, owner) {
        return Err(rt.type_error(format!(
            "descriptor '{name}' requires a '{}' object but received a '{}'",
            owner.name(),
            instance.ty().name()
        )));
    }
    let rest = Args {
        items: &args.items[1..],
        names: args.names,
    };
    call_wrapped(rt, this, instance, rest)
}

/// Calls the slot behind a wrapper for an instance.
pub(super) fn call_wrapped(
    rt: &Runtime,
    wrapper: &Obj,
    instance: &Obj,
    args: Args<'_>,
) -> PyResult {
    let _level = rt.deeper("")?;
    let descriptor = wrapper.expect::<PyWrapperDescrObject>();
    descriptor
        .d_base
        .get()
        .call(rt, descriptor.get().owner(), instance, args)
}

/// Type and name of any of these descriptors.
fn parts(this: &Obj) -> (Obj, Obj) {
    if let Some(descriptor) = this.cast::<PyMethodDescrObject>() {
        (descriptor.d_type.clone(), descriptor.d_name.clone())
    } else if let Some(descriptor) = this.cast::<PyGetSetDescrObject>() {
        (descriptor.d_type.clone(), descriptor.d_name.clone())
    } else if let Some(descriptor) = this.cast::<PyWrapperDescrObject>() {
        (descriptor.d_type.clone(), descriptor.d_name.clone())
    } else {
        let descriptor = this.expect::<PyMemberDescrObject>();
        (descriptor.d_type.clone(), descriptor.d_name.clone())
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let (class, name) = parts(this);
    let what = match this.ty().name() {
        "wrapper_descriptor" => "slot wrapper",
        "method_descriptor" | "classmethod_descriptor" => "method",
        "getset_descriptor" => "attribute",
        _ => "member",
    };
    rt.new_str(&format!(
        "<{what} '{}' of '{}' objects>",
        crate::objects::builtin_function::plain(&name),
        class.expect::<PyTypeObject>().name()
    ))
}

fn get_qualname(rt: &Runtime, this: &Obj) -> PyResult {
    let (class, name) = parts(this);
    let name = crate::objects::builtin_function::plain(&name);
    rt.new_str(&format!("{}.{name}", class.expect::<PyTypeObject>().name()))
}

fn get_doc(rt: &Runtime, this: &Obj) -> PyResult {
    if let Some(descriptor) = this.cast::<PyMethodDescrObject>() {
        return crate::objects::builtin_function::doc(rt, descriptor.d_method.get());
    }
    if let Some(descriptor) = this.cast::<PyGetSetDescrObject>()
        && !descriptor.d_getset.get().doc.is_empty()
    {
        return rt.new_str(descriptor.d_getset.get().doc);
    }
    rt.done()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    if let Some(descriptor) = this.cast::<PyMethodDescrObject>() {
        visitor.visit(&descriptor.get().d_type);
    } else if let Some(descriptor) = this.cast::<PyGetSetDescrObject>() {
        visitor.visit(&descriptor.get().d_type);
    } else if let Some(descriptor) = this.cast::<PyWrapperDescrObject>() {
        visitor.visit(&descriptor.get().d_type);
    } else {
        visitor.visit(&this.expect::<PyMemberDescrObject>().get().d_type);
    }
}

const GETSET: &[GetSetDef] = &[
    GetSetDef::get("__name__", |_, this| Ok(parts(this).1)),
    GetSetDef::get("__objclass__", |_, this| Ok(parts(this).0)),
    GetSetDef::get("__qualname__", get_qualname),
    GetSetDef::get("__doc__", get_doc),
];

const COMMON: Slots = Slots {
    tp_repr: Some(repr),
    tp_traverse: Some(traverse),
    ..Slots::EMPTY
};

/// The type `method_descriptor`.
pub static METHOD: TypeSpec = TypeSpec {
    which: Builtin::MethodDescriptor,
    name: "method_descriptor",
    basicsize: 56,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::METHOD_DESCRIPTOR),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyMethodDescrObject>),
        tp_call: Some(method_call),
        tp_descr_get: Some(method_get),
        ..COMMON
    },
    getset: GETSET,
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
    getset: GETSET,
    ..TypeSpec::PLAIN
};

/// The type `getset_descriptor`.
pub static GETSET_TYPE: TypeSpec = TypeSpec {
    which: Builtin::GetSetDescriptor,
    name: "getset_descriptor",
    basicsize: 48,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyGetSetDescrObject>),
        tp_descr_get: Some(getset_get),
        tp_descr_set: Some(getset_set),
        ..COMMON
    },
    getset: GETSET,
    ..TypeSpec::PLAIN
};

/// The type `member_descriptor`.
pub static MEMBER: TypeSpec = TypeSpec {
    which: Builtin::MemberDescriptor,
    name: "member_descriptor",
    basicsize: 48,
    flags: TypeFlags::HAVE_GC,
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyMemberDescrObject>),
        tp_descr_get: Some(member_get),
        tp_descr_set: Some(member_set),
        ..COMMON
    },
    getset: GETSET,
    ..TypeSpec::PLAIN
};

/// The type `wrapper_descriptor`.
pub static WRAPPER: TypeSpec = TypeSpec {
    which: Builtin::WrapperDescriptor,
    name: "wrapper_descriptor",
    basicsize: 56,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::METHOD_DESCRIPTOR),
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<PyWrapperDescrObject>),
        tp_call: Some(wrapper_call),
        tp_descr_get: Some(wrapper_get),
        ..COMMON
    },
    getset: GETSET,
    ..TypeSpec::PLAIN
};
