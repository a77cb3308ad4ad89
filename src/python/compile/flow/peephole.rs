//! Improving one block at a time.

use super::*;

/// The bit of `COMPARE_OP` that asks for `True` or `False`.
const COMPARE_TO_BOOL: u32 = 16;

impl Graph {
    /// Conditions and returns on constants.
    pub(super) fn optimize_load_const(
        &mut self,
        b: BlockId,
        consts: &mut Vec<ConstId>,
        table: &mut Consts,
    ) {
        let instrs = &mut self.blocks[b].instrs;
        let (mut code, mut arg) = (Code::Real(Op::Nop), 0);
        let mut n = 0;
        while n < instrs.len() {
            let i = instrs[n];
            let copy_of_const =
                code == Op::LoadConst && i.code == Op::Copy && i.arg == 1;
            if !copy_of_const {
                (code, arg) = (i.code, i.arg);
            }
            if code == Op::LoadConst && n + 1 < instrs.len() {
                let id = consts[arg as usize];
                n += usize::from(fold_use(instrs, n, arg, id, consts, table));
            }
            n += 1;
        }
    }

    pub(super) fn optimize_block(
        &mut self,
        b: BlockId,
        consts: &mut Vec<ConstId>,
        table: &mut Consts,
    ) {
        let mut n = 0;
        while n < self.blocks[b].instrs.len() {
            let i = self.blocks[b].instrs[n];
            if i.code.is_jump() {
                if !self.thread_jump(b, i) {
                    n += 1;
                }
                continue;
            }
            let instrs = &mut self.blocks[b].instrs;
            let next = instrs.get(n + 1).copied();
            if let Some(next) = next {
                optimize_pair(instrs, n, i, next);
            }
            if i.code == Op::BuildTuple && instrs[n].code == Op::BuildTuple {
                fold_tuple(instrs, n, i.arg as usize, consts, table);
            } else if i.code == Op::Swap && i.arg == 1 {
                instrs[n].set_nop();
            }
            n += 1;
        }
        self.optimize_swaps(b);
    }

    /// Makes a jump to a jump go where that one goes. Returns whether it did.
    fn thread_jump(&mut self, b: BlockId, jump: Instr) -> bool {
        let Some(target) = jump.target else {
            return false;
        };
        let Some(first) = self.blocks[target].instrs.first().copied() else {
            return false;
        };
        let code = match (jump.code, first.code) {
            (
                Code::Real(
                    Op::PopJumpIfFalse
                    | Op::PopJumpIfTrue
                    | Op::PopJumpIfNone
                    | Op::PopJumpIfNotNone,
                ),
                Code::Jump,
            ) => jump.code,
            (Code::Jump | Code::JumpNoInterrupt, Code::Jump) => Code::Jump,
            (Code::Jump | Code::JumpNoInterrupt, Code::JumpNoInterrupt) => jump.code,
            _ => return false,
        };
        if jump.target == first.target {
            return false;
        }
        let block = &mut self.blocks[b];
        if let Some(last) = block.instrs.last_mut() {
            last.set_nop();
        }
        let mut new = Instr::new(code, 0, first.loc);
        new.target = first.target;
        block.instrs.push(new);
        if let Some(to) = first.target {
            self.blocks[to].labelled = true;
        }
        true
    }
}

/// A constant and what is done with it. Returns whether the next instruction is dealt
/// with too.
fn fold_use(
    instrs: &mut [Instr],
    n: usize,
    arg: u32,
    id: ConstId,
    consts: &mut Vec<ConstId>,
    table: &mut Consts,
) -> bool {
    match instrs[n + 1].code {
        Code::Real(op @ (Op::PopJumpIfFalse | Op::PopJumpIfTrue)) => {
            instrs[n].set_nop();
            if table.is_true(id) == (op == Op::PopJumpIfTrue) {
                instrs[n + 1].code = Code::Jump;
            } else {
                instrs[n + 1].set_nop();
            }
            false
        }
        Code::Real(Op::IsOp) => {
            fold_is_none(instrs, n, table.is_none(id));
            false
        }
        Code::Real(Op::ReturnValue) => {
            instrs[n].set_nop();
            instrs[n + 1].set(Op::ReturnConst, arg);
            true
        }
        Code::Real(Op::ToBool) => {
            let truth = crate::python::syntax::tree::Value::bool(table.is_true(id));
            let index = add_const(consts, table.add(&truth));
            instrs[n].set_nop();
            instrs[n + 1].set(Op::LoadConst, index);
            false
        }
        _ => false,
    }
}

/// `is None` under a condition is one jump.
fn fold_is_none(instrs: &mut [Instr], n: usize, none: bool) {
    if !none || instrs.len() <= n + 2 {
        return;
    }
    let mut jump = n + 2;
    if instrs[jump].code == Op::ToBool {
        instrs[jump].set_nop();
        jump += 1;
        if instrs.len() <= jump {
            return;
        }
    }
    let mut invert = instrs[n + 1].arg != 0;
    match instrs[jump].code {
        Code::Real(Op::PopJumpIfFalse) => invert = !invert,
        Code::Real(Op::PopJumpIfTrue) => {}
        _ => return,
    }
    instrs[n].set_nop();
    instrs[n + 1].set_nop();
    instrs[jump].code = Code::Real(if invert {
        Op::PopJumpIfNotNone
    } else {
        Op::PopJumpIfNone
    });
}

/// Two instructions that are one together, or none.
fn optimize_pair(instrs: &mut [Instr], n: usize, i: Instr, next: Instr) {
    let (Code::Real(op), Code::Real(next_op)) = (i.code, next.code) else {
        return;
    };
    match (op, next_op) {
        (Op::BuildTuple, Op::UnpackSequence) if i.arg == next.arg => match i.arg {
            1 => {
                instrs[n].set_nop();
                instrs[n + 1].set_nop();
            }
            2 | 3 => {
                instrs[n].set_nop();
                instrs[n + 1].code = Code::Real(Op::Swap);
            }
            _ => {}
        },
        (Op::StoreFast, Op::StoreFast)
            if i.arg == next.arg && i.loc.line == next.loc.line =>
        {
            instrs[n].set(Op::PopTop, 0);
        }
        (Op::LoadGlobal, Op::PushNull) if i.arg & 1 == 0 => {
            instrs[n].arg |= 1;
            instrs[n + 1].set_nop();
        }
        (Op::CompareOp, Op::ToBool) => {
            instrs[n].set_nop();
            instrs[n + 1].set(Op::CompareOp, i.arg | COMPARE_TO_BOOL);
        }
        (Op::ContainsOp | Op::IsOp, Op::ToBool) => {
            instrs[n].set_nop();
            instrs[n + 1].set(op, i.arg);
        }
        (Op::ToBool, Op::ToBool) => instrs[n].set_nop(),
        (Op::UnaryNot, Op::ToBool) => {
            instrs[n].set_nop();
            instrs[n + 1].set(Op::UnaryNot, 0);
        }
        (Op::UnaryNot, Op::UnaryNot) => {
            instrs[n].set_nop();
            instrs[n + 1].set_nop();
        }
        _ => {}
    }
}

/// A tuple of constants is a constant.
fn fold_tuple(
    instrs: &mut [Instr],
    n: usize,
    size: usize,
    consts: &mut Vec<ConstId>,
    table: &mut Consts,
) {
    if n < size {
        return;
    }
    let items = &instrs[n - size..n];
    if !items.iter().all(|i| i.code == Op::LoadConst) {
        return;
    }
    let ids = items.iter().map(|i| consts[i.arg as usize]).collect();
    let index = add_const(consts, table.add_tuple(ids));
    for i in &mut instrs[n - size..n] {
        i.set_nop();
    }
    instrs[n].set(Op::LoadConst, index);
}

fn add_const(consts: &mut Vec<ConstId>, id: ConstId) -> u32 {
    let at = consts.iter().position(|c| *c == id).unwrap_or_else(|| {
        consts.push(id);
        consts.len() - 1
    });
    at as u32
}
