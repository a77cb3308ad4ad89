//! What a frame runs, and where it is.
//!
//! The loop reads an instruction, and often a constant, for each step that it takes. So
//! it has pointers to them, instead of a way through the code object each time.
#![allow(unsafe_code)]

use super::opcode::{Instr, Op};
use crate::object::View;
use crate::objects::code::PyCodeObject;
use crate::objects::tuple::PyTuple;
use crate::refcount::Obj;
use crate::typeobject::places::Place;
use std::cell::Cell;
use std::ptr::NonNull;
use std::rc::Rc;

/// What a frame runs: a code object, and at hand what of it each instruction needs.
pub(crate) struct Program {
    /// Nothing, where nothing runs any more.
    code: Option<Obj>,
    /// The first instruction: the code's own, or that of a frame that is traced.
    first: Cell<NonNull<u32>>,
    /// How many stops are among the instructions.
    stops: Cell<u32>,
    /// The next instruction.
    next: Cell<NonNull<u32>>,
    consts: NonNull<PyTuple>,
    names: NonNull<PyTuple>,
    /// What is remembered beside them.
    places: NonNull<Place>,
    /// How many variables the code has.
    variables: u32,
}

/// What a call needs to know of a code object, found by one look at it.
pub(crate) struct Entry {
    code: Obj,
    first: NonNull<u32>,
    consts: NonNull<PyTuple>,
    names: NonNull<PyTuple>,
    places: NonNull<Place>,
    variables: u32,
    framesize: usize,
}

impl Entry {
    /// The entry into a code object.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn of(code: View<'_, PyCodeObject>) -> Entry {
        let (consts, names) = code.tuples();
        Entry {
            first: code.first_instruction(),
            consts: consts.pointer(),
            names: names.pointer(),
            places: code.first_place(),
            variables: code.nlocalsplus() as u32,
            framesize: code.framesize(),
            code: code.to_obj(),
        }
    }

    /// How many slots a frame needs.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn framesize(&self) -> usize {
        self.framesize
    }

    /// How many of them are variables.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn variables(&self) -> usize {
        self.variables as usize
    }
}

/// The opcode and the argument of an instruction.
///
/// # Safety
/// It is an instruction of a code object.
#[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
pub(super) unsafe fn decode(at: NonNull<u32>) -> (Op, usize) {
    // SAFETY: the caller's promise.
    let instruction = Instr(unsafe { at.read() });
    // SAFETY: opcodes are numbered from 0 without a gap, and no code object is made
    // with others (`Runtime::new_code` looks).
    let op = unsafe { std::mem::transmute::<u8, Op>(instruction.0 as u8) };
    (op, instruction.arg() as usize)
}

impl Program {
    /// The program of a code object, from its first instruction on.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn new(entry: Entry) -> Program {
        Program {
            first: Cell::new(entry.first),
            stops: Cell::new(0),
            next: Cell::new(entry.first),
            consts: entry.consts,
            names: entry.names,
            places: entry.places,
            variables: entry.variables,
            code: Some(entry.code),
        }
    }

    /// How many variables the code has.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn variables(&self) -> usize {
        self.variables as usize
    }

    /// Lets go of the code: none of it may run any more.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn forget(&mut self) {
        self.code = None;
    }

    /// The code object.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn code(&self) -> &Obj {
        self.code.as_ref().expect("a program that runs")
    }

    /// The index of the next instruction.
    pub(crate) fn next(&self) -> usize {
        // SAFETY: both are in the same row of instructions, in this order.
        unsafe { self.next.get().offset_from_unsigned(self.first.get()) }
    }

    /// Goes on with the instruction at an index.
    pub(crate) fn go_to(&self, index: usize) {
        self.next.set(self.at(index));
    }

    /// A pointer to the next instruction.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(super) fn next_pointer(&self) -> NonNull<u32> {
        self.next.get()
    }

    /// Moves it.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(super) fn set_next_pointer(&self, next: NonNull<u32>) {
        self.next.set(next);
    }

    /// A pointer to the instruction at an index.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(super) fn at(&self, index: usize) -> NonNull<u32> {
        debug_assert!(self.code.is_some() && index <= self.words());
        // SAFETY: jumps lead to instructions: the assembler sees to it; what is behind
        // the last one is where an exception left that came up there. The code is
        // alive as long as `code` is, and never changes. Others' instructions are kept
        // until no frame runs any more (`Python::traced`).
        unsafe { self.first.get().add(index) }
    }

    /// Goes on with other instructions: the code's with stops among them, which stay
    /// alive as long as any frame runs.
    pub(crate) fn replace_instructions(&self, words: &Rc<[u32]>) {
        let next = self.next();
        let (own, _) = self.counts();
        self.first.set(NonNull::from(&**words).cast());
        self.stops.set(((words.len() - own) / 3) as u32);
        self.go_to(next);
    }

    /// How many instructions the code has, and how many stops are among them here.
    fn counts(&self) -> (usize, usize) {
        let own = self.code().expect::<PyCodeObject>().instructions().len();
        (own, self.stops.get() as usize)
    }

    /// How many words there are: for each stop two instructions and where it is.
    fn words(&self) -> usize {
        let (own, stops) = self.counts();
        own + 3 * stops
    }

    /// A stop: where it is, whether a line begins there, and where the instruction is
    /// that belongs there.
    pub(crate) fn stop(&self, stop: usize) -> (usize, bool, usize) {
        let (own, stops) = self.counts();
        // SAFETY: behind the instructions there is such a word for each stop.
        let entry = unsafe { self.at(own + 2 * stops + stop).read() };
        ((entry >> 1) as usize, entry & 1 != 0, own + 2 * stop)
    }

    /// The index in the code of the instruction at an index here.
    pub(crate) fn place(&self, index: usize) -> usize {
        if self.stops.get() == 0 {
            return index;
        }
        let (own, _) = self.counts();
        match index.checked_sub(own) {
            Some(side) => self.stop(side / 2).0,
            None => index,
        }
    }

    /// The instruction at an index: its opcode and its argument.
    pub(crate) fn fetch(&self, index: usize) -> (Op, usize) {
        // SAFETY: code ends with an instruction that leaves it, and jumps lead to
        // instructions: the assembler sees to both.
        unsafe { decode(self.at(index)) }
    }

    /// The instruction that runs: the one before the next.
    pub(crate) fn fetched(&self) -> (Op, usize) {
        // SAFETY: the next one was set behind an instruction that was fetched.
        unsafe { decode(self.next.get().sub(1)) }
    }

    /// The constants.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn consts(&self) -> &[Obj] {
        // SAFETY: the code keeps its constants.
        unsafe { View::new(self.consts) }.tail()
    }

    /// The names.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn names(&self) -> &[Obj] {
        // SAFETY: as above.
        unsafe { View::new(self.names) }.tail()
    }

    /// A constant.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn constant(&self, index: usize) -> &Obj {
        debug_assert!(index < self.consts().len());
        // SAFETY: the assembler counted them, and nobody can take any away.
        unsafe { self.consts().get_unchecked(index) }
    }

    /// A name.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn name(&self, index: usize) -> &Obj {
        debug_assert!(index < self.names().len());
        // SAFETY: as above.
        unsafe { self.names().get_unchecked(index) }
    }

    /// What is remembered beside a name.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn place_of_name(&self, index: usize) -> &Place {
        debug_assert!(index < self.names().len());
        // SAFETY: there are as many places as names, and the code keeps them.
        unsafe { self.places.add(index).as_ref() }
    }
}
