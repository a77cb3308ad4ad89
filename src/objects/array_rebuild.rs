//! Arrays in a pickle: the bytes of their items, and a number that says how they are to
//! be read (`Modules/arraymodule.c@v3.13.0#array__array_reconstructor_impl`).

use super::args::bad_argument;
use super::array::{PyArrayObject, view, with_bytes};
use super::array_items::{CODES, is_text, text};
use super::array_slots::{add_bytes, push, to_objects};
use super::str::Text;
use super::{bytes, int};
use crate::attributes::getattr_optional;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::Args;
use crate::typeobject::{Builtin, PyTypeObject, is_subtype};

/// The machine formats by number: the bytes of an item, whether it is signed, and
/// whether its first byte is the highest. Floats are 14 to 17, text 18 to 21.
const FORMATS: [(usize, bool, bool); 22] = [
    (1, false, false),
    (1, true, false),
    (2, false, false),
    (2, false, true),
    (2, true, false),
    (2, true, true),
    (4, false, false),
    (4, false, true),
    (4, true, false),
    (4, true, true),
    (8, false, false),
    (8, false, true),
    (8, true, false),
    (8, true, true),
    (4, true, false),
    (4, true, true),
    (8, true, false),
    (8, true, true),
    (2, false, false),
    (2, false, true),
    (4, false, false),
    (4, false, true),
];

/// The number of the format that a type code has here.
fn format_of(code: u8) -> usize {
    match code {
        b'B' => 0,
        b'b' => 1,
        b'H' => 2,
        b'h' => 4,
        b'I' => 6,
        b'i' => 8,
        b'L' | b'Q' => 10,
        b'l' | b'q' => 12,
        b'f' => 14,
        b'd' => 16,
        _ => 20,
    }
}

/// `array.__reduce_ex__(protocol)`: the items in a list for old protocols, else their
/// bytes.
pub(super) fn reduce_ex(rt: &Runtime, this: &Obj, protocol: &Obj) -> PyResult {
    let Some(protocol) = int::to_i64(protocol) else {
        return Err(rt.type_error("__reduce_ex__ argument should be an integer"));
    };
    let block = &view(this).block;
    let code = rt.new_str(&char::from(block.code()).to_string())?;
    let state = getattr_optional(rt, this, &rt.intern_str("__dict__")?)?;
    let state = state.unwrap_or_else(|| rt.none().clone());
    let class = this.ty().to_obj();
    if protocol < 3 {
        let list = rt.new_list(to_objects(rt, this)?)?;
        let args = rt.new_tuple(vec![code, list])?;
        return rt.new_tuple(vec![class, args, state]);
    }
    let function = rt.attr(&rt.import_module("array")?, "_array_reconstructor")?;
    let format = rt.new_size(format_of(block.code()))?;
    let content = rt.new_bytes(&block.to_vec())?;
    let args = rt.new_tuple(vec![class, code, format, content])?;
    rt.new_tuple(vec![function, args, state])
}

/// `_array_reconstructor(class, typecode, format, bytes)`.
pub(crate) fn rebuild(rt: &Runtime, args: &[Obj]) -> PyResult {
    let name = "_array_reconstructor";
    super::args::check_count(rt, name, args.len(), 4, 4)?;
    let code = Text::of(&args[1]).map(Text::to_rust);
    let Some(code) = code.filter(|code| code.chars().count() == 1) else {
        let wanted = "a unicode character";
        return Err(bad_argument(rt, name, "2", wanted, &args[1]));
    };
    let format = rt.as_index(&args[2], Some(Builtin::OverflowError))?;
    let Some(class) = args[0].cast::<PyTypeObject>() else {
        let what = args[0].ty().name();
        return Err(
            rt.type_error(format!("first argument must be a type object, not {what}"))
        );
    };
    if !is_subtype(class, rt.ty(Builtin::Array)) {
        let what = class.name();
        return Err(rt.type_error(format!("{what} is not a subtype of array.array")));
    }
    if !CODES.contains(&code) {
        return Err(rt.value_error("second argument must be a valid type code"));
    }
    let Some(&(size, signed, high_first)) = usize::try_from(format)
        .ok()
        .and_then(|format| FORMATS.get(format))
    else {
        let message = "third argument must be a valid machine format code.";
        return Err(rt.value_error(message));
    };
    let Some(content) = bytes::value(&args[3]) else {
        let what = args[3].ty().name();
        return Err(
            rt.type_error(format!("fourth argument should be bytes, not {what}"))
        );
    };
    let is_characters = format >= 18;
    if content.len() % size != 0 {
        let what = if is_characters { "string" } else { "bytes" };
        return Err(
            rt.value_error(format!("{what} length not a multiple of item size"))
        );
    }
    rt.spend(content.len() as u64 / 8)?;
    let code = code.as_bytes()[0];
    let as_here = format_of(code) == format as usize;
    let of_whole_numbers = format < 14 && !as_here;
    // Whole numbers of another size come as those of that size.
    let name = match (size, signed) {
        (1, true) => "b",
        (1, _) => "B",
        (2, true) => "h",
        (2, _) => "H",
        (4, true) => "i",
        (4, _) => "I",
        (_, true) => "q",
        (..) => "Q",
    };
    let name = match of_whole_numbers {
        true => rt.new_str(name)?,
        false => args[1].clone(),
    };
    let made = rt.call(&args[0], Args::positional(&[name]))?;
    if made.cast::<PyArrayObject>().is_none() {
        return Ok(made);
    }
    // In the machine's own order, each item can be read as those of an array.
    let mut turned = content.to_vec();
    if high_first {
        turned.chunks_mut(size).for_each(<[u8]>::reverse);
    }
    if as_here && !is_characters || of_whole_numbers {
        add_bytes(rt, &made, &turned)?;
        return Ok(made);
    }
    if is_text(code) && is_characters {
        let wide = match size {
            4 => turned,
            _ => widened(&turned),
        };
        text(rt, &wide)?;
        add_bytes(rt, &made, &wide)?;
        return Ok(made);
    }
    let own = match (size, signed, format) {
        (_, _, 14 | 15) => b'f',
        (_, _, 16 | 17) => b'd',
        (1, signed, _) => {
            if signed {
                b'b'
            } else {
                b'B'
            }
        }
        (2, signed, _) => {
            if signed {
                b'h'
            } else {
                b'H'
            }
        }
        (4, signed, _) => {
            if signed {
                b'i'
            } else {
                b'I'
            }
        }
        (_, signed, _) => {
            if signed {
                b'q'
            } else {
                b'Q'
            }
        }
    };
    let read = with_bytes(rt, own, &turned)?;
    for item in to_objects(rt, &read)? {
        push(rt, &made, &item)?;
    }
    Ok(made)
}

/// Text of two bytes a unit as four bytes a character.
fn widened(bytes: &[u8]) -> Vec<u8> {
    let units = bytes
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units)
        .flat_map(|unit| match unit {
            Ok(character) => u32::from(character).to_le_bytes(),
            Err(lone) => u32::from(lone.unpaired_surrogate()).to_le_bytes(),
        })
        .collect()
}
