//! `_containers`: the types `deque` and `OrderedDict`, for `collections`, and what the
//! iterators of `itertools` do with a tuple that nobody keeps.

use super::ModuleDef;
use crate::object;
use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::tuple_items;
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_containers",
    doc: "",
    functions: &[MethodDef::many("refill", refill)],
    fill: |rt, namespace| {
        dict::set_str(rt, namespace, "deque", rt.type_obj(Builtin::Deque))?;
        let iterator = rt.type_obj(Builtin::DequeIterator);
        dict::set_str(rt, namespace, "_deque_iterator", iterator)?;
        // For `collections.abc`, which need not import `array`.
        dict::set_str(rt, namespace, "array", rt.type_obj(Builtin::Array))?;
        let ordered = rt.type_obj(Builtin::OrderedDict);
        dict::set_str(rt, namespace, "OrderedDict", ordered)
    },
};

/// `refill(iterator, items, keep)`: a tuple of the items of a list, which is the
/// iterator's `_result` if nobody else has that. A new one takes its place if the
/// iterator is to keep it (`Modules/itertoolsmodule.c@v3.13.0#pairwise_next`).
fn refill(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    let (iterator, name) = (&args[0], rt.intern_str("_result")?);
    let mut items = rt.collect(&args[1])?;
    let mut result = rt.getattr(iterator, &name)?;
    rt.setattr(iterator, &name, Some(rt.none().clone()))?;
    let refilled = tuple_items::refill(&mut result, &mut items);
    let given = match refilled {
        true => {
            // The collector may have found nothing of a cycle in what it held before.
            if !object::is_tracked(&result) {
                object::track(&result);
            }
            result.clone()
        }
        false => rt.new_tuple(items)?,
    };
    if !refilled && rt.is_true(&args[2])? {
        result = given.clone();
    }
    rt.setattr(iterator, &name, Some(result))?;
    Ok(given)
}
