//! Attributes that the loop does not find by what it remembers
//! (`Python/bytecodes.c@v3.13.0#LOAD_ATTR`).

use super::calls;
use super::machine::Machine;
use crate::attributes::{is_generic, load_method, quick, told_which};
use crate::runtime::PyResult;

impl Machine<'_> {
    /// `owner.name`, for its value or to be called.
    #[inline(never)]
    pub(super) fn load_attribute(&mut self, arg: usize) -> PyResult<()> {
        let (rt, frame) = (self.rt, self.frame);
        let (name, place) = (
            frame.program.name(arg >> 1),
            frame.program.place_of_name(arg >> 1),
        );
        let is_called = arg & 1 != 0;
        if !is_called
            && let Some(getter) = quick::getter(rt, self.stack.peek(1), place)
            && let Some(frame) = calls::frame_for_getter(self, &getter)
        {
            return self.enter(frame);
        }
        let owner = self.stack.peek(1);
        quick::learn(rt, owner, name, place, false);
        if is_called && let Some(function) = quick::load_method(rt, owner, name) {
            let owner = self.stack.replace(1, function);
            self.stack.push_slot(owner);
            return Ok(());
        }
        if let Some(value) = quick::load(rt, owner, name) {
            drop(self.stack.replace(1, value));
            if is_called {
                self.stack.push_slot(None);
            }
            return Ok(());
        }
        let owner = self.stack.pop();
        let found = match is_called {
            true => load_method(rt, &owner, name),
            false => rt.getattr(&owner, name).map(|value| (value, None)),
        };
        let (value, instance) = found.map_err(|raised| {
            // `_PyObject_GetMethod` passes on what a descriptor raised.
            match is_called && is_generic(owner.ty()) {
                true => raised,
                false => told_which(rt, &owner, name, raised),
            }
        })?;
        drop(owner);
        self.stack.push(value);
        if is_called {
            self.stack.push_slot(instance);
        }
        Ok(())
    }
}
