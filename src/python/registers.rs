//! The registers of the evaluation loop: which frame runs, where it is, and how full its
//! stack is.
//!
//! They are copies. The machine owns the frame and has places of its own for the rest;
//! but the loop calls so much with the machine that it could not keep these in the
//! processor's registers, and each instruction would fetch them from memory again. So
//! the loop works with copies, and brings both together wherever it leaves.
#![allow(unsafe_code)]

use super::frame::Frame;
use super::opcode::Op;
use super::stack::Stack;
use crate::runtime::Runtime;
use std::ptr::NonNull;
use std::rc::Rc;

/// What the loop has at hand.
#[derive(Clone, Copy)]
pub(crate) struct Registers {
    frame: NonNull<Frame>,
    /// The variables and the stack of the frame.
    pub(crate) stack: Stack,
    /// The index of the next instruction.
    pub(crate) next: usize,
}

impl Registers {
    /// The registers for a frame, as long as the machine has it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(frame: &Rc<Frame>, stack: Stack) -> Registers {
        Registers {
            frame: NonNull::from(&**frame),
            stack,
            next: frame.next.get(),
        }
    }

    /// The frame that runs.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn frame(&self) -> &Frame {
        // SAFETY: the loop makes new registers whenever the machine has gone on to
        // another frame, and until then the machine keeps this one.
        unsafe { self.frame.as_ref() }
    }

    /// The next instruction: its opcode and its argument. Native code that looks at the
    /// frame then finds it behind that instruction.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn fetch(&mut self) -> (Op, usize) {
        let (op, arg) = self.frame().program.fetch(self.next);
        self.next += 1;
        self.frame().next.set(self.next);
        (op, arg)
    }

    /// A truth value goes on the stack, or decides at once where to go on, if that is
    /// what the next instruction is for.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn decide(&mut self, rt: &Runtime, truth: bool) {
        let (op, target) = self.frame().program.fetch(self.next);
        let jumps = match op {
            Op::PopJumpIfFalse => !truth,
            Op::PopJumpIfTrue => truth,
            _ => return self.stack.push(rt.bool(truth).clone()),
        };
        self.next = if jumps { target } else { self.next + 1 };
    }
}
