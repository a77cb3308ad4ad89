//! The part of `sys` that says where the program is, and what there is not: nothing is
//! installed on the machine, and nothing is told to its profiler.

use super::{ModuleDef, place};
use crate::objects::args::Limits;
use crate::objects::str::Strings;
use crate::objects::{dict, frame};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
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
        // Kept, and used for nothing: no library of the machine is loaded, and no coroutine
        // is made.
        MethodDef::none("getdlopenflags", |rt, _| {
            rt.new_int(rt.python().dlopen_flags.get().into())
        }),
        MethodDef::one("setdlopenflags", |rt, _, flags| {
            rt.python().dlopen_flags.set(small(rt, flags)?);
            rt.done()
        }),
        MethodDef::none("get_coroutine_origin_tracking_depth", |rt, _| {
            rt.new_int(rt.python().origin_depth.get().into())
        }),
        MethodDef::keywords("set_coroutine_origin_tracking_depth", |rt, _, args| {
            let (name, limits) =
                ("set_coroutine_origin_tracking_depth", Limits::required(1));
            let [depth] = args.parse(rt, name, ["depth"], limits)?;
            let depth = small(rt, depth.unwrap_or_else(|| rt.none()))?;
            if depth < 0 {
                return Err(rt.value_error("depth must be >= 0"));
            }
            rt.python().origin_depth.set(depth);
            rt.done()
        }),
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
        put("orig_argv", rt.new_list(words?)?)?;
        let git = ["CPython", "", ""].map(|word| rt.intern_str(word));
        let git: PyResult<Vec<Obj>> = git.into_iter().collect();
        put("_git", rt.new_tuple(git?)?)?;
        put_in_order(rt, namespace)
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

/// An int that C would take for an `int`.
fn small(rt: &Runtime, number: &Obj) -> PyResult<i32> {
    let number = rt.as_index(number, Some(Builtin::OverflowError))?;
    i32::try_from(number).map_err(|_| {
        let message = "Python int too large to convert to C int";
        rt.raise(Builtin::OverflowError, message)
    })
}

/// Brings the names into the order in which CPython's start puts them there; what else
/// there is comes after them.
fn put_in_order(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let mut left: Vec<_> = dict::items(namespace).into_iter().map(Some).collect();
    dict::clear(rt, namespace);
    let is = |pair: &Option<(Obj, Obj)>, wanted: &Obj| {
        pair.as_ref().is_some_and(|(name, _)| name.is(wanted))
    };
    let mut place = 0;
    for name in ORDER.split(' ') {
        let name = rt.intern_str(name)?;
        let mut at = (place..left.len()).chain(0..place);
        if let Some(at) = at.find(|&at| is(&left[at], &name)) {
            place = at + 1;
            if let Some((name, value)) = left[at].take() {
                dict::set(rt, namespace, &name, value)?;
            }
        }
    }
    for (name, value) in left.into_iter().flatten() {
        dict::set(rt, namespace, &name, value)?;
    }
    Ok(())
}

const ORDER: &str = "audit breakpointhook _clear_internal_caches _clear_type_cache _current_frames \
    _current_exceptions displayhook exception exc_info excepthook exit \
    getdefaultencoding getdlopenflags getallocatedblocks getunicodeinternedsize \
    getfilesystemencoding getfilesystemencodeerrors getrefcount getrecursionlimit \
    getsizeof _getframe _getframemodulename intern _is_interned is_finalizing \
    setswitchinterval getswitchinterval setdlopenflags setprofile \
    _setprofileallthreads getprofile setrecursionlimit settrace _settraceallthreads \
    gettrace call_tracing set_coroutine_origin_tracking_depth \
    get_coroutine_origin_tracking_depth activate_stack_trampoline \
    deactivate_stack_trampoline is_stack_trampoline_active unraisablehook \
    get_int_max_str_digits set_int_max_str_digits _get_cpu_count_config \
    _is_gil_enabled modules stderr __stderr__ __displayhook__ __excepthook__ \
    __breakpointhook__ __unraisablehook__ version hexversion _git _framework \
    api_version copyright platform maxsize float_info int_info hash_info maxunicode \
    builtin_module_names stdlib_module_names byteorder abiflags version_info \
    implementation flags float_repr_style thread_info meta_path path_importer_cache \
    path_hooks path executable _base_executable prefix base_prefix exec_prefix \
    base_exec_prefix platlibdir pycache_prefix argv orig_argv warnoptions _xoptions \
    _stdlib_dir dont_write_bytecode __stdin__ stdin __stdout__ stdout _home";
