//! The machine that the evaluation loop drives: the frame that runs, and its stack.

use super::super::frame::Frame;
use super::super::interp::Python;
use super::super::registers::Running;
use super::super::stack::Stack;
use super::Exit;
use crate::names;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use std::rc::Rc;

/// Fuel for a turn of a loop or for a call.
pub(super) const FUEL: u64 = 10;

/// The machine.
pub(super) struct Machine<'a> {
    pub(super) rt: &'a Runtime,
    pub(super) py: &'a Python,
    pub(super) frame: Running,
    pub(super) stack: Stack,
}

impl Machine<'_> {
    /// Makes the depth of the stack visible to whoever looks at the frame.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn save(&self) {
        self.frame.top.set(self.stack.top(self.frame.row));
    }

    /// The names that instructions refer to.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn names(&self) -> &[Obj] {
        self.frame.program.names()
    }

    /// Goes on with another frame, the current one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn switch(&mut self, frame: Running) {
        self.stack = Stack::new(frame.row, frame.top.get());
        self.frame = frame;
    }

    /// Enters the frame of a call.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn enter(&mut self, called: Rc<Frame>) -> PyResult<()> {
        self.save();
        if let Err(raised) = super::check_depth(self.rt, self.py) {
            super::discard(self.py, &called);
            self.stack.drop_upwards(called.kept.take());
            return Err(raised);
        }
        self.switch(super::enter(self.py, called));
        Ok(())
    }

    /// The call is over: the caller's frame goes on with the value, unless the caller
    /// is Rust, or `__init__` returned something.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn return_value(&mut self, value: Obj) -> Option<Exit> {
        let frame = self.frame;
        let wrong = !frame.instance.is_empty() && !value.is(self.rt.none());
        if frame.is_entry || wrong {
            return Some(Exit::Return(value));
        }
        let value = frame.instance.take().unwrap_or(value);
        self.save();
        if frame.generator.is_some() {
            self.generator_returned(value);
            return None;
        }
        let over = super::leave(self.py);
        super::clear(self.rt, self.py, &over);
        let kept = over.kept.take();
        self.back_to_caller(over);
        if kept > 0 {
            self.stack.drop_upwards(kept);
        }
        self.stack.push(value);
        None
    }

    /// Goes on with the caller's frame, which is the current one again.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn back_to_caller(&mut self, over: Rc<Frame>) {
        let caller = self.py.current.running().expect("a caller");
        self.switch(caller);
        self.py.recycle(over);
    }

    /// The namespaces of a module or class body.
    pub(super) fn scopes(&self) -> names::Scopes<'_> {
        self.frame.scopes()
    }

    /// Once a loop and once a call: fuel is spent, garbage collected if due, and
    /// whoever watches is told.
    #[inline]
    pub(super) fn check_breaker(&mut self) -> PyResult<()> {
        self.rt.spend(FUEL)?;
        self.collect_if_asked()
    }

    /// Behind a call of what is written in Rust: garbage is collected if due. While it
    /// ran, nothing was.
    #[inline]
    pub(super) fn collect_if_asked(&mut self) -> PyResult<()> {
        if self.rt.breaker.get() {
            self.save();
            self.rt.breaker.set(false);
            crate::gc::collect_if_due(self.rt)?;
        }
        Ok(())
    }
}
