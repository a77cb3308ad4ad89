//! What a frame runs.
//!
//! The loop reads an instruction, and often a constant, for each step that it takes. So
//! it has pointers to them, instead of a way through the code object each time.
#![allow(unsafe_code)]

use super::opcode::{Instr, Op};
use crate::objects::code::PyCodeObject;
use crate::refcount::Obj;
use std::cell::Cell;
use std::ptr::NonNull;
use std::rc::Rc;

/// What a frame runs: a code object, and at hand what of it each instruction needs.
pub(crate) struct Program {
    /// Nothing, where nothing runs any more.
    code: Option<Obj>,
    /// The code's own, or those of a frame that is traced.
    instructions: Cell<NonNull<[u32]>>,
    consts: NonNull<[Obj]>,
    names: NonNull<[Obj]>,
}

impl Program {
    /// The program of a code object.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(code: Obj) -> Program {
        let view = code.expect::<PyCodeObject>();
        let (instructions, consts, names) =
            (view.instructions(), view.consts(), view.names());
        Program {
            instructions: Cell::new(NonNull::from(instructions)),
            consts: NonNull::from(consts),
            names: NonNull::from(names),
            code: Some(code),
        }
    }

    /// Lets go of the code: none of it may run any more.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn forget(&mut self) {
        self.code = None;
    }

    /// The code object.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn code(&self) -> &Obj {
        self.code.as_ref().expect("a program that runs")
    }

    #[inline(always)]
    fn words(&self) -> &[u32] {
        debug_assert!(self.code.is_some());
        // SAFETY: the code is alive as long as `code` is, and never changes. So it is
        // with the other two. Others' instructions are kept until no frame runs any
        // more (`Python::traced`).
        unsafe { self.instructions.get().as_ref() }
    }

    /// Goes on with other instructions: the code's with stops among them, which stay
    /// alive as long as any frame runs.
    pub(crate) fn replace_instructions(&self, words: &Rc<[u32]>) {
        self.instructions.set(NonNull::from(&**words));
    }

    /// How many instructions the code has, and how many stops are among them here.
    fn counts(&self) -> (usize, usize) {
        let own = self.code().expect::<PyCodeObject>().instructions().len();
        (own, (self.words().len() - own) / 3)
    }

    /// A stop: where it is, whether a line begins there, and where the instruction is
    /// that belongs there.
    pub(crate) fn stop(&self, stop: usize) -> (usize, bool, usize) {
        let (own, stops) = self.counts();
        let entry = self.words()[own + 2 * stops + stop];
        ((entry >> 1) as usize, entry & 1 != 0, own + 2 * stop)
    }

    /// The index in the code of the instruction at an index here.
    pub(crate) fn place(&self, index: usize) -> usize {
        let (own, _) = self.counts();
        match index.checked_sub(own) {
            Some(side) => self.stop(side / 2).0,
            None => index,
        }
    }

    /// The instruction at an index: its opcode and its argument.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn fetch(&self, index: usize) -> (Op, usize) {
        let words = self.words();
        debug_assert!(index < words.len());
        // SAFETY: code ends with an instruction that leaves it, and jumps lead to
        // instructions: the assembler sees to both.
        let instruction = Instr(unsafe { *words.get_unchecked(index) });
        // SAFETY: opcodes are numbered from 0 without a gap, and no code object is made
        // with others (`Runtime::new_code` looks).
        let op = unsafe { std::mem::transmute::<u8, Op>(instruction.0 as u8) };
        (op, instruction.arg() as usize)
    }

    /// The constants.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn consts(&self) -> &[Obj] {
        // SAFETY: as above.
        unsafe { self.consts.as_ref() }
    }

    /// The names.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn names(&self) -> &[Obj] {
        // SAFETY: as above.
        unsafe { self.names.as_ref() }
    }
}
