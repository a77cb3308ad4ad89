//! Functions over any object: `len`, `repr`, `sorted` and their like.

use super::sum::sum;
use crate::attributes::lookup;
use crate::attributes::slot_functions::call_bound;
use crate::objects::args::{Limits, check_count, unexpected};
use crate::objects::builtin_function::plain;
use crate::objects::operators::Operator;
use crate::objects::str::Text;
use crate::objects::{int, list_methods, tuple};
use crate::python::modules::import;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, CompareOp, MethodDef};
use std::slice::from_ref;

pub(super) static FUNCTIONS: &[MethodDef] = &[
    MethodDef::one("abs", |rt, _, x| rt.absolute(x)),
    MethodDef::one("all", |rt, _, items| any_all(rt, items, true)),
    MethodDef::one("any", |rt, _, items| any_all(rt, items, false)),
    MethodDef::one("ascii", |rt, _, x| crate::objects::str_repr::ascii(rt, x)),
    MethodDef::one("bin", |rt, _, x| in_base(rt, x, "#b")),
    MethodDef::one("oct", |rt, _, x| in_base(rt, x, "#o")),
    MethodDef::one("hex", |rt, _, x| in_base(rt, x, "#x")),
    MethodDef::one("callable", |rt, _, x| {
        rt.new_bool(x.ty().tp_call.get().is_some())
    }),
    MethodDef::one("chr", chr),
    MethodDef::one("ord", ord),
    MethodDef::many("divmod", divmod),
    MethodDef::many("format", format),
    MethodDef::one("hash", |rt, _, x| rt.new_int(rt.hash(x)?)),
    MethodDef::one("id", |rt, _, x| rt.new_size(x.id())),
    MethodDef::many("iter", iter),
    MethodDef::one("len", |rt, _, x| rt.new_size(rt.len(x)?)),
    MethodDef::one("aiter", aiter),
    MethodDef::many("anext", anext),
    MethodDef::keywords("max", |rt, _, args| extreme(rt, args, "max", CompareOp::Gt)),
    MethodDef::keywords("min", |rt, _, args| extreme(rt, args, "min", CompareOp::Lt)),
    MethodDef::many("next", next),
    MethodDef::keywords("pow", pow),
    MethodDef::keywords("open", open),
    MethodDef::many("input", input),
    MethodDef::keywords("print", print),
    MethodDef::one("repr", |rt, _, x| rt.repr(x)),
    MethodDef::keywords("round", round),
    MethodDef::keywords("sorted", sorted),
    MethodDef::keywords("sum", sum),
];

fn any_all(rt: &Runtime, items: &Obj, stops_at: bool) -> PyResult {
    let iterator = rt.iter(items)?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        if rt.is_true(&item)? != stops_at {
            return rt.new_bool(!stops_at);
        }
    }
    rt.new_bool(stops_at)
}

fn in_base(rt: &Runtime, number: &Obj, spec: &str) -> PyResult {
    let mut number = rt.index(number)?;
    if !number.ty().is_exactly(Builtin::Int) {
        // What a subclass says of its format is not asked.
        number = rt.new_big(&int::to_big(&number).unwrap_or_default())?;
    }
    rt.call_method(&number, "__format__", &[rt.new_str(spec)?])
}

fn chr(rt: &Runtime, _: &Obj, code: &Obj) -> PyResult {
    let code = rt.index(code)?;
    match int::to_i64(&code) {
        Some(code @ 0..=0x10FFFF) => rt.new_str_from_codes(&[code as u32]),
        _ => Err(rt.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(rt: &Runtime, _: &Obj, text: &Obj) -> PyResult {
    match Text::of(text) {
        Some(text) if text.len() == 1 => rt.new_int(text.char_at(0).into()),
        None if crate::objects::bytes::octets(text).is_some() => {
            match &*crate::objects::bytes::octets(text).unwrap_or_default() {
                [byte] => rt.new_int((*byte).into()),
                bytes => Err(rt.type_error(format!(
                    "ord() expected a character, but string of length {} found",
                    bytes.len()
                ))),
            }
        }
        Some(text) => Err(rt.type_error(format!(
            "ord() expected a character, but string of length {} found",
            text.len()
        ))),
        None => {
            let what = text.ty().name();
            let message =
                format!("ord() expected string of length 1, but {what} found");
            Err(rt.type_error(message))
        }
    }
}

fn divmod(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "divmod", args.len(), 2, 2)?;
    rt.binary(Operator::Divmod, &args[0], &args[1])
}

fn format(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "format", args.len(), 1, 2)?;
    if let Some(spec) = args.get(1).filter(|spec| Text::of(spec).is_none()) {
        let what = spec.ty().name();
        let message = format!("format() argument 2 must be str, not {what}");
        return Err(rt.type_error(message));
    }
    crate::python::eval::format(rt, &args[0], args.get(1))
}

fn iter(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "iter", args.len(), 1, 2)?;
    match args {
        [iterable] => rt.iter(iterable),
        [callable, sentinel] => {
            if callable.ty().tp_call.get().is_none() {
                return Err(rt.type_error("iter(v, w): v must be callable"));
            }
            crate::objects::iterators::callable_iterator(rt, callable, sentinel)
        }
        _ => unreachable!("one or two arguments"),
    }
}

/// Whether a type has a special method.
fn has_special(rt: &Runtime, object: &Obj, name: &str) -> PyResult<bool> {
    Ok(lookup(object.ty(), &rt.intern_str(name)?).is_some())
}

fn aiter(rt: &Runtime, _: &Obj, object: &Obj) -> PyResult {
    let Some(made) = call_bound(rt, object, "__aiter__", &[])? else {
        let class = object.ty().name();
        return Err(rt.type_error(format!("'{class}' object is not an async iterable")));
    };
    if has_special(rt, &made, "__anext__")? {
        return Ok(made);
    }
    let class = made.ty().name();
    Err(rt.type_error(format!(
        "aiter() returned not an async iterator of type '{class}'"
    )))
}

/// What is awaited answers with the default, if there is one, after the last item.
fn anext(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "anext", args.len(), 1, 2)?;
    let Some(awaitable) = call_bound(rt, &args[0], "__anext__", &[])? else {
        let class = args[0].ty().name();
        return Err(rt.type_error(format!("'{class}' object is not an async iterator")));
    };
    let Some(default) = args.get(1) else {
        return Ok(awaitable);
    };
    let module = import(rt, "_anext")?;
    let class = rt.attr(&module, "anext_awaitable")?;
    rt.call_with(&class, &[awaitable, default.clone()])
}

fn next(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "next", args.len(), 1, 2)?;
    match (rt.next_or_stop(&args[0]), args.get(1)) {
        (Ok(Some(item)), _) => Ok(item),
        (Ok(None), Some(default)) => Ok(default.clone()),
        (Ok(None), None) => Err(rt.raise_empty(Builtin::StopIteration)),
        (Err(_), Some(default)) if rt.swallow(Builtin::StopIteration) => {
            Ok(default.clone())
        }
        (Err(raised), _) => Err(raised),
    }
}

fn pow(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [base, exp, modulus] =
        args.parse(rt, "pow", ["base", "exp", "mod"], Limits::required(2))?;
    let (Some(base), Some(exp)) = (base, exp) else {
        return rt.done();
    };
    rt.power(base, exp, modulus.unwrap_or_else(|| rt.none()), false)
}

fn round(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [number, digits] =
        args.parse(rt, "round", ["number", "ndigits"], Limits::required(1))?;
    let Some(number) = number else {
        return rt.done();
    };
    let digits = digits.filter(|digits| !digits.is(rt.none()));
    let args = digits.map_or(&[][..], std::slice::from_ref);
    match call_bound(rt, number, "__round__", args)? {
        Some(rounded) => Ok(rounded),
        None => {
            let what = number.ty().name();
            let message = format!("type {what} doesn't define __round__ method");
            Err(rt.type_error(message))
        }
    }
}

fn extreme(rt: &Runtime, args: Args<'_>, name: &str, op: CompareOp) -> PyResult {
    let (mut key, mut default) = (None, None);
    if args.positionals().is_empty() {
        let message = format!("{name} expected at least 1 argument, got 0");
        return Err(rt.type_error(message));
    }
    if args.keyword_count() > 2 {
        let given = args.keyword_count();
        return Err(rt.type_error(format!(
            "{name}() takes at most 2 keyword arguments ({given} given)"
        )));
    }
    for (keyword, value) in args.keywords() {
        match plain(keyword).as_str() {
            "key" => key = Some(value).filter(|key| !key.is(rt.none())),
            "default" => default = Some(value),
            _ => return Err(unexpected(rt, name, keyword, &["key", "default"])?),
        }
    }
    let mut many = args.positionals().iter();
    let iterator = match args.positionals() {
        [iterable] => Some(rt.iter(iterable)?),
        _ if default.is_some() => {
            return Err(rt.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ => None,
    };
    let mut next = || match &iterator {
        Some(iterator) => rt.next(iterator),
        None => Ok(many.next().cloned()),
    };
    let mut best: Option<(Obj, Obj)> = None;
    while let Some(item) = next()? {
        rt.spend(1)?;
        let value = match key {
            Some(key) => rt.call_with(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, least)) => {
                let result = rt.richcompare(&value, least, op)?;
                rt.is_true(&result)?
            }
        };
        if better {
            best = Some((item, value));
        }
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => {
            Err(rt.value_error(format!("{name}() iterable argument is empty")))
        }
    }
}

/// `open(file, mode='r', …)`: the module `io` knows of files.
fn open(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let names = [
        "file",
        "mode",
        "buffering",
        "encoding",
        "errors",
        "newline",
        "closefd",
        "opener",
    ];
    args.parse(rt, "open", names, Limits::required(1))?;
    let io = crate::python::modules::import(rt, "_io")?;
    rt.call(&rt.attr(&io, "_open")?, args)
}

/// `input(prompt='')`: the next line of what the runtime was given to read.
fn input(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "input", args.len(), 0, 1)?;
    crate::python::modules::expect_streams(rt, "input()")?;
    if let Some(prompt) = args.first() {
        let prompt = rt.str_of(prompt)?;
        match crate::python::modules::own_hook(rt, "stdout")? {
            Some(stream) => drop(rt.call_method(&stream, "write", &[prompt])?),
            None => rt.write_out(&plain(&prompt))?,
        }
    }
    let line = match crate::python::modules::own_hook(rt, "stdin")? {
        Some(stream) => Some(plain(&rt.call_method(&stream, "readline", &[])?)),
        None => rt.options.input.and_then(|read| read()),
    };
    match line.filter(|line| !line.is_empty()) {
        Some(line) => rt.new_str(line.strip_suffix('\n').unwrap_or(&line)),
        None => Err(rt.raise(Builtin::EOFError, "EOF when reading a line")),
    }
}

/// `print(*values, sep=' ', end='\n', file=None, flush=False)`
fn print(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    // What was given by position is a tuple, as it is for each function with `*values`.
    let values = rt.new_tuple(args.positionals().to_vec())?;
    let (mut sep, mut end) = (rt.new_str(" ")?, rt.new_str("\n")?);
    let (mut file, mut flush) = (None, false);
    let known = ["sep", "end", "file", "flush"];
    for (keyword, _) in args.keywords() {
        if !known.contains(&plain(keyword).as_str()) {
            return Err(unexpected(rt, "print", keyword, &known)?);
        }
    }
    for (keyword, value) in args.keywords() {
        let keyword = plain(keyword);
        let text = |default: Obj| match Text::of(value) {
            Some(_) => Ok(value.clone()),
            None if value.is(rt.none()) => Ok(default),
            None => {
                let what = value.ty().name();
                let message = format!("{keyword} must be None or a string, not {what}");
                Err(rt.type_error(message))
            }
        };
        match keyword.as_str() {
            "sep" => sep = text(sep)?,
            "end" => end = text(end)?,
            "file" => file = Some(value).filter(|file| !file.is(rt.none())),
            _ => flush = rt.is_true(value)?,
        }
    }
    let replaced = match file {
        Some(_) => None,
        None => crate::python::modules::own_hook(rt, "stdout")?,
    };
    let file = file.or(replaced.as_ref());
    let is_lost = file.is_none() && rt.python().is_over.get();
    if is_lost || file.is_some_and(|file| file.is(rt.none())) {
        return rt.done();
    }
    // Each piece is written before the next object is asked for its text.
    let write = |text: &Obj| match file {
        Some(file) => rt.call_method(file, "write", from_ref(text)).map(drop),
        None => rt.write_out(&plain(text)),
    };
    for (index, value) in tuple::items(&values).iter().enumerate() {
        if index > 0 {
            write(&sep)?;
        }
        write(&rt.str_of(value)?)?;
    }
    write(&end)?;
    if let Some(file) = file.filter(|_| flush) {
        rt.call_method(file, "flush", &[])?;
    }
    rt.done()
}

fn sorted(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    let [iterable] = args.positionals() else {
        let given = args.positionals().len();
        let message = format!("sorted expected 1 argument, got {given}");
        return Err(rt.type_error(message));
    };
    let list = list_methods::from_iterable(rt, iterable)?;
    let sort = rt.attr(&list, "sort")?;
    rt.call(
        &sort,
        Args {
            items: &args.items[1..],
            names: args.names,
        },
    )?;
    drop(sort);
    Ok(list)
}
