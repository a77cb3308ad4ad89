//! `sys`: the runtime about itself (`Python/sysmodule.c@v3.13.0`).

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::str::Text;
use crate::objects::{dict, frame, int};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\n\
          interpreter and to functions that interact strongly with the interpreter.",
    functions: &[
        MethodDef::one("getrefcount", |rt, _, object| {
            rt.new_int(object.refcnt() as i64)
        })
        .doc("Return the reference count of object."),
        MethodDef::many("getsizeof", getsizeof),
        MethodDef::one("intern", intern),
        MethodDef::none("getrecursionlimit", |rt, _| {
            rt.new_int(rt.python().recursion_limit.get().into())
        }),
        MethodDef::one("setrecursionlimit", set_recursion_limit),
        MethodDef::many("_getframe", get_frame),
        MethodDef::none("exception", |rt, _| {
            Ok(rt
                .python()
                .handled
                .get()
                .unwrap_or_else(|| rt.none().clone()))
        }),
        MethodDef::many("exit", exit),
    ],
    fill,
};

fn fill(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let put = |name: &str, value: Obj| dict::set_str(rt, namespace, name, value);
    put("modules", rt.python().modules.clone())?;
    put("maxsize", rt.new_int(i64::MAX)?)?;
    put("version", rt.new_str("3.13.0 (pyobject)")?)?;
    let int_info = rt.new_module("int_info")?;
    for (name, value) in [
        ("bits_per_digit", 30),
        ("sizeof_digit", 4),
        ("default_max_str_digits", 4300),
        ("str_digits_check_threshold", 640),
    ] {
        rt.setattr(&int_info, &rt.intern_str(name)?, Some(rt.new_int(value)?))?;
    }
    put("int_info", int_info)?;
    put("byteorder", rt.new_str("little")?)?;
    put("platform", rt.new_str("pyobject")?)?;
    let info = [
        rt.new_int(3)?,
        rt.new_int(13)?,
        rt.new_int(0)?,
        rt.new_str("final")?,
    ];
    let mut info = info.to_vec();
    info.push(rt.new_int(0)?);
    put("version_info", rt.new_tuple(info)?)
}

fn getsizeof(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "getsizeof", args.len(), 1, 2)?;
    rt.new_size(crate::sizes::getsizeof(rt, &args[0])?)
}

fn intern(rt: &Runtime, _: &Obj, text: &Obj) -> PyResult {
    if !text.ty().is_exactly(Builtin::Str) {
        let what = text.ty().name();
        let message = match Text::of(text) {
            Some(_) => format!("can't intern {what}"),
            None => format!("intern() argument must be str, not {what}"),
        };
        return Err(rt.type_error(message));
    }
    Ok(rt.intern(text.clone()))
}

fn set_recursion_limit(rt: &Runtime, _: &Obj, limit: &Obj) -> PyResult {
    let limit = rt.as_index(limit, Some(Builtin::OverflowError))?;
    if limit < 1 {
        return Err(rt.value_error("recursion limit must be greater or equal than 1"));
    }
    rt.python().recursion_limit.set(limit.min(1 << 20) as u32);
    rt.done()
}

fn get_frame(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "_getframe", args.len(), 0, 1)?;
    let depth = args.first().and_then(int::to_i64).unwrap_or(0).max(0);
    let mut found = rt.python().frame();
    for _ in 0..depth {
        found = found.and_then(|frame| frame.back.borrow().clone());
    }
    match found {
        Some(found) => frame::object_for(rt, &found),
        None => Err(rt.value_error("call stack is not deep enough")),
    }
}

fn exit(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "exit", args.len(), 0, 1)?;
    Err(match args.first() {
        Some(code) => rt.raise_value(Builtin::SystemExit, code.clone()),
        None => rt.raise_empty(Builtin::SystemExit),
    })
}
