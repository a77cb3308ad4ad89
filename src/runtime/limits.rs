//! Limits: a program pays for its work with fuel, can be interrupted, and goes only so
//! deep in native code.

use super::{Pending, PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use std::cell::Cell;
use std::sync::atomic::Ordering;

/// An interrupt is looked for whenever the fuel goes below a multiple of 2 to this.
const INTERRUPT_BITS: u32 = 12;

/// One level of native calls, which ends when this is dropped.
pub(crate) struct Level<'rt>(&'rt Cell<u32>);

impl Drop for Level<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Runtime {
    /// Whether the program was stopped from outside.
    pub(crate) fn is_stopped(&self) -> bool {
        matches!(*self.pending.borrow(), Some(Pending::Stopped))
    }

    /// Pays for `amount` of work; fails when the fuel is used up, or with
    /// `KeyboardInterrupt` where that was asked for, which is looked at now and then.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn spend(&self, amount: u64) -> PyResult<()> {
        let fuel = self.fuel.get();
        match fuel.checked_sub(amount) {
            Some(left) => {
                self.fuel.set(left);
                if (left ^ fuel) >> INTERRUPT_BITS != 0 {
                    return self.answer_interrupt();
                }
                Ok(())
            }
            None => Err(self.out_of_fuel()),
        }
    }

    /// Pays for work that cannot fail; whoever pays next finds the fuel used up.
    pub(crate) fn wear(&self, amount: u64) {
        self.fuel.set(self.fuel.get().saturating_sub(amount));
    }

    #[cold]
    fn answer_interrupt(&self) -> PyResult<()> {
        match &self.options.interrupt {
            Some(asked) if asked.swap(false, Ordering::Relaxed) => {
                Err(self.raise_empty(Builtin::KeyboardInterrupt))
            }
            _ => Ok(()),
        }
    }

    /// Gives fuel for another run.
    pub fn refuel(&self, fuel: u64) {
        self.fuel.set(fuel);
    }

    /// The fuel that is left.
    pub fn fuel(&self) -> u64 {
        self.fuel.get()
    }

    #[cold]
    fn out_of_fuel(&self) -> Raised {
        self.fuel.set(0);
        self.raise_pending(Pending::Stopped)
    }

    /// One level deeper in native code, until the answer is dropped. Fails with
    /// `RecursionError` where that is too deep. `doing` completes the message, as in
    /// " while getting the repr of an object"
    /// (`Include/internal/pycore_ceval.h@v3.13.0#_Py_EnterRecursiveCall`).
    #[inline]
    pub(crate) fn deeper(&self, doing: &str) -> PyResult<Level<'_>> {
        let marker = 0u8;
        let here = (&raw const marker).addr();
        let (top, depth) = (self.stack_top.get(), self.native_depth.get());
        if here > top {
            self.stack_top.set(here);
        } else if top - here > self.options.stack || depth >= self.options.native_limit
        {
            return Err(self.too_deep(doing));
        }
        self.native_depth.set(depth + 1);
        Ok(Level(&self.native_depth))
    }

    #[cold]
    fn too_deep(&self, doing: &str) -> Raised {
        let message = format!("maximum recursion depth exceeded{doing}");
        self.raise(Builtin::RecursionError, message)
    }

    /// Marks here as the place from which native code's use of the stack counts.
    /// Returns the mark that held before, for [`Runtime::restore_stack`].
    pub(crate) fn mark_stack(&self) -> usize {
        let marker = 0u8;
        self.stack_top.replace((&raw const marker).addr())
    }

    /// Puts an earlier mark back.
    pub(crate) fn restore_stack(&self, mark: usize) {
        self.stack_top.set(mark);
    }
}
