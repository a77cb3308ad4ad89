//! Dropping what is not needed: unreachable blocks, `NOP`s, jumps to the next block.

use super::*;

/// The longest exit block that is copied to where it is jumped to from.
const MAX_COPY_SIZE: usize = 4;

impl Graph {
    pub(super) fn inline_small_blocks(&mut self) {
        loop {
            let mut changed = false;
            for b in self.order() {
                changed |= self.inline_small_block(b);
            }
            if !changed {
                return;
            }
        }
    }

    /// Replaces a jump to a short exit, or to a block without line numbers that goes
    /// elsewhere, by a copy of it.
    fn inline_small_block(&mut self, b: BlockId) -> bool {
        let Some(last) = self.blocks[b].last().copied() else {
            return false;
        };
        let Some(target) = last.target.filter(|_| last.code.is_unconditional_jump())
        else {
            return false;
        };
        let to = &self.blocks[target];
        let small_exit = to.exits_scope() && to.instrs.len() <= MAX_COPY_SIZE;
        let no_line = to.has_no_line() && !to.has_fallthrough();
        if !small_exit && !no_line {
            return false;
        }
        let copy = to.instrs.clone();
        let block = &mut self.blocks[b];
        if let Some(jump) = block.instrs.last_mut() {
            jump.set_nop();
        }
        block.instrs.extend(copy);
        if no_line
            && last.code == Code::Jump
            && let Some(end) = block.instrs.last_mut()
            && end.code.is_unconditional_jump()
        {
            // The place where signals are looked for stays.
            end.code = Code::Jump;
        }
        let to = &mut self.blocks[target];
        to.predecessors = to.predecessors.saturating_sub(1);
        true
    }

    /// Empties the blocks that nothing reaches, and counts the ways into the others.
    pub(super) fn remove_unreachable(&mut self) {
        self.clear_visited();
        for b in &mut self.blocks {
            b.predecessors = 0;
        }
        self.blocks[ENTRY].predecessors = 1;
        self.blocks[ENTRY].visited = true;
        let mut todo = vec![ENTRY];
        while let Some(b) = todo.pop() {
            let block = &self.blocks[b];
            let next = block.next.filter(|_| block.has_fallthrough());
            let targets = block.instrs.iter().filter_map(|i| i.target);
            let reached: Vec<BlockId> = next.into_iter().chain(targets).collect();
            for to in reached {
                let block = &mut self.blocks[to];
                block.predecessors += 1;
                if !std::mem::replace(&mut block.visited, true) {
                    todo.push(to);
                }
            }
        }
        for b in self.order() {
            let block = &mut self.blocks[b];
            if block.predecessors == 0 {
                block.instrs.clear();
                block.except_handler = false;
            }
        }
    }

    /// Drops the `NOP`s of a block whose line some neighbour has too.
    pub(super) fn remove_nops(&mut self, b: BlockId) -> usize {
        // It is far to look, where many blocks are empty.
        let ends_in_nop = self.blocks[b].last().is_some_and(Instr::is_nop);
        let after = ends_in_nop.then(|| self.line_behind(b)).flatten();
        let instrs = std::mem::take(&mut self.blocks[b].instrs);
        let before = instrs.len();
        let mut kept: Vec<Instr> = Vec::with_capacity(before);
        let mut prev_line = -1;
        let mut rest = instrs.into_iter().peekable();
        while let Some(i) = rest.next() {
            let line = i.loc.line;
            if i.is_nop() {
                if line < 0 || prev_line == line {
                    continue;
                }
                match rest.peek_mut() {
                    Some(next) if next.loc.line == line => continue,
                    Some(next) if next.loc.line < 0 => {
                        next.loc = i.loc;
                        continue;
                    }
                    None if after == Some(line) => continue,
                    _ => {}
                }
            }
            prev_line = line;
            kept.push(i);
        }
        let removed = before - kept.len();
        self.blocks[b].instrs = kept;
        removed
    }

    /// The line of what is written behind a block.
    fn line_behind(&self, b: BlockId) -> Option<i32> {
        let next = self.next_nonempty(self.blocks[b].next)?;
        let mut instrs = self.blocks[next].instrs.iter();
        let first = instrs.find(|i| !(i.is_nop() && i.loc.line < 0));
        Some(first.map_or(-1, |i| i.loc.line))
    }

    pub(super) fn remove_all_nops(&mut self) -> usize {
        self.order().into_iter().map(|b| self.remove_nops(b)).sum()
    }

    /// Drops values that are made only to be thrown away.
    pub(super) fn remove_redundant_nops_and_pairs(&mut self) {
        loop {
            let mut done = true;
            // Block and index of the instruction before, if control comes from it.
            let mut prev: Option<(BlockId, usize)> = None;
            for b in self.order() {
                self.remove_nops(b);
                if self.blocks[b].labelled {
                    prev = None;
                }
                for n in 0..self.blocks[b].instrs.len() {
                    let here = self.blocks[b].instrs[n];
                    if let Some((pb, pn)) = prev
                        && here.code == Op::PopTop
                    {
                        let before = &mut self.blocks[pb].instrs[pn];
                        if before.code == Op::LoadConst
                            || (before.code == Op::Copy && before.arg == 1)
                        {
                            before.set_nop();
                            self.blocks[b].instrs[n].set_nop();
                            done = false;
                        }
                    }
                    prev = Some((b, n));
                }
                let jumps = prev
                    .is_some_and(|(pb, pn)| self.blocks[pb].instrs[pn].code.is_jump());
                if jumps || !self.blocks[b].has_fallthrough() {
                    prev = None;
                }
            }
            if done {
                return;
            }
        }
    }

    fn remove_redundant_jumps(&mut self) -> usize {
        let mut removed = 0;
        for b in self.order() {
            let next = self.next_nonempty(self.blocks[b].next);
            let Some(last) = self.blocks[b].last() else {
                continue;
            };
            if !last.code.is_unconditional_jump() {
                continue;
            }
            let target = self.next_nonempty(last.target);
            if target.is_some()
                && target == next
                && let Some(jump) = self.blocks[b].instrs.last_mut()
            {
                jump.set_nop();
                removed += 1;
            }
        }
        removed
    }

    pub(super) fn remove_redundant_nops_and_jumps(&mut self) {
        while self.remove_all_nops() + self.remove_redundant_jumps() > 0 {}
    }

    /// Keeps the constants that are used, and the first, which may be the docstring.
    pub(super) fn remove_unused_consts(&mut self, consts: &mut Vec<ConstId>) {
        if consts.is_empty() {
            return;
        }
        let mut used = vec![false; consts.len()];
        used[0] = true;
        let order = self.order();
        for b in &order {
            let instrs = self.blocks[*b].instrs.iter();
            for i in instrs.filter(|i| i.code.has_const()) {
                used[i.arg as usize] = true;
            }
        }
        let mut new_index = vec![0; consts.len()];
        let mut kept = Vec::new();
        for (old, id) in consts.iter().enumerate() {
            if used[old] {
                new_index[old] = kept.len() as u32;
                kept.push(*id);
            }
        }
        *consts = kept;
        for b in order {
            let instrs = self.blocks[b].instrs.iter_mut();
            for i in instrs.filter(|i| i.code.has_const()) {
                i.arg = new_index[i.arg as usize];
            }
        }
    }
}
