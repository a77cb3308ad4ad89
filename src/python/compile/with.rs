//! `with`.

use super::Compiler;
use super::control::{FBlock, FKind};
use super::sequence::{Code, Label};
use crate::python::opcode::Op;
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

impl<'a> Compiler<'a> {
    pub(super) fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt]) -> Res {
        let Some((item, rest)) = items.split_first() else {
            return self.stmts(body);
        };
        let loc = item.context.loc;
        let (handler, exit, cleanup) =
            (self.new_label(), self.new_label(), self.new_label());
        self.expr(&item.context)?;
        self.op(loc, Op::BeforeWith);
        self.jump(loc, Code::SetupWith, handler);
        self.push_fblock(FBlock::new(FKind::With, loc))?;
        match &item.vars {
            Some(vars) => self.expr(vars)?,
            None => self.op(loc, Op::PopTop),
        }
        self.with(rest, body)?;
        self.pop_block(Position::NOWHERE);
        self.pop_fblock();
        self.call_exit_with_nones(loc);
        self.op(loc, Op::PopTop);
        self.jump(loc, Code::Jump, exit);
        self.use_label(handler);
        self.jump(loc, Code::SetupCleanup, cleanup);
        self.op(loc, Op::PushExcInfo);
        self.op(loc, Op::WithExceptStart);
        self.with_except_finish(cleanup, exit);
        Ok(())
    }

    /// `__exit__(None, None, None)`
    pub(super) fn call_exit_with_nones(&mut self, loc: Position) {
        for _ in 0..3 {
            self.load_none(loc);
        }
        self.op_i(loc, Op::Call, 2);
    }

    /// Behind the call of `__exit__` with an exception: goes on if that said so.
    fn with_except_finish(&mut self, cleanup: Label, exit: Label) {
        let nowhere = Position::NOWHERE;
        let suppress = self.new_label();
        self.op(nowhere, Op::ToBool);
        self.jump(nowhere, Op::PopJumpIfTrue, suppress);
        self.op_i(nowhere, Op::Reraise, 2);
        self.use_label(suppress);
        self.op(nowhere, Op::PopTop);
        self.pop_block(nowhere);
        self.op(nowhere, Op::PopExcept);
        self.op(nowhere, Op::PopTop);
        self.op(nowhere, Op::PopTop);
        let end = self.new_label();
        self.jump_nowhere(end);
        self.use_label(cleanup);
        self.pop_except_and_reraise(nowhere);
        self.use_label(end);
        self.use_label(exit);
    }

    pub(super) fn pop_except_and_reraise(&mut self, loc: Position) {
        self.op_i(loc, Op::Copy, 3);
        self.op(loc, Op::PopExcept);
        self.op_i(loc, Op::Reraise, 1);
    }
}
