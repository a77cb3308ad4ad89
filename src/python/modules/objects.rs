//! `_objects`: objects by their addresses, and what the heap holds.

use super::ModuleDef;
use super::seal;
use crate::attributes::bases::subclasses;
use crate::attributes::descriptors;
use crate::gc;
use crate::objects::args::check_count;
use crate::objects::builtin_function;
use crate::objects::code::PyCodeObject;
use crate::objects::int;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags};
use std::collections::HashSet;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_objects",
    functions: &[
        MethodDef::one("at", at),
        MethodDef::none("blocks", blocks),
        MethodDef::many("mark_collection", mark_collection),
        MethodDef::many("end", end),
        MethodDef::many("seal", sealed),
        MethodDef::one("inside", |rt, _, object| {
            let inside = builtin_function::inside(object);
            let inside = inside.or_else(|| descriptors::method_inside(object));
            Ok(inside.unwrap_or_else(|| rt.none().clone()))
        }),
    ],
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
        frame = current.back.get();
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

/// `mark_collection(class, model)`: patterns take instances of the class and of its
/// subclasses for what those of the model are, an int standing for the flags themselves
/// (`Modules/_abc.c@v3.13.0#set_collection_flag_recursive`).
fn mark_collection(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "mark_collection", args.len(), 2, 2)?;
    let model = match args[1].cast::<PyTypeObject>() {
        Some(model) => model.flags(),
        None => TypeFlags(int::to_i64(&args[1]).unwrap_or(0) as u64),
    };
    let flags = model.and(TypeFlags::COLLECTION);
    if flags.any(TypeFlags::COLLECTION) {
        mark(&args[0], flags);
    }
    rt.done()
}

/// `seal(class, module)`: [`seal::class`], for a class whose module is not the one of its
/// text.
fn sealed(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "seal", args.len(), 2, 2)?;
    let module = Text::of(&args[1]).map_or_else(String::new, |text| text.to_rust());
    seal::methods(rt, &args[0], false)?;
    seal::class(rt, &args[0], &module)?;
    rt.done()
}

/// `end(class, module)`: as `seal`, and no other class be derived from it.
fn end(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "end", args.len(), 2, 2)?;
    let module = Text::of(&args[1]).map_or_else(String::new, |text| text.to_rust());
    seal::methods(rt, &args[0], false)?;
    seal::class(rt, &args[0], &module)?;
    if let Some(ty) = args[0].cast::<PyTypeObject>() {
        ty.remove_flags(TypeFlags::BASETYPE);
    }
    rt.done()
}

fn mark(class: &Obj, flags: TypeFlags) {
    let Some(ty) = class.cast::<PyTypeObject>() else {
        return;
    };
    let own = ty.flags().and(TypeFlags::COLLECTION);
    if ty.flags().has(TypeFlags::IMMUTABLETYPE) || own == flags {
        return;
    }
    ty.remove_flags(TypeFlags::COLLECTION);
    ty.add_flags(flags);
    for subclass in subclasses(class) {
        mark(&subclass, flags);
    }
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
