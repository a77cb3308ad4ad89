//! `import`.

use super::Compiler;
use crate::python::opcode::{Intrinsic1, Op};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

impl Compiler<'_> {
    pub(super) fn import(&mut self, names: &[Alias], loc: Position) -> Res {
        for alias in names {
            self.load_const(loc, &Value::int(0));
            self.load_none(loc);
            self.op_name(loc, Op::ImportName, &alias.name);
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or_default();
            match &alias.asname {
                Some(asname) => self.import_as(loc, parts, asname)?,
                None => self.name_op(loc, &first.into(), Ctx::Store)?,
            }
        }
        Ok(())
    }

    /// `import a.b.c as d` binds `d` to the last part.
    fn import_as<'n>(
        &mut self,
        loc: Position,
        parts: impl Iterator<Item = &'n str>,
        asname: &Name,
    ) -> Res {
        let mut dotted = false;
        for part in parts {
            if dotted {
                self.op_i(loc, Op::Swap, 2);
                self.op(loc, Op::PopTop);
            }
            dotted = true;
            self.op_name(loc, Op::ImportFrom, &part.into());
        }
        self.name_op(loc, asname, Ctx::Store)?;
        if dotted {
            self.op(loc, Op::PopTop);
        }
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        module: Option<&Name>,
        names: &[Alias],
        level: u32,
        loc: Position,
    ) -> Res {
        self.load_const(loc, &Value::int(level));
        let late = (loc.line, loc.col) > (self.future_end.line, self.future_end.col);
        if late && module.is_some_and(|m| &**m == "__future__") {
            let message =
                "from __future__ imports must occur at the beginning of the file";
            return self.error(message, loc);
        }
        let wanted = names.iter().map(|a| Value::Str(a.name.clone())).collect();
        self.load_const(loc, &Value::Tuple(wanted));
        let module = module.cloned().unwrap_or_else(|| "".into());
        self.op_name(loc, Op::ImportName, &module);
        if names.first().is_some_and(|a| &*a.name == "*") {
            self.intrinsic_1(loc, Intrinsic1::ImportStar);
            self.op(Position::NOWHERE, Op::PopTop);
            return Ok(());
        }
        for alias in names {
            self.op_name(loc, Op::ImportFrom, &alias.name);
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            self.name_op(loc, bound, Ctx::Store)?;
        }
        self.op(loc, Op::PopTop);
        Ok(())
    }
}
