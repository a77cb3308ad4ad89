//! Cutting a row of instructions into blocks, and finding the handler of each.

use super::*;
use crate::python::compile::sequence::Sequence;

impl Graph {
    pub(super) fn new(seq: &Sequence) -> Self {
        let mut is_target = vec![false; seq.instrs.len() + 1];
        for i in seq.instrs.iter().filter(|i| i.code.has_target()) {
            is_target[seq.target(i.arg)] = true;
        }
        let mut graph = Self {
            blocks: vec![Block::default()],
        };
        let mut at_index = vec![ENTRY; seq.instrs.len() + 1];
        let mut cur = ENTRY;
        for (index, i) in seq.instrs.iter().enumerate() {
            let block = &graph.blocks[cur];
            let ended = block.last().is_some_and(|i| i.code.is_terminator());
            let used = !block.instrs.is_empty() || block.labelled;
            if ended || (is_target[index] && used) {
                let new = graph.new_block();
                graph.blocks[cur].next = Some(new);
                cur = new;
            }
            graph.blocks[cur].labelled |= is_target[index];
            at_index[index] = cur;
            graph.blocks[cur]
                .instrs
                .push(Instr::new(i.code, i.arg, i.loc));
        }
        for block in &mut graph.blocks {
            for i in block.instrs.iter_mut().filter(|i| i.code.has_target()) {
                i.target = Some(at_index[seq.target(i.arg)]);
                i.arg = 0;
            }
        }
        graph
    }

    /// Finds, for each instruction, where an exception raised in it goes.
    pub(super) fn label_exception_targets(&mut self) {
        self.clear_visited();
        let mut todo: Vec<(BlockId, Vec<BlockId>)> = vec![(ENTRY, Vec::new())];
        self.blocks[ENTRY].visited = true;
        while let Some((b, mut handlers)) = todo.pop() {
            let mut yield_depth = None;
            for n in 0..self.blocks[b].instrs.len() {
                let i = self.blocks[b].instrs[n];
                let mut except = handlers.last().copied();
                let mut arg = i.arg;
                if i.code.is_block_push()
                    && let Some(target) = i.target
                {
                    let handler = &mut self.blocks[target];
                    handler.except_handler = true;
                    handler.preserve_lasti |= i.code != Code::SetupFinally;
                    if !std::mem::replace(&mut handler.visited, true) {
                        todo.push((target, handlers.clone()));
                    }
                    handlers.push(target);
                    except = None;
                } else if i.code == Code::PopBlock {
                    handlers.pop();
                    self.blocks[b].instrs[n].set_nop();
                    continue;
                } else if let Some(target) = i.target {
                    if !std::mem::replace(&mut self.blocks[target].visited, true) {
                        todo.push((target, handlers.clone()));
                    }
                } else if i.code == Op::YieldValue {
                    yield_depth = Some(handlers.len());
                } else if i.code == Op::Resume && arg != 0 {
                    // Whether `throw` reaches only the handler around the generator.
                    if yield_depth.take() == Some(1) {
                        arg |= RESUME_DEPTH1;
                    }
                }
                let i = &mut self.blocks[b].instrs[n];
                i.except = except;
                i.arg = arg;
            }
            if self.blocks[b].has_fallthrough()
                && let Some(next) = self.blocks[b].next
                && !std::mem::replace(&mut self.blocks[next].visited, true)
            {
                todo.push((next, handlers));
            }
        }
    }
}

/// The bit in the argument of `RESUME` for a `yield` under one handler only.
const RESUME_DEPTH1: u32 = 4;
