//! Statements.

use super::Compiler;
use crate::python::opcode::{Intrinsic1, MAX_ARG, Op};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

/// Whether a body annotates a variable, nested functions and classes left out.
pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|s| match &s.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => {
            has_annotations(body) || has_annotations(orelse)
        }
        StmtKind::With { body, .. } => has_annotations(body),
        StmtKind::Try(t) => {
            t.handlers.iter().any(|h| has_annotations(&h.body))
                || has_annotations(&t.body)
                || has_annotations(&t.finalbody)
                || has_annotations(&t.orelse)
        }
        StmtKind::Match { cases, .. } => cases.iter().any(|c| has_annotations(&c.body)),
        _ => false,
    })
}

impl<'a> Compiler<'a> {
    /// The body of a module or class.
    pub(super) fn body(&mut self, loc: Position, body: &'a [Stmt]) -> Res {
        let in_module = self.current().kind == super::scope::FrameKind::Module;
        let loc = match body.first() {
            Some(first) if in_module => first.loc,
            _ => loc,
        };
        if has_annotations(body) {
            self.op(loc, Op::SetupAnnotations);
        }
        let mut body = body;
        if let Some(doc) = docstring(body)
            && let Some(text) = doc.constant()
        {
            if self.optimize < 2 {
                self.load_const(doc.loc, &super::doc::clean(text));
                self.name_op(Position::NOWHERE, &"__doc__".into(), Ctx::Store)?;
            }
            body = &body[1..];
        }
        self.stmts(body)
    }

    pub(super) fn stmts(&mut self, body: &'a [Stmt]) -> Res {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, s: &'a Stmt) -> Res {
        let loc = s.loc;
        if let Some(before) = self.announce {
            let line = before.saturating_add_signed(loc.line).min(MAX_ARG);
            self.op_i(loc, Op::Line, line);
        }
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function(f, loc),
            StmtKind::ClassDef(c) => self.class(c, loc),
            StmtKind::TypeAlias(t) => self.type_alias(t, loc),
            StmtKind::Return(value) => self.return_(value.as_ref(), loc),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.expr(t)),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                for (i, target) in targets.iter().enumerate() {
                    if i + 1 < targets.len() {
                        self.op_i(loc, Op::Copy, 1);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => {
                self.aug_assign(target, *op, value, loc)
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.ann_assign(target, annotation, value.as_ref(), *simple, loc),
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => self.for_(target, iter, body, orelse, loc),
            StmtKind::While { test, body, orelse } => {
                self.while_(test, body, orelse, loc)
            }
            StmtKind::If { test, body, orelse } => self.if_(test, body, orelse),
            StmtKind::With { items, body } => self.with(items, body),
            StmtKind::Match { subject, cases } => self.match_(subject, cases),
            StmtKind::Raise { exc, cause } => {
                let parts = exc.iter().chain(cause);
                let n = parts.clone().count() as u32;
                parts.into_iter().try_for_each(|e| self.expr(e))?;
                self.op_i(loc, Op::RaiseVarargs, n);
                Ok(())
            }
            StmtKind::Try(t) => self.try_(t, loc),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref(), loc),
            StmtKind::Import(names) => self.import(names, loc),
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => self.import_from(module.as_ref(), names, *level, loc),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(e) => self.expr_stmt(e, loc),
            StmtKind::Pass => {
                self.op(loc, Op::Nop);
                Ok(())
            }
            StmtKind::Break => self.break_(loc),
            StmtKind::Continue => self.continue_(loc),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr, loc: Position) -> Res {
        if self.interactive && self.stack.len() == 1 {
            self.expr(e)?;
            self.intrinsic_1(loc, Intrinsic1::Print);
            self.op(Position::NOWHERE, Op::PopTop);
        } else if e.constant().is_some() {
            self.op(loc, Op::Nop);
        } else {
            self.expr(e)?;
            self.op(Position::NOWHERE, Op::PopTop);
        }
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>, loc: Position) -> Res {
        let always_true = match &test.kind {
            ExprKind::Tuple { elts, .. } => !elts.is_empty(),
            ExprKind::Constant(Value::Tuple(items)) => !items.is_empty(),
            _ => false,
        };
        if always_true {
            self.warn(loc, "assertion is always true, perhaps remove parentheses?");
        }
        if self.optimize > 0 {
            return Ok(());
        }
        let end = self.new_label();
        self.jump_if(test, end, true)?;
        self.op(loc, Op::LoadAssertionError);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.op_i(loc, Op::Call, 0);
        }
        self.op_i(test.loc, Op::RaiseVarargs, 1);
        self.use_label(end);
        Ok(())
    }

    fn aug_assign(
        &mut self,
        target: &'a Expr,
        op: Operator,
        value: &'a Expr,
        at: Position,
    ) -> Res {
        let mut loc = target.loc;
        match &target.kind {
            ExprKind::Attribute {
                value: object,
                attr,
                ..
            } => {
                self.expr(object)?;
                self.op_i(loc, Op::Copy, 1);
                loc = attr_location(loc, target, attr);
                self.op_name(loc, Op::LoadAttr, attr);
            }
            ExprKind::Subscript {
                value: object,
                slice,
                ..
            } => {
                self.expr(object)?;
                if let Some((lower, upper)) = two_part_slice(slice) {
                    self.slice_part(lower, slice.loc)?;
                    self.slice_part(upper, slice.loc)?;
                    for _ in 0..3 {
                        self.op_i(loc, Op::Copy, 3);
                    }
                    self.op(loc, Op::BinarySlice);
                } else {
                    self.expr(slice)?;
                    self.op_i(loc, Op::Copy, 2);
                    self.op_i(loc, Op::Copy, 2);
                    self.op(loc, Op::BinarySubscr);
                }
            }
            ExprKind::Name { id, .. } => self.name_op(loc, id, Ctx::Load)?,
            _ => return self.error("illegal expression for augmented assignment", loc),
        }
        self.expr(value)?;
        self.binary_op(at, op, true);
        loc = target.loc;
        match &target.kind {
            ExprKind::Attribute { attr, .. } => {
                loc = attr_location(loc, target, attr);
                self.op_i(loc, Op::Swap, 2);
                self.op_name(loc, Op::StoreAttr, attr);
            }
            ExprKind::Subscript { slice, .. } => {
                let sliced = two_part_slice(slice).is_some();
                if sliced {
                    self.op_i(loc, Op::Swap, 4);
                }
                self.op_i(loc, Op::Swap, 3);
                self.op_i(loc, Op::Swap, 2);
                self.op(
                    loc,
                    if sliced {
                        Op::StoreSlice
                    } else {
                        Op::StoreSubscr
                    },
                );
            }
            ExprKind::Name { id, .. } => self.name_op(loc, id, Ctx::Store)?,
            _ => {}
        }
        Ok(())
    }

    fn ann_assign(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
        loc: Position,
    ) -> Res {
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        let kept = self.keeps_annotations();
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.check_name(loc, id, Ctx::Store)?;
                if simple && kept {
                    if self.future_annotations {
                        self.annotation_text(annotation)?;
                    } else {
                        self.expr(annotation)?;
                    }
                    self.op_name(loc, Op::LoadName, &"__annotations__".into());
                    let mangled = self.mangle(id);
                    self.load_str(loc, &mangled);
                    self.op(loc, Op::StoreSubscr);
                }
            }
            ExprKind::Attribute {
                value: object,
                attr,
                ..
            } => {
                self.check_name(loc, attr, Ctx::Store)?;
                if value.is_none() {
                    self.evaluate(object)?;
                }
            }
            ExprKind::Subscript {
                value: object,
                slice,
                ..
            } if value.is_none() => {
                self.evaluate(object)?;
                self.evaluate_slice(slice)?;
            }
            _ => {}
        }
        if !simple && kept && !self.future_annotations {
            self.evaluate(annotation)?;
        }
        Ok(())
    }

    fn keeps_annotations(&self) -> bool {
        use super::scope::FrameKind;
        matches!(self.current().kind, FrameKind::Module | FrameKind::Class)
    }

    /// Evaluates an expression only to see whether that raises.
    fn evaluate(&mut self, e: &'a Expr) -> Res {
        self.expr(e)?;
        self.op(e.loc, Op::PopTop);
        Ok(())
    }

    fn evaluate_slice(&mut self, e: &'a Expr) -> Res {
        match &e.kind {
            ExprKind::Slice { lower, upper, step } => {
                let mut parts = lower.iter().chain(upper).chain(step);
                parts.try_for_each(|e| self.evaluate(e))
            }
            ExprKind::Tuple { elts, .. } => {
                elts.iter().try_for_each(|e| self.evaluate_slice(e))
            }
            _ => self.evaluate(e),
        }
    }
}

/// The bounds of a slice without a step.
pub(super) fn two_part_slice(e: &Expr) -> Option<(Option<&Expr>, Option<&Expr>)> {
    match &e.kind {
        ExprKind::Slice {
            lower,
            upper,
            step: None,
        } => Some((lower.as_deref(), upper.as_deref())),
        _ => None,
    }
}

/// Where an attribute access spans lines, its place is that of the attribute's name.
pub(super) fn attr_location(mut loc: Position, e: &Expr, attr: &str) -> Position {
    if loc.line != e.loc.end_line {
        loc.line = e.loc.end_line;
        let len = attr.chars().count() as i32;
        if len <= e.loc.end_col {
            loc.col = e.loc.end_col - len;
        } else {
            loc.col = Position::NONE;
            loc.end_col = Position::NONE;
        }
        loc.end_line = loc.line.max(loc.end_line);
        if loc.line == loc.end_line {
            loc.end_col = loc.col.max(loc.end_col);
        }
    }
    loc
}
