//! Instances: their bytes, and what becomes of a dict that shows them.

use crate::Runtime;
use crate::objects::dict;
use crate::python::Session;

/// Runs a program that must print what is expected, and ends the runtime.
fn prints(source: &str, expected: &str) {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    let output = session.exec(source, "test.py");
    assert_eq!(
        (&*output.stdout, &*output.stderr),
        (expected, ""),
        "{source}"
    );
    drop(session);
    assert_eq!(Runtime::finish(rt), Default::default(), "{source}");
}

/// Bytes of the blocks of 35 instances of a class, made one after the other.
fn blocks(class: &str) -> Vec<usize> {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    let source = format!("{class}\nmade = [C() for n in range(35)]\n");
    assert_eq!(session.exec(&source, "test.py").stderr, "");
    let made = dict::get_str(&rt, &session.namespace(), "made");
    let made = made.expect("no error").expect("a list");
    let size = |object: &crate::refcount::Obj| {
        rt.heap.block_at(object.id()).expect("it is alive").size
    };
    let sizes = rt
        .collect(&made)
        .expect("a list")
        .iter()
        .map(size)
        .collect();
    drop(made);
    drop(session);
    sizes
}

/// Measured with `tracemalloc` on CPython 3.13.0; the blocks are of whole 16 bytes.
#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
fn each_instance_of_a_class_is_smaller_than_the_one_before() {
    let first = [
        328, 320, 312, 304, 296, 288, 272, 264, 256, 248, 240, 232, 224, 216, 200, 192,
        184, 176, 168, 160, 152, 144, 128, 120, 112, 104, 96, 88,
    ];
    let expected = |least: &[usize]| -> Vec<usize> {
        let last = std::iter::repeat(least.last().copied().unwrap_or(88));
        let sizes = first.iter().chain(least).copied().chain(last);
        sizes
            .take(35)
            .map(|size| size.next_multiple_of(16))
            .collect()
    };
    assert_eq!(blocks("class C: pass"), expected(&[80, 72]));
    let two =
        "class C:\n    def __init__(self):\n        self.x = 1\n        self.y = 2";
    assert_eq!(blocks(two), expected(&[]));
}

#[test]
fn an_instance_without_a_dict_has_one_block_and_one_with_it_two() {
    let rt = Runtime::new();
    let mut session = Session::new(&rt);
    let mut run = |source: &str| {
        assert_eq!(session.exec(source, "test.py").stderr, "");
        // What is kept for other objects is nobody's block.
        rt.free_lists.clear(&rt);
        rt.heap.live_blocks()
    };
    run("class C: pass\nc = C()\nc.a = c.b = None\n");
    let before = run("d = None\n");
    let with_another = run("d = C()\nd.a = d.b = None\n");
    assert_eq!(with_another - before, 1);
    assert_eq!(run("d.__dict__\n") - with_another, 1);
    drop(session);
    assert_eq!(Runtime::finish(rt), Default::default());
}

#[test]
fn a_dict_outlives_its_instance_with_all_values() {
    prints(
        "class C: pass
c = C()
c.a, c.b = [1], [2]
d = c.__dict__
c = None
print(d)
d['c'] = d
d.clear()
print(d)
",
        "{'a': [1], 'b': [2]}\n{}\n",
    );
}

#[test]
fn values_that_change_the_instance_as_they_go_do_no_harm() {
    prints(
        "class Meddler:
    def __del__(self):
        c.late = 1
        c.__dict__['later'] = 2
class C: pass
c = C()
c.a, c.b, c.c = Meddler(), Meddler(), 3
c.__dict__.clear()
print(sorted(c.__dict__), len(c.__dict__))
c.a = Meddler()
c.__dict__ = {}
print(sorted(c.__dict__))
c.a = Meddler()
del c.a
c.a = Meddler()
c.a = None
print(sorted(c.__dict__))
",
        "['late', 'later'] 2\n['late', 'later']\n['a', 'late', 'later']\n",
    );
}

#[test]
fn what_a_class_has_is_found_anew_when_it_changes() {
    prints(
        "import gc
class A: x = 1
class B(A): pass
b = B()
def look(): return b.x
print(look(), look())
gc.get_referents(A.__dict__)[0]['x'] = 2
print(look())
gc.get_referents(B.__dict__)[0]['x'] = 3
print(look())
del gc.get_referents(B.__dict__)[0]['x']
print(look())
for n in range(100):
    class B: x = [n]
    b = B()
    assert look() == [n]
    del B, b
    gc.collect()
",
        "1 1\n2\n3\n2\n",
    );
}
