//! Recording a run: its inputs one by one, and after each what stands on the heap.
//!
//! A [`Recorder`] runs inputs as the prompt does and looks at the heap when each has
//! ended, and in between before each statement that a loop or a call comes to: for that
//! the code of a recorded input announces its statements. What it writes down is plain data that can be drawn, stored and compared; it
//! is the same on every machine, since places are.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use super::interp::Watcher;
use super::session::{Output, Session};
use crate::lens::capture::{Camera, Shot};
use crate::lens::{Layers, Snapshot, Step, Trace};
use crate::objects::dict;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{Options, Runtime};
use crate::typeobject::Builtin;

/// Runs inputs in one session and writes down what each leaves on the heap.
///
/// ```
/// use pyobject::Runtime;
/// use pyobject::lens::Layers;
/// use pyobject::python::record::{Recorder, mentioned};
///
/// let rt = Runtime::new();
/// let mut recorder = Recorder::new(&rt, Layers::ALL);
/// recorder.begin(mentioned(["A = [1, 2, 3]"]));
/// let recorded = recorder.input("A = [1, 2, 3]");
/// let list = &recorded.steps[0].snapshot.objects[0];
/// assert_eq!((list.value.as_str(), list.size), ("[1, 2, 3]", 88));
/// ```
pub struct Recorder<'rt> {
    session: Session<'rt>,
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
    /// A recorder of a fresh session.
    pub fn new(rt: &'rt Runtime, layers: Layers) -> Recorder<'rt> {
        let session = Session::new(rt);
        let tape = Rc::new(RefCell::new(Tape {
            camera: Camera::new(rt, layers),
            namespace: session.namespace(),
            names: BTreeSet::new(),
            lines: Vec::new(),
            first: 0,
            input: 0,
            running: None,
            steps: Vec::new(),
        }));
        Recorder {
            session,
            tape,
            announces: false,
        }
    }

    /// Runs an input without looking; what it printed.
    pub fn push(&mut self, input: &str) -> Output {
        if self.announces {
            self.announce(input);
        }
        self.session.push(input)
    }

    /// Begins an example: from here on pictures show these names, and lines are
    /// counted anew.
    pub fn begin(&mut self, names: BTreeSet<String>) {
        self.announces = true;
        let mut tape = self.tape.borrow_mut();
        tape.names = names;
        tape.first = tape.lines.len() as u32;
        tape.camera.begin();
    }

    /// The heap before the first input.
    pub fn before(&mut self) -> Step {
        Step {
            snapshot: self.tape.borrow_mut().look(self.session.runtime()),
            ..Step::default()
        }
    }

    /// Runs an input and looks at the heap: before each statement but the first that
    /// runs in it, and when it has ended.
    pub fn input(&mut self, input: &str) -> Recorded {
        let rt = self.session.runtime();
        let line = self.announce(input) - self.tape.borrow().first + 1;
        let watcher: Rc<dyn Watcher> = Rc::new(Watching(self.tape.clone()));
        rt.python().watcher.replace(Some(watcher));
        let output = self.session.push(input);
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
        steps.iter_mut().for_each(|step| step.line = line);
        steps.push(Step {
            line,
            inside: None,
            input: input.to_owned(),
            output: output.stdout,
            error: Some(output.stderr).filter(|text| !text.is_empty()),
            snapshot: tape.look(rt),
        });
        Recorded { steps, end }
    }

    /// Notes the lines of an input that is about to run; how many there were before.
    fn announce(&mut self, input: &str) -> u32 {
        let mut tape = self.tape.borrow_mut();
        let before = tape.lines.len() as u32;
        tape.lines.extend(input.lines().map(str::to_owned));
        (tape.input, tape.running) = (before, None);
        self.session.announce(before);
        before
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

/// The most pauses inside one input.
const MOST_INSIDE: usize = 200;

/// What the watcher and the recorder share.
struct Tape {
    camera: Camera,
    /// The names of `__main__`.
    namespace: Obj,
    /// The names that pictures show.
    names: BTreeSet<String>,
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
}

/// Is told of each statement that begins, and looks.
struct Watching(Rc<RefCell<Tape>>);

impl Watcher for Watching {
    fn line(&self, rt: &Runtime, line: u32) {
        let mut tape = self.0.borrow_mut();
        let Some(before) = tape.running.replace(line) else {
            return;
        };
        if tape.steps.len() >= MOST_INSIDE {
            return;
        }
        let text = tape.lines.get(before as usize - 1).cloned();
        let step = Step {
            line: 0,
            // A function of an earlier example has its lines there.
            inside: before.checked_sub(tape.first).filter(|line| *line > 0),
            input: text.unwrap_or_default().trim().to_owned(),
            snapshot: tape.look(rt),
            ..Step::default()
        };
        tape.steps.push(step);
    }
}

impl Tape {
    fn look(&mut self, rt: &Runtime) -> Snapshot {
        let (namespace, names) = (&self.namespace, &self.names);
        self.camera.shoot(rt, |shot| {
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
            show_printed(rt, shot);
        })
    }
}

/// Adds a namespace for each call of the reader's functions that runs, the first call
/// first.
fn show_calls(rt: &Runtime, shot: &mut Shot<'_>) {
    let mut frames = Vec::new();
    let mut next = rt.python().frame();
    while let Some(frame) = next {
        next = frame.back.borrow().clone();
        frames.push(frame);
    }
    for frame in frames.iter().rev() {
        let code = frame.code();
        let is_readers = Text::of(code.filename())
            .is_some_and(|file| file.to_rust().starts_with("<stdin>"));
        let name = Text::of(code.qualname())
            .map(Text::to_rust)
            .unwrap_or_default();
        if !is_readers || name == "<module>" {
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
        shot.space("the prompt");
        shot.name("_", Some(&printed), 1);
    }
}

/// What a name in a dict refers to.
fn named(namespace: &Obj, wanted: &str) -> Option<Obj> {
    let mut position = 0;
    let mut entries = std::iter::from_fn(|| dict::next(namespace, &mut position));
    entries.find_map(|(name, value, _)| {
        Text::of(&name)
            .is_some_and(|name| name.equals(wanted))
            .then_some(value)
    })
}

/// The names that sources speak of, but not what stands after a dot.
pub fn mentioned<'a>(sources: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in sources {
        let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
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

/// What is recorded, and how.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Inputs that run before without being looked at.
    pub prelude: Vec<String>,
    /// The inputs that are recorded.
    pub inputs: Vec<String>,
    /// What pictures will show.
    pub layers: Layers,
    /// How much each input may compute; without it, any amount.
    pub fuel: Option<u64>,
}

/// Records a run in a runtime of its own. `each` gets every step the moment it is made.
pub fn record(plan: &Plan, options: Options, each: &mut dyn FnMut(&Step)) -> Trace {
    let rt = Runtime::with(options);
    let mut recorder = Recorder::new(&rt, plan.layers);
    let refuel = || rt.refuel(plan.fuel.unwrap_or(u64::MAX));
    recorder.begin(BTreeSet::new());
    for input in &plan.prelude {
        refuel();
        recorder.push(input);
    }
    recorder.begin(mentioned(plan.inputs.iter().map(String::as_str)));
    let mut trace = Trace::default();
    let before = recorder.before();
    each(&before);
    trace.steps.push(before);
    for input in &plan.inputs {
        refuel();
        let Recorded { steps, end } = recorder.input(input);
        for step in steps {
            each(&step);
            trace.steps.push(step);
        }
        if end.is_some() {
            trace.truncated = end;
            break;
        }
    }
    trace
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lens::snapshot::{ObjectView, State};

    fn run(inputs: &[&str]) -> Trace {
        let inputs = inputs.iter().map(|input| format!("{input}\n"));
        let plan = Plan {
            inputs: inputs.collect(),
            layers: Layers::ALL,
            ..Plan::default()
        };
        record(&plan, Options::default(), &mut |_| ())
    }

    fn bound<'a>(step: &'a Step, name: &str) -> &'a ObjectView {
        let mut names = step
            .snapshot
            .namespaces
            .iter()
            .flat_map(|space| &space.names);
        let found = names.find(|view| view.name == name).expect("a name");
        step.snapshot.at(found.to.expect("bound")).expect("drawn")
    }

    #[test]
    fn counts_sizes_and_identity_are_those_of_cpython_3_13() {
        let trace = run(&["A = [1, 2, 3]", "B = A", "A[1] = 5", "P = 10**6", "del B"]);
        let facts: Vec<(String, u64, String)> = trace.steps[1..]
            .iter()
            .map(|step| bound(step, "A"))
            .map(|list| (list.count.to_string(), list.size, list.value.clone()))
            .collect();
        let fact = |count: &str, value: &str| (count.to_owned(), 88, value.to_owned());
        assert_eq!(facts[0], fact("1", "[1, 2, 3]"));
        assert_eq!(facts[2], fact("2", "[1, 5, 3]"));
        assert_eq!(facts[4], fact("1", "[1, 5, 3]"));
        let million = bound(&trace.steps[4], "P");
        assert_eq!((million.count.to_string(), million.size), ("1".into(), 28));
        assert_eq!(trace.truncated, None);
    }

    #[test]
    fn statements_of_a_call_are_pauses_with_its_variables() {
        let trace = run(&["def f(n):\n    m = [n]\n    return m", "r = f(7)"]);
        let inside: Vec<(Option<u32>, &str)> = trace.steps[2..]
            .iter()
            .map(|step| (step.inside, step.input.trim()))
            .collect();
        let pauses = [
            (Some(4), "r = f(7)"),
            (Some(2), "m = [n]"),
            (None, "r = f(7)"),
        ];
        assert_eq!(inside, pauses);
        let titles = |step: &Step| -> Vec<String> {
            let spaces = step.snapshot.namespaces.iter();
            spaces.map(|space| space.title.clone()).collect()
        };
        assert_eq!(titles(&trace.steps[3]), ["names", "f() locals"]);
        assert_eq!(bound(&trace.steps[3], "m").count.to_string(), "1");
        assert_eq!(titles(&trace.steps[4]), ["names"]);
        assert_eq!(bound(&trace.steps[4], "r").value, "[7]");
    }

    #[test]
    fn a_cycle_without_names_is_garbage_until_it_is_collected() {
        let trace = run(&[
            "import gc",
            "a = []",
            "a.append(a)",
            "del a",
            "gc.collect()",
        ]);
        let states = |step: &Step| -> Vec<State> {
            step.snapshot
                .objects
                .iter()
                .filter(|o| o.type_name == "list")
                .map(|o| o.state)
                .collect()
        };
        assert_eq!(states(&trace.steps[3]), [State::Live]);
        assert_eq!(states(&trace.steps[4]), [State::Garbage]);
        assert_eq!(states(&trace.steps[5]), []);
    }

    #[test]
    fn a_new_object_at_an_old_place_is_another_object() {
        let trace = run(&["x = float('1.5')", "del x; y = float('2.5')"]);
        let (x, y) = (bound(&trace.steps[1], "x"), bound(&trace.steps[3], "y"));
        assert_eq!(x.place, y.place);
        assert!(x.serial < y.serial);
    }

    #[test]
    fn looking_changes_nothing_that_the_program_can_see() {
        let inputs = [
            "import sys\n",
            "class C:\n    def __init__(self): self.x = [1.5, 'a' * 3]\n",
            "c = C(); d = {c: (c, {2.5})}\n",
            "[sys.getrefcount(c), sys.getrefcount(c.x), id(c), id(object())]\n",
            "sys.getallocatedblocks() if hasattr(sys, 'getallocatedblocks') else 0\n",
        ];
        let run = |look: bool| -> Vec<String> {
            let rt = Runtime::new();
            let mut recorder = Recorder::new(&rt, Layers::ALL);
            recorder.begin(mentioned(inputs));
            let base = rt.heap.place(rt.none().id()).expect("a place");
            let outputs = inputs.iter().map(|input| {
                if look {
                    recorder.before();
                }
                let output = recorder.push(input).stdout;
                // Addresses differ from run to run, places do not.
                let words = output.split(|c: char| !c.is_ascii_digit());
                let words = words.filter_map(|word| word.parse::<usize>().ok());
                let places = words.map(|word| match rt.heap.place(word) {
                    Some(place) => place.to_string(),
                    None => word.to_string(),
                });
                places.collect::<Vec<_>>().join(" ")
            });
            let mut outputs: Vec<String> = outputs.collect();
            outputs.push(base.to_string());
            drop(recorder);
            assert_eq!(Runtime::finish(rt).blocks, 0);
            outputs
        };
        assert_eq!(run(true), run(false));
    }

    #[test]
    fn names_after_a_dot_are_not_mentioned() {
        let names = mentioned(["a.b = c(d=e)", "def f(g): return \"h {i}\" f'{j.k}'"]);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(names, ["a", "c", "d", "e", "f", "g", "j"]);
    }
}
