//! The player: the runtime and the lens, compiled for the reader's page.
//!
//! A worker asks a question and gets answers as JSON, each posted to the page the moment
//! it is made: when the reader presses Stop, the worker ends in the middle of whatever it
//! does, and every finished step is there already.
#![deny(unsafe_code)]

mod glue;
mod json;
mod question;
mod split;

use std::cell::RefCell;
use std::rc::Rc;

use pyobject::check::answer;
use pyobject::lens::{Bytes, Drawer, Layers, STYLE, Trace, to_mermaid};
use pyobject::python::record::{Mode, Plan, record};
use pyobject::{Options, Profile};

use json::Object;
use question::Question;

/// Bytes of memory that an example may take.
const MEMORY: usize = 64 << 20;
/// Bytes of the module's own stack that native code may use. The browser's stack, about
/// ten times as much for the same calls, has a limit of about 1 MB that no program can
/// see; this one is reached first, and ends in RecursionError.
const STACK: usize = 96 << 10;

/// Reads what is to be recorded. The inputs are given, or are cut from a source that the
/// reader wrote; `script`: the source is one unit, else its statements are inputs.
fn plan(question: &mut Question<'_>) -> Option<Plan> {
    let prelude = question.texts()?;
    let given = question.texts()?;
    let sources = question.texts()?;
    let [script, classic, layers, fuel] = [
        question.number()?,
        question.number()?,
        question.number()?,
        question.number()?,
    ];
    let chosen = question.numbers()?;
    let mode = match script {
        0 => Mode::Prompt,
        _ => Mode::Script,
    };
    let inputs = match (sources.into_iter().next(), mode) {
        (None, _) => given,
        (Some(source), Mode::Prompt) => split::inputs(&source),
        // A transcript that is run as a script is its inputs in a row.
        (Some(source), Mode::Script) => vec![match split::typed(&source) {
            Some(inputs) => inputs.concat(),
            None => source,
        }],
    };
    Some(Plan {
        prelude,
        inputs,
        mode,
        // Before CPython 3.12 small ints were counted.
        profile: match classic {
            0 => Profile::V3_13,
            _ => Profile::Classic,
        },
        layers: Layers::from_bits(layers as u8),
        chosen,
        addresses: true,
        fuel: Some(fuel).filter(|fuel| *fuel > 0),
    })
}

/// Answers one question; it gets one or more objects of JSON, each with a `kind`.
fn answer(question: &[u8], emit: fn(Object)) {
    if hear(&mut Question(question), emit).is_none() {
        let broken = Object::new("broken");
        emit(broken.text("message", "the question cannot be read"));
    }
}

/// The same; none where the question cannot be read.
fn hear(question: &mut Question<'_>, emit: fn(Object)) -> Option<()> {
    match question.text()?.as_str() {
        // Run an example and draw what each input leaves on the heap.
        "record" => {
            let plan = plan(question)?;
            // The inputs that are going to run.
            emit(Object::new("inputs").texts("inputs", &plan.inputs));
            show(&plan, emit);
        }
        // Which of the answers, if any, is the same Python literal as the guess.
        "match" => {
            let (guess, answers) = (question.text()?, question.texts()?);
            let mut answers = answers.iter();
            let at = answers.position(|answer| answer::same(&guess, answer));
            let found = Object::new("match");
            emit(match at {
                Some(at) => found.number("at", at as u64),
                None => found,
            });
        }
        // What a picture needs to stand by itself.
        "style" => emit(Object::new("style").text("style", STYLE)),
        _ => return None,
    }
    Some(())
}

/// Runs what is planned, posting each step as it is made.
fn show(plan: &Plan, emit: fn(Object)) {
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
    // An input has run, or a statement in it; its picture as far as one can be drawn
    // without knowing what will come; the tables of the chosen objects; where each arena
    // begins in this page.
    let trace: Trace = record(plan, options, move |step| {
        let picture = pen.borrow_mut().step(step);
        let mut object = Object::new("step").number("line", step.line.into());
        if let Some(inside) = step.inside {
            object = object.number("inside", inside.into());
        }
        emit(
            object
                .text("input", &step.input)
                .text("output", &step.output)
                .optional("error", step.error.as_deref())
                .texts("bytes", &bytes.step(&step.snapshot))
                .text("mermaid", &to_mermaid(&step.snapshot, layers))
                .text("svg", &picture.svg)
                .text("words", &picture.words)
                .text("table", &picture.table_html)
                .numbers("bases", &step.bases),
        );
    });
    // The recording is over, and with it the other user of the drawer: each step is drawn
    // again, now that all are known.
    if let Some(drawer) = Rc::into_inner(drawer) {
        drawer.into_inner().redraw(&trace, |at, picture| {
            let redrawn = Object::new("picture").number("at", at as u64);
            emit(redrawn.text("svg", &picture.svg));
        });
    }
    // `bare` where none shows anything; how many pauses there were beyond those shown.
    let mut steps = trace.steps.iter();
    let bare = steps.all(|step| step.snapshot.objects.is_empty());
    let done = Object::new("done").flag("bare", bare);
    emit(done.number("left_out", trace.left_out));
    // Nothing follows, and this is why.
    if let Some(why) = trace.truncated {
        emit(Object::new("cut").text("why", &why));
    }
}
