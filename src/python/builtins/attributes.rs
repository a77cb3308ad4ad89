//! The built-in functions that ask an object, a class or a frame for its names.

use crate::attributes::slot_functions::call_bound;
use crate::attributes::{getattr_optional, instance_check, told_which};
use crate::objects::args::check_count;
use crate::objects::frame_variables;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;

pub(super) static FUNCTIONS: &[MethodDef] = &[
    MethodDef::many("delattr", delattr),
    MethodDef::many("dir", dir),
    MethodDef::many("getattr", getattr),
    MethodDef::many("hasattr", hasattr),
    MethodDef::many("isinstance", isinstance),
    MethodDef::many("issubclass", issubclass),
    MethodDef::many("setattr", setattr),
    MethodDef::many("vars", vars),
    MethodDef::none("globals", globals),
    MethodDef::none("locals", locals),
];

fn delattr(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "delattr", args.len(), 2, 2)?;
    rt.setattr(&args[0], &args[1], None)?;
    rt.done()
}

fn setattr(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "setattr", args.len(), 3, 3)?;
    rt.setattr(&args[0], &args[1], Some(&args[2]))?;
    rt.done()
}

fn getattr(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "getattr", args.len(), 2, 3)?;
    match args.get(2) {
        None => rt
            .getattr(&args[0], &args[1])
            .map_err(|raised| told_which(rt, &args[0], &args[1], raised)),
        Some(default) => {
            let found = getattr_optional(rt, &args[0], &args[1])?;
            Ok(found.unwrap_or_else(|| default.clone()))
        }
    }
}

fn hasattr(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "hasattr", args.len(), 2, 2)?;
    rt.new_bool(getattr_optional(rt, &args[0], &args[1])?.is_some())
}

fn dir(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "dir", args.len(), 0, 1)?;
    let _given = rt.new_tuple(args.to_vec())?;
    let names = match args.first() {
        Some(object) => match call_bound(rt, object, "__dir__", &[])? {
            Some(names) => names,
            None => return Err(rt.type_error("object does not provide __dir__")),
        },
        None => rt.call_method(&locals(rt, rt.none())?, "keys", &[])?,
    };
    let names = rt.new_list(rt.collect(&names)?)?;
    rt.call_method(&names, "sort", &[])?;
    Ok(names)
}

fn vars(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "vars", args.len(), 0, 1)?;
    let _given = rt.new_tuple(args.to_vec())?;
    let Some(object) = args.first() else {
        return locals(rt, rt.none());
    };
    let name = rt.intern_str("__dict__")?;
    match getattr_optional(rt, object, &name)? {
        Some(namespace) => Ok(namespace),
        None => Err(rt.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn isinstance(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "isinstance", args.len(), 2, 2)?;
    rt.new_bool(instance_check::isinstance(rt, &args[0], &args[1])?)
}

fn issubclass(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "issubclass", args.len(), 2, 2)?;
    rt.new_bool(instance_check::issubclass(rt, &args[0], &args[1])?)
}

fn globals(rt: &Runtime, _: &Obj) -> PyResult {
    match rt.python().frame() {
        Some(frame) => Ok(frame.globals().clone()),
        None => rt.new_dict(),
    }
}

fn locals(rt: &Runtime, _: &Obj) -> PyResult {
    let Some(frame) = rt.python().frame() else {
        return rt.new_dict();
    };
    frame_variables::locals(rt, &frame)
}
