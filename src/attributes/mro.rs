//! The method resolution order: C3 linearization
//! (`Objects/typeobject.c@v3.13.0#pmerge`).

use crate::objects::tuple;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::PyTypeObject;

/// The order in which a class and its bases are searched: the class, then the merged
/// orders of its bases, in which nobody comes before one of its own subclasses.
pub(crate) fn linearize(
    rt: &Runtime,
    class: &Obj,
    bases: &[Obj],
) -> PyResult<Vec<Obj>> {
    let mut order = vec![class.clone()];
    let mut lists: Vec<Vec<Obj>> = Vec::new();
    for base in bases {
        let ty = base.expect::<PyTypeObject>();
        let Some(mro) = ty.tp_mro.get() else {
            let name = ty.name();
            let message = format!("Cannot extend an incomplete type '{name}'");
            return Err(rt.type_error(message));
        };
        lists.push(tuple::items(&mro).to_vec());
    }
    if let [only] = &lists[..] {
        order.extend_from_slice(only);
        return Ok(order);
    }
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|earlier| earlier.is(base)) {
            let name = base.expect::<PyTypeObject>().get().short_name();
            return Err(rt.type_error(format!("duplicate base class {name}")));
        }
    }
    lists.push(bases.to_vec());
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let blocked = |candidate: &Obj| {
            lists
                .iter()
                .any(|list| list[1..].iter().any(|other| other.is(candidate)))
        };
        let Some(next) = lists
            .iter()
            .map(|list| &list[0])
            .find(|head| !blocked(head))
        else {
            let mut heads: Vec<&Obj> = Vec::new();
            for list in &lists {
                if !heads.iter().any(|head| head.is(&list[0])) {
                    heads.push(&list[0]);
                }
            }
            let names: Vec<&str> = heads
                .iter()
                .map(|head| head.expect::<PyTypeObject>().get().short_name())
                .collect();
            return Err(rt.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        let next = next.clone();
        for list in &mut lists {
            if list[0].is(&next) {
                list.remove(0);
            }
        }
        order.push(next);
    }
}
