//! `_bisect`: finding a place in a sorted list, by halves
//! (`Modules/_bisectmodule.c@v3.13.0`).

use super::ModuleDef;
use crate::objects::args::Limits;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, CompareOp, MethodDef};

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_bisect",
    functions: &[
        MethodDef::keywords("bisect_right", |rt, _, args| {
            find(rt, args, "bisect_right", RIGHT)
        }),
        MethodDef::keywords("bisect_left", |rt, _, args| {
            find(rt, args, "bisect_left", LEFT)
        }),
        MethodDef::keywords("insort_right", |rt, _, args| {
            insert(rt, args, "insort_right", RIGHT)
        }),
        MethodDef::keywords("insort_left", |rt, _, args| {
            insert(rt, args, "insort_left", LEFT)
        }),
    ],
    fill: |_, _| Ok(()),
};

/// Behind the equals of x, or before them.
const RIGHT: bool = true;
const LEFT: bool = false;

/// What is asked for: where in `a`, from `lo` to `hi`, does `x` belong?
struct Search<'a> {
    a: &'a Obj,
    x: &'a Obj,
    lo: isize,
    hi: isize,
    key: Option<&'a Obj>,
}

fn search<'a>(rt: &Runtime, args: Args<'a>, name: &str) -> PyResult<Search<'a>> {
    let names = ["a", "x", "lo", "hi", "key"];
    let limits = Limits::required(2).keyword_only(4);
    let found = args.parse(rt, name, names, limits)?;
    let [Some(a), Some(x), lo, hi, key] = found else {
        return Err(rt.type_error("a sequence and an item are required"));
    };
    let given = |arg: Option<&'a Obj>| arg.filter(|arg| !arg.is(rt.none()));
    let index = |arg: &Obj| rt.as_index(arg, Some(Builtin::OverflowError));
    let lo = lo.map_or(Ok(0), index)?;
    if lo < 0 {
        return Err(rt.value_error("lo must be non-negative"));
    }
    let hi = match given(hi) {
        Some(hi) => index(hi)?,
        None => rt.len(a)? as isize,
    };
    let key = given(key);
    Ok(Search { a, x, lo, hi, key })
}

impl Search<'_> {
    fn run(&self, rt: &Runtime, x: &Obj, right: bool) -> PyResult<isize> {
        let (mut lo, mut hi) = (self.lo, self.hi);
        while lo < hi {
            rt.spend(1)?;
            let middle = lo + (hi - lo) / 2;
            let mut item = rt.getitem(self.a, &rt.new_int(middle as i64)?)?;
            if let Some(key) = self.key {
                item = rt.call_with(key, &[item])?;
            }
            let (a, b) = if right { (x, &item) } else { (&item, x) };
            let less = rt.richcompare(a, b, CompareOp::Lt)?;
            if rt.is_true(&less)? == right {
                hi = middle;
            } else {
                lo = middle + 1;
            }
        }
        Ok(lo)
    }
}

fn find(rt: &Runtime, args: Args<'_>, name: &str, right: bool) -> PyResult {
    let search = search(rt, args, name)?;
    let index = search.run(rt, search.x, right)?;
    rt.new_int(index as i64)
}

/// With a key the items are compared by it, and so is x.
fn insert(rt: &Runtime, args: Args<'_>, name: &str, right: bool) -> PyResult {
    let search = search(rt, args, name)?;
    let index = match search.key {
        Some(key) => {
            let key = rt.call_with(key, std::slice::from_ref(search.x))?;
            search.run(rt, &key, right)?
        }
        None => search.run(rt, search.x, right)?,
    };
    let args = [rt.new_int(index as i64)?, search.x.clone()];
    rt.call_method(search.a, "insert", &args)?;
    rt.done()
}
