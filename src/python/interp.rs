//! What the evaluation loop keeps in the runtime: frames, modules, output.

use super::frame::Frame;
use super::stack::{DataStack, Row};
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime, rooms};
use crate::shapes::Field;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many frames are kept.
const IDLE_FRAMES: usize = 32;

/// Where printed text goes.
pub type Sink = Box<dyn FnMut(&str)>;

/// The state of floor 6.
pub(crate) struct Python {
    pub(crate) data: DataStack,
    /// Frames that are not in use, kept for the next calls.
    idle: RefCell<Vec<Rc<Frame>>>,
    /// The name `__init__`.
    pub(crate) init: Obj,
    /// The frame that runs.
    pub(crate) current: RefCell<Option<Rc<Frame>>>,
    /// How many Python calls are nested.
    pub(crate) depth: Cell<u32>,
    pub(crate) recursion_limit: Cell<u32>,
    /// The exception that is being handled, if any.
    pub(crate) handled: Field,
    /// `sys.modules`.
    pub(crate) modules: Obj,
    /// The namespace of `builtins`.
    pub(crate) builtins: Obj,
    pub(crate) stdout: RefCell<Sink>,
    pub(crate) stderr: RefCell<Sink>,
    /// Sources of inputs, for tracebacks: file name and text.
    pub(crate) sources: RefCell<Vec<(String, String)>>,
    /// Watches the program as it runs; see [`super::record`].
    pub(crate) watcher: RefCell<Option<Rc<dyn Watcher>>>,
}

/// Somebody who is told of each line before it runs.
pub(crate) trait Watcher {
    /// A frame is about to run a line of its code.
    fn line(&self, rt: &Runtime, frame: &Rc<Frame>);
}

crate::room!(Python, rooms::PYTHON);

impl Python {
    /// The state of a runtime in which nothing ran yet.
    pub(crate) fn new(rt: &Runtime) -> PyResult<Python> {
        let modules = rt.new_dict()?;
        let module = rt.new_module("builtins")?;
        let builtins = crate::objects::module::namespace(&module);
        let builtins = builtins.expect("a new module has a namespace");
        dict::set_str(rt, &modules, "builtins", module)?;
        Ok(Python {
            data: DataStack::default(),
            idle: RefCell::default(),
            init: rt.intern_str("__init__")?,
            current: RefCell::new(None),
            depth: Cell::new(0),
            recursion_limit: Cell::new(rt.options.recursion_limit),
            handled: Field::empty(),
            modules,
            builtins,
            stdout: RefCell::new(Box::new(|text| print!("{text}"))),
            stderr: RefCell::new(Box::new(|text| eprint!("{text}"))),
            sources: RefCell::default(),
            watcher: RefCell::new(None),
        })
    }

    /// The frame that runs.
    pub(crate) fn frame(&self) -> Option<Rc<Frame>> {
        self.current.borrow().clone()
    }

    /// The frame of a function's call, in the memory of one that is not in use if there
    /// is any.
    #[inline(always)]
    pub(crate) fn frame_for_call(
        &self,
        rt: &Runtime,
        function: Obj,
        code: Obj,
        row: Row,
        is_entry: bool,
    ) -> Rc<Frame> {
        let idle = self.idle.borrow_mut().pop();
        let mut frame =
            idle.unwrap_or_else(|| Rc::new(Frame::new(code.clone(), row, rt.none())));
        // Nobody else has the frame: it is new, or was seen to be idle by `recycle`.
        if let Some(frame) = Rc::get_mut(&mut frame) {
            frame.begin(function, code, row, is_entry);
        }
        frame
    }

    /// Keeps the memory of a frame whose call is over, unless somebody still has it.
    #[inline(always)]
    pub(crate) fn recycle(&self, rt: &Runtime, mut frame: Rc<Frame>) {
        if let Some(over) = Rc::get_mut(&mut frame) {
            over.forget(rt.none());
            let mut idle = self.idle.borrow_mut();
            if idle.len() < IDLE_FRAMES {
                idle.push(frame);
            }
        }
    }

    /// Remembers the text of a file, so that tracebacks can show lines of it.
    pub(crate) fn remember(&self, filename: &str, source: &str) {
        let mut sources = self.sources.borrow_mut();
        sources.retain(|(name, _)| name != filename);
        sources.push((filename.to_owned(), source.to_owned()));
    }

    /// A line of a file.
    pub(crate) fn source_line(&self, filename: &str, line: u32) -> Option<String> {
        let sources = self.sources.borrow();
        let (_, text) = sources.iter().find(|(name, _)| name == filename)?;
        text.lines()
            .nth(line.checked_sub(1)? as usize)
            .map(str::to_owned)
    }
}

impl Runtime {
    /// The state of the evaluation loop.
    #[inline(always)]
    pub(crate) fn python(&self) -> &Python {
        self.room::<Python>()
    }

    /// Writes to the program's standard output.
    pub(crate) fn write_out(&self, text: &str) {
        (self.python().stdout.borrow_mut())(text);
    }

    /// Writes to the program's standard error.
    pub(crate) fn write_err(&self, text: &str) {
        (self.python().stderr.borrow_mut())(text);
    }

    /// The `__name__` of the module whose code runs.
    pub(crate) fn calling_module(&self) -> PyResult<Option<Obj>> {
        match self.try_room::<Python>().and_then(Python::frame) {
            Some(frame) => dict::get_str(self, &frame.globals, "__name__"),
            None => Ok(None),
        }
    }
}
