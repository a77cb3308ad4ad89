//! Loading, storing and deleting a name, wherever it lives.

use super::Compiler;
use crate::python::opcode::Op;
use crate::python::symtable::{self, BlockKind, Scope};
use crate::python::syntax::Res;
use crate::python::syntax::tree::{Ctx, Name};
use crate::python::unit::Position;

/// Which family of instructions a name needs.
enum Place {
    Fast,
    Global,
    Deref,
    Name,
}

impl Compiler<'_> {
    pub(super) fn mangle(&self, name: &Name) -> Name {
        let block = self.block();
        if let Some(only) = &block.mangled_names
            && !only.contains(name)
        {
            return name.clone();
        }
        symtable::mangle(self.current().private.as_ref(), name)
    }

    /// Refuses to bind `__debug__`.
    pub(super) fn check_name(&self, loc: Position, name: &str, ctx: Ctx) -> Res {
        if name != "__debug__" {
            return Ok(());
        }
        match ctx {
            Ctx::Store => self.error("cannot assign to __debug__", loc),
            Ctx::Del => self.error("cannot delete __debug__", loc),
            Ctx::Load => Ok(()),
        }
    }

    pub(super) fn name_op(&mut self, loc: Position, name: &Name, ctx: Ctx) -> Res {
        self.check_name(loc, name, ctx)?;
        let mangled = self.mangle(name);
        let block = self.block();
        let scope = block.scope(&mangled);
        let function_like = block.is_function_like();
        let in_class = block.kind == BlockKind::Class;
        let sees_class = block.can_see_class_scope;
        let frame = self.current();
        let hidden = frame.fast_hidden.get(&mangled) == Some(&true);
        let inlined = frame.in_inlined_comp > 0;
        let place = match scope {
            Scope::Free | Scope::Cell => Place::Deref,
            Scope::Local if function_like || hidden => Place::Fast,
            Scope::GlobalImplicit if function_like => Place::Global,
            Scope::GlobalExplicit => Place::Global,
            _ => Place::Name,
        };
        match place {
            Place::Fast => {
                let op = match ctx {
                    Ctx::Load => Op::LoadFast,
                    Ctx::Store => Op::StoreFast,
                    Ctx::Del => Op::DeleteFast,
                };
                let arg = self.frame().varnames.add(&mangled);
                self.op_i(loc, op, arg);
            }
            Place::Deref => {
                let op = match ctx {
                    Ctx::Load if in_class && !inlined => {
                        self.op(loc, Op::LoadLocals);
                        Op::LoadFromDictOrDeref
                    }
                    Ctx::Load if sees_class => {
                        self.load_classdict(loc);
                        Op::LoadFromDictOrDeref
                    }
                    Ctx::Load => Op::LoadDeref,
                    Ctx::Store => Op::StoreDeref,
                    Ctx::Del => Op::DeleteDeref,
                };
                let frame = self.frame();
                let arg = match scope {
                    Scope::Free => frame.free_arg(&mangled),
                    _ => frame.cell_arg(&mangled),
                };
                self.op_i(loc, op, arg);
            }
            Place::Global => {
                let mut op = match ctx {
                    Ctx::Load => Op::LoadGlobal,
                    Ctx::Store => Op::StoreGlobal,
                    Ctx::Del => Op::DeleteGlobal,
                };
                if ctx == Ctx::Load && sees_class && scope == Scope::GlobalImplicit {
                    self.load_classdict(loc);
                    op = Op::LoadFromDictOrGlobals;
                }
                self.named(loc, op, &mangled);
            }
            Place::Name => {
                let op = match ctx {
                    Ctx::Load if in_class && inlined => Op::LoadGlobal,
                    Ctx::Load => Op::LoadName,
                    Ctx::Store => Op::StoreName,
                    Ctx::Del => Op::DeleteName,
                };
                self.named(loc, op, &mangled);
            }
        }
        Ok(())
    }

    fn named(&mut self, loc: Position, op: Op, mangled: &Name) {
        let arg = self.frame().names.add(mangled);
        let arg = if op == Op::LoadGlobal { arg << 1 } else { arg };
        self.op_i(loc, op, arg);
    }

    fn load_classdict(&mut self, loc: Position) {
        let arg = self.frame().free_arg(&"__classdict__".into());
        self.op_i(loc, Op::LoadDeref, arg);
    }

    /// Where a function made here finds a free variable's cell.
    pub(super) fn closure_arg(&mut self, name: &Name) -> u32 {
        let in_class = self.current().kind == super::scope::FrameKind::Class;
        let class_cell = in_class && matches!(&**name, "__class__" | "__classdict__");
        let scope = self.block().scope(name);
        let frame = self.frame();
        if class_cell || scope == Scope::Cell {
            frame.cell_arg(name)
        } else {
            frame.free_arg(name)
        }
    }
}
