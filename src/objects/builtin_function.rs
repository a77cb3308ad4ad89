//! builtin_function_or_method: a function of the runtime itself
//! (`Include/cpython/methodobject.h@v3.13.0#PyCFunctionObject`).
//!
//! Where CPython's function is written in C and ours in Python, the Python function is
//! *inside* of such an object ([`super::inside`]).

use super::function::PyFunctionObject;
pub(crate) use super::inside::{INSIDE, bound_to, inside};
use super::str::Text;
use super::{docs, tuple};
use crate::memory::ptr::StaticRef;
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

/// A built-in function, alone or bound to what it is a method of: 56 bytes.
#[repr(C)]
pub struct PyCFunctionObject {
    /// Count and type.
    pub ob_base: PyObject,
    pub(super) m_ml: StaticRef<MethodDef>,
    /// The module or the instance.
    pub(crate) m_self: Option<Obj>,
    /// The module's name.
    m_module: Field,
    m_weakreflist: Cell<u64>,
    /// The Python function that is called, if there is one; where C has the address of
    /// what is called.
    pub(super) inside: Field,
}

crate::py_struct!(
    PyCFunctionObject, Builtin::BuiltinFunction, size 56,
    m_ml @ 16, m_self @ 24, m_module @ 32, m_weakreflist @ 40, inside @ 48
);

impl PyCFunctionObject {
    /// Its name in Python.
    pub(crate) fn name(&self) -> String {
        let inside = self.inside.get();
        let name = inside.and_then(|f| f.expect::<PyFunctionObject>().func_name.get());
        name.map_or_else(|| self.m_ml.get().name.to_owned(), |name| plain(&name))
    }
}

impl Runtime {
    /// A built-in function as an object.
    pub(crate) fn new_builtin(
        &self,
        definition: &'static MethodDef,
        this: Option<Obj>,
        module: Option<Obj>,
    ) -> PyResult {
        let function = self.alloc(PyCFunctionObject {
            ob_base: PyObject::new(self.ty(Builtin::BuiltinFunction)),
            m_ml: StaticRef::new(definition),
            m_self: this,
            m_module: Field::new(module),
            m_weakreflist: Cell::new(0),
            inside: Field::empty(),
        })?;
        object::track(&function);
        Ok(function)
    }
}

/// Whether an object is the function of exactly this definition.
pub(crate) fn is_definition(object: &Obj, definition: &'static MethodDef) -> bool {
    object
        .cast::<PyCFunctionObject>()
        .is_some_and(|function| std::ptr::eq(function.m_ml.get(), definition))
}

/// Calls a built-in function with arguments by position, if it takes so many: most
/// calls are such, and need no names for messages.
#[inline(always)]
pub(crate) fn call_fitting(
    rt: &Runtime,
    definition: &MethodDef,
    this: &Obj,
    args: Args<'_>,
) -> Option<PyResult> {
    if args.names.is_some() {
        return None;
    }
    match (definition.function, args.items) {
        (Function::NoArgs(function), []) => Some(function(rt, this)),
        (Function::One(function), [only]) => Some(function(rt, this, only)),
        (Function::Many(function), given) => Some(function(rt, this, given)),
        (Function::Keywords(function), _) => Some(function(rt, this, args)),
        _ => None,
    }
}

/// Calls a built-in function with arguments by position, if it takes so many.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(crate) fn call_fitting_function(
    rt: &Runtime,
    this: &Obj,
    args: &[Obj],
) -> Option<PyResult> {
    let function = view(this);
    if !function.inside.is_empty() {
        return None;
    }
    let bound = function.get().m_self.as_ref().unwrap_or_else(|| rt.none());
    call_fitting(rt, function.m_ml.get(), bound, Args::positional(args))
}

/// Calls a built-in function, after checking how many arguments it takes.
#[inline]
pub(crate) fn call_definition(
    rt: &Runtime,
    definition: &MethodDef,
    owner: Option<View<'_, PyTypeObject>>,
    this: &Obj,
    args: Args<'_>,
) -> PyResult {
    // A module's name stands before its function's, unless it is `builtins`.
    let qualified = || {
        let module = super::module::namespace(this)
            .and_then(|names| super::dict::get_str(rt, &names, "__name__").ok()?)
            .map(|name| plain(&name));
        match module {
            Some(module) if module != "builtins" => {
                format!("{module}.{}", definition.name)
            }
            _ => definition.name.to_owned(),
        }
    };
    let name = || match owner {
        Some(owner) => format!("{}.{}", owner.short_name(), definition.name),
        None => qualified(),
    };
    if args.keyword_count() > 0
        && !matches!(
            definition.function,
            Function::Keywords(_)
                | Function::Packed(_)
                | Function::Class(_)
                | Function::Static(_)
        )
    {
        return Err(rt.type_error(format!("{}() takes no keyword arguments", name())));
    }
    match (definition.function, args.items) {
        (Function::NoArgs(function), []) => function(rt, this),
        (Function::NoArgs(_), given) => Err(rt.type_error(format!(
            "{}() takes no arguments ({} given)",
            name(),
            given.len()
        ))),
        (Function::One(function), [only]) => function(rt, this, only),
        (Function::One(_), given) => Err(rt.type_error(format!(
            "{}() takes exactly one argument ({} given)",
            name(),
            given.len()
        ))),
        (Function::Many(function), given) => function(rt, this, given),
        (Function::Tuple(function), given) => {
            let given = rt.new_tuple(given.to_vec())?;
            function(rt, this, tuple::items(&given))
        }
        (Function::Packed(function), _) => {
            let given = rt.new_tuple(args.positionals().to_vec())?;
            let named: Vec<_> = args.keywords().collect();
            let named = match named.is_empty() {
                true => None,
                false => Some(rt.new_dict_from(&named)?),
            };
            function(rt, this, &given, named.as_ref())
        }
        (
            Function::Keywords(function)
            | Function::Class(function)
            | Function::Static(function),
            _,
        ) => function(rt, this, args),
    }
}

/// Calls a built-in function that takes its arguments in a tuple and a dict, which are
/// there already. Any other is none of those.
pub(crate) fn call_packed(
    rt: &Runtime,
    this: &Obj,
    args: &Obj,
    keywords: Option<&Obj>,
) -> Option<PyResult> {
    let function = this.cast::<PyCFunctionObject>()?;
    if !function.inside.is_empty() {
        return None;
    }
    let bound = function.get().m_self.as_ref().unwrap_or_else(|| rt.none());
    let keywords = keywords.filter(|keywords| super::dict::len(keywords) > 0);
    match function.m_ml.get().function {
        Function::Packed(called) => Some(called(rt, bound, args, keywords)),
        Function::Tuple(called) if keywords.is_none() => {
            Some(called(rt, bound, tuple::items(args)))
        }
        _ => None,
    }
}

pub(super) fn view(this: &Obj) -> View<'_, PyCFunctionObject> {
    this.expect()
}

/// The type that a bound built-in method is a method of; none for functions of modules.
fn owner(function: &PyCFunctionObject) -> Option<Obj> {
    let this = function.m_self.clone()?;
    if this.ty().is_exactly(Builtin::Module) {
        return None;
    }
    match function.m_ml.get().function {
        Function::Class(_) | Function::Static(_) => Some(this),
        _ => Some(this.ty().to_obj()),
    }
}

/// `tp_call`
pub(crate) fn call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let function = view(this);
    if let Some(inside) = function.inside.get() {
        let Some(bound) = bound_to(this) else {
            return rt.call(&inside, args);
        };
        let items = [&bound].into_iter().chain(args.items);
        let items: Vec<Obj> = items.cloned().collect();
        let names = args.names;
        return rt.call(
            &inside,
            Args {
                items: &items,
                names,
            },
        );
    }
    let definition = function.m_ml.get();
    let bound = function.get().m_self.as_ref().unwrap_or_else(|| rt.none());
    if let Some(result) = call_fitting(rt, definition, bound, args) {
        return result;
    }
    let owner = owner(&function);
    let owner = owner
        .as_ref()
        .and_then(|owner| owner.cast::<PyTypeObject>());
    call_definition(rt, definition, owner, bound, args)
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let function = view(this);
    let name = function.name();
    rt.new_str(&match &function.get().m_self {
        Some(bound) if !bound.ty().is_exactly(Builtin::Module) => format!(
            "<built-in method {name} of {} object at 0x{:x}>",
            bound.ty().name(),
            bound.id()
        ),
        _ => format!("<built-in function {name}>"),
    })
}

fn richcompare(rt: &Runtime, this: &Obj, other: &Obj, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (
        this.cast::<PyCFunctionObject>(),
        other.cast::<PyCFunctionObject>(),
    ) else {
        return Ok(rt.not_implemented().clone());
    };
    let same_self = match (&a.get().m_self, &b.get().m_self) {
        (Some(a), Some(b)) => a.is(b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let same_inside = match (a.inside.get(), b.inside.get()) {
        (Some(a), Some(b)) => a.is(&b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let same = same_self && same_inside && std::ptr::eq(a.m_ml.get(), b.m_ml.get());
    match op {
        CompareOp::Eq => rt.new_bool(same),
        CompareOp::Ne => rt.new_bool(!same),
        _ => Ok(rt.not_implemented().clone()),
    }
}

fn hash(_: &Runtime, this: &Obj) -> PyResult<i64> {
    let function = view(this);
    let own = function.m_self.as_ref().map_or(0, |this| this.id());
    let code = match function.inside.get() {
        Some(inside) => inside.id(),
        None => std::ptr::from_ref(function.m_ml.get()).addr(),
    };
    Ok(((own >> 4) ^ code.rotate_right(4)) as i64 & i64::MAX)
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    if let Some(bound) = &view(this).get().m_self {
        visitor.visit(bound);
    }
    visitor.field(&view(this).m_module);
    visitor.field(&view(this).inside);
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    this.finish::<PyCFunctionObject>(rt);
}

fn get_qualname(rt: &Runtime, this: &Obj) -> PyResult {
    let function = view(this);
    let name = function.name();
    match &function.get().m_self {
        Some(bound) if !bound.ty().is_exactly(Builtin::Module) => {
            let class = match bound.cast::<PyTypeObject>() {
                Some(_) => bound.clone(),
                None => bound.ty().as_obj().clone(),
            };
            let class = rt.attr(&class, "__qualname__")?;
            rt.new_str(&format!("{}.{name}", plain(&class)))
        }
        _ => rt.new_str(&name),
    }
}

/// What it says of itself; where Python code is inside, perhaps there.
fn get_doc(rt: &Runtime, this: &Obj) -> PyResult {
    let function = view(this);
    let name = function.name();
    let found = docs::of_function(rt, function.m_self.as_ref(), &name)?;
    match function.inside.get() {
        Some(inside) if found.is(rt.none()) => {
            docs::or_slot(rt, rt.attr(&inside, "__doc__")?, &name)
        }
        None => docs::or_slot(rt, found, &name),
        Some(_) => Ok(found),
    }
}

/// What `inspect` knows of the parameters, where that module can be had.
pub(crate) fn text_signature(rt: &Runtime, this: &Obj) -> PyResult {
    match rt.import_module("inspect") {
        Ok(inspect) => {
            rt.call_method(&inspect, "_text_signature", std::slice::from_ref(this))
        }
        Err(_) if rt.swallow(Builtin::ImportError) => rt.done(),
        Err(raised) => Err(raised),
    }
}

/// A function is found by its name; a method through its object.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let name = view(this).name();
    match view(this).m_self.clone() {
        Some(owner) if owner.cast::<super::module::PyModuleObject>().is_none() => {
            super::iter_reduce::by_name(rt, owner, &name)
        }
        _ => rt.new_str(&name),
    }
}

/// The type `builtin_function_or_method`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::BuiltinFunction,
    name: "builtin_function_or_method",
    basicsize: 56,
    weaklistoffset: 40,
    flags: TypeFlags::HAVE_GC.with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_call: Some(call),
        tp_repr: Some(repr),
        tp_richcompare: Some(richcompare),
        tp_hash: Some(hash),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__reduce__", reduce)],
    getset: &[
        GetSetDef::get("__doc__", get_doc),
        GetSetDef::get("__name__", |rt, this| rt.new_str(&view(this).name())),
        GetSetDef::get("__qualname__", get_qualname),
        GetSetDef::get("__self__", |rt, this| {
            let bound = view(this).m_self.clone();
            Ok(bound.unwrap_or_else(|| rt.none().clone()))
        }),
        GetSetDef::get("__text_signature__", text_signature),
    ],
    members: &[MemberDef::object("__module__", 32).writable()],
    ..TypeSpec::PLAIN
};

/// The name of a str object, for messages.
pub(crate) fn plain(text: &Obj) -> String {
    Text::of(text).map(Text::to_rust).unwrap_or_default()
}
