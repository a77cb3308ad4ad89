//! module: a namespace with a name (`Objects/moduleobject.c@v3.13.0`).

use super::builtin_function::plain;
use super::dict;
use super::dict_names;
use super::docs;
use super::str::Text;
use crate::attributes;
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A module: 56 bytes.
#[repr(C)]
pub struct PyModuleObject {
    /// Count and type.
    pub ob_base: PyObject,
    pub(crate) md_dict: Field,
    /// Where C has its definition: 1 as long as it has still to say how it was found.
    md_def: Cell<u64>,
    md_state: u64,
    md_weaklist: Cell<u64>,
    pub(crate) md_name: Field,
}

crate::py_struct!(
    PyModuleObject, Builtin::Module, size 56,
    md_dict @ 16, md_weaklist @ 40, md_name @ 48
);

impl Runtime {
    /// A module with nothing in it but what every module has.
    pub(crate) fn new_module(&self, name: &str) -> PyResult {
        let module = self.module_of(self.ty(Builtin::Module))?;
        fill(self, &module, self.intern_str(name)?, self.none().clone())?;
        Ok(module)
    }

    /// A module that does not even know its name.
    fn module_of(&self, class: View<'_, PyTypeObject>) -> PyResult {
        let names = self.new_dict()?;
        object::track(&names);
        let module = self.alloc(PyModuleObject {
            ob_base: PyObject::new(class),
            md_dict: Field::new(Some(names)),
            md_def: Cell::new(0),
            md_state: 0,
            md_weaklist: Cell::new(0),
            md_name: Field::empty(),
        })?;
        object::track(&module);
        Ok(module)
    }
}

/// What every module has.
fn fill(rt: &Runtime, module: &Obj, name: Obj, doc: Obj) -> PyResult<()> {
    let own = view(module);
    let dict = match own.md_dict.get() {
        Some(dict) => dict,
        None => rt.new_dict()?,
    };
    let none = || rt.none().clone();
    for (attribute, value) in [
        ("__name__", name.clone()),
        ("__doc__", doc),
        ("__package__", none()),
        ("__loader__", none()),
        ("__spec__", none()),
    ] {
        dict::set(rt, &dict, &rt.intern_str(attribute)?, value)?;
    }
    own.md_name.set(Some(name));
    own.md_dict.set(Some(dict));
    Ok(())
}

/// The namespace of a module.
pub(crate) fn namespace(module: &Obj) -> Option<Obj> {
    module.cast::<PyModuleObject>()?.md_dict.get()
}

/// The value at an index of the module's dict, as long as its keys have this number.
#[inline(always)]
pub(crate) fn value_at(module: &Obj, keys: u32, index: u32) -> Option<Obj> {
    let module = module.cast::<PyModuleObject>()?;
    module
        .get()
        .md_dict
        .peek(|dict| dict_names::value_at(dict?, keys, index))
}

/// Has the spec of a module made when somebody asks for it: few do, and what finds
/// modules need not be there until then.
pub(crate) fn specify_late(module: &Obj) {
    view(module).md_def.set(1);
}

/// A dict is about to be shown, which may be the namespace of the program.
pub(crate) fn shown(rt: &Runtime, names: &Obj) -> PyResult<()> {
    crate::python::modules::specify_main(rt, names)
}

/// The namespace of a module whose spec is not made yet, but will be now.
pub(crate) fn specify_now(module: &Obj) -> Option<Obj> {
    let is_due = view(module).md_def.replace(0) == 1;
    namespace(module).filter(|_| is_due)
}

/// Whether what a name stands for has still to be made.
pub(crate) fn is_late(module: &Obj, name: &Obj) -> bool {
    let is_late = |name: &str| LATE.contains(&name);
    view(module).md_def.get() != 0
        && Text::of(name).and_then(Text::as_ascii).is_some_and(is_late)
}

/// The names for which this is so.
const LATE: [&str; 7] = [
    "__doc__",
    "__spec__",
    "__loader__",
    "__dict__",
    "meta_path",
    "path_hooks",
    "path_importer_cache",
];

fn view(this: &Obj) -> View<'_, PyModuleObject> {
    this.expect()
}

fn name_of(rt: &Runtime, this: &Obj) -> PyResult<Option<String>> {
    let Some(dict) = namespace(this) else {
        return Ok(None);
    };
    let name = dict::get_str(rt, &dict, "__name__")?;
    Ok(name.as_ref().and_then(Text::of).map(Text::to_rust))
}

/// A module says where it is from, by its spec if it has one
/// (`Lib/importlib/_bootstrap.py@v3.13.0#_module_repr`).
fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    let of = |owner: &Obj, name: &str| -> PyResult<Option<Obj>> {
        let found = attributes::getattr_optional(rt, owner, &rt.intern_str(name)?)?;
        Ok(found.filter(|found| !found.is(rt.none())))
    };
    let shown = |object: &Obj| rt.repr(object).map(|text| plain(&text));
    let named = |name: Option<Obj>| match name {
        Some(name) => shown(&name),
        None => Ok("'?'".to_owned()),
    };
    let around = |object: Option<Obj>| match object {
        Some(object) => Ok(format!(" ({})", shown(&object)?)),
        None => PyResult::Ok(String::new()),
    };
    let (name, how) = if view(this).md_def.get() != 0 {
        let names = filled(rt, this)?;
        let name = dict::get_str(rt, &names, "__name__")?;
        let known = name.as_ref().and_then(Text::of).map(Text::to_rust);
        let known = known.and_then(|name| crate::python::modules::origin(&name));
        let how = match (known, dict::get_str(rt, &names, "__file__")?) {
            (Some(origin), _) => format!(" ({origin})"),
            (None, Some(file)) if !file.is(rt.none()) => {
                format!(" from {}", shown(&file)?)
            }
            (None, _) => match dict::get_str(rt, &names, "__path__")? {
                Some(folders) => format!(" (namespace) from {}", shown(&folders)?),
                None => {
                    crate::python::modules::specify(rt, this)?;
                    around(of(this, "__loader__")?)?
                }
            },
        };
        (named(name)?, how)
    } else if let Some(spec) = of(this, "__spec__")? {
        let origin = of(&spec, "origin")?;
        let at = of(&spec, "has_location")?;
        let at = at.map_or(Ok(false), |at| rt.is_true(&at))?;
        let how = match origin {
            Some(origin) if at => format!(" from {}", shown(&origin)?),
            Some(origin) => format!(" ({})", plain(&origin)),
            None => match of(&spec, "loader")? {
                Some(loader) if loader.ty().short_name() == "NamespaceLoader" => {
                    let folders = rt.attr(&loader, "_path")?;
                    let folders =
                        rt.call_with(&rt.type_obj(Builtin::List), &[folders])?;
                    format!(" (namespace) from {}", shown(&folders)?)
                }
                loader => around(loader)?,
            },
        };
        (named(of(&spec, "name")?)?, how)
    } else {
        let how = match of(this, "__file__")? {
            Some(file) => format!(" from {}", shown(&file)?),
            None => around(of(this, "__loader__")?)?,
        };
        (named(of(this, "__name__")?)?, how)
    };
    rt.new_str(&format!("<module {name}{how}>"))
}

/// A module's missing attribute: its `__getattr__`, or an error that names it.
fn getattro(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    if is_late(this, name) {
        match namespace(this) {
            Some(names) if plain(name) == "__doc__" => docs::settle(rt, &names)?,
            _ => crate::python::modules::specify(rt, this)?,
        }
    }
    match attributes::generic_getattr(rt, this, name) {
        Err(_) if rt.swallow(Builtin::AttributeError) => {}
        result => return result,
    }
    if let Some(found) = crate::python::modules::of_site(rt, this, name)? {
        return Ok(found);
    }
    if let Some(dict) = namespace(this)
        && let Some(hook) = dict::get_str(rt, &dict, "__getattr__")?
    {
        return rt.call_with(&hook, std::slice::from_ref(name));
    }
    let attribute = Text::of(name).map(Text::to_rust).unwrap_or_default();
    let message = match (name_of(rt, this)?, namespace(this)) {
        (Some(module), Some(namespace)) => {
            crate::python::modules::no_attribute(rt, &namespace, &module, &attribute)?
        }
        _ => format!("module has no attribute '{attribute}'"),
    };
    let fields = [("name", name), ("obj", this)];
    Err(rt.raise_with(Builtin::AttributeError, &message, &fields))
}

fn new(rt: &Runtime, class: &Obj, _: Args<'_>) -> PyResult {
    rt.module_of(class.expect::<PyTypeObject>())
}

/// `module(name, doc=None)`
fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let limits = super::args::Limits::required(1);
    let [name, doc] = args.parse(rt, "module", ["name", "doc"], limits)?;
    let Some(name) = name.filter(|name| Text::of(name).is_some()) else {
        let name = name.map_or("?", |name| name.ty().name());
        let message = format!("module() argument 'name' must be str, not {name}");
        return Err(rt.type_error(message));
    };
    let doc = doc.unwrap_or_else(|| rt.none());
    fill(rt, this, name.clone(), doc.clone())
}

/// The names in the module, or what its own `__dir__` says.
fn dir(rt: &Runtime, this: &Obj) -> PyResult {
    let names = match view(this).md_def.get() {
        0 => rt.attr(this, "__dict__")?,
        _ => filled(rt, this)?,
    };
    if !dict::is_dict(&names) {
        return Err(rt.type_error("<module>.__dict__ is not a dictionary"));
    }
    crate::python::modules::complete(rt, this)?;
    match dict::get_str(rt, &names, "__dir__")? {
        Some(hook) => rt.call_with(&hook, &[]),
        None => rt.new_list(dict::keys(&names)),
    }
}

/// The namespace of a module that has filled it.
fn filled(rt: &Runtime, this: &Obj) -> PyResult {
    let message = "<module>.__dict__ is not a dictionary";
    namespace(this).ok_or_else(|| rt.type_error(message))
}

/// `module.__annotations__`: a dict that is made when it is first asked for.
fn get_annotations(rt: &Runtime, this: &Obj) -> PyResult {
    let namespace = filled(rt, this)?;
    if let Some(found) = dict::get_str(rt, &namespace, "__annotations__")? {
        return Ok(found);
    }
    let made = rt.new_dict()?;
    dict::set_str(rt, &namespace, "__annotations__", made.clone())?;
    Ok(made)
}

fn set_annotations(rt: &Runtime, this: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let namespace = filled(rt, this)?;
    match value {
        Some(value) => dict::set_str(rt, &namespace, "__annotations__", value.clone()),
        None if dict::del(rt, &namespace, &rt.intern_str("__annotations__")?)? => {
            Ok(())
        }
        None => Err(rt.raise(Builtin::AttributeError, "__annotations__")),
    }
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    this.finish::<PyModuleObject>(rt);
}

/// The type `module`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Module,
    name: "module",
    basicsize: 56,
    dictoffset: 16,
    weaklistoffset: 40,
    flags: TypeFlags::BASETYPE.with(TypeFlags::HAVE_GC),
    slots: Slots {
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.field(&view(this).md_dict);
        }),
        tp_clear: Some(|this| view(this).md_dict.set(None)),
        tp_repr: Some(repr),
        tp_getattro: Some(getattro),
        tp_new: Some(new),
        tp_init: Some(init),
        ..Slots::EMPTY
    },
    methods: &[MethodDef::none("__dir__", dir)],
    getset: &[GetSetDef::get_set(
        "__annotations__",
        get_annotations,
        set_annotations,
    )],
    members: &[MemberDef::object("__dict__", 16)],
    ..TypeSpec::PLAIN
};
