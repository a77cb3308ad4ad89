//! `_functools`: the type `partial`, `reduce`
//! (`Modules/_functoolsmodule.c@v3.13.0#functools_reduce`), and `cmp_to_key`, which is no
//! method where it stands in a class.

use super::ModuleDef;
use crate::objects::args::{Limits, check_count};
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::tuple_items;
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    functions: &[
        MethodDef::many("reduce", reduce),
        MethodDef::keywords("cmp_to_key", |rt, _, args| {
            let limits = Limits::required(1);
            let [function] = args.parse(rt, "cmp_to_key", ["mycmp"], limits)?;
            let native = super::import(rt, "_functools_native")?;
            let function = function.unwrap_or_else(|| rt.none()).clone();
            rt.call_method(&native, "_key_wrapper", &[function])
        }),
    ],
    fill: |rt, namespace| {
        dict::set_str(rt, namespace, "partial", rt.type_obj(Builtin::Partial))
    },
};

fn reduce(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "reduce", args.len(), 2, 3)?;
    let _given = rt.new_tuple(args.to_vec())?;
    let initial = args.get(2).cloned();
    let iterator = match rt.iter(&args[1]) {
        Err(_) if rt.swallow(Builtin::TypeError) => {
            return Err(rt.type_error("reduce() arg 2 must support iteration"));
        }
        iterator => iterator?,
    };
    let first = match initial {
        Some(initial) => Some(initial),
        None => rt.next(&iterator)?,
    };
    let Some(mut result) = first else {
        let message = "reduce() of empty iterable with no initial value";
        return Err(rt.type_error(message));
    };
    // The arguments of a call stay until those of the next one are known, which are put
    // into the same tuple where nobody else has kept it.
    let none = || rt.none().clone();
    let mut pair = rt.new_tuple(vec![none(), none()])?;
    while let Some(item) = rt.next(&iterator)? {
        rt.spend(1)?;
        if pair.refcnt() > 1 {
            pair = rt.new_tuple(vec![none(), none()])?;
        }
        for (index, given) in [result, item].into_iter().enumerate() {
            drop(tuple_items::replace(&mut pair, index, given));
        }
        result = rt.call_tuple(&args[0], &pair)?;
    }
    Ok(result)
}
