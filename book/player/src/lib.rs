//! The player: the runtime and the lens, compiled for the reader's page.
//!
//! A worker asks a question as JSON and gets answers as JSON, each posted to the
//! page the moment it is made: when the reader presses Stop, the worker ends in
//! the middle of whatever it does, and every finished step is there already.
#![deny(unsafe_code)]

mod glue;
mod split;

use pyobject::Options;
use pyobject::check::answer;
use pyobject::lens::{Drawer, Layers, Picture, Trace, draw_trace_plain};
use pyobject::python::record::{Plan, record};
use serde::{Deserialize, Serialize};

/// Bytes of memory that an example may take.
const MEMORY: usize = 96 << 20;
/// Bytes of the module's own stack that native code may use. The browser's stack, about
/// ten times as much for the same calls, has a limit of about 1 MB that no program can
/// see; this one is reached first, and ends in RecursionError.
const STACK: usize = 96 << 10;

/// What a page may ask.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Ask {
    /// Run an example and draw what each input leaves on the heap. The inputs are
    /// given, or are cut from a source that the reader wrote.
    Record {
        prelude: Vec<String>,
        inputs: Option<Vec<String>>,
        source: Option<String>,
        layers: u8,
        fuel: Option<u64>,
    },
    /// Which of the answers, if any, is the same Python literal as the guess.
    Match { guess: String, answers: Vec<String> },
}

/// What it gets, one or more for each question.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Answer {
    /// The inputs that are going to run.
    Inputs {
        inputs: Vec<String>,
    },
    /// An input has run; its picture as far as one can be drawn without knowing what
    /// will come.
    Step {
        line: u32,
        inside: Option<u32>,
        input: String,
        output: String,
        error: Option<String>,
        #[serde(flatten)]
        picture: Drawn,
    },
    /// The pictures of all steps, now that all are known; `bare` where none shows
    /// anything.
    Pictures {
        pictures: Vec<Drawn>,
        bare: bool,
    },
    /// Nothing follows, and this is why.
    Cut {
        why: String,
    },
    Match {
        at: Option<usize>,
    },
    /// The question could not be read, or the player broke.
    Broken {
        message: String,
    },
}

/// A picture for the page.
#[derive(Serialize)]
struct Drawn {
    svg: String,
    words: String,
    table: String,
}

impl From<Picture> for Drawn {
    fn from(picture: Picture) -> Drawn {
        Drawn {
            svg: picture.svg,
            words: picture.words,
            table: picture.table_html,
        }
    }
}

/// Answers one question.
fn answer(question: &[u8], emit: &mut dyn FnMut(&Answer)) {
    match serde_json::from_slice(question) {
        Ok(Ask::Record {
            prelude,
            inputs,
            source,
            layers,
            fuel,
        }) => {
            let inputs = match (inputs, source) {
                (Some(inputs), _) => inputs,
                (None, source) => split::inputs(&source.unwrap_or_default()),
            };
            emit(&Answer::Inputs {
                inputs: inputs.clone(),
            });
            let layers = Layers::from_bits(layers);
            let plan = Plan {
                prelude,
                inputs,
                layers,
                fuel,
            };
            show(&plan, emit);
        }
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
fn show(plan: &Plan, emit: &mut dyn FnMut(&Answer)) {
    let options = Options {
        memory: Some(MEMORY),
        stack: STACK,
        library: Some(glue::library),
        ..Options::default()
    };
    let mut drawer = Drawer::new(plan.layers).without_style();
    let trace: Trace = record(plan, options, &mut |step| {
        emit(&Answer::Step {
            line: step.line,
            inside: step.inside,
            input: step.input.clone(),
            output: step.output.clone(),
            error: step.error.clone(),
            picture: drawer.step(step).into(),
        });
    });
    let bare = trace
        .steps
        .iter()
        .all(|step| step.snapshot.objects.is_empty());
    let pictures = draw_trace_plain(&trace, plan.layers).into_iter();
    emit(&Answer::Pictures {
        pictures: pictures.map(Drawn::from).collect(),
        bare,
    });
    if let Some(why) = trace.truncated {
        emit(&Answer::Cut { why });
    }
}
