//! `object.__reduce_ex__`: how to make an object again, as `copy` asks for it
//! (`Objects/typeobject.c@v3.13.0#reduce_newobj`).

use super::slot_functions::call_special;
use super::{getattr_optional, lookup};
use crate::object::PyObject;
use crate::objects::builtin_function::plain;
use crate::objects::{dict, dict_merge, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, is_instance};

/// `object.__reduce_ex__(protocol)`: what the class's own `__reduce__` says, or what
/// every object can say.
pub(super) fn reduce_ex(rt: &Runtime, this: &Obj, protocol: &Obj) -> PyResult {
    let protocol = rt.as_index(protocol, Some(Builtin::OverflowError))?;
    let name = rt.intern_str("__reduce__")?;
    let has_own = {
        let general = lookup(rt.ty(Builtin::Object), &name);
        let own = lookup(this.ty(), &name);
        own.zip(general)
            .is_some_and(|(own, general)| !own.is(&general))
    };
    match has_own {
        true => rt.call_method(this, "__reduce__", &[]),
        false => by_protocol(rt, this, protocol),
    }
}

/// What every object can say of itself: to the first two protocols `copyreg` does.
pub(super) fn by_protocol(rt: &Runtime, this: &Obj, protocol: isize) -> PyResult {
    if protocol >= 2 {
        return reduce(rt, this);
    }
    let copyreg = rt.import_module("copyreg")?;
    let args = [this.clone(), rt.new_int(protocol as i64)?];
    rt.call_method(&copyreg, "_reduce_ex", &args)
}

/// A function, its arguments, the state, and what a list or dict holds.
fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let class = this.ty().to_obj();
    let none = || rt.none().clone();
    let (name, args) = match new_arguments(rt, this)? {
        Some((args, Some(names))) if dict::len(&names) > 0 => {
            ("__newobj_ex__", vec![class.clone(), args, names])
        }
        Some((args, _)) => {
            let mut all = vec![class.clone()];
            all.extend(tuple::items(&args).iter().cloned());
            ("__newobj__", all)
        }
        None => ("__newobj__", vec![class.clone()]),
    };
    let has_args = args.len() > 1;
    let is_list = is_instance(this, rt.ty(Builtin::List));
    let is_dict = is_instance(this, rt.ty(Builtin::Dict));
    // Who says what the state is knows what there is besides attributes.
    let of_object = rt.attr(&rt.type_obj(Builtin::Object), "__getstate__")?;
    let says_all = !rt.attr(&class, "__getstate__")?.is(&of_object);
    if !has_args && !is_list && !is_dict && !says_all {
        check_plain(rt, this)?;
    }
    let state = rt.call_method(this, "__getstate__", &[])?;
    let items = if is_list { rt.iter(this)? } else { none() };
    let pairs = if is_dict {
        rt.iter(&rt.call_method(this, "items", &[])?)?
    } else {
        none()
    };
    let function = rt.attr(&rt.import_module("copyreg")?, name)?;
    rt.new_tuple(vec![function, rt.new_tuple(args)?, state, items, pairs])
}

/// What `__getnewargs_ex__` or `__getnewargs__` says.
fn new_arguments(rt: &Runtime, this: &Obj) -> PyResult<Option<(Obj, Option<Obj>)>> {
    let tuple_from = |made: &Obj, name: &str| -> PyResult<()> {
        if made.cast::<crate::shapes::PyTuple>().is_some() {
            return Ok(());
        }
        let what = made.ty().name();
        let message = format!("{name} should return a tuple, not '{what}'");
        Err(rt.type_error(message))
    };
    if let Some(made) = call_special(rt, this, "__getnewargs_ex__", &[])? {
        tuple_from(&made, "__getnewargs_ex__")?;
        return match tuple::items(&made) {
            [args, names] => {
                check_item(rt, args, "first", Builtin::Tuple)?;
                check_item(rt, names, "second", Builtin::Dict)?;
                Ok(Some((args.clone(), Some(names.clone()))))
            }
            items => Err(rt.value_error(format!(
                "__getnewargs_ex__ should return a tuple of length 2, not {}",
                items.len()
            ))),
        };
    }
    match call_special(rt, this, "__getnewargs__", &[])? {
        Some(made) => {
            tuple_from(&made, "__getnewargs__")?;
            Ok(Some((made, None)))
        }
        None => Ok(None),
    }
}

/// What `__getnewargs_ex__` returned is made of a tuple and a dict.
fn check_item(rt: &Runtime, item: &Obj, which: &str, kind: Builtin) -> PyResult<()> {
    if is_instance(item, rt.ty(kind)) {
        return Ok(());
    }
    let (wanted, what) = (rt.ty(kind).name().to_owned(), item.ty().name());
    Err(rt.type_error(format!(
        "{which} item of the tuple returned by __getnewargs_ex__ must be a {wanted}, \
         not '{what}'"
    )))
}

/// An object whose struct holds more than its attributes cannot be made again.
fn check_plain(rt: &Runtime, this: &Obj) -> PyResult<()> {
    let mut class = this.ty().to_obj();
    let layout = |class: &Obj| {
        let flags = class.expect::<PyTypeObject>().flags();
        !flags.has(TypeFlags::HEAPTYPE) || flags.has(TypeFlags::LAYOUT)
    };
    while !layout(&class) {
        let base = class.expect::<PyTypeObject>().tp_base.get();
        class = base.expect("every class has a base");
    }
    let native = class.expect::<PyTypeObject>();
    let words = [native.tp_dictoffset.get(), native.tp_weaklistoffset.get()];
    let known = size_of::<PyObject>() as i64
        + 8 * words.iter().filter(|offset| **offset > 0).count() as i64;
    let sized = native.tp_itemsize.get() != 0;
    if sized && !native.flags().has(TypeFlags::DISALLOW_INSTANTIATION) {
        let message = format!("cannot pickle {} objects", this.ty().full_name());
        return Err(rt.type_error(message));
    }
    if !sized && native.tp_basicsize.get() <= known {
        return Ok(());
    }
    Err(cannot(rt, this))
}

fn cannot(rt: &Runtime, this: &Obj) -> Raised {
    rt.type_error(format!("cannot pickle '{}' object", this.ty().full_name()))
}

/// `object.__getstate__()`: the attributes; with `__slots__`, a pair of both.
pub(super) fn get_state(rt: &Runtime, this: &Obj) -> PyResult {
    let name = rt.intern_str("__dict__")?;
    let state = match getattr_optional(rt, this, &name)? {
        Some(own) if dict::is_dict(&own) && dict::len(&own) > 0 => {
            dict_merge::copy(rt, &own)?
        }
        _ => rt.none().clone(),
    };
    let slots = rt.new_dict()?;
    for name in slot_names(rt, this)? {
        if let Some(value) = getattr_optional(rt, this, &name)? {
            dict::set(rt, &slots, &name, value)?;
        }
    }
    if dict::len(&slots) == 0 {
        return Ok(state);
    }
    rt.new_tuple(vec![state, slots])
}

/// The names in the `__slots__` of an object's classes.
fn slot_names(rt: &Runtime, this: &Obj) -> PyResult<Vec<Obj>> {
    // A class may have noted them: `copyreg` does, in CPython.
    let noted = this.ty().tp_dict.get();
    let noted = noted.map(|own| dict::get_str(rt, &own, "__slotnames__"));
    if let Some(noted) = noted.transpose()?.flatten()
        && !noted.is(rt.none())
    {
        return rt.collect(&noted);
    }
    let mut names = Vec::new();
    let order = this.ty().tp_mro.get();
    let order = order.as_ref().map_or(&[][..], tuple::items);
    for class in order {
        let Some(namespace) = class.expect::<PyTypeObject>().tp_dict.get() else {
            continue;
        };
        let Some(slots) = dict::get_str(rt, &namespace, "__slots__")? else {
            continue;
        };
        let own = match crate::objects::str::Text::of(&slots) {
            Some(_) => vec![slots.clone()],
            None => rt.collect(&slots)?,
        };
        for name in own {
            let text = plain(&name);
            if text == "__dict__" || text == "__weakref__" {
                continue;
            }
            let private = text.starts_with("__") && !text.ends_with("__");
            let class = class.expect::<PyTypeObject>();
            let stripped = class.short_name().trim_start_matches('_').to_owned();
            names.push(if private && !stripped.is_empty() {
                rt.intern_str(&format!("_{stripped}{text}"))?
            } else {
                name
            });
        }
    }
    Ok(names)
}
