//! `exec`, `eval` and `compile`: source as a value.

use super::source_text::source_text;
use crate::objects::args::{Limits, bad_argument};
use crate::objects::builtin_function::plain;
use crate::objects::cell::PyCellObject;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::str::Text;
use crate::objects::{dict, frame_variables, tuple};
use crate::python::assemble::{Arena, assemble};
use crate::python::compile::{self, Mode};
use crate::python::eval::{frame_for_code, run_frame_to_end};
use crate::python::session::raise_syntax_error;
use crate::python::unit::CO_FUTURE_ANNOTATIONS;
use crate::python::{syntax, warnings};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, MethodDef};

pub(super) static FUNCTIONS: &[MethodDef] = &[
    MethodDef::keywords("exec", |rt, _, args| {
        execute(rt, args, "exec", Mode::Exec)?;
        rt.done()
    }),
    MethodDef::keywords("eval", |rt, _, args| execute(rt, args, "eval", Mode::Eval)),
    MethodDef::keywords("compile", compile_function),
];

/// Compiles a source to a code object.
pub(crate) fn compile(
    rt: &Runtime,
    source: &str,
    filename: &str,
    mode: Mode,
) -> PyResult {
    let options = compile::Options::default();
    parse(rt, source, filename, mode, options).map(|(code, _)| code)
}

/// Compiles a source that is to run at once, while its [`Arena`] is kept. Each byte of it
/// costs fuel, so that no program lives on importing for ever.
fn parse(
    rt: &Runtime,
    source: &str,
    filename: &str,
    mode: Mode,
    options: compile::Options,
) -> PyResult<(Obj, Arena)> {
    rt.spend(source.len() as u64)?;
    let made = compile::compile(source, mode, options);
    let made = made.and_then(|unit| match mode {
        Mode::Single => syntax::check_single(source).map(|()| unit),
        _ => Ok(unit),
    });
    match made {
        Ok(unit) => {
            warnings::of_source(rt, &unit.warnings, filename, true)?;
            assemble(rt, &unit, filename)
        }
        Err(error) => {
            warnings::of_source(rt, &error.warnings, filename, true)?;
            Err(raise_syntax_error(rt, &error, filename))
        }
    }
}

fn execute(rt: &Runtime, args: Args<'_>, name: &str, mode: Mode) -> PyResult {
    let limits = Limits::required(1).positional_only(1);
    let names = ["source", "globals", "locals", "closure"];
    let [source, globals, locals, closure] = match mode {
        Mode::Exec => args.parse(rt, name, names, limits.keyword_only(3))?,
        _ => {
            let [source, globals, locals] =
                args.parse(rt, name, ["source", "globals", "locals"], limits)?;
            [source, globals, locals, None]
        }
    };
    let closure = closure.filter(|closure| !closure.is(rt.none()));
    let Some(source) = source else {
        return rt.done();
    };
    let given =
        |object: Option<&Obj>| object.filter(|object| !object.is(rt.none())).cloned();
    let frame = rt.python().frame();
    let (globals, locals) = match (given(globals), given(locals), frame) {
        (Some(globals), locals, _) => {
            let locals = locals.unwrap_or_else(|| globals.clone());
            (globals, locals)
        }
        (None, locals, Some(frame)) => {
            let locals = match locals {
                Some(locals) => locals,
                None => frame_variables::locals(rt, &frame)?,
            };
            (frame.globals().clone(), locals)
        }
        (None, locals, None) => {
            let globals = rt.new_dict()?;
            let locals = locals.unwrap_or_else(|| globals.clone());
            (globals, locals)
        }
    };
    check_namespaces(rt, mode, &globals, &locals)?;
    if dict::get_str(rt, &globals, "__builtins__")?.is_none() {
        let builtins = crate::python::modules::import(rt, "builtins")?;
        dict::set_str(rt, &globals, "__builtins__", builtins)?;
    }
    let (code, arena) = match source_text(rt, source, "<string>")? {
        Some(text) => {
            let text = if mode == Mode::Eval {
                text.trim_start_matches([' ', '\t'])
            } else {
                &text
            };
            if closure.is_some() {
                let message = "closure can only be used when source is a code object";
                return Err(rt.type_error(message));
            }
            let options = inherited(rt);
            let (code, arena) = parse(rt, text, "<string>", mode, options)?;
            (code, Some(arena))
        }
        None if source.cast::<PyCodeObject>().is_some() => {
            check_closure(rt, source, closure, mode)?;
            (source.clone(), None)
        }
        None => {
            let message =
                format!("{name}() arg 1 must be a string, bytes or code object");
            return Err(rt.type_error(message));
        }
    };
    let function = match closure {
        Some(closure) => {
            let builtins = rt.python().builtins.clone();
            let function = rt.new_function(code.clone(), globals.clone(), builtins)?;
            let view = function.expect::<PyFunctionObject>();
            view.func_closure.set(Some(closure.clone()));
            Some(function)
        }
        None => None,
    };
    let frame = frame_for_code(rt, &code, &globals, &locals, function)?;
    drop(code);
    let result = run_frame_to_end(rt, frame);
    drop(arena);
    result
}

/// Whether a code object gets the cells that it needs: as many as it has free variables.
fn check_closure(
    rt: &Runtime,
    code: &Obj,
    closure: Option<&Obj>,
    mode: Mode,
) -> PyResult<()> {
    let free = code.expect::<PyCodeObject>().nfreevars();
    let message = match (closure, free) {
        (None, 0) => return Ok(()),
        (Some(_), 0) => "cannot use a closure with this code object".to_owned(),
        (None, _) if mode == Mode::Eval => {
            "code object passed to eval() may not contain free variables".to_owned()
        }
        (Some(closure), _)
            if closure.ty().is_exactly(Builtin::Tuple)
                && tuple::items(closure).len() == free
                && tuple::items(closure)
                    .iter()
                    .all(|cell| cell.cast::<PyCellObject>().is_some()) =>
        {
            return Ok(());
        }
        _ => format!("code object requires a closure of exactly length {free}"),
    };
    Err(rt.type_error(message))
}

/// What a source that runs takes over from the code that runs it.
fn inherited(rt: &Runtime) -> compile::Options {
    let flags = rt.python().frame().map_or(0, |frame| frame.code().flags());
    compile::Options {
        future_annotations: flags & CO_FUTURE_ANNOTATIONS != 0,
        ..compile::Options::default()
    }
}

/// Whether names can be looked up in what was given as `globals` and `locals`.
fn check_namespaces(
    rt: &Runtime,
    mode: Mode,
    globals: &Obj,
    locals: &Obj,
) -> PyResult<()> {
    let is_mapping = |object: &Obj| {
        let ty = object.ty();
        let suite = ty.as_mapping();
        suite.is_some_and(|suite| suite.mp_subscript.get().is_some())
    };
    let wrong = if !dict::is_dict(globals) {
        match mode {
            Mode::Eval if is_mapping(globals) => {
                "globals must be a real dict; try eval(code, {}, mapping)".to_owned()
            }
            Mode::Eval => "globals must be a dict".to_owned(),
            _ => format!("exec() globals must be a dict, not {}", globals.ty().name()),
        }
    } else if !is_mapping(locals) {
        match mode {
            Mode::Eval => "locals must be a mapping".to_owned(),
            _ => {
                let what = locals.ty().name();
                format!("locals must be a mapping or None, not {what}")
            }
        }
    } else {
        return Ok(());
    };
    Err(rt.type_error(wrong))
}

/// The source of a tree of `ast`, if that is what is to be compiled.
fn tree_text(rt: &Runtime, source: &Obj, mode: &Obj) -> PyResult<Option<String>> {
    let Some(ast) = dict::get_str(rt, &rt.python().modules, "ast")? else {
        return Ok(None);
    };
    let text = rt.call_method(&ast, "_text", &[source.clone(), mode.clone()])?;
    Ok(Text::of(&text).map(Text::to_rust))
}

/// The name of a file as text (`Objects/unicodeobject.c@v3.13.0#PyUnicode_FSDecoder`).
fn file_name(rt: &Runtime, given: &Obj) -> PyResult {
    if Text::of(given).is_some() {
        return Ok(given.clone());
    }
    let os = crate::python::modules::import(rt, "os")?;
    rt.call_method(&os, "fsdecode", std::slice::from_ref(given))
}

fn compile_function(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let names = [
        "source",
        "filename",
        "mode",
        "flags",
        "dont_inherit",
        "optimize",
        "_feature_version",
    ];
    let [source, filename, mode, flags, alone, optimize, _] =
        args.parse(rt, "compile", names, Limits::required(3))?;
    let (Some(source), Some(filename), Some(mode)) = (source, filename, mode) else {
        return rt.done();
    };
    let filename = &file_name(rt, filename)?;
    if Text::of(mode).is_none() {
        return Err(bad_argument(rt, "compile", "mode", "str", mode));
    }
    let from_tree = tree_text(rt, source, mode)?;
    let kind = match plain(mode).as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => {
            let message = "compile() mode must be 'exec', 'eval' or 'single'";
            return Err(rt.value_error(message));
        }
    };
    let number = |value: Option<&Obj>, default| match value {
        Some(value) => rt.as_index(value, Some(Builtin::OverflowError)),
        None => Ok(default),
    };
    let flags = number(flags, 0)?;
    if from_tree.is_some() && flags & OPTIMIZED_AST == ONLY_AST {
        return Ok(source.clone());
    }
    let source = match from_tree {
        Some(text) => Some(text),
        None => source_text(rt, source, &plain(filename))?,
    };
    let Some(source) = source else {
        let message = "compile() arg 1 must be a string, bytes or AST object";
        return Err(rt.type_error(message));
    };
    if flags & !KNOWN_FLAGS != 0 {
        return Err(rt.value_error("compile(): unrecognised flags"));
    }
    let optimize = match number(optimize, -1)? {
        -1 => 0,
        level @ 0..=2 => level as u8,
        _ => return Err(rt.value_error("compile(): invalid optimize value")),
    };
    if flags & ONLY_AST != 0 {
        let ast = crate::python::modules::import(rt, "ast")?;
        let level = match flags & OPTIMIZED_AST {
            OPTIMIZED_AST => rt.new_int(optimize.into())?,
            _ => rt.none().clone(),
        };
        let args = [rt.new_str(&source)?, filename.clone(), mode.clone(), level];
        return rt.call_method(&ast, "_parse", &args);
    }
    let alone = alone.map_or(Ok(false), |alone| rt.is_true(alone))?;
    let mut options = match alone {
        true => compile::Options::default(),
        false => inherited(rt),
    };
    options.future_annotations |= flags & CO_FUTURE_ANNOTATIONS as isize != 0;
    options.optimize = optimize;
    parse(rt, &source, &plain(filename), kind, options).map(|(code, _)| code)
}

/// `PyCF_ONLY_AST`: a tree is wanted, not code.
const ONLY_AST: isize = 0x400;
/// `PyCF_OPTIMIZED_AST`: a tree as it is compiled.
const OPTIMIZED_AST: isize = 0x8400;
/// The flags that `compile` takes: those of `from __future__`, and `PyCF_*`.
const KNOWN_FLAGS: isize = 0x1FE_0000 | 0xFE00 | 0x10;
