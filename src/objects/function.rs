//! function: a code object with the names it can see
//! (`Include/cpython/funcobject.h@v3.13.0#PyFunctionObject`).

use super::code::PyCodeObject;
use super::dict;
use super::tuple;
use crate::attributes::type_methods::{get_dict, set_dict};
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{GetSetDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A function: 144 bytes.
#[repr(C)]
pub struct PyFunctionObject {
    /// Count and type.
    pub ob_base: PyObject,
    pub(crate) func_globals: Obj,
    pub(crate) func_builtins: Obj,
    pub(crate) func_name: Field,
    pub(crate) func_qualname: Field,
    pub(crate) func_code: Field,
    /// A tuple, or nothing.
    pub(crate) func_defaults: Field,
    /// A dict, or nothing.
    pub(crate) func_kwdefaults: Field,
    /// A tuple of cells, or nothing.
    pub(crate) func_closure: Field,
    func_doc: Field,
    func_dict: Field,
    func_weakreflist: Cell<u64>,
    pub(crate) func_module: Field,
    pub(crate) func_annotations: Field,
    pub(crate) func_typeparams: Field,
    vectorcall: u64,
    func_version: Cell<u64>,
}

crate::py_struct!(
    PyFunctionObject, Builtin::Function, size 144,
    func_globals @ 16, func_code @ 48, func_closure @ 72, func_dict @ 88,
    func_weakreflist @ 96, func_annotations @ 112, func_version @ 136
);

impl PyFunctionObject {
    fn fields(&self) -> [&Field; 10] {
        [
            &self.func_module,
            &self.func_defaults,
            &self.func_kwdefaults,
            &self.func_doc,
            &self.func_name,
            &self.func_dict,
            &self.func_closure,
            &self.func_annotations,
            &self.func_typeparams,
            &self.func_qualname,
        ]
    }

    /// The code object.
    pub(crate) fn code(&self) -> Obj {
        self.func_code.get().expect("a function has a code")
    }
}

impl Runtime {
    /// Makes a function of a code object (`Objects/funcobject.c@v3.13.0#PyFunction_New`).
    pub(crate) fn new_function(
        &self,
        code: Obj,
        globals: Obj,
        builtins: Obj,
    ) -> PyResult {
        let view = code.expect::<PyCodeObject>();
        let (name, qualname) = (view.name().clone(), view.qualname().clone());
        let doc = match view.consts().first() {
            Some(first) if first.ty().is_exactly(Builtin::Str) => first.clone(),
            _ => self.none().clone(),
        };
        let module = dict::get_str(self, &globals, "__name__")?;
        let function = self.alloc(PyFunctionObject {
            ob_base: PyObject::new(self.ty(Builtin::Function)),
            func_globals: globals,
            func_builtins: builtins,
            func_name: Field::new(Some(name)),
            func_qualname: Field::new(Some(qualname)),
            func_code: Field::new(Some(code)),
            func_defaults: Field::empty(),
            func_kwdefaults: Field::empty(),
            func_closure: Field::empty(),
            func_doc: Field::new(Some(doc)),
            func_dict: Field::empty(),
            func_weakreflist: Cell::new(0),
            func_module: Field::new(module),
            func_annotations: Field::empty(),
            func_typeparams: Field::empty(),
            vectorcall: 0,
            func_version: Cell::new(0),
        })?;
        object::track(&function);
        Ok(function)
    }
}

fn view(this: &Obj) -> View<'_, PyFunctionObject> {
    this.expect()
}

fn traverse(this: &Obj, visitor: &mut Visitor<'_>) {
    let function = view(this);
    visitor.field(&function.func_code);
    visitor.visit(&function.get().func_globals);
    visitor.visit(&function.get().func_builtins);
    function
        .fields()
        .into_iter()
        .for_each(|field| visitor.field(field));
}

/// Lets go of what may lead back to the function; its code, names and globals stay.
fn clear(this: &Obj) {
    let function = view(this);
    for field in [
        &function.func_module,
        &function.func_defaults,
        &function.func_kwdefaults,
        &function.func_doc,
        &function.func_dict,
        &function.func_closure,
        &function.func_annotations,
        &function.func_typeparams,
    ] {
        field.set(None);
    }
}

fn dealloc(rt: &Runtime, this: Dying) {
    let object = this.as_obj();
    object::untrack(&object);
    crate::weakref::clear_weakrefs(rt, &object);
    clear(&object);
    this.finish::<PyFunctionObject>(rt);
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let name = view(this).func_qualname.get();
    let name = name.as_ref().and_then(super::str::Text::of);
    let name = name.map(super::str::Text::to_rust).unwrap_or_default();
    rt.new_str(&format!("<function {name} at 0x{:x}>", this.id()))
}

/// Looked up through an instance, a function becomes a method.
fn descr_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    match instance {
        Some(instance) if !instance.is(rt.none()) => rt.new_method(this, instance),
        _ => Ok(this.clone()),
    }
}

fn get_defaults(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&view(this).func_defaults))
}

fn set_optional(
    rt: &Runtime,
    field: &Field,
    name: &str,
    wanted: Builtin,
    value: Option<&Obj>,
) -> PyResult<()> {
    let value = value.filter(|value| !value.is(rt.none()));
    let what = rt.ty(wanted);
    if value.is_some_and(|value| !crate::typeobject::is_instance(value, what)) {
        let what = what.name();
        return Err(rt.type_error(format!("{name} must be set to a {what} object")));
    }
    field.set(value.cloned());
    Ok(())
}

fn set_defaults(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let field = &view(this).get().func_defaults;
    set_optional(rt, field, "__defaults__", Builtin::Tuple, value)
}

fn get_kwdefaults(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&view(this).func_kwdefaults))
}

fn set_kwdefaults(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let field = &view(this).get().func_kwdefaults;
    set_optional(rt, field, "__kwdefaults__", Builtin::Dict, value)
}

fn get_annotations(rt: &Runtime, this: &Obj) -> PyResult {
    let field = &view(this).get().func_annotations;
    if let Some(pairs) = field
        .get()
        .filter(|held| held.ty().is_exactly(Builtin::Tuple))
    {
        // The compiler leaves names and values in a row; the dict is made on demand.
        let annotations = rt.new_dict()?;
        for pair in tuple::items(&pairs).chunks_exact(2) {
            dict::set(rt, &annotations, &pair[0], pair[1].clone())?;
        }
        field.set(Some(annotations));
    }
    if field.is_empty() {
        field.set(Some(rt.new_dict()?));
    }
    Ok(rt.or_none(field))
}

fn set_annotations(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let field = &view(this).get().func_annotations;
    set_optional(rt, field, "__annotations__", Builtin::Dict, value)
}

fn get_code(rt: &Runtime, this: &Obj) -> PyResult {
    Ok(rt.or_none(&view(this).func_code))
}

fn set_code(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let code = value.filter(|value| value.cast::<PyCodeObject>().is_some());
    let Some(code) = code else {
        return Err(rt.type_error("__code__ must be set to a code object"));
    };
    let wanted = code.expect::<PyCodeObject>().nfreevars();
    let function = view(this);
    let has = function
        .func_closure
        .get()
        .map_or(0, |cells| tuple::items(&cells).len());
    if wanted != has {
        let name = function.func_name.get();
        let name = name.as_ref().and_then(super::str::Text::of);
        let name = name.map(super::str::Text::to_rust).unwrap_or_default();
        return Err(rt.value_error(format!(
            "{name}() requires a code object with {has} free vars, not {wanted}"
        )));
    }
    let kind = |code: &Obj| code.expect::<PyCodeObject>().flags() & CO_KINDS;
    if function.func_code.peek(|old| old.map(kind)) != Some(kind(code)) {
        rt.deprecated(
            "Assigning a code object of non-matching type is deprecated (e.g., from a \
             generator to a plain function)",
        )?;
    }
    function.func_code.set(Some(code.clone()));
    Ok(())
}

/// `CO_GENERATOR`, `CO_COROUTINE` and `CO_ASYNC_GENERATOR`: what a call makes.
const CO_KINDS: u32 = 0x20 | 0x80 | 0x200;

/// Stores a str in a field.
pub(super) fn set_text(
    rt: &Runtime,
    field: &Field,
    name: &str,
    value: Option<&Obj>,
) -> PyResult<()> {
    match value.filter(|value| super::str::Text::of(value).is_some()) {
        Some(value) => {
            field.set(Some(value.clone()));
            Ok(())
        }
        None => Err(rt.type_error(format!("{name} must be set to a string object"))),
    }
}

fn get_type_params(rt: &Runtime, this: &Obj) -> PyResult {
    match view(this).func_typeparams.get() {
        Some(params) => Ok(params),
        None => rt.new_tuple(Vec::new()),
    }
}

/// The type `function`. Calling one is the evaluation loop's business, which fills
/// `tp_call`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Function,
    name: "function",
    basicsize: 144,
    dictoffset: 88,
    weaklistoffset: 96,
    flags: TypeFlags::HAVE_GC
        .with(TypeFlags::METHOD_DESCRIPTOR)
        .with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_clear: Some(clear),
        tp_repr: Some(repr),
        tp_descr_get: Some(descr_get),
        tp_new: Some(super::function_new::new),
        ..Slots::EMPTY
    },
    getset: &[
        GetSetDef::get_set("__code__", get_code, set_code),
        GetSetDef::get_set("__defaults__", get_defaults, set_defaults),
        GetSetDef::get_set("__kwdefaults__", get_kwdefaults, set_kwdefaults),
        GetSetDef::get_set("__annotations__", get_annotations, set_annotations),
        GetSetDef::get_set("__dict__", get_dict, set_dict),
        GetSetDef::get_set(
            "__name__",
            |rt, this| Ok(rt.or_none(&view(this).func_name)),
            |rt, this, value| set_text(rt, &view(this).func_name, "__name__", value),
        ),
        GetSetDef::get_set(
            "__qualname__",
            |rt, this| Ok(rt.or_none(&view(this).func_qualname)),
            |rt, this, value| {
                set_text(rt, &view(this).func_qualname, "__qualname__", value)
            },
        ),
        GetSetDef::get_set("__type_params__", get_type_params, |rt, this, value| {
            let wanted = rt.ty(Builtin::Tuple);
            match value.filter(|v| crate::typeobject::is_instance(v, wanted)) {
                Some(value) => {
                    view(this).func_typeparams.set(Some(value.clone()));
                    Ok(())
                }
                None => Err(rt.type_error("__type_params__ must be set to a tuple")),
            }
        }),
    ],
    members: &[
        MemberDef::object("__closure__", 72),
        MemberDef::object("__doc__", 80).writable(),
        MemberDef::object("__globals__", 16),
        MemberDef::object("__module__", 104).writable(),
        MemberDef::object("__builtins__", 24),
    ],
    ..TypeSpec::PLAIN
};
