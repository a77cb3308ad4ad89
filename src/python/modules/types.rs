//! `_types`: what `types` and `typing` name and no expression makes.

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::{dict, union_type};
use crate::typeobject::Builtin;
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_types",
    functions: &[MethodDef::many("join", |rt, _, args| {
        check_count(rt, "join", args.len(), 2, 2)?;
        union_type::join(rt, &args[0], &args[1])
    })],
    fill: |rt, namespace| {
        let class = rt.type_obj(Builtin::SimpleNamespace);
        dict::set_str(rt, namespace, "SimpleNamespace", class)
    },
};
