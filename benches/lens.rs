//! `cargo bench --bench lens`: how long recordings take and how long their pictures,
//! beside the limits that they have to keep.
//!
//! What a page weighs is said by `cargo book build`; what a browser takes for one step
//! by the test of the browser that measures it.

use std::time::{Duration, Instant};

use pyobject::Options;
use pyobject::lens::{Drawer, Layers, Step, Trace, draw_trace_plain};
use pyobject::python::record::{Mode, Plan, record};

/// A thousand steps on a heap as small as a chapter's.
const STEPS: &str = "
A = [1, 2, 3]
B = A
for i in range(500):
    A[1] = i
    B = [A, i]
";

/// A hundred objects that refer to each other, made one by one.
const NODES: &str = "
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next
head = None
for n in range(120):
    head = Node(n * 1000, head)
";

/// A hundred objects in one list.
const ITEMS: &str = "
row = [[n * 1000] for n in range(49)]
for item in row: item.append(row)
";

fn plan(source: &str, layers: Layers) -> Plan {
    Plan {
        inputs: vec![source.to_owned()],
        mode: Mode::Script,
        layers,
        ..Plan::default()
    }
}

/// The best of a few runs, which a busy machine disturbs least.
fn best(mut run: impl FnMut()) -> Duration {
    let once = || {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    std::iter::repeat_with(once)
        .take(5)
        .min()
        .unwrap_or_default()
}

fn say(what: &str, took: Duration, limit: Option<u64>) {
    let limit = limit.map(|limit| format!("{limit:>8}")).unwrap_or_default();
    println!("{what:52}{:>9.1}{limit}", took.as_secs_f64() * 1000.0);
}

/// Draws each step as it comes, as a page does while a program runs.
fn stream(trace: &Trace, layers: Layers) -> Duration {
    best(|| {
        let mut drawer = Drawer::new(layers).without_style();
        let draw = |step: &Step| drawer.step(step).svg.len();
        assert!(trace.steps.iter().map(draw).sum::<usize>() > 0);
    })
}

fn main() {
    println!("{:52}{:>9}{:>8}", "milliseconds", "took", "limit");
    for (name, source, limit) in [
        ("1,000 steps", STEPS, Some(100)),
        ("120 linked nodes", NODES, None),
        ("100 objects in a list", ITEMS, None),
    ] {
        for (shown, layers) in [("names", Layers::NAMES), ("all layers", Layers::ALL)] {
            let plan = plan(source, layers);
            let mut trace = Trace::default();
            let took = best(|| trace = record(&plan, Options::default(), |_| ()));
            let limit = limit.filter(|_| layers == Layers::NAMES);
            let steps = trace.steps.len();
            let what = format!("{name}, {shown}: record {steps} steps");
            say(&what, took, limit);
            say(
                &format!("{name}, {shown}: draw them as they come"),
                stream(&trace, layers),
                None,
            );
            let took = best(|| assert!(!draw_trace_plain(&trace, layers).is_empty()));
            say(
                &format!("{name}, {shown}: draw them once all are known"),
                took,
                None,
            );
        }
    }
}
