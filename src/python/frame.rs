//! Frames: one for each call that runs (`Include/internal/pycore_frame.h`).

use super::stack::{Program, Row};
use crate::object::View;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
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
    /// What the caller keeps until then: the instance, where this is its `__call__`.
    pub(crate) called: Field,
    /// Whether the caller is Rust.
    pub(crate) is_entry: bool,
    /// The generator that this is the frame of.
    pub(crate) generator: Option<Obj>,
    /// The caller.
    pub(crate) back: RefCell<Option<Rc<Frame>>>,
}

impl Frame {
    /// The code that runs.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn code(&self) -> View<'_, PyCodeObject> {
        self.program.code().expect()
    }

    /// The code object that runs.
    pub(crate) fn code_object(&self) -> &Obj {
        self.program.code()
    }

    /// The instruction that runs, by its index in the code.
    pub(crate) fn at(&self) -> usize {
        self.program.place(self.next.get().saturating_sub(1))
    }

    /// The line that runs.
    pub(crate) fn line(&self) -> u32 {
        self.code()
            .line(self.at())
            .unwrap_or(self.code().firstlineno())
    }

    /// A frame for a code object that is about to run, `nothing` standing for all else.
    pub(crate) fn new(code: Obj, row: Row, nothing: &Obj) -> Frame {
        Frame {
            globals: nothing.clone(),
            builtins: nothing.clone(),
            locals: None,
            top: Cell::new(code.expect::<PyCodeObject>().nlocalsplus()),
            program: Program::new(code),
            function: None,
            row,
            next: Cell::new(0),
            object: Field::empty(),
            instance: Field::empty(),
            called: Field::empty(),
            is_entry: false,
            generator: None,
            back: RefCell::new(None),
        }
    }

    /// Begins the call of a function, in a frame that is new or was left by
    /// [`Frame::forget`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn begin(&mut self, function: Obj, code: Obj, row: Row, is_entry: bool) {
        let view = function.expect::<PyFunctionObject>();
        self.globals = view.func_globals.clone();
        self.builtins = view.func_builtins.clone();
        self.top.set(code.expect::<PyCodeObject>().nlocalsplus());
        self.program = Program::new(code);
        self.function = Some(function);
        self.row = row;
        self.next.set(0);
        self.is_entry = is_entry;
    }

    /// Lets go of all that the frame refers to; `nothing` stands in its place.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn forget(&mut self, nothing: &Obj) {
        self.program = Program::idle(nothing.clone());
        self.globals = nothing.clone();
        self.builtins = nothing.clone();
        self.function = None;
        self.locals = None;
        self.generator = None;
    }

    /// Empties the variables, first to last, as a function does when it returns.
    pub(crate) fn clear_variables(&self) {
        for index in 0..self.code().nlocalsplus() {
            drop(self.row.take(index));
        }
        self.top.set(self.code().nlocalsplus());
    }
}
