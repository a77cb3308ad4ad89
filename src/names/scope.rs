//! The names of a function: slots, cells, and the module's dict
//! (`Objects/cellobject.c@v3.13.0`, `Python/symtable.c@v3.13.0#analyze_name`).
//!
//! Where a function finds a name is decided when it is compiled, from its text: a name
//! that is bound there is a slot of each call's frame; a name of a function around it is
//! a cell that the function brings along; any other is searched in the module's dict,
//! then among the built-in names. This module reads that decision.

use super::{Namespace, load_global};
use crate::objects::builtin_function::plain;
use crate::objects::cell::PyCellObject;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::tuple;
use crate::refcount::{Obj, PyRef};
use crate::runtime::Runtime;

/// Where a function's code finds a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In a slot of the call's frame, counted from 0.
    Slot(usize),
    /// In a cell that each call makes and keeps in this slot: an inner function uses
    /// the name too.
    OwnCell(usize),
    /// In a cell of a function around it: one of those in `__closure__`.
    Closure(usize),
    /// In the module's dict, or among the built-in names.
    Global,
}

/// A variable that several functions share: a cell, 24 bytes with one reference.
///
/// ```
/// use pyobject::{Runtime, names::PyCell};
///
/// let rt = Runtime::new();
/// let inner = PyCell::new(&rt);
/// let outer = inner.clone(); // another reference to the same cell
/// inner.bind(rt.int(1));
/// outer.bind(rt.int(2));
/// assert!(inner.lookup().unwrap().is(&rt.int(2)));
/// ```
#[derive(Clone)]
pub struct PyCell<'rt> {
    rt: &'rt Runtime,
    cell: Obj,
}

impl<'rt> PyCell<'rt> {
    /// A cell for a variable that is not bound yet.
    ///
    /// # Panics
    /// Where the memory budget is spent.
    pub fn new(rt: &'rt Runtime) -> PyCell<'rt> {
        let cell = rt.new_cell(None).expect("memory for a cell");
        PyCell { rt, cell }
    }

    /// Binds the variable, for all who share it.
    pub fn bind(&self, object: PyRef<'rt>) {
        let object = self.rt.adopt(object);
        self.cell.expect::<PyCellObject>().ob_ref.set(Some(object));
    }

    /// The object that the variable refers to.
    pub fn lookup(&self) -> Option<PyRef<'rt>> {
        self.cell.expect::<PyCellObject>().ob_ref.get()
    }

    /// Unbinds the variable, as `del` does; false if it was not bound.
    pub fn unbind(&self) -> bool {
        let before = self.cell.expect::<PyCellObject>().ob_ref.take();
        before.is_some()
    }

    /// Whether both are one cell.
    pub fn is(&self, other: &PyCell<'_>) -> bool {
        self.cell.is(&other.cell)
    }
}

/// The names of a function.
///
/// ```
/// use pyobject::names::{Place, Scope};
/// use pyobject::{Runtime, python::Session};
///
/// let rt = Runtime::new();
/// let mut session = Session::new(&rt);
/// session.push("def area(width, height): return abs(width * height)\n");
/// let area = session.names().lookup("area").unwrap();
/// let scope = Scope::of(&rt, &area).unwrap();
/// assert_eq!(scope.place("height"), Place::Slot(1));
/// assert_eq!(scope.place("abs"), Place::Global);
/// ```
pub struct Scope<'rt> {
    rt: &'rt Runtime,
    function: Obj,
}

impl<'rt> Scope<'rt> {
    /// The scope of a function that was made by `def` or `lambda`; nothing for other
    /// objects.
    pub fn of(rt: &'rt Runtime, function: &PyRef<'rt>) -> Option<Scope<'rt>> {
        let function = rt.adopt(function.clone());
        function.cast::<PyFunctionObject>()?;
        Some(Scope { rt, function })
    }

    /// Where the function's code finds a name.
    pub fn place(&self, name: &str) -> Place {
        let code = self.function.expect::<PyFunctionObject>().code();
        let code = code.expect::<PyCodeObject>();
        let mut variables = code.localsplusnames().iter();
        let Some(index) = variables.position(|variable| plain(variable) == name) else {
            return Place::Global;
        };
        let own = code.nlocalsplus() - code.nfreevars();
        match index.checked_sub(own) {
            Some(index) => Place::Closure(index),
            None if code.is_cell(index) => Place::OwnCell(index),
            None => Place::Slot(index),
        }
    }

    /// The cell that the function brought along for a name of a function around it.
    pub fn cell(&self, name: &str) -> Option<PyCell<'rt>> {
        let Place::Closure(index) = self.place(name) else {
            return None;
        };
        let function = self.function.expect::<PyFunctionObject>().get();
        let closure = function.func_closure.get()?;
        let cell = tuple::items(&closure).get(index)?.clone();
        Some(PyCell { rt: self.rt, cell })
    }

    /// What a name leads to, now, for the function's code. An empty cell ends the
    /// search, and so does a slot: a call has its slots only while it runs.
    pub fn lookup(&self, name: &str) -> Option<PyRef<'rt>> {
        match self.place(name) {
            Place::Slot(_) | Place::OwnCell(_) => None,
            Place::Closure(_) => self.cell(name)?.lookup(),
            Place::Global => self.global(name),
        }
    }

    /// The module's name, or else the built-in one.
    fn global(&self, name: &str) -> Option<PyRef<'rt>> {
        let function = self.function.expect::<PyFunctionObject>().get();
        let (globals, builtins) = (&function.func_globals, &function.func_builtins);
        let key = self.rt.intern_str(name).expect(super::NO_MEMORY);
        let found = load_global(self.rt, globals, builtins, &key);
        found.map_err(|_| self.rt.clear_raised()).ok()
    }

    /// The names of the module that the function was defined in.
    pub fn globals(&self) -> Namespace<'rt> {
        let function = self.function.expect::<PyFunctionObject>().get();
        Namespace::of(self.rt, function.func_globals.clone())
    }
}
