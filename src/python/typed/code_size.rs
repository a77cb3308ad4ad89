//! How large CPython's code objects are: their instructions, and the table that says where
//! in the text each of them is.

use crate::python::opcode::Op;
use crate::python::unit::CodeUnit;

/// How many units of two bytes an instruction is, with the room for what it remembers
/// (`Include/internal/pycore_opcode_metadata.h@v3.13.0#_PyOpcode_Caches`).
fn units(op: Op) -> usize {
    let caches = match op {
        Op::LoadAttr => 9,
        Op::LoadGlobal | Op::StoreAttr => 4,
        Op::Call | Op::ToBool => 3,
        Op::BinaryOp | Op::CompareOp | Op::ContainsOp | Op::BinarySubscr => 1,
        Op::StoreSubscr | Op::UnpackSequence | Op::ForIter | Op::Send => 1,
        Op::LoadSuperAttr | Op::JumpBackward => 1,
        Op::PopJumpIfFalse | Op::PopJumpIfTrue => 1,
        Op::PopJumpIfNone | Op::PopJumpIfNotNone => 1,
        _ => 0,
    };
    1 + caches
}

/// The bytes of a code's instructions.
pub(super) fn bytes(code: &CodeUnit) -> usize {
    let units = code.code.iter().map(|instruction| units(instruction.op()));
    2 * units.sum::<usize>()
}

/// How many entries and bytes the table of lines has
/// (`Python/assemble.c@v3.13.0#write_location_info_entry`).
pub(super) fn line_table(code: &CodeUnit) -> (usize, usize) {
    /// So many units an entry is for.
    const MOST: usize = 8;
    let (mut entries, mut length) = (0, 0);
    let mut line = code.firstlineno as i32;
    let mut add = |at: Place, units: usize| {
        for _ in 0..units.div_ceil(MOST) {
            entries += 1;
            length += entry(&mut line, at);
        }
    };
    let mut last = (-1, -1, -1, -1);
    let mut sum = 0;
    for (instruction, at) in code.code.iter().zip(&code.positions) {
        let here = (at.line, at.end_line, at.col, at.end_col);
        if here != last {
            add(std::mem::replace(&mut last, here), std::mem::take(&mut sum));
        }
        sum += units(instruction.op());
    }
    add(last, sum);
    (entries, length)
}

/// The lines and columns of an instruction.
type Place = (i32, i32, i32, i32);

/// The bytes of an entry; the line goes on to it.
fn entry(line: &mut i32, (first, end, col, end_col): Place) -> usize {
    if first < 0 {
        return 1;
    }
    let step = first - std::mem::replace(line, first);
    let is_one = first == end && col.max(end_col) < 128;
    match step {
        0 if first == end && col < 80 && (0..16).contains(&(end_col - col)) => 2,
        0..3 if is_one => 3,
        _ => {
            let signed = 2 * step.abs() + i32::from(step < 0);
            let numbers = [signed, end - first, col + 1, end_col + 1];
            1 + numbers.map(septets).iter().sum::<usize>()
        }
    }
}

/// How many bytes a number takes, of six bits each.
fn septets(number: i32) -> usize {
    (32 - number.leading_zeros()).max(1).div_ceil(6) as usize
}
