//! What code objects say of their instructions, and codes that are like others
//! (`Objects/codeobject.c@v3.13.0`).
//!
//! The two tables are written as CPython writes them, an instruction of ours counting as
//! one of its units of two bytes. `co_code` is the instructions themselves, four bytes
//! each.

use super::args::bad_argument;
use super::code::PyCodeObject;
use super::line_table::{self, NOWHERE};
use super::{bytes, int, tuple};
use crate::object::View;
use crate::objects::builtin_function::plain;
use crate::objects::str::Text;
use crate::python::unit::{CO_GENERATOR, CO_VARARGS, CO_VARKEYWORDS};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::Args;

/// `co_code`: the instructions.
pub(super) fn co_code(rt: &Runtime, this: &Obj) -> PyResult {
    let words = this.expect::<PyCodeObject>().instructions();
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    rt.new_bytes(&bytes)
}

/// `co_exceptiontable`: start, length, target, depth of each range, in groups of six
/// bits.
pub(super) fn co_exceptiontable(rt: &Runtime, this: &Obj) -> PyResult {
    let mut bytes = Vec::new();
    for entry in this.expect::<PyCodeObject>().handlers() {
        let &[start, end, target, depth, lasti] = entry else {
            continue;
        };
        let first = bytes.len();
        for number in [
            start,
            end - start,
            target,
            depth << 1 | u32::from(lasti != 0),
        ] {
            let groups = (1..6).rev().filter(|group| number >> (6 * group) != 0);
            bytes.extend(groups.map(|group| (number >> (6 * group)) as u8 & 63 | 64));
            bytes.push(number as u8 & 63);
        }
        bytes[first] |= 128;
    }
    rt.new_bytes(&bytes)
}

/// `co_linetable`: where each instruction comes from, in the long form.
pub(super) fn co_linetable(rt: &Runtime, this: &Obj) -> PyResult {
    let code = this.expect::<PyCodeObject>();
    rt.new_bytes(&line_table::written(&places(code), code.firstlineno()))
}

/// Where the instructions come from, as far as the table goes.
fn places(code: View<'_, PyCodeObject>) -> Vec<[i32; 4]> {
    (0..code.instructions().len())
        .map(|at| code.position(at))
        .take_while(|place| *place != NOWHERE)
        .collect()
}

/// `co_lnotab`: pairs of bytes, how far to go in the code and in the lines.
pub(super) fn co_lnotab(rt: &Runtime, this: &Obj) -> PyResult {
    let message = "co_lnotab is deprecated, use co_lines instead.";
    rt.warn(Builtin::DeprecationWarning, message)?;
    let code = this.expect::<PyCodeObject>();
    rt.new_bytes(&line_table::pairs(&places(code), code.firstlineno()))
}

fn number_or_none(rt: &Runtime, number: i32) -> PyResult {
    match number {
        ..0 => rt.done(),
        number => rt.new_int(number.into()),
    }
}

/// `co_positions()`: line, end line, column, end column of each instruction.
pub(super) fn co_positions(rt: &Runtime, this: &Obj) -> PyResult {
    let code = this.expect::<PyCodeObject>();
    let places = places(code).into_iter().map(|place| {
        let numbers = place.map(|number| number_or_none(rt, number));
        rt.new_tuple(numbers.into_iter().collect::<PyResult<Vec<Obj>>>()?)
    });
    rt.iter(&rt.new_list(places.collect::<PyResult<Vec<Obj>>>()?)?)
}

/// `co_lines()`: start and end, in bytes of two an instruction, and the line of each run
/// of instructions.
pub(super) fn co_lines(rt: &Runtime, this: &Obj) -> PyResult {
    let code = this.expect::<PyCodeObject>();
    let places = places(code);
    let count = places.len();
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=count {
        let line = places[start][0];
        if at < count && places[at][0] == line {
            continue;
        }
        runs.push(rt.new_tuple(vec![
            rt.new_size(start * 2)?,
            rt.new_size(at * 2)?,
            number_or_none(rt, line)?,
        ])?);
        start = at;
    }
    rt.iter(&rt.new_list(runs)?)
}

/// Flags that say what the instructions may rely on.
const FIXED_FLAGS: u32 = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | 1;

/// `code.replace(…)`: a code with the same instructions and other names, constants or
/// flags. What the instructions rely on cannot be replaced: they are the runtime's own.
pub(super) fn replace(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    if !args.positionals().is_empty() {
        return Err(rt.type_error("replace() takes no positional arguments"));
    }
    let code = this.expect::<PyCodeObject>();
    let mut parts = code.parts();
    let mut names: [Option<Obj>; 3] = [None, None, None];
    let (mut nlocals, mut new_lines) = (None, None);
    for (key, value) in args.keywords() {
        let key = plain(key);
        match key.as_str() {
            "co_filename" => parts.filename = text(rt, &key, value)?,
            "co_name" => parts.name = text(rt, &key, value)?,
            "co_qualname" => parts.qualname = text(rt, &key, value)?,
            "co_firstlineno" => parts.firstlineno = number(rt, value)?,
            "co_consts" => parts.consts = longer(rt, &key, value, &parts.consts)?,
            "co_names" => parts.names = longer(rt, &key, value, &parts.names)?,
            "co_varnames" => names[0] = Some(value.clone()),
            "co_cellvars" => names[1] = Some(value.clone()),
            "co_freevars" => names[2] = Some(value.clone()),
            "co_flags" => {
                let flags = number(rt, value)?;
                if (flags ^ parts.flags) & FIXED_FLAGS != 0 {
                    return Err(fixed(rt, &key));
                }
                parts.flags = flags;
            }
            "co_stacksize" => {
                parts.stacksize = number(rt, value)?.clamp(parts.stacksize, 1 << 16);
            }
            "co_posonlyargcount" => {
                parts.posonlyargcount = number(rt, value)?;
                if parts.posonlyargcount > parts.argcount {
                    return Err(rt.value_error("code: argcount is too small"));
                }
            }
            "co_linetable" => {
                if !rt.equal(&rt.attr(this, &key)?, value)? {
                    let Some(bytes) = bytes::value(value) else {
                        return Err(bad_argument(rt, "replace", &key, "bytes", value));
                    };
                    new_lines = Some(bytes.to_vec());
                }
            }
            "co_exceptiontable" if bytes::value(value) == Some(b"") => {
                parts.exceptions.clear();
            }
            "co_nlocals" => nlocals = Some(number(rt, value)?),
            "co_argcount" | "co_kwonlyargcount" | "co_code" | "co_exceptiontable" => {
                if !rt.equal(&rt.attr(this, &key)?, value)? {
                    return Err(fixed(rt, &key));
                }
            }
            _ => {
                return Err(rt.type_error(format!(
                    "replace() got an unexpected keyword argument '{key}'"
                )));
            }
        }
    }
    if nlocals.is_some_and(|count| count != parts.nlocals) {
        return Err(rt.value_error("code: co_nlocals != len(co_varnames)"));
    }
    if parts.firstlineno != code.firstlineno() || new_lines.is_some() {
        // A table counts its lines from the first one.
        let table = new_lines
            .unwrap_or_else(|| line_table::written(&places(code), code.firstlineno()));
        let count = parts.instructions.len();
        parts.positions = line_table::read(&table, parts.firstlineno, count);
    }
    parts.localsplusnames = renamed(rt, code, &names)?;
    rt.new_code(parts)
}

fn fixed(rt: &Runtime, key: &str) -> crate::runtime::Raised {
    rt.value_error(format!("{key} of this runtime's code cannot be replaced"))
}

fn text(rt: &Runtime, key: &str, value: &Obj) -> PyResult {
    if Text::of(value).is_some() {
        return Ok(value.clone());
    }
    Err(bad_argument(rt, "replace", key, "str", value))
}

fn number(rt: &Runtime, value: &Obj) -> PyResult<u32> {
    let Some(number) = int::to_i64(value) else {
        let what = value.ty().name();
        let message = format!("'{what}' object cannot be interpreted as an integer");
        return Err(rt.type_error(message));
    };
    u32::try_from(number)
        .ok()
        .filter(|number| *number <= i32::MAX as u32)
        .ok_or_else(|| rt.value_error("code: a number is out of range"))
}

/// A tuple in place of one that instructions refer into.
fn longer(rt: &Runtime, key: &str, value: &Obj, old: &Obj) -> PyResult {
    if value.cast::<tuple::PyTuple>().is_none() {
        return Err(bad_argument(rt, "replace", key, "tuple", value));
    }
    let names = key == "co_names";
    let strings = || {
        tuple::items(value)
            .iter()
            .all(|item| Text::of(item).is_some())
    };
    if tuple::items(value).len() < tuple::items(old).len() || names && !strings() {
        return Err(fixed(rt, key));
    }
    Ok(value.clone())
}

/// The names of the locals, those of each kind replaced by as many others.
fn renamed(
    rt: &Runtime,
    code: View<'_, PyCodeObject>,
    names: &[Option<Obj>; 3],
) -> PyResult {
    let mut all = code.localsplusnames().to_vec();
    let kinds = [
        ("co_varnames", 0x20),
        ("co_cellvars", 0x40),
        ("co_freevars", 0x80),
    ];
    for ((key, kind), given) in kinds.into_iter().zip(names) {
        let Some(given) = given else { continue };
        let places: Vec<usize> = (0..all.len())
            .filter(|index| code.kind(*index) & kind != 0)
            .collect();
        let given = match given.cast::<tuple::PyTuple>() {
            Some(_) => tuple::items(given),
            None => return Err(fixed(rt, key)),
        };
        if given.len() != places.len() || given.iter().any(|n| Text::of(n).is_none()) {
            return Err(fixed(rt, key));
        }
        for (place, name) in places.into_iter().zip(given) {
            all[place] = name.clone();
        }
    }
    rt.new_tuple(all)
}
