//! The last steps: cells and generators get their prologue, pseudo-instructions become
//! real ones, jumps get their direction, and handlers become a table.

use super::*;
use crate::python::compile::sequence::Sequence;
use crate::python::syntax::tree::Name;
use crate::python::unit::{self, CO_GENERATOR, ExceptionEntry};

/// What else goes into a code.
pub(in crate::python::compile) struct Meta<'a> {
    pub seq: &'a Sequence,
    pub consts: Vec<ConstId>,
    pub varnames: &'a [Name],
    pub cellvars: &'a [Name],
    pub freevars: &'a [Name],
    pub nparams: usize,
    pub flags: u32,
    pub firstlineno: u32,
}

/// The finished instructions.
pub(in crate::python::compile) struct Assembled {
    pub consts: Vec<ConstId>,
    pub code: Vec<unit::Instr>,
    pub positions: Vec<Position>,
    pub exceptions: Vec<ExceptionEntry>,
    pub stacksize: u32,
}

pub(in crate::python::compile) fn assemble(
    mut meta: Meta<'_>,
    table: &mut Consts,
) -> Assembled {
    let mut graph = Graph::new(meta.seq);
    let mut consts = std::mem::take(&mut meta.consts);
    graph.optimize(&mut consts, table, meta.varnames.len(), meta.nparams);
    let depth = graph.stack_depth();
    let fixed = cell_slots(&meta);
    graph.insert_prologue(&meta, &fixed);
    graph.fix_cell_args(&meta, &fixed);
    graph.convert_pseudo_ops();
    graph.normalize_jumps();
    let (code, positions, exceptions) = graph.write();
    Assembled {
        consts,
        code,
        positions,
        exceptions,
        stacksize: depth.max(1),
    }
}

/// The slot of each cell and free variable, as if every cell had its own.
fn cell_slots(meta: &Meta<'_>) -> Vec<usize> {
    let nlocals = meta.varnames.len();
    let n = meta.cellvars.len() + meta.freevars.len();
    let mut fixed: Vec<usize> = (nlocals..nlocals + n).collect();
    for (i, name) in meta.cellvars.iter().enumerate() {
        if let Some(local) = meta.varnames.iter().position(|v| v == name) {
            fixed[i] = local;
        }
    }
    fixed
}

impl Graph {
    fn insert_prologue(&mut self, meta: &Meta<'_>, fixed: &[usize]) {
        let nowhere = |op: Op, arg| Instr::new(op.into(), arg, Position::NOWHERE);
        let mut first = Vec::new();
        if !meta.freevars.is_empty() {
            first.push(nowhere(Op::CopyFreeVars, meta.freevars.len() as u32));
        }
        // Cells in the order of their slots: those of parameters come first.
        let mut cells: Vec<usize> = (0..meta.cellvars.len()).collect();
        crate::shapes::order::sort(&mut cells, |a, b| fixed[*a].cmp(&fixed[*b]));
        first.extend(cells.iter().map(|i| nowhere(Op::MakeCell, *i as u32)));
        if meta.flags & CO_GENERATOR != 0 {
            let line = meta.firstlineno as i32;
            for op in [Op::ReturnGenerator, Op::PopTop] {
                let mut i = nowhere(op, 0);
                i.loc.line = line;
                i.loc.end_line = line;
                first.push(i);
            }
        }
        self.blocks[ENTRY].instrs.splice(0..0, first);
    }

    /// Replaces the number of a cell by its slot; a parameter that is a cell keeps the
    /// parameter's slot.
    fn fix_cell_args(&mut self, meta: &Meta<'_>, fixed: &[usize]) {
        let nlocals = meta.varnames.len();
        let mut dropped = 0;
        let mut slots = Vec::new();
        for (i, slot) in fixed.iter().enumerate() {
            if *slot == i + nlocals {
                slots.push(slot - dropped);
            } else {
                slots.push(*slot);
                dropped += 1;
            }
        }
        for b in self.order() {
            for i in &mut self.blocks[b].instrs {
                if matches!(
                    i.code,
                    Code::LoadClosure
                        | Code::Real(
                            Op::MakeCell
                                | Op::LoadDeref
                                | Op::StoreDeref
                                | Op::DeleteDeref
                                | Op::LoadFromDictOrDeref
                        )
                ) {
                    i.arg = slots[i.arg as usize] as u32;
                }
            }
        }
    }

    fn convert_pseudo_ops(&mut self) {
        for b in self.order() {
            for i in &mut self.blocks[b].instrs {
                match i.code {
                    Code::LoadClosure => i.code = Op::LoadFast.into(),
                    Code::StoreFastMaybeNull => i.code = Op::StoreFast.into(),
                    code if code.is_block_push() || code == Code::PopBlock => {
                        i.set_nop();
                    }
                    _ => {}
                }
            }
        }
        self.remove_all_nops();
    }

    /// Gives jumps their direction. A condition only jumps forward: a backward one is
    /// turned round and followed by a jump.
    fn normalize_jumps(&mut self) {
        self.clear_visited();
        let mut at = Some(ENTRY);
        while let Some(b) = at {
            self.blocks[b].visited = true;
            self.normalize_jump(b);
            at = self.blocks[b].next;
        }
    }

    fn normalize_jump(&mut self, b: BlockId) {
        let Some(last) = self.blocks[b].last().copied() else {
            return;
        };
        let Some(target) = last.target.filter(|_| last.code.is_jump()) else {
            return;
        };
        let forward = !self.blocks[target].visited;
        let code = match last.code {
            Code::Jump | Code::JumpNoInterrupt if forward => Op::JumpForward,
            Code::Jump => Op::JumpBackward,
            Code::JumpNoInterrupt => Op::JumpBackwardNoInterrupt,
            Code::Real(_) if forward => return,
            Code::Real(Op::PopJumpIfFalse) => Op::PopJumpIfTrue,
            Code::Real(Op::PopJumpIfTrue) => Op::PopJumpIfFalse,
            Code::Real(Op::PopJumpIfNone) => Op::PopJumpIfNotNone,
            Code::Real(Op::PopJumpIfNotNone) => Op::PopJumpIfNone,
            _ => return,
        };
        let mut target = Some(target);
        if !last.code.is_unconditional_jump() {
            let new = self.new_block();
            let mut jump = Instr::new(Code::Jump, 0, last.loc);
            jump.target = target;
            target = self.blocks[b].next;
            self.blocks[new] = Block {
                instrs: vec![jump],
                next: target,
                cold: self.blocks[b].cold,
                start_depth: target.and_then(|t| self.blocks[t].start_depth),
                ..Block::default()
            };
            self.blocks[b].next = Some(new);
        }
        if let Some(i) = self.blocks[b].instrs.last_mut() {
            i.code = code.into();
            i.target = target;
        }
    }

    fn write(&self) -> (Vec<unit::Instr>, Vec<Position>, Vec<ExceptionEntry>) {
        let order = self.order();
        let mut starts = vec![0; self.blocks.len()];
        let mut at = 0;
        for b in &order {
            starts[*b] = at;
            at += self.blocks[*b].instrs.len() as u32;
        }
        let (mut code, mut positions) = (Vec::new(), Vec::new());
        let mut exceptions: Vec<ExceptionEntry> = Vec::new();
        let mut open: Option<BlockId> = None;
        for i in order.iter().flat_map(|b| &self.blocks[*b].instrs) {
            let index = code.len() as u32;
            let Code::Real(op) = i.code else {
                continue;
            };
            let arg = i.target.map_or(i.arg, |t| starts[t]);
            code.push(unit::Instr::new(op, arg));
            positions.push(i.loc);
            if i.except != open {
                open = i.except;
                exceptions.extend(open.map(|h| self.entry(h, index, &starts)));
            }
            if let (Some(_), Some(entry)) = (open, exceptions.last_mut()) {
                entry.end = index + 1;
            }
        }
        (code, positions, exceptions)
    }

    fn entry(&self, handler: BlockId, start: u32, starts: &[u32]) -> ExceptionEntry {
        let block = &self.blocks[handler];
        let pushed = 1 + u32::from(block.preserve_lasti);
        ExceptionEntry {
            start,
            end: start,
            target: starts[handler],
            depth: block.start_depth.unwrap_or(0).saturating_sub(pushed),
            lasti: block.preserve_lasti,
        }
    }
}
