//! Comprehensions: a function of their own for generator expressions, part of the code
//! around for the others (PEP 709).

use super::Compiler;
use super::scope::FrameKind;
use super::sequence::{Code, Label};
use crate::python::opcode::Op;
use crate::python::symtable::{BlockKind, DEF_LOCAL, DEF_NONLOCAL, Flags, Scope};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

/// What an inlined comprehension changed around it.
#[derive(Default)]
struct Inlined {
    /// Names whose values wait on the stack.
    pushed: Vec<Name>,
    /// Flags to be put back.
    symbols: Vec<(Name, Flags)>,
    hidden: Vec<Name>,
    labels: Option<(Label, Label)>,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, c: &'a Comp, loc: Position) -> Res {
        let outermost = &c.generators[0];
        let build = match c.kind {
            CompKind::List => Some(Op::BuildList),
            CompKind::Set => Some(Op::BuildSet),
            CompKind::Dict => Some(Op::BuildMap),
            CompKind::Generator => None,
        };
        if self.table.block(c.scope).comp_inlined {
            self.comp_iter(outermost)?;
            let state = self.enter_inlined(c.scope, loc);
            if let Some(build) = build {
                self.op_i(loc, build, 0);
                self.op_i(loc, Op::Swap, 2);
            }
            self.generators(c, 0, 0, true, loc)?;
            self.leave_inlined(loc, state);
            return Ok(());
        }
        let name = match c.kind {
            CompKind::List => "<listcomp>",
            CompKind::Set => "<setcomp>",
            CompKind::Dict => "<dictcomp>",
            CompKind::Generator => "<genexpr>",
        };
        let kind = FrameKind::Comprehension;
        self.enter(name.into(), kind, c.scope, loc.line as u32);
        if let Some(build) = build {
            self.op_i(loc, build, 0);
        }
        self.generators(c, 0, 0, false, loc)?;
        match build {
            Some(_) => self.op(loc, Op::ReturnValue),
            None => self.wrap_in_stop_iteration_handler(),
        }
        let code = self.finish_const(true);
        self.make_closure(loc, code, 0);
        self.comp_iter(outermost)?;
        self.op_i(loc, Op::Call, 0);
        Ok(())
    }

    fn comp_iter(&mut self, g: &'a Comprehension) -> Res {
        self.expr(&g.iter)?;
        self.op(g.iter.loc, Op::GetIter);
        Ok(())
    }

    /// The loops from number `index` on; `depth` values of outer loops lie between the
    /// result and the top of the stack.
    fn generators(
        &mut self,
        c: &'a Comp,
        index: usize,
        depth: u32,
        iter_on_stack: bool,
        loc: Position,
    ) -> Res {
        let (start, if_cleanup, anchor) =
            (self.new_label(), self.new_label(), self.new_label());
        let g = &c.generators[index];
        let mut depth = depth;
        let mut loops = true;
        if !iter_on_stack {
            if index == 0 {
                self.frame().argcount = 1;
                self.op_i(loc, Op::LoadFast, 0);
            } else if let Some(only) = single_item(&g.iter) {
                // `for y in [f(x)]` is an assignment.
                self.expr(only)?;
                loops = false;
            } else {
                self.comp_iter(g)?;
            }
        }
        if loops {
            depth += 1;
            self.use_label(start);
            self.jump(g.iter.loc, Op::ForIter, anchor);
        }
        self.expr(&g.target)?;
        for test in &g.ifs {
            self.jump_if(test, if_cleanup, false)?;
        }
        let mut elt_loc = c.elt.loc;
        if index + 1 < c.generators.len() {
            self.generators(c, index + 1, depth, false, loc)?;
        } else {
            self.expr(&c.elt)?;
            match c.kind {
                CompKind::Generator => {
                    self.yield_value(elt_loc);
                    self.op(elt_loc, Op::PopTop);
                }
                CompKind::List => self.op_i(elt_loc, Op::ListAppend, depth + 1),
                CompKind::Set => self.op_i(elt_loc, Op::SetAdd, depth + 1),
                CompKind::Dict => {
                    if let Some(value) = &c.value {
                        self.expr(value)?;
                        elt_loc.end_line = value.loc.end_line;
                        elt_loc.end_col = value.loc.end_col;
                    }
                    self.op_i(elt_loc, Op::MapAdd, depth + 1);
                }
            }
        }
        self.use_label(if_cleanup);
        if loops {
            self.jump(elt_loc, Code::Jump, start);
            self.use_label(anchor);
            self.op(Position::NOWHERE, Op::EndFor);
            self.op(Position::NOWHERE, Op::PopTop);
        }
        Ok(())
    }

    /// Makes the comprehension's variables those of the code around, whose own values
    /// of the same names wait on the stack.
    fn enter_inlined(&mut self, comp: ScopeId, loc: Position) -> Inlined {
        let mut state = Inlined::default();
        let in_class = self.block().kind == BlockKind::Class
            && self.current().in_inlined_comp == 0;
        let function_like = self.block().is_function_like();
        let outer = self.current().scope;
        self.frame().in_inlined_comp += 1;
        let symbols: Vec<(Name, Flags)> = self
            .table
            .block(comp)
            .symbols
            .iter()
            .map(|(n, f)| (n.clone(), f))
            .collect();
        for (name, flags) in symbols {
            let outer_flags = self.table.block(outer).symbols.flags(&name);
            let (scope, outside) = (Scope::of(flags), Scope::of(outer_flags));
            let other = scope != outside
                && scope != Scope::Free
                && !(scope == Scope::Cell && outside == Scope::Free);
            if other || in_class {
                self.table.block_mut(outer).symbols.set(&name, flags);
                state.symbols.push((name.clone(), outer_flags));
            }
            let bound = flags & DEF_LOCAL != 0 && flags & DEF_NONLOCAL == 0;
            if !bound && !in_class {
                continue;
            }
            if !function_like
                && self.frame().fast_hidden.insert(name.clone(), true) != Some(true)
            {
                state.hidden.push(name.clone());
            }
            let arg = self.frame().varnames.add(&name);
            self.op_i(loc, Op::LoadFastAndClear, arg);
            if scope == Scope::Cell {
                let frame = self.frame();
                let arg = match outside {
                    Scope::Free => frame.free_arg(&name),
                    _ => frame.cell_arg(&name),
                };
                self.op_i(loc, Op::MakeCell, arg);
            }
            state.pushed.push(name);
        }
        if !state.pushed.is_empty() {
            self.op_i(loc, Op::Swap, state.pushed.len() as u32 + 1);
            let (cleanup, end) = (self.new_label(), self.new_label());
            state.labels = Some((cleanup, end));
            self.jump(loc, Code::SetupFinally, cleanup);
        }
        state
    }

    fn leave_inlined(&mut self, loc: Position, state: Inlined) {
        self.frame().in_inlined_comp -= 1;
        let outer = self.current().scope;
        for (name, flags) in &state.symbols {
            self.table.block_mut(outer).symbols.set(name, *flags);
        }
        if let Some((cleanup, end)) = state.labels {
            let nowhere = Position::NOWHERE;
            self.pop_block(nowhere);
            self.jump_nowhere(end);
            self.use_label(cleanup);
            // The unfinished result lies under the exception.
            self.op_i(nowhere, Op::Swap, 2);
            self.op(nowhere, Op::PopTop);
            self.restore(loc, &state.pushed);
            self.op_i(nowhere, Op::Reraise, 0);
            self.use_label(end);
            self.restore(loc, &state.pushed);
        }
        for name in state.hidden {
            self.frame().fast_hidden.insert(name, false);
        }
    }

    fn restore(&mut self, loc: Position, pushed: &[Name]) {
        self.op_i(loc, Op::Swap, pushed.len() as u32 + 1);
        for name in pushed.iter().rev() {
            let arg = self.frame().varnames.add(name);
            self.pseudo(loc, Code::StoreFastMaybeNull, arg);
        }
    }
}

/// The one item of a display that is not starred.
fn single_item(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => match &elts[..] {
            [one] if !one.is_starred() => Some(one),
            _ => None,
        },
        _ => None,
    }
}
