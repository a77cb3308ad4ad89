//! Instructions as they are first written down: in a row, with labels for jump targets
//! and a few pseudo-instructions that later steps turn into real ones.

use crate::python::opcode::Op;
use crate::python::unit::Position;

/// An opcode, or a pseudo-opcode that no finished code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Real(Op),
    /// A jump either way.
    Jump,
    /// A jump at which no signal is looked for.
    JumpNoInterrupt,
    /// From here on exceptions go to the target.
    SetupFinally,
    /// The same; the raising instruction's index is pushed too.
    SetupCleanup,
    /// The same, around the body of `with`.
    SetupWith,
    /// The innermost setup ends.
    PopBlock,
    /// Loads a cell itself.
    LoadClosure,
    /// Restores a local that may have had no value.
    StoreFastMaybeNull,
}

impl From<Op> for Code {
    fn from(op: Op) -> Self {
        Self::Real(op)
    }
}

impl PartialEq<Op> for Code {
    fn eq(&self, op: &Op) -> bool {
        *self == Self::Real(*op)
    }
}

impl Code {
    pub(super) fn is_block_push(self) -> bool {
        matches!(
            self,
            Self::SetupFinally | Self::SetupCleanup | Self::SetupWith
        )
    }

    pub(super) fn is_jump(self) -> bool {
        match self {
            Self::Jump | Self::JumpNoInterrupt => true,
            Self::Real(op) => op.is_jump(),
            _ => false,
        }
    }

    pub(super) fn has_target(self) -> bool {
        self.is_jump() || self.is_block_push()
    }

    pub(super) fn is_unconditional_jump(self) -> bool {
        matches!(
            self,
            Self::Jump
                | Self::JumpNoInterrupt
                | Self::Real(
                    Op::JumpForward | Op::JumpBackward | Op::JumpBackwardNoInterrupt
                )
        )
    }

    pub(super) fn is_scope_exit(self) -> bool {
        matches!(self, Self::Real(op) if op.is_scope_exit())
    }

    pub(super) fn is_terminator(self) -> bool {
        self.is_jump() || self.is_scope_exit()
    }

    /// Whether the interpreter looks here for signals and other interruptions.
    pub(super) fn has_eval_break(self) -> bool {
        matches!(
            self,
            Self::Jump
                | Self::Real(
                    Op::Resume
                        | Op::Call
                        | Op::CallKw
                        | Op::CallFunctionEx
                        | Op::JumpBackward
                )
        )
    }

    pub(super) fn has_const(self) -> bool {
        matches!(self, Self::Real(op) if op.has_const())
    }

    pub(super) fn stack_effect(self, arg: u32, jump: bool) -> i32 {
        match self {
            Self::Real(op) => op.stack_effect(arg),
            Self::Jump | Self::JumpNoInterrupt | Self::PopBlock => 0,
            Self::SetupFinally | Self::SetupWith => i32::from(jump),
            Self::SetupCleanup => 2 * i32::from(jump),
            Self::LoadClosure => 1,
            Self::StoreFastMaybeNull => -1,
        }
    }
}

/// A place to jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(usize);

/// One instruction; the argument of a jump is a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub code: Code,
    pub arg: u32,
    pub loc: Position,
}

/// The instructions of one code.
#[derive(Debug, Default)]
pub(crate) struct Sequence {
    pub(super) instrs: Vec<Written>,
    /// Where each label stands.
    labels: Vec<usize>,
}

impl Sequence {
    pub(crate) fn new_label(&mut self) -> Label {
        self.labels.push(0);
        Label(self.labels.len() - 1)
    }

    /// The label stands before the next instruction.
    pub(crate) fn use_label(&mut self, label: Label) {
        self.labels[label.0] = self.instrs.len();
    }

    pub(crate) fn push(&mut self, code: Code, arg: u32, loc: Position) {
        self.instrs.push(Written { code, arg, loc });
    }

    pub(crate) fn push_jump(&mut self, code: Code, to: Label, loc: Position) {
        self.push(code, to.0 as u32, loc);
    }

    /// Puts a jump before everything else.
    pub(crate) fn push_jump_front(&mut self, code: Code, to: Label, loc: Position) {
        let arg = to.0 as u32;
        self.instrs.insert(0, Written { code, arg, loc });
        for at in &mut self.labels {
            *at += 1;
        }
    }

    /// The instruction that a jump's argument stands for.
    pub(super) fn target(&self, arg: u32) -> usize {
        self.labels[arg as usize]
    }
}
