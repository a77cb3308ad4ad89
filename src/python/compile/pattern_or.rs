//! `case a | b`: alternatives must capture the same names, in whatever order.

use super::Compiler;
use super::pattern::Context;
use super::sequence::Code;
use crate::python::opcode::Op;
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

impl<'a> Compiler<'a> {
    pub(super) fn pattern_or(
        &mut self,
        alternatives: &'a [Pattern],
        loc: Position,
        pc: &mut Context,
    ) -> Res {
        let end = self.new_label();
        // The names of the first alternative, in their order.
        let mut control: Vec<Name> = Vec::new();
        for (i, alt) in alternatives.iter().enumerate() {
            let last = i + 1 == alternatives.len();
            let mut inner = Context {
                allow_irrefutable: last && pc.allow_irrefutable,
                ..Context::default()
            };
            self.op_i(alt.loc, Op::Copy, 1);
            self.pattern(alt, &mut inner)?;
            if i == 0 {
                control.clone_from(&inner.stores);
            } else if !self.reorder(alt.loc, &mut inner.stores, &control) {
                let message = "alternative patterns bind different names";
                return self.error(message, loc);
            }
            self.jump(alt.loc, Code::Jump, end);
            self.emit_fail_pop(alt.loc, &mut inner);
        }
        // None matched: the copy of the subject goes.
        self.op(loc, Op::PopTop);
        self.fail(loc, pc, Code::Jump);
        self.use_label(end);
        let rotations = control.len() + 1 + pc.on_top + pc.stores.len();
        for name in control {
            self.rotate(loc, rotations);
            self.check_store(loc, &name, pc)?;
            pc.stores.push(name);
        }
        self.op(loc, Op::PopTop);
        Ok(())
    }

    /// Brings the captured values into the order of the first alternative. Says whether
    /// the names are the same.
    fn reorder(
        &mut self,
        loc: Position,
        stores: &mut Vec<Name>,
        control: &[Name],
    ) -> bool {
        if stores.len() != control.len() {
            return false;
        }
        for wanted in (0..control.len()).rev() {
            let Some(at) = stores.iter().position(|n| *n == control[wanted]) else {
                return false;
            };
            if at == wanted {
                continue;
            }
            let moved: Vec<Name> = stores.drain(..=at).collect();
            let to = wanted - at;
            stores.splice(to..to, moved);
            for _ in 0..=at {
                self.rotate(loc, wanted + 1);
            }
        }
        true
    }
}
