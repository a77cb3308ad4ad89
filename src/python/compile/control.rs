//! Branches, loops and the ways out of them.

use super::Compiler;
use super::sequence::{Code, Label};
use crate::python::opcode::Op;
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

/// What a statement must undo when control leaves it early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FKind {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    StopIteration,
}

/// One open statement.
#[derive(Clone, Debug)]
pub(super) struct FBlock<'a> {
    pub(super) kind: FKind,
    pub(super) loc: Position,
    /// Where `continue` and `break` of a loop go.
    pub(super) ends: Option<(Label, Label)>,
    /// The body of `finally`.
    pub(super) body: &'a [Stmt],
    /// The name of `except ... as name`.
    pub(super) name: Option<Name>,
}

impl FBlock<'_> {
    pub(super) fn new(kind: FKind, loc: Position) -> Self {
        Self {
            kind,
            loc,
            ends: None,
            body: &[],
            name: None,
        }
    }
}

/// The most statements that may be open in one another.
const MAX_BLOCKS: usize = 21;

impl<'a> Compiler<'a> {
    pub(super) fn push_fblock(&mut self, block: FBlock<'a>) -> Res {
        if self.current().fblocks.len() >= MAX_BLOCKS {
            return self.error("too many statically nested blocks", block.loc);
        }
        self.frame().fblocks.push(block);
        Ok(())
    }

    pub(super) fn pop_fblock(&mut self) {
        self.frame().fblocks.pop();
    }

    /// Writes what leaving one open statement takes. With `preserve`, the value on top
    /// of the stack stays.
    fn unwind_one(
        &mut self,
        loc: &mut Position,
        block: &FBlock<'a>,
        preserve: bool,
    ) -> Res {
        match block.kind {
            FKind::WhileLoop
            | FKind::ExceptionHandler
            | FKind::ExceptionGroupHandler
            | FKind::StopIteration => {}
            FKind::ForLoop | FKind::PopValue => {
                self.swap_if(*loc, preserve);
                self.op(*loc, Op::PopTop);
            }
            FKind::TryExcept => self.pop_block(*loc),
            FKind::FinallyTry => {
                self.pop_block(*loc);
                if preserve {
                    self.push_fblock(FBlock::new(FKind::PopValue, *loc))?;
                }
                self.stmts(block.body)?;
                if preserve {
                    self.pop_fblock();
                }
                *loc = Position::NOWHERE;
            }
            FKind::FinallyEnd => {
                self.swap_if(*loc, preserve);
                self.op(*loc, Op::PopTop);
                self.swap_if(*loc, preserve);
                self.pop_block(*loc);
                self.op(*loc, Op::PopExcept);
            }
            FKind::With => {
                *loc = block.loc;
                self.pop_block(*loc);
                self.swap_if(*loc, preserve);
                self.call_exit_with_nones(*loc);
                self.op(*loc, Op::PopTop);
                *loc = Position::NOWHERE;
            }
            FKind::HandlerCleanup => {
                if block.name.is_some() {
                    self.pop_block(*loc);
                }
                self.swap_if(*loc, preserve);
                self.pop_block(*loc);
                self.op(*loc, Op::PopExcept);
                if let Some(name) = &block.name {
                    self.unbind(*loc, name)?;
                }
            }
        }
        Ok(())
    }

    fn swap_if(&mut self, loc: Position, preserve: bool) {
        if preserve {
            self.op_i(loc, Op::Swap, 2);
        }
    }

    /// `name = None; del name`: a caught exception does not outlive its handler.
    pub(super) fn unbind(&mut self, loc: Position, name: &Name) -> Res {
        self.load_none(loc);
        self.name_op(loc, name, Ctx::Store)?;
        self.name_op(loc, name, Ctx::Del)
    }

    /// Leaves open statements: all of them, or those inside the innermost loop, which
    /// is returned.
    fn unwind(
        &mut self,
        loc: &mut Position,
        preserve: bool,
        to_loop: bool,
    ) -> Res<Option<FBlock<'a>>> {
        let Some(top) = self.current().fblocks.last().cloned() else {
            return Ok(None);
        };
        if top.kind == FKind::ExceptionGroupHandler {
            let message = "'break', 'continue' and 'return' cannot appear in an \
                           except* block";
            return self.error(message, *loc);
        }
        if to_loop && matches!(top.kind, FKind::WhileLoop | FKind::ForLoop) {
            return Ok(Some(top));
        }
        self.pop_fblock();
        self.unwind_one(loc, &top, preserve)?;
        let found = self.unwind(loc, preserve, to_loop)?;
        self.frame().fblocks.push(top);
        Ok(found)
    }

    pub(super) fn return_(&mut self, value: Option<&'a Expr>, at: Position) -> Res {
        let mut loc = at;
        if !self.block().is_function_like() {
            return self.error("'return' outside function", loc);
        }
        let constant = value.and_then(Expr::constant);
        let preserve = value.is_some() && constant.is_none();
        if let Some(value) = value {
            if preserve {
                self.expr(value)?;
            } else {
                loc = value.loc;
                self.op(loc, Op::Nop);
            }
        }
        if value.is_none_or(|v| v.loc.line != at.line) {
            loc = at;
            self.op(loc, Op::Nop);
        }
        self.unwind(&mut loc, preserve, false)?;
        if !preserve {
            match constant {
                Some(value) => self.load_parsed(loc, value),
                None => self.load_none(loc),
            }
        }
        self.op(loc, Op::ReturnValue);
        Ok(())
    }

    pub(super) fn break_(&mut self, at: Position) -> Res {
        let mut loc = at;
        self.op(loc, Op::Nop);
        let Some(block) = self.unwind(&mut loc, false, true)? else {
            return self.error("'break' outside loop", at);
        };
        self.unwind_one(&mut loc, &block, false)?;
        if let Some((_, exit)) = block.ends {
            self.jump(loc, Code::Jump, exit);
        }
        Ok(())
    }

    pub(super) fn continue_(&mut self, at: Position) -> Res {
        let mut loc = at;
        self.op(loc, Op::Nop);
        let Some(block) = self.unwind(&mut loc, false, true)? else {
            return self.error("'continue' not properly in loop", at);
        };
        if let Some((start, _)) = block.ends {
            self.jump(loc, Code::Jump, start);
        }
        Ok(())
    }

    pub(super) fn if_(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Res {
        let end = self.new_label();
        let next = if orelse.is_empty() {
            end
        } else {
            self.new_label()
        };
        self.jump_if(test, next, false)?;
        self.stmts(body)?;
        if !orelse.is_empty() {
            self.jump_nowhere(end);
            self.use_label(next);
            self.stmts(orelse)?;
        }
        self.use_label(end);
        Ok(())
    }

    pub(super) fn while_(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        loc: Position,
    ) -> Res {
        let (start, top, anchor, end) = (
            self.new_label(),
            self.new_label(),
            self.new_label(),
            self.new_label(),
        );
        self.use_label(start);
        self.push_fblock(FBlock {
            ends: Some((start, end)),
            ..FBlock::new(FKind::WhileLoop, loc)
        })?;
        self.jump_if(test, anchor, false)?;
        self.use_label(top);
        self.stmts(body)?;
        self.jump_if(test, top, true)?;
        self.pop_fblock();
        self.use_label(anchor);
        self.stmts(orelse)?;
        self.use_label(end);
        Ok(())
    }

    pub(super) fn for_(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        loc: Position,
    ) -> Res {
        let (start, cleanup, end) =
            (self.new_label(), self.new_label(), self.new_label());
        self.push_fblock(FBlock {
            ends: Some((start, end)),
            ..FBlock::new(FKind::ForLoop, loc)
        })?;
        self.expr(iter)?;
        self.op(iter.loc, Op::GetIter);
        self.use_label(start);
        self.jump(iter.loc, Op::ForIter, cleanup);
        self.op(target.loc, Op::Nop);
        self.expr(target)?;
        self.stmts(body)?;
        self.jump(Position::NOWHERE, Code::Jump, start);
        self.use_label(cleanup);
        self.op(Position::NOWHERE, Op::EndFor);
        self.op(Position::NOWHERE, Op::PopTop);
        self.pop_fblock();
        self.stmts(orelse)?;
        self.use_label(end);
        Ok(())
    }

    /// Jumps to `next` if the expression's truth is `cond`; goes on otherwise.
    pub(super) fn jump_if(&mut self, e: &'a Expr, next: Label, cond: bool) -> Res {
        match &e.kind {
            ExprKind::UnaryOp {
                op: UnaryOp::Not,
                operand,
            } => return self.jump_if(operand, next, !cond),
            ExprKind::BoolOp { and, values } => {
                let short = !*and;
                let other = if short == cond {
                    next
                } else {
                    self.new_label()
                };
                if let Some((last, first)) = values.split_last() {
                    for value in first {
                        self.jump_if(value, other, short)?;
                    }
                    self.jump_if(last, next, cond)?;
                }
                if other != next {
                    self.use_label(other);
                }
                return Ok(());
            }
            ExprKind::IfExp(i) => {
                let (end, other) = (self.new_label(), self.new_label());
                self.jump_if(&i.test, other, false)?;
                self.jump_if(&i.body, next, cond)?;
                self.jump_nowhere(end);
                self.use_label(other);
                self.jump_if(&i.orelse, next, cond)?;
                self.use_label(end);
                return Ok(());
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } if ops.len() > 1 => {
                self.check_compare(e, left, ops, comparators);
                return self.jump_if_chain(e.loc, left, ops, comparators, next, cond);
            }
            _ => {}
        }
        self.expr(e)?;
        self.op(e.loc, Op::ToBool);
        self.jump(e.loc, jump_op(cond), next);
        Ok(())
    }

    fn jump_if_chain(
        &mut self,
        loc: Position,
        left: &'a Expr,
        ops: &[CmpOp],
        comparators: &'a [Expr],
        next: Label,
        cond: bool,
    ) -> Res {
        let (cleanup, end) = (self.new_label(), self.new_label());
        let last = ops.len() - 1;
        self.expr(left)?;
        for (op, right) in ops.iter().zip(comparators).take(last) {
            self.expr(right)?;
            self.op_i(loc, Op::Swap, 2);
            self.op_i(loc, Op::Copy, 2);
            self.compare_op(loc, *op);
            self.op(loc, Op::ToBool);
            self.jump(loc, Op::PopJumpIfFalse, cleanup);
        }
        self.expr(&comparators[last])?;
        self.compare_op(loc, ops[last]);
        self.op(loc, Op::ToBool);
        self.jump(loc, jump_op(cond), next);
        self.jump_nowhere(end);
        self.use_label(cleanup);
        self.op(loc, Op::PopTop);
        if !cond {
            self.jump_nowhere(next);
        }
        self.use_label(end);
        Ok(())
    }
}

pub(super) fn jump_op(cond: bool) -> Op {
    if cond {
        Op::PopJumpIfTrue
    } else {
        Op::PopJumpIfFalse
    }
}
