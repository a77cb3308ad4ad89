//! Expressions.

use super::Compiler;
use super::control::jump_op;
use super::sequence::Code;
use super::stmt::{attr_location, two_part_slice};
use crate::python::opcode::{Intrinsic1, Op};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

/// Above so many values, displays are built step by step instead of from the stack.
pub(super) const STACK_USE_GUIDELINE: usize = 30;

/// The instructions that build a list, a tuple or a set.
#[derive(Clone, Copy)]
pub(super) struct Build {
    pub(super) build: Op,
    pub(super) add: Op,
    pub(super) extend: Op,
    pub(super) tuple: bool,
}

const LIST: Build = Build {
    build: Op::BuildList,
    add: Op::ListAppend,
    extend: Op::ListExtend,
    tuple: false,
};
pub(super) const TUPLE: Build = Build {
    tuple: true,
    ..LIST
};
const SET: Build = Build {
    build: Op::BuildSet,
    add: Op::SetAdd,
    extend: Op::SetUpdate,
    tuple: false,
};

impl<'a> Compiler<'a> {
    pub(super) fn exprs(&mut self, list: &'a [Expr]) -> Res {
        list.iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn expr(&mut self, e: &'a Expr) -> Res {
        let loc = e.loc;
        match &e.kind {
            ExprKind::Named { target, value } => {
                self.expr(value)?;
                self.op_i(loc, Op::Copy, 1);
                self.expr(target)
            }
            ExprKind::BoolOp { and, values } => self.bool_op(*and, values, loc),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.binary_op(loc, *op, false);
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                match op {
                    UnaryOp::UAdd => self.intrinsic_1(loc, Intrinsic1::UnaryPositive),
                    UnaryOp::USub => self.op(loc, Op::UnaryNegative),
                    UnaryOp::Invert => self.op(loc, Op::UnaryInvert),
                    UnaryOp::Not => {
                        self.op(loc, Op::ToBool);
                        self.op(loc, Op::UnaryNot);
                    }
                }
                Ok(())
            }
            ExprKind::Lambda(l) => self.lambda(l, loc),
            ExprKind::IfExp(i) => {
                let (end, next) = (self.new_label(), self.new_label());
                self.jump_if(&i.test, next, false)?;
                self.expr(&i.body)?;
                self.jump_nowhere(end);
                self.use_label(next);
                self.expr(&i.orelse)?;
                self.use_label(end);
                Ok(())
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, loc),
            ExprKind::Set(elts) => self.star_unpack(loc, elts, 0, SET, None),
            ExprKind::Comp(c) => self.comprehension(c, loc),
            ExprKind::Yield(value) => {
                self.check_yield("yield", loc)?;
                match value {
                    Some(value) => self.expr(value)?,
                    None => self.load_none(loc),
                }
                self.yield_value(loc);
                Ok(())
            }
            ExprKind::YieldFrom(value) => {
                self.check_yield("yield from", loc)?;
                self.expr(value)?;
                self.op(loc, Op::GetYieldFromIter);
                self.load_none(loc);
                self.yield_from(loc);
                Ok(())
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => self.compare(e, left, ops, comparators),
            ExprKind::Call(c) => self.call(c, loc),
            ExprKind::JoinedStr(values) => self.joined_str(values, loc),
            ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            } => self.formatted(value, *conversion, spec.as_deref(), loc),
            ExprKind::Constant(v) => {
                self.load_parsed(loc, v);
                Ok(())
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.attribute(e, value, attr, *ctx)
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.subscript(value, slice, *ctx, loc)
            }
            ExprKind::Starred { ctx, .. } => match ctx {
                Ctx::Store => {
                    let message =
                        "starred assignment target must be in a list or tuple";
                    self.error(message, loc)
                }
                _ => self.error("can't use starred expression here", loc),
            },
            ExprKind::Slice { lower, upper, step } => {
                self.slice_part(lower.as_deref(), loc)?;
                self.slice_part(upper.as_deref(), loc)?;
                if let Some(step) = step {
                    self.expr(step)?;
                }
                self.op_i(loc, Op::BuildSlice, if step.is_some() { 3 } else { 2 });
                Ok(())
            }
            ExprKind::Name { id, ctx } => self.name_op(loc, id, *ctx),
            ExprKind::List { elts, ctx } => self.sequence(elts, *ctx, LIST, loc),
            ExprKind::Tuple { elts, ctx } => self.sequence(elts, *ctx, TUPLE, loc),
        }
    }

    fn bool_op(&mut self, and: bool, values: &'a [Expr], loc: Position) -> Res {
        let end = self.new_label();
        if let Some((last, first)) = values.split_last() {
            for value in first {
                self.expr(value)?;
                self.op_i(loc, Op::Copy, 1);
                self.op(loc, Op::ToBool);
                self.jump(loc, jump_op(!and), end);
                self.op(loc, Op::PopTop);
            }
            self.expr(last)?;
        }
        self.use_label(end);
        Ok(())
    }

    fn compare(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[CmpOp],
        comparators: &'a [Expr],
    ) -> Res {
        let loc = e.loc;
        self.check_compare(e, left, ops, comparators);
        self.expr(left)?;
        let last = ops.len() - 1;
        if last == 0 {
            self.expr(&comparators[0])?;
            self.compare_op(loc, ops[0]);
            return Ok(());
        }
        let cleanup = self.new_label();
        for (op, right) in ops.iter().zip(comparators).take(last) {
            self.expr(right)?;
            self.op_i(loc, Op::Swap, 2);
            self.op_i(loc, Op::Copy, 2);
            self.compare_op(loc, *op);
            self.op_i(loc, Op::Copy, 1);
            self.op(loc, Op::ToBool);
            self.jump(loc, Op::PopJumpIfFalse, cleanup);
            self.op(loc, Op::PopTop);
        }
        self.expr(&comparators[last])?;
        self.compare_op(loc, ops[last]);
        let end = self.new_label();
        self.jump_nowhere(end);
        self.use_label(cleanup);
        self.op_i(loc, Op::Swap, 2);
        self.op(loc, Op::PopTop);
        self.use_label(end);
        Ok(())
    }

    fn check_yield(&self, what: &str, loc: Position) -> Res {
        if self.block().is_function_like() {
            return Ok(());
        }
        self.error(format!("'{what}' outside function"), loc)
    }

    pub(super) fn yield_value(&mut self, loc: Position) {
        self.op_i(loc, Op::YieldValue, 0);
        self.op_i(loc, Op::Resume, 1);
    }

    fn yield_from(&mut self, loc: Position) {
        let (send, fail, exit) = (self.new_label(), self.new_label(), self.new_label());
        self.use_label(send);
        self.jump(loc, Op::Send, exit);
        // A handler for the `StopIteration` that `close` or `throw` may bring.
        self.jump(loc, Code::SetupFinally, fail);
        self.op_i(loc, Op::YieldValue, 1);
        self.pop_block(Position::NOWHERE);
        self.op_i(loc, Op::Resume, 2);
        self.jump(loc, Code::JumpNoInterrupt, send);
        self.use_label(fail);
        self.op(loc, Op::CleanupThrow);
        self.use_label(exit);
        self.op(loc, Op::EndSend);
    }

    fn attribute(
        &mut self,
        e: &'a Expr,
        value: &'a Expr,
        attr: &Name,
        ctx: Ctx,
    ) -> Res {
        if ctx == Ctx::Store {
            self.note_static_attribute(value, attr);
        }
        if ctx == Ctx::Load
            && let Some(call) = self.optimizable_super(value, attr)
        {
            self.load_args_for_super(value, call)?;
            self.load_super_attr(e.loc, call, attr, false);
            self.op(attr_location(e.loc, e, attr), Op::Nop);
            return Ok(());
        }
        self.expr(value)?;
        let loc = attr_location(e.loc, e, attr);
        match ctx {
            Ctx::Load => self.op_name(loc, Op::LoadAttr, attr),
            Ctx::Store => {
                self.check_name(loc, attr, ctx)?;
                self.op_name(loc, Op::StoreAttr, attr);
            }
            Ctx::Del => {
                self.check_name(e.loc, attr, ctx)?;
                self.op_name(loc, Op::DeleteAttr, attr);
            }
        }
        Ok(())
    }

    fn subscript(
        &mut self,
        value: &'a Expr,
        slice: &'a Expr,
        ctx: Ctx,
        loc: Position,
    ) -> Res {
        if ctx == Ctx::Load {
            self.check_subscripter(value);
            self.check_index(value, slice);
        }
        self.expr(value)?;
        if let (Some((lower, upper)), true) = (two_part_slice(slice), ctx != Ctx::Del) {
            self.slice_part(lower, slice.loc)?;
            self.slice_part(upper, slice.loc)?;
            let load = ctx == Ctx::Load;
            self.op(
                loc,
                if load {
                    Op::BinarySlice
                } else {
                    Op::StoreSlice
                },
            );
            return Ok(());
        }
        self.expr(slice)?;
        self.op(
            loc,
            match ctx {
                Ctx::Load => Op::BinarySubscr,
                Ctx::Store => Op::StoreSubscr,
                Ctx::Del => Op::DeleteSubscr,
            },
        );
        Ok(())
    }

    pub(super) fn slice_part(&mut self, part: Option<&'a Expr>, loc: Position) -> Res {
        match part {
            Some(e) => self.expr(e),
            None => {
                self.load_none(loc);
                Ok(())
            }
        }
    }

    fn sequence(&mut self, elts: &'a [Expr], ctx: Ctx, b: Build, loc: Position) -> Res {
        match ctx {
            Ctx::Load => self.star_unpack(loc, elts, 0, b, None),
            Ctx::Store => {
                self.unpack(loc, elts)?;
                elts.iter().try_for_each(|e| match &e.kind {
                    ExprKind::Starred { value, .. } => self.expr(value),
                    _ => self.expr(e),
                })
            }
            Ctx::Del => self.exprs(elts),
        }
    }

    fn unpack(&mut self, loc: Position, elts: &[Expr]) -> Res {
        let n = elts.len();
        let mut starred = elts.iter().enumerate().filter(|(_, e)| e.is_starred());
        let first = starred.next();
        let second = starred.next();
        match first {
            None => self.op_i(loc, Op::UnpackSequence, n as u32),
            Some((i, _)) => {
                let after = n - i - 1;
                if i >= 1 << 8 || after >= 1 << 15 {
                    let message = "too many expressions in star-unpacking assignment";
                    return self.error(message, loc);
                }
                self.op_i(loc, Op::UnpackEx, (i + (after << 8)) as u32);
            }
        }
        if second.is_some() {
            return self.error("multiple starred expressions in assignment", loc);
        }
        Ok(())
    }

    /// A display, on top of `pushed` values that belong to it. `last` is the name of a
    /// value that comes after the others.
    pub(super) fn star_unpack(
        &mut self,
        loc: Position,
        elts: &'a [Expr],
        pushed: usize,
        b: Build,
        last: Option<&Name>,
    ) -> Res {
        let n = elts.len();
        let consts: Option<Vec<Value>> =
            elts.iter().map(|e| e.constant().cloned()).collect();
        if let (true, None, Some(values)) = (n > 2, last, consts) {
            self.constant_display(loc, values, pushed, b);
            return Ok(());
        }
        let total = n + usize::from(last.is_some());
        let big = total + pushed > STACK_USE_GUIDELINE;
        if !big && !elts.iter().any(Expr::is_starred) {
            self.exprs(elts)?;
            if let Some(last) = last {
                self.name_op(loc, last, Ctx::Load)?;
            }
            let op = if b.tuple { Op::BuildTuple } else { b.build };
            self.op_i(loc, op, (total + pushed) as u32);
            return Ok(());
        }
        let mut built = big;
        if big {
            self.op_i(loc, b.build, pushed as u32);
        }
        for (i, e) in elts.iter().enumerate() {
            if let ExprKind::Starred { value, .. } = &e.kind {
                if !built {
                    self.op_i(loc, b.build, (i + pushed) as u32);
                    built = true;
                }
                self.expr(value)?;
                self.op_i(loc, b.extend, 1);
            } else {
                self.expr(e)?;
                if built {
                    self.op_i(loc, b.add, 1);
                }
            }
        }
        if let Some(last) = last {
            self.name_op(loc, last, Ctx::Load)?;
            self.op_i(loc, b.add, 1);
        }
        if b.tuple {
            self.intrinsic_1(loc, Intrinsic1::ListToTuple);
        }
        Ok(())
    }

    /// A display of constants only is built from one constant.
    fn constant_display(
        &mut self,
        loc: Position,
        values: Vec<Value>,
        pushed: usize,
        b: Build,
    ) {
        if b.tuple && pushed == 0 {
            self.load_const(loc, &Value::Tuple(values));
            return;
        }
        let all = if b.add == Op::SetAdd {
            Value::FrozenSet(crate::python::fold::distinct(values))
        } else {
            Value::Tuple(values)
        };
        self.op_i(loc, b.build, pushed as u32);
        self.load_const(loc, &all);
        self.op_i(loc, b.extend, 1);
        if b.tuple {
            self.intrinsic_1(loc, Intrinsic1::ListToTuple);
        }
    }

    fn dict(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        loc: Position,
    ) -> Res {
        let (mut have_dict, mut pending) = (false, 0);
        for (i, key) in keys.iter().enumerate() {
            if key.is_some() && pending * 2 <= STACK_USE_GUIDELINE {
                pending += 1;
                continue;
            }
            let end = if key.is_some() { i + 1 } else { i };
            if end > i - pending {
                self.sub_dict(&keys[i - pending..end], &values[i - pending..end], loc)?;
                if have_dict {
                    self.op_i(loc, Op::DictUpdate, 1);
                }
                have_dict = true;
                pending = 0;
            }
            if key.is_none() {
                if !have_dict {
                    self.op_i(loc, Op::BuildMap, 0);
                    have_dict = true;
                }
                self.expr(&values[i])?;
                self.op_i(loc, Op::DictUpdate, 1);
            }
        }
        if pending > 0 {
            let from = keys.len() - pending;
            self.sub_dict(&keys[from..], &values[from..], loc)?;
            if have_dict {
                self.op_i(loc, Op::DictUpdate, 1);
            }
        } else if !have_dict {
            self.op_i(loc, Op::BuildMap, 0);
        }
        Ok(())
    }

    fn sub_dict(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        loc: Position,
    ) -> Res {
        let n = keys.len();
        let big = n * 2 > STACK_USE_GUIDELINE;
        let constant = |k: &Option<Expr>| k.as_ref().and_then(Expr::constant).cloned();
        let all: Option<Vec<Value>> = keys.iter().map(constant).collect();
        if let (true, false, Some(all)) = (n > 1, big, all) {
            self.exprs(values)?;
            self.load_const(loc, &Value::Tuple(all));
            self.op_i(loc, Op::BuildConstKeyMap, n as u32);
            return Ok(());
        }
        if big {
            self.op_i(loc, Op::BuildMap, 0);
        }
        for (key, value) in keys.iter().zip(values) {
            if let Some(key) = key {
                self.expr(key)?;
            }
            self.expr(value)?;
            if big {
                self.op_i(loc, Op::MapAdd, 1);
            }
        }
        if !big {
            self.op_i(loc, Op::BuildMap, n as u32);
        }
        Ok(())
    }

    fn joined_str(&mut self, values: &'a [Expr], loc: Position) -> Res {
        if values.len() > STACK_USE_GUIDELINE {
            self.load_const(loc, &Value::str(""));
            let join = self.name_arg(&"join".into());
            self.op_i(loc, Op::LoadAttr, join << 1 | 1);
            self.op_i(loc, Op::BuildList, 0);
            for value in values {
                self.expr(value)?;
                self.op_i(loc, Op::ListAppend, 1);
            }
            self.op_i(loc, Op::Call, 1);
            return Ok(());
        }
        self.exprs(values)?;
        match values.len() {
            0 => self.load_const(loc, &Value::str("")),
            1 => {}
            n => self.op_i(loc, Op::BuildString, n as u32),
        }
        Ok(())
    }

    fn formatted(
        &mut self,
        value: &'a Expr,
        conversion: u8,
        spec: Option<&'a Expr>,
        loc: Position,
    ) -> Res {
        self.expr(value)?;
        let which = match conversion {
            b's' => 1,
            b'r' => 2,
            b'a' => 3,
            _ => 0,
        };
        if which > 0 {
            self.op_i(loc, Op::ConvertValue, which);
        }
        match spec {
            Some(spec) => {
                self.expr(spec)?;
                self.op(loc, Op::FormatWithSpec);
            }
            None => self.op(loc, Op::FormatSimple),
        }
        Ok(())
    }
}
