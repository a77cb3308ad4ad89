//! The type of weak references (`Objects/weakrefobject.c@v3.13.0#_PyWeakref_RefType`);
//! what they do is in [`crate::weakref`].

use super::args::check_count;
use super::str::Text;
use crate::attributes::type_methods::qualified_name;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::weak_list;
use crate::typeobject::slots::{Args, CompareOp, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use crate::weakref::{self, PyWeakReference};

/// `ref(object[, callback])`; keyword arguments are left to `__init__`.
fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let class = class.expect::<PyTypeObject>();
    let items = args.positionals();
    check_count(rt, "__new__", items.len(), 1, 2)?;
    weakref::new_ref(rt, class, &items[0], callback(rt, items))
}

/// The callback among arguments; None is none.
pub(crate) fn callback(rt: &Runtime, items: &[Obj]) -> Option<Obj> {
    items.get(1).filter(|item| !item.is(rt.none())).cloned()
}

fn init(rt: &Runtime, _this: &Obj, args: Args<'_>) -> PyResult<()> {
    args.no_keywords(rt, "ref")?;
    check_count(rt, "__init__", args.items.len(), 1, 2)
}

fn call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    args.no_keywords(rt, "weakref")?;
    check_count(rt, "weakref", args.items.len(), 0, 0)?;
    Ok(weakref::target(this).unwrap_or_else(|| rt.none().clone()))
}

/// The hash of the object, which is remembered: it can be asked for once before the
/// object goes, and then for ever.
fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let view = this.expect::<PyWeakReference>();
    let known = view.hash.get();
    if known != -1 {
        return Ok(known);
    }
    let Some(target) = weakref::target(this) else {
        return Err(rt.type_error("weak object has gone away"));
    };
    let _level = rt.deeper("")?;
    let hash = rt.hash(&target)?;
    view.hash.set(hash);
    Ok(hash)
}

/// Weak references are equal when their objects are, or else when they are the same.
fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if !equality || !weakref::is_ref(this) || !weakref::is_ref(other) {
        return Ok(rt.not_implemented().clone());
    }
    match (weakref::target(this), weakref::target(other)) {
        (Some(a), Some(b)) => rt.richcompare(&a, &b, op),
        _ => rt.new_bool(this.is(other) == (op == CompareOp::Eq)),
    }
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let Some(target) = weakref::target(this) else {
        return rt.new_str(&format!("<weakref at {:#x}; dead>", this.id()));
    };
    let name = match special_name(rt, &target)? {
        Some(name) => format!(" ({name})"),
        None => String::new(),
    };
    rt.new_str(&format!(
        "<weakref at {:#x}; to '{}' at {:#x}{name}>",
        this.id(),
        qualified_name(rt, &target.ty().as_obj())?,
        target.id()
    ))
}

/// The `__name__` that an object's class gives it, as text.
fn special_name(rt: &Runtime, object: &Obj) -> PyResult<Option<String>> {
    let name = rt.intern_str("__name__")?;
    match rt.getattr(object, &name) {
        Ok(name) => Ok(Text::of(&name).map(Text::to_rust)),
        Err(_) => {
            rt.clear_raised();
            Ok(None)
        }
    }
}

pub(super) fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<PyWeakReference>().wr_callback);
}

pub(super) fn clear(this: &Obj) {
    weak_list::unlink(this);
    this.expect::<PyWeakReference>().wr_callback.set(None);
}

/// The type of weak references.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::WeakRef,
    name: "weakref.ReferenceType",
    basicsize: 64,
    flags: TypeFlags::HAVE_GC
        .with(TypeFlags::BASETYPE)
        .with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_dealloc: Some(weak_list::dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_repr: Some(repr),
        tp_hash: Some(hash),
        tp_richcompare: Some(richcompare),
        tp_call: Some(call),
        tp_init: Some(init),
        tp_new: Some(new),
        ..Slots::EMPTY
    },
    methods: &[super::generic_alias::CLASS_GETITEM],
    members: &[MemberDef::object("__callback__", 24)],
    ..TypeSpec::PLAIN
};
