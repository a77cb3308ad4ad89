//! The constants of a unit: equal ones are one.

use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::python::syntax::tree::Value;
use crate::python::unit::{CodeUnit, Const, ConstId, Unit};

/// What two constants must share to be one: type and value, `0.0` and `-0.0` apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    None,
    True,
    False,
    Ellipsis,
    Int(BigInt),
    Float(u64),
    Nan(usize),
    Complex(u64, u64),
    Str(Rc<str>),
    Surrogates(Rc<[u32]>),
    Bytes(Rc<[u8]>),
    Tuple(Vec<ConstId>),
    FrozenSet(Vec<ConstId>),
}

/// The table that grows while a unit is compiled.
#[derive(Debug, Default)]
pub(crate) struct Consts {
    pub(super) list: Vec<Const>,
    index: HashMap<Key, ConstId>,
    /// How many references the syntax tree has to each of `list`.
    parsed: Vec<u8>,
    pub(super) codes: Vec<CodeUnit>,
}

impl Consts {
    /// The number of a constant, which is added if it is new.
    pub(crate) fn add(&mut self, v: &Value) -> ConstId {
        let (key, value) = match v {
            Value::None => (Key::None, Const::None),
            Value::True => (Key::True, Const::True),
            Value::False => (Key::False, Const::False),
            Value::Ellipsis => (Key::Ellipsis, Const::Ellipsis),
            Value::Int(n) => (Key::Int(n.clone()), Const::Int(n.clone())),
            // A NaN equals nothing, itself included.
            Value::Float(f) if f.is_nan() => {
                (Key::Nan(self.list.len()), Const::Float(*f))
            }
            Value::Float(f) => (Key::Float(f.to_bits()), Const::Float(*f)),
            Value::Complex(re, im) => (
                Key::Complex(re.to_bits(), im.to_bits()),
                Const::Complex { re: *re, im: *im },
            ),
            Value::Str(s) => (Key::Str(s.clone()), Const::Str((**s).to_owned())),
            Value::Surrogates(s) => {
                (Key::Surrogates(s.clone()), Const::StrSurrogates(s.to_vec()))
            }
            Value::Bytes { bytes, .. } => {
                (Key::Bytes(bytes.clone()), Const::Bytes(bytes.to_vec()))
            }
            Value::Tuple(items) => {
                let ids: Vec<ConstId> = items.iter().map(|i| self.add(i)).collect();
                return self.add_tuple(ids);
            }
            Value::FrozenSet(items) => {
                let ids: Vec<ConstId> = items.iter().map(|i| self.add(i)).collect();
                let mut sorted = ids.clone();
                crate::shapes::order::sort(&mut sorted, Ord::cmp);
                (Key::FrozenSet(sorted), Const::FrozenSet(ids))
            }
        };
        self.insert(key, value)
    }

    /// The number of a constant that is an expression of the source.
    pub(super) fn add_parsed(&mut self, v: &Value) -> ConstId {
        if let Value::Tuple(items) = v {
            items.iter().for_each(|item| {
                self.add_parsed(item);
            });
        }
        let known = self.list.len();
        let id = self.add(v);
        if id >= known {
            self.parsed[id] =
                1 + u8::from(matches!(v, Value::Bytes { alone: true, .. }));
        }
        id
    }

    pub(super) fn add_tuple(&mut self, ids: Vec<ConstId>) -> ConstId {
        self.insert(Key::Tuple(ids.clone()), Const::Tuple(ids))
    }

    fn insert(&mut self, key: Key, value: Const) -> ConstId {
        let next = self.list.len();
        let id = *self.index.entry(key).or_insert(next);
        if id == next {
            self.push(value);
        }
        id
    }

    fn push(&mut self, value: Const) {
        // These may have been made for an instruction alone.
        let made = matches!(
            value,
            Const::Tuple(_) | Const::FrozenSet(_) | Const::Code(_)
        );
        self.list.push(value);
        self.parsed.push(u8::from(!made));
    }

    /// The number of a code. Two equal codes are one constant too: a `lambda` in a
    /// `finally`, which is compiled twice, makes only one.
    pub(super) fn add_code(&mut self, code: CodeUnit) -> ConstId {
        let same = |id: &usize| {
            let old = &self.codes[*id];
            old.firstlineno == code.firstlineno && *old == code
        };
        if let Some(id) = (0..self.codes.len()).rev().find(same) {
            let known = Const::Code(id);
            if let Some(at) = self.list.iter().rposition(|c| *c == known) {
                return at;
            }
        }
        self.codes.push(code);
        self.push(Const::Code(self.codes.len() - 1));
        self.list.len() - 1
    }

    /// Python's truth of a constant.
    pub(super) fn is_true(&self, id: ConstId) -> bool {
        match &self.list[id] {
            Const::None | Const::False => false,
            Const::True | Const::Ellipsis | Const::Code(_) => true,
            Const::Int(n) => *n != BigInt::ZERO,
            Const::Float(f) => *f != 0.0,
            Const::Complex { re, im } => *re != 0.0 || *im != 0.0,
            Const::Str(s) => !s.is_empty(),
            Const::StrSurrogates(s) => !s.is_empty(),
            Const::Bytes(b) => !b.is_empty(),
            Const::Tuple(v) | Const::FrozenSet(v) => !v.is_empty(),
        }
    }

    pub(super) fn is_none(&self, id: ConstId) -> bool {
        self.list[id] == Const::None
    }

    /// Drops the constants that no code uses and renumbers the rest.
    pub(super) fn finish(self, top: usize) -> Unit {
        let mut sweep = Sweep {
            new_consts: vec![None; self.list.len()],
            new_codes: vec![None; self.codes.len()],
            unit: Unit::default(),
            old: &self,
        };
        sweep.unit.top = sweep.code(top);
        sweep.unit
    }
}

struct Sweep<'a> {
    old: &'a Consts,
    new_consts: Vec<Option<ConstId>>,
    new_codes: Vec<Option<usize>>,
    unit: Unit,
}

impl Sweep<'_> {
    fn code(&mut self, id: usize) -> usize {
        if let Some(new) = self.new_codes[id] {
            return new;
        }
        let mut code = self.old.codes[id].clone();
        for c in &mut code.consts {
            *c = self.constant(*c);
        }
        code.const_tuple = self.constant(code.const_tuple);
        self.unit.codes.push(code);
        let new = self.unit.codes.len() - 1;
        self.new_codes[id] = Some(new);
        new
    }

    fn constant(&mut self, id: ConstId) -> ConstId {
        if let Some(new) = self.new_consts[id] {
            return new;
        }
        let value = match &self.old.list[id] {
            Const::Tuple(v) => {
                Const::Tuple(v.iter().map(|i| self.constant(*i)).collect())
            }
            Const::FrozenSet(v) => {
                Const::FrozenSet(v.iter().map(|i| self.constant(*i)).collect())
            }
            Const::Code(code) => Const::Code(self.code(*code)),
            plain => plain.clone(),
        };
        self.unit.consts.push(value);
        self.unit.parsed.push(self.old.parsed[id]);
        let new = self.unit.consts.len() - 1;
        self.new_consts[id] = Some(new);
        new
    }
}

#[cfg(test)]
mod tests {
    use crate::python::compile::{Mode, Options, compile};
    use crate::python::unit::Const;

    /// How many numbers a unit has among its constants.
    fn numbers(source: &str) -> usize {
        let unit = compile(source, Mode::Exec, Options::default());
        let unit = unit.expect("a correct source");
        let number = |c: &&Const| matches!(c, Const::Int(_) | Const::Float(_));
        unit.consts.iter().filter(number).count()
    }

    #[test]
    fn equal_constants_of_one_type_are_one_constant_of_the_unit() {
        assert_eq!(numbers("P = 1000000\nQ = 10**6"), 1);
        assert_eq!(numbers("def f(): return 1.5\ndef g(): return 1.5"), 1);
        assert_eq!(numbers("P = 1\nQ = 1.0"), 2);
        assert_eq!(numbers("P = 0.0\nQ = -0.0"), 2);
    }

    #[test]
    fn a_power_is_a_constant_unless_it_may_be_large() {
        assert_eq!(numbers("P = 2**64"), 1);
        assert_eq!(numbers("P = 2**100"), 2); // 2 and 100, for later
    }
}
