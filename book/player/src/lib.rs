//! The player: the runtime and the lens, compiled for the reader's page.
//!
//! A worker asks a question as JSON and gets answers as JSON, each posted to the
//! page the moment it is made: when the reader presses Stop, the worker ends in
//! the middle of whatever it does, and every finished step is there already.
#![deny(unsafe_code)]

mod glue;
mod split;

use pyobject::check::answer;
use serde::{Deserialize, Serialize};

/// What a page may ask.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "lowercase")]
enum Ask {
    /// Cut a source into the inputs that a prompt would compile one by one.
    Split { source: String },
    /// Which of the answers, if any, is the same Python literal as the guess.
    Match { guess: String, answers: Vec<String> },
}

/// What it gets, one or more for each question.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Answer {
    Inputs {
        inputs: Vec<String>,
    },
    Match {
        at: Option<usize>,
    },
    /// The question could not be read, or the player broke.
    Broken {
        message: String,
    },
}

/// Answers one question.
fn answer(question: &[u8], emit: &mut dyn FnMut(&Answer)) {
    match serde_json::from_slice(question) {
        Ok(Ask::Split { source }) => {
            emit(&Answer::Inputs {
                inputs: split::inputs(&source),
            });
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
