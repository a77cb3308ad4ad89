//! What is wrong with the book, and where.
//!
//! A build collects everything that it finds rather than stopping at the first:
//! an author mends a chapter in one go.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The chapter's path under the repository; empty if no one file is meant.
    pub file: String,
    /// Its line, counted from 1; 0 if the whole file is meant.
    pub line: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.as_str(), self.line) {
            ("", _) => write!(f, "{}", self.message),
            (file, 0) => write!(f, "{file}: {}", self.message),
            (file, line) => write!(f, "{file}:{line}: {}", self.message),
        }
    }
}

/// Where all parts of a build put what they find.
#[derive(Clone, Default)]
pub struct Problems(Arc<Mutex<Vec<Problem>>>);

impl Problems {
    /// Puts one down.
    pub fn add(&self, file: &str, line: usize, message: impl Into<String>) {
        let problem = Problem {
            file: file.to_owned(),
            line,
            message: message.into(),
        };
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(problem);
    }

    /// Takes all that was put down, in order of place, each once.
    pub fn take(&self) -> Vec<Problem> {
        let mut all =
            std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        all.sort();
        all.dedup();
        all
    }
}
