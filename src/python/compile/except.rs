//! `try`.

use super::Compiler;
use super::control::{FBlock, FKind};
use super::sequence::{Code, Label};
use crate::python::opcode::{Intrinsic2, Op};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

const NOWHERE: Position = Position::NOWHERE;

impl<'a> Compiler<'a> {
    pub(super) fn try_(&mut self, t: &'a Try, loc: Position) -> Res {
        if t.finalbody.is_empty() {
            self.try_except(t, loc)
        } else {
            self.try_finally(t, loc)
        }
    }

    fn try_except(&mut self, t: &'a Try, loc: Position) -> Res {
        if t.star {
            self.try_star(t, loc)
        } else {
            self.try_handlers(t, loc)
        }
    }

    /// The body of `finally` is written twice: for the ordinary way and for exceptions.
    fn try_finally(&mut self, t: &'a Try, loc: Position) -> Res {
        let (end, exit, cleanup) =
            (self.new_label(), self.new_label(), self.new_label());
        self.jump(loc, Code::SetupFinally, end);
        self.push_fblock(FBlock {
            body: &t.finalbody,
            ..FBlock::new(FKind::FinallyTry, loc)
        })?;
        if t.handlers.is_empty() {
            self.stmts(&t.body)?;
        } else {
            self.try_except(t, loc)?;
        }
        self.pop_block(NOWHERE);
        self.pop_fblock();
        self.stmts(&t.finalbody)?;
        self.jump_nowhere(exit);
        self.use_label(end);
        self.jump(NOWHERE, Code::SetupCleanup, cleanup);
        self.op(NOWHERE, Op::PushExcInfo);
        self.push_fblock(FBlock::new(FKind::FinallyEnd, NOWHERE))?;
        self.stmts(&t.finalbody)?;
        self.pop_fblock();
        self.op_i(NOWHERE, Op::Reraise, 0);
        self.use_label(cleanup);
        self.pop_except_and_reraise(NOWHERE);
        self.use_label(exit);
        Ok(())
    }

    fn try_body(&mut self, t: &'a Try, except: Label, loc: Position) -> Res {
        self.jump(loc, Code::SetupFinally, except);
        self.push_fblock(FBlock::new(FKind::TryExcept, loc))?;
        self.stmts(&t.body)?;
        self.pop_fblock();
        self.pop_block(NOWHERE);
        Ok(())
    }

    fn try_handlers(&mut self, t: &'a Try, loc: Position) -> Res {
        let (except, end, cleanup) =
            (self.new_label(), self.new_label(), self.new_label());
        self.try_body(t, except, loc)?;
        self.stmts(&t.orelse)?;
        self.jump_nowhere(end);
        self.use_label(except);
        self.jump(NOWHERE, Code::SetupCleanup, cleanup);
        self.op(NOWHERE, Op::PushExcInfo);
        self.push_fblock(FBlock::new(FKind::ExceptionHandler, loc))?;
        for (i, h) in t.handlers.iter().enumerate() {
            if h.kind.is_none() && i + 1 < t.handlers.len() {
                return self.error("default 'except:' must be last", h.loc);
            }
            let next = self.new_label();
            if let Some(kind) = &h.kind {
                self.expr(kind)?;
                self.op(h.loc, Op::CheckExcMatch);
                self.jump(h.loc, Op::PopJumpIfFalse, next);
            }
            match &h.name {
                Some(name) => self.named_handler(h, name, end)?,
                None => {
                    self.op(h.loc, Op::PopTop);
                    self.push_fblock(FBlock::new(FKind::HandlerCleanup, h.loc))?;
                    self.stmts(&h.body)?;
                    self.pop_fblock();
                    self.pop_block(NOWHERE);
                    self.op(NOWHERE, Op::PopExcept);
                    self.jump_nowhere(end);
                }
            }
            self.use_label(next);
        }
        self.pop_fblock();
        self.op_i(NOWHERE, Op::Reraise, 0);
        self.use_label(cleanup);
        self.pop_except_and_reraise(NOWHERE);
        self.use_label(end);
        Ok(())
    }

    /// `except kind as name`: the name is unbound whichever way the handler ends.
    fn named_handler(&mut self, h: &'a Handler, name: &Name, end: Label) -> Res {
        let cleanup = self.new_label();
        self.name_op(h.loc, name, Ctx::Store)?;
        self.jump(h.loc, Code::SetupCleanup, cleanup);
        self.push_fblock(FBlock {
            name: Some(name.clone()),
            ..FBlock::new(FKind::HandlerCleanup, h.loc)
        })?;
        self.stmts(&h.body)?;
        self.pop_fblock();
        self.pop_block(NOWHERE);
        self.pop_block(NOWHERE);
        self.op(NOWHERE, Op::PopExcept);
        self.unbind(NOWHERE, name)?;
        self.jump_nowhere(end);
        self.use_label(cleanup);
        self.unbind(NOWHERE, name)?;
        self.op_i(NOWHERE, Op::Reraise, 1);
        Ok(())
    }

    /// `except*`: each handler takes its part of the group; what handlers raise and
    /// what none took is joined again at the end.
    fn try_star(&mut self, t: &'a Try, loc: Position) -> Res {
        let (except, orelse, end, cleanup, reraise_star) = (
            self.new_label(),
            self.new_label(),
            self.new_label(),
            self.new_label(),
            self.new_label(),
        );
        self.try_body(t, except, loc)?;
        self.jump_nowhere(orelse);
        self.use_label(except);
        self.jump(NOWHERE, Code::SetupCleanup, cleanup);
        self.op(NOWHERE, Op::PushExcInfo);
        self.push_fblock(FBlock::new(FKind::ExceptionGroupHandler, loc))?;
        for (i, h) in t.handlers.iter().enumerate() {
            if i == 0 {
                // The list of what handlers raise, and a copy of the group.
                self.op_i(h.loc, Op::BuildList, 0);
                self.op_i(h.loc, Op::Copy, 2);
            }
            self.star_handler(h)?;
            if i + 1 == t.handlers.len() {
                self.op_i(NOWHERE, Op::ListAppend, 1);
                self.jump_nowhere(reraise_star);
            }
        }
        self.pop_fblock();
        let reraise = self.new_label();
        self.use_label(reraise_star);
        self.intrinsic_2(NOWHERE, Intrinsic2::PrepReraiseStar);
        self.op_i(NOWHERE, Op::Copy, 1);
        self.jump(NOWHERE, Op::PopJumpIfNotNone, reraise);
        self.op(NOWHERE, Op::PopTop);
        self.pop_block(NOWHERE);
        self.op(NOWHERE, Op::PopExcept);
        self.jump_nowhere(end);
        self.use_label(reraise);
        self.pop_block(NOWHERE);
        self.op_i(NOWHERE, Op::Swap, 2);
        self.op(NOWHERE, Op::PopExcept);
        self.op_i(NOWHERE, Op::Reraise, 0);
        self.use_label(cleanup);
        self.pop_except_and_reraise(NOWHERE);
        self.use_label(orelse);
        self.stmts(&t.orelse)?;
        self.use_label(end);
        Ok(())
    }

    fn star_handler(&mut self, h: &'a Handler) -> Res {
        let (next, with_error, no_match, cleanup) = (
            self.new_label(),
            self.new_label(),
            self.new_label(),
            self.new_label(),
        );
        if let Some(kind) = &h.kind {
            self.expr(kind)?;
            self.op(h.loc, Op::CheckEgMatch);
            self.op_i(h.loc, Op::Copy, 1);
            self.jump(h.loc, Op::PopJumpIfNone, no_match);
        }
        match &h.name {
            Some(name) => self.name_op(h.loc, name, Ctx::Store)?,
            None => self.op(h.loc, Op::PopTop),
        }
        self.jump(h.loc, Code::SetupCleanup, cleanup);
        self.push_fblock(FBlock {
            name: h.name.clone(),
            ..FBlock::new(FKind::HandlerCleanup, h.loc)
        })?;
        self.stmts(&h.body)?;
        self.pop_fblock();
        self.pop_block(NOWHERE);
        if let Some(name) = &h.name {
            self.unbind(NOWHERE, name)?;
        }
        self.jump_nowhere(next);
        self.use_label(cleanup);
        if let Some(name) = &h.name {
            self.unbind(NOWHERE, name)?;
        }
        self.op_i(NOWHERE, Op::ListAppend, 3);
        self.op(NOWHERE, Op::PopTop);
        self.jump_nowhere(with_error);
        self.use_label(next);
        self.op(NOWHERE, Op::Nop);
        self.jump_nowhere(with_error);
        self.use_label(no_match);
        self.op(h.loc, Op::PopTop);
        self.use_label(with_error);
        Ok(())
    }
}
