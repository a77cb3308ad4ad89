//! Looking at a whole run before drawing its first step.
//!
//! Whoever knows what will come can keep room for it: columns as wide as their
//! widest card ever gets, a list's room as high as the list grows, a picture
//! whose edges stay where they are.

use std::collections::BTreeMap;

use super::card::{Look, is_counted};
use super::draw::Drawer;
use super::layers::Layers;
use super::scene::{Reach, Scene};
use super::snapshot::{Step, Trace};

/// What is known about a whole trace before its first step is drawn.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The widths of the columns.
    pub columns: Vec<i32>,
    /// By serial, the width and height that an object ever wants.
    pub sizes: BTreeMap<u64, (i32, i32)>,
    /// By number and title, the height that a namespace ever wants.
    pub frames: BTreeMap<(usize, String), i32>,
    /// The first column of types.
    pub types: Option<usize>,
    /// The picture's extent: left, top, right, bottom.
    pub extent: Option<[i32; 4]>,
}

/// Goes through a trace and notes what its pictures need.
pub fn make(layers: Layers, trace: &Trace) -> Plan {
    let mut plan = Plan::default();
    if layers.has(Layers::TYPES) {
        let mut drawer = Drawer::new(layers.without(Layers::TYPES));
        let steps = trace.steps.iter();
        let last = steps.map(|step| plan.note(&mut drawer, step)).max();
        plan = Plan {
            types: Some(last.unwrap_or(0) + 1),
            ..Plan::default()
        };
    }
    let mut drawer = Drawer::new(layers);
    drawer.plan.types = plan.types;
    for step in &trace.steps {
        plan.note(&mut drawer, step);
    }
    let mut drawer = Drawer::new(layers);
    drawer.plan = plan.clone();
    for step in &trace.steps {
        let [left, top, right, bottom] = drawer.stage(&step.snapshot).0.extent;
        let [l, t, r, b] = plan.extent.unwrap_or([left, top, right, bottom]);
        let wider = [l.min(left), t.min(top), r.max(right), b.max(bottom)];
        plan.extent = Some(wider);
    }
    plan
}

impl Plan {
    /// Lays a step out and notes what it needs; answers the last column of
    /// values.
    fn note(&mut self, drawer: &mut Drawer, step: &Step) -> usize {
        let (stage, _) = drawer.stage(&step.snapshot);
        let scene = Scene::of(&step.snapshot, drawer.layers());
        let mut last = 0;
        if self.columns.is_empty() {
            self.columns.push(0);
        }
        for (number, frame) in drawer.frames.iter().enumerate() {
            let (w, h) = frame.size();
            self.columns[0] = self.columns[0].max(w);
            let most = self
                .frames
                .entry((number, frame.title.clone()))
                .or_default();
            *most = (*most).max(h);
        }
        let living = |look| !matches!(look, Look::Freed | Look::Unreached);
        for placed in stage.cards.iter().filter(|placed| living(placed.card.look)) {
            let (card, column) = (&placed.card, placed.column);
            let Some(seen) = scene.at(card.place) else {
                continue;
            };
            let (w, h) = card.size(is_counted(seen.object.count));
            let most = self.sizes.entry(card.serial).or_default();
            *most = (most.0.max(w), most.1.max(h));
            if self.columns.len() <= column {
                self.columns.resize(column + 1, 0);
            }
            self.columns[column] = self.columns[column].max(w);
            if !matches!(seen.by, Reach::TypeOf(_)) {
                last = last.max(column);
            }
        }
        last
    }
}
