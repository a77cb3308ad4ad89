//! How an arrow gets from a dot to a card without crossing any box.
//!
//! Between two columns lies a gutter that no box enters: there an arrow may
//! curve as it likes. Through a column it runs level, in the gap between two
//! boxes that is nearest to its way. Arrows to different cards keep a few pixels
//! apart in a gap; those to the same card may share the lane.

use super::sorted::Map;
use crate::shapes::order::sort;

/// Pixels that an arrow keeps from the bottom of a box.
const BELOW: i32 = 6;
/// Pixels that it keeps from the top, where tags stand.
const ABOVE: i32 = 10;
/// The highest that an arrow may run above the picture's origin.
const CEILING: i32 = -20;
/// Pixels between two lanes.
const LANE: i32 = 4;
/// Pixels over which the middles of curves are spread.
const SPREAD: i32 = 34;
/// The length of an arrow's head.
pub const HEAD_LENGTH: i32 = 7;

/// The columns and the boxes in them.
#[derive(Clone, Debug, Default)]
pub struct Terrain {
    /// Left edge and width of each column.
    pub columns: Vec<(i32, i32)>,
    /// In each column, the tops and bottoms of its boxes.
    pub boxes: Vec<Vec<(i32, i32)>>,
    lanes: Vec<Vec<(i32, u64)>>,
}

/// One end of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The column that it is in.
    pub column: usize,
    /// Where: a dot in a box, or a point of a card's edge.
    pub x: i32,
    /// How far down.
    pub y: i32,
}

/// A part of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A straight line to a point.
    Line(i32, i32),
    /// A cubic curve: two control points, then the point that it leads to.
    Curve([i32; 6]),
}

impl Stroke {
    /// The point that it leads to.
    pub fn end(&self) -> (i32, i32) {
        match *self {
            Stroke::Line(x, y) | Stroke::Curve([.., x, y]) => (x, y),
        }
    }
}

/// An arrow's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it begins.
    pub start: (i32, i32),
    /// The parts.
    pub strokes: Vec<Stroke>,
    /// Where its head's tip is.
    pub tip: (i32, i32),
    /// Whether the head points right; else it points left.
    pub rightward: bool,
}

impl Terrain {
    /// The ground with these columns and boxes, and no arrow on it.
    pub fn new(columns: Vec<(i32, i32)>, mut boxes: Vec<Vec<(i32, i32)>>) -> Terrain {
        boxes.resize(columns.len(), Vec::new());
        boxes.iter_mut().for_each(|column| sort(column, Ord::cmp));
        let lanes = vec![Vec::new(); columns.len()];
        Terrain {
            columns,
            boxes,
            lanes,
        }
    }

    /// Finds a way from one end to the other. `target` tells arrows apart that
    /// lead to different cards.
    pub fn route(&mut self, from: End, to: End, target: u64) -> Path {
        let back = to.column < from.column;
        let mut pen = Pen::at(from.x, from.y);
        if from.column == to.column {
            return self.beside(pen, from, to);
        }
        pen.line(self.edge(from.column, !back), from.y);
        let mut column = from.column;
        loop {
            column = if back { column - 1 } else { column + 1 };
            let near = self.edge(column, back);
            if column == to.column {
                let lead = if back { HEAD_LENGTH } else { -HEAD_LENGTH };
                pen.curve(near + lead, to.y);
                pen.line(to.x + lead, to.y);
                return pen.finish(to, !back);
            }
            let lane = self.lane(column, pen.y, to.y, target);
            pen.curve(near, lane);
            pen.line(self.edge(column, !back), lane);
        }
    }

    /// Within one column: out of the right side and back into it.
    fn beside(&self, mut pen: Pen, from: End, to: End) -> Path {
        let edge = self.edge(from.column, true);
        pen.line(edge, from.y);
        let reach = edge + (22 + (to.y - from.y).abs() / 6).min(58);
        let home = edge + HEAD_LENGTH;
        let bend = Stroke::Curve([reach, from.y, reach, to.y, home, to.y]);
        pen.push(bend, home, to.y);
        pen.line(to.x + HEAD_LENGTH, to.y);
        pen.finish(to, false)
    }

    fn edge(&self, column: usize, right: bool) -> i32 {
        let (x, w) = self.columns[column];
        if right { x + w } else { x }
    }

    /// The level at which an arrow that comes from `y` and wants to get to
    /// `goal` passes a column.
    fn lane(&mut self, column: usize, y: i32, goal: i32, target: u64) -> i32 {
        let gaps = self.gaps(column);
        let lanes = &self.lanes[column];
        let is_free = |at: i32| {
            let near = |(lane, other): &(i32, u64)| {
                (lane - at).abs() < LANE && (*other != target || *lane != at)
            };
            !lanes.iter().any(near)
        };
        let mut best: Option<(bool, i32, i32)> = None;
        for (top, bottom) in gaps {
            for wish in [y, goal] {
                let wish = wish.clamp(top, bottom);
                let least = (wish - y).abs() + (wish - goal).abs();
                if best.is_some_and(|(crowded, way, _)| !crowded && way < least) {
                    continue;
                }
                let spread = (0..40).flat_map(|n| [wish + n * LANE, wish - n * LANE]);
                let mut inside = spread.filter(|at| (top..=bottom).contains(at));
                let (crowded, at) = match inside.find(|at| is_free(*at)) {
                    Some(at) => (false, at),
                    None => (true, wish),
                };
                let way = (at - y).abs() + (at - goal).abs();
                if best.is_none_or(|best| (crowded, way, at) < best) {
                    best = Some((crowded, way, at));
                }
            }
        }
        let at = best.map_or(y, |(_, _, at)| at);
        self.lanes[column].push((at, target));
        at
    }

    /// The levels of a column at which no box stands.
    fn gaps(&self, column: usize) -> Vec<(i32, i32)> {
        let mut gaps = Vec::new();
        let mut top = CEILING;
        for (from, to) in &self.boxes[column] {
            if from - ABOVE >= top {
                gaps.push((top, from - ABOVE));
            }
            top = top.max(to + BELOW);
        }
        gaps.push((top, i32::MAX / 4));
        gaps
    }
}

/// Spreads the steep middles of all curves between two columns, so that they do
/// not lie on one another. Curves that fall keep left of those that began above
/// them, and curves that rise keep left of those that began below: so two of them
/// cross only where their ends make it necessary.
pub fn spread(paths: &mut [Path], columns: &[(i32, i32)]) {
    let mut gutters: Map<usize, Vec<(bool, i32, usize, usize)>> = Map::new();
    for (number, path) in paths.iter().enumerate() {
        let mut at = path.start;
        for (part, stroke) in path.strokes.iter().enumerate() {
            let end = stroke.end();
            if let Stroke::Curve([ax, _, bx, ..]) = *stroke
                && ax == bx
                && (at.0 < ax) == (ax < end.0)
                && (at.1 - end.1).abs() > 2 * LANE
            {
                let (l, r) = if at.0 < end.0 { (at, end) } else { (end, at) };
                let rises = r.1 < l.1;
                let order = if rises { l.1 } else { -l.1 };
                let gutter = columns.partition_point(|(x, _)| *x <= ax);
                let curves = gutters.or_default(gutter);
                curves.push((rises, order, number, part));
            }
            at = end;
        }
    }
    for (_, mut curves) in gutters.into_pairs() {
        sort(&mut curves, Ord::cmp);
        let last = curves.len() as i32 - 1;
        for (turn, (_, _, number, part)) in curves.into_iter().enumerate() {
            if let Stroke::Curve([ax, _, bx, ..]) = &mut paths[number].strokes[part] {
                let room = (SPREAD / last.max(1)).min(6);
                let aside = room * turn as i32 - room * last / 2;
                *ax += aside;
                *bx += aside;
            }
        }
    }
}

/// A path in the making.
struct Pen {
    start: (i32, i32),
    x: i32,
    y: i32,
    /// Whether the last stroke is a level line, which may go on.
    level: bool,
    strokes: Vec<Stroke>,
}

impl Pen {
    fn at(x: i32, y: i32) -> Pen {
        Pen {
            start: (x, y),
            x,
            y,
            level: false,
            strokes: Vec::new(),
        }
    }

    fn push(&mut self, stroke: Stroke, x: i32, y: i32) {
        self.strokes.push(stroke);
        (self.x, self.y) = (x, y);
        self.level = false;
    }

    /// Level lines that follow one another are one.
    fn line(&mut self, x: i32, y: i32) {
        if (x, y) == (self.x, self.y) {
            return;
        }
        let level = y == self.y;
        match self.strokes.last_mut() {
            Some(last) if self.level && level => *last = Stroke::Line(x, y),
            _ => self.strokes.push(Stroke::Line(x, y)),
        }
        (self.x, self.y, self.level) = (x, y, level);
    }

    /// Leaves and arrives level.
    fn curve(&mut self, x: i32, y: i32) {
        if y == self.y {
            return self.line(x, y);
        }
        let middle = (self.x + x) / 2;
        self.push(Stroke::Curve([middle, self.y, middle, y, x, y]), x, y);
    }

    fn finish(self, to: End, rightward: bool) -> Path {
        let tip = (to.x, to.y);
        Path {
            start: self.start,
            strokes: self.strokes,
            tip,
            rightward,
        }
    }
}

impl Path {
    /// How far right and down it gets.
    pub fn reach(&self) -> (i32, i32) {
        let mut at = self.start;
        let mut far = (at.0.max(self.tip.0), at.1.max(self.tip.1));
        for stroke in &self.strokes {
            let end = stroke.end();
            if let Stroke::Curve([ax, _, bx, ..]) = *stroke
                && ax.max(bx) > at.0.max(end.0)
            {
                // It bulges to three quarters of where its control points lie.
                let bulge = (at.0 + end.0 + 3 * (ax + bx) + 7) / 8;
                far.0 = far.0.max(bulge);
            }
            far = (far.0.max(end.0), far.1.max(end.1));
            at = end;
        }
        far
    }

    /// Points along the way, close enough to tell what it crosses.
    #[cfg(test)]
    pub fn points(&self) -> Vec<(i32, i32)> {
        let mut points = vec![self.start];
        let mut at = self.start;
        for stroke in &self.strokes {
            let [ax, ay, bx, by, x, y] = match *stroke {
                Stroke::Line(x, y) => {
                    let (dx, dy) = (x - at.0, y - at.1);
                    let parts = dx.abs().max(dy.abs()) / 4 + 1;
                    let along = |n| (at.0 + dx * n / parts, at.1 + dy * n / parts);
                    points.extend((1..=parts).map(along));
                    at = (x, y);
                    continue;
                }
                Stroke::Curve(curve) => curve,
            };
            for n in 1..=32i32 {
                let m = 32 - n;
                let mix = |p: i32, a: i32, b: i32, q: i32| {
                    let sum = m * m * m * p
                        + 3 * m * m * n * a
                        + 3 * m * n * n * b
                        + n * n * n * q;
                    sum / (32 * 32 * 32)
                };
                points.push((mix(at.0, ax, bx, x), mix(at.1, ay, by, y)));
            }
            at = (x, y);
        }
        points.push(self.tip);
        points
    }
}
