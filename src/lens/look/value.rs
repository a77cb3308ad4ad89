//! The value of an object in a few characters, as Python would write it.

use num_traits::ToPrimitive;

use super::native;
use crate::memory::Place;
use crate::objects::builtin_function::PyCFunctionObject;
use crate::objects::code::PyCodeObject;
use crate::objects::complex;
use crate::objects::exceptions;
use crate::objects::float::PyFloatObject;
use crate::objects::float_text;
use crate::objects::function::PyFunctionObject;
use crate::objects::int::{self, PyLongObject};
use crate::objects::method::PyMethodObject;
use crate::objects::module::PyModuleObject;
use crate::objects::str::Text;
use crate::objects::str_repr::quoted;
use crate::objects::{bytes, dict, list, range, set, slice, tuple};
use crate::refcount::Obj;
use crate::typeobject::{Builtin, PyTypeObject};
use crate::weakref;

/// The most items of a container that are written.
const MOST_ITEMS: usize = 8;
/// The most characters of a text that are written.
const LONGEST: usize = 60;
/// Ints of at most so many bits are written out.
const MOST_BITS: u64 = 200;

/// The value, for a picture or a sentence; empty for what has none.
pub(in crate::lens) fn value(object: &Obj) -> String {
    shown(object, 1)
}

/// A key of a dict or an item of a set, as it is written in a label.
pub(in crate::lens) fn key(object: &Obj) -> String {
    match shown(object, 1) {
        text if text.is_empty() => object.ty().short_name().to_string(),
        text => text,
    }
}

/// The value, with containers inside `depth` levels of others written out.
fn shown(object: &Obj, depth: u32) -> String {
    singleton(object)
        .or_else(|| number(object))
        .or_else(|| text(object))
        .or_else(|| container(object, depth))
        .or_else(|| named(object))
        .or_else(|| parted(object, depth))
        .unwrap_or_default()
}

fn singleton(object: &Obj) -> Option<String> {
    let ty = object.ty();
    let word = [
        (Builtin::NoneType, "None"),
        (Builtin::NotImplementedType, "NotImplemented"),
        (Builtin::Ellipsis, "Ellipsis"),
    ];
    let found = word.iter().find(|(builtin, _)| ty.is_exactly(*builtin));
    if let Some((_, word)) = found {
        return Some((*word).to_owned());
    }
    let truth = ty.is_exactly(Builtin::Bool).then(|| int::to_i64(object))?;
    Some(if truth == Some(0) { "False" } else { "True" }.to_owned())
}

fn number(object: &Obj) -> Option<String> {
    if object.cast::<PyLongObject>().is_some() {
        if let Some(place) = as_address(object) {
            return Some(format!("address {place}"));
        }
        if let Some(value) = int::to_i64(object) {
            return Some(value.to_string());
        }
        let value = int::to_big(object)?;
        if value.bits() <= MOST_BITS {
            return Some(value.to_string());
        }
        // Writing all digits of a huge int would take longer than looking may.
        let digits = value.bits() as f64 * std::f64::consts::LOG10_2;
        let digits = digits.to_u64().unwrap_or(u64::MAX);
        return Some(format!("an int of about {digits} digits"));
    }
    if let Some(float) = object.cast::<PyFloatObject>() {
        return Some(float_text::repr(float.value()));
    }
    let value = complex::value(object)?;
    let (real, imag) = (value.real, float_text::repr(value.imag));
    let imag = imag.strip_suffix(".0").unwrap_or(&imag).to_owned();
    if real == 0.0 && real.is_sign_positive() {
        return Some(format!("{imag}j"));
    }
    let real = float_text::repr(real);
    let real = real.strip_suffix(".0").unwrap_or(&real);
    let sign = if imag.starts_with('-') { "" } else { "+" };
    Some(format!("({real}{sign}{imag}j)"))
}

/// The place that an int is the address of, as `id` gives it. A picture writes the place,
/// which is the same in every run. Where machine words are short, addresses are small
/// numbers like any other, and are written as such.
pub(super) fn as_address(object: &Obj) -> Option<Place> {
    if !cfg!(target_pointer_width = "64") {
        return None;
    }
    object.cast::<PyLongObject>()?;
    let address = usize::try_from(int::to_i64(object)?).ok()?;
    object.runtime().heap.place(address)
}

fn text(object: &Obj) -> Option<String> {
    if let Some(text) = Text::of(object) {
        return Some(quoted_start(text));
    }
    let content = bytes::octets(object)?;
    let mut out = String::from("b'");
    for byte in content.iter().take(LONGEST) {
        out.extend(std::ascii::escape_default(*byte).map(char::from));
    }
    out.push_str(if content.len() > LONGEST { "…'" } else { "'" });
    Some(match native(object) == Builtin::ByteArray {
        true => format!("bytearray({out})"),
        false => out,
    })
}

/// The literal of a text, or of its beginning.
fn quoted_start(text: Text<'_>) -> String {
    let few = text.code_points().take(LONGEST + 1);
    let mut few: String = few
        .map(|code| char::from_u32(code).unwrap_or('\u{FFFD}'))
        .collect();
    let cut = few.char_indices().nth(LONGEST).map(|(cut, _)| cut);
    few.truncate(cut.unwrap_or(few.len()));
    let mut literal = quoted(&few);
    if cut.is_some() {
        literal.insert(literal.len() - 1, '…');
    }
    literal
}

fn container(object: &Obj, depth: u32) -> Option<String> {
    let [open, close] = if native(object) == Builtin::List {
        ["[", "]"]
    } else if native(object) == Builtin::Tuple {
        ["(", ")"]
    } else if dict::is_dict(object) || set::is_set(object) {
        ["{", "}"]
    } else if set::is_any_set(object) {
        ["frozenset({", "})"]
    } else {
        return None;
    };
    let length = length(object);
    if length == 0 {
        let empty = match close {
            "})" => "frozenset()".to_owned(),
            _ if set::is_set(object) => "set()".to_owned(),
            _ => format!("{open}{close}"),
        };
        return Some(empty);
    }
    if depth == 0 {
        return Some(format!("{open}…{close}"));
    }
    let mut items = items(object, depth - 1);
    if length > items.len() {
        items.push("…".to_owned());
    }
    let comma = if close == ")" && length == 1 { "," } else { "" };
    Some(format!("{open}{}{comma}{close}", items.join(", ")))
}

/// How many items a container has.
fn length(object: &Obj) -> usize {
    if dict::is_dict(object) {
        dict::len(object)
    } else if set::is_any_set(object) {
        set::len(object)
    } else if native(object) == Builtin::Tuple {
        tuple::items(object).len()
    } else {
        list::len(object)
    }
}

/// The first items of a container, written.
fn items(object: &Obj, depth: u32) -> Vec<String> {
    let one = |item: &Obj| match shown(item, depth) {
        text if text.is_empty() => format!("<{}>", item.ty().short_name()),
        text => text,
    };
    if dict::is_dict(object) {
        let mut position = 0;
        let pairs = std::iter::from_fn(|| dict::next(object, &mut position));
        let pairs = pairs.take(MOST_ITEMS);
        return pairs
            .map(|(key, value, _)| format!("{}: {}", one(&key), one(&value)))
            .collect();
    }
    if set::is_any_set(object) {
        let mut position = 0;
        let keys = std::iter::from_fn(|| set::next(object, &mut position));
        return keys.take(MOST_ITEMS).map(|(key, _)| one(&key)).collect();
    }
    if native(object) == Builtin::Tuple {
        let items = tuple::items(object).iter();
        return items.take(MOST_ITEMS).map(one).collect();
    }
    let items = (0..MOST_ITEMS).map_while(|at| list::get(object, at));
    items.map(|item| one(&item)).collect()
}

/// What is made of a few parts, which may be of the same kind: those as deep as
/// containers are written.
fn parted(object: &Obj, depth: u32) -> Option<String> {
    let parts = parts(object)?;
    let one = |part: &Obj| {
        let text = match self::parts(part) {
            Some(_) if depth == 0 => String::new(),
            Some(_) => shown(part, depth - 1),
            None => shown(part, 1),
        };
        match text.is_empty() {
            true => part.ty().short_name().to_string(),
            false => text,
        }
    };
    Some(parts.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// The parts of a slice, and the first arguments of an exception.
fn parts(object: &Obj) -> Option<Vec<Obj>> {
    if slice::is_slice(object) {
        return Some(slice::parts(object).map(Obj::clone).to_vec());
    }
    exceptions::exception(object)?;
    let args = exceptions::args_of(object);
    Some(args.iter().take(MOST_ITEMS).cloned().collect())
}

/// What is known by a name.
fn named(object: &Obj) -> Option<String> {
    if let Some(class) = object.cast::<PyTypeObject>() {
        return Some(class.name().to_string());
    }
    if let Some(function) = object.cast::<PyFunctionObject>() {
        return function.func_name.peek(|name| name.and_then(plain));
    }
    if let Some(method) = object.cast::<PyMethodObject>() {
        // Methods of methods have no name of their own.
        let function = &method.get().im_func;
        let is_method = function.cast::<PyMethodObject>().is_some();
        return (!is_method).then(|| named(function)).flatten();
    }
    if let Some(function) = object.cast::<PyCFunctionObject>() {
        return Some(function.name());
    }
    if let Some(code) = object.cast::<PyCodeObject>() {
        return plain(code.name());
    }
    if let Some(module) = object.cast::<PyModuleObject>() {
        return module.md_name.peek(|name| name.and_then(plain));
    }
    if object.ty().is_exactly(Builtin::Range) {
        let range = range::numbers(object);
        let (start, stop) = (range.start, range.stop);
        return Some(match range.step.to_string().as_str() {
            "1" => format!("{start}, {stop}"),
            step => format!("{start}, {stop}, {step}"),
        });
    }
    if weakref::is_ref(object) || weakref::is_proxy(object) {
        let gone = weakref::target(object).is_none();
        return gone.then(|| "dead".to_owned());
    }
    None
}

fn plain(name: &Obj) -> Option<String> {
    Text::of(name).map(Text::to_rust)
}
