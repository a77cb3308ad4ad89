//! `_types`: the types that `types` names and no expression makes.

use super::ModuleDef;
use crate::objects::dict;
use crate::typeobject::Builtin;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_types",
    doc: "",
    functions: &[],
    fill: |rt, namespace| {
        let class = rt.type_obj(Builtin::SimpleNamespace);
        dict::set_str(rt, namespace, "SimpleNamespace", class)
    },
};
