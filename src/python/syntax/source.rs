//! The text that is compiled, and where its lines begin.

use ruff_text_size::{TextRange, TextSize};

use crate::python::unit::Position;

/// A source with `\n` line ends and without a byte order mark.
pub struct Source {
    pub text: String,
    /// Whether it was typed at a prompt, which reads a line only when it wants one: a
    /// mistake is told before anybody knows what brackets stay open.
    pub typed: bool,
    starts: Vec<u32>,
}

impl Source {
    pub fn new(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        };
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let starts = std::iter::once(0)
            .chain(ends.map(|(i, _)| i as u32 + 1))
            .collect();
        let typed = false;
        Self {
            text,
            typed,
            starts,
        }
    }

    /// The line (from 1) and the column (in bytes, from 0) of an offset.
    pub fn line_col(&self, at: TextSize) -> (i32, i32) {
        let at = u32::from(at);
        let line = self.starts.partition_point(|s| *s <= at);
        (line as i32, (at - self.starts[line - 1]) as i32)
    }

    pub fn position(&self, range: TextRange) -> Position {
        let (line, col) = self.line_col(range.start());
        let (end_line, end_col) = self.line_col(range.end());
        Position {
            line,
            end_line,
            col,
            end_col,
        }
    }

    /// How many lines there are; behind the last line end begins another one.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The first byte of a line.
    pub fn line_start(&self, line: u32) -> usize {
        let index = (line as usize).saturating_sub(1);
        self.starts
            .get(index)
            .map_or(self.text.len(), |at| *at as usize)
    }

    /// Whether there is more than the end of this line below it.
    pub fn goes_on_below(&self, line: u32) -> bool {
        self.line(line + 1)
            .is_some_and(|next| !next.is_empty() || self.line(line + 2).is_some())
    }

    /// The text of a line without its end.
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)? as usize;
        let end = match self.starts.get(index + 1) {
            Some(end) => *end as usize - 1,
            None => self.text.len(),
        };
        Some(&self.text[start..end])
    }
}
