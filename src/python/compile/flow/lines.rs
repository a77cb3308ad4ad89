//! Line numbers: every place where a code is left, or may be interrupted, has one
//! (PEP 626).

use super::*;

impl Graph {
    fn needs_own_line(&self, b: BlockId) -> bool {
        let block = &self.blocks[b];
        (block.exits_scope() || block.has_eval_break()) && block.has_no_line()
    }

    pub(super) fn resolve_lines(&mut self) {
        self.duplicate_exits_without_line();
        self.propagate_lines();
    }

    /// Copies exits that have no line and are jumped to from several places, so that
    /// each copy can take the line it is reached from.
    fn duplicate_exits_without_line(&mut self) {
        let mut at = Some(ENTRY);
        while let Some(b) = at {
            if let Some(last) = self.blocks[b].last().copied()
                && last.code.is_jump()
                && let Some(target) = self.next_nonempty(last.target)
                && self.needs_own_line(target)
                && self.blocks[target].predecessors > 1
            {
                let new = self.new_block();
                let mut instrs = self.blocks[target].instrs.clone();
                if let Some(first) = instrs.first_mut() {
                    first.loc = last.loc;
                }
                self.blocks[new] = Block {
                    instrs,
                    next: self.blocks[target].next,
                    labelled: true,
                    predecessors: 1,
                    ..Block::default()
                };
                self.blocks[target].next = Some(new);
                self.blocks[target].predecessors -= 1;
                if let Some(jump) = self.blocks[b].instrs.last_mut() {
                    jump.target = Some(new);
                }
            }
            at = self.blocks[b].next;
        }
        for b in self.order() {
            if let (true, Some(next), Some(last)) = (
                self.blocks[b].has_fallthrough(),
                self.blocks[b].next,
                self.blocks[b].last().copied(),
            ) && self.needs_own_line(next)
                && let Some(first) = self.blocks[next].instrs.first_mut()
            {
                first.loc = last.loc;
            }
        }
    }

    /// An instruction without a line takes that of the one before it.
    fn propagate_lines(&mut self) {
        for b in self.order() {
            let block = &mut self.blocks[b];
            let mut prev = Position::NOWHERE;
            for i in &mut block.instrs {
                if i.loc.line < 0 {
                    i.loc = prev;
                } else {
                    prev = i.loc;
                }
            }
            let Some(last) = block.last().copied() else {
                continue;
            };
            let next = block.next.filter(|_| block.has_fallthrough());
            let target = last.target.filter(|_| last.code.is_jump());
            for to in next.into_iter().chain(target) {
                let to = &mut self.blocks[to];
                if to.predecessors == 1
                    && let Some(first) = to.instrs.first_mut()
                    && first.loc.line < 0
                {
                    first.loc = prev;
                }
            }
        }
    }
}
