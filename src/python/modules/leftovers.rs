//! What an import leaves behind, besides the module.
//!
//! Many modules of CPython's library first define in Python what they then take from C:
//! `OrderedDict`, `attrgetter`, `partial`. The classes that were replaced are garbage,
//! and lie about until a collection; imports make so many containers that some of them
//! cause one. So what the first `gc.collect()` of a script finds depends on what it has
//! imported, and in which order. The modules here define nothing twice; this makes as
//! many containers garbage, at the same times.
//!
//! A prompt has imported most of this before its first line, and has collected it. What
//! it has not is in a list of its own.

use crate::gc;
use crate::objects::dict;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::free_list::Kept;
use crate::typeobject::Builtin;

/// What happens in an import, one thing after the other.
enum Step {
    /// Another module is imported, if it has not been.
    Needs(&'static str),
    /// So many containers are made and stay.
    Makes(i64),
    /// So many become garbage.
    Leaves(usize),
}

use Step::{Leaves, Makes, Needs};

/// The modules whose imports leave something, or come before many that do: measured as
/// `gc.get_count()` and `gc.collect()` after each, with CPython 3.13.0.
static IMPORTS: &[(&str, &[Step])] = &[
    ("abc", &[Makes(2)]),
    ("array", &[Needs("collections"), Makes(91)]),
    ("bisect", &[Makes(22)]),
    (
        "collections",
        &[
            Needs("itertools"),
            Makes(364),
            Needs("operator"),
            Makes(60),
            Leaves(45),
            Makes(484),
        ],
    ),
    (
        "contextlib",
        &[
            Makes(130),
            Needs("collections"),
            Needs("functools"),
            Needs("types"),
            Makes(120),
        ],
    ),
    ("copy", &[Needs("types"), Needs("weakref"), Makes(93)]),
    ("ctypes", &[Makes(130), Needs("types"), Makes(668)]),
    (
        "dataclasses",
        &[
            Needs("re"),
            Needs("copy"),
            Makes(2987),
            Leaves(23),
            Makes(900),
        ],
    ),
    ("datetime", &[Makes(203)]),
    ("decimal", &[Needs("collections"), Makes(610)]),
    ("dis", &[Needs("types"), Needs("collections"), Makes(506)]),
    (
        "enum",
        &[Makes(290), Needs("types"), Makes(240), Leaves(6), Makes(96)],
    ),
    ("fractions", &[Needs("re"), Makes(935)]),
    (
        "functools",
        &[
            Makes(190),
            Needs("collections"),
            Makes(110),
            Leaves(27),
            Makes(93),
        ],
    ),
    ("gc", &[Makes(1)]),
    ("heapq", &[Makes(59)]),
    ("inspect", &[Needs("re"), Makes(4259)]),
    ("itertools", &[Makes(226)]),
    ("json", &[Needs("re"), Makes(139)]),
    ("logging", &[Needs("re"), Makes(2628)]),
    ("math", &[Makes(65)]),
    ("operator", &[Makes(228), Leaves(35)]),
    ("os", &[Makes(2)]),
    ("pathlib", &[Needs("re"), Makes(1450)]),
    (
        "pprint",
        &[Needs("re"), Makes(3500), Leaves(24), Makes(1070)],
    ),
    (
        "random",
        &[
            Makes(150),
            Needs("itertools"),
            Needs("operator"),
            Makes(165),
        ],
    ),
    (
        "re",
        &[
            Makes(55),
            Needs("enum"),
            Makes(616),
            Needs("functools"),
            Leaves(1),
            Makes(90),
        ],
    ),
    ("string", &[Needs("re"), Makes(46)]),
    ("struct", &[Makes(52)]),
    ("sys", &[Makes(1)]),
    ("textwrap", &[Needs("re"), Makes(140)]),
    (
        "threading",
        &[Makes(400), Needs("types"), Needs("itertools"), Makes(512)],
    ),
    ("time", &[Makes(2)]),
    ("timeit", &[Needs("itertools"), Makes(74)]),
    ("traceback", &[Needs("re"), Makes(991)]),
    (
        "tracemalloc",
        &[Needs("re"), Makes(500), Leaves(11), Makes(307)],
    ),
    ("types", &[Makes(60), Leaves(7), Makes(50)]),
    (
        "typing",
        &[
            Makes(586),
            Needs("collections"),
            Makes(30),
            Needs("functools"),
            Needs("types"),
            Makes(736),
        ],
    ),
    ("uuid", &[Makes(100), Needs("enum"), Leaves(6), Makes(135)]),
    (
        "weakref",
        &[Makes(228), Needs("types"), Needs("itertools"), Makes(202)],
    ),
];

/// What is not imported yet when the prompt asks for its first input, with the number of
/// containers that the import makes, and of those that become garbage: measured as
/// above, with `python -q -i`.
static AT_PROMPT: &[(&str, i64, usize)] = &[
    ("array", 65, 0),
    ("bisect", 12, 0),
    ("ctypes", 679, 0),
    ("datetime", 189, 0),
    ("decimal", 568, 0),
    ("fractions", 1019, 0),
    ("heapq", 39, 0),
    ("json", 211, 0),
    ("logging", 1338, 0),
    ("math", 58, 0),
    ("pathlib", 1062, 0),
    ("pprint", 137, 0),
    ("random", 275, 0),
    ("string", 102, 0),
    ("threading", 428, 0),
    ("timeit", 43, 0),
    ("tracemalloc", 1102, 11),
    ("typing", 1451, 0),
    ("uuid", 169, 6),
];

/// What an import of a module by the program's own code is about to leave. Until it is
/// left, the import makes no collection due. (What another module has needed is counted
/// already, and may still be imported here.)
pub(crate) fn begin(rt: &Runtime, name: &str) -> Option<Leftovers> {
    let name = name.split('.').next().unwrap_or(name);
    let index = IMPORTS
        .binary_search_by_key(&name, |import| import.0)
        .ok()?;
    let before = rt.young_count.replace(i64::MIN / 2);
    let lists = rt.free_lists.len(Kept::List);
    Some(Leftovers {
        index,
        before,
        lists,
    })
}

/// A module that is being imported, how many containers were young before, and how many
/// blocks of lists were kept.
pub(crate) struct Leftovers {
    index: usize,
    before: i64,
    lists: u32,
}

impl Leftovers {
    /// Does to the youngest generation what CPython's import would have done.
    pub(crate) fn leave(self, rt: &Runtime) -> PyResult<()> {
        rt.young_count.set(self.before);
        if !rt.python().at_prompt.get() {
            return leave(rt, self.index);
        }
        let done = &rt.python().imported;
        if done.get() & (1 << self.index) != 0 {
            return Ok(());
        }
        done.set(done.get() | 1 << self.index);
        let name = IMPORTS[self.index].0;
        if let Ok(made) = AT_PROMPT.binary_search_by_key(&name, |import| import.0) {
            let (_, made, garbage) = AT_PROMPT[made];
            make(rt, made)?;
            let count = rt.young_count.get();
            make_garbage(rt, name, garbage)?;
            rt.young_count.set(count);
        }
        let used = self.lists.saturating_sub(rt.free_lists.len(Kept::List));
        let lists = (0..used).map(|_| rt.new_list(Vec::new()));
        let count = rt.young_count.get();
        drop(lists.collect::<PyResult<Vec<_>>>()?);
        rt.young_count.set(count);
        Ok(())
    }
}

fn leave(rt: &Runtime, index: usize) -> PyResult<()> {
    let done = &rt.python().imported;
    if done.get() & (1 << index) != 0 {
        return Ok(());
    }
    done.set(done.get() | 1 << index);
    for step in IMPORTS[index].1 {
        let count = rt.young_count.get();
        match *step {
            Needs(other) => {
                let other = IMPORTS.binary_search_by_key(&other, |import| import.0);
                other.map_or(Ok(()), |other| leave(rt, other))?;
            }
            Makes(containers) => make(rt, containers)?,
            Leaves(containers) => {
                make_garbage(rt, IMPORTS[index].0, containers)?;
                rt.young_count.set(count);
            }
        }
    }
    Ok(())
}

/// Counts so many containers as made.
fn make(rt: &Runtime, containers: i64) -> PyResult<()> {
    let (count, threshold) = (rt.young_count.get(), rt.young_threshold.get());
    rt.young_count.set(count + containers);
    gc::collect_if_due(rt)?;
    if rt.young_count.get() < count && threshold > 0 {
        rt.young_count.set((count + containers) % threshold);
    }
    Ok(())
}

/// Makes so many containers garbage: a class of the module, with its inside and what
/// its namespace holds; or functions of it, where there are too few for a class. Tuples
/// are of a length such that no blocks of them are kept. Pictures leave out classes and
/// functions that a module of the library lets go.
fn make_garbage(rt: &Runtime, module: &str, containers: usize) -> PyResult<()> {
    const LENGTH: usize = 24;
    /// A class, its namespace, bases and order, and two descriptors.
    const CLASS: usize = 6;
    let Some(others) = containers.checked_sub(CLASS) else {
        return (0..containers).try_for_each(|_| make_function(rt, module));
    };
    let names = rt.new_dict()?;
    dict::set_str(rt, &names, "__module__", rt.new_str(module)?)?;
    for number in 0..others {
        let value = rt.new_tuple(vec![rt.none().clone(); LENGTH])?;
        dict::set_str(rt, &names, &format!("replaced_{number}"), value)?;
    }
    let name = rt.new_str("_Replaced")?;
    let parts = [name, rt.new_tuple(Vec::new())?, names];
    rt.call_with(&rt.type_obj(Builtin::Type), &parts)?;
    Ok(())
}

/// Makes a function of a module garbage, one that keeps itself.
fn make_function(rt: &Runtime, module: &str) -> PyResult<()> {
    let Some(frame) = rt.python().frame() else {
        return Ok(());
    };
    let (globals, builtins) = (frame.globals().clone(), frame.builtins().clone());
    let function = rt.new_function(frame.code_object().clone(), globals, builtins)?;
    rt.setattr(
        &function,
        &rt.intern_str("__module__")?,
        Some(&rt.new_str(module)?),
    )?;
    rt.setattr(&function, &rt.intern_str("__doc__")?, Some(&function))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lens::snapshot::State;
    use crate::python::Session;
    use crate::python::record::{Mode, Plan, record};

    #[test]
    fn imports_are_in_order_and_name_each_other() {
        assert!(IMPORTS.is_sorted_by_key(|import| import.0) && IMPORTS.len() < 64);
        for step in IMPORTS.iter().flat_map(|import| import.1) {
            let Needs(other) = step else { continue };
            assert!(IMPORTS.iter().any(|import| import.0 == *other), "{other}");
        }
    }

    /// What CPython 3.13.0 prints for these scripts.
    #[test]
    #[cfg_attr(miri, ignore = "imports much of the library")]
    fn the_first_collection_of_a_script_finds_what_its_imports_left() {
        for (imported, found) in [
            ("sys, weakref", 7),
            ("collections", 80),
            ("collections, functools", 107),
            ("weakref, collections", 87),
            ("collections, ctypes", 0),
            ("functools, weakref", 7),
            ("random", 35),
            ("json", 108),
            ("typing", 34),
            ("contextlib", 0),
            ("weakref, tracemalloc", 11),
        ] {
            let rt = Runtime::new();
            let script = format!("import gc, {imported}\nprint(gc.collect())");
            let printed = Session::new(&rt).exec(&script, "/script.py").stdout;
            assert_eq!(printed, format!("{found}\n"), "{imported}");
        }
        let script = "import gc\ndef call(): import types\ncall(); print(gc.collect())";
        let printed = Session::new(&Runtime::new())
            .exec(script, "/script.py")
            .stdout;
        assert_eq!(printed, "7\n", "in a function");
        let script = "import gc, re\nprint(gc.collect())".to_owned();
        let plan = Plan {
            inputs: vec![script],
            mode: Mode::Script,
            ..Plan::default()
        };
        let trace = record(&plan, crate::Options::default(), |_| ());
        let last = trace.steps.last().expect("steps");
        assert_eq!(last.output, "108\n", "where it is recorded");
        let mut shown = last.snapshot.objects.iter();
        assert!(shown.all(|object| object.state != State::Garbage));
        let rt = Runtime::new();
        let mut prompt = Session::new(&rt).at_prompt();
        prompt.push("import gc, collections; _ = gc.collect(); import functools");
        assert_eq!(prompt.push("gc.collect()").stdout, "0\n");
    }

    /// CPython counts 1453 more and 3292 more.
    #[test]
    #[cfg_attr(miri, ignore = "imports much of the library")]
    fn what_a_module_needs_is_counted_once() {
        let script = "import gc\ngc.disable()\nbefore = gc.get_count()[0]\n\
                      import array, collections\nprint(gc.get_count()[0] - before)\n\
                      import re, enum, functools, types\nprint(gc.get_count()[0] - before)";
        let printed = Session::new(&Runtime::new()).exec(script, "/script.py");
        let made: Vec<i64> = printed
            .stdout
            .lines()
            .map(|line| line.parse().unwrap())
            .collect();
        assert!((1440..1470).contains(&made[0]), "{made:?}");
        assert!((3240..3350).contains(&made[1]), "{made:?}");
    }
}
