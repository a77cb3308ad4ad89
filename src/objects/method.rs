//! method: a function with the instance it was looked up through
//! (`Objects/classobject.c@v3.13.0#PyMethod_New`).

use super::builtin_function::plain;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, CompareOp, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A bound method: 48 bytes.
#[repr(C)]
pub struct PyMethodObject {
    /// Count and type.
    pub ob_base: PyObject,
    pub(crate) im_func: Obj,
    pub(crate) im_self: Obj,
    im_weakreflist: Cell<u64>,
    vectorcall: u64,
}

crate::py_struct!(
    PyMethodObject, Builtin::Method, size 48,
    im_func @ 16, im_self @ 24, im_weakreflist @ 32
);

impl Runtime {
    /// Binds a function to an instance.
    pub(crate) fn new_method(&self, function: &Obj, instance: &Obj) -> PyResult {
        let method = self.alloc(PyMethodObject {
            ob_base: PyObject::new(self.ty(Builtin::Method)),
            im_func: function.clone(),
            im_self: instance.clone(),
            im_weakreflist: Cell::new(0),
            vectorcall: 0,
        })?;
        object::track(&method);
        Ok(method)
    }
}

fn view(this: &Obj) -> View<'_, PyMethodObject> {
    this.expect()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.visit(&view(this).get().im_func);
    visitor.visit(&view(this).get().im_self);
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    this.finish::<PyMethodObject>(rt);
}

/// A call puts the instance before the arguments.
fn call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let method = view(this);
    let row = [&method.get().im_self].into_iter().chain(args.items);
    in_a_row(row, |items| {
        let names = args.names;
        rt.call(&method.get().im_func, Args { items, names })
    })
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let method = view(this);
    let mut name = None;
    for attribute in ["__qualname__", "__name__"] {
        let attribute = rt.intern_str(attribute)?;
        match rt.getattr(&method.get().im_func, &attribute) {
            Ok(found) => {
                name = Some(found);
                break;
            }
            Err(_) if rt.swallow(Builtin::AttributeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    let name = name.as_ref().and_then(super::str::Text::of);
    let name = name.map_or("?".to_owned(), super::str::Text::to_rust);
    let instance = rt.repr(&method.get().im_self)?;
    let instance = super::str::Text::of(&instance).map(super::str::Text::to_rust);
    rt.new_str(&format!(
        "<bound method {name} of {}>",
        instance.unwrap_or_default()
    ))
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (
        this.cast::<PyMethodObject>(),
        other.cast::<PyMethodObject>(),
    ) else {
        return Ok(rt.not_implemented().clone());
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(rt.not_implemented().clone());
    }
    let same =
        a.im_self.is(&b.im_self) && rt.equal(&a.get().im_func, &b.get().im_func)?;
    rt.new_bool(same == (op == CompareOp::Eq))
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let _level = rt.deeper("")?;
    let method = view(this);
    let own = super::object_type::hash_address(rt, &method.get().im_self)?;
    match own ^ rt.hash(&method.get().im_func)? {
        -1 => Ok(-2),
        hash => Ok(hash),
    }
}

/// What a method does not have itself, its function has.
pub(crate) fn getattro(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    if let Some(descriptor) = crate::attributes::lookup(this.ty(), name) {
        return match descriptor.ty().tp_descr_get.get() {
            Some(get) => get(rt, &descriptor, Some(this), Some(&this.ty().as_obj())),
            None => Ok(descriptor),
        };
    }
    let _level = rt.deeper("")?;
    rt.getattr(&view(this).get().im_func, name)
}

fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [function, instance] = args.only(rt, "method", 2, 2)? else {
        unreachable!("two arguments were asked for");
    };
    if function.ty().tp_call.get().is_none() {
        return Err(rt.type_error("first argument must be callable"));
    }
    if instance.is(rt.none()) {
        return Err(rt.type_error("instance must not be None"));
    }
    rt.new_method(function, instance)
}

/// The type `method`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Method,
    name: "method",
    basicsize: 48,
    weaklistoffset: 32,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_call: Some(call),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        tp_hash: Some(hash),
        tp_getattro: Some(getattro),
        // A method is bound already.
        tp_descr_get: Some(|_, this, _, _| Ok(this.clone())),
        tp_new: Some(new),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", |rt, this| {
        let name = rt.attr(&view(this).get().im_func, "__name__")?;
        let owner = view(this).get().im_self.clone();
        super::iter_reduce::by_name(rt, owner, &plain(&name))
    })],
    getset: &[GetSetDef::get("__doc__", |rt, this| {
        let _level = rt.deeper("")?;
        rt.attr(&view(this).get().im_func, "__doc__")
    })],
    members: &[
        MemberDef::object("__func__", 16),
        MemberDef::object("__self__", 24),
    ],
    ..TypeSpec::PLAIN
};
