//! The machine that the evaluation loop drives: the frame that runs, and its stack.

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::stack::Stack;
use super::Exit;
use crate::names;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use std::rc::Rc;

/// Fuel for a turn of a loop or for a call.
pub(super) const FUEL: u64 = 10;

/// The machine.
pub(super) struct Machine<'a> {
    pub(super) rt: &'a Runtime,
    pub(super) py: &'a Python,
    pub(super) frame: Rc<Frame>,
    pub(super) stack: Stack,
}

impl Machine<'_> {
    /// Makes the depth of the stack visible to whoever looks at the frame.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn save(&self) {
        self.frame.top.set(self.stack.top());
    }

    /// The names that instructions refer to.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn names(&self) -> &[Obj] {
        self.frame.program.names()
    }

    /// Goes on with another frame; returns the one left.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn switch(&mut self, frame: Rc<Frame>) -> Rc<Frame> {
        self.stack = Stack::new(frame.row, frame.top.get());
        std::mem::replace(&mut self.frame, frame)
    }

    /// Enters the frame of a call.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn enter(&mut self, called: Rc<Frame>) -> PyResult<()> {
        self.save();
        if let Err(raised) = super::enter(self.rt, self.py, &called) {
            super::discard(self.py, &called);
            self.stack.drop_upwards(called.kept.take());
            return Err(raised);
        }
        drop(self.switch(called));
        Ok(())
    }

    /// The call is over: the caller's frame goes on with the value, unless the caller
    /// is Rust, or `__init__` returned something.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn return_value(&mut self, value: Obj) -> Option<Exit> {
        let frame = &self.frame;
        let wrong = !frame.instance.is_empty() && !value.is(self.rt.none());
        if frame.is_entry || wrong {
            return Some(Exit::Return(value));
        }
        let value = frame.instance.take().unwrap_or(value);
        frame.top.set(self.stack.top());
        super::finish(self.rt, self.py, frame);
        let caller = self.py.frame().expect("a caller");
        let over = self.switch(caller);
        if over.kept.get() > 0 {
            self.stack.drop_upwards(over.kept.take());
        }
        self.py.recycle(over);
        self.stack.push(value);
        None
    }

    /// The namespaces of a module or class body.
    pub(super) fn scopes(&self) -> PyResult<names::Scopes<'_>> {
        let none = || self.rt.raise(Builtin::SystemError, "no locals found");
        self.frame.scopes().ok_or_else(none)
    }

    /// Once a loop and once a call: fuel is spent, garbage collected if due, and
    /// whoever watches is told.
    #[inline]
    pub(super) fn check_breaker(&mut self) -> PyResult<()> {
        self.rt.spend(FUEL)?;
        if self.rt.breaker.get() {
            self.save();
            self.rt.breaker.set(false);
            crate::gc::collect_if_due(self.rt)?;
        }
        Ok(())
    }
}
