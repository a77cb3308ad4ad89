//! int: whole numbers of any length (`Objects/longobject.c@v3.13.0`).
//!
//! An int is a sign and a row of digits of 30 bits each, least significant first. The
//! word before the digits, `lv_tag`, holds the number of digits and, in its lowest two
//! bits, the sign: 0 for positive, 1 for zero, 2 for negative.

use super::{int_divide, int_methods, int_ops, int_power, int_text};
use crate::object::{PyObject, PyStruct, dealloc_number};
use crate::refcount::Obj;
use crate::runtime::{Profile, PyResult, Runtime};
use crate::small_ints::SmallInts;
use crate::typeobject::slots::Slots;
use crate::typeobject::{Builtin, TypeFlags, TypeSpec};
use num_bigint::{BigInt, Sign};
use std::cell::Cell;

/// Bits of a digit.
pub const SHIFT: u32 = 30;

pub(super) const MASK: u64 = (1 << SHIFT) - 1;

/// An int: 24 bytes and four more for each digit.
#[repr(C)]
pub struct PyLongObject {
    /// Count and type.
    pub ob_base: PyObject,
    /// Number of digits, times eight, and the sign.
    lv_tag: Cell<u64>,
}

crate::py_struct!(
    PyLongObject, TypeFlags::LONG_SUBCLASS, size 24, lv_tag @ 16;
    tail u32, |this| this.digits().max(1)
);

impl PyLongObject {
    /// The number of digits; zero has none (but room for one).
    #[inline(always)]
    pub fn digits(&self) -> usize {
        (self.lv_tag.get() >> 3) as usize
    }

    /// Whether the value is below zero.
    #[inline(always)]
    pub fn is_negative(&self) -> bool {
        self.lv_tag.get() & 3 == 2
    }
}

fn tag(digits: usize, negative: bool) -> u64 {
    let sign = if digits == 0 {
        1
    } else if negative {
        2
    } else {
        0
    };
    (digits as u64) << 3 | sign
}

/// Makes the table of small ints.
pub fn install(rt: &Runtime) -> PyResult<()> {
    let range = rt.options.small_ints.clone();
    let first = *range.start();
    let made = range.map(|value| rt.fresh_int(value));
    let table = made.collect::<PyResult<Vec<Obj>>>()?;
    if rt.options.profile == Profile::V3_13 {
        for int in &table {
            rt.immortalize(int);
        }
    }
    rt.furnish(SmallInts::new(first, table));
    Ok(())
}

impl Runtime {
    /// The int with this value: a shared one, or a new one.
    #[inline]
    pub(crate) fn new_int(&self, value: i64) -> PyResult {
        match self.small_int(value) {
            Some(int) => Ok(int.clone()),
            None => self.fresh_int(value),
        }
    }

    /// A new int, never a shared one.
    #[inline]
    pub(crate) fn fresh_int(&self, value: i64) -> PyResult {
        let magnitude = value.unsigned_abs();
        if magnitude != 0 && magnitude <= MASK {
            let int = PyLongObject {
                ob_base: PyObject::new(self.ty(Builtin::Int)),
                lv_tag: Cell::new(tag(1, value < 0)),
            };
            return self.alloc_tail(int, 1, |_| magnitude as u32);
        }
        let digits = match magnitude {
            0 => 0,
            m if m <= MASK => 1,
            m if m >> (2 * SHIFT) == 0 => 2,
            _ => 3,
        };
        self.long_of(self.ty(Builtin::Int), digits, value < 0, |index| {
            (magnitude >> (SHIFT * index as u32) & MASK) as u32
        })
    }

    /// The int for a `usize`.
    pub(crate) fn new_size(&self, value: usize) -> PyResult {
        match i64::try_from(value) {
            Ok(value) => self.new_int(value),
            Err(_) => self.new_big(&BigInt::from(value)),
        }
    }

    /// The int with this value.
    pub(crate) fn new_big(&self, value: &BigInt) -> PyResult {
        if let Ok(small) = i64::try_from(value) {
            return self.new_int(small);
        }
        self.new_long(self.ty(Builtin::Int), value)
    }

    /// A new object of `int` or a subclass, never a shared one.
    pub(crate) fn new_long(
        &self,
        class: crate::object::View<'_, crate::typeobject::PyTypeObject>,
        value: &BigInt,
    ) -> PyResult {
        let words: Vec<u32> = to_digits(value);
        let negative = value.sign() == Sign::Minus;
        self.long_of(class, words.len(), negative, |index| {
            words.get(index).copied().unwrap_or(0)
        })
    }

    /// A new object of `int` or a subclass with these digits, least significant first.
    pub(super) fn long_of(
        &self,
        class: crate::object::View<'_, crate::typeobject::PyTypeObject>,
        digits: usize,
        negative: bool,
        digit: impl FnMut(usize) -> u32,
    ) -> PyResult {
        let value = PyLongObject {
            ob_base: PyObject::new(class),
            lv_tag: Cell::new(tag(digits, negative)),
        };
        let len = value.tail_len();
        self.alloc_tail(value, len, digit)
    }
}

/// The 30-bit digits of a magnitude, least significant first.
fn to_digits(value: &BigInt) -> Vec<u32> {
    let mut digits = Vec::with_capacity((value.bits() / 30 + 2) as usize);
    let (mut rest, mut bits) = (0u128, 0u32);
    for word in value.iter_u64_digits() {
        rest |= u128::from(word) << bits;
        bits += 64;
        while bits >= SHIFT {
            digits.push((rest as u64 & MASK) as u32);
            rest >>= SHIFT;
            bits -= SHIFT;
        }
    }
    digits.push(rest as u32);
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

/// The value, if the object is exactly an int, and of one digit at most.
#[inline(always)]
pub(crate) fn compact_value(object: &Obj) -> Option<i64> {
    if !object.ty().is_exactly(Builtin::Int) {
        return None;
    }
    let int = object.expect::<PyLongObject>();
    let tag = int.lv_tag.get();
    // The sign in the tag is 0, 1 or 2; zero has no digit but room for one.
    (tag < 16).then(|| (1 - (tag as i64 & 3)) * i64::from(int.tail()[0]))
}

/// The value, if the object is an int that fits in 64 bits.
#[inline]
pub(crate) fn to_i64(object: &Obj) -> Option<i64> {
    let int = object.cast::<PyLongObject>()?;
    let digits = int.tail();
    let magnitude = match int.digits() {
        0 => 0,
        1 => u64::from(digits[0]),
        2 => u64::from(digits[0]) | u64::from(digits[1]) << SHIFT,
        3 if digits[2] < 16 => {
            u64::from(digits[0])
                | u64::from(digits[1]) << SHIFT
                | u64::from(digits[2]) << (2 * SHIFT)
        }
        _ => return None,
    };
    if int.is_negative() {
        0i64.checked_sub_unsigned(magnitude)
    } else {
        i64::try_from(magnitude).ok()
    }
}

/// The value, if the object is an int.
pub(crate) fn to_big(object: &Obj) -> Option<BigInt> {
    let int = object.cast::<PyLongObject>()?;
    let mut words = Vec::with_capacity(int.digits() + 1);
    let (mut rest, mut bits) = (0u64, 0u32);
    for &digit in &int.tail()[..int.digits()] {
        rest |= u64::from(digit) << bits;
        bits += SHIFT;
        if bits >= 32 {
            words.push(rest as u32);
            rest >>= 32;
            bits -= 32;
        }
    }
    words.push(rest as u32);
    let sign = if int.is_negative() {
        Sign::Minus
    } else {
        Sign::Plus
    };
    Some(BigInt::from_slice(sign, &words))
}

/// The value as an `isize`, clipped to its range, and whether it fitted.
pub(crate) fn to_isize_clipped(object: &Obj) -> (isize, bool) {
    if let Some(value) = to_i64(object) {
        return (value as isize, true);
    }
    let negative = object
        .cast::<PyLongObject>()
        .is_some_and(|int| int.get().is_negative());
    (if negative { isize::MIN } else { isize::MAX }, false)
}

/// The type `int`.
pub static TYPE: TypeSpec = TypeSpec {
    which: Builtin::Int,
    name: "int",
    basicsize: 24,
    itemsize: 4,
    flags: TypeFlags::BASETYPE
        .with(TypeFlags::LONG_SUBCLASS)
        .with(TypeFlags::MATCH_SELF),
    slots: Slots {
        tp_dealloc: Some(dealloc_number::<PyLongObject>),
        tp_new: Some(int_methods::new),
        tp_repr: Some(int_text::repr),
        tp_hash: Some(int_ops::hash),
        tp_richcompare: Some(int_ops::richcompare),
        nb_add: Some(int_ops::add),
        nb_subtract: Some(int_ops::subtract),
        nb_multiply: Some(int_ops::multiply),
        nb_remainder: Some(int_divide::remainder),
        nb_divmod: Some(int_divide::divmod),
        nb_power: Some(int_power::power),
        nb_negative: Some(int_ops::negative),
        nb_positive: Some(int_ops::itself),
        nb_absolute: Some(int_ops::absolute),
        nb_bool: Some(super::bool::is_nonzero),
        nb_invert: Some(int_ops::invert),
        nb_lshift: Some(int_ops::lshift),
        nb_rshift: Some(int_ops::rshift),
        nb_and: Some(int_ops::and),
        nb_xor: Some(int_ops::xor),
        nb_or: Some(int_ops::or),
        nb_int: Some(int_ops::itself),
        nb_float: Some(int_ops::float),
        nb_floor_divide: Some(int_divide::floor_divide),
        nb_true_divide: Some(int_divide::true_divide),
        nb_index: Some(int_ops::itself),
        ..Slots::EMPTY
    },
    methods: int_methods::METHODS,
    getset: int_methods::GETSET,
    ..TypeSpec::PLAIN
};
