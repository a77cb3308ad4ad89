//! The functions in the slots of classes: each looks a special method up and calls it
//! (`Objects/typeobject.c@v3.13.0#slot_tp_repr` and its like).

use super::descriptors::{call_wrapped, wrapped};
use super::lookup;
use super::slot_defs::hash_value;
use crate::objects::int;
use crate::objects::protocol::is_index;
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Assign, CompareOp, Ternary};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, is_subtype};
use std::slice::from_ref;

/// Calls `type(this).name(this, *args)`; `None` where there is no such method.
pub(crate) fn call_special(
    rt: &Runtime,
    this: &Obj,
    name: &str,
    args: &[Obj],
) -> PyResult<Option<Obj>> {
    let name = rt.intern_str(name)?;
    call_named(rt, this, &name, Args::positional(args))
}

/// The same where CPython makes a method of both before the call: it is one more owner
/// of the object meanwhile (`Objects/typeobject.c@v3.13.0#_PyObject_LookupSpecial`).
pub(crate) fn call_bound(
    rt: &Runtime,
    this: &Obj,
    name: &str,
    args: &[Obj],
) -> PyResult<Option<Obj>> {
    call_special(rt, &this.clone(), name, args)
}

/// A special method as its class has it.
enum Special {
    /// It takes the object as its first argument.
    Plain(Obj),
    /// The object is in it already.
    Bound(Obj),
}

/// Looks a special method up (`Objects/typeobject.c@v3.13.0#lookup_maybe_method`).
#[inline]
fn special(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult<Option<Special>> {
    let Some(method) = lookup(this.ty(), name) else {
        return Ok(None);
    };
    Ok(Some(
        if method.ty().flags().has(TypeFlags::METHOD_DESCRIPTOR) {
            Special::Plain(method)
        } else {
            Special::Bound(match method.ty().tp_descr_get.get() {
                Some(get) => get(rt, &method, Some(this), Some(&this.ty().as_obj()))?,
                None => method,
            })
        },
    ))
}

fn call_named(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    args: Args<'_>,
) -> PyResult<Option<Obj>> {
    let called = match special(rt, this, name)? {
        None => return Ok(None),
        Some(Special::Plain(method)) => {
            in_a_row([this].into_iter().chain(args.items), |items| {
                let names = args.names;
                rt.call(&method, Args { items, names })
            })
        }
        Some(Special::Bound(method)) => rt.call(&method, args),
    };
    called.map(Some)
}

/// The same for a slot that is given a tuple and a dict.
fn call_slotted(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    args: Args<'_>,
) -> PyResult<Option<Obj>> {
    let called = match special(rt, this, name)? {
        None => return Ok(None),
        Some(Special::Plain(method)) => rt.call_before(&method, this, args),
        Some(Special::Bound(method)) => rt.call_given(&method, args),
    };
    called.map(Some)
}

/// Whether a class says that it does not have a method; `None` where it says nothing.
fn is_none(rt: &Runtime, this: &Obj, name: &Obj) -> Option<bool> {
    lookup(this.ty(), name).map(|method| method.is(rt.none()))
}

/// The same where the method must be there.
fn call_existing(rt: &Runtime, this: &Obj, name: &str, args: &[Obj]) -> PyResult {
    match call_special(rt, this, name, args)? {
        Some(result) => Ok(result),
        None => Err(rt.raise(
            Builtin::AttributeError,
            format!("'{}' object has no attribute '{name}'", this.ty().name()),
        )),
    }
}

macro_rules! binary {
    ($($function:ident $name:literal $reflected:literal;)*) => {
        $(pub(super) fn $function(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
            either(rt, a, b, $name, $reflected, |object| {
                uses(object.ty().get(), $function)
            })
        })*
    };
}

binary! {
    add "__add__" "__radd__"; sub "__sub__" "__rsub__"; mul "__mul__" "__rmul__";
    rem "__mod__" "__rmod__"; divmod "__divmod__" "__rdivmod__";
    lshift "__lshift__" "__rlshift__"; rshift "__rshift__" "__rrshift__";
    and "__and__" "__rand__"; xor "__xor__" "__rxor__"; or "__or__" "__ror__";
    floordiv "__floordiv__" "__rfloordiv__"; truediv "__truediv__" "__rtruediv__";
    matmul "__matmul__" "__rmatmul__";
}

/// A binary operator of which at least one operand is an instance of a class: the left
/// one's method, then the right one's reflected one; the latter first where the right
/// operand's class is a subclass that has its own (`SLOT1BINFULL`).
fn either(
    rt: &Runtime,
    a: &Obj,
    b: &Obj,
    name: &str,
    reflected: &str,
    ours: fn(&Obj) -> bool,
) -> PyResult {
    let (ta, tb) = (a.ty(), b.ty());
    let mut ask_b = !ta.get().is(&tb) && ours(b);
    if ours(a) {
        if ask_b && is_subtype(tb, ta) {
            let name = rt.intern_str(reflected)?;
            let differs = match (lookup(ta, &name), lookup(tb, &name)) {
                (Some(of_a), Some(of_b)) => !of_a.is(&of_b),
                (None, Some(_)) => true,
                _ => false,
            };
            if differs {
                let result = call_named(rt, b, &name, Args::positional(from_ref(a)))?;
                match result {
                    Some(result) if !rt.is_not_implemented(&result) => {
                        return Ok(result);
                    }
                    _ => ask_b = false,
                }
            }
        }
        if let Some(result) = call_special(rt, a, name, from_ref(b))?
            && (!rt.is_not_implemented(&result) || ta.get().is(&tb))
        {
            return Ok(result);
        }
    }
    if ask_b && let Some(result) = call_special(rt, b, reflected, from_ref(a))? {
        return Ok(result);
    }
    Ok(rt.not_implemented().clone())
}

/// Whether one of a type's number slots holds this function.
fn uses(ty: &PyTypeObject, function: crate::typeobject::slots::Binary) -> bool {
    let Some(suite) = ty.as_number() else {
        return false;
    };
    [
        &suite.nb_add,
        &suite.nb_subtract,
        &suite.nb_multiply,
        &suite.nb_remainder,
        &suite.nb_divmod,
        &suite.nb_lshift,
        &suite.nb_rshift,
        &suite.nb_and,
        &suite.nb_xor,
        &suite.nb_or,
        &suite.nb_floor_divide,
        &suite.nb_true_divide,
        &suite.nb_matrix_multiply,
    ]
    .iter()
    .any(|slot| {
        slot.get()
            .is_some_and(|held| std::ptr::fn_addr_eq(held, function))
    })
}

macro_rules! inplace {
    ($($function:ident $name:literal;)*) => {
        $(pub(super) fn $function(rt: &Runtime, a: &Obj, b: &Obj) -> PyResult {
            let result = call_special(rt, a, $name, from_ref(b))?;
            Ok(result.unwrap_or_else(|| rt.not_implemented().clone()))
        })*
    };
}

inplace! {
    iadd "__iadd__"; isub "__isub__"; imul "__imul__"; imod "__imod__";
    ilshift "__ilshift__"; irshift "__irshift__"; iand "__iand__"; ixor "__ixor__";
    ior "__ior__"; ifloordiv "__ifloordiv__"; itruediv "__itruediv__";
    imatmul "__imatmul__";
}

macro_rules! unary {
    ($($function:ident $name:literal;)*) => {
        $(pub(super) fn $function(rt: &Runtime, this: &Obj) -> PyResult {
            call_existing(rt, this, $name, &[])
        })*
    };
}

unary! {
    neg "__neg__"; pos "__pos__"; abs "__abs__"; invert "__invert__"; int "__int__";
    float "__float__"; index "__index__"; repr "__repr__"; str "__str__";
}

/// `iter()`; a class may say that it has none with `__iter__ = None`.
pub(super) fn iter(rt: &Runtime, this: &Obj) -> PyResult {
    let name = rt.intern_str("__iter__")?;
    match is_none(rt, this, &name) {
        Some(true) => {
            let message = format!("'{}' object is not iterable", this.ty().name());
            Err(rt.type_error(message))
        }
        Some(false) => call_existing(rt, this, "__iter__", &[]),
        None => crate::objects::iterators::sequence_iterator(rt, this),
    }
}

pub(super) fn pow(rt: &Runtime, a: &Obj, b: &Obj, c: &Obj) -> PyResult {
    if c.is(rt.none()) {
        return either(rt, a, b, "__pow__", "__rpow__", |object| {
            let suite = object.ty().get().as_number();
            let slot = suite.and_then(|suite| suite.nb_power.get());
            slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, pow as Ternary))
        });
    }
    let slot = a.ty().get().as_number();
    let slot = slot.and_then(|suite| suite.nb_power.get());
    if !slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, pow as Ternary)) {
        return Ok(rt.not_implemented().clone());
    }
    let result = in_a_row([b, c].into_iter(), |args| {
        call_special(rt, a, "__pow__", args)
    })?;
    Ok(result.unwrap_or_else(|| rt.not_implemented().clone()))
}

fn has(rt: &Runtime, object: &Obj, name: &str) -> PyResult<bool> {
    Ok(lookup(object.ty(), &rt.intern_str(name)?).is_some())
}

pub(super) fn ipow(rt: &Runtime, a: &Obj, b: &Obj, _: &Obj) -> PyResult {
    let result = call_special(rt, a, "__ipow__", from_ref(b))?;
    Ok(result.unwrap_or_else(|| rt.not_implemented().clone()))
}

pub(super) fn bool(rt: &Runtime, this: &Obj) -> PyResult<bool> {
    if let Some(result) = call_special(rt, this, "__bool__", &[])? {
        return rt.is_bool(&result).ok_or_else(|| {
            let name = result.ty().name();
            rt.type_error(format!("__bool__ should return bool, returned {name}"))
        });
    }
    if has(rt, this, "__len__")? {
        Ok(len(rt, this)? > 0)
    } else {
        Ok(true)
    }
}

pub(super) fn hash(rt: &Runtime, this: &Obj) -> PyResult<i64> {
    let name = rt.intern_str("__hash__")?;
    match is_none(rt, this, &name) {
        Some(false) => hash_value(rt, &call_existing(rt, this, "__hash__", &[])?),
        _ => Err(rt.unhashable(this)),
    }
}

pub(crate) fn call(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let name = rt.intern_str("__call__")?;
    match call_slotted(rt, this, &name, args)? {
        Some(result) => Ok(result),
        None => {
            let message = format!("'{}' object is not callable", this.ty().name());
            Err(rt.type_error(message))
        }
    }
}

/// Whether a type's slot is the one that looks `__setattr__` up.
pub(super) fn is_class_setattr(ty: &PyTypeObject) -> bool {
    let slot = ty.tp_setattro.get();
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, setattr as Assign))
}

/// `__getattribute__`, and where that finds nothing `__getattr__`.
pub(super) fn getattr(rt: &Runtime, this: &Obj, name: &Obj) -> PyResult {
    let args = std::slice::from_ref(name);
    let method = lookup(this.ty(), &rt.intern_str("__getattribute__")?);
    // A wrapper's slot is called itself, without the tuple that a wrapper is given.
    let found = match method.filter(|method| wrapped(method).is_some()) {
        Some(wrapper) => {
            call_wrapped(rt, &wrapper, this, Args::positional(args)).map(Some)
        }
        None => call_special(rt, this, "__getattribute__", args),
    };
    let found = match found {
        Ok(Some(found)) => return Ok(found),
        Ok(None) => super::generic_getattr(rt, this, name),
        Err(raised) => Err(raised),
    };
    match found {
        Err(raised) => {
            let hook = rt.intern_str("__getattr__")?;
            if lookup(this.ty(), &hook).is_none()
                || !rt.raised_is(Builtin::AttributeError)
            {
                return Err(raised);
            }
            rt.clear_raised();
            call_existing(rt, this, "__getattr__", std::slice::from_ref(name))
        }
        found => found,
    }
}

pub(super) fn setattr(
    rt: &Runtime,
    this: &Obj,
    name: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    match value {
        Some(value) => in_a_row([name, value].into_iter(), |args| {
            call_existing(rt, this, "__setattr__", args)
        })?,
        None => call_existing(rt, this, "__delattr__", std::slice::from_ref(name))?,
    };
    Ok(())
}

pub(super) fn richcompare(
    rt: &Runtime,
    this: &Obj,
    other: &Obj,
    op: CompareOp,
) -> PyResult {
    let name =
        ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"][op as usize];
    let name = rt.intern_str(name)?;
    let method = lookup(this.ty(), &name);
    let get = method.as_ref().and_then(|method| {
        let ty = method.ty();
        let plain = ty.flags().has(TypeFlags::METHOD_DESCRIPTOR);
        ty.tp_descr_get.get().filter(|_| !plain)
    });
    if let (Some(method), Some(get)) = (&method, get) {
        // A method that cannot be bound is no method.
        return match get(rt, method, Some(this), Some(&this.ty().as_obj())) {
            Ok(bound) => rt.call_with(&bound, std::slice::from_ref(other)),
            Err(_) if rt.swallow(Builtin::BaseException) => {
                Ok(rt.not_implemented().clone())
            }
            Err(raised) => Err(raised),
        };
    }
    drop(method);
    let args = Args::positional(std::slice::from_ref(other));
    let result = call_named(rt, this, &name, args)?;
    Ok(result.unwrap_or_else(|| rt.not_implemented().clone()))
}

pub(super) fn next(rt: &Runtime, this: &Obj) -> PyResult<Option<Obj>> {
    call_existing(rt, this, "__next__", &[]).map(Some)
}

pub(super) fn descr_get(
    rt: &Runtime,
    this: &Obj,
    instance: Option<&Obj>,
    class: Option<&Obj>,
) -> PyResult {
    // It is called as it stands in the class: nobody asks for its own `__get__`.
    match lookup(this.ty(), &rt.intern_str("__get__")?) {
        Some(get) => {
            let none = rt.none();
            let args = [this, instance.unwrap_or(none), class.unwrap_or(none)];
            in_a_row(args.into_iter(), |args| rt.call_with(&get, args))
        }
        None => Ok(this.clone()),
    }
}

pub(super) fn descr_set(
    rt: &Runtime,
    this: &Obj,
    instance: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    let name = if value.is_some() {
        "__set__"
    } else {
        "__delete__"
    };
    let args = [instance].into_iter().chain(value);
    match in_a_row(args, |args| call_special(rt, this, name, args))? {
        Some(_) => Ok(()),
        None => Err(rt.raise(Builtin::AttributeError, name)),
    }
}

pub(super) fn init(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult<()> {
    let name = rt.intern_str("__init__")?;
    let Some(result) = call_slotted(rt, this, &name, args)? else {
        return Ok(());
    };
    if result.is(rt.none()) {
        return Ok(());
    }
    let name = result.ty().name();
    Err(rt.type_error(format!("__init__() should return None, not '{name}'")))
}

/// `__new__` is a static method that is given the class.
pub(super) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let name = rt.intern_str("__new__")?;
    let function = rt.getattr(class, &name)?;
    rt.call_before(&function, class, args)
}

/// `__del__`: what it raises is reported and forgotten. An exception that is on its way
/// while the object dies waits meanwhile.
pub(super) fn finalize(rt: &Runtime, this: &Obj) {
    let waiting = rt.take_pending();
    call_del(rt, this);
    if let Some(waiting) = waiting {
        rt.raise_pending(waiting);
    }
}

fn call_del(rt: &Runtime, this: &Obj) {
    let Ok(name) = rt.intern_str("__del__") else {
        return rt.clear_raised();
    };
    // It is counted once while it is called.
    let Some(method) = lookup(this.ty(), &name) else {
        return;
    };
    rt.uncounted(method, |method| {
        if let Err(raised) = call_named(rt, this, &name, Args::positional(&[])) {
            rt.unraisable(Some(method), raised);
        }
    });
}

pub(super) fn len(rt: &Runtime, this: &Obj) -> PyResult<usize> {
    let result = call_existing(rt, this, "__len__", &[])?;
    if !is_index(&result) {
        let name = result.ty().name();
        let message = format!("'{name}' object cannot be interpreted as an integer");
        return Err(rt.type_error(message));
    }
    let length = rt.index(&result)?;
    match int::to_isize_clipped(&length) {
        (value, _) if value < 0 => Err(rt.value_error("__len__() should return >= 0")),
        (value, true) => Ok(value as usize),
        (_, false) => {
            let message = "cannot fit 'int' into an index-sized integer";
            Err(rt.raise(Builtin::OverflowError, message))
        }
    }
}

pub(crate) fn getitem(rt: &Runtime, this: &Obj, key: &Obj) -> PyResult {
    call_existing(rt, this, "__getitem__", std::slice::from_ref(key))
}

pub(super) fn item(rt: &Runtime, this: &Obj, index: isize) -> PyResult {
    let index = rt.new_int(index as i64)?;
    call_existing(rt, this, "__getitem__", &[index])
}

pub(super) fn setitem(
    rt: &Runtime,
    this: &Obj,
    key: &Obj,
    value: Option<&Obj>,
) -> PyResult<()> {
    match value {
        Some(value) => in_a_row([key, value].into_iter(), |args| {
            call_existing(rt, this, "__setitem__", args)
        })?,
        None => call_existing(rt, this, "__delitem__", std::slice::from_ref(key))?,
    };
    Ok(())
}

pub(super) fn ass_item(
    rt: &Runtime,
    this: &Obj,
    index: isize,
    value: Option<&Obj>,
) -> PyResult<()> {
    setitem(rt, this, &rt.new_int(index as i64)?, value)
}

pub(super) fn contains(rt: &Runtime, this: &Obj, item: &Obj) -> PyResult<bool> {
    let name = rt.intern_str("__contains__")?;
    match is_none(rt, this, &name) {
        Some(true) => {
            let name = this.ty().name();
            Err(rt.type_error(format!("'{name}' object is not a container")))
        }
        Some(false) => {
            let result =
                call_existing(rt, this, "__contains__", std::slice::from_ref(item))?;
            rt.is_true(&result)
        }
        None => {
            let iterator = rt.iter(this)?;
            while let Some(candidate) = rt.next(&iterator)? {
                rt.spend(1)?;
                if rt.equal(&candidate, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}
