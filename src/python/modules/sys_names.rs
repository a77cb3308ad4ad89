//! The part of `sys` that says where the program is, and what there is not: nothing is
//! installed on the machine, and nothing is told to its profiler.

use super::{ModuleDef, place};
use crate::objects::str::Strings;
use crate::objects::{dict, frame};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "sys",
    functions: &[
        MethodDef::none("getfilesystemencodeerrors", |rt, _| {
            rt.new_str("surrogateescape")
        }),
        MethodDef::none("is_stack_trampoline_active", |rt, _| rt.new_bool(false)),
        MethodDef::many("activate_stack_trampoline", |rt, _, _| {
            Err(rt.value_error("perf trampoline not available"))
        }),
        MethodDef::none("deactivate_stack_trampoline", |rt, _| rt.done()),
        // What was looked up, each place and class says itself whether it is still true.
        MethodDef::none("_clear_internal_caches", |rt, _| rt.done()),
        MethodDef::none("_get_cpu_count_config", |rt, _| rt.new_int(-1)),
        MethodDef::none("_current_frames", current_frames),
        MethodDef::none("_current_exceptions", current_exceptions),
        MethodDef::one("_settraceallthreads", |rt, this, function| {
            rt.call_method(this, "settrace", std::slice::from_ref(function))
        }),
        MethodDef::one("_setprofileallthreads", |rt, this, function| {
            rt.call_method(this, "setprofile", std::slice::from_ref(function))
        }),
        MethodDef::none("getunicodeinternedsize", |rt, _| {
            rt.new_size(rt.room::<Strings>().interned.len())
        }),
    ],
    fill: |rt, namespace| {
        let put = |name: &str, value: Obj| dict::set_str(rt, namespace, name, value);
        // The program may be part of a page: it is no file that could be started.
        for name in ["executable", "_base_executable", "_framework"] {
            put(name, rt.intern_str("")?)?;
        }
        for name in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix"] {
            put(name, rt.intern_str(place::PREFIX)?)?;
        }
        put("_stdlib_dir", rt.new_str(place::LIBRARY)?)?;
        put("platlibdir", rt.new_str("lib")?)?;
        put("copyright", rt.new_str(COPYRIGHT)?)?;
        for name in ["_home", "pycache_prefix"] {
            put(name, rt.none().clone())?;
        }
        // Until somebody asks for them, these are empty.
        put("meta_path", rt.new_list(Vec::new())?)?;
        put("path_hooks", rt.new_list(Vec::new())?)?;
        put("path_importer_cache", rt.new_dict()?)?;
        let words = ["pyobject"].into_iter();
        let words = words.chain(rt.options.argv.iter().map(String::as_str));
        let words: PyResult<Vec<Obj>> = words.map(|word| rt.new_str(word)).collect();
        put("orig_argv", rt.new_list(words?)?)
    },
};

/// Who owns the language whose words these are.
const COPYRIGHT: &str = "\
    Copyright (c) 2001-2024 Python Software Foundation.\n\
    All Rights Reserved.\n\n\
    Copyright (c) 2000 BeOpen.com.\n\
    All Rights Reserved.\n\n\
    Copyright (c) 1995-2001 Corporation for National Research Initiatives.\n\
    All Rights Reserved.\n\n\
    Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\n\
    All Rights Reserved.";

/// A dict whose one key is the number of the thread that runs.
fn by_thread(rt: &Runtime, value: Obj) -> PyResult {
    let threading = super::import(rt, "threading")?;
    let number = rt.call_method(&threading, "get_ident", &[])?;
    let made = rt.new_dict()?;
    dict::set(rt, &made, &number, value)?;
    Ok(made)
}

fn current_frames(rt: &Runtime, _: &Obj) -> PyResult {
    let frame = match rt.python().frame() {
        Some(frame) => frame::object_for(rt, &frame)?,
        None => rt.none().clone(),
    };
    by_thread(rt, frame)
}

fn current_exceptions(rt: &Runtime, _: &Obj) -> PyResult {
    let handled = rt.python().handled();
    by_thread(rt, handled.unwrap_or_else(|| rt.none().clone()))
}
