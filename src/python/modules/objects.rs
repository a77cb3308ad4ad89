//! `_objects`: objects by their addresses, and what the heap holds.

use super::ModuleDef;
use crate::gc;
use crate::objects::code::PyCodeObject;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;
use std::collections::HashSet;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_objects",
    doc: "Objects by their addresses.",
    functions: &[MethodDef::one("at", at), MethodDef::none("blocks", blocks)],
    fill: |_, _| Ok(()),
};

/// The object at an address. It is looked for from everything that is alive, since a
/// number alone may lead anywhere.
fn at(rt: &Runtime, _: &Obj, address: &Obj) -> PyResult {
    let wanted = rt.as_index(address, None)?;
    let found = usize::try_from(wanted).ok().and_then(|id| find(rt, id));
    found.ok_or_else(|| {
        rt.value_error(format!("0x{wanted:x} is not the address of a live object"))
    })
}

fn find(rt: &Runtime, id: usize) -> Option<Obj> {
    let mut seen = HashSet::new();
    let mut open = roots(rt);
    while let Some(object) = open.pop() {
        if object.id() == id {
            return Some(object);
        }
        if !seen.insert(object.id()) {
            continue;
        }
        open.extend(gc::referents(&object));
        open.push(object.ty().to_obj());
        if let Some(code) = object.cast::<PyCodeObject>() {
            open.extend(code.consts().iter().chain(code.names()).cloned());
        }
    }
    None
}

/// What is alive by itself: the running frames, the containers, the built-in objects.
fn roots(rt: &Runtime) -> Vec<Obj> {
    let mut roots = gc::objects(rt, None);
    let mut frame = rt.python().frame();
    while let Some(current) = frame {
        roots.extend((0..current.top.get()).filter_map(|at| current.row.get(at)));
        roots.push(current.code_object().clone());
        frame = current.back.borrow().clone();
    }
    roots.extend(Builtin::ALL.iter().filter_map(|which| {
        let ty = rt.try_ty(*which)?;
        Some(ty.to_obj())
    }));
    roots.extend([rt.none(), rt.ellipsis(), rt.not_implemented()].map(Clone::clone));
    roots.extend([true, false].map(|value| rt.bool(value).clone()));
    roots.extend((-5..=256).filter_map(|value| rt.new_int(value).ok()));
    roots
}

/// How many blocks are in use, and their bytes.
fn blocks(rt: &Runtime, _: &Obj) -> PyResult {
    let (mut count, mut bytes) = (0, 0);
    rt.heap.each_live_block(|block| {
        count += 1;
        bytes += block.size;
    });
    rt.new_tuple(vec![rt.new_size(count)?, rt.new_size(bytes)?])
}
