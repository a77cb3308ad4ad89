//! What a recording says, and that it changes nothing.

use super::*;
use crate::lens::snapshot::{ObjectView, State};
use crate::lens::{Place, Trace};
use crate::runtime::{Options, Profile};

fn run(inputs: &[&str]) -> Trace {
    let inputs = inputs.iter().map(|input| format!("{input}\n"));
    let plan = Plan {
        inputs: inputs.collect(),
        layers: Layers::ALL,
        ..Plan::default()
    };
    record(&plan, Options::default(), |_| ())
}

fn bound<'a>(step: &'a Step, name: &str) -> &'a ObjectView {
    let mut names = step
        .snapshot
        .namespaces
        .iter()
        .flat_map(|space| &space.names);
    let found = names.find(|view| view.name == name).expect("a name");
    step.snapshot.at(found.to.expect("bound")).expect("drawn")
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
fn counts_sizes_and_identity_are_those_of_cpython_3_13() {
    let trace = run(&["A = [1, 2, 3]", "B = A", "A[1] = 5", "P = 10**6", "del B"]);
    let facts: Vec<(String, u64, String)> = trace.steps[1..]
        .iter()
        .map(|step| bound(step, "A"))
        .map(|list| (list.count.to_string(), list.size, list.value.clone()))
        .collect();
    let fact = |count: &str, value: &str| (count.to_owned(), 88, value.to_owned());
    assert_eq!(facts[0], fact("1", "[1, 2, 3]"));
    assert_eq!(facts[2], fact("2", "[1, 5, 3]"));
    assert_eq!(facts[4], fact("1", "[1, 5, 3]"));
    let million = bound(&trace.steps[4], "P");
    assert_eq!((million.count.to_string(), million.size), ("1".into(), 28));
    assert_eq!(trace.truncated, None);
}

#[test]
fn statements_of_a_call_are_pauses_with_its_variables() {
    let trace = run(&["def f(n):\n    m = [n]\n    return m", "r = f(7)"]);
    let inside: Vec<(Option<u32>, &str)> = trace.steps[2..]
        .iter()
        .map(|step| (step.inside, step.input.trim()))
        .collect();
    let pauses = [
        (Some(4), "r = f(7)"),
        (Some(2), "m = [n]"),
        (None, "r = f(7)"),
    ];
    assert_eq!(inside, pauses);
    let titles = |step: &Step| -> Vec<String> {
        let spaces = step.snapshot.namespaces.iter();
        spaces.map(|space| space.title.clone()).collect()
    };
    assert_eq!(titles(&trace.steps[3]), ["names", "f() locals"]);
    assert_eq!(bound(&trace.steps[3], "m").count.to_string(), "1");
    assert_eq!(titles(&trace.steps[4]), ["names"]);
    assert_eq!(bound(&trace.steps[4], "r").value, "[7]");
}

/// Records lines as a script.
fn script(lines: &[&str]) -> Trace {
    let plan = Plan {
        inputs: vec![lines.join("\n") + "\n"],
        mode: Mode::Script,
        ..Plan::default()
    };
    record(&plan, Options::default(), |_| ())
}

#[test]
fn a_script_is_one_unit_that_pauses_at_each_statement() {
    let lines = ["P = 10**6", "Q = 10**6", "print(P is Q)", "R = 7"];
    let trace = script(&lines);
    let pauses: Vec<(Option<u32>, &str)> = trace.steps[1..]
        .iter()
        .map(|step| (step.inside, step.output.as_str()))
        .collect();
    let expected = [
        (Some(1), ""),
        (Some(2), ""),
        (Some(3), "True\n"),
        (None, ""),
    ];
    assert_eq!(pauses, expected);
    let prompt = run(&lines);
    assert_eq!(prompt.steps[3].output, "False\n");
}

#[test]
fn only_the_prompt_leaves_something_to_collect() {
    let lines = ["import gc", "print(gc.collect())"];
    let printed = |trace: Trace| -> String {
        trace.steps.into_iter().map(|step| step.output).collect()
    };
    assert_eq!(printed(script(&lines)), "0\n");
    assert_eq!(printed(run(&lines)), "5\n");
}

#[test]
fn a_script_shows_its_calls_and_its_tracebacks() {
    let trace = script(&["def f(n):", "    return n / 0", "f(1)"]);
    let call = trace.steps.iter().find(|step| step.inside == Some(3));
    let spaces = &call.expect("a step in the call").snapshot.namespaces;
    assert_eq!(spaces[1].title, "f() locals");
    let error = trace.steps.last().and_then(|step| step.error.clone());
    assert!(error.unwrap().contains("File \"script.py\", line 2, in f"));
}

#[test]
fn pauses_beyond_a_thousand_are_counted_and_left_out() {
    let trace = script(&["for i in range(2000):", "    j = i", "k = 5"]);
    assert_eq!((trace.steps.len(), trace.left_out > 500), (1001, true));
    assert_eq!(bound(trace.steps.last().unwrap(), "k").value, "5");
    assert_eq!(run(&["k = 5"]).left_out, 0);
}

#[test]
fn the_classic_profile_counts_what_is_immortal_since() {
    let count = |profile| {
        let plan = Plan {
            inputs: vec!["X = 56\n".to_owned()],
            profile,
            ..Plan::default()
        };
        let trace = record(&plan, Options::default(), |_| ());
        bound(&trace.steps[1], "X").count.to_string()
    };
    assert_eq!(count(Profile::V3_13), "∞");
    assert!(count(Profile::Classic).parse::<u64>().is_ok());
}

#[test]
fn a_cycle_without_names_is_garbage_until_it_is_collected() {
    let trace = run(&[
        "import gc",
        "a = []",
        "a.append(a)",
        "del a",
        "gc.collect()",
    ]);
    let states = |step: &Step| -> Vec<State> {
        step.snapshot
            .objects
            .iter()
            .filter(|o| o.type_name == "list")
            .map(|o| o.state)
            .collect()
    };
    assert_eq!(states(&trace.steps[3]), [State::Live]);
    assert_eq!(states(&trace.steps[4]), [State::Garbage]);
    assert_eq!(states(&trace.steps[5]), []);
}

#[test]
fn what_an_expression_is_at_work_on_stays_in_the_picture() {
    let class = "class N:\n    def __init__(self, name):\n        self.name = [name]";
    let trace = run(&[class, "a, b = N('x'), N('y')"]);
    let first = bound(trace.steps.last().expect("a step"), "a").serial;
    let seen = trace.steps.iter().filter_map(|step| {
        let mut objects = step.snapshot.objects.iter();
        let object = objects.find(|object| object.serial == first)?;
        Some((object.state, object.edges.len()))
    });
    let seen: Vec<(State, usize)> = seen.collect();
    // As `self`, while the second one is made, and bound.
    let live = |edges| (State::Live, edges);
    assert_eq!(seen, [live(0), live(1), live(1)]);
    let told = words(&[class, "a, b = N('x'), N('y')"]).join("\n");
    assert!(!told.contains("any more"), "{told}");
}

#[test]
fn classes_that_a_library_lets_go_are_not_the_reader_s_garbage() {
    let own = "class A: pass\ndel A";
    let [own, theirs] = [own, "import weakref"].map(|source| {
        let trace = script(&source.lines().collect::<Vec<_>>());
        let last = trace.steps.into_iter().next_back().expect("a step");
        let mut objects = last.snapshot.objects.into_iter();
        objects.any(|object| object.state == State::Garbage)
    });
    assert_eq!((own, theirs), (true, false));
}

#[test]
fn a_new_object_at_an_old_place_is_another_object() {
    let trace = run(&["x = float('1.5')", "del x; y = float('2.5')"]);
    let (x, y) = (bound(&trace.steps[1], "x"), bound(&trace.steps[3], "y"));
    assert_eq!(x.place, y.place);
    assert!(x.serial < y.serial);
}

#[test]
fn looking_changes_nothing_that_the_program_can_see() {
    let inputs = [
        "import sys\n",
        "class C:\n    def __init__(self): self.x = [1.5, 'a' * 3]\n",
        "c = C(); d = {c: (c, {2.5})}\n",
        "[sys.getrefcount(c), sys.getrefcount(c.x), id(c), id(object())]\n",
        "sys.getallocatedblocks() if hasattr(sys, 'getallocatedblocks') else 0\n",
    ];
    let run = |look: bool| -> Vec<String> {
        let rt = Runtime::new();
        let mut recorder = Recorder::new(&rt, Layers::ALL, Mode::Prompt);
        recorder.begin(mentioned(inputs));
        let base = rt.heap.place(rt.none().id()).expect("a place");
        let outputs = inputs.iter().map(|input| {
            if look {
                recorder.before();
            }
            let output = recorder.push(input).stdout;
            // Addresses differ from run to run, places do not.
            let words = output.split(|c: char| !c.is_ascii_digit());
            let words = words.filter_map(|word| word.parse::<usize>().ok());
            let places = words.map(|word| match rt.heap.place(word) {
                Some(place) => place.to_string(),
                None => word.to_string(),
            });
            places.collect::<Vec<_>>().join(" ")
        });
        let mut outputs: Vec<String> = outputs.collect();
        outputs.push(base.to_string());
        drop(recorder);
        assert_eq!(Runtime::finish(rt).blocks, 0);
        outputs
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn names_after_a_dot_are_not_mentioned() {
    let names = mentioned(["a.b = c(d=e)", "def f(g): return \"h {i}\" f'{j.k}'"]);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(names, ["a", "c", "d", "e", "f", "g", "j"]);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "fields of the usual build")]
fn containers_say_their_generation_and_immortals_are_no_garbage() {
    let trace = run(&[
        "import gc",
        "a = [1]",
        "a.append(a)",
        "gc.collect(0)",
        "del a",
    ]);
    let ring = |step: &Step| -> String {
        let mut objects = step.snapshot.objects.iter();
        let list = objects.find(|object| object.type_name == "list").unwrap();
        list.fields[0].meaning.clone()
    };
    let rings: Vec<String> = trace.steps[2..].iter().map(ring).collect();
    let numbers: Vec<&str> = rings.iter().map(|ring| &ring[11..]).collect();
    assert_eq!(numbers, ["0", "0", "1", "1"]);
    let last = trace.steps.last().unwrap();
    let states = last
        .snapshot
        .objects
        .iter()
        .map(|o| (&*o.type_name, o.state));
    let states: Vec<_> = states.filter(|(name, _)| *name != "type").collect();
    assert_eq!(states, [("list", State::Garbage), ("int", State::Live)]);
}

#[test]
fn what_only_weak_references_lead_to_is_garbage_where_a_cycle_keeps_it() {
    let trace = run(&[
        "import weakref",
        "class Node: pass",
        "a = Node(); b = Node(); a.next = b; b.next = a",
        "w = weakref.ref(a); v = weakref.ref(a)",
        "del a, b",
        "c = w()",
    ]);
    let nodes = |step: &Step| -> Vec<(State, String)> {
        let objects = step.snapshot.objects.iter();
        let nodes = objects.filter(|object| object.type_name == "Node");
        nodes
            .map(|node| (node.state, node.count.to_string()))
            .collect()
    };
    let last = trace.steps.len() - 1;
    let one = || "1".to_owned();
    assert_eq!(
        nodes(&trace.steps[last - 1]),
        [(State::Garbage, one()), (State::Garbage, one())]
    );
    assert_eq!(
        nodes(&trace.steps[last]),
        [(State::Live, "2".to_owned()), (State::Live, one())]
    );
}

fn words(inputs: &[&str]) -> Vec<String> {
    let pictures = crate::lens::draw_trace(&run(inputs), Layers::upto(2));
    pictures.into_iter().map(|picture| picture.words).collect()
}

#[test]
fn each_call_of_a_recursion_is_told_of() {
    let words = words(&["def f(n):\n    if n: f(n - 1)", "f(2)"]);
    let count = |what: &str| words.concat().matches(what).count();
    assert_eq!(count("Now f() runs."), 3, "{words:#?}");
    assert_eq!(count("Now f() no longer runs."), 3, "{words:#?}");
    assert_eq!(count("no longer to"), 0, "{words:#?}");
}

#[test]
fn what_could_be_taken_for_another_is_told_with_its_name() {
    let nodes = [
        "class N: pass",
        "a = N(); b = N()",
        "a.x = b; b.x = a",
        "del a, b",
    ];
    let told = words(&nodes);
    assert!(
        told[5].contains("Attribute x of the N (a) now refers to the N (b)"),
        "{told:#?}"
    );
    let last = told.last().unwrap();
    assert!(
        last.contains("The N (a) and the N (b) are garbage"),
        "{last}"
    );
    let one = words(&["class N: pass", "a = N()", "b = a"]);
    assert!(one[4].starts_with("b now refers to the N; its"), "{one:#?}");
}

#[test]
fn words_tell_what_runs_and_what_the_prompt_keeps() {
    let words = words(&["def f(n):\n    m = [n]\n    return m", "f(7)", "f(8)"]);
    let told = words.join("\n");
    assert!(
        words[2].starts_with("Now f() runs. n in f() now refers"),
        "{told}"
    );
    assert!(
        !told.contains("prompt runs") && told.contains("Now f() no longer runs."),
        "{told}"
    );
}

#[test]
fn addresses_are_written_down_on_request() {
    let run = |addresses| {
        let plan = Plan {
            inputs: vec!["a = [1]\n".into(), "id(a)\n".into()],
            addresses,
            ..Plan::default()
        };
        record(&plan, Options::default(), |_| ()).steps
    };
    assert!(run(false).iter().all(|step| step.bases.is_empty()));
    let last = run(true).pop().unwrap();
    let Place { arena, offset } = last.snapshot.objects[0].place;
    let address = last.bases[arena as usize] + offset as usize;
    assert_eq!(last.output, format!("{address}\n"));
}

#[test]
fn parts_of_built_in_objects_have_the_names_of_their_fields() {
    let trace = run(&[
        "from collections import deque",
        "s = [1]; d = {2: s}",
        "its = iter(s), zip(s, d), map(len, s), enumerate(s), reversed((1, 2)), iter(d)",
        "more = memoryview(b'x'), slice(s), deque(s), iter('x'), filter(None, s)",
    ]);
    let last = trace.steps.last().unwrap();
    let edges = last.snapshot.objects.iter().flat_map(|view| &view.edges);
    let labels: Vec<&str> = edges.map(|edge| &*edge.label).collect();
    let fields = [
        "it_seq", "ittuple", "iters", "en_sit", "seq", "di_dict", "mbuf", "stop", "it",
    ];
    for field in fields {
        assert!(labels.contains(&field), "{field}");
    }
    assert!(!labels.contains(&"→"));
}

#[test]
fn a_class_of_the_readers_refers_to_its_base_of_theirs() {
    let trace = run(&["class A: pass", "class B(A): pass"]);
    let last = trace.steps.last().unwrap();
    let (a, b) = (bound(last, "A"), bound(last, "B"));
    let bases = |view: &ObjectView| -> Vec<Place> {
        let edges = view.edges.iter().filter(|edge| edge.label == "__base__");
        edges.map(|edge| edge.to).collect()
    };
    assert_eq!((bases(a), bases(b)), (vec![], vec![a.place]));
}

#[test]
fn a_class_of_a_metaclass_shows_what_any_class_shows() {
    let trace = run(&[
        "class Meta(type): pass",
        "class Plain: size = 1.5",
        "class Strange(metaclass=Meta): size = 1.5",
    ]);
    let last = trace.steps.last().unwrap();
    let labels = |name: &str| -> Vec<String> {
        let edges = bound(last, name).edges.iter();
        edges.map(|edge| edge.label.clone()).collect()
    };
    assert_eq!(labels("Plain"), labels("Strange"));
    assert!(labels("Strange").contains(&".size".to_owned()));
}
