//! What the evaluation loop keeps in the runtime: frames, modules, output.

use super::eval::class_calls::ClassCalls;
use super::frame::{Frame, Link};
use super::modules::tracemalloc::Sites;
use super::program::Entry;
use super::stack::{DataStack, Row};
use super::typed::Typed;
use crate::objects::builtin_function::plain;
use crate::objects::str::Text;
use crate::objects::{dict, module};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime, rooms};
use crate::shapes::Field;
use crate::typeobject::Builtin;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;

/// How many frames are kept.
const IDLE_FRAMES: u32 = 32;

/// Where printed text goes.
pub type Sink = Box<dyn FnMut(&str) -> io::Result<()>>;

/// The state of floor 6.
pub(crate) struct Python {
    pub(crate) data: DataStack,
    /// Frames that are not in use, kept for the next calls, and how many.
    idle: Link,
    idle_count: Cell<u32>,
    /// The name `__init__`.
    pub(crate) init: Obj,
    /// The name `__call__`.
    pub(crate) call: Obj,
    /// `__getitem__`
    pub(crate) getitem: Obj,
    /// The calls of classes that were made.
    pub(crate) class_calls: ClassCalls,
    /// The number of the source that is being compiled, where no lines of it are told.
    pub(crate) untold: Cell<u64>,
    /// The frame that runs.
    pub(crate) current: Link,
    /// How many Python calls are nested.
    pub(crate) depth: Cell<u32>,
    pub(crate) recursion_limit: Cell<u32>,
    /// The exception that is being handled, if any, in the generator that runs or
    /// outside of all; see [`Python::handled`].
    pub(crate) handled: Field,
    /// What the callers of the generators that run are handling, the outermost first;
    /// nothing of those that handle nothing.
    pub(crate) outer_handled: RefCell<Vec<Obj>>,
    /// Where an exception that is raised again in this frame was raised first.
    pub(crate) reraised_from: Cell<Option<usize>>,
    /// The error that nobody handled last, for as long as there is no `sys` to have it.
    pub(crate) last_error: Field,
    /// What `atexit` shall call, once that module is imported: a list.
    pub(crate) at_exit: Field,
    /// The modules whose text is running for the first time, the newest last.
    pub(crate) loading: RefCell<Vec<String>>,
    /// `sys.modules`.
    pub(crate) modules: Obj,
    /// The namespace of `builtins`.
    pub(crate) builtins: Obj,
    /// What was in it at first: a dict.
    pub(crate) first_builtins: Obj,
    pub(crate) stdout: RefCell<Sink>,
    pub(crate) stderr: RefCell<Sink>,
    /// How many bytes of output wait in memory for the end of an input, where output is
    /// not passed on at once.
    pub(crate) waiting_output: Cell<Option<usize>>,
    /// Seconds after which a thread would let others run.
    pub(crate) switch_interval: Cell<f64>,
    /// `sys.getdlopenflags()`
    pub(crate) dlopen_flags: Cell<i32>,
    /// `sys.get_coroutine_origin_tracking_depth()`
    pub(crate) origin_depth: Cell<i32>,
    /// Whether inputs are typed at a prompt.
    pub(crate) at_prompt: Cell<bool>,
    /// What a prompt keeps of its inputs.
    pub(crate) typed: RefCell<Option<Rc<Typed>>>,
    /// Whether the program has ended, and its streams are gone.
    pub(crate) is_over: Cell<bool>,
    /// Which imports have left what they leave; see [`super::modules`].
    pub(crate) imported: Cell<u64>,
    /// Sources of inputs, for tracebacks: file name and text.
    pub(crate) sources: RefCell<Vec<(String, Cow<'static, str>)>>,
    /// When the program first asked for the time.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) clock: std::cell::OnceCell<std::time::Instant>,
    /// When the collector began, by that clock, in nanoseconds.
    pub(crate) collection_began: Cell<u128>,
    /// Watches the program as it runs; see [`super::record`].
    pub(crate) watcher: RefCell<Option<Rc<dyn Watcher>>>,
    /// What `sys.settrace` was given.
    pub(crate) trace: Field,
    /// What `sys.setprofile` was given.
    pub(crate) profile: Field,
    /// Whether a profile function is to be told of calls now.
    pub(crate) profiling: Cell<bool>,
    /// Whether frames are traced now, for one or the other.
    pub(crate) tracing: Cell<bool>,
    /// Whether such a function runs.
    pub(crate) in_trace: Cell<bool>,
    /// The instructions of codes that were traced, with stops among them, by the ids of
    /// the codes.
    pub(crate) traced: RefCell<HashMap<usize, Traced>>,
    /// Where blocks were made, while they are noted.
    pub(crate) sites: RefCell<Sites>,
}

/// A code object that was traced, and its instructions with stops among them.
type Traced = (Obj, Rc<[u32]>);

/// Somebody who is told of each statement before it runs.
pub(crate) trait Watcher {
    /// The statement on this line is about to run.
    fn line(&self, rt: &Runtime, line: u32);
}

crate::room!(Python, rooms::PYTHON);

impl Python {
    /// The state of a runtime in which nothing ran yet.
    pub(crate) fn new(rt: &Runtime) -> PyResult<Python> {
        let modules = rt.new_dict()?;
        let module = rt.new_module("builtins")?;
        let builtins = crate::objects::module::namespace(&module);
        let builtins = builtins.expect("a new module has a namespace");
        module::specify_late(&module);
        dict::set_str(rt, &builtins, "__package__", rt.intern_str("")?)?;
        dict::set_str(rt, &modules, "builtins", module)?;
        Ok(Python {
            data: DataStack::default(),
            idle: Link::default(),
            idle_count: Cell::new(0),
            init: rt.intern_str("__init__")?,
            call: rt.intern_str("__call__")?,
            getitem: rt.intern_str("__getitem__")?,
            class_calls: ClassCalls::default(),
            untold: Cell::new(0),
            current: Link::default(),
            depth: Cell::new(0),
            recursion_limit: Cell::new(rt.options.recursion_limit),
            handled: Field::empty(),
            outer_handled: RefCell::default(),
            reraised_from: Cell::new(None),
            last_error: Field::empty(),
            at_exit: Field::empty(),
            loading: RefCell::default(),
            modules,
            builtins,
            first_builtins: rt.new_dict()?,
            stdout: RefCell::new(Box::new(|text| {
                io::stdout().write_all(text.as_bytes())
            })),
            stderr: RefCell::new(Box::new(|text| {
                io::stderr().write_all(text.as_bytes())
            })),
            waiting_output: Cell::new(None),
            switch_interval: Cell::new(0.005),
            dlopen_flags: Cell::new(2),
            origin_depth: Cell::new(0),
            at_prompt: Cell::new(false),
            typed: RefCell::default(),
            is_over: Cell::new(false),
            imported: Cell::new(0),
            sources: RefCell::default(),
            #[cfg(not(target_arch = "wasm32"))]
            clock: std::cell::OnceCell::new(),
            collection_began: Cell::new(0),
            watcher: RefCell::new(None),
            trace: Field::empty(),
            profile: Field::empty(),
            profiling: Cell::new(false),
            tracing: Cell::new(false),
            in_trace: Cell::new(false),
            traced: RefCell::default(),
            sites: RefCell::default(),
        })
    }

    /// The frame that runs.
    pub(crate) fn frame(&self) -> Option<Rc<Frame>> {
        self.current.get()
    }

    /// Whether the caller of the frame that runs is Rust.
    pub(crate) fn is_entry(&self) -> bool {
        self.current.running().is_some_and(|frame| frame.is_entry)
    }

    /// The frame that runs, or that called it where it is of a module that CPython has
    /// in C.
    pub(crate) fn visible_frame(&self) -> Option<Rc<Frame>> {
        self.visible(self.frame())
    }

    /// A frame, or the nearest of its callers that is of no such module.
    pub(crate) fn visible(&self, mut frame: Option<Rc<Frame>>) -> Option<Rc<Frame>> {
        while let Some(native) = frame
            .take_if(|f| super::modules::frozen::is_native(&plain(f.code().filename())))
        {
            frame = native.back.get();
        }
        frame
    }

    /// Tells whoever watches that the statement on a line is about to run.
    pub(crate) fn announce(&self, rt: &Runtime, line: u32) {
        let watcher = self.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.line(rt, line);
        }
    }

    /// The frame of a function's call, in the memory of one that is not in use if there
    /// is any.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn frame_for_call(
        &self,
        function: Obj,
        entry: Entry,
        row: Row,
        is_entry: bool,
    ) -> Rc<Frame> {
        let Some(mut frame) = self.idle_frame() else {
            return new_frame(function, entry, row, is_entry);
        };
        // Nobody else has the frame: it was seen to be idle by `recycle`.
        if let Some(frame) = Rc::get_mut(&mut frame) {
            frame.begin(function, entry, row, is_entry);
        }
        frame
    }

    /// A frame that is not in use, to be begun.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn idle_frame(&self) -> Option<Rc<Frame>> {
        let frame = self.idle.take()?;
        self.idle.put(frame.back.take());
        self.idle_count.set(self.idle_count.get() - 1);
        Some(frame)
    }

    /// Keeps the memory of a frame whose call is over, unless somebody still has it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn recycle(&self, mut frame: Rc<Frame>) {
        if let Some(over) = Rc::get_mut(&mut frame)
            && over.forget()
            && self.idle_count.get() < IDLE_FRAMES
        {
            self.idle_count.set(self.idle_count.get() + 1);
            frame.back.put(self.idle.take());
            self.idle.put(Some(frame));
        }
    }

    /// The exception that is being handled: by the generator that runs, or else by who
    /// called it.
    pub(crate) fn handled(&self) -> Option<Obj> {
        let outer = || self.outer_handled.borrow().last().cloned();
        self.handled.get().or_else(outer)
    }

    /// Remembers the text of a file or of an input, so that tracebacks can show lines
    /// of it.
    pub(crate) fn remember(&self, filename: &str, source: Cow<'static, str>) {
        let text = (filename.to_owned(), source);
        self.sources.borrow_mut().push(text);
    }

    /// The number of the newest text of this name, from 1; 0 where there is none.
    pub(crate) fn source_number(&self, filename: &str) -> u64 {
        let sources = self.sources.borrow();
        let newest = sources.iter().rposition(|(name, _)| name == filename);
        newest.map_or(0, |index| index as u64 + 1)
    }

    /// The text with a number.
    pub(crate) fn source_text(&self, number: u64) -> Option<String> {
        let index = (number as usize).checked_sub(1)?;
        let sources = self.sources.borrow();
        sources.get(index).map(|(_, text)| text.to_string())
    }

    /// Some lines of the text with a number, without the blanks at their ends.
    pub(crate) fn source_lines(
        &self,
        number: u64,
        first: u32,
        last: u32,
    ) -> Vec<String> {
        let sources = self.sources.borrow();
        let index = (number as usize).checked_sub(1);
        let text = index.and_then(|index| sources.get(index));
        let lines = text.map_or("", |(_, text)| text).lines();
        let count = (last + 1).saturating_sub(first) as usize;
        let lines = lines.skip(first.saturating_sub(1) as usize).take(count);
        lines.map(|line| line.trim_end().to_owned()).collect()
    }
}

/// A frame in memory of its own.
#[cold]
#[inline(never)]
fn new_frame(function: Obj, entry: Entry, row: Row, is_entry: bool) -> Rc<Frame> {
    let mut frame = Frame::new(entry, row);
    frame.function = Some(function);
    frame.is_entry = is_entry;
    frame.is_plain.set(!is_entry);
    Rc::new(frame)
}

impl Runtime {
    /// The state of the evaluation loop.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn python(&self) -> &Python {
        self.room::<Python>()
    }

    /// The built-in names that code with these globals sees
    /// (`Python/ceval.c@v3.13.0#_PyEval_BuiltinsFromGlobals`).
    pub(crate) fn builtins_for(&self, globals: &Obj) -> PyResult<Obj> {
        Ok(match dict::get_str(self, globals, "__builtins__")? {
            Some(module) => module::namespace(&module).unwrap_or(module),
            None => self.python().builtins.clone(),
        })
    }

    /// A module, imported where it was not yet.
    pub(crate) fn import_module(&self, name: &str) -> PyResult {
        super::modules::import(self, name)
    }

    /// Writes to the program's standard output, which costs fuel. Fails with `MemoryError`
    /// where too much of it waits in memory, and with an `OSError` where nobody takes it.
    pub(crate) fn write_out(&self, text: &str) -> PyResult<()> {
        self.spend(text.len() as u64 / 16)?;
        if !self.may_wait(text) {
            return Err(self.memory_error());
        }
        let written = (self.python().stdout.borrow_mut())(text);
        written.map_err(|error| self.not_written(&error))
    }

    /// Raises the `OSError` that stands for an error of the system.
    #[cold]
    fn not_written(&self, error: &io::Error) -> Raised {
        let number = error.raw_os_error().unwrap_or_default();
        let text = error.to_string();
        let words = text.split(" (os error").next().unwrap_or_default();
        let class = self.type_obj(Builtin::OsError);
        let made = self
            .new_int(number.into())
            .and_then(|number| self.call_with(&class, &[number, self.new_str(words)?]));
        made.map_or_else(|raised| raised, |error| self.raise_object(error))
    }

    /// Writes to the program's standard error; where too much waits in memory, not even
    /// that is said.
    pub(crate) fn write_err(&self, text: &str) {
        if self.may_wait(text) {
            // Where standard error takes nothing, there is nowhere to say so.
            let _ = (self.python().stderr.borrow_mut())(text);
        }
    }

    /// Whether there is room for this output, which may have to wait.
    fn may_wait(&self, text: &str) -> bool {
        let waiting = &self.python().waiting_output;
        let Some(before) = waiting.get() else {
            return true;
        };
        let after = before + text.len();
        // It is held twice: by its stream, and in the order in which it was written.
        let fits = self.options.memory.is_none_or(|budget| after <= budget / 4);
        if fits {
            waiting.set(Some(after));
        }
        fits
    }

    /// The `__name__` of the module whose code runs.
    /// Whether the code that runs is of a module that belongs to the runtime.
    pub(crate) fn calling_is_frozen(&self) -> bool {
        let frame = self.try_room::<Python>().and_then(Python::frame);
        frame.is_some_and(|frame| {
            let name = Text::of(frame.code().filename()).map(Text::to_rust);
            name.is_some_and(|name| super::modules::place::is_library(&name))
        })
    }

    pub(crate) fn calling_module(&self) -> PyResult<Option<Obj>> {
        match self.try_room::<Python>().and_then(Python::frame) {
            Some(frame) => dict::get_str(self, frame.globals(), "__name__"),
            None => Ok(None),
        }
    }
}
