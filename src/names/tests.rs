//! Namespaces, cells and scopes, as Python programs leave them.

use super::{Namespace, Place, PyCell, Scope, Scopes, delete, load, store};
use crate::Runtime;
use crate::python::Session;
use crate::typeobject::Builtin;

const CLOSURES: &str = "
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    def read():
        return n
    return step, read
step, read = counter()
def early():
    total = total + 1
def unbound():
    def late(): return word
    return late
    word = 'never'
late = unbound()
";

fn scope<'rt>(session: &Session<'rt>, name: &str) -> Scope<'rt> {
    let function = session.names().lookup(name).expect("a function");
    Scope::of(session.runtime(), &function).expect("made by def")
}

#[test]
fn rebinding_releases_one_object_and_changes_none() {
    let rt = Runtime::new();
    let names = Namespace::new(&rt);
    let first = rt.list([rt.int(1)]);
    names.bind("X", first.clone());
    names.bind("Y", first.clone());
    assert_eq!(first.refcnt(), 3);
    names.bind("X", rt.int(2));
    assert_eq!(first.refcnt(), 2);
    assert!(names.lookup("Y").is_some_and(|found| found.is(&first)));
    assert_eq!(names.names(), ["X", "Y"]);
    assert!(names.unbind("Y") && !names.unbind("Y"));
    assert_eq!(first.refcnt(), 1);
    drop((names, first));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn the_nearest_namespace_answers_first() {
    let rt = Runtime::new();
    let [near, far, last] = [(); 3].map(|()| Namespace::new(&rt));
    let scopes = Scopes {
        locals: &near.dict,
        globals: &far.dict,
        builtins: &last.dict,
    };
    let spam = rt.intern_str("spam").expect("a str");
    let answer = || load(&rt, &scopes, &spam).ok();
    assert!(answer().is_none() && rt.swallow(Builtin::NameError));
    for (number, names) in [&last, &far, &near].into_iter().enumerate() {
        let object = rt.int(number as i64);
        names.bind("spam", object.clone());
        assert!(answer().is_some_and(|found| found.is(&object)));
    }
    assert!(near.unbind("spam"));
    assert!(answer().is_some_and(|found| found.is(&rt.int(1))));
    drop((near, far, last, spam));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn what_is_stored_can_be_deleted_once() {
    let rt = Runtime::new();
    let names = Namespace::new(&rt);
    let spam = rt.intern_str("spam").expect("a str");
    let object = rt.new_list(Vec::new()).expect("a list");
    store(&rt, &names.dict, &spam, object.clone()).expect("room");
    assert!(names.lookup("spam").is_some_and(|found| found.is(&object)));
    assert!(delete(&rt, &names.dict, &spam).is_ok());
    assert_eq!(object.refcnt(), 1);
    let again = delete(&rt, &names.dict, &spam);
    assert!(again.is_err() && rt.swallow(Builtin::NameError));
    drop((names, spam, object));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn whoever_shares_a_cell_sees_what_it_is_bound_to() {
    let rt = Runtime::new();
    let inner = PyCell::new(&rt);
    let outer = inner.clone();
    assert!(inner.is(&outer) && outer.lookup().is_none());
    inner.bind(rt.int(2));
    assert!(outer.lookup().is_some_and(|found| found.is(&rt.int(2))));
    assert!(outer.unbind() && !inner.unbind());
    drop((inner, outer));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn what_rust_binds_a_program_finds() {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    session.names().bind("word", rt.str("spam"));
    assert_eq!(session.push("word").stdout, "'spam'\n");
    session.names().bind("max", rt.int(3));
    assert!(session.push("max([1, 2])").failed);
    assert!(session.names().unbind("max"));
    assert_eq!(session.push("max([1, 2])").stdout, "2\n");
    drop(session);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn two_functions_share_one_cell() {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    session.exec(CLOSURES, "<test>");
    let cell = scope(&session, "step").cell("n").expect("a cell");
    assert!(cell.is(&scope(&session, "read").cell("n").expect("a cell")));
    session.push("r = step(), step()");
    assert!(cell.lookup().expect("bound").is(&rt.int(2)));
    cell.bind(rt.int(40));
    assert_eq!(session.push("step(), read()").stdout, "(41, 41)\n");
    assert!(cell.unbind() && !cell.unbind());
    let answer = session.push("read()").stderr;
    assert!(answer.contains("free variable 'n'"), "{answer}");
    drop((cell, session));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn a_functions_text_decides_where_a_name_is() {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    session.exec(CLOSURES, "<test>");
    let step = scope(&session, "step");
    assert_eq!(step.place("n"), Place::Closure(0));
    assert_eq!(step.place("step"), Place::Global);
    let counter = scope(&session, "counter");
    assert!(matches!(counter.place("n"), Place::OwnCell(_)));
    assert!(matches!(counter.place("read"), Place::Slot(_)));
    assert_eq!(scope(&session, "early").place("total"), Place::Slot(0));
    let not_python = session.names().lookup("step").map(|f| rt.list([f]));
    assert!(Scope::of(&rt, &not_python.expect("a list")).is_none());
}

#[test]
fn the_search_ends_at_an_empty_cell() {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    session.exec(CLOSURES, "<test>");
    session.names().bind("word", rt.str("the module's"));
    let late = scope(&session, "late");
    assert_eq!(late.place("word"), Place::Closure(0));
    assert!(late.lookup("word").is_none());
    assert!(late.lookup("late").is_some());
    assert!(late.lookup("len").is_some() && late.lookup("lenn").is_none());
    late.globals().bind("len", rt.int(3));
    assert!(late.lookup("len").is_some_and(|found| found.is(&rt.int(3))));
    let cell = PyCell::new(&rt);
    assert!(cell.lookup().is_none() && !cell.is(&late.cell("word").expect("a cell")));
}
