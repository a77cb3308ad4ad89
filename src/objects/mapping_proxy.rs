//! mappingproxy: a mapping that can only be looked at, as `vars(cls)` is
//! (`Objects/descrobject.c@v3.13.0#mappingproxyobject`).

use super::args::{Limits, check_count};
use super::text_builder::TextBuilder;
use crate::object::{self, PyObject};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, CompareOp, MethodDef, Slots, Visitor};
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};

/// A proxy: 24 bytes.
#[repr(C)]
pub struct MappingProxy {
    /// Count and type.
    pub ob_base: PyObject,
    /// What is looked at.
    mapping: Field,
}

crate::py_struct!(MappingProxy, Builtin::MappingProxy, size 24, mapping @ 16);

impl Runtime {
    /// A proxy for a mapping.
    pub(crate) fn new_mapping_proxy(&self, mapping: Obj) -> PyResult {
        let proxy = self.alloc(MappingProxy {
            ob_base: PyObject::new(self.ty(Builtin::MappingProxy)),
            mapping: Field::new(Some(mapping)),
        })?;
        object::track(&proxy);
        Ok(proxy)
    }
}

/// What a proxy shows; any other object itself.
fn mapping_of(object: &Obj) -> Obj {
    let view = object.cast::<MappingProxy>();
    let mapping = view.and_then(|proxy| proxy.mapping.get());
    mapping.unwrap_or_else(|| object.clone())
}

/// The same behind all proxies of proxies, of which there may be many.
fn shown(rt: &Runtime, object: &Obj) -> PyResult {
    let mut shown = mapping_of(object);
    while shown.cast::<MappingProxy>().is_some() {
        rt.spend(1)?;
        shown = mapping_of(&shown);
    }
    Ok(shown)
}

fn new(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [mapping] = args.parse(rt, "mappingproxy", ["mapping"], Limits::required(1))?;
    let mapping = mapping.unwrap_or(rt.none());
    let ty = mapping.ty();
    let flags = ty.flags();
    let subscripts = ty.as_mapping().and_then(|suite| suite.mp_subscript.get());
    if subscripts.is_none()
        || flags.has(TypeFlags::LIST_SUBCLASS)
        || flags.has(TypeFlags::TUPLE_SUBCLASS)
    {
        return Err(rt.type_error(format!(
            "mappingproxy() argument must be a mapping, not {}",
            ty.name()
        )));
    }
    rt.new_mapping_proxy(mapping.clone())
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let mut text = TextBuilder::new();
    text.push_str("mappingproxy(");
    text.push_repr(rt, &mapping_of(this))?;
    text.push_str(")");
    text.finish(rt)
}

fn str(rt: &Runtime, this: &Obj) -> PyResult {
    rt.str_of(&shown(rt, this)?)
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    rt.hash(&shown(rt, this)?)
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    rt.richcompare(&shown(rt, this)?, other, op)
}

fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    rt.iter(&shown(rt, this)?)
}

fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    rt.binary(
        super::operators::Operator::Or,
        &shown(rt, a)?,
        &shown(rt, b)?,
    )
}

fn inplace_or(rt: &Runtime, this: &Obj, _: &Obj) -> PyResult {
    Err(rt.type_error(format!(
        "'|=' is not supported by {}; use '|' instead",
        this.ty().name()
    )))
}

fn length(rt: &Runtime, this: &Obj) -> PyResult<usize> {
    rt.len(&shown(rt, this)?)
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    rt.getitem(&shown(rt, this)?, key)
}

fn contains(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<bool> {
    rt.contains(&shown(rt, this)?, key)
}

fn get(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "get", args.len(), 1, 2)?;
    let args = [&args[0], args.get(1).unwrap_or(rt.none())];
    let shown = shown(rt, this)?;
    in_a_row(args.into_iter(), |args| rt.call_method(&shown, "get", args))
}

fn keys(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown(rt, this)?, "keys", &[])
}

fn values(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown(rt, this)?, "values", &[])
}

fn items(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown(rt, this)?, "items", &[])
}

fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown(rt, this)?, "copy", &[])
}

fn reversed(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown(rt, this)?, "__reversed__", &[])
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    visitor.field(&this.expect::<MappingProxy>().mapping);
}

/// The type `mappingproxy`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::MappingProxy,
    name: "mappingproxy",
    basicsize: 24,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::MAPPING),
    doc: "Read-only proxy of a mapping.",
    slots: Slots {
        tp_dealloc: Some(object::dealloc_struct::<MappingProxy>),
        tp_repr: Some(repr),
        tp_hash: Some(hash),
        tp_str: Some(str),
        tp_traverse: Some(traverse),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(iter),
        tp_new: Some(new),
        nb_or: Some(or),
        nb_inplace_or: Some(inplace_or),
        sq_contains: Some(contains),
        mp_length: Some(length),
        mp_subscript: Some(subscript),
        ..Slots::EMPTY
    },
    methods: &[
        super::generic_alias::CLASS_GETITEM,
        MethodDef::many("get", get)
            .doc("Return the value for key if key is in the mapping, else default."),
        MethodDef::none("keys", keys)
            .doc("a set-like object providing a view on D's keys"),
        MethodDef::none("values", values)
            .doc("an object providing a view on D's values"),
        MethodDef::none("items", items)
            .doc("a set-like object providing a view on D's items"),
        MethodDef::none("copy", copy).doc("a shallow copy of D"),
        MethodDef::none("__reversed__", reversed)
            .doc("D.__reversed__() -> reverse iterator"),
    ],
    ..TypeSpec::PLAIN
};
