//! The methods that bytes and bytearray have in common, and the tables of both.

use super::args::{Limits, check_count};
use super::bytearray::PyByteArrayObject;
use super::bytes::{make_fresh, make_with, own, required, unchanged};
use super::bytes_split::is_space;
use super::str_decode::decoded;
use super::str_encode::codec_args;
use super::{bytearray_methods, bytes_find as find, bytes_repr, bytes_split as split};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, Function, MethodDef};

/// The table of a type: its own methods, and between them, in CPython's order, those that
/// both have.
macro_rules! methods {
    (
        [$($first:expr,)*] [$($clear:expr,)*] [$($extend:expr,)*]
        [$($insert:expr,)*] [$($pop:expr,)*] [$($reverse:expr,)*]
    ) => {
        &[
            $($first,)*
            MethodDef::none("capitalize", capitalize),
            MethodDef::many("center", split::center),
            $($clear,)*
            MethodDef::many("count", find::count),
            MethodDef::keywords("decode", decode),
            MethodDef::many("endswith", find::endswith),
            MethodDef::keywords("expandtabs", split::expandtabs),
            $($extend,)*
            MethodDef::many("find", find::find),
            MethodDef {
                name: "fromhex",
                function: Function::Class(bytes_repr::fromhex),
            },
            MethodDef::keywords("hex", bytes_repr::hex),
            MethodDef::one("__buffer__", super::memory_view_methods::buffer),
            MethodDef::many("index", find::index),
            $($insert,)*
            MethodDef::none("isalnum", isalnum),
            MethodDef::none("isalpha", isalpha),
            MethodDef::none("isascii", isascii),
            MethodDef::none("isdigit", isdigit),
            MethodDef::none("islower", islower),
            MethodDef::none("isspace", isspace),
            MethodDef::none("istitle", istitle),
            MethodDef::none("isupper", isupper),
            MethodDef::one("join", split::join),
            MethodDef::many("ljust", split::ljust),
            MethodDef::none("lower", lower),
            MethodDef::many("lstrip", split::lstrip),
            MethodDef {
                name: "maketrans",
                function: Function::Static(maketrans),
            },
            MethodDef::one("partition", split::partition),
            $($pop,)*
            MethodDef::many("replace", find::replace),
            MethodDef::one("removeprefix", find::removeprefix),
            MethodDef::one("removesuffix", find::removesuffix),
            $($reverse,)*
            MethodDef::many("rfind", find::rfind),
            MethodDef::many("rindex", find::rindex),
            MethodDef::many("rjust", split::rjust),
            MethodDef::one("rpartition", split::rpartition),
            MethodDef::keywords("rsplit", split::rsplit),
            MethodDef::many("rstrip", split::rstrip),
            MethodDef::keywords("split", split::split),
            MethodDef::keywords("splitlines", split::splitlines),
            MethodDef::many("startswith", find::startswith),
            MethodDef::many("strip", split::strip),
            MethodDef::none("swapcase", swapcase),
            MethodDef::none("title", title),
            MethodDef::keywords("translate", translate),
            MethodDef::none("upper", upper),
            MethodDef::one("zfill", split::zfill),
        ]
    };
}

/// The methods of `bytes`.
pub(super) const BYTES_METHODS: &[MethodDef] = methods![
    [
        MethodDef::none("__getnewargs__", getnewargs),
        MethodDef::none("__bytes__", unchanged_bytes),
    ]
    [] [] [] [] []
];

/// The methods of `bytearray`.
pub(super) const BYTEARRAY_METHODS: &[MethodDef] = methods![
    [
        MethodDef::one(
            "__release_buffer__",
            super::memory_view_methods::release_buffer
        ),
        MethodDef::none("__alloc__", bytearray_methods::alloc),
        MethodDef::none("__reduce__", bytearray_methods::reduce),
        MethodDef::many("__reduce_ex__", bytearray_methods::reduce_ex),
        MethodDef::none("__sizeof__", bytearray_methods::sizeof),
        MethodDef::one("append", bytearray_methods::append),
    ]
    [
        MethodDef::none("clear", bytearray_methods::clear),
        MethodDef::none("copy", bytearray_methods::copy),
    ]
    [MethodDef::one("extend", bytearray_methods::extend),]
    [MethodDef::many("insert", bytearray_methods::insert),]
    [
        MethodDef::many("pop", bytearray_methods::pop),
        MethodDef::one("remove", bytearray_methods::remove),
    ]
    [MethodDef::none("reverse", bytearray_methods::reverse),]
];

/// `bytes.__bytes__`: the object itself, or of a subclass a copy.
fn unchanged_bytes(rt: &Runtime, this: &Obj) -> PyResult {
    unchanged(rt, this)
}

/// The argument from which `copy` makes an equal object.
fn getnewargs(rt: &Runtime, this: &Obj) -> PyResult {
    let copy = rt.new_bytes(&own(this))?;
    rt.new_tuple(vec![copy])
}

/// `bytes.decode`.
fn decode(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let (encoding, errors) = codec_args(rt, "decode", args)?;
    decoded(rt, &own(this), &encoding, &errors)
}

fn mapped(rt: &Runtime, this: &Obj, mut map: impl FnMut(u8) -> u8) -> PyResult {
    let content = own(this);
    rt.spend(content.len() as u64 / 64)?;
    make_with(rt, this, content.len(), |out| {
        for (out, &byte) in out.iter_mut().zip(content.iter()) {
            *out = map(byte);
        }
    })
}

fn upper(rt: &Runtime, this: &Obj) -> PyResult {
    mapped(rt, this, |byte| byte.to_ascii_uppercase())
}

fn lower(rt: &Runtime, this: &Obj) -> PyResult {
    mapped(rt, this, |byte| byte.to_ascii_lowercase())
}

fn swapcase(rt: &Runtime, this: &Obj) -> PyResult {
    mapped(rt, this, |byte| match byte.is_ascii_lowercase() {
        true => byte.to_ascii_uppercase(),
        false => byte.to_ascii_lowercase(),
    })
}

fn capitalize(rt: &Runtime, this: &Obj) -> PyResult {
    let mut first = true;
    mapped(rt, this, |byte| match std::mem::take(&mut first) {
        true => byte.to_ascii_uppercase(),
        false => byte.to_ascii_lowercase(),
    })
}

fn title(rt: &Runtime, this: &Obj) -> PyResult {
    let mut in_word = false;
    mapped(rt, this, |byte| {
        let letter = byte.is_ascii_alphabetic();
        match std::mem::replace(&mut in_word, letter) {
            true => byte.to_ascii_lowercase(),
            false => byte.to_ascii_uppercase(),
        }
    })
}

fn all(rt: &Runtime, this: &Obj, class: impl Fn(&u8) -> bool) -> PyResult {
    let content = own(this);
    rt.spend(content.len() as u64 / 64)?;
    rt.new_bool(!content.is_empty() && content.iter().all(class))
}

fn isalpha(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, u8::is_ascii_alphabetic)
}

fn isalnum(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, u8::is_ascii_alphanumeric)
}

fn isdigit(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, u8::is_ascii_digit)
}

fn isspace(rt: &Runtime, this: &Obj) -> PyResult {
    all(rt, this, |&byte| is_space(byte.into()))
}

fn isascii(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_bool(own(this).is_ascii())
}

fn islower(rt: &Runtime, this: &Obj) -> PyResult {
    let content = own(this);
    let lower = content.iter().any(u8::is_ascii_lowercase);
    rt.new_bool(lower && !content.iter().any(u8::is_ascii_uppercase))
}

fn isupper(rt: &Runtime, this: &Obj) -> PyResult {
    let content = own(this);
    let upper = content.iter().any(u8::is_ascii_uppercase);
    rt.new_bool(upper && !content.iter().any(u8::is_ascii_lowercase))
}

fn istitle(rt: &Runtime, this: &Obj) -> PyResult {
    let (mut found, mut in_word) = (false, false);
    for byte in own(this).iter() {
        let wrong = match in_word {
            true => byte.is_ascii_uppercase(),
            false => byte.is_ascii_lowercase(),
        };
        if wrong {
            return rt.new_bool(false);
        }
        in_word = byte.is_ascii_alphabetic();
        found |= in_word;
    }
    rt.new_bool(found)
}

/// `bytes.translate`.
fn translate(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let limits = Limits::required(1).positional_only(1);
    let [table, gone] = args.parse(rt, "translate", ["", "delete"], limits)?;
    let table = match table.filter(|table| !table.is(rt.none())) {
        Some(table) => Some(required(rt, table)?),
        None => None,
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        let message = "translation table must be 256 characters long";
        return Err(rt.value_error(message));
    }
    let gone = match gone {
        Some(gone) => required(rt, gone)?,
        None => Default::default(),
    };
    let content = own(this);
    rt.spend(content.len() as u64 / 32)?;
    rt.check_rust_memory(content.len())?;
    let mut goes = [false; 256];
    gone.iter().for_each(|&byte| goes[usize::from(byte)] = true);
    let map = |byte: u8| match &table {
        Some(table) => table[usize::from(byte)],
        None => byte,
    };
    let kept = content.iter().filter(|byte| !goes[usize::from(**byte)]);
    let out: Vec<u8> = kept.map(|&byte| map(byte)).collect();
    if out[..] == content[..] {
        return unchanged(rt, this);
    }
    if this.cast::<PyByteArrayObject>().is_none() {
        return make_fresh(rt, this, &out);
    }
    // Room was made for all of it.
    let made = rt.new_bytearray(&content)?;
    let block = &made.expect::<PyByteArrayObject>().get().block;
    block.resize(rt, out.len())?;
    block.fill(|kept| kept.copy_from_slice(&out));
    Ok(made)
}

/// `bytes.maketrans`: 256 bytes, some of them replaced.
fn maketrans(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    args.no_keywords(rt, "maketrans")?;
    check_count(rt, "maketrans", args.items.len(), 2, 2)?;
    let (from, to) = (required(rt, &args.items[0])?, required(rt, &args.items[1])?);
    if from.len() != to.len() {
        return Err(rt.value_error("maketrans arguments must have same length"));
    }
    let mut table: [u8; 256] = std::array::from_fn(|byte| byte as u8);
    for (from, to) in from.iter().zip(to.iter()) {
        table[usize::from(*from)] = *to;
    }
    rt.new_bytes(&table)
}
