//! A text that grows piece by piece, until it becomes a str; most `__repr__`s use it
//! (`Objects/unicodeobject.c@v3.13.0#_PyUnicodeWriter`).

use super::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// The code points of a text to be.
#[derive(Default)]
pub(crate) struct TextBuilder {
    codes: Vec<u32>,
}

impl TextBuilder {
    /// An empty text.
    pub(crate) fn new() -> TextBuilder {
        TextBuilder::default()
    }

    /// Adds a text.
    pub(crate) fn push_str(&mut self, text: &str) {
        self.codes.extend(text.chars().map(u32::from));
    }

    /// Adds the characters of a str object, lone surrogates too.
    pub(crate) fn push_obj(&mut self, string: &Obj) {
        if let Some(text) = Text::of(string) {
            self.codes.extend(text.code_points());
        }
    }

    /// Adds what `repr(object)` returns, and pays for it.
    pub(crate) fn push_repr(&mut self, rt: &Runtime, object: &Obj) -> PyResult<()> {
        let repr = rt.repr(object)?;
        let before = self.codes.len();
        self.push_obj(&repr);
        rt.spend(1 + (self.codes.len() - before) as u64 / 8)?;
        rt.check_rust_memory(self.codes.len() * 4)
    }

    /// The str.
    pub(crate) fn finish(self, rt: &Runtime) -> PyResult {
        rt.new_str_from_codes(&self.codes)
    }
}
