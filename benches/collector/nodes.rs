//! Nodes: a million of them in a chain, in a tree, in rings, made and freed.

use std::cell::RefCell;
use std::rc::Rc;

use dumpster::Trace;
use gc_arena::lock::RefLock;
use gc_arena::{Arena, Collect, Rootable};
use pyobject::python::Session;
use pyobject::{PyRef, Runtime};

use crate::{ROUNDS, cost};

/// How many nodes there are.
const NODES: usize = 1_000_000;

/// How many nodes form a ring.
const RING: usize = 10;

/// How the nodes refer to each other.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// Each to the one made before it.
    Chain,
    /// Each to two others.
    Tree,
    /// Ten to each other.
    Rings,
}

/// What a million nodes took, in nanoseconds.
#[derive(Clone, Copy)]
struct Cost {
    make: f64,
    /// A whole collection while all of them are alive, where there is such a thing.
    keep: Option<f64>,
    /// Until all of them are gone.
    free: f64,
}

/// Somewhere nodes live.
trait Graph {
    type Node: Clone;
    fn node(&self, left: Option<&Self::Node>, right: Option<&Self::Node>)
    -> Self::Node;
    /// Makes a node without a second reference refer to another one.
    fn link(&self, from: &Self::Node, to: &Self::Node);
}

/// Makes the nodes; what it returns keeps all of them alive.
fn make<G: Graph>(graph: &G, shape: Shape) -> Vec<G::Node> {
    let chain = |length| {
        let first = graph.node(None, None);
        let mut last = first.clone();
        for _ in 1..length {
            last = graph.node(Some(&last), None);
        }
        (first, last)
    };
    match shape {
        Shape::Chain => vec![chain(NODES).1],
        Shape::Tree => {
            let mut row: Vec<_> =
                (0..NODES / 2).map(|_| graph.node(None, None)).collect();
            while row.len() > 1 {
                let pairs = row.chunks(2);
                let above = pairs.map(|pair| graph.node(pair.first(), pair.get(1)));
                row = above.collect();
            }
            row
        }
        Shape::Rings => {
            let ring = |_| {
                let (first, last) = chain(RING);
                graph.link(&first, &last);
                first
            };
            (0..NODES / RING).map(ring).collect()
        }
    }
}

/// Lists of two items.
struct Here<'rt> {
    rt: &'rt Runtime,
    nothing: PyRef<'rt>,
}

impl<'rt> Graph for Here<'rt> {
    type Node = PyRef<'rt>;

    fn node(
        &self,
        left: Option<&PyRef<'rt>>,
        right: Option<&PyRef<'rt>>,
    ) -> PyRef<'rt> {
        let items = [left, right].map(|item| item.unwrap_or(&self.nothing).clone());
        self.rt.list(items)
    }

    fn link(&self, from: &PyRef<'rt>, to: &PyRef<'rt>) {
        let linked = self.rt.list_set(from, 1, to.clone());
        linked.expect("the list has two items");
    }
}

fn here(shape: Shape) -> Cost {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    session.push("import gc; gc.disable()");
    let nothing = rt.int(0);
    let graph = Here { rt: &rt, nothing };
    let (nodes, make) = cost(|| make(&graph, shape));
    let (_, keep) = cost(|| session.push("gc.collect()"));
    let (_, free) = cost(|| {
        drop(nodes);
        session.push("gc.collect()")
    });
    drop(graph);
    drop(session);
    assert_eq!(Runtime::finish(rt), Default::default());
    let keep = Some(keep);
    Cost { make, keep, free }
}

/// `Rc`, which leaves cycles behind.
struct Counted;

struct CountedNode(RefCell<[Option<Rc<CountedNode>>; 2]>);

impl Graph for Counted {
    type Node = Rc<CountedNode>;

    fn node(
        &self,
        left: Option<&Rc<CountedNode>>,
        right: Option<&Rc<CountedNode>>,
    ) -> Rc<CountedNode> {
        Rc::new(CountedNode(RefCell::new([left.cloned(), right.cloned()])))
    }

    fn link(&self, from: &Rc<CountedNode>, to: &Rc<CountedNode>) {
        from.0.borrow_mut()[1] = Some(to.clone());
    }
}

fn counted(shape: Shape) -> Option<Cost> {
    if shape == Shape::Rings {
        return None;
    }
    let (nodes, make) = cost(|| make(&Counted, shape));
    let ((), free) = cost(|| drop(nodes));
    let keep = None;
    Some(Cost { make, keep, free })
}

/// dumpster, told to look for cycles only when it is asked to.
struct Dumpster;

#[derive(Trace)]
struct DumpsterNode {
    left: RefCell<Option<dumpster::unsync::Gc<DumpsterNode>>>,
    right: RefCell<Option<dumpster::unsync::Gc<DumpsterNode>>>,
}

impl Graph for Dumpster {
    type Node = dumpster::unsync::Gc<DumpsterNode>;

    fn node(
        &self,
        left: Option<&Self::Node>,
        right: Option<&Self::Node>,
    ) -> Self::Node {
        dumpster::unsync::Gc::new(DumpsterNode {
            left: RefCell::new(left.cloned()),
            right: RefCell::new(right.cloned()),
        })
    }

    fn link(&self, from: &Self::Node, to: &Self::Node) {
        *from.right.borrow_mut() = Some(to.clone());
    }
}

fn dumpster(shape: Shape) -> Cost {
    dumpster::unsync::set_collect_condition(|_| false);
    let (nodes, make) = cost(|| make(&Dumpster, shape));
    let ((), keep) = cost(dumpster::unsync::collect);
    let ((), free) = cost(|| {
        drop(nodes);
        dumpster::unsync::collect();
    });
    let keep = Some(keep);
    Cost { make, keep, free }
}

/// gc-arena, which collects between two mutations only.
struct InArena<'a, 'gc>(&'a gc_arena::Mutation<'gc>);

#[derive(Collect)]
#[collect(no_drop)]
struct ArenaNode<'gc>([Option<InGc<'gc>>; 2]);

type InGc<'gc> = gc_arena::Gc<'gc, RefLock<ArenaNode<'gc>>>;

#[derive(Collect)]
#[collect(no_drop)]
struct Root<'gc>(Vec<InGc<'gc>>);

impl<'gc> Graph for InArena<'_, 'gc> {
    type Node = InGc<'gc>;

    fn node(
        &self,
        left: Option<&Self::Node>,
        right: Option<&Self::Node>,
    ) -> Self::Node {
        let links = ArenaNode([left.copied(), right.copied()]);
        gc_arena::Gc::new(self.0, RefLock::new(links))
    }

    fn link(&self, from: &Self::Node, to: &Self::Node) {
        from.borrow_mut(self.0).0[1] = Some(*to);
    }
}

fn in_arena(shape: Shape) -> Cost {
    let mut arena = Arena::<Rootable![Root<'_>]>::new(|_| Root(Vec::new()));
    let ((), make) = cost(|| {
        arena.mutate_root(|mutation, root| root.0 = make(&InArena(mutation), shape));
    });
    let ((), keep) = cost(|| arena.finish_cycle());
    let ((), free) = cost(|| {
        arena.mutate_root(|_, root| root.0.clear());
        arena.finish_cycle();
    });
    let keep = Some(keep);
    Cost { make, keep, free }
}

/// The best of a few rounds, each number for itself.
fn best(measure: impl Fn() -> Cost) -> Cost {
    let rounds = (1..ROUNDS).map(|_| measure());
    rounds.fold(measure(), |best, cost| Cost {
        make: best.make.min(cost.make),
        keep: best.keep.zip(cost.keep).map(|(a, b)| a.min(b)),
        free: best.free.min(cost.free),
    })
}

/// A way to measure a shape; none where there is no such thing.
type Measure = fn(Shape) -> Option<Cost>;

/// Prints a table.
pub fn compare() {
    let collectors: [(&str, Measure); 4] = [
        ("here", |shape| Some(best(|| here(shape)))),
        ("Rc", |shape| {
            counted(shape)?;
            Some(best(|| counted(shape).expect("no ring")))
        }),
        ("dumpster", |shape| Some(best(|| dumpster(shape)))),
        ("gc-arena", |shape| Some(best(|| in_arena(shape)))),
    ];
    println!(
        "{:36}{:>10}{:>10}{:>10}",
        "ns a node", "make", "keep", "free"
    );
    for (name, shape) in [
        ("a chain", Shape::Chain),
        ("a tree", Shape::Tree),
        ("rings of ten", Shape::Rings),
    ] {
        for (collector, measure) in collectors {
            let label = format!("{name}, {collector}");
            match measure(shape) {
                Some(cost) => {
                    let each = |whole: f64| format!("{:.1}", whole / NODES as f64);
                    let keep = cost.keep.map_or("-".to_owned(), each);
                    let (make, free) = (each(cost.make), each(cost.free));
                    println!("{label:36}{make:>10}{keep:>10}{free:>10}");
                }
                None => println!("{label:36}{:>10}", "leaks"),
            }
        }
    }
}
