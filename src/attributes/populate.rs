//! Filling the namespaces of the built-in types from their tables
//! (`Objects/typeobject.c@v3.13.0#type_ready_fill_dict`).

use super::{mro, object_methods, slot_defs, type_methods};
use crate::object::{HEAD_EXTRA, untrack};
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, GetSetDef, MethodDef};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec, is_subtype};

/// `T.__new__`, for every built-in type with a `tp_new` of its own.
static NEW: MethodDef = MethodDef {
    name: "__new__",
    function: Function::Static(new_wrapper),
};

/// The types whose tables name `object`'s way to find attributes, where others inherit
/// it.
const GENERIC: &[Builtin] = &[
    Builtin::Int,
    Builtin::Complex,
    Builtin::Bytes,
    Builtin::ByteArray,
    Builtin::List,
    Builtin::Tuple,
    Builtin::Dict,
    Builtin::Set,
    Builtin::Range,
    Builtin::Slice,
    Builtin::Property,
    Builtin::Enumerate,
    Builtin::Zip,
    Builtin::Map,
    Builtin::Filter,
    Builtin::Reversed,
    Builtin::MemoryView,
    Builtin::BaseException,
    Builtin::Deque,
    Builtin::DequeIterator,
    Builtin::DequeReverseIterator,
    Builtin::Array,
    Builtin::ArrayIterator,
    Builtin::Partial,
];

const BUFFER: [&str; 2] = ["__buffer__", "__release_buffer__"];

/// What shows its bytes to others. Where CPython has slots for that, here are methods.
const HAS_BUFFER: [Builtin; 4] = [
    Builtin::Bytes,
    Builtin::ByteArray,
    Builtin::MemoryView,
    Builtin::Array,
];

/// Whose slot of a hash is one that refuses; others that compare have none, and are given
/// None for it at last (`Objects/typeobject.c@v3.13.0#type_ready_set_hash`).
const SAYS_UNHASHABLE: [Builtin; 4] =
    [Builtin::List, Builtin::Dict, Builtin::Set, Builtin::Deque];

/// Gives each built-in type a namespace with its methods. To be called before slots are
/// inherited, since a type shows only what it brings itself.
pub(crate) fn fill_namespaces(
    rt: &Runtime,
    specs: &[&'static TypeSpec],
) -> PyResult<()> {
    let late = rt.late_doc()?;
    for spec in specs {
        fill(rt, spec, &late)?;
    }
    Ok(())
}

fn fill(rt: &Runtime, spec: &'static TypeSpec, late: &Obj) -> PyResult<()> {
    let class = rt.type_obj(spec.which);
    let ty = class.expect::<PyTypeObject>();
    let namespace = rt.new_dict()?;
    let put = |name: &str, value: Obj| {
        dict::set(rt, &namespace, &rt.intern_str(name)?, value)
    };
    if ty.tp_new.get().is_some() {
        put("__new__", rt.new_builtin(&NEW, Some(class.clone()), None)?)?;
    }
    let has_no_hash = ty.tp_richcompare.get().is_some() && ty.tp_hash.get().is_none();
    let is_generic = GENERIC.contains(&spec.which);
    let has_buffer = HAS_BUFFER.contains(&spec.which);
    let says_so = SAYS_UNHASHABLE.contains(&spec.which);
    for definition in slot_defs::all() {
        if definition.name == "__hash__" && has_no_hash {
            if says_so {
                put("__hash__", rt.none().clone())?;
            }
            continue;
        }
        if has_buffer && definition.name == "__add__" {
            // A slot in CPython, which comes before those of numbers.
            for buffer in BUFFER {
                let mut methods = spec.methods.iter();
                if let Some(method) = methods.find(|method| method.name == buffer) {
                    put(buffer, rt.new_method_descriptor(&class, method)?)?;
                }
            }
        }
        let is_shown = definition.is_filled(&ty)
            || is_generic && definition.name == "__getattribute__";
        if is_shown && dict::get_str(rt, &namespace, definition.name)?.is_none() {
            let wrapper = rt.new_wrapper_descriptor(&class, definition)?;
            put(definition.name, wrapper)?;
        }
    }
    let methods = match spec.which {
        Builtin::Object => object_methods::METHODS,
        Builtin::Type => type_methods::METHODS,
        _ => spec.methods,
    };
    for definition in methods {
        if has_buffer && BUFFER.contains(&definition.name) {
            continue;
        }
        let method = match definition.function {
            Function::Static(_) => {
                let function = rt.new_builtin(definition, Some(class.clone()), None)?;
                rt.new_static_method(&function)?
            }
            _ => rt.new_method_descriptor(&class, definition)?,
        };
        put(definition.name, method)?;
    }
    for definition in spec.members {
        let name = rt.intern_str(definition.name)?;
        let definition = &MemberDef {
            offset: definition.offset + HEAD_EXTRA,
            ..*definition
        };
        put(
            definition.name,
            rt.new_member_descriptor(&class, name, definition)?,
        )?;
    }
    for (place, definition) in getset(spec).iter().enumerate() {
        let name = definition.name;
        let made = match definition.member {
            true => rt.new_computed_member(&class, rt.intern_str(name)?, place)?,
            false => rt.new_getset_descriptor(&class, definition)?,
        };
        put(name, made)?;
    }
    if dict::get_str(rt, &namespace, "__doc__")?.is_none() {
        put("__doc__", late.clone())?;
    }
    if has_no_hash && !says_so {
        put("__hash__", rt.none().clone())?;
    }
    // Of a type that CPython makes on the heap the dict says where it is from.
    if ty.flags().public() & TypeFlags::HEAPTYPE.public() != 0
        && let Some((module, _)) = spec.name.rsplit_once('.')
    {
        put("__module__", rt.intern_str(module)?)?;
    }
    ty.tp_dict.set(Some(namespace));
    Ok(())
}

/// The computed attributes of a built-in type.
pub(super) fn getset(spec: &'static TypeSpec) -> &'static [GetSetDef] {
    match spec.which {
        Builtin::Object => object_methods::GETSET,
        Builtin::Type => type_methods::GETSET,
        _ => spec.getset,
    }
}

/// Tells each built-in type its bases and its MRO, once slots are inherited.
pub(crate) fn fill_orders(rt: &Runtime, specs: &[&'static TypeSpec]) -> PyResult<()> {
    for spec in specs {
        let class = rt.type_obj(spec.which);
        let ty = class.expect::<PyTypeObject>();
        let bases = spec.base.into_iter().chain(spec.second_base);
        let bases: Vec<Obj> = bases.map(|base| rt.type_obj(base)).collect();
        let order = mro::linearize(rt, &class, &bases)?;
        for (field, types) in [(&ty.tp_mro, order), (&ty.tp_bases, bases)] {
            // Built-in types are in no cycle, so a collection would untrack it.
            let types = rt.new_tuple(types)?;
            untrack(&types);
            rt.immortalize(&types);
            field.set(Some(types));
        }
        ty.add_flags(TypeFlags::READY);
    }
    Ok(())
}

/// Empties what the types hold, when the runtime ends.
pub(crate) fn clear_types(rt: &Runtime) {
    for which in Builtin::ALL {
        if let Some(ty) = rt.try_ty(*which) {
            ty.tp_dict.set(None);
            ty.tp_mro.set(None);
            ty.tp_bases.set(None);
            ty.tp_subclasses.set(None);
        }
    }
}

/// `T.__new__(S, …)`: makes an `S` the way `T` does, if `S` is a kind of `T`
/// (`Objects/typeobject.c@v3.13.0#tp_new_wrapper`).
fn new_wrapper(rt: &Runtime, owner: &Obj, args: Args<'_>) -> PyResult {
    let owner_type = owner.expect::<PyTypeObject>();
    let name = owner_type.name();
    let Some(class) = args.positionals().first() else {
        return Err(rt.type_error(format!("{name}.__new__(): not enough arguments")));
    };
    let Some(ty) = class.cast::<PyTypeObject>() else {
        let what = class.ty().name();
        return Err(rt.type_error(format!(
            "{name}.__new__(X): X is not a type object ({what})"
        )));
    };
    if !is_subtype(ty, owner_type) {
        let other = ty.name();
        return Err(rt.type_error(format!(
            "{name}.__new__({other}): {other} is not a subtype of {name}"
        )));
    }
    // The built-in type nearest to the class must be made the same way.
    let mut nearest = class.clone();
    while nearest
        .expect::<PyTypeObject>()
        .flags()
        .has(TypeFlags::HEAPTYPE)
    {
        let base = nearest.expect::<PyTypeObject>().tp_base.get();
        nearest = base.expect("classes have a base");
    }
    let nearest = nearest.expect::<PyTypeObject>();
    let same = match (nearest.tp_new.get(), owner_type.tp_new.get()) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        _ => false,
    };
    if !same {
        return Err(rt.type_error(format!(
            "{name}.__new__({}) is not safe, use {}.__new__()",
            ty.name(),
            nearest.name()
        )));
    }
    let new = owner_type
        .tp_new
        .get()
        .ok_or_else(|| rt.type_error("no constructor"))?;
    new(
        rt,
        class,
        Args {
            items: &args.items[1..],
            names: args.names,
        },
    )
}
