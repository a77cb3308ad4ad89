use crate::Runtime;
use crate::python::Session;

/// Runs a program on a runtime that ends with no block left.
fn run(source: &str) {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    let shown = session.exec(source, "test.py");
    assert_eq!(shown.stderr, "");
    drop(session);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
fn an_object_is_in_the_ring_from_its_making_to_its_end() {
    let rt = Runtime::bare();
    let floats = || {
        let float = |object: &crate::refcount::Obj| object.ty().name() == "float";
        rt.refchain.newest(usize::MAX, float).len()
    };
    let before = floats();
    let (one, two) = (rt.float(1.5), rt.float(2.5));
    assert_eq!(floats(), before + 2);
    drop(one);
    assert_eq!(floats(), before + 1); // its block is on the free list
    assert!(rt.refchain.newest(1, |_| true)[0].is(&two));
}

#[test]
fn built_in_types_and_immortal_objects_are_in_the_ring() {
    run("import sys\n\
         found = {id(o) for o in sys.getobjects(0)}\n\
         for o in (int, type, None, True, 56, 'a', (), b'', run := len):\n    \
             assert id(o) in found, o\n\
         assert sys.getobjects(-1) == []\n\
         assert len(sys.getobjects(7)) == 7\n\
         assert float not in sys.getobjects(0, float)");
}

#[test]
fn who_comes_back_is_the_newest_and_who_is_being_freed_is_not_found() {
    run("import sys\n\
         class Spam:\n    \
             def __del__(self):\n        \
                 seen.append(len(sys.getobjects(0, Spam)))\n        \
                 kept.append(self)\n\
         seen, kept = [], []\n\
         one, two = Spam(), Spam()\n\
         del one\n\
         assert seen == [1]\n\
         assert sys.getobjects(0, Spam) == [kept[0], two]\n\
         kept.clear()\n\
         assert len(sys.getobjects(0, Spam)) == 1");
}

#[test]
fn what_waits_in_the_trashcan_is_not_found() {
    run("import sys\n\
         class Last:\n    \
             def __del__(self):\n        \
                 seen.append(len(sys.getobjects(0, tuple)))\n\
         seen = []\n\
         before = len(sys.getobjects(0, tuple))\n\
         nested = (Last(),)\n\
         for n in range(100_000):\n    \
             nested = (nested,)\n\
         assert len(sys.getobjects(0, tuple)) > before + 100_000\n\
         del nested\n\
         assert len(seen) == 1\n\
         everything = sys.getobjects(0)\n\
         assert len(everything) > 1000\n\
         assert all(type(o) is not Last for o in everything)");
}
