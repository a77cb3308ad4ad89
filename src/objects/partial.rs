//! partial: a function with some of its arguments
//! (`Modules/_functoolsmodule.c@v3.13.0#partialobject`).

use super::builtin_function::plain;
use super::generic_alias::CLASS_GETITEM;
use super::text_builder::TextBuilder;
use super::{calling, dict, dict_merge, tuple};
use crate::attributes::type_methods::{get_dict, set_dict};
use crate::object::{self, Dying, PyObject, View};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::shapes::Field;
use crate::typeobject::slots::{Args, GetSetDef, MethodDef, Slots, Visitor};
use crate::typeobject::spec::MemberDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, TypeSpec};
use std::cell::Cell;

/// A partial: 64 bytes.
#[repr(C)]
pub struct PyPartialObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// The function.
    function: Field,
    /// A tuple: its first arguments.
    args: Field,
    /// A dict: those that have names.
    keywords: Field,
    /// Its `__dict__`, or nothing.
    dict: Field,
    weakreflist: Cell<u64>,
    /// 0, or else it is called with a row of arguments.
    vectorcall: Cell<u64>,
}

crate::py_struct!(
    PyPartialObject, Builtin::Partial, size 64, function @ 16, args @ 24,
    keywords @ 32, dict @ 40, weakreflist @ 48, vectorcall @ 56
);

/// What a partial has; all of it, unless the collector has taken it apart.
struct Parts {
    function: Obj,
    args: Obj,
    keywords: Obj,
}

fn view(this: &Obj) -> View<'_, PyPartialObject> {
    this.expect()
}

fn parts(rt: &Runtime, this: &Obj) -> PyResult<Parts> {
    let fields = view(this).get();
    let parts = [&fields.function, &fields.args, &fields.keywords].map(Field::get);
    let [Some(function), Some(args), Some(keywords)] = parts else {
        return Err(rt.raise(Builtin::SystemError, "a partial without its parts"));
    };
    Ok(Parts {
        function,
        args,
        keywords,
    })
}

fn new(rt: &Runtime, class: &Obj, given: Args<'_>) -> PyResult {
    let Some((first, rest)) = given.positionals().split_first() else {
        let message = "type 'partial' takes at least one argument";
        return Err(rt.type_error(message));
    };
    if first.ty().tp_call.get().is_none() {
        return Err(rt.type_error("the first argument must be callable"));
    }
    // A partial of a partial is one of the function, unless it has attributes or a
    // class that is called in another way.
    let inner = match first.cast::<PyPartialObject>() {
        Some(inner) if inner.dict.is_empty() && is_called_so(first) => {
            Some(parts(rt, first)?)
        }
        _ => None,
    };
    let args = match &inner {
        Some(inner) if rest.is_empty() => inner.args.clone(),
        Some(inner) => {
            let all = tuple::items(&inner.args).iter().chain(rest);
            rt.new_tuple(all.cloned().collect())?
        }
        None => rt.new_tuple(rest.to_vec())?,
    };
    let keywords = match &inner {
        Some(inner) => dict_merge::copy(rt, &inner.keywords)?,
        None => rt.new_dict()?,
    };
    for (name, value) in given.keywords() {
        dict::set(rt, &keywords, name, value.clone())?;
    }
    let function = inner.map_or_else(|| first.clone(), |inner| inner.function);
    let by_row = calling::has_row(&function);
    let made = rt.alloc_generic(PyPartialObject {
        ob_base: PyObject::new(class.expect::<PyTypeObject>()),
        function: Field::new(Some(function)),
        args: Field::new(Some(args)),
        keywords: Field::new(Some(keywords)),
        dict: Field::empty(),
        weakreflist: Cell::new(0),
        vectorcall: Cell::new(by_row.into()),
    })?;
    object::track(&made);
    Ok(made)
}

/// Whether a partial is called with a row of arguments (`partialobject.vectorcall`): not
/// when its function is not, nor any more once it was called and had some with names.
pub(super) fn takes_row(object: &Obj) -> bool {
    let partial = object.cast::<PyPartialObject>();
    partial.is_none_or(|partial| partial.vectorcall.get() != 0)
}

fn has_keywords(this: &Obj) -> bool {
    let keywords = &view(this).get().keywords;
    keywords.peek(|keywords| keywords.is_some_and(|known| dict::len(known) > 0))
}

fn is_called_so(this: &Obj) -> bool {
    let slot = this.ty().tp_call.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, call as CallSlot))
}

type CallSlot = fn(&Runtime, &Obj, Args<'_>) -> PyResult;

/// Calls the function with both rows of arguments
/// (`Modules/_functoolsmodule.c@v3.13.0#partial_vectorcall`).
fn call(rt: &Runtime, this: &Obj, given: Args<'_>) -> PyResult {
    if takes_row(this) && has_keywords(this) {
        // `partial_vectorcall_fallback`
        view(this).get().vectorcall.set(0);
        let _packed = calling::pack(rt, given)?;
        return call(rt, this, given);
    }
    if !takes_row(this) {
        return call_packed(rt, this, given);
    }
    let Parts { function, args, .. } = parts(rt, this)?;
    // It is the partial that refers to the function, and not the call.
    rt.uncounted(function, |function| {
        let all = tuple::items(&args).iter().chain(given.items);
        let names = given.names;
        in_a_row(all, |items| rt.call(function, Args { items, names }))
    })
}

/// The same with arguments that are in a tuple and a dict.
fn call_packed(rt: &Runtime, this: &Obj, given: Args<'_>) -> PyResult {
    let Parts {
        function,
        args,
        keywords,
    } = parts(rt, this)?;
    rt.uncounted(function, |function| {
        call_filled(rt, function, (&args, &keywords), given)
    })
}

/// What `__call__` calls, which is given a tuple and a dict, where a type has this slot.
pub(crate) fn packed_slot(slot: CallSlot) -> CallSlot {
    match std::ptr::fn_addr_eq(slot, call as CallSlot) {
        true => call_packed,
        false => slot,
    }
}

/// The tuple that two rows make, unless one of them is empty and the other one is it
/// (`Objects/tupleobject.c@v3.13.0#tuple_concat`).
fn concatenated(rt: &Runtime, args: &Obj, given: &[Obj]) -> PyResult<Option<Obj>> {
    let args = tuple::items(args);
    match args.is_empty() || given.is_empty() {
        true => Ok(None),
        false => rt
            .new_tuple(args.iter().chain(given).cloned().collect())
            .map(Some),
    }
}

/// Calls a function with the arguments of a partial and with those given, which are in
/// a tuple and a dict: so they are once more (`partial_call`).
fn call_filled(
    rt: &Runtime,
    function: &Obj,
    (args, keywords): (&Obj, &Obj),
    given: Args<'_>,
) -> PyResult {
    let positional = tuple::items(args).iter().chain(given.positionals());
    let _all = concatenated(rt, args, given.positionals())?;
    if dict::len(keywords) == 0 {
        let all = tuple::items(args).iter().chain(given.items);
        let names = given.names;
        return in_a_row(all, |items| rt.call_given(function, Args { items, names }));
    }
    let named = dict_merge::copy(rt, keywords)?;
    for (name, value) in given.keywords() {
        dict::set(rt, &named, name, value.clone())?;
    }
    let names = rt.new_tuple(dict::keys(&named))?;
    let values = dict::values(&named);
    in_a_row(positional.chain(&values), |items| {
        let names = Some(&names);
        rt.call_given(function, Args { items, names })
    })
}

/// A partial is no method: it does not bind. That will be otherwise one day.
fn descr_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    _: Option<&Obj>,
) -> PyResult {
    if instance.is_some_and(|instance| !instance.is(rt.none())) {
        let message = "functools.partial will be a method descriptor in future Python \
                       versions; wrap it in staticmethod() if you want to preserve the \
                       old behavior";
        rt.warn(Builtin::FutureWarning, message)?;
    }
    Ok(this.clone())
}

fn repr(rt: &Runtime, this: &Obj) -> PyResult {
    if !rt.repr_enter(this)? {
        return rt.new_str("...");
    }
    let text = shown(rt, this);
    rt.repr_leave(this);
    text?.finish(rt)
}

fn shown(rt: &Runtime, this: &Obj) -> PyResult<TextBuilder> {
    let Parts {
        function,
        args,
        keywords,
    } = parts(rt, this)?;
    let class = this.ty().to_obj();
    let mut text = TextBuilder::new();
    text.push_obj(&rt.str_of(&rt.attr(&class, "__module__")?)?);
    text.push_str(".");
    text.push_obj(&rt.str_of(&rt.attr(&class, "__qualname__")?)?);
    text.push_str("(");
    text.push_repr(rt, &function)?;
    for argument in tuple::items(&args) {
        text.push_str(", ");
        text.push_repr(rt, argument)?;
    }
    for (name, value) in dict::items(&keywords) {
        text.push_str(", ");
        text.push_str(&plain(&rt.str_of(&name)?));
        text.push_str("=");
        text.push_repr(rt, &value)?;
    }
    text.push_str(")");
    Ok(text)
}

fn reduce(rt: &Runtime, this: &Obj) -> PyResult {
    let Parts {
        function,
        args,
        keywords,
    } = parts(rt, this)?;
    let own = rt.or_none(&view(this).dict);
    let first = rt.new_tuple(vec![function.clone()])?;
    let state = rt.new_tuple(vec![function, args, keywords, own])?;
    rt.new_tuple(vec![this.ty().to_obj(), first, state])
}

fn set_state(rt: &Runtime, this: &Obj, state: &Obj) -> PyResult {
    let invalid = || rt.type_error("invalid partial state");
    let four = state.cast::<crate::shapes::PyTuple>().ok_or_else(invalid)?;
    let [function, args, keywords, own] = four.tail() else {
        return Err(invalid());
    };
    let none = |object: &Obj| object.is(rt.none());
    if function.ty().tp_call.get().is_none()
        || args.cast::<crate::shapes::PyTuple>().is_none()
        || !(none(keywords) || dict::is_dict(keywords))
        // CPython takes anything for the dict, and fails once it looks into it.
        || !(none(own) || dict::is_dict(own))
    {
        return Err(invalid());
    }
    let args = match args.ty().is_exactly(Builtin::Tuple) {
        true => args.clone(),
        false => rt.new_tuple(tuple::items(args).to_vec())?,
    };
    let keywords = if none(keywords) {
        rt.new_dict()?
    } else if keywords.ty().is_exactly(Builtin::Dict) {
        keywords.clone()
    } else {
        dict_merge::copy(rt, keywords)?
    };
    let fields = view(this).get();
    fields.dict.set(Some(own.clone()).filter(|own| !none(own)));
    fields.vectorcall.set(calling::has_row(function).into());
    fields.function.set(Some(function.clone()));
    fields.args.set(Some(args));
    fields.keywords.set(Some(keywords));
    rt.done()
}

fn dealloc(rt: &Runtime, this: Dying) {
    object::untrack(&this.as_obj());
    crate::weakref::clear_weakrefs(rt, &this.as_obj());
    this.finish::<PyPartialObject>(rt);
}

fn fields(this: &Obj) -> [&Field; 4] {
    let fields = view(this).get();
    [
        &fields.function,
        &fields.args,
        &fields.keywords,
        &fields.dict,
    ]
}

/// The type `functools.partial`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Partial,
    name: "functools.partial",
    basicsize: 64,
    dictoffset: 40,
    weaklistoffset: 48,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::HAVE_GC)
        .with(TypeFlags::HAVE_VECTORCALL),
    slots: Slots {
        tp_new: Some(new),
        tp_call: Some(call),
        tp_dealloc: Some(dealloc),
        tp_descr_get: Some(descr_get),
        tp_repr: Some(repr),
        tp_traverse: Some(|this: &Obj, visitor: &mut Visitor<'_>| {
            visitor.module_type(this);
            fields(this).iter().for_each(|field| visitor.field(field));
        }),
        tp_clear: Some(|this| fields(this).iter().for_each(|field| field.set(None))),
        ..Slots::EMPTY
    },
    methods: &[
        MethodDef::none("__reduce__", reduce),
        MethodDef::one("__setstate__", set_state),
        CLASS_GETITEM,
    ],
    members: &[
        MemberDef::object("func", 16),
        MemberDef::object("args", 24),
        MemberDef::object("keywords", 32),
    ],
    getset: &[GetSetDef::get_set("__dict__", get_dict, set_dict)],
    ..TypeSpec::PLAIN
};
