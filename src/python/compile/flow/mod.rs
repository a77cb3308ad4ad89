//! From a row of instructions to finished code: the control-flow graph
//! (`Python/flowgraph.c@v3.13.0`, `Python/assemble.c@v3.13.0`).
//!
//! The row is cut into basic blocks; the blocks are improved (jumps to jumps, constants
//! under conditions, swaps that can be done while compiling), unreachable ones dropped,
//! those that only exceptions reach moved to the end; then the graph becomes a row
//! again.

mod assemble;
mod build;
mod clean;
mod cold;
mod lines;
mod locals;
mod peephole;
mod stack;
mod swaps;

pub(super) use assemble::{Meta, assemble};

use super::consts::Consts;
use super::sequence::Code;
use crate::python::opcode::Op;
use crate::python::unit::{ConstId, Position};

/// The index of a block.
type BlockId = usize;

#[derive(Clone, Copy, Debug)]
struct Instr {
    code: Code,
    arg: u32,
    loc: Position,
    /// Where a jump goes.
    target: Option<BlockId>,
    /// The handler of what is raised here.
    except: Option<BlockId>,
}

impl Instr {
    fn new(code: Code, arg: u32, loc: Position) -> Self {
        Self {
            code,
            arg,
            loc,
            target: None,
            except: None,
        }
    }

    fn set(&mut self, op: Op, arg: u32) {
        self.code = Code::Real(op);
        self.arg = arg;
    }

    fn set_nop(&mut self) {
        self.set(Op::Nop, 0);
        self.target = None;
    }

    fn is_nop(&self) -> bool {
        self.code == Op::Nop
    }
}

#[derive(Debug, Default)]
struct Block {
    instrs: Vec<Instr>,
    /// The block written behind this one.
    next: Option<BlockId>,
    /// Whether something jumps here.
    labelled: bool,
    predecessors: u32,
    visited: bool,
    except_handler: bool,
    preserve_lasti: bool,
    start_depth: Option<u32>,
    cold: bool,
    warm: bool,
    /// Locals, by bit, that may have no value here.
    unsafe_locals: u64,
}

impl Block {
    fn last(&self) -> Option<&Instr> {
        self.instrs.last()
    }

    fn has_fallthrough(&self) -> bool {
        !self
            .last()
            .is_some_and(|i| i.code.is_scope_exit() || i.code.is_unconditional_jump())
    }

    fn exits_scope(&self) -> bool {
        self.last().is_some_and(|i| i.code.is_scope_exit())
    }

    fn has_eval_break(&self) -> bool {
        self.instrs.iter().any(|i| i.code.has_eval_break())
    }

    fn has_no_line(&self) -> bool {
        self.instrs.iter().all(|i| i.loc.line < 0)
    }
}

/// The graph of one code.
#[derive(Debug)]
struct Graph {
    blocks: Vec<Block>,
}

/// Where control enters.
const ENTRY: BlockId = 0;

impl Graph {
    /// The blocks in the order they are written.
    fn order(&self) -> Vec<BlockId> {
        let mut order = Vec::new();
        let mut at = Some(ENTRY);
        while let Some(b) = at {
            order.push(b);
            at = self.blocks[b].next;
        }
        order
    }

    fn new_block(&mut self) -> BlockId {
        self.blocks.push(Block::default());
        self.blocks.len() - 1
    }

    fn clear_visited(&mut self) {
        for b in &mut self.blocks {
            b.visited = false;
        }
    }

    /// The block itself or the first behind it that holds an instruction.
    fn next_nonempty(&self, from: Option<BlockId>) -> Option<BlockId> {
        let mut at = from;
        while let Some(b) = at {
            if !self.blocks[b].instrs.is_empty() {
                break;
            }
            at = self.blocks[b].next;
        }
        at
    }

    /// Improves the graph. `consts` are the code's constants; new ones may be added and
    /// unused ones go.
    fn optimize(
        &mut self,
        consts: &mut Vec<ConstId>,
        table: &mut Consts,
        nlocals: usize,
        nparams: usize,
    ) {
        self.label_exception_targets();
        self.inline_small_blocks();
        self.remove_unreachable();
        self.resolve_lines();
        for b in self.order() {
            self.optimize_load_const(b, consts, table);
        }
        for b in self.order() {
            self.optimize_block(b, consts, table);
        }
        self.remove_redundant_nops_and_pairs();
        self.remove_unreachable();
        self.remove_redundant_nops_and_jumps();
        self.remove_unused_consts(consts);
        self.check_uninitialized_locals(nlocals, nparams);
        self.insert_superinstructions();
        self.push_cold_blocks_to_end();
        self.resolve_lines();
    }
}
