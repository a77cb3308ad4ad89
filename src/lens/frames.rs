//! Namespaces as cards of names, in column 0.
//!
//! A name keeps its row as long as it is bound, whatever happens to others. One
//! that was deleted stays for one step, struck through; then its row is free.

use super::card::{PAD, ROW};
use super::diff::Changes;
use super::snapshot::{NamespaceView, Place};
use super::text::width;

/// Height of the line that holds a namespace's title.
pub const TITLE: i32 = 26;

/// What a row of names shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The name refers to the object at this place.
    To(Place),
    /// The name is known and refers to nothing yet.
    Unbound,
    /// The name was deleted in this step.
    Deleted,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The name.
    pub name: String,
    /// What it refers to.
    pub bound: Bound,
    /// Whether that changed in this step.
    pub changed: bool,
}

/// One namespace as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The title.
    pub title: String,
    /// The rows; `None` where one is free.
    pub rows: Vec<Option<NameRow>>,
}

impl Frame {
    /// A namespace without names.
    pub fn new(title: &str) -> Frame {
        Frame {
            title: title.to_string(),
            rows: Vec::new(),
        }
    }

    /// Writes the names of a step into the rows.
    pub fn update(&mut self, space: usize, view: &NamespaceView, changes: &Changes) {
        for row in &mut self.rows {
            let Some(name) = row.as_mut() else { continue };
            if name.bound == Bound::Deleted {
                *row = None;
            } else if !view.names.iter().any(|view| view.name == name.name) {
                name.bound = Bound::Deleted;
                name.changed = true;
            }
        }
        for name in &view.names {
            let row = NameRow {
                name: name.name.clone(),
                bound: name.to.map_or(Bound::Unbound, Bound::To),
                changed: changes.name_changed(space, &name.name),
            };
            match self.row_for(&name.name) {
                Some(at) => self.rows[at] = Some(row),
                None => self.rows.push(Some(row)),
            }
        }
        while self.rows.last().is_some_and(|row| row.is_none()) {
            self.rows.pop();
        }
    }

    /// The row that has this name, else the first free one.
    fn row_for(&self, name: &str) -> Option<usize> {
        let rows = || self.rows.iter();
        let has = |row: &Option<NameRow>| row.as_ref().is_some_and(|r| r.name == name);
        rows()
            .position(has)
            .or_else(|| rows().position(Option::is_none))
    }

    /// The width and height that it wants, in pixels.
    pub fn size(&self) -> (i32, i32) {
        let rows = self.rows.iter().flatten();
        let names = rows.map(|row| width(&row.name, 14) + 2 * PAD + 14);
        let title = width(&self.title, 11) + 2 * PAD;
        let widest = names.fold(title, i32::max).clamp(64, 184);
        (
            (widest + 1) & !1,
            TITLE + ROW * self.rows.len().max(1) as i32 + 4,
        )
    }

    /// Pixels from the frame's top to the middle of row number `row`.
    pub fn row_middle(&self, row: usize) -> i32 {
        TITLE + ROW * row as i32 + ROW / 2
    }
}
