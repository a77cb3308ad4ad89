//! mappingproxy: a mapping that can only be looked at, as `vars(cls)` is
//! (`Objects/descrobject.c@v3.13.0#mappingproxyobject`).

use super::args::{Limits, check_count};
use super::docs;
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

/// The same for who sees all values: the text of a class is among them.
fn shown_whole(rt: &Runtime, object: &Obj) -> PyResult {
    let shown = shown(rt, object)?;
    docs::settle(rt, &shown)?;
    Ok(shown)
}

/// A value that was found, or the text for which it stands.
fn found(rt: &Runtime, shown: &Obj, value: Obj) -> PyResult {
    match crate::attributes::is_late_doc(&value) {
        true => docs::of_namespace(rt, shown),
        false => Ok(value),
    }
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
    shown_whole(rt, this)?;
    text.push_repr(rt, &mapping_of(this))?;
    text.push_str(")");
    text.finish(rt)
}

fn str(rt: &Runtime, this: &Obj) -> PyResult {
    rt.str_of(&shown_whole(rt, this)?)
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    rt.hash(&shown(rt, this)?)
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    rt.richcompare(&shown_whole(rt, this)?, other, op)
}

fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    rt.iter(&shown(rt, this)?)
}

fn or(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
    rt.binary(
        super::operators::Operator::Or,
        &shown_whole(rt, a)?,
        &shown_whole(rt, b)?,
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
    let shown = shown(rt, this)?;
    let value = rt.getitem(&shown, key)?;
    found(rt, &shown, value)
}

fn contains(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult<bool> {
    rt.contains(&shown(rt, this)?, key)
}

fn get(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "get", args.len(), 1, 2)?;
    let args = [&args[0], args.get(1).unwrap_or(rt.none())];
    let shown = shown(rt, this)?;
    let value = in_a_row(args.into_iter(), |args| rt.call_method(&shown, "get", args))?;
    found(rt, &shown, value)
}

fn keys(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown(rt, this)?, "keys", &[])
}

fn values(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown_whole(rt, this)?, "values", &[])
}

fn items(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown_whole(rt, this)?, "items", &[])
}

fn copy(rt: &Runtime, this: &Obj) -> PyResult {
    rt.call_method(&shown_whole(rt, this)?, "copy", &[])
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
        MethodDef::many("get", get),
        MethodDef::none("keys", keys),
        MethodDef::none("values", values),
        MethodDef::none("items", items),
        MethodDef::none("copy", copy),
        super::generic_alias::CLASS_GETITEM,
        MethodDef::none("__reversed__", reversed),
    ],
    ..TypeSpec::PLAIN
};
