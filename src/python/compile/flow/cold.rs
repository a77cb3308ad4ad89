//! Blocks that only an exception reaches go to the end.

use super::*;

impl Graph {
    /// Where control can go from a block, jumps into handlers left out.
    fn successors(&self, b: BlockId) -> Vec<BlockId> {
        let block = &self.blocks[b];
        let next = block.next.filter(|_| block.has_fallthrough());
        let jumps = block.instrs.iter().filter(|i| i.code.is_jump());
        next.into_iter()
            .chain(jumps.filter_map(|i| i.target))
            .collect()
    }

    fn mark_warm(&mut self) {
        let mut todo = vec![ENTRY];
        while let Some(b) = todo.pop() {
            if !std::mem::replace(&mut self.blocks[b].warm, true) {
                let to = self.successors(b);
                todo.extend(to.into_iter().filter(|b| !self.blocks[*b].warm));
            }
        }
    }

    fn mark_cold(&mut self) {
        let order = self.order().into_iter();
        let mut todo: Vec<BlockId> = order
            .filter(|b| self.blocks[*b].except_handler && !self.blocks[*b].warm)
            .collect();
        while let Some(b) = todo.pop() {
            if !std::mem::replace(&mut self.blocks[b].cold, true) {
                for to in self.successors(b) {
                    let block = &self.blocks[to];
                    if !block.warm && !block.cold {
                        todo.push(to);
                    }
                }
            }
        }
    }

    pub(super) fn push_cold_blocks_to_end(&mut self) {
        if self.blocks[ENTRY].next.is_none() {
            return;
        }
        self.mark_warm();
        self.mark_cold();
        // A cold block that falls into a warm one must jump there from the end.
        for b in self.order() {
            let block = &self.blocks[b];
            let Some(next) = block.next else {
                continue;
            };
            if block.cold && block.has_fallthrough() && self.blocks[next].warm {
                let mut jump = Instr::new(Code::JumpNoInterrupt, 0, Position::NOWHERE);
                jump.target = Some(next);
                let new = self.new_block();
                self.blocks[new] = Block {
                    instrs: vec![jump],
                    next: Some(next),
                    cold: true,
                    predecessors: 1,
                    ..Block::default()
                };
                self.blocks[next].labelled = true;
                self.blocks[b].next = Some(new);
            }
        }
        let order = self.order();
        let (cold, warm): (Vec<_>, Vec<_>) =
            order.into_iter().partition(|b| self.blocks[*b].cold);
        if cold.is_empty() {
            return;
        }
        self.relink(&[warm, cold].concat());
        self.remove_redundant_nops_and_jumps();
    }

    fn relink(&mut self, order: &[BlockId]) {
        for pair in order.windows(2) {
            self.blocks[pair[0]].next = Some(pair[1]);
        }
        if let Some(last) = order.last() {
            self.blocks[*last].next = None;
        }
    }
}
