//! A session: inputs that are run one after the other in one namespace.

mod refused;

use super::assemble::{Arena, assemble};
use super::compile::{self, Mode};
use super::eval::{frame_for_code, run_frame_to_end};
use super::left;
use super::typed::{self, Taken, Typed};
use crate::names::Namespace;
use crate::object;
use crate::objects::builtin_function::plain;
use crate::objects::code::PyCodeObject;
use crate::objects::exception_types::field_value;
use crate::objects::{dict, module};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::{Builtin, is_instance};
use std::cell::RefCell;
use std::rc::Rc;

pub(crate) use refused::raise_syntax_error;

/// What an input printed, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// What went to standard output.
    pub stdout: String,
    /// What went to standard error: tracebacks and warnings.
    pub stderr: String,
    /// Both, in the order in which they were written.
    pub shown: String,
    /// The code with which the program asked to end.
    pub exit: Option<i32>,
    /// Whether it ended with an exception that nobody handled.
    pub failed: bool,
    /// Whether it was stopped because its fuel was used up.
    pub stopped: bool,
}

/// What was printed so far: to either stream, and to both.
#[derive(Default)]
pub(super) struct Printed {
    pub(super) out: String,
    err: String,
    both: String,
}

/// A program's namespace, `__main__`, and what is run in it.
///
/// ```
/// use pyobject::{Runtime, python::Session};
///
/// let rt = Runtime::new();
/// let mut session = Session::new(&rt);
/// session.push("A = [1, 2, 3]");
/// session.push("B = A");
/// session.push("A[1] = 5");
/// assert_eq!(session.push("B").stdout, "[1, 5, 3]\n");
/// ```
pub struct Session<'rt> {
    rt: &'rt Runtime,
    main: Obj,
    /// What was printed by the input that runs.
    pub(super) printed: Rc<RefCell<Printed>>,
    future_annotations: bool,
    /// Where statements announce themselves: how many lines ran before.
    announce: Option<u32>,
    /// How many inputs the prompt has read.
    inputs: usize,
    /// Whether an input is one statement, as the lines that a prompt reads are.
    single: bool,
}

/// The file that an input at the prompt is said to be in; its code has it with the
/// input's number (`Python/pythonrun.c@v3.13.0#pyrun_one_parse_ast`).
pub(crate) const PROMPT: &str = "<stdin>";

/// The name of a file as tracebacks tell it: that of the prompt without a number.
pub(crate) fn told_file(filename: &str) -> &str {
    match filename.strip_prefix(PROMPT) {
        Some(number) if number.starts_with('-') => PROMPT,
        _ => filename,
    }
}

impl<'rt> Session<'rt> {
    /// A session whose output is collected.
    ///
    /// # Panics
    /// Where the memory budget is spent.
    pub fn new(rt: &'rt Runtime) -> Session<'rt> {
        let session = Session::passing(rt);
        let py = rt.python();
        py.waiting_output.set(Some(0));
        let printed = session.printed.clone();
        *py.stdout.borrow_mut() = Box::new(move |text| {
            let printed = &mut *printed.borrow_mut();
            printed.out += text;
            printed.both += text;
            Ok(())
        });
        let printed = session.printed.clone();
        *py.stderr.borrow_mut() = Box::new(move |text| {
            let printed = &mut *printed.borrow_mut();
            printed.err += text;
            printed.both += text;
            Ok(())
        });
        session
    }

    /// A session whose output goes where the runtime's goes.
    ///
    /// # Panics
    /// Where the memory budget is spent.
    pub fn passing(rt: &'rt Runtime) -> Session<'rt> {
        let main = make_main(rt).expect("memory for a module");
        left::leave(rt, &left::SCRIPT).expect("memory for a few objects");
        crate::gc::begin(rt, 3, 10);
        Session {
            rt,
            main,
            printed: Rc::default(),
            future_annotations: false,
            announce: None,
            inputs: 0,
            single: false,
        }
    }

    /// Inputs will be typed at a prompt. CPython's own prompt is a program that was
    /// imported by then, and a class of it that another took the place of is garbage
    /// (`Lib/_pyrepl/readline.py@v3.13.0#_ReadlineWrapper`).
    pub fn at_prompt(self) -> Session<'rt> {
        let rt = self.rt;
        rt.python().at_prompt.set(true);
        crate::gc::begin(rt, 9, 0);
        let begin = || -> PyResult<Typed> {
            let name = rt.new_str("_ReadlineWrapper")?;
            let names = rt.new_dict()?;
            let module = rt.new_str("_pyrepl.readline")?;
            dict::set_str(rt, &names, "__module__", module)?;
            // Its methods live on in the class that took its place.
            dict::set_str(rt, &names, "__init__", rt.python().modules.clone())?;
            let parts = [name, rt.new_tuple(Vec::new())?, names];
            let class = rt.call_with(&rt.type_obj(Builtin::Type), &parts)?;
            // The collector has seen it before, and that its bases are no part of a cycle.
            object::untrack(&rt.attr(&class, "__bases__")?);
            drop((class, parts));
            // A container has been shown, so what notes such is there.
            rt.repr(&rt.new_tuple(vec![rt.none().clone()])?)?;
            left::leave(rt, &left::PROMPT)?;
            Typed::new(rt)
        };
        match begin() {
            Ok(typed) => *rt.python().typed.borrow_mut() = Some(Rc::new(typed)),
            // Without room for it there is that much less.
            Err(_) => rt.clear_raised(),
        }
        rt.young_count.set(761);
        self
    }

    /// Inputs will be read line by line until [`is_incomplete`](Self::is_incomplete) says
    /// that a statement is whole: more than that one is refused, as CPython's prompt does
    /// with what follows a block without an empty line.
    pub fn line_by_line(mut self) -> Session<'rt> {
        self.single = true;
        self
    }

    /// From here on the statements of inputs announce themselves, `before` being the
    /// number that counts before the next input's first line.
    pub(crate) fn announce(&mut self, before: u32) {
        self.announce = Some(before);
    }

    /// Runs one input as the prompt does: expressions are shown.
    pub fn push(&mut self, source: &str) -> Output {
        let filename = format!("{PROMPT}-{}", self.inputs);
        self.inputs += 1;
        self.run(source, &filename, Mode::Single)
    }

    /// Runs a whole program.
    pub fn exec(&mut self, source: &str, filename: &str) -> Output {
        self.run(source, filename, Mode::Exec)
    }

    /// Gives the names `__file__` and `__cached__` to a program that is in a file
    /// (`Python/pythonrun.c@v3.13.0#_PyRun_SimpleFile`).
    pub fn name_file(&self, filename: &str) {
        let (rt, names) = (self.rt, self.namespace());
        // The program's code objects name the file by this very str. Without room for a
        // name the program runs all the same.
        let _ = rt
            .intern_str(filename)
            .and_then(|text| dict::set_str(rt, &names, "__file__", text))
            .and_then(|()| dict::set_str(rt, &names, "__cached__", rt.none().clone()));
    }

    /// Whether an input needs more lines before it can be run, as the prompt asks.
    pub fn is_incomplete(&self, source: &str) -> bool {
        let typed = compile::compile_input(source, self.options());
        matches!(typed, Ok(None))
    }

    /// What the prompt shows before an input or, as `ps2`, before its further lines: the
    /// `str` of that name in `sys`. It is empty where there is none.
    ///
    /// ```
    /// use pyobject::{Runtime, python::Session};
    ///
    /// let rt = Runtime::new();
    /// let mut session = Session::new(&rt);
    /// session.push("import sys; sys.ps1 = 1.5");
    /// assert_eq!(session.prompt("ps1"), "1.5");
    /// ```
    pub fn prompt(&self, name: &str) -> String {
        let rt = self.rt;
        let shown = super::modules::import(rt, "sys").and_then(|sys| {
            let prompt = rt.attr(&sys, name)?;
            rt.str_of(&prompt).map(|text| plain(&text))
        });
        rt.clear_raised();
        shown.unwrap_or_default()
    }

    /// The runtime of the session.
    pub fn runtime(&self) -> &'rt Runtime {
        self.rt
    }

    /// The names of `__main__`, to look up and to bind from Rust.
    ///
    /// ```
    /// use pyobject::{Runtime, python::Session};
    ///
    /// let rt = Runtime::new();
    /// let mut session = Session::new(&rt);
    /// session.names().bind("y", rt.int(3));
    /// assert_eq!(session.push("y").stdout, "3\n");
    /// ```
    pub fn names(&self) -> Namespace<'rt> {
        Namespace::of(self.rt, self.namespace())
    }

    /// The namespace of `__main__`.
    pub(crate) fn namespace(&self) -> Obj {
        module::namespace(&self.main).expect("a module has a namespace")
    }

    fn options(&self) -> compile::Options {
        compile::Options {
            future_annotations: self.future_annotations,
            announce: self.announce,
            optimize: 0,
            typed: true,
        }
    }

    fn run(&mut self, source: &str, filename: &str, mode: Mode) -> Output {
        let mut output = Output::default();
        let mark = self.rt.mark_stack();
        let mut is_read = false;
        let result = self.execute(source, filename, mode, &mut is_read);
        if let Err(raised) = result {
            let typed = Some(source).filter(|_| is_read && mode == Mode::Single);
            self.report(raised, typed, &mut output);
        }
        self.rt.restore_stack(mark);
        let waiting = &self.rt.python().waiting_output;
        waiting.set(waiting.get().map(|_| 0));
        let printed = std::mem::take(&mut *self.printed.borrow_mut());
        output.stdout = printed.out;
        output.stderr = printed.err;
        output.shown = printed.both;
        output
    }

    /// `is_read` tells whether the source is Python, whatever becomes of it.
    fn execute(
        &mut self,
        source: &str,
        filename: &str,
        mode: Mode,
        is_read: &mut bool,
    ) -> PyResult<()> {
        let rt = self.rt;
        rt.python().remember(filename, source.to_owned().into());
        // A program that asks by the bare name would not be noticed.
        if source.contains("__loader__") {
            super::modules::specify(rt, &self.main)?;
        }
        let quote = mode != Mode::Single;
        let options = compile::Options {
            typed: mode == Mode::Single,
            ..self.options()
        };
        let compiled = compile::compile(source, mode, options);
        let compiled = compiled.and_then(|unit| match mode {
            Mode::Single if self.single => {
                super::syntax::check_single(source).map(|()| unit)
            }
            _ => Ok(unit),
        });
        let compiled = compiled.or_else(|error| {
            if mode == Mode::Single && self.single && error.incomplete {
                super::syntax::check_begun(source)?;
            }
            Err(error)
        });
        let unit = match compiled {
            Ok(unit) => unit,
            Err(error) => {
                *is_read = error.parsed;
                // What is no Python is not counted.
                self.inputs -= usize::from(mode == Mode::Single && !error.parsed);
                super::warnings::of_source(rt, &error.warnings, filename, quote)?;
                return Err(raise_syntax_error(rt, &error, filename));
            }
        };
        // How something is written is seen while it is read.
        *is_read = unit.warnings.iter().all(|warning| warning.text.is_none());
        super::warnings::of_source(rt, &unit.warnings, filename, quote).inspect_err(
            |_| self.inputs -= usize::from(mode == Mode::Single && !*is_read),
        )?;
        *is_read = true;
        if unit.codes[unit.top].flags & super::unit::CO_FUTURE_ANNOTATIONS != 0 {
            self.future_annotations = true;
        }
        let typed = rt.python().typed.borrow().clone();
        let typed = typed.filter(|_| mode == Mode::Single);
        let text = typed.as_ref().map(|_| typed::as_read(source));
        let mut taken = None;
        if let Some(text) = &text {
            taken = Some(Taken::read(rt, text, &unit, filename)?);
        }
        let list = (mode == Mode::Exec).then(|| Arena::list(rt)).transpose()?;
        let (code, mut arena) = assemble(rt, &unit, filename)?;
        if let Some(list) = &list {
            arena.keep_in(rt, list)?;
        }
        if let Some(taken) = &mut taken {
            taken.compile(rt, &unit)?;
        }
        let scopes = taken.as_ref().map(|taken| taken.scopes(&unit));
        drop(unit);
        if let (Some(typed), Some(text), Some(scopes)) = (&typed, text, scopes)
            && let Some(code) = code.cast::<PyCodeObject>()
        {
            left::leave_compiled(rt, scopes)?;
            typed.keep(rt, code.filename(), &text)?;
        }
        if let Some(taken) = &mut taken {
            taken.begin(rt)?;
        }
        let namespace = self.namespace();
        let frame = frame_for_code(rt, &code, &namespace, &namespace, None)?;
        drop((code, namespace));
        let result = run_frame_to_end(rt, frame);
        if let (Some(typed), Some(taken)) = (typed, taken) {
            taken.end(rt, &typed, arena);
        }
        result.map(drop)
    }

    /// Prints the traceback of an error, or notes that the program asked to end.
    fn report(&self, raised: Raised, typed: Option<&str>, output: &mut Output) {
        let rt = self.rt;
        let Some(error) = rt.fetch(raised) else {
            rt.clear_raised();
            output.stopped = true;
            return;
        };
        if is_instance(&error, rt.ty(Builtin::SystemExit)) {
            let code = field_value(&error, "code").filter(|code| !code.is(rt.none()));
            output.exit = Some(match code {
                None => 0,
                Some(code) => match crate::objects::int::to_i64(&code) {
                    Some(number) => number as i32,
                    None => {
                        let text = rt.str_of(&code).map(|text| plain(&text));
                        rt.write_err(&format!("{}\n", text.unwrap_or_default()));
                        1
                    }
                },
            });
            return;
        }
        output.failed = true;
        if let Some(source) = typed {
            typed::quote(rt, &error, source);
        }
        super::hooks::uncaught(rt, &error);
    }
}

fn make_main(rt: &Runtime) -> PyResult {
    let main = rt.new_module("__main__")?;
    module::specify_late(&main);
    let namespace = module::namespace(&main).expect("a new module has a namespace");
    let builtins = super::modules::import(rt, "builtins")?;
    dict::set_str(rt, &namespace, "__annotations__", rt.new_dict()?)?;
    dict::set_str(rt, &namespace, "__builtins__", builtins)?;
    dict::set_str(rt, &rt.python().modules, "__main__", main.clone())?;
    Ok(main)
}
