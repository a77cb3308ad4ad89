//! Which locals surely have a value where they are read; and pairs of locals in one
//! instruction.

use super::*;

/// How many locals are followed through the whole graph.
const TRACKED: usize = 64;

impl Graph {
    /// Loads of locals that may have no value become `LOAD_FAST_CHECK`.
    pub(super) fn check_uninitialized_locals(
        &mut self,
        nlocals: usize,
        nparams: usize,
    ) {
        if nlocals == 0 {
            return;
        }
        if nlocals > TRACKED {
            self.scan_many_locals(nlocals);
        }
        self.clear_visited();
        let tracked = nlocals.min(TRACKED);
        let start = (nparams..tracked).fold(0, |mask, i| mask | 1u64 << i);
        let mut todo = Vec::new();
        self.note_unsafe(ENTRY, start, &mut todo);
        for b in self.order() {
            self.scan_locals(b, &mut todo);
        }
        while let Some(b) = todo.pop() {
            self.blocks[b].visited = false;
            self.scan_locals(b, &mut todo);
        }
    }

    fn note_unsafe(&mut self, b: BlockId, mask: u64, todo: &mut Vec<BlockId>) {
        let block = &mut self.blocks[b];
        let both = block.unsafe_locals | mask;
        if both != block.unsafe_locals {
            block.unsafe_locals = both;
            if !std::mem::replace(&mut block.visited, true) {
                todo.push(b);
            }
        }
    }

    fn scan_locals(&mut self, b: BlockId, todo: &mut Vec<BlockId>) {
        let mut mask = self.blocks[b].unsafe_locals;
        for n in 0..self.blocks[b].instrs.len() {
            let i = self.blocks[b].instrs[n];
            if let Some(handler) = i.except {
                self.note_unsafe(handler, mask, todo);
            }
            if i.arg as usize >= TRACKED {
                continue;
            }
            let bit = 1u64 << i.arg;
            match i.code {
                Code::Real(Op::DeleteFast | Op::LoadFastAndClear)
                | Code::StoreFastMaybeNull => mask |= bit,
                Code::Real(Op::StoreFast | Op::LoadFastCheck) => mask &= !bit,
                Code::Real(Op::LoadFast) => {
                    if mask & bit != 0 {
                        let i = &mut self.blocks[b].instrs[n];
                        i.code = Code::Real(Op::LoadFastCheck);
                    }
                    mask &= !bit;
                }
                _ => {}
            }
        }
        let block = &self.blocks[b];
        let next = block.next.filter(|_| block.has_fallthrough());
        let last = block.last().filter(|i| i.code.is_jump());
        let target = last.and_then(|i| i.target);
        for to in next.into_iter().chain(target) {
            self.note_unsafe(to, mask, todo);
        }
    }

    /// Locals beyond the tracked ones are only followed within a block.
    fn scan_many_locals(&mut self, nlocals: usize) {
        let mut safe_in = vec![None; nlocals];
        for b in self.order() {
            for i in &mut self.blocks[b].instrs {
                let local = i.arg as usize;
                if local < TRACKED {
                    continue;
                }
                match i.code {
                    Code::Real(Op::DeleteFast | Op::LoadFastAndClear)
                    | Code::StoreFastMaybeNull => safe_in[local] = None,
                    Code::Real(Op::StoreFast) => safe_in[local] = Some(b),
                    Code::Real(Op::LoadFast) => {
                        if safe_in[local] != Some(b) {
                            i.code = Code::Real(Op::LoadFastCheck);
                        }
                        safe_in[local] = Some(b);
                    }
                    _ => {}
                }
            }
        }
    }

    pub(super) fn insert_superinstructions(&mut self) {
        for b in self.order() {
            let instrs = &mut self.blocks[b].instrs;
            for n in 1..instrs.len() {
                let (first, second) = (instrs[n - 1], instrs[n]);
                let (Code::Real(a), Code::Real(b)) = (first.code, second.code) else {
                    continue;
                };
                let both = match (a, b) {
                    (Op::LoadFast, Op::LoadFast) => Op::LoadFastLoadFast,
                    (Op::StoreFast, Op::LoadFast) => Op::StoreFastLoadFast,
                    (Op::StoreFast, Op::StoreFast) => Op::StoreFastStoreFast,
                    _ => continue,
                };
                let (line, next) = (first.loc.line, second.loc.line);
                let other_line = line >= 0 && next >= 0 && line != next;
                if !other_line && first.arg < 16 && second.arg < 16 {
                    instrs[n - 1].set(both, first.arg << 4 | second.arg);
                    instrs[n].set_nop();
                }
            }
        }
        self.remove_all_nops();
    }
}
