//! `SWAP`s done while compiling: fewer of them, or the stores behind them exchanged.

use super::*;

impl Graph {
    pub(super) fn optimize_swaps(&mut self, b: BlockId) {
        let instrs = &mut self.blocks[b].instrs;
        let mut n = 0;
        while n < instrs.len() {
            if instrs[n].code == Op::Swap {
                n = shorten_run(instrs, n);
                apply_statically(instrs, n);
            }
            n += 1;
        }
    }
}

/// Replaces a run of `SWAP`s by the fewest that do the same; returns the run's last
/// index.
fn shorten_run(instrs: &mut [Instr], start: usize) -> usize {
    let run = instrs[start..]
        .iter()
        .take_while(|i| i.code == Op::Swap || i.is_nop())
        .count();
    let run = &mut instrs[start..start + run];
    let swaps = || run.iter().filter(|i| i.code == Op::Swap);
    if swaps().count() < 2 {
        return start;
    }
    let depth = swaps().map(|i| i.arg as usize).max().unwrap_or(0);
    let mut stack: Vec<Option<usize>> = (0..depth).map(Some).collect();
    for i in run.iter().filter(|i| i.code == Op::Swap) {
        stack.swap(0, i.arg as usize - 1);
    }
    // Each cycle of the permutation is undone from its end; written backwards, that is
    // the permutation.
    let mut at = run.len();
    for first in 0..depth {
        if stack[first].is_none_or(|to| to == first) {
            continue;
        }
        let mut j = first;
        loop {
            if j != 0 {
                at -= 1;
                run[at].set(Op::Swap, j as u32 + 1);
            }
            match stack[j].take() {
                None => break,
                Some(next) => j = next,
            }
        }
    }
    for i in &mut run[..at] {
        i.set_nop();
    }
    start + run.len() - 1
}

/// Whether an instruction only takes the top of the stack.
fn swappable(i: &Instr) -> bool {
    i.code == Op::StoreFast
        || i.code == Code::StoreFastMaybeNull
        || i.code == Op::PopTop
}

fn stores_to(i: &Instr) -> Option<u32> {
    (i.code == Op::StoreFast || i.code == Code::StoreFastMaybeNull).then_some(i.arg)
}

/// The next swappable instruction, on the given line if there is one.
fn next_swappable(instrs: &[Instr], from: usize, line: i32) -> Option<usize> {
    for (n, i) in instrs.iter().enumerate().skip(from + 1) {
        if line >= 0 && i.loc.line != line {
            return None;
        }
        if i.is_nop() {
            continue;
        }
        return swappable(i).then_some(n);
    }
    None
}

/// Exchanges the stores behind a `SWAP` in place of it.
fn apply_statically(instrs: &mut [Instr], from: usize) {
    for n in (0..=from).rev() {
        let swap = instrs[n];
        if swap.code != Op::Swap {
            if swap.is_nop() || swappable(&swap) {
                continue;
            }
            return;
        }
        let Some(j) = next_swappable(instrs, n, -1) else {
            return;
        };
        let line = instrs[j].loc.line;
        let mut k = j;
        for _ in 1..swap.arg {
            match next_swappable(instrs, k, line) {
                Some(next) => k = next,
                None => return,
            }
        }
        let (store_j, store_k) = (stores_to(&instrs[j]), stores_to(&instrs[k]));
        if store_j.is_some() || store_k.is_some() {
            if store_j == store_k {
                return;
            }
            for i in &instrs[j + 1..k] {
                let to = stores_to(i);
                if to.is_some() && (to == store_j || to == store_k) {
                    return;
                }
            }
        }
        instrs[n].set_nop();
        instrs.swap(j, k);
    }
}
