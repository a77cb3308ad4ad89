//! `sys`: the runtime about itself (`Python/sysmodule.c@v3.13.0`).

use super::{ModuleDef, sys_infos};
use crate::objects::args::{Limits, check_count};
use crate::objects::exceptions::exception;
use crate::objects::str::{PyUnicodeObject, Text};
use crate::objects::{dict, float_methods, frame, int_text, tuple};
use crate::python::builtins::breakpoint;
use crate::python::eval::trace;
use crate::python::{display, hooks, report};
use crate::refcount::{Obj, in_a_row};
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, MethodDef};

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "sys",
    functions: &[
        MethodDef::one("getrefcount", |rt, _, object| {
            rt.new_int(object.refcnt() as i64)
        }),
        MethodDef::packed("getsizeof", getsizeof),
        MethodDef::one("intern", intern),
        MethodDef::one("_is_interned", is_interned),
        MethodDef::none("getrecursionlimit", |rt, _| {
            rt.new_int(rt.python().recursion_limit.get().into())
        }),
        MethodDef::one("setrecursionlimit", set_recursion_limit),
        MethodDef::many("_getframe", get_frame),
        MethodDef::keywords("_getframemodulename", frame_module),
        MethodDef::many("call_tracing", |rt, _, args| {
            check_count(rt, "call_tracing", args.len(), 2, 2)?;
            if !args[1].ty().is_exactly(Builtin::Tuple) {
                let what = args[1].ty().name();
                let message =
                    format!("call_tracing() argument 2 must be tuple, not {what}");
                return Err(rt.type_error(message));
            }
            rt.call_tuple(&args[0], &args[1])
        }),
        // A class says itself which of what was looked up is no longer true.
        MethodDef::none("_clear_type_cache", |rt, _| rt.done()),
        MethodDef::none("exception", |rt, _| handled(rt)),
        MethodDef::none("exc_info", exc_info),
        MethodDef::many("exit", exit),
        #[cfg(feature = "trace-refs")]
        MethodDef::many("getobjects", get_objects),
        MethodDef::none("getallocatedblocks", |rt, _| {
            rt.new_size(rt.heap.live_blocks())
        }),
        MethodDef::none("getswitchinterval", |rt, _| {
            rt.new_float(rt.python().switch_interval.get())
        }),
        MethodDef::one("setswitchinterval", set_switch_interval),
        MethodDef::none("getdefaultencoding", |rt, _| rt.new_str("utf-8")),
        MethodDef::none("getfilesystemencoding", |rt, _| rt.new_str("utf-8")),
        MethodDef::none("get_int_max_str_digits", |rt, _| {
            rt.new_size(int_text::max_str_digits(rt))
        }),
        MethodDef::keywords("set_int_max_str_digits", set_int_max_str_digits),
        MethodDef::none("is_finalizing", |rt, _| rt.new_bool(false)),
        // Nobody can listen: there is no `addaudithook`.
        MethodDef::many("audit", |rt, _, args| match args.first() {
            Some(event) if Text::of(event).is_some() => rt.done(),
            Some(event) => {
                let what = event.ty().name();
                let message = format!("audit() argument 1 must be str, not {what}");
                Err(rt.type_error(message))
            }
            None => Err(rt.type_error("audit expected at least 1 argument, got 0")),
        }),
        MethodDef::none("_is_gil_enabled", |rt, _| rt.new_bool(true)),
        MethodDef::none("gettrace", |rt, _| Ok(rt.or_none(&rt.python().trace))),
        MethodDef::one("settrace", |rt, _, function| {
            trace::set(rt.python(), unless_none(rt, function));
            rt.done()
        }),
        MethodDef::none("getprofile", |rt, _| Ok(rt.or_none(&rt.python().profile))),
        MethodDef::one("setprofile", |rt, _, function| {
            trace::set_profile(rt.python(), unless_none(rt, function));
            rt.done()
        }),
        MethodDef::keywords("breakpointhook", breakpoint::hook),
        MethodDef::one("displayhook", |rt, _, value| {
            display::show(rt, value)?;
            rt.done()
        }),
        MethodDef::many("excepthook", |rt, _, args| {
            check_count(rt, "excepthook", args.len(), 3, 3)?;
            if exception(&args[1]).is_some() {
                super::write_to(rt, "stderr", &report::traceback_text(rt, &args[1]));
            } else {
                let kind = args[1].ty().name();
                let text = format!(
                    "TypeError: print_exception(): Exception expected for value, \
                     {kind} found\n"
                );
                super::write_to(rt, "stderr", &text);
            }
            rt.done()
        }),
        MethodDef::one("unraisablehook", |rt, _, args| {
            if !args.ty().is_exactly(Builtin::UnraisableHookArgs) {
                let message =
                    "sys.unraisablehook argument type must be UnraisableHookArgs";
                return Err(rt.type_error(message));
            }
            hooks::unraisable_hook(rt, args);
            rt.done()
        }),
    ],
    fill,
};

/// What an argument is, where None means nothing.
fn unless_none(rt: &Runtime, argument: &Obj) -> Option<Obj> {
    Some(argument)
        .filter(|argument| !argument.is(rt.none()))
        .cloned()
}

/// Keeps an error that nobody handled, and with it all that its frames refer to
/// (`Python/pythonrun.c@v3.13.0#_PyErr_PrintEx`).
pub(crate) fn keep_last_error(rt: &Runtime, error: &Obj) -> PyResult<()> {
    match super::namespace_of_sys(rt)? {
        Some(namespace) => put_last_error(rt, &namespace, error),
        None => {
            rt.python().last_error.set(Some(error.clone()));
            Ok(())
        }
    }
}

fn put_last_error(rt: &Runtime, namespace: &Obj, error: &Obj) -> PyResult<()> {
    let traceback = exception(error).and_then(|view| view.traceback.get());
    let traceback = traceback.unwrap_or_else(|| rt.none().clone());
    dict::set_str(rt, namespace, "last_exc", error.clone())?;
    dict::set_str(rt, namespace, "last_type", error.ty().to_obj())?;
    dict::set_str(rt, namespace, "last_value", error.clone())?;
    dict::set_str(rt, namespace, "last_traceback", traceback)
}

fn fill(rt: &Runtime, namespace: &Obj) -> PyResult<()> {
    let put = |name: &str, value: Obj| dict::set_str(rt, namespace, name, value);
    put("modules", rt.python().modules.clone())?;
    if let Some(error) = rt.python().last_error.take() {
        put_last_error(rt, namespace, &error)?;
    }
    if rt.python().at_prompt.get() {
        put("ps1", rt.new_str(">>> ")?)?;
        put("ps2", rt.new_str("... ")?)?;
    }
    put("dont_write_bytecode", rt.bool(false).clone())?;
    put("maxsize", rt.new_int(i64::MAX)?)?;
    put("maxunicode", rt.new_int(0x10_FFFF)?)?;
    put("version", rt.new_str("3.13.0 (pyobject)")?)?;
    put("byteorder", rt.new_str("little")?)?;
    put("platform", rt.new_str("pyobject")?)?;
    put("float_repr_style", rt.new_str("short")?)?;
    put("api_version", rt.new_int(1013)?)?;
    put("hexversion", rt.new_int(sys_infos::HEXVERSION)?)?;
    let texts = |texts: Vec<&str>| -> PyResult {
        let items = texts.into_iter().map(|text| rt.new_str(text));
        rt.new_list(items.collect::<PyResult<Vec<Obj>>>()?)
    };
    put(
        "argv",
        texts(rt.options.argv.iter().map(String::as_str).collect())?,
    )?;
    let folders = rt.options.path.iter().filter_map(|folder| folder.to_str());
    put("path", texts(folders.collect())?)?;
    put("_xoptions", rt.new_dict()?)?;
    put("abiflags", rt.new_str("")?)?;
    put("warnoptions", rt.new_list(Vec::new())?)?;
    put("stdin", rt.new_stream(0)?)?;
    put("stdout", rt.new_stream(1)?)?;
    put("stderr", rt.new_stream(2)?)?;
    for (name, original) in [
        ("__stdin__", "stdin"),
        ("__stdout__", "stdout"),
        ("__stderr__", "stderr"),
        ("__breakpointhook__", "breakpointhook"),
        ("__displayhook__", "displayhook"),
        ("__excepthook__", "excepthook"),
        ("__unraisablehook__", "unraisablehook"),
    ] {
        if let Some(value) = dict::get_str(rt, namespace, original)? {
            put(name, value)?;
        }
    }
    let names = super::place::built_in();
    let names = names.into_iter().map(|name| rt.new_str(name));
    let names = rt.new_tuple(names.collect::<PyResult<_>>()?)?;
    put("builtin_module_names", names)?;
    let standard = super::missing::standard_names().map(|name| rt.new_str(name));
    let standard = rt.new_list(standard.collect::<PyResult<_>>()?)?;
    let standard = rt.call_with(&rt.type_obj(Builtin::FrozenSet), &[standard])?;
    put("stdlib_module_names", standard)?;
    sys_infos::fill(rt, namespace)
}

/// `getsizeof(object[, default])`: the default is for objects that cannot say.
fn getsizeof(rt: &Runtime, _: &Obj, given: &Obj, named: Option<&Obj>) -> PyResult {
    let names = rt.new_tuple(named.map(dict::keys).unwrap_or_default())?;
    let values = named.map(dict::values).unwrap_or_default();
    let all = tuple::items(given).iter().chain(&values);
    in_a_row(all, |items| {
        let names = Some(&names);
        size_of(rt, Args { items, names })
    })
}

fn size_of(rt: &Runtime, args: Args<'_>) -> PyResult {
    let names = ["object", "default"];
    let [object, default] = args.parse(rt, "getsizeof", names, Limits::required(1))?;
    let Some(object) = object else {
        return rt.done();
    };
    match (crate::sizes::getsizeof(rt, object), default) {
        (Ok(size), _) => rt.new_size(size),
        (Err(_), Some(default)) if rt.swallow(Builtin::TypeError) => {
            Ok(default.clone())
        }
        (Err(raised), _) => Err(raised),
    }
}

/// `getobjects(limit[, type])`: the live objects, newest first, those of exactly this
/// type if it is given; 0 is no limit. The arguments and this module are left out, and
/// the list is not made yet (`Objects/object.c@v3.12.0#_Py_GetObjects`).
#[cfg(feature = "trace-refs")]
fn get_objects(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "getobjects", args.len(), 1, 2)?;
    let limit = rt.as_index(&args[0], Some(Builtin::OverflowError))?;
    let most = match limit {
        0 => usize::MAX,
        _ => usize::try_from(limit).unwrap_or(0),
    };
    let class = args.get(1);
    let found = rt.refchain.newest(most, |object| {
        let left_out = object.is(this) || args.iter().any(|arg| object.is(arg));
        !left_out && class.is_none_or(|class| object.ty().as_obj().is(class))
    });
    rt.new_list(found)
}

/// The exception that is being handled, or None.
fn handled(rt: &Runtime) -> PyResult {
    let handled = rt.python().handled();
    Ok(handled.unwrap_or_else(|| rt.none().clone()))
}

fn exc_info(rt: &Runtime, _: &Obj) -> PyResult {
    let value = handled(rt)?;
    let none = || rt.none().clone();
    if value.is(rt.none()) {
        return rt.new_tuple(vec![none(), none(), none()]);
    }
    let traceback = exception(&value).and_then(|view| view.traceback.get());
    let class = value.ty().to_obj();
    rt.new_tuple(vec![class, value, traceback.unwrap_or_else(none)])
}

fn set_int_max_str_digits(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let name = "set_int_max_str_digits";
    let [limit] = args.parse(rt, name, ["maxdigits"], Limits::required(1))?;
    let limit = limit.map_or(Ok(0), |limit| rt.as_index(limit, None))?;
    if limit != 0 && limit < int_text::MAX_STR_DIGITS_THRESHOLD as isize {
        return Err(rt.value_error("maxdigits must be 0 or larger than 640"));
    }
    int_text::set_max_str_digits(rt, limit as usize);
    rt.done()
}

fn is_interned(rt: &Runtime, _: &Obj, text: &Obj) -> PyResult {
    match text.cast::<PyUnicodeObject>() {
        Some(view) => rt.new_bool(view.is_interned()),
        None => {
            let what = text.ty().name();
            let message = format!("_is_interned() argument must be str, not {what}");
            Err(rt.type_error(message))
        }
    }
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

fn set_switch_interval(rt: &Runtime, _: &Obj, seconds: &Obj) -> PyResult {
    let seconds = float_methods::expect_number(rt, seconds)?;
    if seconds <= 0.0 {
        return Err(rt.value_error("switch interval must be strictly positive"));
    }
    // It is kept as a whole number of microseconds.
    rt.python()
        .switch_interval
        .set((seconds * 1e6).floor() * 1e-6);
    rt.done()
}

fn get_frame(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "_getframe", args.len(), 0, 1)?;
    let depth = args
        .first()
        .map_or(Ok(0), |depth| rt.as_index(depth, None))?;
    let mut found = rt.python().frame();
    for _ in 0..depth {
        found = found.and_then(|frame| frame.back.get());
    }
    match found {
        Some(found) => frame::object_for(rt, &found),
        None => Err(rt.value_error("call stack is not deep enough")),
    }
}

/// `_getframemodulename([depth])`: the name of the module of a caller's function.
fn frame_module(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(0);
    let [depth] = args.parse(rt, "_getframemodulename", ["depth"], limits)?;
    let depth: Vec<Obj> = depth.cloned().into_iter().collect();
    let Ok(frame) = get_frame(rt, this, &depth) else {
        rt.clear_raised();
        return rt.done();
    };
    let globals = rt.getattr(&frame, &rt.intern_str("f_globals")?)?;
    let name = dict::get_str(rt, &globals, "__name__")?;
    Ok(name.unwrap_or_else(|| rt.none().clone()))
}

fn exit(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "exit", args.len(), 0, 1)?;
    Err(match args.first() {
        Some(code) => rt.raise_value(Builtin::SystemExit, code.clone()),
        None => rt.raise_empty(Builtin::SystemExit),
    })
}
