//! Operators: what is not decided by [`super::arithmetic`] is asked of types.

use super::super::opcode::Op;
use super::class_calls;
use super::machine::Machine;
use crate::objects::operators::Operator;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::text;
use crate::typeobject::Builtin;
use crate::typeobject::slots::CompareOp;

/// The argument of `BINARY_OP` for `+=`.
const APPEND: usize = 13;

impl Machine<'_> {
    pub(super) fn unary(
        &mut self,
        operator: fn(&Runtime, &Obj) -> PyResult,
    ) -> PyResult<()> {
        let value = self.stack.pop();
        let result = operator(self.rt, &value)?;
        drop(value);
        self.stack.push(result);
        Ok(())
    }

    /// An operator that is no matter of short ints or floats.
    pub(super) fn binary(&mut self, arg: usize) -> PyResult<()> {
        if arg == APPEND && self.append_text()? {
            return Ok(());
        }
        self.binary_by_slots(arg)
    }

    /// `s += more` where a local variable is all that has the text: it grows in place,
    /// and the instruction that would store it is passed over
    /// (`Python/bytecodes.c@v3.13.0#BINARY_OP_INPLACE_ADD_UNICODE`).
    fn append_text(&mut self) -> PyResult<bool> {
        let next = self.frame.program.next();
        let (op, local) = self.frame.program.fetch(next);
        let (text, row) = (self.stack.peek(2), self.frame.row);
        let exact = |object: &Obj| object.ty().is_exactly(Builtin::Str);
        if op != Op::StoreFast
            || !exact(text)
            || !exact(self.stack.peek(1))
            || !row.holds(local, text)
        {
            return Ok(false);
        }
        let (more, text) = (self.stack.pop(), self.stack.pop());
        drop(row.take(local));
        let whole = match text::append(self.rt, text, &more) {
            Ok(whole) => whole,
            Err(text) => self.rt.inplace(Operator::Add, &text, &more)?,
        };
        row.replace(local, Some(whole));
        self.frame.program.go_to(next + 1);
        Ok(true)
    }

    fn binary_by_slots(&mut self, arg: usize) -> PyResult<()> {
        let (b, a) = (self.stack.pop(), self.stack.pop());
        let result = match arg.checked_sub(13) {
            None => self.rt.binary(Operator::ALL[arg], &a, &b)?,
            Some(arg) => self.rt.inplace(Operator::ALL[arg], &a, &b)?,
        };
        drop(a);
        drop(b);
        self.stack.push(result);
        Ok(())
    }

    /// A comparison that is no matter of short ints or floats.
    pub(super) fn compare(&mut self, arg: usize) -> PyResult<()> {
        let rt = self.rt;
        let (b, a) = (self.stack.pop(), self.stack.pop());
        let mut result = rt.richcompare(&a, &b, CompareOp::ALL[arg >> 5])?;
        if arg & 16 != 0 {
            result = rt.bool(rt.is_true(&result)?).clone();
        }
        drop(a);
        drop(b);
        self.stack.push(result);
        Ok(())
    }

    /// `container[key]`
    pub(super) fn subscript(&mut self) -> PyResult<()> {
        if let Some(frame) = class_calls::frame_for_item(self) {
            return self.enter(frame);
        }
        let (key, container) = (self.stack.pop(), self.stack.pop());
        let value = self.rt.getitem(&container, &key)?;
        drop(container);
        drop(key);
        self.stack.push(value);
        Ok(())
    }

    /// `container[start:stop]`
    pub(super) fn slice(&mut self) -> PyResult<()> {
        let rt = self.rt;
        let (stop, start) = (self.stack.pop(), self.stack.pop());
        let container = self.stack.pop();
        let slice = rt.new_slice(start, stop, rt.none().clone())?;
        let value = rt.getitem(&container, &slice)?;
        self.stack.push(value);
        Ok(())
    }

    /// `container[start:stop] = value`
    pub(super) fn store_slice(&mut self) -> PyResult<()> {
        let rt = self.rt;
        let (stop, start) = (self.stack.pop(), self.stack.pop());
        let (container, value) = (self.stack.pop(), self.stack.pop());
        let slice = rt.new_slice(start, stop, rt.none().clone())?;
        rt.setitem(&container, &slice, Some(&value))
    }
}
