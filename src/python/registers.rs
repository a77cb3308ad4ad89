//! The registers of the evaluation loop: which frame runs, where it is, and how full its
//! stack is.
//!
//! They are copies. The machine owns the frame and has places of its own for the rest;
//! but the loop calls so much with the machine that it could not keep these in the
//! processor's registers, and each instruction would fetch them from memory again. So
//! the loop works with copies, and brings both together wherever it leaves. There are
//! only three, since the processor has few. And nobody may be given their address, or they
//! would be in memory after all.
#![allow(unsafe_code)]

use super::frame::Frame;
use super::opcode::Op;
use super::program::decode;
use super::stack::{Row, Stack};
use crate::runtime::Runtime;
use std::ops::Deref;
use std::ptr::NonNull;
use std::rc::Rc;

/// The frame that runs, uncounted: the runtime keeps it as its current one.
#[derive(Clone, Copy)]
pub(crate) struct Running(NonNull<Frame>);

impl Running {
    /// A frame that is the current one, or about to be.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(frame: &Rc<Frame>) -> Running {
        Running(NonNull::from(&**frame))
    }
}

impl Deref for Running {
    type Target = Frame;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref(&self) -> &Frame {
        // SAFETY: whenever the machine goes on to another frame, it replaces this; until
        // then `Python::current`, or a frame that goes back to it, keeps the frame.
        unsafe { self.0.as_ref() }
    }
}

/// What the loop has at hand.
#[derive(Clone, Copy)]
pub(crate) struct Registers {
    pub(crate) frame: Running,
    /// The stack of the frame.
    pub(crate) stack: Stack,
    /// The next instruction.
    next: NonNull<u32>,
}

impl Registers {
    /// The registers for a frame.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(frame: Running, stack: Stack) -> Registers {
        Registers {
            frame,
            stack,
            next: frame.program.next_pointer(),
        }
    }

    /// The registers at the first instruction of a frame that was entered.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn at_start(frame: Running) -> Registers {
        Registers::new(frame, Stack::new(frame.row, frame.program.variables()))
    }

    /// The registers for a frame that goes on where it was saved.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn saved(frame: Running) -> Registers {
        Registers::new(frame, Stack::new(frame.row, frame.top.get()))
    }

    /// Makes the depth of the stack visible to whoever looks at the frame.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn save(&self) {
        self.frame.top.set(self.stack.top(self.frame.row));
    }

    /// The variables and the stack, as one row.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn row(&self) -> Row {
        self.frame.row
    }

    /// The next instruction: its opcode and its argument. Native code that looks at the
    /// frame then finds it behind that instruction.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn fetch(&mut self) -> (Op, usize) {
        // SAFETY: code ends with an instruction that leaves it, and jumps lead to
        // instructions: the assembler sees to both.
        let (decoded, next) = unsafe { (decode(self.next), self.next.add(1)) };
        self.next = next;
        self.frame.program.set_next_pointer(next);
        decoded
    }

    /// Goes on with the instruction at an index.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn jump(&mut self, target: usize) {
        self.next = self.frame.program.at(target);
    }

    /// A truth value goes on the stack, or decides at once where to go on, if that is
    /// what the next instruction is for.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn decide(&mut self, rt: &Runtime, truth: bool) {
        // SAFETY: as in `fetch`; no code ends with an instruction that leaves a value.
        let ((op, target), beyond) = unsafe { (decode(self.next), self.next.add(1)) };
        let jumps = match op {
            Op::PopJumpIfFalse => !truth,
            Op::PopJumpIfTrue => truth,
            _ => return self.stack.push(rt.bool(truth).clone()),
        };
        if jumps {
            self.jump(target);
        } else {
            self.next = beyond;
        }
    }
}
