//! `match` (PEP 634).
//!
//! A pattern takes the subject from the top of the stack. What it captures waits under
//! everything that is still needed, until the whole pattern has matched; where it fails,
//! control goes to the label that pops as many values as lie there.

use super::Compiler;
use super::sequence::{Code, Label};
use crate::python::opcode::Op;
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

/// What is known while a pattern is written.
#[derive(Clone, Default)]
pub(super) struct Context {
    /// Captured names, in the order their values lie on the stack.
    pub(super) stores: Vec<Name>,
    /// Whether a pattern that always matches may stand here.
    pub(super) allow_irrefutable: bool,
    /// The label that pops so many values and goes on.
    pub(super) fail_pop: Vec<Label>,
    /// Values above the captured ones.
    pub(super) on_top: usize,
}

fn is_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::As { name: None, .. })
}

fn is_star_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::Star(None))
}

impl<'a> Compiler<'a> {
    pub(super) fn match_(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Res {
        self.expr(subject)?;
        let end = self.new_label();
        let Some((last, rest)) = cases.split_last() else {
            return Ok(());
        };
        let default = is_wildcard(&last.pattern) && !rest.is_empty();
        let tried = if default { rest } else { cases };
        for (i, case) in tried.iter().enumerate() {
            let more = i + 1 < tried.len() || default;
            let keep = i + 1 < tried.len();
            self.case(case, keep, case.guard.is_some() || !more, end)?;
        }
        if default {
            self.op(last.pattern.loc, Op::Nop);
            if let Some(guard) = &last.guard {
                self.jump_if(guard, end, false)?;
            }
            self.stmts(&last.body)?;
        }
        self.use_label(end);
        Ok(())
    }

    fn case(
        &mut self,
        case: &'a MatchCase,
        keep_subject: bool,
        allow_irrefutable: bool,
        end: Label,
    ) -> Res {
        let loc = case.pattern.loc;
        if keep_subject {
            self.op_i(loc, Op::Copy, 1);
        }
        let mut pc = Context {
            allow_irrefutable,
            ..Context::default()
        };
        self.pattern(&case.pattern, &mut pc)?;
        for name in std::mem::take(&mut pc.stores) {
            self.name_op(loc, &name, Ctx::Store)?;
        }
        if let Some(guard) = &case.guard {
            self.ensure_fail_pop(&mut pc, 0);
            self.jump_if(guard, pc.fail_pop[0], false)?;
        }
        if keep_subject {
            self.op(loc, Op::PopTop);
        }
        self.stmts(&case.body)?;
        self.jump(Position::NOWHERE, Code::Jump, end);
        self.emit_fail_pop(loc, &mut pc);
        Ok(())
    }

    fn ensure_fail_pop(&mut self, pc: &mut Context, pops: usize) {
        while pc.fail_pop.len() <= pops {
            pc.fail_pop.push(self.new_label());
        }
    }

    pub(super) fn fail(
        &mut self,
        loc: Position,
        pc: &mut Context,
        op: impl Into<Code>,
    ) {
        let pops = pc.on_top + pc.stores.len();
        self.ensure_fail_pop(pc, pops);
        self.jump(loc, op, pc.fail_pop[pops]);
    }

    pub(super) fn emit_fail_pop(&mut self, loc: Position, pc: &mut Context) {
        let labels = std::mem::take(&mut pc.fail_pop);
        for (pops, label) in labels.into_iter().enumerate().rev() {
            self.use_label(label);
            if pops > 0 {
                self.op(loc, Op::PopTop);
            }
        }
    }

    /// Moves the top of the stack under the `count - 1` values below it.
    pub(super) fn rotate(&mut self, loc: Position, count: usize) {
        for n in (2..=count).rev() {
            self.op_i(loc, Op::Swap, n as u32);
        }
    }

    fn store_name(
        &mut self,
        loc: Position,
        name: Option<&Name>,
        pc: &mut Context,
    ) -> Res {
        let Some(name) = name else {
            self.op(loc, Op::PopTop);
            return Ok(());
        };
        self.check_name(loc, name, Ctx::Store)?;
        self.check_store(loc, name, pc)?;
        self.rotate(loc, pc.on_top + pc.stores.len() + 1);
        pc.stores.push(name.clone());
        Ok(())
    }

    pub(super) fn check_store(&self, loc: Position, name: &Name, pc: &Context) -> Res {
        if !pc.stores.contains(name) {
            return Ok(());
        }
        let message = format!("multiple assignments to name '{name}' in pattern");
        self.error(message, loc)
    }

    pub(super) fn pattern(&mut self, p: &'a Pattern, pc: &mut Context) -> Res {
        let loc = p.loc;
        match &p.kind {
            PatternKind::Value(e) => self.pattern_value(e, loc, pc),
            PatternKind::Singleton(v) => {
                self.load_const(loc, v);
                self.compare_op(loc, CmpOp::Is);
                self.fail(loc, pc, Op::PopJumpIfFalse);
                Ok(())
            }
            PatternKind::Sequence(list) => self.pattern_sequence(list, loc, pc),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => self.pattern_mapping(keys, patterns, rest.as_ref(), loc, pc),
            PatternKind::Class {
                cls,
                patterns,
                attrs,
                attr_patterns,
            } => self.pattern_class(cls, patterns, attrs, attr_patterns, loc, pc),
            PatternKind::Star(name) => self.store_name(loc, name.as_ref(), pc),
            PatternKind::As {
                pattern: None,
                name,
            } => {
                if !pc.allow_irrefutable {
                    let what = match name {
                        Some(name) => format!("name capture '{name}'"),
                        None => "wildcard".to_owned(),
                    };
                    let message =
                        format!("{what} makes remaining patterns unreachable");
                    return self.error(message, loc);
                }
                self.store_name(loc, name.as_ref(), pc)
            }
            PatternKind::As {
                pattern: Some(inner),
                name,
            } => {
                pc.on_top += 1;
                self.op_i(loc, Op::Copy, 1);
                self.pattern(inner, pc)?;
                pc.on_top -= 1;
                self.store_name(loc, name.as_ref(), pc)
            }
            PatternKind::Or(list) => self.pattern_or(list, loc, pc),
        }
    }

    /// A pattern within a pattern may always match.
    fn subpattern(&mut self, p: &'a Pattern, pc: &mut Context) -> Res {
        let allowed = std::mem::replace(&mut pc.allow_irrefutable, true);
        self.pattern(p, pc)?;
        pc.allow_irrefutable = allowed;
        Ok(())
    }

    fn pattern_value(&mut self, e: &'a Expr, loc: Position, pc: &mut Context) -> Res {
        if !matches!(e.kind, ExprKind::Constant(_) | ExprKind::Attribute { .. }) {
            let message = "patterns may only match literals and attribute lookups";
            return self.error(message, loc);
        }
        self.expr(e)?;
        self.compare_op(loc, CmpOp::Eq);
        self.op(loc, Op::ToBool);
        self.fail(loc, pc, Op::PopJumpIfFalse);
        Ok(())
    }

    fn check_len(&mut self, loc: Position, pc: &mut Context, op: CmpOp, len: usize) {
        self.op(loc, Op::GetLen);
        self.load_const(loc, &Value::int(len));
        self.compare_op(loc, op);
        self.fail(loc, pc, Op::PopJumpIfFalse);
    }

    fn pattern_sequence(
        &mut self,
        list: &'a [Pattern],
        loc: Position,
        pc: &mut Context,
    ) -> Res {
        let is_star = |p: &Pattern| matches!(p.kind, PatternKind::Star(_));
        let star = list.iter().position(is_star);
        if list.iter().filter(|p| is_star(p)).count() > 1 {
            let message = "multiple starred names in sequence pattern";
            return self.error(message, loc);
        }
        let only_wildcards = list.iter().all(|p| is_wildcard(p) || is_star_wildcard(p));
        pc.on_top += 1;
        self.op(loc, Op::MatchSequence);
        self.fail(loc, pc, Op::PopJumpIfFalse);
        match star {
            None => self.check_len(loc, pc, CmpOp::Eq, list.len()),
            Some(_) if list.len() > 1 => {
                self.check_len(loc, pc, CmpOp::GtE, list.len() - 1);
            }
            Some(_) => {}
        }
        pc.on_top -= 1;
        if only_wildcards {
            self.op(loc, Op::PopTop);
            return Ok(());
        }
        match star {
            Some(star) if is_star_wildcard(&list[star]) => {
                self.sequence_by_index(list, star, loc, pc)
            }
            _ => self.sequence_by_unpacking(list, star, loc, pc),
        }
    }

    fn sequence_by_unpacking(
        &mut self,
        list: &'a [Pattern],
        star: Option<usize>,
        loc: Position,
        pc: &mut Context,
    ) -> Res {
        match star {
            None => self.op_i(loc, Op::UnpackSequence, list.len() as u32),
            Some(i) => {
                let after = list.len() - i - 1;
                if i >= 1 << 8 || after >= 1 << 15 {
                    let message =
                        "too many expressions in star-unpacking sequence pattern";
                    return self.error(message, loc);
                }
                self.op_i(loc, Op::UnpackEx, (i + (after << 8)) as u32);
            }
        }
        pc.on_top += list.len();
        for p in list {
            pc.on_top -= 1;
            self.subpattern(p, pc)?;
        }
        Ok(())
    }

    /// `[first, *_, last]` looks at single items instead of unpacking all.
    fn sequence_by_index(
        &mut self,
        list: &'a [Pattern],
        star: usize,
        loc: Position,
        pc: &mut Context,
    ) -> Res {
        pc.on_top += 1;
        for (i, p) in list.iter().enumerate() {
            if i == star || is_wildcard(p) {
                continue;
            }
            self.op_i(loc, Op::Copy, 1);
            if i < star {
                self.load_const(loc, &Value::int(i));
            } else {
                self.op(loc, Op::GetLen);
                self.load_const(loc, &Value::int(list.len() - i));
                self.binary_op(loc, Operator::Sub, false);
            }
            self.op(loc, Op::BinarySubscr);
            self.subpattern(p, pc)?;
        }
        pc.on_top -= 1;
        self.op(loc, Op::PopTop);
        Ok(())
    }

    fn pattern_class(
        &mut self,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        attrs: &[Name],
        attr_patterns: &'a [Pattern],
        loc: Position,
        pc: &mut Context,
    ) -> Res {
        for (i, attr) in attrs.iter().enumerate() {
            self.check_name(attr_patterns[i].loc, attr, Ctx::Store)?;
            if let Some(j) = attrs[i + 1..].iter().position(|a| a == attr) {
                let message =
                    format!("attribute name repeated in class pattern: {attr}");
                return self.error(message, attr_patterns[i + 1 + j].loc);
            }
        }
        self.expr(cls)?;
        let names = attrs.iter().cloned().map(Value::Str).collect();
        self.load_const(loc, &Value::Tuple(names));
        self.op_i(loc, Op::MatchClass, patterns.len() as u32);
        self.fail_if_none(loc, pc, 1);
        let n = patterns.len() + attrs.len();
        self.op_i(loc, Op::UnpackSequence, n as u32);
        pc.on_top = (pc.on_top + n) - 1;
        for p in patterns.iter().chain(attr_patterns) {
            pc.on_top -= 1;
            if is_wildcard(p) {
                self.op(loc, Op::PopTop);
            } else {
                self.subpattern(p, pc)?;
            }
        }
        Ok(())
    }

    /// Fails if the top of the stack is `None`, with `more` values now on top.
    fn fail_if_none(&mut self, loc: Position, pc: &mut Context, more: usize) {
        self.op_i(loc, Op::Copy, 1);
        self.load_none(loc);
        self.compare_op(loc, CmpOp::IsNot);
        pc.on_top += more;
        self.fail(loc, pc, Op::PopJumpIfFalse);
    }

    fn pattern_mapping(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&Name>,
        loc: Position,
        pc: &mut Context,
    ) -> Res {
        let n = keys.len();
        pc.on_top += 1;
        self.op(loc, Op::MatchMapping);
        self.fail(loc, pc, Op::PopJumpIfFalse);
        if n == 0 && rest.is_none() {
            pc.on_top -= 1;
            self.op(loc, Op::PopTop);
            return Ok(());
        }
        if n > 0 {
            self.check_len(loc, pc, CmpOp::GtE, n);
        }
        self.mapping_keys(keys, loc)?;
        self.op_i(loc, Op::BuildTuple, n as u32);
        self.op(loc, Op::MatchKeys);
        self.fail_if_none(loc, pc, 2);
        self.op_i(loc, Op::UnpackSequence, n as u32);
        pc.on_top = (pc.on_top + n) - 1;
        for p in patterns {
            pc.on_top -= 1;
            self.subpattern(p, pc)?;
        }
        pc.on_top -= 2;
        let Some(rest) = rest else {
            self.op(loc, Op::PopTop);
            self.op(loc, Op::PopTop);
            return Ok(());
        };
        // A copy of the mapping without the keys.
        self.op_i(loc, Op::BuildMap, 0);
        self.op_i(loc, Op::Swap, 3);
        self.op_i(loc, Op::DictUpdate, 2);
        self.op_i(loc, Op::UnpackSequence, n as u32);
        for left in (1..=n as u32).rev() {
            self.op_i(loc, Op::Copy, 1 + left);
            self.op_i(loc, Op::Swap, 2);
            self.op(loc, Op::DeleteSubscr);
        }
        self.store_name(loc, Some(rest), pc)
    }

    fn mapping_keys(&mut self, keys: &'a [Expr], loc: Position) -> Res {
        let mut seen: Vec<Value> = Vec::new();
        for key in keys {
            match &key.kind {
                ExprKind::Constant(v) => {
                    let before = seen.len();
                    seen.push(v.clone());
                    seen = crate::python::fold::distinct(seen);
                    if seen.len() == before {
                        let shown = crate::python::syntax::repr(v);
                        let message =
                            format!("mapping pattern checks duplicate key ({shown})");
                        return self.error(message, loc);
                    }
                }
                ExprKind::Attribute { .. } => {}
                _ => {
                    let message = "mapping pattern keys may only match literals and \
                                   attribute lookups";
                    return self.error(message, loc);
                }
            }
            self.expr(key)?;
        }
        Ok(())
    }
}
