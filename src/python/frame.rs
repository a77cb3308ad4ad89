//! Frames: one for each call that runs (`Include/internal/pycore_frame.h`).

use super::stack::{Program, Row};
use crate::object::View;
use crate::objects::code::PyCodeObject;
use crate::refcount::Obj;
use crate::shapes::Field;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A call that runs, or a generator that waits.
pub(crate) struct Frame {
    /// What runs.
    pub(crate) program: Program,
    /// The function called; nothing for modules and classes.
    pub(crate) function: Option<Obj>,
    /// The module's names.
    pub(crate) globals: Obj,
    /// The built-in names.
    pub(crate) builtins: Obj,
    /// The names of a module or class body; nothing for functions.
    pub(crate) locals: Option<Obj>,
    /// The variables and the stack.
    pub(crate) row: Row,
    /// How many slots of the row are in use.
    pub(crate) top: Cell<usize>,
    /// The next instruction.
    pub(crate) next: Cell<usize>,
    /// The frame as Python sees it, once somebody asked.
    pub(crate) object: Field,
    /// What the caller gets in place of None: the instance, where this is `__init__`.
    pub(crate) instance: Field,
    /// Whether the caller is Rust.
    pub(crate) is_entry: bool,
    /// The generator that this is the frame of.
    pub(crate) generator: Option<Obj>,
    /// The caller.
    pub(crate) back: RefCell<Option<Rc<Frame>>>,
}

impl Frame {
    /// The code that runs.
    #[inline(always)]
    pub(crate) fn code(&self) -> View<'_, PyCodeObject> {
        self.program.code().expect()
    }

    /// The code object that runs.
    pub(crate) fn code_object(&self) -> &Obj {
        self.program.code()
    }

    /// The line that runs.
    pub(crate) fn line(&self) -> u32 {
        let at = self.next.get().saturating_sub(1);
        self.code().line(at).unwrap_or(self.code().firstlineno())
    }

    /// Lets go of all that the frame refers to; `nothing` stands in its place.
    #[inline(always)]
    pub(crate) fn forget(&mut self, nothing: &Obj) {
        self.program = Program::idle(nothing.clone());
        self.globals = nothing.clone();
        self.builtins = nothing.clone();
        self.function = None;
        self.locals = None;
    }

    /// Empties the variables, first to last, as a function does when it returns.
    pub(crate) fn clear_variables(&self) {
        for index in 0..self.code().nlocalsplus() {
            drop(self.row.take(index));
        }
        self.top.set(self.code().nlocalsplus());
    }
}
