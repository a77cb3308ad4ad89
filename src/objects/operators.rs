//! Operators: which slot is asked, and in which order
//! (`Objects/abstract.c@v3.13.0#binary_op1`).

use super::protocol::is_index;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::slots::{Binary, PyNumberMethods, Ternary, Unary};
use crate::typeobject::{Builtin, is_subtype};

macro_rules! operators {
    ($($name:ident $symbol:literal $slot:ident $inplace:ident,)*) => {
        /// A binary operator; the numbers are those of `BINARY_OP`'s argument.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Operator { $($name,)* }

        impl Operator {
            /// All, in the order of `BINARY_OP`'s argument
            /// (`Include/opcode.h@v3.13.0#NB_ADD`).
            pub const ALL: &'static [Operator] = &[$(Operator::$name,)*];

            /// The operator as written.
            pub fn symbol(self) -> &'static str {
                match self { $(Operator::$name => $symbol,)* }
            }

            fn slot(self, suite: &PyNumberMethods) -> Option<Binary> {
                match self {
                    $(Operator::$name => operators!(@get suite $slot),)*
                }
            }

            fn inplace_slot(self, suite: &PyNumberMethods) -> Option<Binary> {
                match self {
                    $(Operator::$name => operators!(@get suite $inplace),)*
                }
            }
        }
    };
    (@get $suite:ident nb_power) => { None };
    (@get $suite:ident nb_inplace_power) => { None };
    (@get $suite:ident none) => { None };
    (@get $suite:ident $slot:ident) => { $suite.$slot.get() };
}

operators! {
    Add "+" nb_add nb_inplace_add,
    And "&" nb_and nb_inplace_and,
    FloorDivide "//" nb_floor_divide nb_inplace_floor_divide,
    Lshift "<<" nb_lshift nb_inplace_lshift,
    MatrixMultiply "@" nb_matrix_multiply nb_inplace_matrix_multiply,
    Multiply "*" nb_multiply nb_inplace_multiply,
    Remainder "%" nb_remainder nb_inplace_remainder,
    Or "|" nb_or nb_inplace_or,
    Power "** or pow()" nb_power nb_inplace_power,
    Rshift ">>" nb_rshift nb_inplace_rshift,
    Subtract "-" nb_subtract nb_inplace_subtract,
    TrueDivide "/" nb_true_divide nb_inplace_true_divide,
    Xor "^" nb_xor nb_inplace_xor,
    Divmod "divmod()" nb_divmod none,
}

impl Runtime {
    /// `a op b`.
    pub(crate) fn binary(&self, op: Operator, a: &Obj, b: &Obj) -> PyResult {
        if op == Operator::Power {
            return self.power(a, b, &self.none().clone(), false);
        }
        let result = self.ask_both(a, b, |suite| op.slot(suite))?;
        if !self.is_not_implemented(&result) {
            return Ok(result);
        }
        match self.sequence_operator(op, a, b, false)? {
            Some(result) => Ok(result),
            None => Err(self.operand_error(op.symbol(), a, b)),
        }
    }

    /// `a op= b`.
    pub(crate) fn inplace(&self, op: Operator, a: &Obj, b: &Obj) -> PyResult {
        if op == Operator::Power {
            return self.power(a, b, &self.none().clone(), true);
        }
        if let Some(slot) = a.ty().as_number().and_then(|suite| op.inplace_slot(suite))
        {
            let result = slot(self, a, b)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        let result = self.ask_both(a, b, |suite| op.slot(suite))?;
        if !self.is_not_implemented(&result) {
            return Ok(result);
        }
        match self.sequence_operator(op, a, b, true)? {
            Some(result) => Ok(result),
            None => Err(self.operand_error(&format!("{}=", op.symbol()), a, b)),
        }
    }

    /// Asks the left operand's type, then the right one's; the right one first where
    /// it is a subclass of the left one's that does it differently.
    fn ask_both(
        &self,
        a: &Obj,
        b: &Obj,
        get: impl Fn(&PyNumberMethods) -> Option<Binary>,
    ) -> PyResult {
        let (ta, tb) = (a.ty(), b.ty());
        let slot_a = ta.as_number().and_then(&get);
        let mut slot_b = None;
        if !ta.get().is(&tb) {
            slot_b = tb.as_number().and_then(&get);
            if let (Some(fa), Some(fb)) = (slot_a, slot_b)
                && std::ptr::fn_addr_eq(fa, fb)
            {
                slot_b = None;
            }
        }
        if let Some(slot_a) = slot_a {
            if let Some(first) = slot_b
                && is_subtype(tb, ta)
            {
                let result = first(self, a, b)?;
                if !self.is_not_implemented(&result) {
                    return Ok(result);
                }
                slot_b = None;
            }
            let result = slot_a(self, a, b)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        match slot_b {
            Some(slot) => slot(self, a, b),
            None => Ok(self.not_implemented().clone()),
        }
    }

    /// `+` and `*` of sequences, which have slots of their own.
    fn sequence_operator(
        &self,
        op: Operator,
        a: &Obj,
        b: &Obj,
        inplace: bool,
    ) -> PyResult<Option<Obj>> {
        match op {
            Operator::Add => {
                let ty = a.ty();
                let Some(suite) = ty.as_sequence() else {
                    return Ok(None);
                };
                let slot = match suite.sq_inplace_concat.get() {
                    Some(slot) if inplace => Some(slot),
                    _ => suite.sq_concat.get(),
                };
                slot.map(|slot| slot(self, a, b)).transpose()
            }
            Operator::Multiply => {
                if let Some(suite) = a.ty().as_sequence() {
                    let slot = match suite.sq_inplace_repeat.get() {
                        Some(slot) if inplace => Some(slot),
                        _ => suite.sq_repeat.get(),
                    };
                    if let Some(slot) = slot {
                        return self
                            .repeat_count(b)
                            .and_then(|n| slot(self, a, n))
                            .map(Some);
                    }
                }
                let ty = b.ty();
                match ty.as_sequence().and_then(|suite| suite.sq_repeat.get()) {
                    Some(slot) => self
                        .repeat_count(a)
                        .and_then(|n| slot(self, b, n))
                        .map(Some),
                    None => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    fn repeat_count(&self, count: &Obj) -> PyResult<isize> {
        if !is_index(count) {
            let name = count.ty().name();
            let message =
                format!("can't multiply sequence by non-int of type '{name}'");
            return Err(self.type_error(message));
        }
        self.as_index(count, Some(Builtin::OverflowError))
    }

    /// `pow(a, b, c)`, `a ** b`, `a **= b`.
    pub(crate) fn power(&self, a: &Obj, b: &Obj, c: &Obj, inplace: bool) -> PyResult {
        if inplace
            && let Some(slot) = a
                .ty()
                .as_number()
                .and_then(|suite| suite.nb_inplace_power.get())
        {
            let result = slot(self, a, b, c)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        let (ta, tb, tc) = (a.ty(), b.ty(), c.ty());
        let slot_a = ta.as_number().and_then(|suite| suite.nb_power.get());
        let slot_b = tb.as_number().and_then(|suite| suite.nb_power.get());
        let slot_c = tc.as_number().and_then(|suite| suite.nb_power.get());
        let b_first = !ta.get().is(&tb) && is_subtype(tb, ta);
        let order = if b_first {
            [slot_b, slot_a, slot_c]
        } else {
            [slot_a, slot_b, slot_c]
        };
        let mut asked: Vec<Ternary> = Vec::new();
        for slot in order.into_iter().flatten() {
            if asked.iter().any(|&other| std::ptr::fn_addr_eq(other, slot)) {
                continue;
            }
            asked.push(slot);
            let result = slot(self, a, b, c)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        if c.is(self.none()) {
            let symbol = if inplace { "**=" } else { "** or pow()" };
            return Err(self.operand_error(symbol, a, b));
        }
        Err(self.type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            ta.name(),
            tb.name(),
            tc.name()
        )))
    }

    fn operand_error(&self, symbol: &str, a: &Obj, b: &Obj) -> Raised {
        self.type_error(format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            a.ty().full_name(),
            b.ty().full_name()
        ))
    }

    /// `-a`.
    pub(crate) fn negative(&self, a: &Obj) -> PyResult {
        self.unary(a, "-", |suite| suite.nb_negative.get())
    }

    /// `+a`.
    pub(crate) fn positive(&self, a: &Obj) -> PyResult {
        self.unary(a, "+", |suite| suite.nb_positive.get())
    }

    /// `~a`.
    pub(crate) fn invert(&self, a: &Obj) -> PyResult {
        self.unary(a, "~", |suite| suite.nb_invert.get())
    }

    /// `abs(a)`.
    pub(crate) fn absolute(&self, a: &Obj) -> PyResult {
        match a.ty().as_number().and_then(|suite| suite.nb_absolute.get()) {
            Some(slot) => slot(self, a),
            None => {
                let name = a.ty().name();
                Err(self.type_error(format!("bad operand type for abs(): '{name}'")))
            }
        }
    }

    fn unary(
        &self,
        a: &Obj,
        symbol: &str,
        get: impl Fn(&PyNumberMethods) -> Option<Unary>,
    ) -> PyResult {
        match a.ty().as_number().and_then(get) {
            Some(slot) => slot(self, a),
            None => Err(self.type_error(format!(
                "bad operand type for unary {symbol}: '{}'",
                a.ty().name()
            ))),
        }
    }
}
