//! What can replay a session: this crate's runtime, or a CPython.

use super::versions::Version;

/// One thing to do in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Type this input.
    Input(&'a str),
    /// Draw the heap as a figure that begins with this line, `%% heap X Y`.
    Figure(&'a str),
}

/// Something at whose prompt a session can be replayed.
pub trait Console {
    /// Its name in reports, such as `CPython 3.8.18`.
    fn name(&self) -> String;

    /// The version that it is, or reproduces.
    fn version(&self) -> Version;

    /// Whether it is a CPython, so that comments about CPython versions speak of it.
    fn is_cpython(&self) -> bool {
        false
    }

    /// Whether blocks marked `trace-refs` are for it: a build of this runtime with the
    /// feature, never a CPython, whose newer builds of that name have other headers.
    fn traces_refs(&self) -> bool {
        false
    }

    /// Another of its kind, at whose prompt a session can be replayed at the same time;
    /// nothing where there is but one.
    fn another(&self) -> Option<Box<dyn Console + Send>> {
        None
    }

    /// Runs one session from its beginning: what each step shows, output and errors in
    /// the order in which they come out. A step that this console cannot do gives `None`.
    ///
    /// # Errors
    /// The console could not be started or did not come to an end.
    fn session(&mut self, steps: &[Step]) -> Result<Vec<Option<String>>, String>;
}
