//! Where each card stands, and that it stays there.
//!
//! A card gets the column right of what first reached it and, in that column,
//! the first free room from its parent's height downward. It keeps both as long
//! as the object is drawn. What leaves the picture blocks its room for one step
//! more; only an object at the very same place on the heap may take it at once.

use super::card::Card;
use super::frames::Frame;
use super::plan::Plan;
use super::scene::{Reach, Seen};
use super::snapshot::Place;
use super::sorted::Map;
use crate::shapes::order::sort;

/// Pixels between two columns, where arrows run up and down.
pub const GUTTER: i32 = 64;
/// Pixels between two cards of a column, where arrows run across.
pub const GAP: i32 = 26;
/// The least width of a column whose later cards are not known yet.
const COLUMN: i32 = 120;

/// The room of one card, in pixels from the picture's origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The column, names standing in column 0.
    pub column: usize,
    /// The top.
    pub y: i32,
    /// The width.
    pub w: i32,
    /// The height that is kept free for it.
    pub h: i32,
}

/// Where everything stands.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    slots: Map<u64, Slot>,
    former: Map<Place, (usize, i32)>,
    frames: Vec<(String, Slot)>,
    columns: Vec<i32>,
    types: Option<usize>,
}

/// One card, and what is needed to find its place.
pub struct Guest<'a> {
    /// The card.
    pub card: &'a Card,
    /// What reached it and how far off; `None` for what is gone.
    pub reach: Option<(Reach, usize)>,
    /// Its width and height.
    pub size: (i32, i32),
}

impl<'a> Guest<'a> {
    /// A card that is drawn.
    pub fn seen(card: &'a Card, seen: &Seen<'_>, size: (i32, i32)) -> Guest<'a> {
        Guest {
            card,
            reach: Some((seen.by, seen.depth)),
            size,
        }
    }

    /// A card of something gone.
    pub fn ghost(card: &'a Card, size: (i32, i32)) -> Guest<'a> {
        Guest {
            card,
            reach: None,
            size,
        }
    }
}

impl Layout {
    /// Finds a place for each namespace and each card. Those that have one keep
    /// it, except where one outgrew it.
    pub fn arrange(&mut self, frames: &[Frame], guests: &[Guest<'_>], plan: &Plan) {
        self.arrange_frames(frames, plan);
        self.leave(guests);
        for guest in guests {
            self.keep(guest, plan);
        }
        for guest in guests {
            if let Some((by, depth)) = guest.reach
                && !self.knows(guest)
            {
                self.settle(guest, by, depth, guests, plan);
            }
        }
        self.widen(frames, plan);
    }

    /// The room of an object.
    pub fn slot(&self, serial: u64) -> Option<Slot> {
        self.slots.get(&serial).copied()
    }

    /// The room of namespace number `number`.
    pub fn frame(&self, number: usize) -> Option<Slot> {
        self.frames.get(number).map(|(_, slot)| *slot)
    }

    /// The left edge and the width of each column.
    pub fn columns(&self) -> Vec<(i32, i32)> {
        let mut x = 0;
        let mut columns = Vec::new();
        for width in &self.columns {
            columns.push((x, *width));
            x += width + GUTTER;
        }
        columns
    }

    /// The last column that holds an object which is not drawn as a type.
    pub fn last_column(&self, guests: &[Guest<'_>]) -> usize {
        let values = guests.iter().filter(|guest| !guest.is_type());
        let slots = values.filter_map(|guest| self.slot(guest.card.serial));
        slots.map(|slot| slot.column).max().unwrap_or(0)
    }

    fn knows(&self, guest: &Guest<'_>) -> bool {
        self.slots.contains_key(&guest.card.serial)
    }

    fn arrange_frames(&mut self, frames: &[Frame], plan: &Plan) {
        let same = |at: usize, frame: &Frame| {
            self.frames
                .get(at)
                .is_some_and(|(title, _)| *title == frame.title)
        };
        let kept = frames
            .iter()
            .enumerate()
            .take_while(|(at, f)| same(*at, f))
            .count();
        self.frames.truncate(kept);
        let mut y = 0;
        for (number, frame) in frames.iter().enumerate() {
            let (w, mut h) = frame.size();
            let wanted = plan.frames.get(&(number, frame.title.clone()));
            h = h.max(wanted.copied().unwrap_or(0));
            if number == self.frames.len() {
                let slot = Slot { column: 0, y, w, h };
                self.frames.push((frame.title.clone(), slot));
            }
            let slot = &mut self.frames[number].1;
            slot.y = slot.y.max(y);
            slot.w = slot.w.max(w);
            slot.h = slot.h.max(h);
            y = slot.y + slot.h + GAP;
        }
    }

    /// Forgets who is neither drawn nor a ghost, but not where they stood.
    fn leave(&mut self, guests: &[Guest<'_>]) {
        let mut staying = Map::new();
        for guest in guests {
            if let Some(slot) = self.slots.get(&guest.card.serial) {
                self.former.insert(guest.card.place, (slot.column, slot.y));
                staying.insert(guest.card.serial, *slot);
            }
        }
        self.slots = staying;
    }

    /// Gives a card that grew more room: where it stands, else elsewhere.
    fn keep(&mut self, guest: &Guest<'_>, plan: &Plan) {
        let Some(slot) = self.slot(guest.card.serial) else {
            return;
        };
        let (w, h) = guest.wants(plan);
        if w <= slot.w && h <= slot.h {
            return;
        }
        let mut slot = Slot {
            w: slot.w.max(w),
            h: slot.h.max(h),
            ..slot
        };
        slot.y = self.free(slot.column, slot.y, slot.h, &[guest.card.serial]);
        self.slots.insert(guest.card.serial, slot);
    }

    /// Finds a card its first place.
    fn settle(
        &mut self,
        guest: &Guest<'_>,
        by: Reach,
        depth: usize,
        guests: &[Guest<'_>],
        plan: &Plan,
    ) {
        let parent = match by {
            Reach::Name(number) => self.frame(number),
            Reach::Object(serial) | Reach::TypeOf(serial) => self.slot(serial),
            Reach::Nothing => None,
        };
        let column = match by {
            Reach::TypeOf(_) => self.types(guests, plan) + depth - 1,
            _ => parent.map_or(1, |parent| parent.column + 1),
        };
        let (w, h) = guest.wants(plan);
        let place = guest.card.place;
        let former = self.former.get(&place).filter(|(at, _)| *at == column);
        let wish = former.map(|(_, y)| *y).or(parent.map(|parent| parent.y));
        let same_place = guests.iter().filter(|other| other.card.place == place);
        let aside: Vec<u64> = same_place.map(|other| other.card.serial).collect();
        let y = self.free(column, wish.unwrap_or(0), h, &aside);
        self.former.insert(place, (column, y));
        self.slots
            .insert(guest.card.serial, Slot { column, y, w, h });
    }

    /// The first free room of a column from `wish` downward, not counting those
    /// `aside`.
    fn free(&self, column: usize, wish: i32, h: i32, aside: &[u64]) -> i32 {
        let others = self.slots.iter();
        let others = others.filter(|(serial, _)| !aside.contains(serial));
        let mut taken: Vec<(i32, i32)> = others
            .filter(|(_, slot)| slot.column == column)
            .map(|(_, slot)| (slot.y - GAP, slot.y + slot.h + GAP))
            .collect();
        sort(&mut taken, Ord::cmp);
        let mut y = wish;
        for (from, to) in taken {
            if y < to && from < y + h {
                y = to;
            }
        }
        y
    }

    /// The first column of types: right of all values.
    fn types(&mut self, guests: &[Guest<'_>], plan: &Plan) -> usize {
        let last = self.last_column(guests);
        *self.types.get_or_insert(plan.types.unwrap_or(last + 1))
    }

    /// Fixes the widths of columns that are used for the first time.
    fn widen(&mut self, frames: &[Frame], plan: &Plan) {
        let slots = || self.slots.values().map(|slot| (slot.column, slot.w));
        let last = slots().map(|(column, _)| column).max().unwrap_or(0);
        for column in self.columns.len()..=last {
            let width = match (plan.columns.get(column), column) {
                (Some(width), _) => *width,
                (None, 0) => frames.iter().map(|f| f.size().0).max().unwrap_or(64),
                (None, _) => COLUMN,
            };
            let here = slots().filter(|(at, _)| *at == column);
            let width = here.map(|(_, w)| w).fold(width, i32::max);
            self.columns.push(width);
        }
    }
}

impl Guest<'_> {
    fn wants(&self, plan: &Plan) -> (i32, i32) {
        let ever = plan.sizes.get(&self.card.serial).copied().unwrap_or((0, 0));
        (self.size.0.max(ever.0), self.size.1.max(ever.1))
    }

    fn is_type(&self) -> bool {
        matches!(self.reach, Some((Reach::TypeOf(_), _)))
    }
}
