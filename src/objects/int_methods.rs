//! `int(...)` and the methods of ints (`Objects/longobject.c@v3.13.0#long_new_impl`).

use super::args::{Limits, check_count};
use super::bytearray::PyByteArrayObject;
use super::int::{PyLongObject, to_big, to_i64, to_isize_clipped};
use super::str::Text;
use super::{format_spec, int_ops, int_text};
use crate::attributes::slot_functions::call_bound;
use crate::object::PyStruct;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, GetSetDef, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;

/// `int(x=0, /, base=10)`, also for subclasses.
pub(crate) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    if args.keyword_count() == 0 {
        check_count(rt, "int", args.items.len(), 0, 2)?;
    }
    let limits = Limits::required(0).positional_only(1);
    let [value, base] = args.parse(rt, "int", ["", "base"], limits)?;
    let int = match (value, base) {
        (None, None) => rt.new_int(0)?,
        (None, Some(_)) => return Err(rt.type_error("int() missing string argument")),
        (Some(value), None) => from_number(rt, value)?,
        (Some(value), Some(base)) => with_base(rt, value, base)?,
    };
    let class = class.expect::<PyTypeObject>();
    if class.is_exactly(Builtin::Int) {
        return Ok(int);
    }
    rt.new_long(class, &to_big(&int).unwrap_or_default())
}

fn with_base(rt: &Runtime, value: &Obj, base: &Obj) -> PyResult {
    let base = rt.as_index(base, None)?;
    let base = match u32::try_from(base) {
        Ok(base) if base != 1 && base <= 36 => base,
        _ => {
            let message = "int() base must be >= 2 and <= 36, or 0";
            return Err(rt.value_error(message));
        }
    };
    match from_text(rt, value, Some(base))? {
        Some(int) => Ok(int),
        None => {
            let message = "int() can't convert non-string with explicit base";
            Err(rt.type_error(message))
        }
    }
}

/// The int that a str spells, or the bytes of an object without one; `None` for other
/// objects. With a base, only str, bytes and bytearray are texts.
fn from_text(rt: &Runtime, value: &Obj, base: Option<u32>) -> PyResult<Option<Obj>> {
    let radix = base.unwrap_or(10);
    if value.ty().flags().has(TypeFlags::UNICODE_SUBCLASS) {
        let int = int_text::parse(rt, value, radix)?;
        return rt.new_big(&int).map(Some);
    }
    if base.is_some()
        && !value.ty().flags().has(TypeFlags::BYTES_SUBCLASS)
        && value.cast::<PyByteArrayObject>().is_none()
    {
        return Ok(None);
    }
    let Some(octets) = super::bytes::octets(value) else {
        return Ok(None);
    };
    // A byte that is not ASCII is in no number.
    let ascii = octets.iter().map(|&byte| match byte.is_ascii() {
        true => char::from(byte),
        false => '?',
    });
    let ascii: String = ascii.collect();
    let int = int_text::parse_ascii(rt, &ascii, radix, || {
        let shown = rt.repr(&rt.new_bytes(&octets)?)?;
        Ok(Text::of(&shown).map(Text::to_rust).unwrap_or_default())
    })?;
    rt.new_big(&int).map(Some)
}

/// `int(value)`: what `__int__`, `__index__` or `__trunc__` returns, or what a text
/// spells (`Objects/abstract.c@v3.13.0#PyNumber_Long`).
pub(crate) fn from_number(rt: &Runtime, value: &Obj) -> PyResult {
    let ty = value.ty();
    if ty.is_exactly(Builtin::Int) {
        return Ok(value.clone());
    }
    let suite = ty.as_number();
    if let Some(slot) = suite.and_then(|suite| suite.nb_int.get()) {
        let int = slot(rt, value)?;
        if !int.ty().is_exactly(Builtin::Int) {
            let what = int.ty().name();
            let message = format!("__int__ returned non-int (type {what})");
            if int.cast::<PyLongObject>().is_none() {
                return Err(rt.type_error(message));
            }
            rt.strict_subclass(&message, "int")?;
        }
        return int_ops::itself(rt, &int);
    }
    if suite.is_some_and(|suite| suite.nb_index.get().is_some()) {
        return int_ops::itself(rt, &rt.index(value)?);
    }
    if let Some(int) = truncated(rt, value)? {
        return Ok(int);
    }
    if let Some(int) = from_text(rt, value, None)? {
        return Ok(int);
    }
    Err(rt.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, \
         not '{}'",
        ty.name()
    )))
}

/// What the class's `__trunc__` returns, as an int; `None` if there is none.
fn truncated(rt: &Runtime, value: &Obj) -> PyResult<Option<Obj>> {
    if crate::attributes::lookup(value.ty(), &rt.intern_str("__trunc__")?).is_none() {
        return Ok(None);
    }
    rt.deprecated("The delegation of int() to __trunc__ is deprecated.")?;
    let Some(whole) = call_bound(rt, value, "__trunc__", &[])? else {
        return Ok(None);
    };
    if !super::protocol::is_index(&whole) {
        let what = whole.ty().name();
        let message = format!("__trunc__ returned non-Integral (type {what})");
        return Err(rt.type_error(message));
    }
    int_ops::itself(rt, &rt.index(&whole)?).map(Some)
}

fn bit_length(rt: &Runtime, this: &Obj) -> PyResult {
    match to_i64(this) {
        Some(value) => rt.new_int((64 - value.unsigned_abs().leading_zeros()).into()),
        None => rt.new_int(to_big(this).unwrap_or_default().bits() as i64),
    }
}

fn bit_count(rt: &Runtime, this: &Obj) -> PyResult {
    let digits = this.expect::<PyLongObject>();
    let ones = digits
        .tail()
        .iter()
        .map(|digit| u64::from(digit.count_ones()));
    rt.new_int(ones.sum::<u64>() as i64)
}

fn as_integer_ratio(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_tuple(vec![int_ops::itself(rt, this)?, rt.new_int(1)?])
}

fn is_integer(rt: &Runtime, _: &Obj) -> PyResult {
    rt.new_bool(true)
}

fn zero(rt: &Runtime, _: &Obj) -> PyResult {
    rt.new_int(0)
}

fn one(rt: &Runtime, _: &Obj) -> PyResult {
    rt.new_int(1)
}

/// `round(int, ndigits)`: for negative `ndigits` the nearest multiple of a power of
/// ten, ties to the even one.
fn round(rt: &Runtime, this: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "__round__", args.len(), 0, 1)?;
    let Some(ndigits) = args.first() else {
        return int_ops::itself(rt, this);
    };
    let (ndigits, _) = to_isize_clipped(&rt.index(ndigits)?);
    if ndigits >= 0 {
        return int_ops::itself(rt, this);
    }
    let value = to_big(this).unwrap_or_default();
    // A power of ten with more digits than twice the value rounds it to zero.
    let digits = ndigits.unsigned_abs();
    if digits as u64 > value.bits() / 3 + 2 {
        return rt.new_int(0);
    }
    rt.spend(value.bits() / 64 * (digits as u64 / 16 + 1))?;
    let unit = BigInt::from(10).pow(digits as u32);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let up = match (&rest * 2u32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient.is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    rt.new_big(&((quotient + i32::from(up)) * unit))
}

fn getnewargs(rt: &Runtime, this: &Obj) -> PyResult {
    rt.new_tuple(vec![int_ops::itself(rt, this)?])
}

fn format(rt: &Runtime, this: &Obj, spec: &Obj) -> PyResult {
    format_spec::check_spec(rt, spec)?;
    format_spec::format_int(rt, this, spec)
}

/// Whether a `byteorder` argument says that the least significant byte is first.
fn is_little(rt: &Runtime, function: &str, order: Option<&Obj>) -> PyResult<bool> {
    let Some(order) = order else { return Ok(false) };
    match Text::of(order) {
        Some(text) if text.equals("little") => Ok(true),
        Some(text) if text.equals("big") => Ok(false),
        Some(_) => Err(rt.value_error("byteorder must be either 'little' or 'big'")),
        None => Err(rt.type_error(format!(
            "{function}() argument 'byteorder' must be str, not {}",
            order.ty().name()
        ))),
    }
}

/// The last of `limits`' arguments as a truth value; false if it was left out.
fn is_signed(rt: &Runtime, signed: Option<&Obj>) -> PyResult<bool> {
    signed.map_or(Ok(false), |signed| rt.is_true(signed))
}

/// `int.from_bytes(bytes, byteorder='big', *, signed=False)`
fn from_bytes(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let names = ["bytes", "byteorder", "signed"];
    let limits = Limits::required(1).keyword_only(2);
    let [bytes, order, signed] = args.parse(rt, "from_bytes", names, limits)?;
    let little = is_little(rt, "from_bytes", order)?;
    let signed = is_signed(rt, signed)?;
    let Some(bytes) = bytes else {
        return rt.done();
    };
    let made = super::bytes_new::dunder_bytes(rt, bytes)?;
    let mut bytes = bytes_of(rt, made.as_ref().unwrap_or(bytes))?;
    if little {
        bytes.reverse();
    }
    rt.spend(bytes.len() as u64 / 16)?;
    let value = if signed {
        BigInt::from_signed_bytes_be(&bytes)
    } else {
        BigInt::from_bytes_be(Sign::Plus, &bytes)
    };
    let int = rt.new_big(&value)?;
    if class.is(&rt.type_obj(Builtin::Int)) {
        return Ok(int);
    }
    rt.call_with(class, &[int])
}

/// `int.to_bytes(length=1, byteorder='big', *, signed=False)`
fn to_bytes(rt: &Runtime, this: &Obj, args: Args<'_>) -> PyResult {
    let names = ["length", "byteorder", "signed"];
    let limits = Limits::required(0).keyword_only(2);
    let [length, order, signed] = args.parse(rt, "to_bytes", names, limits)?;
    let little = is_little(rt, "to_bytes", order)?;
    let signed = is_signed(rt, signed)?;
    let length = match length {
        Some(length) => rt.as_index(length, Some(Builtin::OverflowError))?,
        None => 1,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(rt.value_error("length argument must be non-negative"));
    };
    let value = to_big(this).unwrap_or_default();
    let negative = value.sign() == Sign::Minus;
    let overflow = |message: &str| Err(rt.raise(Builtin::OverflowError, message));
    if negative && !signed {
        return overflow("can't convert negative int to unsigned");
    }
    let bytes = match (value.sign(), signed) {
        (Sign::NoSign, _) => Vec::new(),
        (_, true) => value.to_signed_bytes_le(),
        (_, false) => value.to_bytes_le().1,
    };
    if bytes.len() > length {
        return overflow("int too big to convert");
    }
    rt.check_rust_memory(length)?;
    rt.spend(length as u64 / 16)?;
    let mut bytes = bytes;
    bytes.resize(length, if negative { 0xFF } else { 0 });
    if !little {
        bytes.reverse();
    }
    rt.fresh_bytes(&bytes)
}

/// The bytes in an object: what it yields as numbers below 256.
fn bytes_of(rt: &Runtime, source: &Obj) -> PyResult<Vec<u8>> {
    let refuse = || {
        let what = source.ty().name();
        rt.type_error(format!("cannot convert '{what}' object to bytes"))
    };
    if source.ty().flags().has(TypeFlags::UNICODE_SUBCLASS) {
        return Err(refuse());
    }
    if let Some(bytes) = super::memory_view_told::given(source) {
        return Ok(bytes);
    }
    let items = match rt.collect(source) {
        Ok(items) => items,
        Err(_) if source.ty().tp_iter.get().is_none() => {
            rt.clear_raised();
            return Err(refuse());
        }
        Err(raised) => return Err(raised),
    };
    let byte = |item: &Obj| {
        let number = rt.as_index(item, None)?;
        u8::try_from(number)
            .map_err(|_| rt.value_error("bytes must be in range(0, 256)"))
    };
    items.iter().map(byte).collect()
}

/// The methods of `int`.
pub static METHODS: &[MethodDef] = &[
    MethodDef::none("conjugate", int_ops::itself),
    MethodDef::none("bit_length", bit_length),
    MethodDef::none("bit_count", bit_count),
    MethodDef::keywords("to_bytes", to_bytes),
    MethodDef {
        name: "from_bytes",
        function: crate::typeobject::slots::Function::Class(from_bytes),
    },
    MethodDef::none("as_integer_ratio", as_integer_ratio),
    MethodDef::none("__trunc__", int_ops::itself),
    MethodDef::none("__floor__", int_ops::itself),
    MethodDef::none("__ceil__", int_ops::itself),
    MethodDef::many("__round__", round),
    MethodDef::none("__getnewargs__", getnewargs),
    MethodDef::one("__format__", format),
    MethodDef::none("__sizeof__", |rt, this| {
        let digits = this.expect::<PyLongObject>().tail_len();
        rt.new_size(this.ty().instance_size(digits))
    }),
    MethodDef::none("is_integer", is_integer),
];

/// The computed attributes of `int`.
pub static GETSET: &[GetSetDef] = &[
    GetSetDef::get("real", int_ops::itself),
    GetSetDef::get("imag", zero),
    GetSetDef::get("numerator", int_ops::itself),
    GetSetDef::get("denominator", one),
];
