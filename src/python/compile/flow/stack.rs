//! How deep the stack gets.

use super::*;

impl Graph {
    /// The largest depth on any way through the graph; notes each block's depth at its
    /// start.
    pub(super) fn stack_depth(&mut self) -> u32 {
        let mut max = 0;
        self.blocks[ENTRY].start_depth = Some(0);
        let mut todo = vec![ENTRY];
        while let Some(b) = todo.pop() {
            let mut depth = self.blocks[b].start_depth.unwrap_or(0) as i32;
            let mut next = self.blocks[b].next;
            for n in 0..self.blocks[b].instrs.len() {
                let i = self.blocks[b].instrs[n];
                let after = depth + i.code.stack_effect(i.arg, false);
                max = max.max(after);
                if let Some(target) = i.target {
                    let at_target = depth + i.code.stack_effect(i.arg, true);
                    max = max.max(at_target);
                    self.reach(target, at_target, &mut todo);
                }
                depth = after;
                if i.code.is_unconditional_jump() || i.code.is_scope_exit() {
                    next = None;
                    break;
                }
            }
            if let Some(next) = next {
                self.reach(next, depth, &mut todo);
            }
        }
        max as u32
    }

    fn reach(&mut self, b: BlockId, depth: i32, todo: &mut Vec<BlockId>) {
        let block = &mut self.blocks[b];
        debug_assert!(
            block.start_depth.is_none_or(|d| d as i32 == depth),
            "a block is reached with two stack depths"
        );
        if block.start_depth.is_none() {
            block.start_depth = Some(depth.max(0) as u32);
            todo.push(b);
        }
    }
}
