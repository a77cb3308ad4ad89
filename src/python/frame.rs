//! Frames: one for each call that runs (`Include/internal/pycore_frame.h`).

use super::program::{Entry, Program};
use super::registers::Running;
use super::stack::Row;
use crate::names::Scopes;
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
    /// The module's names and the built-in ones, where they are not the function's.
    pub(crate) names: Option<(Obj, Obj)>,
    /// The names of a module or class body; nothing for functions.
    pub(crate) locals: Option<Obj>,
    /// The variables and the stack.
    pub(crate) row: Row,
    /// How many slots of the row are in use.
    pub(crate) top: Cell<usize>,
    /// The frame as Python sees it, once somebody asked.
    pub(crate) object: Field,
    /// What the caller gets in place of None: the instance, where this is `__init__`.
    pub(crate) instance: Field,
    /// How many slots the caller's stack keeps until then: what was called, and with
    /// what, where that was not this function.
    pub(crate) kept: Cell<usize>,
    /// The tuple of arguments that the caller keeps besides.
    pub(crate) passed: Field,
    /// The same for arguments given by name: their dict, and all values once more.
    pub(crate) copies: RefCell<Vec<Obj>>,
    /// Whether the caller is Rust.
    pub(crate) is_entry: bool,
    /// The generator that this is the frame of.
    pub(crate) generator: Option<Obj>,
    /// Whether the call ends as most do: it is a function's, made by the loop, and there
    /// is nothing more to it than variables.
    pub(crate) is_plain: Cell<bool>,
    /// The caller; of a frame that is not in use, the next such.
    pub(crate) back: Link,
}

/// A place for a frame, or for none.
#[derive(Default)]
pub(crate) struct Link(Cell<Option<Rc<Frame>>>);

impl Link {
    /// The frame.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn get(&self) -> Option<Rc<Frame>> {
        let held = self.0.take();
        self.0.set(held.clone());
        held
    }

    /// The frame, uncounted, as long as it is the one that runs.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn running(&self) -> Option<Running> {
        let held = self.0.take();
        let running = held.as_ref().map(Running::new);
        self.0.set(held);
        running
    }

    /// The frame, which leaves the place.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn take(&self) -> Option<Rc<Frame>> {
        self.0.take()
    }

    /// Puts a frame into the place, which is empty.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn put(&self, frame: Option<Rc<Frame>>) {
        let nothing = self.0.replace(frame);
        debug_assert!(nothing.is_none());
        std::mem::forget(nothing);
    }
}

impl Frame {
    /// The code that runs.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn code(&self) -> View<'_, PyCodeObject> {
        self.program.code().expect()
    }

    /// The names of the module whose code runs.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn globals(&self) -> &Obj {
        match &self.names {
            Some((globals, _)) => globals,
            None => &self.called().get().func_globals,
        }
    }

    /// The built-in names, as this code sees them.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn builtins(&self) -> &Obj {
        match &self.names {
            Some((_, builtins)) => builtins,
            None => &self.called().get().func_builtins,
        }
    }

    /// The names of the module whose code runs, and the built-in names.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn global_names(&self) -> (&Obj, &Obj) {
        match &self.names {
            Some((globals, builtins)) => (globals, builtins),
            None => {
                let function = self.called().get();
                (&function.func_globals, &function.func_builtins)
            }
        }
    }

    /// The namespaces of a module or class body. A function that was made of a module's
    /// code binds the names of its module.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn scopes(&self) -> Scopes<'_> {
        let globals = self.globals();
        Scopes {
            locals: self.locals.as_ref().unwrap_or(globals),
            globals,
            builtins: self.builtins(),
        }
    }

    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    fn called(&self) -> View<'_, PyFunctionObject> {
        let function = self.function.as_ref();
        function.expect("a frame with names or a function").expect()
    }

    /// The code object that runs.
    pub(crate) fn code_object(&self) -> &Obj {
        self.program.code()
    }

    /// The instruction that runs, by its index in the code.
    pub(crate) fn at(&self) -> usize {
        self.program.place(self.program.next().saturating_sub(1))
    }

    /// The line that runs.
    pub(crate) fn line(&self) -> u32 {
        self.code()
            .line(self.at())
            .unwrap_or(self.code().firstlineno())
    }

    /// A frame for a code object that is about to run.
    pub(crate) fn new(entry: Entry, row: Row) -> Frame {
        Frame {
            names: None,
            locals: None,
            top: Cell::new(entry.variables()),
            program: Program::new(entry),
            function: None,
            row,
            object: Field::empty(),
            instance: Field::empty(),
            kept: Cell::new(0),
            passed: Field::empty(),
            copies: RefCell::default(),
            is_entry: false,
            generator: None,
            is_plain: Cell::new(false),
            back: Link::default(),
        }
    }

    /// Begins the call of a function, in a frame that is new or was left by
    /// [`Frame::forget`].
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn begin(
        &mut self,
        function: Obj,
        entry: Entry,
        row: Row,
        is_entry: bool,
    ) {
        self.top.set(entry.variables());
        self.program = Program::new(entry);
        self.function = Some(function);
        self.row = row;
        self.is_entry = is_entry;
        self.is_plain.set(!is_entry);
    }

    /// Lets go of all that the frame refers to, if it was of a function's call: true
    /// where it can be used for another one.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn forget(&mut self) -> bool {
        self.program.forget();
        self.function = None;
        self.generator = None;
        self.names.is_none()
    }

    /// Lets go of what the caller kept for the call beside its stack.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn drop_kept(&self) {
        if self.kept.get() > 0 {
            drop(self.copies.take());
            self.passed.set(None);
        }
    }

    /// Empties the variables, first to last, as a function does when it returns.
    #[cfg_attr(not(any(target_arch = "wasm32", debug_assertions)), inline(always))]
    pub(crate) fn clear_variables(&self) {
        let count = self.program.variables();
        self.row.clear(count);
        self.top.set(count);
    }
}
