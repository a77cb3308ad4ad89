//! A step with every coordinate decided: what is left is to write it down.

use super::card::{Card, Look, PAD, badge_width};
use super::filled;
use super::frames::{Bound, Frame};
use super::layout::{Layout, Slot};
use super::route::{End, Path, Terrain, spread};
use super::snapshot::{EdgeKind, Place};
use super::sorted::Map;
use super::text::width;
use crate::shapes::order::sort;

/// A card on the stage.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The card.
    pub card: Card,
    /// Its column.
    pub column: usize,
    /// Left, top, width and height.
    pub area: [i32; 4],
    /// For each row, whether its dot is on the left side, as it is where the
    /// arrow leads back.
    pub left: Vec<bool>,
}

/// A namespace on the stage.
#[derive(Clone, Debug)]
pub struct PlacedFrame {
    /// The namespace.
    pub frame: Frame,
    /// Left, top, width and height.
    pub area: [i32; 4],
}

/// What an arrow stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireKind {
    /// A counted reference.
    Strong,
    /// A weak reference.
    Weak,
    /// From an object to its type.
    Type,
}

/// An arrow.
#[derive(Clone, Debug)]
pub struct Wire {
    /// What it stands for.
    pub kind: WireKind,
    /// Its way.
    pub path: Path,
    /// Whether it is new or turned elsewhere in this step.
    pub changed: bool,
    /// Whether it starts at garbage.
    pub faded: bool,
}

/// Everything that is drawn, with its place.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// The namespaces.
    pub frames: Vec<PlacedFrame>,
    /// The cards, those of gone objects first.
    pub cards: Vec<Placed>,
    /// The arrows, changed ones last.
    pub wires: Vec<Wire>,
    /// Left, top, right and bottom of all of it.
    pub extent: [i32; 4],
}

/// An arrow that has no way yet.
struct Demand {
    kind: WireKind,
    from: End,
    target: usize,
    changed: bool,
    faded: bool,
}

impl Stage {
    /// Puts frames, cards and ghosts where the layout has room for them, and
    /// finds the arrows their ways.
    pub fn set(
        layout: &Layout,
        frames: &[Frame],
        cards: Vec<Card>,
        ghosts: Vec<Card>,
    ) -> Stage {
        let mut stage = Stage::default();
        let columns = layout.columns();
        for (number, frame) in frames.iter().enumerate() {
            let Some(slot) = layout.frame(number) else {
                continue;
            };
            let (x, w) = columns[0];
            let area = [x, slot.y, w, frame.size().1];
            stage.frames.push(PlacedFrame {
                frame: frame.clone(),
                area,
            });
        }
        let tenants: Vec<Slot> = cards
            .iter()
            .filter_map(|card| layout.slot(card.serial))
            .collect();
        for ghost in ghosts {
            let Some(slot) = layout.slot(ghost.serial) else {
                continue;
            };
            let taken = |other: &Slot| {
                other.column == slot.column
                    && other.y < slot.y + slot.h
                    && slot.y < other.y + other.h
            };
            if !tenants.iter().any(taken) {
                stage.put(ghost, slot, &columns);
            }
        }
        let first = stage.cards.len();
        for card in cards {
            if let Some(slot) = layout.slot(card.serial) {
                stage.put(card, slot, &columns);
            }
        }
        stage.connect(columns, first);
        stage.measure();
        stage
    }

    fn put(&mut self, card: Card, slot: Slot, columns: &[(i32, i32)]) {
        let (x, most) = columns[slot.column];
        let (_, h) = card.size(false);
        let area = [x, slot.y, slot.w.min(most), h];
        let left = vec![false; card.rows.len()];
        self.cards.push(Placed {
            card,
            column: slot.column,
            area,
            left,
        });
    }

    fn connect(&mut self, columns: Vec<(i32, i32)>, first: usize) {
        let living = self.cards.iter().enumerate().skip(first);
        let at: Map<Place, usize> =
            filled(living.map(|(number, placed)| (placed.card.place, number)));
        let demands = self.demands(&at, first);
        let entries = self.entries(&demands);
        let mut boxes = vec![Vec::new(); columns.len()];
        for placed in &self.cards {
            let [_, y, _, h] = placed.area;
            boxes[placed.column].push((y, y + h));
        }
        let mut terrain = Terrain::new(columns, boxes);
        let mut paths = Vec::new();
        for (demand, to) in demands.iter().zip(entries) {
            let target = self.cards[demand.target].card.serial;
            paths.push(terrain.route(demand.from, to, target));
        }
        spread(&mut paths, &terrain.columns);
        let wires = demands.into_iter().zip(paths).map(|(demand, path)| Wire {
            kind: demand.kind,
            path,
            changed: demand.changed,
            faded: demand.faded,
        });
        // Those to types lie lowest, changed ones above all others.
        let mut layers = [const { Vec::new() }; 4];
        for wire in wires {
            let value = usize::from(wire.kind != WireKind::Type);
            layers[2 * usize::from(wire.changed) + value].push(wire);
        }
        self.wires.extend(layers.into_iter().flatten());
    }

    /// Lists the arrows and fixes the side that each leaves its box on.
    fn demands(&mut self, at: &Map<Place, usize>, first: usize) -> Vec<Demand> {
        let mut demands = Vec::new();
        for placed in &self.frames {
            let [x, y, w, _] = placed.area;
            for (number, row) in placed.frame.rows.iter().enumerate() {
                let Some(row) = row else { continue };
                let Bound::To(place) = row.bound else {
                    continue;
                };
                let Some(target) = at.get(&place) else {
                    continue;
                };
                let y = y + placed.frame.row_middle(number);
                demands.push(Demand {
                    kind: WireKind::Strong,
                    from: End {
                        column: 0,
                        x: x + w - PAD,
                        y,
                    },
                    target: *target,
                    changed: row.changed,
                    faded: false,
                });
            }
        }
        for number in first..self.cards.len() {
            let placed = &self.cards[number];
            let ([x, y, w, _], column) = (placed.area, placed.column);
            let faded = placed.card.look == Look::Garbage;
            let mut left = placed.left.clone();
            for (row, reference) in placed.card.rows.iter().enumerate() {
                let Some(target) = at.get(&reference.to) else {
                    continue;
                };
                left[row] = self.cards[*target].column < column;
                let x = if left[row] { x + PAD } else { x + w - PAD };
                demands.push(Demand {
                    kind: match reference.kind {
                        EdgeKind::Strong => WireKind::Strong,
                        EdgeKind::Weak => WireKind::Weak,
                    },
                    from: End {
                        column,
                        x,
                        y: y + placed.card.row_middle(row),
                    },
                    target: *target,
                    changed: reference.changed,
                    faded,
                });
            }
            if let Some(target) = placed.card.type_place.and_then(|p| at.get(&p)) {
                let back = self.cards[*target].column < column;
                let x = if back { x } else { x + w };
                demands.push(Demand {
                    kind: WireKind::Type,
                    from: End {
                        column,
                        x,
                        y: y + placed.card.type_port(),
                    },
                    target: *target,
                    changed: false,
                    faded,
                });
            }
            self.cards[number].left = left;
        }
        demands
    }

    /// Spreads the points where arrows meet a card's edge, in the order of their
    /// origins.
    fn entries(&self, demands: &[Demand]) -> Vec<End> {
        let mut sides: Map<(usize, bool), Vec<usize>> = Map::new();
        for (number, demand) in demands.iter().enumerate() {
            let leftward = self.cards[demand.target].column <= demand.from.column;
            sides.or_default((demand.target, leftward)).push(number);
        }
        let mut ends = vec![
            End {
                column: 0,
                x: 0,
                y: 0
            };
            demands.len()
        ];
        for ((target, right), mut numbers) in sides.into_pairs() {
            let key = |number: usize| (demands[number].from.y, number);
            sort(&mut numbers, |a, b| key(*a).cmp(&key(*b)));
            let placed = &self.cards[target];
            let [x, y, w, h] = placed.area;
            let (top, bottom) = placed.door(right, h);
            let step = match numbers.len() as i32 - 1 {
                0 => 0,
                gaps => ((bottom - top) / gaps).min(10),
            };
            let middle = (top + bottom) / 2;
            let begin = y + middle - step * (numbers.len() as i32 - 1) / 2;
            for (turn, number) in numbers.iter().enumerate() {
                let column = placed.column;
                let x = if right { x + w } else { x };
                ends[*number] = End {
                    column,
                    x,
                    y: begin + step * turn as i32,
                };
            }
        }
        ends
    }

    fn measure(&mut self) {
        let areas = self.cards.iter().map(|placed| placed.area);
        let areas = areas.chain(self.frames.iter().map(|placed| placed.area));
        let mut extent = [0, 0, 64, 32];
        for [x, y, w, h] in areas {
            extent[2] = extent[2].max(x + w);
            extent[3] = extent[3].max(y + h);
        }
        for wire in &self.wires {
            let (x, y) = wire.path.reach();
            extent[2] = extent[2].max(x + 2);
            extent[3] = extent[3].max(y + 2);
        }
        self.extent = [extent[0] - 12, -26, extent[2] + 14, extent[3] + 14];
    }
}

impl Placed {
    /// The part of an edge where arrows may arrive: clear of dots, from which
    /// others leave.
    fn door(&self, right: bool, h: i32) -> (i32, i32) {
        let dots = !self.card.rows.is_empty() && (right || self.left.contains(&true));
        let typed = right && self.card.type_place.is_some();
        match (dots, typed) {
            (_, true) if !self.card.has_type_field() => (17, h.min(44) - 7),
            (true, _) => (8, 19),
            (false, _) => (10, h.min(56) - 10),
        }
    }

    /// Where the count's pill begins, and its width.
    pub fn badge(&self) -> Option<(i32, i32)> {
        let badge = self.card.badge.as_ref()?;
        let wide = badge_width(badge);
        Some((self.area[0] + self.area[2] - wide - 8, wide))
    }

    /// The room for the type's name.
    pub fn type_room(&self) -> i32 {
        let delta = self
            .card
            .delta
            .as_ref()
            .map_or(0, |delta| width(delta, 11) + 6);
        let end = self
            .badge()
            .map_or(self.area[0] + self.area[2] - PAD, |(x, _)| x - 4);
        end - delta - self.area[0] - PAD
    }
}
