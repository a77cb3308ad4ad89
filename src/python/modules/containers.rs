//! `_containers`: the types `deque` and `OrderedDict`, for `collections`.

use super::ModuleDef;
use crate::objects::dict;
use crate::typeobject::Builtin;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_containers",
    doc: "",
    functions: &[],
    fill: |rt, namespace| {
        dict::set_str(rt, namespace, "deque", rt.type_obj(Builtin::Deque))?;
        let ordered = rt.type_obj(Builtin::OrderedDict);
        dict::set_str(rt, namespace, "OrderedDict", ordered)
    },
};
