//! The calls that most calls are: of a function, with exactly the arguments that it takes,
//! and their end (`Python/bytecodes.c@v3.13.0#CALL_PY_EXACT_ARGS`).
//!
//! They are part of the loop, and work with what it has at hand.

use super::super::registers::Registers;
use super::machine::Machine;
use super::{calls, enter, leave};
use crate::refcount::Obj;

impl Machine<'_> {
    /// `CALL` of a function that takes exactly the arguments given: true where its frame
    /// was entered. Nothing happened otherwise.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(super) fn call_exact(&mut self, at: &mut Registers, count: usize) -> bool {
        let py = self.py;
        if py.depth.get() >= py.recursion_limit.get() {
            return false;
        }
        let Some(called) = calls::frame_for_exact(py, &mut at.stack, count) else {
            return false;
        };
        at.save();
        *at = Registers::at_start(enter(py, called));
        self.frame = at.frame;
        true
    }

    /// The end of a call with which there is nothing but variables to let go of
    /// (`Frame::is_plain`): its caller's frame goes on with the value.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(super) fn return_plainly(&mut self, at: &mut Registers, value: Obj) {
        let over = leave(self.py);
        debug_assert!(over.object.is_empty() && over.instance.is_empty());
        debug_assert!(over.kept.get() == 0 && over.generator.is_none());
        debug_assert!(at.stack.top(over.row) == over.program.variables());
        over.row.clear(over.program.variables());
        self.py.data.give(over.row);
        let caller = self.py.current.running().expect("a caller");
        self.frame = caller;
        self.py.recycle(over);
        *at = Registers::saved(caller);
        at.stack.push(value);
    }
}
