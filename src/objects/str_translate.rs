//! `str.translate` and the tables for it.

use super::args::check_count;
use super::dict;
use super::int;
use super::str::Text;
use super::str_build::TextBuilder;
use super::str_find::str_arg;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, TypeFlags};

/// What a character becomes.
#[derive(Clone)]
enum Target {
    Same,
    Gone,
    Code(u32),
    Text(Obj),
}

/// Looks a code point up in a table, which may be any object with `__getitem__`.
fn look_up(rt: &Runtime, table: &Obj, code: u32) -> PyResult<Target> {
    let key = rt.new_int(i64::from(code))?;
    let found = match rt.getitem(table, &key) {
        Ok(found) => found,
        Err(raised) => {
            return if super::iterators::swallow(rt, Builtin::LookupError) {
                Ok(Target::Same)
            } else {
                Err(raised)
            };
        }
    };
    if found.is(rt.none()) {
        return Ok(Target::Gone);
    }
    if found.ty().flags().has(TypeFlags::LONG_SUBCLASS) {
        let code = int::to_i64(&found).and_then(|code| u32::try_from(code).ok());
        return match code {
            Some(code) if code < 0x110000 => Ok(Target::Code(code)),
            _ => Err(rt.value_error("character mapping must be in range(0x110000)")),
        };
    }
    if Text::of(&found).is_some() {
        return Ok(Target::Text(found));
    }
    Err(rt.type_error("character mapping must return integer, None or str"))
}

/// `str.translate`.
pub(super) fn translate(rt: &Runtime, this: &Obj, table: &Obj) -> PyResult {
    let text = Text::this(this);
    let mut built = TextBuilder::new();
    // ASCII characters are looked up once, as in CPython.
    let mut known: [Option<Target>; 128] = [const { None }; 128];
    for code in text.code_points() {
        rt.spend(1)?;
        let target = match known.get(code as usize) {
            Some(Some(target)) => target.clone(),
            _ => look_up(rt, table, code)?,
        };
        match &target {
            Target::Same => built.push(code),
            Target::Gone => {}
            Target::Code(code) => built.push(*code),
            Target::Text(text) => built.push_obj(rt, text)?,
        }
        let single = match &target {
            Target::Text(text) => Text::of(text).is_some_and(|text| text.len() == 1),
            _ => true,
        };
        if let Some(slot) = known.get_mut(code as usize)
            && single
            && text.is_ascii()
        {
            *slot = Some(target);
        }
    }
    built.finish(rt)
}

/// `str.maketrans`.
pub(super) fn maketrans(rt: &Runtime, _: &Obj, args: Args<'_>) -> PyResult {
    args.no_keywords(rt, "maketrans")?;
    check_count(rt, "maketrans", args.items.len(), 1, 3)?;
    let table = rt.new_dict()?;
    let Some(to) = args.items.get(1) else {
        fill_from_dict(rt, &table, &args.items[0])?;
        return Ok(table);
    };
    let Some(from) = Text::of(&args.items[0]) else {
        return Err(rt.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    let to = str_arg(rt, "maketrans", "2", to)?;
    let gone = match args.items.get(2) {
        Some(gone) => Some(str_arg(rt, "maketrans", "3", gone)?),
        None => None,
    };
    if from.len() != to.len() {
        return Err(
            rt.value_error("the first two maketrans arguments must have equal length")
        );
    }
    for (from, to) in from.code_points().zip(to.code_points()) {
        rt.spend(1)?;
        let (key, value) = (rt.new_int(from.into())?, rt.new_int(to.into())?);
        dict::set(rt, &table, &key, value)?;
    }
    for code in gone.into_iter().flat_map(Text::code_points) {
        rt.spend(1)?;
        let key = rt.new_int(code.into())?;
        dict::set(rt, &table, &key, rt.none().clone())?;
    }
    Ok(table)
}

/// Copies a dict; keys of one character become numbers.
fn fill_from_dict(rt: &Runtime, table: &Obj, from: &Obj) -> PyResult<()> {
    if !from.ty().is_exactly(Builtin::Dict) {
        return Err(rt.type_error(
            "if you give only one argument to maketrans it must be a dict",
        ));
    }
    for (key, value) in dict::items(from) {
        rt.spend(1)?;
        let key = match Text::of(&key) {
            Some(text) if text.len() == 1 => rt.new_int(text.char_at(0).into())?,
            Some(_) => {
                return Err(rt.value_error(
                    "string keys in translate table must be of length 1",
                ));
            }
            None if key.ty().flags().has(TypeFlags::LONG_SUBCLASS) => key,
            None => {
                return Err(rt.type_error(
                    "keys in translate table must be strings or integers",
                ));
            }
        };
        dict::set(rt, table, &key, value)?;
    }
    Ok(())
}
