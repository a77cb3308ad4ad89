//! The player: the runtime and the lens, compiled for the reader's page.
//!
//! A worker asks a question as JSON and gets answers as JSON, each posted to the
//! page the moment it is made: when the reader presses Stop, the worker ends in
//! the middle of whatever it does, and every finished step is there already.
#![deny(unsafe_code)]

mod glue;
mod split;

use std::cell::RefCell;
use std::rc::Rc;

use pyobject::check::answer;
use pyobject::lens::{Bytes, Drawer, Layers, STYLE, Trace, to_mermaid};
use pyobject::python::record::{Mode, Plan, record};
use pyobject::{Options, Profile};
use serde::{Deserialize, Serialize};

/// Bytes of memory that an example may take.
const MEMORY: usize = 64 << 20;
/// Bytes of the module's own stack that native code may use. The browser's stack, about
/// ten times as much for the same calls, has a limit of about 1 MB that no program can
/// see; this one is reached first, and ends in RecursionError.
const STACK: usize = 96 << 10;

/// What a page may ask.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Ask {
    /// Run an example and draw what each input leaves on the heap.
    Record(Example),
    /// Which of the answers, if any, is the same Python literal as the guess.
    Match { guess: String, answers: Vec<String> },
    /// What a picture needs to stand by itself.
    Style,
}

/// What is to run. The inputs are given, or are cut from a source that the reader
/// wrote.
#[derive(Deserialize)]
struct Example {
    prelude: Vec<String>,
    inputs: Option<Vec<String>>,
    source: Option<String>,
    /// Whether the source is one unit, a script; else its statements are inputs.
    script: bool,
    /// Whether small ints are counted, as before CPython 3.12.
    classic: bool,
    layers: u8,
    /// The serials of the objects whose bytes are asked for.
    chosen: Vec<u64>,
    fuel: Option<u64>,
}

impl From<Example> for Plan {
    fn from(example: Example) -> Plan {
        let source = example.source.unwrap_or_default();
        let inputs = match (example.inputs, example.script) {
            (Some(inputs), _) => inputs,
            (None, false) => split::inputs(&source),
            // A transcript that is run as a script is its inputs in a row.
            (None, true) => vec![match split::typed(&source) {
                Some(inputs) => inputs.concat(),
                None => source,
            }],
        };
        Plan {
            prelude: example.prelude,
            inputs,
            mode: match example.script {
                true => Mode::Script,
                false => Mode::Prompt,
            },
            profile: match example.classic {
                true => Profile::Classic,
                false => Profile::V3_13,
            },
            layers: Layers::from_bits(example.layers),
            chosen: example.chosen,
            addresses: true,
            fuel: example.fuel,
        }
    }
}

/// What it gets, one or more for each question.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Answer {
    /// The inputs that are going to run.
    Inputs {
        inputs: Vec<String>,
    },
    /// An input has run, or a statement in it; its picture as far as one can be drawn without knowing what
    /// will come.
    Step {
        line: u32,
        inside: Option<u32>,
        input: String,
        output: String,
        error: Option<String>,
        /// The tables of the chosen objects.
        bytes: Vec<String>,
        mermaid: String,
        svg: String,
        words: String,
        table: String,
        /// Where each arena begins in this page, by number; 0 for one that is gone.
        bases: Vec<usize>,
    },
    /// The picture of a step, now that all are known.
    Picture {
        at: usize,
        svg: String,
    },
    /// All steps are there; `bare` where none shows anything, and how many pauses
    /// there were beyond those that are shown.
    Done {
        bare: bool,
        left_out: u64,
    },
    /// Nothing follows, and this is why.
    Cut {
        why: String,
    },
    Match {
        at: Option<usize>,
    },
    Style {
        style: &'static str,
    },
    /// The question could not be read, or the player broke.
    Broken {
        message: String,
    },
}

/// Answers one question.
fn answer(question: &[u8], emit: fn(&Answer)) {
    match serde_json::from_slice(question) {
        Ok(Ask::Record(example)) => {
            let plan = Plan::from(example);
            emit(&Answer::Inputs {
                inputs: plan.inputs.clone(),
            });
            show(&plan, emit);
        }
        Ok(Ask::Style) => emit(&Answer::Style { style: STYLE }),
        Ok(Ask::Match { guess, answers }) => {
            let is_same = |answer: &String| answer::same(&guess, answer);
            emit(&Answer::Match {
                at: answers.iter().position(is_same),
            });
        }
        Err(error) => emit(&Answer::Broken {
            message: error.to_string(),
        }),
    }
}

/// Runs what is planned, posting each step as it is made.
fn show(plan: &Plan, emit: fn(&Answer)) {
    let options = Options {
        memory: Some(MEMORY),
        stack: STACK,
        library: Some(glue::library),
        ..Options::default()
    };
    let drawer = Rc::new(RefCell::new(Drawer::new(plan.layers).without_style()));
    let pen = drawer.clone();
    let mut bytes = Bytes::new(plan.chosen.clone());
    let layers = plan.layers;
    let trace: Trace = record(plan, options, move |step| {
        let picture = pen.borrow_mut().step(step);
        emit(&Answer::Step {
            line: step.line,
            inside: step.inside,
            input: step.input.clone(),
            output: step.output.clone(),
            error: step.error.clone(),
            bytes: bytes.step(&step.snapshot),
            mermaid: to_mermaid(&step.snapshot, layers),
            svg: picture.svg,
            words: picture.words,
            table: picture.table_html,
            bases: step.bases.clone(),
        });
    });
    // The recording is over, and with it the other user of the drawer.
    if let Some(drawer) = Rc::into_inner(drawer) {
        drawer.into_inner().redraw(&trace, |at, picture| {
            let svg = picture.svg;
            emit(&Answer::Picture { at, svg });
        });
    }
    let mut steps = trace.steps.iter();
    emit(&Answer::Done {
        bare: steps.all(|step| step.snapshot.objects.is_empty()),
        left_out: trace.left_out,
    });
    if let Some(why) = trace.truncated {
        emit(&Answer::Cut { why });
    }
}
