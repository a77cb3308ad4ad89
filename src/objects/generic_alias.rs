//! GenericAlias: what `list[int]` is (`Objects/genericaliasobject.c@v3.13.0`).
//!
//! It remembers a class and the types in brackets, and is the class in all other
//! respects: it can be called, and has the class's attributes. Nothing checks that a
//! `list[int]` holds ints.

use super::builtin_function::plain;
use super::calling::takes_row;
use super::str::Text;
use super::type_variables::{parameters, substitute};
use super::{tuple, union_type};
use crate::attributes::{generic_getattr, getattr_optional};
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{
    Args, CompareOp, Function, GetSetDef, MethodDef, Slots, Visitor,
};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A generic alias: 64 bytes.
#[repr(C)]
pub struct PyGenericAlias {
    /// Count and type.
    pub ob_base: PyObject,
    /// The class.
    origin: Obj,
    /// A tuple: what is in the brackets.
    args: Obj,
    /// A tuple of the type variables in there, once somebody asked.
    parameters: Field,
    weakreflist: Cell<u64>,
    /// 1 for `*tuple[int]`.
    starred: Cell<u8>,
    padding: [u8; 7],
    vectorcall: u64,
}

crate::py_struct!(
    PyGenericAlias, Builtin::GenericAlias, size 64,
    origin @ 16, args @ 24, parameters @ 32, weakreflist @ 40, starred @ 48
);

/// `__class_getitem__` of the classes that can be indexed with types.
pub(crate) const CLASS_GETITEM: MethodDef = MethodDef {
    name: "__class_getitem__",
    function: Function::Class(|rt, class, args| {
        let [key] = args.only(rt, "__class_getitem__", 1, 1)? else {
            unreachable!("one argument was asked for");
        };
        rt.new_generic_alias(class, key, false)
    }),
};

impl Runtime {
    /// `origin[args]`.
    pub(crate) fn new_generic_alias(
        &self,
        origin: &Obj,
        args: &Obj,
        starred: bool,
    ) -> PyResult {
        self.generic_alias_of(self.ty(Builtin::GenericAlias), origin, args, starred)
    }

    /// An alias of a class that may be a subclass.
    fn generic_alias_of(
        &self,
        class: View<'_, PyTypeObject>,
        origin: &Obj,
        args: &Obj,
        starred: bool,
    ) -> PyResult {
        let args = match args.ty().flags().has(TypeFlags::TUPLE_SUBCLASS) {
            true => args.clone(),
            false => self.new_tuple(vec![args.clone()])?,
        };
        let made = self.alloc(PyGenericAlias {
            ob_base: PyObject::new(class),
            origin: origin.clone(),
            args,
            parameters: Field::empty(),
            weakreflist: Cell::new(0),
            starred: Cell::new(starred.into()),
            padding: [0; 7],
            vectorcall: 0,
        })?;
        object::track(&made);
        Ok(made)
    }
}

fn view(this: &Obj) -> View<'_, PyGenericAlias> {
    this.expect()
}

/// What a generic alias is one of.
pub(super) fn origin(object: &Obj) -> Option<&Obj> {
    let alias = object.cast::<PyGenericAlias>()?;
    Some(&alias.get().origin)
}

/// Whether an object is a generic alias, or of a subclass.
pub(crate) fn is_alias(object: &Obj) -> bool {
    object.cast::<PyGenericAlias>().is_some()
}

fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let [origin, args] = args.only(rt, "GenericAlias", 2, 2)? else {
        unreachable!("two arguments were asked for");
    };
    rt.generic_alias_of(class.expect::<PyTypeObject>(), origin, args, false)
}

/// How a type is written inside another.
pub(super) fn shown(rt: &Runtime, object: &Obj) -> PyResult<String> {
    if object.is(rt.ellipsis()) {
        return Ok("...".to_owned());
    }
    if object.ty().is_exactly(Builtin::NoneType) {
        return Ok("None".to_owned());
    }
    let attribute = |name: &str| -> PyResult<Option<Obj>> {
        getattr_optional(rt, object, &rt.intern_str(name)?)
    };
    let alias = attribute("__origin__")?.is_some() && attribute("__args__")?.is_some();
    if !alias
        && let (Some(name), Some(module)) =
            (attribute("__qualname__")?, attribute("__module__")?)
        && !module.is(rt.none())
    {
        return Ok(match plain(&module).as_str() {
            "builtins" => plain(&name),
            module => format!("{module}.{}", plain(&name)),
        });
    }
    Ok(plain(&rt.repr(object)?))
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let alias = view(this);
    let mut inner = Vec::new();
    for arg in tuple::items(&alias.get().args) {
        inner.push(match arg.cast::<super::list::PyListObject>() {
            None => shown(rt, arg)?,
            Some(list) => {
                let items = list.items.to_vec();
                let items: PyResult<Vec<String>> =
                    items.iter().map(|item| shown(rt, item)).collect();
                format!("[{}]", items?.join(", "))
            }
        });
    }
    if inner.is_empty() {
        inner.push("()".to_owned());
    }
    let star = if alias.starred.get() != 0 { "*" } else { "" };
    let origin = shown(rt, &alias.get().origin)?;
    rt.new_str(&format!("{star}{origin}[{}]", inner.join(", ")))
}

/// Attributes that are the alias's own; all others are the class's.
const OWN: &[&str] = &[
    "__class__",
    "__bases__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

fn getattro(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    match Text::of(name).and_then(Text::as_ascii) {
        Some(text) if !OWN.contains(&text) => {
            let _level = rt.deeper("")?;
            rt.getattr(&view(this).get().origin, name)
        }
        _ => generic_getattr(rt, this, name),
    }
}

/// `list[int]()` makes a list, which learns where it came from if it can.
fn call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let origin = &view(this).get().origin;
    let made = match takes_row(origin, args.items.len()) {
        true => rt.call(origin, args)?,
        false => rt.call_given(origin, args)?,
    };
    let name = rt.intern_str("__orig_class__")?;
    match rt.setattr(&made, &name, Some(this)) {
        Err(_) if rt.swallow(Builtin::AttributeError) => {}
        Err(_) if rt.swallow(Builtin::TypeError) => {}
        result => result?,
    }
    Ok(made)
}

fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let _level = rt.deeper("")?;
    let alias = view(this);
    let origin = rt.hash(&alias.get().origin)?;
    match origin ^ rt.hash(&alias.get().args)? {
        -1 => Ok(-2),
        hash => Ok(hash),
    }
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    if !is_alias(this)
        || !is_alias(other)
        || !matches!(op, CompareOp::Eq | CompareOp::Ne)
    {
        return Ok(rt.not_implemented().clone());
    }
    let (a, b) = (view(this), view(other));
    let equal = a.starred.get() == b.starred.get()
        && rt.equal(&a.get().origin, &b.get().origin)?
        && rt.equal(&a.get().args, &b.get().args)?;
    rt.new_bool(equal == (op == CompareOp::Eq))
}

fn own_parameters(rt: &Runtime, this: &Obj) -> PyResult {
    let alias = view(this);
    if let Some(known) = alias.parameters.get() {
        return Ok(known);
    }
    let _level = rt.deeper("")?;
    let found = parameters(rt, tuple::items(&alias.get().args))?;
    let found = rt.new_tuple(found)?;
    alias.parameters.set(Some(found.clone()));
    Ok(found)
}

fn subscript(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    let alias = view(this).get();
    let known = own_parameters(rt, this)?;
    let made = substitute(rt, this, tuple::items(&alias.args), &known, key)?;
    let args = rt.new_tuple(made)?;
    rt.new_generic_alias(&alias.origin, &args, alias.starred.get() != 0)
}

/// `*tuple[int]` in brackets: one item, the starred alias.
fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    let alias = view(this).get();
    let starred = rt.new_generic_alias(&alias.origin, &alias.args, true)?;
    let items = rt.new_tuple(vec![starred])?;
    rt.iter(&items)
}

fn refuse(rt: &Runtime, function: &str) -> PyResult {
    Err(rt.type_error(format!(
        "{function}() argument 2 cannot be a parameterized generic"
    )))
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let alias = view(this).get();
    let args = rt.new_tuple(vec![alias.origin.clone(), alias.args.clone()])?;
    rt.new_tuple(vec![this.ty().to_obj(), args])
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let alias = view(this).get();
    visitor.visit(&alias.origin);
    visitor.visit(&alias.args);
    visitor.field(&alias.parameters);
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    this.finish::<PyGenericAlias>(rt);
}

/// The type `types.GenericAlias`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::GenericAlias,
    name: "types.GenericAlias",
    basicsize: 64,
    weaklistoffset: 40,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_repr: Some(repr),
        tp_hash: Some(hash),
        tp_call: Some(call),
        tp_getattro: Some(getattro),
        tp_richcompare: Some(richcompare),
        tp_iter: Some(iter),
        tp_new: Some(new),
        nb_or: Some(union_type::or),
        mp_subscript: Some(subscript),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::one("__mro_entries__", |rt, this, _| {
            rt.new_tuple(vec![view(this).get().origin.clone()])
        }),
        MethodDef::one("__instancecheck__", |rt, _, _| refuse(rt, "isinstance")),
        MethodDef::one("__subclasscheck__", |rt, _, _| refuse(rt, "issubclass")),
        MethodDef::none("__reduce__", reduce),
    ],
    getset: &[
        GetSetDef::get("__parameters__", own_parameters),
        GetSetDef::get("__typing_unpacked_tuple_args__", |rt, this| {
            let alias = view(this).get();
            let tuple = alias.origin.is(&rt.ty(Builtin::Tuple).to_obj());
            match alias.starred.get() != 0 && tuple {
                true => Ok(alias.args.clone()),
                false => rt.done(),
            }
        }),
        GetSetDef::member("__unpacked__", |rt, this| {
            rt.new_bool(view(this).starred.get() != 0)
        }),
    ],
    members: &[
        MemberDef::object("__origin__", 16),
        MemberDef::object("__args__", 24),
    ],
    ..TypeSpec::PLAIN
};
