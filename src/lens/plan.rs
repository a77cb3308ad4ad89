//! Looking at a whole run before drawing its pictures for good.
//!
//! Whoever knows what will come can keep room for it: columns as wide as their
//! widest card ever gets, a list's room as high as the list grows, a picture
//! whose edges stay where they are. A drawer notes what its steps need; of the notes
//! on a whole run, a plan is made.

use super::card::is_counted;
use super::frames::Frame;
use super::layout::Guest;
use super::scene::Reach;
use super::snapshot::ObjectView;
use super::sorted::Map;

/// What is known about a whole trace before its pictures are drawn.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The widths of the columns.
    pub columns: Vec<i32>,
    /// By serial, the width and height that an object ever wants.
    pub sizes: Map<u64, (i32, i32)>,
    /// By number and title, the height that a namespace ever wants.
    pub frames: Map<(usize, String), i32>,
    /// The first column of types.
    pub types: Option<usize>,
}

/// What the steps of a run have needed so far.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The widths of the columns of names and of values.
    values: Vec<i32>,
    /// The widths of the columns of types.
    types: Vec<i32>,
    sizes: Map<u64, (i32, i32)>,
    frames: Map<(usize, String), i32>,
}

impl Notes {
    /// Notes what the namespaces of a step need.
    pub fn frames(&mut self, frames: &[Frame]) {
        widen(&mut self.values, 0, 0);
        for (number, frame) in frames.iter().enumerate() {
            let (w, h) = frame.size();
            widen(&mut self.values, 0, w);
            let most = self.frames.or_default((number, frame.title.clone()));
            *most = (*most).max(h);
        }
    }

    /// Notes what a card needs that stands in this column.
    pub fn card(&mut self, guest: &Guest<'_>, object: &ObjectView, column: usize) {
        let Some((by, depth)) = guest.reach else {
            return;
        };
        let (w, h) = guest.card.size(is_counted(object.count));
        let most = self.sizes.or_default(object.serial);
        *most = (most.0.max(w), most.1.max(h));
        match by {
            Reach::TypeOf(_) => widen(&mut self.types, depth - 1, w),
            _ => widen(&mut self.values, column, w),
        }
    }

    /// What the run needs: types stand right of all values.
    pub fn plan(self) -> Plan {
        let types = Some(self.values.len());
        Plan {
            columns: [self.values, self.types].concat(),
            sizes: self.sizes,
            frames: self.frames,
            types,
        }
    }
}

/// Makes a column at least this wide.
fn widen(columns: &mut Vec<i32>, column: usize, w: i32) {
    if columns.len() <= column {
        columns.resize(column + 1, 0);
    }
    columns[column] = columns[column].max(w);
}
