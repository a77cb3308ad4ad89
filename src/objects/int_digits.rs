//! Sums, products and comparisons of long ints, digit by digit
//! (`Objects/longobject.c@v3.13.0#x_add`).
//!
//! The library for big numbers has digits of its own size, and to bring numbers there and
//! back takes longer than to add them. So what goes through the digits once, or where one
//! factor has few, is done on the digits as they are.

use super::int::{MASK, PyLongObject, SHIFT};
use super::int_ops::{check_room, pay_linear, pay_product};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use std::cmp::Ordering;

/// A factor of more digits is multiplied by the library, which knows better ways for such
/// (`Objects/longobject.c@v3.13.0#KARATSUBA_CUTOFF`).
const FEW: usize = 70;

/// A look at an int.
#[derive(Clone, Copy)]
struct Long<'a> {
    /// The digits of 30 bits, least significant first; the last is not zero.
    digits: &'a [u32],
    negative: bool,
}

impl<'a> Long<'a> {
    fn of(object: &'a Obj) -> Option<Long<'a>> {
        let int = object.cast::<PyLongObject>()?;
        Some(Long {
            digits: &int.tail()[..int.digits()],
            negative: int.is_negative(),
        })
    }
}

/// `a + b`, or `a - b`; `None` for other objects than ints.
pub(super) fn sum(rt: &Runtime, a: &Obj, b: &Obj, subtracts: bool) -> Option<PyResult> {
    let (a, b) = (Long::of(a)?, Long::of(b)?);
    let count = a.digits.len() + b.digits.len();
    let ready = pay_linear(rt, count as u64 / 2).and_then(|()| room(rt, count));
    Some(ready.and_then(|()| {
        let b_negative = b.negative != subtracts;
        let (digits, negative) = if a.negative == b_negative {
            (added(a.digits, b.digits), a.negative)
        } else if magnitudes(a.digits, b.digits) == Ordering::Less {
            (subtracted(b.digits, a.digits), b_negative)
        } else {
            (subtracted(a.digits, b.digits), a.negative)
        };
        make(rt, &digits, negative)
    }))
}

/// `a * b`, if one of them has few digits; `None` otherwise.
pub(super) fn product(rt: &Runtime, a: &Obj, b: &Obj) -> Option<PyResult> {
    let (a, b) = (Long::of(a)?, Long::of(b)?);
    let (short, long) = match a.digits.len() < b.digits.len() {
        true => (a.digits, b.digits),
        false => (b.digits, a.digits),
    };
    if short.len() > FEW {
        return None;
    }
    let words = |digits: &[u32]| digits.len() as u64 / 2;
    let ready = pay_product(rt, words(short), words(long))
        .and_then(|()| room(rt, short.len() + long.len()));
    Some(
        ready.and_then(|()| {
            make(rt, &multiplied(short, long), a.negative != b.negative)
        }),
    )
}

/// The order of two ints; `None` for other objects.
pub(super) fn order(a: &Obj, b: &Obj) -> Option<Ordering> {
    let (a, b) = (Long::of(a)?, Long::of(b)?);
    Some(match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => magnitudes(a.digits, b.digits),
        (true, true) => magnitudes(b.digits, a.digits),
    })
}

fn room(rt: &Runtime, digits: usize) -> PyResult<()> {
    check_room(rt, digits as u64 * u64::from(SHIFT))
}

/// The int with these digits, of which the last ones may be zero.
fn make(rt: &Runtime, digits: &[u32], negative: bool) -> PyResult {
    let zeros = digits.iter().rev().take_while(|&&digit| digit == 0).count();
    match &digits[..digits.len() - zeros] {
        [] => rt.new_int(0),
        &[only] if negative => rt.new_int(-i64::from(only)),
        &[only] => rt.new_int(i64::from(only)),
        digits => rt.long_of(rt.ty(Builtin::Int), digits.len(), negative, |index| {
            digits[index]
        }),
    }
}

fn magnitudes(a: &[u32], b: &[u32]) -> Ordering {
    let by_length = a.len().cmp(&b.len());
    by_length.then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn added(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (shared, rest) = long.split_at(short.len());
    let mut sum = Vec::with_capacity(long.len() + 1);
    let mut carry = 0;
    let mut put = |digits: u32| {
        carry += digits;
        let digit = carry & MASK as u32;
        carry >>= SHIFT;
        digit
    };
    sum.extend(shared.iter().zip(short).map(|(x, y)| put(x + y)));
    sum.extend(rest.iter().map(|&x| put(x)));
    sum.push(put(0));
    sum
}

/// The difference to a magnitude that is not greater.
fn subtracted(long: &[u32], short: &[u32]) -> Vec<u32> {
    let (shared, rest) = long.split_at(short.len());
    let mut difference = Vec::with_capacity(long.len());
    let mut borrow = 0;
    let mut put = |x: u32, y: u32| {
        let digit = x.wrapping_sub(y).wrapping_sub(borrow);
        borrow = digit >> SHIFT & 1;
        digit & MASK as u32
    };
    difference.extend(shared.iter().zip(short).map(|(&x, &y)| put(x, y)));
    difference.extend(rest.iter().map(|&x| put(x, 0)));
    difference
}

fn multiplied(short: &[u32], long: &[u32]) -> Vec<u32> {
    let mut product = vec![0; short.len() + long.len()];
    for (index, &x) in short.iter().enumerate() {
        let mut carry = 0;
        for (digit, &y) in product[index..].iter_mut().zip(long) {
            carry += u64::from(*digit) + u64::from(x) * u64::from(y);
            *digit = (carry & MASK) as u32;
            carry >>= SHIFT;
        }
        product[index + long.len()] = carry as u32;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;

    /// A number from its digits.
    fn number(digits: &[u32]) -> BigUint {
        let shifted = |sum: BigUint, &digit: &u32| (sum << SHIFT) + digit;
        digits.iter().rev().fold(BigUint::ZERO, shifted)
    }

    #[test]
    fn digits_say_what_the_numbers_say() {
        let top = MASK as u32;
        let rows: [&[u32]; 7] = [
            &[],
            &[1],
            &[top],
            &[0, 1],
            &[top, top],
            &[0, 0, 1],
            &[top, 0, 7, top],
        ];
        for a in rows {
            for b in rows {
                let (x, y) = (number(a), number(b));
                assert_eq!(number(&added(a, b)), &x + &y);
                assert_eq!(number(&multiplied(a, b)), &x * &y);
                assert_eq!(magnitudes(a, b), x.cmp(&y));
                if x >= y {
                    assert_eq!(number(&subtracted(a, b)), &x - &y);
                }
            }
        }
    }
}
