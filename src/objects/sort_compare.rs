//! How `list.sort` compares: with `<` alone, and faster where all keys are of one
//! well-known type (`Objects/listobject.c@v3.13.0#unsafe_object_compare`).

use super::{float, int, str, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{CompareOp, RichCompare};

/// What is known of all keys (or, where these are tuples, of their first items).
#[derive(Clone, Copy)]
enum Kind {
    /// Strings of one byte a character.
    Latin,
    /// Ints of one digit.
    SmallInts,
    /// Floats.
    Floats,
    /// Of one type, which compares with this function.
    SameType(RichCompare),
    /// Nothing.
    Any,
}

/// How the keys of one sort are compared.
pub(super) struct Comparison<'a> {
    rt: &'a Runtime,
    keys: &'a [Obj],
    kind: Kind,
    /// The keys are tuples with items.
    tuples: bool,
}

impl<'a> Comparison<'a> {
    /// Looks at all keys to find out how they can be compared.
    pub(super) fn choose(rt: &'a Runtime, keys: &'a [Obj]) -> Comparison<'a> {
        let tuple = |key: &Obj| {
            key.ty().is_exactly(Builtin::Tuple) && !tuple::items(key).is_empty()
        };
        let tuples = keys.iter().all(tuple);
        let kind = if tuples {
            let kind = kind_of(keys.iter().map(|key| &tuple::items(key)[0]));
            let nested = tuple::items(&keys[0])[0].ty().is_exactly(Builtin::Tuple);
            if nested { Kind::Any } else { kind }
        } else if tuple(&keys[0]) {
            Kind::Any
        } else {
            kind_of(keys.iter())
        };
        Comparison {
            rt,
            keys,
            kind,
            tuples,
        }
    }

    /// Whether one key is less than the other.
    pub(super) fn lt(&self, a: usize, b: usize) -> PyResult<bool> {
        self.rt.spend(1)?;
        let (a, b) = (&self.keys[a], &self.keys[b]);
        if self.tuples {
            self.lt_tuples(tuple::items(a), tuple::items(b))
        } else {
            self.lt_keys(a, b)
        }
    }

    fn lt_tuples(&self, a: &[Obj], b: &[Obj]) -> PyResult<bool> {
        for (index, (x, y)) in a.iter().zip(b).enumerate() {
            if self.rt.equal(x, y)? {
                continue;
            }
            return if index == 0 {
                self.lt_keys(x, y)
            } else {
                self.rt.compare(x, y, CompareOp::Lt)
            };
        }
        Ok(a.len() < b.len())
    }

    fn lt_keys(&self, a: &Obj, b: &Obj) -> PyResult<bool> {
        match self.kind {
            Kind::Latin => Ok(latin(a) < latin(b)),
            Kind::SmallInts => Ok(int::to_i64(a) < int::to_i64(b)),
            Kind::Floats => Ok(float::value(a) < float::value(b)),
            Kind::SameType(slot) => self.lt_same_type(slot, a, b),
            Kind::Any => self.rt.compare(a, b, CompareOp::Lt),
        }
    }

    fn lt_same_type(&self, slot: RichCompare, a: &Obj, b: &Obj) -> PyResult<bool> {
        // The class may have been changed meanwhile.
        let unchanged = a.ty().tp_richcompare.get();
        if unchanged.is_some_and(|now| std::ptr::fn_addr_eq(now, slot)) {
            let result = slot(self.rt, a, b, CompareOp::Lt)?;
            if !self.rt.is_not_implemented(&result) {
                return self.rt.is_true(&result);
            }
        }
        self.rt.compare(a, b, CompareOp::Lt)
    }
}

fn latin(key: &Obj) -> &[u8] {
    str::Text::of(key).map_or(&[], str::Text::data)
}

fn kind_of<'k>(mut keys: impl Iterator<Item = &'k Obj> + Clone) -> Kind {
    let Some(first) = keys.clone().next() else {
        return Kind::Any;
    };
    let ty = first.ty();
    if !keys.clone().all(|key| key.ty().get().is(&ty)) {
        return Kind::Any;
    }
    let is_latin = |key: &Obj| str::Text::of(key).is_some_and(|text| text.kind() == 1);
    let is_small = |key: &Obj| {
        int::to_i64(key).is_some_and(|value| value.unsigned_abs() >> 30 == 0)
    };
    if ty.is_exactly(Builtin::Str) && keys.clone().all(is_latin) {
        Kind::Latin
    } else if ty.is_exactly(Builtin::Int) && keys.all(is_small) {
        Kind::SmallInts
    } else if ty.is_exactly(Builtin::Float) {
        Kind::Floats
    } else {
        ty.tp_richcompare.get().map_or(Kind::Any, Kind::SameType)
    }
}
