//! Recording a run: its inputs one by one, and after each what stands on the heap.
//!
//! A [`Recorder`] runs inputs as the prompt does and looks at the heap when each has
//! ended, and in between before each statement that a loop or a call comes to: for that
//! the code of a recorded input announces its statements. What it writes down is plain
//! data that can be drawn, stored and compared; it is the same on every machine, since
//! places are.

use std::cell::RefCell;
use std::rc::Rc;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode as Syntax, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use super::frame::Frame;
use super::interp::Watcher;
use super::session::{self, Output, Printed, Session, told_file};
use crate::lens::capture::{Camera, Shot, named};
use crate::lens::sorted::Set;
use crate::lens::{Layers, PROMPT, Snapshot, Step};
use crate::objects::dict;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::Runtime;
use crate::typeobject::Builtin;

mod plan;

pub use plan::{Mode, Plan, record};

/// Runs inputs in one session and writes down what each leaves on the heap.
///
/// ```
/// use pyobject::Runtime;
/// use pyobject::lens::Layers;
/// use pyobject::python::record::{Mode, Recorder, mentioned};
///
/// let rt = Runtime::new();
/// let mut recorder = Recorder::new(&rt, Layers::ALL, Mode::Prompt);
/// recorder.begin(mentioned(["A = [1, 2, 3]"]));
/// let recorded = recorder.input("A = [1, 2, 3]");
/// let list = &recorded.steps[0].snapshot.objects[0];
/// assert_eq!((list.value.as_str(), list.size), ("[1, 2, 3]", 88));
/// ```
pub struct Recorder<'rt> {
    session: Session<'rt>,
    mode: Mode,
    tape: Rc<RefCell<Tape>>,
    /// Whether statements announce themselves: from the first example on.
    announces: bool,
}

/// What an input left behind.
pub struct Recorded {
    /// A pause inside the input before each further statement, then one at its end.
    pub steps: Vec<Step>,
    /// Why nothing can follow, where that is so.
    pub end: Option<String>,
}

impl<'rt> Recorder<'rt> {
    /// A recorder of a fresh session whose inputs are run like this.
    pub fn new(rt: &'rt Runtime, layers: Layers, mode: Mode) -> Recorder<'rt> {
        let session = match mode {
            Mode::Prompt => Session::new(rt).at_prompt(),
            Mode::Script => Session::new(rt),
        };
        let tape = Rc::new(RefCell::new(Tape {
            camera: Camera::new(rt, layers),
            namespace: session.namespace(),
            names: Set::new(),
            lines: Vec::new(),
            first: 0,
            input: 0,
            running: None,
            steps: Vec::new(),
            printed: session.printed.clone(),
            taken: 0,
            views: 0,
            left_out: 0,
            addresses: false,
            tell: Box::new(|_| ()),
        }));
        Recorder {
            session,
            mode,
            tape,
            announces: false,
        }
    }

    /// Runs an input at the prompt, without looking; what it printed.
    pub fn push(&mut self, input: &str) -> Output {
        if self.announces {
            self.announce(input);
        }
        self.session.push(input)
    }

    /// Begins an example: from here on pictures show these names, and lines are
    /// counted anew.
    pub fn begin(&mut self, names: Set<String>) {
        self.announces = true;
        let mut tape = self.tape.borrow_mut();
        tape.names = names;
        tape.first = tape.lines.len() as u32;
        (tape.taken, tape.views, tape.left_out) = (0, 0, 0);
        tape.camera.begin();
    }

    /// The heap before the first input.
    pub fn before(&mut self) -> Step {
        let rt = self.session.runtime();
        let mut tape = self.tape.borrow_mut();
        let snapshot = tape.look(rt);
        let step = Step {
            snapshot,
            ..Step::default()
        };
        tape.made(rt, step)
    }

    /// From here on, each step is shown to `tell` the moment it is made: those inside an
    /// input while it runs.
    pub fn tell(&mut self, tell: impl FnMut(&Step) + 'static) {
        self.tape.borrow_mut().tell = Box::new(tell);
    }

    /// From here on, the bytes of the objects of these serials are written down too.
    pub fn choose(&mut self, serials: &[u64]) {
        self.tape.borrow_mut().camera.chosen = serials.to_vec();
    }

    /// From here on, steps say where arenas begin, or no longer do.
    pub fn note_addresses(&mut self, on: bool) {
        self.tape.borrow_mut().addresses = on;
    }

    /// Runs an input and looks at the heap: before each statement but the first that
    /// runs in it, and when it has ended.
    pub fn input(&mut self, input: &str) -> Recorded {
        let rt = self.session.runtime();
        self.announce(input);
        let watcher: Rc<dyn Watcher> = Rc::new(Watching(self.tape.clone()));
        rt.python().watcher.replace(Some(watcher));
        let output = match self.mode {
            Mode::Prompt => self.session.push(input),
            Mode::Script => self.session.exec(input, SCRIPT),
        };
        rt.python().watcher.replace(None);
        let end = match (output.stopped, output.exit) {
            (true, _) => {
                Some("Stopped: this took longer than an example may.".to_owned())
            }
            (_, Some(0)) => Some("The program has ended.".to_owned()),
            (_, Some(code)) => Some(format!("The program has ended with code {code}.")),
            _ => None,
        };
        let mut tape = self.tape.borrow_mut();
        let mut steps = std::mem::take(&mut tape.steps);
        let last = Step {
            line: tape.line(),
            inside: None,
            input: input.to_owned(),
            output: output.stdout,
            error: Some(output.stderr).filter(|text| !text.is_empty()),
            snapshot: tape.look(rt),
            bases: Vec::new(),
        };
        steps.push(tape.made(rt, last));
        Recorded { steps, end }
    }

    /// How many pauses since the example began were not written down, there being too
    /// many.
    pub fn left_out(&self) -> u64 {
        self.tape.borrow().left_out
    }

    /// Notes the lines of an input that is about to run.
    fn announce(&mut self, input: &str) {
        let mut tape = self.tape.borrow_mut();
        let before = tape.lines.len() as u32;
        tape.lines.extend(input.lines().map(str::to_owned));
        (tape.input, tape.running) = (before, None);
        self.session.announce(before);
    }

    /// The heap as these names reach it, in this order; one may be unbound.
    pub fn figure(&mut self, names: &[String]) -> Snapshot {
        let tape = &mut *self.tape.borrow_mut();
        let namespace = &tape.namespace;
        tape.camera.shoot(self.session.runtime(), |shot| {
            shot.space(READERS);
            for name in names {
                let object = named(namespace, name);
                let extra = u64::from(object.is_some());
                shot.name(name, object.as_ref(), extra);
            }
        })
    }
}

/// The most steps of one example; only an input's end is written down beyond.
const MOST_STEPS: usize = 1_000;
/// The most objects in all its snapshots together; beyond, it is the same.
const MOST_VIEWS: usize = 20_000;

/// The file name of a script.
const SCRIPT: &str = "script.py";

/// What the watcher and the recorder share.
struct Tape {
    camera: Camera,
    /// The names of `__main__`.
    namespace: Obj,
    /// The names that pictures show.
    names: Set<String>,
    /// All lines of the session so far.
    lines: Vec<String>,
    /// How many lines there were before the example began.
    first: u32,
    /// How many there were before the input that runs.
    input: u32,
    /// The line of the statement that was announced last, counted in the session.
    running: Option<u32>,
    /// The pauses inside the input that runs.
    steps: Vec<Step>,
    /// What was printed since the last step.
    printed: Rc<RefCell<Printed>>,
    /// How many steps the example has.
    taken: usize,
    /// How many objects its snapshots have together.
    views: usize,
    /// How many pauses were not written down.
    left_out: u64,
    /// Whether steps say where arenas begin.
    addresses: bool,
    /// Is shown each step when it is made.
    tell: Box<dyn FnMut(&Step)>,
}

/// Is told of each statement that begins, and looks.
struct Watching(Rc<RefCell<Tape>>);

impl Watcher for Watching {
    fn line(&self, rt: &Runtime, line: u32) {
        let mut tape = self.0.borrow_mut();
        let Some(before) = tape.running.replace(line) else {
            return;
        };
        if tape.taken >= MOST_STEPS || tape.views >= MOST_VIEWS {
            tape.left_out += 1;
            return;
        }
        let output = std::mem::take(&mut tape.printed.borrow_mut().out);
        let text = tape.lines.get(before as usize - 1).cloned();
        let step = Step {
            line: tape.line(),
            // A function of an earlier example has its lines there.
            inside: before.checked_sub(tape.first).filter(|line| *line > 0),
            input: text.unwrap_or_default().trim().to_owned(),
            output,
            snapshot: tape.look(rt),
            ..Step::default()
        };
        let step = tape.made(rt, step);
        tape.steps.push(step);
    }
}

impl Tape {
    /// The line of the example where the input that runs begins.
    fn line(&self) -> u32 {
        self.input - self.first + 1
    }

    /// Counts a step and shows it.
    fn made(&mut self, rt: &Runtime, mut step: Step) -> Step {
        self.taken += 1;
        if self.addresses {
            step.bases = rt.heap.arena_bases();
        }
        (self.tell)(&step);
        step
    }

    fn look(&mut self, rt: &Runtime) -> Snapshot {
        let (namespace, names) = (&self.namespace, &self.names);
        let snapshot = self.camera.shoot(rt, |shot| {
            shot.space(READERS);
            let mut position = 0;
            while let Some((name, value, _)) = dict::next(namespace, &mut position) {
                let name = Text::of(&name).map(Text::to_rust).unwrap_or_default();
                if names.contains(&name) && is_readers(&name, &value) {
                    shot.name(&name, Some(&value), 1);
                }
            }
            show_calls(rt, shot);
            shot.reach();
            keep_at_work(rt, shot);
            show_printed(rt, shot);
        });
        self.views += snapshot.objects.len();
        snapshot
    }
}

/// The frames of the reader's code that runs, the first call first.
fn readers_frames(rt: &Runtime) -> Vec<Rc<Frame>> {
    let mut frames = Vec::new();
    let mut next = rt.python().frame();
    while let Some(frame) = next {
        next = frame.back.get();
        let file = Text::of(frame.code().filename());
        let file = file.map(Text::to_rust).unwrap_or_default();
        if file == SCRIPT || told_file(&file) == session::PROMPT {
            frames.push(frame);
        }
    }
    frames.reverse();
    frames
}

/// What an expression is at work on has no name for a while, and is not gone.
fn keep_at_work(rt: &Runtime, shot: &mut Shot<'_>) {
    for frame in readers_frames(rt) {
        let variables = frame.code().localsplusnames().len();
        frame.row.each(|index, held| {
            if index >= variables {
                shot.keep(held);
            }
        });
    }
    shot.reach();
}

/// Adds a namespace for each call of the reader's functions that runs.
fn show_calls(rt: &Runtime, shot: &mut Shot<'_>) {
    for frame in readers_frames(rt) {
        let code = frame.code();
        let name = Text::of(code.qualname())
            .map(Text::to_rust)
            .unwrap_or_default();
        if name == "<module>" {
            continue;
        }
        if let Some(locals) = &frame.locals {
            shot.space(format!("class {name}"));
            let mut position = 0;
            while let Some((name, value, _)) = dict::next(locals, &mut position) {
                let name = Text::of(&name).map(Text::to_rust).unwrap_or_default();
                if !(name.starts_with("__") && name.ends_with("__")) {
                    shot.name(&name, Some(&value), 1);
                }
            }
            continue;
        }
        // What is defined in a call is called by its last name.
        let name = name.rsplit("<locals>.").next().unwrap_or_default();
        shot.space(format!("{name}() locals"));
        let names = code.localsplusnames();
        frame.row.each(|index, held| {
            let name = names.get(index).and_then(Text::of).map(Text::to_rust);
            if let Some(name) = name.filter(|name| !name.starts_with('.')) {
                shot.name(&name, Some(held), 0);
            }
        });
    }
}

/// The title of the namespace of `__main__`.
const READERS: &str = "names";

/// Whether a name is one that the reader gave to something of theirs.
fn is_readers(name: &str, value: &Obj) -> bool {
    let tools = [Builtin::Module, Builtin::BuiltinFunction];
    let is_tool = tools.iter().any(|tool| value.ty().is_exactly(*tool));
    let is_special = name.starts_with("__") && name.ends_with("__");
    !(is_tool || is_special)
}

/// The prompt keeps what it printed last under the name `_`. It is shown where it
/// explains a count.
fn show_printed(rt: &Runtime, shot: &mut Shot<'_>) {
    let Some(printed) = named(&rt.python().builtins, "_") else {
        return;
    };
    if !printed.object().is_immortal() && shot.knows(&printed) {
        shot.space(PROMPT);
        shot.name("_", Some(&printed), 1);
    }
}

/// The names that sources speak of, but not what stands after a dot.
pub fn mentioned<'a>(sources: impl IntoIterator<Item = &'a str>) -> Set<String> {
    let mut names = Set::new();
    for source in sources {
        let parsed = parse_unchecked(source, ParseOptions::from(Syntax::Module));
        let mut after_dot = false;
        for token in parsed.tokens() {
            if token.kind() == TokenKind::Name && !after_dot {
                names.insert(source[token.range()].to_owned());
            }
            after_dot = token.kind() == TokenKind::Dot;
        }
    }
    names
}

#[cfg(test)]
mod tests;
