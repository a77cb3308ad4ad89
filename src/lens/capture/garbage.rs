//! Garbage that still stands on the heap, found without a collection.

use super::{Shot, each_container, named};
use crate::lens::snapshot::State;
use crate::lens::sorted::Set;
use crate::objects::dict;
use crate::objects::function::PyFunctionObject;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::shapes::gc_ring::each_reference;
use crate::typeobject::PyTypeObject;

/// With more containers than this, garbage that no name ever reached is not looked for.
const MOST_CONTAINERS: usize = 100_000;

impl Shot<'_> {
    /// Adds what no name reaches though it is not freed, because a cycle keeps it.
    ///
    /// This is the collector's own reckoning, done on paper: of the containers that the
    /// run made and that are not reached, those whose references all come from others
    /// of them are garbage, unless one that is not leads there.
    pub(super) fn find_garbage(&mut self) {
        let mut others = self.others();
        if others.is_empty() {
            return;
        }
        let addresses = others.iter().enumerate();
        let mut order: Vec<(usize, usize)> = addresses
            .map(|(at, other)| (other.object.id(), at))
            .collect();
        crate::shapes::order::sort(&mut order, Ord::cmp);
        let find = |to: &Obj| {
            let at = order.binary_search_by(|(address, _)| address.cmp(&to.id()));
            at.ok().map(|at| order[at].1)
        };
        for at in 0..others.len() {
            let object = others[at].object.clone();
            each_reference(&object, &mut |to| {
                if let Some(to) = find(to) {
                    others[to].refs = others[to].refs.saturating_sub(1);
                }
            });
        }
        let mut kept: Vec<usize> = Vec::new();
        for (at, other) in others.iter_mut().enumerate() {
            other.kept = other.refs > 0;
            kept.extend(other.kept.then_some(at));
        }
        while let Some(at) = kept.pop() {
            let object = others[at].object.clone();
            each_reference(&object, &mut |to| {
                if let Some(to) = find(to).filter(|to| !others[*to].kept) {
                    others[to].kept = true;
                    kept.push(to);
                }
            });
        }
        let garbage = others.iter().filter(|other| !other.kept);
        let garbage: Vec<&Obj> = garbage.map(|other| &other.object).collect();
        let parts = parts_of_classes(&garbage);
        for (address, _) in &order {
            *self.holding.or_default(*address) += 1;
        }
        for object in garbage {
            if !parts.contains(&object.id()) && !is_of_library(object) {
                self.meet(object, State::Garbage, 0);
            }
        }
        self.follow(State::Garbage);
        for (address, _) in &order {
            *self.holding.or_default(*address) -= 1;
        }
    }

    /// The containers that the run made and that are not reached; none where there are
    /// too many.
    fn others(&self) -> Vec<Other> {
        let (mut others, mut seen) = (Vec::new(), 0);
        each_container(self.rt, &mut |object, _| {
            seen += 1;
            let address = object.id();
            let furniture = self.camera.furniture.contains(&address);
            if furniture || self.met.contains_key(&address) || seen > MOST_CONTAINERS {
                return;
            }
            others.push(Other {
                refs: object.refcnt() - self.held_here(object),
                kept: false,
                object: object.clone(),
            });
        });
        others
    }
}

/// A container that no name reaches.
struct Other {
    /// How many references to it do not come from others of its kind.
    refs: u64,
    /// Whether something that is not of its kind leads there.
    kept: bool,
    object: Obj,
}

/// Whether an object is a class or a function that a module of the library made and let
/// go: they do that to find out about types, or to put something better in its place.
fn is_of_library(object: &Obj) -> bool {
    let module = match object.cast::<PyFunctionObject>() {
        Some(function) => function.func_module.get(),
        None => {
            let class = object.cast::<PyTypeObject>();
            let namespace = class.and_then(|class| class.tp_dict.get());
            namespace.and_then(|names| named(&names, "__module__"))
        }
    };
    let module = module.as_ref().and_then(Text::of);
    module.is_some_and(|module| !module.equals("__main__"))
}

/// Of objects, those that are only the inside of a class among them: its namespace, its
/// order of bases, its methods.
fn parts_of_classes(objects: &[&Obj]) -> Set<usize> {
    let mut parts = Set::new();
    let classes = objects.iter().copied();
    for class in classes.filter(|object| object.cast::<PyTypeObject>().is_some()) {
        let mut inside = |part: &Obj| {
            if part.cast::<PyTypeObject>().is_none() {
                parts.insert(part.id());
            }
        };
        each_reference(class, &mut |part| {
            inside(part);
            if dict::is_dict(part) {
                each_reference(part, &mut inside);
            }
        });
    }
    parts
}
