//! Recording a run: its inputs one by one, and after each what stands on the heap.
//!
//! A [`Recorder`] runs inputs as the prompt does and looks at the heap when each has
//! ended. What it writes down is plain data that can be drawn, stored and compared; it
//! is the same on every machine, since places are.

use std::collections::BTreeSet;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

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
/// let (step, _) = recorder.step("A = [1, 2, 3]");
/// let list = &step.snapshot.objects[0];
/// assert_eq!((list.value.as_str(), list.size), ("[1, 2, 3]", 88));
/// ```
pub struct Recorder<'rt> {
    session: Session<'rt>,
    camera: Camera,
    /// The names that pictures show.
    names: BTreeSet<String>,
    /// The line on which the next input begins.
    line: u32,
}

impl<'rt> Recorder<'rt> {
    /// A recorder of a fresh session.
    pub fn new(rt: &'rt Runtime, layers: Layers) -> Recorder<'rt> {
        let session = Session::new(rt);
        Recorder {
            camera: Camera::new(rt, layers),
            session,
            names: BTreeSet::new(),
            line: 1,
        }
    }

    /// Runs an input without looking; what it printed.
    pub fn push(&mut self, input: &str) -> Output {
        self.session.push(input)
    }

    /// Begins an example: from here on pictures show these names, and lines are
    /// counted anew.
    pub fn begin(&mut self, names: BTreeSet<String>) {
        (self.names, self.line) = (names, 1);
    }

    /// The heap before the first input.
    pub fn before(&mut self) -> Step {
        Step {
            snapshot: self.look(),
            ..Step::default()
        }
    }

    /// Runs an input and looks at the heap; also why nothing can follow it, if so.
    pub fn step(&mut self, input: &str) -> (Step, Option<String>) {
        let line = self.line;
        self.line += input.lines().count() as u32;
        let output = self.session.push(input);
        let cut = match (output.stopped, output.exit) {
            (true, _) => {
                Some("Stopped: this took longer than an example may.".to_owned())
            }
            (_, Some(0)) => Some("The program has ended.".to_owned()),
            (_, Some(code)) => Some(format!("The program has ended with code {code}.")),
            _ => None,
        };
        let step = Step {
            line,
            input: input.to_owned(),
            output: output.stdout,
            error: Some(output.stderr).filter(|text| !text.is_empty()),
            snapshot: self.look(),
        };
        (step, cut)
    }

    /// The heap as these names reach it, in this order; one may be unbound.
    pub fn figure(&mut self, names: &[String]) -> Snapshot {
        let rt = self.session.runtime();
        let namespace = self.session.namespace();
        self.camera.shoot(rt, |shot| {
            shot.space(READERS);
            for name in names {
                let object = named(&namespace, name);
                let extra = u64::from(object.is_some());
                shot.name(name, object.as_ref(), extra);
            }
        })
    }

    fn look(&mut self) -> Snapshot {
        let rt = self.session.runtime();
        let namespace = self.session.namespace();
        let names = &self.names;
        self.camera.shoot(rt, |shot| {
            shot.space(READERS);
            let mut position = 0;
            while let Some((name, value, _)) = dict::next(&namespace, &mut position) {
                let name = Text::of(&name).map(Text::to_rust).unwrap_or_default();
                if names.contains(&name) && is_readers(&name, &value) {
                    shot.name(&name, Some(&value), 1);
                }
            }
            shot.reach();
            show_printed(rt, shot);
        })
    }
}

/// The title of the namespace of `__main__`.
const READERS: &str = "names";

/// Whether a name is one that the reader gave to something of theirs.
fn is_readers(name: &str, value: &Obj) -> bool {
    let tools = [Builtin::Module, Builtin::BuiltinFunction];
    let is_tool = tools.iter().any(|tool| value.ty().is_exactly(*tool));
    !is_tool && !(name.starts_with("__") && name.ends_with("__"))
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
        let (step, cut) = recorder.step(input);
        each(&step);
        trace.steps.push(step);
        if cut.is_some() {
            trace.truncated = cut;
            break;
        }
    }
    trace
}
